//! A sample of clusters as plain numbers, to be put away and taken up again.

use super::report::{MOST_REPORTS, Report};
use super::tail::{MOST_TAIL, Tail};
use super::{WeightedCounts, Weights};
use crate::compare::{CellSums, SampleSums, whole_engine};
use crate::sample::census::Table;
use crate::task::Function;
use std::fmt;

/// Sums are added in orders that differ: relative to the largest they agree to this.
const ROUNDING: f64 = 1e-6;
/// Counts of clusters are exact in a double up to here.
const MOST_CLUSTERS: u64 = 1 << 53;
/// More than any log-weight leads to.
const MOST_EXPONENT: u64 = 2 * super::MOST_LN_WEIGHT as u64;

/// One function with its sums.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SavedCell {
    /// The function.
    pub function: Function,
    /// Its sums.
    pub sums: CellSums,
}

/// Everything that a [`WeightedCounts`] holds.
#[derive(Clone, Debug, PartialEq)]
pub struct SavedWeightedCounts {
    /// Clusters that gave something to some function.
    pub clusters: u64,
    /// Clusters that gave nothing.
    pub empty: u64,
    /// Clusters that failed.
    pub failed: u64,
    /// Networks looked at.
    pub draws: u64,
    /// All sums are in units of 2 to this power; None if there is no weight.
    pub exponent: Option<i64>,
    /// Sums over all clusters.
    pub all: SampleSums,
    /// The largest u_c, ascending: all, or [`MOST_TAIL`].
    pub largest: Vec<f64>,
    /// Whether every cluster that gave something was one draw of weight 1.
    pub plain: bool,
    /// Sums of functions that are not told apart.
    pub beyond: CellSums,
    /// What the method told beside its functions.
    pub reports: Vec<Report>,
    /// The functions told apart, in the order in which they were first found.
    pub cells: Vec<SavedCell>,
}

/// Why numbers are no sample of clusters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WeightedCountsError {
    /// A function of another number of inputs.
    Length(Function),
    /// A function that is listed more than once.
    Twice(Function),
    /// A function that no cluster found, or more clusters than there are.
    Found(Function),
    /// A function whose sums no clusters can have: negative, not finite, or squares and products that do not go with their sum.
    Cell(Function),
    /// More functions than are told apart.
    TooMany {
        /// The most.
        most: usize,
    },
    /// Functions counted together although there was room to tell them apart, or sums of these that no clusters can have.
    Beyond,
    /// Sums over all clusters that are not those of the functions, or that no such number of clusters can have.
    Sum,
    /// Largest weights that are not ascending, not as many as there must be, or do not go with the sums.
    Largest,
    /// Numbers of clusters or draws, or an exponent, that cannot be.
    Clusters,
    /// What the method told beside its functions: too much, or numbers that are not finite.
    Reports,
    /// Said to be single draws of weight 1, with sums that are not whole numbers alike.
    Plain,
}

impl fmt::Display for WeightedCountsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length(function) => {
                write!(f, "{function} has another number of labels than the task has inputs")
            }
            Self::Twice(function) => write!(f, "{function} is listed twice"),
            Self::Found(function) => {
                write!(f, "{function} was found by no cluster, or by more than there are")
            }
            Self::Cell(function) => write!(f, "no clusters can give {function} these sums"),
            Self::TooMany { most } => write!(f, "more than {most} functions are listed"),
            Self::Beyond => {
                f.write_str("what is counted together is not what functions past a full list can have")
            }
            Self::Sum => f.write_str("the functions' sums do not add up to those of all clusters"),
            Self::Largest => f.write_str("the largest weights do not go with the sums"),
            Self::Clusters => f.write_str("the numbers of clusters or of draws cannot be"),
            Self::Reports => f.write_str("what the method told beside its functions cannot be"),
            Self::Plain => f.write_str("the sums are not those of single draws of weight 1"),
        }
    }
}

impl std::error::Error for WeightedCountsError {}

