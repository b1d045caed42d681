//! Both ways of drawing networks find what they found before; `wasm/ways.rs` says the same of browsers.

#![cfg(not(target_arch = "wasm32"))]

mod ways_fixture;

use ways_fixture::{cases, digest, first_chunk};

#[test]
fn every_way_finds_the_same_functions_as_ever() {
    let found: Vec<u64> = cases().iter().map(|case| digest(&first_chunk(case))).collect();
    let expected: Vec<u64> = cases().iter().map(|case| case.digest).collect();
    assert_eq!(found, expected);
}
