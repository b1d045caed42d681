//! Exact volumes beside complexities.

use crate::gates::ThresholdTable;
use crate::numeric::{Share, count, decimal, for_one_in, number_of, one_in, range, superscript, with_level};
use crate::task::Function;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How much of parameter space threshold functions fill, exactly, against how complex they are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct VolumeData {
    /// The measure's name.
    pub label: String,
    /// The measure's unit; empty for a pure number.
    pub unit: String,
    /// What the parameters are, in words: "uniform in a cube", "independent Gaussians".
    pub parameters: String,
    /// The functions of a class that are equally complex, in any order.
    pub points: Vec<VolumePoint>,
    /// How often random networks compute the functions of one number of inputs; none if there is nothing to show.
    #[serde(default)]
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub drawn: Option<DrawnVolumes>,
}

/// How often random networks with hidden units compute functions, beside the volumes of a perceptron.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct DrawnVolumes {
    /// The network, in words.
    pub network: String,
    /// n, the number of inputs, 2 to 4.
    pub inputs: u32,
    /// How many networks were drawn.
    pub draws: u64,
    /// The functions of a class that are equally complex and were drawn at all, in any order.
    pub points: Vec<DrawnPoint>,
}

/// Functions of one class and equal complexity, as random networks compute them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct DrawnPoint {
    /// The truth table of the first of them.
    pub function: String,
    /// Their names, if they have some: the first two.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub name: Option<String>,
    /// The value of the measure.
    pub complexity: f64,
    /// How many they are.
    pub functions: u64,
    /// How often one of them is drawn, on average, with its 95% interval; the count is that of all together.
    pub frequency: Share,
}

/// Functions of equal volume and equal complexity: members of one class.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct VolumePoint {
    /// n, the number of inputs, 2 to 4.
    pub inputs: u32,
    /// The truth table of the first of them.
    pub function: String,
    /// Their names, if they have some: the first two.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub name: Option<String>,
    /// The value of the measure.
    pub complexity: f64,
    /// The probability of each single one of them, 0 to 1; 0 for functions that no perceptron computes.
    pub volume: f64,
    /// The same as a fraction, where it is known exactly; else it is computed to 2e-14.
    #[serde(default)]
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub fraction: Option<String>,
    /// How many they are.
    pub functions: u64,
}

/// The name of `functions` functions of which all but the last have the name `before`: the first two, then dots.
pub(crate) fn together_named(before: Option<String>, last: Option<&str>, functions: u64) -> Option<String> {
    match (before, last, functions) {
        (Some(first), Some(second), 2) => Some(format!("{first}, {second}")),
        (Some(both), Some(_), 3) => Some(format!("{both}, \u{2026}")),
        (before, last, _) => before.or(last.map(str::to_owned)),
    }
}

impl VolumeData {
    /// Adds the separable functions of `table`, with their volume under a uniform or a Gaussian law. Functions
    /// without a value of the measure, or without a volume under that law, are left out.
    pub fn add(
        &mut self,
        table: &ThresholdTable,
        gaussian: bool,
        complexity: impl Fn(Function) -> Option<f64>,
    ) {
        let mut together: BTreeMap<(usize, u64), VolumePoint> = BTreeMap::new();
        for gate in table.gates() {
            let class = table.class(*gate);
            let fraction = class.cube.as_ref().filter(|_| !gaussian);
            let volume = match gaussian {
                true => Some(class.gaussian.value),
                false => fraction.map(|fraction| fraction.to_f64()),
            };
            let (Some(volume), Some(value)) =
                (volume.filter(|_| class.is_separable()), complexity(gate.function))
            else {
                continue;
            };
            let point = together.entry((gate.class, value.to_bits())).or_insert_with(|| VolumePoint {
                inputs: table.perceptron().inputs() as u32,
                function: gate.function.to_string(),
                name: None,
                complexity: value,
                volume,
                fraction: fraction.map(ToString::to_string),
                functions: 0,
            });
            point.functions += 1;
            point.name = together_named(point.name.take(), gate.name, point.functions);
        }
        self.points.extend(together.into_values());
    }

