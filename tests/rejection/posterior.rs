//! What is kept, given a training set.

use crate::support::{draw, problem, z_score};
use dice_and_descent::Function;
use dice_and_descent::method::{MethodId, Problem, rejection};
use dice_and_descent::sample::{WeightedCounts, Weights};
use serde::Deserialize;

#[derive(Deserialize)]
struct Reference {
    posteriors: Vec<Posterior>,
}

#[derive(Deserialize)]
pub(crate) struct Posterior {
    pub(crate) name: String,
    points: Vec<usize>,
    labels: Vec<u8>,
    pub(crate) samples: u64,
    pub(crate) accepted: u64,
    top: Vec<(String, u64)>,
}

/// Posteriors by an independent program.
pub(crate) fn posteriors() -> Vec<Posterior> {
    let reference: Reference = serde_json::from_str(include_str!("../oracles/posteriors.json")).unwrap();
    reference.posteriors
}

impl Posterior {
    pub(crate) fn problem(&self) -> Problem {
        let mut problem = problem(&self.name);
        let len = problem.task.inputs.count();
        let bits = |wanted: &dyn Fn(u8) -> bool| {
            let marked = self.points.iter().zip(&self.labels).filter(|(_, label)| wanted(**label));
            Function::new(marked.fold(0, |bits, (&point, _)| bits | 1 << point), len)
        };
        problem.task.training = bits(&|_| true);
        problem.task.target = bits(&|label| label == 1);
        problem
    }

    /// The functions found most often, with how often.
    pub(crate) fn top(&self, problem: &Problem) -> Vec<(Function, u64)> {
        let len = problem.task.inputs.count();
        self.top.iter().map(|(text, count)| (Function::parse(text, len).unwrap(), *count)).collect()
    }
}

#[test]
fn posteriors_are_those_of_the_reference() {
    for posterior in posteriors() {
        let problem = posterior.problem();
        let len = problem.task.inputs.count();
        let draws = draw(&problem, 3, if len == 32 { 60_000 } else { 300_000 });
        assert!(draws.counts.keys().all(|&function| problem.task.fits(function)));
        // Some 40 posteriors of 25 functions each: |z| > 6 in any has probability about 2e-6.
        let z = z_score(draws.kept, draws.tried, posterior.accepted, posterior.samples);
        assert!(z.abs() < 6.0, "{}: P(S), z = {z}", posterior.name);
        for (function, count) in posterior.top(&problem) {
            let found = draws.counts.get(&function).copied().unwrap_or(0);
            let z = z_score(found, draws.kept, count, posterior.accepted);
            assert!(z.abs() < 6.0, "{}: {function}, z = {z}", posterior.name);
        }
    }
}

/// Many last layers on every draw of the hidden layers: the same posterior and the same P(S), with errors between clusters.
#[test]
fn posteriors_of_clusters_are_those_of_the_reference() {
    let reference: Reference = serde_json::from_str(include_str!("../oracles/posteriors.json")).unwrap();
    let mut compared = 0;
    for posterior in reference.posteriors.iter().filter(|one| one.accepted > 1_000) {
        let problem = posterior.problem();
        let len = problem.task.inputs.count();
        let mut sampler = rejection::fitting_clusters(&problem, (MethodId::LAST_LAYERS, 5), 16);
        let mut counts = WeightedCounts::new(MethodId::LAST_LAYERS.number(), Weights::Likelihood, 1 << 16);
        for chunk in 0.. {
            if counts.draws() >= if len == 32 { 60_000 } else { 300_000 } {
                break;
            }
            sampler.begin(chunk);
            while !sampler.advance(u32::MAX) {}
            let delta = sampler.take();
            assert_eq!(delta.tried, u64::from(sampler.chunk_len()));
            counts.merge(&delta.weighted.unwrap());
        }
        assert!(counts.iter().all(|(function, _)| problem.task.fits(function)));
        // Intervals of few clusters are not those of a normal law.
        if counts.effective_clusters() < 100.0 {
            continue;
        }
        let binomial = |p: f64, n: u64| p * (1.0 - p) / n as f64;
        let truth = posterior.accepted as f64 / posterior.samples as f64;
        let found = counts.marginal_likelihood().unwrap().exp();
        let z = (found.value - truth)
            / (found.standard_error.unwrap().powi(2) + binomial(truth, posterior.samples)).sqrt();
        // As above: some 20 posteriors of 25 functions.
        assert!(z.abs() < 6.0, "{}: P(S), z = {z}", posterior.name);
        for (text, count) in &posterior.top {
            let truth = *count as f64 / posterior.accepted as f64;
            // Where few are expected the law is skew.
            if truth * counts.effective_draws() < 20.0 {
                continue;
            }
            let share = counts.share(Function::parse(text, len).unwrap()).unwrap();
            let error = (share.high - share.low) / (2.0 * 1.96);
            let z = (share.value - truth) / (error * error + binomial(truth, posterior.accepted)).sqrt();
            assert!(z.abs() < 6.0, "{}: {text}, z = {z}", posterior.name);
            compared += 1;
        }
    }
    assert!(compared > 100, "{compared}");
}
