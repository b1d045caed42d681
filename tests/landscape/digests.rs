//! Runs and what they count, natively and in a browser: links with their fingerprints.

/// A run of which the functions are counted.
pub(crate) const LINK: &str =
    "v=2&experiment=landscape&n=5&hidden=13,7&activation=tanh&sigma_w=1.5&sigma_b=0.2&seed=2026&draws=400000";
/// What it counts.
pub(crate) const FINGERPRINT: &str = "2f87deb102c0da48";

/// Runs by classes: with inputs that can be negated, in both words of a table; where input 0 keeps its label; and of
/// networks that share hidden layers.
pub(crate) const BY_CLASSES: [(&str, &str); 3] = [
    (
        "v=2&experiment=landscape&n=7&encoding=pm&hidden=11,6&seed=5&draws=100000&classes=on",
        "8171519ef809321d",
    ),
    (
        "v=2&experiment=landscape&n=6&hidden=9&activation=tanh&sigma_b=0&seed=6&draws=100000&classes=on",
        "96fac76218ad2c6f",
    ),
    (
        "v=2&experiment=landscape&n=5&hidden=12,7&last_layers=5&seed=7&draws=100000&classes=on",
        "f9e40f6bd3f28a3e",
    ),
];
