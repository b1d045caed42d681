//! One method's share of a run: which chunks are out, which are back, when it ends.

use super::Budget;
use crate::census::Census;
use crate::sampler::{Delta, Method};
use std::collections::VecDeque;
use std::fmt;

/// How far chunks may be handed out ahead of the first one that is still missing: bounds what waits.
const WINDOW: u64 = 256;

/// Why a method has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It has counted what was wanted.
    Budget,
    /// Dice have reached the limit of draws.
    GaveUp,
    /// It can't run with these settings.
    CannotRun,
    /// No network of the prior fits the training set.
    Impossible,
    /// It was counted by other random streams than this program's, and is shown as it was saved.
    AsSaved,
}

impl End {
    /// Whether a larger budget changes nothing about it.
    fn is_final(self) -> bool {
        matches!(self, Self::CannotRun | Self::Impossible | Self::AsSaved)
    }
}

/// Why counts cannot be those of a run that is gone on with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ResumeError {
    /// A run counts whole chunks.
    Chunks {
        /// Draws made or runs started.
        tried: u64,
        /// The length of a chunk.
        chunk_len: u64,
    },
    /// More is counted than the settings let a run count.
    PastTheEnd,
    /// Counts of a method that cannot run.
    CannotRun,
}

impl fmt::Display for ResumeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Chunks { tried, chunk_len } => {
                write!(f, "a run counts whole chunks of {chunk_len}, and {tried} is no multiple of that")
            }
            Self::PastTheEnd => f.write_str("more is counted than the settings let a run count"),
            Self::CannotRun => f.write_str("with these settings there can be no counts"),
        }
    }
}

impl std::error::Error for ResumeError {}

/// What a track counts in.
pub(in crate::experiment) trait Counts {
    /// The method.
    fn method(&self) -> Method;
    /// Draws made or runs started.
    fn tried(&self) -> u64;
    /// Those that ended in a function that fits.
    fn kept(&self) -> u64;
    /// Adds the counts of one chunk.
    fn merge(&mut self, delta: &Delta);
}

impl Counts for Census {
    fn method(&self) -> Method {
        Census::method(self)
    }

    fn tried(&self) -> u64 {
        Census::tried(self)
    }

    fn kept(&self) -> u64 {
        Census::kept(self)
    }

    fn merge(&mut self, delta: &Delta) {
        Census::merge(self, delta);
    }
}

/// What has become of a chunk that was handed out.
enum Chunk {
    Out,
    /// Given back undone.
    Returned,
    /// Back, but waiting for an earlier one.
    Waiting(Box<Delta>),
}

/// The chunks of one method, merged strictly in order, each once.
pub(in crate::experiment) struct Track<C = Census> {
    pub(in crate::experiment) census: C,
    chunk_len: u64,
    /// Chunks 0..merged are in the census.
    merged: u64,
    /// The chunks from there on that have been handed out.
    window: VecDeque<Chunk>,
    /// While held, chunks from this one on wait.
    hold: Option<u64>,
    end: Option<End>,
}

impl<C: Counts> Track<C> {
    /// A track that counts in `census`; `end` says why the method has ended before it began, if it has.
    pub(in crate::experiment) fn new(census: C, chunk_len: u32, end: Option<End>) -> Self {
        Self {
            census,
            chunk_len: u64::from(chunk_len.max(1)),
            merged: 0,
            window: VecDeque::new(),
            hold: None,
            end,
        }
    }

