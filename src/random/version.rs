//! The stream version: what a seed means.
//!
//! The same link and seed give the same counts on any machine, as long as every sampler takes the same random numbers
//! and does the same arithmetic with them. When that changes for any sampler, in whatever small way, old counts can
//! no longer be gone on with: a run would be counted half by one rule and half by the other. So the version of the
//! streams stands in every saved run, in its fingerprint, and in what workers tell one another.
//!
//! # When to raise it
//!
//! `tests/streams` keeps a digest of what every sampler counts. When one differs and the change is meant:
//!
//! 1. raise [`STREAM_VERSION`] by one, once for everything that changes before it is published;
//! 2. write below what is different, and for which settings;
//! 3. take the new digests over into `tests/streams`, and the new fingerprints into `tests/links`;
//! 4. add a saved run of every experiment to `tests/corpus`, named after the version (`cargo test --test fuzz corpus_of
//!    -- --ignored` writes them), and keep those of all versions before.
//!
//! If no change was meant, the digest has found a fault.
//!
//! # History
//!
//! | version | what it was |
//! |---|---|
//! | 1 | The first. Normal variables by Box and Muller's transform, the sine by a polynomial and its cosine by Pythagoras. Saved runs do not name it. |
//! | 2 | Normal variables from half angles. Saved runs do not name it either: a file without a version is taken for one of version 1, which is treated alike. |
//! | 3 | Networks without biases whose functions are odd (inputs -1 and +1; perceptron, tanh, erf or sign; threshold 0) are evaluated at one of every two opposite inputs, and the other has the opposite label. The gates' network has a stream of its own, no longer the perceptron's. Everything else counts as in version 2. |
//!
//! Links have a version of their own, that of their words. Its version 2 gives the target `balanced` a stream of its
//! own: before, it was the same half of the inputs as a random training set of the same seed. A link of version 1 with
//! that target becomes one with its truth table.

/// The version of the random streams: see the module's documentation for what raises it.
pub const STREAM_VERSION: u32 = 3;
