//! The comparison.

use crate::numbers::leaves;
use crate::{Dice, Rendered, assert_documented};
use dice_and_descent::compare::{
    Contrast, Effort, JensenShannon, LEAST_COUNT, LEAST_FUNCTIONS, LEAST_HALF, LEVEL, MethodErrors, Rank,
    TotalVariation, TwoSample, Verdict, contrast, distances,
};
use dice_and_descent::experiment::compare::{Ledger, beside, read_link};
use dice_and_descent::method::MethodId;
use dice_and_descent::numeric::{Estimate, clopper_pearson, wilson};
use dice_and_descent::sample::{Census, paired_counts};
use std::collections::BTreeMap;

/// A small run of anything that the page can be set to.
fn link(dice: &mut Dice) -> String {
    let n = 2 + dice.below(3);
    let target = dice.one_of(&["and", "or", "xor", "dictator", "parity", "random", "zero", "balanced"]);
    let hidden = dice.one_of(&["8", "4,4", "none", "16"]);
    let activation = dice.one_of(&["relu", "tanh", "erf", "relu", "relu", "sign"]);
    let (sizes, budget) = (["1", "2", "half"], ["1", "60", "900", "2000"]);
    format!(
        "v=2&n={n}&target={target}&hidden={hidden}&activation={activation}&encoding={}&sigma_b={}&train_size={}&train_seed={}&target_seed={}&seed={}&lr={}&batch={}&loss={}&runs={}&kept={}&draws={}&max_epochs={}&extra_epochs={}",
        dice.one_of(&["01", "pm"]),
        dice.one_of(&["0.1", "0.1", "0.1", "1", "0"]),
        dice.one_of(&sizes),
        dice.below(1000),
        dice.below(1000),
        dice.below(1000),
        dice.one_of(&["0.1", "0.1", "0.01", "5"]),
        dice.one_of(&["1", "full"]),
        dice.one_of(&["cross-entropy", "mse", "mse01", "hinge"]),
        dice.one_of(&["1", "60", "300", "300"]),
        dice.one_of(&budget),
        dice.one_of(&["200", "30000", "60000"]),
        dice.one_of(&["2", "30", "30"]),
        dice.one_of(&["0", "0", "3"]),
    )
}

fn ends(found: Option<Estimate>) -> Vec<f64> {
    found.map_or_else(Vec::new, |found| vec![found.value, found.low, found.high, 0.95])
}

fn p(found: Option<f64>) -> Vec<f64> {
    found.map(|p| p.max(1e-12)).into_iter().collect()
}

fn distance(found: Option<TotalVariation>) -> Vec<f64> {
    found.map_or_else(Vec::new, |found| {
        vec![found.distance, found.floor.mean, found.floor.upper, found.reach.missing(), 0.95]
    })
}

fn divergence(found: Option<JensenShannon>) -> Vec<f64> {
    found.map_or_else(Vec::new, |found| {
        vec![found.divergence.value, found.floor.mean, found.floor.upper, found.reach.missing(), 0.95]
    })
}

fn test(found: Option<TwoSample>) -> Vec<f64> {
    found.map_or_else(Vec::new, |test| {
        vec![test.statistic, test.degrees as f64, test.pooled as f64, test.p_value.max(1e-12)]
    })
}

fn rank(found: Option<Rank>) -> Vec<f64> {
    found.map_or_else(Vec::new, |rank| [ends(Some(rank.rho)), vec![rank.functions as f64]].concat())
}

/// To one digit, or to two where the first is 1: as estimates of what would be enough are told.
fn rounded(number: u64) -> f64 {
    let mut unit = 1.0;
    while number as f64 / unit >= 20.0 {
        unit *= 10.0;
    }
    (number as f64 / unit).round() * unit
}

