//! A registry as plain numbers, to be put away and taken up again.

use super::{Counted, Fingerprints, Found, SparseCounts, fingerprint};
use crate::symmetry::{Canonical, Class, Symmetries};
use crate::task::Function;
use std::collections::BTreeMap;
use std::fmt;

/// Everything that a [`SparseCounts`] holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedSparseCounts {
    /// How many functions are told apart at most.
    pub most: usize,
    /// The functions found at least twice, each with how often.
    pub repeated: Vec<(Function, u64)>,
    /// The fingerprints of those found once, ascending.
    pub once: Vec<u64>,
    /// Of those found once: a number of members, and how many have it, ascending. Functions have one member.
    pub once_by_size: Vec<(u32, u64)>,
    /// Draws of functions that are not told apart.
    pub beyond: u64,
    /// How many draws had been made before the first chunk of which something lay beyond; all if nothing does.
    pub complete: u64,
}

/// Why numbers are no registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SparseCountsError {
    /// A function of another number of inputs.
    Length(Function),
    /// A function found less than twice among those found at least twice.
    Rare(Function),
    /// A function that is listed more than once.
    Twice(Function),
    /// A fingerprint that stands for no function, or that is listed more than once.
    Fingerprint(u64),
    /// More functions than are told apart.
    TooMany {
        /// The most.
        most: usize,
    },
    /// Functions counted together although there was room to tell them apart.
    Beyond(u64),
    /// Draws that are in no count, or in more than one.
    Sum {
        /// All draws.
        draws: u64,
        /// The sum of all counts.
        accounted: u128,
    },
    /// Classes found once whose numbers of members are none of so many classes.
    Sizes,
    /// A function that does not stand for its class.
    Representative(Function),
    /// Not so many draws can have been made before memory was full.
    Complete(u64),
}

impl fmt::Display for SparseCountsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length(function) => {
                write!(f, "{function} has another number of labels than there are inputs")
            }
            Self::Rare(function) => {
                write!(f, "{function} is listed as found more than once, but its count is less than 2")
            }
            Self::Twice(function) => write!(f, "{function} is listed twice"),
            Self::Fingerprint(number) => {
                write!(f, "{number:016x} is no fingerprint of a function found once")
            }
            Self::TooMany { most } => write!(f, "more than {most} functions are listed"),
            Self::Beyond(beyond) => {
                write!(f, "{beyond} are counted together although there was room to tell them apart")
            }
            Self::Sum { draws, accounted } => {
                write!(f, "the counts add up to {accounted}, but {draws} were drawn")
            }
            Self::Sizes => f.write_str("the classes found once do not have so many members"),
            Self::Representative(function) => write!(f, "{function} does not stand for its class"),
            Self::Complete(draws) => {
                write!(f, "memory cannot have been full after {draws} draws")
            }
        }
    }
}

impl std::error::Error for SparseCountsError {}

/// Honest fingerprints are as good as random: to find the place of one takes a few steps. So many are refused, so
/// that no list of fingerprints can be made to take hours.
const LONGEST_SEARCH: usize = 4096;

impl SparseCounts {
    /// Everything that it holds.
    pub fn save(&self) -> SavedSparseCounts {
        let mut known: Vec<u64> = self.repeated.keys().copied().map(fingerprint).collect();
        known.sort_unstable();
        let seen = self.seen.places.iter().copied().filter(|&place| place != 0);
        let mut once: Vec<u64> = seen.filter(|number| known.binary_search(number).is_err()).collect();
        once.sort_unstable();
        SavedSparseCounts {
            most: self.most,
            repeated: self.repeated().map(|Counted { function, count, .. }| (function, count)).collect(),
            once,
            once_by_size: self.once_by_size().collect(),
            beyond: self.beyond,
            complete: self.complete(),
        }
    }

