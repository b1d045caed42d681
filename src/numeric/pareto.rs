//! The shape of the tail of weights.

/// Fewer weights in the tail than this have no shape.
const LEAST_TAIL: usize = 5;

/// How many of the largest of `number` weights are the tail: the least of a fifth and three times the square root.
pub fn tail_length(number: u64) -> usize {
    let number = number as f64;
    f64::min(0.2 * number, 3.0 * number.sqrt()).ceil() as usize
}

/// The k-hat above which means with `number` weights are not to be trusted: min(1 - 1/log10(number), 0.7) (A. Vehtari, D. Simpson, A. Gelman,
/// Y. Yao, J. Gabry, "Pareto smoothed importance sampling", 2015; JMLR 2024).
pub fn shape_limit(number: u64) -> f64 {
    f64::min(1.0 - 1.0 / libm::log10(number.max(2) as f64), 0.7)
}

/// k-hat: the shape of the generalised Pareto distribution that fits how far the largest weights exceed the next. Below 1/2 the weights
/// have a variance, below 1 a mean.
///
/// `largest` are the largest of `number` positive weights, ascending; the last [`tail_length`] of them are the tail, or
/// as many as there are beside one threshold. The scale does not matter. By the quasi-Bayesian estimate of J. Zhang and M. Stephens ("A new and
/// efficient estimation method for the generalized Pareto distribution", 2009) with the weak prior of Vehtari et al., ten observations of
/// 1/2. Where the threshold would be one of several equal weights, it lies midway to the next lower value. None with fewer than 5 in the tail, if
/// these are all equal, or if none lower than equal ones is known: weights that do not vary there.
pub fn pareto_shape(largest: &[f64], number: u64) -> Option<f64> {
    let length = tail_length(number).min(largest.len().checked_sub(1)?);
    if length < LEAST_TAIL {
        return None;
    }
    let (below, tail) = largest.split_at(largest.len() - length);
    let (mut tail, mut threshold) = (tail, *below.last()?);
    if tail[0] <= threshold {
        // Weights that are counts of something repeat themselves: all of one value are of the tail or none, and where the tail begins is
        // between two values.
        let equal = largest.partition_point(|&weight| weight < threshold);
        let next = *largest[..equal].last()?;
        tail = &largest[equal..];
        threshold = 0.5 * (next + threshold);
    }
    let length = tail.len();
    let top = tail[length - 1];
    // Relative to the largest, so that no exponent is out of reach.
    let excesses: Vec<f64> = tail.iter().map(|weight| (weight - threshold) / top).collect();
    let (least, most) = (excesses[0], excesses[length - 1]);
    if most <= 1e-9 || most - least <= 1e-9 * most {
        return None;
    }
    let n = length as f64;
    let quarter = excesses[(0.25 * n + 0.5).floor().max(1.0) as usize - 1].max(1e-12 * most);
    let count = 30 + n.sqrt().floor() as usize;
    let mean_log = |theta: f64| excesses.iter().map(|x| libm::log1p(-theta * x)).sum::<f64>() / n;
    let thetas: Vec<f64> = (1..=count)
        .map(|j| 1.0 / most + (1.0 - (count as f64 / (j as f64 - 0.5)).sqrt()) / (3.0 * quarter))
        .collect();
    let heights: Vec<f64> = thetas
        .iter()
        .map(|&theta| {
            let k = mean_log(theta);
            // theta / k is negative for every theta below 1 / most, and tends to -1 / mean at 0.
            n * (libm::log(-theta / k) - k - 1.0)
        })
        .collect();
    let top = heights.iter().copied().filter(|height| height.is_finite()).fold(f64::NEG_INFINITY, f64::max);
    let (mut weights, mut sum) = (0.0, 0.0);
    for (theta, height) in thetas.iter().zip(&heights) {
        if height.is_finite() {
            let weight = libm::exp(height - top);
            weights += weight;
            sum += weight * theta;
        }
    }
    let shape = mean_log(sum / weights);
    shape.is_finite().then(|| (n * shape + 5.0) / (n + 10.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_those_of_the_paper() {
        assert!((shape_limit(100) - 0.5).abs() < 1e-15);
        assert_eq!((shape_limit(1_000_000), shape_limit(10)), (0.7, 0.0));
        assert_eq!((tail_length(100), tail_length(10_000), tail_length(225)), (20, 300, 45));
    }

    /// Weights at the quantiles of a generalised Pareto distribution of this shape.
    fn quantiles(shape: f64, number: usize) -> Vec<f64> {
        let at = |i: usize| 1.0 - (i as f64 + 0.5) / number as f64;
        (0..number).map(|i| libm::expm1(-shape * libm::log(at(i))) / shape).collect()
    }

    #[test]
    fn the_shape_of_exact_quantiles_is_found() {
        // The prior pulls 300 observations towards 1/2 by 10 in 310; the estimate's own spread at that number is (1 + k)/sqrt(300), and
        // quantiles have none of it.
        for shape in [0.1, 0.3, 0.5, 0.7, 1.0] {
            let found = pareto_shape(&quantiles(shape, 10_000), 10_000).unwrap();
            let expected = (300.0 * shape + 5.0) / 310.0;
            assert!((found - expected).abs() < 0.25 * (1.0 + shape) / 300_f64.sqrt(), "{shape}: {found}");
        }
    }

    #[test]
    fn a_scale_changes_nothing_and_equal_weights_have_no_shape() {
        let weights = quantiles(0.4, 1_000);
        let found = pareto_shape(&weights, 1_000).unwrap();
        let scaled: Vec<f64> = weights.iter().map(|weight| weight * 2_f64.powi(-900)).collect();
        assert!((pareto_shape(&scaled, 1_000).unwrap() - found).abs() < 1e-12);
        assert_eq!(pareto_shape(&[1.0; 500], 500), None);
        assert_eq!(pareto_shape(&weights[..10], 10), None);
        assert_eq!(pareto_shape(&[], 0), None);
    }

    #[test]
    fn weights_that_are_counts_have_the_shape_of_what_they_count() {
        // Quantiles brought to multiples of a step: as much as some hundred equal ones at the threshold.
        for shape in [0.1, 0.3, 0.5, 0.7] {
            for step in [0.05, 0.2, 0.5] {
                let exact = quantiles(shape, 10_000);
                let counts: Vec<f64> = exact.iter().map(|weight| (weight / step).ceil() * step).collect();
                let (found, wanted) =
                    (pareto_shape(&counts, 10_000).unwrap(), pareto_shape(&exact, 10_000).unwrap());
                assert!((found - wanted).abs() < 0.15, "{shape}, step {step}: {found} for {wanted}");
            }
        }
        // Shares of so many draws, each of which fits with a probability that is itself uniform or small: no tail at all.
        let mut stream = crate::compare::RandomStream::new(17);
        for draws in [8, 64] {
            for most in [0.2, 1.0] {
                let mut shares: Vec<f64> = (0..20_000)
                    .map(|_| {
                        let p = most * stream.uniform();
                        (0..draws).filter(|_| stream.uniform() < p).count() as f64 / f64::from(draws)
                    })
                    .filter(|&share| share > 0.0)
                    .collect();
                shares.sort_by(f64::total_cmp);
                let number = shares.len() as u64;
                let largest = &shares[shares.len().saturating_sub(4_096)..];
                if let Some(found) = pareto_shape(largest, number) {
                    assert!(found < 0.3, "{draws} draws, up to {most}: {found}");
                }
            }
        }
    }
}
