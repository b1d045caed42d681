//! Training runs in lockstep, as a sampler.

use super::Descent;
use super::lane_batch::{LaneBatch, PASS};
use super::reading::{Reader, Reading};
use super::run::{Lane, Prepared};
use super::steps::Steps;
use crate::method::{MethodId, Problem, Sampler};
use crate::numeric::order::sorted;
use crate::sample::ChunkCounts;
use crate::simd::Simd;
use crate::task::Function;

/// What is to be done next.
#[derive(Clone, Copy, Debug)]
enum Phase {
    /// Start a new run in this lane, if it is idle.
    Start(usize),
    /// Take the points from here on, as many as one pass takes, of the batch that begins at `batch`.
    Train { batch: usize, start: usize },
    /// An epoch is over.
    Review,
    /// Read the function of this lane, if it may fit.
    Read(usize),
    /// Every run is over.
    Done,
}

/// N training runs in lockstep; a lane whose run is over starts the next run of the chunk.
pub(super) struct Trainer<S: Simd, const N: usize> {
    simd: S,
    prepared: Prepared,
    descent: Descent,
    chunk_len: u32,
    batch: LaneBatch<S, N>,
    reader: Reader<N>,
    lanes: [Lane; N],
    phase: Phase,
    chunk: u64,
    started: u32,
    delta: ChunkCounts,
    /// What the runs of the chunk ended in.
    found: Vec<Function>,
}

impl<S: Simd, const N: usize> Trainer<S, N> {
    pub(super) fn new(simd: S, problem: &Problem, descent: &Descent, seed: u64, chunk_len: u32) -> Self {
        let prepared = Prepared::new(problem, seed);
        Self {
            simd,
            descent: *descent,
            chunk_len,
            batch: LaneBatch::new(simd, &problem.architecture, descent),
            reader: Reader::new(problem),
            lanes: std::array::from_fn(|_| Lane::idle(&prepared)),
            prepared,
            phase: Phase::Done,
            chunk: 0,
            started: 0,
            delta: empty(0, problem.task.inputs.count()),
            found: Vec::new(),
        }
    }

    /// Does what is next and says how many multiply-adds it took, or about as much time.
    fn proceed(&mut self) -> usize {
        match self.phase {
            Phase::Start(lane) if lane == N => {
                self.phase = if self.lanes.iter().any(|lane| lane.active) {
                    self.lanes.iter_mut().filter(|lane| lane.active).for_each(Lane::shuffle);
                    Phase::Train { batch: 0, start: 0 }
                } else {
                    Phase::Done
                };
                N * self.prepared.training()
            }
            Phase::Start(lane) => {
                self.phase = Phase::Start(lane + 1);
                if self.lanes[lane].active || self.started == self.chunk_len { 0 } else { self.start(lane) }
            }
            Phase::Train { batch, start } => self.train(batch, start),
            Phase::Review => self.review(),
            Phase::Read(lane) if lane == N => {
                self.phase = Phase::Start(0);
                0
            }
            Phase::Read(lane) => {
                self.phase = Phase::Read(lane + 1);
                if self.lanes[lane].may_fit { self.read(lane) } else { 0 }
            }
            Phase::Done => 0,
        }
    }

    /// Draws the parameters of the next run into `lane`.
    fn start(&mut self, lane: usize) -> usize {
        let run = self.chunk * u64::from(self.chunk_len) + u64::from(self.started);
        self.started += 1;
        self.lanes[lane].start(&self.prepared, self.simd, run, &mut self.reader.parameters);
        if self.prepared.sorts_units() {
            self.reader.bring_alive_units_forward(self.simd);
        }
        self.batch.load(lane, &self.reader.parameters);
        if matches!(self.reader.read(self.simd), Reading::Fits(_)) {
            self.delta.fitted_at_start += 1;
        }
        8 * self.reader.parameters.len() + 48 * self.prepared.multiply_adds()
    }

    /// One pass: forward, backward, and after the last pass of a batch the step.
    fn train(&mut self, batch: usize, start: usize) -> usize {
        let size = self.prepared.training();
        let batch_end = size.min(batch + self.descent.batch);
        let end = batch_end.min(start + PASS);
        let points = end - start;
        self.batch.train(&self.prepared, &self.lanes, start..end, batch..batch_end);
        let mut work = 3 * N * points * self.prepared.multiply_adds();
        self.phase = if end < batch_end {
            Phase::Train { batch, start: end }
        } else {
            work += 8 * N * self.reader.parameters.len();
            if end < size { Phase::Train { batch: end, start: end } } else { Phase::Review }
        };
        work
    }

