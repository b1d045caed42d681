//! The gates.

use crate::{Dice, Rendered, assert_documented};
use dice_and_descent::experiment::gates::{GateTable, Ledger, read_link};
use dice_and_descent::numeric::clopper_pearson;
use dice_and_descent::numeric::special::regularised_gamma_upper;
use dice_and_descent::plot::VolumeData;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A small run of anything that the page can be set to.
fn link(dice: &mut Dice) -> String {
    format!(
        "v=2&experiment=gates&n={}&encoding={}&bias={}&bias_scale={}&prior={}&hidden={}&seed={}&draws={}&measure={}&sort={}&show={}",
        dice.one_of(&["2", "2", "2", "3"]),
        dice.one_of(&["01", "pm"]),
        dice.one_of(&["yes", "yes", "no"]),
        dice.one_of(&["1", "0.5", "2", "1.4142135623730951"]),
        dice.one_of(&["uniform", "gaussian"]),
        dice.one_of(&["4", "none"]),
        dice.below(1000),
        dice.one_of(&["1", "2000"]),
        dice.one_of(&["formula", "lz", "entropy", "dnf"]),
        dice.one_of(&["table", "cube", "drawn"]),
        dice.one_of(&["threshold", "all"]),
    )
}

/// What the caption of the volumes may say: the ends, how many functions there are of each size, and the most frequent draw.
fn volumes(data: &VolumeData) -> Vec<f64> {
    let filled = || data.points.iter().filter(|point| point.volume > 0.0);
    let largest = filled().max_by(|a, b| a.volume.total_cmp(&b.volume));
    let smallest = filled().min_by(|a, b| a.volume.total_cmp(&b.volume));
    let mut known = Vec::new();
    for inputs in 2..=4 {
        let functions: u64 =
            filled().filter(|point| point.inputs == inputs).map(|point| point.functions).sum();
        known.extend([f64::from(inputs), functions as f64]);
    }
    for end in [largest, smallest].into_iter().flatten() {
        known.push(end.volume);
        let parts = end.fraction.iter().filter_map(|fraction| fraction.split_once('/'));
        known.extend(
            parts.flat_map(|(above, below)| {
                [above, below].map(|part| part.parse::<f64>().unwrap_or(f64::NAN))
            }),
        );
        if end.fraction.is_none() {
            known.push(2e-14);
        }
    }
    if let Some(drawn) = &data.drawn {
        let most = drawn.points.iter().map(|point| point.frequency.value).fold(0.0, f64::max);
        let first = drawn.points.iter().filter(|point| point.frequency.value == most);
        known.extend(first.flat_map(|point| [point.frequency.low, point.frequency.high, 0.95]));
        known.extend([drawn.draws as f64, most]);
        known.extend(crate::numbers::read(&drawn.network).iter().map(|said| said.value));
    }
    known
}

#[test]
fn every_number_of_200_random_gates_is_that_of_the_run() {
    let mut dice = Dice::new(7);
    let mut rendered = Rendered::default();
    for run in 0..200 {
        let link = link(&mut dice);
        let mut ledger = Ledger::new(&link);
        while ledger.make() {}
        if run > 3 {
            ledger.run();
        }
        render(&mut rendered, &mut ledger, &link);
    }
    half_spaces(&mut rendered);
    rendered.assert_right();
    assert_documented("gates", &rendered);
}

