//! Every measure against tables that were found independently.
//!
//! The tables of four inputs hold half of the classes of functions: one line for all functions that differ by
//! permuting and negating inputs, or, for the lengths of words, by permuting them only. The distributions are
//! those of all functions.
#![cfg(not(target_arch = "wasm32"))]

use dice_and_descent::Function;
use dice_and_descent::complexity::Measure;
use dice_and_descent::complexity::exact::ExactTables;
use std::collections::{BTreeMap, BTreeSet};

/// The columns of the tables, each with the measure that it must equal.
const COLUMNS: [(&str, Measure); 15] = [
    ("T", Measure::Ones),
    ("entropy_bits", Measure::Entropy),
    ("C_LZ", Measure::LempelZiv),
    ("avg_sensitivity", Measure::AverageSensitivity),
    ("max_sensitivity", Measure::MaximumSensitivity),
    ("critical_sample_ratio", Measure::CriticalSamples),
    ("fourier_L1", Measure::FourierNorm),
    ("fourier_degree", Measure::FourierDegree),
    ("L_demorgan_leaves", Measure::DeMorganFormula),
    ("L_B2_leaves", Measure::FullFormula),
    ("C_B2_gates", Measure::Circuit),
    ("dnf_min_terms", Measure::DnfTerms),
    ("dnf_min_literals", Measure::DnfLiterals),
    ("K_polish_and_or_not", Measure::Word),
    ("K_polish_and_or_not_xor", Measure::FullWord),
];

/// Reads `3`, `0.25` or `3/4`.
fn number(text: &str) -> f64 {
    match text.split_once('/') {
        Some((above, below)) => above.parse::<f64>().unwrap() / below.parse::<f64>().unwrap(),
        None => text.parse().unwrap(),
    }
}

fn read(text: &str) -> Function {
    Function::parse(text, text.len()).unwrap()
}

/// The rows of a table, each a map from column to cell.
fn rows(table: &str) -> impl Iterator<Item = BTreeMap<&str, &str>> {
    let mut lines = table.lines();
    let names: Vec<&str> = lines.next().unwrap().split(',').collect();
    lines.map(move |line| names.iter().copied().zip(line.split(',')).collect())
}

/// Checks a function against a row, column by column; returns how many columns there were.
fn check(function: Function, row: &BTreeMap<&str, &str>, tables: Option<&ExactTables>) -> usize {
    let complement = Function::new(!function.bits(), function.len());
    let mut columns = 0;
    let mut compare = |name: &str, found: Option<f64>| {
        let Some(cell) = row.get(name) else { return };
        let (found, expected) = (found.unwrap(), number(cell));
        // The entropy is listed to twelve digits; everything else is exact.
        let tolerance = if name == "entropy_bits" { 1e-12 } else { 0.0 };
        assert!((found - expected).abs() <= tolerance, "{name} of {function}: {found}, not {expected}");
        columns += 1;
    };
    for (name, measure) in COLUMNS {
        compare(name, measure.value(function, tables));
    }
    // The clauses of a conjunctive form are the terms of the complement.
    compare("cnf_min_clauses", Measure::DnfTerms.value(complement, tables));
    columns
}

#[test]
fn all_functions_of_one_to_three_inputs() {
    let files = [
        include_str!("oracles/complexity_n1.csv"),
        include_str!("oracles/complexity_n2.csv"),
        include_str!("oracles/complexity_n3.csv"),
    ];
    for (file, inputs) in files.into_iter().zip(1..) {
        let tables = ExactTables::new(inputs);
        let mut seen = BTreeSet::new();
        for row in rows(file) {
            assert_eq!(check(read(row["tt"]), &row, tables.as_ref()), 16);
            seen.insert(row["tt"]);
        }
        assert_eq!(seen.len(), 1 << (1 << inputs));
    }
}

#[test]
fn half_the_functions_of_four_inputs() {
    let tables = ExactTables::new(4);
    let mut seen = BTreeSet::new();
    for row in rows(include_str!("oracles/complexity_n4_classes.csv")) {
        let images = images(read(row["tt"]), true);
        assert_eq!(images.len(), row["members"].parse::<usize>().unwrap());
        for &function in &images {
            assert_eq!(check(function, &row, tables.as_ref()), 13);
        }
        seen.extend(images);
    }
    assert_eq!(seen.len(), 33_446);
}

#[test]
fn words_of_half_the_functions_of_four_inputs() {
    let tables = ExactTables::new(4);
    let mut seen = BTreeSet::new();
    for row in rows(include_str!("oracles/complexity_n4_words.csv")) {
        let images = images(read(row["tt"]), false);
        for &function in &images {
            assert_eq!(check(function, &row, tables.as_ref()), 2);
        }
        seen.extend(images);
    }
    assert_eq!(seen.len(), 33_446);
}

/// All functions of four inputs that differ from one by permuting and, if so wished, negating inputs.
fn images(function: Function, negating: bool) -> BTreeSet<Function> {
    let mut images = BTreeSet::from([function]);
    let mut pending = vec![function];
    while let Some(function) = pending.pop() {
        let negated = (0..if negating { 4 } else { 0 })
            .map(|i| Function::from_labels(16, |j| function.label(j ^ 1 << i)));
        let swapped = (0..3).map(|i| {
            // The input with its bits i and i + 1 exchanged.
            let swap = |j: usize| j & !(3 << i) | (j >> i & 1) << (i + 1) | (j >> (i + 1) & 1) << i;
            Function::from_labels(16, |j| function.label(swap(j)))
        });
        for image in negated.chain(swapped) {
            if images.insert(image) {
                pending.push(image);
            }
        }
    }
    images
}

#[test]
fn five_and_seven_inputs() {
    for row in rows(include_str!("oracles/lz_vectors_n5.csv")) {
        assert_eq!(check(read(row["tt"]), &row, None), 6);
    }
    for row in rows(include_str!("oracles/lz_vectors_n7.csv")) {
        assert_eq!(check(read(row["tt"]), &row, None), 6);
    }
}

#[test]
fn distributions_over_all_functions() {
    let file: serde_json::Value =
        serde_json::from_str(include_str!("oracles/complexity_distributions.json")).unwrap();
    let columns = [
        ("Ldm", Measure::DeMorganFormula),
        ("Lb2", Measure::FullFormula),
        ("Cb2", Measure::Circuit),
        ("dnf", Measure::DnfTerms),
        ("dnflit", Measure::DnfLiterals),
        ("Kaon", Measure::Word),
        ("Kaonx", Measure::FullWord),
        ("C_LZ", Measure::LempelZiv),
    ];
    for inputs in 1..=4 {
        let tables = ExactTables::new(inputs);
        for (name, measure) in columns {
            let Some(listed) = file["distributions"][inputs.to_string()][name].as_object() else {
                // Only that of four inputs is listed.
                assert_eq!(measure, Measure::LempelZiv);
                continue;
            };
            let expected: BTreeMap<u64, u64> = listed
                .iter()
                .map(|(value, count)| (value.parse().unwrap(), count.as_u64().unwrap()))
                .collect();
            let mut found = BTreeMap::new();
            for bits in 0..1u128 << (1 << inputs) {
                let value = measure.value(Function::new(bits, 1 << inputs), tables.as_ref()).unwrap();
                *found.entry(value as u64).or_insert(0) += 1;
            }
            assert_eq!(found, expected, "{name} of {inputs} inputs");
        }
    }
}
