//! Two samples of clusters as shares, each with the number of draws by which it goes.

use super::super::paired::COMMON;
use super::samples::{CellSums, GROUPS, PairedClusters, SampleSums};
use crate::numeric::special::student_quantile;
use crate::numeric::{CONFIDENCE, Ratio, Z};
use crate::task::Function;

/// With fewer effective draws a sample is not compared.
const LEAST_DRAWS: f64 = 2.0;

/// One function, or what is lumped, in one sample.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    /// Its share.
    pub(super) share: f64,
    /// The draws that the share is worth for intervals: [`Ratio::cautious_draws`] times the factor for few clusters.
    pub(super) draws: f64,
    /// The draws that its own clusters say that it is worth: those with which chance is imitated.
    pub(super) own: f64,
    /// How many clusters gave something to it, and the sum of the squares of what they did, in shares.
    pub(super) found: u64,
    pub(super) squares: f64,
    /// What each group adds to the share.
    pub(super) groups: [f64; GROUPS],
}

/// One sample.
#[derive(Clone, Copy, Debug)]
pub(super) struct Side {
    /// What each group has of all weight.
    pub(super) groups: [f64; GROUPS],
    /// The draws that the whole is worth for intervals.
    pub(super) draws: f64,
    /// Factor for few clusters, in both kinds of draws.
    pub(super) few: f64,
    /// Degrees of freedom: effective clusters less one.
    pub(super) degrees: f64,
    /// The share of what is lumped.
    pub(super) beyond: f64,
}

impl Side {
    fn of(all: SampleSums, cells: impl Iterator<Item = CellSums>, beyond: &CellSums) -> Self {
        let whole = all.whole();
        let clusters = whole.effective_clusters();
        let effective = whole.effective_draws(cells.map(|cell| cell.part()));
        // As in `Ratio::of`: the spread of K clusters about their own mean, and at most K^2 draws.
        let cautious = (effective * (1.0 - 1.0 / clusters)).min(clusters * clusters);
        let few = whole.few_clusters();
        Self {
            groups: all.groups.map(|sum| sum / whole.sum),
            draws: cautious * few,
            few,
            degrees: whole.degrees(),
            beyond: beyond.sum() / whole.sum,
        }
    }

    /// How many groups have clusters.
    pub(super) fn taken(&self) -> usize {
        self.groups.iter().filter(|&&share| share > 0.0).count()
    }

    fn cell(&self, all: SampleSums, sums: &CellSums, is_lump: bool) -> Cell {
        let whole = all.whole();
        let ratio = Ratio::of(sums.part(), whole);
        let share = ratio.map_or(0.0, |ratio| ratio.value);
        let most = whole.effective_clusters();
        let draws = ratio.map_or(0.0, |ratio| ratio.cautious_draws);
        let own = ratio.and_then(|ratio| ratio.effective_draws).unwrap_or(draws).min(most * most);
        // The squares of what is lumped are not those of one function.
        let (draws, own) =
            if is_lump { (self.draws, self.draws / self.few) } else { (draws * self.few, own) };
        Cell {
            share,
            draws: draws.max(LEAST_DRAWS / 2.0),
            own: own.max(LEAST_DRAWS / 2.0),
            found: sums.found,
            squares: sums.squares / whole.sum / whole.sum,
            groups: sums.groups.map(|sum| sum / whole.sum),
        }
    }
}

/// A mean over the sample with the variance that is put down to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mean {
    pub(super) value: f64,
    pub(super) variance: f64,
}

/// Both samples, cell by cell; second before first in every pair, as in the formulas.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    /// The functions of the cells: one fewer if the last cell is what is lumped.
    pub(super) functions: Vec<Function>,
    pub(super) cells: Vec<[Cell; 2]>,
    pub(super) sides: [Side; 2],
}

impl Pair {
    /// None unless both samples are worth at least two draws.
    pub(super) fn new(clusters: &PairedClusters) -> Option<Self> {
        let alls = [clusters.second, clusters.first];
        if alls.iter().any(|all| all.whole().sum <= 0.0) {
            return None;
        }
        let beyond = [&clusters.second_beyond, &clusters.first_beyond];
        let sides = [
            Side::of(alls[0], clusters.functions.iter().map(|cell| cell.second), beyond[0]),
            Side::of(alls[1], clusters.functions.iter().map(|cell| cell.first), beyond[1]),
        ];
        if sides.iter().any(|side| side.draws.is_nan() || side.draws < LEAST_DRAWS) {
            return None;
        }
        let pair = |second: &CellSums, first: &CellSums, is_lump| {
            [sides[0].cell(alls[0], second, is_lump), sides[1].cell(alls[1], first, is_lump)]
        };
        let mut cells: Vec<[Cell; 2]> =
            clusters.functions.iter().map(|cell| pair(&cell.second, &cell.first, false)).collect();
        if sides.iter().any(|side| side.beyond > 0.0) {
            cells.push(pair(beyond[0], beyond[1], true));
        }
        Some(Self { functions: clusters.functions.iter().map(|cell| cell.function).collect(), cells, sides })
    }

    /// Whether, of cell `at`, at least `least` effective draws are expected of either sample.
    pub(super) fn expects(&self, at: usize, least: f64) -> bool {
        let [second, first] = self.sides.map(|side| side.draws);
        let pooled = (self.cells[at][0].share * second + self.cells[at][1].share * first) / (second + first);
        pooled * second.min(first) >= least
    }

    /// Which cells are functions of which at least `least` are expected: the rule by which the rest is lumped.
    pub(super) fn common(&self, least: f64) -> Vec<bool> {
        (0..self.cells.len()).map(|at| at < self.functions.len() && self.expects(at, least)).collect()
    }

