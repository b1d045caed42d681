//! The contrast against independent reference tables: P_SGD from 1e5 to 1e6 training runs, P_B from up to 1.9e7
//! kept draws, their distances and fits computed by another program.
#![cfg(not(target_arch = "wasm32"))]

use dice_and_descent::Function;
use dice_and_descent::compare::{
    COMMON, Contrast, Coverage, Effort, LEAST_COUNT, Paired, PairedCounts, Point, Verdict, contrast,
    marginal_likelihood, spearman, york,
};
use dice_and_descent::task::{Encoding, Inputs, Task};
use serde_json::Value;

struct Setting {
    name: String,
    table: Value,
    counts: PairedCounts,
    task: Task,
    contrast: Contrast,
}

impl Setting {
    fn number(&self, field: &str) -> f64 {
        self.table["comparison"][field].as_f64().unwrap()
    }

    /// Whether the table lists every function found, not only the most frequent.
    fn is_whole(&self) -> bool {
        !self.counts.is_lumped()
    }

    /// Whether every function found often enough for the line by both is listed.
    fn has_whole_fit(&self) -> bool {
        let listed = self
            .counts
            .functions
            .iter()
            .filter(|f| f.second >= LEAST_COUNT && f.first >= LEAST_COUNT)
            .count();
        listed as f64 == self.number("functions_in_fit")
    }
}

fn settings() -> Vec<Setting> {
    let tables: Value = serde_json::from_str(include_str!("oracles/sgd_vs_bayes_selection.json")).unwrap();
    tables["settings"].as_array().unwrap().iter().map(read).collect()
}

fn read(table: &Value) -> Setting {
    let functions: Vec<Paired> = table["top_functions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| Paired {
            function: Function::parse(row[0].as_str().unwrap(), 16).unwrap(),
            second: row[1].as_u64().unwrap(),
            first: row[2].as_u64().unwrap(),
        })
        .collect();
    let total = |field: &str| table["comparison"][field].as_u64().unwrap();
    let second_beyond = total("n_SGD") - functions.iter().map(|f| f.second).sum::<u64>();
    let first_beyond = total("n_B") - functions.iter().map(|f| f.first).sum::<u64>();
    let counts = PairedCounts::new(functions, second_beyond, first_beyond);
    let bit = |j: usize, input: usize| j >> (4 - input) & 1 == 1;
    let target = match table["target"].as_str().unwrap() {
        "x1 and (x2 or x3)" => Function::from_labels(16, |j| bit(j, 1) && (bit(j, 2) || bit(j, 3))),
        "(x1 and x2) or (x3 and x4)" => {
            Function::from_labels(16, |j| bit(j, 1) && bit(j, 2) || bit(j, 3) && bit(j, 4))
        }
        other => panic!("no target {other}"),
    };
    let shown: Vec<u64> = table["points"].as_array().unwrap().iter().map(|j| j.as_u64().unwrap()).collect();
    let task = Task {
        inputs: Inputs::boolean(4, Encoding::PlusMinus),
        target,
        training: Function::from_labels(16, |j| shown.contains(&(j as u64))),
    };
    Setting {
        name: format!("{} lr {} batch {}", table["system"], table["lr"], table["batch_size"]),
        contrast: contrast(&counts, &task, Effort::LIVE),
        table: table.clone(),
        counts,
        task,
    }
}

#[test]
fn every_function_listed_fits() {
    for setting in settings() {
        assert!(setting.counts.functions.iter().all(|f| setting.task.fits(f.function)), "{}", setting.name);
    }
}

#[test]
fn total_variation_is_the_tables_or_a_lower_bound_of_it() {
    let settings = settings();
    assert!(settings.iter().any(Setting::is_whole) && settings.iter().any(|s| !s.is_whole()));
    for setting in settings {
        let found = setting.contrast.total_variation.unwrap();
        let exact = setting.number("TV");
        match found.reach {
            Coverage::Whole => assert!((found.distance - exact).abs() < 1e-12, "{}", setting.name),
            Coverage::LowerBound { missing } => {
                assert!(missing < 0.001);
                assert!(found.distance <= exact + 1e-12 && exact <= found.distance + missing + 1e-12);
            }
        }
    }
}

