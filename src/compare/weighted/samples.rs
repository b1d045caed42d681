//! What is known of two samples of clusters, side by side.

use super::super::paired::PairedCounts;
use super::trust::Trust;
use crate::numeric::{PartSums, WholeSums};
use crate::task::Function;

/// Into how many groups the clusters of a sample are dealt, one after the other.
///
/// What has no formula of its own from sums of squares (sets of functions, ranks, what clusters have in common) has its error from
/// the spread between these *random groups* (K. Wolter, *Introduction to Variance Estimation*, 2nd ed. 2007, chapter 2), which are
/// independent of each other, with one degree of freedom less than there are groups.
pub const GROUPS: usize = 8;

/// Sums over the clusters of one sample for one function, in units of the sample's own.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CellSums {
    /// Of u_c(f), over the clusters of each group.
    pub groups: [f64; GROUPS],
    /// Of u_c(f)^2. Where functions are lumped: the sum of theirs.
    pub squares: f64,
    /// Of u_c(f) u_c.
    pub products: f64,
    /// How many clusters gave something to it. Where functions are lumped: the sum of theirs.
    pub found: u64,
}

impl CellSums {
    /// The sum of u_c(f) over all clusters.
    pub fn sum(&self) -> f64 {
        self.groups.iter().sum()
    }

    /// What a share needs.
    pub fn part(&self) -> PartSums {
        PartSums { sum: self.sum(), squares: self.squares, products: self.products }
    }

    /// Adds what another function has.
    pub fn add(&mut self, other: &Self) {
        self.groups.iter_mut().zip(other.groups).for_each(|(sum, more)| *sum += more);
        self.squares += other.squares;
        self.products += other.products;
        self.found += other.found;
    }

    /// Multiplies every u_c by `factor`.
    pub fn scale(&mut self, factor: f64) {
        self.groups.iter_mut().for_each(|sum| *sum *= factor);
        self.squares *= factor * factor;
        self.products *= factor * factor;
    }
}

/// Sums over all clusters of one sample, in the same units.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SampleSums {
    /// Of u_c, over the clusters of each group.
    pub groups: [f64; GROUPS],
    /// Of u_c^2.
    pub squares: f64,
    /// Of u_c(f)^2 over all functions.
    pub cells: f64,
}

impl SampleSums {
    /// What shares need.
    pub fn whole(&self) -> WholeSums {
        WholeSums { sum: self.groups.iter().sum(), squares: self.squares, cells: self.cells }
    }
}

/// What both samples have of one function.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PairedCell {
    /// The function.
    pub function: Function,
    /// The second's sums.
    pub second: CellSums,
    /// The first's.
    pub first: CellSums,
}

/// Two samples of clusters side by side; each has its own units, as only shares are compared.
///
/// As in [`PairedCounts`], what is known of every function listed is complete: one of which a sample may have more among what it counted
/// together is not listed, and is in both `beyond`.
#[derive(Clone, Debug, PartialEq)]
pub struct PairedClusters {
    /// The functions found by either method, ascending, each once.
    pub functions: Vec<PairedCell>,
    /// What the second method gave to functions that are not listed.
    pub second_beyond: CellSums,
    /// What the first did.
    pub first_beyond: CellSums,
    /// All of the second.
    pub second: SampleSums,
    /// All of the first.
    pub first: SampleSums,
    /// Whether intervals of the second may be trusted.
    pub second_trust: Trust,
    /// Whether those of the first may.
    pub first_trust: Trust,
}

/// Two samples, of whatever kind, side by side.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    clippy::large_enum_variant,
    reason = "there is one of them at a time, and it is matched where it is made"
)]
pub enum PairedSamples {
    /// Both are counts of independent draws.
    Counts(PairedCounts),
    /// One at least has weights, or several draws in a cluster.
    Clusters(PairedClusters),
}
