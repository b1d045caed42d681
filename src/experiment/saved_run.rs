//! A saved run, of whichever experiment.

use super::{CountedRun, RunComparison, compare, gates, landscape, map};
use crate::export::{FileError, Mark, RestoreError, experiment_of};
use crate::settings::{Effect, Experiment, Kind, Setting, Values, settings};
use std::fmt;

/// A run out of its file or out of its ledger's worker.
pub enum SavedRun {
    /// Of the comparison.
    Compare(Box<compare::Ledger>),
    /// Of the landscape.
    Landscape(Box<landscape::Ledger>),
    /// Of the gates.
    Gates(Box<gates::Ledger>),
    /// A view of the map, which follows from its settings.
    Map(Box<map::SavedMap>),
}

/// Why two runs cannot be set side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RunComparisonError {
    /// They are of two experiments.
    Different([Experiment; 2]),
    /// They are maps.
    Maps,
}

impl fmt::Display for RunComparisonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Different(experiments) => {
                let [a, b] = experiments.map(Experiment::key);
                write!(
                    f,
                    "A is a run of the experiment \u{201c}{a}\u{201d} and B one of \u{201c}{b}\u{201d}: they count different things, so there is no distance between them."
                )
            }
            Self::Maps => f.write_str("Two maps are two pictures: there is no distance between them."),
        }
    }
}

impl std::error::Error for RunComparisonError {}

impl SavedRun {
    /// The run that a file holds.
    ///
    /// # Errors
    /// If the file is no saved run: a sentence that names what is wrong.
    pub fn read_json(bytes: &[u8]) -> Result<Self, FileError> {
        match experiment_of(bytes)? {
            Experiment::Compare => {
                compare::Ledger::read_json(bytes).map(|ledger| Self::Compare(Box::new(ledger)))
            }
            Experiment::Landscape => {
                landscape::Ledger::read_json(bytes).map(|ledger| Self::Landscape(Box::new(ledger)))
            }
            Experiment::Gates => gates::Ledger::read_json(bytes).map(|ledger| Self::Gates(Box::new(ledger))),
            Experiment::Map => map::SavedMap::read_json(bytes).map(|saved| Self::Map(Box::new(saved))),
        }
    }

    /// A run of a link with nothing counted yet; none of a map, which counts nothing.
    pub fn begin(fragment: &str) -> Option<Self> {
        match Experiment::of_link(fragment) {
            Experiment::Compare => Some(Self::Compare(Box::new(compare::Ledger::new(fragment)))),
            Experiment::Landscape => Some(Self::Landscape(Box::new(landscape::Ledger::new(fragment)))),
            Experiment::Gates => Some(Self::Gates(Box::new(gates::Ledger::new(fragment)))),
            Experiment::Map => None,
        }
    }

    /// The run that a ledger has packed.
    ///
    /// # Errors
    /// If the words are none of these.
    pub fn unpack(words: &[u32]) -> Result<Self, RestoreError> {
        match Mark::of(words).ok_or(RestoreError::Damaged)? {
            Mark::Compare => compare::Ledger::unpack(words).map(|ledger| Self::Compare(Box::new(ledger))),
            Mark::Landscape => {
                landscape::Ledger::unpack(words).map(|ledger| Self::Landscape(Box::new(ledger)))
            }
            Mark::Gates => gates::Ledger::unpack(words).map(|ledger| Self::Gates(Box::new(ledger))),
        }
    }

    /// Which experiment it is a run of.
    pub fn experiment(&self) -> Experiment {
        match self {
            Self::Compare(_) => Experiment::Compare,
            Self::Landscape(_) => Experiment::Landscape,
            Self::Gates(_) => Experiment::Gates,
            Self::Map(_) => Experiment::Map,
        }
    }

    /// The run; none of a map, which counts nothing.
    pub fn counted(&self) -> Option<&dyn CountedRun> {
        match self {
            Self::Compare(ledger) => Some(ledger.as_ref()),
            Self::Landscape(ledger) => Some(ledger.as_ref()),
            Self::Gates(ledger) => Some(ledger.as_ref()),
            Self::Map(_) => None,
        }
    }

    /// The run, to go on with; none of a map.
    pub fn counted_mut(&mut self) -> Option<&mut dyn CountedRun> {
        match self {
            Self::Compare(ledger) => Some(ledger.as_mut()),
            Self::Landscape(ledger) => Some(ledger.as_mut()),
            Self::Gates(ledger) => Some(ledger.as_mut()),
            Self::Map(_) => None,
        }
    }

    /// What has to be said of a run of other random streams than this program's; none of its own.
    pub fn note(&self) -> Option<String> {
        match self {
            Self::Map(saved) => saved.note(),
            _ => self.counted()?.note(),
        }
    }

    /// The fragment of its link.
    pub fn fragment(&self) -> String {
        match self {
            Self::Map(saved) => saved.setup().fragment(),
            _ => self.counted().map_or_else(String::new, CountedRun::fragment),
        }
    }

