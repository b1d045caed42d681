//! Chunks of hidden draws.

use super::conditions::{Conditions, Found, PARTICLES};
use crate::method::rejection::{Batch, Odd, Order, Plan, TILE};
use crate::method::{Problem, Sampler};
use crate::random::{Domain, Stream};
use crate::sample::{ChunkClusters, ChunkCounts, Merge, MethodId};
use crate::simd::{LANES, Level, Phi, Simd, apart, dispatch, with_phi};
use crate::task::{Function, Task};

/// What one random number costs, in multiply-adds.
const DRAW_COST: usize = 8;
/// What one in double precision costs, one at a time.
const DOUBLE_COST: usize = 4;
/// What one interval of a normal variable costs: its probability and a point in it.
const INTERVAL_COST: usize = 500;
/// The work of a chunk, in multiply-adds: a few hundredths of a second.
const CHUNK_WORK: usize = 100_000_000;
/// The longest chunk, in groups of eight hidden draws.
const LONGEST_CHUNK: usize = 256;

/// Clusters of last layers given features: see the module.
///
/// Networks are those of rejection in single precision: a last layer counts with the function that its network computes, if that fits. Where
/// rounding has led it outside, which takes an output within a few millionths of the threshold, it is counted as such and gives nothing.
#[derive(Debug)]
pub struct Features {
    seed: u64,
    level: Level,
    plan: Plan,
    odd: Option<Odd>,
    task: Task,
    batch: Batch,
    stream: Stream,
    conditions: Vec<Conditions>,
    /// For each of the eight hidden draws the logarithms of its last layers' weights; none if it cannot fit.
    ln_weights: Vec<Vec<f64>>,
    /// The last layers of one hidden draw.
    last_layers: Vec<f64>,
    count: usize,
    found: ChunkClusters,
    /// Last layers whose networks were looked at, and those of them that rounding led outside.
    looked_at: [u64; 2],
    /// Of the eight hidden draws at work those that are done; eight if none is at work.
    lane: usize,
    /// Hidden draws of a chunk, a multiple of eight, and how many are done.
    hidden_draws: u32,
    done: u32,
}

impl Features {
    /// Of the training set of `problem`, with `count` last layers on every hidden draw and the streams of `seed`.
    ///
    /// # Panics
    /// If the prior is not Gaussian, or `count` is 0.
    pub fn new(problem: &Problem, seed: u64, count: u32) -> Self {
        Self::at_level(problem, seed, count, Level::best())
    }

    /// The same at one level of vectors.
    ///
    /// # Panics
    /// See [`Features::new`].
    pub fn at_level(problem: &Problem, seed: u64, count: u32, level: Level) -> Self {
        assert!(problem.prior.distribution == crate::network::Distribution::Gaussian, "a Gaussian prior");
        assert!(count > 0, "at least one last layer on every hidden draw");
        let odd = Odd::new(problem);
        let folded = odd.map(|odd| odd.folded(problem));
        let evaluated = folded.as_ref().unwrap_or(problem);
        let points = Order::new(evaluated).points;
        let count = count as usize;
        let plan = Plan::new(evaluated, &points).with_last_layers(count);
        let columns = plan.last_fan_in() + 1;
        let inputs = problem.task.inputs.count();
        let mut own = Self {
            seed,
            level,
            odd,
            task: problem.task.clone(),
            batch: Batch::new(&plan),
            stream: Stream::new(seed, Domain::Method(MethodId::FEATURES.number()), 0),
            conditions: (0..LANES).map(|_| Conditions::new(columns)).collect(),
            ln_weights: vec![Vec::new(); LANES],
            last_layers: vec![0.0; count * columns],
            count,
            found: ChunkClusters::new(MethodId::FEATURES.number(), 0, inputs),
            looked_at: [0; 2],
            lane: LANES,
            hidden_draws: 0,
            done: 0,
            plan,
        };
        let eight = own.batch_cost() + LANES * own.lane_cost();
        own.hidden_draws = (CHUNK_WORK / eight).clamp(1, LONGEST_CHUNK) as u32 * LANES as u32;
        own
    }

