//! Chunks of draws.

use super::kernel::{NoLimit, limit};
use super::law::{Beside, Law};
use crate::method::{Problem, Sampler};
use crate::random::{Domain, Stream};
use crate::sample::{ChunkClusters, ChunkCounts, MOST_LN_WEIGHT, Merge, MethodId};

/// What one interval of a normal variable costs, in multiply-adds: its probability and a point in it.
const INTERVAL_COST: usize = 500;
/// What one multiply-add in double precision costs, one at a time.
const DOUBLE_COST: usize = 4;
/// The work of a chunk, in multiply-adds: a few hundredths of a second.
const CHUNK_WORK: usize = 100_000_000;
/// The longest chunk, in draws.
const LONGEST_CHUNK: usize = 2_048;

/// Functions of infinitely wide networks that fit the training set, each drawn by minimax tilting with its weight, whose mean is P(S).
///
/// The law of their outputs is normal: nothing depends on the widths of the hidden layers. A draw is a cluster of its own.
#[derive(Debug)]
pub struct WideNetworks {
    problem: Problem,
    seed: u64,
    draws: u32,
    /// Made when it is first needed: none if the labels of the training set never occur.
    law: Option<Option<(Law, Beside)>>,
    z: Vec<f64>,
    stream: Stream,
    found: ChunkClusters,
    done: u32,
}

impl WideNetworks {
    /// Of the training set of `problem`, with the streams of `seed`.
    ///
    /// # Errors
    /// If there is no limit of infinite width that is known here.
    pub fn new(problem: &Problem, seed: u64) -> Result<Self, NoLimit> {
        limit(problem)?;
        let (points, trained) = (problem.task.inputs.count(), problem.task.training_size());
        let work = DOUBLE_COST * points * points / 2 + INTERVAL_COST * trained;
        Ok(Self {
            problem: problem.clone(),
            seed,
            draws: (CHUNK_WORK / work).clamp(1, LONGEST_CHUNK) as u32,
            law: None,
            z: Vec::new(),
            stream: Stream::new(seed, Domain::Method(MethodId::INFINITE.number()), 0),
            found: ChunkClusters::new(MethodId::INFINITE.number(), 0, points),
            done: 0,
        })
    }

    fn draw(&mut self) {
        let drawn = match &self.law {
            Some(Some((law, _))) => law.draw(&mut self.z, &mut self.stream),
            _ => None,
        };
        match drawn {
            Some((function, ln_weight)) if ln_weight >= -MOST_LN_WEIGHT => {
                self.found.push(1, ln_weight, [(function, 1.0)]);
            }
            _ => self.found.push(1, f64::NEG_INFINITY, []),
        }
        self.done += 1;
    }
}

impl Sampler for WideNetworks {
    fn chunk_len(&self) -> u32 {
        self.draws
    }

    fn begin(&mut self, chunk: u64) {
        self.stream = Stream::new(self.seed, Domain::Method(MethodId::INFINITE.number()), chunk);
        self.found = ChunkClusters::new(MethodId::INFINITE.number(), chunk, self.problem.task.inputs.count());
        self.done = 0;
    }

    fn advance(&mut self, work: u32) -> bool {
        let mut work = i64::from(work.max(1)) * 1000;
        if self.law.is_none() {
            let law = Law::new(&self.problem).expect("a limit, as was seen before");
            let variables = law.as_ref().map_or(0, |(law, _)| law.variables().iter().sum());
            self.z = vec![0.0; variables];
            self.law = Some(law);
        }
        let cost = match &self.law {
            Some(Some((law, _))) => DOUBLE_COST * law.work() + INTERVAL_COST * law.variables()[0],
            _ => 1,
        };
        while work > 0 && self.done < self.draws {
            self.draw();
            work -= cost as i64;
        }
        self.done == self.draws
    }

    fn take(&mut self) -> ChunkCounts {
        assert!(self.done == self.draws, "the chunk is not done");
        let mut found = self.found.clone();
        if let Some(Some((_, beside))) = self.law {
            // One list a number that may be missing; the same in every chunk.
            for number in [beside.ln_bound, beside.ln_propagated] {
                found.report(Merge::Most, number.filter(|number| number.is_finite()).into_iter().collect());
            }
        }
        ChunkCounts::of_clusters(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::rejection::random_problem;
    use crate::network::{Distribution, WeightScale};
    use crate::task::Function;

    #[test]
    fn every_slice_gives_the_same_and_what_is_found_fits() {
        let mut settings = Stream::new(85, Domain::Draws, 0);
        let mut some = 0;
        for _ in 0..20 {
            let mut problem = random_problem(&mut settings);
            problem.prior.distribution = Distribution::Gaussian;
            problem.prior.weight_scale = WeightScale::FanIn;
            problem.prior.sigma_w = 1.5;
            problem.architecture.hidden = vec![4, 4];
            let few = settings.next_u32() & settings.next_u32();
            problem.task.training = Function::new(
                u128::from(few) & problem.task.training.bits() | 1,
                problem.task.inputs.count(),
            );
            let run = |work| {
                let mut sampler = WideNetworks::new(&problem, 3).unwrap();
                sampler.draws = 40;
                sampler.begin(7);
                _ = sampler.advance(1);
                sampler.begin(2);
                while !sampler.advance(work) {}
                sampler.take()
            };
            let whole = run(u32::MAX);
            assert_eq!(run(1), whole, "{problem:?}");
            let found = whole.weighted.unwrap();
            for cluster in found.clusters() {
                assert!(problem.task.fits(cluster.shares[0].0));
                some += 1;
            }
        }
        assert!(some > 300, "{some}");
    }
}
