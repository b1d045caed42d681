//! Where the parameters of every layer lie among all.

use crate::network::{Architecture, Layer};

/// Where the weights and biases of a layer begin among the parameters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) layer: Layer,
    pub(super) weights: usize,
    pub(super) biases: usize,
}

/// The places of all layers, and after them the number of parameters.
pub(super) fn places(architecture: &Architecture) -> (Vec<Place>, usize) {
    let mut end = 0;
    let places = architecture
        .layers()
        .map(|layer| {
            let weights = end;
            let biases = weights + layer.fan_in * layer.units;
            end = biases + layer.units;
            Place { layer, weights, biases }
        })
        .collect();
    (places, end)
}
