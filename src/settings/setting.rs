//! One setting of an experiment, as a row of its table.

use super::nearest::nearest;
use super::part::Part;
use crate::numeric::{count, decimal};
use serde::Serialize;

/// What a change of a setting does to a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum Effect {
    /// It is another experiment: counting starts again.
    Restart,
    /// A larger budget: counting goes on.
    Extend,
    /// Only how the run is shown or carried out: nothing is counted differently.
    View,
}

/// One of the values of a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Choice {
    /// As in the link.
    pub value: &'static str,
    /// As a person reads it.
    pub label: &'static str,
}

/// Which values a setting may have.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum Kind {
    /// One of a few words.
    Choice {
        /// The words.
        options: Vec<Choice>,
    },
    /// A whole number.
    Integer {
        /// The smallest.
        min: u64,
        /// The largest.
        max: u64,
    },
    /// A real number.
    Real {
        /// The smallest.
        min: f64,
        /// The largest.
        max: f64,
        /// Whether a control should move in factors instead of steps.
        logarithmic: bool,
    },
    /// A text with a grammar of its own.
    Text {
        /// The grammar, in a few words.
        hint: &'static str,
    },
    /// Which methods are compared: a list of their words.
    Methods {
        /// The words.
        options: Vec<&'static str>,
    },
    /// What of the page is hidden: a list of keys.
    Parts {
        /// What there is beside the settings.
        parts: Vec<Part>,
    },
}

impl Kind {
    /// The range of a number, as people read it: "1 to 1,000,000".
    pub fn allowed(&self) -> Option<String> {
        match *self {
            Self::Integer { min, max } => Some(format!("{} to {}", count(min), count(max))),
            // Here a comma is none of the signs that may be typed.
            Self::Real { min, max, .. } => {
                Some(format!("{} to {}", decimal::shortest(min), decimal::shortest(max)))
            }
            Self::Choice { .. } | Self::Text { .. } | Self::Methods { .. } | Self::Parts { .. } => None,
        }
    }
}

/// One setting: its place in the link, on the page and in the documentation.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct Setting {
    /// The name in the link.
    pub key: &'static str,
    /// The name on the page.
    pub label: &'static str,
    /// One or two sentences: meaning, unit, what to expect.
    pub help: &'static str,
    /// The value that is not written into the link.
    pub default: &'static str,
    /// What changing it does.
    pub effect: Effect,
    /// The allowed values.
    pub kind: Kind,
    /// Of a number, from where to where, as people read it: "0.01 to 100".
    pub allowed: Option<String>,
    /// Whether each method of a comparison may have a value of its own.
    pub own: bool,
}

/// Settings that stand together on the page.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Group {
    /// A short name for the page's own use.
    pub id: &'static str,
    /// The heading.
    pub label: &'static str,
    /// The settings, in order.
    pub settings: Vec<Setting>,
}

/// All settings of a table, in order.
pub(crate) fn settings(table: &[Group]) -> impl Iterator<Item = &Setting> {
    table.iter().flat_map(|group| &group.settings)
}

impl Setting {
    /// The same, of which each method of a comparison may have a value of its own.
    pub(crate) fn of_each_method(self) -> Self {
        Self { own: true, ..self }
    }

    /// Whether a preset leaves it as it is.
    pub(crate) fn is_seed_or_view(&self) -> bool {
        self.effect == Effect::View || self.key == "seed"
    }

    /// Whether a preset is another one with another value of this: neither seed, nor budget, nor view.
    pub(crate) fn decides_what_is_counted(&self) -> bool {
        self.effect == Effect::Restart && self.key != "seed"
    }