    /// Multiply-adds of eight hidden draws, at training points and then everywhere.
    fn batch_cost(&self) -> usize {
        let points = self.plan.labels.len() + self.plan.points();
        LANES * (self.plan.parameter_count() * DRAW_COST + points * self.plan.multiply_adds())
    }

    /// Of the last layers of one of them: covariance, factor, draws.
    fn lane_cost(&self) -> usize {
        let (points, columns) = (self.plan.labels.len(), self.plan.last_fan_in() + 1);
        let once = points * points * columns / 2 + points * points * (points / 6 + 10);
        if points > columns {
            // Three products a condition met so far, for every move of every particle.
            let moves = PARTICLES.max(self.count) * points * points / 2;
            return DOUBLE_COST * (once + moves * 3 * columns);
        }
        let each = points * (points + 2 * columns);
        DOUBLE_COST * (once + self.count * each) + self.count * points * INTERVAL_COST
    }

    #[inline(always)]
    fn run<S: Simd, A: Phi>(&mut self, simd: S, phi: A, mut work: i64) -> bool {
        while work > 0 && self.done < self.hidden_draws {
            if self.lane == LANES {
                self.batch.draw(simd, &self.plan, &mut self.stream);
                self.read_features(simd, phi);
                self.lane = 0;
                work -= (self.batch_cost() / 2) as i64;
            }
            self.give_last_layers(self.lane);
            self.lane += 1;
            work -= self.lane_cost() as i64;
            if self.lane == LANES {
                self.look(simd, phi);
                self.done += LANES as u32;
                work -= (self.batch_cost() / 2) as i64;
            }
        }
        self.done == self.hidden_draws
    }

    /// The conditions of eight hidden draws.
    #[inline(always)]
    fn read_features<S: Simd, A: Phi>(&mut self, simd: S, phi: A) {
        let columns = self.plan.last_fan_in() + 1;
        let threshold = f64::from(self.plan.threshold);
        let mut features = vec![0.0; columns];
        features[0] = self.plan.last_bias();
        self.conditions.iter_mut().for_each(Conditions::clear);
        let points = self.plan.labels.len();
        for start in (0..points).step_by(TILE) {
            if self.plan.last_layer() > 0 {
                apart(
                    simd,
                    #[inline(always)]
                    || _ = self.batch.outputs(simd, phi, &self.plan, start),
                );
            }
            for place in start..(start + TILE).min(points) {
                let label = self.plan.labels[place];
                for (lane, conditions) in self.conditions.iter_mut().enumerate() {
                    if self.plan.last_layer() > 0 {
                        let units = self.batch.last_inputs(&self.plan).chunks_exact(TILE * LANES);
                        for (feature, unit) in features[1..].iter_mut().zip(units) {
                            *feature = f64::from(unit[(place - start) * LANES + lane]);
                        }
                    } else {
                        let inputs = self.plan.scaled_input(place);
                        features[1..].iter_mut().zip(inputs).for_each(|(feature, input)| *feature = input);
                    }
                    conditions.push(&features, label, threshold);
                }
            }
        }
    }

    /// Moves the last layers of one hidden draw to where they fit.
    fn give_last_layers(&mut self, lane: usize) {
        let conditions = &self.conditions[lane];
        let ln_weights = &mut self.ln_weights[lane];
        ln_weights.clear();
        if !conditions.are_finite() {
            return;
        }
        let last = self.plan.last_layer();
        let raw = self.batch.layer_mut(&self.plan, last);
        for (weight, lanes) in self.last_layers.iter_mut().zip(raw.chunks_exact(LANES)) {
            *weight = f64::from(lanes[lane]);
        }
        match conditions.meet(&mut self.last_layers, ln_weights, &mut self.stream) {
            Found::Weighed => {
                for (weight, lanes) in self.last_layers.iter().zip(raw.chunks_exact_mut(LANES)) {
                    lanes[lane] = *weight as f32;
                }
            }
            Found::Nothing => ln_weights.clear(),
        }
    }

