//! The rows of the table: a gate of two inputs, or a class of functions of more.

use super::catalogue::Catalogue;
use super::chance::Count;
use super::column::Column;
use super::settings::Gates;
use crate::complexity::Measure;
use crate::complexity::exact::Basis;
use crate::gates::gate_name;
use crate::numeric::{Rational, at_most, count, decimal, fixed, rounded};
use crate::task::Function;
use serde::Serialize;
use std::cmp::Ordering;

/// A row as the page shows it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct GateRow {
    /// The truth table of the function, or of the first of its class.
    pub id: String,
    /// The gate's name, or the truth table in short.
    pub name: String,
    /// What it is opened by: the truth table, of one function of a class after `member `, since the class has that of
    /// its first.
    pub key: String,
    /// How many functions the row stands for.
    pub size: usize,
    /// Whether the row is one function of the class above it.
    pub member: bool,
    /// Whether what is known of it is listed below it; of a class, its members too.
    pub open: bool,
    /// Why no perceptron computes it; none if one does, or if the row is not open.
    pub why: Option<String>,
    /// Whether a perceptron computes it.
    pub possible: bool,
    /// The conditions on the parameters, one for each input; empty if the row is not open.
    pub conditions: Vec<GateCondition>,
    /// One for each column.
    pub cells: Vec<GateCell>,
}

/// A half-space.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct GateCondition {
    /// For people: `w1 + w2 + c > 0`.
    pub text: String,
    /// Whether it follows from the others.
    pub redundant: bool,
}

/// What stands in one column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct GateCell {
    /// The value.
    pub text: String,
    /// In small print: its uncertainty, or another form of it.
    pub more: String,
    /// Both, and how it comes about, as it is said where the row is opened; empty if there is nothing to say.
    pub detail: String,
}

/// One row, before it is put into words: a class, or one function.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// The class.
    pub(super) class: usize,
    /// The function, or the first of the class.
    pub(super) function: Function,
    /// How many functions it stands for.
    pub(super) size: usize,
    /// How often the perceptron was drawn.
    pub(super) drawn: Count,
    /// How often the network was drawn.
    pub(super) network: Count,
}

/// What a column is sorted by.
#[derive(Clone, Debug, PartialEq)]
enum Key {
    Number(f64),
    Text(String),
    Unknown,
}

/// Puts lines into words, and into order.
pub(super) struct Writer<'a> {
    pub(super) gates: &'a Gates,
    pub(super) catalogue: &'a Catalogue,
    pub(super) columns: Vec<Column>,
    /// A denominator that all fractions of the cube's column share, if it is small enough to read.
    common: Option<u128>,
}

/// Letters of the longest formula that stands in its column; longer ones are seen where the row is opened.
const LONGEST_WITNESS: usize = 9;

/// The largest denominator that a column of fractions is brought to.
const LARGEST_COMMON: u128 = 9999;

impl<'a> Writer<'a> {
    pub(super) fn new(gates: &'a Gates, catalogue: &'a Catalogue) -> Self {
        let denominators = (0..catalogue.classes().len()).map(|class| catalogue.cube(class)?.terms());
        let common = denominators.flatten().try_fold(1_u128, |common, (_, denominator)| {
            let next = common / greatest_divisor(common, denominator) * denominator;
            (next <= LARGEST_COMMON).then_some(next)
        });
        Self { gates, catalogue, columns: Column::shown(gates), common: common.filter(|common| *common > 1) }
    }

    /// Sorts lines by the column that the settings name; those of equal value by their truth tables, those
    /// without a value last.
    pub(super) fn sort(&self, lines: &mut [Line]) {
        let order = |line: &Line| line.function.bits().reverse_bits();
        let falls = self.gates.descending;
        let mut keyed: Vec<(Key, Line)> =
            lines.iter().map(|line| (self.key(line, self.gates.sort), *line)).collect();
        keyed.sort_by(|(a, first), (b, second)| {
            let by_key = match (a, b) {
                (Key::Unknown, Key::Unknown) => Ordering::Equal,
                (Key::Unknown, _) => Ordering::Greater,
                (_, Key::Unknown) => Ordering::Less,
                (Key::Number(a), Key::Number(b)) if falls => b.total_cmp(a),
                (Key::Number(a), Key::Number(b)) => a.total_cmp(b),
                (Key::Text(a), Key::Text(b)) if falls => b.cmp(a),
                (Key::Text(a), Key::Text(b)) => a.cmp(b),
                (Key::Number(_), Key::Text(_)) => Ordering::Less,
                (Key::Text(_), Key::Number(_)) => Ordering::Greater,
            };
            by_key.then(order(first).cmp(&order(second)))
        });
        for (place, (_, line)) in lines.iter_mut().zip(keyed) {
            *place = line;
        }
    }

