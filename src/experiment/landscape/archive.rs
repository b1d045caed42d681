//! A landscape as files.

use super::analysis::ranking;
use super::ledger::Ledger;
use super::record::{FunctionRecord, Record};
use super::restore::of_functions;
use super::saved::{SavedClusters, SavedLandscape};
use super::settings::Setup;
use super::tally::{EXAMPLES, MOST_APART, SAMPLE};
use crate::complexity::Measure;
use crate::export::{
    Csv, Document, FileError, Hash, Link, List, RestoreError, Settings, check, data_error, function,
    function_cell, functions, numbers, same_fingerprint, same_settings, same_total,
};
use crate::run::Origin;
use crate::sample::{SavedSparseCounts, SparseCountsError};
use crate::settings::Experiment;
use crate::task::Function;
use serde::{Deserialize, Serialize};

/// So many of the most frequent functions are told with intervals and complexities, unless more are asked for.
pub const LISTED: usize = 20_000;

/// So many fingerprints stand on one line.
const IN_A_LINE: usize = 32;

impl Ledger {
    /// The run as JSON, piece by piece: settings, totals and figures, then the `most` most frequent functions of
    /// those found at least twice in detail, all of these with their counts, and what else it takes to go on.
    pub fn write_json(&mut self, most: usize, put: &mut dyn FnMut(&str)) {
        let record = Record::new(self);
        let (check, saved) = (self.check(), self.tally().save());
        let by_classes = self.landscape().classes.is_some();
        let n = self.landscape().n();
        let (cache, tally) = self.cache_and_tally();
        let (ranking, tables) = (ranking(tally), cache.tables(n));
        let mut document = Document::begin(&record, put);
        let listed = ranking.functions().iter().take(most);
        document.list("functions", listed.map(|found| FunctionRecord::of(found, tally, tables)));
        let counted = ranking.functions().iter();
        document.list("census", counted.map(|found| (found.function.to_compact_string(), found.count)));
        let lines = saved.registry.once.chunks(IN_A_LINE);
        document.list("found_once", lines.map(fingerprints_text));
        document.list("sample", saved.sample.iter().map(compact));
        let repeats = saved.clusters.iter().flat_map(|clusters| &clusters.functions);
        document.list("repeats", repeats.map(compact));
        document.entry("memory", &Memory::new(saved, by_classes, check));
        document.end();
    }

    /// The run that a file of [`Ledger::write_json`] holds.
    ///
    /// # Errors
    /// If the file is no such run. Nothing in it is believed that can be checked without repeating the run: settings,
    /// every total, every count, and the fingerprint.
    pub fn read_json(bytes: &[u8]) -> Result<Self, FileError> {
        let bytes = check(bytes, Experiment::Landscape)?;
        let file: File<'_> = serde_json::from_slice(bytes).map_err(data_error)?;
        let setup = Setup::read(&file.link.0);
        RestoreError::notices(&setup.notices)?;
        same_settings(&file.link.0, &setup.values, &file.settings)?;
        let origin = Origin::of_file(file.stream_version, &file.link.0);
        let ledger = Self::restore(&origin, &file.saved(1 << setup.landscape.n())?)?;
        same_total("functions told apart", file.distinct, ledger.registry().distinct() as u64)?;
        same_total("functions found once", file.once, ledger.registry().once() as u64)?;
        same_fingerprint(&file.fingerprint.0, ledger.fingerprint())?;
        // What lies beside the counts matters only to a run that goes on, and was hashed in other ways before.
        if origin.if_elsewhere().is_none() && file.memory.check.0 != ledger.check() {
            let sentence = "what it counts beside the functions is not what the run has counted.";
            return Err(FileError::Numbers(sentence.to_owned()));
        }
        Ok(ledger)
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
        let size = tally.symmetries.map(|_| "class_size");
        let columns = ["rank", "function", "count", "p", "p_low", "p_high"].into_iter().chain(size);
        csv.line(&columns.chain(measures.iter().map(|measure| measure.key())).collect::<Vec<_>>());
        for (place, found) in ranking.functions().iter().take(most).enumerate() {
            let FunctionRecord { count, class_size, p, low, high, complexity, .. } =
                FunctionRecord::of(found, tally, tables);
            let mut fields = vec![
                ranking.first_rank(place).to_string(),
                function_cell(found.function),
                count.to_string(),
                p.to_string(),
                low.to_string(),
            ];
            fields.push(high.to_string());
            fields.extend(class_size.map(|size| size.to_string()));
            fields.extend(measures.iter().map(|measure| {
                complexity.get(measure.key()).map_or_else(String::new, |value| value.to_string())
            }));
            csv.line(&fields);
        }
        csv.end();
    }
}

fn compact(&(function, count): &(Function, u64)) -> (String, u64) {
    (function.to_compact_string(), count)
}

fn fingerprints_text(numbers: &[u64]) -> String {
    numbers.iter().map(|number| format!("{number:016x}")).collect()
}

