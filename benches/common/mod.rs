//! What the native and the browser benchmark share.

pub mod peak;
pub mod training;
pub mod workloads;
