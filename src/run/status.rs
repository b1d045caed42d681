//! How far a run is, as the page shows it.

use serde::Serialize;

/// How far the whole run is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct Status {
    /// Every method of the run, in order.
    pub progress: Vec<Progress>,
    /// Whether all have ended.
    pub ended: bool,
    /// Whether a step of a held run is still being done.
    pub stepping: bool,
    /// Chunks counted, of all methods.
    pub merged: u64,
    /// What is counted but not told apart, if anything.
    pub beyond: Option<String>,
}

/// How far one method is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct Progress {
    /// The letter of the method in a comparison, or what is counted.
    pub method: String,
    /// Draws made or runs done.
    pub tried: u64,
    /// Those that fit.
    pub kept: u64,
    /// Kept draws or runs wanted.
    pub wanted: u64,
    /// How much of the budget is used, 0 to 1.
    pub share: f64,
    /// Whether the method has ended.
    pub ended: bool,
    /// Why it has.
    pub why: Option<String>,
    /// The one number to see.
    pub headline: String,
    /// Everything counted.
    pub counts: String,
    /// How fast it goes; empty while unknown or when ended.
    pub rate: String,
    /// When it will end; empty while unknown or when ended.
    pub left: String,
    /// What failed, by reason.
    pub failures: Vec<Failure>,
}

/// Runs that found no function that fits, for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Failure {
    /// `unfit`, `lost` or `diverged`.
    pub reason: &'static str,
    /// How many.
    pub count: u64,
    /// A sentence.
    pub text: String,
}