/// What is read of a file; the rest follows from it.
#[derive(Deserialize)]
struct File<'a> {
    stream_version: Option<u32>,
    link: Link,
    settings: Settings,
    fingerprint: Hash,
    drawn: u64,
    distinct: u64,
    once: u64,
    beyond: u64,
    #[serde(borrow)]
    census: List<(&'a str, u64), MOST_APART>,
    found_once: List<&'a str, MOST_APART>,
    sample: List<(&'a str, u64), MOST_SAMPLED>,
    repeats: List<(&'a str, u64), MOST_APART>,
    memory: SavedMemory<'a>,
}

/// What else a run needs to go on.
#[derive(Serialize)]
struct Memory {
    /// How many functions are told apart at most.
    told_apart_at_most: usize,
    /// How many draws had been made when there was no more room.
    complete: u64,
    /// Of the classes found once: a number of members, and how many have it; only where classes are counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    once_by_size: Option<Vec<(u32, u64)>>,
    /// Networks by their number of ones.
    ones: Vec<u64>,
    /// How often the named functions were found.
    named: Vec<u64>,
    /// Functions that were new once.
    examples: Vec<String>,
    /// Sums over clusters of draws.
    clusters: Option<ClusterSums>,
    /// A hash of all counts.
    check: String,
}

/// The same as it is read.
#[derive(Deserialize)]
struct SavedMemory<'a> {
    told_apart_at_most: usize,
    complete: u64,
    once_by_size: Option<List<(u32, u64), MOST_SIZES>>,
    ones: List<u64, ONES>,
    named: List<u64, MOST_NAMED>,
    #[serde(borrow)]
    examples: List<&'a str, MOST_EXAMPLES>,
    clusters: Option<SavedClusterSums>,
    check: Hash,
}

#[derive(Deserialize)]
struct SavedClusterSums {
    ones: List<u64, ONES>,
    constant: u64,
    total: u64,
}

/// Classes have as many members as some divisor of the number of symmetries, 1,290,240 at most.
const MOST_SIZES: usize = 200;

/// Numbers of ones, of 128 inputs at most.
const ONES: usize = Function::MAX_LEN + 1;

/// Functions with a name are fewer.
const MOST_NAMED: usize = 1 << 10;

/// As [`EXAMPLES`] allows.
const MOST_EXAMPLES: usize = EXAMPLES.0 * (EXAMPLES.1 + 1);

/// The first networks in whole chunks: the last of them may go beyond [`SAMPLE`].
const MOST_SAMPLED: usize = SAMPLE as usize + (1 << 20);

#[derive(Serialize)]
struct ClusterSums {
    ones: Vec<u64>,
    constant: u64,
    total: u64,
}

impl Memory {
    fn new(saved: SavedLandscape, by_classes: bool, check: String) -> Self {
        let SavedLandscape { registry, ones, named, examples, clusters, .. } = saved;
        let sums = |SavedClusters { ones, constant, total, .. }| ClusterSums { ones, constant, total };
        Self {
            told_apart_at_most: registry.most,
            complete: registry.complete,
            once_by_size: by_classes.then_some(registry.once_by_size),
            ones,
            named,
            examples: examples.into_iter().map(Function::to_compact_string).collect(),
            clusters: clusters.map(sums),
            check,
        }
    }
}

impl File<'_> {
    fn saved(&self, inputs: usize) -> Result<SavedLandscape, FileError> {
        let SavedMemory {
            told_apart_at_most, complete, once_by_size, ones, named, examples, clusters, ..
        } = &self.memory;
        let listed: usize = self.found_once.0.iter().map(|line| line.len() / 16).sum();
        if listed > MOST_APART {
            return Err(RestoreError::SparseCounts(SparseCountsError::TooMany { most: MOST_APART }).into());
        }
        let once = self.found_once.0.iter().map(|line| fingerprints(line));
        let clusters = match clusters {
            None => None,
            Some(SavedClusterSums { ones, constant, total }) => Some(SavedClusters {
                functions: functions(&self.repeats.0, inputs)?,
                ones: ones.0.clone(),
                constant: *constant,
                total: *total,
            }),
        };
        let examples = examples.0.iter().map(|text| function(text, inputs));
        let once = once.collect::<Result<Vec<_>, _>>()?.concat();
        let sizes = once_by_size.as_ref().map(|sizes| sizes.0.clone());
        Ok(SavedLandscape {
            drawn: self.drawn,
            registry: SavedSparseCounts {
                most: *told_apart_at_most,
                repeated: functions(&self.census.0, inputs)?,
                once_by_size: sizes.unwrap_or_else(|| of_functions(once.len())),
                once,
                beyond: self.beyond,
                complete: *complete,
            },
            ones: ones.0.clone(),
            named: named.0.clone(),
            sample: functions(&self.sample.0, inputs)?,
            examples: examples.collect::<Result<_, _>>()?,
            clusters,
        })
    }
}

