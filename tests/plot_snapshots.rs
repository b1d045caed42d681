//! The charts as SVG, compared with stored ones.

mod plot_fixture;

use dice_and_descent::plot::{HistogramData, Look, ScatterData, ScatterView, error_histogram, scatter};
use plot_fixture::{histogram_data, many, s1};
use plotters::prelude::{DrawingArea, IntoDrawingArea};
use plotters_svg::SVGBackend;
use std::fs;
use std::path::Path;

type Paper<'a> = DrawingArea<SVGBackend<'a>, plotters::coord::Shift>;

/// What `paint` paints, as SVG whose words have the size that was asked for: plotters takes font sizes for line
/// heights there and sets type smaller by 1.24.
fn svg<T>(look: &Look, paint: impl FnOnce(&Paper<'_>) -> T) -> (String, T) {
    let mut text = String::new();
    let size = ((look.width * look.ratio) as u32, (look.height * look.ratio) as u32);
    let shown = {
        let root = SVGBackend::with_string(&mut text, size).into_drawing_area();
        paint(&root)
    };
    let mut parts = text.split("font-size=\"");
    let mut sized = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (size, rest) = part.split_once('"').unwrap();
        let size = size.parse::<f64>().unwrap() * 1.24;
        sized += &format!("font-size=\"{size:.2}\"{rest}");
    }
    (sized, shown)
}

fn painted_scatter(data: &ScatterData, look: &Look) -> (String, ScatterView) {
    svg(look, |root| scatter(root, data, look).unwrap())
}

fn painted_histogram(data: &HistogramData, look: &Look) -> String {
    svg(look, |root| error_histogram(root, data, look).unwrap()).0
}

/// Compares with the stored chart `name`. A chart that differs is written beside the stored one; with
/// ACCEPT_SNAPSHOTS=1 it replaces it.
fn compare(name: &str, svg: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
    let (stored, new) = (folder.join(format!("{name}.svg")), folder.join(format!("{name}.svg.new")));
    if std::env::var_os("ACCEPT_SNAPSHOTS").is_some_and(|value| value == "1") {
        fs::write(&stored, svg).unwrap();
        let _ = fs::remove_file(&new);
        return;
    }
    if fs::read_to_string(&stored).is_ok_and(|stored| stored == svg) {
        let _ = fs::remove_file(&new);
        return;
    }
    fs::write(&new, svg).unwrap();
    panic!(
        "the chart differs from tests/snapshots/{name}.svg: look at {name}.svg.new beside it, and accept it with \
         ACCEPT_SNAPSHOTS=1 cargo test --test plot_snapshots"
    );
}

#[test]
fn scatter_in_a_column_of_text() {
    compare("scatter_light", &painted_scatter(&s1(10_004, 10_000), &Look::new(700.0, 600.0)).0);
    let look = Look { dark: true, ..Look::new(700.0, 600.0) };
    compare("scatter_dark", &painted_scatter(&s1(2_001, 2_000), &look).0);
}

#[test]
fn scatter_on_a_phone_and_on_a_wide_screen() {
    let data = s1(2_001, 2_000);
    compare("scatter_1280", &painted_scatter(&data, &Look::new(1280.0, 800.0)).0);
    let selected = data.points.iter().position(|point| point.is_target);
    let look = Look { selected, ..Look::new(360.0, 420.0) };
    compare("scatter_360", &painted_scatter(&data, &look).0);
    compare("scatter_360_twofold", &painted_scatter(&data, &Look { ratio: 2.0, ..look }).0);
}

#[test]
fn scatter_of_little_and_of_much() {
    let look = Look::new(640.0, 560.0);
    let empty = ScatterData { training_size: 8, test_size: 8, ..ScatterData::default() };
    compare("scatter_empty", &painted_scatter(&empty, &look).0);
    compare("scatter_one", &painted_scatter(&s1(0, 1), &look).0);
    compare("scatter_few", &painted_scatter(&s1(40, 30), &look).0);
    compare("scatter_many_errors", &painted_scatter(&many(400), &Look { selected: Some(3), ..look }).0);
}

#[test]
fn histogram_in_a_column_of_text_and_on_a_phone() {
    // The target has 1 at 2 of the 8 test inputs; of the 8 training inputs, 4 of 8 labels are 1.
    let data = histogram_data(&s1(10_004, 10_000), 2, 0.5);
    let look = Look::new(700.0, 380.0);
    compare("histogram_light", &painted_histogram(&data, &look));
    compare("histogram_dark", &painted_histogram(&data, &Look { dark: true, ..look }));
    compare("histogram_360", &painted_histogram(&data, &Look::new(360.0, 340.0)));
    compare("histogram_twofold", &painted_histogram(&data, &Look { ratio: 2.0, ..look }));
}

#[test]
fn histogram_of_little_and_of_much() {
    let look = Look::new(640.0, 360.0);
    let empty = histogram_data(&s1(0, 0), 2, 0.5);
    compare("histogram_empty", &painted_histogram(&empty, &look));
    compare("histogram_few", &painted_histogram(&histogram_data(&s1(12, 9), 2, 0.5), &look));
    let much = histogram_data(&many(2000), 48, 0.5);
    compare("histogram_many_errors", &painted_histogram(&much, &Look { dark: true, ..look }));
    compare("histogram_many_errors_360", &painted_histogram(&much, &Look::new(360.0, 320.0)));
}
