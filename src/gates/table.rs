//! The table of all gates: what they are and how much of parameter space they fill.

use super::symmetry::classes;
use super::{
    Arrangement, BiasScale, Condition, Estimate, Perceptron, contradiction, cube_probability,
    gaussian_closed_form, gaussian_probability,
};
use crate::numeric::Rational;
use crate::task::Function;

/// One row: a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gate {
    /// Its truth table.
    pub function: Function,
    /// Its name, for two inputs.
    pub name: Option<&'static str>,
    /// Its class, an index into [`ThresholdTable::classes`].
    pub class: usize,
}

/// What all functions of one class have in common. A function that is not separable has probability zero.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassVolume {
    /// The member with the smallest truth table.
    pub representative: Function,
    /// The number of members.
    pub size: usize,
    /// The number of conditions that are not redundant; none if the functions are not separable.
    pub needed_conditions: Option<usize>,
    /// The probability of one member with parameters uniform in the cube; none if the bias scale is no fraction.
    pub cube: Option<Rational>,
    /// The probability of one member with Gaussian parameters.
    pub gaussian: Estimate,
    /// Its closed form, for at most three parameters and a bias scale that is a fraction.
    pub closed_form: Option<String>,
}

impl ClassVolume {
    /// Whether a perceptron can compute the functions of this class.
    pub fn is_separable(&self) -> bool {
        self.needed_conditions.is_some()
    }
}

/// All functions of a perceptron with their volumes: all 16 for two inputs, XOR and XNOR included, the threshold
/// functions for more.
#[derive(Clone, Debug)]
pub struct ThresholdTable {
    arrangement: Arrangement,
    scale: BiasScale,
    classes: Vec<ClassVolume>,
    gates: Vec<Gate>,
}

impl ThresholdTable {
    /// Computes the whole table at once; [`Tabulation`] does it class by class.
    pub fn new(perceptron: Perceptron, scale: BiasScale) -> Self {
        let mut tabulation = Tabulation::new(perceptron, scale);
        while tabulation.step() {}
        tabulation.table
    }

    /// The perceptron.
    pub fn perceptron(&self) -> Perceptron {
        self.arrangement.perceptron()
    }

    /// The bias scale.
    pub fn scale(&self) -> BiasScale {
        self.scale
    }

    /// The gates, in the order of their truth tables.
    pub fn gates(&self) -> &[Gate] {
        &self.gates
    }

    /// The classes, in the order of their representatives.
    pub fn classes(&self) -> &[ClassVolume] {
        &self.classes
    }

    /// The class of a gate of this table.
    pub fn class(&self, gate: Gate) -> &ClassVolume {
        &self.classes[gate.class]
    }

    /// The row of a function, if it has one.
    pub fn find(&self, function: Function) -> Option<Gate> {
        self.gates.iter().copied().find(|gate| gate.function == function)
    }

    /// The conditions of a function, one for each input.
    ///
    /// # Panics
    /// If the function has another number of inputs.
    pub fn conditions(&self, function: Function) -> Vec<Condition> {
        self.arrangement.conditions(function)
    }

    /// Why a function is not separable, in words; none if it is.
    ///
    /// # Panics
    /// If the function has another number of inputs.
    pub fn contradiction(&self, function: Function) -> Option<String> {
        contradiction(&self.arrangement, function)
    }

    /// P(T = t) for t = 0, ..., 2^n inputs labelled 1, with parameters uniform in the cube; none if the bias scale is
    /// no fraction.
    pub fn ones_in_cube(&self) -> Option<Vec<Rational>> {
        let mut shares = vec![Rational::zero(); self.perceptron().rows() + 1];
        for gate in &self.gates {
            let share = &mut shares[gate.function.ones() as usize];
            *share = share.plus(self.class(*gate).cube.as_ref()?);
        }
        Some(shares)
    }

    /// P(T = t) for t = 0, ..., 2^n inputs labelled 1, with Gaussian parameters.
    pub fn ones_gaussian(&self) -> Vec<Estimate> {
        let mut shares = vec![Estimate::default(); self.perceptron().rows() + 1];
        for gate in &self.gates {
            let share = &mut shares[gate.function.ones() as usize];
            let Estimate { value, error } = self.class(*gate).gaussian;
            *share = Estimate { value: share.value + value, error: share.error + error };
        }
        shares
    }
}

/// A table in the making, so that a caller can show progress, pause, or give up between two classes.
#[derive(Clone, Debug)]
pub struct Tabulation {
    table: ThresholdTable,
    done: usize,
}

impl Tabulation {
    /// Finds the threshold functions and their classes; no volume yet.
    pub fn new(perceptron: Perceptron, scale: BiasScale) -> Self {
        let arrangement = Arrangement::new(perceptron);
        let functions = if perceptron.inputs() == 2 {
            (0..16).map(|bits| perceptron.function(bits)).collect()
        } else {
            arrangement.functions()
        };
        let mut table = ThresholdTable { arrangement, scale, classes: Vec::new(), gates: Vec::new() };
        for (number, class) in classes(perceptron, &functions).into_iter().enumerate() {
            table.gates.extend(class.members.iter().map(|&function| Gate {
                function,
                name: gate_name(function),
                class: number,
            }));
            table.classes.push(ClassVolume {
                representative: class.representative,
                size: class.members.len(),
                needed_conditions: None,
                cube: Some(Rational::zero()),
                gaussian: Estimate::default(),
                closed_form: None,
            });
        }
        table.gates.sort_by_key(|gate| gate.function.bits().reverse_bits());
        Self { table, done: 0 }
    }

