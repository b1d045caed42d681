//! Both ways of drawing networks find in a browser what they find natively.

#![cfg(target_arch = "wasm32")]

mod ways_fixture;

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use ways_fixture::{cases, digest, first_chunk};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

#[wasm_bindgen_test]
fn every_way_finds_the_same_functions_as_natively() {
    for case in cases() {
        assert_eq!(digest(&first_chunk(&case)), case.digest, "{:?}", case.problem);
    }
}
