//! Functions counted by classes: the same draws, exact sums, narrower intervals.

use crate::drawn;
use crate::prior::{link, z_score};
use dice_and_descent::Function;
use dice_and_descent::complexity::Measure;
use dice_and_descent::experiment::landscape::{Ledger, apply_preset, beside, read_link};
use dice_and_descent::landscape::RankPoint;
use dice_and_descent::numeric::{Mean, clopper_pearson};
use dice_and_descent::symmetry::{Canonical, Symmetries};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Reference {
    settings: Vec<Setting>,
}

#[derive(Deserialize)]
struct Setting {
    name: String,
    samples: u64,
    /// A member, how many there are, how many of them were seen, the mean count of a member.
    classes: Vec<(String, u32, usize, f64)>,
}

fn symmetries(ledger: &Ledger) -> Symmetries {
    ledger.landscape().classes.expect("classes are counted")
}

/// All functions of n inputs by their class.
fn members(symmetries: Symmetries) -> BTreeMap<Function, Vec<Function>> {
    let (len, mut canonical) = (1 << symmetries.inputs, Canonical::new(symmetries));
    let mut classes: BTreeMap<Function, Vec<Function>> = BTreeMap::new();
    for bits in 0..1_u128 << len {
        let function = Function::new(bits, len);
        classes.entry(canonical.class(function).representative).or_default().push(function);
    }
    classes
}

#[test]
fn shares_of_classes_are_those_of_the_reference_and_far_narrower() {
    let text = include_str!("../oracles/priors_n4_classes.json");
    let reference: Reference = serde_json::from_str(text).unwrap();
    let mut all = Vec::new();
    for setting in reference.settings {
        let link = link(&setting.name, 400_000);
        let single = drawn(&link);
        let mut ledger = drawn(&format!("{link}&classes=on"));
        let draws = ledger.registry().draws();
        let members = members(symmetries(&ledger));
        let mut canonical = Canonical::new(symmetries(&ledger));
        let (mut squares, mut cells) = (0.0, 0_u32);
        let (mut rest, mut rest_of_reference) = (0, 0);
        let mut narrower = Vec::new();
        for (text, size, seen, mean) in &setting.classes {
            let function = Function::parse(&format!("0x{text}"), 16).unwrap();
            let class = canonical.class(function);
            assert_eq!(class.size, *size, "{}: {text}", setting.name);
            let p = ledger.detail(&function.to_string()).unwrap().p;
            let share = p.count as f64 / draws as f64 / f64::from(*size);
            assert!((p.value - share).abs() <= 1e-12 * share && p.low <= share && share <= p.high);
            let in_reference = (mean * f64::from(*size)).round() as u64;
            let expected = in_reference as f64 / setting.samples as f64 * draws as f64;
            if expected >= 20.0 {
                let z = z_score(p.count, draws, in_reference, setting.samples);
                // Some 2,000 classes: beyond 6 in any has probability 4e-6.
                assert!(z.abs() < 6.0, "{}: {text}, z = {z}", setting.name);
                squares += z * z;
                cells += 1;
            } else {
                rest += p.count;
                rest_of_reference += in_reference;
            }
            for member in &members[&class.representative][..*seen] {
                let alone = clopper_pearson(single.registry().count(*member), draws).unwrap();
                narrower.push((alone.high - alone.low) / (p.high - p.low));
            }
        }
        let z = z_score(rest, draws, rest_of_reference, setting.samples);
        assert!(z.abs() < 5.0, "{}: all others, z = {z}", setting.name);
        // Counts of one sample depend on one another, so that this is at most chi-square.
        let cells = f64::from(cells);
        let z = (squares - cells) / (2.0 * cells).sqrt();
        assert!(z < 5.0, "{}: {squares} on {cells} classes", setting.name);
        narrower.sort_by(f64::total_cmp);
        let median = narrower[narrower.len() / 2];
        println!(
            "{}: {} functions, intervals {median:.1} times narrower in the median",
            setting.name,
            narrower.len()
        );
        assert!(median >= 5.0, "{}: {median}", setting.name);
        all.extend(narrower);
    }
    // Rare functions gain the size of their class, frequent ones its root.
    all.sort_by(f64::total_cmp);
    let median = all[all.len() / 2];
    println!("all {} functions: {median:.1} times narrower in the median", all.len());
    assert!(median >= 10.0, "{median}");
}

