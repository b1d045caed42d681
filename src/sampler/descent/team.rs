//! What the sampler asks of those who train.

use super::run::{Lane, Prepared};
use std::ops::Range;

/// N networks in training.
///
/// Every implementation adds in the same order and leaves out only terms that are 0, so that all of them give the
/// same parameters bit for bit: which one is at work is a matter of speed.
pub(super) trait Team<const N: usize> {
    /// Takes a fresh network into `lane`.
    fn load(&mut self, lane: usize, parameters: &[f32]);

    /// Copies out the network in `lane`.
    fn unload(&self, lane: usize, parameters: &mut [f32]);

    /// Whether all parameters of each lane are finite.
    fn finite(&self) -> [bool; N];

    /// Trains on the points at `pass` of each lane's epoch, at most [`PASS`](super::gang::PASS) of them, which
    /// belong to the batch at `batch`. The last pass of a batch makes the step.
    fn train(&mut self, prepared: &Prepared, lanes: &[Lane; N], pass: Range<usize>, batch: Range<usize>);

    /// Tries to show that candidates for a first fit do not fit, by the points at which they failed
    /// last. Returns how many evaluations of a point a lane it took.
    fn refute(&mut self, prepared: &Prepared, lanes: &mut [Lane; N]) -> usize;
}
