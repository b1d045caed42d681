//! Complexity: how simple a function is, by many measures, each in a file of its own with its definition and
//! its source.
//!
//! ```
//! use dice_and_descent::Function;
//! use dice_and_descent::complexity::Measure;
//! use dice_and_descent::complexity::exact::ExactTables;
//!
//! let exact = ExactTables::new(3);
//! let parity: Function = "01101001".parse()?;
//! // The shortest formula of AND, OR and NOT names the three inputs ten times.
//! assert_eq!(Measure::DeMorganFormula.value(parity, exact.as_ref()), Some(10.0));
//! # Ok::<(), dice_and_descent::FunctionError>(())
//! ```

mod critical_samples;
mod cube;
mod entropy;
pub mod exact;
mod fourier;
mod generalization;
mod lempel_ziv;
mod measure;
mod sensitivity;

pub use critical_samples::critical_sample_ratio;
pub use entropy::entropy;
pub use fourier::{fourier_degree, fourier_l1_norm};
pub use generalization::generalization_complexity;
pub use lempel_ziv::{lempel_ziv, lempel_ziv_words};
pub use measure::Measure;
pub use sensitivity::{average_sensitivity, maximum_sensitivity};
