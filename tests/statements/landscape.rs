//! The landscape.

use crate::{Dice, Rendered, assert_documented};
use dice_and_descent::experiment::landscape::{Landscape, LandscapeAnalysis, Ledger, Record, read_link};
use dice_and_descent::landscape::{BoundLine, Law, SHORTEST, TOLERANCE, law as exact_law};
use dice_and_descent::numeric::{Mean, Share, clopper_pearson_of};
use std::collections::BTreeMap;

/// A small run of anything that the page can be set to.
fn link(dice: &mut Dice) -> String {
    format!(
        "v=2&experiment=landscape&n={}&hidden={}&activation={}&encoding={}&prior={}&sigma_b={}&sigma_w={}&weight_scale={}&seed={}&draws={}&last_layers={}&classes={}&measure={}",
        dice.one_of(&["2", "3", "3", "5", "2", "3", "5", "4"]),
        dice.one_of(&["none", "5", "4,4"]),
        dice.one_of(&["relu", "tanh", "erf", "sign"]),
        dice.one_of(&["01", "pm"]),
        dice.one_of(&["gaussian", "uniform"]),
        dice.one_of(&["0", "0.000001", "0.1", "1", "9"]),
        dice.one_of(&["0.5", "1", "4"]),
        dice.one_of(&["fan-in", "fixed"]),
        dice.below(1000),
        dice.one_of(&["1", "500", "4000"]),
        dice.one_of(&["1", "1", "1", "8"]),
        dice.one_of(&["off", "off", "on"]),
        dice.one_of(&[
            "lz",
            "entropy",
            "ones",
            "sensitivity",
            "fourier-l1",
            "formula",
            "circuit",
            "word-full",
            "dnf"
        ]),
    )
}

fn ends(found: Option<Mean>) -> Vec<f64> {
    found.map_or_else(Vec::new, |found| vec![found.value, found.low, found.high, 0.95])
}

fn share(found: Share) -> Vec<f64> {
    vec![found.value, found.low, found.high, found.count as f64, 0.95]
}

fn line(found: Option<BoundLine>) -> Vec<f64> {
    found.map_or_else(Vec::new, |line| {
        [ends(Some(line.a)), vec![line.b, line.exceeding as f64, line.exceeding_surely as f64]].concat()
    })
}

