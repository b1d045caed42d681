//! The map of parameter space, seen from outside.
#![cfg(not(target_arch = "wasm32"))]

mod area;
mod experiment;
mod paths;
mod picture;
mod pixels;
mod support;