    /// Goes on where `census` stands: with the chunk after the last one that it holds.
    ///
    /// # Errors
    /// If a run within `budget` never holds such counts.
    pub(in crate::experiment) fn resume(&mut self, census: C, budget: &Budget) -> Result<(), ResumeError> {
        let (tried, kept, chunk_len) = (census.tried(), census.kept(), self.chunk_len);
        if self.end.is_some_and(End::is_final) && tried > 0 {
            return Err(ResumeError::CannotRun);
        }
        if !tried.is_multiple_of(chunk_len) {
            return Err(ResumeError::Chunks { tried, chunk_len });
        }
        let chunks = tried / chunk_len;
        let past = match census.method() {
            Method::Descent => chunks > budget.runs.div_ceil(chunk_len),
            // Before its last chunk a run of dice had not kept enough.
            Method::Dice => {
                chunks > budget.draws.div_ceil(chunk_len) || kept >= budget.kept.saturating_add(chunk_len)
            }
        };
        if past {
            return Err(ResumeError::PastTheEnd);
        }
        self.census = census;
        self.merged = chunks;
        self.window.clear();
        if !self.end.is_some_and(End::is_final) {
            self.check_end(budget);
        }
        Ok(())
    }

    /// Shows `census`, which was counted by other random streams, as it is: nothing is added to it any more.
    pub(in crate::experiment) fn show(&mut self, census: C) {
        self.merged = census.tried() / self.chunk_len;
        self.census = census;
        self.window.clear();
        self.end = Some(End::AsSaved);
    }

    pub(in crate::experiment) fn end(&self) -> Option<End> {
        self.end
    }

    pub(in crate::experiment) fn chunk_len(&self) -> u64 {
        self.chunk_len
    }

    pub(in crate::experiment) fn merged(&self) -> u64 {
        self.merged
    }

    /// What is wanted: runs for descent, kept draws for dice.
    pub(in crate::experiment) fn wanted(&self, budget: &Budget) -> u64 {
        match self.census.method() {
            Method::Descent => budget.runs.div_ceil(self.chunk_len) * self.chunk_len,
            Method::Dice => budget.kept,
        }
    }

    /// How much of the budget is used, 0 to 1.
    pub(in crate::experiment) fn share(&self, budget: &Budget) -> f64 {
        let share = match self.census.method() {
            Method::Descent => self.census.tried() as f64 / self.wanted(budget) as f64,
            Method::Dice => {
                let kept = self.census.kept() as f64 / budget.kept as f64;
                kept.max(self.census.tried() as f64 / budget.draws as f64)
            }
        };
        share.min(1.0)
    }

    pub(in crate::experiment) fn outstanding(&self) -> u64 {
        self.window.iter().filter(|chunk| matches!(chunk, Chunk::Out)).count() as u64
    }

    /// The next chunk to do, if any can be handed out now.
    pub(in crate::experiment) fn assign(&mut self, budget: &Budget) -> Option<u64> {
        if self.end.is_some() {
            return None;
        }
        if let Some(place) = self.window.iter().position(|chunk| matches!(chunk, Chunk::Returned)) {
            self.window[place] = Chunk::Out;
            return Some(self.merged + place as u64);
        }
        let most = match self.census.method() {
            Method::Descent => budget.runs.div_ceil(self.chunk_len),
            Method::Dice => budget.draws.div_ceil(self.chunk_len),
        };
        let next = self.merged + self.window.len() as u64;
        if next >= most.min(self.merged + WINDOW) {
            return None;
        }
        self.window.push_back(Chunk::Out);
        Some(next)
    }

    /// A chunk that has been handed out and is not merged yet.
    fn handed_out(&mut self, chunk: u64) -> Option<&mut Chunk> {
        let place = usize::try_from(chunk.checked_sub(self.merged)?).ok()?;
        self.window.get_mut(place)
    }

    /// Takes a finished chunk; one that is already here, or that was never handed out, is ignored.
    pub(in crate::experiment) fn accept(&mut self, delta: Delta, budget: &Budget) {
        if let Some(chunk @ (Chunk::Out | Chunk::Returned)) = self.handed_out(delta.chunk) {
            *chunk = Chunk::Waiting(Box::new(delta));
            self.merge(budget);
        }
    }

    /// Takes back a chunk that will not be done by whoever had it.
    pub(in crate::experiment) fn give_back(&mut self, chunk: u64) {
        if let Some(chunk @ Chunk::Out) = self.handed_out(chunk) {
            *chunk = Chunk::Returned;
        }
    }

