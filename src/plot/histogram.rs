//! How many test inputs the functions found get wrong, under both methods and by two guesses.

use super::chart_style::ChartStyle;
use super::data::HistogramData;
use super::histogram_layout::{Layout, MEAN_LINE, MEANS};
use super::mark::Shape;
use super::pen::{Painted, Pen, Type};
use super::theme::Palette;
use crate::numeric::{Mean, Share};
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::HPos;
use plotters::style::{Color, RGBColor};

/// Paints the histogram of test errors.
///
/// Dice: light bars with an outline, on the left; descent: solid bars, on the right; both with 95% intervals.
/// Where there are too many numbers of errors for bars, dice is a light area and descent a heavy line. The
/// coin is a thin line in ink; always giving the commoner training label is wrong at one number of inputs (or at two
/// alike), which dashes mark. The means stand above, each on a line of its own, with their intervals.
///
/// # Errors
/// Those of the backend.
pub fn error_histogram<DB: DrawingBackend>(
    root: &DrawingArea<DB, Shift>,
    data: &HistogramData,
    look: &ChartStyle,
) -> Painted<(), DB> {
    let palette = Palette::of(look);
    let pen = Pen::new(root, look.scale());
    pen.ground(&palette.paper)?;
    if let Some(layout) = Layout::new(data, look, palette) {
        let chart = Chart { pen, data, look, palette, layout: &layout };
        chart.frame()?;
        if layout.has_bars() {
            chart.bars()?;
        } else {
            chart.outlines()?;
        }
        chart.majority()?;
        chart.coin()?;
        chart.means()?;
    }
    root.present()
}

/// All that painting needs.
struct Chart<'a, 'area, DB: DrawingBackend> {
    pen: Pen<'area, DB>,
    data: &'a HistogramData,
    look: &'a ChartStyle,
    palette: &'a Palette,
    layout: &'a Layout,
}

impl<DB: DrawingBackend> Chart<'_, '_, DB> {
    /// The bar for a number of errors; nothing beyond the end of the data.
    fn bar(bars: &[Share], errors: u32) -> Option<&Share> {
        bars.get(errors as usize).filter(|bar| bar.count > 0)
    }

    /// Axes, grid, legend and words.
    fn frame(&self) -> Painted<(), DB> {
        let (pen, palette, layout) = (&self.pen, self.palette, self.layout);
        let (small, size) = (self.look.small_type(), self.look.type_size());
        let set = |size, at| Type { size, color: &palette.soft, at };
        for (value, label) in layout.scale.ticks() {
            let y = layout.y(value);
            if value > 0.0 {
                pen.level(layout.across, y, 1.0, &palette.rule)?;
            }
            pen.words(&label, (layout.across.0 - 7.0, y), set(small, HPos::Right))?;
        }
        for errors in layout.named(26.0) {
            let x = layout.x(f64::from(errors));
            pen.upright(x, (layout.up.0, layout.up.0 + 4.0), 1.0, &palette.edge)?;
            pen.words(&errors.to_string(), (x, layout.x_labels), set(small, HPos::Center))?;
        }
        pen.words("share of kept draws, and of descent runs", (2.0, layout.y_title), set(size, HPos::Left))?;
        let title = match self.data.test_size {
            1 => "wrong on the test input".to_owned(),
            test_size => format!("wrong on this many of the {test_size} test inputs"),
        };
        pen.words(&title, (layout.across.1, layout.x_title), set(size, HPos::Right))?;
        let middle = layout.means + MEAN_LINE;
        pen.words("means", (layout.across.0 - 7.0, middle), set(small, HPos::Right))?;
        layout.legend.paint(pen, palette.ink, palette.paper)
    }

    /// Two bars a number of errors.
    fn bars(&self) -> Painted<(), DB> {
        let (pen, palette, layout) = (&self.pen, self.palette, self.layout);
        let width = (layout.group * 0.36).min(30.0);
        let gap = (layout.group * 0.04).clamp(1.0, 4.0);
        let base = layout.up.0;
        for errors in 0..=layout.last {
            let middle = layout.x(f64::from(errors));
            if let Some(bar) = Self::bar(&self.data.dice, errors) {
                let (left, right, top) =
                    (middle - gap / 2.0 - width, middle - gap / 2.0, layout.y(bar.value));
                pen.framed(
                    (left, top),
                    (right, base),
                    1.5,
                    (&palette.methods[0].mark, &palette.methods[0].wash),
                )?;
                self.whisker((left + right) / 2.0, bar)?;
            }
            if let Some(bar) = Self::bar(&self.data.descent, errors) {
                let (left, right) = (middle + gap / 2.0, middle + gap / 2.0 + width);
                pen.fill((left, layout.y(bar.value)), (right, base), &palette.methods[1].mark)?;
                self.whisker((left + right) / 2.0, bar)?;
            }
        }
        pen.level(layout.across, base, 1.0, &palette.edge)
    }

    /// A 95% interval, set off from what is beneath.
    fn whisker(&self, x: f64, bar: &Share) -> Painted<(), DB> {
        let ends = (self.layout.y(bar.high), self.layout.y(bar.low));
        if ends.1 - ends.0 > 1.5 {
            self.pen.upright(x, (ends.0 - 1.0, ends.1 + 1.0), 3.5, &self.palette.paper)?;
        }
        self.pen.upright(x, ends, 1.5, &self.palette.ink)
    }

