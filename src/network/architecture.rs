//! The shape of a fully connected network.

use super::Activation;

/// Layer widths d_0, d_1, ..., d_L = 1 and the activation of the hidden layers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Architecture {
    /// d_0: the dimension of an input.
    pub inputs: usize,
    /// d_1 to d_(L-1): the hidden layers, none for the perceptron.
    pub hidden: Vec<usize>,
    /// phi.
    pub activation: Activation,
}

/// One affine map z = W a + b of a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layer {
    /// d_(l-1): how many numbers come in.
    pub fan_in: usize,
    /// d_l: how many come out.
    pub units: usize,
}

impl Layer {
    /// The number of weights and biases.
    pub fn parameter_count(self) -> usize {
        (self.fan_in + 1) * self.units
    }
}

impl Architecture {
    /// The affine maps from the input to the single output, in order.
    pub fn layers(&self) -> impl Iterator<Item = Layer> + '_ {
        let fan_ins = std::iter::once(self.inputs).chain(self.hidden.iter().copied());
        let units = self.hidden.iter().copied().chain(std::iter::once(1));
        fan_ins.zip(units).map(|(fan_in, units)| Layer { fan_in, units })
    }

    /// The number of weights and biases of all layers.
    pub fn parameter_count(&self) -> usize {
        self.layers().map(Layer::parameter_count).sum()
    }

    /// The multiply-adds of one forward pass at one input.
    pub fn multiply_adds(&self) -> usize {
        self.layers().map(|layer| layer.fan_in * layer.units).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_perceptron_has_one_layer() {
        let perceptron = Architecture { inputs: 4, hidden: vec![], activation: Activation::Relu };
        assert_eq!(perceptron.layers().collect::<Vec<_>>(), [Layer { fan_in: 4, units: 1 }]);
        assert_eq!(perceptron.parameter_count(), 5);
    }

    #[test]
    fn parameters_are_weights_and_biases_of_every_layer() {
        let network = Architecture { inputs: 7, hidden: vec![40, 40], activation: Activation::Relu };
        assert_eq!(network.parameter_count(), 8 * 40 + 41 * 40 + 41);
        assert_eq!(network.multiply_adds(), 280 + 1600 + 40);
    }
}
