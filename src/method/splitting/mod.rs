//! Splitting: particles climb from level to level of a score, those that stay below are replaced by copies of those that do not, until all fit.
//!
//! The product of the shares that survive, times the share of the final particles with f, has the expectation P(f) exactly if
//! the levels are fixed beforehand (F. Cerou, A. Guyader, "Adaptive multilevel splitting", 2007; C.-E. Brehier et al., "Unbiasedness of some
//! generalized adaptive multilevel splitting algorithms", 2016), however badly the moves mix: what they cost is spread. A pilot
//! run with random numbers of its own chooses the levels. Given P_B(f|S) = P(f)/P(S), a run is one cluster with its estimate of P(S) as its weight.

#[cfg(feature = "atlas")]
mod method;
mod run;
mod summary;

#[cfg(feature = "atlas")]
pub(crate) use method::METHOD;

use run::FixedLevel;
pub(super) use run::{Levels, Run};
pub use summary::SplittingSummary;

use super::slice_moves::SliceMoves;
use super::{Impossible, Problem, impossible};
use crate::network::Activation;
use crate::random::{Domain, Stream};
use crate::sample::{ChunkClusters, MethodId};
use crate::simd::{Level, Phi, Simd, dispatch, with_phi};
use crate::task::Function;

/// How it is done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SplittingSettings {
    /// N, the particles of a run, at least 2.
    pub particles: u32,
    /// Moves a particle and level, at least 1.
    pub moves: u32,
    /// Particles of the pilot run, at least 2.
    pub pilot_particles: u32,
    /// The share of the pilot's particles that reach each level, 0 to 1 exclusive.
    pub share: f64,
}

impl Default for SplittingSettings {
    fn default() -> Self {
        Self { particles: 512, moves: 4, pilot_particles: 256, share: 0.15 }
    }
}

/// What one run was like.
#[derive(Clone, Debug, PartialEq)]
pub struct SplittingRun {
    /// ln of the estimate of P(S); negative infinity if all particles were lost.
    pub ln_likelihood: f64,
    /// Of the particles, how many reached each of the levels that the run came to.
    pub survivors: Vec<u32>,
    /// Of the particles that were drawn, how many have descendants among those that reached each of these levels.
    pub families: Vec<u32>,
    /// How many of them have descendants at the end; 0 if all were lost.
    pub ancestors: u32,
    /// Moves begun.
    pub moves: u64,
    /// Moves for which no angle was found within 100 tries: the particle stayed.
    pub gave_up: u64,
    /// Networks that were evaluated at training points: the work.
    pub evaluated: u64,
}

/// A run is a chunk, and a cluster.
#[derive(Debug)]
pub struct Splitting {
    settings: SplittingSettings,
    seed: u64,
    simd: Level,
    activation: Activation,
    inputs: usize,
    moves: SliceMoves,
    levels: Option<Vec<FixedLevel>>,
    pilot: Run,
    run: Option<Run>,
    chunk: u64,
}

impl Splitting {
    /// Splitting for the training set of `problem`, with the streams of `seed`.
    ///
    /// # Errors
    /// If no network fits, as far as can be told at once: P(S) is 0.
    ///
    /// # Panics
    /// If a setting is out of its range.
    pub fn new(problem: &Problem, seed: u64, settings: SplittingSettings) -> Result<Self, Impossible> {
        Self::at_level(problem, seed, settings, Level::best())
    }

    /// The same at one level of vectors.
    ///
    /// # Errors
    /// See [`Splitting::new`].
    ///
    /// # Panics
    /// See [`Splitting::new`].
    pub fn at_level(
        problem: &Problem,
        seed: u64,
        settings: SplittingSettings,
        simd: Level,
    ) -> Result<Self, Impossible> {
        let SplittingSettings { particles, moves, pilot_particles, share } = settings;
        assert!(particles >= 2 && pilot_particles >= 2, "a run has at least 2 particles");
        assert!(moves >= 1, "a particle makes at least one move a level");
        assert!(share > 0.0 && share < 1.0, "{share} is no share of particles that reach a level");
        if let Some(reason) = impossible(problem) {
            return Err(reason);
        }
        let slices = SliceMoves::new(problem);
        let stream = Stream::new(seed, Domain::SplittingPilot, 0);
        Ok(Self {
            pilot: Run::new(stream, Levels::Adaptive(share), pilot_particles, moves, slices.variables()),
            settings,
            seed,
            simd,
            activation: problem.architecture.activation,
            inputs: problem.task.inputs.count(),
            moves: slices,
            levels: None,
            run: None,
            chunk: 0,
        })
    }

    /// The levels, ascending, in standard deviations of the output: the least margin that a network must have, negative as long as it may be wrong. None before
    /// the pilot run is done, which the first chunk begins with.
    pub fn levels(&self) -> Option<Vec<f32>> {
        Some(self.levels.as_ref()?.iter().map(|level| level.score).collect())
    }

    /// Networks that the pilot run has evaluated at training points.
    pub fn pilot_evaluated(&self) -> u64 {
        self.pilot.evaluated
    }

    /// Starts run `chunk`; what was unfinished before is dropped.
    pub fn begin(&mut self, chunk: u64) {
        self.chunk = chunk;
        self.run = None;
        // The pilot run, if it is under way, goes on.
        if self.levels.is_some() {
            self.moves.unload_all();
        }
    }

