//! What counts by classes need beside the classes' counts.

use crate::task::Function;

/// Of draws that are counted by classes under symmetries: how large these are, and what is still counted of the
/// functions themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Classes {
    /// How many members each class counted has, in the order of the counts.
    pub sizes: Vec<u32>,
    /// Entry t: draws of functions with T = t.
    pub ones: Vec<u64>,
    /// Of the first chunks of a run: the functions themselves, ascending by bits, each with how often; else none.
    pub first: Vec<(Function, u32)>,
}

/// How many words a function with its count takes.
const ENTRY_WORDS: usize = 5;

impl Classes {
    /// Appends everything as 32-bit words; the number of entries in `first` is told elsewhere.
    pub(super) fn pack(&self, words: &mut Vec<u32>) {
        words.extend(&self.sizes);
        words.extend(self.ones.iter().flat_map(|&number| [number as u32, (number >> 32) as u32]));
        for &(function, count) in &self.first {
            words.extend((0..4).map(|part| (function.bits() >> (32 * part)) as u32));
            words.push(count);
        }
    }

    /// How many words [`Classes::pack`] writes for so many classes and first functions; none if that is no number.
    pub(super) fn words(classes: usize, inputs: usize, first: usize) -> Option<usize> {
        first.checked_mul(ENTRY_WORDS)?.checked_add(classes)?.checked_add(2 * (inputs + 1))
    }

    /// Reads all of what [`Classes::pack`] wrote of so many classes. None if it is damaged: classes without members,
    /// functions not ascending, sums that are not those of `tried` draws.
    pub(super) fn unpack(classes: usize, inputs: usize, tried: u64, words: &[u32]) -> Option<Self> {
        let (sizes, rest) = words.split_at_checked(classes)?;
        let (ones, first) = rest.split_at_checked(2 * (inputs + 1))?;
        let number = |pair: &[u32; 2]| u64::from(pair[0]) | u64::from(pair[1]) << 32;
        let ones: Vec<u64> = ones.as_chunks::<2>().0.iter().map(number).collect();
        let beyond = !Function::new(u128::MAX, inputs).bits();
        let (entries, []) = first.as_chunks::<ENTRY_WORDS>() else { return None };
        let entry = |entry: &[u32; ENTRY_WORDS]| {
            let bits = entry[..4].iter().rev().fold(0, |bits, &part| bits << 32 | u128::from(part));
            (bits & beyond == 0 && entry[4] > 0).then(|| (Function::new(bits, inputs), entry[4]))
        };
        let first: Vec<(Function, u32)> = entries.iter().map(entry).collect::<Option<_>>()?;
        let counted: u128 = first.iter().map(|&(_, count)| u128::from(count)).sum();
        let networks: u128 = ones.iter().copied().map(u128::from).sum();
        let right = sizes.iter().all(|&size| size > 0)
            && networks == u128::from(tried)
            && (first.is_empty() || counted == u128::from(tried))
            && first.is_sorted_by(|left, right| left.0 < right.0);
        right.then(|| Self { sizes: sizes.to_vec(), ones, first })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_read_and_what_is_wrong_is_not() {
        let function = |bits| Function::new(bits, 4);
        let classes = Classes {
            sizes: vec![2, 8],
            ones: vec![1, 0, 3, 0, 1],
            first: vec![(function(0), 1), (function(3), 3), (function(15), 1)],
        };
        let mut words = Vec::new();
        classes.pack(&mut words);
        assert_eq!(Classes::words(2, 4, 3), Some(words.len()));
        assert_eq!(Classes::unpack(2, 4, 5, &words), Some(classes.clone()));
        assert_eq!(Classes::unpack(2, 4, 6, &words), None);
        assert_eq!(Classes::unpack(2, 4, 5, &words[..words.len() - 1]), None);
        for (place, value) in [(0, 0), (2, 2), (12, 99), (16, 0), (17, 0), (21, 4)] {
            let mut damaged = words.clone();
            damaged[place] = value;
            assert_eq!(Classes::unpack(2, 4, 5, &damaged), None, "word {place} = {value}");
        }
        let later = Classes { first: vec![], ..classes };
        let mut words = Vec::new();
        later.pack(&mut words);
        assert_eq!(Classes::unpack(2, 4, 5, &words), Some(later));
    }
}
