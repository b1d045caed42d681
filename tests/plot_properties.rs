//! What must hold of every painted chart, whatever the data.
#![cfg(not(target_arch = "wasm32"))]

#[path = "plot_fixture/inside.rs"]
mod inside;
mod plot_fixture;

use dice_and_descent::numeric::{Mean, Share};
use dice_and_descent::plot::{
    ChartStyle, ErrorSeries, HistogramData, Key, MethodLabel, ScatterData, ScatterPoint, ScatterView,
    error_histogram, scatter,
};
use inside::{assert_inside, places, size};
use plot_fixture::{histogram_data, label, many, mix, s1, several, share};
use plotters::prelude::IntoDrawingArea;
use plotters_svg::SVGBackend;

fn paint(data: &ScatterData, look: &ChartStyle) -> (String, ScatterView) {
    let mut text = String::new();
    let view =
        scatter(&SVGBackend::with_string(&mut text, size(look)).into_drawing_area(), data, look).unwrap();
    (text, view)
}

fn paint_histogram(data: &HistogramData, look: &ChartStyle) -> String {
    let mut text = String::new();
    error_histogram(&SVGBackend::with_string(&mut text, size(look)).into_drawing_area(), data, look).unwrap();
    text
}

#[test]
fn nothing_is_painted_outside() {
    let data = [s1(0, 0), s1(1, 0), s1(17, 300), s1(10_004, 10_000), many(300)];
    for (k, data) in data.iter().enumerate() {
        for (width, height) in [(280.0, 300.0), (360.0, 420.0), (701.0, 333.0), (1280.0, 800.0)] {
            for ratio in [1.0, 1.25, 3.0] {
                let look = ChartStyle {
                    ratio,
                    dark: k % 2 == 0,
                    selected: Some(k),
                    ..ChartStyle::new(width, height)
                };
                assert_inside(&paint(data, &look).0, &look);
                assert_inside(&paint_histogram(&histogram_data(data, 2, 0.6), &look), &look);
                for methods in 3..=6 {
                    let several = several(methods, &[data.clone(), data.clone(), data.clone()], 2);
                    assert_inside(&paint_histogram(&several, &look), &look);
                }
            }
        }
    }
}

#[test]
fn every_size_of_test_set_is_painted() {
    for test_size in 0..=127_u32 {
        let points = (0..=test_size)
            .map(|errors| ScatterPoint {
                function: format!("{errors:0128b}"),
                first: share(u64::from(errors % 7), 400),
                second: share(u64::from(1 + errors % 5), 400),
                test_errors: errors,
                is_target: errors == 0,
            })
            .collect();
        let data = ScatterData { points, first_total: 400, second_total: 400, test_size, ..s1(0, 0) };
        let look = ChartStyle::new(360.0, 400.0);
        let (svg, view) = paint(&data, &look);
        assert_inside(&svg, &look);
        assert_eq!(view.len(), data.points.len());
        assert_inside(&paint_histogram(&histogram_data(&data, test_size / 2, 0.3), &look), &look);
    }
}

#[test]
fn the_view_is_in_css_pixels_whatever_the_ratio() {
    let data = s1(3000, 3000);
    let look = ChartStyle::new(700.0, 600.0);
    let (_, view) = paint(&data, &look);
    for ratio in [1.5, 2.0, 3.0] {
        let (svg, sharp) = paint(&data, &ChartStyle { ratio, ..look });
        assert_eq!(view.len(), sharp.len());
        for index in 0..data.points.len() {
            assert_eq!(view.position(index), sharp.position(index));
        }
        let (x, y) = view.position(view.next(None, Key::Home).unwrap()).unwrap();
        let near =
            |(a, b): (f64, f64)| (a - ratio * x).abs() < 9.0 * ratio && (b - ratio * y).abs() < 9.0 * ratio;
        assert!(places(&svg).into_iter().any(near), "a mark is painted where the view says");
    }
}

#[test]
fn pointers_find_every_place_and_keys_start_at_the_target() {
    let data = s1(10_004, 10_000);
    let (_, view) = paint(&data, &ChartStyle::new(700.0, 600.0));
    for index in 0..data.points.len() {
        let (x, y) = view.position(index).unwrap();
        let found = view.nearest(x + 0.01, y - 0.01).unwrap();
        let (a, b) = view.position(found).unwrap();
        assert!((a - x).abs() < 0.05 && (b - y).abs() < 0.05, "a mark at the same place");
        assert_eq!(view.index_of(view.function_at(index).unwrap()), Some(index));
    }
    let start = view.next(None, Key::Right).unwrap();
    assert!(data.points[start].is_target);
}

#[test]
fn equal_counts_are_painted_once() {
    // 20,000 functions, each found once by both methods: one place.
    let points: Vec<_> = (0..20_000_u64)
        .map(|k| ScatterPoint {
            function: format!("{k:016b}"),
            first: share(1, 20_000),
            second: share(1, 20_000),
            test_errors: 1 + (mix(k) % 3) as u32,
            is_target: false,
        })
        .collect();
    let data = ScatterData { points, first_total: 20_000, second_total: 20_000, ..s1(0, 0) };
    let look = ChartStyle::new(700.0, 600.0);
    let (svg, view) = paint(&data, &look);
    let (bare, _) = paint(&ScatterData { points: Vec::new(), ..data.clone() }, &look);
    assert_eq!(view.len(), 20_000);
    assert!(svg.lines().count() < bare.lines().count() + 20, "three marks with their halos and intervals");
}

