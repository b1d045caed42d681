//! Charts as SVG.

use dice_and_descent::plot::ChartStyle;
use plotters::prelude::{DrawingArea, IntoDrawingArea};
use plotters_svg::SVGBackend;

pub(crate) type Paper<'a> = DrawingArea<SVGBackend<'a>, plotters::coord::Shift>;

/// What `paint` paints, as SVG whose words have the size that was asked for: plotters takes font sizes for line
/// heights there and sets type smaller by 1.24.
pub(crate) fn svg<T>(look: &ChartStyle, paint: impl FnOnce(&Paper<'_>) -> T) -> (String, T) {
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
