//! Why a function is not separable.

use super::vector::Vector;
use super::{Arrangement, Perceptron};
use crate::task::Function;

/// The largest number of conditions in a contradiction: enough for every function of up to four inputs
/// (with a bias four are enough, two of either label).
const MOST: u32 = 5;

/// For a function that is not separable, in words: the conditions that contradict one another, as few as
/// possible. None for a threshold function.
///
/// # Panics
/// If the function has another number of inputs.
pub fn contradiction(arrangement: &Arrangement, function: Function) -> Option<String> {
    if arrangement.is_separable(function) {
        return None;
    }
    let perceptron = arrangement.perceptron();
    let rows = 1_u32 << perceptron.rows();
    (1..=MOST).find_map(|size| {
        // Conditions that cannot hold at all before those that can on a set of volume zero.
        let mut fitting: Vec<u32> = (1..rows)
            .filter(|set| set.count_ones() == size && balances(perceptron, function, *set))
            .collect();
        fitting.sort_by_key(|set| u128::from(*set) & function.bits() == 0);
        fitting.first().map(|set| explain(perceptron, function, *set))
    })
}

/// Whether the linear forms of the rows of label 1 in the set have the same sum as those of label 0.
fn balances(perceptron: Perceptron, function: Function, set: u32) -> bool {
    let rows = || (0..perceptron.rows()).filter(|j| set >> j & 1 == 1);
    // A condition 0 ≤ 0 contradicts nothing.
    let idle = rows().any(|j| !function.label(j) && perceptron.normal(j) == [0; _]);
    !idle && side(perceptron, function, set, true) == side(perceptron, function, set, false)
}

/// The sum of the linear forms of those rows of the set that have this label.
fn side(perceptron: Perceptron, function: Function, set: u32, label: bool) -> Vector {
    let rows = (0..perceptron.rows()).filter(|&j| set >> j & 1 == 1 && function.label(j) == label);
    rows.fold([0; _], |sum: Vector, j| {
        let normal = perceptron.normal(j);
        std::array::from_fn(|i| sum[i] + normal[i])
    })
}

fn explain(perceptron: Perceptron, function: Function, set: u32) -> String {
    let conditions = |label: bool| -> Vec<String> {
        (0..perceptron.rows())
            .filter(|&j| set >> j & 1 == 1 && function.label(j) == label)
            .map(|j| perceptron.condition(j, label, false).text)
            .collect()
    };
    let statement = |label: bool| {
        let texts = conditions(label);
        let sum = perceptron.form(&side(perceptron, function, set, label));
        let relation = if label { ">" } else { "≤" };
        match texts.len() {
            1 => texts[0].clone(),
            _ => format!("{} add up to {sum} {relation} 0", texts.join(" and ")),
        }
    };
    let (ones, zeros) = (conditions(true).len(), conditions(false).len());
    match (ones, zeros) {
        (1, 0) => format!("{} never holds", statement(true)),
        (_, 0) => format!("{}, which never holds", statement(true)),
        (0, _) => format!(
            "{} hold together only if all of them are equalities, which has probability 0",
            conditions(false).join(" and ")
        ),
        _ => format!("{}, but {}", statement(false), statement(true)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::classes;
    use super::*;
    use crate::task::Encoding;

    fn reason(encoding: Encoding, bias: bool, table: &str) -> Option<String> {
        let arrangement = Arrangement::new(Perceptron::new(2, encoding, bias).unwrap());
        contradiction(&arrangement, Function::parse(table, 4).unwrap())
    }

    #[test]
    fn the_sum_of_two_conditions_contradicts_the_sum_of_the_others() {
        assert_eq!(
            reason(Encoding::ZeroOne, true, "0110").unwrap(),
            "c ≤ 0 and w1 + w2 + c ≤ 0 add up to w1 + w2 + 2c ≤ 0, \
             but w2 + c > 0 and w1 + c > 0 add up to w1 + w2 + 2c > 0"
        );
        assert_eq!(
            reason(Encoding::PlusMinus, true, "1001").unwrap(),
            "−w1 + w2 + c ≤ 0 and w1 − w2 + c ≤ 0 add up to 2c ≤ 0, \
             but −w1 − w2 + c > 0 and w1 + w2 + c > 0 add up to 2c > 0"
        );
        assert_eq!(reason(Encoding::ZeroOne, true, "0111"), None);
    }

    #[test]
    fn without_a_bias_there_are_other_reasons() {
        let zero_one = |table| reason(Encoding::ZeroOne, false, table).unwrap();
        assert_eq!(zero_one("1000"), "0 > 0 never holds");
        assert_eq!(zero_one("0001"), "w2 ≤ 0 and w1 ≤ 0 add up to w1 + w2 ≤ 0, but w1 + w2 > 0");
        let plus_minus = |table| reason(Encoding::PlusMinus, false, table).unwrap();
        assert_eq!(plus_minus("0110"), "−w1 + w2 > 0 and w1 − w2 > 0 add up to 0 > 0, which never holds");
        assert_eq!(
            plus_minus("0000"),
            "−w1 + w2 ≤ 0 and w1 − w2 ≤ 0 hold together only if all of them are equalities, \
             which has probability 0"
        );
    }

    #[test]
    fn every_function_that_is_not_separable_has_a_reason() {
        for encoding in [Encoding::ZeroOne, Encoding::PlusMinus] {
            for (n, bias) in [(2, true), (2, false), (3, true), (3, false), (4, true), (4, false)] {
                let perceptron = Perceptron::new(n, encoding, bias).unwrap();
                let arrangement = Arrangement::new(perceptron);
                let all: Vec<Function> =
                    (0..1 << perceptron.rows()).map(|bits| perceptron.function(bits)).collect();
                for class in classes(perceptron, &all) {
                    let function = class.representative;
                    let reason = contradiction(&arrangement, function);
                    assert_eq!(reason.is_none(), arrangement.is_separable(function), "{function}");
                }
            }
        }
    }
}
