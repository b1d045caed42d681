//! The prior: the distribution of the parameters at initialisation.

use super::Layer;

/// The law of a single weight or bias, always with mean 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distribution {
    /// Normal.
    Gaussian,
    /// Uniform with the same standard deviation: its half-width is sqrt(3) times that.
    Uniform,
}

/// How the standard deviation of the weights depends on the layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeightScale {
    /// sigma_w / sqrt(fan_in).
    FanIn,
    /// sigma_w.
    Fixed,
}

/// How the standard deviation of the biases depends on the layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BiasScale {
    /// sigma_b.
    Fixed,
    /// sigma_b / sqrt(fan_in), as the default initialisation of PyTorch's linear layers.
    FanIn,
    /// sigma_b sigma_w / units of the layer, the rule of Mingard et al. 2025 (arXiv 2304.06670).
    Units,
}

/// The distribution of parameters at initialisation: all independent, with mean 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prior {
    /// The law of each parameter.
    pub distribution: Distribution,
    /// sigma_w.
    pub sigma_w: f64,
    /// sigma_b.
    pub sigma_b: f64,
    /// How sigma_w is scaled.
    pub weight_scale: WeightScale,
    /// How sigma_b is scaled.
    pub bias_scale: BiasScale,
}

impl Prior {
    /// The standard deviation of the weights of `layer`.
    pub fn weight_std(&self, layer: Layer) -> f64 {
        match self.weight_scale {
            WeightScale::FanIn => self.sigma_w / libm::sqrt(layer.fan_in as f64),
            WeightScale::Fixed => self.sigma_w,
        }
    }

    /// The standard deviation of the biases of `layer`.
    pub fn bias_std(&self, layer: Layer) -> f64 {
        match self.bias_scale {
            BiasScale::Fixed => self.sigma_b,
            BiasScale::FanIn => self.sigma_b / libm::sqrt(layer.fan_in as f64),
            BiasScale::Units => self.sigma_b * self.sigma_w / layer.units as f64,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_follow_the_layer() {
        let layer = Layer { fan_in: 16, units: 5 };
        let mut prior = Prior {
            distribution: Distribution::Gaussian,
            sigma_w: 2.0,
            sigma_b: 3.0,
            weight_scale: WeightScale::FanIn,
            bias_scale: BiasScale::Fixed,
        };
        assert_eq!((prior.weight_std(layer), prior.bias_std(layer)), (0.5, 3.0));
        prior.weight_scale = WeightScale::Fixed;
        prior.bias_scale = BiasScale::FanIn;
        assert_eq!((prior.weight_std(layer), prior.bias_std(layer)), (2.0, 0.75));
        prior.bias_scale = BiasScale::Units;
        assert_eq!(prior.bias_std(layer), 1.2);
    }
}