    /// After an epoch: finds the runs that diverged, and those that may fit.
    fn review(&mut self) -> usize {
        self.phase = Phase::Read(0);
        let finite = self.batch.finite();
        for (lane, finite) in self.lanes.iter_mut().zip(finite) {
            lane.end_epoch();
            if lane.active && !finite {
                lane.active = false;
                lane.may_fit = false;
                self.delta.diverged += 1;
            }
        }
        let evaluations = self.batch.check_recent_failures(&self.prepared, &mut self.lanes);
        for lane in &mut self.lanes {
            if lane.active && !lane.may_fit && lane.extra.is_none() && lane.epochs == self.descent.max_epochs
            {
                lane.active = false;
                self.delta.unfit += 1;
            }
        }
        N * (2 * self.reader.parameters.len() + evaluations * self.prepared.multiply_adds())
    }

    /// Reads the network in `lane` and decides how its run goes on.
    fn read(&mut self, lane: usize) -> usize {
        self.batch.unload(lane, &mut self.reader.parameters);
        let reading = self.reader.read(self.simd);
        let lane = &mut self.lanes[lane];
        let over = match (reading, lane.extra) {
            (Reading::Fits(_), None) if self.descent.extra_epochs > 0 => {
                lane.extra = Some(self.descent.extra_epochs);
                false
            }
            (Reading::Fits(function), _) => {
                self.found.push(function);
                self.delta.epochs += u64::from(lane.epochs);
                true
            }
            (Reading::NotFinite, _) => {
                self.delta.diverged += 1;
                true
            }
            (Reading::Wrong(_), Some(_)) => {
                self.delta.lost += 1;
                true
            }
            (Reading::Wrong(point), None) => {
                lane.suspect(point);
                let over = lane.epochs == self.descent.max_epochs;
                self.delta.unfit += u64::from(over);
                over
            }
        };
        lane.active = !over;
        lane.may_fit = false;
        self.reader.parameters.len() + self.prepared.multiply_adds() * self.delta.inputs
    }
}

fn empty(chunk: u64, inputs: usize) -> ChunkCounts {
    ChunkCounts {
        method: MethodId::SGD,
        chunk,
        inputs,
        tried: 0,
        unfit: 0,
        lost: 0,
        diverged: 0,
        epochs: 0,
        fitted_at_start: 0,
        counts: vec![],
        classes: None,
        clusters: None,
        weighted: None,
    }
}

impl<S: Simd, const N: usize> Sampler for Trainer<S, N> {
    fn chunk_len(&self) -> u32 {
        self.chunk_len
    }

    fn begin(&mut self, chunk: u64) {
        self.chunk = chunk;
        self.started = 0;
        self.delta = empty(chunk, self.delta.inputs);
        self.found.clear();
        for lane in &mut self.lanes {
            lane.active = false;
        }
        self.phase = Phase::Start(0);
    }

    fn advance(&mut self, work: u32) -> bool {
        let mut left = 1000 * i64::from(work);
        while !matches!(self.phase, Phase::Done) && left > 0 {
            left -= self.proceed() as i64 + 1;
        }
        matches!(self.phase, Phase::Done)
    }

    fn take(&mut self) -> ChunkCounts {
        assert!(
            matches!(self.phase, Phase::Done) && self.started == self.chunk_len,
            "chunk {} is not done",
            self.chunk
        );
        self.delta.tried = u64::from(self.chunk_len);
        let found = sorted(&self.found, &Function::cmp);
        let each = found.chunk_by(Function::eq).map(|same| (same[0], same.len() as u32));
        self.delta.counts = each.collect();
        self.found.clear();
        self.started = 0;
        std::mem::replace(&mut self.delta, empty(self.chunk, self.prepared.inputs()))
    }
}

impl<S: Simd, const N: usize> Steps for Trainer<S, N> {
    fn draw(&mut self) {
        while matches!(self.phase, Phase::Start(_)) {
            self.proceed();
        }
    }

    fn step(&mut self) -> bool {
        loop {
            match self.phase {
                Phase::Done => return false,
                Phase::Train { batch, .. } => {
                    self.proceed();
                    if !matches!(self.phase, Phase::Train { batch: now, .. } if now == batch) {
                        return true;
                    }
                }
                _ => {
                    self.proceed();
                }
            }
        }
    }

    fn look(&self, parameters: &mut [f32]) {
        for (parameter, block) in parameters.iter_mut().zip(self.batch.parameters.iter()) {
            *parameter = block[0];
        }
    }
}

#[cfg(test)]
#[path = "agreement.rs"]
mod agreement;
