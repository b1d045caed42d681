//! The map of parameter space as an experiment: which plane, which window, what is seen there.

mod archive;
mod atlas;
mod csv;
mod lens;
mod link;
mod parts;
mod presets;
mod settings;
mod state;
mod summary;
mod table;
mod trails;
mod words;

pub use archive::{AreaRecord, Fitting, Record, RegionRecord, SavedMap};
pub use atlas::{Atlas, AtlasError, MapPixel};
pub use lens::{Landmark, Lens, MapWindow};
pub use presets::MapPreset;
pub use settings::{PlaneKind, Setup, Window};
pub use state::{
    Consequences, MapChange, MapState, MapTable, apply_preset, change, consequences, drag, flip_target,
    move_input, read_link, whole, with_plane_seed, zoom,
};
pub use summary::{MapProgress, MapRow, MapSpot, MapSummary};
pub use trails::{Trail, Visit};
