//! Elliptical slice sampling: chains through the networks that fit.
//!
//! Every move leaves the prior given the training set as it is (I. Murray, R. Adams, D. MacKay, AISTATS 2010), all variables at once. The set of networks
//! that fit may fall into pieces between which no chain passes, so there are many chains from independent starts, each one cluster: the spread between
//! them says what is known.

#[cfg(feature = "atlas")]
mod method;
mod report;

#[cfg(feature = "atlas")]
pub(crate) use method::METHOD;
pub use report::{ChainReport, ChainStart, ChainSummary};

use super::slice_moves::{CIRCLE, FITS, SliceMoves};
use super::splitting::{Levels, Run};
use super::{Impossible, Problem, impossible};
use crate::random::{Domain, Stream};
use crate::sample::{ChunkClusters, MethodId};
use crate::simd::{LANES, Level, Phi, Simd, dispatch, with_phi};
use crate::task::{Function, Task};
use std::collections::BTreeMap;

/// Chains of a chunk.
pub const CHAINS: u32 = LANES as u32;

/// So many draws from the prior are looked through for starts of a chunk's chains, before splitting makes what is missing.
const START_DRAWS: u32 = 1 << 14;

/// The particles of the splitting run of a start, and of the next ones if that does not come so far as to fit.
const START_PARTICLES: [u32; 3] = [64, 256, 1024];

/// Moves a particle and level of these runs, and the share that reaches each level.
const START_MOVES: u32 = 4;
const START_SHARE: f64 = 0.3;

/// How long a chain is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SliceSettings {
    /// Moves before the first state is counted.
    pub burn_in: u32,
    /// States counted, at least 1.
    pub states: u32,
    /// Moves from state to state, at least 1.
    pub thin: u32,
}

impl Default for SliceSettings {
    fn default() -> Self {
        Self { burn_in: 200, states: 200, thin: 5 }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Draws from the prior, so many so far.
    Draw(u32),
    /// A start by splitting for this chain, and which run for it.
    Climb(usize, usize),
    Move,
    Done,
}

/// One chain on its way.
#[derive(Clone, Debug, Default)]
struct Chain {
    report: ChainReport,
    functions: BTreeMap<Function, u32>,
    last: Option<Function>,
    running: bool,
}

/// Eight chains at a time: a chunk. Each is a cluster.
#[derive(Debug)]
pub struct EllipticalSlice {
    settings: SliceSettings,
    seed: u64,
    simd: Level,
    task: Task,
    moves: SliceMoves,
    stream: Stream,
    stage: Stage,
    chunk: u64,
    chains: Vec<Chain>,
    climb: Option<Run>,
    /// Where the chains begin, one after the other.
    starts: Vec<f32>,
    /// Eight networks: draws, then states that wait to be looked at, and the chains that they are of.
    networks: Vec<f32>,
    waiting: Vec<usize>,
    functions: Vec<Function>,
}

impl EllipticalSlice {
    /// Chains through the networks that fit the training set of `problem`, with the streams of `seed`. A uniform prior is sampled by standard normal
    /// variables z, of which 2 Phi(z) - 1 is uniform.
    ///
    /// # Errors
    /// If no network fits, as far as can be told at once.
    ///
    /// # Panics
    /// If a setting is out of its range.
    pub fn new(problem: &Problem, seed: u64, settings: SliceSettings) -> Result<Self, Impossible> {
        Self::at_level(problem, seed, settings, Level::best())
    }

    /// The same at one level of vectors.
    ///
    /// # Errors
    /// See [`EllipticalSlice::new`].
    ///
    /// # Panics
    /// See [`EllipticalSlice::new`].
    pub fn at_level(
        problem: &Problem,
        seed: u64,
        settings: SliceSettings,
        simd: Level,
    ) -> Result<Self, Impossible> {
        assert!(
            settings.states >= 1 && settings.thin >= 1,
            "a chain has at least one state, and moves between states"
        );
        if let Some(reason) = impossible(problem) {
            return Err(reason);
        }
        let moves = SliceMoves::new(problem);
        let mut chains = Self {
            settings,
            seed,
            simd,
            task: problem.task.clone(),
            stream: Stream::new(seed, Domain::EllipticalSlice, 0),
            stage: Stage::Draw(0),
            chunk: 0,
            chains: Vec::new(),
            climb: None,
            starts: vec![0.0; moves.variables() * LANES],
            networks: vec![0.0; moves.variables() * LANES],
            waiting: Vec::new(),
            functions: Vec::new(),
            moves,
        };
        chains.begin(0);
        Ok(chains)
    }

