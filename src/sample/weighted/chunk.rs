//! What one chunk of clusters found: what travels from a worker to whoever adds up.

use super::report::{MOST_REPORTED, MOST_REPORTS, Merge, Report};
use super::scale::MOST_LN_WEIGHT;
use crate::sample::checksum;
use crate::task::Function;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::RangeInclusive;

/// What a share may be other than 0: what is further from 1 belongs in the weight.
const SHARES: RangeInclusive<f64> = 1e-30..=1e30;
const HEADER_WORDS: usize = 13;
const CLUSTER_WORDS: usize = 3;
const CELL_WORDS: usize = 6;

/// The clusters of one chunk, whole ones only. Every cluster begun is in exactly one of [`ChunkClusters::clusters`],
/// [`ChunkClusters::empty`], [`ChunkClusters::failed`].
///
/// Cluster c gives u_c(f) = exp(ln w_c) s_c(f) to function f, where w_c is its weight and s_c(f) the share of its draws, particles or
/// states that give f: methods whose clusters weigh the same have ln w_c = 0.
#[derive(Clone, Debug, PartialEq)]
pub struct ChunkClusters {
    method: u32,
    chunk: u64,
    inputs: usize,
    draws: u64,
    empty: u64,
    failed: u64,
    /// For each cluster its log-weight and how many of `cells` are its own.
    heads: Vec<(f64, u32)>,
    cells: Vec<(Function, f64)>,
    reports: Vec<Report>,
}

/// One cluster.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cluster<'a> {
    /// ln w_c, the natural logarithm of its weight.
    pub ln_weight: f64,
    /// Its functions, ascending by bits, each with its share s_c(f) > 0.
    pub shares: &'a [(Function, f64)],
}

/// Why packed clusters could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChunkClustersError;

impl fmt::Display for ChunkClustersError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the clusters of a chunk arrived damaged; the chunk must be done again")
    }
}

impl std::error::Error for ChunkClustersError {}

impl ChunkClusters {
    /// No cluster yet, of chunk `chunk` of the method with this number, whose functions have `inputs` inputs.
    ///
    /// # Panics
    /// If `inputs` is 0 or more than [`Function::MAX_LEN`].
    pub fn new(method: u32, chunk: u64, inputs: usize) -> Self {
        assert!((1..=Function::MAX_LEN).contains(&inputs), "a function has 1 to 128 labels, not {inputs}");
        Self {
            method,
            chunk,
            inputs,
            draws: 0,
            empty: 0,
            failed: 0,
            heads: Vec::new(),
            cells: Vec::new(),
            reports: Vec::new(),
        }
    }

    /// Adds a cluster in which `draws` networks were looked at, with the natural logarithm of its weight and what share each of its functions that
    /// fit has. Shares of the same function are added up, those of 0 left out; one without any share, or of weight 0
    /// (`f64::NEG_INFINITY`), is empty: it gives nothing to any function, and counts where P(S) is a mean.
    ///
    /// # Panics
    /// If a function has another number of inputs, a share is not 0 or from 1e-30 to 1e30, or the log-weight is neither
    /// within 1e9 of 0 nor negative infinity: no method may yield these.
    pub fn push(&mut self, draws: u64, ln_weight: f64, shares: impl IntoIterator<Item = (Function, f64)>) {
        let mut sums: BTreeMap<Function, f64> = BTreeMap::new();
        for (function, share) in shares {
            assert!(function.len() == self.inputs, "{function} has not {} labels", self.inputs);
            assert!(share == 0.0 || SHARES.contains(&share), "{share} is no share of a cluster");
            if share > 0.0 {
                *sums.entry(function).or_insert(0.0) += share;
            }
        }
        self.draws += draws;
        if sums.is_empty() || ln_weight == f64::NEG_INFINITY {
            self.empty += 1;
            return;
        }
        assert!(ln_weight.abs() <= MOST_LN_WEIGHT, "{ln_weight} is no log-weight of a cluster");
        self.heads.push((ln_weight, sums.len() as u32));
        self.cells.extend(sums);
    }

    /// Adds a cluster that came to nothing for a reason of its own (a chain that never moved, a number no longer finite), in which
    /// `draws` networks were looked at: it is no estimate of anything, only accounted for.
    pub fn push_failed(&mut self, draws: u64) {
        self.draws += draws;
        self.failed += 1;
    }

    /// Adds what else the method has to tell of this chunk, beside what it told before.
    ///
    /// # Panics
    /// If a number is not finite, or there are more than 4,096, or this is the 17th report.
    pub fn report(&mut self, merge: Merge, values: Vec<f64>) {
        let report = Report { merge, values };
        assert!(report.is_possible() && self.reports.len() < MOST_REPORTS, "{report:?} is no report");
        self.reports.push(report);
    }

