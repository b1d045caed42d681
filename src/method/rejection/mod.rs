//! Rejection sampling: draw from the prior, keep what fits. Without a training set: plain draws from the prior.
//!
//! [`sampler`] does both. They are also functions of their own: a build whose programs never draw without a training
//! set need not carry what only such draws use.

mod batch;
mod clustered;
mod function_space;
mod method;
mod order;
mod plan;
mod prior;
mod shallow;
mod sparse;
mod symmetry;
mod table;

use super::{Problem, Sampler};
use crate::network::{Activation, Distribution};
use crate::random::{Domain, Stream};
use crate::sample::ChunkCounts;
use crate::simd::dispatch;
use crate::simd::{LANES, Level, Phi, Simd, apart, with_phi};
#[cfg(test)]
pub(super) use batch::tests::random_problem;
pub(super) use batch::{Batch, TILE};
pub use clustered::{clustered, fitting_clusters};
use function_space::{FunctionSpace, Progress};
pub(super) use order::{Order, output_deviations};
pub(super) use plan::Plan;
#[cfg(feature = "atlas")]
pub(crate) use prior::brief_prior;
pub use prior::{prior, prior_from};
pub(super) use symmetry::{Odd, has_no_bias, has_odd_outputs};

/// Among the methods of a comparison.
pub(super) static METHOD: method::Dice = method::Dice;
use table::Table;

/// How networks are drawn. Both ways give the same distribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SamplingSpace {
    /// All weights are drawn, then the network is evaluated point by point.
    WeightSpace,
    /// The values at training points are drawn one after the other, and weights only for the networks that
    /// are right so far. Exact at any width.
    FunctionSpace,
}

/// How [`sampler`] draws the networks of `problem`: in function space where there is something to reject and the
/// prior is Gaussian.
pub fn sampling_space(problem: &Problem) -> SamplingSpace {
    let gaussian = problem.prior.distribution == Distribution::Gaussian;
    let rejects = problem.task.training_size() > 0;
    if gaussian && rejects && moderate(problem) {
        SamplingSpace::FunctionSpace
    } else {
        SamplingSpace::WeightSpace
    }
}

/// Whether the squares of features surely stay within single precision.
fn moderate(problem: &Problem) -> bool {
    let mut square = 1.0_f64;
    problem.architecture.layers().enumerate().all(|(index, layer)| {
        let (weight, bias) = (problem.prior.weight_std(layer), problem.prior.bias_std(layer));
        let bounded = index == 0 || problem.architecture.activation != Activation::Relu;
        if bounded {
            square = 1.0;
        }
        let features = weight * weight * layer.fan_in as f64 * square + bias * bias;
        square = features;
        (1e-12..1e12).contains(&features)
    })
}

/// The sampler of `problem`: the same seed gives the same counts, chunk by chunk, on every machine.
///
/// Label 1 is an output above the threshold; an output that is exactly the threshold, or not a number because
/// a sum overflowed, gives label 0.
pub fn sampler(problem: &Problem, seed: u64) -> Box<dyn Sampler> {
    if problem.task.training_size() == 0 { prior(problem, seed) } else { conditioned(problem, seed) }
}

/// The sampler of a problem with a training set: see [`sampler`].
///
/// # Panics
/// If there is no training point.
pub fn conditioned(problem: &Problem, seed: u64) -> Box<dyn Sampler> {
    assert!(problem.task.training_size() > 0, "without a training set there is nothing to reject");
    Box::new(Rejection::new(problem, seed, Level::best(), sampling_space(problem)))
}

/// The sampler of a problem with a training set, at one level of vectors, with `networks` a chunk, a multiple of eight,
/// instead of what fills some hundredths of a second: for a self-check.
pub(crate) fn brief(level: Level, problem: &Problem, seed: u64, networks: u32) -> Box<dyn Sampler> {
    Box::new(Rejection { networks, ..Rejection::new(problem, seed, level, sampling_space(problem)) })
}

/// What one random number costs, in multiply-adds.
const DRAW_COST: usize = 8;

/// The work of a chunk, in multiply-adds: a few hundredths of a second.
const CHUNK_WORK: f64 = 2e8;

/// The longest chunk, in networks.
const LONGEST_CHUNK: f64 = 1e6;

