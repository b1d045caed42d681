//! Symmetries of a prior: functions that arise from one another by a symmetry of the setting have the same P(f).
//!
//! Where the law of the weights is symmetric and the same for all inputs, permuting the inputs changes no
//! probability; with inputs -1 and +1 neither does negating some of them; and negating the output neither, where an
//! output is never exactly 0. Functions that arise from one another make a *class*: its count, divided by its size,
//! gives P of every member, from as many times fewer draws.

mod canonical;
mod classifier;
mod group;
mod table;

pub use canonical::{Canonical, Class};
pub use classifier::Classifier;
pub use group::{OutputSymmetry, Symmetries};
