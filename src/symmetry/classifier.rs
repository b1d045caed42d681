//! Classes of the functions of networks, which come again and again.

use super::canonical::{Canonical, Class};
use super::group::Symmetries;
use crate::task::Function;

/// Classes that are remembered, each in the place that its function's bits say.
const REMEMBERED: usize = 1 << 12;

/// [`Canonical`] with a memory for functions of which the class was found not long ago. What it says never depends on
/// what it remembers.
#[derive(Clone, Debug)]
pub struct Classifier {
    canonical: Canonical,
    remembered: Vec<Option<(Function, Class)>>,
}

impl Classifier {
    /// For functions of 2^n labels, n being the symmetries' number of inputs.
    pub fn new(symmetries: Symmetries) -> Self {
        Self { canonical: Canonical::new(symmetries), remembered: vec![None; REMEMBERED] }
    }

    /// The symmetries.
    pub fn symmetries(&self) -> Symmetries {
        self.canonical.symmetries()
    }

    /// The class of `function`.
    ///
    /// # Panics
    /// If it has not 2^n labels.
    pub fn class(&mut self, function: Function) -> Class {
        let bits = function.bits();
        let folded =
            (bits as u64 ^ ((bits >> 64) as u64).rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let place = &mut self.remembered[(folded >> 52) as usize];
        match *place {
            Some((known, class)) if known == function => class,
            _ => {
                let class = self.canonical.class(function);
                *place = Some((function, class));
                class
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::group::OutputSymmetry;
    use super::*;

    #[test]
    fn what_is_remembered_changes_nothing() {
        let symmetries = Symmetries { inputs: 4, negated_inputs: true, output: OutputSymmetry::All };
        let (mut classifier, mut canonical) = (Classifier::new(symmetries), Canonical::new(symmetries));
        // More functions than places, twice.
        for bits in (0..20_000).chain(0..20_000) {
            let function = Function::new(bits * 3, 16);
            assert_eq!(classifier.class(function), canonical.class(function));
        }
    }
}
