//! What the native and the browser test of determinism share.

use dice_and_descent::experiment::compare::Ledger;

/// A run that touches most of the machinery: two hidden layers of odd widths, both methods, some failures.
pub(crate) const LINK: &str = "v=2&n=5&target=majority&train_size=10&train_seed=3&hidden=13,7&sigma_w=1.5&sigma_b=0.2&lr=0.3&batch=3&max_epochs=12&seed=2026&runs=400&kept=400";

/// The fingerprint of its censuses: the same on every machine, natively and in the browser.
pub(crate) const FINGERPRINT: &str = "13754509ef4fd819";

/// Does the whole run in this thread.
pub(crate) fn run(link: &str) -> Ledger {
    let mut ledger = Ledger::new(link);
    ledger.run();
    ledger
}
