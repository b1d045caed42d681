//! Two comparisons side by side: what dice found in one against what they found in the other, and the same of descent.

use super::ledger::Ledger;
use super::table::table;
use crate::experiment::RunComparison;
use crate::experiment::beside::{Counted, Side, most_frequent};
use crate::method::Method;
use crate::run::origin::remark;
use crate::sample::paired_counts;

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
    let methods = [(Method::Dice, "dice"), (Method::Descent, "descent")];
    let counted = methods.into_iter().filter(|_| comparable).map(|(method, name)| {
        let censuses = runs.map(|run| run.census(method));
        let counts = paired_counts(censuses[0], censuses[1]);
        Counted {
            method: name,
            tried: censuses.map(|census| census.tried()),
            distinct: censuses.map(|census| census.distinct()),
            most_frequent: most_frequent(&counts),
            counts,
            independent: true,
        }
    });
    let sides = runs.map(|run| Side {
        values: &run.setup().values,
        link: run.origin().link,
        fingerprint: run.fingerprint(),
    });
    RunComparison::new(sides, &table(), counted.collect(), remarks)
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
        let listed: Vec<&str> = beside.settings.iter().map(|setting| setting.key).collect();
        assert_eq!((listed, beside.remarks.len()), (vec!["seed"], 0));
        assert_eq!(beside.settings[0].values, ["1", "2"]);
        let methods: Vec<(&str, &str)> =
            beside.methods.iter().map(|found| (found.method, found.kind)).collect();
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
