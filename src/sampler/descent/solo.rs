//! One network in training, with a lane for each point of the pass.
//!
//! Where a gang has to go on as long as any of its networks needs it, a single one can leave out all units
//! that are dead at every point of the pass: about half of the work of wide rectified networks.

#![expect(clippy::needless_range_loop, reason = "tiles are indexed along two sides at once")]

use super::gang::{PASS, Place, places};
use super::optimiser::Stepper;
use super::product::{
    Block, Columns, Product, ScalarColumns, Scalars, add_products, cover, cover_from, load, store,
};
use super::run::{Lane, Prepared};
use super::slope::slopes;
use super::team::Team;
use super::{Descent, Loss, Optimiser};
use crate::network::{Activation, Architecture, Layer};
use crate::simd::prelude::*;
use crate::simd::{LANES, Simd, f32x8};
use fearless_simd::f32x4;
use std::ops::Range;

/// A layer: its parameters, and what it computed in a pass. Matrices of points have a row for each unit and
/// a lane for each point.
#[derive(Clone, Debug)]
struct Floor<const V: usize> {
    place: Place,
    /// Numbers in a row of parameters: the weights of a unit, its bias, zeros.
    width: usize,
    /// The parameters, a row for each unit.
    parameters: Vec<f32>,
    gradient: Vec<f32>,
    stepper: Stepper<1>,
    /// What comes in, transposed: a row of `width` numbers for each point, with a one where the bias stands.
    transposed: Vec<Block<V>>,
    /// Activations; of the last layer, outputs.
    values: Vec<Block<V>>,
    /// phi' at the pre-activations.
    slopes: Vec<Block<V>>,
    /// Derivatives of the loss with respect to the pre-activations.
    deltas: Vec<Block<V>>,
    /// All units from here on are dead at every point.
    alive: usize,
}

/// One network and its trainer, on vectors of V lanes.
#[derive(Clone, Debug)]
pub(super) struct Solo<S: Simd, const V: usize> {
    simd: S,
    activation: Activation,
    loss: Loss,
    /// lr, if the step is so simple that it is made as soon as the gradient of a row is known.
    plain: Option<f32>,
    /// Vectors of points in a pass.
    vectors: usize,
    /// The coordinates of the points, a row for each coordinate.
    inputs: Vec<Block<V>>,
    /// Their labels as -1 and +1.
    signs: Vec<Block<V>>,
    floors: Vec<Floor<V>>,
}

impl<S: Simd, const V: usize> Solo<S, V> {
    pub(super) fn new(simd: S, architecture: &Architecture, descent: &Descent) -> Self {
        let vectors = descent.batch.min(PASS).next_multiple_of(LANES) / V;
        let floor = |place: Place| {
            let Layer { fan_in, units } = place.layer;
            let width = (fan_in + 1).next_multiple_of(LANES);
            let matrix = vec![[0.0; V]; units.next_multiple_of(LANES) * vectors];
            let mut transposed = vec![[0.0; V]; PASS * width / V];
            for row in transposed.as_flattened_mut().chunks_exact_mut(width) {
                row[fan_in] = 1.0;
            }
            Floor {
                place,
                width,
                parameters: vec![0.0; units * width],
                gradient: vec![0.0; units * width],
                stepper: Stepper::new(descent.optimiser, descent.learning_rate, units * width),
                transposed,
                values: matrix.clone(),
                slopes: matrix.clone(),
                deltas: matrix,
                alive: units,
            }
        };
        Self {
            simd,
            activation: architecture.activation,
            loss: descent.loss,
            plain: (descent.optimiser == Optimiser::Sgd).then_some(descent.learning_rate),
            vectors,
            inputs: vec![[0.0; V]; architecture.inputs * vectors],
            signs: vec![[0.0; V]; vectors],
            floors: places(architecture).0.into_iter().map(floor).collect(),
        }
    }

    /// Computes the outputs at the points in the first `vectors` vectors of `inputs`.
    fn forward(&mut self, vectors: usize, transpose: bool) {
        for depth in 0..self.floors.len() {
            self.forward_floor(depth, vectors, transpose);
        }
    }

