//! Areas known exactly, found within the error that is stated.

use crate::support::{picture, problem};
use dice_and_descent::Function;
use dice_and_descent::map::{Area, Plane, PriorWeight, Shares, View};
use dice_and_descent::method::Problem;
use dice_and_descent::network::{Activation, Distribution};
use dice_and_descent::task::Encoding;

fn shares(problem: &Problem, plane: &Plane, view: View, size: usize) -> Shares {
    let picture = picture(problem, plane, view, size);
    let prior = PriorWeight::new(problem, plane);
    Shares::new(&picture, view, prior.as_ref(), |_| true).unwrap()
}

fn area(shares: &Shares, areas: &[Area], table: &str) -> Area {
    let function = Function::parse(table, table.len()).unwrap();
    shares
        .functions
        .iter()
        .position(|&other| other == function)
        .map_or(Area { share: 0.0, error: 0.0 }, |rank| areas[rank])
}

fn assert_within(found: Area, exact: f64, slack: f64, what: &str) {
    let off = (found.share - exact).abs();
    assert!(
        off <= found.error + slack,
        "{what}: {} is not {exact}: off by {off}, stated {}",
        found.share,
        found.error
    );
}

#[test]
fn one_input_with_bias() {
    // Labels of 0 and 1: b > 0, w + b > 0; w = 2 u, b = v / 2. The second border is v = -4 u.
    let mut problem = problem(1, Encoding::ZeroOne, &[], Activation::Relu);
    (problem.prior.sigma_w, problem.prior.sigma_b) = (2.0, 0.5);
    let plane = Plane::chosen(&problem, [0, 1], 1, false);
    let quarter_turn = libm::atan(4.0) / std::f64::consts::TAU;
    for size in [16, 63, 200] {
        for half in [0.5, 6.0] {
            let shares = shares(&problem, &plane, View { centre: [0.0; 2], half }, size);
            for (table, exact, angle) in [
                ("10", 7.0 / 32.0, quarter_turn),
                ("01", 7.0 / 32.0, quarter_turn),
                ("11", 9.0 / 32.0, 0.5 - quarter_turn),
                ("00", 9.0 / 32.0, 0.5 - quarter_turn),
            ] {
                assert_within(area(&shares, &shares.window, table), exact, 0.0, table);
                if half == 6.0 {
                    // The window misses 4e-9 of the prior.
                    assert_within(area(&shares, &shares.prior, table), angle, 1e-8, table);
                }
            }
        }
    }
}

#[test]
fn two_inputs_without_bias() {
    // Labels of 00, 01, 10, 11: 0, w2 > 0, w1 > 0, w1 + w2 > 0.
    let mut problem = problem(2, Encoding::ZeroOne, &[], Activation::Relu);
    problem.prior.sigma_b = 0.0;
    let plane = Plane::chosen(&problem, [0, 1], 1, false);
    // With an odd number of pixels those in the middle stand on the borders themselves, where outputs are 0.
    for (size, half) in [(50, 1.0), (301, 3.0)] {
        let shares = shares(&problem, &plane, View { centre: [0.0; 2], half }, size);
        for (table, exact) in [
            ("0111", 0.25),
            ("0000", 0.25),
            ("0011", 0.125),
            ("0010", 0.125),
            ("0101", 0.125),
            ("0100", 0.125),
            ("0110", 0.0),
        ] {
            assert_within(area(&shares, &shares.window, table), exact, 0.0, table);
            assert_within(area(&shares, &shares.prior, table), exact, 0.0, table);
        }
    }
}

