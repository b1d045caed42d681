//! Many last layers on every draw of the layers before: rejection sampling whose draws come in clusters.
//!
//! The output is linear in the last layer, so another one costs little. Networks with their hidden layers in common are not independent: a
//! cluster is one draw of these, its weight the share of its last layers that fit, whose mean is P(S).

use super::rejection::fitting_clusters;
use super::{
    ClusterWords, Config, Diagnostics, Method, MethodWords, Offer, Problem, Row, Sampler, Unsupported,
};
use crate::numeric::{clopper_pearson, with_level};
use crate::sample::{MethodId, Stop, Tries, WeightedCounts, Weights};
use crate::settings::reader::Reader;
use crate::settings::rows::{extend, restart};
use crate::settings::{Group, Kind, Setting};

/// The method.
pub(crate) struct LastLayers;

/// The method, as the registry lists it.
pub(crate) static METHOD: LastLayers = LastLayers;

const WORDS: MethodWords = MethodWords {
    key: "last-layers",
    title: "Last layers",
    in_text: "last layers",
    plural: true,
    symbol: "LL",
    does: "draw hidden layers, then many last layers on each",
    family: "Random draws",
};

const CLUSTERS: ClusterWords = ClusterWords {
    weights: Weights::Likelihood,
    one: "hidden draw",
    of: "network",
    empty: "fit with none of their last layers",
    failed: "failed",
};

/// How many are drawn.
struct Draws {
    last_layers: u32,
    hidden_draws: u64,
}

impl Config for Draws {
    fn sampler(&self, problem: &Problem, stream: u64) -> Result<Box<dyn Sampler>, Unsupported> {
        Ok(fitting_clusters(problem, (MethodId::LAST_LAYERS, stream), self.last_layers))
    }

    fn stop(&self) -> Stop {
        Stop::Tries(self.hidden_draws)
    }
}

impl Method for LastLayers {
    fn id(&self) -> MethodId {
        MethodId::LAST_LAYERS
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

    fn diagnose(&self, counts: &WeightedCounts, _: &str) -> Diagnostics {
        let able = clopper_pearson(counts.clusters() - counts.empty(), counts.clusters());
        let row = able.map(|share| {
            let value = with_level(share.value, share.low, share.high);
            Row { label: "Hidden draws on which a last layer fits", value }
        });
        Diagnostics { rows: row.into_iter().collect(), ..Diagnostics::default() }
    }

    fn group(&self) -> Option<Group> {
        let last_layers = restart(
            "last_layers",
            "Last layers",
            "How many last layers are drawn on every draw of the hidden layers.",
            "64",
            Kind::Integer { min: 2, max: 4096 },
        );
        Some(Group { id: "last-layers", label: "Last layers", settings: vec![last_layers.of_each_method()] })
    }

    fn budget(&self) -> Vec<Setting> {
        let draws = extend(
            "hidden_draws",
            "Hidden draws",
            "How often the hidden layers are drawn; rounded up to whole chunks.",
            "100000",
            Kind::Integer { min: 1, max: 100_000_000 },
        );
        vec![draws.of_each_method()]
    }

    fn offers(&self) -> Vec<Offer> {
        vec![Offer {
            label: "Many last layers (clusters)",
            sentence: "Draws the hidden layers, then many last layers on each, and keeps what fits: exact shares of P_B(f|S), in clusters.",
            own: &[],
        }]
    }

    fn refuses(&self, problem: &Problem) -> Option<&'static str> {
        problem.architecture.hidden.is_empty().then_some(
            "Last layers cannot be drawn: without a hidden layer there is nothing to draw them on. Add a hidden layer, or use dice.",
        )
    }

    fn read(&self, reader: &mut Reader, _: &Problem) -> Box<dyn Config> {
        let (last_layers, hidden_draws) =
            (reader.integer("last_layers") as u32, reader.integer("hidden_draws"));
        Box::new(Draws { last_layers, hidden_draws })
    }
}
