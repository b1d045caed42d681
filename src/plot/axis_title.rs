//! The title of an axis that shows a method: its name, what is measured, the symbol.

use super::chart_style::ChartStyle;
use super::method_label::MethodLabel;
use super::pen::{Pen, Type, text_width};
use super::shorten::shortened;
use super::unit::Unit;
use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;

/// The size of a subscript, compared with the letters around it.
const SUBSCRIPT: f64 = 0.72;

/// The room that the method's mark takes before the words, in css pixels.
const MARK: f64 = 15.0;

/// The words of a title in one line, or in two where the name is long; the last line ends in the symbol.
#[derive(Clone, Debug)]
pub(super) struct AxisTitle {
    pub(super) lines: Vec<String>,
    /// The index of P.
    index: String,
}

impl AxisTitle {
    /// The title of `label`'s axis in at most `room` css pixels, with its mark, where `other` stands along the other
    /// axis.
    pub(super) fn new(label: &MethodLabel, other: &MethodLabel, look: &ChartStyle, room: f64) -> Self {
        let size = look.type_size();
        let index = shortened(&label.symbol, SUBSCRIPT * size, 0.2 * room);
        let symbol = 0.7 * size + symbol_width(&index, size);
        let fits = |words: &String| MARK + text_width(words, size) + symbol <= room;
        let (long, short) = match label.unit {
            Unit::Draw => ("share of the kept draws that are f", "share of kept draws"),
            Unit::Run => ("share of the runs that end in f", "share of runs"),
            Unit::Weight => ("share of the weight that f has", "share of weight"),
        };
        let usual = if look.narrow() { short } else { long };
        let name = &label.in_text;
        let one = match (label.unit, look.narrow()) {
            _ if !label.is_plain() => format!("{}: {usual}", label.title),
            (Unit::Weight, _) => format!("{}: {usual}", label.title),
            (Unit::Draw, true) if other.unit == Unit::Draw => format!("share of kept {name} draws"),
            (Unit::Draw, true) => usual.to_owned(),
            (Unit::Draw, false) => format!("share of the kept {name} draws that are f"),
            (Unit::Run, true) => format!("share of {name} runs"),
            (Unit::Run, false) => format!("share of the {name} runs that end in f"),
        };
        let lines = if fits(&one) {
            vec![one]
        } else {
            let measure = [usual, short, "share"].map(str::to_owned).into_iter().find(fits);
            vec![shortened(&label.title, size, room - MARK), measure.unwrap_or_default()]
        };
        Self { lines, index }
    }

    /// The width of the first line without the mark.
    pub(super) fn first_line(&self, size: f64) -> f64 {
        self.width(0, size)
    }

    fn width(&self, line: usize, size: f64) -> f64 {
        let symbol = 0.7 * size + symbol_width(&self.index, size);
        text_width(&self.lines[line], size) + if line + 1 == self.lines.len() { symbol } else { 0.0 }
    }

    /// Paints the lines, the first in the middle of the line at `place`, whose left or right end it gives.
    pub(super) fn paint(&self, pen: &Pen<'_>, (end, top): (f64, f64), line: f64, set: Type<'_, RGBColor>) {
        for (k, words) in self.lines.iter().enumerate() {
            let y = top + k as f64 * line;
            let last = k + 1 == self.lines.len();
            let symbol = symbol_width(&self.index, set.size);
            // What is estimated to end somewhere is set from there: words never run into the symbol.
            let (words_end, symbol_start) = match (set.at, last) {
                (HPos::Left, _) => (end, end + text_width(words, set.size) + 0.7 * set.size),
                (_, true) => (end - symbol - 0.7 * set.size, end - symbol),
                (_, false) => (end, end),
            };
            if last && matches!(set.at, HPos::Right) {
                self.symbol(pen, (symbol_start, y), set);
            }
            pen.words(words, (words_end, y), set);
            if last && matches!(set.at, HPos::Left) {
                self.symbol(pen, (symbol_start, y), set);
            }
        }
    }

    /// P_index(f|S), its left end at `place`.
    fn symbol(&self, pen: &Pen<'_>, (left, y): (f64, f64), Type { size, color, .. }: Type<'_, RGBColor>) {
        let lowered = left + text_width("P", size);
        let rest = lowered + text_width(&self.index, SUBSCRIPT * size) + 1.0;
        let set = |size| Type { size, color, at: HPos::Left };
        pen.words("P", (left, y), set(size));
        pen.words(&self.index, (lowered, y + 0.3 * size), set(SUBSCRIPT * size));
        pen.words("(f|S)", (rest, y), set(size))
    }
}

/// The width of P_index(f|S).
fn symbol_width(index: &str, size: f64) -> f64 {
    text_width("P(f|S)", size) + text_width(index, SUBSCRIPT * size) + 1.0
}
