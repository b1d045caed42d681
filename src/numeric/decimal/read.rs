//! Numbers as people write them, read to the nearest double.

use super::natural::Natural;
use std::cmp::Ordering;

/// Beyond so many digits it matters only whether another one is not 0: no number halfway between two doubles has more.
const DIGITS: usize = 800;

/// The double nearest to a decimal number, ties to even; `None` where the text is no number. Takes what `f64::from_str`
/// takes, and gives the same, but without its table of powers of five, which would be a thirtieth of the whole module
/// that a visitor has to load.
pub(crate) fn parse(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let magnitude = match unsigned {
        word if ["inf", "infinity"].iter().any(|known| word.eq_ignore_ascii_case(known)) => f64::INFINITY,
        word if word.eq_ignore_ascii_case("nan") => f64::NAN,
        number => Decimal::read(number)?.nearest(),
    };
    Some(if text.starts_with('-') { -magnitude } else { magnitude })
}

/// `digits` as a whole number, times 10 to the power of `exponent`.
struct Decimal {
    /// Each 0 to 9, the first not 0.
    digits: Vec<u8>,
    exponent: i64,
}

impl Decimal {
    fn read(text: &str) -> Option<Self> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, read_exponent(exponent)?),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        let mut number = Self { digits: Vec::new(), exponent };
        for (part, moves) in [(whole, 0), (fraction, 1)] {
            for byte in part.bytes() {
                if !byte.is_ascii_digit() {
                    return None;
                }
                number.push(byte - b'0', moves);
            }
        }
        Some(number)
    }

    /// Takes one more digit, which `moves` the point by so many places.
    fn push(&mut self, digit: u8, moves: i64) {
        if self.digits.len() < DIGITS {
            self.exponent -= moves;
            if digit != 0 || !self.digits.is_empty() {
                self.digits.push(digit);
            }
        } else {
            self.exponent += 1 - moves;
            if digit != 0 {
                self.digits[DIGITS - 1] |= 1;
            }
        }
    }

    fn nearest(&self) -> f64 {
        // The number is below 10 to the power of this, and at least a tenth of it.
        let magnitude = self.exponent + self.digits.len() as i64;
        if self.digits.is_empty() || magnitude < -323 {
            return 0.0;
        }
        if magnitude > 309 {
            return f64::INFINITY;
        }
        let mut numerator = Natural::from(0_u64);
        for &digit in &self.digits {
            numerator.times_plus(10, u32::from(digit));
        }
        let mut denominator = Natural::from(1_u64);
        let scaled = if self.exponent > 0 { &mut numerator } else { &mut denominator };
        for _ in 0..self.exponent.unsigned_abs() {
            scaled.times_plus(10, 0);
        }
        ratio(numerator, denominator)
    }
}

/// A power of ten; far beyond all doubles it is not told apart.
fn read_exponent(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let size = digits.bytes().fold(0, |size, byte| (size * 10 + i64::from(byte - b'0')).min(1 << 40));
    Some(if text.starts_with('-') { -size } else { size })
}

