//! Draws that come in clusters: networks that share all layers but the last are not independent.

use crate::task::Function;

/// What one must know of the clusters among some draws for the variance of any share: of everything counted, the
/// sum over clusters of c (c - 1), where c is how often it was found within the cluster. It is zero where
/// clusters do not matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clusters {
    /// The draws of a cluster, at least 2.
    pub size: u32,
    /// The functions (or representatives of classes) found more than once within a cluster, ascending by bits, each
    /// with its sum.
    pub repeated: Vec<(Function, u64)>,
    /// Entry t: the sum for "t labels are 1".
    pub ones: Vec<u64>,
    /// The sum for "all labels are equal".
    pub constant: u64,
}

impl Clusters {
    /// Nothing counted yet, of functions of so many inputs.
    pub fn new(size: u32, inputs: usize) -> Self {
        Self { size, repeated: Vec::new(), ones: vec![0; inputs + 1], constant: 0 }
    }

    /// Counts one cluster: its functions, and these again as they are counted, by themselves or by the
    /// representatives of their classes, sorted. Leaves [`Clusters::repeated`] unsorted, a function as often as it was
    /// repeated: [`Clusters::gather`] puts that right.
    pub fn count(&mut self, functions: &[Function], sorted: &[Function]) {
        let mut ones = [0_u8; Function::MAX_LEN + 1];
        for &function in functions {
            ones[function.ones() as usize] += 1;
        }
        let pairs = |count: u64| count * count.saturating_sub(1);
        for &function in functions {
            let t = function.ones() as usize;
            self.ones[t] += pairs(u64::from(std::mem::take(&mut ones[t])));
        }
        self.constant += pairs(functions.iter().filter(|function| function.is_constant()).count() as u64);
        for run in sorted.chunk_by(|left, right| left == right).filter(|run| run.len() > 1) {
            self.repeated.push((run[0], pairs(run.len() as u64)));
        }
    }

    /// Sorts the functions and adds up what belongs to one.
    pub fn gather(&mut self) {
        self.repeated.sort_unstable_by_key(|&(function, _)| function);
        self.repeated.dedup_by(|next, first| {
            let same = next.0 == first.0;
            if same {
                first.1 += next.1;
            }
            same
        });
    }

    /// How many words [`Clusters::pack`] writes for so many functions and inputs.
    fn words(functions: usize, inputs: usize) -> usize {
        3 + 6 * functions + 2 * (inputs + 1)
    }

    /// Appends the sums as 32-bit words.
    pub(super) fn pack(&self, words: &mut Vec<u32>) {
        let halves = |number: u64| [number as u32, (number >> 32) as u32];
        words.push(self.repeated.len() as u32);
        words.extend(halves(self.constant));
        words.extend(self.ones.iter().copied().flat_map(halves));
        for &(function, sum) in &self.repeated {
            words.extend((0..4).map(|part| (function.bits() >> (32 * part)) as u32));
            words.extend(halves(sum));
        }
    }

    /// Reads all of what [`Clusters::pack`] wrote. None if it is damaged: functions not ascending, sums that draws
    /// in clusters of `size` cannot have.
    pub(super) fn unpack(size: u32, inputs: usize, tried: u64, words: &[u32]) -> Option<Self> {
        let functions = *words.first()? as usize;
        if size < 2 || words.len() != Self::words(functions, inputs) {
            return None;
        }
        let number = |at: usize| u64::from(words[at]) | u64::from(words[at + 1]) << 32;
        let most = tried.checked_mul(u64::from(size - 1))?;
        let ones: Vec<u64> = (0..=inputs).map(|t| number(3 + 2 * t)).collect();
        let beyond = !Function::new(u128::MAX, inputs).bits();
        let mut repeated: Vec<(Function, u64)> = Vec::with_capacity(functions);
        for at in (3 + 2 * (inputs + 1)..words.len()).step_by(6) {
            let bits = u128::from(number(at)) | u128::from(number(at + 2)) << 64;
            let ascending = repeated.last().is_none_or(|&(last, _)| last.bits() < bits);
            if bits & beyond != 0 || !ascending {
                return None;
            }
            repeated.push((Function::new(bits, inputs), number(at + 4)));
        }
        let constant = number(1);
        let total = ones.iter().try_fold(0_u64, |total, &sum| total.checked_add(sum))?;
        let functions = repeated.iter().try_fold(0_u64, |total, &(_, sum)| total.checked_add(sum))?;
        let positive = repeated.iter().all(|&(_, sum)| sum > 0);
        (positive && total.max(functions).max(constant) <= most).then_some(Self {
            size,
            repeated,
            ones,
            constant,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_over_two_clusters() {
        let function = |bits: u128| Function::new(bits, 4);
        let mut clusters = Clusters::new(4, 4);
        for cluster in [[0, 0, 0, 15], [0, 0, 1, 2]] {
            let functions = cluster.map(function);
            clusters.count(&functions, &functions);
        }
        clusters.gather();
        assert_eq!(clusters.repeated, [(function(0), 6 + 2)]);
        assert_eq!(clusters.ones, [6 + 2, 2, 0, 0, 0]);
        assert_eq!(clusters.constant, 12 + 2);
        let mut words = Vec::new();
        clusters.pack(&mut words);
        assert_eq!(Clusters::unpack(4, 4, 8, &words), Some(clusters));
        assert_eq!(Clusters::unpack(4, 4, 2, &words), None);
        assert_eq!(Clusters::unpack(4, 4, 8, &words[1..]), None);
        assert_eq!(Clusters::unpack(1, 4, 8, &words), None);
    }
}
