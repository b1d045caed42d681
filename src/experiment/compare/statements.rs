//! The summary of a comparison: each number in plain words, with its uncertainty.

use super::settings::Comparison;
use crate::compare::{
    Contrast, LEAST_COUNT, LEAST_FUNCTIONS, LEAST_HALF, MethodErrors, NoSlope, marginal_likelihood,
};
use crate::experiment::estimates::{beside_its_floor, estimate};
use crate::experiment::{Distance, Statement};
use crate::numeric::{
    Estimate, at_most_one_in, clopper_pearson, count, decimal, number_of, one_in, p_value, range,
};
use crate::sample::Census;

/// All that can be said so far; what is not known yet says why.
pub(super) fn statements(
    comparison: &Comparison,
    contrast: &Contrast,
    dice: &Census,
    descent: &Census,
) -> Vec<Statement> {
    let statement = |id, label, value: Option<String>, lacking: &str, help| Statement {
        id,
        label,
        value: value.unwrap_or_else(|| lacking.to_owned()),
        help,
    };
    let both = "needs counts of both methods";
    vec![
        statement(
            "fit",
            "Random networks that fit the training set, P(S)",
            marginal_likelihood(dice.kept(), dice.tried()).map(|fit| match fit.one_in {
                Some(_) => format!("{}: {}", one_in(fit.probability.value), estimate(fit.probability)),
                None => format!("fewer than {} (97.5%)", at_most_one_in(fit.probability.high)),
            }),
            "nothing drawn yet",
            "How much of parameter space, weighted by the prior, fits the training set: kept draws over all draws.",
        ),
        statement(
            "descent-fitted",
            "Training runs that fit",
            clopper_pearson(descent.kept(), descent.tried()).map(|fitted| {
                let epochs = match descent.kept() {
                    0 => String::new(),
                    kept => format!("; {} epochs on average", decimal(descent.epochs() as f64 / kept as f64, 3)),
                };
                format!("{}{epochs}", estimate(fitted))
            }),
            if comparison.can_descend() { "no run finished yet" } else { "descent cannot run with a hard threshold" },
            "P_SGD is the distribution over functions given that the run fits; the others are counted as failures.",
        ),
        statement(
            "target",
            "Probability of the target",
            target(contrast),
            "nothing found yet",
            "How often each method finds exactly the function that labelled the training set.",
        ),
        statement(
            "test-error",
            "Mean share of test points that are wrong",
            test_error(contrast),
            "nothing found yet",
            "Over the functions found, each as often as it was found. The coin says 1 as often as the training labels do; the majority label is the commoner of them, always (half right on average if they are equally common). Only what is below both shows more than the class frequency.",
        ),
        statement(
            "apart",
            "How far apart the distributions are",
            contrast.total_variation.map(|found| {
                let p = contrast.p_value.map_or(String::new(), |p| format!("; {}", p_value(p)));
                format!("{} in total variation (95%){p}", range(found.at_least, found.at_most))
            }),
            both,
            "The distance of the distributions themselves, not of the samples. Different: at least 0.05, and p below 0.001. Similar: at most 0.1, and p below 0.001. Alike: at most 0.1, and no such p. p is the smaller of two tests, twice. It is asked for at every look: of 250 simulated runs whose methods agree, 8 had such a p at one of 40 looks while they grew from 100 to 30,000 counts, and none was called different.",
        ),
        statement(
            "total-variation",
            "Total variation distance",
            contrast.total_variation.map(|found| beside_its_floor(found.into(), "")),
            both,
            "0 if both find every function equally often, 1 if they share none. Samples hardly ever show 0, so the distance stands beside its floor.",
        ),
        statement(
            "common",
            "The same, for the common functions",
            contrast.common.map(|found| beside_its_floor(found.into(), "")),
            both,
            "All functions expected less than 50 times are taken together as one: the distance is smaller, but its floor is much lower, so a difference that chance hides above can show.",
        ),
        statement(
            "jensen-shannon",
            "Jensen-Shannon divergence",
            bits(contrast).map(|found| beside_its_floor(found, " bits")),
            both,
            "How much one function tells of the method that found it, if each were equally likely to have: 0 bits nothing, 1 bit everything.",
        ),
        statement(
            "two-sample",
            "Chance that one distribution gives samples so different",
            contrast.two_sample.map(|test| {
                let pooled = match test.pooled {
                    0 => String::new(),
                    pooled => format!(", {} pooled", number_of(pooled as u64, "rare function")),
                };
                format!("{} (\u{3c7}\u{b2} = {} on {} of freedom{pooled})", p_value(test.p_value), decimal(test.statistic, 4), number_of(test.degrees as u64, "degree"))
            }),
            "needs more counts of both methods",
            "Pearson's two-sample test; functions expected fewer than five times are pooled. A small p says the distributions differ, not by how much.",
        ),
        statement(
            "slope",
            "Slope of log P_SGD against log P_B",
            Some(slope(contrast)),
            "",
            "1 if the probabilities are proportional; over functions found often by both, chosen by one half of the counts and measured by the other. Least squares and R\u{b2} describe the samples, whose errors flatten the line. A slope near 1 and a high R\u{b2} do not mean that the distributions are equal.",
        ),
        statement(
            "spearman",
            "Spearman's rank correlation",
            contrast.rank.map(|rank| {
                format!("{} over {} functions found by both", estimate(rank.rho), count(rank.functions as u64))
            }),
            "needs four functions found by both",
            "Whether what dice find more often, descent finds more often too; 1 if the order is the same.",
        ),
        statement(
            "temperature",
            "Best temperature T",
            contrast.temperature.map(|found| {
                let end = |value: Option<f64>| value.map_or("no limit".to_owned(), |value| decimal(value, 3));
                let least = found.low.map_or("no limit".to_owned(), |value| decimal(value, 3));
                format!(
                    "{} (95%: {} to {}), over {} functions found at least {} times by dice; left out: {}% of the runs, {}% of the draws",
                    end(found.value),
                    least,
                    end(found.high),
                    count(found.functions as u64),
                    count(found.least),
                    decimal(found.second_left_out * 100.0, 2),
                    decimal(found.first_left_out * 100.0, 2)
                )
            }),
            "needs several functions found often by both methods",
            "The T for which P_B^(1/T), renormalised over functions, comes closest to P_SGD (an escort distribution; not a tempered likelihood, which changes nothing where every function fits). Below 1, descent prefers what is probable more than dice do.",
        ),
    ]
}

