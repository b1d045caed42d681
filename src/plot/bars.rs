//! Bars of one distribution: side by side with a whisker each, or one outline where they are too narrow.

use super::field::{Field, Place};
use super::pen::Pen;
use super::theme::Palette;
use crate::numeric::Share;
use plotters::style::Color;

/// The narrowest bar, in css pixels; below, all bars become one outline.
const NARROWEST: f64 = 14.0;

/// A bar: its left and right end in css pixels, and what it shows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bar {
    pub(super) ends: (f64, f64),
    pub(super) share: Share,
}

/// The outline of bars from the base line, going down to it wherever two bars do not touch or there is nothing.
pub(super) fn outlines(bars: &[Bar], base: f64, y: impl Fn(f64) -> f64) -> Vec<Vec<Place>> {
    let mut found: Vec<Vec<Place>> = Vec::new();
    let mut end = f64::NEG_INFINITY;
    for bar in bars.iter().filter(|bar| bar.share.value > 0.0) {
        let (left, right) = bar.ends;
        let height = y(bar.share.value);
        match found.last_mut() {
            // A pixel's gap is one of rounding.
            Some(path) if left - end < 1.0 => {
                path.pop();
                path.push((left, height));
            }
            _ => found.push(vec![(left, base), (left, height)]),
        }
        if let Some(path) = found.last_mut() {
            path.extend([(right, height), (right, base)]);
        }
        end = right;
    }
    found
}

/// Paints the shares of networks, with 95% intervals.
pub(super) fn paint(bars: &[Bar], pen: &Pen<'_>, palette: &Palette, field: &Field, y: impl Fn(f64) -> f64) {
    let base = field.up.0;
    let shown = || bars.iter().filter(|bar| bar.share.count > 0 && bar.share.value > 0.0);
    let narrowest = bars.iter().map(|bar| bar.ends.1 - bar.ends.0).fold(f64::INFINITY, f64::min);
    let whisker = |bar: &Bar| ((bar.ends.0 + bar.ends.1) / 2.0, (y(bar.share.high), y(bar.share.low)));
    if narrowest >= NARROWEST {
        for bar in shown() {
            let gap = (0.06 * (bar.ends.1 - bar.ends.0)).clamp(0.5, 4.0);
            let (left, right) = (bar.ends.0 + gap, bar.ends.1 - gap);
            let outline = (&palette.methods[0].mark, &palette.methods[0].wash);
            pen.framed((left, y(bar.share.value)), (right, base), 1.5, outline);
        }
        for bar in shown() {
            let (x, ends) = whisker(bar);
            if ends.1 - ends.0 > 1.5 {
                pen.upright(x, (ends.0 - 1.0, ends.1 + 1.0), 3.5, &palette.paper);
            }
            pen.upright(x, ends, 1.5, &palette.methods[0].words);
        }
        return;
    }
    let paths = outlines(bars, base, &y);
    for path in &paths {
        pen.area(path.iter().copied(), &palette.methods[0].wash);
    }
    for bar in shown() {
        let (x, ends) = whisker(bar);
        pen.upright(x, ends, 1.0, &palette.methods[0].mark.mix(0.55));
    }
    for path in paths {
        pen.line(path, 1.3, &palette.methods[0].mark);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(left: f64, right: f64, value: f64) -> Bar {
        Bar { ends: (left, right), share: Share { count: 1, value, low: value, high: value } }
    }

    #[test]
    fn outlines_touch_the_base_at_gaps_only() {
        let bars = [bar(0.0, 10.0, 0.5), bar(10.0, 20.0, 0.25), bar(20.0, 30.0, 0.0), bar(40.0, 50.0, 1.0)];
        let found = outlines(&bars, 100.0, |share| 100.0 * (1.0 - share));
        assert_eq!(found.len(), 2);
        assert_eq!(
            found[0],
            [(0.0, 100.0), (0.0, 50.0), (10.0, 50.0), (10.0, 75.0), (20.0, 75.0), (20.0, 100.0)]
        );
        assert_eq!(found[1].len(), 4);
        assert!(outlines(&[], 100.0, |share| share).is_empty());
        assert!(outlines(&[bar(0.0, 1.0, f64::NAN)], 100.0, |share| share).is_empty());
    }
}
