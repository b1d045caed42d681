//! The rejection sampler as a user sees it: chunk by chunk, against reference tables and exact laws.

#![cfg(not(target_arch = "wasm32"))]

mod chunks;
mod features;
mod infinite;
mod orthants;
mod past;
mod posterior;
mod prior;
mod support;
mod ways;
