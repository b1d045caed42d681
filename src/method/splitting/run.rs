//! One run: particles that climb from level to level.

use crate::method::slice_moves::{CIRCLE, FITS, SliceMoves};
use crate::numeric::order::sorted;
use crate::random::Stream;
use crate::simd::{LANES, Phi, Simd};
use crate::task::Function;

/// A run whose levels are not fixed ends after so many, and when the last ten have come less than a hundredth nearer to 0: its particles are about a
/// place from which they get no further.
const MOST_LEVELS: usize = 300;
const STALLED: (usize, f32) = (10, 0.99);

/// A level that was fixed beforehand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::method) struct FixedLevel {
    /// The least score.
    pub(in crate::method) score: f32,
    /// The span of the brackets of moves.
    pub(in crate::method) span: f64,
}

/// A level that was reached.
#[derive(Clone, Copy, Debug)]
pub(in crate::method) struct Reached {
    level: FixedLevel,
    pub(in crate::method) survivors: u32,
    /// Of the particles drawn, how many have descendants among the survivors.
    pub(in crate::method) families: u32,
    /// The angles of its moves: how many, and the sum of their sizes.
    moved: u64,
    angles: f64,
}

/// What a run climbs by.
#[derive(Clone, Debug)]
pub(in crate::method) enum Levels {
    /// Each is as high as this share of the particles reaches.
    Adaptive(f64),
    /// Fixed beforehand, ascending, the last of them [`FITS`].
    Fixed(Vec<FixedLevel>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Draws from the prior; so many are there.
    Draw(usize),
    /// Moves; the next particle that waits.
    Move(usize),
    /// Looks at all points; so many particles are done.
    Read(usize),
    Done,
}

/// A run on its way. Its work may be sliced anyhow.
#[derive(Debug)]
pub(in crate::method) struct Run {
    stream: Stream,
    levels: Levels,
    moves: u32,
    /// Particles, one after the other.
    networks: Vec<f32>,
    scores: Vec<f32>,
    ancestors: Vec<u32>,
    stage: Stage,
    /// The particle of every lane, and how many moves it has still to make.
    lanes: [Option<(usize, u32)>; LANES],
    /// The levels so far.
    pub(in crate::method) reached: Vec<Reached>,
    /// Functions of the particles at the end; none if all were lost, or no level was high enough.
    pub(in crate::method) functions: Vec<Function>,
    /// Moves begun, and those given up: see [`crate::method::slice_moves::Step::gave_up`].
    pub(in crate::method) begun: u64,
    pub(in crate::method) gave_up: u64,
    /// Networks that were evaluated at training points.
    pub(in crate::method) evaluated: u64,
}

impl Run {
    /// `moves` a particle and level.
    pub(in crate::method) fn new(
        stream: Stream,
        levels: Levels,
        particles: u32,
        moves: u32,
        variables: usize,
    ) -> Self {
        let particles = particles as usize;
        Self {
            stream,
            levels,
            moves,
            networks: vec![0.0; particles * variables],
            scores: vec![0.0; particles],
            ancestors: (0..particles as u32).collect(),
            stage: Stage::Draw(0),
            lanes: [None; LANES],
            reached: Vec::new(),
            functions: Vec::new(),
            begun: 0,
            gave_up: 0,
            evaluated: 0,
        }
    }

    pub(in crate::method) fn is_done(&self) -> bool {
        self.stage == Stage::Done
    }

    /// Whether the last level was reached by some.
    pub(in crate::method) fn fits(&self) -> bool {
        self.reached.last().is_some_and(|last| last.level.score >= FITS && last.survivors > 0)
    }

    /// Whether there will be no further level.
    pub(in crate::method) fn has_levels(&self) -> bool {
        self.is_done() || self.fits()
    }

    /// The levels that were chosen so far, for other runs: the last is that of networks that fit, even if this run did not come so far. Brackets span
    /// four times the mean angle of the moves at the level, about what an arc of angles that are allowed does.
    pub(in crate::method) fn levels_to_fix(&self) -> Vec<FixedLevel> {
        let mut levels = Vec::new();
        let mut span = CIRCLE;
        for reached in &self.reached {
            if reached.moved > 0 {
                span = (4.0 * reached.angles / reached.moved as f64).min(CIRCLE);
            }
            levels.push(FixedLevel { span, ..reached.level });
        }
        if !self.fits() {
            levels.push(FixedLevel { score: FITS, span });
        }
        levels
    }

    /// How many particles that were drawn have descendants among these.
    fn distinct_ancestors(&self, particles: &[usize]) -> u32 {
        let mut seen = vec![false; self.ancestors.len()];
        for &particle in particles {
            seen[self.ancestors[particle] as usize] = true;
        }
        seen.into_iter().filter(|&seen| seen).count() as u32
    }

    /// One of the particles at the end.
    pub(in crate::method) fn first_particle(&self) -> &[f32] {
        &self.networks[..self.networks.len() / self.scores.len()]
    }

