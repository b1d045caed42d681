//! Experiments: what a visitor can set, what is run, and what is told about it.
//!
//! Every experiment has one table of settings; the link, the controls, the validation messages and the
//! documentation all come from it.

mod apart;
mod architecture_words;
mod beside;
pub mod compare;
mod counted_run;
mod estimates;
pub mod gates;
pub mod landscape;
pub mod map;
mod registry;
mod saved_run;
mod shown;
mod statement;
mod whole;

use architecture_words::architecture_words;
pub use beside::{MethodComparison, RunComparison, SettingComparison};
pub use counted_run::{CountProgress, CountedRun};
pub use estimates::{Distance, Interval, Test};
pub use registry::{SamplerError, sampler};
pub use saved_run::{RunComparisonError, SavedRun, longer};
pub use shown::{PartShown, parts, with_hidden, with_view};
pub use statement::Statement;
pub use whole::needs_whole;
