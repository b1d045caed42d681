//! What each run has for itself: its random numbers, its order of the data, how far it is.

use super::places::places;
use super::product::Block;
use crate::method::Problem;
use crate::network::{Activation, Distribution};
use crate::random::{Domain, Stream};
use crate::simd::Simd;
use std::ops::Range;

/// What all runs share, laid out for training.
#[derive(Clone, Debug)]
pub(super) struct Prepared {
    seed: u64,
    activation: Activation,
    distribution: Distribution,
    /// Standard deviations (for uniform parameters half-widths), each for so many parameters.
    scales: Vec<(f32, usize)>,
    multiply_adds: usize,
    dimension: usize,
    inputs: usize,
    /// The indices of the training points.
    points: Vec<usize>,
    /// Their coordinates, a row for each.
    coordinates: Vec<f32>,
    /// Their labels as -1 and +1.
    signs: Vec<f32>,
    threshold: f32,
}

impl Prepared {
    pub(super) fn new(problem: &Problem, seed: u64) -> Self {
        let Problem { task, architecture, prior, threshold } = problem;
        let points = task.training_points();
        let width = match prior.distribution {
            Distribution::Gaussian => 1.0,
            Distribution::Uniform => libm::sqrt(3.0),
        };
        let scales = places(architecture)
            .0
            .into_iter()
            .flat_map(|place| {
                let (weight, bias) = (prior.weight_std(place.layer), prior.bias_std(place.layer));
                let layer = place.layer;
                [((weight * width) as f32, layer.fan_in * layer.units), ((bias * width) as f32, layer.units)]
            })
            .collect();
        Self {
            seed,
            activation: architecture.activation,
            distribution: prior.distribution,
            scales,
            multiply_adds: architecture.multiply_adds(),
            dimension: task.inputs.dimension(),
            inputs: task.inputs.count(),
            coordinates: points.iter().flat_map(|&point| task.inputs.point(point)).copied().collect(),
            signs: points.iter().map(|&point| if task.target.label(point) { 1.0 } else { -1.0 }).collect(),
            points,
            threshold: *threshold,
        }
    }

    /// Whether it pays to bring units that are seldom alive side by side. It changes the order of
    /// additions, so it must follow from the settings alone.
    pub(super) fn sorts_units(&self) -> bool {
        self.activation == Activation::Relu && self.multiply_adds >= 1000
    }

    /// |S|.
    pub(super) fn training(&self) -> usize {
        self.points.len()
    }

    /// The number of inputs of a function.
    pub(super) fn inputs(&self) -> usize {
        self.inputs
    }

    /// Of one forward pass at one point.
    pub(super) fn multiply_adds(&self) -> usize {
        self.multiply_adds
    }

    /// Whether the output `z` is wrong at training point `place` (its place in the training set).
    pub(super) fn is_wrong(&self, place: u8, z: f32) -> bool {
        (z > self.threshold) != (self.signs[usize::from(place)] > 0.0)
    }

    /// Brings the training points that each lane takes at `range` of its epoch into the lanes.
    pub(super) fn gather<const N: usize>(
        &self,
        lanes: &[Lane; N],
        range: Range<usize>,
        inputs: &mut [Block<N>],
        signs: &mut [Block<N>],
    ) {
        let rows = inputs.chunks_exact_mut(self.dimension).zip(signs);
        for (place, (row, sign)) in range.zip(rows) {
            let places: [usize; N] = std::array::from_fn(|lane| usize::from(lanes[lane].order[place]));
            *sign = places.map(|place| self.signs[place]);
            self.gather_point(places, row);
        }
    }

    /// Brings the training point that stands at `rank` among each lane's recent_failures into the lanes.
    pub(super) fn gather_suspects<const N: usize>(
        &self,
        lanes: &[Lane; N],
        rank: usize,
        inputs: &mut [Block<N>],
    ) {
        self.gather_point(std::array::from_fn(|lane| usize::from(lanes[lane].recent_failures[rank])), inputs);
    }

