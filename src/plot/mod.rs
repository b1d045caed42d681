//! Charts, painted on any plotters backend: the canvas of the page, or SVG for export and snapshot tests.
//!
//! A chart is a function of its data and a [`ChartStyle`]: painted twice, it looks the same twice, and a run that grows
//! does not make it jump, because axes snap to whole decades or round steps. Coordinates are css pixels; plotters
//! knows whole device pixels only, so everything is multiplied by the device ratio when it is painted.

mod axis;
mod axis_title;
mod bar_view;
mod bars;
mod chart_style;
mod complexity;
mod complexity_distribution;
mod complexity_marks;
mod data;
mod error_class;
mod field;
mod histogram;
mod histogram_layout;
mod histogram_series;
mod histogram_words;
mod label;
mod legend;
mod likelihood;
mod lines;
mod mark;
mod method_label;
mod ones;
mod pen;
mod rank;
mod scatter;
mod scatter_layout;
#[cfg(test)]
mod set_words;
mod shorten;
mod surface;
mod theme;
mod unit;
mod view;
mod volume_complexity;
mod volume_data;
mod words;

pub use data::{ErrorSeries, HistogramData, ScatterData, ScatterPoint};
pub(crate) use volume_data::together_named;
pub use volume_data::{DrawnPoint, DrawnVolumes, VolumeData, VolumePoint};

pub use bar_view::BarView;
pub use chart_style::ChartStyle;
pub use complexity::complexity;
pub(crate) use complexity::line_words;
pub use complexity_distribution::complexity_distribution;
pub use histogram::error_histogram;
pub use likelihood::{LikelihoodData, LikelihoodRow, likelihood};
pub use lines::lines;
pub use method_label::MethodLabel;
pub use ones::ones;
pub use pen::Painted;
pub use rank::rank;
pub use scatter::scatter;
pub use unit::Unit;
pub use view::{Key, ScatterView};
pub use volume_complexity::volume_complexity;
