//! The engine inside a browser's page.
#![cfg(target_arch = "wasm32")]

use dice_and_descent::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_tests_run_in_a_page() {
    let global = js_sys::global();
    assert!(js_sys::Reflect::has(&global, &JsValue::from_str("document")).unwrap());
}

#[wasm_bindgen_test]
fn the_engine_is_built_with_simd() {
    assert!(std::hint::black_box(cfg!(target_feature = "simd128")));
}

#[wasm_bindgen_test]
fn a_function_of_128_inputs_survives_its_text() {
    let function = Function::from_labels(128, |j| j * j % 7 < 3);
    assert_eq!(Function::parse(&function.to_string(), 128), Ok(function));
}
