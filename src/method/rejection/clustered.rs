//! Several last layers to every draw of the layers before.

use super::batch::{Batch, TILE};
use super::plan::Plan;
use super::sparse::Sparse;
use super::symmetry::Odd;
use super::table::Table;
use super::{CHUNK_WORK, DRAW_COST, LONGEST_CHUNK};
use crate::method::{Problem, Sampler};
use crate::random::{Domain, Stream};
use crate::sample::{ChunkClusters, ChunkCounts, Clusters, MethodId};
use crate::simd::dispatch;
use crate::simd::{LANES, Level, Phi, Simd, apart, with_phi};
use crate::symmetry::{Classifier, Symmetries};
use crate::task::{Function, Task};

/// Draws from the prior of `problem`, whose training set is empty, with `last_layers` independent last layers to every
/// draw of the layers before: the output is linear in the last layer, so each costs little.
///
/// Every network is a draw from the prior, so shares are estimated without bias; but networks that have their
/// hidden layers in common are not independent: they are a cluster, and [`ChunkCounts::clusters`] says what an honest
/// interval needs.
///
/// With `symmetries` the sums over clusters are those of classes of functions; the counts are of functions all the
/// same, for [`crate::method::by_class`] to count.
///
/// # Panics
/// If there is a training set, or fewer than two last layers.
pub fn clustered(
    problem: &Problem,
    seed: u64,
    last_layers: u32,
    symmetries: Option<Symmetries>,
) -> Box<dyn Sampler> {
    assert!(problem.task.training_size() == 0, "clusters are drawn from the prior");
    assert!(last_layers >= 2, "a cluster has at least two networks");
    let classifier = symmetries.map(Classifier::new);
    Box::new(Clustered { classifier, ..Clustered::new(problem, seed, Level::best(), last_layers) })
}

/// The same of what fits the training set of `problem`: each draw of the layers before is a cluster with the weight of the share of its
/// last layers that fit, so shares and P(S) have intervals that know what networks have in common.
///
/// # Panics
/// If there are fewer than two last layers.
pub fn fitting_clusters(
    problem: &Problem,
    (method, seed): (MethodId, u64),
    last_layers: u32,
) -> Box<dyn Sampler> {
    Box::new(Clustered::fitting(problem, (method, seed), last_layers))
}

/// What fits, cluster by cluster.
#[derive(Debug)]
struct Fitting {
    method: MethodId,
    task: Task,
    found: ChunkClusters,
}

impl Fitting {
    fn count(&mut self, cluster: &[Function]) {
        let networks = cluster.len() as u64;
        let share = 1.0 / networks as f64;
        let task = &self.task;
        let fits = cluster.iter().copied().filter(|&function| task.fits(function));
        self.found.push(networks, 0.0, fits.map(|function| (function, share)));
    }
}

/// Draws clusters, eight at a time or one by one.
#[derive(Debug)]
struct Clustered {
    seed: u64,
    domain: Domain,
    level: Level,
    plan: Plan,
    odd: Option<Odd>,
    sparse: Option<Sparse>,
    batch: Batch,
    stream: Stream,
    table: Table,
    /// The functions of one cluster.
    cluster: Vec<Function>,
    /// Finds their classes, if these are counted.
    classifier: Option<Classifier>,
    /// The representatives of their classes.
    classes: Vec<Function>,
    found: Clusters,
    /// Counts only what fits, if that is asked for.
    fitting: Option<Fitting>,
    /// Clusters of a chunk, a multiple of eight, and how many of them have been drawn.
    clusters: u32,
    drawn: u32,
    chunk: u64,
}

