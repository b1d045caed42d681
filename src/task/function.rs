//! Functions: the labels that a network gives to all inputs, one bit each.

use std::fmt;
use std::str::FromStr;

/// The labels of up to 128 inputs, one bit each: what a network *is*, once its parameters are forgotten.
///
/// Bit `j` of [`Function::bits`] is the label of input `j`. The text form is the truth table: character `j`,
/// from the left, is the label of input `j`. Subsets of the inputs (training sets) use the same type.
// Packed, a function takes 20 bytes and one with its count 24, instead of 32 and 48: censuses and what travels
// between workers are long lists of them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(Rust, packed(4))]
pub struct Function {
    bits: u128,
    len: u8,
}

impl Function {
    /// The largest number of inputs.
    pub const MAX_LEN: usize = 128;

    /// The function of `len` inputs whose label at input `j` is bit `j` of `bits`; higher bits are dropped.
    ///
    /// # Panics
    /// If `len` is 0 or more than [`Function::MAX_LEN`].
    pub fn new(bits: u128, len: usize) -> Self {
        assert!((1..=Self::MAX_LEN).contains(&len), "a function has 1 to 128 labels, not {len}");
        Self { bits: bits & (u128::MAX >> (128 - len)), len: len as u8 }
    }

    /// The function that labels input `j` with `label(j)`.
    pub fn from_labels(len: usize, mut label: impl FnMut(usize) -> bool) -> Self {
        Self::new((0..len).fold(0, |bits, j| bits | (u128::from(label(j)) << j)), len)
    }

    /// Reads a truth table of `len` labels: `len` characters 0 or 1, or `0x` and `len / 4` hexadecimal
    /// digits (the truth table read as a binary number, its first label the most significant bit). Spaces
    /// and underscores are ignored.
    pub fn parse(text: &str, len: usize) -> Result<Self, FunctionError> {
        let clean: String = text.chars().filter(|c| !c.is_whitespace() && *c != '_').collect();
        let labels: Vec<bool> = if let Some(digits) = clean.strip_prefix("0x") {
            if !len.is_multiple_of(4) {
                return Err(FunctionError::HexLength { len });
            }
            let mut labels = Vec::with_capacity(digits.len() * 4);
            for character in digits.chars() {
                let digit =
                    character.to_digit(16).ok_or(FunctionError::Character { character, hex: true })?;
                labels.extend((0..4).rev().map(|bit| digit >> bit & 1 == 1));
            }
            labels
        } else {
            clean
                .chars()
                .map(|character| match character {
                    '0' => Ok(false),
                    '1' => Ok(true),
                    _ => Err(FunctionError::Character { character, hex: false }),
                })
                .collect::<Result<_, _>>()?
        };
        if labels.len() != len {
            return Err(FunctionError::Length { found: labels.len(), len });
        }
        Ok(Self::from_labels(len, |j| labels[j]))
    }

    /// The labels as bits: bit `j` is the label of input `j`.
    pub fn bits(self) -> u128 {
        self.bits
    }

    /// The number of inputs.
    #[expect(clippy::len_without_is_empty, reason = "a function has at least one label")]
    pub fn len(self) -> usize {
        usize::from(self.len)
    }

    /// The label of input `j`; false beyond the last.
    pub fn label(self, j: usize) -> bool {
        j < self.len() && self.bits >> j & 1 == 1
    }

    /// T, the number of inputs labelled 1.
    pub fn ones(self) -> u32 {
        self.bits.count_ones()
    }

    /// Whether all labels are equal.
    pub fn is_constant(self) -> bool {
        self.ones() == 0 || self.ones() as usize == self.len()
    }

    /// The same function with the label of input `j` flipped.
    pub fn flipped(self, j: usize) -> Self {
        Self::new(self.bits ^ (1 << j), self.len())
    }

    /// The inputs at which this function and `other` differ, as bits.
    pub fn difference(self, other: Self) -> u128 {
        self.bits ^ other.bits
    }

    /// The shortest text that [`Function::parse`] reads back: hexadecimal from 8 labels on.
    pub fn to_compact_string(self) -> String {
        if self.len() < 8 || !self.len().is_multiple_of(4) {
            return self.to_string();
        }
        let digit = |d: usize| (0..4).fold(0, |value, k| value << 1 | u32::from(self.label(4 * d + k)));
        (0..self.len() / 4).map(|d| char::from_digit(digit(d), 16).unwrap_or('0')).fold(
            "0x".to_owned(),
            |mut text, c| {
                text.push(c);
                text
            },
        )
    }
}

impl fmt::Display for Function {
    /// The truth table, one character 0 or 1 an input.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (0..self.len()).try_for_each(|j| f.write_str(if self.label(j) { "1" } else { "0" }))
    }
}

impl FromStr for Function {
    type Err = FunctionError;