fn bits(contrast: &Contrast) -> Option<Distance> {
    Some(Distance::of_bits(contrast.jensen_shannon?, contrast.total_variation?))
}

fn slope(contrast: &Contrast) -> String {
    let slope = match contrast.slope {
        Ok(found) => {
            format!(
                "{} over {} functions (errors in both)",
                estimate(found.estimate),
                count(found.functions as u64)
            )
        }
        Err(NoSlope::TooFew) => {
            format!("needs {LEAST_FUNCTIONS} functions found about {} times or more by both", 2 * LEAST_HALF)
        }
        Err(NoSlope::NotRising) => "none: P_SGD does not clearly rise with P_B".to_owned(),
        Err(NoSlope::TooWide) => "not known yet: too few functions were found often by both".to_owned(),
    };
    let ordinary = contrast.regression.map_or(String::new(), |line| {
        format!(
            "; least squares through the {} functions found {LEAST_COUNT} times or more by both: {}, R\u{b2} = {}",
            count(line.functions as u64),
            decimal(line.slope, 3),
            decimal(line.r_squared, 3)
        )
    });
    slope + &ordinary
}

fn target(contrast: &Contrast) -> Option<String> {
    let side = |share: Option<Estimate>| share.map_or("unknown".to_owned(), estimate);
    let shares = &contrast.target;
    (shares.second.is_some() || shares.first.is_some()).then(|| {
        let difference = shares.difference.map_or(String::new(), |difference| {
            format!("; difference {} (95%)", range(difference.low, difference.high))
        });
        format!("descent {}, dice {}{difference}", side(shares.second), side(shares.first))
    })
}

fn test_error(contrast: &Contrast) -> Option<String> {
    let errors = &contrast.test_errors;
    let side = |found: &Option<MethodErrors>| {
        found.as_ref().map_or("unknown".to_owned(), |found| {
            let left_out = if found.left_out > 0 {
                format!(", {} left out", count(found.left_out))
            } else {
                String::new()
            };
            format!("{}{left_out}", estimate(found.mean))
        })
    };
    (errors.second.is_some() || errors.first.is_some()).then(|| {
        let baselines = errors.baselines.as_ref().map_or(String::new(), |both| {
            format!(
                "; the coin {}, the majority label {}",
                decimal(both.coin.mean, 3),
                decimal(both.majority.mean, 3)
            )
        });
        format!("descent {}, dice {}{baselines}", side(&errors.second), side(&errors.first))
    })
}
