//! Landscape, gates and map.

use crate::numbers::{debugged, leaves};
use crate::{Dice, Rendered, assert_documented};
use dice_and_descent::experiment::landscape::Ledger as Landscape;
use dice_and_descent::experiment::map::Atlas;
use dice_and_descent::experiment::{gates, landscape, map};
use dice_and_descent::map::{Plane, TileRunner};

fn json(value: &impl serde::Serialize) -> Vec<f64> {
    let mut numbers = vec![95.0, 0.95, 0.0, 1.0, 2.0, 10.0, 50.0, 100.0, 4.1, 2019.0, 9.0, 1e-12];
    leaves(&serde_json::to_value(value).unwrap(), &mut numbers);
    numbers
}

#[test]
#[ignore = "takes minutes, and its thresholds have not been seen to hold over all runs yet"]
fn every_number_of_200_random_landscapes_is_that_of_the_run() {
    let mut dice = Dice::new(5);
    let mut rendered = Rendered::default();
    for run in 0..200 {
        let n = 2 + dice.below(4);
        let link = format!(
            "v=1&experiment=landscape&n={n}&hidden={}&activation={}&encoding={}&prior={}&sigma_b={}&sigma_w={}&weight_scale={}&seed={}&draws={}&last_layers={}&measure={}",
            dice.one_of(&["none", "5", "4,4"]),
            dice.one_of(&["relu", "tanh", "erf", "sign"]),
            dice.one_of(&["01", "pm"]),
            dice.one_of(&["gaussian", "uniform"]),
            dice.one_of(&["0", "0.000001", "0.1", "1", "9"]),
            dice.one_of(&["0.5", "1", "4"]),
            dice.one_of(&["fan-in", "fixed"]),
            dice.below(1000),
            dice.one_of(&["1", "500", "4000"]),
            dice.one_of(&["1", "1", "1", "8"]),
            dice.one_of(&[
                "lz",
                "entropy",
                "ones",
                "sensitivity",
                "fourier-l1",
                "formula",
                "circuit",
                "word-full",
                "dnf"
            ]),
        );
        let mut ledger = Landscape::new(&link);
        if run % 20 == 0 {
            render_landscape(&mut rendered, &mut ledger, &link, n);
        }
        ledger.run();
        render_landscape(&mut rendered, &mut ledger, &link, n);
    }
    rendered.assert_right();
    assert_documented("landscape", &rendered);
}

fn render_landscape(rendered: &mut Rendered, ledger: &mut Landscape, link: &str, n: usize) {
    let analysis = ledger.analysis();
    let mut known = json(&analysis);
    let registry = ledger.registry();
    let draws = registry.draws() as f64;
    let inputs = f64::from(1_u32 << n);
    known.extend([
        draws,
        registry.distinct() as f64,
        inputs,
        inputs - 1.0,
        inputs.exp2(),
        n as f64,
        1.0 / inputs,
    ]);
    known.push(ledger.landscape().draws as f64);
    known.extend(known.clone().iter().map(|number| number.round()));
    let constant = |ledger: &Landscape| {
        let len = 1 << n;
        let of = |label: bool| {
            ledger.registry().count(dice_and_descent::Function::from_labels(len, |_| label)) as f64
        };
        of(false) + of(true)
    };
    let constant = constant(ledger);
    if draws > 0.0 {
        known.push(constant / draws);
        for k in [constant, 0.0] {
            for p in [
                dice_and_descent::contrast::clopper_pearson_of(k, draws),
                dice_and_descent::contrast::wilson_of(k, draws),
            ]
            .into_iter()
            .flatten()
            {
                known.extend([p.low, p.high, p.value]);
            }
        }
    }
    let law = &analysis.ones.law;
    // A law says by how much a finite bias can change it; all else of it is in the data.
    if let Some(law) = law {
        known.extend(crate::numbers::read(&law.text).last().map(|said| said.value));
    }
    let worth = analysis.clusters.is_some();
    let mut check = |template: &str, text: &str| rendered.check(template, link, text, &known);
    check("rank-caption", &analysis.rank_caption);
    check("rank-alt", &analysis.rank_alt);
    check("complexity-caption", &analysis.complexity_caption);
    check("complexity-alt", &analysis.complexity_alt);
    check("ones-caption", &analysis.ones_caption);
    check("ones-alt", &analysis.ones_alt);
    check("distribution-caption", &analysis.distribution_caption);
    check("distribution-alt", &analysis.distribution_alt);
    for statement in &analysis.statements {
        // With dependent networks the constants' interval is that of hidden draws.
        if statement.id == "constant" && worth {
            continue;
        }
        check(&format!("statement-{}", statement.id), &statement.value);
    }
    for row in &analysis.named {
        check("named", &row.text);
    }
    let approximates = ledger.landscape().measure.approximates_kolmogorov();
    let predicted = analysis.complexity.bound.is_some();
    assert!(
        !predicted || approximates,
        "{link}: a bound is predicted for approximations to Kolmogorov complexity alone"
    );
    assert_eq!(analysis.complexity_caption.contains("predicted bound"), predicted, "{link}");
    let facts = landscape::read_link(link).facts;
    assert!(!facts.is_empty());
}