#[test]
fn the_distance_of_the_common_functions_is_the_tables() {
    for setting in settings() {
        let found = setting.contrast.common.unwrap();
        // What the tables leave out is not common.
        assert!((found.distance - setting.number("TV_coarse")).abs() < 1e-12, "{}", setting.name);
        let away = (setting.number("TV_coarse_sampling_floor") - found.floor.mean).abs();
        assert!(
            away < 4.0 * found.floor.standard_deviation,
            "{}: {away} from {:?}",
            setting.name,
            found.floor
        );
        let cells = setting.counts.lumped(COMMON).functions.len() + 1;
        assert_eq!(cells as f64, setting.number("coarse_bins"), "{}", setting.name);
    }
}

#[test]
fn floors_are_the_tables() {
    for setting in settings() {
        let floor = setting.contrast.total_variation.unwrap().floor;
        // The table has one or a few simulated pairs of samples: each is within a few standard deviations. The
        // functions not listed add at most the square root of their number times their pooled share.
        let missing = if setting.is_whole() { 0.0 } else { 0.0005 };
        let away = (setting.number("TV_sampling_floor") - floor.mean).abs();
        assert!(away < 4.0 * floor.standard_deviation + missing, "{}: {away} from {floor:?}", setting.name);
        // And the exact mean is that of the random divisions.
        assert!(floor.upper > floor.mean && floor.upper < floor.mean + 4.0 * floor.standard_deviation);
    }
}

#[test]
fn lines_and_ranks_are_the_tables() {
    let mut compared = 0;
    for setting in settings().iter().filter(|setting| setting.has_whole_fit()) {
        compared += 1;
        let line = setting.contrast.regression.unwrap();
        let close = |found: f64, field: &str| {
            let exact = setting.number(field);
            assert!((found - exact).abs() < 1e-9, "{} {field}: {found}, not {exact}", setting.name);
        };
        close(line.slope, "loglog_slope_OLS");
        close(line.intercept, "loglog_intercept");
        close(line.r_squared, "R2");
        let used = || {
            let pairs = setting.counts.functions.iter().map(|f| (f.second, f.first));
            pairs.filter(|&(a, b)| a >= LEAST_COUNT && b >= LEAST_COUNT)
        };
        close(spearman(used(), LEAST_COUNT).unwrap().rho.value, "spearman");
        // With equal errors everywhere, York's line is the total least-squares line.
        let points: Vec<Point> = used()
            .map(|(a, b)| Point {
                x: libm::log10(b as f64 / setting.number("n_B")),
                y: libm::log10(a as f64 / setting.number("n_SGD")),
                x_variance: 1e-4,
                y_variance: 1e-4,
            })
            .collect();
        close(york(&points).unwrap().slope.value, "loglog_slope_total_least_squares");
    }
    assert!(compared >= 4, "{compared}");
}

#[test]
fn mean_test_errors_are_the_tables() {
    for setting in settings() {
        let exact = &setting.table["comparison"]["mean_offtraining_error"];
        let errors = &setting.contrast.test_errors;
        for (found, field, total) in [(&errors.second, "P_SGD", "n_SGD"), (&errors.first, "P_B", "n_B")] {
            let found = found.as_ref().unwrap();
            // What is not listed can have any error from 0 to 1.
            let missing = found.left_out as f64 / setting.number(total);
            let away = (found.mean.value - exact[field].as_f64().unwrap()).abs();
            assert!(away < missing + 1e-12, "{} {field}: {away}", setting.name);
        }
    }
}

#[test]
fn the_probability_of_fit_is_the_tables() {
    for setting in settings() {
        let drawn = setting.table["P_B_samples"].as_u64().unwrap();
        let fit = marginal_likelihood(setting.counts.first_total(), drawn).unwrap();
        let exact = setting.table["P_S"].as_f64().unwrap();
        assert!((fit.probability.value / exact - 1.0).abs() < 1e-12);
        assert!(fit.probability.low < exact && exact < fit.probability.high);
    }
}

#[test]
fn high_correlation_does_not_hide_the_difference() {
    for setting in settings() {
        assert!(matches!(setting.contrast.verdict, Verdict::Different(_)), "{}", setting.name);
        assert!(setting.contrast.p_value.unwrap() < 1e-12);
    }
}
