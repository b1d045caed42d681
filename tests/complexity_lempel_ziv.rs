//! K_LZ against word counts found independently, by the definition and by Kaspar and Schuster's algorithm.
#![cfg(not(target_arch = "wasm32"))]

use dice_and_descent::Function;
use dice_and_descent::complexity::{lempel_ziv, lempel_ziv_words};

/// Checks every row of a table with columns tt, lz_Nw_forward, lz_Nw_reverse and C_LZ; returns their number.
fn check(table: &str) -> usize {
    let mut lines = table.lines();
    let names: Vec<&str> = lines.next().unwrap().split(',').collect();
    let column = |name: &str| names.iter().position(|&other| other == name).unwrap();
    let (text, forward, reverse, value) =
        (column("tt"), column("lz_Nw_forward"), column("lz_Nw_reverse"), column("C_LZ"));
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            let read = |table: &str| Function::parse(table, table.len()).unwrap();
            let function = read(cells[text]);
            let backwards = read(&cells[text].chars().rev().collect::<String>());
            assert_eq!(lempel_ziv_words(function), cells[forward].parse::<u32>().unwrap(), "{line}");
            assert_eq!(lempel_ziv_words(backwards), cells[reverse].parse::<u32>().unwrap(), "{line}");
            assert_eq!(lempel_ziv(function), cells[value].parse::<f64>().unwrap(), "{line}");
        })
        .count()
}

#[test]
fn all_functions_of_one_to_three_inputs() {
    assert_eq!(check(include_str!("oracles/complexity_n1.csv")), 4);
    assert_eq!(check(include_str!("oracles/complexity_n2.csv")), 16);
    assert_eq!(check(include_str!("oracles/complexity_n3.csv")), 256);
}

#[test]
fn half_the_functions_of_four_inputs() {
    // One character a truth table, in the order of the tables read as binary numbers: N read forwards, or a
    // dot. With a function the table lists its reverse.
    let table: Vec<char> =
        include_str!("oracles/lz_words_n4.txt").split_whitespace().flat_map(str::chars).collect();
    assert_eq!(table.len(), 1 << 16);
    let mut listed = 0;
    for (number, words) in table.iter().enumerate() {
        let Some(words) = words.to_digit(10) else { continue };
        let function = Function::from_labels(16, |j| number >> (15 - j) & 1 == 1);
        let backwards = table[number.reverse_bits() >> (usize::BITS - 16)].to_digit(10).unwrap();
        let expected = if function.is_constant() { 4.0 } else { 2.0 * f64::from(words + backwards) };
        assert_eq!(lempel_ziv_words(function), words, "{function}");
        assert_eq!(lempel_ziv(function), expected, "{function}");
        listed += 1;
    }
    assert_eq!(listed, 33_446);
}

#[test]
fn functions_of_five_and_seven_inputs() {
    assert_eq!(check(include_str!("oracles/lz_vectors_n5.csv")), 1000);
    assert_eq!(check(include_str!("oracles/lz_vectors_n7.csv")), 150);
}
