//! Charts, painted on any plotters backend: the canvas of the page, or SVG for export and snapshot tests.
//!
//! A chart is a function of its data and a [`Look`]: painted twice, it looks the same twice, and a run that grows
//! does not make it jump, because axes snap to whole decades or round steps. Coordinates are css pixels; plotters
//! knows whole device pixels only, so everything is multiplied by the device ratio when it is painted.

mod axis;
mod data;
mod error_class;
mod histogram;
mod histogram_layout;
mod legend;
mod look;
mod mark;
mod pen;
mod scatter;
mod scatter_layout;
mod theme;
mod view;
mod words;

pub use data::{HistogramData, Mean, ScatterData, ScatterPoint, Share};

pub use histogram::error_histogram;
pub use look::Look;
pub use pen::Painted;
pub use scatter::scatter;
pub use view::{Key, ScatterView};
