//! The experiments there are: their settings and what they count.

use super::compare;
#[cfg(feature = "atlas")]
use super::{gates, landscape, map};
use crate::method::{Sampler, Unsupported};
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
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum SamplerError {
    /// The experiment counts no such thing.
    Track(u32),
    /// The build is without this experiment.
    Experiment(Experiment),
    /// The method cannot run.
    Method(Unsupported),
}

impl fmt::Display for SamplerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Track(track) => write!(f, "the run counts nothing at place {track}; places begin with 0"),
            Self::Experiment(experiment) => {
                write!(f, "this build is without the experiment {}", experiment.key())
            }
            Self::Method(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for SamplerError {}

/// A sampler of one of the counts of the run that a link means, whichever experiment it is about: of a comparison the
/// methods in their order; of the gates 0 is the perceptron and 1 the network with hidden units.
///
/// # Errors
/// If the experiment has no such count.
pub fn sampler(fragment: &str, place: u32) -> Result<Box<dyn Sampler>, SamplerError> {
    let index = place as usize;
    let of_methods = |comparison: compare::Comparison| {
        let sampler = comparison.sampler(index);
        let missing = index >= comparison.methods.len();
        sampler
            .map_err(|error| if missing { SamplerError::Track(place) } else { SamplerError::Method(error) })
    };
    match Experiment::of_link(fragment) {
        Experiment::Compare => of_methods(compare::Setup::read(fragment).comparison),
        #[cfg(feature = "atlas")]
        Experiment::Landscape if index == 0 => Ok(landscape::Setup::read(fragment).landscape.sampler()),
        #[cfg(feature = "atlas")]
        Experiment::Gates if index < gates::SAMPLED.len() => {
            Ok(gates::Setup::read(fragment).gates.sampler(gates::SAMPLED[index]))
        }
        #[cfg(feature = "atlas")]
        Experiment::Map => of_methods(map::Setup::read(fragment).comparison),
        #[cfg(feature = "atlas")]
        _ => Err(SamplerError::Track(place)),
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
