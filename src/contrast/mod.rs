//! Contrast.
mod fit;
pub(crate) mod hypergeometric;
pub mod interval;
mod jensen_shannon;
mod rank;
mod regression;
mod target;
mod test_error;

mod paired;
pub(crate) mod resample;
pub mod special;
mod stream;
mod total_variation;
mod two_sample;
pub use fit::{FitProbability, fit_probability};
pub use jensen_shannon::JensenShannon;
pub use paired::{Paired, PairedCounts};
pub use rank::{Rank, spearman};
pub use regression::{LEAST_COUNT, Line, Ordinary, Point, Regression, ordinary, york};
pub use resample::{Effort, Floor};
pub use target::{Shares, shares};
pub use test_error::{Guesser, MethodErrors, TestErrors};
pub use total_variation::{Reach, TotalVariation};
pub use two_sample::TwoSample;
