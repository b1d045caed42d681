//! Numbers as people read them.

/// A whole number with commas: 65,536.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The decimal exponent of the leading digit; 0 for 0 and for what has no digits.
fn exponent(value: f64) -> i32 {
    if value == 0.0 || !value.is_finite() { 0 } else { libm::floor(libm::log10(value.abs())) as i32 }
}

/// `value` rounded to the decimal place `place` (-3: thousandths), in scientific notation if it is tiny.
fn at_place(value: f64, place: i32) -> String {
    if value != 0.0 && exponent(value) < -4 {
        let shift = exponent(value);
        let digits = (shift - place).max(0) as usize;
        return format!("{:.digits$}e{shift}", value / libm::pow(10.0, f64::from(shift)));
    }
    format!("{value:.*}", (-place).max(0) as usize)
}

/// `value` with `digits` significant digits.
pub fn decimal(value: f64, digits: i32) -> String {
    at_place(value, exponent(value) - digits + 1)
}

/// `value` and its standard error, both to the second digit of the error: 0.01347 ± 0.00012.
pub fn plus_minus(value: f64, error: f64) -> String {
    if error == 0.0 || !error.is_finite() {
        return decimal(value, 3);
    }
    let place = exponent(error) - 1;
    if value != 0.0 && exponent(value) < -4 {
        let shift = exponent(value);
        let scale = libm::pow(10.0, f64::from(shift));
        let digits = (shift - place).max(0) as usize;
        return format!("({:.digits$} \u{b1} {:.digits$})e{shift}", value / scale, error / scale);
    }
    let digits = (-place).max(0) as usize;
    format!("{value:.digits$} \u{b1} {error:.digits$}")
}

/// An interval, both ends to the second digit of its width: 0.0103 to 0.0146.
pub fn range(low: f64, high: f64) -> String {
    let place = if high > low { exponent(high - low) - 1 } else { exponent(high) - 2 };
    if high != 0.0 && exponent(high) < -4 {
        let shift = exponent(high);
        let scale = libm::pow(10.0, f64::from(shift));
        return format!(
            "({} to {})e{shift}",
            bound(low / scale, place - shift),
            at_place(high / scale, place - shift)
        );
    }
    format!("{} to {}", bound(low, place), at_place(high, place))
}

/// The lower end of an interval: 0 without trailing zeros.
fn bound(low: f64, place: i32) -> String {
    if low == 0.0 { "0".to_owned() } else { at_place(low, place) }
}

/// A probability as odds: "1 in 4,812", "3 in 4".
pub fn one_in(probability: f64) -> String {
    if probability <= 0.0 {
        return "none".to_owned();
    }
    if probability > 0.4 {
        return format!("{} in 100", libm::round(probability * 100.0));
    }
    let odds = 1.0 / probability;
    if odds < 9.5 {
        format!("1 in {}", decimal(odds, 2))
    } else {
        format!("1 in {}", count(libm::round(odds) as u64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_have_commas() {
        assert_eq!(
            (count(0), count(999), count(65_536), count(1_000_000)),
            ("0".into(), "999".into(), "65,536".into(), "1,000,000".into())
        );
    }

    #[test]
    fn a_value_shows_as_many_digits_as_its_error_warrants() {
        assert_eq!(plus_minus(0.013_471, 0.000_123), "0.01347 \u{b1} 0.00012");
        assert_eq!(plus_minus(2.61e-5, 3.1e-7), "(2.610 \u{b1} 0.031)e-5");
        assert_eq!(plus_minus(0.010_318, 0.000_032), "0.010318 \u{b1} 0.000032");
        assert_eq!(plus_minus(0.5, 0.0), "0.500");
        assert_eq!(plus_minus(0.0, 0.01), "0.000 \u{b1} 0.010");
        assert_eq!(plus_minus(1234.0, 120.0), "1234 \u{b1} 120");
    }

    #[test]
    fn intervals_and_odds() {
        assert_eq!(range(0.0103, 0.0146), "0.0103 to 0.0146");
        assert_eq!(range(0.0, 3.7e-6), "(0 to 3.7)e-6");
        assert_eq!(range(2.55e-5, 2.67e-5), "(2.55 to 2.67)e-5");
        assert_eq!(one_in(1.0 / 4812.0), "1 in 4,812");
        assert_eq!(one_in(0.25), "1 in 4.0");
        assert_eq!(one_in(0.728), "73 in 100");
        assert_eq!(one_in(0.0), "none");
    }
}
