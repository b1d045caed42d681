//! What P(S) costs by splitting and by rejection: `cargo bench --bench splitting`, with other tasks than f3 and f5 after `--`: f0 to f6 of
//! Mingard et al. 2019 with 32 training points, or f3/48 for f3 with 48 random ones. Where rejection keeps nothing, splitting stands alone.
//!
//! Work for the same relative error is work times the square of the relative error. It is counted in networks that were evaluated at
//! training points, and in seconds; a network costs rejection less, which gives most of them up at their first points, in function space.

#![allow(missing_docs, reason = "a benchmark is no library")]

use dice_and_descent::experiment::compare::{Setup, apply_preset};
use dice_and_descent::method::splitting::{Splitting, SplittingSettings, SplittingSummary};
use dice_and_descent::method::{Problem, rejection};
use dice_and_descent::sample::{MethodId, WeightedCounts, Weights};
use std::time::Instant;

const RUNS: u64 = 40;

/// Rejection ends at so many networks kept, or drawn.
const KEPT: u64 = 100;
const DRAWN: u64 = 60_000_000;

/// A task of Mingard et al. 2019 by its preset, perhaps with another number of training points.
fn problem(task: &str) -> Problem {
    let (target, size) = task.split_once('/').map_or((task, None), |(target, size)| (target, Some(size)));
    let preset = apply_preset("", target);
    assert!(preset.preset == Some(target), "{task}: f0 to f6 are tasks, and f3/48 is f3 with 48 points");
    let link = size.map_or(preset.hash.clone(), |size| {
        let kept = preset.hash.split('&').filter(|pair| !pair.starts_with("train="));
        format!("{}&train=random&train_size={size}", kept.collect::<Vec<_>>().join("&"))
    });
    let setup = Setup::read(&link);
    assert!(setup.notices.is_empty(), "{task}: {:?}", setup.notices);
    setup.comparison.problem
}

fn main() {
    let named: Vec<String> = std::env::args().skip(1).filter(|argument| argument.starts_with('f')).collect();
    let tasks = if named.is_empty() { vec!["f3".to_owned(), "f5".to_owned()] } else { named };
    for task in tasks {
        let problem = problem(&task);
        let settings = SplittingSettings::default();
        let start = Instant::now();
        let mut splitting = Splitting::new(&problem, 1, settings).expect("a task that can be learned");
        let mut counts = WeightedCounts::new(MethodId::SPLITTING.number(), Weights::Likelihood, 1 << 18);
        for chunk in 0..RUNS {
            splitting.begin(chunk);
            while !splitting.advance(100_000) {}
            counts.merge(&splitting.take().0);
        }
        let seconds = start.elapsed().as_secs_f64();
        let (fit, climb) = (counts.marginal_likelihood().unwrap(), SplittingSummary::of(&counts).unwrap());
        let evaluated = climb.pilot_evaluated + climb.evaluated;
        let error = fit.relative_error;
        println!(
            "{task}: ln P(S) = {:.2}, P(S) = {:.3e} +- {:.1}% by {RUNS} runs in {seconds:.1} s ({evaluated} networks); ideal moves {:.1}%; {} levels, {} ancestors, {} lost",
            fit.value,
            fit.value.exp(),
            100.0 * error,
            100.0 * climb.least_relative_error(fit.value),
            climb.levels.len(),
            climb.ancestors,
            climb.lost,
        );
        let start = Instant::now();
        let mut sampler = rejection::sampler(&problem, 1);
        let (mut kept, mut drawn) = (0, 0);
        for chunk in 0.. {
            if kept >= KEPT || drawn >= DRAWN {
                break;
            }
            sampler.begin(chunk);
            while !sampler.advance(100_000) {}
            let counts = sampler.take();
            kept += counts.kept();
            drawn += counts.tried;
        }
        let rejected = start.elapsed().as_secs_f64();
        if kept == 0 {
            println!("{task}: rejection kept none of {drawn} in {rejected:.1} s");
            continue;
        }
        let share = kept as f64 / drawn as f64;
        // Of a share its own P is the better P: both are for the same one.
        let square = (1.0 - share) / kept as f64;
        println!(
            "{task}: P(S) = {share:.3e} +- {:.1}% by rejection, {kept} of {drawn} in {rejected:.1} s; splitting over rejection for the same relative error: {:.3} of the networks, {:.2} of the seconds",
            100.0 * square.sqrt(),
            evaluated as f64 * error * error / (drawn as f64 * square),
            seconds * error * error / (rejected * square),
        );
    }
}
