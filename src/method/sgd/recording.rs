//! One training run, watched step by step.

use super::steps::Steps;
use super::trainer::Trainer;
use super::{Descent, DescentError};
use crate::method::Problem;
use crate::simd::prelude::*;
use crate::simd::{Level, Simd};
use crate::task::Function;

/// How a training run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It fits the training set.
    Fitted {
        /// What it computes.
        function: Function,
        /// After so many epochs.
        epochs: u64,
    },
    /// It did not fit by the limit of epochs.
    Unfit,
    /// It fitted, but no longer after the extra epochs.
    Lost,
    /// A number was no longer finite.
    Diverged,
}

/// One run of the [`sampler`](super::sampler), the same bit for bit, whose parameters can be seen after
/// every step. Hidden units may be in another order than they were drawn in, from the start and to the end.
pub struct Recording {
    trainer: Box<dyn Steps>,
    parameters: Vec<f32>,
    steps: u64,
    ending: Option<Ending>,
}

impl Recording {
    /// Draws the parameters of run `run` from the prior.
    ///
    /// # Errors
    /// If the network cannot be trained, or a setting is out of its range.
    pub fn new(problem: &Problem, descent: &Descent, seed: u64, run: u64) -> Result<Self, DescentError> {
        descent.validate(problem)?;
        let mut trainer =
            crate::simd::dispatch!(Level::best(), simd => on_level(simd, problem, descent, seed));
        let mut parameters = vec![0.0; problem.architecture.parameter_count()];
        // Chunks of one run: the chunk is the run.
        trainer.begin(run);
        trainer.draw();
        trainer.look(&mut parameters);
        Ok(Self { trainer, parameters, steps: 0, ending: None })
    }

    /// The parameters now, in the order of [`Parameters`](crate::network::Parameters).
    pub fn parameters(&self) -> &[f32] {
        &self.parameters
    }

    /// Steps made.
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// Makes the next step; false, and nothing has changed, if the run is over.
    pub fn step(&mut self) -> bool {
        if self.ending.is_some() {
            return false;
        }
        if self.trainer.step() {
            self.steps += 1;
            self.trainer.look(&mut self.parameters);
            return true;
        }
        let delta = self.trainer.take();
        self.ending = Some(match delta.counts.first() {
            Some(&(function, _)) => Ending::Fitted { function, epochs: delta.epochs },
            None if delta.lost > 0 => Ending::Lost,
            None if delta.diverged > 0 => Ending::Diverged,
            None => Ending::Unfit,
        });
        false
    }

    /// How the run ended; `None` before [`Recording::step`] has said that it is over.
    pub fn ending(&self) -> Option<Ending> {
        self.ending
    }
}

#[inline(always)]
fn on_level<S: Simd>(simd: S, problem: &Problem, descent: &Descent, seed: u64) -> Box<dyn Steps> {
    if S::f32s::LEN == 8 {
        Box::new(Trainer::<S, 8>::new(simd, problem, descent, seed, 1))
    } else {
        Box::new(Trainer::<S, 4>::new(simd, problem, descent, seed, 1))
    }
}
