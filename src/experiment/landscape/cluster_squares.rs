//! How often functions were found again within a cluster.

use crate::sample::Clusters;
use crate::task::Function;
use std::collections::BTreeMap;

/// The sums of [`Clusters`] over all chunks.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ClusterSquares {
    pub(super) size: u32,
    pub(super) functions: BTreeMap<Function, u64>,
    pub(super) ones: Vec<u64>,
    pub(super) constant: u64,
    /// Over all functions, those too that are not told apart.
    pub(super) total: u64,
}

impl ClusterSquares {
    pub(super) fn new(clusters: &Clusters) -> Self {
        Self {
            size: clusters.size,
            functions: BTreeMap::new(),
            ones: vec![0; clusters.ones.len()],
            constant: 0,
            total: 0,
        }
    }

    /// Adds a chunk's sums; of the functions those that are `known`.
    pub(super) fn merge(&mut self, clusters: &Clusters, known: impl Fn(Function) -> bool) {
        for (sum, more) in self.ones.iter_mut().zip(&clusters.ones) {
            *sum += more;
        }
        self.constant += clusters.constant;
        for &(function, sum) in &clusters.repeated {
            self.total += sum;
            if known(function) {
                *self.functions.entry(function).or_insert(0) += sum;
            }
        }
    }
}
