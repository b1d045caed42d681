//! The map of parameter space: a plane through the parameters of a small network, and at every pixel of a
//! window onto it the function that the network there computes.
//!
//! Distances are measured in standard deviations of the prior: one unit along an axis moves every parameter by
//! its share of one standard deviation. So the prior, restricted to a plane through the origin, is the
//! standard normal distribution on the plane.
//!
//! A [`Picture`] is made of tiles, coarse ones first; a [`TileRunner`] does one after the other in slices. A tile
//! depends on the settings alone, so any number of workers can share a picture.

mod colour;
mod evaluate;
mod largest_squares;
mod layout;
mod paint;
mod path;
mod picture;
mod plane;
mod plane_maker;
mod prior_weight;
mod runner;
mod shares;
mod tile;
mod view;

pub use colour::{Shade, colour, paper};
pub use largest_squares::{Square, largest_squares};
pub use layout::{Layout, Row};
pub use paint::{Paint, highlight, paint};
pub use path::{MAX_POINTS, Path, PathError, PathPoint, PathRunner};
pub use picture::{Picture, PictureError};
pub use plane::{Place, Plane, PlaneError};
pub use plane_maker::PlaneMaker;
pub use prior_weight::PriorWeight;
pub use runner::TileRunner;
pub use shares::{Area, Fit, Shares};
pub use tile::{Tile, TileError};
pub use view::View;
