//! What must hold of every measure: symmetries, bounds, and witnesses that attain the minimal sizes.
#![cfg(not(target_arch = "wasm32"))]

use dice_and_descent::Function;
use dice_and_descent::complexity::Measure;
use dice_and_descent::complexity::exact::{Basis, ExactTables};

/// Varied truth tables of `inputs` variables, by a linear congruence; two in three thinned out.
fn functions(inputs: usize, count: usize) -> impl Iterator<Item = Function> {
    let mut state: u128 = 0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c834;
    (0..count).map(move |round| {
        state = state.wrapping_mul(0x2360_ed05_1fc6_5da4_4385_df64_9fcc_f645).wrapping_add(1);
        let mixed = state ^ state >> 64;
        let mask =
            [u128::MAX, state.rotate_left(40), state.rotate_left(40) & state.rotate_left(80)][round % 3];
        Function::new(mixed & mask, 1 << inputs)
    })
}

/// Inputs permuted (bits i and i + 1 of the input exchanged).
fn swapped(function: Function, i: usize) -> Function {
    let swap = |j: usize| j & !(3 << i) | (j >> i & 1) << (i + 1) | (j >> (i + 1) & 1) << i;
    Function::from_labels(function.len(), |j| function.label(swap(j)))
}

/// Bit i of the input negated.
fn negated(function: Function, i: usize) -> Function {
    Function::from_labels(function.len(), |j| function.label(j ^ 1 << i))
}

fn complement(function: Function) -> Function {
    Function::new(!function.bits(), function.len())
}

#[test]
fn permuting_and_negating_inputs_and_negating_the_label() {
    for inputs in 1..=7 {
        let tables = ExactTables::new(inputs);
        for function in functions(inputs, 300) {
            for measure in Measure::ALL.into_iter().filter(|measure| measure.applies_to(inputs)) {
                let value = |function| measure.value(function, tables.as_ref()).unwrap();
                let here = value(function);
                // K_LZ reads the inputs in their order; nothing else does. In words a negation costs.
                let is_word = matches!(measure, Measure::Word | Measure::FullWord);
                if measure != Measure::LempelZiv {
                    for i in 0..inputs - 1 {
                        assert_eq!(value(swapped(function, i)), here, "{measure:?} of {function}");
                    }
                }
                if measure != Measure::LempelZiv && !is_word {
                    for i in 0..inputs {
                        assert_eq!(value(negated(function, i)), here, "{measure:?} of {function}");
                    }
                }
                let opposite = value(complement(function));
                match measure {
                    Measure::Ones => assert_eq!(opposite, function.len() as f64 - here),
                    // A function's terms are its complement's clauses: another number.
                    Measure::DnfTerms | Measure::DnfLiterals => {}
                    Measure::Word | Measure::FullWord => {
                        assert!((opposite - here).abs() <= 1.0, "{function}")
                    }
                    _ => assert_eq!(opposite, here, "{measure:?} of {function}"),
                }
            }
        }
    }
}

#[test]
fn an_input_that_does_not_matter_changes_no_minimal_size() {
    for inputs in 1..=3 {
        let (small, large) = (ExactTables::new(inputs), ExactTables::new(inputs + 1));
        for bits in 0..1u128 << (1 << inputs) {
            let function = Function::new(bits, 1 << inputs);
            for idle in 0..=inputs {
                let without = |j: usize| j >> (idle + 1) << idle | j & ((1 << idle) - 1);
                let wider = Function::from_labels(2 << inputs, |j| function.label(without(j)));
                for measure in Measure::ALL.into_iter().filter(|measure| measure.needs_tables()) {
                    assert_eq!(
                        measure.value(function, small.as_ref()),
                        measure.value(wider, large.as_ref()),
                        "{measure:?} of {function} with an idle input {idle}"
                    );
                }
            }
        }
    }
}

