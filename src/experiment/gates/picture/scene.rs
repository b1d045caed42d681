//! What is seen of the regions, in words that a page can paint.

use serde::Serialize;

/// A part of a region as it is seen: x to the right and y downwards, both from -1 to 1.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct GatePolygon {
    /// The truth table of its gate.
    pub gate: String,
    /// The corners.
    pub points: Vec<[f64; 2]>,
    /// How much of the light from above it catches, 0 to 1.
    pub light: f64,
    /// Where the gate's sign fits, if anywhere.
    pub label: Option<[f64; 2]>,
    /// The gate's sign: a short formula.
    pub sign: String,
}

/// A coordinate axis as it is seen, from the surface outwards.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct GateAxis {
    /// w1, w2 or c.
    pub name: &'static str,
    /// Where it leaves the body.
    pub from: [f64; 2],
    /// Where it ends.
    pub to: [f64; 2],
    /// Where its name stands.
    pub label: [f64; 2],
    /// Whether it points towards the viewer: then it is drawn over the body.
    pub front: bool,
}

/// All that is seen.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct GateScene {
    /// The regions, the farthest first.
    pub polygons: Vec<GatePolygon>,
    /// The axes.
    pub axes: Vec<GateAxis>,
    /// What is seen, for those who do not see it.
    pub alt: String,
    /// Why there is nothing to see, if so.
    pub note: Option<&'static str>,
}
