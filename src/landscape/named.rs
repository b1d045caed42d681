//! Functions with a name: the simple ones, of which some are probable and some are not.

use crate::task::{Function, Target};

/// A function with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// The short name, as in links.
    pub id: &'static str,
    /// The function in words.
    pub words: &'static str,
    /// The function.
    pub function: Function,
}

const NAMES: [&str; 12] = [
    "zero",
    "one",
    "dictator",
    "and",
    "or",
    "xor",
    "and-or",
    "or-and",
    "majority",
    "parity",
    "palindrome",
    "halves",
];

/// The named functions of `n` inputs, n from 1 to 7; one function has one name.
pub fn named(n: usize) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    for id in NAMES {
        let Ok(target) = Target::parse(id, n) else { continue };
        let function = target.function(n, 0);
        if found.iter().all(|named| named.function != function) {
            found.push(Named { id, words: target.words(), function });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_function_is_named_once() {
        for n in 1..=7 {
            let found = named(n);
            let mut functions: Vec<Function> = found.iter().map(|named| named.function).collect();
            functions.sort_unstable();
            functions.dedup();
            assert_eq!(functions.len(), found.len(), "{n} inputs");
        }
        assert_eq!(named(1).iter().map(|named| named.id).collect::<Vec<_>>(), ["zero", "one", "dictator"]);
        assert_eq!(named(7).len(), NAMES.len());
    }
}
