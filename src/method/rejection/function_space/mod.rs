//! Rejection in function space: values at training points are drawn, not weights.
//!
//! Given the features phi (the activations of the layer before, scaled, with the bias's scale as one more) at
//! points 1 to t, the pre-activations of a layer at these points are, unit by unit, independent Gaussian
//! vectors with covariance Phi Phi^T: exactly, at any width. With the features made orthonormal one after the
//! other (Gram and Schmidt), phi_t = sum over s < t of r_ts q_s + rho_t q_t, a unit's value at point t is
//! sum r_ts g_s + rho_t g_t with independent standard normal g, its weights' components along the q. So
//! a new point costs one random number a unit, and a network is given up at its first wrong label before its
//! weights were ever drawn. Networks that are still right after [`FunctionSpace::depth`] points have the rest
//! of their weights drawn, orthogonally to all q, and are evaluated like any other.
//!
//! Orthogonal features keep the digits that a Cholesky factor of Phi Phi^T would lose. A residue of less than
//! 2e-6 of a feature's length is rounding and taken as 0: more points than dimensions, equal features, dead
//! units without bias.
//!
//! Lanes are independent networks; the survivors of every point are gathered until eight are there.

mod basis;
mod completion;
mod first;
mod point;
mod rows;

use super::batch::Batch;
use super::order::Order;
use super::plan::Plan;
use crate::random::Stream;
use crate::simd::{LANES, Phi, Simd, apart};
use basis::InputBasis;

/// At most so many points are tried in function space.
const DEEPEST: usize = 10;

/// Where the numbers of one layer stand among the rows of one point.
#[derive(Clone, Copy, Debug)]
struct Place {
    /// The components g, one row a unit.
    components: usize,
    /// The direction q, one row a feature, the bias last. The first layer's are the same for all networks and stand
    /// in [`FunctionSpace::inputs`].
    direction: usize,
    /// The feature's length beyond the known directions.
    length: usize,
}

/// Eight networks that are known at the first few points: rows of eight lanes, [`FunctionSpace::rows`] a point.
#[derive(Clone, Debug)]
struct Block {
    rows: Vec<f32>,
    /// The lanes in use, from the first on.
    filled: usize,
    /// Lanes that were right on the newest point and wait to be moved on.
    survivors: u32,
}

/// The networks of one chunk on their way through the training points.
#[derive(Clone, Debug)]
pub(super) struct FunctionSpace {
    /// How many points are tried in function space.
    depth: usize,
    rows: usize,
    places: Vec<Place>,
    inputs: InputBasis,
    /// Whether the first label is a fair coin, so that only networks that are right there need be drawn.
    coin: bool,
    /// The random numbers of new networks: unit by unit, two rows; of networks at one more point: unit by unit,
    /// one row.
    draws: Vec<f32>,
    /// Networks that are right on the first t points wait in block t; block 0 is for new ones.
    blocks: Vec<Block>,
    /// New networks that are still to be drawn.
    remaining: u64,
    /// The next layer whose weights are to be completed.
    completing: Option<usize>,
}

/// What a step led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Progress {
    /// More steps are needed.
    Busy,
    /// The batch holds networks that are to be evaluated.
    Ready,
    /// No network is left.
    Exhausted,
}

impl FunctionSpace {
    pub(super) fn new(plan: &Plan, order: &Order) -> Self {
        let mut rows = 0;
        let mut places = Vec::new();
        for (index, layer) in plan.layers.iter().enumerate() {
            let direction = rows + layer.shape.units;
            let length = direction + if index > 0 { layer.shape.fan_in + 1 } else { 0 };
            places.push(Place { components: rows, direction, length });
            rows = length + 1;
        }
        let depth = depth(plan, order);
        let block = Block { rows: vec![0.0; depth.max(2) * rows * LANES], filled: 0, survivors: 0 };
        let last = &plan.layers[plan.layers.len() - 1];
        Self {
            depth,
            rows,
            places,
            inputs: InputBasis::new(plan, depth),
            coin: plan.threshold == 0.0 && (plan.labels[0] || last.bias > 0.0),
            draws: vec![0.0; plan.layers.iter().map(|layer| layer.shape.units * 2 * LANES).sum()],
            blocks: vec![block; depth + 1],
            remaining: 0,
            completing: None,
        }
    }

    /// About the multiply-adds of one network tried.
    pub(super) fn work_per_network(&self, plan: &Plan, order: &Order) -> f64 {
        let drawn = if self.coin { 0.5 } else { 1.0 };
        drawn * (first_work(plan) / LANES) as f64 + order.right[self.depth - 1] * completion_work(plan)
    }

    /// Starts over with `networks` new networks.
    #[inline(always)]
    pub(super) fn begin<S: Simd>(&mut self, simd: S, networks: u64, stream: &mut Stream) {
        for block in &mut self.blocks {
            block.filled = 0;
            block.survivors = 0;
        }
        self.completing = None;
        self.remaining = networks;
        if self.coin {
            // A fair coin a network: heads are right on the first point.
            let mut lanes = stream.lanes(simd);
            let mut heads = 0;
            for _ in 0..networks / 256 {
                heads += count_ones(&<[u32; LANES]>::from(lanes.bits()), 256);
            }
            heads += count_ones(&<[u32; LANES]>::from(lanes.bits()), networks as u32 % 256);
            stream.keep(lanes);
            self.remaining = heads;
        }
    }

