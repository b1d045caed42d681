//! Whether everything that was painted stands on the paper.

use dice_and_descent::plot::ChartStyle;

/// Device pixels across and down.
pub(crate) fn size(look: &ChartStyle) -> (u32, u32) {
    ((look.width * look.ratio) as u32, (look.height * look.ratio) as u32)
}

/// The values of an attribute, in order.
fn attribute<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    line.split_once(&format!(" {name}=\""))?.1.split_once('"').map(|(value, _)| value)
}

/// All corners, ends and centres that were painted.
pub(crate) fn places(svg: &str) -> Vec<(f64, f64)> {
    let mut places = Vec::new();
    for line in svg.lines().filter(|line| !line.starts_with("<svg")) {
        let number = |name| attribute(line, name).map(|value| value.parse::<f64>().unwrap());
        if let Some(points) = attribute(line, "points") {
            places.extend(points.split_whitespace().map(|point| {
                let (x, y) = point.split_once(',').unwrap();
                (x.parse::<f64>().unwrap(), y.parse::<f64>().unwrap())
            }));
        }
        for (x, y) in [("x", "y"), ("cx", "cy")] {
            if let (Some(x), Some(y)) = (number(x), number(y)) {
                places.push((x, y));
                places.push((x + number("width").unwrap_or(0.0), y + number("height").unwrap_or(0.0)));
                assert!(number("width").is_none_or(|width| width >= 0.0), "{line}");
                assert!(number("height").is_none_or(|height| height >= 0.0), "{line}");
            }
        }
    }
    places
}

/// Panics if anything was painted beyond the edge, or nothing at all.
pub(crate) fn assert_inside(svg: &str, look: &ChartStyle) {
    let (width, height) = size(look);
    let places = places(svg);
    assert!(!places.is_empty());
    for (x, y) in places {
        let inside = x >= 0.0 && y >= 0.0 && x <= f64::from(width) && y <= f64::from(height);
        assert!(inside, "({x}, {y}) is outside {width} by {height}");
    }
}