fn render(rendered: &mut Rendered, ledger: &mut Ledger, link: &str) {
    let mut text = Vec::new();
    ledger.write_json(&mut |piece| text.extend_from_slice(piece.as_bytes()));
    let record: Value = serde_json::from_slice(&text).unwrap();
    let gates = ledger.gates().clone();
    let n = gates.perceptron.inputs();
    let rows = f64::from(1_u32 << n);
    let parameters = gates.perceptron.parameters() as f64;
    let status = ledger.status(0.0);
    let mut check = |template: &str, text: &str, known: &[f64]| rendered.check(template, link, text, known);
    for sampled in &status.sampled {
        let wanted = (gates.draws as f64).max(sampled.tried as f64);
        let chunks = crate::numbers::read(&sampled.text).last().map_or(f64::NAN, |said| said.value);
        assert!(chunks >= wanted, "{link}: {}", sampled.text);
        check("drawn", &sampled.text, &[sampled.tried as f64, chunks]);
    }
    let chart = ledger.volumes().unwrap();
    let known = volumes(&chart.data);
    check("volumes", &chart.caption, &known);
    check("volumes-alt", &chart.alt, &known);
    let exact = chart.data.points.iter().any(|point| point.fraction.is_some());
    assert_eq!(chart.caption.contains("an exact fraction"), exact, "{}", chart.caption);
    assert!(!link.contains("prior=gaussian") || !exact, "{link}");
    for mark in 0..chart.data.points.len() {
        let (point, text) = (&chart.data.points[mark], chart.data.describe(mark).unwrap());
        let parts = point.fraction.iter().filter_map(|fraction| fraction.split_once('/'));
        let parts = parts
            .flat_map(|(above, below)| [above, below].map(|part| part.parse::<f64>().unwrap_or(f64::NAN)));
        let own = [point.volume, point.complexity, point.functions as f64, f64::from(point.inputs), 2e-14];
        check("mark", &text, &own.into_iter().chain(parts).collect::<Vec<f64>>());
    }
    if let Some(drawn) = &chart.data.drawn {
        for (place, point) in drawn.points.iter().enumerate() {
            let text = chart.data.describe(chart.data.points.len() + place).unwrap();
            let p = point.frequency;
            let all = clopper_pearson(p.count, drawn.draws).unwrap();
            let one = [all.value, all.low, all.high].map(|share| share / point.functions as f64);
            let own = [point.complexity, point.functions as f64, f64::from(drawn.inputs), 0.95];
            check("mark", &text, &[&one[..], &own[..], &[p.count as f64, drawn.draws as f64]].concat());
        }
    }
    let table = ledger.table(10_000, &[]).unwrap();
    for column in &table.columns {
        // A normal deviate is beyond three standard deviations once in 370.4.
        let known: &[f64] = match column.key {
            "gaussian" => &[parameters, 2e-14],
            "z" => &[3.0, 370.4],
            "drawn" | "network" => &[0.95, 0.975],
            _ => &[0.0, 1.0],
        };
        check("column", &column.help, known);
    }
    let functions = record["functions"].as_array().unwrap();
    let classes: BTreeSet<&str> =
        functions.iter().filter(|f| f["threshold"] == true).filter_map(|f| f["class"].as_str()).collect();
    let possible = record["threshold_functions"].as_f64().unwrap();
    check("caption", &table.caption, &[n as f64, rows.exp2(), possible, classes.len() as f64]);
    check("verdict", &table.verdict, &goodness(functions, n, link.contains("gaussian")));
    for fact in read_link(link).facts {
        let hidden = gates.architecture.hidden.iter().map(|&units| units as f64);
        let known = [n as f64, 1.0, 2.0, rows, rows.exp2(), parameters].into_iter().chain(hidden);
        check("fact", &fact, &known.collect::<Vec<f64>>());
    }
    cells(rendered, link, &table, functions);
}

/// Pearson's chi-square of the perceptron's draws against the exact volumes, of functions or, with more inputs, of classes;
/// those expected less than five times as one cell, if that is then expected so often.
fn goodness(functions: &[Value], n: usize, gaussian: bool) -> Vec<f64> {
    let mut cells: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    let mut draws = 0.0;
    for function in functions {
        let name = function[if n == 2 { "function" } else { "class" }].as_str().unwrap();
        let count = function["perceptron"]["count"].as_f64().unwrap();
        draws += count;
        let Some(volume) = function[if gaussian { "gaussian" } else { "cube" }].as_f64() else {
            return vec![];
        };
        let cell = cells.entry(name).or_default();
        *cell = (cell.0 + count, cell.1 + volume);
    }
    let (mut square, mut number, mut largest, mut rare) = (0.0, 0.0, 0.0_f64, (0.0, 0.0));
    for &(count, volume) in cells.values().filter(|cell| cell.1 > 0.0) {
        let expected = draws * volume;
        if expected < 5.0 {
            rare = (rare.0 + count, rare.1 + expected);
            continue;
        }
        square += (count - expected) * (count - expected) / expected;
        number += 1.0;
        largest = largest.max((count - expected).abs() / (expected * (1.0 - volume)).sqrt());
    }
    if rare.1 >= 5.0 {
        square += (rare.0 - rare.1) * (rare.0 - rare.1) / rare.1;
        number += 1.0;
    }
    let p = if number > 1.0 { regularised_gamma_upper((number - 1.0) / 2.0, square / 2.0) } else { f64::NAN };
    vec![draws, square, number - 1.0, p.max(1e-12), largest]
}

