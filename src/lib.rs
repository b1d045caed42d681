//! **Dice & Descent**: the same small network, trained on the same data in two ways.
//!
//! *Descent* trains it by SGD or one of its relatives; *dice* draws all parameters from the initialisation
//! prior and keeps the draw if it fits every training point (rejection sampling). Each way finds *functions*:
//! the labels that the network gives to all inputs. This crate draws, trains, counts, and compares
//! P_SGD(f|S) with P_B(f|S), every number with its uncertainty.
//!
//! The place to begin is [`experiment`]: a run of a link's settings, from the first draw to what the counts say.
//!
//! ```
//! use dice_and_descent::Function;
//! use dice_and_descent::experiment::compare::Ledger;
//! use dice_and_descent::method::Method;
//!
//! let mut ledger = Ledger::new("v=2&n=2&hidden=4&target=0111&train_size=2&runs=200&kept=200");
//! ledger.run();
//! let or: Function = "0111".parse()?;
//! for method in [Method::Dice, Method::Descent] {
//!     let census = ledger.census(method);
//!     assert!(census.count(or) > 0 && census.count(or) <= census.kept());
//! }
//! # Ok::<(), dice_and_descent::FunctionError>(())
//! ```
//!
//! Three layers, each knowing nothing of the one above: the core (everything here but `web`) is pure and
//! deterministic: no clock, no global randomness, no threads, no platform mathematics library; `web` binds
//! it to JavaScript; the page (`www/`) drives it.

// Tests of the library run natively. wasm-pack would compile them for the browser all the same, to run none of them.
#![cfg(not(all(test, target_arch = "wasm32")))]

pub mod compare;
pub mod complexity;
pub mod experiment;
pub mod export;
pub mod gates;
pub mod landscape;
pub mod map;
pub mod method;
pub mod network;
pub mod numeric;
pub mod plot;
pub mod random;
pub mod run;
pub mod sample;
pub mod settings;
#[doc(hidden)]
pub mod simd;
pub mod symmetry;
pub mod task;
#[cfg(target_arch = "wasm32")]
#[doc(hidden)]
pub mod web;

pub(crate) use simd::dispatch;
pub use task::{Function, FunctionError};