    /// The registry that was saved, of `draws` draws of functions of `inputs` inputs, or of classes of them under
    /// `symmetries`.
    ///
    /// # Errors
    /// If no draws can have given these numbers. Nothing in `saved` is trusted.
    pub fn restore(
        inputs: usize,
        draws: u64,
        symmetries: Option<Symmetries>,
        saved: &SavedSparseCounts,
    ) -> Result<Self, SparseCountsError> {
        let &SavedSparseCounts { most, ref repeated, ref once, ref once_by_size, beyond, complete } = saved;
        let distinct = repeated.len() + once.len();
        if distinct > most {
            return Err(SparseCountsError::TooMany { most });
        }
        if beyond > 0 && distinct < most {
            return Err(SparseCountsError::Beyond(beyond));
        }
        let listed: u128 = repeated.iter().map(|&(_, count)| u128::from(count)).sum();
        let accounted = listed + once.len() as u128 + u128::from(beyond);
        if accounted != u128::from(draws) {
            return Err(SparseCountsError::Sum { draws, accounted });
        }
        let possible = match beyond {
            0 => complete == draws,
            beyond => complete <= draws - beyond,
        };
        if !possible {
            return Err(SparseCountsError::Complete(complete));
        }
        let order = symmetries.map_or(1, |symmetries| symmetries.order());
        let number: u128 = once_by_size.iter().map(|&(_, number)| u128::from(number)).sum();
        let can_be = |&(size, number): &(u32, u64)| size > 0 && order.is_multiple_of(size) && number > 0;
        let ascending = once_by_size.is_sorted_by(|left, right| left.0 < right.0);
        if number != once.len() as u128 || !once_by_size.iter().all(can_be) || !ascending {
            return Err(SparseCountsError::Sizes);
        }
        let mut canonical = symmetries.map(Canonical::new);
        let mut seen = Fingerprints::with_room(distinct);
        let mut known = BTreeMap::new();
        for &(function, count) in repeated {
            if function.len() != inputs {
                return Err(SparseCountsError::Length(function));
            }
            if count < 2 {
                return Err(SparseCountsError::Rare(function));
            }
            if !seen.add(fingerprint(function), LONGEST_SEARCH) {
                return Err(SparseCountsError::Twice(function));
            }
            let size = match &mut canonical {
                None => 1,
                Some(canonical) => match canonical.class(function) {
                    Class { representative, size } if representative == function => size,
                    _ => return Err(SparseCountsError::Representative(function)),
                },
            };
            known.insert(function, Found { count, size });
        }
        for &number in once {
            if number == 0 || !seen.add(number, LONGEST_SEARCH) {
                return Err(SparseCountsError::Fingerprint(number));
            }
        }
        let square = |&(_, count): &(Function, u64)| u128::from(count) * u128::from(count);
        Ok(Self {
            most,
            seen,
            squares: repeated.iter().map(square).sum::<u128>() + once.len() as u128,
            repeated: known,
            once: once_by_size.iter().copied().collect(),
            draws,
            beyond,
            complete: (beyond > 0).then_some(complete),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn registry(most: usize) -> SparseCounts {
        let mut registry = SparseCounts::new(most);
        let function = |bits| Function::new(bits, 16);
        registry.merge(&[(function(1), 5), (function(2), 1), (function(3), 1)]);
        registry.merge(&[(function(2), 2), (function(4), 1), (function(9), 3)]);
        registry
    }

    #[test]
    fn what_is_saved_is_restored_and_goes_on_alike() {
        for most in [3, 4, 5, 100] {
            let mut registry = registry(most);
            let mut restored = SparseCounts::restore(16, registry.draws(), None, &registry.save()).unwrap();
            assert_eq!(restored.save(), registry.save());
            assert_eq!(restored.squares(), registry.squares());
            let more = [(Function::new(3, 16), 1), (Function::new(700, 16), 2)];
            for registry in [&mut registry, &mut restored] {
                registry.merge(&more);
            }
            assert_eq!(restored.fingerprint(7), registry.fingerprint(7), "{most}");
        }
        let empty = SparseCounts::new(9);
        assert_eq!(SparseCounts::restore(16, 0, None, &empty.save()), Ok(empty));
    }

    #[test]
    fn numbers_that_no_draws_give_are_refused() {
        let good = registry(100).save();
        let with = |change: &dyn Fn(&mut SavedSparseCounts)| {
            let mut saved = good.clone();
            change(&mut saved);
            SparseCounts::restore(16, 13, None, &saved).unwrap_err()
        };
        let function = good.repeated[0].0;
        assert_eq!(
            with(&|saved| saved.repeated[0].0 = Function::new(1, 8)),
            SparseCountsError::Length(Function::new(1, 8))
        );
        assert_eq!(
            with(&|saved| (saved.repeated[0].1, saved.repeated[1].1) = (1, 7)),
            SparseCountsError::Rare(function)
        );
        assert_eq!(with(&|saved| saved.repeated[1].0 = function), SparseCountsError::Twice(function));
        assert_eq!(with(&|saved| saved.once[0] = 0), SparseCountsError::Fingerprint(0));
        let twice = good.once[1];
        assert_eq!(with(&|saved| saved.once[0] = twice), SparseCountsError::Fingerprint(twice));
        assert_eq!(with(&|saved| saved.most = 4), SparseCountsError::TooMany { most: 4 });
        assert_eq!(with(&|saved| saved.beyond = 1), SparseCountsError::Beyond(1));
        assert_eq!(
            with(&|saved| saved.repeated[0].1 = 6),
            SparseCountsError::Sum { draws: 13, accounted: 14 }
        );
        assert_eq!(with(&|saved| saved.complete = 12), SparseCountsError::Complete(12));
        for sizes in [vec![], vec![(2, 1)], vec![(0, 2)], vec![(1, 1), (1, 1)], vec![(1, u64::MAX)]] {
            assert_eq!(
                with(&|saved| saved.once_by_size.clone_from(&sizes)),
                SparseCountsError::Sizes,
                "{sizes:?}"
            );
        }
    }

    #[test]
    fn classes_are_restored_with_their_sizes_and_strangers_are_refused() {
        let symmetries =
            Symmetries { inputs: 4, negated_inputs: true, output: crate::symmetry::OutputSymmetry::All };
        let mut canonical = Canonical::new(symmetries);
        let mut registry = SparseCounts::new(100);
        for (bits, count) in [(0x0001, 5), (0x0123, 1), (0x1001, 2), (0x0fed, 1), (0x8421, 1)] {
            let Class { representative, size } = canonical.class(Function::new(bits, 16));
            registry.merge_classes(&[(representative, count)], &[size]);
        }
        let saved = registry.save();
        assert_eq!(SparseCounts::restore(16, 10, Some(symmetries), &saved), Ok(registry));
        let stranger = symmetries.negated_output(saved.repeated[0].0).unwrap();
        let mut changed = saved.clone();
        changed.repeated[0].0 = stranger;
        let refused = Err(SparseCountsError::Representative(stranger));
        assert_eq!(SparseCounts::restore(16, 10, Some(symmetries), &changed), refused);
        changed = saved;
        changed.once_by_size[0].0 = 5;
        assert_eq!(SparseCounts::restore(16, 10, Some(symmetries), &changed), Err(SparseCountsError::Sizes));
    }

    #[test]
    fn fingerprints_made_to_collide_are_soon_refused() {
        let once: Vec<u64> = (1..=100_000).collect();
        let once_by_size = vec![(1, 100_000)];
        let saved = SavedSparseCounts {
            most: 1 << 20,
            once,
            once_by_size,
            complete: 100_000,
            ..SavedSparseCounts::default()
        };
        assert!(matches!(
            SparseCounts::restore(16, 100_000, None, &saved),
            Err(SparseCountsError::Fingerprint(_))
        ));
    }
}
