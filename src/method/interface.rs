//! What a method is to a comparison: a way of finding functions, with its words and its settings.

use super::diagnostics::Diagnostics;
use super::{Problem, Sampler};
use crate::sample::{MethodId, Stop, Tries, WeightedCounts, Weights};
use crate::settings::reader::Reader;
use crate::settings::{Group, Setting, Values};
use std::fmt;

/// A way of finding functions that fit the training set.
pub(crate) trait Method: Sync {
    /// Its number.
    fn id(&self) -> MethodId;

    /// What it is called.
    fn words(&self) -> &'static MethodWords;

    /// What it does again and again.
    fn tries(&self) -> Tries;

    /// What its clusters are, if its sample is made of clusters with weights; then its tries are [`Tries::Clusters`], its sampler
    /// yields [`crate::sample::ChunkCounts::of_clusters`], and a chunk's length is its number of clusters.
    fn clusters(&self) -> Option<&'static ClusterWords> {
        None
    }

    /// What its reports say, beside what is said of every sample of clusters; `name` is what the method is called within a sentence.
    fn diagnose(&self, _: &WeightedCounts, _name: &str) -> Diagnostics {
        Diagnostics::default()
    }

    /// The settings that only it has, as they stand together on the page; none if it has none.
    fn group(&self) -> Option<Group>;

    /// The settings that say when it ends; on the page they stand with those of others.
    fn budget(&self) -> Vec<Setting>;

    /// Of its settings those without effect beside the others.
    fn idle(&self, _: &Values) -> Vec<&'static str> {
        Vec::new()
    }

    /// What may be added to a comparison: the method itself, or with some settings of its own.
    #[cfg(feature = "atlas")]
    fn offers(&self) -> Vec<Offer>;

    /// What it is called beside another one of its kind: by its most telling setting.
    #[cfg(feature = "atlas")]
    fn kind(&self, _: &Values) -> String {
        self.words().title.to_owned()
    }

    /// Why it cannot run with such a network, and what can be done.
    fn refuses(&self, _: &Problem) -> Option<&'static str> {
        None
    }

    /// Reads its settings; what is not allowed is replaced and noticed.
    fn read(&self, reader: &mut Reader, problem: &Problem) -> Box<dyn Config>;
}

/// What a method is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MethodWords {
    /// In a link.
    pub(crate) key: &'static str,
    /// Where it stands alone, or begins a sentence.
    pub(crate) title: &'static str,
    /// Within a sentence.
    pub(crate) in_text: &'static str,
    /// Whether that is a plural: dice find, descent finds.
    pub(crate) plural: bool,
    /// The index of P in charts.
    pub(crate) symbol: &'static str,
    /// What it does, in a few words after its name.
    pub(crate) does: &'static str,
    /// What it has in common with others, as the heading of a list.
    pub(crate) family: &'static str,
}

/// What a method's clusters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ClusterWords {
    /// What the weights mean.
    pub(crate) weights: Weights,
    /// One cluster: “hidden draw”, “chain”. Its plural has an s.
    pub(crate) one: &'static str,
    /// What is looked at in it, again and again: “network”, “state”. Its plural has an s.
    pub(crate) of: &'static str,
    /// What is said of clusters that gave nothing, after their number: “cannot fit”.
    pub(crate) empty: &'static str,
    /// What is said of clusters that failed, after their number: “did not move”.
    pub(crate) failed: &'static str,
}

/// A method that may be added to a comparison.
#[cfg(feature = "atlas")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Offer {
    /// What it is called.
    pub(crate) label: &'static str,
    /// What it does, in a sentence.
    pub(crate) sentence: &'static str,
    /// The settings that it has for itself.
    pub(crate) own: &'static [(&'static str, &'static str)],
}

/// A method with its settings.
pub(crate) trait Config: Send + Sync {
    /// A sampler whose random streams have the key `stream`.
    ///
    /// # Errors
    /// If it cannot run.
    fn sampler(&self, problem: &Problem, stream: u64) -> Result<Box<dyn Sampler>, Unsupported>;

    /// When it ends.
    fn stop(&self) -> Stop;
}

/// Why a method cannot run, in a sentence without its full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsupported(pub String);

impl fmt::Display for Unsupported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unsupported {}
