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

use super::batch::Batch;
use super::order::Order;
use super::plan::{Plan, ScaledLayer};
use crate::random::Stream;
use crate::simd::prelude::*;
use crate::simd::{LANES, Phi, Simd, apart, f32x8};

/// Shorter residues, relative to the feature, are rounding.
const NEGLIGIBLE: f32 = 2e-6;

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

/// The first layer's Gram-Schmidt, shared by all networks.
#[derive(Clone, Debug)]
struct InputBasis {
    /// r_ts, and rho_t last, of point t.
    coefficients: Vec<Vec<f32>>,
    /// q_t, the bias last.
    directions: Vec<Vec<f32>>,
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
    /// The random numbers of new networks: unit by unit, two rows.
    first_draws: Vec<f32>,
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
            first_draws: vec![0.0; plan.layers.iter().map(|layer| layer.shape.units * 2 * LANES).sum()],
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

    /// Draws new networks at the first `POINTS` points, together: a pair of random numbers is a unit's two values.
    ///
    /// Block 0 keeps the features as they come; only if a lane survives are they made directions.
    #[inline(always)]
    fn draw_first<S: Simd, A: Phi, const POINTS: usize>(
        &mut self,
        simd: S,
        phi: A,
        plan: &Plan,
        stream: &mut Stream,
    ) {
        stream.fill_gaussian(simd, &mut self.first_draws);
        let zero = f32x8::splat(simd, 0.0);
        // The feature at the first point is r11 q1, at the second r21 q1 + r22 q2.
        let mut r11 = zero + self.inputs.coefficients[0][0];
        let (mut r21, mut r22) = (zero, zero);
        if POINTS == 2 {
            r21 = zero + self.inputs.coefficients[1][0];
            r22 = zero + self.inputs.coefficients[1][1];
        }
        let (first, second) = self.blocks[0].rows.split_at_mut(self.rows * LANES);
        let mut draws = self.first_draws.as_slice();
        for (index, layer) in plan.layers[1..].iter().enumerate() {
            let units = layer.shape.fan_in;
            let (own, later) = draws.split_at(units * 2 * LANES);
            draws = later;
            let place = &self.places[index + 1];
            let rows = place.direction * LANES..(place.direction + units) * LANES;
            // Sums over the units of a1^2, a1 a2 and (a2 - a1)^2. The difference keeps its digits however close
            // the points are, the product is exactly 0 where all units are dead.
            let (mut n11, mut n12, mut ndd) = (zero, zero, zero);
            for ((draws, row1), row2) in own
                .chunks_exact(2 * LANES)
                .zip(first[rows.clone()].chunks_exact_mut(LANES))
                .zip(second[rows].chunks_exact_mut(LANES))
            {
                let g1 = f32x8::from_slice(simd, &draws[..LANES]);
                let a1 = phi.apply(r11 * g1);
                a1.store_slice(row1);
                n11 += a1 * a1;
                if POINTS == 2 {
                    let g2 = f32x8::from_slice(simd, &draws[LANES..]);
                    let a2 = phi.apply(r21 * g1 + r22 * g2);
                    a2.store_slice(row2);
                    let change = a2 - a1;
                    n12 += a1 * a2;
                    ndd += change * change;
                }
            }
            // The bias is the same at both points.
            let (weight, bias) = (layer.weight * layer.weight, layer.bias * layer.bias);
            n11 = n11 * weight + bias;
            r11 = n11.sqrt();
            if POINTS == 2 {
                (n12, ndd) = (n12 * weight + bias, ndd * weight);
                let n1d = n12 - n11;
                let share = n12 * inverse(simd, n11);
                r21 = share * r11;
                let mut rest = ndd - n1d * n1d * inverse(simd, n11);
                if rest.simd_lt(ndd * 1e-3).to_bitmask() != 0 {
                    rest = self.places[index + 1].residue(simd, layer, first, second, share);
                }
                let n22 = n11 + n1d * 2.0 + ndd;
                let enough = rest.simd_gt(n22 * (NEGLIGIBLE * NEGLIGIBLE));
                r22 = enough.select(rest, zero).sqrt();
            }
            store(first, place.length, r11);
            if POINTS == 2 {
                store(second, place.length, r22);
            }
        }
        let (g1, g2) = draws.split_at(LANES);
        let mut g1 = f32x8::from_slice(simd, g1);
        if self.coin {
            // Heads: the sign that the first label asks for.
            let sign = if plan.labels[0] { 1.0 } else { -1.0 };
            g1 = g1.simd_lt(zero).select(-g1, g1) * sign;
        }
        let outputs = [r11 * g1, r21 * g1 + r22 * f32x8::from_slice(simd, &g2[..LANES])];
        let block = &mut self.blocks[0];
        let mut right = (1_u32 << block.filled) - 1;
        for (&output, &label) in outputs.iter().zip(&plan.labels).take(POINTS) {
            let labels = output.simd_gt(zero + plan.threshold).to_bitmask() as u32;
            right &= if label { labels } else { !labels };
        }
        block.survivors = right;
        if right != 0 {
            let last = self.first_draws.len() - 2 * LANES;
            g1.store_slice(&mut self.first_draws[last..last + LANES]);
            self.settle(simd, plan);
        }
    }

