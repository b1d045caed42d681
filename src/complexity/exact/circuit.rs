//! Circuits of two-input gates whose results may be used more than once.

use super::formula::Gate;
use std::fmt;

/// Where a signal comes from, and whether it is negated on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signal {
    /// The source.
    pub source: Source,
    /// Whether it is negated.
    pub negated: bool,
}

/// The source of a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The constant 0.
    Zero,
    /// An input variable, by its number from 1.
    Variable(usize),
    /// The output of a gate, by its number from 1.
    Gate(usize),
}

/// A circuit: gates in an order in which each uses only variables and earlier gates.
///
/// Its text, by `Display`, is like `g1 = x1 ^ x2; g2 = g1 & !x3`; the last gate is the output. Without gates
/// the text is that of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Circuit {
    /// The gates with their two inputs.
    pub gates: Vec<(Gate, Signal, Signal)>,
    /// The output.
    pub output: Signal,
}

impl Circuit {
    /// The label of input `j` of `inputs` variables.
    pub fn label(&self, inputs: usize, j: usize) -> bool {
        let mut results: Vec<bool> = Vec::with_capacity(self.gates.len());
        let read = |results: &[bool], signal: Signal| {
            signal.negated
                != match signal.source {
                    Source::Zero => false,
                    Source::Variable(number) => j >> (inputs - number) & 1 == 1,
                    Source::Gate(number) => results[number - 1],
                }
        };
        for &(gate, left, right) in &self.gates {
            results.push(gate.apply(read(&results, left), read(&results, right)));
        }
        read(&results, self.output)
    }
}

impl fmt::Display for Signal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.negated { "!" } else { "" };
        match self.source {
            Source::Zero => write!(f, "{}", u8::from(self.negated)),
            Source::Variable(number) => write!(f, "{sign}x{number}"),
            Source::Gate(number) => write!(f, "{sign}g{number}"),
        }
    }
}

impl fmt::Display for Circuit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.gates.is_empty() {
            return write!(f, "{}", self.output);
        }
        for (k, (gate, left, right)) in self.gates.iter().enumerate() {
            let joint = if k > 0 { "; " } else { "" };
            write!(f, "{joint}g{} = {left} {} {right}", k + 1, gate.sign())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_labels() {
        let plain = |source| Signal { source, negated: false };
        let not = |source| Signal { source, negated: true };
        let circuit = Circuit {
            gates: vec![
                (Gate::Xor, plain(Source::Variable(1)), plain(Source::Variable(2))),
                (Gate::And, plain(Source::Gate(1)), not(Source::Variable(3))),
            ],
            output: plain(Source::Gate(2)),
        };
        assert_eq!(circuit.to_string(), "g1 = x1 ^ x2; g2 = g1 & !x3");
        assert_eq!((0..8).filter(|&j| circuit.label(3, j)).collect::<Vec<_>>(), [2, 4]);
        let constant = Circuit { gates: vec![], output: not(Source::Zero) };
        assert_eq!(constant.to_string(), "1");
        assert!(constant.label(3, 0));
    }
}