/// Every cell of the table, against the record of its functions.
fn cells(rendered: &mut Rendered, link: &str, table: &GateTable, functions: &[Value]) {
    for row in &table.rows {
        let of: Vec<&Value> = match row.size {
            1 => functions.iter().filter(|f| f["function"] == row.id.as_str()).collect(),
            _ => functions.iter().filter(|f| f["class"] == row.id.as_str()).collect(),
        };
        assert_eq!(of.len(), row.size, "{link}: {}", row.id);
        let size = row.size as f64;
        for (column, cell) in table.columns.iter().zip(&row.cells) {
            let drawn = |what: &str| {
                let count: f64 = of.iter().map(|f| f[what]["count"].as_f64().unwrap()).sum();
                let total: f64 = functions.iter().map(|f| f[what]["count"].as_f64().unwrap()).sum();
                let p = clopper_pearson(count as u64, total as u64);
                let own = [count, total, 0.95, 0.975];
                own.into_iter()
                    .chain(p.into_iter().flat_map(|p| [p.value, p.low, p.high]))
                    .collect::<Vec<f64>>()
            };
            let (cube, gaussian) = (of[0]["cube"].as_f64(), of[0]["gaussian"].as_f64().unwrap());
            let exact = if link.contains("gaussian") { Some(gaussian) } else { cube };
            let measured = |key: &str| {
                let values: Vec<f64> = of.iter().map(|f| f["complexity"][key].as_f64().unwrap()).collect();
                let ends = [f64::min, f64::max].map(|end| values.iter().copied().reduce(end).unwrap());
                ends.to_vec()
            };
            let (text, known) = match column.key {
                "size" => (&cell.detail, vec![size]),
                "class" => (&cell.detail, exact.map(|exact| exact * size).into_iter().collect()),
                "gaussian" => (&cell.text, vec![gaussian]),
                "drawn" => (&cell.detail, drawn("perceptron")),
                "network" => (&cell.detail, drawn("network")),
                "z" => {
                    let [count, total, ..] = drawn("perceptron")[..] else { continue };
                    let p = exact.unwrap_or(f64::NAN) * size;
                    (
                        &cell.detail,
                        vec![if count == total * p {
                            0.0
                        } else {
                            (count - total * p) / (total * p * (1.0 - p)).sqrt()
                        }],
                    )
                }
                "cube" => {
                    // "2/48 = 1/24 = 0.041667": every fraction is the number.
                    let said = cell.detail.split(" = ").filter_map(|part| {
                        let (above, below) = part.split_once('/')?;
                        Some(above.parse::<f64>().ok()? / below.parse::<f64>().ok()?)
                    });
                    for said in said {
                        assert!((said / cube.unwrap() - 1.0).abs() < 1e-12, "{link}: {}", cell.detail);
                    }
                    (&cell.more, vec![cube.unwrap_or(f64::NAN)])
                }
                "formula" | "formula-full" | "circuit" | "lz" => (&cell.text, measured(column.key)),
                "chosen" => (&cell.text, measured(table_measure(link))),
                _ => continue,
            };
            rendered.check("cell", link, text, &known);
        }
    }
}

fn table_measure(link: &str) -> &str {
    link.split("&measure=").nth(1).and_then(|rest| rest.split('&').next()).unwrap()
}

/// What the page says under the table of half-spaces and volumes, against the table.
fn half_spaces(rendered: &mut Rendered) {
    let words = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/www/gates/words.ts")).unwrap();
    let said = "with inputs 0 and 1 and a bias a constant needs four and fills 13/48 of the cube, a single input four and 2/48, AND three and 1/48";
    assert!(words.contains(said), "www/gates/words.ts no longer says: {said}");
    rendered.templates.insert("half-spaces".to_owned(), 1);
    let mut ledger = Ledger::new("v=2&experiment=gates&n=2");
    while ledger.make() {}
    let table = ledger.table(20, &[]).unwrap();
    let column = |key: &str| table.columns.iter().position(|column| column.key == key).unwrap();
    for (function, needed, volume) in [
        ("0000", 4, "13/48"),
        ("1111", 4, "13/48"),
        ("0011", 4, "2/48"),
        ("0101", 4, "2/48"),
        ("0001", 3, "1/48"),
    ] {
        let row = table.rows.iter().find(|row| row.id == function).unwrap();
        assert_eq!(row.cells[column("conditions")].text, format!("{needed} needed"), "{function}");
        assert_eq!(row.cells[column("cube")].text, volume, "{function}");
    }
}
