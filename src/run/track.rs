//! One method's share of a run: what it has counted, and when it ends.

use super::window::Window;
use super::{Counts, End, ResumeError};
use crate::sample::{Census, ChunkCounts, Stop};

/// The chunks of one method, merged strictly in order, each once.
pub(crate) struct Track<C = Census> {
    pub(crate) census: C,
    chunk_len: u64,
    stop: Stop,
    /// The chunks before its first one are in the census.
    window: Window,
    /// While held, chunks from this one on wait.
    hold: Option<u64>,
    end: Option<End>,
}

impl<C: Counts> Track<C> {
    /// A track that counts in `census` up to `stop`; `end` says why the method has ended before it began, if it has.
    pub(crate) fn new(census: C, chunk_len: u32, stop: Stop, end: Option<End>) -> Self {
        Self {
            census,
            chunk_len: u64::from(chunk_len.max(1)),
            stop,
            window: Window::default(),
            hold: None,
            end,
        }
    }

    /// Goes on where `census` stands: with the chunk after the last one that it holds.
    ///
    /// # Errors
    /// If a run that ends where this one does never holds such counts.
    pub(crate) fn resume(&mut self, census: C) -> Result<(), ResumeError> {
        let (tried, kept, chunk_len) = (census.tried(), census.kept(), self.chunk_len);
        if self.end.is_some_and(End::is_final) && tried > 0 {
            return Err(ResumeError::CannotRun);
        }
        if !tried.is_multiple_of(chunk_len) {
            return Err(ResumeError::Chunks { tried, chunk_len });
        }
        let chunks = tried / chunk_len;
        // Before its last chunk a run that ends by what it keeps had not kept enough.
        let enough =
            matches!(self.stop, Stop::Kept { kept: wanted, .. } if kept >= wanted.saturating_add(chunk_len));
        if enough || chunks > self.stop.most().div_ceil(chunk_len) {
            return Err(ResumeError::PastTheEnd);
        }
        self.census = census;
        self.window = Window::from(chunks);
        if !self.end.is_some_and(End::is_final) {
            self.check_end();
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

    /// What is wanted: tries in whole chunks, or kept ones.
    pub(crate) fn wanted(&self) -> u64 {
        match self.stop {
            Stop::Tries(tries) => tries.div_ceil(self.chunk_len) * self.chunk_len,
            Stop::Kept { kept, .. } => kept,
        }
    }

    /// When it ends.
    pub(crate) fn stop(&self) -> Stop {
        self.stop
    }

    /// How many chunks there are at most; none if nothing can be counted.
    pub(crate) fn most_chunks(&self) -> u64 {
        if self.end.is_some_and(End::is_final) { 0 } else { self.stop.most().div_ceil(self.chunk_len) }
    }

    /// How much of the budget is used, 0 to 1.
    pub(crate) fn share(&self) -> f64 {
        let share = match self.stop {
            Stop::Tries(_) => self.census.tried() as f64 / self.wanted() as f64,
            Stop::Kept { kept, most } => {
                let kept = self.census.kept() as f64 / kept as f64;
                kept.max(self.census.tried() as f64 / most as f64)
            }
        };
        share.min(1.0)
    }

    pub(crate) fn outstanding(&self) -> u64 {
        self.window.outstanding()
    }

    /// The next chunk to do, if any can be handed out now.
    pub(crate) fn assign(&mut self) -> Option<u64> {
        if self.end.is_some() {
            return None;
        }
        self.window.hand_out(self.stop.most().div_ceil(self.chunk_len))
    }

    /// Takes a finished chunk; one that is already here, or that was never handed out, is ignored.
    pub(crate) fn accept(&mut self, delta: ChunkCounts) {
        if self.window.accept(delta) {
            self.merge();
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
    pub(crate) fn release(&mut self) {
        self.hold = None;
        self.merge();
    }

    /// Whether a chunk must still be merged before the hold is reached.
    pub(crate) fn is_stepping(&self) -> bool {
        self.end.is_none() && self.hold.is_some_and(|hold| self.merged() < hold)
    }

    /// Goes on to a later end.
    pub(crate) fn extend(&mut self, stop: Stop) {
        self.stop = stop;
        if !self.end.is_some_and(End::is_final) {
            self.end = None;
            self.check_end();
            self.merge();
        }
    }

    pub(crate) fn merge(&mut self) {
        while self.end.is_none() && self.hold.is_none_or(|hold| self.merged() < hold) {
            let Some(delta) = self.window.take() else { return };
            self.census.merge(&delta);
            self.check_end();
        }
    }

    fn check_end(&mut self) {
        let (tried, kept) = (self.census.tried(), self.census.kept());
        self.end = match self.stop {
            Stop::Tries(tries) => (tried >= tries).then_some(End::Budget),
            Stop::Kept { kept: wanted, .. } if kept >= wanted => Some(End::Budget),
            Stop::Kept { most, .. } => (tried >= most).then_some(End::GaveUp),
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
    use crate::method::MethodId;
    use crate::task::Function;

    const DRAWS: Stop = Stop::Kept { kept: 12, most: 1000 };

    fn track(method: MethodId) -> Track {
        let stop = if method == MethodId::SGD { Stop::Tries(30) } else { DRAWS };
        Track::new(Census::new(method, 100), 10, stop, None)
    }

    pub(crate) fn delta(method: MethodId, chunk: u64) -> ChunkCounts {
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
            weighted: None,
        }
    }

    #[test]
    fn chunks_are_merged_in_order_and_once_whatever_the_order_of_arrival() {
        let mut straight = track(MethodId::SGD);
        let mut shuffled = track(MethodId::SGD);
        for chunk in 0..3 {
            assert_eq!(straight.assign(), Some(chunk));
            assert_eq!(shuffled.assign(), Some(chunk));
        }
        assert_eq!(straight.assign(), None);
        for chunk in 0..3 {
            straight.accept(delta(MethodId::SGD, chunk));
        }
        for chunk in [2, 0, 0, 2, 1, 1] {
            shuffled.accept(delta(MethodId::SGD, chunk));
        }
        assert_eq!(straight.census.fingerprint(0), shuffled.census.fingerprint(0));
        assert_eq!((straight.end(), straight.census.tried()), (Some(End::Budget), 30));
    }

    #[test]
    fn dice_end_with_the_chunk_that_reaches_the_budget_not_with_later_ones() {
        let mut track = track(MethodId::REJECTION);
        for _ in 0..6 {
            track.assign();
        }
        for chunk in [5, 4, 3, 2, 1, 0] {
            track.accept(delta(MethodId::REJECTION, chunk));
        }
        assert_eq!((track.merged(), track.census.kept(), track.end()), (3, 12, Some(End::Budget)));
        assert_eq!(track.assign(), None);
        let more = Stop::Kept { kept: 20, most: 1000 };
        track.extend(more);
        assert_eq!((track.end(), track.assign()), (None, Some(3)));
    }

    #[test]
    fn a_held_track_counts_step_by_step() {
        let mut track = track(MethodId::SGD);
        track.hold_after(0);
        for chunk in 0..3 {
            track.assign();
            track.accept(delta(MethodId::SGD, chunk));
        }
        assert_eq!((track.merged(), track.is_stepping()), (0, false));
        track.hold_after(1);
        assert!(track.is_stepping());
        track.merge();
        assert_eq!((track.merged(), track.is_stepping()), (1, false));
        track.release();
        assert_eq!(track.end(), Some(End::Budget));
    }

    #[test]
    fn dice_give_up_at_the_limit_of_draws() {
        let mut track = track(MethodId::REJECTION);
        track.extend(Stop::Kept { kept: 1000, most: 15 });
        while let Some(chunk) = track.assign() {
            track.accept(delta(MethodId::REJECTION, chunk));
        }
        assert_eq!((track.census.tried(), track.end()), (20, Some(End::GaveUp)));
    }

    #[test]
    fn a_resumed_track_goes_on_with_the_next_chunk() {
        let mut straight = track(MethodId::REJECTION);
        for chunk in 0..2 {
            straight.assign();
            straight.accept(delta(MethodId::REJECTION, chunk));
        }
        let mut resumed = track(MethodId::REJECTION);
        resumed.resume(straight.census.clone()).unwrap();
        for track in [&mut straight, &mut resumed] {
            assert_eq!((track.merged(), track.end(), track.assign()), (2, None, Some(2)));
            track.accept(delta(MethodId::REJECTION, 2));
            assert_eq!(track.end(), Some(End::Budget));
        }
        assert_eq!(straight.census.fingerprint(0), resumed.census.fingerprint(0));
    }

    #[test]
    fn counts_that_no_run_holds_are_not_resumed() {
        let mut counted = track(MethodId::REJECTION);
        while let Some(chunk) = counted.assign() {
            counted.accept(delta(MethodId::REJECTION, chunk));
        }
        let census = counted.census;
        let resume = |chunk_len, stop| {
            Track::new(Census::new(MethodId::REJECTION, 100), chunk_len, stop, None).resume(census.clone())
        };
        assert_eq!(resume(10, DRAWS), Ok(()));
        assert_eq!(resume(7, DRAWS), Err(ResumeError::Chunks { tried: 30, chunk_len: 7 }));
        assert_eq!(resume(10, Stop::Kept { kept: 2, most: 1000 }), Err(ResumeError::PastTheEnd));
        assert_eq!(resume(10, Stop::Kept { kept: 12, most: 20 }), Err(ResumeError::PastTheEnd));
        let census_of_none = Census::new(MethodId::REJECTION, 100);
        let mut cannot = Track::new(census_of_none, 10, DRAWS, Some(End::CannotRun));
        assert_eq!(cannot.resume(census), Err(ResumeError::CannotRun));
        assert_eq!(cannot.resume(Census::new(MethodId::REJECTION, 100)), Ok(()));
        assert_eq!(cannot.end(), Some(End::CannotRun));
    }

    #[test]
    fn counts_of_other_streams_stay_as_they_are() {
        let mut counted = track(MethodId::REJECTION);
        counted.assign();
        counted.accept(delta(MethodId::REJECTION, 0));
        let mut shown = track(MethodId::REJECTION);
        shown.show(counted.census.clone());
        let more = Stop::Kept { kept: 1000, most: 1000 };
        shown.extend(more);
        assert_eq!((shown.end(), shown.merged(), shown.assign()), (Some(End::AsSaved), 1, None));
        shown.accept(delta(MethodId::REJECTION, 1));
        shown.release();
        assert_eq!(shown.census, counted.census);
    }
}
