//! The ledger of a run: hands out chunks, takes their counts, knows when each method ends.

use super::impossible::impossible_words;
use super::progress::{DISTINCT_CAP, beyond_words, progress};
use super::settings::{Comparison, Setup};
use super::table::table;
use crate::method::{Impossible, Method, impossible};
use crate::run::{Assignment, End, Origin, Pace, Progress, ResumeError, Status, Track, in_turn, origin};
use crate::sample::{Census, ChunkCounts, ChunkCountsError};

/// Both methods of one comparison: what is out, what is counted.
///
/// The censuses depend on settings and seed alone: chunks are merged in order, each once, whoever did them
/// and however late they came.
pub struct Ledger {
    setup: Setup,
    tracks: [Track; 2],
    paces: [Pace; 2],
    /// Where the counts are from, if they are of other random streams than this program's.
    origin: Option<Origin>,
    impossible: Option<Impossible>,
}

impl Ledger {
    /// An empty ledger for the comparison of a link.
    pub fn new(fragment: &str) -> Self {
        let setup = Setup::read(fragment);
        let impossible = impossible(&setup.comparison.problem);
        let census = |method| Census::new(method, DISTINCT_CAP);
        let track = |method| match setup.comparison.sampler(method) {
            Ok(sampler) => {
                Track::new(census(method), sampler.chunk_len(), impossible.map(|_| End::Impossible))
            }
            Err(_) => Track::new(census(method), 1, Some(End::CannotRun)),
        };
        let tracks = [track(Method::Dice), track(Method::Descent)];
        Self { setup, tracks, paces: [Pace::default(), Pace::default()], origin: None, impossible }
    }

    /// What is run.
    pub fn comparison(&self) -> &Comparison {
        &self.setup.comparison
    }

    /// The settings.
    pub fn setup(&self) -> &Setup {
        &self.setup
    }

    /// The counts of `method` so far.
    pub fn census(&self, method: Method) -> &Census {
        &self.tracks[method as usize].census
    }

    /// Why `method` has ended, if it has.
    pub fn end(&self, method: Method) -> Option<End> {
        self.tracks[method as usize].end()
    }

    /// Whether both methods have ended.
    pub fn has_ended(&self) -> bool {
        self.tracks.iter().all(|track| track.end().is_some())
    }

    /// The next chunk to do: of the method of which fewer are being done.
    pub fn assign(&mut self) -> Option<Assignment> {
        let budget = self.setup.comparison.budget;
        in_turn(&self.tracks).into_iter().find_map(|method| {
            let chunk = self.tracks[method].assign(&budget)?;
            Some(Assignment { method: method as u32, chunk })
        })
    }

    /// Takes the counts of a finished chunk. A chunk that is already here is ignored; counts that can't be
    /// those of a chunk of this run are refused, and the chunk should be given back.
    pub fn accept(&mut self, delta: ChunkCounts) -> Result<(), ChunkCountsError> {
        let comparison = &self.setup.comparison;
        let task = &comparison.problem.task;
        let track = &mut self.tracks[delta.method as usize];
        let fits = delta.counts.iter().all(|&(function, _)| task.fits(function));
        if delta.inputs != task.inputs.count() || delta.tried != track.chunk_len() || !fits {
            return Err(ChunkCountsError);
        }
        track.accept(delta, &comparison.budget);
        Ok(())
    }

    /// Goes on where a census stands; one from other random streams is only shown.
    pub(super) fn resume(&mut self, census: Census, from: &Origin) -> Result<(), ResumeError> {
        let budget = self.setup.comparison.budget;
        let track = &mut self.tracks[census.method() as usize];
        self.origin = from.if_elsewhere();
        if self.origin.is_some() {
            track.show(census);
            return Ok(());
        }
        track.resume(census, &budget)
    }

    /// Why no network of the prior fits the training set, in words; none if some may. Then nothing is run.
    pub(super) fn impossible(&self) -> Option<String> {
        self.impossible.map(|why| impossible_words(why, &self.setup.comparison))
    }

    /// The settings, with the random streams of the counts.
    pub fn origin(&self) -> Origin {
        self.origin.clone().unwrap_or_else(|| Origin::here(&self.setup.fragment()))
    }

    /// Why the run cannot be gone on with, if it was counted by other random streams than this program's.
    pub fn note(&self) -> Option<String> {
        self.origin.as_ref().map(Origin::note)
    }

    /// The chunks counted of `method`.
    pub fn chunks(&self, method: Method) -> u64 {
        self.tracks[method as usize].merged()
    }

    /// Takes back a chunk that its worker will not finish.
    pub fn give_back(&mut self, assignment: Assignment) {
        if let Some(track) = self.tracks.get_mut(assignment.method as usize) {
            track.give_back(assignment.chunk);
        }
    }

    /// Holds the counts as they are: finished chunks wait.
    pub fn hold(&mut self) {
        self.tracks.iter_mut().for_each(|track| track.hold_after(0));
        self.paces.iter_mut().for_each(Pace::forget);
    }

    /// While held: lets one more chunk of each method be counted.
    pub fn step(&mut self) {
        let budget = self.setup.comparison.budget;
        for track in &mut self.tracks {
            track.hold_after(1);
            track.merge(&budget);
        }
    }

    /// Ends the hold.
    pub fn release(&mut self) {
        let budget = self.setup.comparison.budget;
        self.tracks.iter_mut().for_each(|track| track.release(&budget));
    }

    /// Goes on with the larger budgets of another link; everything else stays as it is.
    pub fn extend(&mut self, fragment: &str) {
        if self.origin.is_some() {
            return;
        }
        let setup = Setup::read(fragment);
        self.setup.comparison.budget = setup.comparison.budget;
        self.setup.values = setup.values;
        let budget = self.setup.comparison.budget;
        self.tracks.iter_mut().for_each(|track| track.extend(&budget));
    }

    /// Does every chunk until both methods have ended, in this thread.
    pub fn run(&mut self) {
        let mut samplers =
            [Method::Dice, Method::Descent].map(|method| self.comparison().sampler(method).ok());
        while let Some(assignment) = self.assign() {
            let Some(sampler) = &mut samplers[assignment.method as usize] else { return };
            sampler.begin(assignment.chunk);
            while !sampler.advance(u32::MAX) {}
            self.accept(sampler.take()).expect("a chunk of this run");
        }
    }

    /// How far the run is; `now` is a time in milliseconds from any fixed start.
    pub fn status(&mut self, now: f64) -> Status {
        let budget = self.setup.comparison.budget;
        for (track, pace) in self.tracks.iter().zip(&mut self.paces) {
            pace.observe(now, track.census.tried(), track.share(&budget));
        }
        let both: Vec<Progress> = self
            .tracks
            .iter()
            .zip(&self.paces)
            .map(|(track, pace)| progress(track, pace, &budget, self.note()))
            .collect();
        Status {
            progress: both,
            ended: self.has_ended(),
            stepping: self.tracks.iter().any(Track::is_stepping),
            merged: self.tracks.iter().map(Track::merged).sum(),
            beyond: beyond_words(&self.tracks[0].census, &self.tracks[1].census),
        }
    }

    /// A short hash of the settings that matter and of everything counted, to compare two runs by eye.
    pub fn fingerprint(&self) -> String {
        let start = match &self.origin {
            Some(origin) => origin.fingerprint_start(&table()),
            None => origin::here(&self.setup.experiment_fragment()),
        };
        let hash = self.tracks.iter().fold(start, |hash, track| track.census.fingerprint(hash));
        format!("{hash:016x}")
    }
}