/// The numbers that each sentence may say, by its template; those of what both methods said of one function are with the function.
fn facts(ledger: &Ledger) -> BTreeMap<&'static str, Vec<f64>> {
    let task = &ledger.comparison().problem.task;
    let censuses = [0, 1].map(|place| ledger.census(place));
    let [dice, descent] = censuses;
    let counts = paired_counts(dice, descent);
    let found = contrast(&counts, task, Effort::LIVE);
    let mut facts = statements(&found);
    let fitted = censuses.map(|census| clopper_pearson(census.kept(), census.tried()));
    let [fit, descent_fitted] = fitted.map(ends);
    facts.extend([("fit", [fit, vec![0.975]].concat()), ("descent-fitted", descent_fitted)]);
    facts.extend([("verdict", verdict(&found)), ("fact", settings(ledger))]);
    let totals = [found.first_total as f64, found.second_total as f64];
    let test_size = task.test_size() as f64;
    // The first thousand points are drawn: those with the largest shares in both together.
    let mut shares: Vec<(f64, f64, f64)> = (counts.functions.iter())
        .map(|f| (f.first as f64, f.second as f64))
        .map(|(a, b)| (a * totals[1].max(1.0) + b * totals[0].max(1.0), a, b))
        .collect();
    shares.sort_by(|one, two| two.0.total_cmp(&one.0));
    let undrawn = shares.len().saturating_sub(1000) as f64;
    shares.truncate(1000);
    let number = |both: bool, dice: bool| {
        shares.iter().filter(|s| (s.1 > 0.0 && s.2 > 0.0) == both && (both || (s.1 > 0.0) == dice)).count()
            as f64
    };
    let margins = [number(false, true), number(false, false)];
    let scatter = [task.training_size() as f64, totals[0], totals[1], 0.95, margins[0] + margins[1], undrawn];
    facts.insert("scatter-caption", scatter.to_vec());
    let target = [ends(found.target.first), ends(found.target.second)].concat();
    facts.insert("scatter-alt", [target, vec![number(true, true), margins[0], margins[1], undrawn]].concat());
    let errors = &found.test_errors;
    let in_inputs = |share: f64| share * test_size;
    let of = |errors: &Option<MethodErrors>| errors.as_ref().map(|found| found.mean);
    let mut means: Vec<f64> = [of(&errors.first), of(&errors.second)]
        .into_iter()
        .flatten()
        .flat_map(|mean| [mean.value, mean.low, mean.high].map(in_inputs))
        .collect();
    means
        .extend(errors.baselines.iter().flat_map(|both| [both.coin.mean, both.majority.mean].map(in_inputs)));
    facts.insert("histogram-caption", [means.clone(), vec![test_size, totals[0], totals[1], 0.95]].concat());
    let most = |errors: &Option<MethodErrors>| {
        let bars = errors.iter().flat_map(|found| found.counts.iter().zip(&found.histogram).enumerate());
        let most = bars.max_by_key(|(_, (count, _))| **count);
        most.map_or_else(Vec::new, |(errors, (_, share))| [vec![errors as f64], ends(Some(*share))].concat())
    };
    facts.insert(
        "histogram-alt",
        [means, vec![test_size], most(&errors.first), most(&errors.second)].concat(),
    );
    let [kept_wanted, runs_wanted] =
        ["kept", "runs"].map(|key| ledger.setup().values.get(key).parse::<f64>().unwrap());
    for (census, headline, count, end) in [
        (dice, "dice-headline", "dice-counts", "dice-end"),
        (descent, "descent-headline", "descent-counts", "descent-end"),
    ] {
        let (tried, kept) = (census.tried() as f64, census.kept() as f64);
        let fit = clopper_pearson(census.kept(), census.tried());
        let epochs = census.epochs() as f64 / kept.max(1.0);
        facts.insert(headline, [ends(fit), vec![tried, epochs, 0.975]].concat());
        let wanted =
            if census.method() == MethodId::REJECTION { kept_wanted } else { tried.max(runs_wanted) };
        facts.insert(
            count,
            vec![tried, kept, wanted, (census.unfit() + census.diverged()) as f64, tried - kept],
        );
        facts.insert(end, vec![tried, kept, wanted]);
    }
    facts.insert(
        "failure",
        [descent.unfit(), descent.lost(), descent.diverged()].map(|count| count as f64).to_vec(),
    );
    facts
}