#[test]
fn wedges_of_a_perceptron_in_random_planes_have_their_angles() {
    for seed in 1..=6 {
        let problem = problem(3, Encoding::PlusMinus, &[], Activation::Relu);
        let plane = Plane::random(&problem, seed, false);
        // The output at input j is a u + b v: its border is a line through the origin.
        let [east, north] = [(1.0, 0.0), (0.0, 1.0)].map(|(u, v)| plane.parameters(u, v).0);
        let output = |parameters: &[f32], j: usize| -> f64 {
            let point = problem.task.inputs.point(j);
            f64::from(parameters[3]) + (0..3).map(|i| f64::from(parameters[i] * point[i])).sum::<f64>()
        };
        let lines: Vec<[f64; 2]> = (0..8).map(|j| [output(&east, j), output(&north, j)]).collect();
        let mut angles: Vec<f64> = lines
            .iter()
            .flat_map(|&[a, b]| {
                let angle = libm::atan2(-a, b);
                [angle, if angle > 0.0 { angle - std::f64::consts::PI } else { angle + std::f64::consts::PI }]
            })
            .collect();
        angles.sort_by(f64::total_cmp);
        let shares = shares(&problem, &plane, View { centre: [0.0; 2], half: 6.0 }, 300);
        let mut total = 0.0;
        for (place, &from) in angles.iter().enumerate() {
            let to = angles.get(place + 1).copied().unwrap_or(angles[0] + std::f64::consts::TAU);
            let (sin, cos) = (libm::sin(0.5 * (from + to)), libm::cos(0.5 * (from + to)));
            let function = Function::from_labels(8, |j| lines[j][0] * cos + lines[j][1] * sin > 0.0);
            let exact = (to - from) / std::f64::consts::TAU;
            total += exact;
            let found = area(&shares, &shares.prior, &function.to_string());
            // Where wedges become thinner than a pixel, near the middle, each loses what lies there: the prior
            // within a pixel of the origin has at most 2 pi / 2 pi (0.04)^2 / 2 of the whole.
            assert_within(found, exact, 1e-8 + 0.04 * 0.04 / 2.0, &function.to_string());
        }
        assert!((total - 1.0).abs() < 1e-12);
    }
}

#[test]
fn a_uniform_prior_counts_what_is_inside_of_the_cube() {
    let mut problem = problem(2, Encoding::ZeroOne, &[], Activation::Relu);
    problem.prior.distribution = Distribution::Uniform;
    let plane = Plane::chosen(&problem, [0, 2], 1, false);
    // In standard deviations the cube reaches to sqrt(3); within it w1 and b are uniform. Labels with w2 = 0: b, b,
    // w1 + b, w1 + b; w1 = 1.5 / sqrt(2) u, b = v / 2: half of the square below the line has b > 0.
    let shares = shares(&problem, &plane, View { centre: [0.0; 2], half: 4.0 }, 400);
    let border = 0.5 / (1.5 / libm::sqrt(2.0));
    for (table, exact) in [("1100", 0.25 - border / 8.0), ("1111", 0.25 + border / 8.0)] {
        let found = area(&shares, &shares.prior, table);
        // The cube's own edges are cut by pixels too: four sides of 173 pixels.
        let edge = 0.5 * 4.0 * 173.0 / (173.0 * 173.0);
        assert_within(found, exact, edge, table);
    }
    let inside: f64 = shares.prior.iter().map(|area| area.share).sum();
    assert!((inside - 1.0).abs() < 1e-12);
}

#[test]
fn off_the_prior_there_is_no_share_of_it() {
    let mut problem = problem(2, Encoding::ZeroOne, &[], Activation::Relu);
    problem.prior.sigma_b = 0.0;
    let plane = Plane::chosen(&problem, [0, 2], 1, false);
    assert_eq!(PriorWeight::new(&problem, &plane), None);
    assert!(PriorWeight::new(&problem, &Plane::random(&problem, 1, true)).is_some());
}

#[test]
fn the_window_holds_what_the_normal_distribution_says() {
    let problem = problem(4, Encoding::PlusMinus, &[16], Activation::Relu);
    let held = |through_draw, view| {
        PriorWeight::new(&problem, &Plane::random(&problem, 3, through_draw)).unwrap().covered(view).unwrap()
    };
    let one = libm::erf(std::f64::consts::FRAC_1_SQRT_2);
    assert!((held(false, View { centre: [0.0; 2], half: 1.0 }) - one * one).abs() < 1e-12);
    assert!(held(true, View { centre: [0.0; 2], half: 100.0 }) > 0.999_999);
}
