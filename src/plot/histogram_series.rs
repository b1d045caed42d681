//! How the methods' shares are painted in a panel of the histogram.

use super::data::ErrorSeries;
use super::histogram_layout::{Layout, Panel};
use super::mark::Shape;
use super::pen::Pen;
use super::theme::Palette;
use crate::numeric::Share;
use plotters::style::Color;

/// The panel to paint on.
pub(super) struct Ground<'a> {
    pub(super) pen: &'a Pen<'a>,
    pub(super) palette: &'a Palette,
    pub(super) layout: &'a Layout,
    pub(super) panel: &'a Panel,
}

/// The bar for a number of errors; nothing beyond the end of the data.
fn bar(bars: &[Share], errors: u32) -> Option<&Share> {
    bars.get(errors as usize).filter(|bar| bar.count > 0)
}

impl Ground<'_> {
    /// A bar a method at each number of errors: the first method's light, the second's solid.
    pub(super) fn bars(&self, methods: &[ErrorSeries]) {
        let layout = self.layout;
        let width = (layout.group * 0.36).min(30.0);
        let gap = (layout.group * 0.04).clamp(1.0, 4.0);
        let base = self.panel.up.0;
        for errors in 0..=layout.last {
            let middle = layout.x(f64::from(errors));
            for (k, method) in methods.iter().enumerate() {
                let Some(bar) = bar(&method.bars, errors) else { continue };
                let colors = self.palette.of_method(&method.label);
                let (left, right) = match (methods.len(), k) {
                    (1, _) => (middle - width, middle + width),
                    (_, 0) => (middle - gap / 2.0 - width, middle - gap / 2.0),
                    _ => (middle + gap / 2.0, middle + gap / 2.0 + width),
                };
                let corners = ((left, self.panel.y(bar.value)), (right, base));
                if k == 0 {
                    self.pen.framed(corners.0, corners.1, 1.5, (&colors.mark, &colors.wash));
                } else {
                    self.pen.fill(corners.0, corners.1, &colors.mark);
                }
                self.whisker((left + right) / 2.0, bar);
            }
        }
    }

    /// A 95% interval, set off from what is beneath.
    fn whisker(&self, x: f64, bar: &Share) {
        let ends = (self.panel.y(bar.high), self.panel.y(bar.low));
        if ends.1 - ends.0 > 1.5 {
            self.pen.upright(x, (ends.0 - 1.0, ends.1 + 1.0), 3.5, &self.palette.paper);
        }
        self.pen.upright(x, ends, 1.5, &self.palette.ink)
    }

    /// The first and the last number of errors that a method has.
    fn ends(&self, bars: &[Share]) -> Option<(u32, u32)> {
        let shown = || (0..=self.layout.last).filter(|&errors| bar(bars, errors).is_some());
        Some((shown().next()?, shown().next_back()?))
    }

    /// The outline of bars that stand side by side without gaps, as far as there are any.
    fn outline(&self, bars: &[Share]) -> Vec<(f64, f64)> {
        let half = self.layout.group / 2.0;
        let Some((first, last)) = self.ends(bars) else { return Vec::new() };
        let mut corners = vec![(self.layout.x(f64::from(first)) - half, self.panel.up.0)];
        for errors in first..=last {
            let x = self.layout.x(f64::from(errors));
            let y = self.panel.y(bars[errors as usize].value);
            corners.extend([(x - half, y), (x + half, y)]);
        }
        corners.push((self.layout.x(f64::from(last)) + half, self.panel.up.0));
        corners
    }

    /// Outlines, for many numbers of errors: the first method's a light area, the second's a heavy line.
    pub(super) fn outlines(&self, methods: &[ErrorSeries]) {
        let outlines: Vec<_> = methods.iter().map(|method| self.outline(&method.bars)).collect();
        let colors = |k: usize| self.palette.of_method(&methods[k].label);
        if let Some(outline) = outlines.first().filter(|outline| !outline.is_empty()) {
            self.pen.area(outline.iter().copied(), &colors(0).wash);
        }
        for errors in 0..=self.layout.last {
            for (k, method) in methods.iter().enumerate() {
                let shift = if methods.len() == 1 { 0.0 } else { [-0.2, 0.2][k.min(1)] };
                let Some(bar) = bar(&method.bars, errors) else { continue };
                let x = self.layout.x(f64::from(errors)) + shift * self.layout.group;
                let ends = (self.panel.y(bar.high), self.panel.y(bar.low));
                self.pen.upright(x, ends, 1.0, &colors(k).mark.mix(0.7));
            }
        }
        for (k, outline) in outlines.into_iter().enumerate().filter(|(_, outline)| !outline.is_empty()) {
            self.pen.line(outline, if k == 0 { 1.3 } else { 2.2 }, &colors(k).mark);
        }
    }

    /// A mark a method at each number of errors, side by side, with intervals, joined by lines; lines through each
    /// other where there is no room for marks.
    pub(super) fn marks(&self, methods: &[ErrorSeries]) {
        let slot = self.layout.slot(methods.len());
        let x = |k: usize, errors: u32| {
            let shift = slot.unwrap_or(0.0) * (k as f64 - (methods.len() - 1) as f64 / 2.0);
            self.layout.x(f64::from(errors)) + shift
        };
        for (k, method) in methods.iter().enumerate() {
            let Some((first, last)) = self.ends(&method.bars) else { continue };
            let color = &self.palette.of_method(&method.label).mark;
            let places = (first..=last)
                .map(|errors| (x(k, errors), self.panel.y(method.bars[errors as usize].value)))
                .collect::<Vec<_>>();
            match slot {
                Some(_) => self.pen.line(places, 1.0, &color.mix(0.4)),
                None => self.pen.line(places, 1.6, color),
            }
        }
        if slot.is_none() {
            return;
        }
        let radius = if self.layout.group < 12.0 * methods.len() as f64 { 2.8 } else { 3.4 };
        for (k, method) in methods.iter().enumerate() {
            let color = &self.palette.of_method(&method.label).mark;
            for errors in 0..=self.layout.last {
                let Some(bar) = bar(&method.bars, errors) else { continue };
                let at = (x(k, errors), self.panel.y(bar.value));
                self.pen.upright(at.0, (self.panel.y(bar.high), self.panel.y(bar.low)), 1.5, color);
                self.pen.mark(Shape::of(&method.label), at, (radius, 1.0), &self.palette.paper);
                self.pen.mark(Shape::of(&method.label), at, (radius, 0.0), color);
            }
        }
    }
}