    /// Brings `text` into its canonical form. A value that is not allowed gives the nearest one that is (or
    /// the default, if no number can be read) and a sentence that says so.
    pub(crate) fn canonical(&self, text: &str) -> Result<String, (String, String)> {
        let text = text.trim();
        let range = self.allowed.as_deref().unwrap_or_default();
        match &self.kind {
            Kind::Choice { options } => {
                if options.iter().any(|option| option.value == text) {
                    return Ok(text.to_owned());
                }
                let words: Vec<&str> = options.iter().map(|option| option.value).collect();
                let instead = nearest(text, words.iter().copied()).unwrap_or(self.default);
                Err(self.refused(text, instead, &format!("is not one of {}", words.join(", "))))
            }
            &Kind::Integer { min, max } => match parse_integer(text) {
                Some(number) if number < min as f64 || number > max as f64 => {
                    let nearest = if number < min as f64 { min } else { max };
                    Err(self.refused(text, &nearest.to_string(), &format!("is outside {range}")))
                }
                Some(number) => Ok(format!("{}", number as u64)),
                None => Err(self.refused(text, self.default, &format!("is not a whole number from {range}"))),
            },
            &Kind::Real { min, max, .. } => match decimal::parse(text) {
                Some(number) if !number.is_nan() && (number < min || number > max) => {
                    let nearest = if number < min { min } else { max };
                    Err(self.refused(text, &decimal::shortest(nearest), &format!("is outside {range}")))
                }
                Some(number) if number.is_finite() => Ok(decimal::shortest(number.abs())),
                _ => Err(self.refused(text, self.default, &format!("is not a number from {range}"))),
            },
            Kind::Text { .. } | Kind::Methods { .. } | Kind::Parts { .. } => Ok(text.to_owned()),
        }
    }

    /// The value used instead, and the sentence that says why.
    pub(crate) fn refused(&self, text: &str, instead: &str, why: &str) -> (String, String) {
        let shown: String = text.chars().take(40).collect();
        let shown = if shown.is_empty() { "nothing".to_owned() } else { format!("\u{201c}{shown}\u{201d}") };
        (instead.to_owned(), format!("{} ({}): {shown} {why}; {instead} is used.", self.label, self.key))
    }
}

/// Whole numbers, also written as 1e6 or 1,000,000.
fn parse_integer(text: &str) -> Option<f64> {
    let number = decimal::parse(&text.replace([',', '_', ' '], ""))?;
    (number.is_finite() && number == number.trunc()).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setting(kind: Kind) -> Setting {
        let allowed = kind.allowed();
        Setting {
            key: "k",
            label: "Label",
            help: "",
            default: "4",
            effect: Effect::Restart,
            kind,
            allowed,
            own: false,
        }
    }

    #[test]
    fn integers_are_read_in_the_ways_people_write_them() {
        let integer = setting(Kind::Integer { min: 1, max: 1_000_000 });
        for text in ["1000000", "1e6", "1,000,000", " 1000000 "] {
            assert_eq!(integer.canonical(text).unwrap(), "1000000");
        }
    }

    #[test]
    fn what_is_not_allowed_becomes_the_nearest_that_is() {
        let integer = setting(Kind::Integer { min: 1, max: 7 });
        let (value, sentence) = integer.canonical("9").unwrap_err();
        assert_eq!(
            (value.as_str(), sentence.as_str()),
            ("7", "Label (k): \u{201c}9\u{201d} is outside 1 to 7; 7 is used.")
        );
        assert_eq!(integer.canonical("-1").unwrap_err().0, "1");
        assert_eq!(integer.canonical("1.5").unwrap_err().0, "4");
        assert_eq!(integer.canonical("NaN").unwrap_err().0, "4");
        let real = setting(Kind::Real { min: 0.0, max: 100.0, logarithmic: false });
        assert_eq!(real.canonical("-0").unwrap(), "0");
        assert_eq!(real.canonical("1e3").unwrap_err().0, "100");
        assert_eq!(real.canonical("inf").unwrap_err().0, "100");
        assert_eq!(real.canonical("NaN").unwrap_err().0, "4");
        assert_eq!(real.canonical("0.10").unwrap(), "0.1");
        let choice = setting(Kind::Choice { options: vec![Choice { value: "4", label: "four" }] });
        assert!(choice.canonical("").unwrap_err().1.contains("nothing is not one of 4"));
    }
}
