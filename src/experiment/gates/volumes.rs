//! The chart of volumes against complexity: of two, three and four inputs together, beside what networks compute.

use super::catalogue::Catalogue;
use super::settings::{Gates, Sampled};
use crate::complexity::Measure;
use crate::complexity::exact::ExactTables;
use crate::experiment::architecture_words;
use crate::export::{function_cell, text as text_cell};
use crate::gates::{Perceptron, ThresholdTable, gate_name};
use crate::network::Distribution;
use crate::numeric::{Share, clopper_pearson};
use crate::plot::{DrawnPoint, DrawnVolumes, VolumeData, together_named};
use crate::sample::Census;
use crate::task::Function;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;

/// The numbers of inputs of which volumes are known.
const INPUTS: std::ops::RangeInclusive<usize> = 2..=4;

/// The chart as the page shows it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct GateVolumes {
    /// What is painted.
    pub data: VolumeData,
    /// What is to be seen, in one sentence.
    pub caption: String,
    /// For those who do not see it.
    pub alt: String,
    /// What is missing, if anything.
    pub note: Option<String>,
}

/// What the chart is made of, as far as it is known.
#[derive(Default)]
pub(super) struct Volumes {
    /// By number of inputs: exact values beside those of the table of the page.
    others: BTreeMap<usize, (ThresholdTable, ExactTables)>,
    /// The exact part for one measure, and how many numbers of inputs are in it.
    exact: Option<(Measure, usize, VolumeData)>,
    /// The functions that one square stands for, for one measure.
    groups: Option<(Measure, Vec<Group>)>,
}

/// Functions of one class and of equal complexity.
struct Group {
    complexity: f64,
    name: Option<String>,
    members: Vec<Function>,
}

impl Volumes {
    /// Computes the exact values of one more number of inputs; false once there is nothing more to do.
    pub(super) fn make(&mut self, gates: &Gates) -> bool {
        let perceptron = gates.perceptron;
        let missing = |inputs: &usize| *inputs != perceptron.inputs() && !self.others.contains_key(inputs);
        let missing: Vec<usize> = INPUTS.filter(missing).collect();
        let Some(&inputs) = missing.first() else { return false };
        let other = Perceptron::new(inputs, perceptron.encoding(), perceptron.has_bias());
        let (other, tables) =
            other.ok().zip(ExactTables::new(inputs)).expect("two to four inputs are allowed");
        self.others.insert(inputs, (ThresholdTable::new(other, gates.scale), tables));
        missing.len() > 1
    }

    /// The chart with everything that is known by now.
    pub(super) fn chart(&mut self, gates: &Gates, catalogue: &Catalogue, census: &Census) -> GateVolumes {
        let mut data = self.exact(gates, catalogue).clone();
        data.drawn = self.drawn(gates, catalogue, census);
        let unknown = gates.distribution == Distribution::Uniform
            && catalogue.volumes.classes().iter().any(|class| class.is_separable() && class.cube.is_none());
        GateVolumes {
            caption: data.caption(),
            alt: data.alt_text(),
            note: unknown.then(|| {
                "With this bias scale the volumes in the cube are no known fractions; choose a decimal number of few \
                 digits, or the Gaussian prior."
                    .to_owned()
            }),
            data,
        }
    }

    fn exact(&mut self, gates: &Gates, catalogue: &Catalogue) -> &VolumeData {
        let measure = gates.measure;
        let parts = 1 + self.others.len();
        if self.exact.as_ref().is_none_or(|(of, known, _)| (*of, *known) != (measure, parts)) {
            let gaussian = gates.distribution == Distribution::Gaussian;
            let mut data = VolumeData {
                label: measure.label().to_owned(),
                unit: measure.unit().to_owned(),
                parameters: law_words(gates).to_owned(),
                ..VolumeData::default()
            };
            for inputs in INPUTS {
                let own = (inputs == catalogue.perceptron().inputs())
                    .then_some((&catalogue.volumes, &catalogue.tables));
                let other = self.others.get(&inputs).map(|(volumes, tables)| (volumes, tables));
                if let Some((volumes, tables)) = own.or(other) {
                    data.add(volumes, gaussian, |function| measure.value(function, Some(tables)));
                }
            }
            self.exact = Some((measure, parts, data));
        }
        let (.., data) = self.exact.as_ref().expect("just made");
        data
    }

    fn drawn(&mut self, gates: &Gates, catalogue: &Catalogue, census: &Census) -> Option<DrawnVolumes> {
        if census.tried() == 0 {
            return None;
        }
        let measure = gates.measure;
        let groups = match self.groups.take() {
            Some((of, groups)) if of == measure => groups,
            _ => groups(catalogue, measure),
        };
        let point = |group: &Group| {
            let count = group.members.iter().map(|&function| census.count(function)).sum();
            let of_all = clopper_pearson(count, census.tried()).filter(|_| count > 0)?;
            let functions = group.members.len() as u64;
            let one = |share: f64| share / functions as f64;
            Some(DrawnPoint {
                function: group.members[0].to_string(),
                name: group.name.clone(),
                complexity: group.complexity,
                functions,
                frequency: Share {
                    count,
                    value: one(of_all.value),
                    low: one(of_all.low),
                    high: one(of_all.high),
                },
            })
        };
        let drawn = DrawnVolumes {
            network: architecture_words(&gates.problem(Sampled::Network).architecture),
            inputs: catalogue.perceptron().inputs() as u32,
            draws: census.tried(),
            points: groups.iter().filter_map(point).collect(),
        };
        self.groups = Some((measure, groups));
        Some(drawn)
    }

