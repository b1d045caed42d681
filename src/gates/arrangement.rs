//! The hyperplanes that separate the functions of a perceptron, and the cells between them.

use std::collections::BTreeSet;

use super::cone::{Cone, Ray};
use super::vector::{Vector, dot, orthogonal};
use super::{Condition, Perceptron};
use crate::task::Function;

/// The arrangement of the hyperplanes w.x + c = 0, one for each input x, in the parameter space of a
/// perceptron. Its cells are the threshold functions.
///
/// All is exact: a cell is known by those rays of the arrangement (lines in which hyperplanes intersect, in both
/// directions) on which no condition is violated.
#[derive(Clone, Debug)]
pub struct Arrangement {
    perceptron: Perceptron,
    rays: Vec<SignedRay>,
    /// The inputs whose condition is a half-space: all but the input 0 without a bias.
    proper: u32,
}

/// A ray of the arrangement and the inputs (as bits) whose linear form is positive or negative on it.
#[derive(Clone, Copy, Debug)]
struct SignedRay {
    direction: Vector,
    positive: u32,
    negative: u32,
}

impl Arrangement {
    /// The arrangement of this perceptron.
    pub fn new(perceptron: Perceptron) -> Self {
        let normals: Vec<Vector> = (0..perceptron.rows()).map(|j| perceptron.normal(j)).collect();
        let proper: Vec<Vector> = normals.iter().copied().filter(|v| v.iter().any(|x| *x != 0)).collect();
        let mut lines = BTreeSet::new();
        for_each_subset(&proper, perceptron.parameters() - 1, &mut Vec::new(), &mut |subset| {
            lines.insert(orthogonal(subset));
        });
        lines.remove(&[0; _]);
        let directions: BTreeSet<Vector> = lines.iter().flat_map(|&v| [v, v.map(|x| -x)]).collect();
        let mask = |test: &dyn Fn(&Vector) -> bool| {
            normals.iter().enumerate().fold(0, |mask, (j, normal)| mask | u32::from(test(normal)) << j)
        };
        let rays = directions
            .into_iter()
            .map(|direction| SignedRay {
                direction,
                positive: mask(&|normal| dot(normal, &direction) > 0),
                negative: mask(&|normal| dot(normal, &direction) < 0),
            })
            .collect();
        Self { perceptron, rays, proper: mask(&|normal| normal.iter().any(|x| *x != 0)) }
    }

    /// The perceptron.
    pub fn perceptron(&self) -> Perceptron {
        self.perceptron
    }

    /// Whether a perceptron with some parameters, not only on a set of volume zero, computes the function: the
    /// rays on which no condition is violated add up to a point on which none is an equality.
    ///
    /// # Panics
    /// If the function has another number of inputs.
    pub fn is_separable(&self, function: Function) -> bool {
        self.check(function);
        let ones = function.bits() as u32;
        if ones & !self.proper != 0 {
            return false;
        }
        let mut strict = 0;
        for ray in self.rays.iter().filter(|ray| ray.allows(ones)) {
            strict |= ray.positive | ray.negative;
            if strict == self.proper {
                return true;
            }
        }
        false
    }

    /// The cell of a function: all parameters that compute it. None if it is not separable.
    ///
    /// # Panics
    /// If the function has another number of inputs.
    pub fn cell(&self, function: Function) -> Option<Cone> {
        self.is_separable(function).then(|| {
            let rays = self.rays.iter().filter(|ray| ray.allows(function.bits() as u32));
            let tight = |ray: &SignedRay| self.proper & !(ray.positive | ray.negative);
            Cone::new(
                self.perceptron.parameters(),
                rays.map(|ray| Ray { direction: ray.direction, tight: tight(ray) }).collect(),
            )
        })
    }

    /// All threshold functions, in the order of their truth tables.
    pub fn functions(&self) -> Vec<Function> {
        let rows = self.perceptron.rows() as u32;
        // Bit 0, the label of input 0, comes first in a truth table.
        let function = |code: u32| self.perceptron.function(code.reverse_bits() >> (32 - rows));
        (0..1 << rows).map(function).filter(|&f| self.is_separable(f)).collect()
    }

