//! Numbers as people read them: the one place where a number becomes text.
//!
//! A real minus sign, commas between thousands, and a power of ten where a number is smaller than 0.0001 or has more
//! than 15 digits. An interval is rounded outwards, both ends at one decimal place, and what stands beside its interval
//! is rounded at that place too: what is read as an interval always contains the interval, and the value shown. An end
//! that is exactly 0 is "0".

use super::decimal::{parse, with_places};
use std::f64::consts::LN_10;

/// A whole number with commas: 65,536.
pub fn count(number: u64) -> String {
    grouped(&number.to_string())
}

/// `value` with `digits` significant digits: "0.0103", "2.61×10⁻⁵".
pub fn decimal(value: f64, digits: i32) -> String {
    match out_of_words(value) {
        Some(words) => words.to_owned(),
        None => Scale::significant(value, digits, Round::Nearest).write(value, Round::Nearest),
    }
}

/// e^`ln` with `digits` significant digits, also where no number is so small: "2.61×10⁻⁴⁰⁰".
pub fn exponential(ln: f64, digits: i32) -> String {
    if ln.is_nan() || ln > -700.0 || ln == f64::NEG_INFINITY {
        return decimal(libm::exp(ln), digits);
    }
    let exponent = libm::floor(ln / LN_10);
    let digit = decimal(libm::exp(ln - exponent * LN_10).clamp(1.0, 9.999_999_999), digits);
    // What is rounded up to 10 is 1 of the next power.
    let (digit, exponent) =
        if digit.starts_with("10") { (decimal(1.0, digits), exponent + 1.0) } else { (digit, exponent) };
    format!("{digit}×10{}", superscript(exponent as i32))
}

/// `value` with `places` digits behind the point: "4.00".
pub fn fixed(value: f64, places: i32) -> String {
    match out_of_words(value) {
        Some("0") | None => Scale { power: 0, place: -places }.write(value, Round::Nearest),
        Some(words) => words.to_owned(),
    }
}

/// `value` with up to `places` digits behind the point: "28", "38.5".
pub(crate) fn rounded(value: f64, places: i32) -> String {
    let text = fixed(value, places);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// What is not above `bound`, rounded upwards to two digits: the upper end of [`range`] from 0.
pub fn at_most(bound: f64) -> String {
    match out_of_words(bound) {
        Some(words) => words.to_owned(),
        None => Scale::significant(bound, 2, Round::Up).write(bound, Round::Up),
    }
}

/// An interval, both ends to the second digit of its width: "0.0103 to 0.0147", "0 to 3.7×10⁻⁶".
pub fn range(low: f64, high: f64) -> String {
    let scale = Scale::of_interval(low, high, 0.0);
    format!("{} to {}", end(scale, low, Round::Down), end(scale, high, Round::Up))
}

/// A value with its 95% interval: "0.0124 (0.0103 to 0.0147)".
pub fn with_range(value: f64, low: f64, high: f64) -> String {
    let (value, range) = value_and_range(value, low, high);
    format!("{value} ({range})")
}

/// The same, with the level said: "0.0124 (95%: 0.0103 to 0.0147)".
pub(crate) fn with_level(value: f64, low: f64, high: f64) -> String {
    let (value, range) = value_and_range(value, low, high);
    format!("{value} (95%: {range})")
}

/// The value and the interval of [`with_range`] in two texts.
pub fn value_and_range(value: f64, low: f64, high: f64) -> (String, String) {
    let scale = Scale::of_interval(low, high, value);
    let range = format!("{} to {}", end(scale, low, Round::Down), end(scale, high, Round::Up));
    (end(scale, value, Round::Nearest), range)
}

/// A share as a percentage of `digits` significant digits: "41.3%".
pub fn percent(share: f64, digits: i32) -> String {
    format!("{}%", decimal(100.0 * share, digits))
}

/// A probability as odds: "1 in 4,812", "73 in 100", "none".
pub fn one_in(probability: f64) -> String {
    odds(probability, libm::round)
}

/// The verb behind [`one_in`] and a noun: one in some networks fits, 73 in 100 fit.
pub(crate) fn for_one_in(probability: f64, of_one: &'static str, of_many: &'static str) -> &'static str {
    if (0.0..=MANY).contains(&probability) { of_one } else { of_many }
}

