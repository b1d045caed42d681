//! Truth tables as two words, and what symmetries and counts need of them.

use crate::task::Function;

/// The labels of input j where bit `i` of j is 1, for i = 0 to 5.
const VARIABLES: [u64; 6] = [
    0xaaaa_aaaa_aaaa_aaaa,
    0xcccc_cccc_cccc_cccc,
    0xf0f0_f0f0_f0f0_f0f0,
    0xff00_ff00_ff00_ff00,
    0xffff_0000_ffff_0000,
    0xffff_ffff_0000_0000,
];

/// A truth table: bit j of both words together, the low one first, is the label of input j. By halves because shifts
/// of 128 bits are calls in a browser. Variable `i` is bit `i` of the number of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Table {
    pub(super) high: u64,
    pub(super) low: u64,
}

impl Table {
    pub(super) fn of(function: Function) -> Self {
        Self::from_bits(function.bits())
    }

    pub(super) fn from_bits(bits: u128) -> Self {
        Self { high: (bits >> 64) as u64, low: bits as u64 }
    }

    pub(super) fn bits(self) -> u128 {
        u128::from(self.high) << 64 | u128::from(self.low)
    }

    pub(super) fn ones(self) -> u32 {
        self.high.count_ones() + self.low.count_ones()
    }

    pub(super) fn xor(self, mask: Self) -> Self {
        Self { high: self.high ^ mask.high, low: self.low ^ mask.low }
    }

    /// The table with two different variables exchanged.
    #[inline]
    pub(super) fn exchanged(self, one: usize, other: usize) -> Self {
        let (lower, upper) = (one.min(other), one.max(other));
        let Self { mut high, mut low } = self;
        if upper < 6 {
            let mask = VARIABLES[lower] & !VARIABLES[upper];
            let shift = (1 << upper) - (1 << lower);
            let change = |word: u64| {
                let differing = (word >> shift ^ word) & mask;
                word ^ differing ^ differing << shift
            };
            Self { high: change(high), low: change(low) }
        } else {
            let shift = 1 << lower;
            let differing = (low >> shift ^ high) & !VARIABLES[lower];
            high ^= differing;
            low ^= differing << shift;
            Self { high, low }
        }
    }

    /// The table with a variable negated.
    #[inline]
    pub(super) fn negated(self, variable: usize) -> Self {
        if variable == 6 {
            return Self { high: self.low, low: self.high };
        }
        let (mask, shift) = (VARIABLES[variable], 1 << variable);
        let change = |word: u64| (word & mask) >> shift | (word & !mask) << shift;
        Self { high: change(self.high), low: change(self.low) }
    }

    /// The labels of the inputs with a variable 1; all others 0.
    #[inline]
    pub(super) fn with(self, variable: usize) -> Self {
        match VARIABLES.get(variable) {
            Some(mask) => Self { high: self.high & mask, low: self.low & mask },
            None => Self { high: self.high, low: 0 },
        }
    }

    /// The ones of every block of 2^`width` inputs, each in a field as wide as its block: as numbers, tables of
    /// these are ordered by the first block in which they differ, the block of the highest inputs first.
    #[inline]
    pub(super) fn ones_of_blocks(self, width: usize) -> Self {
        match width {
            7 => Self { high: 0, low: u64::from(self.ones()) },
            6 => Self { high: u64::from(self.high.count_ones()), low: u64::from(self.low.count_ones()) },
            _ => Self { high: ones_of_fields(self.high, width), low: ones_of_fields(self.low, width) },
        }
    }

    /// Field by field; no field of `other` is larger.
    #[inline]
    pub(super) fn less(self, other: Self) -> Self {
        Self { high: self.high - other.high, low: self.low - other.low }
    }
}

#[inline]
fn ones_of_fields(word: u64, width: usize) -> u64 {
    const FIELDS: [u64; 5] = [
        0x5555_5555_5555_5555,
        0x3333_3333_3333_3333,
        0x0f0f_0f0f_0f0f_0f0f,
        0x00ff_00ff_00ff_00ff,
        0x0000_ffff_0000_ffff,
    ];
    FIELDS[..width]
        .iter()
        .enumerate()
        .fold(word, |sums, (step, mask)| (sums & mask) + (sums >> (1 << step) & mask))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Domain, Stream};

    fn random(stream: &mut Stream, n: usize) -> Function {
        let bits = (0..4).fold(0, |bits: u128, _| bits << 32 | u128::from(stream.next_u32()));
        Function::new(bits, 1 << n)
    }

    #[test]
    fn exchanging_and_negating_do_what_they_say() {
        let mut stream = Stream::new(3, Domain::Draws, 0);
        for n in 1..=7 {
            for _ in 0..20 {
                let function = random(&mut stream, n);
                let table = Table::of(function);
                for one in 0..n {
                    let negated = Function::from_labels(1 << n, |j| function.label(j ^ 1 << one));
                    assert_eq!(table.negated(one).bits(), negated.bits(), "{n} {one}");
                    for other in (0..n).filter(|&other| other != one) {
                        let exchanged = Function::from_labels(1 << n, |j| {
                            let differ = (j >> one ^ j >> other) & 1;
                            function.label(j ^ (differ << one | differ << other))
                        });
                        assert_eq!(table.exchanged(one, other).bits(), exchanged.bits(), "{n} {one} {other}");
                    }
                }
            }
        }
    }

    #[test]
    fn blocks_are_counted_each_in_its_field() {
        let mut stream = Stream::new(4, Domain::Draws, 0);
        for n in 1..=7 {
            let function = random(&mut stream, n);
            for width in 0..=n {
                for variable in 0..width {
                    let counts = Table::of(function).with(variable).ones_of_blocks(width).bits();
                    let expected = (0..1_usize << (n - width)).fold(0_u128, |counts, block| {
                        let inputs = block << width..(block + 1) << width;
                        let ones = inputs.filter(|&j| function.label(j) && j >> variable & 1 == 1).count();
                        // Whole tables and their halves have a word for a field.
                        counts | (ones as u128) << (block << width)
                    });
                    assert_eq!(counts, expected, "n = {n}, blocks of 2^{width}");
                }
            }
        }
    }
}