    fn forward_floor(&mut self, depth: usize, vectors: usize, transpose: bool) {
        let (simd, stride, activation) = (self.simd, self.vectors, self.activation);
        let (before, after) = self.floors.split_at_mut(depth);
        let (floor, above) = after.split_first_mut().expect("a layer at this depth");
        let Layer { fan_in, units } = floor.place.layer;
        let (input, alive) =
            before.last().map_or((&self.inputs, fan_in), |below| (&below.values, below.alive));
        simd.vectorize(
            #[inline(always)]
            || {
                let mut product = Outputs {
                    simd,
                    parameters: &floor.parameters,
                    input,
                    output: &mut floor.values,
                    rectify: !above.is_empty() && activation == Activation::Relu,
                    fan_in,
                    width: floor.width,
                    alive,
                    stride,
                };
                cover(&mut product, units, vectors);
                let Some(above) = above.first_mut() else { return };
                if activation == Activation::Relu {
                    let is_alive = |unit: &usize| {
                        let row = floor.values[unit * stride..][..vectors].as_flattened();
                        row.iter().fold(0, |bits, value| bits | value.to_bits()) != 0
                    };
                    floor.alive = (0..units).rev().find(is_alive).map_or(0, |unit| unit + 1);
                } else {
                    let end = units * stride;
                    let values = floor.values[..end].as_flattened_mut();
                    slopes(simd, activation, values, floor.slopes[..end].as_flattened_mut());
                }
                if transpose {
                    transpose_values(simd, floor, above, stride);
                }
            },
        );
    }

    /// Computes the gradient of the mean loss over the first `points` points, of a batch of `batch`, adds it to
    /// `gradient`, or begins it anew, and makes the step if this is the `last` pass.
    fn backward(&mut self, points: usize, batch: usize, anew: bool, last: bool) {
        let (simd, loss, share) = (self.simd, self.loss, 1.0 / batch as f32);
        let output = self.floors.last_mut().expect("a network has layers");
        simd.vectorize(
            #[inline(always)]
            || {
                let z = output.values[..self.vectors].as_flattened().chunks_exact(LANES);
                let signs = self.signs.as_flattened().chunks_exact(LANES);
                let deltas = output.deltas[..self.vectors].as_flattened_mut().chunks_exact_mut(LANES);
                for ((z, sign), delta) in z.zip(signs).zip(deltas) {
                    let (z, sign) = (f32x8::from_slice(simd, z), f32x8::from_slice(simd, sign));
                    (loss.slope(z, sign) * share).store_slice(delta);
                }
            },
        );
        for depth in (0..self.floors.len()).rev() {
            self.backward_floor(depth, points, anew, last);
        }
    }

    fn backward_floor(&mut self, depth: usize, points: usize, anew: bool, last: bool) {
        let (simd, relu) = (self.simd, self.activation == Activation::Relu);
        let (stride, plain) = (self.vectors, self.plain.filter(|_| anew && last));
        let (before, after) = self.floors.split_at_mut(depth);
        let floor = &mut after[0];
        let fan_in = floor.place.layer.fan_in;
        let (width, alive) = (floor.width, floor.alive);
        let below = before.last_mut();
        let alive_below = below.as_ref().map_or(fan_in, |below| below.alive);
        simd.vectorize(
            #[inline(always)]
            || {
                if let Some(below) = below {
                    let mut product = Deltas {
                        simd,
                        parameters: &floor.parameters,
                        deltas: &floor.deltas,
                        slopes: if relu { &below.values } else { &below.slopes },
                        relu,
                        output: &mut below.deltas,
                        width,
                        alive,
                        stride,
                    };
                    cover(&mut product, alive_below, points.div_ceil(V));
                }
                if anew && plain.is_none() {
                    floor.gradient.fill(0.0);
                }
                let mut product = Gradients {
                    simd,
                    deltas: floor.deltas.as_flattened(),
                    input: &floor.transposed,
                    gradient: &mut floor.gradient,
                    parameters: &mut floor.parameters,
                    step: plain,
                    anew,
                    width,
                    stride,
                    points,
                };
                // The weights of the inputs that are alive, and the bias.
                let (end, bias) = (alive_below.div_ceil(V), fan_in / V);
                cover_from(&mut product, alive, 0, end);
                cover_from(&mut product, alive, end.max(bias), bias + 1);
            },
        );
        if last && plain.is_none() {
            floor.stepper.step(simd, &mut floor.parameters, &floor.gradient);
        }
    }
}