    /// The outline of bars that stand side by side without gaps, as far as there are any.
    fn outline(&self, bars: &[Share]) -> Vec<(f64, f64)> {
        let layout = self.layout;
        let half = layout.group / 2.0;
        let shown = || (0..=layout.last).filter(|&errors| Self::bar(bars, errors).is_some());
        let (Some(first), Some(last)) = (shown().next(), shown().next_back()) else { return Vec::new() };
        let mut corners = vec![(layout.x(f64::from(first)) - half, layout.up.0)];
        for errors in first..=last {
            let x = layout.x(f64::from(errors));
            let y = layout.y(bars[errors as usize].value);
            corners.extend([(x - half, y), (x + half, y)]);
        }
        corners.push((layout.x(f64::from(last)) + half, layout.up.0));
        corners
    }

    /// Outlines, for many numbers of errors.
    fn outlines(&self) -> Painted<(), DB> {
        let (pen, palette, layout) = (&self.pen, self.palette, self.layout);
        let (dice, descent) = (self.outline(&self.data.dice), self.outline(&self.data.descent));
        if !dice.is_empty() {
            pen.area(dice.iter().copied(), &palette.methods[0].wash)?;
        }
        for errors in 0..=layout.last {
            let interval = |bars: &[Share], shift: f64, color: RGBColor| match Self::bar(bars, errors) {
                Some(bar) => {
                    let x = layout.x(f64::from(errors)) + shift * layout.group;
                    pen.upright(x, (layout.y(bar.high), layout.y(bar.low)), 1.0, &color.mix(0.7))
                }
                None => Ok(()),
            };
            interval(&self.data.dice, -0.2, palette.methods[0].mark)?;
            interval(&self.data.descent, 0.2, palette.methods[1].mark)?;
        }
        if !dice.is_empty() {
            pen.line(dice, 1.3, &palette.methods[0].mark)?;
        }
        if !descent.is_empty() {
            pen.line(descent, 2.2, &palette.methods[1].mark)?;
        }
        pen.level(layout.across, layout.up.0, 1.0, &palette.edge)
    }

    /// Dashes up to the means where always giving the commoner training label ends.
    fn majority(&self) -> Painted<(), DB> {
        let (layout, bottom) = (self.layout, self.layout.up.0);
        let top = layout.means + (MEANS - 1) as f64 * MEAN_LINE;
        let shown = self.data.majority.iter().zip(0..=layout.last).filter(|&(&chance, _)| chance > 0.0);
        for (_, errors) in shown {
            let x = layout.x(f64::from(errors));
            self.pen.dashes(((x, top), (x, bottom)), 1.5, &self.palette.ink)?;
        }
        Ok(())
    }

    /// The coin's distribution: a line with a dot at each number of errors, as far as there is room.
    fn coin(&self) -> Painted<(), DB> {
        let (pen, palette, layout) = (&self.pen, self.palette, self.layout);
        let places: Vec<(f64, f64)> = (0..=layout.last)
            .zip(&self.data.coin)
            .filter(|(_, share)| share.is_finite())
            .map(|(errors, &share)| (layout.x(f64::from(errors)), layout.y(share)))
            .collect();
        // On the base line the ends of the distribution would only thicken it.
        let stands = |place: &(f64, f64)| layout.has_bars() || layout.up.0 - place.1 > 0.5;
        let first = places.iter().position(stands).unwrap_or(0).saturating_sub(1);
        let end = places.iter().rposition(stands).map_or(0, |last| (last + 2).min(places.len()));
        let places = &places[first..end.max(first)];
        if places.is_empty() {
            return Ok(());
        }
        if layout.has_bars() {
            pen.line(places.iter().copied(), 3.5, &palette.paper)?;
        }
        pen.line(places.iter().copied(), 1.5, &palette.ink)?;
        if layout.has_bars() {
            for &place in places {
                pen.mark(Shape::Diamond, place, (2.6, 1.0), &palette.paper)?;
                pen.mark(Shape::Diamond, place, (2.6, 0.0), &palette.ink)?;
            }
        }
        Ok(())
    }

    /// The means, one above the other.
    fn means(&self) -> Painted<(), DB> {
        let exact = |value: f64, histogram: &[f64]| {
            (!histogram.is_empty()).then_some(Mean { value, low: value, high: value })
        };
        let rows: [_; MEANS] = [
            (self.data.dice_mean, Shape::Square, self.palette.methods[0].mark),
            (self.data.descent_mean, Shape::Circle, self.palette.methods[1].mark),
            (exact(self.data.coin_mean, &self.data.coin), Shape::Diamond, self.palette.ink),
            (exact(self.data.majority_mean, &self.data.majority), Shape::Plus, self.palette.ink),
        ];
        for (row, (mean, shape, color)) in rows.into_iter().enumerate() {
            let y = self.layout.means + row as f64 * MEAN_LINE;
            self.pen.level(self.layout.across, y, 1.0, &self.palette.rule)?;
            let Some(mean) = mean.filter(|mean| mean.value.is_finite()) else { continue };
            let x = |errors: f64| self.layout.x(errors);
            self.pen.level((x(mean.low), x(mean.high)), y, 2.0, &color)?;
            self.pen.mark(shape, (x(mean.value), y), (3.4, 1.0), &self.palette.paper)?;
            self.pen.mark(shape, (x(mean.value), y), (3.4, 0.0), &color)?;
        }
        Ok(())
    }
}
