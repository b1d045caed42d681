//! Two runs side by side: what was set, and how far what one method found in one lies from what it found in the other.

use super::Statement;
use super::apart::apart_words;
use super::estimates::{Distance, Interval, Test, beside_its_floor, estimate};
use crate::compare::{Distances, Effort, PairedCounts, Verdict, distances};
use crate::numeric::order::order;
use crate::numeric::{Share, at_most, count, decimal, number_of, p_value, wilson, with_range};
use crate::settings::own::own_key;
use crate::settings::{Group, Values, settings};
use crate::task::Function;
use crate::task::description;
use serde::Serialize;

/// So many of the most frequent functions are listed.
pub(super) const MOST_FREQUENT: usize = 10;

/// Two runs of one experiment, A and B.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct RunComparison {
    /// The links of both.
    pub links: [String; 2],
    /// The fingerprints of both.
    pub fingerprints: [String; 2],
    /// The settings that differ.
    pub settings: Vec<SettingComparison>,
    /// How many settings are the same.
    pub same: usize,
    /// What one way of finding functions found in A against what it found in B; none if the functions have different
    /// numbers of inputs.
    pub methods: Vec<MethodComparison>,
    /// What has to be known to read the numbers.
    pub remarks: Vec<String>,
}

/// A setting that differs.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct SettingComparison {
    /// Its name in the link.
    pub key: String,
    /// Its name on the page.
    pub label: &'static str,
    /// Its values.
    pub values: [String; 2],
}

/// What was found in one way in both runs.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct MethodComparison {
    /// `dice`, `descent`, `prior`, `perceptron` or `network`.
    pub method: String,
    /// What people call it.
    pub name: String,
    /// Draws made or runs started.
    pub tried: [u64; 2],
    /// Those that fit.
    pub kept: [u64; 2],
    /// Functions told apart.
    pub distinct: [usize; 2],
    /// Functions found in both runs.
    pub shared: usize,
    /// `too-little`, `same`, `close`, `differ`, or `dependent` where draws are not independent.
    pub kind: &'static str,
    /// What may be said, in a sentence.
    pub verdict: String,
    /// The numbers behind it, in words.
    pub statements: Vec<Statement>,
    /// The most frequent functions, A and B taken together.
    pub most_frequent: Vec<FunctionBeside>,
    /// Total variation distance.
    pub total_variation: Option<Distance>,
    /// The same with all functions expected less than 50 times taken together as one.
    pub total_variation_common: Option<Distance>,
    /// Jensen-Shannon divergence in bits.
    pub jensen_shannon: Option<Distance>,
    /// The p-value of the permutation test of the total variation and of Pearson's test together: the smaller, twice.
    pub p_value: Option<f64>,
    /// Pearson's two-sample test.
    pub two_sample: Option<Test>,
    /// Spearman's rho over the functions found in both.
    pub spearman: Option<Interval>,
}

/// How often one function was found in both runs.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct FunctionBeside {
    /// The truth table, shortly written.
    pub function: String,
    /// The function in words, if it has some.
    pub name: Option<String>,
    /// Its shares with their 95% intervals, in words.
    pub shares: [String; 2],
    /// The same as numbers.
    pub p: [Share; 2],
}

/// One run of two, as every experiment has it.
pub(super) struct Side<'a> {
    pub(super) values: &'a Values,
    pub(super) link: String,
    pub(super) fingerprint: String,
}

/// What was counted in one way in both runs.
pub(super) struct Counted {
    pub(super) method: String,
    /// What people call it.
    pub(super) name: String,
    pub(super) tried: [u64; 2],
    pub(super) distinct: [usize; 2],
    /// Those of A as the first, those of B as the second.
    pub(super) counts: PairedCounts,
    pub(super) most_frequent: Vec<FunctionBeside>,
    /// Whether all draws are, in both runs.
    pub(super) independent: bool,
}