/// Draws networks, eight at a time, and evaluates them, training points first, until none of the eight is
/// right on all.
#[derive(Debug)]
struct Rejection {
    seed: u64,
    level: Level,
    plan: Plan,
    odd: Option<Odd>,
    function_space: Option<FunctionSpace>,
    /// Networks a chunk, a multiple of eight.
    networks: u32,
    batch: Batch,
    stream: Stream,
    table: Table,
    chunk: u64,
    /// Networks drawn, in weight space.
    drawn: u32,
    done: bool,
}

impl Rejection {
    fn new(problem: &Problem, seed: u64, level: Level, space: SamplingSpace) -> Self {
        let odd = Odd::new(problem);
        let folded = odd.map(|odd| odd.folded(problem));
        let problem = folded.as_ref().unwrap_or(problem);
        let order = Order::new(problem);
        let plan = Plan::new(problem, &order.points);
        let function_space =
            (space == SamplingSpace::FunctionSpace).then(|| FunctionSpace::new(&plan, &order));
        let work = if let Some(function_space) = &function_space {
            function_space.work_per_network(&plan, &order)
        } else {
            let points = plan.labels.len().min(2 * TILE);
            (plan.parameter_count() * DRAW_COST + points * plan.multiply_adds()) as f64
        };
        Self {
            seed,
            level,
            odd,
            networks: chunk_len(work),
            batch: Batch::new(&plan),
            stream: Stream::new(seed, Domain::Draws, 0),
            table: Table::new(plan.points()),
            function_space,
            plan,
            chunk: 0,
            drawn: 0,
            done: false,
        }
    }

    /// Draws and evaluates until the work or the chunk is done.
    #[inline(always)]
    fn run<S: Simd, A: Phi>(&mut self, simd: S, phi: A, mut work: i64) -> bool {
        let draw_cost = self.plan.parameter_count() * DRAW_COST * LANES;
        let tile_cost = self.plan.multiply_adds() * TILE * LANES;
        while work > 0 && !self.done {
            let cost = if self.batch.done < self.plan.points() && self.batch.alive != 0 {
                apart(
                    simd,
                    #[inline(always)]
                    || self.batch.advance(simd, phi, &self.plan),
                );
                if self.batch.done == self.plan.points() {
                    self.keep();
                }
                tile_cost
            } else if let Some(function_space) = &mut self.function_space {
                let (progress, cost) =
                    function_space.step(simd, phi, &self.plan, &mut self.stream, &mut self.batch);
                if progress == Progress::Ready && self.batch.done == self.plan.points() {
                    self.keep();
                }
                self.done = progress == Progress::Exhausted;
                cost
            } else if self.drawn == self.networks {
                self.done = true;
                0
            } else {
                self.drawn += LANES as u32;
                apart(
                    simd,
                    #[inline(always)]
                    || self.batch.draw(simd, &self.plan, &mut self.stream),
                );
                draw_cost
            };
            work -= cost as i64;
        }
        self.done
    }

    #[inline(always)]
    fn keep(&mut self) {
        for lane in (0..LANES).filter(|lane| self.batch.alive >> lane & 1 == 1) {
            let bits = self.batch.function(0, lane);
            match self.odd.map(|odd| (odd, odd.complete(bits))) {
                None => self.table.count(bits),
                Some((odd, bits)) if odd.fits(bits) => self.table.count(bits),
                Some(_) => {}
            }
        }
    }
}

/// The length of a chunk, in networks, if one network takes `work` multiply-adds.
fn chunk_len(work: f64) -> u32 {
    ((CHUNK_WORK / work).min(LONGEST_CHUNK) as u32 / LANES as u32).max(1) * LANES as u32
}

impl Sampler for Rejection {
    fn chunk_len(&self) -> u32 {
        self.networks
    }

    fn begin(&mut self, chunk: u64) {
        self.stream = Stream::new(self.seed, Domain::Draws, chunk);
        self.table.clear();
        self.chunk = chunk;
        self.batch.alive = 0;
        self.drawn = 0;
        self.done = false;
        let networks = u64::from(self.chunk_len());
        if let Some(function_space) = &mut self.function_space {
            let stream = &mut self.stream;
            dispatch!(self.level, simd => function_space.begin(simd, networks, stream));
        }
    }

    fn advance(&mut self, work: u32) -> bool {
        let work = i64::from(work.max(1)) * 1000;
        with_phi!(self.plan.activation, phi => dispatch!(self.level, simd => self.run(simd, phi, work)))
    }

