//! What must hold of every painted chart of a landscape and of exact volumes, whatever the data.
#![cfg(not(target_arch = "wasm32"))]

#[path = "plot_fixture/landscape.rs"]
mod fixture;
#[path = "plot_fixture/inside.rs"]
mod inside;
#[path = "plot_fixture/paper.rs"]
mod paper;

use dice_and_descent::complexity::Measure;
use dice_and_descent::experiment::landscape::{LandscapeAnalysis, Ledger};
use dice_and_descent::landscape::{
    BoundLine, ComplexityBar, ComplexityData, ComplexityPoint, DistributionData, OnesData, OnesLaw,
    PowerLawLine, RankData, RankPoint, ZipfLine,
};
use dice_and_descent::numeric::{Mean, Share, count};
use dice_and_descent::plot::{ChartStyle, Key, ScatterView, VolumeData, VolumePoint};
use fixture::{
    COLUMN, PHONE, WIDE, landscape, look, painted_complexity, painted_distribution, painted_ones,
    painted_rank, painted_volumes, volumes,
};
use inside::{assert_inside, places};

/// All five charts, and the views of those that show single functions.
fn all(data: &LandscapeAnalysis, volumes: &VolumeData, look: &ChartStyle) -> (Vec<String>, [ScatterView; 3]) {
    let (rank, ranked) = painted_rank(&data.rank, look);
    let (complexity, placed) = painted_complexity(&data.complexity, look);
    let (volumes, filled) = painted_volumes(volumes, look);
    let bars = [painted_ones(&data.ones, look).0, painted_distribution(&data.distribution, look).0];
    ([rank, complexity, volumes].into_iter().chain(bars).collect(), [ranked, placed, filled])
}

#[test]
fn nothing_is_painted_outside() {
    let gates = volumes(2..=3, Measure::LempelZiv);
    for (preset, draws) in [("images", 1), ("images", 500), ("perceptron-bias", 30_000), ("chaos-2", 200)] {
        let data = landscape(preset, draws, Measure::LempelZiv);
        for (width, height) in [(280.0, 300.0), (360.0, 420.0), (701.0, 333.0), (1280.0, 800.0)] {
            for ratio in [1.0, 1.25, 3.0] {
                let look = ChartStyle {
                    ratio,
                    dark: ratio > 1.0,
                    selected: Some(2),
                    ..ChartStyle::new(width, height)
                };
                for svg in all(&data, &gates, &look).0 {
                    assert_inside(&svg, &look);
                }
            }
        }
        let empty = all(&data, &gates, &ChartStyle::new(90.0, 40.0));
        assert!(empty.1.iter().all(ScatterView::is_empty), "no room, no chart");
    }
}

#[test]
fn views_are_in_css_pixels_and_find_every_function() {
    let (data, gates) =
        (landscape("images", 5_000, Measure::Entropy), volumes(2..=3, Measure::DeMorganFormula));
    let look = look(WIDE);
    let (_, views) = all(&data, &gates, &look);
    let (svgs, sharp) = all(&data, &gates, &ChartStyle { ratio: 2.0, ..look });
    let known = data.rank.points.iter().filter(|point| point.function.is_some()).count();
    let sizes = [known, data.complexity.points.len(), gates.points.len()];
    for ((view, size), (svg, sharp)) in views.iter().zip(sizes).zip(svgs.iter().zip(&sharp)) {
        assert_eq!((view.len(), sharp.len()), (size, size));
        let mut at = view.next(None, Key::Home).unwrap();
        for _ in 0..size {
            let (x, y) = view.position(at).unwrap();
            assert_eq!(sharp.position(at), Some((x, y)));
            let found = view.nearest(x, y).and_then(|found| view.position(found)).unwrap();
            assert!(libm::hypot(found.0 - x, found.1 - y) < 1e-9, "a mark at the same place");
            assert_eq!(view.index_of(view.function_at(at).unwrap()), Some(at));
            at = view.next(Some(at), Key::Right).unwrap();
        }
        assert_eq!(Some(at), view.next(None, Key::End), "the right arrow passes every mark");
        let (x, y) = view.position(at).unwrap();
        let near = |(a, b): (f64, f64)| (a - 2.0 * x).abs() < 24.0 && (b - 2.0 * y).abs() < 24.0;
        assert!(places(svg).into_iter().any(near), "a mark is painted where the view says");
    }
}

