//! The landscape: what a census of the prior says of P(f), every number with its uncertainty.
//!
//! Everything is a function of counts: how often each function was found among networks drawn at random.
//! Intervals are at 95%. Functions found once are counted and shown as such, but nothing is fitted to them: a
//! function found once is one of very many of which most were not found at all.

mod bound;
mod correlation;
mod data;
mod distribution;
mod named;
mod ones;
mod over_classes;
mod paired;
mod power_law;
mod ranking;

pub use bound::{Bound, Edge, edge, exceeding};
pub use correlation::{Choice, Correlation, Correlations, Found, correlations};
pub use data::{
    BoundLine, ClassNumbers, ComplexityBar, ComplexityData, ComplexityPoint, DistributionData, MeasureRow,
    MeasureTable, NamedRow, OnesData, OnesLaw, PowerLawLine, RankData, RankPoint, ZipfLine,
};
pub use distribution::{Histogram, Reference};
pub use named::{Named, named};
pub use ones::{GoodnessOfFit, Law, goodness_of_fit, law};
pub use over_classes::{LEAST_CLASSES, over_classes};
pub use paired::paired_counts;
pub use power_law::{LEAST_COUNT, PowerLaw, SHORTEST, TOLERANCE, power_law};
pub use ranking::{Ranking, Tie, rank_of};
