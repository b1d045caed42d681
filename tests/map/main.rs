//! The map of parameter space, seen from outside.

mod area;
mod experiment;
mod paths;
mod picture;
mod pixels;
mod support;
