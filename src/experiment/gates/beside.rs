//! Two samples of gates side by side: what the perceptron computed in one against what it computed in the other, and
//! the same of the network.

use super::ledger::Ledger;
use super::table::table;
use crate::experiment::RunComparison;
use crate::experiment::beside::{Counted, Side, most_frequent};
use crate::run::origin::remark;
use crate::sample::paired_counts;

/// Sets run `a` beside run `b`.
pub fn beside(a: &Ledger, b: &Ledger) -> RunComparison {
    let runs = [a, b];
    let comparable = a.gates().perceptron.rows() == b.gates().perceptron.rows();
    let counted = [("perceptron", "The perceptron"), ("network", "The network")]
        .into_iter()
        .enumerate()
        .filter(|_| comparable);
    let counted = counted.map(|(place, (method, name))| {
        let censuses = runs.map(|run| run.census(place));
        let counts = paired_counts(censuses[0], censuses[1]);
        Counted {
            method: method.to_owned(),
            name: name.to_owned(),
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
    let remarks = remark(runs.map(|run| run.origin().stream)).into_iter().collect();
    RunComparison::new(sides, &table(), counted.collect(), remarks)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(link: &str) -> Ledger {
        let mut ledger = Ledger::new(link);
        ledger.run();
        ledger
    }

    #[test]
    fn what_a_setting_moves_is_what_differs() {
        let a = run("experiment=gates&draws=20000");
        let wider = beside(&a, &run("experiment=gates&draws=20000&seed=2&bias_scale=3"));
        let kinds: Vec<(&str, &str)> =
            wider.methods.iter().map(|found| (found.method.as_str(), found.kind)).collect();
        assert_eq!(kinds, [("perceptron", "differ"), ("network", "same")]);
        let keys: Vec<&str> = wider.settings.iter().map(|setting| setting.key.as_str()).collect();
        assert_eq!(keys, ["bias_scale", "seed"]);
        assert!(beside(&a, &run("experiment=gates&n=3&seed=2&draws=1000")).methods.is_empty());
    }
}
