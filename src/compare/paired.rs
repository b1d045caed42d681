//! How often each function was found by each of two methods.

use crate::task::Function;
use std::collections::BTreeMap;

/// Functions of which at least this many are expected of either method are common.
///
/// Their shares are known to about one part in seven or better, so that their distance has a low floor. It is
/// also what the reference tables of this distance use.
pub const COMMON: f64 = 50.0;

/// One function and how often each method found it, given that the method fitted S.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paired {
    /// The function.
    pub function: Function,
    /// How often the second method found it (a).
    pub second: u64,
    /// How often the first method found it (b).
    pub first: u64,
}

/// Two censuses side by side.
///
/// Both counts of every function listed are complete: a function of which one method's count is not known
/// (it fell past that method's cap) is not listed, and both its counts are in the two `beyond` fields. Only
/// then is every distance that lumps what lies beyond a lower bound of the distance without lumping.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PairedCounts {
    /// The functions found by either method, ascending, each once, with at least one count.
    pub functions: Vec<Paired>,
    /// How often the second method found functions that are not listed.
    pub second_beyond: u64,
    /// How often the first did.
    pub first_beyond: u64,
}

impl PairedCounts {
    /// Brings counts into the canonical order, adding up repeated functions and dropping those never found.
    pub fn new(counts: impl IntoIterator<Item = Paired>, second_beyond: u64, first_beyond: u64) -> Self {
        let mut sums: BTreeMap<Function, (u64, u64)> = BTreeMap::new();
        for Paired { function, second, first } in counts {
            let sum = sums.entry(function).or_default();
            *sum = (sum.0 + second, sum.1 + first);
        }
        let functions = sums
            .into_iter()
            .filter(|&(_, sum)| sum != (0, 0))
            .map(|(function, (second, first))| Paired { function, second, first })
            .collect();
        Self { functions, second_beyond, first_beyond }
    }

    /// A: all counts of the second method, those beyond the listed functions included.
    pub fn second_total(&self) -> u64 {
        self.second_beyond + self.functions.iter().map(|f| f.second).sum::<u64>()
    }

    /// B: all counts of the first method, likewise.
    pub fn first_total(&self) -> u64 {
        self.first_beyond + self.functions.iter().map(|f| f.first).sum::<u64>()
    }

    /// How often each method found `function`; zeros if it is not listed.
    pub fn of(&self, function: Function) -> (u64, u64) {
        self.functions
            .binary_search_by_key(&function, |f| f.function)
            .map_or((0, 0), |at| (self.functions[at].second, self.functions[at].first))
    }

    /// Whether some counts are lumped because their functions are not told apart.
    pub fn is_lumped(&self) -> bool {
        self.second_beyond + self.first_beyond > 0
    }

    /// The same counts with the rare functions lumped: those of which, given the pooled shares, fewer than
    /// `least_expected` are expected of either method.
    pub fn lumped(&self, least_expected: f64) -> Self {
        let expects = self.expects_at_least(least_expected);
        let (common, rare): (Vec<Paired>, Vec<Paired>) =
            self.functions.iter().partition(|f| expects(f.second + f.first));
        Self {
            functions: common,
            second_beyond: self.second_beyond + rare.iter().map(|f| f.second).sum::<u64>(),
            first_beyond: self.first_beyond + rare.iter().map(|f| f.first).sum::<u64>(),
        }
    }

    /// Whether, of a function with so many pooled counts, at least `least` are expected of either method.
    pub(crate) fn expects_at_least(&self, least: f64) -> impl Fn(u64) -> bool {
        let (second, first) = (self.second_total() as f64, self.first_total() as f64);
        let share = second.min(first) / (second + first);
        move |pooled| pooled as f64 * share >= least
    }

    /// The pairs (a, b) of all cells: each listed function, and all that lies beyond as one cell.
    pub(crate) fn cells(&self) -> impl Iterator<Item = (u64, u64)> + Clone {
        let beyond = self.is_lumped().then_some((self.second_beyond, self.first_beyond));
        self.functions.iter().map(|f| (f.second, f.first)).chain(beyond)
    }
}

/// What tests of the contrast share.
#[cfg(test)]
pub(crate) mod examples {
    use super::*;

    /// The pairs (a, b), as counts of the functions 0, 1, 2 ... of seven inputs' worth of labels.
    pub(crate) fn paired(pairs: &[(u64, u64)]) -> PairedCounts {
        let counts = pairs.iter().zip(0..).map(|(&(second, first), bits)| Paired {
            function: Function::new(bits, 128),
            second,
            first,
        });
        PairedCounts::new(counts, 0, 0)
    }

    /// The same counts with the methods exchanged.
    pub(crate) fn swapped(counts: &PairedCounts) -> PairedCounts {
        PairedCounts {
            functions: counts
                .functions
                .iter()
                .map(|&Paired { function, second, first }| Paired { function, second: first, first: second })
                .collect(),
            second_beyond: counts.first_beyond,
            first_beyond: counts.second_beyond,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_canonical_and_nothing_is_lost() {
        let of = |bits, second, first| Paired { function: Function::new(bits, 4), second, first };
        let counts = PairedCounts::new([of(9, 1, 2), of(3, 0, 0), of(2, 5, 0), of(9, 10, 20)], 7, 8);
        assert_eq!(counts.functions, [of(2, 5, 0), of(9, 11, 22)]);
        assert_eq!((counts.second_total(), counts.first_total()), (23, 30));
        assert_eq!(counts.of(Function::new(9, 4)), (11, 22));
        assert_eq!(counts.of(Function::new(3, 4)), (0, 0));
        assert_eq!(counts.cells().collect::<Vec<_>>(), [(5, 0), (11, 22), (7, 8)]);
        assert!(counts.is_lumped() && !PairedCounts::default().is_lumped());
    }

    #[test]
    fn lumping_moves_what_is_rare_beyond() {
        // Of 30 pooled counts a third is the second's: 3 of 9, 5 of 15, 2 of 6 expected.
        let counts = examples::paired(&[(2, 7), (8, 7), (0, 6)]);
        let lumped = counts.lumped(2.5);
        assert_eq!(lumped.functions, counts.functions[..2]);
        assert_eq!((lumped.second_beyond, lumped.first_beyond), (0, 6));
        assert_eq!(counts.lumped(0.0), counts);
        assert_eq!(PairedCounts::default().lumped(1.0), PairedCounts::default());
    }
}
