//! The trainer against the reference, step by step and run by run, and against itself on every machine.

use super::super::loss::ALL_LOSSES;
use super::super::reference::{Ending, Reference, UNIT};
use super::super::{Loss, Optimiser};
use super::*;
use crate::network::{Activation, Architecture, BiasScale, Distribution, Prior, WeightScale};
use crate::simd::Level;
use crate::simd::prelude::*;
use crate::task::{Encoding, Inputs, Task};

const OPTIMISERS: [Optimiser; 6] = [
    Optimiser::Sgd,
    Optimiser::Momentum { momentum: 0.9 },
    Optimiser::Adam { beta1: 0.9, beta2: 0.99 },
    Optimiser::RmsProp { decay: 0.9 },
    Optimiser::Adagrad,
    Optimiser::Adadelta { decay: 0.9 },
];

/// Of 3 inputs, with 7 training points; nothing but the constant fits quickly.
fn problem(hidden: &[usize], activation: Activation, loss: Loss) -> Problem {
    Problem {
        task: Task {
            inputs: Inputs::boolean(3, Encoding::PlusMinus),
            target: Function::parse("01101001", 8).unwrap(),
            training: Function::parse("11111110", 8).unwrap(),
        },
        architecture: Architecture { inputs: 3, hidden: hidden.to_vec(), activation },
        prior: Prior {
            distribution: Distribution::Gaussian,
            sigma_w: 1.5,
            sigma_b: 0.5,
            weight_scale: WeightScale::FanIn,
            bias_scale: BiasScale::Fixed,
        },
        threshold: loss.threshold(),
    }
}

fn descent(optimiser: Optimiser, loss: Loss, batch: usize) -> Descent {
    Descent { optimiser, learning_rate: 0.05, batch, loss, extra_epochs: 0, max_epochs: 30 }
}

/// How far the fast update of a parameter may be from the reference: what the gradient's error makes of
/// it, and a dozen roundings of the numbers that the formula adds.
fn tolerance(reference: &Reference, descent: &Descent, index: usize, g: f64, error: f64) -> f64 {
    let [exact, _, _] = reference.stepped(index, g);
    let spread = [-1.0, -0.5, 0.5, 1.0]
        .map(|share| (reference.stepped(index, g + share * error)[0] - exact).abs())
        .into_iter()
        .fold(0.0, f64::max);
    let (theta, first) = (reference.parameters[index].abs(), reference.first[index].abs());
    let step = (exact - reference.parameters[index]).abs();
    let lr = f64::from(descent.learning_rate);
    let moved = match descent.optimiser {
        Optimiser::Momentum { momentum } => lr * (f64::from(momentum) * first + g.abs()),
        Optimiser::Adam { beta1, .. } => {
            let [_, m, _] = reference.stepped(index, g);
            let magnitude = f64::from(beta1) * first + (1.0 - f64::from(beta1)) * g.abs();
            if m == 0.0 { 0.0 } else { step * magnitude / m.abs() }
        }
        _ => step,
    };
    // Where the gradient may vanish, the spread between the samples above is not its largest.
    2.0 * spread + 12.0 * UNIT * (theta + moved)
}

/// Trains every lane for `steps` steps and compares each with a step of the reference from the same
/// state on the same points. Returns how many lanes were compared, and how many could not be because a
/// kink was within rounding.
fn compare<S: Simd, const N: usize>(
    simd: S,
    problem: &Problem,
    descent: &Descent,
    steps: usize,
) -> (usize, usize) {
    let (mut compared, mut ambiguous) = (0, 0);
    let mut trainer = Trainer::<S, N>::new(simd, problem, descent, 11, 64);
    trainer.begin(3);
    let points = problem.task.training_points();
    let mut done = [0; N];
    for _ in 0..steps {
        let batch = loop {
            if let Phase::Train { batch, .. } = trainer.phase {
                break batch;
            }
            trainer.proceed();
        };
        let references: Vec<_> = (0..N)
            .map(|lane| {
                let of = |blocks: &[[f32; N]]| blocks.iter().map(|block| block[lane]).collect::<Vec<_>>();
                let mut parameters = of(&trainer.batch.parameters);
                parameters.truncate(problem.architecture.parameter_count());
                let mut reference = Reference::new(problem, descent, &parameters);
                let widen = |moment: &mut Vec<f64>, blocks: &[[f32; N]]| {
                    moment.iter_mut().zip(of(blocks)).for_each(|(x, y)| *x = f64::from(y));
                };
                widen(&mut reference.first, &trainer.batch.stepper.first);
                widen(&mut reference.second, &trainer.batch.stepper.second);
                if trainer.lanes[lane].epochs == 0 && batch == 0 {
                    done[lane] = 0;
                }
                reference.steps = done[lane];
                done[lane] += 1;
                reference
            })
            .collect();
        while matches!(trainer.phase, Phase::Train { batch: now, .. } if now == batch) {
            trainer.proceed();
        }
        for (lane, mut reference) in references.into_iter().enumerate() {
            if !trainer.lanes[lane].active {
                continue;
            }
            let end = points.len().min(batch + descent.batch);
            let order = trainer.lanes[lane].points(batch..end);
            let gradient = reference.gradient(&order);
            compared += 1;
            if reference.ambiguous {
                ambiguous += 1;
                continue;
            }
            for (index, g) in gradient.into_iter().enumerate() {
                let [exact, _, _] = reference.stepped(index, g.value);
                let found = f64::from(trainer.batch.parameters[index][lane]);
                let bound = tolerance(&reference, descent, index, g.value, g.error);
                assert!(
                    (found - exact).abs() <= bound,
                    "{problem:?} {descent:?} parameter {index}: {found} is not {exact} +- {bound}"
                );
            }
        }
    }
    (compared, ambiguous)
}

