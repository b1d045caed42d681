//! Training step by step.

use crate::method::Sampler;

/// What a trainer must do to be watched.
pub(super) trait Steps: Sampler {
    /// Draws the parameters of the runs that begin.
    fn draw(&mut self);

    /// Goes on to the end of the next step; false if all runs are over before there is one.
    fn step(&mut self) -> bool;

    /// Copies out the network in the first lane.
    fn look(&self, parameters: &mut [f32]);
}