    /// The number of classes measured and of all classes.
    pub fn progress(&self) -> (usize, usize) {
        (self.done, self.table.classes.len())
    }

    /// Measures one more class; false once there is none left.
    pub fn step(&mut self) -> bool {
        let (perceptron, scale) = (self.table.perceptron(), self.table.scale);
        let Some(class) = self.table.classes.get_mut(self.done) else { return false };
        self.done += 1;
        if let Some(cell) = self.table.arrangement.cell(class.representative) {
            class.needed_conditions = Some(cell.facet_conditions().len());
            class.cube = cube_probability(&cell, perceptron, scale);
            class.gaussian = gaussian_probability(&cell, perceptron, scale);
            class.closed_form = gaussian_closed_form(&cell, perceptron, scale);
        }
        true
    }

    /// The finished table; none while classes are left.
    pub fn finish(self) -> Option<ThresholdTable> {
        (self.done == self.table.classes.len()).then_some(self.table)
    }
}

/// The name of a gate of two inputs a and b; none for other functions.
pub fn gate_name(function: Function) -> Option<&'static str> {
    // By the labels of 00, 01, 10, 11, read as a binary number.
    const NAMES: [&str; 16] = [
        "FALSE",
        "AND",
        "a AND NOT b",
        "a",
        "b AND NOT a",
        "b",
        "XOR",
        "OR",
        "NOR",
        "XNOR",
        "NOT b",
        "a OR NOT b",
        "NOT a",
        "b OR NOT a",
        "NAND",
        "TRUE",
    ];
    (function.len() == 4).then(|| NAMES[(function.bits() as usize).reverse_bits() >> (usize::BITS - 4)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::task::Encoding;

    #[test]
    fn names_are_those_of_the_truth_tables() {
        let named = |label: fn(bool, bool) -> bool| {
            gate_name(Function::from_labels(4, |j| label(j >> 1 == 1, j & 1 == 1))).unwrap()
        };
        assert_eq!(named(|a, b| a && b), "AND");
        assert_eq!(named(|a, b| a && !b), "a AND NOT b");
        assert_eq!(named(|a, _| a), "a");
        assert_eq!(named(|a, b| b && !a), "b AND NOT a");
        assert_eq!(named(|_, b| b), "b");
        assert_eq!(named(|a, b| a != b), "XOR");
        assert_eq!(named(|a, b| a || b), "OR");
        assert_eq!(named(|a, b| !(a || b)), "NOR");
        assert_eq!(named(|a, b| a == b), "XNOR");
        assert_eq!(named(|_, b| !b), "NOT b");
        assert_eq!(named(|a, b| a || !b), "a OR NOT b");
        assert_eq!(named(|a, _| !a), "NOT a");
        assert_eq!(named(|a, b| b || !a), "b OR NOT a");
        assert_eq!(named(|a, b| !(a && b)), "NAND");
        assert_eq!([named(|_, _| false), named(|_, _| true)], ["FALSE", "TRUE"]);
        assert_eq!(gate_name(Function::new(1, 8)), None);
    }

    #[test]
    fn step_by_step_and_at_once_are_the_same() {
        let perceptron = Perceptron::new(3, Encoding::PlusMinus, true).unwrap();
        let mut tabulation = Tabulation::new(perceptron, BiasScale::ONE);
        let (mut done, all) = tabulation.progress();
        assert_eq!((done, all), (0, 6));
        assert!(tabulation.clone().finish().is_none());
        while tabulation.step() {
            done += 1;
            assert_eq!(tabulation.progress(), (done, all));
        }
        let table = tabulation.finish().unwrap();
        assert_eq!(table.classes(), ThresholdTable::new(perceptron, BiasScale::ONE).classes());
        assert_eq!(table.gates().len(), 104);
        for gate in table.gates() {
            assert_eq!(table.find(gate.function), Some(*gate));
        }
    }

    #[test]
    fn impossible_gates_are_in_the_table() {
        let table = ThresholdTable::new(Perceptron::new(2, Encoding::ZeroOne, true).unwrap(), BiasScale::ONE);
        assert_eq!(table.gates().len(), 16);
        let impossible: Vec<Gate> =
            table.gates().iter().copied().filter(|gate| !table.class(*gate).is_separable()).collect();
        let names: Vec<_> = impossible.iter().filter_map(|gate| gate.name).collect();
        assert_eq!(names, ["XOR", "XNOR"]);
        for gate in impossible {
            assert!(table.contradiction(gate.function).is_some());
            assert_eq!(table.class(gate).cube, Some(Rational::zero()));
            assert_eq!(table.class(gate).gaussian, Estimate::default());
        }
    }
}