    /// Brings block 0 into the form of the others.
    #[inline(always)]
    fn settle<S: Simd>(&mut self, simd: S, plan: &Plan) {
        let stride = self.rows * LANES;
        let (first, second) = self.blocks[0].rows.split_at_mut(stride);
        let mut draws = self.first_draws.chunks_exact(2 * LANES);
        let (zero, one) = (f32x8::splat(simd, 0.0), f32x8::splat(simd, 1.0));
        for (index, (layer, place)) in plan.layers.iter().zip(&self.places).enumerate() {
            for (unit, draws) in (0..layer.shape.units).zip(&mut draws) {
                let row = (place.components + unit) * LANES;
                first[row..row + LANES].copy_from_slice(&draws[..LANES]);
                second[row..row + LANES].copy_from_slice(&draws[LANES..]);
            }
            if index == 0 {
                continue;
            }
            let (row, count) = (place.direction, layer.shape.fan_in);
            for rows in [&mut *first, &mut *second] {
                scale(simd, rows, row, count, zero + layer.weight);
                store(rows, row + count, zero + layer.bias);
            }
            let unit_length = inverse(simd, fetch(simd, first, place.length));
            scale(simd, first, row, count + 1, unit_length);
            let enough = fetch(simd, second, place.length).simd_gt(zero);
            let mut r = [zero; DEEPEST];
            orthonormalise(simd, first, second, stride, row, count + 1, &mut r);
            scale(simd, second, row, count + 1, enough.select(one, zero));
        }
    }

