//! What draws in clusters are worth: shares with intervals by clusters.

use super::cluster_squares::ClusterSquares;
use super::tally::Tally;
use crate::numeric::{Estimate, Share, clopper_pearson_of, count, wilson_of};
use crate::sample::Counted;
use crate::symmetry::Class;
use crate::task::Function;
use serde::Serialize;

/// How many last layers every draw of the hidden layers has, and what the draws are worth.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct ClusterData {
    /// Networks that have their hidden layers in common.
    pub last_layers: u32,
    /// Draws of the hidden layers.
    pub clusters: u64,
    /// By how much the clusters increase the variance of shares of functions, all functions taken together.
    pub design_effect: f64,
    /// Networks divided by the design effect.
    pub worth: f64,
    /// The same in words.
    pub text: String,
}

/// By how much clusters increase the variance of a share: the variance by clusters, K / (K - 1) (sum of c^2 -
/// count^2 / K), over the binomial one, count (1 - count / draws). `squares` is the sum of c^2. Between 1 and the
/// size of a cluster; that size where nothing can be measured: if nothing was found, a cluster counts as one draw.
fn design_effect(count: f64, squares: f64, draws: f64, size: f64) -> f64 {
    let clusters = draws / size;
    let independent = count * (1.0 - count / draws);
    if clusters < 2.0 || independent <= 0.0 {
        return size;
    }
    let variance = clusters / (clusters - 1.0) * (squares - count * count / clusters);
    (variance / independent).clamp(1.0, size)
}

impl Tally {
    fn design(&self, found: u64, repeats: impl Fn(&ClusterSquares) -> u64) -> f64 {
        self.repeats.as_ref().map_or(1.0, |known| {
            let squares = (found + repeats(known)) as f64;
            design_effect(found as f64, squares, self.registry.draws() as f64, f64::from(known.size))
        })
    }

    /// How many times as many draws of one function, or class, as independent ones it takes.
    pub(super) fn design_of(&self, function: Function, found: u64) -> f64 {
        self.design(found, |known| known.functions.get(&function).copied().unwrap_or(0))
    }

    /// P of a function found so often, or of each member of a class, with Wilson's interval.
    pub(super) fn p(&self, found: &Counted) -> Share {
        let design = self.design_of(found.function, found.count);
        of_member(share_of(wilson_of, found.count, self.registry.draws(), design), found.size)
    }

    /// The same of a function found once, or of the members of a class of so many.
    pub(super) fn p_once(&self, size: u32) -> Share {
        of_member(share_of(wilson_of, 1, self.registry.draws(), self.design(1, |_| 0)), size)
    }

    /// P of a function whose class was found so often, with the interval of Clopper and Pearson: for few functions.
    pub(super) fn exact_p(&self, class: Class, found: u64) -> Share {
        let design = self.design_of(class.representative, found);
        of_member(share_of(clopper_pearson_of, found, self.registry.draws(), design), class.size)
    }

    /// The share of networks with so many ones.
    pub(super) fn share_of_ones(&self, t: usize) -> Share {
        let found = self.ones[t];
        share_of(wilson_of, found, self.registry.draws(), self.design(found, |known| known.ones[t]))
    }

    /// The share of networks that are constant; none if nothing was drawn.
    pub(super) fn constant(&self) -> Option<Share> {
        let found = self.ones[0] + self.ones[self.ones.len() - 1];
        let design = self.design(found, |known| known.constant);
        let draws = self.registry.draws();
        (draws > 0).then(|| share_of(clopper_pearson_of, found, draws, design))
    }

    /// By how much clusters can at most increase a variance.
    pub(super) fn largest_design(&self) -> f64 {
        self.repeats.as_ref().map_or(1.0, |known| f64::from(known.size))
    }

    /// The design effect of all functions together: the sum of their variances over what it would be.
    pub(super) fn overall_design(&self) -> f64 {
        let draws = self.registry.draws() as f64;
        self.repeats.as_ref().map_or(1.0, |known| {
            let (size, squares) = (f64::from(known.size), self.registry.squares() as f64);
            let clusters = draws / size;
            let independent = draws - squares / draws;
            if clusters < 2.0 || independent <= 0.0 {
                return size;
            }
            let variance = clusters / (clusters - 1.0) * (draws + known.total as f64 - squares / clusters);
            (variance / independent).clamp(1.0, size)
        })
    }

    /// What the draws are worth, if they come in clusters.
    pub(super) fn clusters(&self) -> Option<ClusterData> {
        let known = self.repeats.as_ref()?;
        let draws = self.registry.draws();
        let design_effect = self.overall_design();
        let worth = draws as f64 / design_effect;
        let text = format!(
            "Drawn {} last layers to every hidden draw: {} networks are worth {} independent ones.",
            known.size,
            count(draws),
            count(libm::round(worth) as u64)
        );
        let clusters = draws / u64::from(known.size);
        Some(ClusterData { last_layers: known.size, clusters, design_effect, worth, text })
    }
}

/// The share of each of so many members of a class, all equally probable, whose share is known.
fn of_member(class: Share, size: u32) -> Share {
    let size = f64::from(size);
    Share { count: class.count, value: class.value / size, low: class.low / size, high: class.high / size }
}

/// A share of draws of which `design` are worth one.
pub(super) fn share_of(
    interval: fn(f64, f64) -> Option<Estimate>,
    found: u64,
    draws: u64,
    design: f64,
) -> Share {
    match interval(found as f64 / design, draws as f64 / design) {
        Some(estimate) => {
            let value = found as f64 / draws as f64;
            Share::estimated(Estimate { value, ..estimate }, found)
        }
        None => Share { count: found, value: 0.0, low: 0.0, high: 1.0 },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn design_effects_of_clusters_that_say_the_same_or_nothing() {
        // 100 clusters of 4, 25 of them all of the function: a cluster is one draw, up to K / (K - 1).
        assert_eq!(design_effect(100.0, 25.0 * 16.0, 400.0, 4.0), 4.0);
        // 100 found in 100 different clusters of 400: independent draws would have met more often.
        assert_eq!(design_effect(100.0, 100.0, 1600.0, 4.0), 1.0);
        // Never or always found.
        assert_eq!(design_effect(0.0, 0.0, 400.0, 4.0), 4.0);
        assert_eq!(design_effect(400.0, 1600.0, 400.0, 4.0), 4.0);
    }
}
