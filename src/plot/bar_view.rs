//! What stands where in a painted histogram: for pointers and arrow keys.

use super::bars::Bar;
use super::field::Field;
use super::pen::Pen;
use super::theme::Palette;
use super::view::Key;

/// How far above or below the field a pointer still means a bar, in css pixels.
const REACH: f64 = 12.0;

/// The bars of a painted histogram, each with what it says in words.
///
/// A pointer means the bar in whose column it is, however short the bar: an empty one can be asked for too.
#[derive(Clone, Debug, Default)]
pub struct BarView {
    /// From left to right: both ends in css pixels, and the words.
    bars: Vec<((f64, f64), String)>,
    /// Top and bottom of the field.
    up: (f64, f64),
    /// Where the keyboard starts.
    start: Option<usize>,
}

impl BarView {
    /// The view of `bars` in the field with these words; the keyboard starts at the tallest.
    pub(super) fn new(bars: &[Bar], field: &Field, words: impl Iterator<Item = String>) -> Self {
        let taller = |a: &usize, b: &usize| bars[*a].share.count.cmp(&bars[*b].share.count).then(b.cmp(a));
        Self {
            start: (0..bars.len()).max_by(taller),
            bars: bars.iter().map(|bar| bar.ends).zip(words).collect(),
            up: (field.up.1, field.up.0),
        }
    }

    /// The number of bars.
    pub fn len(&self) -> usize {
        self.bars.len()
    }

    /// Whether there is no bar.
    pub fn is_empty(&self) -> bool {
        self.bars.is_empty()
    }

    /// The bar in whose column (x, y) is; between two columns, the nearer one.
    pub fn nearest(&self, x: f64, y: f64) -> Option<usize> {
        if x.is_nan() || !(y >= self.up.0 - REACH && y <= self.up.1 + REACH) {
            return None;
        }
        let away = |(left, right): (f64, f64)| (left - x).max(x - right).max(0.0);
        let near = |bar: usize| away(self.bars[bar].0);
        (0..self.bars.len())
            .filter(|&bar| near(bar) <= REACH)
            .min_by(|&one, &other| near(one).total_cmp(&near(other)))
    }

    /// The bar that `key` leads to from `from`; without `from`, the tallest. At the edge it stays, and it does for
    /// keys that lead up or down.
    pub fn next(&self, from: Option<usize>, key: Key) -> Option<usize> {
        let last = self.bars.len().checked_sub(1)?;
        match (from, key) {
            (_, Key::Home) => Some(0),
            (_, Key::End) => Some(last),
            (None, _) => self.start,
            (Some(from), Key::Left) => Some(from.saturating_sub(1).min(last)),
            (Some(from), Key::Right) => Some((from + 1).min(last)),
            (Some(from), Key::Up | Key::Down) => Some(from.min(last)),
        }
    }

    /// What a bar says.
    pub fn words(&self, bar: usize) -> Option<&str> {
        self.bars.get(bar).map(|(_, words)| words.as_str())
    }
}

/// Paints the column of the selected bar, beneath everything else.
pub(super) fn column(selected: Option<usize>, bars: &[Bar], pen: &Pen<'_>, palette: &Palette, field: &Field) {
    let Some(&Bar { ends: (left, right), .. }) = selected.and_then(|selected| bars.get(selected)) else {
        return;
    };
    // The narrowest would hardly be seen.
    let (middle, half) = ((left + right) / 2.0, ((right - left) / 2.0).max(1.5));
    pen.fill((middle - half, field.up.1), (middle + half, field.up.0), &palette.rule)
}

#[cfg(test)]
mod tests {
    use super::super::chart_style::ChartStyle;
    use super::*;
    use crate::numeric::Share;

    fn view() -> BarView {
        let bar =
            |left: f64, count| Bar { ends: (left, left + 20.0), share: Share { count, ..Share::default() } };
        let field = Field::new(Vec::new(), &ChartStyle::new(400.0, 300.0), 0.0).unwrap();
        let bars = [bar(100.0, 3), bar(120.0, 8), bar(160.0, 8)];
        BarView::new(&bars, &field, (0..3).map(|k| format!("bar {k}")))
    }

    #[test]
    fn a_column_is_meant_as_high_as_the_field() {
        let view = view();
        assert_eq!(view.nearest(101.0, 100.0), Some(0));
        assert_eq!(view.nearest(121.0, 60.0), Some(1));
        assert_eq!(view.nearest(147.0, 100.0), Some(1), "between two columns");
        assert_eq!(view.nearest(155.0, 100.0), Some(2));
        assert_eq!(view.nearest(300.0, 100.0), None);
        assert_eq!(view.nearest(110.0, 299.0), None);
        assert_eq!((view.nearest(f64::NAN, 100.0), view.nearest(110.0, f64::NAN)), (None, None));
        assert_eq!((view.words(2), view.words(3), view.len()), (Some("bar 2"), None, 3));
    }

    #[test]
    fn keys_pass_every_bar() {
        let view = view();
        assert_eq!(view.next(None, Key::Right), Some(1), "the first of the tallest");
        assert_eq!(view.next(Some(0), Key::Left), Some(0));
        assert_eq!(view.next(Some(2), Key::Right), Some(2));
        assert_eq!(view.next(Some(1), Key::Up), Some(1));
        assert_eq!((view.next(None, Key::Home), view.next(None, Key::End)), (Some(0), Some(2)));
        assert_eq!(view.next(Some(77), Key::Down), Some(2), "a run may have fewer bars than the one before");
        assert_eq!(BarView::default().next(None, Key::End), None);
    }
}