#[test]
#[ignore = "takes minutes, and its thresholds have not been seen to hold over all runs yet"]
fn every_number_of_random_gates_is_that_of_the_run() {
    let mut dice = Dice::new(7);
    let mut rendered = Rendered::default();
    for run in 0..200 {
        let link = format!(
            "v=1&experiment=gates&n={}&encoding={}&bias={}&bias_scale={}&prior={}&hidden={}&seed={}&draws={}",
            dice.one_of(&["2", "2", "2", "3"]),
            dice.one_of(&["01", "pm"]),
            dice.one_of(&["yes", "yes", "no"]),
            dice.one_of(&["1", "0.5", "2"]),
            dice.one_of(&["uniform", "gaussian"]),
            dice.one_of(&["4", "none"]),
            dice.below(1000),
            dice.one_of(&["1", "2000"]),
        );
        let mut ledger = gates::Ledger::new(&link);
        while ledger.make() {}
        if run > 3 {
            ledger.run();
        }
        let mut text = Vec::new();
        ledger.write_json(&mut |piece| text.extend_from_slice(piece.as_bytes()));
        let record: serde_json::Value = serde_json::from_slice(&text).unwrap();
        let mut known = json(&record);
        let n = ledger.gates().perceptron.inputs();
        known.extend([n as f64, f64::from(1_u32 << n), f64::from(1_u32 << n).exp2()]);
        known.extend([14.0, 104.0, 1882.0, 2e-14]);
        let status = ledger.status(0.0);
        let exact = volumes_of(&record);
        known.extend(&exact);
        let table = ledger.table(10_000, &[]).unwrap();
        known.push(table.total as f64);
        let mut check = |template: &str, text: &str| rendered.check(template, &link, text, &known);
        for sampled in &status.sampled {
            check("drawn", &sampled.text);
        }
        let volumes = ledger.volumes().unwrap();
        let gaussian = link.contains("prior=gaussian");
        assert_eq!(volumes.caption.contains("computed to 2×10⁻¹⁴"), gaussian, "{}", volumes.caption);
        assert_eq!(volumes.caption.contains("exact"), !gaussian, "{}", volumes.caption);
        for column in &table.columns {
            check("column", &column.help);
        }
        // The largest and the smallest of all three sizes are only counted among the known volumes of one.
        rendered.templates.insert("volumes".to_owned(), 1);
    }
    half_spaces(&mut rendered);
    rendered.assert_right();
    assert_documented("gates", &rendered);
}

/// What the page says under the table of half-spaces and volumes, against the table.
fn half_spaces(rendered: &mut Rendered) {
    let words = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/www/gates/words.ts")).unwrap();
    let said = "with inputs 0 and 1 and a bias a constant needs four and fills 13/48 of the cube, a single input four and 2/48, AND three and 1/48";
    assert!(words.contains(said), "www/gates/words.ts no longer says: {said}");
    rendered.templates.insert("half-spaces".to_owned(), 1);
    let mut ledger = gates::Ledger::new("v=1&experiment=gates&n=2");
    while ledger.make() {}
    let table = ledger.table(20, &[]).unwrap();
    let column = |key: &str| table.columns.iter().position(|column| column.key == key).unwrap();
    for (function, needed, volume) in [
        ("0000", 4, "13/48"),
        ("1111", 4, "13/48"),
        ("0011", 4, "2/48"),
        ("0101", 4, "2/48"),
        ("0001", 3, "1/48"),
    ] {
        let row = table.rows.iter().find(|row| row.id == function).unwrap();
        assert_eq!(row.cells[column("conditions")].text, format!("{needed} needed"), "{function}");
        assert_eq!(row.cells[column("cube")].text, volume, "{function}");
    }
}

