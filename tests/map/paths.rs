//! Paths are real training runs, and lie where they say.

use crate::support::problem;
use dice_and_descent::Function;
use dice_and_descent::map::{MAX_POINTS, Path, PathRunner, Plane, PlaneMaker};
use dice_and_descent::method::sgd::{Descent, Ending, Loss, Optimiser, Recording};
use dice_and_descent::method::{Problem, sgd};
use dice_and_descent::network::{Activation, Parameters, forward};
use dice_and_descent::task::Encoding;
use std::collections::BTreeMap;

const SGD: Descent = Descent {
    optimiser: Optimiser::Sgd,
    learning_rate: 0.1,
    batch: 3,
    loss: Loss::CrossEntropy,
    extra_epochs: 0,
    max_epochs: 60,
};

fn learnable(hidden: &[usize], activation: Activation) -> Problem {
    let mut problem = problem(4, Encoding::PlusMinus, hidden, activation);
    problem.task.target = Function::parse("0000000000111111", 16).unwrap();
    problem
}

/// The counts of a chunk of the sampler, and those of the same runs one by one.
fn compare(problem: &Problem, descent: &Descent, chunk: u64) -> [u64; 4] {
    let mut sampler = sgd::sampler(problem, descent, 9).unwrap();
    sampler.begin(chunk);
    while !sampler.advance(10_000) {}
    let delta = sampler.take();
    let (mut counts, mut endings, mut all_epochs) = (BTreeMap::new(), [0_u64; 4], 0);
    for run in chunk * delta.tried..(chunk + 1) * delta.tried {
        let mut recording = Recording::new(problem, descent, 9, run).unwrap();
        while recording.step() {}
        match recording.ending().unwrap() {
            Ending::Fitted { function, epochs } => {
                *counts.entry(function).or_insert(0_u32) += 1;
                endings[0] += 1;
                all_epochs += epochs;
                let parameters = Parameters(recording.parameters().to_vec());
                let steps = problem.task.training_size().div_ceil(descent.batch) as u64;
                assert_eq!(recording.steps(), epochs * steps);
                let inputs = &problem.task.inputs;
                for j in 0..inputs.count() {
                    let z = forward(&problem.architecture, &parameters, inputs.point(j))
                        - f64::from(problem.threshold);
                    assert!((z > 0.0) == function.label(j) || z.abs() < 1e-4, "run {run}, input {j}: {z}");
                }
            }
            Ending::Unfit => endings[1] += 1,
            Ending::Lost => endings[2] += 1,
            Ending::Diverged => endings[3] += 1,
        }
    }
    assert_eq!(counts.into_iter().collect::<Vec<_>>(), delta.counts);
    assert_eq!(endings, [delta.kept(), delta.unfit, delta.lost, delta.diverged]);
    assert_eq!(all_epochs, delta.epochs);
    endings
}

#[test]
fn a_recorded_run_is_the_run_that_the_sampler_counts() {
    let mut seen = [0; 4];
    let wild = Descent { learning_rate: 1e20, loss: Loss::Mse, ..SGD };
    let adam = Optimiser::Adam { beta1: 0.9, beta2: 0.999 };
    for (hidden, activation, descent) in [
        (&[16][..], Activation::Relu, SGD),
        (&[], Activation::Relu, Descent { max_epochs: 8, ..SGD }),
        (&[5, 4], Activation::Tanh, Descent { optimiser: adam, learning_rate: 0.02, ..SGD }),
        (&[40, 30], Activation::Relu, Descent { batch: 8, ..SGD }),
        (&[6], Activation::Erf, Descent { extra_epochs: 3, learning_rate: 2.0, ..SGD }),
        (&[8], Activation::Relu, wild),
    ] {
        let endings = compare(&learnable(hidden, activation), &descent, 2);
        seen = std::array::from_fn(|kind| seen[kind] + endings[kind]);
    }
    assert!(seen[0] > 0 && seen[1] > 0 && seen[3] > 0, "{seen:?}");
}

fn path(problem: &Problem, descent: &Descent, run: u64, plane: &Plane, work: u32) -> Path {
    let mut runner = PathRunner::new(problem, descent, 9, run).unwrap();
    while !runner.advance(work) {}
    runner.take(plane)
}

fn plane(problem: &Problem, descent: &Descent, work: u32) -> Plane {
    let mut maker = PlaneMaker::of_path(problem, descent, 9, 1).unwrap();
    while !maker.advance(work) {}
    maker.plane().unwrap().clone()
}

