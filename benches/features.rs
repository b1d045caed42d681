//! What P(S) costs by last layers given features and by rejection: `cargo bench --bench features`, with other tasks than f3 and f5 after `--`: f0
//! to f6 of Mingard et al. 2019 with 32 training points, or f3/64 for f3 with 64 random ones, where rejection has no chance.
//!
//! Work for the same relative error is seconds times the square of the relative error; both in one run, one after the other.

#![allow(missing_docs, reason = "a benchmark is no library")]

use dice_and_descent::experiment::compare::{Setup, apply_preset};
use dice_and_descent::method::features::Features;
use dice_and_descent::method::{MethodId, Problem, Sampler, rejection};
use dice_and_descent::sample::{WeightedCounts, Weights};
use std::time::Instant;

const HIDDEN_DRAWS: u64 = 40_000;
const LAST_LAYERS: u32 = 4;
const DRAWN: u64 = 20_000_000;

/// A task of Mingard et al. 2019 by its preset, perhaps with another number of training points.
fn problem(task: &str) -> Problem {
    let (target, size) = task.split_once('/').map_or((task, None), |(target, size)| (target, Some(size)));
    let hash = apply_preset("", target).hash;
    let link = size.map_or(hash.clone(), |size| {
        let kept = hash.split('&').filter(|pair| !pair.starts_with("train="));
        format!("{}&train=random&train_size={size}", kept.collect::<Vec<_>>().join("&"))
    });
    let setup = Setup::read(&link);
    assert!(setup.notices.is_empty(), "{task}: {:?}", setup.notices);
    setup.comparison.problem
}

fn run(sampler: &mut dyn Sampler, chunk: u64) -> dice_and_descent::sample::ChunkCounts {
    sampler.begin(chunk);
    while !sampler.advance(100_000) {}
    sampler.take()
}

fn main() {
    let named: Vec<String> = std::env::args().skip(1).filter(|argument| argument.starts_with('f')).collect();
    let tasks = if named.is_empty() { vec!["f3".to_owned(), "f5".to_owned()] } else { named };
    for task in tasks {
        let problem = problem(&task);
        let start = Instant::now();
        let mut features = Features::new(&problem, 1, LAST_LAYERS);
        let mut counts = WeightedCounts::new(MethodId::FEATURES.number(), Weights::Likelihood, 1 << 18);
        for chunk in 0.. {
            if counts.clusters() >= HIDDEN_DRAWS {
                break;
            }
            counts.merge(&run(&mut features, chunk).weighted.expect("clusters"));
        }
        let seconds = start.elapsed().as_secs_f64();
        let found = counts.marginal_likelihood().expect("some weight");
        println!(
            "{task}: ln P(S) = {:.2}, P(S) = {:.3e} +- {:.1}% by {} hidden draws in {seconds:.1} s, {:.0} a second; {:.0} effective clusters",
            found.value,
            found.value.exp(),
            100.0 * found.relative_error,
            counts.clusters(),
            counts.clusters() as f64 / seconds,
            counts.effective_clusters(),
        );
        let start = Instant::now();
        let mut sampler = rejection::sampler(&problem, 1);
        let (mut kept, mut drawn) = (0, 0);
        for chunk in 0.. {
            if drawn >= DRAWN {
                break;
            }
            let counts = run(&mut *sampler, chunk);
            kept += counts.kept();
            drawn += counts.tried;
        }
        let rejected = start.elapsed().as_secs_f64();
        // Of P as the better estimate knows it: what so many draws would have for an error.
        let square = 1.0 / (found.value.exp() * drawn as f64);
        println!(
            "{task}: rejection kept {kept} of {drawn} in {rejected:.1} s; features over rejection, seconds for the same relative error: {:.4}",
            seconds * found.relative_error.powi(2) / (rejected * square),
        );
    }
}
