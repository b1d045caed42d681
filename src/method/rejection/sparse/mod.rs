//! Networks of rectifiers on the whole Boolean cube, one at a time, with a sparse second layer.
//!
//! Over the cube a first-layer pre-activation z keeps its sign at most inputs. So relu(z) = z + |z| where a unit that
//! is on at the centre of the cube is off, |z| where one that is off there is on, and otherwise plainly z or 0:
//! the units that are on at the centre make one affine map a second-layer unit, whose values at all inputs
//! are subset sums, and only the deviating pairs of unit and input are multiplied. Exact up to rounding.
//!
//! The weights of units that are off at all inputs are not even drawn: nothing depends on them.
//!
//! Rectifiers are homogeneous, so the weights of all layers but the first stay unscaled, and their scales
//! go into the first layer and the biases.

mod first;
mod later;
mod second;

use super::plan::Plan;
use crate::network::{Activation, Distribution};
use crate::random::Stream;
use crate::simd::{LANES, Simd, apart};
use first::First;
use second::{Sink, Work};

/// Second-layer units worked on together, at most: what stays in sixteen registers of four lanes.
const WIDEST: usize = 5 * LANES;

/// Weights from the first to the second layer up to which all of them are multiplied with all activations.
const MULTIPLIED_OUT: usize = 256;

/// Scratch of one network. Rows over the units of a layer are padded to whole vectors.
#[derive(Clone, Debug)]
pub(super) struct Sparse {
    /// By layer: what its weights and biases are multiplied with.
    scales: Vec<(f32, f32)>,
    /// Raw draws of the first layer: biases, then the weights input by input, one number a unit. All raw draws have
    /// some slack at the end, as vectors are loaded beyond what is needed.
    raw: Vec<f32>,
    first: First,
    /// Raw draws of the later layers: the second layer's weights from units that are on somewhere, row by row, its
    /// biases, then the other layers: biases, and weights input by input; of the last layer unit by unit, the bias
    /// and then the weights.
    later: Vec<f32>,
    /// By unit of the first layer: where its weights to the second begin.
    rows: [u32; 128],
    /// Of the second layer's affine part.
    affine: Vec<f32>,
    /// Activations of the layer before and the layer at work, at all inputs.
    layers: [Vec<f32>; 2],
    /// The weights of one unit of the last layer, padded with zeros.
    last: Vec<f32>,
    /// The outputs without their bias, in four parts a point.
    outputs: Vec<f32>,
    /// The labels of all inputs, by unit of the last layer.
    pub(super) bits: Vec<u128>,
}

/// Units, rounded up to whole vectors.
fn padded(units: usize) -> usize {
    units.next_multiple_of(LANES)
}

impl Sparse {
    /// `None` if the problem is none for this (see [`Sparse::new`]), or if the layers are so narrow that eight
    /// networks at a time are evaluated faster than one: the crossing was measured.
    pub(super) fn if_faster(plan: &Plan) -> Option<Self> {
        let [first, second] = plan.layers.first_chunk()?;
        let wide = first.shape.units * second.shape.units > MULTIPLIED_OUT;
        if wide { Self::new(plan) } else { None }
    }

    /// `None` if the problem is none for this: not rectifiers with at least two hidden layers on the whole cube,
    /// or with scales whose product leaves single precision.
    fn new(plan: &Plan) -> Option<Self> {
        let encoding = plan.cube?;
        if plan.activation != Activation::Relu || plan.layers.len() < 3 {
            return None;
        }
        let mut scales = Vec::new();
        let mut later = 1.0_f32;
        for (index, layer) in plan.layers.iter().enumerate().rev() {
            scales.push((if index == 0 { layer.weight * later } else { 1.0 }, layer.bias * later));
            later *= layer.weight;
            if !(1e-12..1e12).contains(&later) {
                return None;
            }
        }
        scales.reverse();
        let widths: Vec<usize> = plan.layers.iter().map(|layer| layer.shape.units).collect();
        let first = First::new(encoding, plan.dimension(), widths[0]);
        let points = 1 << first.dimension();
        let outputs = *widths.last()?;
        let stored = if widths.len() > 3 || outputs > 1 {
            widths[1..].iter().map(|&units| padded(units)).max()?
        } else {
            0
        };
        let own = plan.layers[0].shape.parameter_count();
        Some(Self {
            scales,
            raw: vec![0.0; own + LANES],
            later: vec![0.0; plan.parameter_count() - own + WIDEST],
            rows: [0; 128],
            affine: vec![0.0; second::scratch(first.dimension(), WIDEST)],
            layers: [vec![0.0; points * stored], vec![0.0; points * stored]],
            last: vec![0.0; padded(widths[widths.len() - 2]) + WIDEST],
            outputs: vec![0.0; 4 * points],
            first,
            bits: vec![0; outputs],
        })
    }

