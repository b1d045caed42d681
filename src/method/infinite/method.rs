//! The posterior of infinitely wide networks among the methods of a comparison: its words and its settings.

use super::WideNetworks;
use super::kernel::limit;
use crate::method::{
    ClusterWords, Config, Diagnostics, Method, MethodWords, Offer, Problem, Row, Sampler, Unsupported,
};
use crate::numeric::{exponential, percent};
use crate::sample::{MethodId, Stop, Tries, WeightedCounts, Weights};
use crate::settings::reader::Reader;
use crate::settings::rows::extend;
use crate::settings::{Group, Kind, Setting};

/// The method.
pub(crate) struct InfiniteMethod;

/// The method, as the registry lists it.
pub(crate) static METHOD: InfiniteMethod = InfiniteMethod;

const WORDS: MethodWords = MethodWords {
    key: "infinite",
    title: "Infinite width",
    in_text: "infinite width",
    plural: false,
    symbol: "\u{221e}",
    does: "draws outputs of infinitely wide networks that fit, by their normal law",
    family: "Limits of infinite width",
};

const CLUSTERS: ClusterWords = ClusterWords {
    weights: Weights::Likelihood,
    one: "weighted draw",
    of: "function",
    empty: "were left nothing that fits",
    failed: "failed",
};

/// How many are drawn.
struct Draws(u64);

impl Config for Draws {
    fn sampler(&self, problem: &Problem, stream: u64) -> Result<Box<dyn Sampler>, Unsupported> {
        match WideNetworks::new(problem, stream) {
            Ok(sampler) => Ok(Box::new(sampler)),
            Err(why) => Err(Unsupported(why.to_string().trim_end_matches('.').to_owned())),
        }
    }

    fn stop(&self) -> Stop {
        Stop::Tries(self.0)
    }
}

impl Method for InfiniteMethod {
    fn id(&self) -> MethodId {
        MethodId::INFINITE
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
        let number =
            |index: usize| counts.reports().get(index).and_then(|report| report.values.first().copied());
        let mut rows = Vec::new();
        if let Some(ln_bound) = number(0) {
            rows.push(Row { label: "Upper bound of P(S)", value: exponential(ln_bound, 3) });
        }
        let estimate = counts.marginal_likelihood().filter(|estimate| estimate.value.is_finite());
        if let (Some(ln_propagated), Some(estimate)) = (number(1), estimate) {
            let ratio = libm::expm1(ln_propagated - estimate.value);
            let side = if ratio < 0.0 { "below" } else { "above" };
            rows.push(Row {
                label: "P(S) by expectation propagation, an approximation",
                value: format!(
                    "{}, {} {side} the estimate",
                    exponential(ln_propagated, 3),
                    percent(ratio.abs(), 2)
                ),
            });
        }
        Diagnostics { rows, ..Diagnostics::default() }
    }

    fn group(&self) -> Option<Group> {
        None
    }

    fn budget(&self) -> Vec<Setting> {
        let draws = extend(
            "wide_draws",
            "Wide networks",
            "How many functions of infinitely wide networks are drawn; rounded up to whole chunks.",
            "20000",
            Kind::Integer { min: 1, max: 100_000_000 },
        );
        vec![draws.of_each_method()]
    }

    fn offers(&self) -> Vec<Offer> {
        vec![Offer {
            label: "Infinite width (Gaussian process)",
            sentence: "Draws functions of infinitely wide networks that fit, by the normal law of their outputs: P_B(f|S) and P(S) however small it is, whatever the widths.",
            own: &[],
        }]
    }

    fn refuses(&self, problem: &Problem) -> Option<&'static str> {
        limit(problem).err().map(|why| why.words())
    }

    fn read(&self, reader: &mut Reader, _: &Problem) -> Box<dyn Config> {
        Box::new(Draws(reader.integer("wide_draws")))
    }
}