    /// The numbers of inputs that occur, ascending, each with how many functions there are.
    pub(super) fn sizes(&self) -> BTreeMap<u32, u64> {
        let mut sizes = BTreeMap::new();
        for point in self.points.iter().filter(|point| point.volume > 0.0) {
            *sizes.entry(point.inputs).or_default() += point.functions;
        }
        sizes
    }

    /// "14 functions of 2 inputs, 104 of 3 and 1,882 of 4".
    fn sizes_words(&self) -> String {
        let sizes = self.sizes();
        let words = sizes.iter().enumerate().map(|(place, (inputs, &functions))| match place {
            0 => format!("{} of {inputs} inputs", number_of(functions, "function")),
            place if place + 1 == sizes.len() => format!(" and {} of {inputs}", count(functions)),
            _ => format!(", {} of {inputs}", count(functions)),
        });
        words.collect()
    }

    /// The largest and the smallest volume.
    fn ends(&self) -> Option<(&VolumePoint, &VolumePoint)> {
        let filled = || self.points.iter().filter(|point| point.volume > 0.0);
        let by_volume = |a: &&VolumePoint, b: &&VolumePoint| a.volume.total_cmp(&b.volume);
        filled().max_by(by_volume).zip(filled().min_by(by_volume))
    }

    /// What is to be seen, in one sentence.
    pub fn caption(&self) -> String {
        let Some((largest, smallest)) = self.ends() else {
            return "Each mark will be the functions of one class: how much of parameter space one of them fills \
                    against how complex it is."
                .to_owned();
        };
        let mut words = format!(
            "How much of parameter space a function fills, {}, with parameters {}, against its complexity, for \
             the {} that a perceptron computes: from {} down to {}; the larger a mark, the more functions it stands \
             for.",
            largest.how_exactly(),
            self.parameters,
            self.sizes_words(),
            largest.volume_words(),
            smallest.volume_words()
        );
        if let Some(drawn) = &self.drawn {
            words.push(' ');
            words.push_str(&drawn.caption());
        }
        words
    }

    /// What the mark with this index is, in one sentence; the drawn ones come after the exact ones.
    pub fn describe(&self, index: usize) -> Option<String> {
        let told = |name: &Option<String>, function: &str, functions: u64| match (name, functions) {
            (Some(name), 1) => format!("{name} ({function})"),
            (None, 1) => function.to_owned(),
            (Some(name), _) => format!("{name} ({functions} functions, the first is {function})"),
            (None, _) => format!("{functions} functions of one class, the first is {function}"),
        };
        let complexity = |value: f64| {
            let space = if self.unit.is_empty() { "" } else { " " };
            let value = if value.fract() == 0.0 { count(value as u64) } else { decimal(value, 4) };
            format!("{}: {value}{space}{}", self.label, self.unit)
        };
        if let Some(point) = self.points.get(index) {
            return Some(format!(
                "{}, {} inputs: {} of parameter space{}, {}. {}.",
                told(&point.name, &point.function, point.functions),
                point.inputs,
                point.volume_words(),
                each(point.functions),
                point.how_exactly(),
                complexity(point.complexity)
            ));
        }
        let drawn = self.drawn.as_ref()?;
        let point = drawn.points.get(index - self.points.len())?;
        Some(format!(
            "{}, {} inputs: {} random networks {}{} {} ({} of {} draws; 95% interval {}). {}.",
            told(&point.name, &point.function, point.functions),
            drawn.inputs,
            one_in(point.frequency.value),
            if point.functions > 1 { "on average " } else { "" },
            for_one_in(point.frequency.value, "computes", "compute"),
            if point.functions > 1 { "each of them" } else { "it" },
            count(point.frequency.count),
            count(drawn.draws),
            range(point.frequency.low, point.frequency.high),
            complexity(point.complexity)
        ))
    }