    /// Draws a new network and finds its function.
    #[inline(always)]
    pub(super) fn draw<S: Simd>(&mut self, simd: S, plan: &Plan, stream: &mut Stream) {
        apart(
            simd,
            #[inline(always)]
            || self.draw_here(simd, plan, stream),
        );
    }

    #[inline(always)]
    fn draw_here<S: Simd>(&mut self, simd: S, plan: &Plan, stream: &mut Stream) {
        let [first, second] = [plan.layers[0].shape, plan.layers[1].shape];
        let own = first.parameter_count();
        fill(simd, plan.distribution, stream, &mut self.raw[..own]);
        self.first.evaluate(simd, &self.raw, self.scales[0]);
        let mut used = 0;
        let mut on = self.first.on_somewhere();
        while on != 0 {
            self.rows[on.trailing_zeros() as usize] = (used * second.units) as u32;
            used += 1;
            on &= on - 1;
        }
        let unused = (first.units - used) * second.units;
        let count = plan.parameter_count() - own - unused;
        fill(simd, plan.distribution, stream, &mut self.later[..count]);
        self.evaluate(simd, plan, used * second.units);
    }

    /// Finds the functions of the parameters that are there; `weights` is the number of those of the second layer.
    #[inline(always)]
    fn evaluate<S: Simd>(&mut self, simd: S, plan: &Plan, weights: usize) {
        let last = plan.layers.len() - 1;
        let output = plan.layers[last].shape;
        let total = plan.parameter_count() - plan.layers[0].shape.parameter_count();
        let start = total - self.skipped(plan, weights) - output.parameter_count();
        self.last[..output.fan_in].copy_from_slice(&self.later[start + 1..][..output.fan_in]);
        self.second(simd, plan, weights);
        let mut raw = &self.later[weights + plan.layers[1].shape.units..];
        let [mut before, mut after] = self.layers.each_mut().map(Vec::as_mut_slice);
        for (layer, scale) in plan.layers[..last].iter().zip(&self.scales).skip(2) {
            later::dense(simd, layer.shape, scale.1, raw, before, after);
            raw = &raw[layer.shape.parameter_count()..];
            std::mem::swap(&mut before, &mut after);
        }
        let rows = self.later[start..].chunks_exact(output.fan_in + 1);
        for (bits, row) in self.bits.iter_mut().zip(rows) {
            if !sums_at_once(plan) {
                self.last[..output.fan_in].copy_from_slice(&row[1..]);
                later::output(simd, &self.last[..padded(output.fan_in)], before, &mut self.outputs);
            }
            let labels = later::labels(simd, &self.outputs, row[0] * self.scales[last].1, plan.threshold);
            *bits = labels & (u128::MAX >> (128 - plan.points()));
        }
    }

    /// How many of the second layer's weights were not drawn.
    fn skipped(&self, plan: &Plan, weights: usize) -> usize {
        plan.layers[1].shape.fan_in * plan.layers[1].shape.units - weights
    }

    /// The second layer's activations at all inputs, or, if the output comes next, its sums.
    #[inline(always)]
    fn second<S: Simd>(&mut self, simd: S, plan: &Plan, weights: usize) {
        let units = plan.layers[1].shape.units;
        // As many at a time as fit, and about equally many.
        let together = padded(units.div_ceil(units.div_ceil(WIDEST)));
        let at_once = sums_at_once(plan);
        if at_once {
            self.outputs.fill(0.0);
        }
        for start in (0..units).step_by(together) {
            let mut work = Work {
                first: &self.first,
                rows: &self.rows,
                weights: &self.later[start..],
                biases: (&self.later[weights + start..], self.scales[1].1),
                affine: &mut self.affine,
            };
            let sink = if at_once {
                Sink::Sum(&self.last[start..], &mut self.outputs)
            } else {
                Sink::Store(&mut self.layers[0][start..], padded(units))
            };
            macro_rules! run {
                ($vectors:literal) => {
                    apart(
                        simd,
                        #[inline(always)]
                        || work.run::<S, $vectors>(simd, sink),
                    )
                };
            }
            match (units - start).min(together).div_ceil(LANES) {
                1 => run!(1),
                2 => run!(2),
                3 => run!(3),
                4 => run!(4),
                _ => run!(5),
            }
        }
    }
}