/// The upper end of what a probability can be, as odds that are not too long: "1 in 4,812" for 1 in 4,812.9.
pub fn at_most_one_in(bound: f64) -> String {
    odds(bound, libm::floor)
}

/// The smallest p-value that is told: below, the sums behind it are not exact.
const LEAST_P: f64 = 1e-12;

/// A p-value with its sign: "p = 0.031", "p < 10⁻¹²".
pub fn p_value(p: f64) -> String {
    if p < LEAST_P { format!("p < 10{}", superscript(-12)) } else { format!("p = {}", decimal(p, 2)) }
}

/// An estimated number of things, to one digit, or to two where the first is 1: "50,000", "1,200".
pub fn about(number: u64) -> String {
    let mut unit = 1;
    while number / unit >= 20 {
        unit *= 10;
    }
    count((number / unit + u64::from(number % unit * 2 >= unit)).saturating_mul(unit))
}

/// `exponent` in superscript digits: "⁻¹²".
pub fn superscript(exponent: i32) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digit = |digit: char| digit.to_digit(10).map_or('⁻', |digit| DIGITS[digit as usize]);
    exponent.to_string().chars().map(digit).collect()
}

fn odds(probability: f64, whole: fn(f64) -> f64) -> String {
    if probability <= 0.0 {
        return "none".to_owned();
    }
    if probability > MANY {
        return format!("{} in 100", whole(probability * 100.0) as u64);
    }
    let odds = 1.0 / probability;
    match odds {
        few if few < 9.5 => format!("1 in {}", decimal(few, 2)),
        many if many < TOO_LONG => format!("1 in {}", count(whole(many) as u64)),
        _ => format!("1 in {}", decimal(odds, 2)),
    }
}

/// Above this, odds are told as so many in 100.
const MANY: f64 = 0.4;

/// Numbers whose leading digit is at or beyond this place are written with a power of ten.
const MOST_POWER: i32 = 15;

/// Numbers whose leading digit is before this place are, too.
const LEAST_POWER: i32 = -4;

/// Odds from here on are.
const TOO_LONG: f64 = 1e15;

/// What needs no digits.
fn out_of_words(value: f64) -> Option<&'static str> {
    match value {
        _ if value.is_nan() => Some("undefined"),
        0.0 => Some("0"),
        f64::INFINITY => Some("\u{221e}"),
        f64::NEG_INFINITY => Some("\u{2212}\u{221e}"),
        _ => None,
    }
}

/// An end of an interval, or the value in it.
fn end(scale: Scale, value: f64, round: Round) -> String {
    out_of_words(value).map_or_else(|| scale.write(value, round), str::to_owned)
}

/// Where a number is cut off.
#[derive(Clone, Copy)]
enum Round {
    Nearest,
    Down,
    Up,
}

/// How numbers are written: as multiples of a power of ten, to a decimal place (-3: thousandths).
#[derive(Clone, Copy)]
struct Scale {
    power: i32,
    place: i32,
}

/// How many digits more than its width warrants an interval gets for the sake of an end near 0.
const MORE_DIGITS: i32 = 2;

impl Scale {
    /// To the decimal place `place`; the power of ten is that of `largest`, which is not 0, as it will be rounded.
    fn of(largest: f64, place: i32) -> Self {
        let power = exponent(largest);
        let scale = Self { power, place };
        // What is rounded to 0.0001 is written like that.
        let power = power + i32::from(scale.carries(largest, Round::Nearest));
        if (LEAST_POWER..MOST_POWER).contains(&power) { Self { power: 0, place } } else { scale }
    }

    /// Whether rounding makes one digit more of it: 9.99 becomes 10.0.
    fn carries(self, value: f64, round: Round) -> bool {
        self.plain(value, round).trim_start_matches('-').starts_with("10")
    }

    /// So many significant digits of `value`, which is not 0, after rounding.
    fn significant(value: f64, digits: i32, round: Round) -> Self {
        let power = exponent(value);
        let scale = Self { power, place: power - digits + 1 };
        let power = power + i32::from(scale.carries(value, round));
        let place = power - digits + 1;
        if (LEAST_POWER..MOST_POWER).contains(&power) {
            Self { power: 0, place }
        } else {
            Self { power, place }
        }
    }

