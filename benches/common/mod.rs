//! What the native and the browser benchmark share.

pub mod peak;
pub mod workloads;