impl Clustered {
    fn new(problem: &Problem, seed: u64, level: Level, last_layers: u32) -> Self {
        let plan = Plan::new(problem, &[]).with_last_layers(last_layers as usize);
        let work = (plan.parameter_count() * DRAW_COST + plan.points() * plan.multiply_adds()) as f64;
        let clusters = (CHUNK_WORK / work).min(LONGEST_CHUNK / f64::from(last_layers)) as u32;
        Self {
            seed,
            domain: Domain::Draws,
            level,
            odd: Odd::new(problem),
            sparse: Sparse::if_faster(&plan),
            batch: Batch::new(&plan),
            stream: Stream::new(seed, Domain::Draws, 0),
            table: Table::new(plan.points()),
            cluster: Vec::with_capacity(last_layers as usize),
            classifier: None,
            classes: Vec::new(),
            found: Clusters::new(last_layers, plan.points()),
            fitting: None,
            clusters: (clusters / LANES as u32).max(1) * LANES as u32,
            drawn: 0,
            chunk: 0,
            plan,
        }
    }

    /// Clusters that fit, on random numbers of their method.
    fn fitting(problem: &Problem, (method, seed): (MethodId, u64), last_layers: u32) -> Self {
        assert!(last_layers >= 2, "a cluster has at least two networks");
        let mut prior = problem.clone();
        prior.task.training = Function::new(0, problem.task.inputs.count());
        let fitting = Fitting {
            task: problem.task.clone(),
            found: ChunkClusters::new(method.number(), 0, problem.task.inputs.count()),
            method,
        };
        Self {
            domain: Domain::Method(method.number()),
            fitting: Some(fitting),
            ..Self::new(&prior, seed, Level::best(), last_layers)
        }
    }

    /// Draws whole clusters until the work or the chunk is done.
    #[inline(always)]
    fn run<S: Simd, A: Phi>(&mut self, simd: S, phi: A, mut work: i64) -> bool {
        let points = self.plan.points();
        let cost = self.plan.parameter_count() * DRAW_COST + self.plan.multiply_adds() * points;
        while work > 0 && self.drawn < self.clusters {
            if let Some(sparse) = &mut self.sparse {
                sparse.draw(simd, &self.plan, &mut self.stream);
                self.cluster.clear();
                self.cluster.extend(sparse.bits.iter().map(|&bits| Function::new(bits, points)));
                self.count();
                self.drawn += 1;
                work -= cost as i64;
                continue;
            }
            apart(
                simd,
                #[inline(always)]
                || self.batch.draw(simd, &self.plan, &mut self.stream),
            );
            for _ in 0..points.div_ceil(TILE) {
                apart(
                    simd,
                    #[inline(always)]
                    || self.batch.advance(simd, phi, &self.plan),
                );
            }
            for lane in 0..LANES {
                let outputs = 0..self.batch.labels.len();
                self.cluster.clear();
                self.cluster.extend(outputs.map(|output| {
                    let bits = self.batch.function(output, lane);
                    Function::new(self.odd.map_or(bits, |odd| odd.complete(bits)), points)
                }));
                self.count();
            }
            self.drawn += LANES as u32;
            work -= (cost * LANES) as i64;
        }
        self.drawn == self.clusters
    }

    fn count(&mut self) {
        if let Some(fitting) = &mut self.fitting {
            fitting.count(&self.cluster);
            return;
        }
        self.cluster.sort_unstable();
        for function in &self.cluster {
            self.table.count(function.bits());
        }
        match &mut self.classifier {
            None => self.found.count(&self.cluster, &self.cluster),
            Some(classifier) => {
                self.classes.clear();
                self.classes
                    .extend(self.cluster.iter().map(|&function| classifier.class(function).representative));
                self.classes.sort_unstable();
                self.found.count(&self.cluster, &self.classes);
            }
        }
    }
}

impl Sampler for Clustered {
    fn chunk_len(&self) -> u32 {
        if self.fitting.is_some() { self.clusters } else { self.clusters * self.found.size }
    }

    fn begin(&mut self, chunk: u64) {
        self.stream = Stream::new(self.seed, self.domain, chunk);
        if let Some(fitting) = &mut self.fitting {
            fitting.found = ChunkClusters::new(fitting.method.number(), chunk, self.plan.points());
        }
        self.table.clear();
        self.found = Clusters::new(self.found.size, self.plan.points());
        self.chunk = chunk;
        self.drawn = 0;
    }

