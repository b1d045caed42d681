//! Which experiment a link is about.

use super::link::pairs;
use super::{compare, landscape, map};
use crate::sampler::descent::DescentError;
use crate::sampler::{Method, Sampler};

/// The experiments, each with its own table of settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Experiment {
    /// P_SGD(f|S) against P_B(f|S).
    Compare,
    /// The prior P(f).
    Landscape,
    /// The map of parameter space.
    Map,
}

impl Experiment {
    /// All experiments.
    pub const ALL: [Self; 3] = [Self::Compare, Self::Landscape, Self::Map];

    /// The word that stands for it in a link.
    pub fn key(self) -> &'static str {
        match self {
            Self::Compare => "compare",
            Self::Landscape => "landscape",
            Self::Map => "map",
        }
    }

    /// The experiment of a word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|experiment| experiment.key() == key)
    }

    /// The experiment that the fragment of a link is about: that of its last known `experiment`, or the
    /// comparison.
    pub fn of_link(fragment: &str) -> Self {
        pairs(fragment)
            .filter(|(key, _)| key == "experiment")
            .filter_map(|(_, text)| Self::from_key(&text))
            .last()
            .unwrap_or(Self::Compare)
    }
}

/// A sampler of `method` for the run that a link means, whichever experiment it is about.
///
/// # Errors
/// If the experiment has no such method.
pub fn sampler(fragment: &str, method: Method) -> Result<Box<dyn Sampler>, DescentError> {
    match Experiment::of_link(fragment) {
        Experiment::Compare => compare::Setup::read(fragment).comparison.sampler(method),
        Experiment::Landscape => landscape::Setup::read(fragment).landscape.sampler(method),
        Experiment::Map => map::Setup::read(fragment).comparison.sampler(method),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_without_the_word_is_a_comparison() {
        assert_eq!(Experiment::of_link(""), Experiment::Compare);
        assert_eq!(Experiment::of_link("#v=1&n=5"), Experiment::Compare);
        assert_eq!(Experiment::of_link("n=5&experiment=moon"), Experiment::Compare);
        for experiment in Experiment::ALL {
            assert_eq!(Experiment::of_link(&format!("#v=1&experiment={}&n=5", experiment.key())), experiment);
        }
    }
}
