//! The experiments there are: their settings and what they count.

use super::compare;
#[cfg(feature = "atlas")]
use super::{gates, landscape, map};
use crate::method::sgd::DescentError;
use crate::method::{Method, Sampler};
use crate::settings::{Experiment, Group};
use std::fmt;

impl Experiment {
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
