//! Which symmetries a setting has.

use crate::Function;
use crate::network::{Activation, Architecture, Prior};
use crate::task::Encoding;

/// What negating the output does to the functions of a prior.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputSymmetry {
    /// An output can be exactly 0, which gives label 0 both before and after: no symmetry.
    None,
    /// Every label changes.
    All,
    /// Every label changes but that of input 0, whose output is always exactly 0.
    AllButInputZero,
}

/// The group of symmetries of a setting: its elements carry functions of `inputs` Boolean inputs to functions of equal
/// probability.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Symmetries {
    /// n, 1 to 7: all n! permutations of the inputs are symmetries.
    pub inputs: usize,
    /// Whether each input can be negated.
    pub negated_inputs: bool,
    /// What negating the output does. [`OutputSymmetry::AllButInputZero`] does not go with negated inputs, which
    /// move input 0.
    pub output: OutputSymmetry,
}

impl Symmetries {
    /// The symmetries of networks drawn from `prior`, label 1 for an output above 0.
    ///
    /// - *Permuting inputs*: the weights of a layer are independent and have one law.
    /// - *Negating an input*, with inputs -1 and +1: its weights change sign, and their law is symmetric.
    /// - *Negating the output*: the last layer changes sign. That negates every label unless an output can be exactly
    ///   0, with probability above 0. With a bias it cannot. Without, it is wherever all features of the last layer
    ///   are 0: for ReLU at any input, since all units of a layer may be dead; for the perceptron, tanh and erf at
    ///   input 0 of {0, 1} alone; for the hard threshold nowhere once there is a hidden layer.
    pub fn of(architecture: &Architecture, prior: &Prior, encoding: Encoding) -> Self {
        let has_hidden = !architecture.hidden.is_empty();
        let output_layer = architecture.layers().last();
        // Below, single precision could lose the bias.
        let biased = output_layer.is_some_and(|layer| prior.bias_std(layer) >= 1e-30);
        let output = match (architecture.activation, encoding) {
            _ if biased => OutputSymmetry::All,
            (Activation::Relu, _) if has_hidden => OutputSymmetry::None,
            (Activation::Sign, _) if has_hidden => OutputSymmetry::All,
            (_, Encoding::ZeroOne) => OutputSymmetry::AllButInputZero,
            (_, Encoding::PlusMinus) => OutputSymmetry::All,
        };
        Self { inputs: architecture.inputs, negated_inputs: encoding == Encoding::PlusMinus, output }
    }

    /// n!.
    pub fn permutations(&self) -> u32 {
        (1..=self.inputs as u32).product()
    }

    /// The number of elements: n!, times 2^n with negated inputs, times 2 with a negated output. At most 1,290,240.
    pub fn order(&self) -> u32 {
        let inputs = if self.negated_inputs { 1 << self.inputs } else { 1 };
        let output = if self.output == OutputSymmetry::None { 1 } else { 2 };
        self.permutations() * inputs * output
    }

    /// The labels that negating the output changes, if it is a symmetry.
    pub(super) fn output_mask(&self) -> Option<u128> {
        let all = Function::new(u128::MAX, 1 << self.inputs).bits();
        match self.output {
            OutputSymmetry::None => None,
            OutputSymmetry::All => Some(all),
            OutputSymmetry::AllButInputZero => Some(all & !1),
        }
    }
}
