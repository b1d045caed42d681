//! Samples of clusters with weights: methods whose draws are weighted, or depend on each other.
//!
//! A method yields clusters that are independent of each other, each giving u_c(f) >= 0 to functions: a draw or a run 1 to its function; a
//! chain the share of its states; a draw of hidden layers, or a run by splitting, its estimate of P(S) times the share of its last layers or particles.
//! Then P(f|S) is estimated by sum u_c(f) / sum u_c and, where the weights are likelihoods, P(S) by the mean of u_c.

mod chunk;
mod estimates;
mod paired;
mod report;
mod saved;
mod scale;
mod tail;

pub use chunk::{ChunkClusters, ChunkClustersError, Cluster};
pub use estimates::LnEstimate;
pub use paired::{Sample, paired_samples};
pub use report::{MOST_REPORTED, Merge, Report};
pub use saved::{SavedCell, SavedWeightedCounts, WeightedCountsError};
pub use scale::MOST_LN_WEIGHT;
pub use tail::MOST_TAIL;

use super::census::Table;
use crate::compare::{CellSums, GROUPS, SampleSums, whole_engine};
use crate::task::Function;
use scale::{common, shifted, split};
use tail::Tail;

/// What the weights of a method mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weights {
    /// u_c has the expectation P(S): rejection, weights P(S|features), splitting with levels fixed beforehand. Clusters that give nothing count.
    Likelihood,
    /// Only their ratios mean something: chains, training runs.
    Relative,
}

/// The sums over all clusters of a run so far, in bounded memory. The same chunks in the same order give the same sums, bit for bit.
///
/// All are kept in units of a power of two that follows the largest weight, so that weights of exp(-100,000) are added like any others.
///
/// ```
/// use dice_and_descent::Function;
/// use dice_and_descent::compare::Trust;
/// use dice_and_descent::sample::{ChunkClusters, WeightedCounts, Weights};
///
/// let (or, and): (Function, Function) = ("0111".parse()?, "0001".parse()?);
/// // Of 100 last layers on each draw of hidden layers: ln of what P(S|features) was estimated to be, and which share of those that fit gives what.
/// let mut chunk = ChunkClusters::new(7, 0, 4);
/// chunk.push(100, -3.0, [(or, 0.75), (and, 0.25)]);
/// chunk.push(100, -4.5, [(or, 1.0)]);
/// chunk.push(100, f64::NEG_INFINITY, []);
/// let mut counts = WeightedCounts::new(7, Weights::Likelihood, 1 << 18);
/// counts.merge(&chunk);
/// let share = counts.share(or).unwrap();
/// assert!((share.value - (0.75 + (-1.5_f64).exp()) / (1.0 + (-1.5_f64).exp())).abs() < 1e-12);
/// // Two clusters, of which one has four fifths of the weight: nothing to be trusted.
/// assert!(share.low < 0.1 && matches!(counts.trust(), Trust::Dominated { .. }));
/// # Ok::<(), dice_and_descent::FunctionError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct WeightedCounts {
    method: u32,
    weights: Weights,
    /// 0 until the first chunk tells.
    inputs: usize,
    /// The functions told apart; their places are those of `cells`.
    functions: Table,
    cells: Vec<CellSums>,
    beyond: CellSums,
    /// Clusters that gave something, nothing, or failed.
    clusters: u64,
    empty: u64,
    failed: u64,
    draws: u64,
    /// The power of two of all sums; None before there is weight.
    exponent: Option<i64>,
    all: SampleSums,
    tail: Tail,
    /// Whether every cluster so far was one draw of weight 1.
    plain: bool,
    /// What the method told beside its functions.
    reports: Vec<Report>,
}

impl WeightedCounts {
    /// An empty sample of the method with this number that tells at most `cap` functions apart. Once so many have been
    /// found, what further ones are given is added up together: memory stays bounded at any length of run, about 120 bytes a function.
    ///
    /// # Panics
    /// If `cap` is not below 2^31.
    pub fn new(method: u32, weights: Weights, cap: usize) -> Self {
        Self {
            method,
            weights,
            inputs: 0,
            functions: Table::new(cap),
            cells: Vec::new(),
            beyond: CellSums::default(),
            clusters: 0,
            empty: 0,
            failed: 0,
            draws: 0,
            exponent: None,
            all: SampleSums::default(),
            tail: Tail::default(),
            plain: true,
            reports: Vec::new(),
        }
    }