    /// Stops merging after the chunks merged so far and `more` further ones.
    pub(in crate::experiment) fn hold_after(&mut self, more: u64) {
        self.hold = Some(self.merged + more);
    }

    /// Merges whatever comes.
    pub(in crate::experiment) fn release(&mut self, budget: &Budget) {
        self.hold = None;
        self.merge(budget);
    }

    /// Whether a chunk must still be merged before the hold is reached.
    pub(in crate::experiment) fn is_stepping(&self) -> bool {
        self.end.is_none() && self.hold.is_some_and(|hold| self.merged < hold)
    }

    /// Goes on with a larger budget.
    pub(in crate::experiment) fn extend(&mut self, budget: &Budget) {
        if !self.end.is_some_and(End::is_final) {
            self.end = None;
            self.check_end(budget);
            self.merge(budget);
        }
    }

    pub(in crate::experiment) fn merge(&mut self, budget: &Budget) {
        while self.end.is_none() && self.hold.is_none_or(|hold| self.merged < hold) {
            let Some(Chunk::Waiting(delta)) = self.window.front() else { return };
            self.census.merge(delta);
            self.window.pop_front();
            self.merged += 1;
            self.check_end(budget);
        }
    }

    fn check_end(&mut self, budget: &Budget) {
        let census = &self.census;
        self.end = match census.method() {
            Method::Descent => (census.tried() >= budget.runs).then_some(End::Budget),
            Method::Dice if census.kept() >= budget.kept => Some(End::Budget),
            Method::Dice => (census.tried() >= budget.draws).then_some(End::GaveUp),
        };
        if self.end.is_some() {
            // Chunks past the end are not part of the run; a larger budget hands them out anew.
            self.window.clear();
        }
    }
}

