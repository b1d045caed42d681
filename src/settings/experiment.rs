//! Which experiment a link is about.

use super::fragment::Pairs;

/// The experiments, each with its own table of settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Experiment {
    /// P_SGD(f|S) against P_B(f|S).
    Compare,
    /// The prior P(f).
    Landscape,
    /// The exact volumes of the smallest gates.
    Gates,
    /// The map of parameter space.
    Map,
}

impl Experiment {
    /// All experiments.
    pub const ALL: [Self; 4] = [Self::Compare, Self::Landscape, Self::Gates, Self::Map];

    /// The word that stands for it in a link.
    pub fn key(self) -> &'static str {
        match self {
            Self::Compare => "compare",
            Self::Landscape => "landscape",
            Self::Gates => "gates",
            Self::Map => "map",
        }
    }

    /// The experiment of a word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|experiment| experiment.key() == key)
    }

    /// The experiment of a word as somebody may have typed it.
    pub(super) fn named(text: &str) -> Option<Self> {
        Self::from_key(&text.to_ascii_lowercase())
    }

    /// The experiment of the pairs of a link: that of its last known `experiment`, or the comparison.
    pub(super) fn of_pairs(pairs: &Pairs) -> Self {
        let named = pairs.iter().filter(|(key, _)| key == "experiment");
        named.rev().find_map(|(_, text)| Self::named(text)).unwrap_or(Self::Compare)
    }
}