#[test]
fn theorems_about_sensitivity_and_the_spectrum() {
    for inputs in 1..=7 {
        for function in functions(inputs, 300) {
            let value = |measure: Measure| measure.value(function, None).unwrap();
            let (n, p) = (inputs as f64, value(Measure::Ones) / function.len() as f64);
            let average = value(Measure::AverageSensitivity);
            // Poincare: 4 p (1 - p) <= total influence <= degree; all of these are dyadic, so exact.
            assert!(4.0 * p * (1.0 - p) <= average, "{function}");
            assert!(average <= value(Measure::FourierDegree), "{function}");
            assert!(average <= value(Measure::MaximumSensitivity), "{function}");
            assert!(value(Measure::MaximumSensitivity) <= n);
            // Each critical input counts at least 1 and at most n towards the average.
            let critical = value(Measure::CriticalSamples);
            assert!(critical <= average && average <= n * critical, "{function}");
            // Parseval and Cauchy-Schwarz, compared without the square root.
            let norm = value(Measure::FourierNorm);
            assert!(1.0 <= norm && norm * norm <= function.len() as f64, "{function}");
            assert!((0.0..2.0).contains(&value(Measure::Generalization)), "{function}");
        }
    }
}

/// Every formula, circuit and normal form that is given computes its function and has the size that is
/// given: no value is too small. (That none is too large is tested beside the searches.)
#[test]
fn witnesses_attain_the_minimal_sizes() {
    for inputs in 1..=4 {
        let tables = ExactTables::new(inputs).unwrap();
        // All functions of up to three inputs, every fifth of four.
        let step = if inputs == 4 { 5 } else { 1 };
        for bits in (0..1u128 << (1 << inputs)).step_by(step) {
            let function = Function::new(bits, 1 << inputs);
            let computes =
                |label: &dyn Fn(usize) -> bool| (0..1 << inputs).all(|j| label(j) == function.label(j));
            for basis in [Basis::DeMorgan, Basis::Full] {
                let formula = tables.formula(function, basis).unwrap();
                assert!(computes(&|j| formula.label(inputs, j)), "{function}: {formula}");
                assert_eq!(Some(formula.leaves()), tables.formula_leaves(function, basis), "{formula}");
                assert!(basis == Basis::Full || !formula.has_xor(), "{formula}");
            }
            let circuit = tables.circuit(function).unwrap();
            assert!(computes(&|j| circuit.label(inputs, j)), "{function}: {circuit}");
            assert_eq!(Some(circuit.gates.len() as u32), tables.circuit_gates(function), "{circuit}");
            let fewest = tables.dnf_of_fewest_terms(function).unwrap();
            assert!(computes(&|j| fewest.label(inputs, j)), "{function}: {fewest}");
            assert_eq!(Some(fewest.terms.len() as u32), tables.dnf_terms(function), "{fewest}");
            let shortest = tables.dnf_of_fewest_literals(function).unwrap();
            assert!(computes(&|j| shortest.label(inputs, j)), "{function}: {shortest}");
            assert_eq!(Some(shortest.literals() as u32), tables.dnf_literals(function), "{shortest}");
        }
    }
}

#[test]
fn sizes_are_ordered_as_they_must_be() {
    let tables = ExactTables::new(4).unwrap();
    for bits in 0..1u128 << 16 {
        let function = Function::new(bits, 16);
        let value = |measure: Measure| measure.value(function, Some(&tables)).unwrap();
        // A De Morgan formula is one over all gates; a formula of k leaves is a circuit of k - 1 gates; a
        // normal form is a De Morgan formula.
        assert!(value(Measure::FullFormula) <= value(Measure::DeMorganFormula), "{function}");
        assert!(value(Measure::Circuit) <= (value(Measure::FullFormula) - 1.0).max(0.0), "{function}");
        assert!(value(Measure::DeMorganFormula) <= value(Measure::DnfLiterals), "{function}");
        // One term for each one makes a normal form.
        assert!(value(Measure::DnfTerms) <= value(Measure::Ones), "{function}");
        // A word of a function that is not constant has a sign for each gate of a formula over its leaves.
        if !function.is_constant() {
            assert!(2.0 * value(Measure::DeMorganFormula) - 1.0 <= value(Measure::Word), "{function}");
            assert!(2.0 * value(Measure::FullFormula) - 1.0 <= value(Measure::FullWord), "{function}");
        }
        // Khrapchenko's bound: De Morgan leaves are at least the square of the number of neighbouring pairs
        // with opposite labels, over ones times zeros.
        let (ones, zeros) = (value(Measure::Ones), 16.0 - value(Measure::Ones));
        let boundary = value(Measure::AverageSensitivity) * 8.0;
        assert!(boundary * boundary <= value(Measure::DeMorganFormula) * ones * zeros, "{function}");
    }
}
