//! Eight networks at a time, one a lane: all weights drawn, then evaluated point by point.

mod layers;

use super::plan::{Plan, ScaledLayer};
use crate::network::Distribution;
use crate::random::Stream;
use crate::simd::prelude::*;
use crate::simd::{LANES, Phi, Simd, f32x8, u32x8};
use layers::{dense, first, first_on_cube};

/// Points evaluated together.
pub(in crate::method) const TILE: usize = 4;

/// The number of 32-bit words that hold a function.
const WORDS: usize = 4;

/// Eight functions as bits in words, the lowest first, one function a lane.
pub(super) type Words = [[u32; LANES]; WORDS];

/// The function of one lane.
#[inline(always)]
pub(super) fn function(words: &Words, lane: usize) -> u128 {
    let [a, b, c, d] = words.map(|word| word[lane]);
    // By halves: shifts of 128 bits are calls in a browser.
    let half = |low: u32, high: u32| u64::from(low) | u64::from(high) << 32;
    u128::from(half(a, b)) | u128::from(half(c, d)) << 64
}

/// The raw parameters of eight networks and what is known of their functions.
#[derive(Clone, Debug)]
pub(in crate::method) struct Batch {
    /// Raw draws, not yet scaled: layer by layer, unit by unit, the bias and then the weights, eight lanes
    /// each.
    raw: Vec<f32>,
    /// Scaled activations of the layer before and the layer at work: unit by unit, [`TILE`] points, eight lanes.
    layers: [Vec<f32>; 2],
    /// The labels found so far, by output, in the order of [`Plan::order`] but moved to the task's indices.
    pub(super) labels: Vec<Words>,
    /// The lanes that are right on all training points so far, as bits.
    pub(in crate::method) alive: u32,
    /// How many points have been evaluated.
    pub(in crate::method) done: usize,
}

impl Batch {
    pub(in crate::method) fn new(plan: &Plan) -> Self {
        let widest = plan.layers.iter().map(|layer| layer.shape.units.max(layer.shape.fan_in)).max();
        let layer = vec![0.0; widest.unwrap_or(1) * TILE * LANES];
        Self {
            raw: vec![0.0; plan.parameter_count() * LANES],
            layers: [layer.clone(), layer],
            labels: vec![[[0; LANES]; WORDS]; plan.layers.last().map_or(1, |last| last.shape.units)],
            alive: 0,
            done: plan.points(),
        }
    }

    /// Draws new networks.
    #[inline(always)]
    pub(in crate::method) fn draw<S: Simd>(&mut self, simd: S, plan: &Plan, stream: &mut Stream) {
        match plan.distribution {
            Distribution::Gaussian => stream.fill_gaussian(simd, &mut self.raw),
            Distribution::Uniform => stream.fill_uniform(simd, &mut self.raw),
        }
        self.start();
    }

    /// Starts evaluating the parameters that are there.
    pub(in crate::method) fn start(&mut self) {
        self.labels.fill([[0; LANES]; WORDS]);
        self.alive = (1 << LANES) - 1;
        self.done = 0;
    }

    /// All raw parameters, layer by layer.
    pub(in crate::method) fn raw_mut(&mut self) -> &mut [f32] {
        &mut self.raw
    }

    /// The outputs at the [`TILE`] points from `start` on, eight lanes each; past the last point, those of the last.
    #[inline(always)]
    pub(in crate::method) fn outputs<S: Simd, A: Phi>(
        &mut self,
        simd: S,
        phi: A,
        plan: &Plan,
        start: usize,
    ) -> &[f32] {
        self.forward(simd, phi, plan, start);
        &self.layers[plan.layers.len() % 2][..TILE * LANES]
    }

    /// What came into the last of several layers when [`Batch::outputs`] was called last: unit by unit of the layer before, [`TILE`] points, eight lanes
    /// each, already scaled, so that the weights are the raw parameters.
    #[cfg(feature = "atlas")]
    pub(in crate::method) fn last_inputs(&self, plan: &Plan) -> &[f32] {
        let last = plan.layers.len() - 1;
        &self.layers[last % 2][..plan.layers[last].shape.fan_in * TILE * LANES]
    }

