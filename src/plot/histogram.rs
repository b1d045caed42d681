//! How many test inputs the functions found get wrong, under every method and by two guesses.

use super::chart_style::ChartStyle;
use super::data::{ErrorSeries, HistogramData};
use super::histogram_layout::{BASELINES, Layout, MARK_ROOM, MEAN_LINE, Manner, Panel, named_mean};
use super::histogram_series as series;
use super::mark::Shape;
use super::pen::{Painted, Pen, Type, painted, text_width};
use super::theme::Palette;
use crate::numeric::Mean;
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::HPos;

/// Paints the histogram of test errors.
///
/// One or two methods: light bars with an outline for the first, on the left; solid bars for the second, on the right;
/// where there are too many numbers of errors for bars, a light area and a heavy line. More methods: a mark each, side
/// by side at every number of errors and joined by lines; where there is no room for that, a strip each with its bars.
/// All with 95% intervals. The coin is a thin line in ink; always giving the commoner training label is wrong at one
/// number of inputs (or at two alike), which dashes mark. The means stand above, each on a line of its own, with their
/// intervals.
///
/// # Errors
/// Those of the backend.
pub fn error_histogram<DB: DrawingBackend>(
    root: &DrawingArea<DB, Shift>,
    data: &HistogramData,
    look: &ChartStyle,
) -> Painted<(), DB> {
    painted(root, look, |pen| paint(pen, data, look))
}

fn paint(pen: &Pen<'_>, data: &HistogramData, look: &ChartStyle) {
    let palette = Palette::of(look);
    pen.ground(&palette.paper);
    if let Some(layout) = Layout::new(data, look, palette) {
        let chart = Chart { pen, data, look, palette, layout: &layout };
        chart.frame();
        // Lines would cover marks, and bars lines.
        if layout.manner == Manner::Marks {
            chart.baselines();
        }
        for panel in &layout.panels {
            chart.methods(panel);
        }
        if layout.manner != Manner::Marks {
            chart.baselines();
        }
        chart.means();
    }
}

/// All that painting needs.
struct Chart<'a> {
    pen: &'a Pen<'a>,
    data: &'a HistogramData,
    look: &'a ChartStyle,
    palette: &'a Palette,
    layout: &'a Layout,
}

