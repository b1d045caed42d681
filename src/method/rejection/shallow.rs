//! Networks with at most one hidden layer on the whole Boolean cube, eight at a time, one a lane.
//!
//! Unit by unit, the pre-activations at all inputs are subset sums of the unit's weights, and go straight into the
//! sums of the output: nothing is stored between the layers. Eight inputs are worked on together, as many as
//! there are registers for.
//!
//! Scales that only stretch the output are left out: rectifiers are homogeneous and thresholds look at signs, so
//! the weights of both layers stay unscaled, and their scales go into the biases and the threshold.

use super::plan::Plan;
use crate::network::{Activation, Distribution};
use crate::random::Stream;
use crate::simd::prelude::*;
use crate::simd::{LANES, Phi, Simd, f32x8};
use crate::task::Encoding;

/// About as many random numbers are drawn at once.
const DRAWS: usize = 4096;

/// The number of 32-bit words that hold a function.
const WORDS: usize = 4;

/// Scratch of some sets of eight networks.
#[derive(Clone, Debug)]
pub(super) struct Shallow {
    encoding: Encoding,
    inputs: usize,
    units: usize,
    /// Whether there is a hidden layer.
    hidden: bool,
    /// What the first layer's weights and biases are multiplied with.
    first: (f32, f32),
    /// What the output's bias is multiplied with.
    bias: f32,
    threshold: f32,
    /// Set by set, unit by unit, the second layer's weight (if there is one), the bias, the weights; last, the
    /// output's bias (likewise).
    raw: Vec<[f32; LANES]>,
    /// Rows of one set.
    rows: usize,
    /// The units' pre-activations at the first of the inputs that are worked on together.
    starts: Vec<[f32; LANES]>,
}

impl Shallow {
    /// `None` if the problem is none for this: deeper, with training points, or with scales whose product leaves
    /// single precision.
    pub(super) fn new(plan: &Plan) -> Option<Self> {
        let encoding = plan.cube?;
        let (first, second) = match plan.layers[..] {
            [first] => (first, None),
            [first, second] => (first, Some(second)),
            _ => return None,
        };
        let outer = second.map_or(1.0, |layer| layer.weight);
        let homogeneous = second.is_none() || plan.activation == Activation::Relu;
        let inner = match (homogeneous, plan.activation) {
            (true, _) | (_, Activation::Sign) => 1.0,
            _ => first.weight,
        };
        let stretch = if homogeneous { first.weight * outer } else { outer };
        if ![first.weight, outer, stretch].iter().all(|scale| (1e-12..1e12).contains(scale)) {
            return None;
        }
        let rows = plan.parameter_count();
        let sets = (DRAWS / (rows * LANES)).max(1);
        Some(Self {
            encoding,
            inputs: plan.dimension(),
            units: first.shape.units,
            hidden: second.is_some(),
            first: (inner, first.bias / (first.weight / inner)),
            bias: second.map_or(0.0, |layer| layer.bias / stretch),
            threshold: plan.threshold / stretch,
            raw: vec![[0.0; LANES]; sets * rows],
            rows,
            starts: vec![[0.0; LANES]; first.shape.units],
        })
    }

    /// How many networks fit into one draw.
    pub(super) fn networks(&self) -> usize {
        self.raw.len() / self.rows * LANES
    }

    /// Draws new networks, a multiple of eight and at most [`Shallow::networks`].
    #[inline(always)]
    pub(super) fn draw<S: Simd>(&mut self, simd: S, plan: &Plan, stream: &mut Stream, networks: usize) {
        let raw = self.raw[..networks / LANES * self.rows].as_flattened_mut();
        match plan.distribution {
            Distribution::Gaussian => stream.fill_gaussian(simd, raw),
            Distribution::Uniform => stream.fill_uniform(simd, raw),
        }
    }

    /// The functions of set `set`: its eight networks' labels of inputs 0 to 31, of 32 to 63, and so on, as bits.
    #[inline(always)]
    pub(super) fn functions<S: Simd, A: Phi>(
        &mut self,
        simd: S,
        phi: A,
        set: usize,
    ) -> [[u32; LANES]; WORDS] {
        self.prepare(simd, set);
        let mut words = [[0; LANES]; WORDS];
        match self.inputs {
            1 => self.evaluate::<S, A, 1, 2>(simd, phi, set, &mut words),
            2 => self.evaluate::<S, A, 2, 4>(simd, phi, set, &mut words),
            _ => self.evaluate::<S, A, 3, 8>(simd, phi, set, &mut words),
        }
        words
    }

    /// From draws to what is added up: a unit's pre-activation at input 0, and its changes when a bit is set.
    #[inline(always)]
    fn prepare<S: Simd>(&mut self, simd: S, set: usize) {
        let (weight, bias) = self.first;
        let stride = self.inputs + 1 + usize::from(self.hidden);
        let rows = &mut self.raw[set * self.rows..][..self.units * stride];
        for row in rows.chunks_exact_mut(stride) {
            let (start, weights) = row[usize::from(self.hidden)..].split_first_mut().expect("a bias");
            let mut sum = f32x8::simd_from(simd, *start) * bias;
            if weight != 1.0 || self.encoding == Encoding::PlusMinus {
                for change in weights {
                    let mut scaled = f32x8::simd_from(simd, *change) * weight;
                    if self.encoding == Encoding::PlusMinus {
                        sum -= scaled;
                        scaled += scaled;
                    }
                    scaled.store_slice(change);
                }
            }
            sum.store_slice(start);
        }
    }

