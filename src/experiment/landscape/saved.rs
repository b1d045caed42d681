//! The counts of a landscape as plain numbers, to be put away and taken up again.

use super::cluster_squares::ClusterSquares;
use super::tally::{EXAMPLES, MOST_APART, SAMPLE, Tally};
use crate::export::RestoreError;
use crate::sample::{SavedSparseCounts, SparseCounts, SparseCountsError};
use crate::symmetry::Symmetries;
use crate::task::Function;
use std::collections::BTreeMap;

/// Everything that is counted of a landscape.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedLandscape {
    /// Networks drawn.
    pub drawn: u64,
    /// How often each function was found.
    pub registry: SavedSparseCounts,
    /// Entry t: networks with T = t.
    pub ones: Vec<u64>,
    /// How often the named functions were found, in their order.
    pub named: Vec<u64>,
    /// The functions of the first networks, ascending, each with how often.
    pub sample: Vec<(Function, u64)>,
    /// Functions of the first chunks that were new then, in the order in which they were found.
    pub examples: Vec<Function>,
    /// What the clusters have in common, if the draws come in clusters.
    pub clusters: Option<SavedClusters>,
}

/// The sums over clusters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedClusters {
    /// Of functions.
    pub functions: Vec<(Function, u64)>,
    /// Entry t: of networks with T = t.
    pub ones: Vec<u64>,
    /// Of constant networks.
    pub constant: u64,
    /// Of all functions, those too that are not told apart.
    pub total: u64,
}

/// Of what run the counts should be.
pub(super) struct Expected {
    pub(super) n: usize,
    /// None if chunks had another length then: the run is of other random streams.
    pub(super) chunk_len: Option<u64>,
    pub(super) last_layers: u32,
    pub(super) classes: Option<Symmetries>,
}

impl Tally {
    /// Everything that is counted.
    pub(super) fn save(&self) -> SavedLandscape {
        let mut sample: BTreeMap<Function, u64> = BTreeMap::new();
        for &(function, times) in &self.sample {
            *sample.entry(function).or_insert(0) += u64::from(times);
        }
        SavedLandscape {
            drawn: self.registry.draws(),
            registry: self.registry.save(),
            ones: self.ones.clone(),
            named: self.named.iter().map(|named| named.count).collect(),
            sample: sample.into_iter().collect(),
            examples: self.examples.clone(),
            clusters: self.repeats.as_ref().map(|known| SavedClusters {
                functions: known.functions.iter().map(|(&function, &sum)| (function, sum)).collect(),
                ones: known.ones.clone(),
                constant: known.constant,
                total: known.total,
            }),
        }
    }

    /// The counts that were saved.
    ///
    /// # Errors
    /// If no run can have counted these numbers. Nothing in `saved` is trusted.
    pub(super) fn restore(saved: &SavedLandscape, expected: &Expected) -> Result<Self, RestoreError> {
        let inputs = 1 << expected.n;
        if saved.registry.most > MOST_APART {
            return Err(RestoreError::SparseCounts(SparseCountsError::TooMany { most: MOST_APART }));
        }
        let registry = SparseCounts::restore(inputs, saved.drawn, expected.classes, &saved.registry)
            .map_err(RestoreError::SparseCounts)?;
        let mut tally = Self { registry, ..Self::new(expected.n, 0, expected.classes) };
        tally.set_ones(saved)?;
        tally.set_named(&saved.named)?;
        tally.set_sample(&saved.sample, inputs, expected.chunk_len)?;
        tally.set_examples(&saved.examples, inputs)?;
        tally.set_clusters(saved.clusters.as_ref(), inputs, expected.last_layers)?;
        Ok(tally)
    }

    /// Whether a function, if it was found so often at least, can have been.
    fn allows(&self, function: Function, at_least: u64) -> bool {
        match self.registry.count(self.class(function).representative) {
            0 => at_least <= self.registry.beyond(),
            count => at_least <= count,
        }
    }

    fn set_ones(&mut self, saved: &SavedLandscape) -> Result<(), RestoreError> {
        // Members of a class have as many ones as its representative, or as many as that with its output negated.
        let mut least = BTreeMap::new();
        for &(function, count) in &saved.registry.repeated {
            let negated = self.symmetries.and_then(|symmetries| symmetries.negated_output(function));
            let ones = function.ones() as usize;
            let either = (ones, negated.map_or(ones, |negated| negated.ones() as usize));
            // No overflow: these add up to less than all draws.
            *least.entry(either).or_insert(0_u64) += count;
        }
        let sum: u128 = saved.ones.iter().copied().map(u128::from).sum();
        let whole = saved.ones.len() == self.ones.len() && sum == u128::from(saved.drawn);
        let found =
            |(one, other): (usize, usize)| saved.ones[one] + if other == one { 0 } else { saved.ones[other] };
        if !whole || least.into_iter().any(|(either, least)| found(either) < least) {
            return Err(RestoreError::RunComparison(
                "the numbers of ones do not add up to those of the functions",
            ));
        }
        self.ones.clone_from(&saved.ones);
        Ok(())
    }

