//! The map.

use crate::numbers::{debugged, leaves};
use crate::{Dice, Rendered, assert_documented};
use dice_and_descent::experiment::map::{self, Atlas};
use dice_and_descent::map::{Plane, TileRunner};

fn json(value: &impl serde::Serialize) -> Vec<f64> {
    let mut numbers = vec![0.0, 1.0, 2.0];
    leaves(&serde_json::to_value(value).unwrap(), &mut numbers);
    numbers
}

/// A whole map, by one worker.
pub(crate) fn atlas(link: &str) -> Atlas {
    let setup = map::Setup::read(link);
    let mut maker = setup.plane_maker().unwrap();
    while !maker.advance(1000) {}
    let packed = maker.plane().unwrap().pack();
    let mut atlas = Atlas::new(link, &packed).unwrap();
    let plane = Plane::unpack(&setup.comparison.problem.architecture, &packed).unwrap();
    let mut runner =
        TileRunner::new(&setup.comparison.problem, &plane, setup.view(&plane), setup.window.size);
    while let Some(tile) = atlas.assign() {
        runner.begin(tile);
        while !runner.advance(100_000) {}
        atlas.accept(&runner.take().pack(runner.layout())).unwrap();
    }
    for run in 0..setup.paths {
        let mut path = setup.path_runner(run).unwrap();
        while !path.advance(1000) {}
        atlas.accept_path(&path.take(&plane).pack()).unwrap();
    }
    atlas
}

#[test]
fn every_number_of_random_maps_is_that_of_the_map() {
    let mut dice = Dice::new(11);
    let mut rendered = Rendered::default();
    for _ in 0..20 {
        let link = format!(
            "v=1&experiment=map&n={}&hidden={}&activation={}&target={}&plane={}&through={}&plane_seed={}&condition={}&resolution={}&paths={}&train_size={}&seed={}&max_epochs=60",
            dice.one_of(&["2", "3", "4"]),
            dice.one_of(&["4", "3,3", "none"]),
            dice.one_of(&["relu", "tanh"]),
            dice.one_of(&["and", "dictator", "or"]),
            dice.one_of(&["random", "random", "path"]),
            dice.one_of(&["origin", "draw"]),
            dice.below(1000),
            dice.one_of(&["on", "off"]),
            dice.one_of(&["32", "48"]),
            dice.one_of(&["0", "2"]),
            dice.one_of(&["1", "2"]),
            dice.below(1000),
        );
        let atlas = atlas(&link);
        let summary = atlas.summary(false).unwrap();
        let mut known = json(&summary);
        let shares = atlas.shares().unwrap();
        debugged(&shares, &mut known);
        known.extend(known.clone().iter().map(|share| 100.0 * share));
        let window: f64 = summary.rows.iter().map(|row| row.window).sum();
        let prior: f64 = summary.rows.iter().filter_map(|row| row.prior).sum();
        known.extend([window, prior, 2.0 * atlas.view().half, summary.rows.len() as f64, 0.0001]);
        let task = &atlas.setup().comparison.problem.task;
        known.extend([task.training_size() as f64, task.inputs.count() as f64]);
        let trails = atlas.trails(false);
        let mut check =
            |template: &str, text: &str, known: &[f64]| rendered.check(template, &link, text, known);
        for (place, text) in summary.caption.iter().enumerate() {
            // The share of the largest function among those that fit has the errors of both; the row shows the same text.
            if place == 1 && !summary.rows.is_empty() {
                let first = &summary.rows[0];
                let name = first.description.clone().unwrap_or_else(|| first.function.clone());
                assert!(text.contains(&first.window_text) && text.contains(&name), "{text}");
                check("caption-largest", "", &known);
                continue;
            }
            check(&format!("caption-{}", if place == 0 { "seen" } else { "fits" }), text, &known);
        }
        check("together", &summary.together, &known);
        for fact in map::read_link(&link).facts.iter().filter(|fact| fact.starts_with("Random networks")) {
            let free = f64::from(atlas.setup().comparison.problem.architecture.parameter_count() as u32);
            check("distance", fact, &[free.sqrt()]);
        }
        for trail in trails {
            let mut known = json(&trail);
            debugged(&trail.residuals, &mut known);
            known.extend([trail.visits.len() as f64, trail.points.len() as f64]);
            known.extend(trail.steps.iter().map(|&step| step as f64));
            let inside =
                trail.points.iter().filter(|place| place.iter().all(|x| (0.0..1.0).contains(x))).count();
            known.extend((0..=inside).map(|count| count as f64));
            check("trail", &trail.text, &known);
        }
    }
    rendered.assert_right();
    assert_documented("map", &rendered);
}