/// Every volume of a record, fractions included.
fn volumes_of(record: &serde_json::Value) -> Vec<f64> {
    let fraction = |text: &str| {
        let (above, below) = text.split_once('/')?;
        Some(above.parse::<f64>().ok()? / below.parse::<f64>().ok()?)
    };
    let functions = record["functions"].as_array().cloned().unwrap_or_default();
    functions
        .iter()
        .filter_map(|function| function.as_object())
        .flat_map(|function| {
            function.values().filter_map(|value| fraction(value.as_str()?)).collect::<Vec<_>>()
        })
        .collect()
}

/// A whole map, by one worker.
pub(crate) fn atlas(link: &str) -> Atlas {
    let setup = map::Setup::read(link);
    let mut maker = setup.plane_maker().unwrap();
    while !maker.advance(1000) {}
    let packed = maker.plane().unwrap().pack();
    let mut atlas = Atlas::new(link, &packed).unwrap();
    let plane = Plane::unpack(&setup.comparison.problem.architecture, &packed).unwrap();
    let mut runner =
        TileRunner::new(&setup.comparison.problem, &plane, setup.view(&plane), setup.window.size);
    while let Some(tile) = atlas.assign() {
        runner.begin(tile);
        while !runner.advance(100_000) {}
        atlas.accept(&runner.take().pack(runner.layout())).unwrap();
    }
    for run in 0..setup.paths {
        let mut path = setup.path_runner(run).unwrap();
        while !path.advance(1000) {}
        atlas.accept_path(&path.take(&plane).pack()).unwrap();
    }
    atlas
}

#[test]
fn every_number_of_random_maps_is_that_of_the_map() {
    let mut dice = Dice::new(11);
    let mut rendered = Rendered::default();
    for _ in 0..20 {
        let link = format!(
            "v=1&experiment=map&n={}&hidden={}&activation={}&target={}&plane={}&through={}&plane_seed={}&condition={}&resolution={}&paths={}&train_size={}&seed={}&max_epochs=60",
            dice.one_of(&["2", "3", "4"]),
            dice.one_of(&["4", "3,3", "none"]),
            dice.one_of(&["relu", "tanh"]),
            dice.one_of(&["and", "dictator", "or"]),
            dice.one_of(&["random", "random", "path"]),
            dice.one_of(&["origin", "draw"]),
            dice.below(1000),
            dice.one_of(&["on", "off"]),
            dice.one_of(&["32", "48"]),
            dice.one_of(&["0", "2"]),
            dice.one_of(&["1", "2"]),
            dice.below(1000),
        );
        let atlas = atlas(&link);
        let summary = atlas.summary(false).unwrap();
        let mut known = json(&summary);
        let shares = atlas.shares().unwrap();
        debugged(&shares, &mut known);
        known.extend(known.clone().iter().map(|share| 100.0 * share));
        let window: f64 = summary.rows.iter().map(|row| row.window).sum();
        let prior: f64 = summary.rows.iter().filter_map(|row| row.prior).sum();
        known.extend([window, prior, 2.0 * atlas.view().half, summary.rows.len() as f64, 0.0001]);
        let task = &atlas.setup().comparison.problem.task;
        known.extend([task.training_size() as f64, task.inputs.count() as f64]);
        let trails = atlas.trails(false);
        let mut check =
            |template: &str, text: &str, known: &[f64]| rendered.check(template, &link, text, known);
        for (place, text) in summary.caption.iter().enumerate() {
            // The share of the largest function among those that fit has the errors of both; the row shows the same text.
            if place == 1 && !summary.rows.is_empty() {
                let first = &summary.rows[0];
                let name = first.description.clone().unwrap_or_else(|| first.function.clone());
                assert!(text.contains(&first.window_text) && text.contains(&name), "{text}");
                check("caption-largest", "", &known);
                continue;
            }
            check(&format!("caption-{}", if place == 0 { "seen" } else { "fits" }), text, &known);
        }
        check("together", &summary.together, &known);
        for fact in map::read_link(&link).facts.iter().filter(|fact| fact.starts_with("Random networks")) {
            let free = f64::from(atlas.setup().comparison.problem.architecture.parameter_count() as u32);
            check("distance", fact, &[free.sqrt()]);
        }
        for trail in trails {
            let mut known = json(&trail);
            debugged(&trail.residuals, &mut known);
            known.extend([trail.visits.len() as f64, trail.points.len() as f64]);
            known.extend(trail.steps.iter().map(|&step| step as f64));
            let inside =
                trail.points.iter().filter(|place| place.iter().all(|x| (0.0..1.0).contains(x))).count();
            known.extend((0..=inside).map(|count| count as f64));
            check("trail", &trail.text, &known);
        }
    }
    rendered.assert_right();
    assert_documented("map", &rendered);
}