/// The numbers that each sentence may say, by its template.
fn facts(ledger: &mut Ledger, analysis: &LandscapeAnalysis) -> BTreeMap<&'static str, Vec<f64>> {
    let registry = ledger.registry();
    let (draws, told_apart) = (registry.draws() as f64, registry.distinct() as f64);
    let inputs = (1 << ledger.landscape().n()) as f64;
    let LandscapeAnalysis { rank, complexity, ones, distribution, measures, .. } = analysis;
    let found: Vec<f64> = [vec![rank.distinct as f64, rank.once as f64, rank.beyond as f64, draws], {
        rank.classes.map_or_else(Vec::new, |classes| vec![classes.distinct as f64, classes.once as f64])
    }]
    .concat();
    let law = rank.power_law.map_or_else(Vec::new, |law| {
        let over = [law.from_rank, law.to_rank, law.least_count].map(|number| number as f64);
        [ends(Some(law.exponent)), over.to_vec()].concat()
    });
    let worth = analysis.clusters.as_ref().map_or_else(Vec::new, |clusters| {
        vec![
            f64::from(clusters.last_layers),
            clusters.worth,
            clusters.worth.round(),
            clusters.design_effect,
            draws,
        ]
    });
    let first = rank.points.first().map_or_else(Vec::new, |point| share(point.p));
    let last = rank.points.last().map_or_else(Vec::new, |point| vec![point.p.value, point.rank as f64]);
    // Zipf's law has the power -1.
    let fit = [law.clone(), vec![TOLERANCE, SHORTEST, 1.0]].concat();
    let order = ledger.registry().repeated().count() as f64;
    let edge = line(complexity.edge);
    let shown = vec![
        complexity.repeated as f64,
        complexity.once as f64,
        complexity.looked_at as f64,
        complexity.draws as f64,
    ];
    let row = measures.rows.iter().find(|row| row.key == complexity.measure);
    let by_classes =
        row.map_or_else(Vec::new, |row| [ends(row.over_classes), ends(row.within_over_classes)].concat());
    let rho = [ends(complexity.correlation), ends(complexity.within)].concat();
    let rows = measures.rows.iter().flat_map(|row| [ends(row.correlation), ends(row.within)].concat());
    let table = rows.chain([measures.functions as f64, order, 0.95]).collect::<Vec<f64>>();
    // The article's year, the number of its theorem, no ones and those of the law.
    let cited = [2019.0, 4.1, 9.0, 0.0, 1.0, inputs, inputs - 1.0];
    let law_of_ones = ones.law.as_ref().map_or_else(Vec::new, |law| {
        let test = [law.chi_square, law.p_value.map(|p| p.max(1e-12))].into_iter().flatten();
        let Landscape { problem, encoding, .. } = ledger.landscape();
        let known = exact_law(&problem.architecture, &problem.prior, *encoding, registry.draws());
        let error = known.and_then(|law| match law {
            Law::InfinitesimalBias { error } => Some(error),
            _ => None,
        });
        test.chain(error).chain([law.degrees as f64]).chain(cited).collect()
    });
    let of_ones = |t: usize| ones.bars.get(t).map_or(f64::NAN, |bar| bar.value);
    let most = ones.bars.iter().map(|bar| bar.value).fold(0.0, f64::max);
    let tops = (0..ones.bars.len()).filter(|&t| of_ones(t) == most);
    let tops = tops.flat_map(|t| [share(ones.bars[t]), vec![t as f64]].concat());
    let medians = [ends(distribution.median), ends(distribution.random_median)].concat();
    let values = distribution.bars.iter().flat_map(|bar| [bar.from, bar.to]);
    let constant = constant(ledger, analysis);
    let shape = ledger.landscape().problem.architecture.clone();
    let prior = ledger.landscape().problem.prior;
    let widths =
        [shape.inputs, 1, shape.parameter_count()].into_iter().chain(shape.hidden).map(|units| units as f64);
    let arrangements = ledger.landscape().classes.map(|symmetries| f64::from(symmetries.order()));
    BTreeMap::from([
        ("rank-caption", [found.clone(), first.clone(), fit.clone(), worth.clone()].concat()),
        ("rank-alt", [first, last, vec![1.0, rank.once as f64]].concat()),
        ("complexity-caption", [shown, rho.clone(), line(complexity.bound), edge.clone()].concat()),
        ("complexity-alt", vec![complexity.points.len() as f64]),
        (
            "ones-caption",
            [
                [share(ones.bars[0]), share(ones.bars[ones.bars.len() - 1]), vec![draws, 1.0, inputs]]
                    .concat(),
                law_of_ones,
            ]
            .concat(),
        ),
        ("ones-alt", [draws, most, 0.0, inputs].into_iter().chain(tops).collect()),
        (
            "distribution-caption",
            [medians.clone(), vec![distribution.networks as f64, distribution.functions as f64]].concat(),
        ),
        ("distribution-alt", values.collect()),
        ("statement-worth", worth.clone()),
        ("statement-constant", constant.clone()),
        ("statement-distinct", found.clone()),
        ("statement-power-law", [law, vec![10.0, TOLERANCE, SHORTEST]].concat()),
        ("statement-edge", [edge, vec![10.0]].concat()),
        ("statement-correlation", [rho, by_classes].concat()),
        ("statement-best", table.clone()),
        ("statement-median", medians),
        ("measures", table),
        ("headline", [constant, vec![0.975]].concat()),
        ("counts", [vec![draws, told_apart], worth].concat()),
        ("end", vec![draws]),
        (
            "fact",
            widths
                .chain([inputs, inputs.exp2(), prior.sigma_w, prior.sigma_b, 0.0, 1.0, 2.0])
                .chain(arrangements)
                .collect(),
        ),
    ])
}

/// The share of constant networks.
fn constant(ledger: &mut Ledger, analysis: &LandscapeAnalysis) -> Vec<f64> {
    if analysis.clusters.is_some() {
        // Networks with shared hidden layers have an interval by hidden draws.
        return Record::new(ledger).constant.map_or_else(Vec::new, share);
    }
    let bars = &analysis.ones.bars;
    let found = (bars[0].count + bars[bars.len() - 1].count) as f64;
    let p = clopper_pearson_of(found, ledger.registry().draws() as f64);
    p.map_or_else(Vec::new, |p| vec![p.value, p.low, p.high, found, 0.95])
}

