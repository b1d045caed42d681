//! Which methods may be added to a comparison.

use crate::method::{METHODS, Method, Offer};
use serde::Serialize;

/// What may be added, by family.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Offers {
    /// In the order in which it is offered.
    pub offers: Vec<OfferCard>,
}

/// A method that may be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct OfferCard {
    /// What it has in common with others, as a heading.
    pub family: &'static str,
    /// The method, as in a link.
    pub method: &'static str,
    /// Which of its offers.
    pub offer: usize,
    /// What it is called.
    pub label: &'static str,
    /// What it does, in a sentence.
    pub sentence: &'static str,
}

impl Offers {
    /// Of all methods.
    pub fn all() -> Self {
        let offers = |method: &&'static dyn Method| {
            let words = method.words();
            let card = |(offer, found): (usize, Offer)| OfferCard {
                family: words.family,
                method: words.key,
                offer,
                label: found.label,
                sentence: found.sentence,
            };
            method.offers().into_iter().enumerate().map(card).collect::<Vec<_>>()
        };
        Self { offers: METHODS.iter().flat_map(offers).collect() }
    }
}
