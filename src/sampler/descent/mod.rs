//! Descent: training runs that start at the prior and minimise a loss on the training set.

/// How a gradient becomes a step. Constants that are not named here are PyTorch's defaults.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Optimiser {
    /// theta -= lr g.
    Sgd,
    /// v = momentum v + g; theta -= lr v.
    Momentum {
        /// The share of the velocity that stays.
        momentum: f32,
    },
    /// Kingma and Ba 2015, arXiv 1412.6980, algorithm 1; epsilon 1e-8.
    Adam {
        /// Decay of the first moment.
        beta1: f32,
        /// Decay of the second moment.
        beta2: f32,
    },
    /// s = decay s + (1 - decay) g^2; theta -= lr g / (sqrt(s) + 1e-8).
    RmsProp {
        /// Decay of the mean square.
        decay: f32,
    },
    /// Duchi, Hazan, Singer 2011: s += g^2; theta -= lr g / (sqrt(s) + 1e-10).
    Adagrad,
    /// Zeiler 2012, arXiv 1212.5701, algorithm 1, times lr; epsilon 1e-6.
    Adadelta {
        /// Decay of both mean squares.
        decay: f32,
    },
}

/// The loss of one training point, as a function of the output z and the label y in {0, 1}.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// log(1 + exp(-(2y - 1) z)).
    CrossEntropy,
    /// (z - (2y - 1))^2: targets -1 and +1, threshold 0.
    Mse,
    /// (z - y)^2: targets 0 and 1, threshold 1/2.
    MseZeroOne,
    /// max(0, 1 - (2y - 1) z).
    Hinge,
}

/// How the network is trained.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Descent {
    /// The rule of the step.
    pub optimiser: Optimiser,
    /// lr.
    pub learning_rate: f32,
    /// Points a step, 1 to |S|; the last batch of an epoch may be shorter.
    pub batch: usize,
    /// What is minimised: the mean over the batch.
    pub loss: Loss,
    /// Epochs of training after the first fit.
    pub extra_epochs: u32,
    /// A run that has not fitted after so many epochs has failed.
    pub max_epochs: u32,
}

impl Loss {
    /// The output above which a point is labelled 1.
    pub fn threshold(self) -> f32 {
        match self {
            Self::MseZeroOne => 0.5,
            Self::CrossEntropy | Self::Mse | Self::Hinge => 0.0,
        }
    }
}