#[test]
fn every_number_of_200_random_landscapes_is_that_of_the_run() {
    let mut dice = Dice::new(5);
    let mut rendered = Rendered::default();
    for run in 0..200 {
        let link = link(&mut dice);
        let mut ledger = Ledger::new(&link);
        if run % 20 == 0 {
            render(&mut rendered, &mut ledger, &link);
        }
        ledger.run();
        render(&mut rendered, &mut ledger, &link);
    }
    rendered.assert_right();
    assert_documented("landscape", &rendered);
}

fn render(rendered: &mut Rendered, ledger: &mut Ledger, link: &str) {
    let analysis = ledger.analysis();
    let facts = facts(ledger, &analysis);
    let draws = ledger.registry().draws() as f64;
    let mut check = |template: &str, text: &str, known: &[f64]| rendered.check(template, link, text, known);
    for (template, text) in [
        ("rank-caption", &analysis.rank_caption),
        ("rank-alt", &analysis.rank_alt),
        ("complexity-caption", &analysis.complexity_caption),
        ("complexity-alt", &analysis.complexity_alt),
        ("ones-caption", &analysis.ones_caption),
        ("ones-alt", &analysis.ones_alt),
        ("distribution-caption", &analysis.distribution_caption),
        ("distribution-alt", &analysis.distribution_alt),
        ("measures", &analysis.measures.caption),
    ] {
        check(template, text, &facts[template]);
    }
    let named = |p: Share, size: u32| [share(p), vec![draws, 0.975, f64::from(size)]].concat();
    let sizes: BTreeMap<&str, u32> = analysis
        .named
        .iter()
        .map(|row| {
            let class = ledger.detail(&row.function).unwrap().class;
            (row.words.as_str(), class.map_or(1, |class| class.size))
        })
        .collect();
    for statement in &analysis.statements {
        let rarest =
            analysis.named.iter().find(|row| statement.value.starts_with(&format!("{}:", row.words)));
        let known = match (statement.id, rarest) {
            ("simple-but-rare", Some(row)) => named(row.p, sizes[row.words.as_str()]),
            ("simple-but-rare", None) => vec![],
            (id, _) => facts[format!("statement-{id}").as_str()].clone(),
        };
        check(&format!("statement-{}", statement.id), &statement.value, &known);
    }
    for row in &analysis.named {
        check("named", &row.text, &named(row.p, sizes[row.words.as_str()]));
    }
    for row in &analysis.rows {
        let detail = ledger.detail(&row.function).unwrap();
        let size = detail.class.as_ref().map_or(1, |class| class.size);
        check("function", &row.text, &named(detail.p, size));
        if let Some(class) = detail.class {
            check("function-class", &class.text, &[f64::from(size), 0.0]);
        }
    }
    for row in &analysis.measures.rows {
        check("measure", &row.correlation_text, &ends(row.correlation));
        check("measure", &row.within_text, &ends(row.within));
        check("measure-classes", &row.over_classes_text, &ends(row.over_classes));
        check("measure-classes", &row.within_over_classes_text, &ends(row.within_over_classes));
    }
    let classes = analysis.measures.classes as f64;
    check("intervals", &analysis.measures.intervals_text, &[0.95, classes]);
    if !analysis.measures.intervals_text.is_empty() {
        assert!(analysis.measures.intervals_text.contains(" classes"), "{link}");
    }
    let [progress] = &ledger.status(0.0).progress[..] else { panic!("one method") };
    check("headline", &progress.headline, &facts["headline"]);
    check("counts", &progress.counts, &[facts["counts"].clone(), vec![progress.wanted as f64]].concat());
    assert!(
        progress.wanted as f64 >= draws.max(ledger.landscape().draws as f64),
        "{link}: {}",
        progress.counts
    );
    if let Some(why) = &progress.why {
        check("end", why, &facts["end"]);
    }
    for fact in read_link(link).facts {
        check("fact", &fact, &facts["fact"]);
    }
    let approximates = ledger.landscape().measure.approximates_kolmogorov();
    let predicted = analysis.complexity.bound.is_some();
    assert!(
        !predicted || approximates,
        "{link}: a bound is predicted for approximations to Kolmogorov complexity alone"
    );
    assert_eq!(analysis.complexity_caption.contains("predicted bound"), predicted, "{link}");
}
