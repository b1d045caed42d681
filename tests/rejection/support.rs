//! Problems by name, draws by the hundred thousand, and the statistics that judge them.

use dice_and_descent::Function;
use dice_and_descent::method::{Problem, rejection};
use dice_and_descent::network::{Activation, Architecture, BiasScale, Distribution, Prior, WeightScale};
use dice_and_descent::task::{Encoding, Inputs, Task};
use std::collections::BTreeMap;

/// What many chunks found.
pub(crate) struct Draws {
    pub(crate) tried: u64,
    pub(crate) kept: u64,
    pub(crate) counts: BTreeMap<Function, u64>,
}

/// At least `tried` draws, from chunk 0 on.
pub(crate) fn draw(problem: &Problem, seed: u64, tried: u64) -> Draws {
    let mut sampler = rejection::sampler(problem, seed);
    let mut draws = Draws { tried: 0, kept: 0, counts: BTreeMap::new() };
    for chunk in 0.. {
        if draws.tried >= tried {
            break;
        }
        sampler.begin(chunk);
        while !sampler.advance(u32::MAX) {}
        let delta = sampler.take();
        draws.tried += delta.tried;
        draws.kept += delta.kept();
        for (function, count) in delta.counts {
            *draws.counts.entry(function).or_insert(0) += u64::from(count);
        }
    }
    draws
}

/// The problem of a name such as `4-16-1_relu_gauss_sb0.1_pm`, without a training set.
pub(crate) fn problem(name: &str) -> Problem {
    let parts: Vec<&str> = name.split('_').collect();
    let widths: Vec<usize> = parts[0].split('-').map(|width| width.parse().unwrap()).collect();
    let relu = parts[1] == "relu";
    let encoding = match parts[parts.len() - 1] {
        "01" => Encoding::ZeroOne,
        _ => Encoding::PlusMinus,
    };
    let inputs = Inputs::boolean(widths[0], encoding);
    let count = inputs.count();
    let prior = match parts[2] {
        "gauss" => Prior {
            distribution: Distribution::Gaussian,
            sigma_w: if relu { 2_f64.sqrt() } else { 1.0 },
            sigma_b: parts[3].strip_prefix("sb").unwrap().parse().unwrap(),
            weight_scale: WeightScale::FanIn,
            bias_scale: BiasScale::Fixed,
        },
        _ => Prior {
            distribution: Distribution::Uniform,
            sigma_w: 1.0 / 3_f64.sqrt(),
            sigma_b: 1.0 / 3_f64.sqrt(),
            weight_scale: WeightScale::FanIn,
            bias_scale: BiasScale::FanIn,
        },
    };
    Problem {
        task: Task { inputs, target: Function::new(0, count), training: Function::new(0, count) },
        architecture: Architecture {
            inputs: widths[0],
            hidden: widths[1..widths.len() - 1].to_vec(),
            activation: if relu { Activation::Relu } else { Activation::Tanh },
        },
        prior,
        threshold: 0.0,
    }
}

/// How many standard errors two frequencies of one event are apart, under one probability for both.
pub(crate) fn z_score(count: u64, total: u64, other: u64, other_total: u64) -> f64 {
    let (n, m) = (total as f64, other_total as f64);
    let pooled = (count + other) as f64 / (n + m);
    if pooled == 0.0 || pooled == 1.0 {
        return 0.0;
    }
    (count as f64 / n - other as f64 / m) / (pooled * (1.0 - pooled) * (1.0 / n + 1.0 / m)).sqrt()
}

/// The two-sample chi-square statistic of paired counts, cells with fewer than 20 together pooled into one; as a
/// normal variable (Wilson and Hilferty).
pub(crate) fn two_sample_chi_square(cells: impl IntoIterator<Item = (u64, u64)>) -> f64 {
    let (large, small): (Vec<_>, Vec<_>) = cells.into_iter().partition(|&(a, b)| a + b >= 20);
    let pooled = small.iter().fold((0, 0), |sum, cell| (sum.0 + cell.0, sum.1 + cell.1));
    let cells: Vec<(u64, u64)> =
        large.into_iter().chain((pooled.0 + pooled.1 >= 20).then_some(pooled)).collect();
    let (n, m) = cells.iter().fold((0, 0), |sum, cell| (sum.0 + cell.0, sum.1 + cell.1));
    let ratio = (m as f64 / n as f64).sqrt();
    let statistic: f64 =
        cells.iter().map(|&(a, b)| (a as f64 * ratio - b as f64 / ratio).powi(2) / (a + b) as f64).sum();
    normal_from_chi_square(statistic, cells.len() - 1)
}

/// Wilson and Hilferty's normal variable of a chi-square statistic.
pub(crate) fn normal_from_chi_square(statistic: f64, freedom: usize) -> f64 {
    if freedom == 0 {
        return 0.0;
    }
    let k = freedom as f64;
    ((statistic / k).cbrt() - (1.0 - 2.0 / (9.0 * k))) / (2.0 / (9.0 * k)).sqrt()
}