#[test]
fn classes_count_the_draws_of_their_members() {
    for (link, group) in [
        ("n=4&encoding=pm&hidden=9&sigma_b=0.1", 768),
        ("n=4&hidden=5,4&activation=tanh&sigma_b=0", 48),
        ("n=4&hidden=6&sigma_b=0", 24),
        ("n=3&hidden=none&prior=uniform&sigma_b=0&encoding=pm", 96),
        ("n=4&hidden=8&activation=sign&sigma_b=0&last_layers=5", 48),
        ("n=4&hidden=9,3&last_layers=16&encoding=pm", 768),
        ("n=1&hidden=2", 2),
    ] {
        let link = format!("experiment=landscape&{link}&draws=60000&seed=3");
        let (mut alone, mut ledger) = (drawn(&link), drawn(&format!("{link}&classes=on")));
        assert_eq!(symmetries(&ledger).order(), group, "{link}");
        let (mut all, mut once) = (0, 0);
        let members = members(symmetries(&ledger));
        for (representative, members) in &members {
            let found: u64 = members.iter().map(|&member| alone.registry().count(member)).sum();
            assert_eq!(ledger.registry().count(*representative), found, "{link}: {representative}");
            all += found;
            once += usize::from(found == 1);
        }
        assert_eq!((all, once), (ledger.registry().draws(), ledger.registry().once()), "{link}");
        let found = |ledger: &mut Ledger| ledger.analyse(Measure::LempelZiv, 5);
        let (alone, by_class) = (found(&mut alone), found(&mut ledger));
        assert_eq!(by_class.ones, alone.ones, "{link}");
        assert_eq!(by_class.distribution, alone.distribution, "{link}");
        // Every member that was found, or might have been, has a rank.
        let classes = by_class.rank.classes.unwrap();
        let found = members.iter().filter(|(function, _)| ledger.registry().count(**function) > 0);
        let (number, ranks) =
            found.fold((0, 0), |(number, ranks), (_, members)| (number + 1, ranks + members.len()));
        assert_eq!((classes.distinct, by_class.rank.distinct), (number, ranks as u64), "{link}");
        let total: f64 = members.keys().map(|function| ledger.registry().count(*function) as f64).sum();
        assert_eq!(total, ledger.registry().draws() as f64);
        for named in &by_class.named {
            let function = Function::parse(&named.function, named.function.len()).unwrap();
            let class = Canonical::new(symmetries(&ledger)).class(function);
            assert_eq!(named.p.count, ledger.registry().count(class.representative), "{link}: {}", named.id);
        }
    }
}

#[test]
fn intervals_of_classes_count_hidden_draws() {
    // Classes of shared hidden layers: the shares agree with those of independent networks.
    let link = "experiment=landscape&n=4&hidden=9,11&sigma_b=0.3&draws=300000&classes=on";
    let (mut independent, mut clustered) = (drawn(link), drawn(&format!("{link}&seed=9&last_layers=16")));
    let clusters = clustered.analysis().clusters.unwrap();
    assert!(clusters.design_effect > 1.0 && clusters.design_effect < 16.0, "{clusters:?}");
    for row in independent.analyse(Measure::Entropy, 40).rows {
        let of = |ledger: &mut Ledger| ledger.detail(&row.function).unwrap().p;
        let (one, other) = (of(&mut independent), of(&mut clustered));
        let error = ((one.high - one.low).powi(2) + (other.high - other.low).powi(2)).sqrt() / 3.92;
        let z = (one.value - other.value) / error;
        assert!(z.abs() < 5.5, "{}: z = {z}", row.function);
    }
}

