//! Targets: the functions that label the training set, by name or as a truth table.

use super::choose::{self, Throw};
use super::mingard;
use crate::task::{Function, FunctionError};
use std::fmt;

/// A target of n Boolean inputs x1 (the most significant) to xn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Target {
    /// Always 0.
    Zero,
    /// Always 1.
    One,
    /// x1: a single input decides.
    Dictator,
    /// x1 and x2.
    And,
    /// x1 or x2.
    Or,
    /// x1 xor x2.
    Xor,
    /// x1 and (x2 or x3).
    AndOr,
    /// (x1 and x2) or (x3 and x4).
    OrAnd,
    /// More than half of the inputs are 1.
    Majority,
    /// An odd number of inputs is 1.
    Parity,
    /// The inputs read the same backwards.
    Palindrome,
    /// The first half of the inputs equals the second (the middle one of an odd number is not looked at).
    Halves,
    /// Every label a fair coin.
    Random,
    /// A random half of the inputs is labelled 1.
    Balanced,
    /// One of the seven targets f0 to f6 in the public code of Mingard et al. 2019 (arXiv 1909.11522), of which Fig. 16
    /// shows one.
    Mingard(usize),
    /// A truth table.
    Table(Function),
}

/// The targets that have a name, with it.
const NAMES: [(&str, Target); 21] = [
    ("zero", Target::Zero),
    ("one", Target::One),
    ("dictator", Target::Dictator),
    ("and", Target::And),
    ("or", Target::Or),
    ("xor", Target::Xor),
    ("and-or", Target::AndOr),
    ("or-and", Target::OrAnd),
    ("majority", Target::Majority),
    ("parity", Target::Parity),
    ("palindrome", Target::Palindrome),
    ("halves", Target::Halves),
    ("random", Target::Random),
    ("balanced", Target::Balanced),
    ("f0", Target::Mingard(0)),
    ("f1", Target::Mingard(1)),
    ("f2", Target::Mingard(2)),
    ("f3", Target::Mingard(3)),
    ("f4", Target::Mingard(4)),
    ("f5", Target::Mingard(5)),
    ("f6", Target::Mingard(6)),
];

/// Why a text names no target of so many inputs.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TargetError {
    /// The target needs another number of inputs.
    Inputs {
        /// Its name.
        name: &'static str,
        /// How many inputs it needs.
        needs: &'static str,
        /// How many there are.
        n: usize,
    },
    /// Neither a name nor a truth table.
    Unknown(FunctionError),
}

impl fmt::Display for TargetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Inputs { name, needs, n } => write!(f, "the target {name} needs {needs}, but n = {n}"),
            Self::Unknown(error) => {
                let names: Vec<&str> = Target::names().collect();
                write!(f, "{error}, or one of the names {}", names.join(", "))
            }
        }
    }
}

impl std::error::Error for TargetError {}