    /// The functions of eight hidden draws with their last layers.
    #[inline(always)]
    fn look<S: Simd, A: Phi>(&mut self, simd: S, phi: A) {
        if self.ln_weights.iter().any(|weights| !weights.is_empty()) {
            self.batch.start();
            while self.batch.done < self.plan.points() {
                apart(
                    simd,
                    #[inline(always)]
                    || self.batch.advance(simd, phi, &self.plan),
                );
            }
        }
        for lane in 0..LANES {
            self.count_lane(lane);
        }
    }

    fn count_lane(&mut self, lane: usize) {
        let draws = self.count as u64;
        if !self.conditions[lane].are_finite() {
            self.found.push_failed(draws);
            return;
        }
        let ln_weights = &self.ln_weights[lane];
        let most = ln_weights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mut shares = Vec::with_capacity(ln_weights.len());
        for (output, &ln_weight) in ln_weights.iter().enumerate() {
            // What is so far below another one of its kind gives nothing that a sum would show.
            if ln_weight < most - 60.0 || ln_weight == f64::NEG_INFINITY {
                continue;
            }
            let bits = self.batch.function(output, lane);
            let bits = self.odd.map_or(bits, |odd| odd.complete(bits));
            let function = Function::new(bits, self.plan.points());
            self.looked_at[0] += 1;
            if self.task.fits(function) {
                shares.push((function, libm::exp(ln_weight - most) / self.count as f64));
            } else {
                self.looked_at[1] += 1;
            }
        }
        self.found.push(draws, most, shares);
    }
}

impl Sampler for Features {
    fn chunk_len(&self) -> u32 {
        self.hidden_draws
    }

    fn begin(&mut self, chunk: u64) {
        self.stream = Stream::new(self.seed, Domain::Method(MethodId::FEATURES.number()), chunk);
        self.found = ChunkClusters::new(MethodId::FEATURES.number(), chunk, self.plan.points());
        self.looked_at = [0; 2];
        self.lane = LANES;
        self.done = 0;
    }

    fn advance(&mut self, work: u32) -> bool {
        let work = i64::from(work.max(1)) * 1000;
        with_phi!(self.plan.activation, phi => dispatch!(self.level, simd => self.run(simd, phi, work)))
    }

    fn take(&mut self) -> ChunkCounts {
        assert!(self.done == self.hidden_draws, "the chunk is not done");
        let mut found = self.found.clone();
        found.report(Merge::Sum, self.looked_at.map(|number| number as f64).into());
        ChunkCounts::of_clusters(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::rejection::random_problem;
    use crate::network::Distribution;

    #[test]
    fn every_level_and_slice_gives_the_same() {
        let mut settings = Stream::new(83, Domain::Draws, 0);
        for _ in 0..12 {
            let mut problem = random_problem(&mut settings);
            problem.prior.distribution = Distribution::Gaussian;
            let few = settings.next_u32() & settings.next_u32();
            problem.task.training = Function::new(
                u128::from(few) & problem.task.training.bits() | 1,
                problem.task.inputs.count(),
            );
            let run = |level, work, before: u32| {
                let mut sampler = Features::at_level(&problem, 3, 3, level);
                sampler.hidden_draws = 32;
                sampler.begin(7);
                (0..before).for_each(|_| _ = sampler.advance(1));
                sampler.begin(2);
                while !sampler.advance(work) {}
                sampler.take()
            };
            let whole = run(Level::best(), u32::MAX, 0);
            assert_eq!(whole.tried, 32);
            for level in Level::available() {
                // Also after another chunk that was left unfinished.
                assert_eq!(run(level, 1, 3), whole, "{level:?} {problem:?}");
            }
        }
    }
}
