//! The comparison of descent and dice on one task: P_SGD(f|S) against P_B(f|S).

mod analysis;
mod archive;
mod beside;
mod builder;
mod cards;
mod detail;
mod figures;
mod found;
mod gestures;
mod impossible;
mod ledger;
mod matrix;
mod measured;
mod members;
mod method_rows;
mod names;
mod parts;
mod presets;
mod progress;
mod record;
mod restore;
mod settings;
mod state;
mod statements;
mod table;
mod verdict;

pub use crate::run::{Assignment, Failure, Progress, Status};
pub use analysis::Analysis;
pub use archive::LISTED;
pub use beside::beside;
pub use builder::{BuildError, ComparisonBuilder, MethodBuilder};
pub use cards::{MethodCard, OfferCard};
pub use detail::{BarLength, FunctionDetail, Row, Side};
pub use gestures::{add_method, duplicate_method, remove_method, share_setting};
pub use ledger::Ledger;
pub use matrix::Cell;
pub use members::Member;
pub use method_rows::MethodRow;
pub use presets::{Preset, PresetGroup};
pub use record::{DrawTotals, FunctionCounts, MethodEntry, Numbers, Record, RunTotals, Temperature, Totals};
pub use settings::{Comparison, Setup};
pub use state::{
    Change, State, Table, apply_preset, change, effect_of, flip_target, move_input, read_link, with_seed,
};