    /// Reads a truth table of 1 to 128 characters 0 or 1, as it is displayed: there are as many inputs. For other
    /// notations, and where the number of inputs is known, see [`Function::parse`].
    fn from_str(text: &str) -> Result<Self, FunctionError> {
        let len = text.chars().count();
        if len == 0 || len > Self::MAX_LEN {
            return Err(FunctionError::Count { found: len });
        }
        if let Some(character) = text.chars().find(|c| !matches!(c, '0' | '1')) {
            return Err(FunctionError::Character { character, hex: false });
        }
        Self::parse(text, len)
    }
}

impl fmt::Debug for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Function({self})")
    }
}

/// Why a text is not a truth table.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FunctionError {
    /// The number of labels is wrong.
    Length {
        /// The number of labels in the text.
        found: usize,
        /// The number of inputs.
        len: usize,
    },
    /// There are no labels, or more than a function has.
    Count {
        /// The number of labels in the text.
        found: usize,
    },
    /// A character that is no digit of the notation.
    Character {
        /// The character.
        character: char,
        /// Whether the text was hexadecimal.
        hex: bool,
    },
    /// Hexadecimal was used for a number of inputs that is not a multiple of four.
    HexLength {
        /// The number of inputs.
        len: usize,
    },
}

impl fmt::Display for FunctionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Length { found, len } if len.is_multiple_of(4) => write!(
                f,
                "the truth table has {found} labels, but there are {len} inputs: give {len} characters 0 or 1, or 0x and {} hexadecimal digits",
                len / 4
            ),
            Self::Length { found, len } => write!(
                f,
                "the truth table has {found} labels, but there are {len} inputs: give {len} characters 0 or 1"
            ),
            Self::Count { found } => write!(
                f,
                "the truth table has {found} labels: give 1 to {} characters 0 or 1",
                Function::MAX_LEN
            ),
            Self::Character { character, hex: true } => {
                write!(
                    f,
                    "'{character}' is not a hexadecimal digit: after 0x only 0 to 9 and a to f are allowed"
                )
            }
            Self::Character { character, hex: false } => {
                write!(
                    f,
                    "'{character}' is not a label: a truth table has only the characters 0 and 1 (or starts with 0x)"
                )
            }
            Self::HexLength { len } => {
                write!(
                    f,
                    "with {len} inputs the truth table can't be hexadecimal: give {len} characters 0 or 1"
                )
            }
        }
    }
}

impl std::error::Error for FunctionError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_bits_agree() {
        let function = Function::parse("0001", 4).unwrap();
        assert_eq!(function.bits(), 0b1000);
        assert!(function.label(3) && !function.label(0) && !function.label(4));
        assert_eq!(function.to_string(), "0001");
        assert_eq!(function.ones(), 1);
    }

    #[test]
    fn hexadecimal_reads_the_first_label_as_most_significant() {
        let function = Function::parse("0x00ff", 16).unwrap();
        assert_eq!(function.to_string(), "0000000011111111");
        assert_eq!(function.to_compact_string(), "0x00ff");
    }

    #[test]
    fn every_length_reads_back_what_it_writes() {
        for len in 1..=128 {
            let function = Function::new(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c834, len);
            assert_eq!(Function::parse(&function.to_string(), len).unwrap(), function);
            assert_eq!(Function::parse(&function.to_compact_string(), len).unwrap(), function);
        }
    }

    #[test]
    fn what_is_displayed_is_read_back_and_nothing_else_is() {
        for len in 1..=128 {
            let function = Function::new(0x0123_4567_89ab_cdef_f00d_cafe_dead_beef, len);
            assert_eq!(function.to_string().parse(), Ok(function));
        }
        for (text, found) in [("", 0), (&"01".repeat(65), 130)] {
            let error = text.parse::<Function>().unwrap_err();
            assert_eq!(error, FunctionError::Count { found });
            assert!(error.to_string().contains("1 to 128 characters"), "{error}");
        }
        for (text, character) in
            [("0x0f", 'x'), ("01 1", ' '), ("01_1", '_'), ("0\u{661}", '\u{661}'), ("-1", '-')]
        {
            assert_eq!(text.parse::<Function>(), Err(FunctionError::Character { character, hex: false }));
        }
    }

    #[test]
    fn errors_say_what_is_allowed() {
        let error = Function::parse("010", 4).unwrap_err().to_string();
        assert!(error.contains("3 labels") && error.contains("4 characters"), "{error}");
        assert_eq!(Function::parse("01a1", 4), Err(FunctionError::Character { character: 'a', hex: false }));
        assert_eq!(Function::parse("0x1", 2), Err(FunctionError::HexLength { len: 2 }));
        assert_eq!(Function::parse("0xg", 4), Err(FunctionError::Character { character: 'g', hex: true }));
        assert_eq!(Function::parse("", 2), Err(FunctionError::Length { found: 0, len: 2 }));
    }
}
