//! Which symmetries a setting has.

use super::table::Table;
use crate::network::{Activation, Architecture, Prior};
use crate::task::Encoding;
use crate::task::Function;

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

    /// A member of the class of `function`, all members equally likely over functions: always the same for one function.
    ///
    /// # Panics
    /// If it has not 2^n labels.
    pub fn some_member(&self, function: Function) -> Function {
        assert_eq!(function.len(), 1 << self.inputs, "the symmetries are those of functions of n inputs");
        let mut state = function.bits() as u64 ^ (function.bits() >> 64) as u64;
        // SplitMix64; that 2^64 is no multiple of a small bound cannot be told.
        let mut below = |bound: usize| {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mixed = (state ^ state >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
            ((mixed ^ mixed >> 31) % bound as u64) as usize
        };
        let mut table = Table::of(function);
        for last in (1..self.inputs).rev() {
            let other = below(last + 1);
            if other != last {
                table = table.exchanged(other, last);
            }
        }
        if self.negated_inputs {
            let negated = below(1 << self.inputs);
            for input in (0..self.inputs).filter(|input| negated >> input & 1 == 1) {
                table = table.negated(input);
            }
        }
        let flipped = self.output_mask().filter(|_| below(2) == 1).unwrap_or(0);
        Function::new(table.bits() ^ flipped, function.len())
    }

    /// The function with its output negated, if that is a symmetry.
    pub fn negated_output(&self, function: Function) -> Option<Function> {
        self.output_mask().map(|mask| Function::new(function.bits() ^ mask, function.len()))
    }

    /// The images of a table under generators of the group.
    pub(super) fn generated(&self, table: Table) -> impl Iterator<Item = Table> + use<> {
        let exchanged = (1..self.inputs).map(move |input| table.exchanged(input - 1, input));
        let negated = self.negated_inputs.then(|| table.negated(0));
        let flipped = self.output_mask().map(|mask| table.xor(Table::from_bits(mask)));
        exchanged.chain(negated).chain(flipped)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{BiasScale, Distribution, WeightScale};

    fn symmetries(hidden: &[usize], activation: Activation, encoding: Encoding, sigma_b: f64) -> Symmetries {
        let prior = Prior {
            distribution: Distribution::Gaussian,
            sigma_w: 1.0,
            sigma_b,
            weight_scale: WeightScale::FanIn,
            bias_scale: BiasScale::Fixed,
        };
        Symmetries::of(&Architecture { inputs: 7, hidden: hidden.into(), activation }, &prior, encoding)
    }

    #[test]
    fn orders_are_those_of_the_groups() {
        let of = |encoding, sigma_b| symmetries(&[40, 40], Activation::Relu, encoding, sigma_b).order();
        assert_eq!(of(Encoding::ZeroOne, 1.0), 2 * 5040);
        assert_eq!(of(Encoding::PlusMinus, 1.0), 2 * 645_120);
        assert_eq!(of(Encoding::ZeroOne, 0.0), 5040);
        assert_eq!(of(Encoding::PlusMinus, 0.0), 645_120);
    }

    #[test]
    fn the_output_is_negated_only_where_it_is_never_zero() {
        use Activation::{Erf, Relu, Sign, Tanh};
        use Encoding::{PlusMinus, ZeroOne};
        use OutputSymmetry::{All, AllButInputZero, None};
        for (hidden, activation, encoding, sigma_b, expected) in [
            (&[5][..], Relu, ZeroOne, 0.1, All),
            (&[5], Relu, ZeroOne, 0.0, None),
            (&[5], Relu, PlusMinus, 0.0, None),
            (&[], Relu, PlusMinus, 0.0, All),
            (&[], Relu, ZeroOne, 0.0, AllButInputZero),
            (&[], Sign, ZeroOne, 0.0, AllButInputZero),
            (&[3, 3], Tanh, ZeroOne, 0.0, AllButInputZero),
            (&[3, 3], Erf, PlusMinus, 0.0, All),
            (&[3], Sign, ZeroOne, 0.0, All),
            (&[3], Sign, ZeroOne, 1e-45, All),
            (&[3], Relu, PlusMinus, 1e-45, None),
        ] {
            assert_eq!(
                symmetries(hidden, activation, encoding, sigma_b).output,
                expected,
                "{hidden:?} {activation:?}"
            );
        }
    }

    #[test]
    fn some_member_is_spread_over_the_class() {
        let symmetries = Symmetries { inputs: 3, negated_inputs: true, output: OutputSymmetry::None };
        let mut found = std::collections::BTreeMap::new();
        let len = 1 << symmetries.inputs;
        for bits in 0..1 << len {
            let function = Function::new(bits, len);
            let class = super::super::Canonical::new(symmetries).class(function);
            let member = symmetries.some_member(function);
            assert_eq!(super::super::Canonical::new(symmetries).class(member), class);
            *found.entry(member).or_insert(0_u32) += 1;
        }
        // 256 functions thrown on 256 members: about a share of 1/e is met by none.
        assert!((140..190).contains(&found.len()), "{}", found.len());
    }
}
