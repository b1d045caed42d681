//! Experiments: what a visitor can set, what is run, and what is told about it.
//!
//! Every experiment has one table of settings; the link, the controls, the validation messages and the
//! documentation all come from it.

mod apart;
pub mod archive;
mod beside;
pub mod compare;
mod estimates;
mod fragment;
pub mod gates;
mod gesture;
mod hide;
pub mod landscape;
mod link;
pub mod map;
mod migration;
mod nearest;
mod origin;
mod reader;
mod rows;
mod saved_run;
mod setting;
mod share;
mod statement;
mod which;
mod words;

pub use beside::{Beside, MethodBeside, SettingBeside};
pub use estimates::{Distance, Interval, Test};
pub use fragment::pairs_of;
pub use hide::{Part, PartKind, PartShown, parts, with_hidden, with_view};
pub use link::{Notice, Values};
pub use origin::Origin;
pub use saved_run::{BesideError, SavedRun, longer};
pub use setting::{Choice, Effect, Group, Kind, Setting};
pub use statement::Statement;
pub use which::{Experiment, SamplerError, sampler};
pub(crate) use words::number_of;
use words::{architecture_words, plural, powers};
