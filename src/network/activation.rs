//! Activation functions.

/// The function phi applied to every hidden pre-activation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activation {
    /// max(z, 0).
    Relu,
    /// The hyperbolic tangent.
    Tanh,
    /// The error function.
    Erf,
    /// +1 if z > 0, else -1: a hard threshold, which has no gradient to descend.
    Sign,
}

impl Activation {
    /// phi(z), in double precision: the reference that the fast paths are tested against.
    pub fn apply(self, z: f64) -> f64 {
        match self {
            Self::Relu => z.max(0.0),
            Self::Tanh => libm::tanh(z),
            Self::Erf => libm::erf(z),
            Self::Sign if z > 0.0 => 1.0,
            Self::Sign => -1.0,
        }
    }

    /// phi'(z), in double precision; 0 at the kink of ReLU. `None` for [`Activation::Sign`].
    pub fn derivative(self, z: f64) -> Option<f64> {
        match self {
            Self::Relu => Some(if z > 0.0 { 1.0 } else { 0.0 }),
            Self::Tanh => Some(1.0 - libm::tanh(z) * libm::tanh(z)),
            Self::Erf => Some(std::f64::consts::FRAC_2_SQRT_PI * libm::exp(-z * z)),
            Self::Sign => None,
        }
    }
}
