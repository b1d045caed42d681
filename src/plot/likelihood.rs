//! P(S) by every method that estimates it, on one logarithmic axis.

use super::axis::{Decades, LogAxis};
use super::chart_style::ChartStyle;
use super::mark::Shape;
use super::method_label::MethodLabel;
use super::pen::{Painted, Pen, Type, painted, text_width};
use super::shorten::shortened;
use super::theme::Palette;
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;
use plotters::style::Color;
use plotters::style::text_anchor::HPos;
use serde::{Deserialize, Serialize};

/// P(S) by method.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct LikelihoodData {
    /// A row a method.
    pub rows: Vec<LikelihoodRow>,
}

/// What one method says of P(S).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct LikelihoodRow {
    /// The method.
    pub label: MethodLabel,
    /// The value with its interval, or why there is none.
    pub text: String,
    /// log10 of the estimate; none if there is none, or it is 0.
    pub value: Option<f64>,
    /// log10 of the lower end of the 95% interval; none if that is 0.
    pub low: Option<f64>,
    /// log10 of its upper end.
    pub high: Option<f64>,
}

/// The height of one row, in lines of type.
const ROW: f64 = 3.4;

/// Paints a row a method: its name, its value, and beneath them the estimate with its 95% interval. Where nothing fitted, what is known is a limit.
///
/// # Errors
/// Those of the backend.
pub fn likelihood<DB: DrawingBackend>(
    root: &DrawingArea<DB, Shift>,
    data: &LikelihoodData,
    look: &ChartStyle,
) -> Painted<(), DB> {
    painted(root, look, |pen| paint(pen, data, look))
}

fn paint(pen: &Pen<'_>, data: &LikelihoodData, look: &ChartStyle) {
    let palette = Palette::of(look);
    pen.ground(&palette.paper);
    let (small, size) = (look.small_type(), look.type_size());
    let (left, right) = (24.0, look.width - 24.0);
    let bottom = look.height - 2.0 * small - size * 1.6;
    let ends = |row: &LikelihoodRow| [row.value, row.low, row.high].into_iter().flatten().collect::<Vec<_>>();
    let known = data.rows.iter().flat_map(ends).filter(|end| end.is_finite());
    let (least, most) =
        known.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), end| (least.min(end), most.max(end)));
    let axis = LogAxis { decades: Decades::of_exponents(least, most), from: left, to: right };
    let widest = text_width(&axis.decades.label(axis.decades.low), small);
    let named = axis.ticks(widest.max(48.0) + 8.0);
    let set = |size, color, at| Type { size, color, at };
    for (place, name) in &named {
        pen.upright(*place, (4.0, bottom), 1.0, &palette.rule);
        pen.words(name, (*place, bottom + small), set(small, &palette.soft, HPos::Center));
    }
    pen.level((left, right), bottom, 1.0, &palette.edge);
    let title = match look.narrow() {
        true => "P(S), logarithmic",
        false => "P(S), the share of random networks that fit (logarithmic)",
    };
    let title = shortened(title, size, right - left);
    pen.words(&title, (right, bottom + small + size * 1.5), set(size, &palette.soft, HPos::Right));
    for (place, row) in data.rows.iter().enumerate() {
        let top = 4.0 + (place as f64 + 0.4) * ROW * size;
        draw(pen, row, palette, (size, small), (left, right), top, &axis);
    }
}

fn draw(
    pen: &Pen<'_>,
    row: &LikelihoodRow,
    palette: &Palette,
    (size, small): (f64, f64),
    (left, right): (f64, f64),
    top: f64,
    axis: &LogAxis,
) {
    let color = palette.of_method(&row.label).mark;
    let words = |text: &str, place: (f64, f64), size, color: &plotters::style::RGBColor, at| {
        // What is written over grid lines stands on paper.
        let width = text_width(text, size);
        let from = if matches!(at, HPos::Right) { place.0 - width } else { place.0 };
        pen.fill(
            (from - 3.0, place.1 - 0.65 * size),
            (from + width + 3.0, place.1 + 0.65 * size),
            &palette.paper.mix(0.85),
        );
        pen.words(text, place, Type { size, color, at });
    };
    let name = shortened(&row.label.title, size, 0.5 * (right - left));
    words(&name, (left + 4.0, top), size, &palette.ink, HPos::Left);
    let room = right - left - text_width(&name, size) - 24.0;
    // Where there is no room for the interval in words, it is drawn all the same.
    let value = row.text.split(" (").next().unwrap_or_default();
    let text = [row.text.as_str(), value].into_iter().find(|text| text_width(text, small) <= room);
    let text = text.map_or_else(|| shortened(value, small, room), str::to_owned);
    words(&text, (right, top), small, &palette.soft, HPos::Right);
    let y = top + 1.35 * size;
    let Some(high) = row.high.filter(|high| high.is_finite()) else { return };
    let from = row.low.filter(|low| low.is_finite()).map_or(left, |low| axis.reach(low).max(left));
    pen.level((from, axis.reach(high)), y, 2.0, &color);
    match row.value.filter(|value| value.is_finite()) {
        Some(value) => pen.mark(Shape::of(&row.label), (axis.reach(value), y), (5.0, 0.0), &color),
        None => pen.upright(axis.reach(high), (y - 5.0, y + 5.0), 2.0, &color),
    }
}

impl LikelihoodData {
    /// What is to be seen, in one sentence.
    pub fn caption(&self) -> String {
        let told = self.rows.iter().map(|row| format!("{}: {}", row.label.title, row.text));
        format!("P(S) by every method, with 95% intervals: {}.", told.collect::<Vec<_>>().join("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::super::set_words::{assert_set_well, random, random_label, words_of};
    use super::*;

    #[test]
    fn every_method_has_a_row_within_the_chart() {
        let mut random = random(32);
        for round in 0..200 {
            let methods = 1 + round % 6;
            let rows = (0..methods).map(|place| {
                let value = -f64::from(random.below(60_000)) / 100.0;
                let spread = f64::from(random.below(300)) / 100.0;
                let [value, low, high] = match random.below(4) {
                    0 => [None; 3],
                    1 => [None, None, Some(value)],
                    _ => [Some(value), Some(value - spread), Some((value + spread).min(0.0))],
                };
                let text = "0.0093 (95%: 0.0091 to 0.0095), not to be trusted".to_owned();
                LikelihoodRow { label: random_label(&mut random, place), text, value, low, high }
            });
            let data = LikelihoodData { rows: rows.collect() };
            let height = 16.0 * f64::from(4 + 3 * methods);
            let look = ChartStyle::new(f64::from(320 + random.below(900)), height);
            let words = words_of(&look, |root, look| assert!(likelihood(root, &data, look).is_ok()));
            assert_set_well(&words, &look);
            // A name and a text a row, at least two decades, and the title.
            assert!(words.len() > 2 * methods as usize + 2, "{words:?}");
        }
    }

    #[test]
    fn the_caption_tells_every_row() {
        let row =
            |label, text: &str| LikelihoodRow { label, text: text.to_owned(), ..LikelihoodRow::default() };
        let rows = vec![row(MethodLabel::dice(), "0.01"), row(MethodLabel::descent(), "not estimated")];
        let caption = LikelihoodData { rows }.caption();
        assert_eq!(caption, "P(S) by every method, with 95% intervals: Dice: 0.01; Descent: not estimated.");
    }
}
