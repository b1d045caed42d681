//! The same census from wasm as natively.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::common;

#[wasm_bindgen_test]
fn the_same_link_gives_the_same_census_as_natively() {
    assert_eq!(common::run(common::LINK).fingerprint(), common::FINGERPRINT);
}

#[wasm_bindgen_test]
fn splitting_and_chains_find_the_same_as_natively() {
    assert_eq!(common::clusters(), common::CLUSTERS);
}