    /// Adds the clusters of one chunk. Sums of floating-point numbers, and which functions lie beyond the cap, depend on the order of
    /// the chunks: merge them in order.
    pub fn merge(&mut self, chunk: &ChunkClusters) {
        whole_engine();
        self.inputs = chunk.inputs();
        self.draws += chunk.draws();
        self.empty += chunk.empty();
        self.failed += chunk.failed();
        for (place, report) in chunk.reports().iter().enumerate() {
            match self.reports.get_mut(place) {
                Some(own) if own.merge == report.merge => own.merge(report),
                Some(_) => {}
                None => self.reports.push(report.clone()),
            }
        }
        let mut given = Vec::new();
        for Cluster { ln_weight, shares } in chunk.clusters() {
            let (mantissa, exponent) = split(ln_weight);
            let unit = common(self.exponent, exponent);
            self.rescale(unit);
            let weight = shifted(mantissa, exponent - unit);
            given.clear();
            given.extend(shares.iter().map(|&(function, share)| (function, weight * share)));
            self.add(&given);
        }
    }

    /// Brings all sums to units of 2^`exponent`.
    fn rescale(&mut self, exponent: i64) {
        let before = self.exponent.replace(exponent).unwrap_or(exponent);
        if before != exponent {
            let factor = shifted(1.0, before - exponent);
            self.cells.iter_mut().chain([&mut self.beyond]).for_each(|cell| cell.scale(factor));
            self.all.groups.iter_mut().for_each(|sum| *sum *= factor);
            self.all.squares *= factor * factor;
            self.all.cells *= factor * factor;
            self.tail.scale(factor);
        }
    }

    /// Adds one cluster, by what it gives to its functions.
    fn add(&mut self, given: &[(Function, f64)]) {
        let all: f64 = given.iter().map(|&(_, u)| u).sum();
        let group = (self.clusters % GROUPS as u64) as usize;
        self.plain &= given.len() == 1 && all == 1.0 && self.exponent == Some(0);
        self.clusters += 1;
        self.all.groups[group] += all;
        self.all.squares += all * all;
        self.tail.add(all);
        for &(function, u) in given {
            self.all.cells += u * u;
            let bits = function.bits();
            let cell = match self.functions.add(bits, 1).then(|| self.functions.place(bits)).flatten() {
                Some(place) => {
                    self.cells.resize(self.functions.len(), CellSums::default());
                    &mut self.cells[place]
                }
                None => &mut self.beyond,
            };
            cell.groups[group] += u;
            cell.squares += u * u;
            cell.products += u * all;
            cell.found += 1;
        }
    }

    /// The number of the method.
    pub fn method(&self) -> u32 {
        self.method
    }

    /// What its weights mean.
    pub fn weights(&self) -> Weights {
        self.weights
    }

    /// C: clusters that are estimates, those included that gave nothing to any function.
    pub fn clusters(&self) -> u64 {
        self.clusters + self.empty
    }

    /// Of these, those that gave nothing.
    pub fn empty(&self) -> u64 {
        self.empty
    }

    /// Clusters that failed, of which nothing is counted.
    pub fn failed(&self) -> u64 {
        self.failed
    }

    /// Networks looked at, in clusters of every kind.
    pub fn draws(&self) -> u64 {
        self.draws
    }

    /// The number of functions told apart.
    pub fn distinct(&self) -> usize {
        self.cells.len()
    }

    /// Whether every cluster that gave something was one draw of weight 1, so that the sample is counts of independent draws.
    pub fn is_plain(&self) -> bool {
        self.plain
    }

    /// What the method told beside its functions, of all chunks together.
    pub fn reports(&self) -> &[Report] {
        &self.reports
    }