    /// Works on `TOGETHER` = 2^`LOW` inputs at a time, which differ in the lowest bits, from the last ones down.
    #[inline(always)]
    fn evaluate<S: Simd, A: Phi, const LOW: usize, const TOGETHER: usize>(
        &mut self,
        simd: S,
        phi: A,
        set: usize,
        words: &mut [[u32; LANES]; WORDS],
    ) {
        let zero = S::i32s::splat(simd, 0);
        let mut bits = [zero; LANES];
        for upper in (0..1_usize << (self.inputs - LOW)).rev() {
            self.start(simd, set, self.inputs - LOW, upper);
            for (part, bits) in (0..LANES / S::f32s::LEN).zip(&mut bits) {
                *bits = self.labels::<S, A, LOW, TOGETHER>(simd, phi, set, part, *bits);
                if upper % (32 / TOGETHER) == 0 {
                    let word = &mut words[upper * TOGETHER / 32][part * S::f32s::LEN..][..S::f32s::LEN];
                    bits.bitcast::<S::u32s>().store_slice(word);
                }
            }
        }
    }

    /// Adds up what the upper bits of an input contribute, unit by unit.
    #[inline(always)]
    fn start<S: Simd>(&mut self, simd: S, set: usize, count: usize, upper: usize) {
        let stride = self.inputs + 1 + usize::from(self.hidden);
        let rows = self.raw[set * self.rows..].chunks_exact(stride);
        for (start, row) in self.starts.iter_mut().zip(rows) {
            let row = &row[usize::from(self.hidden)..][..=count];
            let mut sum = f32x8::simd_from(simd, row[0]);
            let mut rest = upper;
            while rest != 0 {
                sum += f32x8::simd_from(simd, row[count - rest.trailing_zeros() as usize]);
                rest &= rest - 1;
            }
            sum.store_slice(start);
        }
    }

    /// Shifts the labels of the inputs that are worked on together into `bits`, the last one first.
    #[inline(always)]
    fn labels<S: Simd, A: Phi, const LOW: usize, const TOGETHER: usize>(
        &self,
        simd: S,
        phi: A,
        set: usize,
        part: usize,
        mut bits: S::i32s,
    ) -> S::i32s {
        let rows = &self.raw[set * self.rows..][..self.rows];
        let stride = self.inputs + 1 + usize::from(self.hidden);
        let mut outputs = [S::f32s::splat(simd, 0.0); TOGETHER];
        if self.hidden {
            outputs = [load(simd, &rows[self.rows - 1], part) * self.bias; TOGETHER];
            for (row, start) in rows.chunks_exact(stride).zip(&self.starts) {
                let outer = load(simd, &row[0], part);
                let z = pre_activations::<S, LOW, TOGETHER>(simd, row, start, part);
                for (output, z) in outputs.iter_mut().zip(z) {
                    let part: S::f32s = outer * phi.apply_native::<S>(z);
                    *output += part;
                }
            }
        } else {
            for (row, start) in rows.chunks_exact(stride).zip(&self.starts) {
                outputs = pre_activations::<S, LOW, TOGETHER>(simd, row, start, part);
            }
        }
        let threshold = S::f32s::splat(simd, self.threshold);
        for output in outputs.into_iter().rev() {
            bits = bits + bits - output.simd_gt(threshold).to_vector();
        }
        bits
    }
}

/// A unit's pre-activations at the inputs that are worked on together: subset sums of the last weights.
#[inline(always)]
fn pre_activations<S: Simd, const LOW: usize, const TOGETHER: usize>(
    simd: S,
    row: &[[f32; LANES]],
    start: &[f32; LANES],
    part: usize,
) -> [S::f32s; TOGETHER] {
    let low = row.last_chunk::<LOW>().expect("a weight for every bit");
    let mut z = [load(simd, start, part); TOGETHER];
    for bit in 0..LOW {
        let change = load(simd, &low[LOW - 1 - bit], part);
        for place in 0..1 << bit {
            z[place + (1 << bit)] = z[place] + change;
        }
    }
    z
}