/// Whether the output is summed as the second layer's activations come out: there is one, and it comes next.
fn sums_at_once(plan: &Plan) -> bool {
    plan.layers.len() == 3 && plan.layers[2].shape.units == 1
}

#[inline(always)]
fn fill<S: Simd>(simd: S, distribution: Distribution, stream: &mut Stream, out: &mut [f32]) {
    match distribution {
        Distribution::Gaussian => stream.fill_gaussian(simd, out),
        Distribution::Uniform => stream.fill_uniform(simd, out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::rejection::batch::tests::{forward_with_error, random_problem};
    use crate::method::rejection::plan::ScaledLayer;
    use crate::network::Parameters;
    use crate::random::Domain;
    use crate::simd::Level;
    use crate::simd::dispatch;
    use crate::task::Function;

    /// The parameters as the reference takes them; those that were not drawn are zero.
    fn parameters(plan: &Plan, sparse: &Sparse) -> Parameters {
        let mut parameters = Vec::new();
        let mut layer = |index: usize, biases: &[f32], weight: &dyn Fn(usize, usize) -> f32| {
            let ScaledLayer { shape, weight: scale, bias } = plan.layers[index];
            for unit in 0..shape.units {
                parameters.extend((0..shape.fan_in).map(|input| weight(input, unit) * scale));
            }
            parameters.extend(biases[..shape.units].iter().map(|raw| raw * bias));
        };
        let [first, second] = [plan.layers[0].shape, plan.layers[1].shape];
        layer(0, &sparse.raw, &|input, unit| sparse.raw[(1 + input) * first.units + unit]);
        let on = sparse.first.on_somewhere();
        let mut raw = &sparse.later[on.count_ones() as usize * second.units..];
        layer(1, raw, &|input, unit| match on >> input & 1 {
            0 => 0.0,
            _ => sparse.later[sparse.rows[input] as usize + unit],
        });
        raw = &raw[second.units..];
        for (index, later) in plan.layers.iter().enumerate().skip(2) {
            let units = later.shape.units;
            layer(index, raw, &|input, unit| raw[(1 + input) * units + unit]);
            raw = &raw[later.shape.parameter_count()..];
        }
        Parameters(parameters)
    }

    #[test]
    fn labels_are_those_of_the_reference_at_every_level() {
        let mut settings = Stream::new(4, Domain::Draws, 0);
        let (mut compared, mut close, mut problems) = (0_u32, 0_u32, 0);
        while problems < 60 {
            let mut problem = random_problem(&mut settings);
            problem.task.training = Function::new(0, problem.task.inputs.count());
            if settings.below(4) == 0 {
                problem.architecture.hidden.push(50 + settings.below(79) as usize);
            }
            let plan = Plan::new(&problem, &[]);
            let Some(mut sparse) = Sparse::new(&plan) else { continue };
            problems += 1;
            for network in 0..5 {
                let mut found = Vec::new();
                for level in Level::available() {
                    let mut stream = Stream::new(5, Domain::Draws, network);
                    dispatch!(level, simd => sparse.draw(simd, &plan, &mut stream));
                    found.push(sparse.bits[0]);
                }
                assert!(found.iter().all(|bits| *bits == found[0]), "{problem:?}");
                let parameters = parameters(&plan, &sparse);
                for point in 0..plan.points() {
                    let input = problem.task.inputs.point(point);
                    let (output, error) = forward_with_error(&problem.architecture, &parameters, input);
                    let threshold = f64::from(problem.threshold);
                    compared += 1;
                    // The detour over the affine part rounds numbers larger than the reference's by the
                    // pre-activations over the whole cube: at most 2 n + 2 times as large.
                    let error = error * (2.0 * plan.dimension() as f64 + 2.0);
                    if (output - threshold).abs() > error {
                        assert_eq!(found[0] >> point & 1 == 1, output > threshold, "{problem:?}");
                    } else {
                        close += 1;
                    }
                }
            }
        }
        println!("{close} of {compared} labels within rounding of the threshold");
        assert!(compared > 5000 && close < compared / 5);
    }
}
