//! Two runs side by side: what was set, and how far what one method found in one lies from what it found in the other.

use super::ledger::Ledger;
use super::pairs::paired_counts;
use super::record::{Distance, Interval, Test, distance};
use super::statements::{beside_its_floor, estimate, p_value};
use super::table::table;
use crate::contrast::{Contrast, Effort, Tried, Verdict, contrast};
use crate::experiment::link::settings;
use crate::experiment::{Statement, count, decimal};
use crate::sampler::Method;
use serde::Serialize;

/// Two runs of the comparison, A and B.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct Beside {
    /// The links of both.
    pub links: [String; 2],
    /// The fingerprints of both.
    pub fingerprints: [String; 2],
    /// The settings that differ.
    pub settings: Vec<SettingBeside>,
    /// How many settings are the same.
    pub same: usize,
    /// Dice of A against dice of B, then descent; none if the functions have different numbers of inputs.
    pub methods: Vec<MethodBeside>,
    /// What has to be known to read the numbers.
    pub remarks: Vec<String>,
}

/// A setting that differs.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct SettingBeside {
    /// Its name in the link.
    pub key: &'static str,
    /// Its name on the page.
    pub label: &'static str,
    /// Its values.
    pub values: [String; 2],
}

/// One method's censuses in both runs.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct MethodBeside {
    /// `dice` or `descent`.
    pub method: &'static str,
    /// Draws made or runs started.
    pub tried: [u64; 2],
    /// Those that fit.
    pub kept: [u64; 2],
    /// Functions told apart.
    pub distinct: [usize; 2],
    /// Functions found in both runs.
    pub shared: usize,
    /// `too-little`, `same`, `close` or `differ`.
    pub kind: &'static str,
    /// What may be said, in a sentence.
    pub verdict: String,
    /// The numbers behind it, in words.
    pub statements: Vec<Statement>,
    /// Total variation distance.
    pub total_variation: Option<Distance>,
    /// The same with all functions expected less than 50 times taken together as one.
    pub total_variation_common: Option<Distance>,
    /// Jensen-Shannon divergence in bits.
    pub jensen_shannon: Option<Distance>,
    /// Pearson's two-sample test.
    pub two_sample: Option<Test>,
    /// Spearman's rho over the functions found in both.
    pub spearman: Option<Interval>,
}

impl Beside {
    /// Sets run `a` beside run `b`.
    pub fn new(a: &Ledger, b: &Ledger) -> Self {
        let runs = [a, b];
        let table = table();
        let values = runs.map(|run| &run.setup().values);
        let differs = |key: &str| values[0].get(key) != values[1].get(key);
        let listed: Vec<SettingBeside> = settings(&table)
            .filter(|setting| differs(setting.key))
            .map(|setting| SettingBeside {
                key: setting.key,
                label: setting.label,
                values: values.map(|values| values.get(setting.key).to_owned()),
            })
            .collect();
        let tasks = runs.map(|run| &run.comparison().problem.task);
        let comparable = tasks[0].inputs.count() == tasks[1].inputs.count();
        let mut remarks = Vec::new();
        if !comparable {
            remarks.push(
                "The two runs look at functions of different numbers of inputs, so no distance between them is defined."
                    .to_owned(),
            );
        } else if tasks[0].training != tasks[1].training
            || tasks[0].target.difference(tasks[1].target) & tasks[0].training.bits() != 0
        {
            remarks.push(
                "The training sets differ: a function that fits one need not fit the other, which by itself makes the distances large."
                    .to_owned(),
            );
        }
        if !differs("seed") {
            remarks.push(format!(
                "Both runs have seed {}, so they share random numbers and are not independent; what chance would show is meant for independent runs. Give one of them another seed.",
                values[0].get("seed")
            ));
        }
        let methods = [Method::Dice, Method::Descent].into_iter().filter(|_| comparable);
        Self {
            links: runs.map(|run| run.setup().fragment()),
            fingerprints: runs.map(Ledger::fingerprint),
            same: settings(&table).count() - listed.len(),
            settings: listed,
            methods: methods.map(|method| MethodBeside::new(runs, method)).collect(),
            remarks,
        }
    }
}

impl MethodBeside {
    fn new(runs: [&Ledger; 2], method: Method) -> Self {
        let censuses = runs.map(|run| run.census(method));
        let counts = paired_counts(censuses[0], censuses[1]);
        let tried = Tried { dice: censuses[0].tried(), descent: censuses[1].tried() };
        let found = contrast(&counts, &runs[0].comparison().problem.task, tried, Effort::CAREFUL);
        let (kind, sentence) = verdict(&found);
        Self {
            method: match method {
                Method::Dice => "dice",
                Method::Descent => "descent",
            },
            tried: censuses.map(|census| census.tried()),
            kept: censuses.map(|census| census.kept()),
            distinct: censuses.map(|census| census.distinct()),
            shared: found.found_by_both,
            kind,
            verdict: sentence,
            statements: statements(&found),
            total_variation: found
                .total_variation
                .map(|found| distance(found.distance, found.reach, found.floor)),
            total_variation_common: found
                .common
                .map(|found| distance(found.distance, found.reach, found.floor)),
            jensen_shannon: found
                .jensen_shannon
                .map(|found| distance(found.divergence, found.reach, found.floor)),
            two_sample: found.two_sample.map(Test::from),
            spearman: found.rank.map(|rank| rank.rho.into()),
        }
    }
}