    fn key(&self, line: &Line, column: Column) -> Key {
        let catalogue = self.catalogue;
        let number = match column {
            Column::Name => return Key::Text(name(line.function)),
            Column::Table => return Key::Text(line.function.to_string()),
            Column::Size => Some(line.size as f64),
            Column::Conditions => catalogue
                .volume(line.class)
                .and_then(|volume| volume.needed_conditions)
                .map(|needed| needed as f64),
            Column::Cube => catalogue.cube(line.class).map(|fraction| fraction.to_f64()),
            Column::Gaussian => Some(catalogue.gaussian(line.class).value),
            Column::Class => self.exact(line).map(|exact| exact * line.size as f64),
            Column::Drawn => line.drawn.share().map(|share| share / line.size as f64),
            Column::Deviation => self.deviation(line),
            Column::Network => line.network.share().map(|share| share / line.size as f64),
            _ => {
                column.measure(self.gates).map(|measure| catalogue.complexity_range(line.class, measure)).map(
                    |(least, most)| {
                        if line.size == 1 { self.complexity(line, column) } else { 0.5 * (least + most) }
                    },
                )
            }
        };
        number.map_or(Key::Unknown, Key::Number)
    }

    fn complexity(&self, line: &Line, column: Column) -> f64 {
        let measure = column.measure(self.gates).unwrap_or(Measure::LempelZiv);
        self.catalogue.complexity(line.function, measure)
    }

    /// The probability of one function of the line under the prior that is drawn from.
    pub(super) fn exact(&self, line: &Line) -> Option<f64> {
        self.catalogue.exact(line.class, self.gates.distribution)
    }

    fn deviation(&self, line: &Line) -> Option<f64> {
        line.drawn.deviation(self.exact(line)? * line.size as f64)
    }

    /// The row of a line, with conditions and reasons if its key is among those `open`.
    pub(super) fn row(&self, line: &Line, member: bool, open: &[&str]) -> GateRow {
        let key = if member { format!("member {}", line.function) } else { line.function.to_string() };
        let open = open.contains(&key.as_str());
        let volumes = &self.catalogue.volumes;
        let possible = self.catalogue.volume(line.class).is_some();
        let conditions = volumes.conditions(line.function).into_iter();
        GateRow {
            id: line.function.to_string(),
            name: name(line.function),
            key,
            size: line.size,
            member,
            open,
            why: if open { volumes.contradiction(line.function) } else { None },
            possible,
            conditions: conditions
                .filter(|_| open)
                .map(|condition| GateCondition { text: condition.text, redundant: condition.redundant })
                .collect(),
            cells: self.columns.iter().map(|&column| self.cell(line, column, member)).collect(),
        }
    }

    fn cell(&self, line: &Line, column: Column, member: bool) -> GateCell {
        let tables = &self.catalogue.tables;
        let brief = |text: String| [text.clone(), String::new(), text];
        let [text, more, detail] = match column {
            Column::Name => brief(name(line.function)),
            Column::Table => brief(line.function.to_string()),
            Column::Size => brief(if member { String::new() } else { count(line.size as u64) }),
            Column::Conditions => self.conditions(line),
            Column::Cube => self.cube(line),
            Column::Gaussian => self.gaussian(line),
            Column::Class => {
                let class = self.exact(line).map(|exact| exact * line.size as f64);
                brief(class.filter(|_| !member).map_or_else(String::new, |class| decimal(class, 4)))
            }
            Column::Drawn => line.drawn.words(),
            Column::Deviation => brief(self.deviation(line).map_or_else(|| "\u{2013}".to_owned(), deviation)),
            Column::Network => line.network.words(),
            Column::Formula => {
                let formula = tables.formula(line.function, Basis::DeMorgan);
                self.measured(line, column, formula.map(|formula| formula.to_string()))
            }
            Column::FullFormula => {
                let formula = tables.formula(line.function, Basis::Full);
                self.measured(line, column, formula.map(|formula| formula.to_string()))
            }
            Column::Circuit => {
                let circuit = tables.circuit(line.function);
                self.measured(line, column, circuit.map(|circuit| circuit.to_string()))
            }
            Column::LempelZiv | Column::Chosen => self.measured(line, column, None),
        };
        GateCell { text, more, detail }
    }