#[test]
fn a_selection_adds_a_ring_and_moves_nothing() {
    let (data, gates) = (landscape("images", 3_000, Measure::LempelZiv), volumes(2..=2, Measure::Circuit));
    let look = look(COLUMN);
    let (plain, views) = all(&data, &gates, &look);
    for (chart, view) in views.iter().enumerate() {
        let selected = view.next(None, Key::End);
        let (ringed, again) = all(&data, &gates, &ChartStyle { selected, ..look });
        assert!(ringed[chart].lines().count() > plain[chart].lines().count());
        let mut rest = ringed[chart].lines();
        assert!(plain[chart].lines().all(|line| rest.any(|other| other == line)), "nothing moves");
        assert_eq!(again[chart].position(selected.unwrap()), view.position(selected.unwrap()));
    }
    assert_eq!(all(&data, &gates, &ChartStyle { selected: Some(100_000), ..look }).0, plain);
}

#[test]
fn bars_say_what_they_are_and_a_selected_one_moves_nothing() {
    let data = landscape("perceptron", 20_000, Measure::Entropy);
    let (look, sharp) = (look(COLUMN), ChartStyle { ratio: 2.0, ..look(COLUMN) });
    let views = [painted_ones(&data.ones, &look), painted_distribution(&data.distribution, &look)];
    let again = [painted_ones(&data.ones, &sharp).1, painted_distribution(&data.distribution, &sharp).1];
    let sizes = [data.ones.bars.len(), data.distribution.bars.len()];
    for ((view, again), size) in views.iter().map(|(_, view)| view).zip(&again).zip(sizes) {
        assert_eq!((view.len(), again.len()), (size, size));
        let across: Vec<usize> = (0..7000).filter_map(|x| view.nearest(f64::from(x) / 10.0, 240.0)).collect();
        assert!(across.is_sorted() && across.first() == Some(&0) && across.last() == Some(&(size - 1)));
        assert!((0..size).all(|bar| across.contains(&bar)), "every bar can be pointed at");
        assert!((0..700).all(|x| view.nearest(f64::from(x), 200.0) == again.nearest(f64::from(x), 200.0)));
    }
    let words = views[0].1.words(5).unwrap();
    assert!(
        words.starts_with("T = 5: ") && words.contains(&format!(" of {} networks", count(data.ones.draws))),
        "{words}"
    );
    assert!(words.ends_with("; the law says 0.007812."), "{words}");
    let words = views[1].1.words(0).unwrap();
    assert!(words.contains(": networks 0.") && words.contains(", random functions 0"), "{words}");

    let selected = ChartStyle { selected: Some(5), ..look };
    let columns =
        [painted_ones(&data.ones, &selected).0, painted_distribution(&data.distribution, &selected).0];
    for ((plain, _), column) in views.iter().zip(&columns) {
        let mut rest = column.lines();
        assert!(plain.lines().all(|line| rest.any(|other| other == line)), "nothing moves");
        assert_eq!(column.lines().count(), plain.lines().count() + 1);
    }
}

#[test]
fn axes_stay_while_a_run_grows() {
    // Grid lines and names: all rectangles in the colour of rules, and all words in that of secondary ones.
    let frame = |svg: &str| {
        let fixed = |line: &&str| {
            line.starts_with("<rect") && line.contains("#E6E1D6")
                || line.starts_with("<text") && line.contains("#5D5950")
        };
        svg.lines().filter(fixed).map(str::to_owned).collect::<Vec<_>>()
    };
    let mut ledger = Ledger::new("v=2&experiment=landscape&n=4&hidden=16&draws=30000000");
    let landscape = ledger.landscape().clone();
    let mut sampler = landscape.sampler();
    let mut frames: Vec<Vec<Vec<String>>> = vec![Vec::new(); 2];
    let mut next = 1;
    for chunk in 1_u64.. {
        let assignment = ledger.assign().unwrap();
        sampler.begin(assignment.chunk);
        while !sampler.advance(u32::MAX) {}
        ledger.accept(sampler.take()).unwrap();
        if chunk == next {
            let data = ledger.analyse(Measure::LempelZiv, 0);
            frames[0].push(frame(&painted_complexity(&data.complexity, &look(COLUMN)).0));
            frames[1].push(frame(&painted_ones(&data.ones, &look(COLUMN)).0));
            next *= 2;
        }
        if frames[0].len() == 7 {
            break;
        }
    }
    for frames in frames {
        assert!(frames.iter().all(|frame| frame.len() > 8));
        let changes = frames.windows(2).filter(|pair| pair[0] != pair[1]).count();
        assert!(changes <= 3, "{changes} changes while the run grows by a factor of 64");
    }
}

