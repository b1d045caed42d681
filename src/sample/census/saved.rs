//! A census as plain numbers, to be put away and taken up again.

use super::Census;
use super::table::Table;
use crate::sample::{MethodId, Tries};
use crate::task::Function;
use std::fmt;

/// Everything that a [`Census`] holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    /// Draws made or runs started.
    pub tried: u64,
    /// Those that did not fit.
    pub unfit: u64,
    /// Runs that fitted once but not at the end of the extra epochs.
    pub lost: u64,
    /// Runs in which a number was no longer finite.
    pub diverged: u64,
    /// Epochs of all runs that fitted, added up.
    pub epochs: u64,
    /// Runs that fitted before their first step.
    pub fitted_at_start: u64,
    /// How often functions were found that are not told apart.
    pub beyond: u64,
    /// The functions told apart, in the order in which they were first found, each with how often.
    pub counts: Vec<(Function, u64)>,
}

/// Why numbers are no census.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CensusError {
    /// A function of another number of inputs.
    Length(Function),
    /// A function that was never found.
    Never(Function),
    /// A function that is listed more than once.
    Twice(Function),
    /// More functions than a census tells apart.
    TooMany {
        /// The most.
        most: usize,
    },
    /// Functions counted together although there was room to tell them apart.
    Beyond(u64),
    /// Draws or runs that are in no count, or in more than one.
    Sum {
        /// Draws made or runs started.
        tried: u64,
        /// The sum of all counts.
        accounted: u128,
    },
    /// More runs that fitted at their start than runs, or other epochs than runs that fitted can have taken.
    Runs,
}

impl fmt::Display for CensusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length(function) => {
                write!(f, "{function} has another number of labels than the task has inputs")
            }
            Self::Never(function) => write!(f, "{function} is listed with a count of 0"),
            Self::Twice(function) => write!(f, "{function} is listed twice"),
            Self::TooMany { most } => write!(f, "more than {most} functions are listed"),
            Self::Beyond(beyond) => {
                write!(f, "{beyond} are counted together although there was room to tell them apart")
            }
            Self::Sum { tried, accounted } => {
                write!(f, "the counts add up to {accounted}, but {tried} were tried")
            }
            Self::Runs => f.write_str("more runs fitted at their start than there were, or those that fitted took more or fewer epochs than can be"),
        }
    }
}

impl std::error::Error for CensusError {}

impl Census {
    /// Everything that it holds.
    pub fn save(&self) -> Saved {
        Saved {
            tried: self.tried,
            unfit: self.unfit,
            lost: self.lost,
            diverged: self.diverged,
            epochs: self.epochs,
            fitted_at_start: self.fitted_at_start,
            beyond: self.beyond,
            counts: self.iter().collect(),
        }
    }

    /// The census that was saved of a method whose tries are such, of functions of `inputs` inputs, telling at most `cap`
    /// apart.
    ///
    /// # Errors
    /// If no run can have counted these numbers. Nothing in `saved` is trusted.
    pub fn restore(
        (method, tries): (MethodId, Tries),
        inputs: usize,
        cap: usize,
        saved: &Saved,
    ) -> Result<Self, CensusError> {
        if saved.counts.len() > cap {
            return Err(CensusError::TooMany { most: cap });
        }
        let mut counts = Table::new(cap);
        let mut accounted =
            [saved.unfit, saved.lost, saved.diverged, saved.beyond].map(u128::from).iter().sum();
        for &(function, count) in &saved.counts {
            if function.len() != inputs {
                return Err(CensusError::Length(function));
            }
            if count == 0 {
                return Err(CensusError::Never(function));
            }
            let listed = counts.len();
            counts.add(function.bits(), count);
            if counts.len() == listed {
                return Err(CensusError::Twice(function));
            }
            accounted += u128::from(count);
        }
        if saved.beyond > 0 && counts.len() < cap {
            return Err(CensusError::Beyond(saved.beyond));
        }
        if accounted != u128::from(saved.tried) {
            return Err(CensusError::Sum { tried: saved.tried, accounted });
        }
        let only_runs = [saved.lost, saved.diverged, saved.epochs, saved.fitted_at_start];
        let kept = saved.tried - saved.unfit - saved.lost - saved.diverged;
        let runs = match tries {
            Tries::Draws | Tries::Clusters => only_runs == [0; 4],
            // Whether it fits at its start says nothing of how a run ends: a step too long, and it diverges. Epochs
            // are those of the runs that fitted, one at least each.
            Tries::Runs => {
                saved.fitted_at_start <= saved.tried
                    && saved.epochs >= kept
                    && (saved.epochs == 0 || kept > 0)
            }
        };
        if !runs {
            return Err(CensusError::Runs);
        }
        Ok(Self {
            method,
            inputs: if saved.tried == 0 { 0 } else { inputs },
            counts,
            beyond: saved.beyond,
            tried: saved.tried,
            unfit: saved.unfit,
            lost: saved.lost,
            diverged: saved.diverged,
            epochs: saved.epochs,
            fitted_at_start: saved.fitted_at_start,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::ChunkCounts;

    fn census() -> Census {
        let mut census = Census::new(MethodId::SGD, 3);
        let function = |bits| Function::new(bits, 4);
        census.merge(&ChunkCounts {
            method: MethodId::SGD,
            chunk: 0,
            inputs: 4,
            tried: 20,
            unfit: 1,
            lost: 2,
            diverged: 3,
            epochs: 40,
            fitted_at_start: 2,
            counts: vec![(function(9), 4), (function(2), 5), (function(7), 3), (function(12), 2)],
            classes: None,
            clusters: None,
            weighted: None,
        });
        census
    }

    #[test]
    fn what_is_saved_is_restored() {
        let census = census();
        assert_eq!(census.beyond(), 2);
        let restored = Census::restore((MethodId::SGD, Tries::Runs), 4, 3, &census.save()).unwrap();
        assert_eq!(restored, census);
        assert_eq!(restored.fingerprint(7), census.fingerprint(7));
        let empty = Census::new(MethodId::REJECTION, 3);
        assert_eq!(Census::restore((MethodId::REJECTION, Tries::Draws), 4, 3, &empty.save()), Ok(empty));
    }

    #[test]
    fn numbers_that_no_run_can_have_counted_are_refused() {
        let good = census().save();
        let (function, five) = (Function::new(9, 4), Function::new(1, 5));
        let with = |change: &dyn Fn(&mut Saved)| {
            let mut saved = good.clone();
            change(&mut saved);
            Census::restore((MethodId::SGD, Tries::Runs), 4, 3, &saved).unwrap_err()
        };
        assert_eq!(with(&|saved| saved.counts[1].0 = five), CensusError::Length(five));
        assert_eq!(with(&|saved| saved.counts[0].1 = 0), CensusError::Never(function));
        assert_eq!(with(&|saved| saved.counts[1].0 = function), CensusError::Twice(function));
        assert_eq!(with(&|saved| saved.counts.push((five, 1))), CensusError::TooMany { most: 3 });
        assert_eq!(with(&|saved| saved.counts.truncate(2)), CensusError::Beyond(2));
        assert_eq!(with(&|saved| saved.unfit = 2), CensusError::Sum { tried: 20, accounted: 21 });
        let overflow = CensusError::Sum { tried: 20, accounted: u128::from(u64::MAX) + 19 };
        assert_eq!(with(&|saved| saved.unfit = u64::MAX), overflow);
        assert_eq!(with(&|saved| saved.fitted_at_start = 21), CensusError::Runs);
        assert_eq!(Census::restore((MethodId::REJECTION, Tries::Draws), 4, 3, &good), Err(CensusError::Runs));
    }
}
