//! The floor of a statistic: what it shows when there is nothing to see.

use crate::numeric::order::sorted;

/// What a statistic shows when both samples come from one distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NullDistribution {
    /// Its mean.
    pub mean: f64,
    /// Its standard deviation.
    pub standard_deviation: f64,
    /// What it exceeds in 5% of cases.
    pub upper: f64,
    /// The number of replicates behind these numbers.
    pub replicates: u32,
}

/// Mean, standard deviation and 95% quantile of at least one value.
pub(crate) fn floor_of(values: Vec<f64>) -> NullDistribution {
    let values = sorted(&values, &f64::total_cmp);
    let count = values.len();
    let mean = values.iter().sum::<f64>() / count as f64;
    let squares = values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>();
    // The rank that, with the value observed as one more, leaves at most 5% above.
    let rank = (95 * (count + 1)).div_ceil(100).clamp(1, count);
    NullDistribution {
        mean,
        standard_deviation: (squares / (count.max(2) - 1) as f64).sqrt(),
        upper: values[rank - 1],
        replicates: count as u32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_leave_five_percent_above() {
        let floor = floor_of((1..=99).map(f64::from).collect());
        assert_eq!((floor.mean, floor.upper, floor.replicates), (50.0, 95.0, 99));
        let single = floor_of(vec![0.5]);
        assert_eq!((single.upper, single.standard_deviation), (0.5, 0.0));
    }
}