#[test]
fn selection_paints_a_ring_and_nothing_else_moves() {
    let data = s1(500, 500);
    let look = ChartStyle::new(700.0, 600.0);
    let (plain, view) = paint(&data, &look);
    let (ringed, _) = paint(&data, &ChartStyle { selected: view.nearest(400.0, 300.0).or(Some(0)), ..look });
    let common = plain.lines().filter(|line| !line.starts_with("</svg")).count();
    assert!(ringed.lines().count() > common);
    assert!(plain.lines().take(common).eq(ringed.lines().take(common)), "the ring comes last");
    let (none, _) = paint(&data, &ChartStyle { selected: Some(100_000), ..look });
    assert_eq!(plain, none, "a point that is not there is not ringed");
}

#[test]
fn senseless_data_are_painted_as_far_as_they_make_sense() {
    let odd = [f64::NAN, f64::INFINITY, -1.0, 0.0, 1e-300, 1.0, 7.0];
    let mut points = Vec::new();
    for (i, &value) in odd.iter().enumerate() {
        for (j, &other) in odd.iter().enumerate() {
            let share = |value: f64| Share { count: i as u64, value, low: other, high: value };
            points.push(ScatterPoint {
                function: format!("{i}{j}"),
                first: share(value),
                second: share(other),
                test_errors: 1000,
                is_target: j == 3,
            });
        }
    }
    let data = ScatterData { points, test_size: 4, ..s1(0, 0) };
    let look = ChartStyle::new(400.0, 400.0);
    let (svg, view) = paint(&data, &look);
    assert_inside(&svg, &look);
    assert!(view.len() < data.points.len());
    let bars: Vec<_> = odd.iter().map(|&value| Share { count: 3, value, low: value, high: -value }).collect();
    let means = [
        Some(Mean { value: f64::NAN, low: f64::NAN, high: 3.0 }),
        Some(Mean { value: 300.0, low: -5.0, high: f64::INFINITY }),
        None,
    ];
    for methods in 0..=7 {
        let series = (0..methods).map(|k: u32| ErrorSeries {
            label: label(k % 6),
            bars: bars.clone(),
            total: 5,
            mean: means[k as usize % 3],
            beats: false,
        });
        let data = HistogramData {
            methods: series.collect(),
            coin: odd.to_vec(),
            majority: odd.to_vec(),
            test_size: 100,
            coin_mean: f64::NAN,
            majority_mean: f64::NAN,
        };
        for look in [look, ChartStyle::new(400.0, 900.0), ChartStyle::new(1200.0, 700.0)] {
            assert_inside(&paint_histogram(&data, &look), &look);
            assert_inside(&paint_histogram(&HistogramData { test_size: 5, ..data.clone() }, &look), &look);
        }
    }
}

#[test]
fn data_keep_their_names_in_javascript() {
    let data = s1(1, 1);
    let json = serde_json::to_value(&data).unwrap();
    assert_eq!(json["firstTotal"], 1);
    assert!(json["points"][0]["testErrors"].is_u64() && json["points"][0]["isTarget"].is_boolean());
    assert_eq!(serde_json::from_value::<ScatterData>(json).unwrap(), data);
    let look: ChartStyle = serde_json::from_str(
        r#"{"width": 1, "height": 2, "ratio": 2, "dark": true, "contrast": false, "selected": null}"#,
    )
    .unwrap();
    assert_eq!(look.selected, None);
    let histogram = histogram_data(&data, 1, 0.5);
    let json = serde_json::to_string(&histogram).unwrap();
    assert!(json.contains("coinMean") && json.contains("inText"));
    assert_eq!(serde_json::from_str::<HistogramData>(&json).unwrap().methods[1].bars.len(), 9);
}

#[test]
fn the_page_and_the_charts_have_the_same_colours_of_methods() {
    let css = include_str!("../www/style/page.css");
    for place in 0..6 {
        let label = MethodLabel { place, ..MethodLabel::dice() };
        let data = ScatterData { first: label, ..s1(0, 0) };
        for part in ["", "-ink"] {
            let start = format!("--method-{}{part}: var(--light, #", place + 1);
            let found: Vec<&str> =
                css.match_indices(&start).map(|(at, _)| &css[at + start.len()..]).collect();
            assert_eq!(found.len(), 2, "{start}: as usual, and for those who need more contrast");
            for (colours, contrast) in found.into_iter().zip([false, true]) {
                let (light, rest) = colours.split_once(") var(--dark, #").unwrap();
                let (dark, _) = rest.split_once(");").unwrap();
                for (colour, dark) in [(light, false), (dark, true)] {
                    let look = ChartStyle { dark, contrast, ..ChartStyle::new(700.0, 600.0) };
                    let fill = format!("fill=\"#{}\"", colour.to_uppercase());
                    assert!(paint(&data, &look).0.contains(&fill), "{start}{colour}");
                }
            }
        }
    }
}
