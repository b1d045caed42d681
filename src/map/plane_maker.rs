//! Planes in the making.

use super::path::PathRunner;
use super::plane::Plane;
use crate::method::Problem;
use crate::method::sgd::{Descent, DescentError};

/// Makes a plane in slices: that of a path needs a training run first.
pub struct PlaneMaker {
    problem: Problem,
    seed: u32,
    state: State,
}

enum State {
    Ready(Plane),
    Training(Box<PathRunner>),
}

impl PlaneMaker {
    /// A plane that needs no work.
    pub fn ready(problem: &Problem, plane: Plane) -> Self {
        Self { problem: problem.clone(), seed: 0, state: State::Ready(plane) }
    }

    /// The plane of the path of run 0 with seed `run_seed`; `seed` serves where the path has too few points.
    ///
    /// # Errors
    /// If the network cannot be trained.
    pub fn of_path(
        problem: &Problem,
        descent: &Descent,
        run_seed: u64,
        seed: u32,
    ) -> Result<Self, DescentError> {
        let runner = PathRunner::new(problem, descent, run_seed, 0)?;
        Ok(Self { problem: problem.clone(), seed, state: State::Training(Box::new(runner)) })
    }

    /// Goes on for about `work` thousand multiply-adds and says whether the plane is there.
    pub fn advance(&mut self, work: u32) -> bool {
        if let State::Training(runner) = &mut self.state
            && runner.advance(work)
        {
            self.state = State::Ready(Plane::of_path(&self.problem, runner.points(), self.seed));
        }
        matches!(self.state, State::Ready(_))
    }

    /// The plane, once it is there.
    pub fn plane(&self) -> Option<&Plane> {
        match &self.state {
            State::Ready(plane) => Some(plane),
            State::Training(_) => None,
        }
    }
}
