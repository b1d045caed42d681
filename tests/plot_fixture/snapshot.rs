//! Charts as SVG, and their comparison with stored ones.

use dice_and_descent::plot::Look;
use plotters::prelude::{DrawingArea, IntoDrawingArea};
use plotters_svg::SVGBackend;
use std::fs;
use std::path::Path;

pub(crate) type Paper<'a> = DrawingArea<SVGBackend<'a>, plotters::coord::Shift>;

/// What `paint` paints, as SVG whose words have the size that was asked for: plotters takes font sizes for line
/// heights there and sets type smaller by 1.24.
pub(crate) fn svg<T>(look: &Look, paint: impl FnOnce(&Paper<'_>) -> T) -> (String, T) {
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

/// Compares with the stored chart `name`. A chart that differs is written beside the stored one; with
/// ACCEPT_SNAPSHOTS=1 it replaces it.
pub(crate) fn compare(name: &str, svg: &str) {
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
         ACCEPT_SNAPSHOTS=1 cargo test --test 'plot_*'"
    );
}
