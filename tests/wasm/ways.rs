//! Both ways of drawing networks find in a browser what they find natively.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::ways_fixture::{cases, digest, first_chunk};

#[wasm_bindgen_test]
fn every_way_finds_the_same_functions_as_natively() {
    for case in cases() {
        assert_eq!(digest(&first_chunk(&case)), case.digest, "{:?}", case.problem);
    }
}

#[wasm_bindgen_test]
fn the_self_check_comes_out_as_natively() {
    assert!(dice_and_descent::run::self_check::computes_right());
}
