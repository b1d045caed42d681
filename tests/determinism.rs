//! A run depends on its settings and seed alone: not on who did its chunks, in which order, how often.
#![cfg(not(target_arch = "wasm32"))]

mod common;
mod streams;

use common::{CLUSTERS, FINGERPRINT, LINK, clusters, run};
use dice_and_descent::experiment::compare::Ledger;
use dice_and_descent::run::Assignment;
use dice_and_descent::sample::ChunkCounts;
use std::sync::Mutex;

fn work(ledger: &Ledger, assignment: Assignment, slice: u32) -> ChunkCounts {
    let mut sampler = ledger.comparison().sampler(assignment.method as usize).unwrap();
    sampler.begin(assignment.chunk);
    while !sampler.advance(slice) {}
    sampler.take()
}

#[test]
fn the_same_link_gives_the_same_census_everywhere() {
    let ledger = run(LINK);
    assert_eq!(ledger.fingerprint(), FINGERPRINT);
    assert!(ledger.census(1).unfit() > 0, "the run should have failures to count");
}

#[test]
fn splitting_and_chains_find_the_same_everywhere() {
    assert_eq!(clusters(), CLUSTERS);
}

#[test]
fn workers_that_answer_late_twice_or_never_change_nothing() {
    let mut ledger = Ledger::new(LINK);
    let mut out: Vec<Assignment> = Vec::new();
    let mut random = 12_345_u32;
    let mut next = |bound: usize| {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (random >> 8) as usize % bound
    };
    while !ledger.has_ended() {
        while out.len() < 9 {
            let Some(assignment) = ledger.assign() else { break };
            out.push(assignment);
        }
        let assignment = out.swap_remove(next(out.len()));
        if next(4) == 0 {
            ledger.give_back(assignment);
            continue;
        }
        let delta = work(&ledger, assignment, 7 + next(200) as u32);
        ledger.accept(assignment.method, delta.clone()).unwrap();
        if next(3) == 0 {
            ledger.accept(assignment.method, delta).unwrap();
        }
    }
    assert_eq!(ledger.fingerprint(), FINGERPRINT);
}

#[test]
fn eight_threads_count_what_one_counts() {
    let ledger = Mutex::new(Ledger::new(LINK));
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                let comparison = ledger.lock().unwrap().comparison().clone();
                loop {
                    let mut guard = ledger.lock().unwrap();
                    if guard.has_ended() {
                        return;
                    }
                    let Some(assignment) = guard.assign() else {
                        drop(guard);
                        std::thread::yield_now();
                        continue;
                    };
                    drop(guard);
                    let mut sampler = comparison.sampler(assignment.method as usize).unwrap();
                    sampler.begin(assignment.chunk);
                    while !sampler.advance(50) {}
                    ledger.lock().unwrap().accept(assignment.method, sampler.take()).unwrap();
                }
            });
        }
    });
    assert_eq!(ledger.into_inner().unwrap().fingerprint(), FINGERPRINT);
}

#[test]
fn a_longer_budget_continues_to_the_same_census_as_if_it_had_been_there_from_the_start() {
    let shorter = LINK.replace("runs=400", "runs=150").replace("kept=400", "kept=120");
    let mut ledger = run(&shorter);
    ledger.extend(LINK);
    ledger.run();
    assert_eq!(ledger.fingerprint(), FINGERPRINT);
}

#[test]
fn counts_that_are_not_of_this_run_are_refused() {
    let mut ledger = Ledger::new(LINK);
    let assignment = ledger.assign().unwrap();
    let delta = work(&ledger, assignment, 1000);
    let fewer = ChunkCounts { tried: delta.tried - 1, unfit: delta.unfit - 1, ..delta.clone() };
    let place = assignment.method;
    assert!(ledger.accept(place, fewer).is_err());
    assert!(
        ledger
            .accept(place, ChunkCounts { inputs: 16, counts: vec![], unfit: delta.tried, ..delta.clone() })
            .is_err()
    );
    assert!(ledger.accept(1 - place, delta.clone()).is_err(), "of another method");
    assert!(ledger.accept(7, delta.clone()).is_err(), "of none");
    assert!(ledger.accept(place, delta).is_ok());
}
