//! The exact gates: how much of parameter space each Boolean function of two, three or four inputs fills, beside
//! its complexity, and beside how often random networks compute it.

mod archive;
mod beside;
mod catalogue;
mod chance;
mod column;
mod columns;
mod csv;
mod ledger;
mod parts;
mod picture;
mod record;
mod restore;
mod rows;
mod settings;
mod state;
mod table;
mod volumes;

pub use crate::run::Assignment;
pub use beside::beside;
pub use catalogue::{Catalogue, Making};
pub use column::Column;
pub use columns::GateColumn;
pub use ledger::{GateTable, GatesStatus, Ledger, SAMPLED, SampledProgress};
pub use picture::{GateAxis, GatePolygon, GateScene, GatesPicture, Shape};
pub use record::{Drawn, GateRecord, Record, SampledTotals};
pub use rows::{GateCell, GateCondition, GateRow};
pub use settings::{Gates, Sampled, Setup};
pub use state::{GatesChange, GatesState, change, effect_of, read_link, settings_table, sort_by, with_seed};
pub use volumes::GateVolumes;
