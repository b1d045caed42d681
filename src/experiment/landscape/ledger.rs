//! The ledger of a landscape: hands out chunks, takes their counts, knows when the run ends.

use super::cache::Cache;
use super::progress::{beyond_words, progress};
use super::settings::{Landscape, Setup};
use super::table::table;
use super::tally::{MOST_APART, Tally};
use crate::method::MethodId;
use crate::run::{Origin, ResumeError, Status, Track, Tracks, tracked};
use crate::sample::{ChunkCounts, ChunkCountsError, SparseCounts};

/// One landscape: what is out, what is counted.
///
/// The counts depend on settings and seed alone: chunks are merged in order, each once, whoever did them and
/// however late they came.
pub struct Ledger {
    setup: Setup,
    tracks: Tracks<Tally>,
    pub(super) cache: Cache,
}

tracked!(Ledger, table());

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
        let track = Track::new(tally, landscape.sampler().chunk_len(), landscape.stop(), None);
        Self { setup, tracks: Tracks::new([track]), cache: Cache::default() }
    }

    /// What is drawn.
    pub fn landscape(&self) -> &Landscape {
        &self.setup.landscape
    }

    /// The functions told apart so far.
    pub fn registry(&self) -> &SparseCounts {
        &self.tracks.census(0).registry
    }

    pub(super) fn tally(&self) -> &Tally {
        self.tracks.census(0)
    }

    pub(super) fn cache_and_tally(&mut self) -> (&mut Cache, &Tally) {
        (&mut self.cache, self.tracks.census(0))
    }

    /// Whether all networks have been drawn.
    pub fn has_ended(&self) -> bool {
        self.tracks.has_ended()
    }

    /// Takes the counts of a finished chunk. A chunk that is already here is ignored; counts that can't be
    /// those of a chunk of this run are refused, and the chunk should be given back.
    pub fn accept(&mut self, delta: ChunkCounts) -> Result<(), ChunkCountsError> {
        let inputs = self.setup.landscape.problem.task.inputs.count();
        let whole = delta.kept() == delta.tried && delta.tried == self.chunk_len();
        let size = delta.clusters.as_ref().map_or(1, |clusters| clusters.size);
        let same = size == self.setup.landscape.last_layers;
        let order = self.setup.landscape.classes.map(|symmetries| symmetries.order());
        let by_classes = match (order, &delta.classes) {
            (None, None) => true,
            (Some(order), Some(classes)) => classes.sizes.iter().all(|&size| order.is_multiple_of(size)),
            _ => false,
        };
        if delta.method != MethodId::REJECTION || delta.inputs != inputs || !whole || !same || !by_classes {
            return Err(ChunkCountsError);
        }
        self.tracks.accept(0, delta);
        Ok(())
    }

    /// Goes on where a tally stands; one from other random streams is only shown.
    pub(super) fn resume(&mut self, tally: Tally, from: &Origin) -> Result<(), ResumeError> {
        self.tracks.resume(0, tally, from)
    }

    pub(super) fn chunk_len(&self) -> u64 {
        self.tracks.get(0).chunk_len()
    }

    /// Goes on with another link, which may differ in a larger budget and in what is shown; the network and its
    /// prior stay as they are.
    pub fn extend(&mut self, fragment: &str) {
        let setup = Setup::read(fragment);
        let Landscape { problem, encoding, seed, draws, last_layers, classes, .. } =
            self.setup.landscape.clone();
        self.setup.landscape = Landscape { problem, encoding, seed, last_layers, classes, ..setup.landscape };
        if self.tracks.elsewhere().is_some() {
            self.setup.landscape.draws = draws;
            return;
        }
        self.setup.values = setup.values;
        self.tracks.extend([self.setup.landscape.stop()]);
    }

    /// Does every chunk until the run ends, in this thread.
    pub fn run(&mut self) {
        let sampler = self.landscape().sampler();
        self.count_all(&mut [Some(sampler)], |ledger, _, delta| ledger.accept(delta));
    }

    /// How far the run is; `now` is a time in milliseconds from any fixed start.
    pub fn status(&mut self, now: f64) -> Status {
        self.tracks.observe(now);
        let note = self.note();
        Status {
            progress: self.tracks.iter().map(|(track, pace)| progress(track, pace, note.clone())).collect(),
            ended: self.has_ended(),
            stepping: self.tracks.is_stepping(),
            merged: self.tracks.merged(),
            beyond: beyond_words(self.tally()),
        }
    }
}