#[test]
fn the_preset_reaches_probabilities_ten_thousand_times_rarer() {
    let state = apply_preset("", "vcl18-classes");
    assert_eq!((state.preset, state.values["draws"].as_str()), (Some("vcl18-classes"), "1000000"));
    // With all its draws the rarest class has P = 1 / (1,000,000 * 10,080) < 1e-10; so with fewer.
    let mut ledger = drawn(&format!("{}&draws=20000", state.hash));
    let draws = ledger.registry().draws();
    let analysis = ledger.analyse(Measure::Entropy, 3);
    let last = analysis.rank.points.last().unwrap();
    assert_eq!((last.class_size, last.p.count, last.once), (Some(10_080), 1, true));
    assert_eq!(last.p.value, 1.0 / draws as f64 / 10_080.0);
    assert!(last.rank > 10_000_000 && last.rank == analysis.rank.distinct, "{last:?}");
    // Counts over sizes that are equal may differ in their last bit.
    let falls = |pair: &[RankPoint]| {
        pair[0].rank < pair[1].rank && pair[0].p.value * (1.0 + 1e-12) >= pair[1].p.value
    };
    let monotone = analysis.rank.points.windows(2).all(falls);
    assert!(monotone);
    // Networks whose output is constant are half of each kind.
    assert_eq!(analysis.rows[0].name.as_deref(), Some("always 0"));
    assert_eq!((analysis.rows[0].rank, analysis.rows[1].rank), (1, 3));
    assert!(analysis.rows[0].text.contains("its class of 2 was found"), "{}", analysis.rows[0].text);
    assert!(analysis.rank_caption.contains("classes of functions"), "{}", analysis.rank_caption);
    let parity =
        ledger.detail(&analysis.named.iter().find(|row| row.id == "parity").unwrap().function).unwrap();
    assert_eq!(parity.class.unwrap().size, 2);
}

#[test]
fn the_page_says_which_symmetries_there_are() {
    for (link, expected) in [
        (
            "",
            vec![
                "permuting inputs and negating the output (10,080 arrangements)",
                "negating inputs changes P",
            ],
        ),
        (
            "encoding=pm",
            vec!["permuting inputs, negating inputs and negating the output (1,290,240 arrangements)"],
        ),
        (
            "sigma_b=0",
            vec!["permuting inputs (5,040 arrangements)", "negating inputs", "ReLUs of a layer can be dead"],
        ),
        (
            "sigma_b=0&activation=tanh",
            vec!["but that of input 0", "negating inputs", "always gives output 0"],
        ),
    ] {
        let link = format!("experiment=landscape&{link}");
        let (without, with) = (read_link(&link).facts, read_link(&format!("{link}&classes=on")).facts);
        let more = &with[without.len()..];
        assert_eq!(more.len(), expected.len(), "{more:?}");
        assert!(more.iter().zip(expected).all(|(fact, part)| fact.contains(part)), "{link}: {more:?}");
    }
}

#[test]
fn runs_by_functions_and_by_classes_are_not_compared() {
    let link = "experiment=landscape&n=4&hidden=8&draws=20000";
    let (functions, classes) = (drawn(link), drawn(&format!("{link}&classes=on")));
    let other = drawn(&format!("{link}&classes=on&seed=2"));
    let mixed = beside(&functions, &classes);
    assert!(mixed.methods.is_empty() && mixed.remarks.iter().any(|remark| remark.contains("classes")));
    let same = beside(&classes, &other);
    assert_eq!(same.methods.len(), 1);
    assert!(!["differ", "close"].contains(&same.methods[0].kind), "{}", same.methods[0].verdict);
    assert!(same.methods[0].most_frequent[0].p[0].value > 0.1);
}

/// The 2x2 images: 31,297 functions found twice in three million networks are 162 classes.
#[test]
fn a_correlation_by_classes_is_less_certain_than_by_the_run() {
    let mut ledger = drawn(
        "v=2&experiment=landscape&n=4&encoding=pm&hidden=16&sigma_w=1.41421356&sigma_b=0.1&draws=3000000&measure=sensitivity",
    );
    let analysis = ledger.analysis();
    let table = &analysis.measures;
    let row = table.rows.iter().find(|row| row.key == "sensitivity").unwrap();
    let (run, classes) = (row.correlation.unwrap(), row.over_classes.unwrap());
    // Of 222 classes of all functions by permuting and negating inputs and negating the output, a few are not found twice.
    assert!((150..=222).contains(&table.classes), "{}", table.classes);
    assert_eq!(run.value, classes.value);
    let width = |mean: Mean| mean.high - mean.low;
    assert!(width(run) < 0.02 && width(classes) > 4.0 * width(run), "{run:?} {classes:?}");
    // A bootstrap of the classes gave -0.90 to -0.79; 40 halves know a standard error within about 11%; four times that is allowed.
    assert!((width(classes) / 0.11 - 1.0).abs() < 0.44, "{classes:?}");
    assert!(table.intervals_text.contains(&format!("{} classes", table.classes)), "{}", table.intervals_text);
    let statement = analysis.statements.iter().find(|statement| statement.id == "correlation").unwrap();
    assert!(statement.value.contains(&row.over_classes_text), "{}", statement.value);
}