fn agree(problem: &Problem, descent: &Descent, steps: usize) {
    let (mut compared, mut ambiguous) = (0, 0);
    for level in Level::available() {
        let (some, unclear) = crate::simd::dispatch!(level, simd => on_level(simd, problem, descent, steps));
        compared += some;
        ambiguous += unclear;
    }
    assert!(compared > 0 && 20 * ambiguous <= compared, "{ambiguous} of {compared} ambiguous");
}

#[inline(always)]
fn on_level<S: Simd>(simd: S, problem: &Problem, descent: &Descent, steps: usize) -> (usize, usize) {
    if S::f32s::LEN == 8 {
        compare::<S, 8>(simd, problem, descent, steps)
    } else {
        compare::<S, 4>(simd, problem, descent, steps)
    }
}

#[test]
fn every_optimiser_loss_and_activation_steps_as_the_reference() {
    for activation in [Activation::Relu, Activation::Tanh, Activation::Erf] {
        for loss in ALL_LOSSES {
            for optimiser in OPTIMISERS {
                agree(&problem(&[5, 3], activation, loss), &descent(optimiser, loss, 3), 8);
            }
        }
    }
}

#[test]
fn every_depth_width_and_batch_steps_as_the_reference() {
    let loss = Loss::CrossEntropy;
    for (index, hidden) in [&[][..], &[1], &[2], &[7], &[8], &[9], &[3, 11], &[4, 1, 5], &[6, 5, 4, 3], &[19]]
        .into_iter()
        .enumerate()
    {
        for batch in 1..=7 {
            let activation = [Activation::Relu, Activation::Tanh][index % 2];
            agree(&problem(hidden, activation, loss), &descent(OPTIMISERS[batch % 3], loss, batch), 7);
        }
    }
}

#[test]
fn batches_beyond_one_pass_step_as_the_reference() {
    let mut problem = problem(&[6], Activation::Relu, Loss::Mse);
    problem.architecture.inputs = 6;
    problem.task = Task {
        inputs: Inputs::boolean(6, Encoding::ZeroOne),
        target: Function::from_labels(64, |j| j % 5 == 0),
        training: Function::from_labels(64, |j| j % 16 != 3),
    };
    for batch in [16, 17, 33, 60] {
        agree(&problem, &descent(Optimiser::Sgd, Loss::Mse, batch), 5);
    }
}

/// The parameters, in bits, after one run that never fits.
#[inline(always)]
fn trained<S: Simd>(simd: S, problem: &Problem, descent: &Descent) -> Vec<u32> {
    if S::f32s::LEN == 8 {
        trained_in_lane(Trainer::<S, 8>::new(simd, problem, descent, 2, 1))
    } else {
        trained_in_lane(Trainer::<S, 4>::new(simd, problem, descent, 2, 1))
    }
}

fn trained_in_lane<S: Simd, const N: usize>(mut trainer: Trainer<S, N>) -> Vec<u32> {
    trainer.begin(5);
    while !trainer.advance(1000) {}
    assert_eq!(trainer.take().unfit, 1);
    let mut parameters = vec![0.0; trainer.reader.parameters.len()];
    trainer.batch.unload(0, &mut parameters);
    parameters.into_iter().map(f32::to_bits).collect()
}