    /// A short hash of settings and counts.
    pub fn fingerprint(&self) -> String {
        match self {
            Self::Map(saved) => saved.fingerprint().to_owned(),
            _ => self.counted().map_or_else(String::new, CountedRun::fingerprint),
        }
    }

    /// Settings and counts in 32-bit words, for transfer between workers; none where the settings say all.
    pub fn pack(&self) -> Vec<u32> {
        self.counted().map_or_else(Vec::new, CountedRun::pack)
    }

    /// The run as JSON, piece by piece; nothing of a map, whose picture is elsewhere.
    pub fn write_json(&mut self, put: &mut dyn FnMut(&str)) {
        if let Some(run) = self.counted_mut() {
            run.write_json(None, put);
        }
    }

    /// Settings, totals and what follows from them as CSV; nothing of a map.
    pub fn write_numbers(&mut self, put: &mut dyn FnMut(&str)) {
        if let Some(run) = self.counted_mut() {
            run.write_numbers(put);
        }
    }

    /// The functions found as CSV; nothing of a map.
    pub fn write_functions(&mut self, put: &mut dyn FnMut(&str)) {
        if let Some(run) = self.counted_mut() {
            run.write_functions(None, put);
        }
    }

    /// This run as A beside another one as B.
    ///
    /// # Errors
    /// If they are runs of two experiments, or maps.
    pub fn beside(&self, other: &Self) -> Result<RunComparison, RunComparisonError> {
        match (self, other) {
            (Self::Compare(a), Self::Compare(b)) => Ok(compare::beside(a, b)),
            (Self::Landscape(a), Self::Landscape(b)) => Ok(landscape::beside(a, b)),
            (Self::Gates(a), Self::Gates(b)) => Ok(gates::beside(a, b)),
            (Self::Map(_), Self::Map(_)) => Err(RunComparisonError::Maps),
            _ => Err(RunComparisonError::Different([self.experiment(), other.experiment()])),
        }
    }
}

/// The fragment of the same run with twice the budget, as far as that is allowed.
pub fn longer(fragment: &str) -> String {
    let experiment = Experiment::of_link(fragment);
    let table = experiment.table();
    let (mut values, _) = Values::read(&table, fragment);
    let twice = |setting: &Setting, text: &str| match (&setting.kind, text.parse::<u64>()) {
        (Kind::Integer { max, .. }, Ok(number)) => number.saturating_mul(2).min(*max).to_string(),
        _ => text.to_owned(),
    };
    for setting in settings(&table).filter(|setting| setting.effect == Effect::Extend) {
        let own: Vec<(usize, String)> = (values.all_own())
            .filter(|&(_, key, _)| key == setting.key)
            .map(|(place, _, text)| (place, twice(setting, text)))
            .collect();
        own.into_iter().for_each(|(place, text)| values.set_own(place, setting.key, text));
        let text = twice(setting, values.get(setting.key));
        values.set(setting.key, text);
    }
    values.fragment(experiment, &table)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(experiment: &str) -> SavedRun {
        SavedRun::begin(&format!("v=1&experiment={experiment}&n=2&draws=1000")).unwrap()
    }

    #[test]
    fn a_file_and_packed_words_tell_of_which_experiment_they_are() {
        for experiment in [Experiment::Compare, Experiment::Landscape, Experiment::Gates] {
            let mut saved = run(experiment.key());
            let mut json = String::new();
            saved.write_json(&mut |piece| json.push_str(piece));
            let read = SavedRun::read_json(json.as_bytes()).unwrap();
            let marked = SavedRun::read_json(format!("\u{FEFF}{json}").as_bytes()).unwrap();
            let unpacked = SavedRun::unpack(&saved.pack()).unwrap();
            for again in [read, marked, unpacked] {
                assert_eq!(again.experiment(), experiment);
                assert_eq!(again.fragment(), saved.fragment());
                assert_eq!(again.fingerprint(), saved.fingerprint());
            }
        }
        assert!(matches!(SavedRun::unpack(&[7, 8, 9]), Err(RestoreError::Damaged)));
    }

    #[test]
    fn runs_of_two_experiments_have_no_distance() {
        let error = run("gates").beside(&run("landscape")).err().unwrap();
        assert!(error.to_string().contains("they count different things"));
        assert!(run("gates").beside(&run("gates")).is_ok());
    }

    #[test]
    fn a_longer_run_extends_and_stays_allowed() {
        let compare = longer(&longer("v=1&n=3&runs=100000000"));
        let values = compare::read_link(&compare).values;
        assert_eq!((values["runs"].as_str(), values["kept"].as_str()), ("100000000", "400000"));
        assert_eq!((values["draws"].as_str(), values["n"].as_str()), ("4000000000", "3"));
        assert_eq!(compare::effect_of("v=1&n=3&runs=100000000", &compare), Some(Effect::Extend));
        assert_eq!(longer("v=1&experiment=landscape&draws=5"), "v=2&experiment=landscape&draws=10");
        assert_eq!(longer("v=1&experiment=gates"), "v=2&experiment=gates&draws=4000000");
    }
}
