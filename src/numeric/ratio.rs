//! Shares in samples of independent clusters with weights: ratios of sums.
//!
//! Cluster c gives u_c(f) >= 0 to part f, and u_c = sum over f of u_c(f) in all. The share of f is
//! p = sum u_c(f) / sum u_c, a ratio estimate (W. Cochran, *Sampling Techniques*, 3rd ed. 1977, chapter 6): its bias is of the order of one
//! over the number of clusters, its variance by linearisation V = sum (u_c(f) - p u_c)^2 / (sum u_c)^2.

use super::interval::{CONFIDENCE, Estimate, Z, wilson_of};
use super::special::student_quantile;

/// Sums over clusters for one part.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PartSums {
    /// Of u_c(f).
    pub sum: f64,
    /// Of u_c(f)^2.
    pub squares: f64,
    /// Of u_c(f) u_c.
    pub products: f64,
}

/// Sums over clusters for all parts together.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct WholeSums {
    /// Of u_c.
    pub sum: f64,
    /// Of u_c^2.
    pub squares: f64,
    /// Of u_c(f)^2, over all parts too.
    pub cells: f64,
}

impl WholeSums {
    /// Kish's effective number of clusters, (sum u_c)^2 / sum u_c^2: how many of equal weight would have their mean as exactly
    /// known. 0 without weight.
    pub fn effective_clusters(&self) -> f64 {
        if self.sum > 0.0 { self.sum * self.sum / self.squares } else { 0.0 }
    }

    /// Effective number of draws for all `parts` together: the variance of one draw over that of the whole, both added up over parts,
    /// (1 - sum p^2) / sum V. Parts that are left out count as if each had been given to by one cluster only. 0 without
    /// weight; [`WholeSums::effective_clusters`] where there is one part only, or all clusters agree.
    pub fn effective_draws(&self, parts: impl Iterator<Item = PartSums>) -> f64 {
        if self.sum <= 0.0 {
            return 0.0;
        }
        let (mut left, mut spread) = (1.0, self.cells);
        for part in parts {
            let p = part.sum / self.sum;
            left -= p * p;
            spread += p * (p * self.squares - 2.0 * part.products);
        }
        let variance = spread / self.sum / self.sum;
        if left > 1e-12 && variance > 1e-12 * left { left / variance } else { self.effective_clusters() }
    }

    /// Degrees of freedom of what is estimated from the spread of the clusters: [`WholeSums::effective_clusters`] less one.
    pub fn degrees(&self) -> f64 {
        (self.effective_clusters() - 1.0).max(0.0)
    }

    /// What the variance of few clusters is to be multiplied by, K / (K - 1).
    fn correction(&self) -> f64 {
        let clusters = self.effective_clusters();
        if clusters > 1.0 { clusters / (clusters - 1.0) } else { f64::INFINITY }
    }

    /// By which an effective number of draws is multiplied so that an interval with normal quantiles has the width of one with
    /// Student's t of [`WholeSums::degrees`] (E. Korn and B. Graubard 1998): 1 for many clusters, 0 for one.
    pub fn few_clusters(&self) -> f64 {
        let degrees = self.degrees();
        // Student's t of less than a tenth of a degree of freedom says nothing about anything.
        if degrees < 0.1 {
            return 0.0;
        }
        let ratio = Z / student_quantile(0.5 + 0.5 * CONFIDENCE, degrees);
        ratio * ratio
    }
}

/// The share of one part.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio {
    /// p, 0 to 1.
    pub value: f64,
    /// V, by linearisation; 0 where every cluster has the same share.
    pub variance: f64,
    /// Effective number of draws, p (1 - p) / V: how many independent draws of weight 1 would have p as exactly known. None where p is 0 or
    /// 1 or V is 0.
    pub effective_draws: Option<f64>,
    /// The number of draws by which intervals and tests go: see [`Ratio::of`]. Finite, at least 0.
    pub cautious_draws: f64,
}

impl Ratio {
    /// The share that `part` has of `whole`. None without weight.
    ///
    /// [`Ratio::cautious_draws`] is p (1 - p) / V', where V' differs from V in three ways that all vanish for many clusters:
    /// 1. Where the clusters that have the part gave less to it than clusters give to a part on average (the mean of u_c(f) with
    ///    u_c(f) as weights), their own mean is averaged with that of all parts as if one cluster more had been seen: a function
    ///    found by one cluster of little weight is not known as well as that weight alone would say.
    /// 2. V is that of K effective clusters, about a mean that they made themselves: times K / (K - 1).
    /// 3. One further cluster of the effective weight is imagined that gives all or nothing, in proportion p to 1 - p, so that
    ///    clusters that happen to agree entirely do not make p known exactly: at most K^2 draws.
    ///
    /// For p = 0 it is the limit of that for a small part.
    pub fn of(part: PartSums, whole: WholeSums) -> Option<Self> {
        if whole.sum <= 0.0 {
            return None;
        }
        let p = (part.sum / whole.sum).clamp(0.0, 1.0);
        let linear = |squares: f64| {
            let spread = squares - 2.0 * p * part.products + p * p * whole.squares;
            (spread / whole.sum / whole.sum).max(0.0)
        };
        let variance = linear(part.squares);
        let binomial = p * (1.0 - p);
        let usual = whole.cells / whole.sum;
        let correction = whole.correction();
        let clusters = whole.effective_clusters();
        let draws = if part.sum <= 0.0 {
            whole.sum / usual / correction
        } else if binomial <= 0.0 {
            clusters / correction
        } else {
            let own = part.squares / part.sum;
            let number = part.sum / own;
            let size = own.max((number * own + usual) / (number + 1.0));
            let cautious = linear(size * part.sum) * correction + binomial / (clusters * clusters);
            binomial / cautious
        };
        Some(Self {
            value: p,
            variance,
            effective_draws: (binomial > 0.0 && variance > 0.0).then(|| binomial / variance),
            cautious_draws: if draws.is_finite() { draws } else { 0.0 },
        })
    }