    /// The raw parameters of one layer: unit by unit, the bias and then the weights, eight lanes each.
    pub(in crate::method) fn layer_mut(&mut self, plan: &Plan, index: usize) -> &mut [f32] {
        let count = |layer: &ScaledLayer| layer.shape.parameter_count() * LANES;
        let start = plan.layers[..index].iter().map(count).sum::<usize>();
        &mut self.raw[start..start + count(&plan.layers[index])]
    }

    /// Starts evaluating the parameters that are there, in the first `lanes` lanes, as networks that are right on
    /// the first `points` training points.
    pub(super) fn start_known(&mut self, plan: &Plan, points: usize, lanes: usize) {
        let known = plan.order.iter().zip(&plan.labels).take(points);
        let bits = known.fold(0, |bits, (&point, &label)| bits | u128::from(label) << point);
        let words = std::array::from_fn(|word| [(bits >> (32 * word)) as u32; LANES]);
        self.labels.fill(words);
        self.alive = (1 << lanes) - 1;
        self.done = points;
    }

    /// The function of an output of one lane, as far as it is known.
    #[inline(always)]
    pub(in crate::method) fn function(&self, output: usize, lane: usize) -> u128 {
        function(&self.labels[output], lane)
    }

    /// Evaluates the next few points and notes which lanes are still right.
    #[inline(always)]
    pub(in crate::method) fn advance<S: Simd, A: Phi>(&mut self, simd: S, phi: A, plan: &Plan) {
        let start = self.done;
        self.forward(simd, phi, plan, start);
        let threshold = f32x8::splat(simd, plan.threshold);
        let end = (start + TILE).min(plan.points());
        let outputs = self.layers[plan.layers.len() % 2].chunks_exact(TILE * LANES);
        for (index, (outputs, words)) in outputs.zip(&mut self.labels).enumerate() {
            for (place, output) in (start..end).zip(outputs.chunks_exact(LANES)) {
                let above = f32x8::from_slice(simd, output).simd_gt(threshold);
                let point = plan.order[place];
                let word = &mut words[point / 32 % WORDS];
                let bit = above.to_vector().bitcast::<u32x8<S>>() & (1 << (point % 32));
                (u32x8::simd_from(simd, *word) | bit).store_slice(word);
                if let Some(&label) = plan.labels.get(place).filter(|_| index == 0) {
                    let labels = above.to_bitmask() as u32;
                    self.alive &= if label { labels } else { !labels };
                }
            }
        }
        self.done = end;
    }

    /// The outputs at the points from `start` on; past the last point, those of the last. They are left where the
    /// last of the layers, which take turns, has put them.
    #[inline(always)]
    fn forward<S: Simd, A: Phi>(&mut self, simd: S, phi: A, plan: &Plan, start: usize) {
        let [mut before, mut after] = self.layers.each_mut().map(Vec::as_mut_slice);
        let mut raw = self.raw.as_slice();
        for (index, layer) in plan.layers.iter().enumerate() {
            let (parameters, rest) = raw.split_at(layer.shape.parameter_count() * LANES);
            raw = rest;
            if index > 0 {
                dense(simd, layer, parameters, before, after);
            } else if let Some(encoding) = plan.cube.filter(|_| plan.dimension() >= 2) {
                first_on_cube(simd, layer, parameters, encoding, start, after);
            } else {
                first(simd, layer, parameters, plan, start, after);
            }
            if let Some(next) = plan.layers.get(index + 1) {
                // A whole tile at a time: browsers make the constants of a function anew in every turn of a loop.
                for tile in after[..layer.shape.units * TILE * LANES].chunks_exact_mut(TILE * LANES) {
                    for block in tile.chunks_exact_mut(LANES) {
                        let activation = phi.apply(f32x8::from_slice(simd, block)) * next.weight;
                        activation.store_slice(block);
                    }
                }
            }
            std::mem::swap(&mut before, &mut after);
        }
    }
}

#[cfg(test)]
pub(super) mod tests;
