//! The ledger of a comparison: hands out chunks, takes their counts, knows when each method ends.

use super::impossible::impossible_words;
use super::measured::Measured;
use super::members::Member;
use super::progress::{DISTINCT_CAP, beyond_words, progress};
use super::settings::{Comparison, Setup};
use super::table::table;
use crate::method::{Impossible, impossible};
use crate::run::{End, Origin, ResumeError, Status, Track, Tracks, tracked};
use crate::sample::{Census, ChunkCounts, ChunkCountsError, MethodSample, Sample, Tries};
use crate::task::Task;
use std::cell::RefCell;

/// All methods of one comparison: what is out, what is counted.
///
/// The censuses depend on settings and seed alone: chunks are merged in order, each once, whoever did them
/// and however late they came.
pub struct Ledger {
    setup: Setup,
    tracks: Tracks<MethodSample>,
    /// Of each method; what is known of a function stays so.
    pub(super) measured: RefCell<Vec<Measured>>,
}

tracked!(Ledger, table());

impl Ledger {
    /// An empty ledger for the comparison of a link.
    pub fn new(fragment: &str) -> Self {
        let setup = Setup::read(fragment);
        let nothing_fits =
            setup.comparison.methods.iter().all(|member| impossible(&member.problem).is_some());
        let track = |member: &Member| {
            let sample = member.empty_sample(DISTINCT_CAP);
            match member.sampler() {
                Ok(sampler) => {
                    let never = member.tries != Tries::Runs && impossible(&member.problem).is_some();
                    let end = (nothing_fits || never).then_some(End::Impossible);
                    Track::new(sample, sampler.chunk_len(), member.stop(), end)
                }
                Err(_) => Track::new(sample, 1, member.stop(), Some(End::CannotRun)),
            }
        };
        let tracks = Tracks::new(setup.comparison.methods.iter().map(track));
        let measured = RefCell::new(vec![Measured::default(); setup.comparison.methods.len()]);
        Self { setup, tracks, measured }
    }

    /// What is run.
    pub fn comparison(&self) -> &Comparison {
        &self.setup.comparison
    }

    /// The counts of the method at `place` so far.
    ///
    /// # Panics
    /// If there is no such method, or its sample has weights.
    pub fn census(&self, place: usize) -> &Census {
        self.sample(place).counts().expect("a method whose draws all count one")
    }

    /// What the method at `place` has found so far.
    ///
    /// # Panics
    /// If there is no such method.
    pub fn sample(&self, place: usize) -> Sample<'_> {
        self.tracks.census(place).as_sample()
    }

    /// Each method with what it has found.
    pub fn methods(&self) -> impl ExactSizeIterator<Item = (&Member, Sample<'_>)> {
        self.comparison().methods.iter().zip(self.tracks.censuses().map(MethodSample::as_sample))
    }

    /// Why the method at `place` has ended, if it has.
    pub fn end(&self, place: usize) -> Option<End> {
        self.tracks.get(place).end()
    }

    /// Whether all methods have ended.
    pub fn has_ended(&self) -> bool {
        self.tracks.has_ended()
    }

    /// Takes the counts of a finished chunk of the method at `place`. A chunk that is already here is ignored; counts that
    /// can't be those of a chunk of this run are refused, and the chunk should be given back.
    pub fn accept(&mut self, place: u32, delta: ChunkCounts) -> Result<(), ChunkCountsError> {
        let place = place as usize;
        let member = self.setup.comparison.methods.get(place).ok_or(ChunkCountsError)?;
        let task = &member.problem.task;
        let whole = delta.tried == self.tracks.get(place).chunk_len();
        let kind = delta.weighted.is_some() == member.clusters.is_some()
            && delta.classes.is_none()
            && delta.clusters.is_none();
        let fits = fits(task, &delta);
        if !kind || delta.method != member.method() || delta.inputs != task.inputs.count() || !whole || !fits
        {
            return Err(ChunkCountsError);
        }
        self.tracks.accept(place, delta);
        Ok(())
    }

    /// The same of packed counts.
    pub fn accept_packed(&mut self, place: u32, words: &[u32]) -> Result<(), ChunkCountsError> {
        let member = self.comparison().methods.get(place as usize).ok_or(ChunkCountsError)?;
        let delta = match member.clusters {
            None => ChunkCounts::unpack_independent(words),
            Some(_) => ChunkCounts::unpack_weighted(words),
        };
        self.accept(place, delta?)
    }

    /// Goes on where the sample of the method at `place` stands; one from other random streams is only shown.
    pub(super) fn resume(
        &mut self,
        place: usize,
        sample: MethodSample,
        from: &Origin,
    ) -> Result<(), ResumeError> {
        self.tracks.resume(place, sample, from)
    }

    /// Why no network of any method's prior fits the training set, in words; none if some may. Then nothing is run.
    pub(super) fn impossible(&self) -> Option<String> {
        impossible_for_all(self.comparison())
    }

    /// The chunks counted of the method at `place`.
    pub fn chunks(&self, place: usize) -> u64 {
        self.tracks.get(place).merged()
    }

    /// Goes on with another link, which may differ in larger budgets and in what is shown; everything else stays as it is.
    pub fn extend(&mut self, fragment: &str) {
        let setup = Setup::read(fragment);
        self.setup.comparison.pair = setup.comparison.pair;
        if self.tracks.elsewhere().is_some()
            || setup.comparison.methods.len() != self.comparison().methods.len()
        {
            return;
        }
        self.setup.values = setup.values;
        for (member, after) in self.setup.comparison.methods.iter_mut().zip(setup.comparison.methods) {
            member.config = after.config;
        }
        self.tracks.extend(self.setup.comparison.methods.iter().map(Member::stop));
    }

    /// Does every chunk until all methods have ended, in this thread.
    pub fn run(&mut self) {
        let mut samplers: Vec<_> =
            self.comparison().methods.iter().map(|member| member.sampler().ok()).collect();
        self.count_all(&mut samplers, Self::accept);
    }

    /// How far the run is; `now` is a time in milliseconds from any fixed start.
    pub fn status(&mut self, now: f64) -> Status {
        self.tracks.observe(now);
        let note = self.note();
        let methods = self.setup.comparison.methods.iter().zip(self.tracks.iter());
        Status {
            progress: methods
                .map(|(member, (track, pace))| progress(member, track, pace, note.clone()))
                .collect(),
            ended: self.has_ended(),
            stepping: self.tracks.is_stepping(),
            merged: self.tracks.merged(),
            beyond: beyond_words(self.methods()),
        }
    }
}

/// Whether every function of a chunk fits.
fn fits(task: &Task, delta: &ChunkCounts) -> bool {
    let clusters = delta.weighted.iter().flat_map(|clusters| clusters.clusters());
    let mut weighted = clusters.flat_map(|cluster| cluster.shares);
    delta.counts.iter().all(|&(function, _)| task.fits(function))
        && weighted.all(|&(function, _)| task.fits(function))
}

/// Why no network of any method's prior fits, in words, if that is so.
pub(super) fn impossible_for_all(comparison: &Comparison) -> Option<String> {
    let mut methods = comparison.methods.iter();
    let why: Option<Vec<(Impossible, &Member)>> =
        methods.by_ref().map(|member| Some((impossible(&member.problem)?, member))).collect();
    why?.first().map(|&(why, member)| impossible_words(why, &member.problem))
}