fn statements(found: &Contrast) -> BTreeMap<&'static str, Vec<f64>> {
    let errors = &found.test_errors;
    let mean = |errors: &Option<MethodErrors>| {
        errors
            .as_ref()
            .map_or_else(Vec::new, |found| [ends(Some(found.mean)), vec![found.left_out as f64]].concat())
    };
    let both = errors.baselines.iter().flat_map(|both| [both.coin.mean, both.majority.mean]).collect();
    let apart =
        found.total_variation.map_or_else(Vec::new, |found| vec![found.at_least, found.at_most, 0.95]);
    let mut slope = vec![LEAST_FUNCTIONS as f64, 2.0 * LEAST_HALF as f64, LEAST_COUNT as f64];
    slope.extend(
        found
            .slope
            .iter()
            .flat_map(|found| [ends(Some(found.estimate)), vec![found.functions as f64]].concat()),
    );
    slope
        .extend(found.regression.iter().flat_map(|line| [line.functions as f64, line.slope, line.r_squared]));
    let temperature = found.temperature.map_or_else(Vec::new, |found| {
        let left_out = [found.second_left_out, found.first_left_out];
        let ends = [found.value, found.low, found.high].into_iter().flatten();
        ends.chain(left_out).chain([found.functions as f64, found.least as f64, 0.95]).collect()
    });
    BTreeMap::from([
        (
            "target",
            [ends(found.target.first), ends(found.target.second), ends(found.target.difference)].concat(),
        ),
        ("test-error", [mean(&errors.first), mean(&errors.second), both].concat()),
        ("apart", [apart, p(found.p_value)].concat()),
        ("total-variation", distance(found.total_variation)),
        ("common", distance(found.common)),
        ("jensen-shannon", divergence(found.jensen_shannon)),
        ("two-sample", test(found.two_sample)),
        ("slope", slope),
        ("spearman", rank(found.rank)),
        ("temperature", temperature),
    ])
}

fn verdict(found: &Contrast) -> Vec<f64> {
    match found.verdict {
        Verdict::TooLittleData { more_second, more_first, .. } => {
            let more = [more_second, more_first];
            let known = found
                .total_variation
                .map_or_else(Vec::new, |found| vec![found.at_least, found.at_most, 0.95]);
            [more.map(|more| more as f64).to_vec(), more.map(rounded).to_vec(), known].concat()
        }
        Verdict::Alike(apart) | Verdict::Similar(apart) | Verdict::Different(apart) => {
            let errors = &found.test_errors;
            let means = [&errors.second, &errors.first].into_iter().flatten().map(|found| found.mean.value);
            let own = [apart.low, apart.high, 0.95, LEVEL].into_iter().chain(apart.common_share);
            own.chain(p(found.p_value)).chain(means).collect()
        }
        _ => vec![],
    }
}

/// What follows from the settings alone.
fn settings(ledger: &Ledger) -> Vec<f64> {
    let problem = &ledger.comparison().problem;
    let (inputs, size) = (problem.task.inputs.count() as f64, problem.task.training_size() as f64);
    let shape =
        [problem.architecture.inputs, 1].into_iter().chain(problem.architecture.hidden.iter().copied());
    let numbers = [inputs, size, inputs - size, (inputs - size).exp2(), inputs.exp2(), 0.0];
    let parameters = problem.architecture.parameter_count();
    numbers.into_iter().chain(shape.chain([parameters]).map(|number| number as f64)).collect()
}

#[test]
fn every_number_of_200_random_comparisons_is_that_of_the_run() {
    let mut dice = Dice::new(3);
    let mut rendered = Rendered::default();
    let mut before: Option<Ledger> = None;
    for run in 0..200 {
        let link = link(&mut dice);
        let mut ledger = Ledger::new(&link);
        if run % 20 == 0 {
            // Before anything is counted there are sentences, too.
            render(&mut rendered, &mut ledger, &link);
        }
        ledger.run();
        render(&mut rendered, &mut ledger, &link);
        if let Some(other) = before.filter(|_| run % 4 == 0) {
            render_beside(&mut rendered, &other, &ledger, &link);
        }
        before = Some(ledger);
    }
    rendered.assert_right();
    assert_documented("compare", &rendered);
}

