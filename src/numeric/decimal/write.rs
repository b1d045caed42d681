//! Doubles written as decimals, digit by digit, by long division.

use super::natural::Natural;
use std::cmp::Ordering;

/// `value` rounded to `places` digits behind the point, ties to even: what `{:.places$}` gives.
pub(crate) fn with_places(value: f64, places: usize) -> String {
    let Some(mut division) = Division::of(value) else { return not_finite(value) };
    for _ in 0..division.whole + places {
        division.step();
    }
    let odd = division.digits.last().is_some_and(|digit| digit % 2 == 1);
    let up = division.against_half().then(if odd { Ordering::Greater } else { Ordering::Less }).is_gt();
    division.write(value, up)
}

/// The fewest digits that are read back as `value`, without a power of ten: what `{}` gives.
pub(crate) fn shortest(value: f64) -> String {
    let Some(mut division) = Division::of(value) else { return not_finite(value) };
    loop {
        division.step();
        let mut missing = division.denominator.clone();
        missing.subtract(&division.rest);
        // Whether the digits so far are read as `value`, and whether they are with one more in the last place.
        let (down, up) = (division.within(&division.rest, 0), division.within(&missing, 1));
        if down || up {
            let up = up && !(down && division.against_half().is_lt());
            return division.write(value, up);
        }
    }
}

fn not_finite(value: f64) -> String {
    let text = if value.is_nan() {
        "NaN"
    } else if value > 0.0 {
        "inf"
    } else {
        "-inf"
    };
    text.to_owned()
}

/// The magnitude of a double on its way to decimal digits.
struct Division {
    /// From the first before the point.
    digits: Vec<u8>,
    /// How many stand before the point: one at least.
    whole: usize,
    /// What the digits so far leave, in units of their last place, as a fraction.
    rest: Natural,
    denominator: Natural,
    /// How far below and above `value` numbers are read as `value`, in the same units.
    margins: [Natural; 2],
    /// Whether the ends of those intervals are.
    ends: bool,
}

impl Division {
    fn of(value: f64) -> Option<Self> {
        if !value.is_finite() {
            return None;
        }
        let bits = value.abs().to_bits();
        let (field, fraction) = (bits >> 52, bits & ((1 << 52) - 1));
        let (mantissa, exponent) =
            if field == 0 { (fraction, -1074) } else { (fraction | 1 << 52, field as i64 - 1075) };
        // Below a power of two doubles lie twice as close: in quarters of the last bit all ends are whole.
        let below = if fraction == 0 && field > 1 { 1 } else { 2 };
        let mut numbers = [4 * mantissa, below, 2, 4].map(Natural::from);
        let (upper, lower) = numbers.split_at_mut(3);
        for number in if exponent > 0 { upper } else { lower } {
            number.shift(exponent.unsigned_abs());
        }
        let [rest, below, above, mut denominator] = numbers;
        let mut whole = 1;
        loop {
            let mut next = denominator.clone();
            next.times_plus(10, 0);
            if rest.cmp(&next).is_lt() {
                break;
            }
            denominator = next;
            whole += 1;
        }
        // As if a digit had come before the first.
        let mut division = Self {
            digits: Vec::new(),
            whole,
            rest,
            denominator,
            margins: [below, above],
            ends: mantissa % 2 == 0,
        };
        division.denominator.times_plus(10, 0);
        Some(division)
    }

    /// Takes the next digit.
    fn step(&mut self) {
        let [below, above] = &mut self.margins;
        for number in [&mut self.rest, below, above] {
            number.times_plus(10, 0);
        }
        let mut digit = 0;
        while self.rest.cmp(&self.denominator).is_ge() {
            self.rest.subtract(&self.denominator);
            digit += 1;
        }
        self.digits.push(digit);
    }

    /// What is left, compared with half a unit of the last digit.
    fn against_half(&self) -> Ordering {
        let mut twice = self.rest.clone();
        twice.shift(1);
        twice.cmp(&self.denominator)
    }

    /// Whether what lies at this distance, below (0) or above (1), is read as the double.
    fn within(&self, distance: &Natural, side: usize) -> bool {
        let order = distance.cmp(&self.margins[side]);
        order.is_lt() || self.ends && order.is_eq()
    }

    /// The digits, with one more in the last place if `up`.
    fn write(mut self, value: f64, up: bool) -> String {
        if up {
            let nines = self.digits.iter().rev().take_while(|&&digit| digit == 9).count();
            let kept = self.digits.len() - nines;
            self.digits[kept..].fill(0);
            if kept > 0 {
                self.digits[kept - 1] += 1;
            } else {
                self.digits.insert(0, 1);
                self.whole += 1;
            }
        }
        let mut text = String::from(if value.is_sign_negative() { "-" } else { "" });
        for place in 0..self.digits.len().max(self.whole) {
            if place == self.whole {
                text.push('.');
            }
            text.push(char::from(b'0' + self.digits.get(place).copied().unwrap_or(0)));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Domain, Stream};

    fn assert_as_std(value: f64) {
        for value in [value, -value] {
            assert_eq!(shortest(value), format!("{value}"), "{value:e}");
            for places in [0, 1, 2, 3, 5, 9, 17, 25] {
                assert_eq!(
                    with_places(value, places),
                    format!("{value:.places$}"),
                    "{value:e}, {places} places"
                );
            }
        }
    }

    #[test]
    fn doubles_of_every_size_are_written_as_by_the_standard_library() {
        let mut stream = Stream::new(8, Domain::Draws, 0);
        for _ in 0..1000 {
            let bits = u64::from(stream.next_u32()) << 32 | u64::from(stream.next_u32());
            // Of any exponent; near 1; subnormal, and of these small ones; powers of two and their neighbours.
            let power = bits & 0x7ff0_0000_0000_0000;
            let others = [(bits & 0x800f_ffff_ffff_ffff) | 0x3ff0_0000_0000_0000, bits >> 12, bits >> 52];
            for bits in [bits, power, power + 1, power.saturating_sub(1)].into_iter().chain(others) {
                assert_as_std(f64::from_bits(bits));
            }
        }
        for value in [0.0, f64::INFINITY, f64::NAN, f64::MAX, f64::MIN_POSITIVE, f64::EPSILON] {
            assert_as_std(value);
        }
    }

    #[test]
    fn short_decimals_and_numbers_halfway_between_two_are_written_as_by_the_standard_library() {
        let mut stream = Stream::new(9, Domain::Draws, 0);
        for _ in 0..2000 {
            let number = stream.next_u32() % 100_000;
            let power = stream.next_u32() % 24;
            assert_as_std(f64::from(number) / 10_f64.powi(power as i32));
            assert_as_std(f64::from(number) * 10_f64.powi(power as i32));
            // Exact, with a 5 in the last place of each of them.
            assert_as_std(f64::from(number) / f64::from(1 << (power % 20)));
        }
    }
}
