//! The parameters of one network, and the plain forward pass that every faster one is tested against.

use super::{Architecture, Layer};

/// All weights and biases of one network: for every layer its weights, row-major (one row of `fan_in`
/// numbers a unit), then its biases.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameters(pub Vec<f32>);

impl Parameters {
    /// All parameters 0.
    pub fn zeros(architecture: &Architecture) -> Self {
        Self(vec![0.0; architecture.parameter_count()])
    }

    /// The weights (row-major) and biases of every layer, in order.
    pub fn layers<'a>(
        &'a self,
        architecture: &'a Architecture,
    ) -> impl Iterator<Item = (Layer, &'a [f32], &'a [f32])> {
        let mut rest = self.0.as_slice();
        architecture.layers().map(move |layer| {
            let (weights, after) = rest.split_at(layer.fan_in * layer.units);
            let (biases, after) = after.split_at(layer.units);
            rest = after;
            (layer, weights, biases)
        })
    }
}

/// The output z_L of the network at one input: a_0 = x, z_l = W_l a_(l-1) + b_l, a_l = phi(z_l).
///
/// Plain sums in double precision; the samplers' single-precision passes agree with it up to rounding.
///
/// # Panics
/// If `input` or `parameters` has not the length that `architecture` demands.
pub fn forward(architecture: &Architecture, parameters: &Parameters, input: &[f32]) -> f64 {
    assert_eq!(input.len(), architecture.inputs);
    assert_eq!(parameters.0.len(), architecture.parameter_count());
    let mut activations: Vec<f64> = input.iter().map(|&x| f64::from(x)).collect();
    let mut output = 0.0;
    for (layer, weights, biases) in parameters.layers(architecture) {
        let pre_activations: Vec<f64> = weights
            .chunks_exact(layer.fan_in)
            .zip(biases)
            .map(|(row, &bias)| {
                f64::from(bias) + row.iter().zip(&activations).map(|(&w, a)| f64::from(w) * a).sum::<f64>()
            })
            .collect();
        output = pre_activations[0];
        activations = pre_activations.into_iter().map(|z| architecture.activation.apply(z)).collect();
    }
    output
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::Activation;

    #[test]
    fn a_hand_worked_network() {
        let architecture = Architecture { inputs: 2, hidden: vec![2], activation: Activation::Relu };
        let parameters = Parameters(vec![1.0, -1.0, 2.0, 0.5, 0.25, -1.0, 3.0, -2.0, 0.125]);
        // Hidden pre-activations at (1, 2): 1 - 2 + 0.25 = -0.75 and 2 + 1 - 1 = 2; output 0 - 4 + 0.125.
        assert_eq!(forward(&architecture, &parameters, &[1.0, 2.0]), -3.875);
    }
}