    /// Goes on for about `work` thousand multiply-adds and says whether the run is done. How the work is sliced never
    /// changes the result.
    pub fn advance(&mut self, work: u32) -> bool {
        let work = i64::from(work.max(1)) * 1000;
        with_phi!(self.activation, phi => dispatch!(self.simd, simd => self.go_on(simd, phi, work)))
    }

    #[inline(always)]
    fn go_on<S: Simd, A: Phi>(&mut self, simd: S, phi: A, mut work: i64) -> bool {
        while work > 0 {
            let Some(levels) = &self.levels else {
                work -= self.pilot.step(simd, phi, &mut self.moves) as i64;
                if self.pilot.has_levels() {
                    self.levels = Some(self.pilot.levels_to_fix());
                }
                continue;
            };
            let run = self.run.get_or_insert_with(|| {
                let stream = Stream::new(self.seed, Domain::Splitting, self.chunk);
                let SplittingSettings { particles, moves, .. } = self.settings;
                Run::new(stream, Levels::Fixed(levels.clone()), particles, moves, self.moves.variables())
            });
            if run.is_done() {
                return true;
            }
            work -= run.step(simd, phi, &mut self.moves) as i64;
        }
        self.run.as_ref().is_some_and(Run::is_done)
    }

    /// What the finished run found: one cluster of its particles' functions, empty if all were lost.
    ///
    /// # Panics
    /// If the run is not done.
    pub fn take(&mut self) -> (ChunkClusters, SplittingRun) {
        let run = self.run.take().filter(Run::is_done).expect("the run is not done");
        let particles = f64::from(self.settings.particles);
        let mut ln_likelihood = 0.0;
        for reached in &run.reached {
            ln_likelihood += libm::log(f64::from(reached.survivors) / particles);
        }
        let mut clusters = ChunkClusters::new(MethodId::SPLITTING.number(), self.chunk, self.inputs);
        let shares = run.functions.iter().map(|&function: &Function| (function, 1.0 / particles));
        clusters.push(u64::from(self.settings.particles), ln_likelihood, shares);
        let report = SplittingRun {
            ln_likelihood,
            survivors: run.reached.iter().map(|reached| reached.survivors).collect(),
            families: run.reached.iter().map(|reached| reached.families).collect(),
            ancestors: run.reached.last().filter(|_| run.fits()).map_or(0, |last| last.families),
            moves: run.begun,
            gave_up: run.gave_up,
            evaluated: run.evaluated,
        };
        let levels: Vec<f32> = self.levels().unwrap_or_default();
        summary::report(&mut clusters, &report, &levels, self.settings.particles, self.pilot.evaluated);
        (clusters, report)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::rejection::random_problem;
    use crate::method::slice_moves::problems_with_moves;
    use crate::network::Distribution;
    use crate::sample::{WeightedCounts, Weights};

    #[test]
    fn every_level_and_slice_gives_the_same() {
        for problem in problems_with_moves(62) {
            let run = |level, work, before: u32| {
                let settings = SplittingSettings { particles: 20, moves: 2, pilot_particles: 12, share: 0.4 };
                let mut splitting = Splitting::at_level(&problem, 3, settings, level).unwrap();
                splitting.begin(7);
                (0..before).for_each(|_| _ = splitting.advance(1));
                splitting.begin(2);
                while !splitting.advance(work) {}
                (splitting.take(), splitting.levels())
            };
            let whole = run(Level::best(), u32::MAX, 0);
            for level in Level::available() {
                // Also after another chunk that was left unfinished.
                assert_eq!(run(level, 1, 40), whole, "{level:?} {problem:?}");
            }
        }
    }

    #[test]
    fn a_training_set_that_no_moves_lead_to_ends_as_runs_that_lost_all() {
        // At 0, units without biases are 0: told at once.
        let mut stream = Stream::new(64, Domain::Draws, 0);
        let mut problem = random_problem(&mut stream);
        problem.task.inputs = crate::task::Inputs::boolean(3, crate::task::Encoding::ZeroOne);
        problem.architecture =
            crate::network::Architecture { inputs: 3, hidden: vec![5], activation: Activation::Tanh };
        problem.prior = crate::network::Prior {
            distribution: Distribution::Uniform,
            sigma_w: 0.1,
            sigma_b: 0.0,
            weight_scale: crate::network::WeightScale::Fixed,
            ..problem.prior
        };
        problem.threshold = 0.5;
        problem.task.target = Function::new(0xff, 8);
        problem.task.training = Function::new(1, 8);
        assert_eq!(Splitting::new(&problem, 1, SplittingSettings::default()).err(), Some(Impossible::Zero));
        // Weights within 0.1 sqrt(3) give outputs below 5 * 0.174 * tanh(3 * 0.174) = 0.42: never above 1/2.
        problem.task.training = Function::new(1 << 7, 8);
        let settings = SplittingSettings { particles: 10, moves: 1, pilot_particles: 10, share: 0.3 };
        let mut splitting = Splitting::new(&problem, 1, settings).unwrap();
        for chunk in 0..3 {
            splitting.begin(chunk);
            while !splitting.advance(1_000) {}
            let (clusters, run) = splitting.take();
            assert_eq!((clusters.clusters().count(), clusters.empty(), clusters.failed()), (0, 1, 0));
            assert_eq!((run.ln_likelihood, run.ancestors), (f64::NEG_INFINITY, 0));
            let mut counts = WeightedCounts::new(clusters.method(), Weights::Likelihood, 10);
            counts.merge(&clusters);
            let told = SplittingSummary::of(&counts).unwrap();
            assert_eq!((told.runs, told.lost, told.ancestors), (1, 1, 0));
        }
    }
}