    /// Draws the networks of block `level` at one more point.
    #[inline(always)]
    fn draw_point<S: Simd, A: Phi>(
        &mut self,
        simd: S,
        phi: A,
        plan: &Plan,
        stream: &mut Stream,
        level: usize,
    ) {
        let mut lanes = stream.lanes(simd);
        let block = &mut self.blocks[level];
        let stride = self.rows * LANES;
        let (known, new) = block.rows.split_at_mut(level * stride);
        let zero = f32x8::splat(simd, 0.0);
        let mut output = zero;
        for (index, (layer, place)) in plan.layers.iter().zip(&self.places).enumerate() {
            let mut r = [zero; DEEPEST];
            let rho = if index == 0 {
                let coefficients = &self.inputs.coefficients[level];
                for (r, &coefficient) in r.iter_mut().zip(&coefficients[..level]) {
                    *r = zero + coefficient;
                }
                zero + coefficients[level]
            } else {
                orthonormalise(simd, known, new, stride, place.direction, layer.shape.fan_in + 1, &mut r)
            };
            let next = plan.layers.get(index + 1).zip(self.places.get(index + 1));
            for pair in (0..layer.shape.units).step_by(2) {
                let drawn = lanes.gaussians();
                for (unit, g) in (pair..layer.shape.units).zip(drawn) {
                    let row = place.components + unit;
                    store(new, row, g);
                    let mut z = rho * g;
                    for (&r, point) in r.iter().zip(known.chunks_exact(stride)) {
                        z += r * fetch(simd, point, row);
                    }
                    if let Some((next, next_place)) = next {
                        store(new, next_place.direction + unit, phi.apply(z) * next.weight);
                    } else {
                        output = z;
                    }
                }
            }
            if let Some((next, next_place)) = next {
                store(new, next_place.direction + layer.shape.units, zero + next.bias);
            }
        }
        stream.keep(lanes);
        let labels = output.simd_gt(zero + plan.threshold).to_bitmask() as u32;
        let right = if plan.labels[level] { labels } else { !labels };
        block.survivors = right & ((1 << block.filled) - 1);
        block.filled = 0;
    }

    /// Draws the rest of one layer's weights: what is orthogonal to the known directions.
    #[inline(always)]
    fn complete<S: Simd>(
        &mut self,
        simd: S,
        plan: &Plan,
        index: usize,
        stream: &mut Stream,
        batch: &mut Batch,
    ) {
        let stride = self.rows * LANES;
        let (layer, place) = (&plan.layers[index], &self.places[index]);
        let count = layer.shape.fan_in + 1;
        let rows = &self.blocks[self.depth].rows;
        let raw = batch.layer_mut(plan, index);
        stream.fill_gaussian(simd, raw);
        for (unit, weights) in raw.chunks_exact_mut(count * LANES).enumerate() {
            for (shared, known) in self.inputs.directions.iter().zip(rows.chunks_exact(stride)) {
                // The batch has the bias first, the directions have it last.
                let mut along = f32x8::splat(simd, 0.0);
                for k in 0..count {
                    let q = direction(simd, index, shared, known, place.direction, k);
                    along += q * fetch(simd, weights, (k + 1) % count);
                }
                let missing = fetch(simd, known, place.components + unit) - along;
                for k in 0..count {
                    let q = direction(simd, index, shared, known, place.direction, k);
                    let row = (k + 1) % count;
                    let weight = fetch(simd, weights, row) + q * missing;
                    store(weights, row, weight);
                }
            }
        }
    }
}

/// Element `k` of a direction.
#[inline(always)]
fn direction<S: Simd>(
    simd: S,
    layer: usize,
    shared: &[f32],
    known: &[f32],
    row: usize,
    k: usize,
) -> f32x8<S> {
    if layer == 0 { f32x8::splat(simd, shared[k]) } else { fetch(simd, known, row + k) }
}

/// Makes the new feature orthogonal to the known directions and of unit length (or 0 if nothing is left);
/// its components along them go to `r`, what is left to the result. Twice over: rounding leaves the first
/// result slightly oblique.
#[inline(always)]
fn orthonormalise<S: Simd>(
    simd: S,
    known: &[f32],
    new: &mut [f32],
    stride: usize,
    row: usize,
    count: usize,
    r: &mut [f32x8<S>; DEEPEST],
) -> f32x8<S> {
    let zero = f32x8::splat(simd, 0.0);
    let before = square(simd, new, row, count);
    for _ in 0..2 {
        for (r, point) in r.iter_mut().zip(known.chunks_exact(stride)) {
            let mut along = zero;
            for k in row..row + count {
                along += fetch(simd, point, k) * fetch(simd, new, k);
            }
            for k in row..row + count {
                let rest = fetch(simd, new, k) - along * fetch(simd, point, k);
                store(new, k, rest);
            }
            *r += along;
        }
    }
    let after = square(simd, new, row, count);
    let enough = after.simd_gt(before * (NEGLIGIBLE * NEGLIGIBLE));
    let rho = enough.select(after, zero).sqrt();
    scale(simd, new, row, count, inverse(simd, rho));
    rho
}