impl RunComparison {
    /// Sets two runs with settings of `table` side by side.
    pub(super) fn new(
        sides: [Side<'_>; 2],
        table: &[Group],
        counted: Vec<Counted>,
        mut remarks: Vec<String>,
    ) -> Self {
        let values = [sides[0].values, sides[1].values];
        let differs = |key: &str| values[0].get(key) != values[1].get(key);
        let mut listed: Vec<SettingComparison> = settings(table)
            .filter(|setting| differs(setting.key))
            .map(|setting| SettingComparison {
                key: setting.key.to_owned(),
                label: setting.label,
                values: values.map(|values| values.get(setting.key).to_owned()),
            })
            .collect();
        let same = settings(table).count() - listed.len();
        listed.extend(own_settings(values, table));
        if counted.is_empty() {
            remarks.push(
                "The two runs look at functions of different numbers of inputs, so no distance between them is defined."
                    .to_owned(),
            );
        }
        if !differs("seed") {
            remarks.push(format!(
                "Both runs have seed {}, so they share random numbers and are not independent; what chance would show is meant for independent runs. Give one of them another seed.",
                values[0].get("seed")
            ));
        }
        let [a, b] = sides;
        Self {
            links: [a.link, b.link],
            fingerprints: [a.fingerprint, b.fingerprint],
            settings: listed,
            same,
            methods: counted.into_iter().map(MethodComparison::new).collect(),
            remarks,
        }
    }
}

/// What single methods have for themselves, where it differs.
fn own_settings(values: [&Values; 2], table: &[Group]) -> Vec<SettingComparison> {
    let mut keys: Vec<(usize, &'static str)> =
        values.iter().flat_map(|values| values.all_own().map(|(place, key, _)| (place, key))).collect();
    keys.sort_unstable();
    keys.dedup();
    let listed = keys.into_iter().filter_map(|(place, key)| {
        let texts = values.map(|values| values.own(place, key).unwrap_or_else(|| values.get(key)).to_owned());
        let setting = settings(table).find(|setting| setting.key == key)?;
        let (key, label) = (own_key(place, key), setting.label);
        (texts[0] != texts[1]).then_some(SettingComparison { key, label, values: texts })
    });
    listed.collect()
}

impl MethodComparison {
    fn new(counted: Counted) -> Self {
        let Counted { method, name, tried, distinct, counts, most_frequent, independent } = counted;
        let found = distances(&counts, Effort::CAREFUL);
        let kept = [counts.first_total(), counts.second_total()];
        let (kind, verdict) = if independent { verdict(&found) } else { no_verdict() };
        let whole = Self {
            method,
            name,
            tried,
            kept,
            distinct,
            shared: found.found_by_both,
            kind,
            verdict,
            statements: statements(&found),
            most_frequent,
            total_variation: found.total_variation.map(Distance::from),
            total_variation_common: found.common.map(Distance::from),
            jensen_shannon: bits(&found),
            p_value: found.p_value,
            two_sample: found.two_sample.map(Test::from),
            spearman: found.rank.map(|rank| rank.rho.into()),
        };
        if independent {
            return whole;
        }
        // Intervals, floors and the test are those of independent draws.
        Self {
            statements: dependent_statements(&found),
            total_variation: None,
            total_variation_common: None,
            jensen_shannon: None,
            p_value: None,
            two_sample: None,
            spearman: None,
            ..whole
        }
    }
}

impl FunctionBeside {
    pub(super) fn new(function: Function, p: [Share; 2]) -> Self {
        let words = |Share { count: found, value, low, high }: Share| match found {
            0 => format!("never; at most {} (97.5%)", at_most(high)),
            1 => format!("{}, once", with_range(value, low, high)),
            found => format!("{}, {} times", with_range(value, low, high), count(found)),
        };
        Self {
            function: function.to_compact_string(),
            name: description(function, function.len().ilog2() as usize),
            shares: p.map(words),
            p,
        }
    }
}

/// The functions with the largest shares in both together, with their intervals.
pub(super) fn most_frequent(counts: &PairedCounts) -> Vec<FunctionBeside> {
    let totals = [counts.first_total(), counts.second_total()];
    let weight = |at: usize| {
        let found = &counts.functions[at];
        u128::from(found.first) * u128::from(totals[1].max(1))
            + u128::from(found.second) * u128::from(totals[0].max(1))
    };
    let order = order(counts.functions.len(), &|left, right| weight(right).cmp(&weight(left)));
    let share = |found, total| {
        let (low, high) = wilson(found, total).map_or((0.0, 1.0), |p| (p.low, p.high));
        let value = if total > 0 { found as f64 / total as f64 } else { 0.0 };
        Share { count: found, value, low, high }
    };
    let listed = order.into_iter().take(MOST_FREQUENT).map(|at| counts.functions[at]);
    listed
        .map(|found| {
            let p = [share(found.first, totals[0]), share(found.second, totals[1])];
            FunctionBeside::new(found.function, p)
        })
        .collect()
}

fn no_verdict() -> (&'static str, String) {
    (
        "dependent",
        "Networks that share their hidden layers are not independent: how far chance alone would set two such samples apart is not known, so there is no verdict."
            .to_owned(),
    )
}

fn dependent_statements(found: &Distances) -> Vec<Statement> {
    let value = found.total_variation.map(|part| decimal(part.distance, 3));
    vec![Statement::new(
        "total-variation",
        "Total variation distance of the samples",
        value,
        "needs counts in both",
        "0 if both runs found every function equally often, 1 if they share none.",
    )]
}

fn verdict(found: &Distances) -> (&'static str, String) {
    match found.verdict {
        Verdict::TooLittleData { rejected: true, .. } => {
            ("too-little", "Different, but by how much is not known with so few counts.".to_owned())
        }
        Verdict::TooLittleData { .. } => ("too-little", "Too little data to say.".to_owned()),
        seen => apart_words(seen, found.p_value, "both runs' distributions").unwrap_or_default(),
    }
}

fn bits(found: &Distances) -> Option<Distance> {
    Some(Distance::of_bits(found.jensen_shannon?, found.total_variation?))
}

fn statements(found: &Distances) -> Vec<Statement> {
    let statement = |id, label: &str, value, help: &str| {
        Statement::new(id, label, value, "needs more counts in both", help)
    };
    vec![
        statement(
            "total-variation",
            "Total variation distance",
            found.total_variation.map(|part| beside_its_floor(part.into(), "")),
            "0 if both runs found every function equally often, 1 if they share none.",
        ),
        statement(
            "common",
            "The same, for the common functions",
            found.common.map(|part| beside_its_floor(part.into(), "")),
            "All functions expected less than 50 times are taken together as one.",
        ),
        statement(
            "jensen-shannon",
            "Jensen-Shannon divergence",
            bits(found).map(|part| beside_its_floor(part, " bits")),
            "How much one function tells of the run that it came from, if each were equally likely.",
        ),
        statement(
            "two-sample",
            "Chance that one distribution gives samples so different",
            found.two_sample.map(|test| {
                format!(
                    "{} (\u{3c7}\u{b2} = {} on {} of freedom)",
                    p_value(test.p_value),
                    decimal(test.statistic, 4),
                    number_of(test.degrees as u64, "degree")
                )
            }),
            "Pearson's two-sample test.",
        ),
        statement(
            "spearman",
            "Spearman's rank correlation",
            found.rank.map(|rank| {
                format!(
                    "{} over {} functions found in both",
                    estimate(rank.rho),
                    count(rank.functions as u64)
                )
            }),
            "Whether what is found more often in one is found more often in the other.",
        ),
    ]
}