    /// The chart as a file: one line for each mark.
    pub(super) fn csv(&mut self, gates: &Gates, catalogue: &Catalogue, census: &Census) -> String {
        let data = self.chart(gates, catalogue, census).data;
        let measure = gates.measure.key();
        let mut text = format!(
            "what,inputs,function,names,functions,{},probability,low,high,count,draws\n",
            measure.replace('-', "_")
        );
        let named = |name: &Option<String>| text_cell(name.as_deref().unwrap_or_default());
        let function =
            |text: &str| Function::parse(text, text.len()).map_or_else(|_| String::new(), function_cell);
        for point in &data.points {
            let _ = writeln!(
                text,
                "exact,{},{},{},{},{},{},,,,",
                point.inputs,
                function(&point.function),
                named(&point.name),
                point.functions,
                point.complexity,
                point.volume
            );
        }
        for drawn in data.drawn.iter() {
            for point in &drawn.points {
                let Share { count, value, low, high } = point.frequency;
                let _ = writeln!(
                    text,
                    "network,{},{},{},{},{},{value},{low},{high},{count},{}",
                    drawn.inputs,
                    function(&point.function),
                    named(&point.name),
                    point.functions,
                    point.complexity,
                    drawn.draws
                );
            }
        }
        text
    }
}

fn law_words(gates: &Gates) -> &'static str {
    match gates.distribution {
        Distribution::Uniform => "uniform in a cube",
        Distribution::Gaussian => "independent Gaussians",
    }
}

fn groups(catalogue: &Catalogue, measure: Measure) -> Vec<Group> {
    let mut groups = Vec::new();
    for class in catalogue.classes() {
        let mut split: BTreeMap<u64, Group> = BTreeMap::new();
        for &function in &class.members {
            let complexity = catalogue.complexity(function, measure);
            let group = split.entry(complexity.to_bits()).or_insert_with(|| Group {
                complexity,
                name: None,
                members: Vec::new(),
            });
            group.members.push(function);
            group.name = together_named(group.name.take(), gate_name(function), group.members.len() as u64);
        }
        groups.extend(split.into_values());
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::super::ledger::Ledger;

    #[test]
    fn the_chart_has_every_threshold_function_of_two_to_four_inputs_and_every_draw() {
        for (link, law) in
            [("draws=20000&hidden=8", "cube"), ("n=3&prior=gaussian&measure=lz&draws=20000", "Gaussians")]
        {
            let mut ledger = Ledger::new(link);
            assert!(ledger.volumes().is_none() && ledger.volumes_csv().is_empty());
            ledger.run();
            let n = ledger.gates().perceptron.inputs() as u32;
            let alone = ledger.volumes().unwrap();
            assert!(alone.data.points.iter().all(|point| point.inputs == n));
            while ledger.make_volumes() {}
            let chart = ledger.volumes().unwrap();
            for (inputs, functions) in [(2, 14), (3, 104), (4, 1882)] {
                let points = || chart.data.points.iter().filter(|point| point.inputs == inputs);
                assert_eq!(points().map(|point| point.functions).sum::<u64>(), functions);
                let sum: f64 = points().map(|point| point.volume * point.functions as f64).sum();
                assert!((sum - 1.0).abs() < 1e-9, "{link} {inputs}: {sum}");
            }
            let drawn = chart.data.drawn.as_ref().unwrap();
            assert_eq!(drawn.inputs, n);
            assert_eq!(drawn.points.iter().map(|point| point.frequency.count).sum::<u64>(), drawn.draws);
            assert!(chart.caption.contains(law) && chart.note.is_none(), "{}", chart.caption);
            let marks = chart.data.points.len() + drawn.points.len();
            assert_eq!(ledger.volumes_csv().lines().count(), 1 + marks);
            assert!((0..marks).all(|index| chart.data.describe(index).is_some()));
            assert_eq!(chart.data.describe(marks), None);
        }
    }

    #[test]
    fn another_measure_moves_the_marks_and_no_fraction_is_said() {
        let mut ledger = Ledger::new("draws=1000");
        ledger.run();
        let formula = ledger.volumes().unwrap().data;
        ledger.extend("draws=1000&measure=entropy");
        let entropy = ledger.volumes().unwrap().data;
        assert_ne!(formula.label, entropy.label);
        assert_ne!(formula.points, entropy.points);
        let mut ledger = Ledger::new("draws=1000&bias_scale=1.4142135623730951");
        ledger.run();
        let chart = ledger.volumes().unwrap();
        assert!(chart.note.is_some() && chart.data.points.is_empty() && chart.data.drawn.is_some());
    }
}
