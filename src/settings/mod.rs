//! Settings: rows of tables, links that say them, what is not allowed and what is used instead.

pub(crate) mod change;
mod experiment;
mod fragment;
pub(crate) mod hide;
pub(crate) mod link;
pub(crate) mod migration;
pub(crate) mod nearest;
pub(crate) mod own;
pub(crate) mod part;
pub(crate) mod reader;
pub(crate) mod rows;
mod setting;
mod texts;

pub use experiment::Experiment;
pub use fragment::pairs_of;
pub use link::{Notice, Values};
pub use part::{Part, PartKind};
pub(crate) use setting::settings;
pub use setting::{Choice, Effect, Group, Kind, Setting};
pub use texts::Texts;
