//! The perceptron whose volumes are asked for, and its half-space conditions.

use std::ops::RangeInclusive;

use super::GateError;
use super::allowed::INPUTS;
use super::vector::{MAX_PARAMETERS, Vector};
use crate::task::{Encoding, Function};

/// A perceptron 1\[w.x > 0\] or 1\[w.x + c > 0\] on all Boolean inputs.
///
/// Parameter space has the coordinates w_1, ..., w_n and, last, the bias c.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Perceptron {
    inputs: usize,
    encoding: Encoding,
    bias: bool,
}

impl Perceptron {
    /// The numbers n of inputs that can be tabulated.
    pub const INPUTS: RangeInclusive<usize> = INPUTS;

    /// The perceptron of `inputs` Boolean inputs, with or without a bias.
    pub fn new(inputs: usize, encoding: Encoding, bias: bool) -> Result<Self, GateError> {
        if Self::INPUTS.contains(&inputs) {
            Ok(Self { inputs, encoding, bias })
        } else {
            Err(GateError::Inputs { found: inputs })
        }
    }

    /// n, the number of inputs of the gate.
    pub fn inputs(self) -> usize {
        self.inputs
    }

    /// How an input is written as a number.
    pub fn encoding(self) -> Encoding {
        self.encoding
    }

    /// Whether there is a bias.
    pub fn has_bias(self) -> bool {
        self.bias
    }

    /// The number of parameters: n, or n + 1 with a bias.
    pub fn parameters(self) -> usize {
        self.inputs + usize::from(self.bias)
    }

    /// 2^n, the number of rows of a truth table.
    pub fn rows(self) -> usize {
        1 << self.inputs
    }

    /// The function of these inputs whose label at input `j` is bit `j`.
    pub(super) fn function(self, bits: u32) -> Function {
        Function::new(u128::from(bits), self.rows())
    }

    /// The normal of row `j`: the label is 1 where its scalar product with the parameters is positive. It is
    /// zero for the input 0 without a bias.
    pub(super) fn normal(self, j: usize) -> Vector {
        let mut normal = [0; MAX_PARAMETERS];
        for (i, component) in normal.iter_mut().take(self.inputs).enumerate() {
            let bit = (j >> (self.inputs - 1 - i) & 1) as i128;
            *component = match self.encoding {
                Encoding::ZeroOne => bit,
                Encoding::PlusMinus => 2 * bit - 1,
            };
        }
        if self.bias {
            normal[self.inputs] = 1;
        }
        normal
    }

    /// The linear form that a vector of coefficients stands for, such as `w1 − w2 + c`.
    pub(super) fn form(self, coefficients: &Vector) -> String {
        let mut text = String::new();
        for (i, &coefficient) in coefficients.iter().take(self.parameters()).enumerate() {
            if coefficient == 0 {
                continue;
            }
            text += match (text.is_empty(), coefficient < 0) {
                (true, false) => "",
                (true, true) => "−",
                (false, false) => " + ",
                (false, true) => " − ",
            };
            if coefficient.abs() != 1 {
                text += &coefficient.abs().to_string();
            }
            text += &if i == self.inputs { "c".to_owned() } else { format!("w{}", i + 1) };
        }
        if text.is_empty() { "0".to_owned() } else { text }
    }

    /// The condition that row `j` has this label; `redundant` is for the caller to know.
    pub(super) fn condition(self, j: usize, label: bool, redundant: bool) -> Condition {
        let normal = self.normal(j);
        let relation = if label { ">" } else { "≤" };
        Condition {
            input: j,
            label,
            normal: normal[..self.parameters()].iter().map(|&x| x as i32).collect(),
            redundant,
            text: format!("{} {relation} 0", self.form(&normal)),
        }
    }
}

/// One row of a truth table as a condition on the parameters: a half-space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// j, the input whose label it fixes.
    pub input: usize,
    /// The label.
    pub label: bool,
    /// The coefficients of w_1, ..., w_n and (with a bias) c: label 1 means that this linear form is positive.
    pub normal: Vec<i32>,
    /// Whether the other conditions imply it (of two equal half-spaces the second is redundant).
    pub redundant: bool,
    /// For people: `w1 + w2 + c > 0`.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_read_as_a_person_would_write_them() {
        let text = |encoding, bias, j, label| {
            Perceptron::new(2, encoding, bias).unwrap().condition(j, label, false).text
        };
        assert_eq!(text(Encoding::ZeroOne, true, 0, false), "c ≤ 0");
        assert_eq!(text(Encoding::ZeroOne, true, 3, true), "w1 + w2 + c > 0");
        assert_eq!(text(Encoding::ZeroOne, false, 0, false), "0 ≤ 0");
        assert_eq!(text(Encoding::PlusMinus, true, 1, true), "−w1 + w2 + c > 0");
        assert_eq!(text(Encoding::PlusMinus, false, 2, false), "w1 − w2 ≤ 0");
    }

    #[test]
    fn the_first_weight_belongs_to_the_most_significant_bit() {
        let perceptron = Perceptron::new(3, Encoding::PlusMinus, true).unwrap();
        assert_eq!(perceptron.condition(4, true, false).normal, [1, -1, -1, 1]);
    }

    #[test]
    fn only_small_perceptrons() {
        for inputs in [0, 1, 5] {
            assert_eq!(
                Perceptron::new(inputs, Encoding::ZeroOne, true),
                Err(GateError::Inputs { found: inputs })
            );
        }
        assert!(GateError::Inputs { found: 5 }.to_string().contains("2 to 4 inputs, not 5"));
    }
}