    /// The functions told apart with their sums, in the order in which they were first found, in units of this sample.
    pub fn iter(&self) -> impl Iterator<Item = (Function, &CellSums)> + '_ {
        let functions = self.functions.iter().map(|(bits, _)| Function::new(bits, self.inputs));
        functions.zip(&self.cells)
    }

    /// The sums of one function; None if it is not told apart.
    pub fn cell(&self, function: Function) -> Option<&CellSums> {
        (function.len() == self.inputs)
            .then(|| self.functions.place(function.bits()))
            .flatten()
            .map(|at| &self.cells[at])
    }

    /// Sums over all clusters, in the same units.
    pub fn all(&self) -> SampleSums {
        self.all
    }

    /// What functions that are not told apart were given together.
    pub fn beyond(&self) -> &CellSums {
        &self.beyond
    }

    /// A short hash (64-bit FNV-1a) of everything counted, to compare two runs by eye.
    pub fn fingerprint(&self, start: u64) -> u64 {
        whole_engine();
        let of_cell = |cell: &CellSums| {
            let sums = cell.groups.into_iter().chain([cell.squares, cell.products]);
            sums.map(f64::to_bits).chain([cell.found]).collect::<Vec<u64>>()
        };
        let totals = [
            u64::from(self.method),
            self.weights as u64,
            self.clusters,
            self.empty,
            self.failed,
            self.draws,
            self.exponent.unwrap_or(i64::MIN) as u64,
            self.all.squares.to_bits(),
            self.all.cells.to_bits(),
        ];
        let groups = self.all.groups.into_iter().chain(self.tail.iter()).map(f64::to_bits);
        let cells = self.functions.iter().zip(&self.cells).flat_map(|((bits, _), cell)| {
            [bits as u64, (bits >> 64) as u64, self.inputs as u64].into_iter().chain(of_cell(cell))
        });
        totals
            .into_iter()
            .chain(groups)
            .chain(of_cell(&self.beyond))
            .chain(cells)
            .chain(self.reports.iter().flat_map(|report| report.values.iter().map(|value| value.to_bits())))
            .flat_map(u64::to_le_bytes)
            .fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
    }
}

#[cfg(test)]
pub(super) mod examples {
    use super::*;

    pub(in crate::sample) fn function(bits: u128) -> Function {
        Function::new(bits, 16)
    }

    /// Chunks of clusters of one to three functions, with log-weights about `middle` that spread by `spread`.
    pub(in crate::sample) fn chunks(middle: f64, spread: f64) -> Vec<ChunkClusters> {
        let mut stream = crate::compare::RandomStream::new(40);
        (0..30)
            .map(|number| {
                let mut chunk = ChunkClusters::new(5, number, 16);
                for _ in 0..20 {
                    let ln_weight = middle + spread * (stream.uniform() - 0.5);
                    let functions = 1 + (3.0 * stream.uniform()) as usize;
                    let cells: Vec<(Function, f64)> = (0..functions)
                        .map(|_| (function((40.0 * stream.uniform()) as u128), 0.1 + stream.uniform()))
                        .collect();
                    chunk.push(10, ln_weight, cells);
                }
                chunk.push(10, 0.0, []);
                chunk
            })
            .collect()
    }