/// The double nearest to the ratio of two numbers that are not 0.
fn ratio(mut numerator: Natural, mut denominator: Natural) -> f64 {
    // In units of 2 to this power the ratio has 53 or 54 bits, or fewer where doubles have fewer.
    let mut unit = (numerator.bits() - denominator.bits() - 53).max(-1074);
    if unit < 0 {
        numerator.shift(unit.unsigned_abs());
    } else {
        denominator.shift(unit.unsigned_abs());
    }
    let mut quotient = numerator.divide(&denominator);
    let mut beyond_half = if quotient >> 53 == 0 {
        numerator.shift(1);
        numerator.cmp(&denominator)
    } else {
        let exact = if numerator.is_zero() { Ordering::Equal } else { Ordering::Greater };
        let half = if quotient & 1 == 1 { exact } else { Ordering::Less };
        quotient >>= 1;
        unit += 1;
        half
    };
    if beyond_half == Ordering::Equal && quotient & 1 == 1 {
        beyond_half = Ordering::Greater;
    }
    quotient += u64::from(beyond_half == Ordering::Greater);
    // A quotient of 53 bits is normal: the highest bit is not written down, and counts one in the exponent. One of 54
    // can only be a power of two, whose bits carry over to the next exponent.
    let exponent = if quotient >> 52 == 0 { 0 } else { (unit + 1074) as u64 };
    let bits = (exponent << 52) + quotient;
    f64::from_bits(bits.min(f64::INFINITY.to_bits()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Domain, Stream};

    fn assert_as_std(text: &str) {
        let expected = text.parse::<f64>().ok().map(f64::to_bits);
        assert_eq!(parse(text).map(f64::to_bits), expected, "{text}");
    }

    #[test]
    fn takes_what_the_standard_library_takes() {
        let numbers = [
            "0",
            "-0",
            "+1",
            "1.",
            ".5",
            "-.5e1",
            "1e6",
            "1E+6",
            "1e-6",
            "007",
            "1e400",
            "-1e-400",
            "1e99999999999999999999",
        ];
        let words = ["inf", "-Infinity", "NaN", "iNf", "+nan"];
        let others = [
            "", "-", "+", ".", "e5", "1e", "1e+", "--1", "1.2.3", "1e5.0", "1_0", "0x10", " 1", "1 ",
            "infinit", "٣",
        ];
        for text in numbers.iter().chain(&words).chain(&others) {
            assert_as_std(text);
        }
    }

    #[test]
    fn every_double_is_read_back_and_so_is_what_lies_around_it() {
        let mut stream = Stream::new(7, Domain::Draws, 0);
        for _ in 0..2000 {
            let bits = u64::from(stream.next_u32()) << 32 | u64::from(stream.next_u32());
            for bits in [
                bits,
                bits >> 12,
                bits & 0x0000_0000_ffff_ffff,
                (bits & 0x800f_ffff_ffff_ffff) | 0x3ff0_0000_0000_0000,
            ] {
                let value = f64::from_bits(bits);
                if value.is_finite() {
                    assert_as_std(&value.to_string());
                    assert_as_std(&format!("{value:e}"));
                    assert_as_std(&format!("{value:.3}"));
                    assert_as_std(&format!("{value:.25e}"));
                }
            }
        }
    }

    #[test]
    fn halfway_between_two_doubles_the_even_one_is_taken() {
        // The sum of a double and half its last place, written out in full, and then one digit more or less.
        for (mantissa, unit) in [
            (1_u64 << 52, 0),
            ((1 << 52) + 1, -3),
            ((1 << 53) - 1, -60),
            ((1 << 53) - 1, 5),
            ((1 << 52) + 3, -300),
        ] {
            let mut digits = (2 * u128::from(mantissa) + 1).to_string();
            let exponent = unit - 1;
            // Times 2 to the exponent: 5 to the power of -exponent, times 10 to the exponent.
            let (factor, times) = if exponent < 0 { (5, -exponent) } else { (2, exponent) };
            let mut number = Natural::from(0_u64);
            for digit in digits.bytes() {
                number.times_plus(10, u32::from(digit - b'0'));
            }
            for _ in 0..times {
                number.times_plus(factor, 0);
            }
            digits.clear();
            while !number.is_zero() {
                let mut rest = 0_u64;
                for part in number.0.iter_mut().rev() {
                    let value = rest << 32 | u64::from(*part);
                    *part = (value / 10) as u32;
                    rest = value % 10;
                }
                while number.0.last() == Some(&0) {
                    number.0.pop();
                }
                digits.insert(0, char::from(b'0' + rest as u8));
            }
            let power = exponent.min(0);
            assert_as_std(&format!("{digits}e{power}"));
            assert_as_std(&format!("{digits}0000000000001e{}", power - 13));
            assert_as_std(&format!("{digits}{}1e{}", "0".repeat(2000), power - 2001));
            let below = digits.strip_suffix(|_: char| true).expect("a digit");
            assert_as_std(&format!("{below}4999999999999e{}", power - 12));
        }
        // The largest double, half a place beyond it, and the smallest and half of it.
        for text in [
            "1.7976931348623157e308",
            "1.7976931348623159e308",
            "179769313486231580793728971405301e276",
            "4.9e-324",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "2.2250738585072011e-308",
            "2.2250738585072014e-308",
        ] {
            assert_as_std(text);
        }
    }

    #[test]
    fn very_long_numbers_are_read_in_no_time() {
        assert_as_std(&"9".repeat(100_000));
        assert_as_std(&format!("0.{}1", "0".repeat(100_000)));
        assert_as_std(&format!("{}e-100000", "1".repeat(100_000)));
    }
}
