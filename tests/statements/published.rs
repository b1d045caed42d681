//! The seven Boolean tasks of Mingard et al. 2019 (appendix L, figure 16), each by one link, against reference values that an
//! independent program found from 3,000 to 4,000 runs each.

use super::hints::with;
use dice_and_descent::experiment::compare::{self, Ledger};

/// Runs behind each reference value: the fewest that it may have.
const REFERENCE: f64 = 3000.0;

/// Descent alone, by a link of a task.
fn descent(task: &str, runs: u64, changes: &str) -> Ledger {
    let link = with(&compare::apply_preset("", task).hash, &format!("runs={runs}&kept=1&draws=1&{changes}"));
    let mut ledger = Ledger::new(&link);
    assert_eq!(ledger.setup().notices, [], "{task} {changes}");
    ledger.run();
    ledger
}

/// How many standard errors the share of runs that end in the target is from a reference value, rounded to `unit`.
fn target(ledger: &Ledger, reference: f64, unit: f64) -> f64 {
    let census = ledger.census(1);
    let (kept, found) = (census.kept() as f64, census.count(ledger.comparison().problem.task.target) as f64);
    let pooled = (found + reference * REFERENCE) / (kept + REFERENCE);
    let variance = pooled * (1.0 - pooled) * (1.0 / kept + 1.0 / REFERENCE);
    let off = (found / kept - reference).abs() - unit / 2.0;
    if off <= 0.0 { 0.0 } else { off / variance.max(f64::MIN_POSITIVE).sqrt() }
}

/// The same of the mean share of wrong test inputs.
fn test_error(ledger: &Ledger, references: [f64; 2]) -> f64 {
    let task = &ledger.comparison().problem.task;
    let tests = (task.inputs.count() - task.training_size()) as f64;
    let errors = |function| f64::from(task.target.difference(function).count_ones()) / tests;
    let census = ledger.census(1);
    let kept = census.kept() as f64;
    let moment = |power| {
        census.iter().map(|(function, count)| count as f64 * errors(function).powi(power)).sum::<f64>()
    };
    let mean = moment(1) / kept;
    let variance = (moment(2) / kept - mean * mean) * (1.0 / kept + 1.0 / REFERENCE);
    let [low, high] = [references[0] - 0.0005, references[1] + 0.0005];
    (low - mean).max(mean - high).max(0.0) / variance.sqrt()
}

#[test]
fn the_seven_tasks_are_what_was_published() {
    let mut far = Vec::new();
    let mut check = |what: String, z: f64| {
        if z > 3.0 {
            far.push(format!("{what}: {z:.2} standard errors"));
        }
    };

    // Cross-entropy, batch 1, learning rate 0.001, first fit; then batch 8, learning rate 0.01 and 64 epochs more.
    for (task, first, errors, later) in [
        ("f0", 0.001, [0.011; 2], 0.003),
        ("f1", 0.0, [0.042; 2], 0.0),
        ("f2", 0.019, [0.033; 2], 0.164),
        ("f3", 0.102, [0.044; 2], 0.728),
        ("f4", 0.0037, [0.056; 2], 0.072),
        ("f5", 0.080, [0.044; 2], 0.783),
        ("f6", 0.1395, [0.045, 0.047], 0.970),
    ] {
        let unit = match task {
            "f4" => 0.0001,
            "f6" => 0.011,
            _ => 0.001,
        };
        let found = descent(task, 512, "batch=1&lr=0.001");
        check(format!("{task}, target at first fit"), target(&found, first, unit));
        check(format!("{task}, test error at first fit"), test_error(&found, errors));
        let found = descent(task, 256, "batch=8&lr=0.01&extra_epochs=64");
        check(format!("{task}, target after 64 epochs more"), target(&found, later, 0.001));
    }

    // f6 by step size, batch and loss (the squared loss of the published programs has targets 0 and 1), and by epochs
    // after the first fit.
    for (changes, runs, reference) in [
        ("batch=1&lr=0.01", 1500, 0.309),
        ("batch=1&lr=0.05", 1500, 0.657),
        ("batch=1&lr=0.07", 1500, 0.733),
        ("batch=1&lr=0.1", 1500, 0.782),
        ("batch=8&lr=0.01", 512, 0.134),
        ("batch=8&lr=0.1", 1500, 0.399),
        ("batch=32&lr=0.01", 256, 0.125),
        ("batch=32&lr=0.1", 1500, 0.146),
        ("loss=mse01&batch=1&lr=0.001", 1500, 0.084),
        ("loss=mse01&batch=1&lr=0.01", 1500, 0.413),
        ("batch=1&lr=0.01&extra_epochs=1", 1500, 0.485),
        ("batch=1&lr=0.01&extra_epochs=64", 512, 1.0),
    ] {
        let unit = if reference == 1.0 { 0.01 } else { 0.001 };
        check(format!("f6, {changes}"), target(&descent("f6", runs, changes), reference, unit));
    }
    assert_eq!(far, [""; 0]);
}

/// P(S), P_B(target) and the mean test error of the seven tasks, by splitting, against an independent program's 1.18e8 draws; standard errors of P(S)
/// are those of so many draws, of P_B(target) as they were given.
#[test]
fn the_seven_posteriors_by_splitting_are_those_of_rejection() {
    const DRAWS: f64 = 1.18e8;
    for (task, fit, target, target_error, errors) in [
        ("f0", 2.28e-4, 0.0083, 0.0006, 0.055),
        ("f1", 4.04e-4, 0.0005, 0.0001, 0.056),
        ("f2", 2.47e-5, 0.033, 0.003, 0.064),
        ("f3", 5.1e-6, 0.052, 0.009, 0.072),
        ("f4", 6.4e-6, 0.037, 0.007, 0.062),
        ("f5", 4.3e-6, 0.082, 0.013, 0.050),
        ("f6", 2.61e-5, 0.145, 0.007, 0.049),
    ] {
        let changes = "methods=splitting,descent&runs=1&splits=40&particles=250";
        let mut ledger = Ledger::new(&with(&compare::apply_preset("", task).hash, changes));
        ledger.run();
        let record = compare::Record::new(&ledger);
        let Some(compare::Totals::Clusters(found)) = record.totals.get("splitting") else {
            panic!("no clusters")
        };
        let (p, method) = (found.p_fit.unwrap(), &record.methods[0]);
        // On the scale of logarithms the estimate is nearly normal; of 40 runs: Student's t of 39 degrees is beyond 3.8 with 5e-4, so one of 21 with 1%.
        let error = (p.standard_error.unwrap() / p.value).hypot(1.0 / (DRAWS * fit).sqrt());
        let z = [
            (p.value / fit).ln() / error,
            (method.target.unwrap().value - target)
                / method.target.unwrap().standard_error.unwrap().hypot(target_error),
            // Each draw of 1.18e8 P(S) that were kept is wrong on some test inputs more or fewer than the mean.
            (method.test_error.unwrap().value - errors)
                / method
                    .test_error
                    .unwrap()
                    .standard_error
                    .unwrap()
                    .hypot(0.0005 + 0.05 / (DRAWS * fit).sqrt()),
        ];
        assert!(
            z.iter().all(|z| z.abs() < 3.8),
            "{task}: {z:?} {p:?} {:?} {:?}",
            method.target,
            method.test_error
        );
    }
}
