//! Which experiment a link is about.

use std::fmt;

use super::hide::HIDE;
use super::link::pairs;
use super::migration::Pairs;
use super::rows::THEME;
use super::setting::Effect;
use super::{Group, Setting, compare};
#[cfg(feature = "atlas")]
use super::{gates, landscape, map};
use crate::method::sgd::DescentError;
use crate::method::{Method, Sampler};

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

    /// Its settings, in groups; none where the build is without the experiment.
    pub fn table(self) -> Vec<Group> {
        match self {
            Self::Compare => compare::Table::new().groups,
            #[cfg(feature = "atlas")]
            Self::Landscape => landscape::LandscapeTable::new().groups,
            #[cfg(feature = "atlas")]
            Self::Gates => gates::settings_table(),
            #[cfg(feature = "atlas")]
            Self::Map => map::MapTable::new().groups,
            #[cfg(not(feature = "atlas"))]
            _ => Vec::new(),
        }
    }

    /// Whether a setting changes nothing of what is counted or computed: only how it is shown or carried out. What a map
    /// shows is what it computes.
    pub(super) fn leaves_counts(self, setting: &Setting) -> bool {
        match self {
            Self::Map => ["workers", THEME, HIDE].contains(&setting.key),
            _ => setting.effect == Effect::View,
        }
    }

    /// The experiment that the fragment of a link is about: that of its last known `experiment`, or the
    /// comparison.
    pub fn of_link(fragment: &str) -> Self {
        let (pairs, _) = pairs(fragment);
        Self::of_pairs(&pairs)
    }

    /// The same, of its pairs.
    pub(super) fn of_pairs(pairs: &Pairs) -> Self {
        let named = pairs.iter().filter(|(key, _)| key == "experiment");
        named.rev().find_map(|(_, text)| Self::named(text)).unwrap_or(Self::Compare)
    }
}

/// Why there is no sampler.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum SamplerError {
    /// The experiment counts no such thing.
    Track(u32),
    /// The build is without this experiment.
    Experiment(Experiment),
    /// Descent cannot run.
    Descent(DescentError),
}

impl fmt::Display for SamplerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Track(track) => write!(f, "there are two methods, 0 and 1, and no {track}"),
            Self::Experiment(experiment) => {
                write!(f, "this build is without the experiment {}", experiment.key())
            }
            Self::Descent(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for SamplerError {}

/// A sampler of one of the counts of the run that a link means, whichever experiment it is about: 0 is dice and 1
/// descent; of the gates 0 is the perceptron and 1 the network with hidden units.
///
/// # Errors
/// If the experiment has no such count.
pub fn sampler(fragment: &str, track: u32) -> Result<Box<dyn Sampler>, SamplerError> {
    let method = match track {
        0 => Method::Dice,
        1 => Method::Descent,
        _ => return Err(SamplerError::Track(track)),
    };
    match Experiment::of_link(fragment) {
        Experiment::Compare => {
            compare::Setup::read(fragment).comparison.sampler(method).map_err(SamplerError::Descent)
        }
        #[cfg(feature = "atlas")]
        Experiment::Landscape => {
            landscape::Setup::read(fragment).landscape.sampler(method).map_err(SamplerError::Descent)
        }
        #[cfg(feature = "atlas")]
        Experiment::Gates => {
            let sampled = if track == 0 { gates::Sampled::Perceptron } else { gates::Sampled::Network };
            Ok(gates::Setup::read(fragment).gates.sampler(sampled))
        }
        #[cfg(feature = "atlas")]
        Experiment::Map => {
            map::Setup::read(fragment).comparison.sampler(method).map_err(SamplerError::Descent)
        }
        #[cfg(not(feature = "atlas"))]
        elsewhere => Err(SamplerError::Experiment(elsewhere)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_without_the_word_is_a_comparison() {
        assert_eq!(Experiment::of_link(""), Experiment::Compare);
        assert_eq!(Experiment::of_link("#v=2&n=5"), Experiment::Compare);
        assert_eq!(Experiment::of_link("n=5&experiment=moon"), Experiment::Compare);
        for experiment in Experiment::ALL {
            assert_eq!(Experiment::of_link(&format!("#v=2&experiment={}&n=5", experiment.key())), experiment);
        }
    }

    #[test]
    fn the_counts_of_an_experiment_have_samplers() {
        for (link, counts) in
            [("", 2), ("experiment=landscape", 1), ("experiment=gates", 2), ("experiment=map", 2)]
        {
            for track in 0..3 {
                assert_eq!(sampler(link, track).is_ok(), track < counts, "{link} {track}");
            }
        }
        assert_eq!(sampler("", 7).err(), Some(SamplerError::Track(7)));
    }
}
