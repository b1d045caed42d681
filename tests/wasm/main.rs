//! The engine inside a browser's worker.
#![cfg(target_arch = "wasm32")]

#[path = "../common/mod.rs"]
mod common;
#[path = "../landscape/digests.rs"]
mod digests;
#[path = "../ways_fixture/mod.rs"]
mod ways_fixture;

mod api;
mod census;
mod charts;
mod landscape;
mod map;
mod ways;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_dedicated_worker);