    pub(in crate::sample) fn merged(chunks: &[ChunkClusters], cap: usize) -> WeightedCounts {
        let mut counts = WeightedCounts::new(5, Weights::Likelihood, cap);
        chunks.iter().for_each(|chunk| counts.merge(chunk));
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::examples::{chunks, function, merged};
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn sums_are_those_of_the_definition() {
        let chunks = chunks(-3.0, 4.0);
        let counts = merged(&chunks, 1_000);
        let mut cells: BTreeMap<Function, [f64; 3]> = BTreeMap::new();
        let mut all = [0.0; 3];
        for Cluster { ln_weight, shares } in chunks.iter().flat_map(ChunkClusters::clusters) {
            let given = |share: f64| libm::exp(ln_weight) * share;
            let sum: f64 = shares.iter().map(|&(_, share)| given(share)).sum();
            all[0] += sum;
            all[1] += sum * sum;
            for &(function, share) in shares {
                let u = given(share);
                all[2] += u * u;
                let cell = cells.entry(function).or_default();
                [cell[0], cell[1], cell[2]] = [cell[0] + u, cell[1] + u * u, cell[2] + u * sum];
            }
        }
        let near = |one: f64, other: f64| assert!((one / other - 1.0).abs() < 1e-12, "{one} {other}");
        assert_eq!((counts.clusters(), counts.empty(), counts.draws()), (630, 30, 6_300));
        assert_eq!(counts.distinct(), cells.len());
        for (function, sums) in counts.iter() {
            let exact = cells[&function];
            near(sums.sum(), exact[0]);
            near(sums.squares, exact[1]);
            near(sums.products, exact[2]);
        }
        let whole = counts.all().whole();
        near(whole.sum, all[0]);
        near(whole.squares, all[1]);
        near(whole.cells, all[2]);
        // Groups are dealt evenly.
        assert!(counts.all().groups.iter().all(|group| *group > 0.06 * whole.sum));
    }

    #[test]
    fn weights_far_below_and_above_numbers_are_added_like_others() {
        let near_one = merged(&chunks(0.0, 30.0), 1_000);
        for middle in [-1e5, -2e5, 800.0, 1e5] {
            let far = merged(&chunks(middle, 30.0), 1_000);
            for (function, sums) in near_one.iter() {
                let share = |counts: &WeightedCounts, sums: &CellSums| sums.sum() / counts.all().whole().sum;
                let (one, other) = (share(&near_one, sums), share(&far, far.cell(function).unwrap()));
                // A log-weight of 1e5 is itself known to 1.5e-11.
                assert!((one / other - 1.0).abs() < 1e-10, "{middle}: {one} {other}");
            }
        }
        // A weight that dwarfs all before it, and one that is dwarfed.
        let mut counts = WeightedCounts::new(0, Weights::Likelihood, 10);
        for ln_weight in [-1e5, -9e4, -3.0, -9e4] {
            let mut chunk = ChunkClusters::new(0, 0, 16);
            chunk.push(1, ln_weight, [(function(ln_weight.abs() as u128 % 7), 1.0)]);
            counts.merge(&chunk);
        }
        let largest = counts.cell(function(3)).unwrap().sum() / counts.all().whole().sum;
        assert_eq!(largest, 1.0);
        assert_eq!(counts.distinct(), 3);
    }

    #[test]
    fn memory_stays_bounded_and_what_lies_beyond_is_added_up() {
        let (whole, bounded) = (merged(&chunks(-3.0, 4.0), 1_000), merged(&chunks(-3.0, 4.0), 10));
        assert_eq!((whole.distinct(), bounded.distinct()), (40, 10));
        assert_eq!(whole.all(), bounded.all());
        assert!(bounded.iter().all(|(function, sums)| whole.cell(function) == Some(sums)));
        let told_apart: f64 = bounded.iter().map(|(_, sums)| sums.sum()).sum();
        let all = bounded.all().whole().sum;
        assert!((told_apart + bounded.beyond().sum() - all).abs() < 1e-12 * all);
        assert_ne!(whole.fingerprint(1), bounded.fingerprint(1));
    }

    #[test]
    fn one_draw_a_cluster_of_weight_1_is_counts() {
        let mut counts = WeightedCounts::new(0, Weights::Relative, 10);
        let mut chunk = ChunkClusters::new(0, 0, 16);
        (0..100_u128).for_each(|draw| chunk.push(1, 0.0, [(function(draw % 3), 1.0)]));
        counts.merge(&chunk);
        assert!(counts.is_plain());
        let sums = counts.cell(function(0)).unwrap();
        assert_eq!((sums.sum(), sums.squares, sums.products), (34.0, 34.0, 34.0));
        let before = counts.fingerprint(0);
        let mut other = ChunkClusters::new(0, 1, 16);
        other.push(1, -0.1, [(function(0), 1.0)]);
        counts.merge(&other);
        assert!(!counts.is_plain());
        assert_ne!(before, counts.fingerprint(0));
    }
}
