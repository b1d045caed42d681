//! What two samples of clusters from one distribution would show.
//!
//! For one draw a cluster a random division of the pooled counts is exact; clusters of different kinds cannot change places. What can is this.
//! - A function found *often* is divided as so many counts as its pooled share is worth draws, n of the second and m of the first: of
//!   c = pi (n + m) the second gets a binomial number with probability n / (n + m).
//! - Of a *rare* one, what clusters gave to it is divided one by one, and is then worth what a cluster of that sample gives to a rare
//!   function on average, with their scatter about that. So a function found once by either is found once by either,
//!   and no sample gains or loses by the division.
//!
//! Divided one by one, functions are independent; what they have in common within clusters widens the spread of a distance, not its mean, and is
//! measured by exchanging groups.

use super::super::resample::Effort;
use super::super::stream::Stream;
use super::binomial::binomial;
use super::pair::{Cell, Pair, Side};
use super::samples::GROUPS;

/// As in the resampling of counts.
const REPLICATES: std::ops::RangeInclusive<u64> = 19..=4_999;
/// About how many nanoseconds one cell takes.
const CELL_COST: u64 = 40;
/// How often groups are exchanged: their variance is known within a tenth.
const EXCHANGES: usize = 200;
/// Groups are exchanged for no more than so many cells, the rest as one.
const MOST_EXCHANGED: usize = 400;

/// The statistics of one division.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Replicate {
    pub(super) distance: f64,
    /// With all but the common functions lumped.
    pub(super) common: f64,
    /// Bits.
    pub(super) divergence: f64,
}

/// What a cell of shares p and q adds to the Jensen-Shannon divergence, bits.
pub(super) fn divergence_part(p: f64, q: f64) -> f64 {
    let term = |share: f64| if share > 0.0 { 0.5 * share * libm::log2(2.0 * share / (p + q)) } else { 0.0 };
    term(p) + term(q)
}

/// Random divisions; the same ones for the same samples and effort.
pub(super) fn replicates(pair: &Pair, is_common: &[bool], effort: Effort) -> Vec<Replicate> {
    let cost = 100 + CELL_COST * pair.cells.len() as u64;
    let count = (effort.0 / cost).clamp(*REPLICATES.start(), *REPLICATES.end());
    let rare = Rare::of(pair);
    let cells: Vec<Divided> =
        pair.cells.iter().enumerate().map(|(at, cell)| rare.divided(pair, at, cell)).collect();
    let mut stream = Stream::new(0x082e_fa98_ec4e_6c89);
    let mut shares = vec![[0.0; 2]; cells.len()];
    (0..count)
        .map(|_| {
            let mut sums = [0.0; 2];
            for (cell, shares) in cells.iter().zip(&mut shares) {
                *shares = cell.draw(&mut stream);
                sums = [sums[0] + shares[0], sums[1] + shares[1]];
            }
            let (mut found, mut rest) = (Replicate::default(), 0.0);
            for (&[second, first], &is_common) in shares.iter().zip(is_common) {
                let share = |share: f64, sum: f64| if sum > 0.0 { share / sum } else { 0.0 };
                let (p, q) = (share(second, sums[0]), share(first, sums[1]));
                let apart = 0.5 * (p - q).abs();
                found.distance += apart;
                found.divergence += divergence_part(p, q);
                if is_common { found.common += apart } else { rest += 0.5 * (p - q) }
            }
            found.common += rest.abs();
            found
        })
        .collect()
}

/// A function that fewer clusters gave to, in both samples together, is rare, if these are not more than a part of either's effective clusters: where
/// most have it, how many do says nothing.
const OFTEN: u64 = 40;
const MOST_CLUSTERS: f64 = 0.25;

/// How a cell is divided.
struct Divided {
    /// So many counts, or clusters.
    counts: f64,
    /// The second's chance of each.
    chance: f64,
    /// What one is of the share.
    unit: [f64; 2],
    /// The variance of what one is, over the square of its mean; 0 where that is in the number of counts already.
    scatter: [f64; 2],
}

impl Divided {
    fn draw(&self, stream: &mut Stream) -> [f64; 2] {
        // A count that is not whole is rounded by chance, so that no share is too large on average.
        let part = self.counts.fract();
        let all = self.counts as u64 + u64::from(part > 0.0 && stream.uniform() < part);
        let own = binomial(stream, all, self.chance);
        let counts = [own, all - own];
        [0, 1].map(|side| {
            let count = counts[side] as f64;
            if count < 1.0 || self.scatter[side] <= 0.0 {
                return count * self.unit[side];
            }
            // Lognormal, of mean 1 and this variance.
            let square = libm::log1p(self.scatter[side] / count);
            let radius = (-2.0 * libm::log(stream.positive_uniform())).sqrt();
            let normal = radius * libm::cos(std::f64::consts::TAU * stream.uniform());
            count * self.unit[side] * libm::exp(square.sqrt() * normal - 0.5 * square)
        })
    }
}

/// What clusters of each sample give to rare functions.
struct Rare {
    unit: [f64; 2],
    scatter: [f64; 2],
}

