//! Descent: training runs that start at the prior and minimise a loss on the training set.
//!
//! Runs go in lockstep, one in every lane of the machine's vectors (`batch`); a lane whose run is over starts the
//! next of its chunk (`trainer`). Each run has its own random stream (`run`), and whatever a layer sums up (`layer`)
//! is added in a fixed order (`product`), so the results are the same bits at every vector width. Single networks
//! are read with a lane for each point instead (`reading`). `reference` is the plain trainer that all this is
//! tested against.

mod blocks;
mod error;
mod lane_batch;
mod layer;
mod loss;
mod method;
mod optimiser;
mod places;
mod product;
mod reading;
mod recording;
#[cfg(test)]
mod reference;
mod run;
mod slope;
mod steps;
mod trainer;

pub use error::DescentError;

/// Among the methods of a comparison.
pub(super) static METHOD: method::Training = method::Training;
pub(crate) use method::{loss, read};

pub use loss::Loss;
pub use optimiser::Optimiser;
pub use recording::{Ending, Recording};

use super::{Problem, Sampler};
use crate::network::Activation;
use crate::simd::prelude::*;
use crate::simd::{Level, Simd};
use trainer::Trainer;

/// How the network is trained.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Descent {
    /// The rule of the step.
    pub optimiser: Optimiser,
    /// lr.
    pub learning_rate: f32,
    /// Points a step, 1 to |S|; the last batch of an epoch may be shorter.
    pub batch: usize,
    /// What is minimised: the mean over the batch.
    pub loss: Loss,
    /// Epochs of training after the first fit.
    pub extra_epochs: u32,
    /// A run that has not fitted after so many epochs has failed.
    pub max_epochs: u32,
}

/// The sampler that trains networks: run r of chunk k is run k times `chunk_len` plus r of the seed, with a
/// random stream of its own.
///
/// A run draws its parameters from the prior. Every epoch visits the training set once in a fresh random
/// order, in batches without replacement, a last short batch included; after it, all training points are
/// evaluated. The first epoch after which all are right is the first fit; `extra_epochs` later the function
/// of the network on all inputs is counted, if it still fits.
/// A run has diverged when a parameter is no longer finite at the end of an epoch, or an output when
/// the function is read.
///
/// # Errors
/// If the network cannot be trained, or a setting is out of its range.
pub fn sampler(problem: &Problem, descent: &Descent, seed: u64) -> Result<Box<dyn Sampler>, DescentError> {
    descent.validate(problem)?;
    let runs = descent.chunk_len(problem);
    Ok(crate::simd::dispatch!(Level::best(), simd => on_level(simd, problem, descent, seed, runs)))
}

/// The same at one level of vectors, with so many runs a chunk, of settings that are allowed: for a self-check.
pub(crate) fn brief(
    level: Level,
    problem: &Problem,
    descent: &Descent,
    seed: u64,
    runs: u32,
) -> Box<dyn Sampler> {
    crate::simd::dispatch!(level, simd => on_level(simd, problem, descent, seed, runs))
}

#[inline(always)]
fn on_level<S: Simd>(
    simd: S,
    problem: &Problem,
    descent: &Descent,
    seed: u64,
    chunk_len: u32,
) -> Box<dyn Sampler> {
    if S::f32s::LEN == 8 {
        Box::new(Trainer::<S, 8>::new(simd, problem, descent, seed, chunk_len))
    } else {
        Box::new(Trainer::<S, 4>::new(simd, problem, descent, seed, chunk_len))
    }
}

impl Descent {
    /// Runs a chunk: 64, but fewer, down to 8, the more an epoch costs.
    fn chunk_len(&self, problem: &Problem) -> u32 {
        let steps = problem.task.training_size().div_ceil(self.batch);
        let parameters = problem.architecture.parameter_count();
        let epoch = parameters * (3 * problem.task.training_size() + 8 * steps);
        (32_000_000 / epoch.max(1)).clamp(8, 64).next_power_of_two().min(64) as u32
    }

    fn validate(&self, problem: &Problem) -> Result<(), DescentError> {
        let training = problem.task.training_size();
        if problem.architecture.activation == Activation::Sign && !problem.architecture.hidden.is_empty() {
            return Err(DescentError::NoGradient);
        }
        if training == 0 {
            return Err(DescentError::NoTrainingPoints);
        }
        if !(1..=training).contains(&self.batch) {
            return Err(DescentError::Batch { batch: self.batch, training });
        }
        if !(self.learning_rate > 0.0 && self.learning_rate.is_finite()) {
            return Err(DescentError::LearningRate(self.learning_rate));
        }
        if self.max_epochs == 0 {
            return Err(DescentError::NoEpochs);
        }
        self.optimiser.validate()
    }
}
