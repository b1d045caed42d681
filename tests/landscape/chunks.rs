//! A run depends on its settings and seed alone: not on who did its chunks, in which order, how often.

use crate::digests::{BY_CLASSES, FINGERPRINT, LINK};
use crate::drawn;
use dice_and_descent::complexity::Measure;
use dice_and_descent::experiment::landscape::{Ledger, Record};
use dice_and_descent::experiment::{self, compare};
use dice_and_descent::method::{MethodId, Sampler};
use dice_and_descent::run::Assignment;
use dice_and_descent::sample::ChunkCounts;
use std::sync::Mutex;

fn sampler() -> Box<dyn Sampler> {
    experiment::sampler(LINK, 0).unwrap()
}

fn work(sampler: &mut dyn Sampler, chunk: u64, slice: u32) -> ChunkCounts {
    sampler.begin(chunk);
    while !sampler.advance(slice) {}
    sampler.take()
}

#[test]
fn the_same_link_gives_the_same_counts_everywhere() {
    let mut ledger = drawn(LINK);
    assert_eq!(ledger.fingerprint(), FINGERPRINT);
    let record = serde_json::to_string(&Record::new(&mut ledger)).unwrap();
    assert_eq!(record, serde_json::to_string(&Record::new(&mut drawn(LINK))).unwrap());
    for (link, fingerprint) in BY_CLASSES {
        let ledger = drawn(link);
        assert!(ledger.landscape().classes.is_some() && ledger.setup().notices.is_empty(), "{link}");
        assert_eq!(ledger.fingerprint(), fingerprint, "{link}");
    }
}

#[test]
fn workers_that_answer_late_twice_or_never_change_nothing() {
    let mut ledger = Ledger::new(LINK);
    let mut sampler = sampler();
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
        let delta = work(sampler.as_mut(), assignment.chunk, 7 + next(2000) as u32);
        ledger.accept(delta.clone()).unwrap();
        if next(3) == 0 {
            ledger.accept(delta).unwrap();
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
                let mut sampler = sampler();
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
                    let delta = work(sampler.as_mut(), assignment.chunk, 5000);
                    ledger.lock().unwrap().accept(delta).unwrap();
                }
            });
        }
    });
    assert_eq!(ledger.into_inner().unwrap().fingerprint(), FINGERPRINT);
}

#[test]
fn a_longer_budget_held_and_stepped_continues_to_the_same_counts() {
    let mut ledger = drawn(&LINK.replace("draws=400000", "draws=90000"));
    ledger.analyse(Measure::LempelZiv, 3);
    ledger.extend(LINK);
    ledger.hold();
    let before = ledger.registry().draws();
    let assignment = ledger.assign().unwrap();
    ledger.accept(work(sampler().as_mut(), assignment.chunk, 5000)).unwrap();
    assert_eq!(ledger.registry().draws(), before);
    ledger.step();
    assert!(ledger.registry().draws() > before && !ledger.has_ended());
    ledger.release();
    ledger.run();
    assert_eq!(ledger.fingerprint(), FINGERPRINT);
    // What was analysed on the way leaves no trace.
    assert_eq!(ledger.analyse(Measure::LempelZiv, 3), drawn(LINK).analyse(Measure::LempelZiv, 3));
}

#[test]
fn counts_that_are_not_of_this_run_are_refused() {
    let mut ledger = Ledger::new(LINK);
    let assignment = ledger.assign().unwrap();
    let delta = work(sampler().as_mut(), assignment.chunk, 5000);
    assert!(ledger.accept(ChunkCounts { tried: delta.tried - 1, ..delta.clone() }).is_err());
    assert!(ledger.accept(ChunkCounts { inputs: 16, ..delta.clone() }).is_err());
    assert!(ledger.accept(ChunkCounts { method: MethodId::SGD, ..delta.clone() }).is_err());
    assert!(ledger.accept(delta).is_ok());
}

#[test]
fn a_full_memory_loses_no_draw_and_says_so() {
    let link = "n=7&hidden=20&draws=60000";
    let mut whole = drawn(link);
    let mut bounded = Ledger::with_memory(link, 500);
    bounded.run();
    assert_eq!((bounded.registry().distinct(), whole.registry().beyond()), (500, 0));
    let apart: u64 = bounded.registry().repeated().map(|found| found.count).sum();
    let registry = bounded.registry();
    assert_eq!(apart + registry.once() as u64 + registry.beyond(), registry.draws());
    assert!(registry.repeated().all(|found| whole.registry().count(found.function) == found.count));
    assert!(bounded.status(0.0).beyond.unwrap().contains("counted together"));
    let (bounded, whole) = (bounded.analyse(Measure::LempelZiv, 3), whole.analyse(Measure::LempelZiv, 3));
    assert!(bounded.rank_caption.contains("some may be missing"), "{}", bounded.rank_caption);
    assert!(bounded.rank.reliable_to.is_some() && whole.rank.reliable_to.is_none());
    assert_eq!((&bounded.ones, &bounded.distribution), (&whole.ones, &whole.distribution));
    assert_eq!(bounded.named, whole.named);
}

#[test]
fn the_comparison_is_drawn_by_the_same_samplers() {
    let link = "n=4&hidden=6";
    let mut comparison = compare::Setup::read(link).comparison.sampler(0).unwrap();
    let mut either = experiment::sampler(link, 0).unwrap();
    assert_eq!(work(comparison.as_mut(), 3, 100), work(either.as_mut(), 3, 5000));
    assert!(experiment::sampler(LINK, 1).is_err());
}