    /// Starts chunk `chunk`; what was unfinished before is dropped.
    pub fn begin(&mut self, chunk: u64) {
        self.stream = Stream::new(self.seed, Domain::EllipticalSlice, chunk);
        self.chunk = chunk;
        self.stage = Stage::Draw(0);
        self.chains = vec![Chain::default(); LANES];
        self.climb = None;
        self.waiting.clear();
        self.moves.unload_all();
    }

    /// Goes on for about `work` thousand multiply-adds and says whether the chunk is done. How the work is sliced never
    /// changes the result.
    pub fn advance(&mut self, work: u32) -> bool {
        let work = i64::from(work.max(1)) * 1000;
        let activation = self.moves.plan.activation;
        with_phi!(activation, phi => dispatch!(self.simd, simd => self.go_on(simd, phi, work)))
    }

    #[inline(always)]
    fn go_on<S: Simd, A: Phi>(&mut self, simd: S, phi: A, mut work: i64) -> bool {
        while work > 0 && self.stage != Stage::Done {
            let cost = match self.stage {
                Stage::Draw(drawn) => self.draw_starts(simd, phi, drawn),
                Stage::Climb(chain, attempt) => self.climb(simd, phi, chain, attempt),
                Stage::Move => self.step(simd, phi),
                Stage::Done => 0,
            };
            work -= cost as i64;
        }
        self.stage == Stage::Done
    }

    /// Exact draws as starts, eight at a time.
    #[inline(always)]
    fn draw_starts<S: Simd, A: Phi>(&mut self, simd: S, phi: A, drawn: u32) -> usize {
        let scores = self.moves.draw(simd, phi, &mut self.stream, &mut self.networks, FITS);
        let variables = self.moves.variables();
        let mut next = self.chains.iter().take_while(|chain| chain.report.start != ChainStart::None).count();
        for (network, score) in self.networks.chunks_exact(variables).zip(scores) {
            if score >= FITS && next < LANES {
                self.starts[next * variables..][..variables].copy_from_slice(network);
                self.chains[next].report.start = ChainStart::Exact;
                next += 1;
            }
        }
        let drawn = drawn + LANES as u32;
        self.stage = Stage::Draw(drawn);
        if next == LANES {
            self.set_off(simd);
        } else if drawn >= START_DRAWS {
            self.stage = Stage::Climb(next, 0);
        }
        self.moves.draw_cost() + self.moves.step_cost()
    }

    /// A start by splitting.
    #[inline(always)]
    fn climb<S: Simd, A: Phi>(&mut self, simd: S, phi: A, chain: usize, attempt: usize) -> usize {
        let run = self.climb.get_or_insert_with(|| {
            let attempts = START_PARTICLES.len() as u64;
            let number = (self.chunk * LANES as u64 + chain as u64) * attempts + attempt as u64;
            let stream = Stream::new(self.seed, Domain::SliceStarts, number);
            let levels = Levels::Adaptive(START_SHARE);
            Run::new(stream, levels, START_PARTICLES[attempt], START_MOVES, self.moves.variables())
        });
        let cost = run.step(simd, phi, &mut self.moves);
        if run.is_done() {
            if run.fits() {
                let variables = self.moves.variables();
                self.starts[chain * variables..][..variables].copy_from_slice(run.first_particle());
                self.chains[chain].report.start = ChainStart::Splitting;
            }
            self.climb = None;
            let again =
                self.chains[chain].report.start == ChainStart::None && attempt + 1 < START_PARTICLES.len();
            self.stage = if again { Stage::Climb(chain, attempt + 1) } else { Stage::Climb(chain + 1, 0) };
            if self.stage == Stage::Climb(LANES, 0) {
                self.set_off(simd);
            }
        }
        cost
    }

    /// Begins the chains that have a start.
    #[inline(always)]
    fn set_off<S: Simd>(&mut self, simd: S) {
        let variables = self.moves.variables();
        self.stage = Stage::Done;
        for lane in 0..LANES {
            if self.chains[lane].report.start != ChainStart::None {
                self.moves.load(lane, &self.starts[lane * variables..][..variables], FITS, FITS);
                self.moves.begin(simd, &mut self.stream, lane, CIRCLE);
                self.chains[lane].running = true;
                self.stage = Stage::Move;
            }
        }
    }

