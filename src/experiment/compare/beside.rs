//! Two comparisons side by side: what each method found in one against what it found in the other.

use super::ledger::Ledger;
use super::members::Member;
use super::table::table;
use crate::compare::PairedSamples;
use crate::experiment::RunComparison;
use crate::experiment::beside::{Counted, Side, most_frequent};
use crate::run::origin::remark;
use crate::sample::paired_samples;

/// Sets run `a` beside run `b`.
pub fn beside(a: &Ledger, b: &Ledger) -> RunComparison {
    let runs = [a, b];
    let tasks = runs.map(|run| &run.comparison().problem.task);
    let comparable = tasks[0].inputs.count() == tasks[1].inputs.count();
    let mut remarks: Vec<String> = remark(runs.map(|run| run.origin().stream)).into_iter().collect();
    if comparable
        && (tasks[0].training != tasks[1].training
            || tasks[0].target.difference(tasks[1].target) & tasks[0].training.bits() != 0)
    {
        remarks.push(
            "The training sets differ: a function that fits one need not fit the other, which by itself makes the distances large."
                .to_owned(),
        );
    }
    let mut weighted = false;
    let counted: Vec<Counted> = together(runs)
        .into_iter()
        .filter(|_| comparable)
        .filter_map(|places| {
            let samples = [0, 1].map(|run| runs[run].sample(places[run]));
            let PairedSamples::Counts(counts) = paired_samples(samples[0], samples[1]) else {
                weighted = true;
                return None;
            };
            let members = [0, 1].map(|run| &runs[run].comparison().methods[places[run]]);
            let names = members.map(|member| member.label.title.as_str());
            Some(Counted {
                method: members[0].tag.clone(),
                name: if names[0] == names[1] { names[0].to_owned() } else { names.join(" / ") },
                tried: samples.map(|sample| sample.tried()),
                distinct: samples.map(|sample| sample.distinct()),
                most_frequent: most_frequent(&counts),
                counts,
                independent: true,
            })
        })
        .collect();
    if weighted {
        remarks.push(
            "Methods whose draws have weights are left out here, as counts of draws are set against each other: put both as methods into one comparison."
                .to_owned(),
        );
    }
    let sides = runs.map(|run| Side {
        values: &run.setup().values,
        link: run.origin().link,
        fingerprint: run.fingerprint(),
    });
    RunComparison::new(sides, &table(), counted, remarks)
}

/// Which method of the one run stands beside which of the other: those of one name, then those of one kind, in order.
fn together(runs: [&Ledger; 2]) -> Vec<[usize; 2]> {
    let [a, b] = runs.map(|run| &run.comparison().methods);
    let mut places = Vec::new();
    for same in
        [(|one, other| one.label.title == other.label.title) as fn(&Member, &Member) -> bool, |one, other| {
            one.method() == other.method()
        }]
    {
        for (first, one) in a.iter().enumerate() {
            let taken =
                |side: usize, place: usize| places.iter().any(|pair: &[usize; 2]| pair[side] == place);
            let other = (0..b.len()).find(|&second| !taken(1, second) && same(one, &b[second]));
            if let Some(second) = other.filter(|_| !taken(0, first)) {
                places.push([first, second]);
            }
        }
    }
    places.sort_unstable();
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: &str = "v=2&n=3&target=and&train=11010010&hidden=5&runs=4000&kept=4000";

    fn run(link: &str) -> Ledger {
        let mut ledger = Ledger::new(link);
        ledger.run();
        ledger
    }

    #[test]
    fn two_seeds_of_one_setting_are_indistinguishable() {
        let beside = beside(&run(LINK), &run(&format!("{LINK}&seed=2")));
        let listed: Vec<&str> = beside.settings.iter().map(|setting| setting.key.as_str()).collect();
        assert_eq!((listed, beside.remarks.len()), (vec!["seed"], 0));
        assert_eq!(beside.settings[0].values, ["1", "2"]);
        let methods: Vec<(&str, &str)> =
            beside.methods.iter().map(|found| (found.method.as_str(), found.kind)).collect();
        assert_eq!(methods, [("dice", "same"), ("descent", "same")]);
    }

    #[test]
    fn another_prior_is_another_distribution() {
        let beside = beside(&run(LINK), &run(&format!("{LINK}&seed=2&sigma_b=5")));
        assert_eq!(beside.methods[0].kind, "differ", "{}", beside.methods[0].verdict);
        let found = beside.methods[0].total_variation.unwrap();
        assert!(found.value > 2.0 * found.floor_upper);
    }

    #[test]
    fn what_stands_in_the_way_is_said() {
        let a = run(LINK);
        let same = beside(&a, &a);
        assert!(same.settings.is_empty() && same.remarks[0].contains("share random numbers"));
        let other = beside(&a, &Ledger::new("n=4&seed=2"));
        assert!(other.methods.is_empty() && other.remarks[0].contains("different numbers of inputs"));
        let training = beside(&a, &run(&LINK.replace("11010010", "11010001").replace("4000", "100")));
        assert!(training.remarks[0].contains("training sets differ"));
    }
}