#[test]
fn every_level_trains_to_the_same_bits() {
    let mut wide = problem(&[], Activation::Relu, Loss::CrossEntropy);
    wide.architecture.inputs = 6;
    wide.task = Task {
        inputs: Inputs::boolean(6, Encoding::ZeroOne),
        target: Function::from_labels(64, |j| j.count_ones() % 2 == 1),
        training: Function::from_labels(64, |j| j % 16 != 3),
    };
    for (index, hidden) in [&[][..], &[1], &[8], &[9], &[40, 40], &[37, 43], &[12, 17, 5], &[33, 1, 4, 20]]
        .into_iter()
        .enumerate()
    {
        for batch in [1, 3, 8, 13, 16, 17, 40, 60] {
            for activation in [Activation::Relu, Activation::Erf] {
                let mut problem = wide.clone();
                problem.architecture.hidden = hidden.to_vec();
                problem.architecture.activation = activation;
                let optimiser = OPTIMISERS[(index + batch) % OPTIMISERS.len()];
                for optimiser in [Optimiser::Sgd, optimiser] {
                    let descent = Descent {
                        learning_rate: 0.002,
                        max_epochs: 3,
                        ..descent(optimiser, ALL_LOSSES[(index + batch) % 4], batch)
                    };
                    let mut all = Level::available().into_iter().map(
                        |level| crate::simd::dispatch!(level, simd => trained(simd, &problem, &descent)),
                    );
                    let first = all.next().unwrap();
                    assert!(all.all(|other| other == first), "{:?} {descent:?}", problem.architecture);
                }
            }
        }
    }
}

#[inline(always)]
fn chunk_on_level<S: Simd>(simd: S, problem: &Problem, descent: &Descent) -> ChunkCounts {
    let chunk = |mut sampler: Box<dyn Sampler>| {
        sampler.begin(1);
        while !sampler.advance(1000) {}
        sampler.take()
    };
    if S::f32s::LEN == 8 {
        chunk(Box::new(Trainer::<S, 8>::new(simd, problem, descent, 4, 32)))
    } else {
        chunk(Box::new(Trainer::<S, 4>::new(simd, problem, descent, 4, 32)))
    }
}

#[test]
fn a_chunk_is_the_same_however_many_runs_go_in_lockstep() {
    for hidden in [&[6][..], &[40, 30]] {
        let mut problem = problem(hidden, Activation::Relu, Loss::CrossEntropy);
        problem.task.training = Function::parse("11010100", 8).unwrap();
        let descent = Descent {
            learning_rate: 0.3,
            extra_epochs: 1,
            ..descent(Optimiser::Momentum { momentum: 0.5 }, Loss::CrossEntropy, 2)
        };
        let mut all = Level::available()
            .into_iter()
            .map(|level| crate::simd::dispatch!(level, simd => chunk_on_level(simd, &problem, &descent)));
        let first = all.next().unwrap();
        assert!(first.kept() > 0);
        assert!(all.all(|other| other == first));
    }
}

#[test]
fn whole_runs_end_as_those_of_the_reference() {
    let mut problem = problem(&[6], Activation::Tanh, Loss::CrossEntropy);
    problem.task.training = Function::parse("11010100", 8).unwrap();
    let descent = Descent {
        learning_rate: 1.0,
        extra_epochs: 2,
        max_epochs: 8,
        ..descent(Optimiser::Sgd, Loss::CrossEntropy, 3)
    };
    let simd = fearless_simd::Fallback::new();
    let mut trainer = Trainer::<_, 4>::new(simd, &problem, &descent, 5, 64);
    trainer.begin(1);
    while !trainer.advance(1) {}
    let delta = trainer.take();
    let prepared = Prepared::new(&problem, 5);
    let (mut fitted, mut epochs, mut unfit, mut lost, mut diverged) = (0, 0, 0, 0, 0);
    for run in 64..128 {
        let mut lane = Lane::idle(&prepared);
        let mut parameters = vec![0.0; problem.architecture.parameter_count()];
        lane.start(&prepared, simd, run, &mut parameters);
        let mut reference = Reference::new(&problem, &descent, &parameters);
        let ending = reference.run(|| {
            lane.shuffle();
            lane.points(0..problem.task.training_size())
        });
        match ending {
            Ending::Fitted { epochs: after } => {
                fitted += 1;
                epochs += u64::from(after);
            }
            Ending::Unfit => unfit += 1,
            Ending::Lost => lost += 1,
            Ending::Diverged => diverged += 1,
        }
    }
    assert!(fitted > 0 && unfit > 0 && lost > 0, "{fitted} {unfit} {lost}");
    assert_eq!(
        (delta.kept(), delta.epochs, delta.unfit, delta.lost, delta.diverged),
        (fitted, epochs, unfit, lost, diverged)
    );
}
