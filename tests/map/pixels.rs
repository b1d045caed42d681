//! Every pixel is the network that stands there.

use crate::support::{picture, problem};
use dice_and_descent::Function;
use dice_and_descent::map::{Plane, View};
use dice_and_descent::method::Problem;
use dice_and_descent::network::{Activation, Architecture, Parameters, forward};
use dice_and_descent::task::Encoding;

/// A network in double precision: its labels, and how far each output is from the threshold beside a bound of
/// the numbers that are added up for it.
fn reference(problem: &Problem, parameters: &Parameters) -> Vec<(bool, f64)> {
    let inputs = &problem.task.inputs;
    let bound = bound(&problem.architecture, parameters);
    (0..inputs.count())
        .map(|j| {
            let z =
                forward(&problem.architecture, parameters, inputs.point(j)) - f64::from(problem.threshold);
            (z > 0.0, z.abs() / bound)
        })
        .collect()
}

/// No pre-activation, nor anything that is added up for one, is larger: magnitudes through all layers.
fn bound(architecture: &Architecture, parameters: &Parameters) -> f64 {
    parameters.layers(architecture).fold(1.0, |below: f64, (layer, weights, biases)| {
        let units = weights.chunks_exact(layer.fan_in).zip(biases);
        let sums = units.map(|(row, bias)| {
            f64::from(bias.abs()) + below * row.iter().map(|w| f64::from(w.abs())).sum::<f64>()
        });
        sums.fold(1.0, f64::max)
    })
}

/// Pixels whose function is not that of the network in double precision; each must be near a border.
fn differing(problem: &Problem, plane: &Plane, view: View, size: usize) -> usize {
    let picture = picture(problem, plane, view, size);
    // Roundings of parameters, tables, activations and sums: a few for every term of the longest sum and every
    // layer, each at most the unit roundoff of the bound.
    let layers: Vec<_> = problem.architecture.layers().collect();
    let terms: usize = layers.iter().map(|layer| layer.fan_in + 8).sum();
    let rounding = 8.0 * terms as f64 * f64::from(f32::EPSILON);
    let mut differing = 0;
    for y in 0..size {
        for x in 0..size {
            let [u, v] = view.point(x, y, size);
            let exact = reference(problem, &plane.parameters(u, v));
            let found = picture.function_at(x, y).unwrap();
            if found == Function::from_labels(exact.len(), |j| exact[j].0) {
                continue;
            }
            differing += 1;
            if problem.architecture.activation == Activation::Sign && !problem.architecture.hidden.is_empty()
            {
                // A threshold within makes of a rounding whatever it likes; there are few of them.
                continue;
            }
            for (j, &(label, margin)) in exact.iter().enumerate() {
                assert!(
                    found.label(j) == label || margin <= rounding,
                    "{:?}: pixel {x}, {y}, input {j}: margin {margin:e}, rounding {rounding:e}",
                    problem.architecture
                );
            }
        }
    }
    differing
}

#[test]
fn pixels_are_the_functions_of_the_networks_there() {
    const SIZE: usize = 33;
    let view = View { centre: [0.3, -0.2], half: 2.5 };
    let (mut compared, mut different) = (0, 0);
    let networks: [(usize, &[usize]); 8] = [
        (1, &[]),
        (1, &[2]),
        (2, &[3]),
        (4, &[16]),
        (5, &[7, 4]),
        (6, &[1, 2, 3, 5]),
        (7, &[]),
        (7, &[9, 6]),
    ];
    for (index, (n, hidden)) in networks.into_iter().enumerate() {
        for activation in [Activation::Relu, Activation::Tanh, Activation::Erf, Activation::Sign] {
            let encoding = [Encoding::ZeroOne, Encoding::PlusMinus][index % 2];
            let mut problem = problem(n, encoding, hidden, activation);
            problem.threshold = [0.0, 0.5][index / 2 % 2];
            compared += SIZE * SIZE;
            different += differing(&problem, &Plane::random(&problem, 7, true), view, SIZE);
        }
    }
    assert!(different * 1000 <= compared, "{different} of {compared} pixels differ");
}

#[test]
fn a_deep_zoom_loses_nothing() {
    let problem = problem(4, Encoding::PlusMinus, &[16], Activation::Relu);
    let plane = Plane::random(&problem, 1, false);
    // A point where many regions meet.
    let view = View { centre: [0.01, 0.02], half: 1e-3 };
    let different = differing(&problem, &plane, view, 65);
    assert!(different <= 65 * 65 / 100, "{different} pixels differ");
}

