//! Volumes of threshold functions: every fraction and every number of independent reference tables.
#![cfg(not(target_arch = "wasm32"))]

use dice_and_descent::Function;
use dice_and_descent::gates::{
    Arrangement, BiasScale, ClassVolume, Perceptron, ThresholdTable, cube_probability, gaussian_probability,
};
use dice_and_descent::task::Encoding;
use serde_json::Value;

/// A table and the reference for it.
fn load(name: &str, text: &str) -> (ThresholdTable, Value) {
    let inputs = name[1..2].parse().unwrap();
    let encoding = if name.contains("_pm_") { Encoding::PlusMinus } else { Encoding::ZeroOne };
    let perceptron = Perceptron::new(inputs, encoding, !name.contains("nobias")).unwrap();
    let reference: Value = serde_json::from_str(text).unwrap();
    let scale = match reference["bias_scale_ratio"].as_str() {
        Some("2") => BiasScale::fraction(2, 1),
        Some("1/2") => BiasScale::fraction(1, 2),
        other => {
            assert!(matches!(other, None | Some("1")));
            Ok(BiasScale::ONE)
        }
    };
    (ThresholdTable::new(perceptron, scale.unwrap()), reference)
}

macro_rules! load {
    ($name:literal) => {
        load($name, include_str!(concat!("oracles/perceptron_", $name, ".json")))
    };
}

fn class<'a>(table: &'a ThresholdTable, truth_table: &Value) -> &'a ClassVolume {
    let function = Function::parse(truth_table.as_str().unwrap(), table.perceptron().rows()).unwrap();
    table.class(table.find(function).unwrap())
}

/// A reference number in decimal digits, or as JSON number where there are no more digits.
fn number(row: &Value, key: &str) -> f64 {
    match row[format!("{key}_str")].as_str() {
        Some(digits) => digits.parse().unwrap(),
        None => row[key].as_f64().unwrap(),
    }
}

/// Compares all classes, and the distribution of the number of ones; `tolerance` is for the Gaussian numbers.
fn compare_classes((table, reference): (ThresholdTable, Value), tolerance: f64) {
    let rows = reference["classes"].as_array().unwrap();
    assert_eq!(table.classes().len(), rows.len());
    assert_eq!(table.gates().len() as u64, reference["n_functions"].as_u64().unwrap());
    let cube = reference["distribution"] == "cube";
    for (found, row) in table.classes().iter().zip(rows) {
        assert_eq!(row["representative"], found.representative.to_string());
        assert_eq!(row["size"], found.size);
        assert_eq!(row["n_conditions"].as_u64(), found.needed_conditions.map(|count| count as u64));
        if cube {
            assert_eq!(row["p_exact"], found.cube.as_ref().unwrap().to_string());
        } else {
            assert!((found.gaussian.value - number(row, "p")).abs() < tolerance, "{row}");
        }
        for member in row["members"].as_array().into_iter().flatten() {
            assert_eq!(class(&table, member), found);
        }
    }
    for (t, expected) in reference["P_T"].as_array().unwrap().iter().enumerate() {
        if cube {
            assert_eq!(*expected, table.ones_in_cube().unwrap()[t].to_string());
        } else {
            let share = table.ones_gaussian()[t];
            assert!((share.value - expected.as_f64().unwrap()).abs() < tolerance.max(share.error));
        }
    }
}

#[test]
fn two_inputs() {
    for (table, reference) in [load!("n2_01_bias"), load!("n2_01_bias_sb2"), load!("n2_pm_bias_sb1over2")] {
        let rows = reference["gates"].as_array().unwrap();
        assert_eq!(rows.len(), table.gates().len());
        for row in rows {
            let found = class(&table, &row["tt"]);
            assert_eq!(row["separable"], found.is_separable());
            assert_eq!(row["p_cube"], found.cube.as_ref().unwrap().to_string());
            let error = (found.gaussian.value - number(row, "p_gauss")).abs();
            assert!(error <= 1e-14 && error <= found.gaussian.error, "{row}");
            assert_eq!(row["n_conditions"].as_u64(), found.needed_conditions.map(|count| count as u64));
            let function = Function::parse(row["tt"].as_str().unwrap(), 4).unwrap();
            if found.is_separable() {
                let conditions = table.conditions(function);
                let needed: Vec<String> = conditions
                    .iter()
                    .filter(|condition| !condition.redundant)
                    .map(|condition| format!("{:02b}", condition.input))
                    .collect();
                assert_eq!(row["non_redundant_inputs"], Value::from(needed), "{function}");
            }
            let name = row["name"].as_str().unwrap();
            let gate = table.find(function).unwrap();
            assert!(name.starts_with(gate.name.unwrap()), "{name}");
        }
    }
}

#[test]
fn three_inputs_in_the_cube() {
    for loaded in [load!("n3_01_nobias_cube"), load!("n3_pm_bias_cube"), load!("n3_pm_bias_sb2_cube")] {
        compare_classes(loaded, 0.0);
    }
}

#[test]
fn three_inputs_with_gaussian_parameters() {
    for loaded in [load!("n3_01_bias_gauss"), load!("n3_01_bias_sb1over2_gauss"), load!("n3_pm_nobias_gauss")]
    {
        compare_classes(loaded, 1e-14);
    }
}

