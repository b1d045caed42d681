//! What two samples of these sizes from one distribution would show.
//!
//! If both methods drew from one distribution, which of the pooled A + B counts belong to which method would
//! be a matter of chance: every division into A and B is equally likely, given the pooled counts, whatever
//! that distribution is. So a random division shows what a distance looks like when there is nothing to
//! see, *exactly* in law, and a test against it is a permutation test. (Drawing two fresh samples from the
//! pooled shares, as if these were the distribution, is the same for functions found often, but makes a
//! function found once likely to be found by both, and so the distance too small wherever rare functions
//! matter.)
//!
//! A division need not be drawn function by function: functions found equally often are exchangeable, so
//! only how many of them get x counts is drawn. That keeps a hundred thousand functions found once as cheap
//! as one.

use super::hypergeometric::{cost, hypergeometric};
use super::paired::{COMMON, PairedCounts};
use super::stream::Stream;
use crate::numeric::order::sorted;

/// About how much computing resampling may use: the number of elementary steps, a nanosecond or so each
/// natively. The number of replicates follows from it and the counts, never from a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort(pub u64);

impl Effort {
    /// For a number that is looked at while a run goes on.
    pub const LIVE: Self = Self(10_000_000);
    /// For a result to keep.
    pub const CAREFUL: Self = Self(50_000_000);
}

/// The least number of which one, the largest, is a 95% quantile. Where even these cost more than the effort,
/// tens of thousands of functions were found often, and their sum hardly scatters.
const LEAST_REPLICATES: u64 = 19;
/// More would not change a digit that is shown.
const MOST_REPLICATES: u64 = 4_999;
/// Counts up to this size have their cells' parts of the statistics in a table.
const TABULATED: u64 = 256;

/// Functions that were found equally often by both methods together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Class {
    /// How often each was found (c).
    size: u64,
    /// How many functions.
    functions: u64,
    /// Whether the distance of the common functions lumps them.
    rare: bool,
}

impl Class {
    /// Steps to divide the class function by function, and group by group.
    fn costs(self, total: u64) -> (u64, u64) {
        let most = total / 2;
        let singly = self.functions.saturating_mul(cost(self.size, most) + 12);
        let groups = self.size.saturating_mul(self.size + 1) / 2;
        (singly, groups.saturating_mul(cost(self.functions, most) + 12))
    }
}

/// The pooled counts, ready to be divided at random.
#[derive(Clone, Debug)]
pub(crate) struct Pool {
    /// What is lumped, then descending by size, so that the many rare functions come last, where all but one group is certain.
    classes: Vec<Class>,
    second: u64,
    total: u64,
}

/// A statistic of a division, in parts: TV in exact whole numbers, Jensen-Shannon in bits.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Parts {
    /// The sum of |a N - c A| = |a B - b A|; TV is this over 2 A B.
    pub(crate) distance: u128,
    /// The same with all but the common functions lumped.
    pub(crate) common: u128,
    /// The Jensen-Shannon divergence.
    pub(crate) divergence: f64,
}

/// What one function found `a` times of A and `b` times of B adds to the Jensen-Shannon divergence, bits.
pub(crate) fn divergence_part(a: u64, second: u64, b: u64, first: u64) -> f64 {
    let (p, q) = (a as f64 / second as f64, b as f64 / first as f64);
    let term = |share: f64| if share > 0.0 { 0.5 * share * libm::log2(2.0 * share / (p + q)) } else { 0.0 };
    term(p) + term(q)
}

impl Pool {
    /// The pool of these counts. None unless both methods have counts.
    pub(crate) fn new(counts: &PairedCounts) -> Option<Self> {
        let (second, first) = (counts.second_total(), counts.first_total());
        if second == 0 || first == 0 {
            return None;
        }
        let sizes: Vec<u64> = counts.functions.iter().map(|f| f.second + f.first).collect();
        let sizes = sorted(&sizes, &|left, right| right.cmp(left));
        let is_common = counts.expects_at_least(COMMON);
        let class = |equal: &[u64]| Class {
            size: equal[0],
            functions: equal.len() as u64,
            rare: !is_common(equal[0]),
        };
        // What is lumped already comes first, as one large function.
        let beyond = counts.is_lumped().then(|| Class {
            size: counts.second_beyond + counts.first_beyond,
            functions: 1,
            rare: true,
        });
        let classes = beyond.into_iter().chain(sizes.chunk_by(|left, right| left == right).map(class));
        Some(Self { classes: classes.collect(), second, total: second + first })
    }

