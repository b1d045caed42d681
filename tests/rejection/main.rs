//! The rejection sampler as a user sees it: chunk by chunk, against reference tables and exact laws.

#![cfg(not(target_arch = "wasm32"))]

mod chunks;
mod posterior;
mod prior;
mod support;