    fn set_named(&mut self, counts: &[u64]) -> Result<(), RestoreError> {
        let registry = &self.registry;
        let agrees = |function, count| match registry.count(function) {
            0 => count <= registry.beyond(),
            told_apart => count == told_apart,
        };
        let mut pairs = self.named.iter().zip(counts);
        let all = pairs.all(|(named, &count)| agrees(named.class.representative, count));
        if counts.len() != self.named.len() || !all {
            return Err(RestoreError::RunComparison("the functions with a name were not found so often"));
        }
        for (named, &count) in self.named.iter_mut().zip(counts) {
            named.count = count;
        }
        Ok(())
    }

    fn set_sample(
        &mut self,
        sample: &[(Function, u64)],
        inputs: usize,
        chunk_len: Option<u64>,
    ) -> Result<(), RestoreError> {
        let all: u128 = sample.iter().map(|&(_, times)| u128::from(times)).sum();
        let draws = self.registry.draws();
        let whole = match chunk_len {
            Some(chunk_len) => all == u128::from(draws.min(SAMPLE.div_ceil(chunk_len) * chunk_len)),
            None => (draws.min(SAMPLE).into()..=draws.into()).contains(&all),
        };
        let ascending = sample.is_sorted_by(|left, right| left.0 < right.0);
        let possible = |&(function, times): &(Function, u64)| {
            function.len() == inputs && times > 0 && self.allows(function, times)
        };
        let narrow = |&(function, times): &(Function, u64)| Some((function, u32::try_from(times).ok()?));
        let right = whole && ascending && sample.iter().all(possible);
        let narrowed: Option<Vec<(Function, u32)>> = sample.iter().map(narrow).collect();
        self.sample = narrowed
            .filter(|_| right)
            .ok_or(RestoreError::RunComparison("the first networks are not among those counted"))?;
        Ok(())
    }

    fn set_examples(&mut self, examples: &[Function], inputs: usize) -> Result<(), RestoreError> {
        let mut sorted = examples.to_vec();
        sorted.sort_unstable();
        let (each, chunks) = EXAMPLES;
        let found = |function: &Function| function.len() == inputs && self.registry.count(*function) > 0;
        let apart = sorted.is_sorted_by(|left, right| left < right);
        if examples.len() >= each * (chunks + 1) || !apart || !examples.iter().all(found) {
            return Err(RestoreError::RunComparison("the examples are not among the functions found"));
        }
        self.examples = examples.to_vec();
        Ok(())
    }

    fn set_clusters(
        &mut self,
        clusters: Option<&SavedClusters>,
        inputs: usize,
        size: u32,
    ) -> Result<(), RestoreError> {
        let wrong = RestoreError::RunComparison("the sums over clusters are none of these draws");
        let Some(saved) = clusters else {
            return if size == 1 || self.registry.draws() == 0 { Ok(()) } else { Err(wrong) };
        };
        let most = u128::from(self.registry.draws()) * u128::from(size - 1);
        let sum = |sums: &mut dyn Iterator<Item = u64>| -> u128 { sums.map(u128::from).sum() };
        let functions = sum(&mut saved.functions.iter().map(|&(_, sum)| sum));
        let ones = sum(&mut saved.ones.iter().copied());
        let named = |function| self.named.iter().any(|named| named.class.representative == function);
        let known = |&(function, sum): &(Function, u64)| {
            function.len() == inputs && sum > 0 && (self.registry.count(function) > 0 || named(function))
        };
        let possible = size > 1
            && self.registry.draws() > 0
            && saved.ones.len() == self.ones.len()
            && functions <= u128::from(saved.total)
            && ones.max(u128::from(saved.total)).max(u128::from(saved.constant)) <= most
            && saved.functions.is_sorted_by(|left, right| left.0 < right.0)
            && saved.functions.iter().all(known);
        if !possible {
            return Err(wrong);
        }
        self.repeats = Some(ClusterSquares {
            size,
            functions: saved.functions.iter().copied().collect(),
            ones: saved.ones.clone(),
            constant: saved.constant,
            total: saved.total,
        });
        Ok(())
    }
}
