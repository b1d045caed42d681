//! What a visitor does with the methods of a comparison: only the whole engine has it.

use super::encode;
use crate::experiment::compare::{self, Change, Offers};
use js_sys::Error;
use tsify::Ts;
use wasm_bindgen::prelude::wasm_bindgen;

/// What may be added to the methods.
#[wasm_bindgen(js_name = methodOffers)]
pub fn method_offers() -> Result<Ts<Offers>, Error> {
    encode(&Offers::all())
}

/// Adds an offer of a method.
#[wasm_bindgen(js_name = addMethod)]
pub fn add_method(hash: &str, method: &str, offer: usize) -> Result<Ts<Change>, Error> {
    encode(&compare::add_method(hash, method, offer))
}

/// Adds the method at a place once more, with a seed of its own.
#[wasm_bindgen(js_name = duplicateMethod)]
pub fn duplicate_method(hash: &str, place: usize) -> Result<Ts<Change>, Error> {
    encode(&compare::duplicate_method(hash, place))
}

/// Removes the method at a place.
#[wasm_bindgen(js_name = removeMethod)]
pub fn remove_method(hash: &str, place: usize) -> Result<Ts<Change>, Error> {
    encode(&compare::remove_method(hash, place))
}

/// Gives up what a method has for itself.
#[wasm_bindgen(js_name = shareSetting)]
pub fn share_setting(hash: &str, key: &str) -> Result<Ts<Change>, Error> {
    encode(&compare::share_setting(hash, key))
}
