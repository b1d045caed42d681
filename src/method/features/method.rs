//! The last layer given features among the methods of a comparison: its words and its settings.

use super::Features;
use crate::method::{
    ClusterWords, Config, Diagnostics, Method, MethodWords, Offer, Problem, Row, Sampler, Unsupported,
};
use crate::network::Distribution;
use crate::numeric::{clopper_pearson, count, with_level};
use crate::sample::{MethodId, Stop, Tries, WeightedCounts, Weights};
use crate::settings::reader::Reader;
use crate::settings::rows::{extend, restart};
use crate::settings::{Group, Kind, Setting};

/// The method.
pub(crate) struct FeaturesMethod;

/// The method, as the registry lists it.
pub(crate) static METHOD: FeaturesMethod = FeaturesMethod;

const WORDS: MethodWords = MethodWords {
    key: "features",
    title: "Last layer given features",
    in_text: "the last layer given features",
    plural: false,
    symbol: "feat",
    does: "draws hidden layers, then last layers that fit on each, weighted by how probable these are",
    family: "Random draws",
};

const CLUSTERS: ClusterWords = ClusterWords {
    weights: Weights::Likelihood,
    one: "hidden draw",
    of: "network",
    empty: "cannot fit with any last layer, or none was found",
    failed: "overflowed",
};

/// How many are drawn.
struct Draws {
    last_layers: u32,
    hidden_draws: u64,
}

impl Config for Draws {
    fn sampler(&self, problem: &Problem, stream: u64) -> Result<Box<dyn Sampler>, Unsupported> {
        if problem.prior.distribution != Distribution::Gaussian {
            return Err(Unsupported(
                "last layers that fit can only be drawn from a Gaussian prior".to_owned(),
            ));
        }
        Ok(Box::new(Features::new(problem, stream, self.last_layers)))
    }

    fn stop(&self) -> Stop {
        Stop::Tries(self.hidden_draws)
    }
}

/// What is lost by rounding, of networks whose outputs are all but equal to the threshold, is no draw at random: a larger share of it is told as a
/// warning.
const MOST_LOST: f64 = 0.01;

fn distrust(name: &str) -> String {
    format!(
        "of the last layers of {name} more than one in a hundred was lost by rounding, so its intervals are not to be trusted; wider layers or another activation may help"
    )
}

impl Method for FeaturesMethod {
    fn id(&self) -> MethodId {
        MethodId::FEATURES
    }

    fn words(&self) -> &'static MethodWords {
        &WORDS
    }

    fn tries(&self) -> Tries {
        Tries::Clusters
    }

    fn clusters(&self) -> Option<&'static ClusterWords> {
        Some(&CLUSTERS)
    }

    fn diagnose(&self, counts: &WeightedCounts, name: &str) -> Diagnostics {
        let able = clopper_pearson(counts.clusters() - counts.empty(), counts.clusters());
        let able = able.map(|share| {
            let value = with_level(share.value, share.low, share.high);
            Row { label: "Hidden draws on which a last layer fits", value }
        });
        let outside = counts.reports().first().map(|report| report.values.as_slice());
        let (lost, distrust) = match outside {
            Some(&[looked_at, outside]) if outside > 0.0 => {
                let value = format!("{} of {}", count(outside as u64), count(looked_at as u64));
                let many = outside > MOST_LOST * looked_at;
                (Some(Row { label: "Last layers lost by rounding", value }), many.then(|| distrust(name)))
            }
            _ => (None, None),
        };
        Diagnostics { rows: able.into_iter().chain(lost).collect(), distrust, ..Diagnostics::default() }
    }

    fn group(&self) -> Option<Group> {
        let last_layers = restart(
            "fitting_layers",
            "Last layers that fit",
            "How many last layers that fit are drawn on every draw of the hidden layers. A few are enough: more hidden draws tell more than more last layers.",
            "4",
            Kind::Integer { min: 1, max: 256 },
        );
        Some(Group {
            id: "features",
            label: "Last layer given features",
            settings: vec![last_layers.of_each_method()],
        })
    }

    fn budget(&self) -> Vec<Setting> {
        let draws = extend(
            "feature_draws",
            "Hidden draws, weighted",
            "How often the hidden layers are drawn for last layers that fit; rounded up to whole chunks.",
            "20000",
            Kind::Integer { min: 1, max: 100_000_000 },
        );
        vec![draws.of_each_method()]
    }

    fn offers(&self) -> Vec<Offer> {
        vec![Offer {
            label: "Last layer given features (weighted)",
            sentence: "Draws the hidden layers, weighs them by the probability that a last layer fits, and draws last layers that do: exact shares of P_B(f|S) where dice find nothing.",
            own: &[],
        }]
    }

    fn refuses(&self, problem: &Problem) -> Option<&'static str> {
        (problem.prior.distribution != Distribution::Gaussian).then_some(
            "Last layers that fit cannot be drawn: with uniform parameters the outputs have no normal law, whatever the features. Choose the Gaussian prior, or draw many last layers instead.",
        )
    }

    fn read(&self, reader: &mut Reader, _: &Problem) -> Box<dyn Config> {
        let (last_layers, hidden_draws) =
            (reader.integer("fitting_layers") as u32, reader.integer("feature_draws"));
        Box::new(Draws { last_layers, hidden_draws })
    }
}