    /// How many replicates `effort` pays for.
    pub(crate) fn replicates(&self, effort: Effort) -> u32 {
        let step = |class: &Class| {
            let (singly, grouped) = class.costs(self.total);
            let logarithms = if class.size > TABULATED { 60 * class.functions } else { 0 };
            singly.min(grouped).saturating_add(logarithms)
        };
        let one = self.classes.iter().map(step).fold(100, u64::saturating_add);
        (effort.0 / one).clamp(LEAST_REPLICATES, MOST_REPLICATES) as u32
    }

    /// |a N - c A| for a cell with `a` of its `size` counts.
    fn distance(&self, size: u64, a: u64) -> u128 {
        (u128::from(a) * u128::from(self.total)).abs_diff(u128::from(size) * u128::from(self.second))
    }

    /// The distance and the divergence of a cell.
    fn part(&self, size: u64, a: u64) -> (u128, f64) {
        (self.distance(size, a), divergence_part(a, self.second, size - a, self.total - self.second))
    }

    /// The statistics of `count` random divisions, always the same ones for the same pool.
    pub(crate) fn divide(&self, count: u32) -> Vec<Parts> {
        let tables: Vec<Vec<(u128, f64)>> = self
            .classes
            .iter()
            .map(|class| {
                let end = if class.size <= TABULATED { class.size + 1 } else { 0 };
                (0..end).map(|a| self.part(class.size, a)).collect()
            })
            .collect();
        // The digits of pi: any constant would do, but it must stay.
        let mut stream = Stream::new(0x243f_6a88_85a3_08d3);
        let rare: u64 = self.classes.iter().filter(|class| class.rare).map(|c| c.size * c.functions).sum();
        (0..count)
            .map(|_| {
                let (mut sum, mut rare_second) = (Parts::default(), 0);
                self.divide_once(&mut stream, |index, a, functions| {
                    let class = self.classes[index];
                    let tabulated = tables[index].get(a as usize).copied();
                    let (distance, divergence) = tabulated.unwrap_or_else(|| self.part(class.size, a));
                    let distance = distance * u128::from(functions);
                    sum.distance += distance;
                    sum.divergence += divergence * functions as f64;
                    if class.rare { rare_second += a * functions } else { sum.common += distance }
                });
                sum.common += self.distance(rare, rare_second);
                sum
            })
            .collect()
    }

    /// Draws one division; `visit(class, a, functions)`: so many functions of the class have `a` counts.
    fn divide_once(&self, stream: &mut Stream, mut visit: impl FnMut(usize, u64, u64)) {
        let (mut left, mut total) = (self.second, self.total);
        let mut groups = Vec::new();
        for (index, class) in self.classes.iter().enumerate() {
            let (singly, grouped) = class.costs(self.total);
            if singly <= grouped {
                for _ in 0..class.functions {
                    let a = hypergeometric(stream, class.size, left, total);
                    left -= a;
                    total -= class.size;
                    visit(index, a, 1);
                }
                continue;
            }
            // The first count of each function, then the second of each ...: groups[a] functions have a so far.
            groups.clear();
            groups.resize(class.size as usize + 1, 0);
            groups[0] = class.functions;
            for drawn in 0..class.size as usize {
                for a in (0..=drawn).rev() {
                    let more = hypergeometric(stream, groups[a], left, total);
                    left -= more;
                    total -= groups[a];
                    groups[a] -= more;
                    groups[a + 1] += more;
                }
            }
            for (a, &functions) in groups.iter().enumerate() {
                if functions > 0 {
                    visit(index, a as u64, functions);
                }
            }
        }
    }

    /// The exact mean of the total variation distance over all divisions.
    ///
    /// A function found c times has a hypergeometric number of counts of one method; its mean absolute
    /// deviation has a closed form: the sum that defines it telescopes, as De Moivre's does for the binomial.
    pub(crate) fn mean_total_variation(&self) -> f64 {
        let (n, marked) = (self.total as f64, self.second as f64);
        let deviation = |class: &Class| {
            let c = class.size as f64;
            // The least count above the mean c A / N.
            let above =
                (u128::from(class.size) * u128::from(self.second) / u128::from(self.total)) as u64 + 1;
            let density =
                crate::numeric::special::hypergeometric_density(above, class.size, self.second, self.total);
            let k = above as f64;
            2.0 * k * (n - c - marked + k) / n * density * class.functions as f64
        };
        (self.classes.iter().map(deviation).sum::<f64>() * n / (2.0 * marked * (n - marked))).min(1.0)
    }

