//! Everything that a run counts: one track a method, or a count of its own.

use super::turn::in_turn;
use super::{Assignment, Counts, Origin, Pace, ResumeError, Track};
use crate::sample::{Census, ChunkCounts, Stop};

/// The tracks of a run, with how fast each goes, and where their counts are from.
///
/// What is counted depends on settings and seed alone: each track merges its chunks in order, each once, whoever did
/// them and however late they came.
pub(crate) struct Tracks<C = Census> {
    tracks: Vec<Track<C>>,
    paces: Vec<Pace>,
    /// Where the counts are from, if they are of other random streams than this program's.
    origin: Option<Origin>,
}

impl<C: Counts> Tracks<C> {
    pub(crate) fn new(tracks: impl IntoIterator<Item = Track<C>>) -> Self {
        let tracks: Vec<Track<C>> = tracks.into_iter().collect();
        let paces = tracks.iter().map(|_| Pace::default()).collect();
        Self { tracks, paces, origin: None }
    }

    /// The track at a place.
    pub(crate) fn get(&self, place: usize) -> &Track<C> {
        &self.tracks[place]
    }

    /// All tracks, each with how fast it goes.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&Track<C>, &Pace)> {
        self.tracks.iter().zip(&self.paces)
    }

    /// What is counted at a place.
    pub(crate) fn census(&self, place: usize) -> &C {
        &self.tracks[place].census
    }

    /// All that is counted.
    pub(crate) fn censuses(&self) -> impl ExactSizeIterator<Item = &C> {
        self.tracks.iter().map(|track| &track.census)
    }

    /// A short hash of everything counted.
    pub(crate) fn fingerprint(&self, start: u64) -> u64 {
        self.censuses().fold(start, |hash, census| census.fingerprint(hash))
    }

    /// Whether all have ended.
    pub(crate) fn has_ended(&self) -> bool {
        self.tracks.iter().all(|track| track.end().is_some())
    }

    /// Whether a step of a held run is still being done.
    pub(crate) fn is_stepping(&self) -> bool {
        self.tracks.iter().any(Track::is_stepping)
    }

    /// Chunks counted, of all together.
    pub(crate) fn merged(&self) -> u64 {
        self.tracks.iter().map(Track::merged).sum()
    }

    /// The next chunk to do: of the track of which fewest are being done.
    pub(crate) fn assign(&mut self) -> Option<Assignment> {
        in_turn(&self.tracks).into_iter().find_map(|place| {
            let chunk = self.tracks[place].assign()?;
            Some(Assignment { method: place as u32, chunk })
        })
    }

    /// Takes a finished chunk of the track at `place` that has been checked. One that is already here is ignored.
    pub(crate) fn accept(&mut self, place: usize, delta: ChunkCounts) {
        self.tracks[place].accept(delta);
    }

    /// Takes back a chunk that its worker will not finish.
    pub(crate) fn give_back(&mut self, assignment: Assignment) {
        if let Some(track) = self.tracks.get_mut(assignment.method as usize) {
            track.give_back(assignment.chunk);
        }
    }

    /// Holds the counts as they are: finished chunks wait.
    pub(crate) fn hold(&mut self) {
        self.tracks.iter_mut().for_each(|track| track.hold_after(0));
        self.paces.iter_mut().for_each(Pace::forget);
    }

    /// While held: lets one more chunk of each track be counted.
    pub(crate) fn step(&mut self) {
        for track in &mut self.tracks {
            track.hold_after(1);
            track.merge();
        }
    }

    /// Ends the hold.
    pub(crate) fn release(&mut self) {
        self.tracks.iter_mut().for_each(Track::release);
    }

    /// Goes on to later ends, if nothing stands in the way: counts of other random streams are only shown.
    pub(crate) fn extend(&mut self, stops: impl IntoIterator<Item = Stop>) {
        self.tracks.iter_mut().zip(stops).for_each(|(track, stop)| track.extend(stop));
    }

    /// Goes on where `census` stands; one of other random streams is only shown.
    ///
    /// # Errors
    /// If a run that ends where this one does never holds such counts.
    pub(crate) fn resume(&mut self, place: usize, census: C, from: &Origin) -> Result<(), ResumeError> {
        self.origin = from.if_elsewhere();
        if self.origin.is_some() {
            self.tracks[place].show(census);
            return Ok(());
        }
        self.tracks[place].resume(census)
    }

    /// Where the counts are from, if not from this program's random streams.
    pub(crate) fn elsewhere(&self) -> Option<&Origin> {
        self.origin.as_ref()
    }

    /// Why the run cannot be gone on with, if it was counted by other random streams than this program's.
    pub(crate) fn note(&self) -> Option<String> {
        self.origin.as_ref().map(Origin::note)
    }

    /// Looks at the clock: `now` is a time in milliseconds from any fixed start.
    pub(crate) fn observe(&mut self, now: f64) {
        for (track, pace) in self.tracks.iter().zip(&mut self.paces) {
            pace.observe(now, track.census.tried(), track.share());
        }
    }
}
