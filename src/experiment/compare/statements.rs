//! The summary of two methods of a comparison: each number in plain words, with its uncertainty.

use super::members::Member;
use super::trust_words::{mistrust, small_estimate};
use crate::compare::{
    LEAST_COUNT, LEAST_FUNCTIONS, LEAST_HALF, NoSlope, WeightedContrast, WeightedErrors, marginal_likelihood,
};
use crate::experiment::estimates::{beside_its_floor, estimate};
use crate::experiment::{Distance, Statement};
use crate::numeric::{
    Estimate, at_most_one_in, clopper_pearson, count, decimal, number_of, one_in, p_value, percent, range,
};
use crate::plot::{MethodLabel, Unit};
use crate::sample::{Sample, Tries, Weights};

/// The two methods that are set side by side, each with its counts.
pub(super) type Sides<'a> = [(&'a Member, Sample<'a>); 2];

/// All that can be said so far; what is not known yet says why.
pub(super) fn statements([first, second]: Sides<'_>, contrast: &WeightedContrast) -> Vec<Statement> {
    let statement =
        |id, label: &str, value, lacking: &str, help: &str| Statement::new(id, label, value, lacking, help);
    let both = "needs counts of both methods";
    let (one, other) = (&first.0.label, &second.0.label);
    let mut statements = merged([fits(first), fits(second)]);
    statements.extend([
        statement(
            "target",
            "Probability of the target",
            target(contrast, one, other),
            "nothing found yet",
            "How often each method finds exactly the function that labelled the training set.",
        ),
        statement(
            "test-error",
            "Mean share of test points that are wrong",
            test_error(contrast, [first, second]),
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
            &format!("Slope of log P_{} against log P_{}", other.symbol, one.symbol),
            Some(slope(contrast, one, other)),
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
            &format!(
                "Whether what {} {} more often, {} {} more often too; 1 if the order is the same.",
                one.amid(),
                one.find(),
                other.amid(),
                other.find()
            ),
        ),
        statement(
            "temperature",
            "Best temperature T",
            contrast.temperature.map(|found| {
                let end = |value: Option<f64>| value.map_or("no limit".to_owned(), |value| decimal(value, 3));
                let least = found.low.map_or("no limit".to_owned(), |value| decimal(value, 3));
                format!(
                    "{} (95%: {} to {}), over {} functions found at least {} times by {}; left out: {}% of {}, {}% of {}",
                    end(found.value),
                    least,
                    end(found.high),
                    count(found.functions as u64),
                    count(found.least),
                    one.amid().trim_end_matches(','),
                    decimal(found.second_left_out * 100.0, 2),
                    counts_of(other, one),
                    decimal(found.first_left_out * 100.0, 2),
                    counts_of(one, other)
                )
            }),
            "needs several functions found often by both methods",
            &format!(
                "The T for which P_{}^(1/T), renormalised over functions, comes closest to P_{} (an escort distribution; not a tempered likelihood, which changes nothing where every function fits). Below 1, {} prefer{} what is probable more than {} {}.",
                one.symbol,
                other.symbol,
                other.amid(),
                if other.plural { "" } else { "s" },
                one.amid(),
                one.does()
            ),
        ),
    ]);
    statements
}

/// What the counts of a method are, where another one stands beside it: "the runs", if only one of both has runs.
fn counts_of(label: &MethodLabel, other: &MethodLabel) -> String {
    match label.unit {
        _ if !label.differs(other) => label.in_text.clone(),
        Unit::Draw | Unit::Weight => "the draws".to_owned(),
        Unit::Run => "the runs".to_owned(),
    }
}

/// What a method tries, its name, how many of its tries fit, and what that lacks.
pub(super) type Fits<'a> = (Tries, &'a MethodLabel, Option<String>, &'static str);