#[test]
fn without_biases_a_dead_network_is_all_zero() {
    let mut problem = problem(3, Encoding::ZeroOne, &[2], Activation::Relu);
    problem.prior.sigma_b = 0.0;
    let plane = Plane::random(&problem, 2, true);
    let picture = picture(&problem, &plane, View { centre: [0.0; 2], half: 3.0 }, 16);
    // Every network labels the input (0, 0, 0) with 0: its output is exactly 0.
    assert!(picture.functions().iter().all(|function| !function.label(0)));
    assert!((0..16).all(|x| plane.parameters(x as f64, 1.0).0[6..8] == [0.0; 2]));
}

/// The function at (u, v) in double precision from the plane on, where no parameter is rounded.
fn unrounded(problem: &Problem, plane: &[f64], u: f64, v: f64) -> Function {
    let count = problem.architecture.parameter_count();
    let part = |index: usize| &plane[4 + index * count..][..count];
    let [origin, e1, e2, units] = [0, 1, 2, 3].map(part);
    let parameter = |i: usize| origin[i] + (u * e1[i] + v * e2[i]) * units[i];
    let inputs = &problem.task.inputs;
    Function::from_labels(inputs.count(), |j| {
        let mut before: Vec<f64> = inputs.point(j).iter().map(|&x| f64::from(x)).collect();
        let (mut start, last) = (0, problem.architecture.layers().count() - 1);
        for (depth, layer) in problem.architecture.layers().enumerate() {
            let biases = start + layer.fan_in * layer.units;
            let sum = |unit: usize| -> f64 {
                let terms =
                    before.iter().enumerate().map(|(i, x)| parameter(start + unit * layer.fan_in + i) * x);
                parameter(biases + unit) + terms.sum::<f64>()
            };
            let sums: Vec<f64> = (0..layer.units).map(sum).collect();
            before = if depth == last { sums } else { sums.iter().map(|z| z.max(0.0)).collect() };
            start += layer.parameter_count();
        }
        before[0] > f64::from(problem.threshold)
    })
}

#[test]
fn as_close_as_can_be_borders_are_where_they_belong_to_a_pixel() {
    const SIZE: usize = 24;
    // As many pixels as the widest picture has, of which these are the middle.
    const WHOLE: usize = 1024;
    let (mut differ, mut borders, mut windows) = (0, 0, 0);
    for seed in 0..40_u32 {
        let hidden: &[usize] = [&[][..], &[6], &[16], &[8, 8]][seed as usize % 4];
        let problem = problem(3, Encoding::PlusMinus, hidden, Activation::Relu);
        let plane = Plane::random(&problem, seed, seed % 3 == 0);
        let far = [3.0, 90.0, 2000.0, 9000.0][seed as usize / 4 % 4];
        // Where a border is: between two points of a circle whose functions differ.
        let numbers = plane.pack();
        let at = |angle: f64| unrounded(&problem, &numbers, far * angle.cos(), far * angle.sin());
        let (mut low, mut high) = (0.0, std::f64::consts::PI);
        if at(low) == at(high) {
            continue;
        }
        for _ in 0..60 {
            let middle = 0.5 * (low + high);
            if at(middle) == at(low) { low = middle } else { high = middle }
        }
        let centre = [far * low.cos(), far * low.sin()];
        let half = plane.least_half(centre, WHOLE) * SIZE as f64 / WHOLE as f64;
        let view = View { centre, half };
        let picture = picture(&problem, &plane, view, SIZE);
        let exact: Vec<Vec<Function>> = (0..SIZE)
            .map(|y| {
                (0..SIZE)
                    .map(|x| view.point(x, y, SIZE))
                    .map(|[u, v]| unrounded(&problem, &numbers, u, v))
                    .collect()
            })
            .collect();
        windows += 1;
        for y in 1..SIZE - 1 {
            for x in 1..SIZE - 1 {
                let found = picture.function_at(x, y).unwrap();
                let near = |by: usize| {
                    (y - by..=y + by)
                        .flat_map(move |y| (x - by..=x + by).map(move |x| (x, y)))
                        .map(|(x, y)| exact[y][x])
                };
                borders += usize::from(near(1).any(|other| other != exact[y][x]));
                differ += usize::from(found != exact[y][x]);
                assert!(near(1).any(|other| other == found), "{seed}: {x}, {y} of {view:?}");
            }
        }
    }
    assert!(windows > 15 && borders > 500, "{windows} windows, {borders} pixels at borders");
    assert!(differ * 5 < borders, "{differ} pixels of {borders} at borders differ");
}
