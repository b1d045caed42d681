//! The ledger of a landscape: hands out chunks, takes their counts, knows when the run ends.

use super::cache::Cache;
use super::progress::{beyond_words, progress};
use super::settings::{Landscape, Setup};
use super::table::table;
use super::tally::{MOST_APART, Tally};
use crate::method::Method;
use crate::run::{Assignment, Counts, End, Origin, Pace, ResumeError, Status, Track, origin};
use crate::sample::{ChunkCounts, ChunkCountsError, SparseCounts};

/// One landscape: what is out, what is counted.
///
/// The counts depend on settings and seed alone: chunks are merged in order, each once, whoever did them and
/// however late they came.
pub struct Ledger {
    setup: Setup,
    track: Track<Tally>,
    pace: Pace,
    pub(super) cache: Cache,
    /// Where the counts are from, if they are of other random streams than this program's.
    origin: Option<Origin>,
}

impl Ledger {
    /// An empty ledger for the landscape of a link.
    pub fn new(fragment: &str) -> Self {
        Self::with_memory(fragment, MOST_APART)
    }

    /// An empty ledger that tells at most `most` functions apart; draws of further ones are counted together.
    pub fn with_memory(fragment: &str, most: usize) -> Self {
        let setup = Setup::read(fragment);
        let landscape = &setup.landscape;
        let tally = Tally::new(landscape.n(), most, landscape.classes);
        let track = match landscape.sampler(Method::Dice) {
            Ok(sampler) => Track::new(tally, sampler.chunk_len(), None),
            Err(_) => Track::new(tally, 1, Some(End::CannotRun)),
        };
        Self { setup, track, pace: Pace::default(), cache: Cache::default(), origin: None }
    }

    /// What is drawn.
    pub fn landscape(&self) -> &Landscape {
        &self.setup.landscape
    }

    /// The settings.
    pub fn setup(&self) -> &Setup {
        &self.setup
    }

    /// The functions told apart so far.
    pub fn registry(&self) -> &SparseCounts {
        &self.track.census.registry
    }

    pub(super) fn tally(&self) -> &Tally {
        &self.track.census
    }

    pub(super) fn cache_and_tally(&mut self) -> (&mut Cache, &Tally) {
        (&mut self.cache, &self.track.census)
    }

    /// Whether all networks have been drawn.
    pub fn has_ended(&self) -> bool {
        self.track.end().is_some()
    }

    /// The next chunk to do.
    pub fn assign(&mut self) -> Option<Assignment> {
        let chunk = self.track.assign(&self.setup.landscape.budget())?;
        Some(Assignment { method: Method::Dice as u32, chunk })
    }

    /// Takes the counts of a finished chunk. A chunk that is already here is ignored; counts that can't be
    /// those of a chunk of this run are refused, and the chunk should be given back.
    pub fn accept(&mut self, delta: ChunkCounts) -> Result<(), ChunkCountsError> {
        let inputs = self.setup.landscape.problem.task.inputs.count();
        let whole = delta.kept() == delta.tried && delta.tried == self.track.chunk_len();
        let size = delta.clusters.as_ref().map_or(1, |clusters| clusters.size);
        let same = size == self.setup.landscape.last_layers;
        let order = self.setup.landscape.classes.map(|symmetries| symmetries.order());
        let by_classes = match (order, &delta.classes) {
            (None, None) => true,
            (Some(order), Some(classes)) => classes.sizes.iter().all(|&size| order.is_multiple_of(size)),
            _ => false,
        };
        if delta.method != Method::Dice || delta.inputs != inputs || !whole || !same || !by_classes {
            return Err(ChunkCountsError);
        }
        self.track.accept(delta, &self.setup.landscape.budget());
        Ok(())
    }

    /// Goes on where a tally stands; one from other random streams is only shown.
    pub(super) fn resume(&mut self, tally: Tally, from: &Origin) -> Result<(), ResumeError> {
        self.origin = from.if_elsewhere();
        if self.origin.is_some() {
            self.track.show(tally);
            return Ok(());
        }
        self.track.resume(tally, &self.setup.landscape.budget())
    }

    /// The settings, with the random streams of the counts.
    pub fn origin(&self) -> Origin {
        self.origin.clone().unwrap_or_else(|| Origin::here(&self.setup.fragment()))
    }

    /// Why the run cannot be gone on with, if it was counted by other random streams than this program's.
    pub fn note(&self) -> Option<String> {
        self.origin.as_ref().map(Origin::note)
    }

    pub(super) fn chunk_len(&self) -> u64 {
        self.track.chunk_len()
    }

    /// Takes back a chunk that its worker will not finish.
    pub fn give_back(&mut self, assignment: Assignment) {
        if assignment.method == Method::Dice as u32 {
            self.track.give_back(assignment.chunk);
        }
    }

    /// Holds the counts as they are: finished chunks wait.
    pub fn hold(&mut self) {
        self.track.hold_after(0);
        self.pace.forget();
    }

    /// While held: lets one more chunk be counted.
    pub fn step(&mut self) {
        self.track.hold_after(1);
        self.track.merge(&self.setup.landscape.budget());
    }

    /// Ends the hold.
    pub fn release(&mut self) {
        self.track.release(&self.setup.landscape.budget());
    }

    /// Goes on with another link, which may differ in a larger budget and in what is shown; the network and its
    /// prior stay as they are.
    pub fn extend(&mut self, fragment: &str) {
        let setup = Setup::read(fragment);
        let Landscape { problem, encoding, seed, draws, last_layers, classes, .. } =
            self.setup.landscape.clone();
        self.setup.landscape = Landscape { problem, encoding, seed, last_layers, classes, ..setup.landscape };
        if self.origin.is_some() {
            self.setup.landscape.draws = draws;
            return;
        }
        self.setup.values = setup.values;
        self.track.extend(&self.setup.landscape.budget());
    }

    /// Does every chunk until the run ends, in this thread.
    pub fn run(&mut self) {
        let Ok(mut sampler) = self.landscape().sampler(Method::Dice) else { return };
        while let Some(assignment) = self.assign() {
            sampler.begin(assignment.chunk);
            while !sampler.advance(u32::MAX) {}
            self.accept(sampler.take()).expect("a chunk of this run");
        }
    }

    /// How far the run is; `now` is a time in milliseconds from any fixed start.
    pub fn status(&mut self, now: f64) -> Status {
        let budget = self.setup.landscape.budget();
        self.pace.observe(now, self.track.census.tried(), self.track.share(&budget));
        Status {
            progress: vec![progress(&self.track, &self.pace, &budget, self.note())],
            ended: self.has_ended(),
            stepping: self.track.is_stepping(),
            merged: self.track.merged(),
            beyond: beyond_words(self.tally()),
        }
    }

    /// A short hash of the settings that matter and of everything counted, to compare two runs by eye.
    pub fn fingerprint(&self) -> String {
        let start = match &self.origin {
            Some(origin) => origin.fingerprint_start(&table()),
            None => origin::here(&self.setup.experiment_fragment()),
        };
        format!("{:016x}", self.registry().fingerprint(start))
    }
}