#[test]
fn a_path_spans_its_plane() {
    let problem = learnable(&[16], Activation::Relu);
    let plane = plane(&problem, &SGD, 1000);
    let path = path(&problem, &SGD, 0, &plane, 1000);
    let places: Vec<_> = path.points.iter().map(|point| point.place).collect();
    let (first, last) = (places[0], places[places.len() - 1]);
    // Differences of single-precision parameters in double: only their own rounding is left.
    let rounding = 1e-12 * last.u;
    assert!(first.u.abs() <= rounding && first.v.abs() <= rounding && first.residual <= rounding);
    assert!(last.u > 0.0 && last.v.abs() <= rounding && last.residual <= rounding, "{last:?}");
    let away = |place: &&dice_and_descent::map::Place| libm::hypot(place.v, place.residual);
    let farthest = places.iter().max_by(|a, b| away(a).total_cmp(&away(b))).unwrap();
    assert!(farthest.v > 0.0 && farthest.residual <= rounding, "{farthest:?}");
    assert!(places.iter().any(|place| place.residual > 1e-3), "in 97 dimensions a path is not flat");
    let frame = plane.frame();
    for place in &places {
        assert!(
            (place.u - frame.centre[0]).abs() < frame.half && (place.v - frame.centre[1]).abs() < frame.half
        );
    }
    // The first parameters are the prior's draw: functions along the way are those of the networks.
    let Ending::Fitted { function, .. } = path.ending else { panic!("{:?}", path.ending) };
    assert_eq!(path.points[places.len() - 1].function, function);
    assert!(problem.task.fits(function));
    assert_eq!(
        path.points.iter().map(|point| point.step).collect::<Vec<_>>(),
        (0..=path.steps).collect::<Vec<_>>()
    );
    // Another run starts elsewhere, off the plane, by about the square root of the number of parameters.
    let other = self::path(&problem, &SGD, 1, &plane, 1000);
    assert!(other.points[0].place.residual > 5.0);
}

#[test]
fn slices_change_nothing_and_long_paths_are_thinned() {
    let problem = learnable(&[3], Activation::Tanh);
    let slow = Descent { learning_rate: 1e-5, batch: 1, max_epochs: 700, ..SGD };
    let plane = plane(&problem, &slow, 1000);
    assert_eq!(plane, self::plane(&problem, &slow, 1));
    let path = path(&problem, &slow, 0, &plane, 1000);
    assert_eq!(path, self::path(&problem, &slow, 0, &plane, 1));
    assert_eq!((path.ending, path.steps), (Ending::Unfit, 5600));
    assert!(path.points.len() <= MAX_POINTS && path.points.len() > MAX_POINTS / 2);
    let steps: Vec<u64> = path.points.iter().map(|point| point.step).collect();
    assert!(steps.windows(2).all(|pair| pair[1] == pair[0] + 4));
    assert_eq!((steps[0], steps[steps.len() - 1]), (0, 5600));
}

#[test]
fn a_run_that_diverges_has_a_path_of_finite_points() {
    let problem = learnable(&[8], Activation::Relu);
    let wild = Descent { learning_rate: 1e20, loss: Loss::Mse, ..SGD };
    let plane = plane(&problem, &wild, 1000);
    let path = path(&problem, &wild, 0, &plane, 1000);
    assert_eq!(path.ending, Ending::Diverged);
    assert!(path.points.iter().all(|point| point.place.residual.is_finite()));
}

#[test]
fn a_path_that_runs_away_is_seen_from_where_it_starts() {
    let mut seen = [0; 2];
    for seed in 0..24 {
        let problem = learnable(&[8], Activation::Relu);
        let rate = [0.05, 0.4, 2.0, 20.0][seed as usize % 4];
        let descent = Descent { loss: Loss::Mse, learning_rate: rate, ..SGD };
        let mut maker = PlaneMaker::of_path(&problem, &descent, seed, 1).unwrap();
        while !maker.advance(100_000) {}
        let plane = maker.plane().unwrap();
        let mut runner = PathRunner::new(&problem, &descent, seed, 0).unwrap();
        while !runner.advance(100_000) {}
        let path = runner.take(plane);
        let away = path.points.iter().any(|point| point.place.u.hypot(point.place.v) > 1000.0);
        seen[usize::from(away)] += 1;
        let frame = plane.frame();
        let inside = |u: f64, v: f64| {
            (u - frame.centre[0]).abs() <= frame.half && (v - frame.centre[1]).abs() <= frame.half
        };
        assert!(inside(0.0, 0.0), "{seed}: the start is seen, {frame:?}");
        if away {
            assert!(frame.half <= 30.0 && frame.centre.iter().all(|x| x.abs() <= 30.0), "{seed}: {frame:?}");
        } else {
            assert!(
                path.points.iter().all(|point| inside(point.place.u, point.place.v)),
                "{seed}: {frame:?}"
            );
        }
    }
    assert!(seen.iter().all(|&times| times > 3), "{seen:?}");
}