    /// A bound, never exceeded, of the probability that a random division has a total variation distance
    /// that lies `excess` or more above the mean.
    ///
    /// Exchanging one count of each method moves the distance by at most 1/A + 1/B, so the martingale of
    /// uncovering the division count by count has bounded steps (Azuma's and McDiarmid's method; R. El-Yaniv
    /// and D. Pechyony, "Transductive Rademacher complexity and its applications", 2009, lemma on
    /// permutation-symmetric functions). It is small where counting replicates cannot resolve.
    pub(crate) fn excess_bound(&self, excess: f64) -> f64 {
        if excess <= 0.0 {
            return 1.0;
        }
        let (a, b, n) = (self.second as f64, (self.total - self.second) as f64, self.total as f64);
        let exponent = 2.0 * excess * excess * a * b * (n - 0.5) / (n * n) * (1.0 - 0.5 / a.max(b));
        libm::exp(-exponent)
    }

    /// TV of a sum of |a N - c A|.
    pub(crate) fn total_variation(&self, distance: u128) -> f64 {
        distance as f64 / (2.0 * self.second as f64 * (self.total - self.second) as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::super::null_distribution::{NullDistribution, floor_of};
    use super::super::paired::examples::paired;
    use super::*;

    fn pool(pairs: &[(u64, u64)]) -> Pool {
        Pool::new(&paired(pairs)).unwrap()
    }

    /// Mean and variance of TV over all divisions of single counts, by going through all of them.
    fn by_enumeration(pairs: &[(u64, u64)]) -> (f64, f64) {
        let pool = pool(pairs);
        let owners: Vec<usize> =
            pairs.iter().enumerate().flat_map(|(f, &(a, b))| vec![f; (a + b) as usize]).collect();
        let (mut count, mut sum, mut squares) = (0.0, 0.0, 0.0);
        for subset in 0_u32..1 << owners.len() {
            if u64::from(subset.count_ones()) != pool.second {
                continue;
            }
            let mut counts = vec![0; pairs.len()];
            for (item, &owner) in owners.iter().enumerate() {
                counts[owner] += u64::from(subset >> item & 1);
            }
            let distance = pairs.iter().zip(&counts).map(|(&(a, b), &x)| pool.distance(a + b, x)).sum();
            let value = pool.total_variation(distance);
            count += 1.0;
            sum += value;
            squares += value * value;
        }
        (sum / count, squares / count - (sum / count) * (sum / count))
    }

    #[test]
    fn the_mean_is_that_of_all_divisions() {
        for pairs in [
            &[(1, 0), (0, 1)][..],
            &[(3, 2), (1, 4), (2, 0), (0, 1)],
            &[(5, 5), (1, 1), (1, 1)],
            &[(1, 0), (1, 0), (0, 1), (0, 1), (0, 1), (3, 6)],
        ] {
            let (exact, _) = by_enumeration(pairs);
            let found = pool(pairs).mean_total_variation();
            assert!((found - exact).abs() < 1e-12, "{pairs:?}: {found}, not {exact}");
        }
    }

    #[test]
    fn replicates_have_the_mean_and_variance_of_all_divisions() {
        // The first is divided singly, the second has a class (14 functions found once) that is grouped.
        let mut many = vec![(1, 0); 7];
        many.extend([(0, 1); 7]);
        many.push((2, 2));
        for pairs in [vec![(3, 2), (1, 4), (2, 0), (0, 1)], many] {
            let pool = pool(&pairs);
            let count = 4_000;
            let values: Vec<f64> =
                pool.divide(count).iter().map(|parts| pool.total_variation(parts.distance)).collect();
            let floor = floor_of(values);
            let (mean, variance) = by_enumeration(&pairs);
            let z = (floor.mean - mean) / (variance / f64::from(count)).sqrt();
            assert!(z.abs() < 5.0, "mean {} instead of {mean}", floor.mean);
            // A variance of a bounded variable, from n values: relative error about sqrt(2/n).
            let ratio = floor.standard_deviation * floor.standard_deviation / variance;
            assert!((ratio - 1.0).abs() < 5.0 * (2.0 / f64::from(count)).sqrt(), "{ratio}");
        }
    }

    #[test]
    fn grouping_and_dividing_singly_agree() {
        // 3000 functions found up to four times: grouped. The same law singly, by a direct shuffle.
        let pairs: Vec<(u64, u64)> = (0..3000_u64).map(|f| (f % 3, u64::from(f % 4 == 0) + 1)).collect();
        let pool = pool(&pairs);
        assert!(pool.classes.iter().all(|class| class.costs(pool.total).1 < class.costs(pool.total).0));
        let mut owners: Vec<usize> =
            pairs.iter().enumerate().flat_map(|(f, &(a, b))| vec![f; (a + b) as usize]).collect();
        let mut stream = Stream::new(3);
        let count = 300;
        let shuffled: Vec<(f64, f64)> = (0..count)
            .map(|_| {
                let mut counts = vec![0_u64; pairs.len()];
                for item in 0..pool.second as usize {
                    let other = item + (stream.uniform() * (owners.len() - item) as f64) as usize;
                    owners.swap(item, other);
                    counts[owners[item]] += 1;
                }
                let parts = pairs.iter().zip(&counts).map(|(&(a, b), &x)| pool.part(a + b, x));
                parts.fold((0.0, 0.0), |(tv, js), part| (tv + pool.total_variation(part.0), js + part.1))
            })
            .collect();
        let grouped = pool.divide(count);
        let direct = floor_of(shuffled.iter().map(|value| value.0).collect());
        let quick = floor_of(grouped.iter().map(|part| pool.total_variation(part.distance)).collect());
        let error = |floor: NullDistribution| floor.standard_deviation / f64::from(count).sqrt();
        let z = |one: NullDistribution, two: NullDistribution| {
            (one.mean - two.mean) / (error(one) * error(one) + error(two) * error(two)).sqrt()
        };
        assert!(z(direct, quick).abs() < 5.0, "{direct:?} {quick:?}");
        assert!(((direct.mean - pool.mean_total_variation()) / error(direct)).abs() < 5.0);
        let direct = floor_of(shuffled.iter().map(|value| value.1).collect());
        let quick = floor_of(grouped.iter().map(|part| part.divergence).collect());
        assert!(z(direct, quick).abs() < 5.0, "{direct:?} {quick:?}");
    }

    #[test]
    fn the_bound_is_never_exceeded() {
        let pairs = [(30, 20), (10, 15), (5, 5), (1, 1), (1, 1), (3, 8)];
        let pool = pool(&pairs);
        let replicates = pool.divide(4_000);
        for excess in [0.02, 0.05, 0.1, 0.15, 0.2] {
            let above = pool.mean_total_variation() + excess;
            let share = replicates.iter().filter(|p| pool.total_variation(p.distance) >= above).count();
            assert!(share as f64 / 4_000.0 <= pool.excess_bound(excess) + 5.0 / f64::sqrt(4.0 * 4_000.0));
        }
        assert_eq!(pool.excess_bound(0.0), 1.0);
        assert!(pool.excess_bound(0.9) < 1e-12);
    }

    #[test]
    fn dividing_what_is_lumped_and_lumping_what_is_divided_agree() {
        let mut pairs = vec![(100, 80), (60, 90), (500, 430)];
        pairs.extend((0..300).map(|f| (f % 3 + 1, f % 5)));
        let counts = PairedCounts { second_beyond: 20, first_beyond: 10, ..paired(&pairs) };
        let (whole, lumped) = (Pool::new(&counts).unwrap(), Pool::new(&counts.lumped(COMMON)).unwrap());
        let count = 1_000;
        let after = whole.divide(count).iter().map(|p| whole.total_variation(p.common)).collect();
        let before: Vec<Parts> = lumped.divide(count);
        assert!(before.iter().all(|parts| parts.common == parts.distance));
        let before = before.iter().map(|p| lumped.total_variation(p.distance)).collect();
        for floor in [floor_of(after), floor_of(before)] {
            let error = floor.standard_deviation / f64::from(count).sqrt();
            assert!((floor.mean - lumped.mean_total_variation()).abs() < 5.0 * error, "{floor:?}");
        }
    }

    #[test]
    fn effort_decides_how_many() {
        let small = pool(&[(5, 5), (1, 1)]);
        assert_eq!(small.replicates(Effort::CAREFUL), MOST_REPLICATES as u32);
        assert_eq!(small.replicates(Effort(0)), LEAST_REPLICATES as u32);
        assert_eq!(small.divide(7), small.divide(7));
    }
}
