//! Links of the map: those that say `experiment=map`.

use super::table::table;
use crate::settings::{Experiment, Notice, Values};

/// Reads the settings of the map from a fragment, whatever experiment it names.
pub(super) fn read(fragment: &str) -> (Values, Vec<Notice>) {
    Values::read(&table(), fragment)
}

/// The fragment that reads back as these values.
pub(super) fn fragment(values: &Values) -> String {
    values.fragment(Experiment::Map, &table())
}