/// Turns the values of `floor` into the rows of points that `above` needs.
#[inline(always)]
fn transpose_values<S: Simd, const V: usize>(simd: S, floor: &Floor<V>, above: &mut Floor<V>, stride: usize) {
    let (length, width) = (stride * V, above.width);
    let values = floor.values.as_flattened();
    let transposed = above.transposed.as_flattened_mut();
    let bias = above.place.layer.fan_in;
    // Whole vectors that the gradients will read: units that are alive, and those beside the bias. Rows
    // beyond the last unit are zero, as is what stands beyond the bias; the bias is put back.
    let end = floor.alive.next_multiple_of(V);
    let beside_bias = end.max(bias - bias % V)..bias;
    for unit in (0..end).step_by(4).chain(beside_bias.step_by(4)) {
        for point in (0..length).step_by(4) {
            let row = |k: usize| f32x4::<S>::from_slice(simd, &values[(unit + k) * length + point..][..4]);
            let (a, b, c, d) = (row(0), row(1), row(2), row(3));
            let (ac, bd) = (a.zip_low(c), b.zip_low(d));
            let (ac_high, bd_high) = (a.zip_high(c), b.zip_high(d));
            let columns =
                [ac.zip_low(bd), ac.zip_high(bd), ac_high.zip_low(bd_high), ac_high.zip_high(bd_high)];
            for (k, column) in columns.into_iter().enumerate() {
                column.store_slice(&mut transposed[(point + k) * width + unit..][..4]);
            }
        }
    }
    for row in transposed.chunks_exact_mut(width).take(length) {
        row[bias] = 1.0;
    }
}

impl<S: Simd, const V: usize> Team<1> for Solo<S, V> {
    fn load(&mut self, _: usize, parameters: &[f32]) {
        for floor in &mut self.floors {
            let Place { layer: Layer { fan_in, .. }, weights, biases } = floor.place;
            for (unit, row) in floor.parameters.chunks_exact_mut(floor.width).enumerate() {
                row[..fan_in].copy_from_slice(&parameters[weights + unit * fan_in..][..fan_in]);
                row[fan_in] = parameters[biases + unit];
            }
            floor.stepper.restart(0);
        }
    }

    fn unload(&self, _: usize, parameters: &mut [f32]) {
        for floor in &self.floors {
            let Place { layer: Layer { fan_in, .. }, weights, biases } = floor.place;
            for (unit, row) in floor.parameters.chunks_exact(floor.width).enumerate() {
                parameters[weights + unit * fan_in..][..fan_in].copy_from_slice(&row[..fan_in]);
                parameters[biases + unit] = row[fan_in];
            }
        }
    }

    fn finite(&self) -> [bool; 1] {
        // 0 times a number that is not finite is NaN, and stays so in every sum.
        let mut sums = [0.0_f32; LANES];
        for block in self.floors.iter().flat_map(|floor| floor.parameters.as_chunks::<LANES>().0) {
            for (sum, &number) in sums.iter_mut().zip(block) {
                *sum += number * 0.0;
            }
        }
        [sums == [0.0; LANES]]
    }

    fn train(&mut self, prepared: &Prepared, lanes: &[Lane; 1], pass: Range<usize>, batch: Range<usize>) {
        let points = pass.len();
        let width = self.floors[0].width;
        for (slot, &place) in lanes[0].order(pass.clone()).iter().enumerate() {
            let point = prepared.point(place);
            let row = &mut self.floors[0].transposed.as_flattened_mut()[slot * width..];
            row[..point.len()].copy_from_slice(point);
            self.put(slot, point);
            self.signs.as_flattened_mut()[slot] = prepared.sign(place);
        }
        self.forward(points.div_ceil(V), true);
        self.backward(points, batch.len(), pass.start == batch.start, pass.end == batch.end);
    }

    fn refute(&mut self, prepared: &Prepared, [lane]: &mut [Lane; 1]) -> usize {
        if !lane.is_candidate() {
            return 0;
        }
        let suspects = V.min(lane.suspects.len());
        for slot in 0..suspects {
            self.put(slot, prepared.point(lane.suspects[slot]));
        }
        self.forward(1, false);
        let outputs = &self.floors.last().expect("a network has layers").values[0];
        if let Some(rank) = (0..suspects).find(|&rank| prepared.is_wrong(lane.suspects[rank], outputs[rank]))
        {
            lane.refute(rank);
        }
        V
    }
}

impl<S: Simd, const V: usize> Solo<S, V> {
    /// Puts `point` into lane `slot` of the inputs.
    fn put(&mut self, slot: usize, point: &[f32]) {
        let inputs = self.inputs.as_flattened_mut().chunks_exact_mut(self.vectors * V);
        for (row, &coordinate) in inputs.zip(point) {
            row[slot] = coordinate;
        }
    }
}

/// z(u, p) = b(u) + sum over i of w(u, i) a(i, p), p a vector of points.
struct Outputs<'a, S, const V: usize> {
    simd: S,
    parameters: &'a [f32],
    input: &'a [Block<V>],
    output: &'a mut [Block<V>],
    /// Whether phi(z) is wanted, phi being the rectified linear unit.
    rectify: bool,
    fan_in: usize,
    width: usize,
    alive: usize,
    stride: usize,
}