    fn take(&mut self) -> ChunkCounts {
        assert!(self.done, "the chunk is not done");
        ChunkCounts::of_draws(self.chunk, self.plan.points(), u64::from(self.networks), self.table.drain())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{Architecture, BiasScale, Prior, WeightScale};
    use crate::task::Function;
    use crate::task::{Encoding, Inputs, Task};
    use std::collections::BTreeMap;

    /// The functions kept among about so many draws, and how many draws there were.
    fn draw(problem: &Problem, space: SamplingSpace, tried: u64) -> (BTreeMap<Function, u64>, u64) {
        let mut sampler = Rejection::new(problem, 77, Level::best(), space);
        let mut counts = BTreeMap::new();
        let chunks = tried.div_ceil(u64::from(sampler.chunk_len()));
        for chunk in 0..chunks {
            sampler.begin(chunk);
            while !sampler.advance(u32::MAX) {}
            for (function, count) in sampler.take().counts {
                *counts.entry(function).or_insert(0) += u64::from(count);
            }
        }
        (counts, chunks * u64::from(sampler.chunk_len()))
    }

    /// Wilson and Hilferty's normal variable of the two-sample chi-square statistic; functions seen fewer than 20
    /// times together are one cell.
    fn chi_square(a: &BTreeMap<Function, u64>, b: &BTreeMap<Function, u64>) -> f64 {
        let of = |counts: &BTreeMap<Function, u64>, function: &Function| {
            counts.get(function).copied().unwrap_or(0)
        };
        let mut cells = vec![(0.0, 0.0)];
        let both: BTreeMap<Function, ()> = a.keys().chain(b.keys()).map(|&function| (function, ())).collect();
        for function in both.keys() {
            let (x, y) = (of(a, function), of(b, function));
            if x + y < 20 {
                cells[0].0 += x as f64;
                cells[0].1 += y as f64;
            } else {
                cells.push((x as f64, y as f64));
            }
        }
        cells.retain(|&(x, y)| x + y >= 20.0);
        let (n, m) = cells.iter().fold((0.0, 0.0), |(n, m), &(x, y)| (n + x, m + y));
        let ratio = (m / n).sqrt();
        let statistic: f64 = cells.iter().map(|&(x, y)| (x * ratio - y / ratio).powi(2) / (x + y)).sum();
        if cells.len() < 2 {
            return 0.0;
        }
        let k = (cells.len() - 1) as f64;
        ((statistic / k).cbrt() - (1.0 - 2.0 / (9.0 * k))) / (2.0 / (9.0 * k)).sqrt()
    }

    struct Case {
        n: usize,
        hidden: &'static [usize],
        activation: Activation,
        encoding: Encoding,
        sigma_b: f64,
        threshold: f32,
        /// Inputs and their labels.
        training: &'static [(usize, bool)],
    }

    #[test]
    fn both_ways_keep_the_same_functions_equally_often() {
        use Activation::{Erf, Relu, Sign, Tanh};
        use Encoding::{PlusMinus, ZeroOne};
        const ALL_ZERO: &[(usize, bool)] = &[(0, false), (3, false), (5, false)];
        const MIXED: &[(usize, bool)] = &[(0, false), (1, true), (6, true), (7, false)];
        const TILTED: &[(usize, bool)] = &[(1, false), (2, true), (3, true), (5, false), (7, true)];
        let case = |n, hidden, activation, encoding, sigma_b, threshold, training| Case {
            n,
            hidden,
            activation,
            encoding,
            sigma_b,
            threshold,
            training,
        };
        let cases = [
            // Deep; narrow, where all units may be dead; no bias with input 0; a perceptron with more points than
            // dimensions; threshold 1/2, where the first label is no coin; one point only.
            case(3, &[6; 8], Tanh, PlusMinus, 0.5, 0.0, TILTED),
            case(3, &[3], Relu, ZeroOne, 0.0, 0.0, ALL_ZERO),
            case(3, &[3, 3, 3], Relu, ZeroOne, 0.0, 0.0, &[(1, true), (2, false)]),
            case(3, &[3, 2], Relu, PlusMinus, 0.0, 0.0, &[(1, true), (2, true), (4, false)]),
            case(3, &[], Relu, ZeroOne, 1.0, 0.0, &[(0, false), (1, false), (3, true), (5, true), (7, true)]),
            case(3, &[], Relu, PlusMinus, 0.0, 0.0, TILTED),
            case(3, &[7, 5], Relu, ZeroOne, 1.0, 0.5, MIXED),
            case(3, &[5], Relu, ZeroOne, 0.0, 0.5, ALL_ZERO),
            case(3, &[4, 4], Erf, ZeroOne, 0.2, 0.0, MIXED),
            case(3, &[5, 3], Tanh, ZeroOne, 0.0, 0.0, TILTED),
            case(3, &[6, 5], Sign, PlusMinus, 0.3, 0.0, TILTED),
            case(3, &[5], Sign, ZeroOne, 0.0, 0.0, ALL_ZERO),
            case(4, &[9, 11], Relu, ZeroOne, 1.0, 0.0, &[(9, true)]),
            case(
                4,
                &[17],
                Relu,
                PlusMinus,
                0.1,
                0.0,
                &[(0, true), (3, true), (5, false), (9, true), (14, false)],
            ),
        ];
        for (index, case) in cases.iter().enumerate() {
            let inputs = Inputs::boolean(case.n, case.encoding);
            let count = inputs.count();
            let bits = |wanted: &dyn Fn(bool) -> bool| {
                let marked = case.training.iter().filter(|(_, label)| wanted(*label));
                Function::new(marked.fold(0, |bits, (point, _)| bits | 1 << point), count)
            };
            let problem = Problem {
                task: Task { inputs, target: bits(&|label| label), training: bits(&|_| true) },
                architecture: Architecture {
                    inputs: case.n,
                    hidden: case.hidden.into(),
                    activation: case.activation,
                },
                prior: Prior {
                    distribution: Distribution::Gaussian,
                    sigma_w: 1.3,
                    sigma_b: case.sigma_b,
                    weight_scale: WeightScale::FanIn,
                    bias_scale: BiasScale::Fixed,
                },
                threshold: case.threshold,
            };
            assert_eq!(sampling_space(&problem), SamplingSpace::FunctionSpace);
            let (a, tried_a) = draw(&problem, SamplingSpace::FunctionSpace, 400_000);
            let (b, tried_b) = draw(&problem, SamplingSpace::WeightSpace, 400_000);
            let (kept_a, kept_b) = (a.values().sum::<u64>() as f64, b.values().sum::<u64>() as f64);
            let pooled = (kept_a + kept_b) / (tried_a + tried_b) as f64;
            let variance = pooled * (1.0 - pooled) * (1.0 / tried_a as f64 + 1.0 / tried_b as f64);
            let z = (kept_a / tried_a as f64 - kept_b / tried_b as f64) / variance.sqrt().max(1e-300);
            assert!(kept_a > 100.0 && kept_b > 100.0, "case {index}: {kept_a}, {kept_b}");
            // 28 comparisons: beyond 5.3 in any has probability 3e-6.
            assert!(z.abs() < 5.3, "case {index}: P(S), z = {z}");
            let z = chi_square(&a, &b);
            assert!(z < 5.3, "case {index}: functions, z = {z}");
        }
    }

    #[test]
    fn every_level_counts_the_same_both_ways() {
        let mut settings = Stream::new(12, Domain::Draws, 0);
        let problem = |hidden: &[usize], activation, training: u128, settings: &mut Stream| {
            let mut problem = random_problem(settings);
            problem.task.training = Function::new(training, problem.task.inputs.count());
            problem.architecture.hidden = hidden.into();
            problem.architecture.activation = activation;
            problem.prior.distribution = Distribution::Gaussian;
            problem
        };
        let cases = [
            (problem(&[23, 13], Activation::Relu, 0b1101, &mut settings), SamplingSpace::FunctionSpace),
            (problem(&[23, 13], Activation::Relu, 0b1101, &mut settings), SamplingSpace::WeightSpace),
            (problem(&[57], Activation::Erf, 0b11, &mut settings), SamplingSpace::FunctionSpace),
            (problem(&[57], Activation::Tanh, 0b10, &mut settings), SamplingSpace::WeightSpace),
        ];
        for (problem, space) in cases {
            let found = Level::available().into_iter().map(|level| {
                let mut sampler = Rejection::new(&problem, 3, level, space);
                sampler.begin(1);
                while !sampler.advance(u32::MAX) {}
                sampler.take()
            });
            let found: Vec<ChunkCounts> = found.collect();
            assert!(found.iter().all(|delta| *delta == found[0]), "{problem:?}");
        }
    }
}