impl Target {
    /// The names of targets.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|&(name, _)| name)
    }

    /// Reads a name or a truth table for `n` Boolean inputs.
    pub fn parse(text: &str, n: usize) -> Result<Self, TargetError> {
        let Some(&(name, target)) = NAMES.iter().find(|(name, _)| *name == text) else {
            return Function::parse(text, 1 << n).map(Self::Table).map_err(TargetError::Unknown);
        };
        let (allowed, needs) = match target {
            Self::And | Self::Or | Self::Xor | Self::Palindrome | Self::Halves => {
                (n >= 2, "at least 2 inputs")
            }
            Self::AndOr => (n >= 3, "at least 3 inputs"),
            Self::OrAnd => (n >= 4, "at least 4 inputs"),
            Self::Mingard(_) => (n == 7, "7 inputs"),
            _ => (true, ""),
        };
        if allowed { Ok(target) } else { Err(TargetError::Inputs { name, needs, n }) }
    }

    /// The labels of all 2^n inputs; `seed` matters only for random targets.
    ///
    /// # Panics
    /// If the target needs another number of inputs: [`Target::parse`] checks.
    pub fn function(self, n: usize, seed: u32) -> Function {
        let len = 1 << n;
        let labelled = |rule: &dyn Fn(usize) -> bool| Function::from_labels(len, rule);
        // x(i) is input number i, counted from 1, of point j.
        let x = |j: usize, i: usize| j >> (n - i) & 1 == 1;
        match self {
            Self::Zero => Function::new(0, len),
            Self::One => Function::new(u128::MAX, len),
            Self::Dictator => labelled(&|j| x(j, 1)),
            Self::And => labelled(&|j| x(j, 1) && x(j, 2)),
            Self::Or => labelled(&|j| x(j, 1) || x(j, 2)),
            Self::Xor => labelled(&|j| x(j, 1) != x(j, 2)),
            Self::AndOr => labelled(&|j| x(j, 1) && (x(j, 2) || x(j, 3))),
            Self::OrAnd => labelled(&|j| x(j, 1) && x(j, 2) || x(j, 3) && x(j, 4)),
            Self::Majority => labelled(&|j| 2 * j.count_ones() as usize > n),
            Self::Parity => labelled(&|j| j.count_ones() % 2 == 1),
            Self::Palindrome => labelled(&|j| (1..=n / 2).all(|i| x(j, i) == x(j, n + 1 - i))),
            Self::Halves => labelled(&|j| (1..=n / 2).all(|i| x(j, i) == x(j, n.div_ceil(2) + i))),
            Self::Random => choose::fair_labels(len, seed),
            Self::Balanced => choose::subset(len, len / 2, Throw::Ones, seed),
            Self::Mingard(index) => mingard::target(index),
            Self::Table(function) => function,
        }
    }

    /// What [`Target::Balanced`] was in links of version 1: the same inputs as a random training set of half of all
    /// inputs with the same seed.
    pub fn balanced_as_training_set(n: usize, seed: u32) -> Function {
        choose::subset(1 << n, 1 << (n - 1), Throw::TrainingSet, seed)
    }

    /// Whether the target depends on a seed.
    pub fn is_random(self) -> bool {
        matches!(self, Self::Random | Self::Balanced)
    }

    /// The target in plain words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Zero => "always 0",
            Self::One => "always 1",
            Self::Dictator => "x1 (a dictator)",
            Self::And => "x1 and x2",
            Self::Or => "x1 or x2",
            Self::Xor => "x1 xor x2",
            Self::AndOr => "x1 and (x2 or x3)",
            Self::OrAnd => "(x1 and x2) or (x3 and x4)",
            Self::Majority => "the majority of the inputs",
            Self::Parity => "parity",
            Self::Palindrome => "palindromes",
            Self::Halves => "equal halves",
            Self::Random => "random labels",
            Self::Balanced => "random labels, as many 1 as 0",
            Self::Mingard(_) => "a target of Mingard et al. 2019",
            Self::Table(_) => "a truth table of your own",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(name: &str, n: usize) -> String {
        Target::parse(name, n).unwrap().function(n, 1).to_string()
    }

    #[test]
    fn named_targets_are_what_they_say() {
        assert_eq!(table("dictator", 2), "0011");
        assert_eq!(table("and", 2), "0001");
        assert_eq!(table("or", 2), "0111");
        assert_eq!(table("xor", 3), "00111100");
        assert_eq!(table("and-or", 4), "0000000000111111");
        assert_eq!(table("or-and", 4), "0001000100011111");
        assert_eq!(table("majority", 4), "0000000100010111");
        assert_eq!(table("parity", 3), "01101001");
        assert_eq!(table("palindrome", 4), "1000001001000001");
        assert_eq!(table("halves", 4), "1000010000100001");
        assert_eq!(table("halves", 3), "10100101");
        assert_eq!(table("zero", 1), "00");
        assert_eq!(table("0x8001", 4), "1000000000000001");
    }

    #[test]
    fn random_targets_follow_their_seed() {
        let random = Target::Random;
        assert_eq!(random.function(7, 5), random.function(7, 5));
        assert_ne!(random.function(7, 5), random.function(7, 6));
        for n in 1..=7 {
            assert_eq!(Target::Balanced.function(n, 9).ones(), 1 << (n - 1));
        }
    }

    #[test]
    fn a_target_that_does_not_go_says_what_would() {
        assert_eq!(
            Target::parse("xor", 1).unwrap_err().to_string(),
            "the target xor needs at least 2 inputs, but n = 1"
        );
        assert!(Target::parse("f6", 4).unwrap_err().to_string().contains("needs 7 inputs"));
        assert!(Target::parse("xnor", 4).unwrap_err().to_string().contains("names zero, one, dictator"));
        for &(name, _) in &NAMES {
            assert!(Target::parse(name, 7).is_ok(), "{name}");
        }
    }
}
