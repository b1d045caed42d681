//! How fast networks are trained: `cargo bench --bench trainer`, with `-- --json` for machines.
//!
//! The score is free of units: steps a second, times the floating-point operations of a step if every product
//! were computed, over the peak of the machine's vectors of four.

#![allow(missing_docs, reason = "a benchmark is no library")]
#![allow(unreachable_pub, dead_code, reason = "the same modules are part of the browser's benchmark")]

mod common;

use common::peak;
use common::training::{Training, trainings};
use dice_and_descent::method::Sampler;
use dice_and_descent::method::sgd::sampler;
use std::hint::black_box;
use std::time::{Duration, Instant};

const ROUNDS: u64 = 5;
const ROUND: Duration = Duration::from_millis(300);

/// Steps, epochs and runs of one workload in a stretch of time.
struct Rates {
    runs: f64,
    epochs: f64,
}

fn measure(workload: &Training, sampler: &mut dyn Sampler, round: u64) -> Rates {
    let (mut runs, mut epochs, mut chunk) = (0, 0, 1_000_000 * round);
    let start = Instant::now();
    while start.elapsed() < ROUND {
        sampler.begin(chunk);
        while !sampler.advance(5000) {}
        let delta = black_box(sampler.take());
        assert_eq!(delta.kept(), delta.tried, "all runs of {} fit", workload.name);
        runs += delta.tried;
        epochs += delta.epochs;
        chunk += 1;
    }
    let seconds = start.elapsed().as_secs_f64();
    Rates { runs: runs as f64 / seconds, epochs: epochs as f64 / seconds }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn main() {
    let json = std::env::args().any(|argument| argument == "--json");
    let workloads = trainings();
    let mut samplers: Vec<_> = workloads
        .iter()
        .map(|workload| sampler(&workload.problem, &workload.descent, 1).expect("a valid workload"))
        .collect();
    let mut peaks = Vec::new();
    let mut rates: Vec<Vec<Rates>> = workloads.iter().map(|_| Vec::new()).collect();
    // Round by round over all of them, so that a change of the machine's pace meets all alike.
    for round in 0..ROUNDS {
        let start = Instant::now();
        let mut calls = 0;
        while start.elapsed() < ROUND / 3 {
            black_box(peak::work(black_box(1.0)));
            calls += 1;
        }
        peaks.push(f64::from(calls) * peak::FLOPS / start.elapsed().as_secs_f64());
        for ((workload, sampler), rates) in workloads.iter().zip(&mut samplers).zip(&mut rates) {
            rates.push(measure(workload, sampler.as_mut(), round));
        }
    }
    let peak = median(peaks);
    let mut rows = Vec::new();
    for (workload, rates) in workloads.iter().zip(&rates) {
        let runs = median(rates.iter().map(|rates| rates.runs).collect());
        let epochs = median(rates.iter().map(|rates| rates.epochs).collect());
        rows.push(serde_json::json!({
            "name": workload.name,
            "runs": runs,
            "steps": epochs * workload.steps(),
            "epochs": epochs / runs,
            "score": epochs * workload.flops() / peak,
            "runs_per_gflops": runs / peak * 1e9,
        }));
    }
    if json {
        println!("{}", serde_json::json!({ "peak": peak, "workloads": rows }));
        return;
    }
    println!("peak of vectors of four: {:.1} GFLOP/s", peak / 1e9);
    println!(
        "{:<34}{:>10}{:>12}{:>9}{:>8}{:>18}",
        "", "runs/s", "steps/s", "epochs", "score", "runs/s a GFLOP/s"
    );
    for row in rows {
        let number = |key: &str| row[key].as_f64().expect("a number");
        println!(
            "{:<34}{:>10.0}{:>12.0}{:>9.2}{:>8.2}{:>18.1}",
            row["name"].as_str().expect("a name"),
            number("runs"),
            number("steps"),
            number("epochs"),
            number("score"),
            number("runs_per_gflops")
        );
    }
}
