//! Optimisers: how gradients become steps.

use super::DescentError;
use super::blocks::Blocks;
use crate::simd::prelude::*;
use crate::simd::{LANES, Simd, f32x8};

/// How a gradient becomes a step. Constants that are not named here are PyTorch's defaults.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Optimiser {
    /// theta -= lr g.
    Sgd,
    /// v = momentum v + g; theta -= lr v.
    Momentum {
        /// The share of the velocity that stays.
        momentum: f32,
    },
    /// Kingma and Ba 2015, arXiv 1412.6980, algorithm 1; epsilon 1e-8.
    Adam {
        /// Decay of the first moment.
        beta1: f32,
        /// Decay of the second moment.
        beta2: f32,
    },
    /// s = decay s + (1 - decay) g^2; theta -= lr g / (sqrt(s) + 1e-8).
    RmsProp {
        /// Decay of the mean square.
        decay: f32,
    },
    /// Duchi, Hazan, Singer 2011: s += g^2; theta -= lr g / (sqrt(s) + 1e-10).
    Adagrad,
    /// Zeiler 2012, arXiv 1212.5701, algorithm 1, times lr; epsilon 1e-6.
    Adadelta {
        /// Decay of both mean squares.
        decay: f32,
    },
}

impl Optimiser {
    /// Whether every decay is in [0, 1).
    pub(super) fn validate(self) -> Result<(), DescentError> {
        let decays = match self {
            Self::Sgd | Self::Adagrad => vec![],
            Self::Momentum { momentum } => vec![("the momentum", momentum)],
            Self::Adam { beta1, beta2 } => vec![("beta1", beta1), ("beta2", beta2)],
            Self::RmsProp { decay } | Self::Adadelta { decay } => vec![("the decay", decay)],
        };
        match decays.into_iter().find(|(_, value)| !(0.0..1.0).contains(value)) {
            Some((name, value)) => Err(DescentError::Decay { name, value }),
            None => Ok(()),
        }
    }

    /// How many numbers the optimiser remembers for each parameter.
    fn moments(self) -> usize {
        match self {
            Self::Sgd => 0,
            Self::Momentum { .. } | Self::RmsProp { .. } | Self::Adagrad => 1,
            Self::Adam { .. } | Self::Adadelta { .. } => 2,
        }
    }
}

/// The state of the optimiser of N runs in lockstep.
#[derive(Debug)]
pub(super) struct Stepper<const N: usize> {
    optimiser: Optimiser,
    learning_rate: f32,
    /// Velocity (momentum), mean of the gradient (Adam), mean or sum of its square (RMSProp, Adagrad,
    /// Adadelta).
    pub(super) first: Blocks<N>,
    /// Mean square of the gradient (Adam) or of the steps (Adadelta).
    pub(super) second: Blocks<N>,
    /// beta1^t and beta2^t after t steps (Adam), by repeated multiplication.
    powers: [[f64; 2]; N],
}

impl<const N: usize> Stepper<N> {
    /// For `parameters` parameters a run, a whole number of eight-lane vectors.
    pub(super) fn new(optimiser: Optimiser, learning_rate: f32, parameters: usize) -> Self {
        let moment = |index| Blocks::zeros(if index < optimiser.moments() { parameters } else { 0 });
        Self { optimiser, learning_rate, first: moment(0), second: moment(1), powers: [[1.0; 2]; N] }
    }

    /// Forgets the past of the run in `lane`.
    pub(super) fn restart(&mut self, lane: usize) {
        for block in self.first.iter_mut().chain(self.second.iter_mut()) {
            block[lane] = 0.0;
        }
        self.powers[lane] = [1.0; 2];
    }

    /// One step of every run along its gradient; both slices hold the numbers of all runs side by side.
    pub(super) fn step<S: Simd>(&mut self, simd: S, parameters: &mut [f32], gradient: &[f32]) {
        simd.vectorize(
            #[inline(always)]
            || self.step_on_lanes(simd, parameters, gradient),
        );
    }

    #[inline(always)]
    fn step_on_lanes<S: Simd>(&mut self, simd: S, parameters: &mut [f32], gradient: &[f32]) {
        let lr = self.learning_rate;
        let theta = parameters.chunks_exact_mut(LANES);
        let gradient = gradient.chunks_exact(LANES).map(|g| f32x8::<S>::from_slice(simd, g));
        let first = self.first.as_flattened_mut().chunks_exact_mut(LANES);
        let second = self.second.as_flattened_mut().chunks_exact_mut(LANES);
        macro_rules! update {
            ($memory:expr, $x:ident => $new:expr) => {{
                let $x = f32x8::<S>::from_slice(simd, $memory);
                let new = $new;
                new.store_slice($memory);
                new
            }};
        }
        match self.optimiser {
            Optimiser::Sgd => {
                for (theta, g) in theta.zip(gradient) {
                    update!(theta, x => x - g * lr);
                }
            }
            Optimiser::Momentum { momentum } => {
                for ((theta, g), first) in theta.zip(gradient).zip(first) {
                    let velocity = update!(first, v => v * momentum + g);
                    update!(theta, x => x - velocity * lr);
                }
            }
            Optimiser::Adam { beta1, beta2 } => {
                let (one_minus_beta1, one_minus_beta2) = (1.0 - beta1, 1.0 - beta2);
                let mut corrections = [[1.0; LANES]; 2];
                for (lane, powers) in self.powers.iter_mut().enumerate() {
                    powers[0] *= f64::from(beta1);
                    powers[1] *= f64::from(beta2);
                    for (correction, power) in corrections.iter_mut().zip(powers) {
                        correction
                            .iter_mut()
                            .skip(lane)
                            .step_by(N)
                            .for_each(|c| *c = (1.0 / (1.0 - *power)) as f32);
                    }
                }
                let [c1, c2] = corrections.map(|c| f32x8::<S>::simd_from(simd, c));
                for (((theta, g), first), second) in theta.zip(gradient).zip(first).zip(second) {
                    let m = update!(first, m => m * beta1 + g * one_minus_beta1);
                    let v = update!(second, v => v * beta2 + g * g * one_minus_beta2);
                    update!(theta, x => x - m * c1 * lr / ((v * c2).sqrt() + 1e-8));
                }
            }
            Optimiser::RmsProp { decay } => {
                for ((theta, g), first) in theta.zip(gradient).zip(first) {
                    let s = update!(first, s => s * decay + g * g * (1.0 - decay));
                    update!(theta, x => x - g * lr / (s.sqrt() + 1e-8));
                }
            }
            Optimiser::Adagrad => {
                for ((theta, g), first) in theta.zip(gradient).zip(first) {
                    let s = update!(first, s => s + g * g);
                    update!(theta, x => x - g * lr / (s.sqrt() + 1e-10));
                }
            }
            Optimiser::Adadelta { decay } => {
                for (((theta, g), first), second) in theta.zip(gradient).zip(first).zip(second) {
                    let s = update!(first, s => s * decay + g * g * (1.0 - decay));
                    let past = f32x8::<S>::from_slice(simd, second);
                    let step = (past + 1e-6).sqrt() / (s + 1e-6).sqrt() * g;
                    update!(second, d => d * decay + step * step * (1.0 - decay));
                    update!(theta, x => x - step * lr);
                }
            }
        }
    }
}
