//! How fast random networks are drawn: `cargo bench --bench sampler`, with `-- --json` for machines.
//!
//! The score is free of units: items a second, times the floating-point operations that one item would take if
//! every network were multiplied out at all inputs, over the peak of the machine's vectors of four.

#![allow(missing_docs, reason = "a benchmark is no library")]
#![allow(unreachable_pub, dead_code, reason = "the same modules are part of the browser's benchmark")]

mod common;

use common::{peak, workloads};
use dice_and_descent::method::{Problem, by_class, rejection};
use dice_and_descent::symmetry::Symmetries;
use dice_and_descent::task::Encoding;
use std::hint::black_box;
use std::time::{Duration, Instant};

const ROUNDS: usize = 7;
const ROUND: Duration = Duration::from_millis(150);

/// What is counted by classes, and what the same draws are called when their functions are counted.
const BY_CLASSES: [&str; 2] = ["W3 by classes", "W3"];

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn main() {
    let json = std::env::args().any(|argument| argument == "--json");
    let workloads = workloads::workloads();
    let mut samplers: Vec<_> = workloads
        .iter()
        .map(|workload| (workload.name, workload.flops(), rejection::sampler(&workload.problem, 1)))
        .collect();
    samplers.extend(workloads.iter().filter(|workload| workload.name == BY_CLASSES[1]).map(|workload| {
        let Problem { architecture, prior, .. } = &workload.problem;
        let symmetries = Symmetries::of(architecture, prior, Encoding::ZeroOne);
        let inner = rejection::prior(&workload.problem, 1);
        (BY_CLASSES[0], workload.flops(), by_class(inner, symmetries, 0))
    }));
    let mut peaks = Vec::new();
    let mut rates = vec![Vec::new(); samplers.len()];
    // Round by round over all of them, so that a change of the machine's pace meets all alike.
    for round in 0..ROUNDS {
        let start = Instant::now();
        let mut calls = 0;
        while start.elapsed() < ROUND / 3 {
            black_box(peak::work(black_box(1.0)));
            calls += 1;
        }
        peaks.push(f64::from(calls) * peak::FLOPS / start.elapsed().as_secs_f64());
        for ((_, _, sampler), rates) in samplers.iter_mut().zip(&mut rates) {
            let start = Instant::now();
            let mut tried = 0;
            let mut chunk = 1000 * round as u64;
            while start.elapsed() < ROUND {
                sampler.begin(chunk);
                while !sampler.advance(100_000) {}
                tried += black_box(sampler.take()).tried;
                chunk += 1;
            }
            rates.push(tried as f64 / start.elapsed().as_secs_f64());
        }
    }
    let peak = median(peaks);
    let named = |name| samplers.iter().position(|sampler| sampler.0 == name).expect("a workload");
    let [by_classes, functions] = BY_CLASSES.map(|name| &rates[named(name)]);
    let share = median(
        by_classes.iter().zip(functions).map(|(by_classes, functions)| by_classes / functions).collect(),
    );
    let rows: Vec<(&str, f64, f64)> = samplers
        .iter()
        .zip(rates)
        .map(|(&(name, flops, _), rates)| {
            let rate = median(rates);
            (name, rate, rate * flops / peak)
        })
        .collect();
    if json {
        let rows: Vec<_> = rows
            .iter()
            .map(|(name, rate, score)| serde_json::json!({ "name": name, "rate": rate, "score": score }))
            .collect();
        println!("{}", serde_json::json!({ "peak": peak, "workloads": rows, "byClasses": share }));
    } else {
        println!("peak of vectors of four: {:.1} GFLOP/s", peak / 1e9);
        for (name, rate, score) in rows {
            println!("{name:<28} {rate:>12.3e} /s   score {score:.2}");
        }
        println!("{} over {}, round by round: {share:.3}", BY_CLASSES[0], BY_CLASSES[1]);
    }
}
