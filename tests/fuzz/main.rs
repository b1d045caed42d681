//! Whatever comes from a link, a file or a message is damaged at random, and must do no harm: nothing panics, what
//! is read of a link reads back as itself, every value that was changed is told, what is written is read, and what is
//! wrong with a file is a sentence. And honest runs of any settings are written and read.
//!
//! The short run is part of the tests. More than ten million cases, in minutes:
//!
//!     cargo test --release --test fuzz -- --ignored --test-threads 2
#![cfg(not(target_arch = "wasm32"))]

mod corpus;
mod files;
mod generate;
mod honest;
mod link_cases;
#[path = "../common/links.rs"]
mod links;
mod packed;
mod tables;
mod versions;

use dice_and_descent::settings::Experiment;
use files::Files;
use generate::Damage;
use link_cases::Links;
use packed::Packed;
use std::time::{Duration, Instant};

fn links_run(cases: u64, seed: u64) {
    let (links, mut damage) = (Links::new(), Damage::new(seed));
    (0..cases).for_each(|_| links.case(&mut damage));
}

fn tables_run(cases: u64, seed: u64) {
    let mut damage = Damage::new(seed);
    (0..cases).for_each(|_| tables::case(&mut damage));
}

fn files_run(cases: u64, seed: u64) {
    let (files, mut damage) = (Files::new(), Damage::new(seed));
    (0..cases).for_each(|_| files.case(&mut damage));
}

fn packed_run(cases: u64, seed: u64) {
    let (mut packed, mut damage) = (Packed::new(), Damage::new(seed));
    (0..cases).for_each(|_| packed.case(&mut damage));
}

/// Of every experiment so many; of the comparison, whose runs can end in more ways, five times as many.
fn honest_run(cases: u64, seed: u64) {
    let mut damage = Damage::new(seed);
    for experiment in Experiment::ALL {
        let times = if experiment == Experiment::Compare { 5 } else { 1 };
        (0..times * cases).for_each(|_| honest::case(experiment, &mut damage));
    }
}

#[test]
fn stored_cases_do_no_harm() {
    let links = Links::new();
    for link in corpus::links() {
        links.check(&String::from_utf8_lossy(&link));
    }
    let files = Files::new();
    for file in corpus::files() {
        files.check(&file);
    }
    files.round_trip();
}

#[test]
fn damaged_links() {
    links_run(40_000, 1);
}

#[test]
fn links_damaged_in_passing() {
    let (links, mut damage) = (Links::new(), Damage::new(5));
    (0..5_000).for_each(|_| links.mended_case(&mut damage));
}

#[test]
fn damaged_tables() {
    tables_run(30_000, 2);
}

#[test]
fn damaged_files() {
    files_run(10_000, 3);
}

#[test]
fn damaged_messages() {
    packed_run(20_000, 4);
}

#[test]
fn honest_runs_of_any_settings_are_saved_and_read() {
    honest_run(12, 5);
}

/// Sizes that no honest link or file has. The bound on time is a hundred times what it takes.
#[test]
fn huge_ones_are_soon_refused() {
    let start = Instant::now();
    let links = Links::new();
    for part in ["&n=9", "%", "&hide=chart,chart,chart", "&\u{1F3B2}=\u{1F3B2}", "&hidden=1,1,1,1,1"] {
        links.check(&part.repeat(1_000_000));
    }
    links.check(&format!("hidden={}", "7,".repeat(1_000_000)));
    let files = Files::new();
    for part in ["[", "{\"a\":", "0", "\"", "{\"format\": \"dice-and-descent run\",", " ", "[1,"] {
        files.check(part.repeat(2_000_000).as_bytes());
    }
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

#[test]
#[ignore = "minutes: part of the ten million"]
fn millions_of_damaged_links() {
    links_run(4_000_000, 101);
}

#[test]
#[ignore = "minutes: part of the ten million"]
fn millions_of_damaged_tables() {
    tables_run(3_000_000, 102);
}

#[test]
#[ignore = "minutes: part of the ten million"]
fn millions_of_damaged_files() {
    files_run(1_000_000, 103);
}

#[test]
#[ignore = "minutes: part of the ten million"]
fn millions_of_damaged_messages() {
    packed_run(2_500_000, 104);
}

#[test]
#[ignore = "minutes: part of the ten million"]
fn thousands_of_honest_runs() {
    honest_run(1_000, 105);
}