/// The squared length of a feature.
#[inline(always)]
fn square<S: Simd>(simd: S, rows: &[f32], row: usize, count: usize) -> f32x8<S> {
    let mut sum = f32x8::splat(simd, 0.0);
    for k in row..row + count {
        let value = fetch(simd, rows, k);
        sum += value * value;
    }
    sum
}

#[inline(always)]
fn scale<S: Simd>(simd: S, rows: &mut [f32], row: usize, count: usize, factor: f32x8<S>) {
    for k in row..row + count {
        let value = fetch(simd, rows, k) * factor;
        store(rows, k, value);
    }
}

/// 1/x, or 0 for 0.
#[inline(always)]
fn inverse<S: Simd>(simd: S, x: f32x8<S>) -> f32x8<S> {
    let (zero, one) = (f32x8::splat(simd, 0.0), f32x8::splat(simd, 1.0));
    let positive = x.simd_gt(zero);
    positive.select(one / positive.select(x, one), zero)
}

#[inline(always)]
fn fetch<S: Simd>(simd: S, rows: &[f32], row: usize) -> f32x8<S> {
    f32x8::from_slice(simd, &rows[row * LANES..][..LANES])
}

#[inline(always)]
fn store<S: Simd>(rows: &mut [f32], row: usize, value: f32x8<S>) {
    value.store_slice(&mut rows[row * LANES..][..LANES]);
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

impl Place {
    /// The squared length of what the second point's feature has beyond its share of the first's, summed up from
    /// the differences: slower than by the sums, but exact where hardly anything is left.
    #[inline(always)]
    fn residue<S: Simd>(
        &self,
        simd: S,
        layer: &ScaledLayer,
        first: &[f32],
        second: &[f32],
        share: f32x8<S>,
    ) -> f32x8<S> {
        let mut sum = f32x8::splat(simd, 0.0);
        for row in self.direction..self.direction + layer.shape.fan_in {
            let a1 = fetch(simd, first, row);
            let rest = (fetch(simd, second, row) - share * a1) * layer.weight;
            sum += rest * rest;
        }
        let bias = (share - 1.0) * layer.bias;
        sum + bias * bias
    }
}

impl InputBasis {
    fn new(plan: &Plan, depth: usize) -> Self {
        let layer = &plan.layers[0];
        let mut basis: Vec<Vec<f64>> = Vec::new();
        let mut coefficients = Vec::new();
        for point in plan.inputs.chunks_exact(plan.dimension()).take(depth) {
            let scaled = point.iter().map(|&x| f64::from(x) * f64::from(layer.weight));
            let mut feature: Vec<f64> = scaled.chain([f64::from(layer.bias)]).collect();
            let length = |feature: &[f64]| libm::sqrt(feature.iter().map(|x| x * x).sum());
            let before = length(&feature);
            let mut row = vec![0.0_f64; basis.len()];
            for _ in 0..2 {
                for (q, r) in basis.iter().zip(&mut row) {
                    let along: f64 = q.iter().zip(&feature).map(|(x, y)| x * y).sum();
                    feature.iter_mut().zip(q).for_each(|(x, y)| *x -= along * y);
                    *r += along;
                }
            }
            let after = length(&feature);
            let rho = if after > 1e-9 * before { after } else { 0.0 };
            feature.iter_mut().for_each(|x| *x = if rho > 0.0 { *x / rho } else { 0.0 });
            basis.push(feature);
            row.push(rho);
            coefficients.push(row.into_iter().map(|r| r as f32).collect());
        }
        let directions = basis.into_iter().map(|q| q.into_iter().map(|x| x as f32).collect()).collect();
        Self { coefficients, directions }
    }
}
