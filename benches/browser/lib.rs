//! What the browser's benchmark needs beside the shipped engine: what to measure, and the peak of the machine.

#![cfg(target_arch = "wasm32")]
#![allow(missing_docs, reason = "a benchmark is no library")]
#![allow(unreachable_pub, dead_code, reason = "the same modules are part of the native benchmarks")]

#[path = "../common/mod.rs"]
mod common;
mod links;

use common::peak;
use std::hint::black_box;
use wasm_bindgen::prelude::wasm_bindgen;

/// The workloads, as JSON.
#[wasm_bindgen]
pub fn jobs() -> String {
    serde_json::to_string(&links::jobs()).expect("names and numbers")
}

/// Computes for `calls` times [`peak_flops`] operations.
#[wasm_bindgen(js_name = peakWork)]
pub fn peak_work(calls: u32) {
    for _ in 0..calls {
        black_box(peak::work(black_box(1.0)));
    }
}

/// The operations of one call.
#[wasm_bindgen(js_name = peakFlops)]
pub fn peak_flops() -> f64 {
    peak::FLOPS
}