fn verdict(contrast: &Contrast) -> (&'static str, String) {
    match contrast.verdict {
        Verdict::TooLittleData { rejected: true, .. } => {
            ("too-little", "Different, but by how much is not known with so few counts.".to_owned())
        }
        Verdict::TooLittleData { .. } => ("too-little", "Too little data to say.".to_owned()),
        Verdict::Indistinguishable { at_most } => (
            "same",
            format!(
                "Indistinguishable: what differs is what chance would show; at most {} apart (total variation).",
                decimal(at_most, 2)
            ),
        ),
        Verdict::CloseButDifferent { excess, at_most } => (
            "close",
            format!(
                "Close, but not the same: {} more than chance would show and at most {} (total variation).",
                decimal(excess.max(0.0), 2),
                decimal(at_most, 2)
            ),
        ),
        Verdict::Different { excess } => (
            "differ",
            format!(
                "Different: {} more than chance would show (total variation).",
                decimal(excess.max(0.0), 2)
            ),
        ),
    }
}

fn statements(contrast: &Contrast) -> Vec<Statement> {
    let statement = |id, label, value: Option<String>, help| Statement {
        id,
        label,
        value: value.unwrap_or_else(|| "needs more counts in both".to_owned()),
        help,
    };
    vec![
        statement(
            "total-variation",
            "Total variation distance",
            contrast
                .total_variation
                .map(|found| beside_its_floor(found.distance, found.reach, found.floor, "")),
            "0 if both runs found every function equally often, 1 if they share none.",
        ),
        statement(
            "common",
            "The same, for the common functions",
            contrast.common.map(|found| beside_its_floor(found.distance, found.reach, found.floor, "")),
            "All functions expected less than 50 times are taken together as one.",
        ),
        statement(
            "jensen-shannon",
            "Jensen-Shannon divergence",
            contrast
                .jensen_shannon
                .map(|found| beside_its_floor(found.divergence, found.reach, found.floor, " bits")),
            "How much one function tells of the run that it came from.",
        ),
        statement(
            "two-sample",
            "Chance that one distribution looks so different",
            contrast.two_sample.map(|test| {
                format!(
                    "p = {} (\u{3c7}\u{b2} = {} on {} degrees of freedom)",
                    p_value(test.p_value),
                    decimal(test.statistic, 4),
                    test.degrees
                )
            }),
            "Pearson's two-sample test.",
        ),
        statement(
            "spearman",
            "Spearman's rank correlation",
            contrast.rank.map(|rank| {
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

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: &str = "v=1&n=3&target=and&train=11010010&hidden=5&runs=4000&kept=4000";

    fn run(link: &str) -> Ledger {
        let mut ledger = Ledger::new(link);
        ledger.run();
        ledger
    }

    #[test]
    fn two_seeds_of_one_setting_are_indistinguishable() {
        let beside = Beside::new(&run(LINK), &run(&format!("{LINK}&seed=2")));
        let listed: Vec<&str> = beside.settings.iter().map(|setting| setting.key).collect();
        assert_eq!((listed, beside.remarks.len()), (vec!["seed"], 0));
        assert_eq!(beside.settings[0].values, ["1", "2"]);
        let methods: Vec<(&str, &str)> =
            beside.methods.iter().map(|found| (found.method, found.kind)).collect();
        assert_eq!(methods, [("dice", "same"), ("descent", "same")]);
    }

    #[test]
    fn another_prior_is_another_distribution() {
        let beside = Beside::new(&run(LINK), &run(&format!("{LINK}&seed=2&sigma_b=5")));
        assert_eq!(beside.methods[0].kind, "differ", "{}", beside.methods[0].verdict);
        let found = beside.methods[0].total_variation.unwrap();
        assert!(found.distance.value > 2.0 * found.floor_upper);
    }

    #[test]
    fn what_stands_in_the_way_is_said() {
        let a = run(LINK);
        let same = Beside::new(&a, &a);
        assert!(same.settings.is_empty() && same.remarks[0].contains("share random numbers"));
        let other = Beside::new(&a, &Ledger::new("n=4&seed=2"));
        assert!(other.methods.is_empty() && other.remarks[0].contains("different numbers of inputs"));
        let training = Beside::new(&a, &run(&LINK.replace("11010010", "11010001").replace("4000", "100")));
        assert!(training.remarks[0].contains("training sets differ"));
    }
}
