//! The paths of real training runs.

use super::plane::{Place, Plane};
use crate::method::Problem;
use crate::method::sgd::{Descent, DescentError, Ending, Recording};
use crate::network::{Parameters, forward};
use crate::sample::checksum;
use crate::task::Function;
use std::fmt;

/// The most points kept of a path.
pub const MAX_POINTS: usize = 2000;

/// The most numbers kept of a path; of very large networks fewer points are.
const MAX_NUMBERS: usize = 4_000_000;

/// A training run as seen from a plane.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// Which run of the seed.
    pub run: u64,
    /// How it ended.
    pub ending: Ending,
    /// Steps made.
    pub steps: u64,
    /// The points kept, in order: the first, the last, and between them every 2^k-th.
    pub points: Vec<PathPoint>,
}

/// One point of a path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PathPoint {
    /// After so many steps.
    pub step: u64,
    /// Where it is.
    pub place: Place,
    /// What the network there computes; the plane beneath may show another function, the farther the point
    /// is from it.
    pub function: Function,
}

/// Why packed numbers are no path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathError;

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a path arrived damaged; it must be made again")
    }
}

impl std::error::Error for PathError {}

const HEADER: usize = 10;
const POINT: usize = 8;

impl Path {
    /// The path as numbers, for transfer between workers. Their checksum stands at the end.
    pub fn pack(&self) -> Vec<f64> {
        let words =
            |function: Function| (0..4).map(move |part| f64::from((function.bits() >> (32 * part)) as u32));
        let inputs = self.points.first().map_or(1, |point| point.function.len());
        let (code, epochs, function) = match self.ending {
            Ending::Fitted { function, epochs } => (0, epochs, function),
            Ending::Unfit => (1, 0, Function::new(0, inputs)),
            Ending::Lost => (2, 0, Function::new(0, inputs)),
            Ending::Diverged => (3, 0, Function::new(0, inputs)),
        };
        let mut numbers =
            vec![self.run as f64, self.steps as f64, f64::from(code), epochs as f64, inputs as f64];
        numbers.extend(words(function));
        numbers.push(self.points.len() as f64);
        for point in &self.points {
            let Place { u, v, residual } = point.place;
            numbers.extend([point.step as f64, u, v, residual]);
            numbers.extend(words(point.function));
        }
        checksum::seal_numbers(&mut numbers);
        numbers
    }

    /// Reads what [`Path::pack`] wrote.
    pub fn unpack(numbers: &[f64]) -> Result<Self, PathError> {
        let numbers = checksum::open_numbers(numbers).ok_or(PathError)?;
        let (header, rest) = numbers.split_at_checked(HEADER).ok_or(PathError)?;
        let inputs = header[4] as usize;
        let sound = (1..=Function::MAX_LEN).contains(&inputs)
            && rest.len().is_multiple_of(POINT)
            && !rest.is_empty()
            && header[9] == (rest.len() / POINT) as f64
            && numbers.iter().all(|number| number.is_finite());
        if !sound {
            return Err(PathError);
        }
        let function = |words: &[f64]| {
            let bits = (0..4).fold(0, |bits, part| bits | u128::from(words[part] as u32) << (32 * part));
            Function::new(bits, inputs)
        };
        let ending = match header[2] as u32 {
            0 => Ending::Fitted { function: function(&header[5..9]), epochs: header[3] as u64 },
            1 => Ending::Unfit,
            2 => Ending::Lost,
            3 => Ending::Diverged,
            _ => return Err(PathError),
        };
        let point = |numbers: &[f64]| PathPoint {
            step: numbers[0] as u64,
            place: Place { u: numbers[1], v: numbers[2], residual: numbers[3] },
            function: function(&numbers[4..]),
        };
        Ok(Self {
            run: header[0] as u64,
            ending,
            steps: header[1] as u64,
            points: rest.chunks_exact(POINT).map(point).collect(),
        })
    }
}

/// Trains one run in slices and keeps its path.
pub struct PathRunner {
    problem: Problem,
    run: u64,
    recording: Recording,
    /// The number of points that are kept at most.
    capacity: usize,
    /// Every so many steps a point is kept.
    stride: u64,
    points: Vec<Vec<f32>>,
    steps: Vec<u64>,
    /// The last point at which every parameter was finite.
    last: (u64, Vec<f32>),
    /// Whether all points are there.
    trained: bool,
    functions: Vec<Function>,
    /// Multiply-adds, or about as much time, of a step.
    step_work: u64,
    /// Of reading a function.
    read_work: u64,
}

