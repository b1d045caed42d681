//! The charts as SVG, compared with stored ones.
#![cfg(not(target_arch = "wasm32"))]

#[path = "plot_fixture/paper.rs"]
mod paper;
mod plot_fixture;
#[path = "plot_fixture/snapshot.rs"]
mod snapshot;

use dice_and_descent::experiment::compare::Ledger;
use dice_and_descent::method::Figure;
use dice_and_descent::plot::{
    self, ChartStyle, HistogramData, ScatterData, ScatterView, error_histogram, scatter,
};
use paper::svg;
use plot_fixture::{histogram_data, many, s1, several};
use snapshot::compare;

fn painted_scatter(data: &ScatterData, look: &ChartStyle) -> (String, ScatterView) {
    svg(look, |root| scatter(root, data, look).unwrap())
}

fn painted_histogram(data: &HistogramData, look: &ChartStyle) -> String {
    svg(look, |root| error_histogram(root, data, look).unwrap()).0
}

#[test]
fn scatter_in_a_column_of_text() {
    compare("scatter_light", &painted_scatter(&s1(10_004, 10_000), &ChartStyle::new(700.0, 600.0)).0);
    let look = ChartStyle { dark: true, ..ChartStyle::new(700.0, 600.0) };
    compare("scatter_dark", &painted_scatter(&s1(2_001, 2_000), &look).0);
}

#[test]
fn scatter_on_a_phone_and_on_a_wide_screen() {
    let data = s1(2_001, 2_000);
    compare("scatter_1280", &painted_scatter(&data, &ChartStyle::new(1280.0, 800.0)).0);
    let selected = data.points.iter().position(|point| point.is_target);
    let look = ChartStyle { selected, ..ChartStyle::new(360.0, 420.0) };
    compare("scatter_360", &painted_scatter(&data, &look).0);
    compare("scatter_360_twofold", &painted_scatter(&data, &ChartStyle { ratio: 2.0, ..look }).0);
}

#[test]
fn scatter_of_little_and_of_much() {
    let look = ChartStyle::new(640.0, 560.0);
    let empty = s1(0, 0);
    compare("scatter_empty", &painted_scatter(&empty, &look).0);
    compare("scatter_one", &painted_scatter(&s1(0, 1), &look).0);
    compare("scatter_few", &painted_scatter(&s1(40, 30), &look).0);
    compare("scatter_many_errors", &painted_scatter(&many(400), &ChartStyle { selected: Some(3), ..look }).0);
}

#[test]
fn histogram_in_a_column_of_text_and_on_a_phone() {
    // The target has 1 at 2 of the 8 test inputs; of the 8 training inputs, 4 of 8 labels are 1.
    let data = histogram_data(&s1(10_004, 10_000), 2, 0.5);
    let look = ChartStyle::new(700.0, 380.0);
    compare("histogram_light", &painted_histogram(&data, &look));
    compare("histogram_dark", &painted_histogram(&data, &ChartStyle { dark: true, ..look }));
    compare("histogram_360", &painted_histogram(&data, &ChartStyle::new(360.0, 340.0)));
    compare("histogram_twofold", &painted_histogram(&data, &ChartStyle { ratio: 2.0, ..look }));
}

#[test]
fn histogram_of_little_and_of_much() {
    let look = ChartStyle::new(640.0, 360.0);
    let empty = histogram_data(&s1(0, 0), 2, 0.5);
    compare("histogram_empty", &painted_histogram(&empty, &look));
    compare("histogram_few", &painted_histogram(&histogram_data(&s1(12, 9), 2, 0.5), &look));
    let much = histogram_data(&many(2000), 48, 0.5);
    compare("histogram_many_errors", &painted_histogram(&much, &ChartStyle { dark: true, ..look }));
    compare("histogram_many_errors_360", &painted_histogram(&much, &ChartStyle::new(360.0, 320.0)));
}

#[test]
fn histogram_of_several_methods() {
    let runs = [s1(10_004, 10_000), s1(700, 900), s1(2_500, 60)];
    for methods in [3, 6] {
        let data = several(methods, &runs, 2);
        let wide = ChartStyle::new(1000.0, 220.0 + 60.0 * f64::from(methods));
        compare(&format!("histogram_{methods}_methods"), &painted_histogram(&data, &wide));
        let dark = ChartStyle { dark: true, ..wide };
        compare(&format!("histogram_{methods}_methods_dark"), &painted_histogram(&data, &dark));
        let narrow = ChartStyle { width: 360.0, dark: methods == 6, ..wide };
        compare(&format!("histogram_{methods}_methods_360"), &painted_histogram(&data, &narrow));
    }
    let runs = [many(2000), many(300), many(40)];
    let much = several(6, &runs, 48);
    compare("histogram_6_methods_many_errors", &painted_histogram(&much, &ChartStyle::new(700.0, 640.0)));
}

#[test]
fn what_methods_with_weights_tell() {
    let mut ledger = Ledger::new(
        "methods=dice,splitting,slice&n=5&train_size=10&hidden=9&kept=500&splits=12&particles=60&chains=8&states=60&burn_in=5",
    );
    ledger.run();
    let analysis = ledger.analyse(1);
    let likelihood = &analysis.likelihood;
    for (name, look) in [
        ("likelihood", ChartStyle::new(700.0, 210.0)),
        ("likelihood_360", ChartStyle { dark: true, ..ChartStyle::new(360.0, 210.0) }),
    ] {
        compare(name, &svg(&look, |root| plot::likelihood(root, likelihood, &look).unwrap()).0);
    }
    let figures: Vec<&Figure> =
        analysis.workings.iter().flat_map(|working| &working.figures).map(|told| &told.figure).collect();
    assert_eq!(figures.len(), 2);
    for (figure, name) in figures.into_iter().zip(["ladder", "trace"]) {
        let look = ChartStyle::new(600.0, 270.0);
        compare(&format!("lines_{name}"), &svg(&look, |root| plot::lines(root, figure, &look).unwrap()).0);
        let dark = ChartStyle { dark: true, ..ChartStyle::new(340.0, 270.0) };
        compare(
            &format!("lines_{name}_340"),
            &svg(&dark, |root| plot::lines(root, figure, &dark).unwrap()).0,
        );
    }
}