    /// The same with all but the functions that `is_kept` names as one last cell.
    pub(super) fn lumped(&self, is_kept: &[bool]) -> Self {
        let none = Cell { share: 0.0, draws: 0.0, own: 0.0, found: 0, squares: 0.0, groups: [0.0; GROUPS] };
        let mut rest = [none; 2];
        let (mut cells, mut functions, mut sides) = (Vec::new(), Vec::new(), self.sides);
        for (at, cell) in self.cells.iter().enumerate() {
            if is_kept[at] {
                cells.push(*cell);
                functions.push(self.functions[at]);
                continue;
            }
            for (rest, cell) in rest.iter_mut().zip(cell) {
                rest.share += cell.share;
                rest.found += cell.found;
                rest.squares += cell.squares;
                rest.groups.iter_mut().zip(cell.groups).for_each(|(sum, more)| *sum += more);
            }
        }
        if cells.len() < self.cells.len() {
            for (rest, side) in rest.iter_mut().zip(&mut sides) {
                (rest.draws, rest.own, side.beyond) = (side.draws, side.draws / side.few, rest.share);
            }
            cells.push(rest);
        }
        Self { functions, cells, sides }
    }

    /// The same with only the common functions told apart.
    pub(super) fn of_common(&self) -> Self {
        self.lumped(&self.common(COMMON))
    }

    /// The mean of `value(cell)` over sample `side`.
    ///
    /// Its variance is the larger of two: that of draws as many as each function's share is worth, and that which the groups show, wide
    /// enough for normal quantiles to stand for Student's t of so few. The second sees what functions have in common within clusters.
    pub(super) fn mean(&self, side: usize, value: impl Fn(usize) -> f64) -> Mean {
        let Side { groups, .. } = self.sides[side];
        let (mut mean, mut by_group) = (0.0, [0.0; GROUPS]);
        for (at, cell) in self.cells.iter().enumerate() {
            let value = value(at);
            mean += value * cell[side].share;
            by_group.iter_mut().zip(cell[side].groups).for_each(|(sum, share)| *sum += value * share);
        }
        let own = |(at, cell): (usize, &[Cell; 2])| {
            let difference = value(at) - mean;
            cell[side].share * difference * difference / cell[side].draws
        };
        let by_draws: f64 = self.cells.iter().enumerate().map(own).sum();
        let apart = by_group.iter().zip(groups).map(|(sum, share)| sum - mean * share);
        let shown: f64 = apart.map(|rest| rest * rest).sum();
        Mean { value: mean, variance: by_draws.max(shown * self.of_groups(side)) }
    }

    /// By which a sum of squares between groups becomes a variance for normal quantiles.
    pub(super) fn of_groups(&self, side: usize) -> f64 {
        let taken = self.sides[side].taken() as f64;
        if taken < 2.0 {
            return 0.0;
        }
        let ratio = student_quantile(0.5 + 0.5 * CONFIDENCE, taken - 1.0) / Z;
        ratio * ratio * taken / (taken - 1.0)
    }

    /// A set of functions in sample `side`, `part(cell)` of each from 0 to 1: its share, and the draws that this is worth, at most those of the whole.
    pub(super) fn set(&self, side: usize, part: impl Fn(usize) -> f64) -> (f64, f64) {
        let Mean { value, variance } = self.mean(side, part);
        let value = value.clamp(0.0, 1.0);
        let shown = value * (1.0 - value) / variance;
        let most = self.sides[side].draws;
        (value, if shown.is_finite() && shown > 0.0 { shown.min(most) } else { most })
    }
}

#[cfg(test)]
mod tests {
    use super::super::examples::{clusters, pair};
    use super::*;

    #[test]
    fn single_draws_of_one_weight_are_worth_their_number() {
        let draws =
            |count: usize| (0..count).map(|draw| (1.0, vec![(draw * draw % 7, 1.0)])).collect::<Vec<_>>();
        let found = Pair::new(&pair(&clusters(&draws(700)), &clusters(&draws(350)))).unwrap();
        for (side, number) in found.sides.iter().zip([700.0, 350.0]) {
            assert!((side.draws / number - 1.0).abs() < 0.02, "{side:?}");
            assert_eq!(side.taken(), GROUPS);
        }
        for cell in &found.cells {
            assert!((cell[0].draws / 700.0 - 1.0).abs() < 0.03 && (cell[1].draws / 350.0 - 1.0).abs() < 0.03);
        }
    }

    #[test]
    fn lumping_keeps_every_share() {
        let draws: Vec<_> = (0..500).map(|draw| (1.0, vec![(draw % 50 * (draw % 3), 1.0)])).collect();
        let whole = Pair::new(&pair(&clusters(&draws), &clusters(&draws[..300]))).unwrap();
        let common = whole.of_common();
        assert!(common.cells.len() < whole.cells.len() && common.functions.len() + 1 == common.cells.len());
        for side in 0..2 {
            let sum = |pair: &Pair| pair.cells.iter().map(|cell| cell[side].share).sum::<f64>();
            assert!((sum(&whole) - 1.0).abs() < 1e-12 && (sum(&common) - 1.0).abs() < 1e-12);
            let rest = common.cells.last().unwrap()[side];
            assert!((rest.groups.iter().sum::<f64>() - rest.share).abs() < 1e-12);
            assert_eq!(common.sides[side].beyond, rest.share);
        }
    }

    #[test]
    fn one_cluster_is_not_compared() {
        let many: Vec<_> = (0..100).map(|draw| (1.0, vec![(draw % 5, 1.0)])).collect();
        let one = clusters(&[(1.0, vec![(0, 0.5), (1, 0.5)])]);
        assert!(Pair::new(&pair(&one, &clusters(&many))).is_none());
        assert!(Pair::new(&pair(&clusters(&[]), &clusters(&many))).is_none());
    }
}