    fn advance(&mut self, work: u32) -> bool {
        let work = i64::from(work.max(1)) * 1000;
        with_phi!(self.plan.activation, phi => dispatch!(self.level, simd => self.run(simd, phi, work)))
    }

    fn take(&mut self) -> ChunkCounts {
        assert!(self.drawn == self.clusters, "the chunk is not done");
        if let Some(fitting) = &self.fitting {
            return ChunkCounts::of_clusters(fitting.found.clone());
        }
        let mut found = self.found.clone();
        found.gather();
        let tried = u64::from(self.chunk_len());
        let delta = ChunkCounts::of_draws(self.chunk, self.plan.points(), tried, self.table.drain());
        ChunkCounts { clusters: Some(found), ..delta }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::Activation;
    use crate::network::{Architecture, BiasScale, Distribution, Prior, WeightScale};
    use crate::task::{Encoding, Inputs};
    use std::collections::BTreeMap;

    fn chunk(sampler: &mut Clustered, work: u32) -> ChunkCounts {
        sampler.begin(3);
        while !sampler.advance(work) {}
        sampler.take()
    }

    /// A problem without a training set.
    fn untrained(hidden: &[usize], activation: Activation) -> Problem {
        let inputs = Inputs::boolean(5, Encoding::PlusMinus);
        let nothing = Function::new(0, inputs.count());
        Problem {
            task: Task { inputs, target: nothing, training: nothing },
            architecture: Architecture { inputs: 5, hidden: hidden.into(), activation },
            prior: Prior {
                distribution: Distribution::Gaussian,
                sigma_w: 1.4,
                sigma_b: 0.3,
                weight_scale: WeightScale::FanIn,
                bias_scale: BiasScale::Fixed,
            },
            threshold: 0.0,
        }
    }

    #[test]
    fn every_level_and_slice_gives_the_same_counts() {
        for (activation, hidden) in
            [(Activation::Relu, [9, 70].as_slice()), (Activation::Erf, &[6, 3]), (Activation::Relu, &[5])]
        {
            let problem = untrained(hidden, activation);
            let new = |level| Clustered { clusters: 64, ..Clustered::new(&problem, 8, level, 5) };
            let whole = chunk(&mut new(Level::best()), u32::MAX);
            assert_eq!(whole.tried, 64 * 5);
            assert_eq!(whole.kept(), whole.tried);
            assert_eq!(ChunkCounts::unpack(&whole.pack()), Ok(whole.clone()));
            for level in Level::available() {
                let mut sampler = new(level);
                assert_eq!(chunk(&mut sampler, 1), whole, "{level:?}");
                assert_eq!(chunk(&mut sampler, 100), whole, "{level:?}");
            }
        }
    }

    /// Where everything fits, clusters that fit are those of the prior if they have its random numbers; they have others.
    #[test]
    fn clusters_that_fit_are_independent_of_draws_from_the_prior() {
        let problem = untrained(&[9, 7], Activation::Relu);
        let drawn =
            chunk(&mut Clustered { clusters: 64, ..Clustered::new(&problem, 8, Level::best(), 5) }, 9).counts;
        let fitting = |domain: fn(Domain) -> Domain| {
            let own = Clustered::fitting(&problem, (MethodId::LAST_LAYERS, 8), 5);
            let mut sampler = Clustered { clusters: 64, domain: domain(own.domain), ..own };
            let found = chunk(&mut sampler, 9).weighted.expect("clusters");
            let mut counts: BTreeMap<Function, f64> = BTreeMap::new();
            for (function, share) in found.clusters().flat_map(|cluster| cluster.shares) {
                *counts.entry(*function).or_default() += 5.0 * share;
            }
            counts.into_iter().map(|(function, count)| (function, count.round() as u32)).collect::<Vec<_>>()
        };
        let sorted: BTreeMap<Function, u32> = drawn.into_iter().collect();
        let sorted: Vec<_> = sorted.into_iter().collect();
        assert_eq!(fitting(|_| Domain::Draws), sorted);
        assert_ne!(fitting(|own| own), sorted);
    }
}
