//! One worker's share of a picture, tile by tile.

use super::evaluate::{Evaluate, Lanes};
use super::layout::{Layout, Row};
use super::plane::Plane;
use super::tile::Tile;
use super::view::View;
use crate::method::Problem;
use crate::network::Activation;
use crate::simd::{Erf, LANES, Level, Relu, Sign, Simd, Tanh};

/// Computes the tiles of pictures of one plane, in slices. Keeps its tables between tiles and between windows.
pub struct TileRunner {
    evaluator: Box<dyn Evaluate>,
    inputs: usize,
    /// Multiply-adds of eight pixels.
    work: i64,
    layout: Layout,
    view: View,
    tile: usize,
    rows: Vec<Row>,
    /// The row at work, and how many of its pixels are there.
    place: (usize, usize),
    pixels: Vec<u128>,
}

impl TileRunner {
    /// A runner for pictures of `size` times `size` pixels.
    ///
    /// # Panics
    /// If the size is out of range, or the plane belongs to another network.
    pub fn new(problem: &Problem, plane: &Plane, view: View, size: usize) -> Self {
        Self::on(Level::best(), problem, plane, view, size)
    }

    /// The same, at one level of vectors.
    pub(crate) fn on(level: Level, problem: &Problem, plane: &Plane, view: View, size: usize) -> Self {
        assert_eq!(plane.dimension(), problem.architecture.parameter_count());
        let evaluator = crate::simd::dispatch!(level, simd => on_level(simd, problem, plane));
        let inputs = problem.task.inputs.count();
        Self {
            evaluator,
            inputs,
            work: (LANES * inputs * problem.architecture.multiply_adds()) as i64,
            layout: Layout::new(size),
            view,
            tile: 0,
            rows: Vec::new(),
            place: (0, 0),
            pixels: Vec::new(),
        }
    }

    /// Starts tile `tile`; what was unfinished is dropped.
    ///
    /// # Panics
    /// If there is no such tile.
    pub fn begin(&mut self, tile: usize) {
        self.tile = tile;
        self.rows = self.layout.rows(tile).collect();
        self.place = (0, 0);
        self.pixels.clear();
    }

    /// Goes to another window or another number of pixels; what was unfinished is dropped.
    pub fn look(&mut self, view: View, size: usize) {
        self.view = view;
        self.layout = Layout::new(size);
        self.rows.clear();
        self.place = (0, 0);
    }

    /// Goes on for about `work` thousand multiply-adds and says whether the tile is done.
    pub fn advance(&mut self, work: u32) -> bool {
        let mut left = 1000 * i64::from(work);
        let size = self.layout.size();
        while let Some(&row) = self.rows.get(self.place.0) {
            if left <= 0 {
                return false;
            }
            // A slice may have begun in the middle of a row; going to it again is cheap beside its pixels.
            self.evaluator.row(self.view.centre[0], self.view.centre[1] + self.view.up(row.y, size));
            while self.place.1 < row.count && left > 0 {
                let count = LANES.min(row.count - self.place.1);
                let across = std::array::from_fn(|lane| {
                    let place = self.place.1 + lane.min(count - 1);
                    self.view.across(row.start + place * row.step, size) as f32
                });
                self.pixels.extend(&self.evaluator.functions(across)[..count]);
                self.place.1 += count;
                left -= self.work;
            }
            if self.place.1 == row.count {
                self.place = (self.place.0 + 1, 0);
            }
        }
        true
    }

    /// The finished tile.
    ///
    /// # Panics
    /// If it is not done.
    pub fn take(&mut self) -> Tile {
        assert!(!self.rows.is_empty() && self.place.0 == self.rows.len(), "tile {} is not done", self.tile);
        self.rows.clear();
        self.place = (0, 0);
        Tile::new(self.tile, &std::mem::take(&mut self.pixels), self.inputs)
    }

    /// How the picture is cut.
    pub fn layout(&self) -> Layout {
        self.layout
    }
}

#[inline(always)]
fn on_level<S: Simd>(simd: S, problem: &Problem, plane: &Plane) -> Box<dyn Evaluate> {
    match problem.architecture.activation {
        Activation::Relu => Box::new(Lanes::new(simd, Relu, problem, plane)),
        Activation::Tanh => Box::new(Lanes::new(simd, Tanh, problem, plane)),
        Activation::Erf => Box::new(Lanes::new(simd, Erf, problem, plane)),
        Activation::Sign => Box::new(Lanes::new(simd, Sign, problem, plane)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{Architecture, BiasScale, Distribution, Prior, WeightScale};
    use crate::task::Function;
    use crate::task::{Encoding, Inputs, Task};

    #[test]
    fn every_level_sees_the_same_functions() {
        for (hidden, activation) in [
            (vec![], Activation::Relu),
            (vec![5, 3], Activation::Relu),
            (vec![4], Activation::Tanh),
            (vec![3, 2], Activation::Erf),
            (vec![6, 1, 4], Activation::Sign),
        ] {
            let problem = Problem {
                task: Task {
                    inputs: Inputs::boolean(5, Encoding::PlusMinus),
                    target: Function::new(0, 32),
                    training: Function::new(1, 32),
                },
                architecture: Architecture { inputs: 5, hidden, activation },
                prior: Prior {
                    distribution: Distribution::Gaussian,
                    sigma_w: 2.0,
                    sigma_b: 1.0,
                    weight_scale: WeightScale::FanIn,
                    bias_scale: BiasScale::Fixed,
                },
                threshold: 0.0,
            };
            let plane = Plane::random(&problem, 3, true);
            let functions = |level| {
                let mut evaluator = crate::simd::dispatch!(level, simd => on_level(simd, &problem, &plane));
                let mut functions = Vec::new();
                for row in 0..50 {
                    evaluator.row(0.1, f64::from(row) * 0.1 - 2.5);
                    let across = |lane| (lane as f32 - 3.5) * 0.7 + row as f32 * 1e-3;
                    functions.push(evaluator.functions(std::array::from_fn(across)));
                }
                functions
            };
            let best = functions(Level::best());
            for level in Level::available() {
                assert_eq!(functions(level), best, "{level:?}");
            }
        }
    }
}