    /// One angle for every chain; states that are due are handed in.
    #[inline(always)]
    fn step<S: Simd, A: Phi>(&mut self, simd: S, phi: A) -> usize {
        let SliceSettings { burn_in, states, thin } = self.settings;
        let step = self.moves.step(simd, phi, &mut self.stream);
        let mut cost = self.moves.step_cost();
        for lane in 0..LANES {
            if !self.chains[lane].running {
                continue;
            }
            let chain = &mut self.chains[lane];
            chain.report.evaluated += 1;
            if (step.moved | step.gave_up) >> lane & 1 == 0 {
                continue;
            }
            chain.report.moves += 1;
            chain.report.gave_up += u64::from(step.gave_up >> lane & 1);
            let counted = chain.report.moves.saturating_sub(u64::from(burn_in));
            if counted > 0 && counted % u64::from(thin) == 0 {
                chain.running = counted / u64::from(thin) < u64::from(states);
                cost += self.hand_in(simd, phi, lane);
            }
            if self.chains[lane].running {
                self.moves.begin(simd, &mut self.stream, lane, CIRCLE);
                cost += self.moves.draw_cost() / LANES;
            } else {
                self.moves.unload(lane);
            }
        }
        if self.chains.iter().all(|chain| !chain.running) {
            cost += self.look(simd, phi);
            self.stage = Stage::Done;
        }
        cost
    }

    /// Hands in the state of a chain: all points are looked at once eight states wait.
    #[inline(always)]
    fn hand_in<S: Simd, A: Phi>(&mut self, simd: S, phi: A, lane: usize) -> usize {
        let variables = self.moves.variables();
        let place = self.waiting.len() * variables;
        self.moves.store(lane, &mut self.networks[place..place + variables]);
        self.waiting.push(lane);
        if self.waiting.len() == LANES { self.look(simd, phi) } else { 0 }
    }

    /// Looks at all points of the states that wait.
    #[inline(always)]
    fn look<S: Simd, A: Phi>(&mut self, simd: S, phi: A) -> usize {
        let networks = &self.networks[..self.waiting.len() * self.moves.variables()];
        self.functions.clear();
        self.moves.functions(simd, phi, networks, &mut self.functions);
        for (&function, chain) in self.functions.iter().zip(self.waiting.drain(..)) {
            self.chains[chain].count(function, &self.task);
        }
        self.moves.read_cost()
    }

    /// What the finished chunk found: a cluster a chain, of weight 1, and what each chain was like. Chains without a start failed, and those that never
    /// moved from a start that is no exact draw; from one that is, they are draws of the posterior where they stand, and are kept.
    ///
    /// # Panics
    /// If the chunk is not done.
    pub fn take(&mut self) -> (ChunkClusters, Vec<ChainReport>) {
        assert!(self.stage == Stage::Done, "the chunk is not done");
        let method = MethodId::ELLIPTICAL_SLICE.number();
        let mut clusters = ChunkClusters::new(method, self.chunk, self.task.inputs.count());
        let reports = std::mem::take(&mut self.chains).into_iter().map(|chain| {
            let states = chain.report.test_errors.len() as u64;
            let is_exact = chain.report.start == ChainStart::Exact;
            if states == 0 || chain.report.never_moved() && !is_exact {
                clusters.push_failed(states);
            } else {
                let share = |count: u32| f64::from(count) / states as f64;
                let shares = chain.functions.iter().map(|(&function, &count)| (function, share(count)));
                clusters.push(states, 0.0, shares);
            }
            chain.report
        });
        let reports: Vec<ChainReport> = reports.collect();
        report::report(&mut clusters, &reports);
        (clusters, reports)
    }
}

impl Chain {
    fn count(&mut self, function: Function, task: &Task) {
        *self.functions.entry(function).or_insert(0) += 1;
        self.report.test_errors.push(task.test_errors(function) as u8);
        self.report.target.push(function == task.target);
        self.report.changes += u64::from(self.last.is_some_and(|last| last != function));
        self.last = Some(function);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::slice_moves::problems_with_moves;

    #[test]
    fn every_level_and_slice_gives_the_same() {
        for problem in problems_with_moves(63) {
            let run = |level, work, before: u32| {
                let settings = SliceSettings { burn_in: 3, states: 9, thin: 2 };
                let mut chains = EllipticalSlice::at_level(&problem, 3, settings, level).unwrap();
                chains.begin(7);
                (0..before).for_each(|_| _ = chains.advance(1));
                chains.begin(2);
                while !chains.advance(work) {}
                chains.take()
            };
            let whole = run(Level::best(), u32::MAX, 0);
            for level in Level::available() {
                // Also after another chunk that was left unfinished.
                assert_eq!(run(level, 1, 40), whole, "{level:?} {problem:?}");
            }
        }
    }
}