impl PathRunner {
    /// Run `run` of the sampler with the same settings and seed.
    ///
    /// # Errors
    /// If the network cannot be trained.
    pub fn new(problem: &Problem, descent: &Descent, seed: u64, run: u64) -> Result<Self, DescentError> {
        let recording = Recording::new(problem, descent, seed, run)?;
        let first = recording.parameters().to_vec();
        let count = first.len();
        // The trainer goes in gangs of up to eight, of which one is seen.
        let passes = 8 * 3 * descent.batch * problem.architecture.multiply_adds();
        Ok(Self {
            problem: problem.clone(),
            run,
            recording,
            capacity: (MAX_NUMBERS / count).clamp(64, MAX_POINTS) - 1,
            stride: 1,
            points: vec![first.clone()],
            steps: vec![0],
            last: (0, first),
            trained: false,
            functions: Vec::new(),
            step_work: (passes + 16 * count) as u64,
            read_work: (4 * problem.architecture.multiply_adds() * problem.task.inputs.count()) as u64,
        })
    }

    /// Goes on for about `work` thousand multiply-adds and says whether the path is there.
    pub fn advance(&mut self, work: u32) -> bool {
        let mut left = 1000 * i64::from(work);
        while left > 0 && self.functions.len() < self.points.len() {
            left -= if self.trained { self.read() } else { self.train() } as i64;
        }
        self.functions.len() == self.points.len()
    }

    fn train(&mut self) -> u64 {
        if !self.recording.step() {
            self.trained = true;
            if self.steps.last() != Some(&self.last.0) {
                self.steps.push(self.last.0);
                self.points.push(self.last.1.clone());
            }
            return 0;
        }
        if self.recording.parameters().iter().all(|parameter| parameter.is_finite()) {
            let step = self.recording.steps();
            self.last.0 = step;
            self.last.1.copy_from_slice(self.recording.parameters());
            if step.is_multiple_of(self.stride) && self.points.len() == self.capacity {
                self.thin();
            }
            if step.is_multiple_of(self.stride) {
                self.steps.push(step);
                self.points.push(self.last.1.clone());
            }
        }
        self.step_work
    }

    /// Drops every second point.
    fn thin(&mut self) {
        self.stride *= 2;
        let stride = self.stride;
        let kept: Vec<bool> = self.steps.iter().map(|step| step.is_multiple_of(stride)).collect();
        let mut place = kept.iter();
        self.points.retain(|_| place.next().is_some_and(|&kept| kept));
        self.steps.retain(|step| step.is_multiple_of(stride));
    }

    /// Reads the function of the next point. That of the last point of a run that fits is the sampler's.
    fn read(&mut self) -> u64 {
        let place = self.functions.len();
        let function = match self.recording.ending() {
            Some(Ending::Fitted { function, .. }) if place + 1 == self.points.len() => function,
            _ => {
                let Problem { task, architecture, threshold, .. } = &self.problem;
                let parameters = Parameters(self.points[place].clone());
                Function::from_labels(task.inputs.count(), |j| {
                    forward(architecture, &parameters, task.inputs.point(j)) > f64::from(*threshold)
                })
            }
        };
        self.functions.push(function);
        self.read_work
    }

    /// The points kept so far.
    pub(super) fn points(&self) -> &[Vec<f32>] {
        &self.points
    }

    /// The path as seen from `plane`.
    ///
    /// # Panics
    /// If it is not there yet, or the plane belongs to another network.
    pub fn take(&self, plane: &Plane) -> Path {
        assert_eq!(self.functions.len(), self.points.len(), "run {} is not over", self.run);
        let points = self.points.iter().zip(&self.steps).zip(&self.functions);
        Path {
            run: self.run,
            ending: self.recording.ending().expect("the run is over"),
            steps: self.recording.steps(),
            points: points
                .map(|((point, &step), &function)| PathPoint { step, place: plane.place(point), function })
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> Path {
        let point = |step, bits| PathPoint {
            step,
            place: Place { u: step as f64, v: -0.5, residual: 0.25 },
            function: Function::new(bits, 128),
        };
        Path {
            run: 3,
            ending: Ending::Fitted { function: Function::new(7 << 100, 128), epochs: 4 },
            steps: 12,
            points: vec![point(0, 1 << 127), point(12, 7 << 100)],
        }
    }

    #[test]
    fn a_path_survives_its_transfer_and_damage_is_noticed() {
        let mut path = example();
        for ending in [path.ending, Ending::Unfit, Ending::Lost, Ending::Diverged] {
            path.ending = ending;
            assert_eq!(Path::unpack(&path.pack()), Ok(path.clone()));
        }
        let numbers = path.pack();
        assert_eq!(Path::unpack(&numbers[..numbers.len() - 1]), Err(PathError));
        assert_eq!(Path::unpack(&[]), Err(PathError));
        for place in 0..numbers.len() {
            let mut altered = numbers.clone();
            altered[place] += 1.0;
            assert_eq!(Path::unpack(&altered), Err(PathError), "number {place}");
        }
        // Damage from before the checksum was made.
        let bare = checksum::open_numbers(&numbers).unwrap();
        for (place, number) in [(2, 4.0), (4, 0.0), (9, 3.0), (11, f64::NAN)] {
            let mut damaged = bare.to_vec();
            damaged[place] = number;
            checksum::seal_numbers(&mut damaged);
            assert_eq!(Path::unpack(&damaged), Err(PathError), "number {place}");
        }
    }
}
