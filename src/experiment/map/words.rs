//! Shares and colours as the page writes them.

use crate::map::Area;
use crate::numeric::{at_most, decimal};

/// Below this, a share is not told more exactly.
const NEGLIGIBLE: f64 = 1e-4;

/// A share with what the resolution can hide, in per cent.
pub(super) fn area_text(area: Area) -> String {
    if area.share + area.error < NEGLIGIBLE {
        return "under 0.01%".to_owned();
    }
    format!("{}% within {}", decimal(100.0 * area.share, 3), at_most(100.0 * area.error))
}

/// As style sheets write colours.
pub(super) fn hex([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}
