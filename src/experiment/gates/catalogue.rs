//! Everything that is known exactly: volumes, classes and complexities of all functions.

use super::settings::Gates;
use crate::complexity::Measure;
use crate::complexity::exact::ExactTables;
use crate::gates::{ClassVolume, Estimate, Perceptron, Tabulation, ThresholdTable, classes};
use crate::network::Distribution;
use crate::numeric::Rational;
use crate::task::Function;
use std::collections::BTreeMap;

/// All functions of n inputs in classes, with the volumes of those that a perceptron computes.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// The volumes.
    pub volumes: ThresholdTable,
    /// The complexities.
    pub tables: ExactTables,
    /// The classes of all functions, in the order of their representatives.
    classes: Vec<Class>,
    /// The class of the function whose bits are the index.
    class_of: Vec<u32>,
}

/// Functions of the same volume.
#[derive(Clone, Debug)]
pub(super) struct Class {
    /// All members, the representative first.
    pub(super) members: Vec<Function>,
    /// Its place among the classes of the threshold table; none if no perceptron computes the members.
    volume: Option<usize>,
}

impl Catalogue {
    /// Makes it at once; [`Making`] does so step by step.
    pub fn new(gates: &Gates) -> Self {
        let mut making = Making::new(gates);
        loop {
            if let Some(catalogue) = making.step() {
                return catalogue;
            }
        }
    }

    /// The perceptron.
    pub fn perceptron(&self) -> Perceptron {
        self.volumes.perceptron()
    }

    /// The number of functions that a perceptron computes.
    pub fn threshold_functions(&self) -> usize {
        self.volumes.classes().iter().filter(|class| class.is_separable()).map(|class| class.size).sum()
    }

    pub(super) fn classes(&self) -> &[Class] {
        &self.classes
    }

    /// The class of a function.
    pub(super) fn class_of(&self, function: Function) -> usize {
        self.class_of[function.bits() as usize] as usize
    }

    /// The volume of the members of a class, if a perceptron computes them.
    pub(super) fn volume(&self, class: usize) -> Option<&ClassVolume> {
        self.classes[class].volume.map(|place| &self.volumes.classes()[place])
    }

    /// The exact probability of one member of a class in the cube, if it is a known fraction.
    pub(super) fn cube(&self, class: usize) -> Option<Rational> {
        self.volume(class).map_or_else(|| Some(Rational::zero()), |volume| volume.cube.clone())
    }

    /// The probability of one member of a class with Gaussian parameters.
    pub(super) fn gaussian(&self, class: usize) -> Estimate {
        self.volume(class).map(|volume| volume.gaussian).unwrap_or_default()
    }

    /// The probability of one member of a class under a law, if it is known.
    pub(super) fn exact(&self, class: usize, law: Distribution) -> Option<f64> {
        match law {
            Distribution::Uniform => self.cube(class).map(|fraction| fraction.to_f64()),
            Distribution::Gaussian => Some(self.gaussian(class).value),
        }
    }

    /// The value of a measure for a function.
    pub(super) fn complexity(&self, function: Function, measure: Measure) -> f64 {
        measure.value(function, Some(&self.tables)).expect("every measure applies to two to four inputs")
    }

    /// The smallest and the largest value of a measure among the members of a class.
    pub(super) fn complexity_range(&self, class: usize, measure: Measure) -> (f64, f64) {
        let members = self.classes[class].members.iter();
        members
            .map(|&function| self.complexity(function, measure))
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), value| {
                (least.min(value), most.max(value))
            })
    }
}

/// A catalogue in the making, so that a caller can show progress or give up.
#[derive(Clone, Debug)]
pub struct Making {
    gates: Gates,
    stage: Stage,
}

#[derive(Clone, Debug)]
enum Stage {
    Complexities,
    Classes(Box<ExactTables>),
    Volumes(Box<(ExactTables, Vec<Vec<Function>>, Tabulation)>),
    Done,
}

