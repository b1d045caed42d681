//! The Boolean cube seen through a truth table: which labels differ from those of neighbouring inputs.

use crate::task::Function;

/// The number n of Boolean inputs when a function has 2^n labels, n from 1 to 7.
pub(super) fn dimension(function: Function) -> Option<usize> {
    let len = function.len();
    (len.is_power_of_two() && len > 1).then(|| len.ilog2() as usize)
}

/// The inputs (as bits) whose label changes when all the input bits in `flip` are flipped: bit j is set if
/// f(j) differs from f(j ^ flip). Input bits are numbered from the least significant.
pub(super) fn changes(function: Function, flip: usize) -> u128 {
    let bits = function.bits();
    let mut moved = bits;
    for (place, &zero) in ZERO.iter().enumerate() {
        if flip >> place & 1 == 1 {
            let width = 1 << place;
            moved = (moved >> width & zero) | (moved & zero) << width;
        }
    }
    bits ^ moved
}

/// `ZERO[i]`: the inputs whose bit i is 0.
const ZERO: [u128; 7] = {
    let mut masks = [0; 7];
    let mut place = 0;
    while place < 7 {
        let mut input = 0;
        while input < 128 {
            if input >> place & 1 == 0 {
                masks[place] |= 1 << input;
            }
            input += 1;
        }
        place += 1;
    }
    masks
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_those_of_the_definition() {
        let digits: u128 = 0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c834;
        for n in 1..=7 {
            let function = Function::new(digits, 1 << n);
            assert_eq!(dimension(function), Some(n));
            for flip in 0..1 << n {
                let found = changes(function, flip);
                let expected =
                    Function::from_labels(1 << n, |j| function.label(j) != function.label(j ^ flip));
                assert_eq!(found, expected.bits(), "n = {n}, flip = {flip:b}");
            }
        }
    }

    #[test]
    fn other_lengths_have_no_dimension() {
        for len in [1, 3, 5, 100, 127] {
            assert_eq!(dimension(Function::new(1, len)), None);
        }
    }
}