    /// The chart for those who do not see it, in one sentence.
    pub fn alt_text(&self) -> String {
        let Some((largest, smallest)) = self.ends() else {
            return "Scatter chart of volumes against complexity; nothing is known yet.".to_owned();
        };
        let told = |point: &VolumePoint| {
            let name = point.name.as_deref().unwrap_or(&point.function);
            format!("{name} of {} inputs with {}", point.inputs, point.volume_words())
        };
        let mut words = format!(
            "Scatter chart of volume, logarithmic, against {}: {}; the largest is {}, the smallest {}.",
            self.label,
            self.sizes_words(),
            told(largest),
            told(smallest)
        );
        if let Some(drawn) = &self.drawn {
            words.push(' ');
            words.push_str(&drawn.caption());
        }
        words
    }
}

/// A longer fraction tells a reader less than the odds.
const LONG_FRACTION: usize = 13;

impl VolumePoint {
    /// "13/48"; where there is no fraction, or a long one, "1 in 4,812".
    fn volume_words(&self) -> String {
        match &self.fraction {
            Some(fraction) if fraction.len() <= LONG_FRACTION => fraction.clone(),
            _ => one_in(self.volume),
        }
    }

    /// How well the volume is known, not how many digits of it are shown.
    fn how_exactly(&self) -> String {
        match self.fraction {
            Some(_) => "an exact fraction".to_owned(),
            None => format!("computed to 2\u{d7}10{}", superscript(-14)),
        }
    }
}

impl DrawnVolumes {
    /// What the squares are, in one sentence.
    fn caption(&self) -> String {
        if self.draws == 0 {
            return format!(
                "Squares will be the functions of {} inputs that draws of the {} compute.",
                self.inputs, self.network
            );
        };
        let most = self.points.iter().max_by(|a, b| a.frequency.value.total_cmp(&b.frequency.value));
        // What was computed once is not the most frequent.
        let most = most.filter(|most| most.frequency.count > 1).map_or(String::new(), |most| {
            let name = most.name.as_deref().unwrap_or_else(|| short(&most.function));
            let Share { value, low, high, .. } = most.frequency;
            format!(": most often {name}, {}: {}", one_in(value), with_level(value, low, high))
        });
        format!(
            "The squares are how often {} of the {} compute the functions of {} inputs{most}.",
            number_of(self.draws, "draw"),
            self.network,
            self.inputs
        )
    }
}

/// A truth table in words, where that is shorter.
fn short(function: &str) -> &str {
    let constant = |label: char| function.chars().all(|other| other == label);
    if constant('0') || constant('1') { "a constant function" } else { function }
}

fn each(functions: u64) -> &'static str {
    if functions > 1 { ", each" } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gates::{BiasScale, Perceptron};
    use crate::task::Encoding;

    #[test]
    fn classes_split_by_complexity_and_lose_nothing() {
        let perceptron = Perceptron::new(2, Encoding::ZeroOne, true).unwrap();
        let table = ThresholdTable::new(perceptron, BiasScale::default());
        let mut data = VolumeData { parameters: "uniform in a cube".to_owned(), ..VolumeData::default() };
        data.add(&table, false, |function| Some(f64::from(function.ones().min(1))));
        let functions: u64 = data.points.iter().map(|point| point.functions).sum();
        let sum: f64 = data.points.iter().map(|point| point.volume * point.functions as f64).sum();
        assert_eq!((functions, data.sizes()), (14, BTreeMap::from([(2, 14)])));
        assert!((sum - 1.0).abs() < 1e-12);
        assert!(data.caption().contains("14 functions of 2 inputs"), "{}", data.caption());
        assert!(data.caption().contains("an exact fraction"), "{}", data.caption());
        assert!(data.caption().contains("from 13/48 down to 1/48"), "{}", data.caption());
        let mut gaussian = VolumeData::default();
        gaussian.add(&table, true, |_| Some(1.0));
        assert!(gaussian.caption().contains("computed to 2×10⁻¹⁴"), "{}", gaussian.caption());
        assert!(!gaussian.caption().contains("exact"), "{}", gaussian.caption());
        data.points.clear();
        data.add(&table, true, |_| None);
        assert!(data.points.is_empty() && data.caption().contains("will be"));
        assert!(data.alt_text().contains("nothing"));
    }
}
