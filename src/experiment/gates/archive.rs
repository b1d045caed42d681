//! Gates as files: written for others, and read again.

use super::ledger::{DISTINCT_CAP, Ledger};
use super::record::{GateRecord, Record};
use super::settings::Setup;
use crate::export::{
    Document, FileError, Hash, Link, List, RestoreError, Settings, check, data_error, functions, numbers,
    same_fingerprint, same_settings, same_total,
};
use crate::run::Origin;
use crate::sample::Saved;
use crate::settings::Experiment;
use crate::task::Function;
use serde::Deserialize;

/// Of more rows, only those functions are told in detail that a perceptron computes: the table's own file has all.
const ALL_UP_TO: usize = 8;

/// So many lines of the table's file are written at once.
const LINES: usize = 256;

impl Ledger {
    /// The run as JSON, piece by piece. Computes the exact values first, where that is still to be done.
    pub fn write_json(&mut self, put: &mut dyn FnMut(&str)) {
        while self.make() {}
        let Some(catalogue) = self.catalogue() else { return };
        let rows = self.gates().perceptron.rows();
        let detailed = |function: &Function| {
            rows <= ALL_UP_TO || catalogue.volume(catalogue.class_of(*function)).is_some()
        };
        let mut document = Document::begin(&Record::new(self, catalogue), put);
        let all = (0..self.csv_lines()).map(|order| self.function(order)).filter(detailed);
        document.list(
            "functions",
            all.map(|function| {
                GateRecord::of(function, catalogue, [0, 1].map(|place| self.count(place, &[function])))
            }),
        );
        for (place, name) in ["census_perceptron", "census_network"].into_iter().enumerate() {
            let counts = self.census(place).iter();
            document.list(name, counts.map(|(function, count)| (function.to_compact_string(), count)));
        }
        document.end();
    }

    /// Settings and totals as CSV.
    pub fn write_numbers(&mut self, put: &mut dyn FnMut(&str)) {
        while self.make() {}
        let Some(catalogue) = self.catalogue() else { return };
        numbers(&Record::new(self, catalogue), put);
    }

    /// All functions as CSV: volumes beside complexities and counts.
    pub fn write_functions(&mut self, put: &mut dyn FnMut(&str)) {
        while self.make() {}
        for from in (0..self.csv_lines()).step_by(LINES) {
            put(&self.csv(from, LINES));
        }
    }

    /// The run that a file of [`Ledger::write_json`] holds; its exact values are still to be computed.
    ///
    /// # Errors
    /// If the file is no such run. Nothing in it is believed that can be checked without repeating the run: settings,
    /// every total, every count, and the fingerprint.
    pub fn read_json(bytes: &[u8]) -> Result<Self, FileError> {
        let bytes = check(bytes, Experiment::Gates)?;
        let file: File<'_> = serde_json::from_slice(bytes).map_err(data_error)?;
        let setup = Setup::read(&file.link.0);
        RestoreError::notices(&setup.notices)?;
        same_settings(&file.link.0, &setup.values, &file.settings)?;
        let rows = setup.gates.perceptron.rows();
        let saved = [
            file.perceptron.saved(functions(&file.census_perceptron.0, rows)?),
            file.network.saved(functions(&file.census_network.0, rows)?),
        ];
        let ledger = Self::restore(&Origin::of_file(file.stream_version, &file.link.0), &saved)?;
        let totals =
            [("functions of the perceptron", file.perceptron), ("functions of the network", file.network)];
        for (place, (what, total)) in totals.into_iter().enumerate() {
            same_total(what, total.distinct, ledger.census(place).distinct() as u64)?;
        }
        same_fingerprint(&file.fingerprint.0, ledger.fingerprint())?;
        Ok(ledger)
    }
}

/// What is read of a file; the rest follows from it.
#[derive(Deserialize)]
struct File<'a> {
    stream_version: Option<u32>,
    link: Link,
    settings: Settings,
    fingerprint: Hash,
    perceptron: Totals,
    network: Totals,
    #[serde(borrow)]
    census_perceptron: List<(&'a str, u64), DISTINCT_CAP>,
    census_network: List<(&'a str, u64), DISTINCT_CAP>,
}

#[derive(Clone, Copy, Deserialize)]
struct Totals {
    drawn: u64,
    distinct: u64,
}

impl Totals {
    fn saved(self, counts: Vec<(Function, u64)>) -> Saved {
        Saved { tried: self.drawn, counts, ..Saved::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn text(write: impl FnOnce(&mut dyn FnMut(&str))) -> String {
        let mut text = String::new();
        write(&mut |piece| text.push_str(piece));
        text
    }

    fn run(link: &str) -> Ledger {
        let mut ledger = Ledger::new(link);
        ledger.run();
        ledger
    }

    #[test]
    fn what_is_written_is_read() {
        for link in ["draws=5000", "n=3&draws=5000&prior=gaussian&sort=cube", "n=4&draws=5000&bias=no"] {
            let mut ledger = run(link);
            let json = text(|put| ledger.write_json(put));
            let mut read = Ledger::read_json(json.as_bytes()).unwrap();
            assert_eq!(read.fingerprint(), ledger.fingerprint());
            assert_eq!(text(|put| read.write_json(put)), json);
            assert_eq!(read.table(9, &[]), ledger.table(9, &[]));
            let value: Value = serde_json::from_str(&json).unwrap();
            let sum = |name: &str| -> u64 {
                let list = value[name].as_array().unwrap();
                list.iter().map(|entry| entry[1].as_u64().unwrap()).sum()
            };
            assert_eq!(Some(sum("census_perceptron")), value["perceptron"]["drawn"].as_u64());
            let functions = value["functions"].as_array().unwrap();
            let gaussian: f64 = functions.iter().map(|found| found["gaussian"].as_f64().unwrap()).sum();
            assert!((gaussian - 1.0).abs() < 1e-6, "{link}: {gaussian}");
        }
    }

    #[test]
    fn tables_hold_every_function_and_every_total() {
        let mut ledger = run("n=3&draws=5000");
        assert_eq!(text(|put| ledger.write_functions(put)).lines().count(), 257);
        let numbers = text(|put| ledger.write_numbers(put));
        assert!(numbers.lines().any(|line| line.starts_with("threshold_functions,104,")), "{numbers}");
    }

    #[test]
    fn a_wrong_file_is_named() {
        let good: Value = serde_json::from_str(&text(|put| run("draws=1000").write_json(put))).unwrap();
        let with = |path: &str, value: Value| {
            let mut changed = good.clone();
            *changed.pointer_mut(path).expect(path) = value;
            Ledger::read_json(changed.to_string().as_bytes()).err().map_or(String::new(), |e| e.to_string())
        };
        for (found, expected) in [
            (with("/experiment", json!("landscape")), "not of \u{201c}gates\u{201d}"),
            (with("/link", json!("v=2&experiment=gates&n=7")), "not one of 2, 3, 4"),
            (with("/settings/bias", json!("no")), "disagree about bias"),
            (with("/perceptron/drawn", json!(3)), "of the perceptron are wrong"),
            (with("/network/distinct", json!(3)), "says that there are 3 functions of the network"),
            (with("/census_network/0/0", json!("01")), "2 labels"),
            (with("/fingerprint", json!("x")), "its fingerprint is x"),
        ] {
            assert!(
                found.starts_with("The file is not used: ") && found.contains(expected),
                "{expected}: {found}"
            );
        }
    }
}
