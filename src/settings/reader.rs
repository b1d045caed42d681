//! What every experiment reads from the texts of a link in the same way.

use super::link::{Notice, Values};
use super::setting::{Group, settings};
use crate::network::{Activation, Architecture, BiasScale, Distribution, Prior, WeightScale};
use crate::numeric::{count, decimal};

/// Turns texts into meaning and repairs those that do not go with the others.
pub(crate) struct Reader {
    pub(crate) table: Vec<Group>,
    pub(crate) values: Values,
    pub(crate) notices: Vec<Notice>,
}

impl Reader {
    /// Reads the fragment of a link.
    pub(crate) fn new(table: Vec<Group>, fragment: &str) -> Self {
        let (values, notices) = Values::read(&table, fragment);
        Self { table, values, notices }
    }

    /// The network of `hidden` and `activation`: up to `most` hidden layers, or the default ones.
    pub(crate) fn architecture(&mut self, n: usize, most: usize) -> Architecture {
        let why =
            format!("is not \u{201c}none\u{201d} or up to {most} numbers from 1 to 128, separated by commas");
        let text = self.values.get("hidden").replace(' ', "");
        let hidden: Option<Vec<usize>> = if text.is_empty() || text == "none" {
            Some(vec![])
        } else {
            text.split(',').map(|units| units.parse().ok()).collect()
        };
        let hidden = match hidden {
            Some(hidden) if hidden.len() <= most && hidden.iter().all(|units| (1..=128).contains(units)) => {
                self.values.set("hidden", words_of(&hidden));
                hidden
            }
            Some(hidden) => {
                let nearest: Vec<usize> =
                    hidden.iter().take(most).map(|&units| units.clamp(1, 128)).collect();
                self.replace("hidden", &words_of(&nearest), &why);
                nearest
            }
            None => {
                let default = self.default("hidden");
                self.replace("hidden", default, &why);
                default.split(',').filter_map(|units| units.parse().ok()).collect()
            }
        };
        let activation = match self.values.get("activation") {
            "tanh" => Activation::Tanh,
            "erf" => Activation::Erf,
            "sign" => Activation::Sign,
            _ => Activation::Relu,
        };
        Architecture { inputs: n, hidden, activation }
    }

    /// The prior of `prior`, `sigma_w`, `sigma_b` and the two scales.
    pub(crate) fn prior(&self) -> Prior {
        Prior {
            distribution: match self.values.get("prior") {
                "uniform" => Distribution::Uniform,
                _ => Distribution::Gaussian,
            },
            sigma_w: self.real("sigma_w"),
            sigma_b: self.real("sigma_b"),
            weight_scale: match self.values.get("weight_scale") {
                "fixed" => WeightScale::Fixed,
                _ => WeightScale::FanIn,
            },
            bias_scale: match self.values.get("bias_scale") {
                "fan-in" => BiasScale::FanIn,
                "units" => BiasScale::Units,
                _ => BiasScale::Fixed,
            },
        }
    }

    /// Checks `workers`.
    pub(crate) fn workers(&mut self) {
        self.word_or_integer("workers", "auto", 1, 64);
    }

    /// A word that stands for `word_value`, or a whole number from 1 to `max`.
    pub(crate) fn word_or_integer(
        &mut self,
        key: &'static str,
        word: &str,
        word_value: u64,
        max: u64,
    ) -> u64 {
        let text = self.values.get(key).to_owned();
        if text == word {
            return word_value;
        }
        let number = decimal::parse(&text).filter(|number| *number == number.trunc());
        match number {
            Some(number) if number >= 1.0 && number <= max as f64 => {
                self.values.set(key, (number as u64).to_string());
                number as u64
            }
            Some(number) => {
                let nearest = if number < 1.0 { 1 } else { max };
                self.replace(key, &nearest.to_string(), &format!("is outside 1 to {}", count(max)));
                nearest
            }
            None => {
                let default = self.default(key);
                self.replace(
                    key,
                    default,
                    &format!("is not \u{201c}{word}\u{201d} or a whole number from 1 to {max}"),
                );
                if default == word { word_value } else { 1 }
            }
        }
    }

    /// The whole number of `key`.
    pub(crate) fn integer(&self, key: &str) -> u64 {
        self.values.get(key).parse().expect("the table made it a whole number")
    }

    /// The number of `key`.
    pub(crate) fn real(&self, key: &str) -> f64 {
        decimal::parse(self.values.get(key)).expect("the table made it a number")
    }

    /// Uses `instead` and names the reason, which completes a sentence that starts with the given text.
    pub(crate) fn replace(&mut self, key: &'static str, instead: &str, why: &str) {
        let setting = settings(&self.table).find(|setting| setting.key == key).expect("a key of the table");
        let (value, text) = setting.refused(self.values.get(key), instead, why);
        self.notices.push(Notice { key: key.to_owned(), text });
        self.values.set(key, value);
    }

    /// The default of `key`.
    pub(crate) fn default(&self, key: &str) -> &'static str {
        settings(&self.table).find(|setting| setting.key == key).expect("a key of the table").default
    }
}

fn words_of(hidden: &[usize]) -> String {
    if hidden.is_empty() {
        return "none".to_owned();
    }
    hidden.iter().map(usize::to_string).collect::<Vec<_>>().join(",")
}
