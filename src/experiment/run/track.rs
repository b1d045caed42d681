//! One method's share of a run: which chunks are out, which are back, when it ends.

use super::Budget;
use crate::census::Census;
use crate::sampler::{Delta, Method};
use std::collections::{BTreeMap, BTreeSet};

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
}

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

/// The chunks of one method, merged strictly in order, each once.
pub(in crate::experiment) struct Track<C = Census> {
    pub(in crate::experiment) census: C,
    chunk_len: u64,
    /// Chunks 0..merged are in the census.
    merged: u64,
    /// Chunks 0..next have been handed out.
    next: u64,
    /// Handed out, but given back undone.
    returned: BTreeSet<u64>,
    /// Back, but waiting for an earlier one.
    waiting: BTreeMap<u64, Delta>,
    /// While held, chunks from this one on wait.
    hold: Option<u64>,
    end: Option<End>,
}

impl<C: Counts> Track<C> {
    /// A track that counts in `census`; `can_run` is false if the method has ended before it began.
    pub(in crate::experiment) fn new(census: C, chunk_len: u32, can_run: bool) -> Self {
        Self {
            census,
            chunk_len: u64::from(chunk_len.max(1)),
            merged: 0,
            next: 0,
            returned: BTreeSet::new(),
            waiting: BTreeMap::new(),
            hold: None,
            end: (!can_run).then_some(End::CannotRun),
        }
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
        self.next - self.merged - self.returned.len() as u64 - self.waiting.len() as u64
    }

    /// The next chunk to do, if any can be handed out now.
    pub(in crate::experiment) fn assign(&mut self, budget: &Budget) -> Option<u64> {
        if self.end.is_some() {
            return None;
        }
        if let Some(chunk) = self.returned.pop_first() {
            return Some(chunk);
        }
        let most = match self.census.method() {
            Method::Descent => budget.runs.div_ceil(self.chunk_len),
            Method::Dice => budget.draws.div_ceil(self.chunk_len),
        };
        if self.next >= most.min(self.merged + WINDOW) {
            return None;
        }
        self.next += 1;
        Some(self.next - 1)
    }

    /// Takes a finished chunk; one that is already here, or that was never handed out, is ignored.
    pub(in crate::experiment) fn accept(&mut self, delta: Delta, budget: &Budget) {
        if (self.merged..self.next).contains(&delta.chunk) && self.end.is_none() {
            self.returned.remove(&delta.chunk);
            self.waiting.entry(delta.chunk).or_insert(delta);
            self.merge(budget);
        }
    }

    /// Takes back a chunk that will not be done by whoever had it.
    pub(in crate::experiment) fn give_back(&mut self, chunk: u64) {
        if (self.merged..self.next).contains(&chunk) && !self.waiting.contains_key(&chunk) {
            self.returned.insert(chunk);
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
        if self.end != Some(End::CannotRun) {
            self.end = None;
            self.check_end(budget);
            self.merge(budget);
        }
    }

    pub(in crate::experiment) fn merge(&mut self, budget: &Budget) {
        while self.end.is_none() && self.hold.is_none_or(|hold| self.merged < hold) {
            let Some(delta) = self.waiting.remove(&self.merged) else { return };
            self.census.merge(&delta);
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
            self.waiting.clear();
            self.returned.clear();
            self.next = self.merged;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Function;

    const BUDGET: Budget = Budget { runs: 30, kept: 12, draws: 1000 };

    fn track(method: Method) -> Track {
        Track::new(Census::new(method, 100), 10, true)
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
    fn what_waits_is_bounded() {
        let budget = Budget { draws: 1_000_000, kept: 1_000_000, ..BUDGET };
        let mut track = track(Method::Dice);
        while track.assign(&budget).is_some() {}
        assert_eq!(track.outstanding(), WINDOW);
    }
}
