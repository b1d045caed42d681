//! Why a run is not taken up again.

use crate::run::ResumeError;
use crate::sample::{CensusError, SparseCountsError, WeightedCountsError};
use crate::settings::Notice;
use crate::task::Function;
use std::fmt;

/// Why numbers are not those of a run. The counts that are wrong are named as people call them: dice, descent.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RestoreError {
    /// The settings are none, or no longer: what would be told a visitor about the link.
    Link(String),
    /// These counts are no census.
    Census(String, CensusError),
    /// These sums are no sample of clusters.
    Clusters(String, WeightedCountsError),
    /// These counts of very many functions contradict each other.
    SparseCounts(SparseCountsError),
    /// What is counted beside the functions contradicts their counts.
    RunComparison(&'static str),
    /// A function that does not fit the training set.
    Unfit(String, Function),
    /// These counts are not those of a run with these settings.
    Resume(String, ResumeError),
    /// Packed words that nobody packed.
    Damaged,
}

impl RestoreError {
    /// Refuses settings that are not allowed as they stand.
    pub(crate) fn notices(notices: &[Notice]) -> Result<(), Self> {
        notices.first().map_or(Ok(()), |notice| Err(Self::Link(notice.text.clone())))
    }
}

impl fmt::Display for RestoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Link(notice) => write!(f, "its settings are not allowed as they stand. {notice}"),
            Self::Census(what, error) => write!(f, "its counts of {what} are wrong: {error}."),
            Self::Clusters(what, error) => write!(f, "its counts of {what} are wrong: {error}."),
            Self::SparseCounts(error) => write!(f, "its counts are wrong: {error}."),
            Self::RunComparison(what) => write!(f, "its counts are wrong: {what}."),
            Self::Unfit(what, function) => {
                write!(f, "its counts of {what} are wrong: {function} does not fit the training set.")
            }
            Self::Resume(what, error) => write!(f, "its counts of {what} are wrong: {error}."),
            Self::Damaged => f.write_str("its counts arrived damaged."),
        }
    }
}

impl std::error::Error for RestoreError {}