    /// The share with its 95% interval: Wilson's for [`Ratio::cautious_draws`] times [`WholeSums::few_clusters`], which keeps its
    /// width where nothing or everything was seen and within 0 to 1 (Korn and Graubard 1998 with Wilson's interval in place of
    /// Clopper and Pearson's). From 0 to 1 where clusters are too few to say anything.
    pub fn estimate(&self, whole: WholeSums) -> Estimate {
        let draws = self.cautious_draws * whole.few_clusters();
        let standard_error = Some(self.variance.sqrt());
        match wilson_of(self.value * draws, draws) {
            Some(found) => Estimate { value: self.value, standard_error, ..found },
            None => Estimate { value: self.value, low: 0.0, high: 1.0, standard_error },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::wilson;
    use super::*;

    /// Sums over clusters, each a list of what it gives to parts.
    fn sums(clusters: &[Vec<f64>]) -> (Vec<PartSums>, WholeSums) {
        let (mut parts, mut whole) = (vec![PartSums::default(); clusters[0].len()], WholeSums::default());
        for cluster in clusters {
            let all: f64 = cluster.iter().sum();
            whole.sum += all;
            whole.squares += all * all;
            for (part, u) in parts.iter_mut().zip(cluster) {
                part.sum += u;
                part.squares += u * u;
                part.products += u * all;
                whole.cells += u * u;
            }
        }
        (parts, whole)
    }

    #[test]
    fn worked_by_hand() {
        let (parts, whole) = sums(&[vec![1.0, 1.0], vec![0.0, 3.0], vec![0.5, 0.5]]);
        let found = Ratio::of(parts[0], whole).unwrap();
        // p = 1.5 / 6; deviations 1 - 1/2, 0 - 3/4, 1/2 - 1/4.
        assert!((found.value - 0.25).abs() < 1e-15);
        assert!((found.variance - (0.25 + 0.5625 + 0.0625) / 36.0).abs() < 1e-15);
        assert!((found.effective_draws.unwrap() - 0.1875 * 36.0 / 0.875).abs() < 1e-12);
        assert!((whole.effective_clusters() - 36.0 / 14.0).abs() < 1e-14);
        assert_eq!(Ratio::of(PartSums::default(), WholeSums::default()), None);
    }

    #[test]
    fn single_draws_of_one_weight_are_worth_their_number() {
        for weight in [1.0, 0.37, 1e-120] {
            let clusters: Vec<Vec<f64>> = (0..400)
                .map(|draw| (0..4).map(|f| if f == draw % 40 % 4 { weight } else { 0.0 }).collect())
                .collect();
            let (parts, whole) = sums(&clusters);
            let found = Ratio::of(parts[1], whole).unwrap();
            assert!((found.effective_draws.unwrap() - 400.0).abs() < 1e-8, "{found:?}");
            let (one, other) = (found.estimate(whole), wilson(100, 400).unwrap());
            // Few clusters and the imagined one: two parts in 400 each.
            assert!((one.low - other.low).abs() < 5e-4 && (one.high - other.high).abs() < 5e-4, "{one:?}");
            assert!(one.low <= other.low && one.high >= other.high);
        }
    }

    #[test]
    fn what_cannot_be_known_has_an_interval_all_the_same() {
        // All clusters agree: V is 0, and five clusters do not make the share known exactly.
        let (parts, whole) = sums(&vec![vec![0.5, 0.5]; 5]);
        let found = Ratio::of(parts[0], whole).unwrap();
        assert_eq!((found.variance, found.effective_draws), (0.0, None));
        let interval = found.estimate(whole);
        assert!(interval.low < 0.3 && interval.high > 0.7, "{interval:?}");
        // Everything, and nothing.
        let (parts, whole) = sums(&vec![vec![2.0, 0.0]; 30]);
        let [all, none] = [0, 1].map(|at| Ratio::of(parts[at], whole).unwrap().estimate(whole));
        assert!(all.low > 0.8 && all.low < 0.9 && all.high == 1.0, "{all:?}");
        assert!(none.low == 0.0 && (none.high - (1.0 - all.low)).abs() < 1e-9, "{none:?}");
        // One cluster says nothing.
        let (parts, whole) = sums(&[vec![0.3, 0.7]]);
        let one = Ratio::of(parts[0], whole).unwrap().estimate(whole);
        assert_eq!((one.value, one.low, one.high), (0.3, 0.0, 1.0));
    }
}