    /// The conditions of a function, one for each input; which are redundant is known if it is separable
    /// (otherwise none is called so, but for a condition that always holds).
    ///
    /// # Panics
    /// If the function has another number of inputs.
    pub fn conditions(&self, function: Function) -> Vec<Condition> {
        let needed = self.cell(function).map(|cell| cell.facet_conditions());
        (0..self.perceptron.rows())
            .map(|j| {
                let label = function.label(j);
                let redundant = match &needed {
                    Some(needed) => !needed.contains(&j),
                    None => !label && self.proper >> j & 1 == 0,
                };
                self.perceptron.condition(j, label, redundant)
            })
            .collect()
    }

    fn check(&self, function: Function) {
        assert_eq!(function.len(), self.perceptron.rows(), "a function of another number of inputs");
    }
}

impl SignedRay {
    /// Whether the ray is in the closed cell of the function whose labels are the bits of `ones`.
    fn allows(&self, ones: u32) -> bool {
        self.positive & !ones == 0 && self.negative & ones == 0
    }
}

/// Calls `take` with every subset of `size` vectors.
fn for_each_subset(from: &[Vector], size: usize, chosen: &mut Vec<Vector>, take: &mut impl FnMut(&[Vector])) {
    if size == 0 {
        return take(chosen);
    }
    for (i, &vector) in from.iter().enumerate() {
        chosen.push(vector);
        for_each_subset(&from[i + 1..], size - 1, chosen, take);
        chosen.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::task::Encoding;

    #[test]
    fn there_are_as_many_threshold_functions_as_counted_otherwise() {
        use Encoding::{PlusMinus, ZeroOne};
        let count = |n, encoding, bias| {
            Arrangement::new(Perceptron::new(n, encoding, bias).unwrap()).functions().len()
        };
        // Muroga, "Threshold logic and its applications" (1971): 14, 104, 1882; a perceptron on {-1, +1}
        // without a bias is one of an input less with a bias; on {0, 1} two inputs have six orders of
        // 0, w1, w2, w1 + w2 by which of them are positive.
        for encoding in [ZeroOne, PlusMinus] {
            assert_eq!([2, 3, 4].map(|n| count(n, encoding, true)), [14, 104, 1882]);
        }
        assert_eq!([2, 3, 4].map(|n| count(n, PlusMinus, false)), [4, 14, 104]);
        assert_eq!([2, 3, 4].map(|n| count(n, ZeroOne, false)), [6, 32, 370]);
    }

    #[test]
    fn neighbouring_cells_differ_in_one_condition_that_is_not_redundant() {
        for (encoding, bias) in [(Encoding::ZeroOne, true), (Encoding::PlusMinus, true)] {
            let arrangement = Arrangement::new(Perceptron::new(3, encoding, bias).unwrap());
            for function in arrangement.functions() {
                let needed = arrangement.cell(function).unwrap().facet_conditions();
                for j in 0..8 {
                    assert_eq!(arrangement.is_separable(function.flipped(j)), needed.contains(&j));
                }
            }
        }
    }

    #[test]
    fn the_conditions_of_and() {
        let arrangement = Arrangement::new(Perceptron::new(2, Encoding::ZeroOne, true).unwrap());
        let conditions = arrangement.conditions(Function::parse("0001", 4).unwrap());
        let needed: Vec<&str> = conditions.iter().filter(|c| !c.redundant).map(|c| c.text.as_str()).collect();
        assert_eq!(needed, ["w2 + c ≤ 0", "w1 + c ≤ 0", "w1 + w2 + c > 0"]);
        assert!(conditions[0].redundant);
        assert!(arrangement.cell(Function::parse("0110", 4).unwrap()).is_none());
    }

    #[test]
    fn opposite_inputs_give_the_same_half_space_without_a_bias() {
        let arrangement = Arrangement::new(Perceptron::new(3, Encoding::PlusMinus, false).unwrap());
        for function in arrangement.functions() {
            let conditions = arrangement.conditions(function);
            assert!((4..8).all(|j| conditions[j].redundant && function.label(j) != function.label(7 - j)));
        }
    }
}
