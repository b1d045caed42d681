//! A landscape as files.

use super::analysis::ranking;
use super::ledger::Ledger;
use super::record::{FunctionRecord, Record};
use crate::complexity::Measure;
use crate::experiment::archive::{Csv, Document, numbers};

/// So many of the most frequent functions are told with intervals and complexities, unless more are asked for.
pub const LISTED: usize = 20_000;

/// So many are told with their counts. Beyond there is little but functions found twice, and files that no other
/// program would open.
const COUNTED: usize = 1 << 18;

impl Ledger {
    /// The run as JSON, piece by piece: settings, totals and figures, then the `most` most frequent functions of
    /// those found at least twice in detail, and up to 2^18 of them with their counts.
    pub fn write_json(&mut self, most: usize, put: &mut dyn FnMut(&str)) {
        let record = Record::new(self);
        let n = self.landscape().n();
        let (cache, tally) = self.cache_and_tally();
        let (ranking, tables) = (ranking(tally), cache.tables(n));
        let mut document = Document::begin(&record, put);
        let listed = ranking.functions().iter().take(most);
        document.list("functions", listed.map(|found| FunctionRecord::of(found, tally, tables)));
        let counted = ranking.functions().iter().take(COUNTED);
        document.list("census", counted.map(|found| (found.function.to_compact_string(), found.count)));
        document.end();
    }

    /// Settings, totals, fits, correlations and figures as CSV.
    pub fn write_numbers(&mut self, put: &mut dyn FnMut(&str)) {
        numbers(&Record::new(self), put);
    }

    /// The `most` most frequent functions of those found at least twice as CSV, with P and all that is known of
    /// their complexity.
    pub fn write_functions(&mut self, most: usize, put: &mut dyn FnMut(&str)) {
        let n = self.landscape().n();
        let (cache, tally) = self.cache_and_tally();
        let (ranking, tables) = (ranking(tally), cache.tables(n));
        let measures: Vec<Measure> =
            Measure::ALL.into_iter().filter(|measure| measure.applies_to(n)).collect();
        let mut csv = Csv::new(put);
        let columns = ["rank", "function", "count", "p", "p_low", "p_high"];
        csv.line(
            &columns.into_iter().chain(measures.iter().map(|measure| measure.key())).collect::<Vec<_>>(),
        );
        for (place, found) in ranking.functions().iter().take(most).enumerate() {
            let FunctionRecord { function, count, p, low, high, complexity } =
                FunctionRecord::of(found, tally, tables);
            let mut fields =
                vec![(place + 1).to_string(), function, count.to_string(), p.to_string(), low.to_string()];
            fields.push(high.to_string());
            fields.extend(measures.iter().map(|measure| {
                complexity.get(measure.key()).map_or_else(String::new, |value| value.to_string())
            }));
            csv.line(&fields);
        }
        csv.end();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn text(write: impl FnOnce(&mut dyn FnMut(&str))) -> String {
        let mut text = String::new();
        write(&mut |piece| text.push_str(piece));
        text
    }

    #[test]
    fn files_hold_what_was_counted() {
        let mut ledger = Ledger::new("n=4&hidden=8&draws=30000&seed=3&view=ones");
        ledger.run();
        let json = text(|put| ledger.write_json(50, put));
        let run: Value = serde_json::from_str(&json).unwrap();
        assert_eq!((&run["experiment"], &run["format_version"]), (&"landscape".into(), &1.into()));
        assert_eq!(run["fingerprint"], ledger.fingerprint());
        assert_eq!(Ledger::new(run["link"].as_str().unwrap()).setup(), ledger.setup());
        let (functions, census) = (run["functions"].as_array().unwrap(), run["census"].as_array().unwrap());
        assert_eq!(functions.len(), 50);
        let counted: u64 = census.iter().map(|entry| entry[1].as_u64().unwrap()).sum();
        assert_eq!(run["drawn"].as_u64().unwrap(), counted + run["once"].as_u64().unwrap());
        assert_eq!(functions[0]["count"], census[0][1]);
        assert_eq!(functions[0]["complexity"].as_object().unwrap().len(), Measure::ALL.len());
        assert!(functions[7]["low"].as_f64() < functions[7]["p"].as_f64());

        let csv = text(|put| ledger.write_functions(50, put));
        let lines: Vec<Vec<&str>> = csv.lines().map(|line| line.split(',').collect()).collect();
        assert_eq!(lines.len(), 51);
        assert!(lines.iter().all(|line| line.len() == 6 + Measure::ALL.len()));
        assert_eq!((lines[1][1], lines[1][0]), (functions[0]["function"].as_str().unwrap(), "1"));
        let numbers = text(|put| ledger.write_numbers(put));
        assert!(numbers.lines().any(|line| line.starts_with("rank.powerLaw.exponent,-")), "{numbers}");
    }

    #[test]
    fn nothing_counted_makes_files_too() {
        let mut ledger = Ledger::new("n=3");
        let run: Value = serde_json::from_str(&text(|put| ledger.write_json(9, put))).unwrap();
        assert_eq!((run["drawn"].as_u64(), run["functions"].as_array().map(Vec::len)), (Some(0), Some(0)));
        assert_eq!(text(|put| ledger.write_functions(9, put)).lines().count(), 1);
    }
}
