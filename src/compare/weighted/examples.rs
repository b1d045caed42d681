//! Samples of clusters, for the tests of this module.

use super::samples::{CellSums, GROUPS, PairedCell, PairedClusters, SampleSums};
use super::trust::Trust;
use crate::task::Function;
use std::collections::BTreeMap;

/// What one sample adds up to.
pub(super) struct Clusters {
    pub(super) cells: BTreeMap<usize, CellSums>,
    pub(super) all: SampleSums,
}

/// A cluster: its weight, and what share of it each function, by number, has.
pub(super) type Cluster = (f64, Vec<(usize, f64)>);

/// The sums of these clusters; a function is at most once in each.
pub(super) fn clusters(clusters: &[Cluster]) -> Clusters {
    let (mut cells, mut all) = (BTreeMap::<usize, CellSums>::new(), SampleSums::default());
    for (at, (weight, shares)) in clusters.iter().enumerate() {
        let sum: f64 = shares.iter().map(|(_, share)| weight * share).sum();
        all.groups[at % GROUPS] += sum;
        all.squares += sum * sum;
        for (function, share) in shares {
            let u = weight * share;
            all.cells += u * u;
            let cell = cells.entry(*function).or_default();
            cell.groups[at % GROUPS] += u;
            cell.squares += u * u;
            cell.products += u * sum;
            cell.found += 1;
        }
    }
    Clusters { cells, all }
}

/// Function number k has the bits of k, of 128 inputs.
pub(super) fn pair(second: &Clusters, first: &Clusters) -> PairedClusters {
    let mut cells: BTreeMap<usize, [CellSums; 2]> = BTreeMap::new();
    for (side, clusters) in [second, first].into_iter().enumerate() {
        for (&function, &sums) in &clusters.cells {
            cells.entry(function).or_default()[side] = sums;
        }
    }
    PairedClusters {
        functions: cells
            .into_iter()
            .map(|(function, [second, first])| PairedCell {
                function: Function::new(function as u128, 128),
                second,
                first,
            })
            .collect(),
        second_beyond: CellSums::default(),
        first_beyond: CellSums::default(),
        second: second.all,
        first: first.all,
        second_trust: Trust::Sound,
        first_trust: Trust::Sound,
    }
}
