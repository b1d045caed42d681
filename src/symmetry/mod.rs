//! Symmetries of a prior: functions that arise from one another by a symmetry of the setting have the same P(f).
//!
//! Where the law of the weights is symmetric and the same for all inputs, permuting the inputs changes no
//! probability; with inputs -1 and +1 neither does negating some of them; and negating the output neither, where an
//! output is never exactly 0. Functions that arise from one another make a *class*: its count, divided by its size,
//! gives P of every member, from as many times fewer draws.
//!
//! ```
//! use dice_and_descent::Function;
//! use dice_and_descent::symmetry::{Canonical, OutputSymmetry, Symmetries};
//!
//! let symmetries = Symmetries { inputs: 3, negated_inputs: true, output: OutputSymmetry::All };
//! let mut classes = Canonical::new(symmetries);
//! let [x1_and_x2, x2_or_x3]: [Function; 2] = ["00000011".parse()?, "01110111".parse()?];
//! assert_eq!(classes.class(x1_and_x2), classes.class(x2_or_x3));
//! // Two of three inputs, each of them or its negation, the output or its negation.
//! assert_eq!(classes.class(x1_and_x2).size, 3 * 4 * 2);
//! # Ok::<(), dice_and_descent::FunctionError>(())
//! ```

mod canonical;
mod classifier;
mod group;
mod orbits;
mod table;

pub use canonical::{Canonical, Class};
pub use classifier::Classifier;
pub use group::{OutputSymmetry, Symmetries};
pub(crate) use orbits::orbits;
