//! A run of the comparison as files: written for others, and read again.

use super::cluster_file::{CellEntry, Sums, entries};
use super::found::Found;
use super::ledger::Ledger;
use super::progress::DISTINCT_CAP;
use super::record::{FunctionCounts, Record};
use super::settings::Setup;
use crate::experiment::Interval;
use crate::export::{
    Csv, Document, FileError, Hash, Link, List, RestoreError, Settings, check, data_error, function,
    function_cell, functions, numbers, same_fingerprint, same_settings, same_total,
};
use crate::run::Origin;
use crate::sample::{Sample, Saved, SavedSample, Tries};
use crate::settings::Experiment;
use crate::task::Function;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use std::fmt;

/// As many of the most frequent functions are told with their intervals, unless more are asked for; the counts of
/// all stand in the file.
pub const LISTED: usize = 10_000;

impl Ledger {
    /// The run as JSON, piece by piece, with the `most` most frequent functions in detail.
    pub fn write_json(&self, most: usize, put: &mut dyn FnMut(&str)) {
        let found = Found::new(self);
        let mut document = Document::begin(&Record::of(self, &found), put);
        document.list(
            "functions",
            (0..found.distinct().min(most)).map(|index| FunctionCounts::of(&found, index)),
        );
        for (member, sample) in self.methods() {
            let name = census_of(&member.tag);
            match sample {
                Sample::Counts(census) => {
                    let counts = census.iter().map(|(function, count)| (function.to_compact_string(), count));
                    document.list(&name, counts);
                }
                Sample::Clusters(counts) => {
                    document.entry(&sums_of(&member.tag), &Sums::of(&counts.save()));
                    document.list(&name, entries(counts));
                }
            }
        }
        document.end();
    }

    /// Settings, totals and contrast as CSV.
    pub fn write_numbers(&self, put: &mut dyn FnMut(&str)) {
        numbers(&Record::new(self), put);
    }

    /// All functions told apart as CSV, the most frequent first.
    pub fn write_functions(&self, put: &mut dyn FnMut(&str)) {
        let found = Found::new(self);
        let mut csv = Csv::new(put);
        let mut head: Vec<String> =
            ["function", "is_target", "test_errors", "k_lz"].map(str::to_owned).into();
        for (member, _) in &found.methods {
            let tag = &member.tag;
            head.extend([tag.clone(), format!("p_{tag}"), format!("p_{tag}_low"), format!("p_{tag}_high")]);
        }
        csv.line(&head);
        for index in 0..found.distinct() {
            let counts = FunctionCounts::of(&found, index);
            let function = found.ranked(index);
            let is_target = function == found.task.target;
            let mut fields = vec![
                function_cell(function),
                u8::from(is_target).to_string(),
                counts.test_errors.to_string(),
                counts.k_lz.to_string(),
            ];
            for ((_, count), (_, p)) in counts.counts.0.iter().zip(&counts.p.0) {
                fields.push(count.to_string());
                let number =
                    |part: fn(&Interval) -> f64| p.as_ref().map_or_else(String::new, |p| part(p).to_string());
                fields.extend([number(|p| p.value), number(|p| p.low), number(|p| p.high)]);
            }
            csv.line(&fields);
        }
        csv.end();
    }

    /// The run that a file of [`Ledger::write_json`] holds.
    ///
    /// # Errors
    /// If the file is no such run. Nothing in it is believed that can be checked without repeating the run: settings,
    /// every total, every count, and the fingerprint.
    pub fn read_json(bytes: &[u8]) -> Result<Self, FileError> {
        let bytes = check(bytes, Experiment::Compare)?;
        let file: File = serde_json::from_slice(bytes).map_err(data_error)?;
        let setup = Setup::read(&file.link.0);
        let inputs = setup.comparison.problem.task.inputs.count();
        RestoreError::notices(&setup.notices)?;
        same_settings(&file.link.0, &setup.values, &file.settings)?;
        let members: Vec<(String, Tries)> =
            setup.comparison.methods.iter().map(|member| (member.tag.clone(), member.tries)).collect();
        let mut reader = serde_json::Deserializer::from_slice(bytes);
        let counted = Counted(&members).deserialize(&mut reader).map_err(data_error)?;
        let (mut saved, mut kept) = (Vec::new(), Vec::new());
        for part in counted {
            kept.push(part.totals.kept());
            saved.push(part.saved(inputs)?);
        }
        let ledger = Self::restore(&Origin::of_file(file.stream_version, &file.link.0), &saved)?;
        for ((what, kept), (_, sample)) in kept.into_iter().zip(ledger.methods()) {
            same_total(what, kept, sample.kept())?;
        }
        same_fingerprint(&file.fingerprint.0, ledger.fingerprint())?;
        Ok(ledger)
    }
}

