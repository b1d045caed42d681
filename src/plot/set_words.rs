//! Where the words of a painted chart stand: for tests.

use super::chart_style::ChartStyle;
use super::method_label::MethodLabel;
use super::pen::text_width;
use super::unit::Unit;
use crate::random::{Domain, Stream};
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters_svg::SVGBackend;

/// Words with the box that they take, in css pixels.
#[derive(Clone, Debug)]
pub(super) struct SetWords {
    pub(super) text: String,
    pub(super) across: (f64, f64),
    pub(super) down: (f64, f64),
}

/// Device pixels per css pixel, so that rounding moves nothing.
const FINENESS: f64 = 8.0;

/// The words that `paint` sets.
pub(super) fn words_of(
    look: &ChartStyle,
    paint: impl FnOnce(&DrawingArea<SVGBackend<'_>, Shift>, &ChartStyle),
) -> Vec<SetWords> {
    let fine = ChartStyle { ratio: FINENESS, ..*look };
    let mut svg = String::new();
    let size = ((look.width * FINENESS) as u32, (look.height * FINENESS) as u32);
    paint(&SVGBackend::with_string(&mut svg, size).into_drawing_area(), &fine);
    let lines: Vec<&str> = svg.lines().collect();
    lines.windows(2).filter(|pair| pair[0].starts_with("<text")).map(|pair| set(pair[0], pair[1])).collect()
}

/// The words of a text element: its head, and its text on a line of its own.
fn set(head: &str, text: &str) -> SetWords {
    let attribute = |name: &str| {
        head.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split_once('"')).unwrap().0
    };
    let number = |name| attribute(name).parse::<f64>().unwrap() / FINENESS;
    // Plotters takes font sizes for line heights there and sets type smaller by 1.24.
    let (x, y, size) = (number("x"), number("y"), 1.24 * number("font-size"));
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&apos;", "'").replace("&amp;", "&");
    let width = text_width(&text, size);
    let along = match attribute("text-anchor") {
        "start" => (0.0, width),
        "middle" => (-width / 2.0, width / 2.0),
        _ => (-width, 0.0),
    };
    let half = 0.45 * size;
    let (across, down) = if head.contains("rotate(270") {
        ((x - half, x + half), (y - along.1, y - along.0))
    } else {
        ((x + along.0, x + along.1), (y - half, y + half))
    };
    SetWords { text, across, down }
}

/// Panics if words leave the chart or run into other words.
pub(super) fn assert_set_well(words: &[SetWords], look: &ChartStyle) {
    // Half a pixel: places are rounded, and the parts of a symbol touch.
    let meet = |one: (f64, f64), other: (f64, f64)| one.0 < other.1 - 0.5 && other.0 < one.1 - 0.5;
    for (k, one) in words.iter().enumerate() {
        let inside = one.across.0 >= -0.5
            && one.across.1 <= look.width + 0.5
            && one.down.0 >= -0.5
            && one.down.1 <= look.height + 0.5;
        assert!(inside, "{} by {}: {one:?} leaves the chart", look.width, look.height);
        for other in &words[..k] {
            let covers = meet(one.across, other.across) && meet(one.down, other.down);
            assert!(!covers, "{} by {}: {one:?} covers {other:?}", look.width, look.height);
        }
    }
}

/// A method with a random name, short or very long.
pub(super) fn random_label(random: &mut Stream, place: u32) -> MethodLabel {
    const PARTS: [&str; 12] = [
        "SGD",
        "SGD with momentum",
        "Adam",
        "dice",
        "descent",
        "width 128",
        "step 0.001",
        "64 epochs more",
        "batch 8",
        "cross-entropy",
        "ReLU",
        "first fit",
    ];
    let parts = 1 + random.below(4);
    let names: Vec<&str> = (0..parts).map(|_| PARTS[random.below(12) as usize]).collect();
    let in_text = names.join(", ");
    MethodLabel {
        title: in_text.clone(),
        in_text,
        plural: random.below(2) == 1,
        unit: [Unit::Draw, Unit::Run, Unit::Weight][random.below(3) as usize],
        symbol: ["B", "SGD", "a", "Adam", "SGD, step 0.001"][random.below(5) as usize].to_owned(),
        place,
    }
}

/// A random stream for a test.
pub(super) fn random(seed: u64) -> Stream {
    Stream::new(seed, Domain::Draws, 0)
}
