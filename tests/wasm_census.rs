//! The same census from wasm as natively.
#![cfg(target_arch = "wasm32")]

mod common;

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

#[wasm_bindgen_test]
fn the_same_link_gives_the_same_census_as_natively() {
    assert_eq!(common::run(common::LINK).fingerprint(), common::FINGERPRINT);
}
