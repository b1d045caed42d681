//! What JavaScript sees of the landscape.

use crate::digests::{BY_CLASSES, FINGERPRINT, LINK};
use dice_and_descent::web::landscape::{self, LandscapeLedger};
use dice_and_descent::web::runner::Runner;
use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// Runs all chunks of a link.
fn drawn(link: &str) -> LandscapeLedger {
    let mut ledger = LandscapeLedger::new(link);
    let mut runner = Runner::new(link);
    while let Some(assignment) = ledger.assign().unwrap() {
        let assignment: JsValue = assignment.into();
        runner.begin(number(&assignment, "method") as u32, number(&assignment, "chunk")).unwrap();
        while !runner.advance(2000).unwrap() {}
        ledger.accept(&runner.take().unwrap()).unwrap();
    }
    ledger
}

fn get(object: &JsValue, path: &str) -> JsValue {
    path.split('.').fold(object.clone(), |object, key| Reflect::get(&object, &key.into()).unwrap())
}

fn text(object: &JsValue, path: &str) -> String {
    let value = get(object, path);
    value.as_string().unwrap_or_else(|| panic!("{path} is no text: {:?}", JSON::stringify(object)))
}

fn number(object: &JsValue, path: &str) -> f64 {
    let value = get(object, path);
    value.as_f64().unwrap_or_else(|| panic!("{path} is no number: {:?}", JSON::stringify(object)))
}

#[wasm_bindgen_test]
fn a_run_counts_what_the_native_one_counts_and_is_analysed() {
    assert_eq!(landscape::experiment_of(LINK), "landscape");
    let link = format!("{LINK}&rows=5");
    let mut ledger = drawn(&link);
    assert_eq!(ledger.fingerprint(), FINGERPRINT);
    let status: JsValue = ledger.status(0.0).unwrap().into();
    assert!(get(&status, "ended").is_truthy() && get(&status, "beyond").is_null());
    let analysis: JsValue = ledger.analyse().unwrap().into();
    assert_eq!(Array::from(&get(&analysis, "rows")).length(), 5);
    assert_eq!(Array::from(&get(&analysis, "ones.bars")).length(), 33);
    assert!(number(&analysis, "rank.powerLaw.exponent.value") < 0.0);
    assert!(text(&analysis, "rankCaption").contains("distinct functions"));
    assert!(!get(&analysis, "ones.law").is_truthy());
    let named = Array::from(&get(&analysis, "named")).get(0);
    let detail: JsValue = ledger.detail(&text(&named, "function")).unwrap().into();
    assert_eq!(text(&detail, "name"), "always 0");
    assert!(ledger.detail("01").is_err());
    ledger.extend(&link.replace("rows=5", "rows=7&view=ones&order=within&measure=entropy"));
    let shown: JsValue = ledger.analyse().unwrap().into();
    assert_eq!(text(&shown, "complexity.measure"), "entropy");
    assert_eq!(Array::from(&get(&shown, "rows")).length(), 7);
    assert_eq!(Array::from(&get(&shown, "table.rows")).length(), 33);
    assert_eq!(ledger.fingerprint(), FINGERPRINT, "what is shown changes no count");
}

#[wasm_bindgen_test]
fn a_run_by_classes_counts_what_the_native_one_counts() {
    for (link, fingerprint) in BY_CLASSES {
        assert_eq!(drawn(link).fingerprint(), fingerprint, "{link}");
    }
}

#[wasm_bindgen_test]
fn gestures_give_states() {
    let table: JsValue = landscape::landscape_table().unwrap().into();
    assert!(Array::from(&get(&table, "presets")).length() > 10);
    let state: JsValue = landscape::apply_preset("seed=7", "chaos-2").unwrap().into();
    assert_eq!((text(&state, "preset"), text(&state, "values.seed")), ("chaos-2".to_owned(), "7".to_owned()));
    let hash = text(&state, "hash");
    assert_eq!(landscape::experiment_of(&hash), "landscape");
    let change: JsValue = landscape::change(&hash, "n", "many").unwrap().into();
    assert!(text(&change, "error").contains("is not a whole number"));
    let seeded: JsValue = landscape::propose_seed(&hash).unwrap().into();
    assert_eq!(landscape::effect_of(&hash, &text(&seeded, "hash")), "restart");
    let read: JsValue = landscape::read_link("experiment=landscape").unwrap().into();
    assert_eq!(text(&read, "preset"), "vcl18");
}