fn fingerprints(line: &str) -> Result<Vec<u64>, FileError> {
    let number = |digits: &[u8]| u64::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok();
    let (numbers, rest) = line.as_bytes().as_chunks::<16>();
    let hexadecimal = rest.is_empty() && line.bytes().all(|byte| byte.is_ascii_hexdigit());
    let numbers: Option<Vec<u64>> = numbers.iter().map(|digits| number(digits)).collect();
    numbers.filter(|_| hexadecimal).ok_or_else(|| {
        let start: String = line.chars().take(40).collect();
        FileError::Numbers(format!("\u{201c}{start}\u{201d} are no fingerprints of functions found once."))
    })
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
        assert_eq!((lines[1][1].strip_prefix('\''), lines[1][0]), (census[0][0].as_str(), "1"));
        let numbers = text(|put| ledger.write_numbers(put));
        assert!(numbers.lines().any(|line| line.starts_with("rank.powerLaw.exponent,-")), "{numbers}");
    }

    #[test]
    fn what_is_written_is_read() {
        for link in [
            "n=4&hidden=8&draws=30000&view=ones",
            "n=5&hidden=8&draws=30000&last_layers=4",
            "n=5&encoding=pm&hidden=8&draws=30000&last_layers=4&classes=on",
            "n=6&hidden=20&sigma_b=0&activation=tanh&draws=30000&classes=on",
            "n=3",
        ] {
            let mut ledger = Ledger::new(link);
            if link != "n=3" {
                ledger.run();
            }
            let json = text(|put| ledger.write_json(50, put));
            let mut read = Ledger::read_json(json.as_bytes()).unwrap();
            assert_eq!((read.fingerprint(), read.has_ended()), (ledger.fingerprint(), ledger.has_ended()));
            assert_eq!(read.analysis(), ledger.analysis());
            assert_eq!(text(|put| read.write_json(50, put)), json);
        }
    }

    #[test]
    fn a_wrong_file_is_named() {
        let mut ledger = Ledger::new("n=4&hidden=8&draws=30000&seed=3");
        ledger.run();
        let json = text(|put| ledger.write_json(9, put));
        let good: Value = serde_json::from_str(&json).unwrap();
        let error =
            |text: String| Ledger::read_json(text.as_bytes()).err().map_or(String::new(), |e| e.to_string());
        let with = |path: &str, value: Value| {
            let mut changed = good.clone();
            *changed.pointer_mut(path).expect(path) = value;
            error(changed.to_string())
        };
        let moved = |from: &str, to: &str| {
            let number = |path: &str| good.pointer(path).and_then(Value::as_u64).expect(path);
            let mut changed = good.clone();
            *changed.pointer_mut(from).unwrap() = (number(from) - 1).into();
            *changed.pointer_mut(to).unwrap() = (number(to) + 1).into();
            error(changed.to_string())
        };
        let counted = good["drawn"].as_u64().unwrap();
        for (found, expected) in [
            (error(json[..json.len() / 2].to_owned()), "ends too early"),
            (with("/experiment", "compare".into()), "experiment \u{201c}compare\u{201d}"),
            (with("/experiment", "moon".into()), "does not have"),
            (with("/settings/hidden", "9".into()), "disagree about hidden"),
            (with("/drawn", (counted + 1).into()), "add up to"),
            (with("/once", 0.into()), "says that there are 0 functions found once"),
            (with("/census/0/0", "01".into()), "2 labels"),
            (with("/found_once/0", "xyz".into()), "no fingerprints"),
            (with("/found_once", serde_json::json!([])), "add up to"),
            (with("/memory/told_apart_at_most", 1.into()), "more than 1 functions"),
            (with("/memory/told_apart_at_most", u64::MAX.into()), "more than 3145728 functions"),
            (with("/memory/ones/0", 0.into()), "numbers of ones"),
            (with("/memory/named/0", 0.into()), "with a name"),
            (with("/sample/0/1", 1.into()), "first networks"),
            (with("/memory/examples/0", "0x0000".into()), "not what the run has counted"),
            (moved("/memory/ones/6", "/memory/ones/7"), "not what the run has counted"),
            (moved("/census/0/1", "/census/1/1"), "its counts are wrong"),
            (moved("/drawn", "/beyond"), "room to tell them apart"),
            (with("/fingerprint", "0".into()), "its fingerprint is 0, but"),
        ] {
            assert!(
                found.starts_with("The file is not used: ") && found.contains(expected),
                "{expected}: {found}"
            );
        }
    }

    #[test]
    fn nothing_counted_makes_files_too() {
        let mut ledger = Ledger::new("n=3");
        let run: Value = serde_json::from_str(&text(|put| ledger.write_json(9, put))).unwrap();
        assert_eq!((run["drawn"].as_u64(), run["functions"].as_array().map(Vec::len)), (Some(0), Some(0)));
        assert_eq!(text(|put| ledger.write_functions(9, put)).lines().count(), 1);
    }
}
