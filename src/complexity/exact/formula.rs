//! Formulas over AND, OR and XOR, with negation at the inputs only.

use std::fmt;

/// A gate with two inputs. With negations these three stand for all ten gates that look at both inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// 1 if both inputs are 1.
    And,
    /// 1 if at least one input is 1.
    Or,
    /// 1 if the inputs differ.
    Xor,
}

impl Gate {
    /// The gate's output.
    pub fn apply(self, left: bool, right: bool) -> bool {
        match self {
            Self::And => left && right,
            Self::Or => left || right,
            Self::Xor => left != right,
        }
    }

    /// The sign that stands for the gate in text.
    pub fn sign(self) -> char {
        match self {
            Self::And => '&',
            Self::Or => '|',
            Self::Xor => '^',
        }
    }
}

/// A formula: a tree of two-input gates over input variables and their negations.
///
/// Its text, by `Display`, is like `x1 & (x2 | !x3)`; x1 is the first, most significant input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Formula {
    /// A constant label; only ever a whole formula.
    Constant(bool),
    /// An input variable or its negation.
    Literal {
        /// The number of the variable, from 1: the first, most significant input is x1.
        variable: usize,
        /// Whether it is negated.
        negated: bool,
    },
    /// Two formulas joined by a gate.
    Join {
        /// The gate.
        gate: Gate,
        /// Its first input.
        left: Box<Formula>,
        /// Its second input.
        right: Box<Formula>,
    },
}

impl Formula {
    /// Two formulas joined by a gate, the one with fewer leaves first, then the one with the earlier variable.
    pub fn join(gate: Gate, left: Self, right: Self) -> Self {
        let rank = |formula: &Self| (formula.leaves(), formula.first_variable());
        let (left, right) = if rank(&right) < rank(&left) { (right, left) } else { (left, right) };
        Self::Join { gate, left: Box::new(left), right: Box::new(right) }
    }

    /// The number of the variable written first; 0 if there is none.
    fn first_variable(&self) -> usize {
        match self {
            Self::Constant(_) => 0,
            Self::Literal { variable, .. } => *variable,
            Self::Join { left, .. } => left.first_variable(),
        }
    }

    /// The number of leaves: how many literals are written down.
    pub fn leaves(&self) -> u32 {
        match self {
            Self::Constant(_) => 0,
            Self::Literal { .. } => 1,
            Self::Join { left, right, .. } => left.leaves() + right.leaves(),
        }
    }

    /// The label of input `j` of `inputs` variables.
    pub fn label(&self, inputs: usize, j: usize) -> bool {
        match self {
            Self::Constant(label) => *label,
            Self::Literal { variable, negated } => (j >> (inputs - variable) & 1 == 1) != *negated,
            Self::Join { gate, left, right } => gate.apply(left.label(inputs, j), right.label(inputs, j)),
        }
    }

    /// Whether some gate is an XOR, so that this is no De Morgan formula.
    pub fn has_xor(&self) -> bool {
        match self {
            Self::Join { gate, left, right } => *gate == Gate::Xor || left.has_xor() || right.has_xor(),
            _ => false,
        }
    }

    /// Writes the formula as an input of a gate: in brackets if it is joined by another gate.
    fn write_under(&self, outer: Gate, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Join { gate, .. } if *gate != outer => write!(f, "({self})"),
            _ => write!(f, "{self}"),
        }
    }
}

impl fmt::Display for Formula {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Constant(label) => write!(f, "{}", u8::from(*label)),
            Self::Literal { variable, negated } => {
                write!(f, "{}x{variable}", if *negated { "!" } else { "" })
            }
            Self::Join { gate, left, right } => {
                left.write_under(*gate, f)?;
                write!(f, " {} ", gate.sign())?;
                right.write_under(*gate, f)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn literal(variable: usize, negated: bool) -> Formula {
        Formula::Literal { variable, negated }
    }

    #[test]
    fn text_leaves_and_labels() {
        let inner = Formula::join(Gate::Or, literal(3, true), literal(2, false));
        let pair = Formula::join(Gate::And, literal(1, false), inner);
        let whole = Formula::join(Gate::And, literal(2, true), pair);
        assert_eq!(whole.to_string(), "!x2 & x1 & (x2 | !x3)");
        assert_eq!(whole.leaves(), 4);
        assert!(!whole.has_xor());
        let labels: Vec<usize> = (0..8).filter(|&j| whole.label(3, j)).collect();
        assert_eq!(labels, [4]);
    }
}
