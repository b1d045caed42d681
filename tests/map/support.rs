//! Networks and pictures for the tests of the map.

use dice_and_descent::Function;
use dice_and_descent::map::{Layout, Picture, Plane, TileRunner, View};
use dice_and_descent::method::Problem;
use dice_and_descent::network::{Activation, Architecture, BiasScale, Distribution, Prior, WeightScale};
use dice_and_descent::task::{Encoding, Inputs, Task};

/// Parity, shown at every second input.
pub(crate) fn problem(n: usize, encoding: Encoding, hidden: &[usize], activation: Activation) -> Problem {
    let len = 1 << n;
    Problem {
        task: Task {
            inputs: Inputs::boolean(n, encoding),
            target: Function::from_labels(len, |j| j.count_ones() % 2 == 1),
            training: Function::from_labels(len, |j| j % 2 == 0),
        },
        architecture: Architecture { inputs: n, hidden: hidden.to_vec(), activation },
        prior: Prior {
            distribution: Distribution::Gaussian,
            sigma_w: 1.5,
            sigma_b: 0.5,
            weight_scale: WeightScale::FanIn,
            bias_scale: BiasScale::Fixed,
        },
        threshold: 0.0,
    }
}

/// A picture by one worker, tile after tile.
pub(crate) fn picture(problem: &Problem, plane: &Plane, view: View, size: usize) -> Picture {
    let mut picture = Picture::new(Layout::new(size), problem.task.inputs.count());
    let mut runner = TileRunner::new(problem, plane, view, size);
    for tile in 0..Layout::new(size).tiles() {
        add(&mut picture, &mut runner, tile, 100_000);
    }
    picture
}

/// One more tile, in slices of `work`.
pub(crate) fn add(picture: &mut Picture, runner: &mut TileRunner, tile: usize, work: u32) {
    runner.begin(tile);
    while !runner.advance(work) {}
    picture.accept(&runner.take().pack(runner.layout())).unwrap();
}
