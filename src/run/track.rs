//! One method's share of a run: what it has counted, and when it ends.

use super::window::Window;
use super::{Budget, Counts, End, ResumeError};
use crate::method::Method;
use crate::sample::{Census, ChunkCounts};

/// The chunks of one method, merged strictly in order, each once.
pub(crate) struct Track<C = Census> {
    pub(crate) census: C,
    chunk_len: u64,
    /// The chunks before its first one are in the census.
    window: Window,
    /// While held, chunks from this one on wait.
    hold: Option<u64>,
    end: Option<End>,
}

impl<C: Counts> Track<C> {
    /// A track that counts in `census`; `end` says why the method has ended before it began, if it has.
    pub(crate) fn new(census: C, chunk_len: u32, end: Option<End>) -> Self {
        Self { census, chunk_len: u64::from(chunk_len.max(1)), window: Window::default(), hold: None, end }
    }

    /// Goes on where `census` stands: with the chunk after the last one that it holds.
    ///
    /// # Errors
    /// If a run within `budget` never holds such counts.
    pub(crate) fn resume(&mut self, census: C, budget: &Budget) -> Result<(), ResumeError> {
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
        self.window = Window::from(chunks);
        if !self.end.is_some_and(End::is_final) {
            self.check_end(budget);
        }
        Ok(())
    }

    /// Shows `census`, which was counted by other random streams, as it is: nothing is added to it any more.
    pub(crate) fn show(&mut self, census: C) {
        self.window = Window::from(census.tried() / self.chunk_len);
        self.census = census;
        self.end = Some(End::AsSaved);
    }

    pub(crate) fn end(&self) -> Option<End> {
        self.end
    }

    pub(crate) fn chunk_len(&self) -> u64 {
        self.chunk_len
    }

    /// How many chunks are in the census.
    pub(crate) fn merged(&self) -> u64 {
        self.window.first()
    }

    /// What is wanted: runs for descent, kept draws for dice.
    pub(crate) fn wanted(&self, budget: &Budget) -> u64 {
        match self.census.method() {
            Method::Descent => budget.runs.div_ceil(self.chunk_len) * self.chunk_len,
            Method::Dice => budget.kept,
        }
    }

    /// How much of the budget is used, 0 to 1.
    pub(crate) fn share(&self, budget: &Budget) -> f64 {
        let share = match self.census.method() {
            Method::Descent => self.census.tried() as f64 / self.wanted(budget) as f64,
            Method::Dice => {
                let kept = self.census.kept() as f64 / budget.kept as f64;
                kept.max(self.census.tried() as f64 / budget.draws as f64)
            }
        };
        share.min(1.0)
    }

    pub(crate) fn outstanding(&self) -> u64 {
        self.window.outstanding()
    }

    /// The next chunk to do, if any can be handed out now.
    pub(crate) fn assign(&mut self, budget: &Budget) -> Option<u64> {
        if self.end.is_some() {
            return None;
        }
        let most = match self.census.method() {
            Method::Descent => budget.runs.div_ceil(self.chunk_len),
            Method::Dice => budget.draws.div_ceil(self.chunk_len),
        };
        self.window.hand_out(most)
    }

    /// Takes a finished chunk; one that is already here, or that was never handed out, is ignored.
    pub(crate) fn accept(&mut self, delta: ChunkCounts, budget: &Budget) {
        if self.window.accept(delta) {
            self.merge(budget);
        }
    }

    /// Takes back a chunk that will not be done by whoever had it.
    pub(crate) fn give_back(&mut self, chunk: u64) {
        self.window.give_back(chunk);
    }

    /// Stops merging after the chunks merged so far and `more` further ones.
    pub(crate) fn hold_after(&mut self, more: u64) {
        self.hold = Some(self.merged() + more);
    }

    /// Merges whatever comes.
    pub(crate) fn release(&mut self, budget: &Budget) {
        self.hold = None;
        self.merge(budget);
    }

    /// Whether a chunk must still be merged before the hold is reached.
    pub(crate) fn is_stepping(&self) -> bool {
        self.end.is_none() && self.hold.is_some_and(|hold| self.merged() < hold)
    }

    /// Goes on with a larger budget.
    pub(crate) fn extend(&mut self, budget: &Budget) {
        if !self.end.is_some_and(End::is_final) {
            self.end = None;
            self.check_end(budget);
            self.merge(budget);
        }
    }

    pub(crate) fn merge(&mut self, budget: &Budget) {
        while self.end.is_none() && self.hold.is_none_or(|hold| self.merged() < hold) {
            let Some(delta) = self.window.take() else { return };
            self.census.merge(&delta);
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

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::task::Function;

    const BUDGET: Budget = Budget { runs: 30, kept: 12, draws: 1000 };

    fn track(method: Method) -> Track {
        Track::new(Census::new(method, 100), 10, None)
    }

    pub(crate) fn delta(method: Method, chunk: u64) -> ChunkCounts {
        ChunkCounts {
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
}