/// The lanes of one part of a row.
#[inline(always)]
fn load<S: Simd>(simd: S, row: &[f32; LANES], part: usize) -> S::f32s {
    S::f32s::from_slice(simd, &row[part * S::f32s::LEN..][..S::f32s::LEN])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::Problem;
    use crate::method::rejection::batch::tests::{forward_with_error, random_problem};
    use crate::network::{Architecture, Parameters, forward};
    use crate::random::Domain;
    use crate::simd::dispatch;
    use crate::simd::{Erf, Level, Relu, Sign, Tanh};
    use crate::task::Function;

    /// A problem of random settings for networks with at most one hidden layer.
    fn shallow_problem(stream: &mut Stream) -> Problem {
        let mut problem = random_problem(stream);
        problem.task.training = Function::new(0, problem.task.inputs.count());
        problem.architecture.hidden.truncate(1);
        if stream.below(5) == 0 {
            problem.architecture.hidden = vec![50 + stream.below(79) as usize];
        }
        problem
    }

    /// The parameters of one lane of a set as the reference takes them, before they are prepared.
    fn parameters(plan: &Plan, shallow: &Shallow, set: usize, lane: usize) -> Parameters {
        let raw: Vec<f32> =
            shallow.raw[set * shallow.rows..][..shallow.rows].iter().map(|row| row[lane]).collect();
        let stride = shallow.inputs + 1 + usize::from(shallow.hidden);
        let (rows, last) = raw.split_at(shallow.units * stride);
        let first = plan.layers[0];
        let rows = || rows.chunks_exact(stride).map(|row| row.split_at(usize::from(shallow.hidden)));
        let weights = rows().flat_map(|(_, row)| row[1..].iter().map(|weight| weight * first.weight));
        let biases = rows().map(|(_, row)| row[0] * first.bias);
        let mut parameters: Vec<f32> = weights.chain(biases).collect();
        if let Some(second) = plan.layers.get(1) {
            parameters.extend(rows().map(|(outer, _)| outer[0] * second.weight));
            parameters.push(last[0] * second.bias);
        }
        Parameters(parameters)
    }

    fn functions(level: Level, activation: Activation, shallow: &mut Shallow, set: usize) -> [u128; LANES] {
        let words = dispatch!(level, simd => match activation {
            Activation::Relu => shallow.functions(simd, Relu, set),
            Activation::Tanh => shallow.functions(simd, Tanh, set),
            Activation::Erf => shallow.functions(simd, Erf, set),
            Activation::Sign => shallow.functions(simd, Sign, set),
        });
        std::array::from_fn(|lane| {
            (0..WORDS).fold(0, |bits, word| bits | u128::from(words[word][lane]) << (32 * word))
        })
    }

    fn check(architecture: &Architecture, parameters: &Parameters, problem: &Problem, found: u128) -> u32 {
        let mut close = 0;
        for point in 0..problem.task.inputs.count() {
            let input = problem.task.inputs.point(point);
            let (output, error) = forward_with_error(architecture, parameters, input);
            let plain = forward(architecture, parameters, input);
            assert!((output - plain).abs() <= 1e-6 * error, "{output} {plain}");
            // With inputs -1 and 1 the sums on the way are up to three times as large as the sum of magnitudes.
            let error = error * 4.0;
            let threshold = f64::from(problem.threshold);
            if (output - threshold).abs() > error {
                assert_eq!(found >> point & 1 == 1, output > threshold, "{problem:?}, {point}");
            } else {
                close += 1;
            }
        }
        close
    }

    #[test]
    fn labels_are_those_of_the_reference_at_every_level() {
        let mut settings = Stream::new(6, Domain::Draws, 0);
        let (mut compared, mut close) = (0_u32, 0_u32);
        for index in 0..150 {
            let problem = shallow_problem(&mut settings);
            let plan = Plan::new(&problem, &[]);
            let mut drawn = Shallow::new(&plan).expect("moderate scales");
            let networks = LANES * (1 + index as usize % 3).min(drawn.networks() / LANES);
            let mut stream = Stream::new(7, Domain::Draws, index);
            dispatch!(Level::best(), simd => drawn.draw(simd, &plan, &mut stream, networks));
            for set in 0..networks / LANES {
                let found: Vec<_> = Level::available()
                    .into_iter()
                    .map(|level| functions(level, plan.activation, &mut drawn.clone(), set))
                    .collect();
                assert!(found.iter().all(|other| *other == found[0]), "{problem:?}");
                for (lane, &found) in found[0].iter().enumerate() {
                    let parameters = parameters(&plan, &drawn, set, lane);
                    close += check(&problem.architecture, &parameters, &problem, found);
                    compared += problem.task.inputs.count() as u32;
                }
            }
        }
        // Outputs that are exactly 0 (no bias, dead units) count as close, and are labelled 0 by both.
        println!("{close} of {compared} labels within rounding of the threshold");
        assert!(compared > 50_000 && close < compared / 5);
    }

    #[test]
    fn deeper_networks_training_points_and_extreme_scales_are_left_to_others() {
        let mut settings = Stream::new(8, Domain::Draws, 0);
        let problem = shallow_problem(&mut settings);
        assert!(Shallow::new(&Plan::new(&problem, &[])).is_some());
        assert!(Shallow::new(&Plan::new(&problem, &[0])).is_none());
        let mut deep = problem.clone();
        deep.architecture.hidden = vec![3, 3];
        assert!(Shallow::new(&Plan::new(&deep, &[])).is_none());
        let mut extreme = problem;
        extreme.prior.sigma_w = 1e20;
        assert!(Shallow::new(&Plan::new(&extreme, &[])).is_none());
    }
}
