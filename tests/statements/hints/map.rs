//! The map's.

use super::{Hints, with};
use crate::map::atlas;
use dice_and_descent::Function;
use dice_and_descent::experiment::map;
use dice_and_descent::map::{PathPoint, Picture, colour};
use dice_and_descent::network::forward;
use std::collections::BTreeSet;

#[test]
fn every_hint_of_the_map() {
    let mut hints =
        Hints::new(map::MapTable::new().presets.into_iter().map(|preset| (preset.id, preset.watch)));
    let mut says = |id, words: &str| hints.says(id, words);
    let map = |id: &str, changes: &str| atlas(&with(&map::apply_preset("", id).hash, changes));
    let size = 96;
    let at = |picture: &Picture, x: usize, y: usize| picture.function_at(x, y).unwrap();

    says("rays", "the function hardly changes");
    let far = map("rays", "resolution=96&zoom=0.02");
    let (mut same, mut all) = (0, 0);
    for k in 0..size {
        for (x, y) in [(k, 0), (k, size - 1), (0, k), (size - 1, k)] {
            let half = |place: usize| (place + size / 2) / 2;
            all += 1;
            same += usize::from(at(far.picture(), x, y) == at(far.picture(), half(x), half(y)));
        }
    }
    assert!(same * 10 > all * 9, "{same} of {all} far out are as at half the distance");

    says("neighbourhood", "In the middle stands one random network");
    says("neighbourhood", "the colour changes wherever one of its labels does");
    let near = map("neighbourhood", "resolution=96");
    neighbourhood(&near);

    says("path", "a random network that does not fit to one that does");
    says("large-steps", "several times as far away");
    let length = |id: &str, seed: u32| {
        let hash = with(&map::apply_preset("", id).hash, &format!("seed={seed}"));
        let setup = map::Setup::read(&hash);
        let mut maker = setup.plane_maker().unwrap();
        while !maker.advance(1000) {}
        let plane = maker.plane().unwrap().clone();
        let mut runner = setup.path_runner(0).unwrap();
        while !runner.advance(1000) {}
        let path = runner.take(&plane);
        let (first, last) = (&path.points[0], &path.points[path.points.len() - 1]);
        let task = &setup.comparison.problem.task;
        let place = |point: &PathPoint| (point.place.u, point.place.v, point.place.residual);
        let (one, two) = (place(first), place(last));
        let apart = ((one.0 - two.0).powi(2) + (one.1 - two.1).powi(2)).sqrt();
        (task.fits(first.function), task.fits(last.function), apart)
    };
    let (fits_at_start, fits_at_end, small) = length("path", 1);
    assert!(!fits_at_start && fits_at_end);
    let (_, _, large) = length("large-steps", 1);
    assert!(large > 3.0 * small, "{large} {small}");

    says("posterior", "not weighted by the prior");
    let posterior = map("posterior", "resolution=96");
    assert!(posterior.summary(false).unwrap().rows.iter().all(|row| row.fits));

    says("wedges", "four gates have a wedge of the same size, AND and XOR have none");
    let wedges = map("wedges", "resolution=96").summary(false).unwrap();
    assert_eq!(wedges.distinct, 4);
    assert!(wedges.rows.iter().all(|row| (row.window - 0.25).abs() < 0.02 && !["0001", "0110"].contains(&row.function.as_str())));

    says("hidden-unit", "nothing changes at all");
    // Far below, the bias holds the unit at 0 for every input, if its weight is not as large: one function.
    let unit = map("hidden-unit", "resolution=96&zoom=0.02");
    let seen = |rows: std::ops::Range<usize>| -> BTreeSet<Function> {
        let middle = size / 2 - 3..size / 2 + 3;
        rows.flat_map(|y| middle.clone().map(move |x| (x, y)))
            .map(|(x, y)| at(unit.picture(), x, y))
            .collect()
    };
    let (off, on) = (seen(size - 12..size), seen(0..size - 12));
    assert_eq!(off.len(), 1, "{off:?}");
    assert!(on.len() > 1, "where the unit is on, something changes: {on:?}");

    says("order", "few functions fill most of the plane");
    says("chaos", "many times as many functions as with small weights");
    let (order, chaos) = (
        map("order", "resolution=96").summary(false).unwrap(),
        map("chaos", "resolution=96").summary(false).unwrap(),
    );
    let filled: f64 = order.rows.iter().map(|row| row.window).sum();
    assert!(filled > 0.5, "{filled}");
    assert!(chaos.distinct > 5 * order.distinct, "{} {}", chaos.distinct, order.distinct);

    hints.assert_all_tested();
}

/// The middle is a draw of the prior; every pixel is the function of the network there, and neighbours have one colour just where
/// they have one function.
fn neighbourhood(near: &map::Atlas) {
    let setup = near.setup();
    let problem = &setup.comparison.problem;
    let mut maker = setup.plane_maker().unwrap();
    while !maker.advance(1000) {}
    let plane = maker.plane().unwrap();
    let middle = plane.parameters(0.0, 0.0);
    // The squares of its parameters over their variances are chi-square distributed.
    let prior = problem.prior;
    let squares = middle.layers(&problem.architecture).flat_map(|(layer, weights, biases)| {
        let (weight, bias) = (prior.weight_std(layer), prior.bias_std(layer));
        let of = |values: &[f32], std: f64| values.iter().map(|&x| (f64::from(x) / std).powi(2)).sum::<f64>();
        [of(weights, weight), of(biases, bias)]
    });
    let (sum, count) = (squares.sum::<f64>(), problem.architecture.parameter_count() as f64);
    assert!((sum - count).abs() < 4.0 * (2.0 * count).sqrt(), "{sum} of {count}");
    let (picture, view) = (near.picture(), near.view());
    let size = picture.layout().size();
    let inputs = &problem.task.inputs;
    let mut borders = 0;
    for y in (0..size).step_by(5) {
        for x in (0..size).step_by(5) {
            let [u, v] = view.point(x, y, size);
            let parameters = plane.parameters(u, v);
            let outputs: Vec<f64> = (0..inputs.count())
                .map(|j| forward(&problem.architecture, &parameters, inputs.point(j)))
                .collect();
            let shown = picture.function_at(x, y).unwrap();
            // Within rounding of 0 either label is right.
            let right = |j: usize| shown.label(j) == (outputs[j] > 0.0) || outputs[j].abs() < 1e-4;
            assert!((0..inputs.count()).all(right), "{shown} at {x}, {y}: {outputs:?}");
        }
    }
    for y in 0..size {
        for x in 1..size {
            let two = [x - 1, x].map(|x| picture.function_at(x, y).unwrap());
            let colours = two.map(|function| colour(function, false));
            assert_eq!(two[0] == two[1], colours[0] == colours[1], "{two:?}");
            borders += usize::from(two[0] != two[1]);
        }
    }
    assert!(borders > size, "{borders}");
}