impl WeightedCounts {
    /// Everything that it holds.
    pub fn save(&self) -> SavedWeightedCounts {
        whole_engine();
        let cells = self.iter().map(|(function, &sums)| SavedCell { function, sums });
        SavedWeightedCounts {
            clusters: self.clusters,
            empty: self.empty,
            failed: self.failed,
            draws: self.draws,
            exponent: self.exponent,
            all: self.all,
            largest: self.tail.weights().to_vec(),
            plain: self.plain,
            reports: self.reports.clone(),
            beyond: self.beyond,
            cells: cells.collect(),
        }
    }

    /// The sample that was saved, of functions of `inputs` inputs, telling at most `cap` apart.
    ///
    /// # Errors
    /// If no run can have added up these numbers. Nothing in `saved` is trusted.
    pub fn restore(
        method: u32,
        weights: Weights,
        inputs: usize,
        cap: usize,
        saved: &SavedWeightedCounts,
    ) -> Result<Self, WeightedCountsError> {
        whole_engine();
        let begun = [saved.clusters, saved.empty, saved.failed].iter().map(|&n| u128::from(n)).sum::<u128>();
        if begun >= u128::from(MOST_CLUSTERS)
            || (saved.clusters > 0) != saved.exponent.is_some()
            || saved.exponent.is_some_and(|exponent| exponent.unsigned_abs() > MOST_EXPONENT)
            || (begun == 0 && saved.draws > 0)
        {
            return Err(WeightedCountsError::Clusters);
        }
        if saved.reports.len() > MOST_REPORTS || !saved.reports.iter().all(Report::is_possible) {
            return Err(WeightedCountsError::Reports);
        }
        if saved.cells.len() > cap {
            return Err(WeightedCountsError::TooMany { most: cap });
        }
        let largest = check_largest(saved)?;
        let mut functions = Table::new(cap);
        if saved.beyond.found >= MOST_CLUSTERS {
            return Err(WeightedCountsError::Beyond);
        }
        let mut sums = saved.beyond;
        for cell in &saved.cells {
            let function = cell.function;
            if function.len() != inputs {
                return Err(WeightedCountsError::Length(function));
            }
            let found = cell.sums.found;
            if found == 0 || found > saved.clusters {
                return Err(WeightedCountsError::Found(function));
            }
            let listed = functions.len();
            functions.add(function.bits(), found);
            if functions.len() == listed {
                return Err(WeightedCountsError::Twice(function));
            }
            // Cauchy and Schwarz: so many clusters of this sum have squares of at least this.
            let sum = cell.sums.sum();
            let spread = sum * sum <= cell.sums.squares * found as f64 * (1.0 + ROUNDING) + tiny(largest);
            if !possible(&cell.sums, largest) || !spread {
                return Err(WeightedCountsError::Cell(function));
            }
            sums.add(&cell.sums);
        }
        let room = saved.beyond.found > 0 && saved.cells.len() < cap;
        let none = saved.beyond.found == 0 && saved.beyond != CellSums::default();
        if room || none || !possible(&saved.beyond, f64::INFINITY) {
            return Err(WeightedCountsError::Beyond);
        }
        check_all(saved, &sums, largest)?;
        Ok(Self {
            method,
            weights,
            inputs: if begun == 0 { 0 } else { inputs },
            functions,
            cells: saved.cells.iter().map(|cell| cell.sums).collect(),
            beyond: saved.beyond,
            clusters: saved.clusters,
            empty: saved.empty,
            failed: saved.failed,
            draws: saved.draws,
            exponent: saved.exponent,
            all: saved.all,
            tail: Tail::of(saved.largest.clone()),
            plain: saved.plain,
            reports: saved.reports.clone(),
        })
    }
}

/// What is lost where squares fall out of the range of numbers.
fn tiny(largest: f64) -> f64 {
    1e-30 * largest * largest
}

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() <= ROUNDING * one.abs().max(other.abs())
}

fn is_sum(value: f64) -> bool {
    value.is_finite() && value >= 0.0
}