/// How many of a method's tries fit.
pub(super) fn fits<'a>((member, sample): (&'a Member, Sample<'_>)) -> Fits<'a> {
    let census = match sample {
        Sample::Counts(census) => census,
        Sample::Clusters(counts) => {
            let value = counts.marginal_likelihood().map(|found| {
                let warning = mistrust(member, sample).map_or("", |_| ", not to be trusted");
                format!("{}{warning}", small_estimate(&found))
            });
            let lacking = match counts.weights() {
                Weights::Likelihood => "nothing drawn yet",
                Weights::Relative => "not estimated by this method",
            };
            return (Tries::Draws, &member.label, value, lacking);
        }
    };
    let (value, lacking) = match member.tries {
        Tries::Draws | Tries::Clusters => (
            marginal_likelihood(census.kept(), census.tried()).map(|fit| match fit.one_in {
                Some(_) => format!("{}: {}", one_in(fit.probability.value), estimate(fit.probability)),
                None => format!("fewer than {} (97.5%)", at_most_one_in(fit.probability.high)),
            }),
            "nothing drawn yet",
        ),
        Tries::Runs => (
            clopper_pearson(census.kept(), census.tried()).map(|fitted| {
                let epochs = match census.kept() {
                    0 => String::new(),
                    kept => {
                        format!("; {} epochs on average", decimal(census.epochs() as f64 / kept as f64, 3))
                    }
                };
                format!("{}{epochs}", estimate(fitted))
            }),
            if member.refused.is_some() {
                "it cannot run with these settings"
            } else {
                "no run finished yet"
            },
        ),
    };
    (member.tries, &member.label, value, lacking)
}

/// One statement for draws and one for runs, with the values of both methods if both have it.
fn merged(all: [Fits<'_>; 2]) -> Vec<Statement> {
    let of = |tries: Tries| {
        let own: Vec<_> = all.iter().filter(|(own, ..)| *own == tries).collect();
        let value =
            |(_, _, value, lacking): &Fits<'_>| value.clone().unwrap_or_else(|| (*lacking).to_owned());
        match own.as_slice() {
            [] => None,
            [one] => Some(value(one)),
            several => {
                let each = several.iter().map(|one| format!("{}: {}", one.1.title, value(one)));
                Some(each.collect::<Vec<String>>().join("; "))
            }
        }
    };
    let fit = of(Tries::Draws).map(|value| {
        Statement::new(
            "fit",
            "Random networks that fit the training set, P(S)",
            Some(value),
            "",
            "How much of parameter space, weighted by the prior, fits the training set: kept draws over all draws.",
        )
    });
    let fitted = of(Tries::Runs).map(|value| {
        Statement::new(
            "descent-fitted",
            "Training runs that fit",
            Some(value),
            "",
            "P_SGD is the distribution over functions given that the run fits; the others are counted as failures.",
        )
    });
    fit.into_iter().chain(fitted).collect()
}

/// A method's name before its number.
fn named(label: &MethodLabel, number: &str) -> String {
    let colon = if label.is_plain() { "" } else { ":" };
    format!("{}{colon} {number}", label.in_text)
}

fn bits(contrast: &WeightedContrast) -> Option<Distance> {
    Some(Distance::of_bits(contrast.jensen_shannon?, contrast.total_variation?))
}

fn slope(contrast: &WeightedContrast, one: &MethodLabel, other: &MethodLabel) -> String {
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
        Err(NoSlope::NotRising) => {
            format!("none: P_{} does not clearly rise with P_{}", other.symbol, one.symbol)
        }
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

fn target(contrast: &WeightedContrast, one: &MethodLabel, other: &MethodLabel) -> Option<String> {
    let side = |share: Option<Estimate>| share.map_or("unknown".to_owned(), estimate);
    let shares = &contrast.target;
    (shares.second.is_some() || shares.first.is_some()).then(|| {
        let difference = shares.difference.map_or(String::new(), |difference| {
            format!("; difference {} (95%)", range(difference.low, difference.high))
        });
        format!("{}, {}{difference}", named(other, &side(shares.second)), named(one, &side(shares.first)))
    })
}

fn test_error(contrast: &WeightedContrast, sides: Sides<'_>) -> Option<String> {
    let [(first, _), (second, _)] = sides;
    let (one, other) = (&first.label, &second.label);
    let errors = &contrast.test_errors;
    let side = |found: &Option<WeightedErrors>, (_, sample): (&Member, Sample<'_>)| {
        found.as_ref().map_or("unknown".to_owned(), |found| {
            let left_out = match sample {
                _ if found.left_out <= 0.0 => String::new(),
                Sample::Counts(census) => {
                    let number = libm::round(found.left_out * census.kept() as f64) as u64;
                    format!(", {} left out", count(number))
                }
                Sample::Clusters(_) => format!(", {} of the weight left out", percent(found.left_out, 2)),
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
        format!(
            "{}, {}{baselines}",
            named(other, &side(&errors.second, sides[1])),
            named(one, &side(&errors.first, sides[0]))
        )
    })
}