impl<S: Simd, const V: usize> Product for Outputs<'_, S, V> {
    #[inline(always)]
    fn tile<const X: usize, const Y: usize>(&mut self, unit: usize, column: usize) {
        let weights = Scalars::<X>::of(self.parameters, unit, self.width, self.alive);
        let input = Columns::of(self.input, column, self.stride, self.alive);
        let bias = |x| self.parameters[(unit + x) * self.width + self.fan_in];
        let start: [[S::f32s; Y]; X] = std::array::from_fn(|x| [S::f32s::splat(self.simd, bias(x)); Y]);
        let sums = add_products(self.simd, start, weights, input);
        let zero = S::f32s::splat(self.simd, 0.0);
        for x in 0..X {
            let out: &mut [Block<V>; Y] =
                self.output[(unit + x) * self.stride + column..].first_chunk_mut().expect("a row of outputs");
            for y in 0..Y {
                let z = sums[x][y];
                let value = if self.rectify { z.simd_gt(0.0).select(z, zero) } else { z };
                store::<S, V>(value, &mut out[y]);
            }
        }
    }
}

/// dL/dz(i, p) of the layer below = phi'(z(i, p)) times the sum over u of w(u, i) dL/dz(u, p).
struct Deltas<'a, S, const V: usize> {
    simd: S,
    parameters: &'a [f32],
    deltas: &'a [Block<V>],
    /// phi' below; of rectified linear units phi itself, which is 0 where phi' is 0, and else phi' is 1.
    slopes: &'a [Block<V>],
    relu: bool,
    output: &'a mut [Block<V>],
    width: usize,
    alive: usize,
    stride: usize,
}

impl<S: Simd, const V: usize> Product for Deltas<'_, S, V> {
    #[inline(always)]
    fn tile<const X: usize, const Y: usize>(&mut self, input: usize, column: usize) {
        let weights = ScalarColumns::of(self.parameters, input, self.width, self.alive);
        let deltas = Columns::of(self.deltas, column, self.stride, self.alive);
        let start: [[S::f32s; Y]; X] = [[S::f32s::splat(self.simd, 0.0); Y]; X];
        let sums = add_products(self.simd, start, weights, deltas);
        let zero = S::f32s::splat(self.simd, 0.0);
        for x in 0..X {
            let place = (input + x) * self.stride + column;
            let slopes: &[Block<V>; Y] = self.slopes[place..].first_chunk().expect("a row of slopes");
            let out: &mut [Block<V>; Y] = self.output[place..].first_chunk_mut().expect("a row of deltas");
            for y in 0..Y {
                let slope: S::f32s = load(self.simd, &slopes[y]);
                let sum = sums[x][y];
                let delta = if self.relu { slope.simd_gt(0.0).select(sum, zero) } else { sum * slope };
                store::<S, V>(delta, &mut out[y]);
            }
        }
    }
}

/// dL/dw(u, i) = sum over p of dL/dz(u, p) a(i, p), i a vector of inputs; the bias is the weight of a one.
struct Gradients<'a, S, const V: usize> {
    simd: S,
    deltas: &'a [f32],
    input: &'a [Block<V>],
    gradient: &'a mut [f32],
    parameters: &'a mut [f32],
    /// If given, the step is made at once with this learning rate.
    step: Option<f32>,
    anew: bool,
    width: usize,
    stride: usize,
    points: usize,
}

impl<S: Simd, const V: usize> Product for Gradients<'_, S, V> {
    #[inline(always)]
    fn tile<const X: usize, const Y: usize>(&mut self, unit: usize, column: usize) {
        let deltas = Scalars::<X>::of(self.deltas, unit, self.stride * V, self.points);
        let input = Columns::of(self.input, column, self.width / V, self.points);
        let row = |x| ((unit + x) * self.width + column * V)..((unit + x) * self.width + (column + Y) * V);
        let mut start: [[S::f32s; Y]; X] = [[S::f32s::splat(self.simd, 0.0); Y]; X];
        if !self.anew {
            for x in 0..X {
                let gradient = self.gradient[row(x)].chunks_exact(V);
                start[x]
                    .iter_mut()
                    .zip(gradient)
                    .for_each(|(sum, g)| *sum = S::f32s::from_slice(self.simd, g));
            }
        }
        let sums = add_products(self.simd, start, deltas, input);
        for x in 0..X {
            if let Some(lr) = self.step {
                for (sum, theta) in sums[x].iter().zip(self.parameters[row(x)].chunks_exact_mut(V)) {
                    (S::f32s::from_slice(self.simd, theta) - *sum * lr).store_slice(theta);
                }
            } else {
                for (sum, g) in sums[x].iter().zip(self.gradient[row(x)].chunks_exact_mut(V)) {
                    sum.store_slice(g);
                }
            }
        }
    }
}