#[test]
fn four_inputs_in_the_cube() {
    compare_classes(load!("n4_01_bias_cube"), 0.0);
    compare_classes(load!("n4_pm_nobias_cube"), 0.0);
}

#[test]
fn four_inputs_with_gaussian_parameters() {
    compare_classes(load!("n4_01_nobias_gauss"), 1e-14);
    // The reference itself is good to about 5e-11 of each number.
    compare_classes(load!("n4_pm_bias_gauss"), 1e-12);
}

/// Theorem 4.1 of Mingard et al. (arXiv 1909.11522): inputs {0, 1}, no bias, weights symmetric: the number of ones is
/// uniform on 0, ..., 2^n - 1.
#[test]
fn without_a_bias_every_number_of_ones_is_equally_likely() {
    for n in 2..=4 {
        let perceptron = Perceptron::new(n, Encoding::ZeroOne, false).unwrap();
        let table = ThresholdTable::new(perceptron, BiasScale::ONE);
        let (cube, gaussian) = (table.ones_in_cube().unwrap(), table.ones_gaussian());
        for t in 0..1 << n {
            assert_eq!(cube[t].to_string(), format!("1/{}", 1 << n), "n = {n}, T = {t}");
            assert!((gaussian[t].value - 0.5_f64.powi(n as i32)).abs() <= gaussian[t].error);
        }
        assert!(cube[1 << n].is_zero());
        // With uniform weights the last input alone, 0101...01, has probability 2^-n / n! (the same paper).
        let last = table.find(Function::from_labels(1 << n, |j| j & 1 == 1)).unwrap();
        let factorial: usize = (1..=n).product();
        let expected = format!("1/{}", factorial << n);
        assert_eq!(table.class(last).cube.as_ref().unwrap().to_string(), expected);
    }
}

/// The same theorem's second part: a small bias halves the probability of no ones, and gives the other half
/// to all ones.
#[test]
fn a_small_bias_splits_the_constant_functions() {
    let scale = 1e-6;
    for n in 2..=4 {
        let perceptron = Perceptron::new(n, Encoding::ZeroOne, true).unwrap();
        let table = ThresholdTable::new(perceptron, BiasScale::number(scale).unwrap());
        let shares = table.ones_gaussian();
        let flat = 0.5_f64.powi(n as i32);
        for (t, share) in shares.iter().enumerate() {
            let limit = if t == 0 || t == 1 << n { flat / 2.0 } else { flat };
            // The label of an input other than 0 changes only if |c| > |w.x|: for each such input, with
            // probability at most scale times E|c| sqrt(2/pi) = 2 scale/pi.
            assert!((share.value - limit).abs() < scale * f64::from(1 << n), "n = {n}, T = {t}");
        }
    }
}

/// Inputs {-1, +1} and a bias as wide as a weight: the bias is a weight of an input that is always 1, so that functions
/// whose Chow parameters (agreement with each input and with the constant 1) are the same up to order and sign
/// have the same volume.
#[test]
fn a_bias_as_wide_as_a_weight_is_a_weight() {
    for n in 2..=4 {
        let perceptron = Perceptron::new(n, Encoding::PlusMinus, true).unwrap();
        let table = ThresholdTable::new(perceptron, BiasScale::ONE);
        let chow = |function: Function| {
            let sign = |bit: bool| if bit { 1 } else { -1 };
            let mut parameters: Vec<i32> = (0..=n)
                .map(|i| {
                    (0..1_usize << n).map(|j| sign(function.label(j)) * sign(i == n || j >> i & 1 == 1)).sum()
                })
                .map(i32::abs)
                .collect();
            parameters.sort_unstable();
            parameters
        };
        let mut kinds: Vec<(Vec<i32>, &ClassVolume)> = Vec::new();
        for class in table.classes().iter().filter(|class| class.is_separable()) {
            let key = chow(class.representative);
            match kinds.iter().find(|(other, _)| *other == key) {
                Some((_, other)) => {
                    assert_eq!(class.cube, other.cube);
                    assert!(
                        (class.gaussian.value - other.gaussian.value).abs() <= 2.0 * class.gaussian.error
                    );
                }
                None => kinds.push((key, class)),
            }
        }
        // Self-dual threshold functions of n + 1 inputs up to permutation and negation: 2, 3, 7.
        assert_eq!(kinds.len(), [2, 3, 7][n - 2]);
    }
}

/// The largest cones, those with a bias scale between 2 and 3, and members of a class one by one.
#[test]
fn all_members_of_a_class_have_its_volume() {
    let scale = BiasScale::fraction(5, 2).unwrap();
    for encoding in [Encoding::ZeroOne, Encoding::PlusMinus] {
        let perceptron = Perceptron::new(4, encoding, true).unwrap();
        let arrangement = Arrangement::new(perceptron);
        let table = ThresholdTable::new(perceptron, scale);
        for gate in table.gates().iter().step_by(3) {
            let class = table.class(*gate);
            let cell = arrangement.cell(gate.function).unwrap();
            assert_eq!(class.cube, cube_probability(&cell, perceptron, scale));
            assert_eq!(class.needed_conditions, Some(cell.facet_conditions().len()));
            let gaussian = gaussian_probability(&cell, perceptron, scale);
            assert!((gaussian.value - class.gaussian.value).abs() <= gaussian.error + class.gaussian.error);
        }
    }
}
