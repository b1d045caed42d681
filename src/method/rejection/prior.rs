//! Plain draws from the prior: there is no training set, so every network is kept.

use super::batch::{Batch, TILE, function};
use super::plan::Plan;
use super::shallow::Shallow;
use super::sparse::Sparse;
use super::symmetry::Odd;
use super::table::Table;
use super::{DRAW_COST, chunk_len};
use crate::method::{Problem, Sampler};
use crate::random::{Domain, Stream};
use crate::sample::ChunkCounts;
use crate::simd::dispatch;
use crate::simd::{LANES, Level, Phi, Simd, apart, with_phi};

/// Draws from the prior of `problem`, whose training set is empty: see [`super::sampler`].
///
/// # Panics
/// If there is a training set.
pub fn prior(problem: &Problem, seed: u64) -> Box<dyn Sampler> {
    prior_from(problem, seed, Domain::Draws)
}

/// The same, for another purpose: with random numbers of its own, so that the draws of two networks with one seed are
/// independent.
///
/// # Panics
/// If there is a training set.
pub fn prior_from(problem: &Problem, seed: u64, domain: Domain) -> Box<dyn Sampler> {
    assert!(problem.task.training_size() == 0, "draws from the prior have no training set");
    Box::new(Prior::new(problem, seed, domain, Level::best()))
}

/// The same, as [`super::brief`].
#[cfg(feature = "atlas")]
pub(crate) fn brief_prior(level: Level, problem: &Problem, seed: u64, networks: u32) -> Box<dyn Sampler> {
    Box::new(Prior { networks, ..Prior::new(problem, seed, Domain::Draws, level) })
}

/// Draws networks and evaluates them at all points: several sets of eight, one by one, or eight at a time.
#[derive(Debug)]
struct Prior {
    seed: u64,
    domain: Domain,
    level: Level,
    plan: Plan,
    odd: Option<Odd>,
    shallow: Option<Shallow>,
    sparse: Option<Sparse>,
    batch: Batch,
    stream: Stream,
    table: Table,
    /// Networks a chunk, a multiple of eight, and how many of them have been drawn and counted.
    networks: u32,
    drawn: u32,
    chunk: u64,
}

impl Prior {
    fn new(problem: &Problem, seed: u64, domain: Domain, level: Level) -> Self {
        let plan = Plan::new(problem, &[]);
        let work = plan.parameter_count() * DRAW_COST + plan.points() * plan.multiply_adds();
        Self {
            seed,
            domain,
            level,
            odd: Odd::new(problem),
            networks: chunk_len(work as f64),
            shallow: Shallow::new(&plan),
            sparse: Sparse::if_faster(&plan),
            batch: Batch::new(&plan),
            stream: Stream::new(seed, domain, 0),
            table: Table::new(plan.points()),
            plan,
            drawn: 0,
            chunk: 0,
        }
    }

    /// Draws and evaluates until the work or the chunk is done.
    #[inline(always)]
    fn run<S: Simd, A: Phi>(&mut self, simd: S, phi: A, mut work: i64) -> bool {
        let draw_cost = self.plan.parameter_count() * DRAW_COST;
        let point_cost = self.plan.multiply_adds();
        let cost = draw_cost + point_cost * self.plan.points();
        while work > 0 && self.drawn < self.networks {
            let cost = if let Some(shallow) = &mut self.shallow {
                let networks = shallow.networks().min((self.networks - self.drawn) as usize);
                shallow.draw(simd, &self.plan, &mut self.stream, networks);
                for set in 0..networks / LANES {
                    let words = apart(
                        simd,
                        #[inline(always)]
                        || shallow.functions(simd, phi, set),
                    );
                    match self.odd {
                        None => self.table.count_all(&words),
                        Some(odd) => {
                            for lane in 0..LANES {
                                self.table.count(odd.complete(function(&words, lane)));
                            }
                        }
                    }
                }
                self.drawn += networks as u32;
                cost * networks
            } else if let Some(sparse) = &mut self.sparse {
                sparse.draw(simd, &self.plan, &mut self.stream);
                self.table.count(sparse.bits[0]);
                self.drawn += 1;
                cost
            } else if self.batch.done < self.plan.points() {
                apart(
                    simd,
                    #[inline(always)]
                    || self.batch.advance(simd, phi, &self.plan),
                );
                if self.batch.done == self.plan.points() {
                    for lane in 0..LANES {
                        let bits = self.batch.function(0, lane);
                        self.table.count(self.odd.map_or(bits, |odd| odd.complete(bits)));
                    }
                    self.drawn += LANES as u32;
                }
                point_cost * TILE * LANES
            } else {
                apart(
                    simd,
                    #[inline(always)]
                    || self.batch.draw(simd, &self.plan, &mut self.stream),
                );
                draw_cost * LANES
            };
            work -= cost as i64;
        }
        self.drawn == self.networks
    }
}

impl Sampler for Prior {
    fn chunk_len(&self) -> u32 {
        self.networks
    }

    fn begin(&mut self, chunk: u64) {
        self.stream = Stream::new(self.seed, self.domain, chunk);
        self.table.clear();
        self.chunk = chunk;
        self.batch.done = self.plan.points();
        self.drawn = 0;
    }

    fn advance(&mut self, work: u32) -> bool {
        let work = i64::from(work.max(1)) * 1000;
        with_phi!(self.plan.activation, phi => dispatch!(self.level, simd => self.run(simd, phi, work)))
    }

    fn take(&mut self) -> ChunkCounts {
        assert!(self.drawn == self.networks, "the chunk is not done");
        ChunkCounts::of_draws(self.chunk, self.plan.points(), u64::from(self.networks), self.table.drain())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::rejection::batch::tests::random_problem;
    use crate::network::Activation;
    use crate::task::Function;

    #[test]
    fn every_level_and_slice_gives_the_same_counts() {
        let mut settings = Stream::new(12, Domain::Draws, 0);
        for (activation, hidden) in
            [(Activation::Tanh, [57].as_slice()), (Activation::Relu, &[45, 45]), (Activation::Erf, &[6, 3])]
        {
            let mut problem = random_problem(&mut settings);
            problem.task.training = Function::new(0, problem.task.inputs.count());
            problem.architecture.hidden = hidden.into();
            problem.architecture.activation = activation;
            let counts = |level, work| {
                let mut sampler = Prior { networks: 400, ..Prior::new(&problem, 3, Domain::Draws, level) };
                sampler.begin(1);
                while !sampler.advance(work) {}
                sampler.take()
            };
            let whole = counts(Level::best(), u32::MAX);
            assert_eq!(whole.kept(), 400);
            for level in Level::available() {
                assert_eq!(counts(level, 1), whole, "{level:?} {problem:?}");
            }
        }
    }
}