fn render(rendered: &mut Rendered, ledger: &mut Ledger, link: &str) {
    let facts = facts(ledger);
    let analysis = ledger.analyse(12);
    let mut check = |template: &str, text: &str, known: &[f64]| rendered.check(template, link, text, known);
    let kind = analysis.verdict.kind;
    let runs: f64 = ledger.setup().values.get("runs").parse().unwrap();
    let task = &ledger.comparison().problem.task;
    // Training points are named in binary, which reads as a number where it begins with 1.
    let n = task.inputs.dimension();
    let points = (0..task.inputs.count())
        .filter(|&j| task.training.label(j))
        .filter_map(|j| format!("{j:0n$b}").parse::<f64>().ok());
    let impossible = [facts["fact"].clone(), vec![0.0, 1.0, 2.0], points.collect()].concat();
    check(
        &format!("verdict-{kind}"),
        &analysis.verdict.text,
        if kind == "impossible" { &impossible } else { &facts["verdict"] },
    );
    for statement in &analysis.statements {
        let own = match statement.id {
            "descent-fitted" => [facts["descent-fitted"].clone(), facts["descent-headline"].clone()].concat(),
            id => facts[id].clone(),
        };
        check(&format!("statement-{}", statement.id), &statement.value, &own);
        assert!(!statement.help.is_empty());
    }
    check("scatter-caption", &analysis.scatter_caption, &facts["scatter-caption"]);
    check("scatter-alt", &analysis.scatter_alt, &facts["scatter-alt"]);
    check("histogram-caption", &analysis.histogram_caption, &facts["histogram-caption"]);
    check("histogram-alt", &analysis.histogram_alt, &facts["histogram-alt"]);
    for row in &analysis.rows {
        let function = row.detail.function.parse().unwrap();
        let side = |census: &Census| {
            let found = census.count(function);
            let totals = [found as f64, census.kept() as f64, 0.975].to_vec();
            [totals, ends(wilson(found, census.kept()))].concat()
        };
        check("function-dice", &row.detail.sides[0].text, &side(ledger.census(0)));
        check("function-descent", &row.detail.sides[1].text, &side(ledger.census(1)));
    }
    // What the histogram says of both baselines follows from the means that it shows.
    let data = &analysis.histogram;
    let best = data.coin_mean.min(data.majority_mean);
    for method in &data.methods {
        let below = method.mean.is_some_and(|mean| mean.high < best - 1e-12);
        assert_eq!(method.beats, below, "{link}: {}", method.label.title);
    }
    let status = ledger.status(0.0);
    for progress in status.progress {
        let method = if progress.method == "a" { "dice" } else { "descent" };
        let known = |what: &str| facts[format!("{method}-{what}").as_str()].clone();
        check(&format!("{method}-headline"), &progress.headline, &known("headline"));
        check(
            &format!("{method}-counts"),
            &progress.counts,
            &[known("counts"), vec![progress.wanted as f64]].concat(),
        );
        assert!(method == "dice" || progress.wanted as f64 >= runs, "{link}: {}", progress.counts);
        if let Some(why) = progress.why {
            check(&format!("{method}-end"), &why, &known("end"));
        }
        for failure in progress.failures {
            check("failure", &failure.text, &facts["failure"]);
        }
    }
    for fact in read_link(link).facts {
        check("fact", &fact, &impossible);
    }
    let mut record = Vec::new();
    ledger.write_json(12, &mut |piece| record.extend_from_slice(piece.as_bytes()));
    let mut numbers = Vec::new();
    leaves(&serde_json::from_slice(&record).unwrap(), &mut numbers);
    assert!(numbers.iter().all(|number| number.is_finite()));
}

/// Two runs side by side.
fn render_beside(rendered: &mut Rendered, one: &Ledger, other: &Ledger, link: &str) {
    for found in beside(one, other).methods {
        let method = usize::from(found.method != "dice");
        let apart = distances(&paired_counts(one.census(method), other.census(method)), Effort::CAREFUL);
        let verdict = match apart.verdict {
            Verdict::Alike(seen) | Verdict::Similar(seen) | Verdict::Different(seen) => {
                let own = [seen.low, seen.high, 0.95, LEVEL].into_iter().chain(seen.common_share);
                own.chain(p(apart.p_value)).collect()
            }
            _ => vec![],
        };
        rendered.check("beside-verdict", link, &found.verdict, &verdict);
        for statement in &found.statements {
            let known = match statement.id {
                "total-variation" => distance(apart.total_variation),
                "common" => distance(apart.common),
                "jensen-shannon" => divergence(apart.jensen_shannon),
                "two-sample" => test(apart.two_sample),
                _ => rank(apart.rank),
            };
            rendered.check(&format!("beside-{}", statement.id), link, &statement.value, &known);
        }
        for function in &found.most_frequent {
            for (text, share) in function.shares.iter().zip(&function.p) {
                let known = [share.value, share.low, share.high, share.count as f64, 0.975];
                rendered.check("beside-function", link, text, &known);
            }
        }
    }
}
