//! How large, how sharp and how bright a chart is painted.

use serde::{Deserialize, Serialize};

/// The size and manner of a painting; none of it changes what the chart says.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
#[serde(rename_all = "camelCase")]
pub struct ChartStyle {
    /// Width in css pixels.
    pub width: f64,
    /// Height in css pixels.
    pub height: f64,
    /// Device pixels per css pixel: the backend must be `width * ratio` by `height * ratio` pixels.
    pub ratio: f64,
    /// Whether to paint light marks on a dark ground.
    pub dark: bool,
    /// Whether everything is to stand out from the ground as far as it can.
    pub contrast: bool,
    /// The index of the point to ring, if any.
    pub selected: Option<usize>,
}

impl ChartStyle {
    /// A light painting of `width` by `height` css pixels, one device pixel each.
    pub fn new(width: f64, height: f64) -> Self {
        Self { width, height, ratio: 1.0, dark: false, contrast: false, selected: None }
    }

    /// The device ratio, 1 where it makes no sense.
    pub(super) fn scale(&self) -> f64 {
        if self.ratio.is_finite() && self.ratio > 0.0 { self.ratio.clamp(0.25, 16.0) } else { 1.0 }
    }

    /// Whether the chart stands on a phone or in a narrow column.
    pub(super) fn narrow(&self) -> bool {
        self.width < 520.0
    }

    /// Type size of tick labels and words inside the chart, in css pixels.
    pub(super) fn small_type(&self) -> f64 {
        if self.narrow() { 11.0 } else { 12.0 }
    }

    /// Type size of titles and legends, in css pixels.
    pub(super) fn type_size(&self) -> f64 {
        if self.narrow() { 12.0 } else { 13.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_senseless_ratio_is_one() {
        for ratio in [f64::NAN, 0.0, -2.0, f64::INFINITY] {
            assert_eq!(ChartStyle { ratio, ..ChartStyle::new(300.0, 200.0) }.scale(), 1.0);
        }
        assert_eq!(ChartStyle { ratio: 1.5, ..ChartStyle::new(300.0, 200.0) }.scale(), 1.5);
    }
}
