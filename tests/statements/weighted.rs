//! What a comparison says of methods whose draws have weights.

use crate::{Dice, Rendered, assert_documented};
use dice_and_descent::experiment::compare::Ledger;
use dice_and_descent::method::elliptical_slice::ChainSummary;
use dice_and_descent::method::splitting::SplittingSummary;
use dice_and_descent::numeric::{Convergence, clopper_pearson, shape_limit};
use dice_and_descent::sample::{Sample, WeightedCounts};

const METHODS: [&str; 5] = ["last-layers", "features", "infinite", "splitting", "slice"];

/// Small runs of two such methods beside dice.
fn link(dice: &mut Dice, round: usize) -> String {
    let [one, other] = [METHODS[round % 5], dice.one_of(&METHODS)];
    format!(
        "v=2&methods=dice,{one},{other}&n={}&target={}&hidden={}&activation={}&train_size={}&train_seed={}&seed={}&kept=200&draws=20000&hidden_draws={}&last_layers=5&feature_draws={}&wide_draws={}&splits={}&particles={}&split_moves={}&chains={}&states={}&burn_in=2&thin={}",
        3 + dice.below(2),
        dice.one_of(&["and", "or", "xor", "dictator", "parity", "random"]),
        dice.one_of(&["6", "4,4", "12"]),
        dice.one_of(&["relu", "tanh", "erf"]),
        dice.one_of(&["1", "3", "half"]),
        dice.below(1000),
        dice.below(1000),
        dice.one_of(&["1", "200"]),
        dice.one_of(&["1", "200"]),
        dice.one_of(&["1", "200"]),
        dice.one_of(&["1", "3", "20"]),
        dice.one_of(&["4", "30"]),
        dice.one_of(&["1", "3"]),
        dice.one_of(&["8", "16"]),
        dice.one_of(&["1", "5", "60"]),
        dice.one_of(&["1", "3"]),
    )
}

/// P(S) with its ends.
fn fit(sample: Sample<'_>) -> Vec<f64> {
    match sample {
        Sample::Counts(census) => clopper_pearson(census.kept(), census.tried())
            .map_or_else(Vec::new, |found| vec![found.value, found.low, found.high]),
        Sample::Clusters(counts) => counts
            .marginal_likelihood()
            .map_or_else(Vec::new, |found| [found.value, found.low, found.high].map(f64::exp).to_vec()),
    }
}

/// What makes a sample not to be trusted.
fn doubts(counts: &WeightedCounts) -> Vec<f64> {
    let chains = ChainSummary::of(counts).into_iter().flat_map(|found| r_hats(&found));
    let weights = [counts.largest_share(), counts.pareto_shape()];
    let limits = [counts.clusters(), counts.clusters() - counts.empty()].map(shape_limit);
    chains.chain(weights.into_iter().flatten()).chain(limits).chain([1.05]).collect()
}

fn r_hats(found: &ChainSummary) -> Vec<f64> {
    let of = |found: &Convergence| match *found {
        Convergence::Measured { r_hat, effective_draws } => vec![r_hat, effective_draws],
        _ => Vec::new(),
    };
    [of(&found.test_errors), of(&found.target)].concat()
}

/// The numbers of a method's own working.
fn working(key: &str, counts: &WeightedCounts) -> Vec<f64> {
    let able = clopper_pearson(counts.clusters() - counts.empty(), counts.clusters());
    let able = able.map_or_else(Vec::new, |found| vec![found.value, found.low, found.high]);
    let reports: Vec<f64> = counts.reports().iter().flat_map(|report| report.values.clone()).collect();
    let estimate = counts.marginal_likelihood();
    match key {
        "splitting" => {
            let found = SplittingSummary::of(counts).unwrap();
            let mean = found.shares.iter().sum::<f64>() / found.shares.len() as f64;
            let errors = estimate
                .filter(|found| found.value.is_finite())
                .map_or_else(Vec::new, |fit| vec![fit.relative_error, found.least_relative_error(fit.value)]);
            let counted = [found.ancestors, found.particles, found.pilot_evaluated];
            let all = (found.evaluated + found.pilot_evaluated) as f64;
            let numbers = [found.shares.len() as f64, mean, found.gave_up, all];
            [numbers.to_vec(), errors, counted.map(|number| number as f64).to_vec()].concat()
        }
        "slice" => {
            let found = ChainSummary::of(counts).unwrap();
            let chains = [
                found.exact_starts,
                found.chains - found.exact_starts,
                found.without_start,
                found.never_moved,
            ];
            let others =
                [found.traces.len() as f64, found.autocorrelation_time.unwrap_or(1.0), found.gave_up];
            [chains.map(|number| number as f64).to_vec(), others.to_vec(), r_hats(&found)].concat()
        }
        // The upper bound of P(S), and its value by expectation propagation.
        "infinite" => {
            let ratio = |ln: f64| estimate.map_or(0.0, |fit| (ln - fit.value).exp_m1());
            reports.iter().flat_map(|&ln| [ln.exp(), ratio(ln)]).collect()
        }
        _ => [able, reports].concat(),
    }
}

#[test]
fn every_number_of_methods_with_weights_is_that_of_their_samples() {
    let mut dice = Dice::new(5);
    let mut rendered = Rendered::default();
    for round in 0..100 {
        let link = link(&mut dice, round);
        let mut ledger = Ledger::new(&link);
        ledger.run();
        let (analysis, status) = (ledger.analyse(3), ledger.status(0.0));
        let samples = [0, 1, 2].map(|place| ledger.sample(place));
        let known = samples.map(fit).concat();
        let at_level = [known, vec![0.95, 0.975]].concat();
        rendered.check("likelihood", &link, &analysis.likelihood_alt, &at_level);
        let methods: Vec<String> =
            ledger.setup().values.get("methods").split(',').map(str::to_owned).collect();
        let mut told = analysis.workings.iter();
        for place in 1..3 {
            let Sample::Clusters(counts) = samples[place] else { panic!("{link}") };
            let own = [fit(samples[place]), vec![0.95, counts.effective_draws()], doubts(counts)].concat();
            let clusters = (counts.clusters() + counts.failed()) as f64;
            rendered.check(
                "headline",
                &link,
                &status.progress[place].headline,
                &[own, vec![clusters]].concat(),
            );
            // Where nothing was counted, as no network fits, nothing is told.
            if counts.reports().is_empty() && counts.clusters() == 0 {
                continue;
            }
            let working_of = working(&methods[place], counts);
            let Some(found) = told.next() else { panic!("{link}: nothing told") };
            for row in &found.rows {
                let text = format!("{}: {}", row.label, row.value);
                let known = [working_of.clone(), vec![0.95, 1.0]].concat();
                rendered.check(&format!("working-{}", methods[place]), &link, &text, &known);
            }
            for told in &found.figures {
                let ends =
                    told.figure.lines.iter().flat_map(|line| [line.points.first(), line.points.last()]);
                let heights: Vec<f64> = ends.flatten().map(|point| point[1]).collect();
                let chains = (1..=4).map(f64::from);
                let known: Vec<f64> = heights.into_iter().chain(chains).chain([10.0]).collect();
                rendered.check(&format!("figure-{}", methods[place]), &link, &told.alt, &known);
            }
        }
    }
    rendered.assert_right();
    assert_documented("weighted", &rendered);
}