impl Rare {
    fn is(pair: &Pair, at: usize) -> bool {
        let few = |(cell, side): (&Cell, &Side)| cell.found as f64 <= MOST_CLUSTERS * (side.degrees + 1.0);
        at < pair.functions.len()
            && pair.cells[at].iter().map(|cell| cell.found).sum::<u64>() < OFTEN
            && pair.cells[at].iter().zip(&pair.sides).all(few)
    }

    fn of(pair: &Pair) -> Self {
        let rare = || (0..pair.cells.len()).filter(|&at| Self::is(pair, at));
        let (mut unit, mut scatter) = ([0.0; 2], [0.0; 2]);
        for side in 0..2 {
            let found: u64 = rare().map(|at| pair.cells[at][side].found).sum();
            let share: f64 = rare().map(|at| pair.cells[at][side].share).sum();
            let squares: f64 = rare().map(|at| pair.cells[at][side].squares).sum();
            // Where nothing is rare, a draw is what one would be.
            unit[side] =
                if found > 0 { share / found as f64 } else { pair.sides[side].few / pair.sides[side].draws };
            scatter[side] = if found > 0 {
                (squares / found as f64 / (unit[side] * unit[side]) - 1.0).max(0.0)
            } else {
                0.0
            };
        }
        Self { unit, scatter }
    }

    fn divided(&self, pair: &Pair, at: usize, [second, first]: &[Cell; 2]) -> Divided {
        let (counts, unit, scatter) = if Self::is(pair, at) {
            ((second.found + first.found) as f64, self.unit, self.scatter)
        } else {
            let [n, m] = pair.sides.map(|side| side.draws / side.few);
            let pooled = (second.share * n + first.share * m) / (n + m);
            (pooled * (second.own + first.own), [second.own.recip(), first.own.recip()], [0.0; 2])
        };
        Divided { counts, chance: unit[1] / (unit[0] + unit[1]), unit, scatter }
    }
}

/// By which factor, at least 1, the variance of the distance exceeds that of independent functions: groups of both samples, each about the mean of its
/// own, are dealt anew to two samples. `common` has the rare functions lumped, `variance` is that of its distance in replicates.
pub(super) fn inflation(common: &Pair, variance: f64) -> f64 {
    let largest = &mut common.cells.iter().map(|[p, q]| p.share + q.share).collect::<Vec<f64>>();
    largest.sort_unstable_by(|one, other| other.total_cmp(one));
    let least = largest.get(MOST_EXCHANGED).copied().unwrap_or(0.0);
    let kept: Vec<bool> = (0..common.cells.len())
        .map(|at| {
            at < common.functions.len() && common.cells[at][0].share + common.cells[at][1].share > least
        })
        .collect();
    let common = common.lumped(&kept);
    let taken = common.sides.map(|side| side.taken());
    if taken.iter().any(|&taken| taken < 2) || variance <= 0.0 {
        return 1.0;
    }
    // Each group's share of a cell less that of its sample, in each group the share of all weight that a group should have.
    let deviations: Vec<Vec<f64>> = (0..2)
        .flat_map(|side| (0..GROUPS).map(move |group| (side, group)))
        .filter(|&(side, group)| common.sides[side].groups[group] > 0.0)
        .map(|(side, group)| {
            let all = common.sides[side].groups[group];
            let rest = |cell: &[Cell; 2]| cell[side].groups[group] - cell[side].share * all;
            common.cells.iter().map(|cell| taken[side] as f64 * rest(cell)).collect()
        })
        .collect();
    let mut stream = Stream::new(0xc0ac_29b7_c97c_50dd);
    let distances: Vec<f64> = (0..EXCHANGES)
        .map(|_| {
            let mut wanted = taken[0];
            let mut sums = vec![0.0; common.cells.len()];
            for (at, deviation) in deviations.iter().enumerate() {
                let left = (deviations.len() - at) as f64;
                let is_second = stream.uniform() * left < wanted as f64;
                wanted -= usize::from(is_second);
                let weight = if is_second { 1.0 / taken[0] as f64 } else { -1.0 / taken[1] as f64 };
                sums.iter_mut().zip(deviation).for_each(|(sum, rest)| *sum += weight * rest);
            }
            0.5 * sums.iter().map(|sum| sum.abs()).sum::<f64>()
        })
        .collect();
    let count = distances.len() as f64;
    let mean = distances.iter().sum::<f64>() / count;
    let shown =
        distances.iter().map(|distance| (distance - mean) * (distance - mean)).sum::<f64>() / (count - 1.0);
    // Two means were taken out.
    let groups = deviations.len() as f64;
    let lost = if groups > 2.0 { (groups - 1.0) / (groups - 2.0) } else { 1.0 };
    f64::max(1.0, lost * shown / variance)
}

pub(super) fn mean_and_variance(values: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let (count, sum) = values.clone().fold((0.0, 0.0), |(count, sum), value| (count + 1.0, sum + value));
    let mean = sum / count;
    (mean, values.map(|value| (value - mean) * (value - mean)).sum::<f64>() / f64::max(count - 1.0, 1.0))
}
