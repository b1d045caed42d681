//! The landscape: which functions fill parameter space, and whether they are simple.
//!
//! ```
//! use dice_and_descent::experiment::landscape::Ledger;
//!
//! let mut ledger = Ledger::new("v=2&experiment=landscape&n=3&hidden=8&draws=20000&classes=on");
//! ledger.run();
//! let always_0 = ledger.detail("00000000")?;
//! // P(f) with its 95% interval, from the count of its class: both constant functions.
//! assert!(always_0.p.low < always_0.p.value && always_0.p.value < always_0.p.high);
//! assert_eq!(always_0.class.map(|class| class.size), Some(2));
//! # Ok::<(), dice_and_descent::FunctionError>(())
//! ```

mod analysis;
mod archive;
mod beside;
mod cache;
mod caption;
mod cluster_squares;
mod detail;
mod figure_table;
mod figures;
mod ledger;
mod measures;
mod parts;
mod presets;
mod progress;
mod record;
mod restore;
mod saved;
mod settings;
mod shown;
mod state;
mod symmetry_words;
mod table;
mod tally;
mod worth;

pub use crate::run::{Assignment, Failure, Progress, Status};
pub use analysis::{FigureTable, LandscapeAnalysis};
pub use archive::LISTED;
pub use beside::beside;
pub use detail::{LandscapeDetail, LandscapeRow, MeasureValue};
pub use ledger::Ledger;
pub use presets::{LandscapePreset, LandscapePresetGroup};
pub use record::{FunctionRecord, Record};
pub use saved::{SavedClusters, SavedLandscape};
pub use settings::{Landscape, Setup};
pub use shown::{Figure, MeasureOrder};
pub use state::{
    LandscapeChange, LandscapeState, LandscapeTable, MeasureInfo, apply_preset, change, effect_of, read_link,
    with_seed,
};
pub use worth::ClusterData;