impl Making {
    /// Nothing is made yet.
    pub fn new(gates: &Gates) -> Self {
        Self { gates: gates.clone(), stage: Stage::Complexities }
    }

    /// What is being done, how much of it is done, and how much there is.
    pub fn progress(&self) -> (&'static str, usize, usize) {
        match &self.stage {
            Stage::Complexities => ("Searching for the shortest formulas and circuits", 0, 1),
            Stage::Classes(_) => ("Sorting the functions into classes", 0, 1),
            Stage::Volumes(parts) => {
                let (done, all) = parts.2.progress();
                ("Measuring the volumes of the classes", done, all)
            }
            Stage::Done => ("All volumes and complexities are known", 1, 1),
        }
    }

    /// Goes on by one step; gives the catalogue after the last.
    pub fn step(&mut self) -> Option<Catalogue> {
        let perceptron = self.gates.perceptron;
        self.stage = match std::mem::replace(&mut self.stage, Stage::Done) {
            Stage::Complexities => {
                Stage::Classes(Box::new(ExactTables::new(perceptron.inputs()).expect("two to four inputs")))
            }
            Stage::Classes(tables) => {
                let rows = perceptron.rows();
                let all: Vec<Function> = (0..1_u128 << rows).map(|bits| Function::new(bits, rows)).collect();
                let classes = classes(perceptron, &all).into_iter().map(|class| class.members).collect();
                let tabulation = Tabulation::new(perceptron, self.gates.scale);
                Stage::Volumes(Box::new((*tables, classes, tabulation)))
            }
            Stage::Volumes(mut parts) => {
                if parts.2.step() {
                    Stage::Volumes(parts)
                } else {
                    let (tables, classes, tabulation) = *parts;
                    return tabulation.finish().map(|volumes| finish(volumes, tables, classes));
                }
            }
            Stage::Done => Stage::Done,
        };
        None
    }
}

fn finish(volumes: ThresholdTable, tables: ExactTables, classes: Vec<Vec<Function>>) -> Catalogue {
    let separable = volumes.classes().iter().enumerate().filter(|(_, class)| class.is_separable());
    let places: BTreeMap<Function, usize> =
        separable.map(|(place, class)| (class.representative, place)).collect();
    let mut class_of = vec![0; 1 << volumes.perceptron().rows()];
    let classes: Vec<Class> = classes
        .into_iter()
        .enumerate()
        .map(|(number, members)| {
            for function in &members {
                class_of[function.bits() as usize] = number as u32;
            }
            // Both lists of classes have the same representatives: the members of smallest truth table.
            Class { volume: places.get(&members[0]).copied(), members }
        })
        .collect();
    Catalogue { volumes, tables, classes, class_of }
}

#[cfg(test)]
mod tests {
    use super::super::settings::Setup;
    use super::*;

    #[test]
    fn every_function_is_in_one_class_and_the_separable_ones_have_volumes() {
        for (link, functions, separable) in
            [("n=2", 16, 14), ("n=3", 256, 104), ("n=3&encoding=pm", 256, 104), ("n=3&bias=no", 256, 32)]
        {
            let catalogue = Catalogue::new(&Setup::read(link).gates);
            assert_eq!(catalogue.threshold_functions(), separable, "{link}");
            let mut count = 0;
            let mut sum = 0.0;
            for (number, class) in catalogue.classes().iter().enumerate() {
                count += class.members.len();
                sum += catalogue.gaussian(number).value * class.members.len() as f64;
                for &function in &class.members {
                    assert_eq!(catalogue.class_of(function), number);
                    let row = catalogue.volumes.find(function).map(|gate| catalogue.volumes.class(gate));
                    let known = row.filter(|volume| volume.is_separable());
                    assert_eq!(known, catalogue.volume(number), "{link} {function}");
                }
            }
            assert_eq!(count, functions);
            assert!((sum - 1.0).abs() < 1e-12, "{link}: {sum}");
        }
    }
}
