//! What JavaScript sees of the engine.

use dice_and_descent::web::ledger::Ledger;
use dice_and_descent::web::runner::Runner;
use dice_and_descent::web::settings;
use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const LINK: &str = "n=3&target=and&train=11010010&hidden=5&runs=100&kept=100";

fn get(object: &JsValue, path: &str) -> JsValue {
    path.split('.').fold(object.clone(), |object, key| Reflect::get(&object, &key.into()).unwrap())
}

fn text(object: &JsValue, path: &str) -> String {
    get(object, path).as_string().unwrap_or_else(|| panic!("{path} is not a text: {}", json(object)))
}

fn number(object: &JsValue, path: &str) -> f64 {
    get(object, path).as_f64().unwrap_or_else(|| panic!("{path} is not a number: {}", json(object)))
}

fn json(value: &JsValue) -> String {
    JSON::stringify(value).map(String::from).unwrap_or_default()
}

/// Does one chunk in slices, as a worker does.
fn chunk(runner: &mut Runner, method: u32, chunk: f64) -> Vec<u32> {
    runner.begin(method, chunk).unwrap();
    while !runner.advance(20).unwrap() {}
    runner.take().unwrap()
}

#[wasm_bindgen_test]
fn the_table_of_settings_is_plain_objects() {
    let table: JsValue = settings::settings_table().unwrap().into();
    let groups = Array::from(&get(&table, "groups"));
    let setting = Array::from(&get(&groups.get(0), "settings")).get(0);
    assert_eq!((text(&setting, "key"), text(&setting, "effect")), ("n".to_owned(), "restart".to_owned()));
    assert_eq!((text(&setting, "kind.kind"), number(&setting, "kind.max")), ("integer".to_owned(), 7.0));
    let presets = Array::from(&get(&table, "presets"));
    assert!(presets.length() > 15 && text(&presets.get(0), "watch").ends_with('.'));
}

#[wasm_bindgen_test]
fn a_link_becomes_a_state_and_bad_keys_a_sentence() {
    let state: JsValue = settings::read_link("#sigma_w=-1&target=0x00ff").unwrap().into();
    assert_eq!(text(&state, "hash"), "v=2&target=0x00ff&sigma_w=0.01");
    assert_eq!(text(&state, "values.sigma_w"), "0.01");
    assert!(get(&state, "methods.1.note").is_null() && get(&state, "preset").is_null());
    let notice = Array::from(&get(&state, "notices")).get(0);
    assert_eq!(text(&notice, "key"), "sigma_w");
    assert!(text(&notice, "text").contains("is outside 0.01 to 100; 0.01 is used"));
    let change: JsValue = settings::change("n=3", "lr", "fast").unwrap().into();
    assert!(text(&change, "error").contains("is not a number"));
    assert_eq!(text(&change, "state.values.n"), "3");
    assert_eq!(settings::effect_of("", "lr=0.5"), "restart");
}

#[wasm_bindgen_test]
fn a_proposed_seed_is_a_seed() {
    let state: JsValue = settings::propose_seed("n=3").unwrap().into();
    let seed: u32 = text(&state, "values.seed").parse().unwrap();
    assert!(seed > 0);
    assert_eq!(text(&state, "values.n"), "3");
}

#[wasm_bindgen_test]
fn a_runner_and_a_ledger_do_a_whole_run() {
    let (mut ledger, mut runner) = (Ledger::new(LINK), Runner::new(LINK));
    while let Some(assignment) = ledger.assign().unwrap() {
        let assignment: JsValue = assignment.into();
        let (method, index) = (number(&assignment, "method") as u32, number(&assignment, "chunk"));
        ledger.accept(&chunk(&mut runner, method, index), method).unwrap();
    }
    let status: JsValue = ledger.status(0.0).unwrap().into();
    assert_eq!(get(&status, "ended"), JsValue::TRUE, "{}", json(&status));
    let dice = Array::from(&get(&status, "progress")).get(0);
    assert!(text(&dice, "headline").contains("P(S) = "), "{}", json(&dice));
    let analysis: JsValue = ledger.analyse(5).unwrap().into();
    let rows = Array::from(&get(&analysis, "rows"));
    assert!(rows.length() > 0 && rows.length() <= 5);
    let function = text(&rows.get(0), "detail.function");
    let detail: JsValue = ledger.detail(&function).unwrap().into();
    assert_eq!(number(&detail, "sides.0.count"), number(&rows.get(0), "detail.sides.0.count"));
    assert_eq!(ledger.fingerprint().len(), 16);
}

#[wasm_bindgen_test]
fn errors_are_sentences() {
    let message = |error: js_sys::Error| String::from(error.message());
    let mut ledger = Ledger::new(LINK);
    assert!(message(ledger.accept(&[1, 2, 3], 0).unwrap_err()).contains("must be done again"));
    assert!(message(ledger.detail("01").err().unwrap()).contains("give 8 characters 0 or 1"));
    let mut runner = Runner::new("activation=sign");
    assert!(message(runner.advance(1).unwrap_err()).contains("call begin first"));
    assert!(message(runner.begin(1, 0.0).unwrap_err()).contains("gradient"));
    assert!(message(runner.begin(7, 0.0).unwrap_err()).contains("at place 7"));
}