/// The largest u_c, if the list is as long as it must be.
fn check_largest(saved: &SavedWeightedCounts) -> Result<f64, WeightedCountsError> {
    let length = saved.clusters.min(MOST_TAIL as u64) as usize;
    let right = saved.largest.len() == length
        && saved.largest.iter().all(|&weight| is_sum(weight))
        && saved.largest.is_sorted();
    if right { Ok(saved.largest.last().copied().unwrap_or(0.0)) } else { Err(WeightedCountsError::Largest) }
}

/// Whether clusters of at most `largest` can have these sums of one function: u_c(f)^2 <= u_c(f) u_c <= u_c(f) largest.
fn possible(cell: &CellSums, largest: f64) -> bool {
    let all = cell.groups.iter().chain([&cell.squares, &cell.products]).all(|&value| is_sum(value));
    let slack = 1.0 + ROUNDING;
    all && cell.squares <= cell.products * slack
        && (largest.is_infinite() || cell.products <= cell.sum() * largest * slack)
}

fn check_all(saved: &SavedWeightedCounts, sums: &CellSums, largest: f64) -> Result<(), WeightedCountsError> {
    let (all, slack) = (saved.all, 1.0 + ROUNDING);
    let whole = all.whole();
    let tail: f64 = saved.largest.iter().sum();
    let squares: f64 = saved.largest.iter().map(|weight| weight * weight).sum();
    let groups = all.groups.iter().zip(sums.groups).all(|(&all, sum)| is_sum(all) && near(all, sum));
    // As sum over f of u_c(f) u_c is u_c^2.
    let totals = near(sums.products, all.squares) && near(sums.squares, all.cells);
    let spread = whole.sum * whole.sum <= all.squares * saved.clusters as f64 * slack + tiny(largest);
    if !(groups && totals && is_sum(all.squares) && is_sum(all.cells) && spread) {
        return Err(WeightedCountsError::Sum);
    }
    let complete = saved.clusters <= MOST_TAIL as u64;
    let fits = if complete {
        near(tail, whole.sum) && near(squares, all.squares)
    } else {
        let rest = (saved.clusters - MOST_TAIL as u64) as f64 * saved.largest[0];
        tail <= whole.sum * slack && whole.sum <= (tail + rest) * slack && squares <= all.squares * slack
    };
    if !fits {
        return Err(WeightedCountsError::Largest);
    }
    let is_whole = |cell: &CellSums| {
        cell.groups.iter().all(|sum| sum.fract() == 0.0)
            && cell.sum() == cell.squares
            && cell.sum() == cell.products
    };
    let plain = saved.exponent.is_none_or(|exponent| exponent == 0)
        && whole.sum == saved.clusters as f64
        && whole.sum == all.squares
        && whole.sum == all.cells
        && saved.largest.iter().all(|&weight| weight == 1.0)
        && saved.cells.iter().all(|cell| is_whole(&cell.sums) && cell.sums.sum() == cell.sums.found as f64)
        && is_whole(&saved.beyond);
    if saved.plain && !plain { Err(WeightedCountsError::Plain) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::super::examples::{chunks, function, merged};
    use super::super::{ChunkClusters, Weights};
    use super::*;

    fn restore(cap: usize, saved: &SavedWeightedCounts) -> Result<WeightedCounts, WeightedCountsError> {
        WeightedCounts::restore(5, Weights::Likelihood, 16, cap, saved)
    }

    #[test]
    fn what_is_saved_is_restored_and_goes_on_alike() {
        let more = chunks(3.0, 2.0);
        for (middle, cap) in [(0.0, 1_000), (-1e5, 1_000), (2.0, 7)] {
            let mut counts = merged(&chunks(middle, 40.0), cap);
            let mut restored = restore(cap, &counts.save()).unwrap();
            assert_eq!(restored, counts);
            for chunk in &more {
                counts.merge(chunk);
                restored.merge(chunk);
            }
            assert_eq!(restored, counts);
            assert_eq!(restored.fingerprint(7), counts.fingerprint(7));
            // Also where all that was before is too small beside it to be a number.
            assert_eq!(restore(cap, &counts.save()).unwrap(), counts);
        }
        let empty = merged(&[], 10);
        assert_eq!(restore(10, &empty.save()), Ok(empty));
    }

    #[test]
    fn long_runs_are_restored() {
        let mut stream = crate::compare::RandomStream::new(46);
        let mut chunk = ChunkClusters::new(5, 0, 16);
        for _ in 0..3 * MOST_TAIL {
            let bits = u128::from(stream.next() % 50);
            chunk.push(1, -50.0 * stream.uniform(), [(function(bits), 1.0)]);
        }
        let counts = merged(&[chunk], 20);
        assert_eq!(restore(20, &counts.save()), Ok(counts));
    }

    #[test]
    fn numbers_that_no_run_can_have_added_up_are_refused() {
        let counts = merged(&chunks(-1.0, 4.0), 10);
        let good = counts.save();
        let with = |change: &dyn Fn(&mut SavedWeightedCounts)| {
            let mut saved = good.clone();
            change(&mut saved);
            restore(10, &saved).unwrap_err()
        };
        let (first, five) = (good.cells[0].function, Function::new(1, 5));
        type Change<'a> = &'a dyn Fn(&mut SavedWeightedCounts);
        let wrong: [(Change<'_>, WeightedCountsError); 20] = [
            (&|saved| saved.cells[1].function = five, WeightedCountsError::Length(five)),
            (&|saved| saved.cells[1].function = first, WeightedCountsError::Twice(first)),
            (&|saved| saved.cells[0].sums.found = 0, WeightedCountsError::Found(first)),
            (&|saved| saved.cells[0].sums.found = 1_000_000, WeightedCountsError::Found(first)),
            (&|saved| saved.cells[0].sums.found = 1, WeightedCountsError::Cell(first)),
            (&|saved| saved.cells[0].sums.groups[3] = -1.0, WeightedCountsError::Cell(first)),
            (&|saved| saved.cells[0].sums.squares = f64::NAN, WeightedCountsError::Cell(first)),
            (&|saved| saved.cells[0].sums.squares *= 10.0, WeightedCountsError::Cell(first)),
            (&|saved| saved.cells[0].sums.products *= 1.01, WeightedCountsError::Sum),
            (&|saved| saved.cells[0].sums.groups[0] *= 1.01, WeightedCountsError::Sum),
            (&|saved| saved.cells.push(saved.cells[0]), WeightedCountsError::TooMany { most: 10 }),
            (&|saved| saved.cells.truncate(9), WeightedCountsError::Beyond),
            (&|saved| saved.beyond.found = 0, WeightedCountsError::Beyond),
            (&|saved| saved.beyond.groups[0] = f64::INFINITY, WeightedCountsError::Beyond),
            (&|saved| saved.all.groups[0] *= 1.01, WeightedCountsError::Sum),
            (&|saved| saved.all.cells *= 1.01, WeightedCountsError::Sum),
            (&|saved| saved.largest.swap(0, 1), WeightedCountsError::Largest),
            (&|saved| saved.largest[0] = 0.0, WeightedCountsError::Largest),
            (&|saved| saved.plain = true, WeightedCountsError::Plain),
            (&|saved| saved.exponent = None, WeightedCountsError::Clusters),
        ];
        for (at, (change, error)) in wrong.into_iter().enumerate() {
            let found = with(change);
            // The smallest of all weights is lost in the rounding of their sum.
            if at != 17 || found != WeightedCountsError::Plain {
                assert_eq!(found, error, "{at}");
            }
        }
        assert_eq!(with(&|saved| saved.clusters = u64::MAX), WeightedCountsError::Clusters);
        assert_eq!(with(&|saved| saved.exponent = Some(i64::MIN)), WeightedCountsError::Clusters);
        assert_eq!(with(&|saved| saved.largest.truncate(5)), WeightedCountsError::Largest);
    }
}