    fn conditions(&self, line: &Line) -> [String; 3] {
        match self.catalogue.volume(line.class).and_then(|volume| volume.needed_conditions) {
            Some(needed) => {
                let of = line.function.len();
                [format!("{needed} needed"), format!("of {of}"), format!("{needed} needed of {of}")]
            }
            None => ["impossible", "", "impossible"].map(str::to_owned),
        }
    }

    fn cube(&self, line: &Line) -> [String; 3] {
        if self.catalogue.volume(line.class).is_none() {
            return ["0", "impossible", "0, impossible"].map(str::to_owned);
        }
        let Some(fraction) = self.catalogue.cube(line.class) else {
            return ["\u{2013}", "", "not known as a fraction, since the bias scale is none"]
                .map(str::to_owned);
        };
        let number = decimal(fraction.to_f64(), 5);
        let together = self.common.zip(fraction.terms()).filter(|(common, (_, own))| common != own);
        match together {
            Some((common, (numerator, denominator))) => {
                let text = format!("{}/{common}", numerator * (common / denominator));
                let detail = format!("{text} = {fraction} = {number}");
                [text, number, detail]
            }
            None => [fraction.to_string(), number.clone(), format!("{fraction} = {number}")],
        }
    }

    fn gaussian(&self, line: &Line) -> [String; 3] {
        let Some(volume) = self.catalogue.volume(line.class) else {
            return ["0", "impossible", "0, impossible"].map(str::to_owned);
        };
        let value = decimal(volume.gaussian.value, 10);
        let error = format!("error at most {}", at_most(volume.gaussian.error));
        let form = volume.closed_form.as_ref().map(|form| format!(" = {form}")).unwrap_or_default();
        let detail = format!("{value}{form}, {error}");
        [value, error, detail]
    }

    /// A measure: of one function with the object that attains it, of a class as a range.
    fn measured(&self, line: &Line, column: Column, witness: Option<String>) -> [String; 3] {
        let Some(measure) = column.measure(self.gates) else { return Default::default() };
        let unit = measure.unit();
        if line.size > 1 {
            let (least, most) = self.catalogue.complexity_range(line.class, measure);
            let text =
                if least == most { number(least) } else { format!("{} to {}", number(least), number(most)) };
            let detail = format!("{text} {unit}");
            return [text, unit.to_owned(), detail];
        }
        let value = number(self.complexity(line, column));
        let unit = if value == "1" { unit.strip_suffix('s').unwrap_or(unit) } else { unit };
        let Some(witness) = witness.map(|witness| self.letters(witness)) else {
            return [value.clone(), unit.to_owned(), format!("{value} {unit}")];
        };
        let detail = format!("{value} {unit}: {witness}");
        let short = witness.chars().count() <= LONGEST_WITNESS;
        [value, if short { witness } else { unit.to_owned() }, detail]
    }

    /// Two inputs are called a and b, as in the gates' names.
    fn letters(&self, text: String) -> String {
        if self.gates.perceptron.inputs() == 2 { text.replace("x1", "a").replace("x2", "b") } else { text }
    }
}

/// The name of a gate, or the truth table in short.
pub(super) fn name(function: Function) -> String {
    gate_name(function).map_or_else(|| function.to_compact_string(), str::to_owned)
}

fn deviation(z: f64) -> String {
    let text = fixed(z, 2);
    if z.is_finite() && text != "0.00" && z > 0.0 { format!("+{text}") } else { text }
}

/// A value of a measure: whole, or to three decimals.
fn number(value: f64) -> String {
    rounded(value, 3)
}

fn greatest_divisor(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// The cube's probability as it stands in a file: the fraction, empty if it is not known.
pub(super) fn fraction_text(fraction: Option<&Rational>) -> String {
    fraction.map_or_else(String::new, Rational::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        assert_eq!((number(3.0), number(2.5), number(0.811_278)), ("3".into(), "2.5".into(), "0.811".into()));
        assert_eq!(deviation(-0.004), "0.00");
        assert_eq!((deviation(-1.234), deviation(2.0)), ("\u{2212}1.23".into(), "+2.00".into()));
    }
}