    /// Goes on for one step, and says about how many multiply-adds it took.
    #[inline(always)]
    pub(in crate::method) fn step<S: Simd, A: Phi>(
        &mut self,
        simd: S,
        phi: A,
        moves: &mut SliceMoves,
    ) -> usize {
        let variables = moves.variables();
        let particles = self.scores.len();
        match self.stage {
            Stage::Draw(from) => {
                let to = (from + LANES).min(particles);
                let networks = &mut self.networks[from * variables..to * variables];
                let scores = moves.draw(simd, phi, &mut self.stream, networks, f32::NEG_INFINITY);
                self.scores[from..to].copy_from_slice(&scores[..to - from]);
                self.evaluated += (to - from) as u64;
                self.stage = Stage::Draw(to);
                if to == particles {
                    self.climb(variables);
                }
                moves.draw_cost() + moves.step_cost()
            }
            Stage::Move(waiting) => self.advance(simd, phi, moves, waiting),
            Stage::Read(from) => {
                let to = (from + LANES).min(particles);
                moves.functions(
                    simd,
                    phi,
                    &self.networks[from * variables..to * variables],
                    &mut self.functions,
                );
                self.stage = if to == particles { Stage::Done } else { Stage::Read(to) };
                moves.read_cost()
            }
            Stage::Done => 0,
        }
    }

    /// One angle for every particle in a lane, after those that wait were put into free ones.
    #[inline(always)]
    fn advance<S: Simd, A: Phi>(
        &mut self,
        simd: S,
        phi: A,
        moves: &mut SliceMoves,
        mut waiting: usize,
    ) -> usize {
        let variables = moves.variables();
        let FixedLevel { score: level, span } = self.reached[self.reached.len() - 1].level;
        let mut cost = 0;
        for lane in 0..LANES {
            if self.lanes[lane].is_some() || waiting == self.scores.len() {
                continue;
            }
            let network = &self.networks[waiting * variables..][..variables];
            moves.load(lane, network, self.scores[waiting], level);
            moves.begin(simd, &mut self.stream, lane, span);
            cost += moves.draw_cost() / LANES;
            self.begun += 1;
            self.lanes[lane] = Some((waiting, self.moves - 1));
            waiting += 1;
        }
        self.stage = Stage::Move(waiting);
        let step = moves.step(simd, phi, &mut self.stream);
        self.gave_up += u64::from(step.gave_up.count_ones());
        for lane in 0..LANES {
            let Some((particle, left)) = self.lanes[lane] else { continue };
            self.evaluated += 1;
            if (step.moved | step.gave_up) >> lane & 1 == 0 {
                continue;
            }
            if let Some(reached) = self.reached.last_mut().filter(|_| step.moved >> lane & 1 == 1) {
                reached.moved += 1;
                reached.angles += moves.angle(lane);
            }
            if left > 0 {
                moves.begin(simd, &mut self.stream, lane, span);
                cost += moves.draw_cost() / LANES;
                self.begun += 1;
                self.lanes[lane] = Some((particle, left - 1));
            } else {
                let network = &mut self.networks[particle * variables..][..variables];
                self.scores[particle] = moves.store(lane, network);
                moves.unload(lane);
                self.lanes[lane] = None;
            }
        }
        if waiting == self.scores.len() && self.lanes.iter().all(Option::is_none) {
            if level >= FITS {
                self.stage = Stage::Read(0);
            } else {
                self.climb(variables);
            }
        }
        cost + moves.step_cost()
    }

    /// Takes the next level: particles below it are replaced by copies of those that reach it, each of which has as many as any other, or one more.
    fn climb(&mut self, variables: usize) {
        let Some(level) = self.next_level() else {
            self.stage = Stage::Done;
            return;
        };
        let (mut alive, lost): (Vec<usize>, Vec<usize>) =
            (0..self.scores.len()).partition(|&particle| self.scores[particle] >= level.score);
        self.reached.push(Reached {
            level,
            survivors: alive.len() as u32,
            families: self.distinct_ancestors(&alive),
            moved: 0,
            angles: 0.0,
        });
        if alive.is_empty() {
            self.stage = Stage::Done;
            return;
        }
        // Those with one copy more are any of them.
        self.stream.shuffle(&mut alive);
        for (&to, &from) in lost.iter().zip(alive.iter().cycle()) {
            self.networks.copy_within(from * variables..(from + 1) * variables, to * variables);
            self.scores[to] = self.scores[from];
            self.ancestors[to] = self.ancestors[from];
        }
        self.stage = Stage::Move(0);
    }

    /// None if there is no higher one: no particle gets any further.
    fn next_level(&self) -> Option<FixedLevel> {
        match &self.levels {
            Levels::Fixed(levels) => levels.get(self.reached.len()).copied(),
            Levels::Adaptive(share) => {
                let scores = sorted(&self.scores, &f32::total_cmp);
                let reaching = ((share * scores.len() as f64) as usize).clamp(1, scores.len());
                let level = scores[scores.len() - reaching];
                let last = self.reached.last().map_or(f32::NEG_INFINITY, |last| last.level.score);
                let level =
                    if level > last { level } else { scores.into_iter().find(|&score| score > last)? };
                let before = self.reached.len().checked_sub(STALLED.0).map(|at| self.reached[at].level.score);
                let stalled = before.is_some_and(|before| level < STALLED.1 * before);
                (self.reached.len() < MOST_LEVELS && !stalled)
                    .then(|| FixedLevel { score: level.min(FITS), span: CIRCLE })
            }
        }
    }
}
