//! What is kept, given a training set.

use crate::support::{draw, problem, z_score};
use dice_and_descent::Function;
use serde::Deserialize;

#[derive(Deserialize)]
struct Reference {
    posteriors: Vec<Posterior>,
}

#[derive(Deserialize)]
struct Posterior {
    name: String,
    points: Vec<usize>,
    labels: Vec<u8>,
    samples: u64,
    accepted: u64,
    top: Vec<(String, u64)>,
}

#[test]
fn posteriors_are_those_of_the_reference() {
    let reference: Reference = serde_json::from_str(include_str!("../oracles/posteriors.json")).unwrap();
    for posterior in reference.posteriors {
        let mut problem = problem(&posterior.name);
        let len = problem.task.inputs.count();
        let bits = |wanted: &dyn Fn(u8) -> bool| {
            let marked = posterior.points.iter().zip(&posterior.labels).filter(|(_, label)| wanted(**label));
            Function::new(marked.fold(0, |bits, (&point, _)| bits | 1 << point), len)
        };
        problem.task.training = bits(&|_| true);
        problem.task.target = bits(&|label| label == 1);
        let draws = draw(&problem, 3, if len == 32 { 60_000 } else { 300_000 });
        assert!(draws.counts.keys().all(|&function| problem.task.fits(function)));
        // Some 40 posteriors of 25 functions each: |z| > 6 in any has probability about 2e-6.
        let z = z_score(draws.kept, draws.tried, posterior.accepted, posterior.samples);
        assert!(z.abs() < 6.0, "{}: P(S), z = {z}", posterior.name);
        for (text, count) in &posterior.top {
            let function = Function::parse(text, len).unwrap();
            let found = draws.counts.get(&function).copied().unwrap_or(0);
            let z = z_score(found, draws.kept, *count, posterior.accepted);
            assert!(z.abs() < 6.0, "{}: {text}, z = {z}", posterior.name);
        }
    }
}
