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
//!
//! // Dice beside SGD with two step sizes.
//! let task = "v=2&n=2&hidden=4&target=0111&train_size=2&runs=200&kept=200";
//! let mut ledger = Ledger::new(&format!("{task}&methods=dice,descent,descent&c.lr=0.01"));
//! ledger.run();
//! let or: Function = "0111".parse()?;
//! for (method, census) in ledger.methods() {
//!     println!("{}: {} of {}", method.label.title, census.count(or), census.kept());
//!     assert!(census.count(or) > 0 && census.count(or) <= census.kept());
//! }
//! # Ok::<(), dice_and_descent::FunctionError>(())
//! ```
//!
//! [`ComparisonBuilder`](experiment::compare::ComparisonBuilder) takes values instead of a link's texts.
//!
//! The words that everything is said in stand here: [`Task`] (inputs, target, training set), [`Architecture`] and
//! [`Prior`] together are a [`Problem`]; a [`Sampler`] of a method draws or trains; a [`Census`] counts what it finds,
//! by [`Function`].
//!
//! Three layers, each knowing nothing of the one above: the core (everything here but `web`) is pure and
//! deterministic: no clock, no global randomness, no threads, no platform mathematics library; `web` binds
//! it to JavaScript; the page (`www/`) drives it.

// Tests of the library run natively. wasm-pack would compile them for the browser all the same, to run none of them.
#![cfg(not(all(test, target_arch = "wasm32")))]

pub mod compare;
pub mod complexity;
pub mod experiment;
pub mod gates;
pub mod landscape;
pub mod method;
pub mod network;
pub mod numeric;
pub mod sample;
pub mod settings;
pub mod symmetry;
pub mod task;

// What the page and the programs of this project are made of beside: public for them, and no promise to anybody else.
#[doc(hidden)]
pub mod export;
#[doc(hidden)]
pub mod map;
#[doc(hidden)]
pub mod plot;
#[doc(hidden)]
pub mod random;
#[doc(hidden)]
pub mod run;
#[doc(hidden)]
pub mod simd;
#[cfg(target_arch = "wasm32")]
#[doc(hidden)]
pub mod web;

pub use method::{MethodId, Problem, Sampler};
pub use network::{Activation, Architecture, Prior};
pub use random::STREAM_VERSION;
pub use run::{Origin, Progress, Status};
pub use sample::Census;
pub use task::{Encoding, Function, FunctionError, Inputs, Target, Task, TrainingSet};
