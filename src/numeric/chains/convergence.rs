//! Chains against each other.

use super::autocorrelation::{Autocovariance, integrated};
use super::ranks::{median, rank_normalised};

/// What chains of a quantity say about themselves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Convergence {
    /// Too few to say anything: fewer than 2 chains, or fewer than 4 states a chain.
    TooFew,
    /// All states of all chains are equal: nothing to estimate.
    Constant,
    /// No chain ever changes, but they differ from each other: not moving.
    NotMoving,
    /// By A. Vehtari, A. Gelman, D. Simpson, B. Carpenter, P.-C. Buerkner, "Rank-normalization, folding, and localization: an improved R-hat", 2021.
    Measured {
        /// Rank-normalised split R-hat, the larger of that of the ranks and that of their distances from the median: 1 if chains agree; above 1.01 they
        /// do not yet.
        r_hat: f64,
        /// Bulk effective sample size: of how many independent draws the mean of the ranks would be as precise.
        effective_draws: f64,
    },
}

/// Compares chains, of each as many states as the shortest has.
pub fn convergence(chains: &[Vec<f64>]) -> Convergence {
    let length = chains.iter().map(Vec::len).min().unwrap_or(0);
    if chains.len() < 2 || length < 4 {
        return Convergence::TooFew;
    }
    let still = |chain: &Vec<f64>| chain[..length].iter().all(|value| *value == chain[0]);
    if chains.iter().all(still) {
        let same = chains.iter().all(|chain| chain[0] == chains[0][0]);
        return if same { Convergence::Constant } else { Convergence::NotMoving };
    }
    let half = length / 2;
    let halves: Vec<Vec<f64>> = chains
        .iter()
        .flat_map(|chain| [&chain[..half], &chain[length - half..length]])
        .map(<[f64]>::to_vec)
        .collect();
    let ranks = rank_normalised(&halves);
    let middle = median(&halves);
    let folded: Vec<Vec<f64>> =
        halves.iter().map(|half| half.iter().map(|value| (value - middle).abs()).collect()).collect();
    let bulk = Pooled::new(&ranks);
    let spread = Pooled::new(&rank_normalised(&folded)).r_hat();
    // Distances from the median that are all equal say nothing.
    let r_hat = if spread.is_nan() { bulk.r_hat() } else { bulk.r_hat().max(spread) };
    Convergence::Measured { r_hat, effective_draws: bulk.effective_draws(&ranks) }
}

/// Variances within chains and of all.
struct Pooled {
    within: f64,
    pooled: f64,
}

impl Pooled {
    fn new(chains: &[Vec<f64>]) -> Self {
        let (m, n) = (chains.len() as f64, chains[0].len() as f64);
        let covariances: Vec<Autocovariance<'_>> =
            chains.iter().map(|chain| Autocovariance::new(chain)).collect();
        let within = covariances.iter().map(|chain| chain.at(0) * n / (n - 1.0)).sum::<f64>() / m;
        let mean = covariances.iter().map(Autocovariance::mean).sum::<f64>() / m;
        let between =
            covariances.iter().map(|chain| (chain.mean() - mean) * (chain.mean() - mean)).sum::<f64>()
                / (m - 1.0);
        Self { within, pooled: within * (n - 1.0) / n + between }
    }

    /// Infinite if only the means differ.
    fn r_hat(&self) -> f64 {
        (self.pooled / self.within).sqrt()
    }