/// The name of the list of a method's counts.
fn census_of(tag: &str) -> String {
    format!("census_{tag}")
}

/// The name of a method's sums over clusters.
fn sums_of(tag: &str) -> String {
    format!("sums_{tag}")
}

/// As many functions as are told apart, with their counts or their sums.
enum Counts<'a> {
    Draws(List<(&'a str, u64), DISTINCT_CAP>),
    Clusters(List<CellEntry<&'a str>, DISTINCT_CAP>),
}

/// What a file holds of one method.
struct Part<'a> {
    totals: Totals,
    counts: Counts<'a>,
    sums: Option<Sums>,
}

/// What is read of a file before its methods are known; the rest follows from it and from their counts.
#[derive(Deserialize)]
struct File {
    stream_version: Option<u32>,
    link: Link,
    settings: Settings,
    fingerprint: Hash,
}

/// Reads the totals and the counts of the methods with these tags.
struct Counted<'m>(&'m [(String, Tries)]);

impl<'de> DeserializeSeed<'de> for Counted<'_> {
    type Value = Vec<Part<'de>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Counted<'_> {
    type Value = Vec<Part<'de>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the totals and the counts of every method")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut totals: Vec<Option<Totals>> = self.0.iter().map(|_| None).collect();
        let mut counts: Vec<Option<Counts<'de>>> = self.0.iter().map(|_| None).collect();
        let mut sums: Vec<Option<Sums>> = self.0.iter().map(|_| None).collect();
        while let Some(key) = entries.next_key::<&str>()? {
            let place = |name: &str| self.0.iter().position(|(tag, _)| tag == name);
            if let Some(place) = place(key) {
                totals[place] = Some(match self.0[place].1 {
                    Tries::Draws => Totals::Draws(entries.next_value()?),
                    Tries::Runs => Totals::Runs(entries.next_value()?),
                    Tries::Clusters => Totals::Clusters(entries.next_value()?),
                });
            } else if let Some(place) = key.strip_prefix("census_").and_then(place) {
                counts[place] = Some(match self.0[place].1 {
                    Tries::Clusters => Counts::Clusters(entries.next_value()?),
                    _ => Counts::Draws(entries.next_value()?),
                });
            } else if let Some(place) = key.strip_prefix("sums_").and_then(place) {
                sums[place] = Some(entries.next_value()?);
            } else {
                entries.next_value::<IgnoredAny>()?;
            }
        }
        let missing = |name: &str| A::Error::custom(format_args!("missing field `{name}`"));
        totals
            .into_iter()
            .zip(counts)
            .zip(sums)
            .zip(self.0)
            .map(|(((totals, counts), sums), (tag, _))| {
                Ok(Part {
                    totals: totals.ok_or_else(|| missing(tag))?,
                    counts: counts.ok_or_else(|| missing(&census_of(tag)))?,
                    sums,
                })
            })
            .collect()
    }
}

/// The totals of one method, as they stand in a file.
enum Totals {
    Draws(Draws),
    Runs(Runs),
    Clusters(ClusterTotals),
}

#[derive(Deserialize)]
struct ClusterTotals {
    clusters: u64,
    gave: u64,
    empty: u64,
    failed: u64,
    networks: u64,
    beyond: u64,
}

