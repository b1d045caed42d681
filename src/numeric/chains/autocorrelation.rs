//! How long a chain remembers.

/// Autocovariances of a chain about a given mean, each over the whole length: lag 0, then as far as they are asked for.
pub(super) struct Autocovariance<'a> {
    values: &'a [f64],
    mean: f64,
}

impl<'a> Autocovariance<'a> {
    pub(super) fn new(values: &'a [f64]) -> Self {
        Self { values, mean: values.iter().sum::<f64>() / values.len() as f64 }
    }

    pub(super) fn mean(&self) -> f64 {
        self.mean
    }

    /// 0 beyond the end of the chain.
    pub(super) fn at(&self, lag: usize) -> f64 {
        let later = self.values.iter().skip(lag);
        let products = self.values.iter().zip(later).map(|(x, y)| (x - self.mean) * (y - self.mean));
        products.sum::<f64>() / self.values.len() as f64
    }
}

/// 1 + 2 sum of the autocorrelations, cut where a sum of two neighbours is negative, and with these sums made to fall: the initial monotone sequence
/// (C. Geyer, "Practical Markov chain Monte Carlo", 1992). `autocorrelation` is that of each lag below `length`.
pub(super) fn integrated(length: usize, autocorrelation: impl Fn(usize) -> f64) -> f64 {
    let (mut sum, mut least) = (0.0, f64::INFINITY);
    for pair in 0..length / 2 {
        let both = autocorrelation(2 * pair) + autocorrelation(2 * pair + 1);
        if both <= 0.0 {
            break;
        }
        least = both.min(least);
        sum += least;
    }
    2.0 * sum - 1.0
}

/// The integrated autocorrelation time of one chain, in states: the variance of its mean is that of so many times fewer independent states. None of
/// fewer than 4 states, or if all are equal.
pub fn autocorrelation_time(values: &[f64]) -> Option<f64> {
    let covariance = Autocovariance::new(values);
    let variance = if values.len() < 4 { 0.0 } else { covariance.at(0) };
    (variance > 0.0).then(|| integrated(values.len(), |lag| covariance.at(lag) / variance))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::RandomStream;

    #[test]
    fn a_hand_worked_chain() {
        // Mean 2, deviations -1 -1 1 1: autocovariances 1, 1/4, -1/2, -1/4. Pairs 5/4, then -3/4.
        assert_eq!(autocorrelation_time(&[1.0, 1.0, 3.0, 3.0]), Some(1.5));
        assert_eq!(autocorrelation_time(&[2.0; 9]), None);
        assert_eq!(autocorrelation_time(&[1.0, 2.0, 3.0]), None);
    }

    #[test]
    fn times_of_autoregressive_chains_are_those_of_theory() {
        // x' = a x + noise has the time (1 + a)/(1 - a). Over 40 chains of 4,000 states the mean of the estimates is within 5 of its own standard errors, and
        // within the bias of a cut sum: a chain of length n lacks about time / n of its covariance, and the cut a part of it.
        for a in [0.0, 0.5, 0.9, -0.4] {
            let exact: f64 = (1.0 + a) / (1.0 - a);
            let times: Vec<f64> = (0..40)
                .map(|seed| {
                    let mut stream = RandomStream::new(100 + seed);
                    let mut x = 0.0;
                    let chain: Vec<f64> = (0..4_200)
                        .map(|_| {
                            x = a * x + crate::numeric::special::normal_quantile(stream.uniform());
                            x
                        })
                        .collect();
                    autocorrelation_time(&chain[200..]).unwrap()
                })
                .collect();
            let mean = times.iter().sum::<f64>() / 40.0;
            let variance = times.iter().map(|time| (time - mean).powi(2)).sum::<f64>() / 39.0;
            let error = (variance / 40.0).sqrt();
            assert!((mean - exact).abs() < 5.0 * error + 0.03 * exact, "{a}: {mean} +- {error}, not {exact}");
        }
    }
}