impl Chart<'_> {
    /// Axes, grid, legend and words.
    fn frame(&self) {
        let (pen, palette, layout) = (self.pen, self.palette, self.layout);
        let (small, size) = (self.look.small_type(), self.look.type_size());
        let set = |size, at| Type { size, color: &palette.soft, at };
        for panel in &layout.panels {
            for (value, label) in layout.scale.ticks() {
                let y = panel.y(value);
                if value > 0.0 {
                    pen.level(layout.across, y, 1.0, &palette.rule);
                }
                pen.words(&label, (layout.across.0 - 7.0, y), set(small, HPos::Right));
            }
            if let (Some(y), Some(method)) = (panel.heading, self.data.methods.get(panel.methods.start)) {
                let (left, right) = layout.across;
                let color = &palette.of_method(&method.label).mark;
                pen.mark(Shape::of(&method.label), (left + 5.0, y), (4.0, 0.0), color);
                let words = named_mean(method, small, right - left - MARK_ROOM);
                let heading = Type { size: small, color: &palette.ink, at: HPos::Left };
                pen.words(&words, (left + MARK_ROOM - 2.0, y), heading);
            }
        }
        let bottom = layout.bottom();
        for errors in layout.named(26.0) {
            let x = layout.x(f64::from(errors));
            pen.upright(x, (bottom, bottom + 4.0), 1.0, &palette.edge);
            pen.words(&errors.to_string(), (x, layout.x_labels), set(small, HPos::Center));
        }
        let shares =
            Some(self.data.shares()).filter(|words| text_width(words, size) <= self.look.width - 4.0);
        let shares = shares.unwrap_or_else(|| "share of each method\u{2019}s total".to_owned());
        pen.words(&shares, (2.0, layout.y_title), set(size, HPos::Left));
        let title = match self.data.test_size {
            1 => "wrong on the test input".to_owned(),
            test_size => format!("wrong on this many of the {test_size} test inputs"),
        };
        pen.words(&title, (layout.across.1, layout.x_title), set(size, HPos::Right));
        let middle = layout.means + MEAN_LINE;
        pen.words("means", (layout.across.0 - 7.0, middle), set(small, HPos::Right));
        layout.legend.paint(pen, palette.ink, palette.paper)
    }

    /// The methods of one panel.
    fn methods(&self, panel: &Panel) {
        let methods: &[ErrorSeries] = &self.data.methods[panel.methods.clone()];
        let ground = series::Ground { pen: self.pen, palette: self.palette, layout: self.layout, panel };
        match self.layout.manner {
            Manner::Marks => ground.marks(methods),
            _ if self.layout.has_bars() => ground.bars(methods),
            _ => ground.outlines(methods),
        }
        self.pen.level(self.layout.across, panel.up.0, 1.0, &self.palette.edge)
    }

    /// Both guesses.
    fn baselines(&self) {
        self.majority();
        self.layout.panels.iter().for_each(|panel| self.coin(panel));
    }

    /// Dashes up to the means where always giving the commoner training label ends.
    fn majority(&self) {
        let (layout, bottom) = (self.layout, self.layout.bottom());
        let top = layout.means + (self.data.methods.len() + BASELINES - 1) as f64 * MEAN_LINE;
        let shown = self.data.majority.iter().zip(0..=layout.last).filter(|&(&chance, _)| chance > 0.0);
        for (_, errors) in shown {
            let x = layout.x(f64::from(errors));
            if layout.manner != Manner::Strips {
                self.pen.dashes(((x, top), (x, bottom)), 1.5, &self.palette.ink);
                continue;
            }
            // Through the strips, not through their names.
            for panel in &layout.panels {
                self.pen.dashes(((x, panel.up.1), (x, panel.up.0)), 1.5, &self.palette.ink);
            }
        }
    }

    /// The coin's distribution: a line, with a dot at each number of errors where bars leave room for them.
    fn coin(&self, panel: &Panel) {
        let (pen, palette, layout) = (self.pen, self.palette, self.layout);
        let places: Vec<(f64, f64)> = (0..=layout.last)
            .zip(&self.data.coin)
            .filter(|(_, share)| share.is_finite())
            .map(|(errors, &share)| (layout.x(f64::from(errors)), panel.y(share)))
            .collect();
        // On the base line the ends of the distribution would only thicken it.
        let stands = |place: &(f64, f64)| layout.has_bars() || panel.up.0 - place.1 > 0.5;
        let first = places.iter().position(stands).unwrap_or(0).saturating_sub(1);
        let end = places.iter().rposition(stands).map_or(0, |last| (last + 2).min(places.len()));
        let places = &places[first..end.max(first)];
        if places.is_empty() {
            return;
        }
        if layout.has_bars() && layout.manner != Manner::Marks {
            pen.line(places.iter().copied(), 3.5, &palette.paper);
        }
        pen.line(places.iter().copied(), 1.5, &palette.ink);
        if layout.has_bars() && layout.manner == Manner::Bars {
            for &place in places {
                pen.mark(Shape::Diamond, place, (2.6, 1.0), &palette.paper);
                pen.mark(Shape::Diamond, place, (2.6, 0.0), &palette.ink);
            }
        }
    }

    /// The means, one above the other.
    fn means(&self) {
        let exact = |value: f64, histogram: &[f64]| {
            (!histogram.is_empty()).then_some(Mean { value, low: value, high: value })
        };
        let ink = &self.palette.ink;
        let (coin, majority) = match self.layout.manner {
            Manner::Bars => (Some(Shape::Diamond), Some(Shape::Plus)),
            _ => (None, None),
        };
        let methods = self.data.methods.iter().map(|method| {
            (method.mean, Some(Shape::of(&method.label)), &self.palette.of_method(&method.label).mark)
        });
        let rows = methods.chain([
            (exact(self.data.coin_mean, &self.data.coin), coin, ink),
            (exact(self.data.majority_mean, &self.data.majority), majority, ink),
        ]);
        for (row, (mean, shape, color)) in rows.enumerate() {
            let y = self.layout.means + row as f64 * MEAN_LINE;
            self.pen.level(self.layout.across, y, 1.0, &self.palette.rule);
            let Some(mean) = mean.filter(|mean| mean.value.is_finite()) else { continue };
            let x = |errors: f64| self.layout.x(errors);
            let Some(shape) = shape else {
                self.pen.upright(x(mean.value), (y - 4.0, y + 4.0), 2.0, color);
                continue;
            };
            self.pen.level((x(mean.low), x(mean.high)), y, 2.0, color);
            self.pen.mark(shape, (x(mean.value), y), (3.4, 1.0), &self.palette.paper);
            self.pen.mark(shape, (x(mean.value), y), (3.4, 0.0), color);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::set_words::{assert_set_well, random, random_label, words_of};
    use super::*;
    use crate::numeric::Share;

    #[test]
    fn names_of_any_length_stay_in_the_chart_and_apart() {
        let mut random = random(22);
        for round in 0..300 {
            let methods = 1 + round % 6;
            let test_size = 1 + random.below(127);
            let mut series = |place| {
                let middle = f64::from(random.below(test_size + 1));
                let bars = (0..=test_size).map(|errors| {
                    let value = 0.5 / (1.0 + (f64::from(errors) - middle).abs());
                    Share { count: 3, value, low: 0.8 * value, high: 1.2 * value }
                });
                let mean = random.below(4) > 0;
                ErrorSeries {
                    bars: bars.collect(),
                    mean: mean.then_some(Mean { value: middle, low: 0.9 * middle, high: 1.1 * middle }),
                    label: random_label(&mut random, place),
                    ..ErrorSeries::default()
                }
            };
            let data = HistogramData {
                methods: (0..methods).map(&mut series).collect(),
                coin: vec![1.0 / f64::from(test_size + 1); test_size as usize + 1],
                majority: vec![0.5, 0.5],
                test_size,
                coin_mean: f64::from(test_size) / 2.0,
                majority_mean: 0.5,
            };
            let width = f64::from(330 + random.below(1000));
            let height = f64::from(300 + 90 * methods + random.below(200));
            let look = ChartStyle::new(width, height);
            let words = words_of(&look, |root, look| error_histogram(root, &data, look).unwrap());
            let named = words.iter().filter(|set| set.text.contains(": ")).count();
            assert_eq!(named, methods as usize + 2, "every method and both baselines with their means");
            assert_set_well(&words, &look);
        }
    }
}