/// In which order two methods are asked for the next chunk: first the one of which fewer are being done, so that each
/// has half of the workers until it ends, however slow the other is and however much of its budget is left.
pub(in crate::experiment) fn in_turn<C: Counts>(tracks: &[Track<C>; 2]) -> [usize; 2] {
    let busy = |track: &Track<C>| (track.outstanding(), track.merged());
    if busy(&tracks[0]) <= busy(&tracks[1]) { [0, 1] } else { [1, 0] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Function;

    const BUDGET: Budget = Budget { runs: 30, kept: 12, draws: 1000 };

    fn track(method: Method) -> Track {
        Track::new(Census::new(method, 100), 10, None)
    }

    fn delta(method: Method, chunk: u64) -> Delta {
        Delta {
            method,
            chunk,
            inputs: 4,
            tried: 10,
            unfit: 6,
            lost: 0,
            diverged: 0,
            epochs: 0,
            fitted_at_start: 0,
            counts: vec![(Function::new(u128::from(chunk % 5), 4), 4)],
            classes: None,
            clusters: None,
        }
    }

    /// When each method ends, if `workers` do chunks that take so long each; with both methods, or one of them alone.
    fn ends(durations: [f64; 2], chunks: [u64; 2], workers: usize, alone: Option<usize>) -> [f64; 2] {
        let budget = Budget { runs: chunks[1] * 10, kept: chunks[0] * 4, draws: u64::MAX };
        let mut tracks = [Method::Dice, Method::Descent].map(|method| {
            Track::new(
                Census::new(method, 16),
                10,
                alone.is_some_and(|only| only != method as usize).then_some(End::CannotRun),
            )
        });
        let (mut now, mut ended, mut doing) = (0.0, [0.0; 2], Vec::new());
        loop {
            while doing.len() < workers {
                let next =
                    in_turn(&tracks).into_iter().find_map(|at| Some((at, tracks[at].assign(&budget)?)));
                let Some((at, chunk)) = next else { break };
                doing.push((now + durations[at], at, chunk));
            }
            let Some(first) = (0..doing.len()).min_by(|&a, &b| doing[a].0.total_cmp(&doing[b].0)) else {
                return ended;
            };
            let (time, at, chunk) = doing.swap_remove(first);
            now = time;
            let method = [Method::Dice, Method::Descent][at];
            tracks[at].accept(delta(method, chunk), &budget);
            if tracks[at].end() == Some(End::Budget) && ended[at] == 0.0 {
                ended[at] = now;
            }
        }
    }

    #[test]
    fn no_method_waits_for_a_slower_one() {
        let mut stream = crate::contrast::RandomStream::new(31);
        for _ in 0..40 {
            let durations = [0, 1].map(|_| libm::pow(10.0, 3.0 * stream.uniform()));
            let chunks = [0, 1].map(|_| 1 + (stream.uniform() * 150.0) as u64);
            let workers = 1 + (stream.uniform() * 8.0) as usize;
            let both = ends(durations, chunks, workers, None);
            for method in 0..2 {
                let alone = ends(durations, chunks, workers, Some(method))[method];
                // Half of the workers, rounded down; a single one does both in turn, chunk by chunk.
                let most = match workers {
                    1 => alone + chunks[method] as f64 * durations[1 - method],
                    some => {
                        (alone + durations[method]) * some as f64 / (some / 2) as f64 + durations[1 - method]
                    }
                };
                assert!(
                    both[method] <= most * (1.0 + 1e-9),
                    "{durations:?} {chunks:?} {workers}: {both:?}, alone {alone}"
                );
            }
        }
    }

    #[test]
    fn chunks_are_merged_in_order_and_once_whatever_the_order_of_arrival() {
        let mut straight = track(Method::Descent);
        let mut shuffled = track(Method::Descent);
        for chunk in 0..3 {
            assert_eq!(straight.assign(&BUDGET), Some(chunk));
            assert_eq!(shuffled.assign(&BUDGET), Some(chunk));
        }
        assert_eq!(straight.assign(&BUDGET), None);
        for chunk in 0..3 {
            straight.accept(delta(Method::Descent, chunk), &BUDGET);
        }
        for chunk in [2, 0, 0, 2, 1, 1] {
            shuffled.accept(delta(Method::Descent, chunk), &BUDGET);
        }
        assert_eq!(straight.census.fingerprint(0), shuffled.census.fingerprint(0));
        assert_eq!((straight.end(), straight.census.tried()), (Some(End::Budget), 30));
    }

    #[test]
    fn dice_end_with_the_chunk_that_reaches_the_budget_not_with_later_ones() {
        let mut track = track(Method::Dice);
        for _ in 0..6 {
            track.assign(&BUDGET);
        }
        for chunk in [5, 4, 3, 2, 1, 0] {
            track.accept(delta(Method::Dice, chunk), &BUDGET);
        }
        assert_eq!((track.merged(), track.census.kept(), track.end()), (3, 12, Some(End::Budget)));
        assert_eq!(track.assign(&BUDGET), None);
        let more = Budget { kept: 20, ..BUDGET };
        track.extend(&more);
        assert_eq!((track.end(), track.assign(&more)), (None, Some(3)));
    }

    #[test]
    fn a_chunk_given_back_is_handed_out_again() {
        let mut track = track(Method::Descent);
        assert_eq!((track.assign(&BUDGET), track.assign(&BUDGET)), (Some(0), Some(1)));
        track.give_back(0);
        track.give_back(7);
        assert_eq!(track.outstanding(), 1);
        assert_eq!(
            (track.assign(&BUDGET), track.assign(&BUDGET), track.assign(&BUDGET)),
            (Some(0), Some(2), None)
        );
        track.accept(delta(Method::Descent, 0), &BUDGET);
        track.give_back(0);
        assert_eq!(track.assign(&BUDGET), None);
    }

    #[test]
    fn a_held_track_counts_step_by_step() {
        let mut track = track(Method::Descent);
        track.hold_after(0);
        for chunk in 0..3 {
            track.assign(&BUDGET);
            track.accept(delta(Method::Descent, chunk), &BUDGET);
        }
        assert_eq!((track.merged(), track.is_stepping()), (0, false));
        track.hold_after(1);
        assert!(track.is_stepping());
        track.merge(&BUDGET);
        assert_eq!((track.merged(), track.is_stepping()), (1, false));
        track.release(&BUDGET);
        assert_eq!(track.end(), Some(End::Budget));
    }

    #[test]
    fn dice_give_up_at_the_limit_of_draws() {
        let budget = Budget { kept: 1000, draws: 15, ..BUDGET };
        let mut track = track(Method::Dice);
        while let Some(chunk) = track.assign(&budget) {
            track.accept(delta(Method::Dice, chunk), &budget);
        }
        assert_eq!((track.census.tried(), track.end()), (20, Some(End::GaveUp)));
    }

    #[test]
    fn a_resumed_track_goes_on_with_the_next_chunk() {
        let mut straight = track(Method::Dice);
        for chunk in 0..2 {
            straight.assign(&BUDGET);
            straight.accept(delta(Method::Dice, chunk), &BUDGET);
        }
        let mut resumed = track(Method::Dice);
        resumed.resume(straight.census.clone(), &BUDGET).unwrap();
        for track in [&mut straight, &mut resumed] {
            assert_eq!((track.merged(), track.end(), track.assign(&BUDGET)), (2, None, Some(2)));
            track.accept(delta(Method::Dice, 2), &BUDGET);
            assert_eq!(track.end(), Some(End::Budget));
        }
        assert_eq!(straight.census.fingerprint(0), resumed.census.fingerprint(0));
    }

    #[test]
    fn counts_that_no_run_holds_are_not_resumed() {
        let mut counted = track(Method::Dice);
        while let Some(chunk) = counted.assign(&BUDGET) {
            counted.accept(delta(Method::Dice, chunk), &BUDGET);
        }
        let census = counted.census;
        let resume = |chunk_len, budget| {
            Track::new(Census::new(Method::Dice, 100), chunk_len, None).resume(census.clone(), &budget)
        };
        assert_eq!(resume(10, BUDGET), Ok(()));
        assert_eq!(resume(7, BUDGET), Err(ResumeError::Chunks { tried: 30, chunk_len: 7 }));
        assert_eq!(resume(10, Budget { kept: 2, ..BUDGET }), Err(ResumeError::PastTheEnd));
        assert_eq!(resume(10, Budget { draws: 20, ..BUDGET }), Err(ResumeError::PastTheEnd));
        let mut cannot = Track::new(Census::new(Method::Dice, 100), 10, Some(End::CannotRun));
        assert_eq!(cannot.resume(census, &BUDGET), Err(ResumeError::CannotRun));
        assert_eq!(cannot.resume(Census::new(Method::Dice, 100), &BUDGET), Ok(()));
        assert_eq!(cannot.end(), Some(End::CannotRun));
    }

    #[test]
    fn counts_of_other_streams_stay_as_they_are() {
        let mut counted = track(Method::Dice);
        counted.assign(&BUDGET);
        counted.accept(delta(Method::Dice, 0), &BUDGET);
        let mut shown = track(Method::Dice);
        shown.show(counted.census.clone());
        let more = Budget { kept: 1000, ..BUDGET };
        shown.extend(&more);
        assert_eq!((shown.end(), shown.merged(), shown.assign(&more)), (Some(End::AsSaved), 1, None));
        shown.accept(delta(Method::Dice, 1), &more);
        shown.release(&more);
        assert_eq!(shown.census, counted.census);
    }

    #[test]
    fn what_waits_is_bounded() {
        let budget = Budget { draws: 1_000_000, kept: 1_000_000, ..BUDGET };
        let mut track = track(Method::Dice);
        while track.assign(&budget).is_some() {}
        assert_eq!(track.outstanding(), WINDOW);
    }
}