    /// Never more than S log10 S, S being the number of states: chains that alternate have no more to say.
    fn effective_draws(&self, chains: &[Vec<f64>]) -> f64 {
        let (m, n) = (chains.len() as f64, chains[0].len() as f64);
        let covariances: Vec<Autocovariance<'_>> =
            chains.iter().map(|chain| Autocovariance::new(chain)).collect();
        let time = integrated(chains[0].len(), |lag| {
            let mean = covariances.iter().map(|chain| chain.at(lag)).sum::<f64>() / m;
            if lag == 0 { 1.0 } else { 1.0 - (self.within - mean * n / (n - 1.0)) / self.pooled }
        });
        let states = m * n;
        states / time.max(1.0 / libm::log10(states))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::RandomStream;
    use crate::numeric::special::normal_quantile;

    /// Autoregressive chains with coefficient `a`, of stationary variance 1, each about a mean of its own.
    fn chains(seed: u64, number: usize, length: usize, a: f64, apart: f64) -> Vec<Vec<f64>> {
        let mut stream = RandomStream::new(seed);
        let noise = (1.0 - a * a).sqrt();
        (0..number)
            .map(|chain| {
                let mut x = normal_quantile(stream.uniform());
                (0..length)
                    .map(|_| {
                        x = a * x + noise * normal_quantile(stream.uniform());
                        x + apart * chain as f64
                    })
                    .collect()
            })
            .collect()
    }

    fn measured(chains: &[Vec<f64>]) -> (f64, f64) {
        match convergence(chains) {
            Convergence::Measured { r_hat, effective_draws } => (r_hat, effective_draws),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_hand_worked_r_hat() {
        // Without ranks: two chains of two, means 0 and 4, variances 2 and 2. Within 2, between 8: pooled 2/2 + 8 = 9.
        let pooled = Pooled::new(&[vec![-1.0, 1.0], vec![3.0, 5.0]]);
        assert_eq!((pooled.within, pooled.pooled), (2.0, 9.0));
        assert!((pooled.r_hat() - 4.5_f64.sqrt()).abs() < 1e-15);
    }

    #[test]
    fn effective_draws_are_those_of_theory_whatever_the_scale() {
        // 4 chains of 1,000: S (1 - a)/(1 + a) effective draws of the mean; ranks of normal variables are all but these themselves. The mean over 40 seeds
        // within 5 of its standard errors and 4%, which is what a cut sum of noisy correlations and ranks may be off.
        for a in [0.0, 0.3, 0.8] {
            let found: Vec<f64> = (0..40)
                .map(|seed| {
                    let chains = chains(seed, 4, 1_000, a, 0.0);
                    let (r_hat, draws) = measured(&chains);
                    // The squared R-hat exceeds 1 by about (time - 1)/n on average, and that by a factor of a few at times.
                    assert!(r_hat < 1.0 + 6.0 / (1.0 - a) / 1_000.0 * 2.0, "{a}: {r_hat}");
                    let stretched: Vec<Vec<f64>> = chains
                        .iter()
                        .map(|chain| chain.iter().map(|x| libm::exp(2.0 * x)).collect())
                        .collect();
                    let (_, other) = measured(&stretched);
                    assert!((other / draws - 1.0).abs() < 1e-9);
                    draws
                })
                .collect();
            let mean = found.iter().sum::<f64>() / 40.0;
            let error = (found.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / 39.0 / 40.0).sqrt();
            let exact = 4_000.0 * (1.0 - a) / (1.0 + a);
            assert!((mean - exact).abs() < 5.0 * error + 0.04 * exact, "{a}: {mean} +- {error}, not {exact}");
        }
    }

    #[test]
    fn chains_apart_are_told_from_chains_that_agree() {
        for seed in 0..20 {
            assert!(measured(&chains(seed, 4, 500, 0.2, 1.0)).0 > 1.2);
            // Equal means, unequal spreads: seen by folding alone.
            let mut spread = chains(seed, 4, 500, 0.2, 0.0);
            spread[3].iter_mut().for_each(|x| *x *= 4.0);
            let folded = measured(&spread).0;
            assert!(folded > 1.05, "{folded}");
        }
    }

    #[test]
    fn what_stands_still_is_worth_nothing() {
        assert_eq!(convergence(&[vec![1.0; 100], vec![2.0; 100]]), Convergence::NotMoving);
        assert_eq!(convergence(&[vec![1.0; 100], vec![1.0; 100]]), Convergence::Constant);
        assert_eq!(convergence(&[vec![1.0; 100]]), Convergence::TooFew);
        assert_eq!(convergence(&[vec![1.0; 3], vec![2.0; 3]]), Convergence::TooFew);
        // Three that stand apart and one that changes once: worth no more than the chains there are.
        let mut chains = vec![vec![0.0; 100], vec![1.0; 100], vec![2.0; 100], vec![3.0; 100]];
        chains[3][60..].fill(2.0);
        let (r_hat, draws) = measured(&chains);
        assert!(r_hat > 2.0 && draws < 10.0, "{r_hat} {draws}");
    }

    #[test]
    fn labels_of_0_and_1_have_ties() {
        // Independent coins: as many effective draws as states, within 5 standard errors of 40 seeds.
        let found: Vec<f64> = (0..40)
            .map(|seed| {
                let coins = chains(1_000 + seed, 4, 500, 0.0, 0.0);
                let coins: Vec<Vec<f64>> = coins
                    .iter()
                    .map(|chain| chain.iter().map(|x| f64::from(u8::from(*x > 1.0))).collect())
                    .collect();
                measured(&coins).1
            })
            .collect();
        let mean = found.iter().sum::<f64>() / 40.0;
        let error = (found.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / 39.0 / 40.0).sqrt();
        assert!((mean - 2_000.0).abs() < 5.0 * error + 80.0, "{mean} +- {error}");
    }
}