    /// One step, and about its multiply-adds.
    #[inline(always)]
    pub(super) fn step<S: Simd, A: Phi>(
        &mut self,
        simd: S,
        phi: A,
        plan: &Plan,
        stream: &mut Stream,
        batch: &mut Batch,
    ) -> (Progress, usize) {
        if let Some(layer) = self.completing {
            apart(
                simd,
                #[inline(always)]
                || self.complete(simd, plan, layer, stream, batch),
            );
            let shape = plan.layers[layer].shape;
            let work = shape.parameter_count() * LANES * (super::DRAW_COST + 2 * self.depth);
            if layer + 1 < plan.layers.len() {
                self.completing = Some(layer + 1);
                return (Progress::Busy, work);
            }
            self.completing = None;
            let block = &mut self.blocks[self.depth];
            let filled = std::mem::take(&mut block.filled);
            batch.start_known(plan, self.depth, filled);
            return (Progress::Ready, work);
        }
        // Survivors move up first, the furthest first, so that there is always room for them.
        if let Some(from) = (0..self.depth).rev().find(|&index| self.blocks[index].survivors != 0) {
            let to = (from + 1).max(self.first_points());
            self.promote(from, to);
            return self.advance_if_full(simd, phi, plan, stream, to, LANES);
        }
        if self.remaining > 0 {
            let filled = self.remaining.min(LANES as u64) as usize;
            self.blocks[0].filled = filled;
            self.remaining -= filled as u64;
            if self.first_points() == 1 {
                apart(
                    simd,
                    #[inline(always)]
                    || self.draw_first::<S, A, 1>(simd, phi, plan, stream),
                );
            } else {
                apart(
                    simd,
                    #[inline(always)]
                    || self.draw_first::<S, A, 2>(simd, phi, plan, stream),
                );
            }
            return (Progress::Busy, first_work(plan));
        }
        // Nothing new comes: those that wait go on, however few, the least advanced first.
        match (1..=self.depth).find(|&level| self.blocks[level].filled > 0) {
            Some(level) => self.advance_if_full(simd, phi, plan, stream, level, 1),
            None => (Progress::Exhausted, 0),
        }
    }

    /// The number of points at which new networks are drawn at once.
    fn first_points(&self) -> usize {
        self.depth.min(2)
    }

    /// Tries the next point on block `level` if enough lanes are filled.
    #[inline(always)]
    fn advance_if_full<S: Simd, A: Phi>(
        &mut self,
        simd: S,
        phi: A,
        plan: &Plan,
        stream: &mut Stream,
        level: usize,
        enough: usize,
    ) -> (Progress, usize) {
        if self.blocks[level].filled < enough {
            return (Progress::Busy, self.rows * level / 4);
        }
        if level == self.depth {
            self.completing = Some(0);
            return (Progress::Busy, 0);
        }
        apart(
            simd,
            #[inline(always)]
            || self.draw_point(simd, phi, plan, stream, level),
        );
        let work = plan
            .layers
            .iter()
            .map(|layer| layer.shape.units * (super::DRAW_COST + level) + layer.shape.fan_in * 4 * level);
        (Progress::Busy, work.sum::<usize>() * LANES)
    }

    /// Moves one survivor of block `from` to block `to`.
    fn promote(&mut self, from: usize, to: usize) {
        let (lower, upper) = self.blocks.split_at_mut(to);
        let (from, to, points) = (&mut lower[from], &mut upper[0], to);
        let lane = from.survivors.trailing_zeros() as usize;
        from.survivors &= from.survivors - 1;
        let known = points * self.rows * LANES;
        for (to_row, row) in
            to.rows[..known].chunks_exact_mut(LANES).zip(from.rows[..known].chunks_exact(LANES))
        {
            to_row[to.filled] = row[lane];
        }
        to.filled += 1;
    }
}

/// The ones among the first `bits` bits of a step, word by word.
fn count_ones(step: &[u32; LANES], bits: u32) -> u64 {
    let mut ones = 0;
    for (word, &number) in step.iter().enumerate() {
        let taken = bits.saturating_sub(32 * word as u32).min(32);
        ones += u64::from((u64::from(number) & ((1_u64 << taken) - 1)).count_ones());
    }
    ones
}

/// About the multiply-adds of drawing eight networks at the first two points.
fn first_work(plan: &Plan) -> usize {
    let units: usize = plan.layers.iter().map(|layer| layer.shape.units).sum();
    LANES * units * (2 * super::DRAW_COST + 8)
}

/// About the multiply-adds of completing one network and evaluating it.
fn completion_work(plan: &Plan) -> f64 {
    (plan.parameter_count() * (super::DRAW_COST + 8) + plan.points() * plan.multiply_adds()) as f64
}

/// As many points as pay: until those who are left cost little to complete.
fn depth(plan: &Plan, order: &Order) -> usize {
    let first = (first_work(plan) / LANES) as f64;
    let enough = order.right.iter().position(|&right| right * completion_work(plan) < 0.05 * first);
    enough.map_or(order.right.len(), |index| index + 1).max(2).min(plan.labels.len()).min(DEEPEST)
}
