//! Two landscapes side by side: how far the samples of two priors are from each other.

use super::ledger::Ledger;
use super::table::table;
use crate::experiment::RunComparison;
use crate::experiment::beside::{Counted, FunctionBeside, MOST_FREQUENT, Side};
use crate::landscape::{Ranking, paired_counts};
use crate::run::origin::remark;
use crate::task::Function;
use std::cmp::Reverse;

/// Sets run `a` beside run `b`.
pub fn beside(a: &Ledger, b: &Ledger) -> RunComparison {
    let runs = [a, b];
    let registries = runs.map(Ledger::registry);
    let same_inputs = a.landscape().n() == b.landscape().n();
    let same_classes = a.landscape().classes == b.landscape().classes;
    let comparable = same_inputs && same_classes;
    let counted = comparable.then(|| Counted {
        method: "prior".to_owned(),
        name: "Random networks".to_owned(),
        tried: registries.map(|registry| registry.draws()),
        distinct: registries.map(|registry| registry.distinct()),
        counts: paired_counts(a.registry(), b.registry()),
        most_frequent: most_frequent(runs),
        independent: runs.iter().all(|run| run.landscape().last_layers == 1),
    });
    let mut remarks: Vec<String> = remark(runs.map(|run| run.origin().stream)).into_iter().collect();
    if comparable && a.landscape().encoding != b.landscape().encoding {
        remarks.push("The inputs enter the networks in different encodings.".to_owned());
    }
    if same_inputs && !same_classes {
        remarks.push(
            "One run counts functions, the other classes of them, or classes by other symmetries: their counts cannot be compared."
                .to_owned(),
        );
    }
    let sides = runs.map(|run| Side {
        values: &run.setup().values,
        link: run.origin().link,
        fingerprint: run.fingerprint(),
    });
    RunComparison::new(sides, &table(), counted.into_iter().collect(), remarks)
}

/// The functions with the largest shares, with intervals by clusters where draws come in such.
fn most_frequent(runs: [&Ledger; 2]) -> Vec<FunctionBeside> {
    let share = |run: &Ledger, function| {
        let tally = run.tally();
        let class = tally.class(function);
        tally.exact_p(class, tally.registry.count(class.representative))
    };
    let ranked = runs.map(|run| Ranking::new(run.registry()));
    let first = ranked.iter().flat_map(|ranking| ranking.functions().iter().take(MOST_FREQUENT));
    let mut functions: Vec<Function> = first.map(|found| found.function).collect();
    functions.sort_unstable();
    functions.dedup();
    let mut listed: Vec<FunctionBeside> = functions
        .into_iter()
        .map(|function| FunctionBeside::new(function, runs.map(|run| share(run, function))))
        .collect();
    listed.sort_by_key(|found| Reverse(((found.p[0].value + found.p[1].value) * 1e15) as u64));
    listed.truncate(MOST_FREQUENT);
    listed
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: &str = "v=2&experiment=landscape&n=4&hidden=8&draws=50000";

    fn run(link: &str) -> Ledger {
        let mut ledger = Ledger::new(link);
        ledger.run();
        ledger
    }

    #[test]
    fn two_seeds_of_one_setting_agree_and_two_priors_do_not() {
        let a = run(LINK);
        let same = beside(&a, &run(&format!("{LINK}&seed=2")));
        assert_eq!((same.methods.len(), same.remarks.len()), (1, 0));
        let found = &same.methods[0];
        assert!(found.kind != "differ" && found.kind != "close", "{}", found.verdict);
        assert_eq!(found.most_frequent.len(), MOST_FREQUENT);
        // The intervals of what is found most often meet.
        let [p, q] = found.most_frequent[0].p;
        assert!(p.low < q.high && q.low < p.high && p.value > 0.1, "{p:?} {q:?}");
        let other = beside(&a, &run(&format!("{LINK}&seed=2&sigma_b=5")));
        assert_eq!(other.methods[0].kind, "differ", "{}", other.methods[0].verdict);
        assert!(other.methods[0].total_variation.unwrap().value > 0.2);
    }

    #[test]
    fn what_stands_in_the_way_is_said() {
        let a = run(LINK);
        let smaller = beside(&a, &run(&LINK.replace("n=4", "n=3").replace("draws", "seed=2&draws")));
        assert!(smaller.methods.is_empty() && smaller.remarks[0].contains("different numbers of inputs"));
        let clusters = beside(&a, &run(&format!("{LINK}&seed=2&last_layers=4")));
        let found = &clusters.methods[0];
        assert!(found.kind == "dependent" && found.total_variation.is_none() && found.two_sample.is_none());
        assert_eq!(found.statements.len(), 1);
        assert!(beside(&a, &a).remarks[0].contains("share random numbers"));
    }
}
