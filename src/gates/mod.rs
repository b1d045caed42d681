//! Gates: how much of parameter space each threshold function of two, three or four inputs fills, exactly.
//!
//! The parameters v = (w_1, ..., w_n, c) for which a perceptron 1\[w.x + c > 0\] computes one function form an
//! open polyhedral cone, one half-space for each input. This module finds these cones (the cells of a
//! hyperplane arrangement) in exact integer arithmetic, and measures them:
//!
//! - with parameters uniform in a cube, as exact fractions ([`cube_probability`]);
//! - with Gaussian parameters, as the share of the sphere that the cone cuts out ([`gaussian_probability`]): a
//!   closed form up to three parameters (Girard's theorem), a one-dimensional integral for four
//!   (Plackett, Schläfli), and for five the reduction of odd dimensions to even ones.
//!
//! [`ThresholdTable`] collects all of this, [`Region`] is the geometry of the two-input gates for a picture.
//!
//! ```
//! use dice_and_descent::gates::{BiasScale, Perceptron, ThresholdTable};
//! use dice_and_descent::{Encoding, Function};
//!
//! let table = ThresholdTable::new(Perceptron::new(2, Encoding::ZeroOne, true)?, BiasScale::default());
//! let and: Function = "0001".parse()?;
//! let class = table.class(table.find(and).ok_or("all gates of two inputs are there")?);
//! assert_eq!(class.cube.as_ref().map(ToString::to_string).as_deref(), Some("1/48"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod allowed;
mod angle;
mod arrangement;
mod cone;
mod contradiction;
mod cube;
mod error;
mod gaussian;
mod orthant;
mod perceptron;
mod region;
mod scale;
mod symmetry;
mod table;
mod vector;

pub use arrangement::Arrangement;
pub use cone::Cone;
pub use contradiction::contradiction;
pub use cube::cube_probability;
pub use error::GateError;
pub use gaussian::{Estimate, gaussian_closed_form, gaussian_probability};
pub use perceptron::{Condition, Perceptron};
pub use region::{Facet, Region, regions};
pub use scale::BiasScale;
pub use symmetry::{Class, classes};
pub use table::{ClassVolume, Gate, Tabulation, ThresholdTable, gate_name};
