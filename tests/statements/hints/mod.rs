//! Every hint of every preset, held against runs of its settings. Budgets are small, but large enough that what a hint
//! claims is several standard errors away from what would check_recent_failures it.

mod compare;
mod landscape;
mod map;

use std::collections::{BTreeMap, BTreeSet};

/// The settings of a preset with other values of some keys.
pub(crate) fn with(hash: &str, changes: &str) -> String {
    let key = |pair: &str| pair.split('=').next().unwrap_or_default().to_owned();
    let changed: Vec<String> = changes.split('&').map(key).collect();
    let kept: Vec<&str> = hash.split('&').filter(|pair| !changed.contains(&key(pair))).collect();
    format!("{}&{changes}", kept.join("&"))
}

/// The hints of an experiment, by preset, and which of them were held against a run.
struct Hints {
    watch: BTreeMap<&'static str, &'static str>,
    tested: BTreeSet<&'static str>,
}

impl Hints {
    fn new(presets: impl Iterator<Item = (&'static str, &'static str)>) -> Self {
        Self { watch: presets.collect(), tested: BTreeSet::new() }
    }

    /// What follows tests this part of a hint.
    fn says(&mut self, id: &'static str, words: &str) {
        let watch = self.watch[id];
        assert!(watch.contains(words), "{id} no longer says {words}: {watch}");
        self.tested.insert(id);
    }

    fn assert_all_tested(&self) {
        let untested: Vec<_> = self.watch.keys().filter(|id| !self.tested.contains(*id)).collect();
        assert!(untested.is_empty(), "no test of the hints of {untested:?}");
    }
}
