//! Jensen-Shannon divergence, and what of it is chance.

use super::null_distribution::{NullDistribution, floor_of};
use super::paired::PairedCounts;
use super::resample::{Parts, divergence_part};
use super::total_variation::Coverage;
use crate::numeric::{Estimate, Z, bounded_mean};

/// JS = 1/2 KL(P_2 || M) + 1/2 KL(P_1 || M) in bits, M the average of both: how much one function tells about
/// which method found it; 0 to 1 (J. Lin 1991).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct JensenShannon {
    /// The divergence of the two samples. Like the total variation, it is larger than that of the
    /// distributions, by about the mean of `floor` where they agree.
    ///
    /// The standard error adds two parts in quadrature: the first-order propagation of both samples' errors,
    /// which vanishes where the distributions agree, and the spread of the floor, which is what is left there.
    pub divergence: Estimate,
    /// Whether counts are lumped.
    pub reach: Coverage,
    /// What two samples of these sizes from one distribution would show.
    pub floor: NullDistribution,
}

/// The divergence, with random divisions of the pool of the same counts. None unless both methods have some.
pub(crate) fn jensen_shannon(counts: &PairedCounts, replicates: &[Parts]) -> Option<JensenShannon> {
    let (second, first) = (counts.second_total(), counts.first_total());
    if second == 0 || first == 0 || replicates.is_empty() {
        return None;
    }
    let value: f64 = counts.cells().map(|(a, b)| divergence_part(a, second, b, first)).sum();
    // The derivative of JS by P(f) is 1/2 log2 of P(f) over M(f): the mean error is that of its mean.
    let slope = |own: u64, all: u64, other: u64, others: u64| {
        let (p, q) = (own as f64 / all as f64, other as f64 / others as f64);
        if own > 0 { 0.5 * libm::log2(2.0 * p / (p + q)) } else { 0.0 }
    };
    let of_second = counts.cells().map(|(a, b)| (slope(a, second, b, first), a));
    let of_first = counts.cells().map(|(a, b)| (slope(b, first, a, second), b));
    let error = |mean: Option<Estimate>| mean.and_then(|mean| mean.standard_error).unwrap_or(0.0);
    let own = error(bounded_mean(of_second, 0.0, 0.5));
    let others = error(bounded_mean(of_first, 0.0, 0.5));
    let floor = floor_of(replicates.iter().map(|parts| parts.divergence).collect());
    let spread = floor.standard_deviation;
    let standard_error = (own * own + others * others + spread * spread).sqrt();
    let reach = if counts.is_lumped() {
        let (a, b) = (counts.second_beyond, counts.first_beyond);
        // Told apart into functions of one method only, the cell would add half of both its shares.
        let most = 0.5 * (a as f64 / second as f64 + b as f64 / first as f64);
        Coverage::LowerBound { missing: (most - divergence_part(a, second, b, first)).max(0.0) }
    } else {
        Coverage::Whole
    };
    let half = Z * standard_error;
    let divergence =
        Estimate { value, low: value - half, high: value + half, standard_error: Some(standard_error) };
    Some(JensenShannon { divergence: divergence.within(0.0, 1.0), reach, floor })
}

#[cfg(test)]
mod tests {
    use super::super::paired::examples::{paired, swapped};
    use super::super::resample::{Effort, Pool};
    use super::*;

    fn measure(counts: &PairedCounts) -> JensenShannon {
        let pool = Pool::new(counts).unwrap();
        jensen_shannon(counts, &pool.divide(pool.replicates(Effort::LIVE))).unwrap()
    }

    #[test]
    fn a_divergence_worked_by_hand() {
        // Shares 1, 0 and 1/2, 1/2: M = 3/4, 1/4; 1/2 log2(4/3) + 1/4 log2(2/3) + 1/4 log2(2).
        let found = measure(&paired(&[(10, 10), (0, 10)])).divergence;
        let exact = 0.5 * (2.0 - libm::log2(3.0)) + 0.25 * (1.0 - libm::log2(3.0)) + 0.25;
        assert!((found.value - exact).abs() < 1e-14, "{found:?}");
    }

    #[test]
    fn equal_and_disjoint_samples_are_the_ends() {
        let equal = measure(&paired(&[(50, 100), (20, 40)]));
        assert!(equal.divergence.value.abs() < 1e-15 && equal.floor.mean > 0.0);
        let disjoint = measure(&paired(&[(50, 0), (0, 70)]));
        assert!((disjoint.divergence.value - 1.0).abs() < 1e-15);
        assert!(disjoint.divergence.low < 1.0 && disjoint.divergence.low > 0.7, "{disjoint:?}");
    }

    #[test]
    fn the_floor_of_many_counts_is_that_of_chi_square() {
        // 2 ln 2 x 4 n JS is asymptotically chi-square with k - 1 degrees of freedom for n draws each.
        let counts = paired(&[(5_000, 5_000); 11]);
        let found = measure(&counts).floor;
        let unit = 1.0 / (8.0 * 55_000.0 * std::f64::consts::LN_2) * 2.0;
        let error = 20_f64.sqrt() * unit / f64::from(found.replicates).sqrt();
        assert!((found.mean - 10.0 * unit).abs() < 5.0 * error, "{found:?} {}", 10.0 * unit);
    }

    #[test]
    fn exchanging_the_methods_changes_nothing_but_the_replicates() {
        let counts = paired(&[(30, 10), (20, 45), (4, 4), (1, 0), (0, 3)]);
        let (one, other) = (measure(&counts), measure(&swapped(&counts)));
        assert!((one.divergence.value - other.divergence.value).abs() < 1e-15);
    }

    #[test]
    fn lumping_makes_it_a_lower_bound() {
        let mut counts = paired(&[(30, 10), (20, 45), (4, 4), (6, 0), (0, 3)]);
        let whole = measure(&counts).divergence.value;
        counts.functions.truncate(3);
        (counts.second_beyond, counts.first_beyond) = (6, 3);
        let lumped = measure(&counts);
        assert!(lumped.divergence.value < whole);
        // The two functions lumped are of one method each: the bound is reached.
        assert!((lumped.divergence.value + lumped.reach.missing() - whole).abs() < 1e-14);
    }
}
