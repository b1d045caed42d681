//! Rejection sampling: draw from the prior, keep what fits. Without a training set: plain draws from the prior.

mod batch;
mod plan;
mod table;

use super::{Delta, Method, Problem, Sampler};
use crate::dispatch;
use crate::network::Activation;
use crate::random::Stream;
use crate::simd::{Erf, LANES, Level, Phi, Relu, Sign, Simd, Tanh};
use batch::{Batch, TILE};
use plan::Plan;
use table::Table;

/// The sampler of `problem`: the same seed gives the same counts, chunk by chunk, on every machine.
///
/// Label 1 is an output above the threshold; an output that is exactly the threshold, or not a number because
/// a sum overflowed, gives label 0.
pub fn sampler(problem: &Problem, seed: u64) -> Box<dyn Sampler> {
    Box::new(WeightSpace::new(problem, seed, Level::best()))
}

/// What one random number costs, in multiply-adds.
const DRAW_COST: usize = 8;

/// The work of a chunk, in multiply-adds: a few hundredths of a second.
const CHUNK_WORK: usize = 200_000_000;

/// Draws all weights of eight networks, then evaluates them, training points first, until none of the eight
/// is right on all.
#[derive(Debug)]
struct WeightSpace {
    seed: u64,
    level: Level,
    plan: Plan,
    batches: u32,
    batch: Batch,
    stream: Stream,
    table: Table,
    chunk: u64,
    begun: u32,
    kept: u64,
}

impl WeightSpace {
    fn new(problem: &Problem, seed: u64, level: Level) -> Self {
        let plan = Plan::new(problem, &Plan::alternating(problem));
        let points = match plan.labels.len() {
            0 => plan.points(),
            training => training.min(2 * TILE),
        };
        let work = LANES * (plan.parameter_count() * DRAW_COST + points * plan.multiply_adds());
        Self {
            seed,
            level,
            batches: (CHUNK_WORK / work).clamp(1, 1 << 17) as u32,
            batch: Batch::new(&plan),
            stream: Stream::new(seed, Method::Dice as u32, 0),
            table: Table::new(plan.points()),
            plan,
            chunk: 0,
            begun: 0,
            kept: 0,
        }
    }

    /// Draws and evaluates until the work or the chunk is done.
    #[inline(always)]
    fn run<S: Simd, A: Phi>(&mut self, simd: S, phi: A, mut work: i64) -> bool {
        let draw_cost = (self.plan.parameter_count() * DRAW_COST * LANES) as i64;
        let tile_cost = (self.plan.multiply_adds() * TILE * LANES) as i64;
        while work > 0 {
            if self.batch.done < self.plan.points() && self.batch.alive != 0 {
                self.batch.advance(simd, phi, &self.plan);
                work -= tile_cost;
                if self.batch.done == self.plan.points() {
                    self.keep();
                }
            } else if self.begun < self.batches {
                self.begun += 1;
                self.batch.draw(simd, &self.plan, &mut self.stream);
                work -= draw_cost;
            } else {
                return true;
            }
        }
        false
    }

    #[inline(always)]
    fn keep(&mut self) {
        for lane in (0..LANES).filter(|lane| self.batch.alive >> lane & 1 == 1) {
            self.table.count(self.batch.bits[lane]);
            self.kept += 1;
        }
    }
}

impl Sampler for WeightSpace {
    fn chunk_len(&self) -> u32 {
        self.batches * LANES as u32
    }

    fn begin(&mut self, chunk: u64) {
        self.stream = Stream::new(self.seed, Method::Dice as u32, chunk);
        self.table.clear();
        self.chunk = chunk;
        self.batch.alive = 0;
        self.begun = 0;
        self.kept = 0;
    }

    fn advance(&mut self, work: u32) -> bool {
        let work = i64::from(work.max(1)) * 1000;
        match self.plan.activation {
            Activation::Relu => dispatch!(self.level, simd => self.run(simd, Relu, work)),
            Activation::Tanh => dispatch!(self.level, simd => self.run(simd, Tanh, work)),
            Activation::Erf => dispatch!(self.level, simd => self.run(simd, Erf, work)),
            Activation::Sign => dispatch!(self.level, simd => self.run(simd, Sign, work)),
        }
    }

    fn take(&mut self) -> Delta {
        let finished = self.batch.alive == 0 || self.batch.done == self.plan.points();
        assert!(self.begun == self.batches && finished, "the chunk is not done");
        let tried = u64::from(self.chunk_len());
        Delta {
            method: Method::Dice,
            chunk: self.chunk,
            inputs: self.plan.points(),
            tried,
            unfit: tried - self.kept,
            lost: 0,
            diverged: 0,
            epochs: 0,
            fitted_at_start: 0,
            counts: self.table.drain(),
        }
    }
}
