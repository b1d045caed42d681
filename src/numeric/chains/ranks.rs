//! Chains by their ranks: what has no variance, or many ties, is compared all the same.

use crate::numeric::order::order;
use crate::numeric::special::normal_quantile;

/// Every value replaced by the standard normal quantile of (r - 3/8) / (S + 1/4), r being its rank among all S values (G. Blom 1958), equal values
/// having the mean of their ranks.
pub(super) fn rank_normalised(chains: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let all: Vec<f64> = chains.concat();
    let sorted = order(all.len(), &|left, right| all[left].total_cmp(&all[right]));
    let mut scores = vec![0.0; all.len()];
    let mut from = 0;
    while from < sorted.len() {
        let equal = sorted[from..].iter().take_while(|&&at| all[at] == all[sorted[from]]).count();
        // Ranks from + 1 to from + equal.
        let rank = from as f64 + (equal as f64 + 1.0) / 2.0;
        let score = normal_quantile((rank - 0.375) / (all.len() as f64 + 0.25));
        sorted[from..from + equal].iter().for_each(|&at| scores[at] = score);
        from += equal;
    }
    let mut rest = scores.as_slice();
    let chain = |chain: &Vec<f64>| {
        let (own, others) = rest.split_at(chain.len());
        rest = others;
        own.to_vec()
    };
    chains.iter().map(chain).collect()
}

/// The median of all values.
pub(super) fn median(chains: &[Vec<f64>]) -> f64 {
    let all: Vec<f64> = chains.concat();
    let sorted = order(all.len(), &|left, right| all[left].total_cmp(&all[right]));
    let middle = all.len() / 2;
    if all.len() % 2 == 1 {
        all[sorted[middle]]
    } else {
        0.5 * (all[sorted[middle - 1]] + all[sorted[middle]])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_share_their_ranks() {
        let found = rank_normalised(&[vec![5.0, 1.0], vec![1.0, 9.0]]);
        // Ranks 3, 1.5, 1.5, 4 of 4.
        let quantile = |rank: f64| normal_quantile((rank - 0.375) / 4.25);
        assert_eq!(found, [vec![quantile(3.0), quantile(1.5)], vec![quantile(1.5), quantile(4.0)]]);
        assert_eq!((median(&[vec![5.0, 1.0], vec![2.0, 9.0]]), median(&[vec![3.0, 1.0, 2.0]])), (3.5, 2.0));
    }
}