    /// What the method told of this chunk.
    pub fn reports(&self) -> &[Report] {
        &self.reports
    }

    /// The number of the method.
    pub fn method(&self) -> u32 {
        self.method
    }

    /// Which chunk of the run.
    pub fn chunk(&self) -> u64 {
        self.chunk
    }

    /// The number of inputs of the functions.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// Networks looked at, in clusters of every kind.
    pub fn draws(&self) -> u64 {
        self.draws
    }

    /// How many clusters gave nothing to any function.
    pub fn empty(&self) -> u64 {
        self.empty
    }

    /// How many clusters failed.
    pub fn failed(&self) -> u64 {
        self.failed
    }

    /// The clusters that gave something, in the order in which they were added.
    pub fn clusters(&self) -> impl Iterator<Item = Cluster<'_>> {
        let mut rest = self.cells.as_slice();
        self.heads.iter().map(move |&(ln_weight, functions)| {
            let (shares, others) = rest.split_at(functions as usize);
            rest = others;
            Cluster { ln_weight, shares }
        })
    }

    /// Packs them into 32-bit words, for transfer between workers. Their checksum stands at the end.
    pub fn pack(&self) -> Vec<u32> {
        let mut words = Vec::with_capacity(
            HEADER_WORDS + CLUSTER_WORDS * self.heads.len() + CELL_WORDS * self.cells.len(),
        );
        let halves = |number: u64| [number as u32, (number >> 32) as u32];
        words.extend([self.method, self.inputs as u32]);
        for number in [self.chunk, self.draws, self.empty, self.failed, self.heads.len() as u64] {
            words.extend(halves(number));
        }
        words.push(self.reports.len() as u32);
        for Report { merge, values } in &self.reports {
            words.extend([*merge as u32, values.len() as u32]);
            values.iter().for_each(|value| words.extend(halves(value.to_bits())));
        }
        for &(ln_weight, functions) in &self.heads {
            words.extend(halves(ln_weight.to_bits()));
            words.push(functions);
        }
        for &(function, share) in &self.cells {
            words.extend((0..4).map(|part| (function.bits() >> (32 * part)) as u32));
            words.extend(halves(share.to_bits()));
        }
        checksum::seal(&mut words);
        words
    }

    /// Reads what [`ChunkClusters::pack`] wrote, and checks it: the checksum, functions within their length and ascending in each cluster, none
    /// without any, shares and log-weights in their ranges, and nothing left over.
    ///
    /// # Errors
    /// If any of these does not hold.
    pub fn unpack(words: &[u32]) -> Result<Self, ChunkClustersError> {
        Self::read(words).ok_or(ChunkClustersError)
    }

    fn read(words: &[u32]) -> Option<Self> {
        let words = checksum::open(words)?;
        let (header, rest) = words.split_at_checked(HEADER_WORDS)?;
        let number = |pair: &[u32]| u64::from(pair[0]) | u64::from(pair[1]) << 32;
        let inputs = header[1] as usize;
        if !(1..=Function::MAX_LEN).contains(&inputs) {
            return None;
        }
        let clusters = usize::try_from(number(&header[10..])).ok()?;
        let mut rest = rest;
        let mut reports = Vec::new();
        for _ in 0..Some(header[12]).filter(|&reports| reports <= MOST_REPORTS as u32)? {
            let (head, after) = rest.split_at_checked(2)?;
            let length = Some(head[1] as usize).filter(|&length| length <= MOST_REPORTED)?;
            let (numbers, after) = after.split_at_checked(2 * length)?;
            let values = numbers.as_chunks::<2>().0.iter().map(|pair| f64::from_bits(number(pair))).collect();
            reports.push(Report { merge: Merge::numbered(head[0])?, values });
            rest = after;
        }
        if !reports.iter().all(Report::is_possible) {
            return None;
        }
        let (heads, cells) = rest.split_at_checked(clusters.checked_mul(CLUSTER_WORDS)?)?;
        let heads: Vec<(f64, u32)> = heads
            .as_chunks::<CLUSTER_WORDS>()
            .0
            .iter()
            .map(|head| (f64::from_bits(number(&head[..2])), head[2]))
            .collect();
        let (entries, []) = cells.as_chunks::<CELL_WORDS>() else { return None };
        let beyond = !Function::new(u128::MAX, inputs).bits();
        let cell = |entry: &[u32; CELL_WORDS]| {
            let bits = u128::from(number(&entry[..2])) | u128::from(number(&entry[2..4])) << 64;
            let share = f64::from_bits(number(&entry[4..]));
            (bits & beyond == 0 && SHARES.contains(&share)).then(|| (Function::new(bits, inputs), share))
        };
        let cells: Vec<(Function, f64)> = entries.iter().map(cell).collect::<Option<_>>()?;
        let mut left = cells.as_slice();
        for &(ln_weight, functions) in &heads {
            let (own, others) = left.split_at_checked(functions as usize)?;
            let ascending = own.is_sorted_by(|one, next| one.0 < next.0);
            if own.is_empty() || !ascending || ln_weight.is_nan() || ln_weight.abs() > MOST_LN_WEIGHT {
                return None;
            }
            left = others;
        }
        let (empty, failed) = (number(&header[6..]), number(&header[8..]));
        let all = empty.checked_add(failed)?.checked_add(heads.len() as u64)?;
        (left.is_empty() && all < 1 << 53).then_some(Self {
            method: header[0],
            chunk: number(&header[2..]),
            inputs,
            draws: number(&header[4..]),
            empty,
            failed,
            heads,
            cells,
            reports,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> ChunkClusters {
        let of = |bits| Function::new(bits, 128);
        let mut chunk = ChunkClusters::new(7, 1 << 40, 128);
        chunk.push(10, -1e5, [(of(u128::MAX), 0.25), (of(3), 0.5), (of(3), 0.25), (of(4), 0.0)]);
        chunk.push(4, 0.0, [(of(9), 1.0)]);
        chunk.push(5, f64::NEG_INFINITY, [(of(9), 1.0)]);
        chunk.push(6, 2.0, []);
        chunk.push_failed(2);
        chunk
    }

    #[test]
    fn every_cluster_is_accounted_for() {
        let chunk = example();
        assert_eq!((chunk.draws(), chunk.empty(), chunk.failed()), (27, 2, 1));
        let of = |bits| Function::new(bits, 128);
        let clusters: Vec<Cluster<'_>> = chunk.clusters().collect();
        assert_eq!(clusters[0].shares, [(of(3), 0.75), (of(u128::MAX), 0.25)]);
        assert_eq!((clusters[1].ln_weight, clusters[1].shares), (0.0, &[(of(9), 1.0)][..]));
        assert_eq!(clusters.len(), 2);
    }

    #[test]
    fn what_is_packed_is_unpacked() {
        let empty = ChunkClusters::new(0, 0, 1);
        for chunk in [example(), empty] {
            assert_eq!(ChunkClusters::unpack(&chunk.pack()), Ok(chunk));
        }
    }

    #[test]
    fn damage_is_noticed() {
        let words = example().pack();
        for place in 0..words.len() {
            for bit in 0..32 {
                let mut damaged = words.clone();
                damaged[place] ^= 1 << bit;
                assert_eq!(ChunkClusters::unpack(&damaged), Err(ChunkClustersError), "{place} {bit}");
            }
            assert_eq!(ChunkClusters::unpack(&words[..place]), Err(ChunkClustersError));
        }
    }

    #[test]
    fn what_no_method_yields_is_refused_even_under_a_good_checksum() {
        let good = example();
        let sealed = |change: &dyn Fn(&mut ChunkClusters)| {
            let mut chunk = good.clone();
            change(&mut chunk);
            ChunkClusters::unpack(&chunk.pack())
        };
        assert_eq!(sealed(&|_| ()), Ok(good.clone()));
        let of = |bits| Function::new(bits, 128);
        let wrong: [&dyn Fn(&mut ChunkClusters); 13] = [
            &|chunk| chunk.heads[0].0 = f64::NAN,
            &|chunk| chunk.heads[0].0 = f64::NEG_INFINITY,
            &|chunk| chunk.heads[1].0 = 1.1e9,
            &|chunk| chunk.heads[0].1 = 1,
            &|chunk| chunk.heads[0].1 = u32::MAX,
            &|chunk| chunk.heads.push((0.0, 0)),
            &|chunk| chunk.cells[0].1 = -0.5,
            &|chunk| chunk.cells[0].1 = 0.0,
            &|chunk| chunk.cells[0].1 = f64::INFINITY,
            &|chunk| chunk.cells.swap(0, 1),
            &|chunk| chunk.cells[1].0 = chunk.cells[0].0,
            &|chunk| chunk.cells.push((of(1), 1.0)),
            &|chunk| chunk.inputs = 100,
        ];
        for (at, change) in wrong.iter().enumerate() {
            assert_eq!(sealed(change), Err(ChunkClustersError), "{at}");
        }
        assert_eq!(sealed(&|chunk| chunk.empty = u64::MAX), Err(ChunkClustersError));
    }
}
