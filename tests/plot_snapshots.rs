//! The charts as SVG, compared with stored ones.

mod plot_fixture;

use dice_and_descent::plot::{Look, ScatterData, ScatterView, scatter};
use plot_fixture::{many, s1};
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
    let data = s1(10_004, 10_000);
    let look = Look::new(700.0, 600.0);
    compare("scatter_light", &painted_scatter(&data, &look).0);
    compare("scatter_dark", &painted_scatter(&data, &Look { dark: true, ..look }).0);
    let selected = data.points.iter().position(|point| point.is_target);
    compare("scatter_selected_twofold", &painted_scatter(&data, &Look { ratio: 2.0, selected, ..look }).0);
}

#[test]
fn scatter_on_a_phone_and_on_a_wide_screen() {
    let data = s1(10_004, 10_000);
    compare("scatter_360", &painted_scatter(&data, &Look::new(360.0, 420.0)).0);
    compare("scatter_1280", &painted_scatter(&data, &Look::new(1280.0, 800.0)).0);
}

#[test]
fn scatter_of_little_and_of_much() {
    let look = Look::new(640.0, 560.0);
    let empty = ScatterData { training_size: 8, test_size: 8, ..ScatterData::default() };
    compare("scatter_empty", &painted_scatter(&empty, &look).0);
    compare("scatter_one", &painted_scatter(&s1(0, 1), &look).0);
    compare("scatter_few", &painted_scatter(&s1(40, 30), &look).0);
    compare("scatter_many_errors", &painted_scatter(&many(2000), &Look { selected: Some(3), ..look }).0);
}
