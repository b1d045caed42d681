//! The landscape as a user runs it: from a link to what is said of it.
#![cfg(not(target_arch = "wasm32"))]

mod chunks;
mod classes;
mod clusters;
mod digests;
mod laws;
mod links;
mod literature;
mod prior;

use dice_and_descent::experiment::landscape::Ledger;

/// The landscape of a link, drawn to its end.
fn drawn(link: &str) -> Ledger {
    let mut ledger = Ledger::new(link);
    assert_eq!(ledger.setup().notices, [], "{link}");
    ledger.run();
    ledger
}
