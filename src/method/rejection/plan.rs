//! What the inner loops need to know of a problem, fixed once.

use crate::method::Problem;
use crate::network::{Activation, Distribution, Layer};
use crate::task::Encoding;

/// One layer, with the factors that bring raw draws (standard normal, or uniform on [-1, 1]) to its scale.
#[derive(Clone, Copy, Debug)]
pub(in crate::method) struct ScaledLayer {
    pub(super) shape: Layer,
    pub(super) weight: f32,
    pub(super) bias: f32,
}

/// A problem, laid out for the inner loops.
#[derive(Clone, Debug)]
pub(in crate::method) struct Plan {
    pub(super) layers: Vec<ScaledLayer>,
    pub(in crate::method) activation: Activation,
    pub(in crate::method) distribution: Distribution,
    pub(in crate::method) threshold: f32,
    /// All points, each by its index in the task: first the training points, in the order in which they are
    /// tried, then the rest, ascending.
    pub(super) order: Vec<usize>,
    /// The labels of the training points, in that order.
    pub(in crate::method) labels: Vec<bool>,
    /// The points in that order, row by row.
    pub(super) inputs: Vec<f32>,
    /// The encoding, if the points are a whole Boolean cube in binary order and none is a training point.
    pub(super) cube: Option<Encoding>,
}

impl Plan {
    /// `training` is the training set in the order in which its points are to be tried.
    pub(in crate::method) fn new(problem: &Problem, training: &[usize]) -> Self {
        let Problem { task, architecture, prior, threshold } = problem;
        let raw_std = match prior.distribution {
            Distribution::Gaussian => 1.0,
            Distribution::Uniform => 1.0 / libm::sqrt(3.0),
        };
        let layers = architecture
            .layers()
            .map(|shape| ScaledLayer {
                shape,
                weight: (prior.weight_std(shape) / raw_std) as f32,
                bias: (prior.bias_std(shape) / raw_std) as f32,
            })
            .collect();
        let rest = (0..task.inputs.count()).filter(|&point| !task.training.label(point));
        let order: Vec<usize> = training.iter().copied().chain(rest).collect();
        Self {
            layers,
            activation: architecture.activation,
            distribution: prior.distribution,
            threshold: *threshold,
            labels: training.iter().map(|&point| task.target.label(point)).collect(),
            inputs: order.iter().flat_map(|&point| task.inputs.point(point)).copied().collect(),
            cube: task.inputs.cube().filter(|_| training.is_empty()),
            order,
        }
    }

    /// The same with `count` last layers side by side, each as the one that was there.
    pub(in crate::method) fn with_last_layers(mut self, count: usize) -> Self {
        if let Some(last) = self.layers.last_mut() {
            last.shape.units = count;
        }
        self
    }

    /// What the raw parameters of a network without hidden layers are multiplied by at a point, by its place in the order.
    #[cfg(feature = "atlas")]
    pub(in crate::method) fn scaled_input(&self, place: usize) -> impl Iterator<Item = f64> {
        let (row, weight) =
            (&self.inputs[place * self.dimension()..][..self.dimension()], self.layers[0].weight);
        row.iter().map(move |&x| f64::from(x) * f64::from(weight))
    }

    /// What the raw biases of the last layer are multiplied by.
    #[cfg(feature = "atlas")]
    pub(in crate::method) fn last_bias(&self) -> f64 {
        self.layers.last().map_or(0.0, |layer| f64::from(layer.bias))
    }

    /// The place of the last layer among the layers.
    #[cfg(feature = "atlas")]
    pub(in crate::method) fn last_layer(&self) -> usize {
        self.layers.len() - 1
    }

    /// How many numbers come into the last layer.
    #[cfg(feature = "atlas")]
    pub(in crate::method) fn last_fan_in(&self) -> usize {
        self.layers[self.last_layer()].shape.fan_in
    }

    /// Weights and biases of one network.
    pub(in crate::method) fn parameter_count(&self) -> usize {
        self.layers.iter().map(|layer| layer.shape.parameter_count()).sum()
    }

    /// Multiply-adds of one network at one point.
    pub(in crate::method) fn multiply_adds(&self) -> usize {
        self.layers.iter().map(|layer| layer.shape.fan_in * layer.shape.units).sum()
    }

    /// The number of points.
    pub(in crate::method) fn points(&self) -> usize {
        self.order.len()
    }

    /// The dimension of a point.
    pub(super) fn dimension(&self) -> usize {
        self.layers[0].shape.fan_in
    }
}
