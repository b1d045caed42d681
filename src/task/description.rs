//! Functions that can be said in a few words.

use super::Target;
use crate::task::Function;

/// `function` in words, if it depends on at most two of its `n` inputs or is another named target.
///
/// # Panics
/// If `function` has not 2^n labels.
pub fn description(function: Function, n: usize) -> Option<String> {
    assert_eq!(function.len(), 1 << n);
    let essential: Vec<usize> = (1..=n).filter(|&i| depends_on(function, n, i)).collect();
    match essential[..] {
        [] => Some(if function.label(0) { "always 1" } else { "always 0" }.to_owned()),
        [i] => Some(if function.label(1 << (n - i)) { format!("x{i}") } else { format!("not x{i}") }),
        [i, k] => Some(gate(function, n, i, k)),
        _ => [
            Target::AndOr,
            Target::OrAnd,
            Target::Majority,
            Target::Parity,
            Target::Palindrome,
            Target::Halves,
        ]
        .into_iter()
        .filter(|&target| target != Target::OrAnd || n >= 4)
        .find_map(|target| {
            let table = target.function(n, 0);
            if function == table {
                Some(target.words().to_owned())
            } else if function.difference(table).count_ones() as usize == function.len() {
                Some(format!("not: {}", target.words()))
            } else {
                None
            }
        }),
    }
}

fn depends_on(function: Function, n: usize, input: usize) -> bool {
    let bit = 1 << (n - input);
    (0..function.len()).any(|j| function.label(j) != function.label(j ^ bit))
}

/// A function of the inputs `i` and `k` alone: a conjunction or disjunction of literals, or xor.
fn gate(function: Function, n: usize, i: usize, k: usize) -> String {
    let value = |a: usize, b: usize| function.label(a << (n - i) | b << (n - k));
    let corners = [(0, 0), (0, 1), (1, 0), (1, 1)];
    let ones: Vec<(usize, usize)> = corners.into_iter().filter(|&(a, b)| value(a, b)).collect();
    let literal = |input: usize, positive: bool| format!("{}x{input}", if positive { "" } else { "not " });
    match ones[..] {
        [(a, b)] => format!("{} and {}", literal(i, a == 1), literal(k, b == 1)),
        [(0, 1), (1, 0)] => format!("x{i} xor x{k}"),
        [(0, 0), (1, 1)] => format!("x{i} equals x{k}"),
        _ => {
            let (a, b) = corners.into_iter().find(|&(a, b)| !value(a, b)).unwrap_or((0, 0));
            format!("{} or {}", literal(i, a == 0), literal(k, b == 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn describe(table: &str, n: usize) -> Option<String> {
        description(Function::parse(table, 1 << n).unwrap(), n)
    }

    #[test]
    fn functions_of_two_inputs_all_have_words() {
        let words: Vec<String> =
            (0..16).map(|bits| description(Function::new(bits, 4), 2).unwrap()).collect();
        assert_eq!(words[0b1000], "x1 and x2");
        assert_eq!(words[0b0001], "not x1 and not x2");
        assert_eq!(words[0b0110], "x1 xor x2");
        assert_eq!(words[0b1001], "x1 equals x2");
        assert_eq!(words[0b1110], "x1 or x2");
        assert_eq!(words[0b1011], "not x1 or x2");
        assert_eq!(words[0b1100], "x1");
        assert_eq!(words[0b0101], "not x2");
        let mut distinct = words.clone();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(distinct.len(), 16, "{words:?}");
    }

    #[test]
    fn named_targets_are_known_and_others_are_not() {
        assert_eq!(describe("0000000000111111", 4).as_deref(), Some("x1 and (x2 or x3)"));
        assert_eq!(describe("01101001", 3).as_deref(), Some("parity"));
        assert_eq!(describe("10010110", 3).as_deref(), Some("not: parity"));
        assert_eq!(describe("0100011010010111", 4), None);
        assert_eq!(describe("0101", 2).as_deref(), Some("x2"));
    }
}