    /// The second digit of the width, or the first digit of an end or value near 0, but not much beyond.
    fn of_interval(low: f64, high: f64, value: f64) -> Self {
        let (low, high) = (finite(low), finite(high));
        let largest = low.abs().max(high.abs()).max(finite(value).abs());
        if largest == 0.0 {
            return Self { power: 0, place: 0 };
        }
        let place = if high > low { exponent(high - low) - 1 } else { exponent(largest) - 3 };
        let first_digits = [low, high, value].into_iter().filter(|&end| finite(end) != 0.0).map(exponent);
        let smallest = first_digits.min().unwrap_or(place);
        let place = place.min(smallest.max(place - MORE_DIGITS));
        Self::of(largest, place)
    }

    /// `value` with its power of ten.
    fn write(self, value: f64, round: Round) -> String {
        let digits = self.digits(value, round);
        if self.power == 0 { digits } else { format!("{digits}{}", power_of_ten(self.power)) }
    }

    /// The digits alone, as they are read.
    fn digits(self, value: f64, round: Round) -> String {
        let plain = self.plain(value, round);
        let digits = plain.split('e').next().unwrap_or_default();
        let unsigned = digits.trim_start_matches('-');
        // Nothing is left of it: no sign either.
        let sign = if digits.starts_with('-') && unsigned.contains(|digit: char| ('1'..='9').contains(&digit))
        {
            "\u{2212}"
        } else {
            ""
        };
        match unsigned.split_once('.') {
            Some((whole, fraction)) => format!("{sign}{}.{fraction}", grouped(whole)),
            None => format!("{sign}{}", grouped(unsigned)),
        }
    }

    /// As programs write it, and rounded to the side that is wanted: the nearest decimal, or its neighbour.
    fn plain(self, value: f64, round: Round) -> String {
        let decimals = (self.power - self.place).max(0);
        let mantissa = value / ten_to(self.power);
        let unit = ten_to(-decimals);
        let text = |mantissa: f64| format!("{}e{}", with_places(mantissa, decimals as usize), self.power);
        let nearest = text(mantissa);
        let rounded = || parse(&nearest).unwrap_or(value);
        let shown = || parse(nearest.split('e').next().unwrap_or_default()).unwrap_or(mantissa);
        match round {
            Round::Down if rounded() > value => text(shown() - unit),
            Round::Up if rounded() < value => text(shown() + unit),
            _ => nearest,
        }
    }
}

fn finite(value: f64) -> f64 {
    if value.is_finite() { value } else { 0.0 }
}

/// The decimal exponent of the leading digit of what is not 0.
fn exponent(value: f64) -> i32 {
    let guess = libm::floor(libm::log10(value.abs())) as i32;
    // The logarithm is rounded: near a power of ten it may be on the wrong side.
    if value.abs() >= ten_to(guess + 1) {
        guess + 1
    } else if value.abs() < ten_to(guess) {
        guess - 1
    } else {
        guess
    }
}

/// The double nearest to a power of ten.
fn ten_to(power: i32) -> f64 {
    // Up to 10^19 both the power and one over it are rounded only once.
    if let Some(whole) = 10_u64.checked_pow(power.unsigned_abs()) {
        return if power < 0 { 1.0 / whole as f64 } else { whole as f64 };
    }
    parse(&format!("1e{power}")).unwrap_or(f64::NAN)
}

/// "×10⁻⁵".
fn power_of_ten(power: i32) -> String {
    format!("\u{d7}10{}", superscript(power))
}