    fn gather_point<const N: usize>(&self, places: [usize; N], row: &mut [Block<N>]) {
        let points = places.map(|place| &self.coordinates[place * self.dimension..][..self.dimension]);
        for (coordinate, block) in row.iter_mut().enumerate().take(self.dimension) {
            *block = points.map(|point| point[coordinate]);
        }
    }
}

/// One run in its lane. Training points are named by their place in the training set.
#[derive(Clone, Debug)]
pub(super) struct Lane {
    stream: Stream,
    /// Whether a run is on.
    pub(super) active: bool,
    /// Whether the network must be read.
    pub(super) may_fit: bool,
    /// Epochs done.
    pub(super) epochs: u32,
    /// After the first fit: the epochs still to do.
    pub(super) extra: Option<u32>,
    /// The training points in the order of this epoch.
    order: Vec<u8>,
    /// The training points, those that failed last first. Only the speed depends on their order.
    pub(super) recent_failures: Vec<u8>,
    points: Vec<usize>,
}

impl Lane {
    pub(super) fn idle(prepared: &Prepared) -> Self {
        let places: Vec<u8> = (0..prepared.training()).map(|place| place as u8).collect();
        Self {
            stream: Stream::new(prepared.seed, Domain::Runs, 0),
            active: false,
            may_fit: false,
            epochs: 0,
            extra: None,
            order: places.clone(),
            recent_failures: places,
            points: prepared.points.clone(),
        }
    }

    /// Begins run `run`: draws its parameters from the prior.
    pub(super) fn start<S: Simd>(&mut self, prepared: &Prepared, simd: S, run: u64, parameters: &mut [f32]) {
        self.stream = Stream::new(prepared.seed, Domain::Runs, run);
        self.active = true;
        self.may_fit = false;
        self.epochs = 0;
        self.extra = None;
        for (place, order) in self.order.iter_mut().enumerate() {
            *order = place as u8;
        }
        let stream = &mut self.stream;
        simd.vectorize(
            #[inline(always)]
            || match prepared.distribution {
                Distribution::Gaussian => stream.fill_gaussian(simd, parameters),
                Distribution::Uniform => stream.fill_uniform(simd, parameters),
            },
        );
        let mut rest = parameters;
        for &(scale, count) in &prepared.scales {
            let (these, after) = rest.split_at_mut(count);
            these.iter_mut().for_each(|parameter| *parameter *= scale);
            rest = after;
        }
    }

    /// Brings the training points into the order of the next epoch.
    pub(super) fn shuffle(&mut self) {
        self.stream.shuffle(&mut self.order);
    }

    /// The training points at `range` of this epoch, by their index.
    #[cfg(test)]
    pub(super) fn points(&self, range: Range<usize>) -> Vec<usize> {
        self.order[range].iter().map(|&place| self.points[usize::from(place)]).collect()
    }

    /// Counts an epoch, and decides whether the network has to be looked at.
    pub(super) fn end_epoch(&mut self) {
        if !self.active {
            return;
        }
        self.epochs += 1;
        self.extra = self.extra.map(|extra| extra - 1);
        self.may_fit = self.extra.is_none_or(|extra| extra == 0);
    }

    /// Whether this network may fit for the first time.
    pub(super) fn is_candidate(&self) -> bool {
        self.may_fit && self.extra.is_none()
    }

    /// The suspect at `rank` is wrong: the network does not fit.
    pub(super) fn check_recent_failures(&mut self, rank: usize) {
        self.recent_failures[..=rank].rotate_right(1);
        self.may_fit = false;
    }

    /// Puts the point of this index first among the recent_failures.
    pub(super) fn suspect(&mut self, point: usize) {
        let place = self.points.iter().position(|&other| other == point);
        let rank = self.recent_failures.iter().position(|&suspect| Some(usize::from(suspect)) == place);
        if let Some(rank) = rank {
            self.recent_failures[..=rank].rotate_right(1);
        }
    }
}
