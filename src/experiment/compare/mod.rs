//! The comparison of descent and dice on one task: P_SGD(f|S) against P_B(f|S).

mod analysis;
mod archive;
mod beside;
mod detail;
mod figures;
mod impossible;
mod ledger;
mod pairs;
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

pub use crate::run::{Assignment, Budget, Failure, Progress, Status};
pub use analysis::Analysis;
pub use archive::LISTED;
pub use beside::beside;
pub use detail::{BarLength, FunctionDetail, Row, Side};
pub use ledger::Ledger;
pub use presets::{Preset, PresetGroup};
pub use record::{DescentTotals, DiceTotals, FunctionCounts, Numbers, Record, Temperature};
pub use settings::{Comparison, Setup};
pub use state::{
    Change, State, Table, apply_preset, change, effect_of, flip_target, move_input, read_link, with_seed,
};
