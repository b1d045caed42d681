//! The numbers in a sentence.

/// A number as it is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Said {
    /// Without its sign, which may belong to a formula.
    pub(crate) value: f64,
    /// The worth of its last digit.
    pub(crate) unit: f64,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Plain,
    /// Followed by a per cent sign.
    Percent,
    /// "1 in so many".
    OneIn,
    /// "So many in 100".
    InHundred,
}

impl Said {
    /// Whether this is `value`, rounded to either side.
    pub(crate) fn is(&self, value: f64) -> bool {
        let near = |value: f64| (self.value - value.abs()).abs() <= 1.000_001 * self.unit;
        match self.kind {
            Kind::Plain => near(value),
            Kind::Percent | Kind::InHundred => near(100.0 * value),
            Kind::OneIn => near(1.0 / value),
        }
    }
}

/// All numbers of a text, in their order. Digits within names ("x1", "K_LZ", "0x1f") are none.
pub(crate) fn read(text: &str) -> Vec<Said> {
    let chars: Vec<char> = text.chars().collect();
    let mut found: Vec<Said> = Vec::new();
    // How many numbers stand since the last opening bracket: a power of ten behind it is that of all of them.
    let mut since_bracket = 0;
    let mut at = 0;
    while at < chars.len() {
        let here = chars[at];
        if here == '(' {
            since_bracket = 0;
        }
        if here == ')'
            && let Some((power, end)) = power(&chars, at + 1)
        {
            let count = found.len();
            for said in &mut found[count - since_bracket..] {
                said.value *= power;
                said.unit *= power;
            }
            at = end;
            continue;
        }
        if here.is_alphabetic() || here == '_' {
            while at < chars.len() && (chars[at].is_alphanumeric() || chars[at] == '_') {
                at += 1;
            }
            continue;
        }
        if !here.is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        let mut digits = String::new();
        let mut places = 0;
        let mut fraction = false;
        while at < chars.len() {
            let next = chars.get(at + 1).is_some_and(char::is_ascii_digit);
            let group = || (1..=3).all(|k| chars.get(at + k).is_some_and(char::is_ascii_digit));
            match chars[at] {
                digit if digit.is_ascii_digit() => {
                    digits.push(digit);
                    places += usize::from(fraction);
                }
                ',' if !fraction && group() => {}
                '.' if !fraction && next => {
                    fraction = true;
                    digits.push('.');
                }
                _ => break,
            }
            at += 1;
        }
        // "0x..." and "2nd" are names, and so is a truth table.
        let grouped = chars[start..at].contains(&',');
        let table =
            at - start > 3 && digits.chars().all(|digit| "01".contains(digit)) && !fraction && !grouped;
        let name = chars.get(at).is_some_and(|c| c.is_alphabetic()) || table;
        if name {
            continue;
        }
        let mut value: f64 = digits.parse().unwrap_or(f64::NAN);
        let mut unit = 10_f64.powi(-(places as i32));
        if let Some((power, end)) = power(&chars, at) {
            value *= power;
            unit *= power;
            at = end;
        }
        // "10⁻¹²" is one number.
        if digits == "10"
            && let Some((power, end)) = exponent(&chars, at)
        {
            (value, unit, at) = (power, 0.0, end);
        }
        let before: String = chars[..start].iter().rev().take(5).rev().collect();
        let behind: String = chars[at..].iter().take(7).collect();
        let kind = if behind.starts_with('%') {
            Kind::Percent
        } else if before.ends_with("1 in ") {
            Kind::OneIn
        } else if behind.starts_with(" in 100") {
            Kind::InHundred
        } else {
            Kind::Plain
        };
        // The 1 of "1 in 74" says nothing by itself, nor does the 100 of "73 in 100", nor the 2 of "2^(...)".
        let of_odds = value == 1.0 && behind.starts_with(" in ") && kind != Kind::InHundred;
        let hundred = value == 100.0
            && found.last().is_some_and(|said| said.kind == Kind::InHundred)
            && before.ends_with(" in ");
        if !of_odds && !hundred && !behind.starts_with('^') {
            found.push(Said { value, unit, kind });
            since_bracket += 1;
        }
    }
    found
}

/// "×10⁻⁵" at this place, and where it ends.
fn power(chars: &[char], at: usize) -> Option<(f64, usize)> {
    if chars.get(at..at + 3)? != ['\u{d7}', '1', '0'] {
        return None;
    }
    exponent(chars, at + 3)
}

/// 10 to the power "⁻⁵" at this place, and where it ends.
fn exponent(chars: &[char], at: usize) -> Option<(f64, usize)> {
    let digit = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|digit| digit == c);
    let mut end = at;
    let negative = chars.get(end) == Some(&'⁻');
    end += usize::from(negative);
    let first = end;
    let mut exponent = 0;
    while let Some(value) = chars.get(end).and_then(|&c| digit(c)) {
        exponent = 10 * exponent + value as i32;
        end += 1;
    }
    if end == first {
        return None;
    }
    Some((format!("1e{}", if negative { -exponent } else { exponent }).parse().ok()?, end))
}

/// All numbers of a JSON value that are not within texts, and those of its texts where they are fractions.
pub(crate) fn leaves(value: &serde_json::Value, into: &mut Vec<f64>) {
    match value {
        serde_json::Value::Number(number) => into.extend(number.as_f64()),
        serde_json::Value::Array(items) => items.iter().for_each(|item| leaves(item, into)),
        serde_json::Value::Object(map) => map.values().for_each(|item| leaves(item, into)),
        _ => {}
    }
}

/// All numbers of a value's debug text, in full precision.
pub(crate) fn debugged(value: &impl std::fmt::Debug, into: &mut Vec<f64>) {
    let text = format!("{value:?}");
    let number = |part: &str| part.parse::<f64>().ok().filter(|value| value.is_finite());
    into.extend(text.split(|c: char| !(c.is_ascii_alphanumeric() || "+-.".contains(c))).filter_map(number));
}
