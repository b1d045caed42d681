//! What JavaScript sees of the map.

use dice_and_descent::web::map::{self, Atlas, MapLens, MapPlane, MapRunner};
use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const LINK: &str = "experiment=map&n=3&hidden=5&resolution=64&plane=path&paths=2&train_size=4&target=and";

fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &key.into()).unwrap()
}

fn text(object: &JsValue, key: &str) -> String {
    get(object, key).as_string().unwrap_or_else(|| panic!("{key} is not a text"))
}

fn plane() -> Vec<f64> {
    let mut maker = MapPlane::new(LINK).unwrap();
    while !maker.advance(100) {}
    maker.take().unwrap()
}

#[wasm_bindgen_test]
fn a_link_becomes_a_state() {
    let state: JsValue = map::map_read_link("#experiment=map&zoom=0").unwrap().into();
    assert_eq!(text(&state, "hash"), "v=2&experiment=map&zoom=0.01");
    let notice = Array::from(&get(&state, "notices")).get(0);
    assert!(text(&notice, "text").contains("is outside 0.01 to 1000; 0.01 is used"));
    assert!(get(&state, "descentNote").is_null());
    let table: JsValue = map::map_table().unwrap().into();
    assert!(Array::from(&get(&table, "presets")).length() > 5);
    let asked: JsValue = map::map_consequences(LINK, &format!("{LINK}&lines=off")).unwrap().into();
    assert_eq!((get(&asked, "paint"), get(&asked, "picture")), (JsValue::TRUE, JsValue::FALSE));
}

#[wasm_bindgen_test]
fn workers_and_page_make_a_picture() {
    let plane = plane();
    let mut atlas = Atlas::new(LINK, &plane).unwrap();
    let mut runner = MapRunner::new(LINK, &plane).unwrap();
    assert!(atlas.summary(false).unwrap().is_none());
    while let Some(tile) = atlas.assign() {
        runner.begin(tile).unwrap();
        while !runner.advance(20).unwrap() {}
        atlas.accept(&runner.take().unwrap()).unwrap();
    }
    for run in 0..2 {
        runner.begin_path(run).unwrap();
        while !runner.advance_path(20).unwrap() {}
        atlas.accept_path(&runner.take_path().unwrap()).unwrap();
    }
    let progress: JsValue = atlas.progress().unwrap().into();
    assert_eq!(get(&progress, "ended"), JsValue::TRUE);
    assert_eq!(atlas.paint(false).0.len(), 4 * 64 * 64);
    assert_eq!(atlas.highlight("00010001", false).unwrap().0.len(), 4 * 64 * 64);
    assert!(atlas.highlight("01", false).is_err());
    let summary: JsValue = atlas.summary(true).unwrap().unwrap().into();
    let rows = Array::from(&get(&summary, "rows"));
    assert!(text(&rows.get(0), "windowText").contains('%'));
    let pixel: JsValue = atlas.pixel(10, 20, true).unwrap().unwrap().into();
    assert_eq!(text(&pixel, "function").len(), 8);
    let trails = atlas.trails(false).unwrap();
    let points = Array::from(&get(&trails.get(0), "points"));
    assert_eq!((trails.length(), Array::from(&points.get(0)).length()), (2, 2));
    assert!(atlas.csv_lines() > 1 && atlas.csv(0, 1).starts_with("rank,function,"));
    let lens = MapLens::new(LINK, &plane).unwrap();
    let moved: JsValue = lens.drag(LINK, 0.5, 0.0).unwrap().into();
    let moved = text(&moved, "hash");
    assert!(moved.contains("centre=") && atlas.look(&moved).unwrap());
    let window: JsValue = lens.window(&moved).unwrap().into();
    assert!(get(&window, "half").as_f64().is_some_and(|half| half > 0.0));
    let whole: JsValue = map::map_whole(&moved).unwrap().into();
    assert!(!text(&whole, "hash").contains("centre="));
    let closer: JsValue = lens.zoom(LINK, 0.5, 0.5, 0.5).unwrap().into();
    assert!(text(&closer, "hash").contains("zoom=2"));
}

#[wasm_bindgen_test]
fn errors_are_sentences() {
    let message = |error: js_sys::Error| String::from(error.message());
    let plane = plane();
    let mut runner = MapRunner::new(LINK, &plane).unwrap();
    assert!(message(runner.advance(1).unwrap_err()).contains("call begin"));
    assert!(message(runner.take().unwrap_err()).contains("call begin"));
    assert!(message(runner.take_path().unwrap_err()).contains("call beginPath"));
    assert!(message(runner.begin(1_000_000).unwrap_err()).contains("the picture has"));
    assert!(message(MapRunner::new("n=5", &plane).err().unwrap()).contains("must be made anew"));
    let mut atlas = Atlas::new(LINK, &plane).unwrap();
    assert!(message(atlas.accept(&[1, 2]).unwrap_err()).contains("must be done again"));
}
