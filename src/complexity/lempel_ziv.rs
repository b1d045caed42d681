//! Lempel-Ziv complexity: how many words a truth table falls into when every word is new.

use crate::task::Function;

/// K_LZ, the Lempel-Ziv complexity of a truth table of L labels, in bits.
///
/// log2(L) (N(x) + N(reverse of x)) / 2 with N the [number of words](lempel_ziv_words), and log2(L) for a
/// constant function. Any length will do. From log2(L) up; a random string of 128 labels has 149 on average.
/// Exact when L is a power of two, else to the rounding of one logarithm.
///
/// Source: Dingle, Camargo, Louis, Nat. Commun. 9:761 (2018), Methods.
pub fn lempel_ziv(function: Function) -> f64 {
    let length = function.len();
    let bits = if length.is_power_of_two() { f64::from(length.ilog2()) } else { libm::log2(length as f64) };
    if function.is_constant() {
        return bits;
    }
    let reversed = Function::new(function.bits().reverse_bits() >> (Function::MAX_LEN - length), length);
    bits * f64::from(lempel_ziv_words(function) + lempel_ziv_words(reversed)) / 2.0
}

/// N, the number of words of the LZ76 parsing of a truth table, read from its first label.
///
/// The first label is a word. Each further word is the shortest piece that does not occur starting further
/// left (an earlier occurrence may overlap it); the piece that is left over at the end counts as a word.
///
/// Source: Lempel, Ziv, IEEE Trans. Inf. Theory 22, 75 (1976); the algorithm's result equals that of Kaspar,
/// Schuster, Phys. Rev. A 36, 842 (1987).
pub fn lempel_ziv_words(function: Function) -> u32 {
    let text = function.bits();
    let mut words = 1;
    // All earlier positions are tried at once: bit i of `matching` says that the word so far also stands at
    // i. Every shift is by one place, because wider shifts of 128 bits are calls in WebAssembly.
    let mut rest = text >> 1;
    let mut earlier: u128 = 1;
    let mut matching = earlier;
    let mut ahead = text;
    let mut word_open = false;
    for _ in 1..function.len() {
        matching &= if rest & 1 == 1 { ahead } else { !ahead };
        ahead >>= 1;
        rest >>= 1;
        earlier = earlier << 1 | 1;
        word_open = matching != 0;
        if !word_open {
            words += 1;
            matching = earlier;
            ahead = text;
        }
    }
    words + u32::from(word_open)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parsing by its definition, on characters.
    fn words_by_definition(text: &[u8]) -> u32 {
        let (mut words, mut start) = (0, 0);
        while start < text.len() {
            let longest = (0..start)
                .map(|i| (0..text.len() - start).take_while(|&m| text[i + m] == text[start + m]).count())
                .max()
                .unwrap_or(0);
            words += 1;
            start += longest + 1;
        }
        words
    }

    #[test]
    fn parallel_matching_equals_the_definition() {
        for len in 1..=12 {
            for bits in 0..1u128 << len {
                let function = Function::new(bits, len);
                let expected = words_by_definition(function.to_string().as_bytes());
                assert_eq!(lempel_ziv_words(function), expected, "{function}");
            }
        }
        for len in 13..=Function::MAX_LEN {
            // Digits of the golden ratio: no structure; and the same thinned out, with long repeats.
            let digits: u128 = 0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c834;
            for bits in [digits, digits & digits << 1, digits & digits << 1 & digits << 2, digits & 0xff] {
                let function = Function::new(bits, len);
                let expected = words_by_definition(function.to_string().as_bytes());
                assert_eq!(lempel_ziv_words(function), expected, "{function}");
            }
        }
    }

    #[test]
    fn named_functions_of_seven_inputs() {
        let value = |label: fn(u32) -> bool| lempel_ziv(Function::from_labels(128, |j| label(j as u32)));
        assert_eq!(value(|_| false), 7.0);
        assert_eq!(value(|_| true), 7.0);
        assert_eq!(value(|j| j % 2 == 1), 21.0);
        assert_eq!(value(|j| j >= 64), 21.0);
        assert_eq!(value(|j| j & 2 != 0), 28.0);
        assert_eq!(value(|j| j == 127), 17.5);
        assert_eq!(value(|j| j.count_ones() > 3), 70.0);
        assert_eq!(value(|j| j.count_ones() % 2 == 1), 91.0);
    }

    #[test]
    fn reading_backwards_or_exchanging_the_labels_changes_nothing() {
        for bits in (0..1u128 << 16).step_by(7) {
            let function = Function::new(bits, 16);
            let backwards = Function::from_labels(16, |j| function.label(15 - j));
            assert_eq!(lempel_ziv(function), lempel_ziv(backwards), "{function}");
            assert_eq!(lempel_ziv(function), lempel_ziv(Function::new(!bits, 16)), "{function}");
        }
    }

    #[test]
    fn any_length_is_allowed() {
        assert_eq!(lempel_ziv(Function::new(1, 1)), 0.0);
        // 1|0|0 forwards, 0|01 backwards: five words, half of which count.
        let value = lempel_ziv(Function::parse("100", 3).unwrap());
        assert_eq!(value, 2.5 * libm::log2(3.0));
    }
}