#[derive(Deserialize)]
struct Draws {
    drawn: u64,
    kept: u64,
    thrown_away: u64,
    beyond: u64,
}

#[derive(Deserialize)]
struct Runs {
    runs: u64,
    fitted: u64,
    unfit: u64,
    lost: u64,
    diverged: u64,
    beyond: u64,
    epochs: u64,
    fitted_at_start: u64,
}

impl Totals {
    /// What was kept, and what that is called.
    fn kept(&self) -> (&'static str, u64) {
        match self {
            Self::Draws(draws) => ("kept draws", draws.kept),
            Self::Runs(runs) => ("runs that fitted", runs.fitted),
            Self::Clusters(totals) => ("clusters that gave something", totals.gave),
        }
    }
}

impl Part<'_> {
    fn saved(self, inputs: usize) -> Result<SavedSample, FileError> {
        let wrong = || FileError::Numbers("the sums over clusters are not complete.".to_owned());
        match (self.totals, self.counts) {
            (Totals::Draws(Draws { drawn, thrown_away, beyond, .. }), Counts::Draws(counts)) => {
                let counts = functions(&counts.0, inputs)?;
                Ok(Saved { tried: drawn, unfit: thrown_away, beyond, counts, ..Saved::default() }.into())
            }
            (
                Totals::Runs(Runs { runs, unfit, lost, diverged, beyond, epochs, fitted_at_start, .. }),
                Counts::Draws(counts),
            ) => {
                let counts = functions(&counts.0, inputs)?;
                let saved =
                    Saved { tried: runs, unfit, lost, diverged, epochs, fitted_at_start, beyond, counts };
                Ok(saved.into())
            }
            (Totals::Clusters(totals), Counts::Clusters(List(entries))) => {
                let ClusterTotals { clusters, gave, empty, failed, networks, beyond } = totals;
                let accounted = [gave, empty, failed].iter().map(|&part| u128::from(part)).sum::<u128>();
                if accounted != u128::from(clusters) {
                    return Err(FileError::Numbers(
                        "its clusters are not those that gave something, nothing, or failed.".to_owned(),
                    ));
                }
                let read = |entry: &CellEntry<&str>| function(entry.0, inputs);
                let functions = entries.iter().map(read).collect::<Result<Vec<Function>, FileError>>()?;
                let saved = self
                    .sums
                    .and_then(|sums| {
                        sums.saved([gave, empty, failed, networks, beyond], &functions, &entries)
                    })
                    .ok_or_else(wrong)?;
                Ok(saved.into())
            }
            _ => Err(wrong()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    const LINK: &str = "v=2&n=3&target=and&train=11010010&hidden=5&runs=400&kept=300&max_epochs=3";

    fn run(link: &str) -> Ledger {
        let mut ledger = Ledger::new(link);
        ledger.run();
        ledger
    }

    fn written(write: impl Fn(&mut dyn FnMut(&str))) -> String {
        let mut text = String::new();
        write(&mut |piece| text.push_str(piece));
        text
    }

    fn json_of(ledger: &Ledger) -> String {
        written(|put| ledger.write_json(LISTED, put))
    }

    #[test]
    fn what_is_written_is_read() {
        let ledger = run(LINK);
        let text = json_of(&ledger);
        assert!(text.starts_with("{\n  \"format\": \"dice-and-descent run\",\n  \"format_version\": 1,"));
        let read = Ledger::read_json(text.as_bytes()).unwrap();
        assert_eq!(read.fingerprint(), ledger.fingerprint());
        assert_eq!(json_of(&read), text);
        assert!(read.has_ended());
    }

    #[test]
    fn a_wrong_file_is_named() {
        let text = json_of(&run(LINK));
        let good: Value = serde_json::from_str(&text).unwrap();
        let error =
            |bytes: &[u8]| Ledger::read_json(bytes).err().map(|error| error.to_string()).unwrap_or_default();
        let with = |path: &str, value: Value| {
            let mut changed = good.clone();
            *changed.pointer_mut(path).expect(path) = value;
            error(changed.to_string().as_bytes())
        };
        let runs = good["descent"]["runs"].as_u64().unwrap();
        for (found, expected) in
            [
                (error(b""), "empty"),
                (error(b"  \n"), "empty"),
                (error(b"runs,kept\n1,2\n"), "line 1 at character 1"),
                (error(&text.as_bytes()[..text.len() / 2]), "ends too early"),
                (error(b"{}"), "not a run that"),
                (error(b"[1, 2]"), "not a run that"),
                (error(b"NaN"), "not JSON"),
                (error(&[0xff; 20]), "not JSON"),
                (with("/format", json!("other")), "not a run that"),
                (with("/format_version", json!(2)), "form 2, and this page knows form 1"),
                (with("/experiment", json!("gates")), "experiment \u{201c}gates\u{201d}"),
                (with("/link", json!("v=2&n=9")), "outside 1 to 7"),
                (with("/link", json!("v=2&n=4")), "disagree about"),
                (with("/settings/lr", json!("0.2")), "disagree about lr"),
                (with("/dice/drawn", json!(-5)), "integer `-5`"),
                (with("/dice/drawn", json!(1.5)), "floating point `1.5`"),
                (with("/dice/drawn", json!(null)), "null"),
                (with("/dice/kept", json!(1)), "1 kept draws, but its counts give"),
                (with("/descent/runs", json!(runs + 1)), "add up to"),
                (with("/descent/fitted", json!(7)), "7 runs that fitted, but its counts give"),
                (with("/census_dice/0/0", json!("01")), "2 labels"),
                (with("/census_dice/0/0", json!("00000000")), "does not fit the training set"),
                (with("/census_dice/0/1", json!(0)), "count of 0"),
                (with("/census_dice/0", json!(["x"])), "entry is not"),
                (with("/fingerprint", json!("0000000000000000")), "its fingerprint is 0000000000000000"),
                (text.replacen("\"drawn\": ", "\"drawn\": NaN", 1), "x"),
            ]
            .into_iter()
            .map(|(found, expected)| {
                if expected == "x" { (error(found.as_bytes()), "not JSON") } else { (found, expected) }
            })
        {
            assert!(
                found.starts_with("The file is not used: ") && found.contains(expected),
                "{expected}: {found}"
            );
        }
    }

    #[test]
    fn a_file_cut_anywhere_ends_too_early() {
        let text = json_of(&run(LINK));
        for end in (1..text.trim_end().len()).filter(|&end| text.is_char_boundary(end)) {
            let error = Ledger::read_json(&text.as_bytes()[..end]).err();
            assert!(matches!(error, Some(FileError::Truncated)), "{end}: {error:?}");
        }
    }

    #[test]
    fn an_exchange_of_counts_shows_in_the_fingerprint() {
        let text = json_of(&run(LINK));
        let mut changed: Value = serde_json::from_str(&text).unwrap();
        let list = changed["census_dice"].as_array_mut().unwrap();
        list.swap(0, 1);
        let error = Ledger::read_json(changed.to_string().as_bytes()).err().unwrap();
        assert!(matches!(error, FileError::Fingerprint { .. }));
    }

    #[test]
    fn tables_hold_every_function_and_every_number() {
        let ledger = run(LINK);
        let functions = written(|put| ledger.write_functions(put));
        let found = Found::new(&ledger);
        assert_eq!(functions.lines().count(), 1 + found.distinct());
        let width = functions.lines().next().unwrap().split(',').count();
        assert!(functions.lines().all(|line| line.split(',').count() == width));
        let dice: u64 = functions
            .lines()
            .skip(1)
            .map(|line| line.split(',').nth(4).unwrap().parse::<u64>().unwrap())
            .sum();
        assert_eq!(dice, ledger.census(0).kept());
        let numbers = written(|put| ledger.write_numbers(put));
        for start in [
            "fingerprint,",
            "program,dice-and-descent ",
            "settings.seed,1",
            "descent.diverged,0",
            "contrast.total_variation,0.",
        ] {
            assert!(numbers.lines().any(|line| line.starts_with(start)), "{start}\n{numbers}");
        }
    }
}