/// Digits with commas between thousands.
fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::RandomStream;

    #[test]
    fn whole_numbers_have_commas() {
        let texts = [0, 999, 1000, 65_536, 1_000_000].map(count);
        assert_eq!(texts, ["0", "999", "1,000", "65,536", "1,000,000"]);
    }

    #[test]
    fn what_is_smaller_than_any_number_is_written_by_its_logarithm() {
        let written = [-0.5, -690.0, -701.0, -1_000.0, -400.0 * LN_10, -1e6, f64::NEG_INFINITY];
        let texts = written.map(|ln| exponential(ln, 3));
        // e^-701 = 10^(-304.4404): 10^0.5596 = 3.63; e^-1000 = 10^(-434.2945): 10^0.7055 = 5.08.
        let known =
            ["0.607", "2.17×10⁻³⁰⁰", "3.63×10⁻³⁰⁵", "5.08×10⁻⁴³⁵", "1.00×10⁻⁴⁰⁰", "3.30×10⁻⁴³⁴²⁹⁵", "0"];
        assert_eq!(texts, known);
    }

    #[test]
    fn significant_digits_survive_rounding() {
        for (value, digits, text) in [
            (0.0, 3, "0"),
            (0.5, 3, "0.500"),
            (9.996, 3, "10.0"),
            (-0.57, 2, "\u{2212}0.57"),
            (9.996e-5, 3, "0.000100"),
            (9.994e-5, 3, "9.99×10⁻⁵"),
            (2.61e-5, 3, "2.61×10⁻⁵"),
            (-1e-300, 2, "\u{2212}1.0×10⁻³⁰⁰"),
            (31_297.5, 4, "31,298"),
            (1234.0, 2, "1,234"),
            (2e17, 2, "2.0×10¹⁷"),
            (f64::INFINITY, 3, "∞"),
            (f64::NAN, 3, "undefined"),
            (1000.0, 3, "1,000"),
        ] {
            assert_eq!(decimal(value, digits), text);
        }
        assert_eq!(
            (fixed(4.0, 2), fixed(0.0, 2), fixed(-0.001, 2)),
            ("4.00".into(), "0.00".into(), "0.00".into())
        );
        assert_eq!(percent(0.4136, 3), "41.4%");
        let rounded = [28.0, 38.5, 0.8112781, 0.0, 1200.0, -0.0001].map(|value| rounded(value, 3));
        assert_eq!(rounded, ["28", "38.5", "0.811", "0", "1,200", "0"]);
    }

    #[test]
    fn intervals() {
        for (low, high, text) in [
            (0.0103, 0.0146, "0.0103 to 0.0146"),
            (0.0, 3.7e-6, "0 to 3.7×10⁻⁶"),
            (0.0, 3.72e-5, "0 to 3.8×10⁻⁵"),
            (2.55e-5, 2.67e-5, "2.55×10⁻⁵ to 2.67×10⁻⁵"),
            (9.96e-5, 0.0045, "0.00009 to 0.00450"),
            (2e-7, 7.2e-6, "0.2×10⁻⁶ to 7.2×10⁻⁶"),
            (-0.858, -0.851, "\u{2212}0.8580 to \u{2212}0.8510"),
            (-1.9, 0.2, "\u{2212}1.9 to 0.2"),
            (143.5, 143.5, "143.5 to 143.5"),
            (1e-30, 1.0, "0.000 to 1.000"),
            (9.95e-5, 9.999_9e-5, "0.00009950 to 0.00010000"),
        ] {
            assert_eq!(range(low, high), text);
        }
        assert_eq!(with_range(143.5, 143.5, 143.5), "143.5 (143.5 to 143.5)");
        assert_eq!(with_range(3.1e-6, 2e-7, 7.2e-6), "3.1×10⁻⁶ (0.2×10⁻⁶ to 7.2×10⁻⁶)");
        assert_eq!(with_range(0.0, 0.0, 3.7e-5), "0 (0 to 3.7×10⁻⁵)");
        assert_eq!(at_most(3.72e-5), "3.8×10⁻⁵");
    }

    #[test]
    fn odds_p_values_and_estimates() {
        let odds = [1.0 / 4812.0, 0.25, 0.728, 0.0, 1e-30].map(one_in);
        assert_eq!(odds, ["1 in 4,812", "1 in 4.0", "73 in 100", "none", "1 in 1.0×10³⁰"]);
        assert_eq!(at_most_one_in(1.0 / 4812.9), "1 in 4,812");
        for p in [1e-9, 0.05, 0.39, 0.401, 0.5, 1.0] {
            assert_eq!(for_one_in(p, "fits", "fit") == "fits", one_in(p).starts_with("1 in "), "{p}");
        }
        assert_eq!(
            [0.031, 1.0, 0.0, 2.34e-9].map(p_value),
            ["p = 0.031", "p = 1.0", "p < 10⁻¹²", "p = 2.3×10⁻⁹"]
        );
        let about = [0, 7, 19, 23, 1_249, 48_900, 665_982, 1_951_000].map(about);
        assert_eq!(about, ["0", "7", "19", "20", "1,200", "50,000", "700,000", "2,000,000"]);
    }

    /// The number that a text says; what is written must be read back.
    fn read(text: &str) -> f64 {
        let (digits, power) = text.split_once("×10").unwrap_or((text, "⁰"));
        let power: String = power
            .chars()
            .map(|c| "⁻⁰¹²³⁴⁵⁶⁷⁸⁹".chars().zip("-0123456789".chars()).find(|x| x.0 == c).unwrap().1)
            .collect();
        let digits = digits.replace(',', "").replace('\u{2212}', "-");
        assert!(!digits.contains("e") && !digits.starts_with("-0.0e"), "{text}");
        format!("{digits}e{power}").parse().unwrap_or_else(|_| panic!("{text}"))
    }

    /// Digits behind the point, once the power of ten is taken into account.
    fn places(text: &str) -> (usize, String) {
        let (digits, power) = text.split_once("×10").unwrap_or((text, ""));
        (digits.split_once('.').map_or(0, |(_, fraction)| fraction.len()), power.to_owned())
    }

    #[test]
    fn an_interval_of_any_size_contains_its_ends_and_the_value_shown() {
        let mut random = RandomStream::new(9);
        for _ in 0..4000 {
            let mut magnitude = || {
                let size = 10_f64.powf(36.0 * random.uniform() - 18.0);
                let sign = if random.uniform() < 0.3 { -1.0 } else { 1.0 };
                if random.uniform() < 0.05 { 0.0 } else { sign * size }
            };
            let (one, two) = (magnitude(), magnitude());
            // Half of the intervals are narrow.
            let two =
                if random.uniform() < 0.5 { one * (1.0 + 10_f64.powf(-8.0 * random.uniform())) } else { two };
            let (low, high) = (one.min(two), one.max(two));
            let value = low + (high - low) * random.uniform();
            let value = value.clamp(low, high);
            let text = with_range(value, low, high);
            let (shown, interval) = text.strip_suffix(')').unwrap().split_once(" (").unwrap();
            let (from, to) = interval.split_once(" to ").unwrap();
            let unit = |text: &str| {
                let (digits, power) = places(text);
                read(&format!("1×10{}", if power.is_empty() { "⁰" } else { &power }))
                    * 10_f64.powi(-(digits as i32))
            };
            assert!(read(from) <= low && read(to) >= high, "{low:e} {high:e}: {text}");
            assert!(
                read(from) <= read(shown) && read(shown) <= read(to),
                "{value:e} in {low:e} {high:e}: {text}"
            );
            // No wider than rounding makes it.
            assert!(low - read(from) <= unit(from) * 1.000_001, "{low:e}: {text}");
            assert!(read(to) - high <= unit(to) * 1.000_001, "{high:e}: {text}");
            if ![from, to].contains(&"0") {
                assert_eq!(places(from), places(to), "{low:e} {high:e}: {text}");
            }
            let plain = range(low, high);
            let (from, to) = plain.split_once(" to ").unwrap();
            assert!(read(from) <= low && read(to) >= high, "{low:e} {high:e}: {plain}");
            assert!(high == 0.0 || read(&at_most(high)) >= high, "{high:e}");
            if low == 0.0 && high > 0.0 {
                assert_eq!(to, at_most(high), "one bound is the same everywhere");
            }
        }
    }

    #[test]
    fn larger_numbers_have_larger_texts() {
        let mut random = RandomStream::new(11);
        for _ in 0..1500 {
            let value = 10_f64.powf(34.0 * random.uniform() - 17.0);
            let larger = value * (1.0 + 10_f64.powf(-6.0 * random.uniform()));
            for digits in 1..=6 {
                let (one, two) = (decimal(value, digits), decimal(larger, digits));
                assert!(read(&one) <= read(&two), "{one} {two}");
                let unit = 10_f64.powi(exponent(value) - digits + 1);
                assert!((read(&one) - value).abs() <= 0.500_001 * unit, "{value:e}: {one}");
                assert_eq!(decimal(-value, digits), format!("\u{2212}{one}"));
            }
        }
    }
}