#[test]
fn senseless_data_are_painted_as_far_as_they_make_sense() {
    let odd = [f64::NAN, f64::INFINITY, -1.0, 0.0, 1e-300, 1.0, 7.0];
    let look = look(PHONE);
    for &value in &odd {
        for &other in &odd {
            let p = Share { count: 3, value, low: other, high: -value };
            let never = Share { count: 0, high: other, ..p };
            let mean = Mean { value, low: other, high: -other };
            let line = BoundLine {
                a: mean,
                b: other,
                largest: value,
                largest_is_exact: false,
                exceeding: 0,
                exceeding_surely: 0,
            };
            let point = |rank: u64, once: bool| RankPoint {
                class_size: None,
                rank,
                tie_from: rank,
                tie_to: rank + 3,
                function: Some("01".to_owned()),
                name: None,
                p,
                once,
            };
            let rank = RankData {
                points: vec![point(0, false), point(1, false), point(u64::MAX - 3, true)],
                reliable_to: Some(0),
                zipf: ZipfLine { ln_functions: value, at_one: other },
                power_law: Some(PowerLawLine {
                    exponent: mean,
                    intercept: other,
                    from_rank: 0,
                    to_rank: u64::MAX,
                    least_count: 1,
                }),
                ..RankData::default()
            };
            assert_inside(&painted_rank(&rank, &look).0, &look);
            let point = |p: Share, name: Option<&str>| ComplexityPoint {
                function: "0110".to_owned(),
                name: name.map(str::to_owned),
                complexity: other,
                p,
            };
            let complexity = ComplexityData {
                points: vec![point(p, None), point(p, Some("xor")), point(never, Some("and"))],
                bound: Some(line),
                edge: Some(line),
                draws: 5,
                ..ComplexityData::default()
            };
            assert_inside(&painted_complexity(&complexity, &look).0, &look);
            let law = OnesLaw {
                probabilities: odd.to_vec(),
                text: String::new(),
                chi_square: None,
                degrees: 0,
                p_value: None,
            };
            for law in [None, Some(law)] {
                let ones = OnesData { bars: vec![p, never, p], draws: 9, law };
                assert_inside(&painted_ones(&ones, &look).0, &look);
            }
            let bar = |from: f64, to: f64| ComplexityBar { from, to, networks: p, random: p };
            let distribution = DistributionData {
                bars: vec![bar(value, other), bar(other, 3.0), bar(3.0, value)],
                median: Some(mean),
                random_median: Some(mean),
                ..DistributionData::default()
            };
            assert_inside(&painted_distribution(&distribution, &look).0, &look);
            let point = |inputs: u32| VolumePoint {
                inputs,
                function: "0001".to_owned(),
                name: Some("AND".to_owned()),
                complexity: other,
                volume: value,
                fraction: None,
                functions: u64::MAX >> 20,
            };
            let volumes = VolumeData { points: vec![point(0), point(9)], ..VolumeData::default() };
            assert_inside(&painted_volumes(&volumes, &look).0, &look);
        }
    }
}

#[test]
fn volumes_keep_their_names_in_javascript() {
    let data = volumes(2..=2, Measure::Circuit);
    let json = serde_json::to_value(&data).unwrap();
    assert!(json["points"][0]["functions"].is_u64() && json["points"][0]["volume"].is_f64());
    assert_eq!(serde_json::from_value::<VolumeData>(json).unwrap(), data);
    assert!(data.alt_text().contains("14 functions of 2 inputs"), "{}", data.alt_text());
}
