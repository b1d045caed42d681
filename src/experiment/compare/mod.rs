//! The comparison of descent and dice on one task: P_SGD(f|S) against P_B(f|S).

mod analysis;
mod archive;
mod beside;
mod builder;
mod cards;
#[cfg(feature = "atlas")]
mod chosen;
mod cluster_file;
mod cluster_totals;
mod detail;
#[cfg(test)]
mod every_method;
mod figures;
mod found;
#[cfg(feature = "atlas")]
mod gestures;
mod impossible;
mod ledger;
#[cfg(feature = "atlas")]
mod matrix;
mod measured;
mod members;
mod method_rows;
#[cfg(feature = "atlas")]
mod names;
#[cfg(feature = "atlas")]
mod offers;
#[cfg(feature = "atlas")]
mod own;
mod parts;
mod presets;
mod progress;
mod record;
mod restore;
mod settings;
mod state;
mod statements;
mod table;
mod trust_words;
mod verdict;
#[cfg(feature = "atlas")]
mod workings;

pub use crate::run::{Assignment, Failure, Progress, Status};
pub use analysis::Analysis;
pub use archive::LISTED;
pub use beside::beside;
pub use builder::{BuildError, ComparisonBuilder, MethodBuilder};
pub use cards::MethodCard;
pub use cluster_totals::ClusterTotals;
pub use detail::{BarLength, FunctionDetail, Row, Side};
#[cfg(feature = "atlas")]
pub use gestures::{add_method, duplicate_method, remove_method, share_setting};
pub use ledger::Ledger;
#[cfg(feature = "atlas")]
pub use matrix::Cell;
pub use members::Member;
pub use method_rows::MethodRow;
#[cfg(feature = "atlas")]
pub use offers::{OfferCard, Offers};
pub use presets::{Preset, PresetGroup};
pub use record::{DrawTotals, FunctionCounts, MethodEntry, Numbers, Record, RunTotals, Temperature, Totals};
pub use settings::{Comparison, Setup};
pub use state::{
    Change, State, Table, apply_preset, change, effect_of, flip_target, move_input, read_link, with_seed,
};
#[cfg(feature = "atlas")]
pub use workings::{Working, WorkingFigure, WorkingRow};
