//! What charts call a method, and how they mark it.

use super::unit::Unit;
use serde::{Deserialize, Serialize};

/// A method's name as titles and sentences need it, and its place among the colours and marks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct MethodLabel {
    /// The name where it begins a sentence or stands alone: "Dice", "SGD, step 0.1".
    pub title: String,
    /// The name within a sentence: "dice", "SGD, step 0.1".
    pub in_text: String,
    /// Whether the name takes the plural: dice find, SGD finds.
    pub plural: bool,
    /// What it counts.
    pub unit: Unit,
    /// The index of P in P_B(f|S): "B", "SGD".
    pub symbol: String,
    /// Which of the six colours and marks is its own, from 0; after the sixth comes the first again.
    pub place: u32,
}

impl MethodLabel {
    /// Random networks, kept if they fit.
    pub fn dice() -> Self {
        Self {
            title: "Dice".to_owned(),
            in_text: "dice".to_owned(),
            plural: true,
            unit: Unit::Draw,
            symbol: "B".to_owned(),
            place: 0,
        }
    }

    /// Gradient descent.
    pub fn descent() -> Self {
        Self {
            title: "Descent".to_owned(),
            in_text: "descent".to_owned(),
            plural: false,
            unit: Unit::Run,
            symbol: "SGD".to_owned(),
            place: 1,
        }
    }

    /// "find", or "finds".
    pub fn find(&self) -> &'static str {
        if self.plural { "find" } else { "finds" }
    }

    /// "do", or "does".
    pub fn does(&self) -> &'static str {
        if self.plural { "do" } else { "does" }
    }

    /// "are", or "is".
    pub fn is(&self) -> &'static str {
        if self.plural { "are" } else { "is" }
    }

    /// The name where a sentence goes on after it: a name with a comma in it gets another to end it.
    pub fn amid(&self) -> String {
        if self.in_text.contains(',') { format!("{},", self.in_text) } else { self.in_text.clone() }
    }

    /// Whether only one of both has runs, so that "the draws" and "the runs" say whose they are.
    pub fn differs(&self, other: &Self) -> bool {
        (self.unit == Unit::Run) != (other.unit == Unit::Run)
    }

    /// Whether the name is words alone, so that it may stand before a noun or a number: "descent runs", "dice 2.97".
    pub fn is_plain(&self) -> bool {
        self.in_text.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '-')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_sentences() {
        let (dice, descent) = (MethodLabel::dice(), MethodLabel::descent());
        let slow = MethodLabel { in_text: "SGD, step 0.01".to_owned(), ..MethodLabel::descent() };
        assert_eq!([dice.find(), descent.find(), slow.find()], ["find", "finds", "finds"]);
        assert_eq!([dice.does(), descent.does()], ["do", "does"]);
        assert_eq!([dice.is(), descent.is()], ["are", "is"]);
        assert_eq!([dice.amid(), descent.amid(), slow.amid()], ["dice", "descent", "SGD, step 0.01,"]);
        assert_eq!([dice.is_plain(), descent.is_plain(), slow.is_plain()], [true, true, false]);
    }

    #[test]
    fn labels_keep_their_names_in_javascript() {
        let json = serde_json::to_value(MethodLabel::dice()).unwrap();
        let expected = serde_json::json!({
            "title": "Dice", "inText": "dice", "plural": true, "unit": "draw", "symbol": "B", "place": 0
        });
        assert_eq!(json, expected);
        assert_eq!(serde_json::from_value::<MethodLabel>(json).unwrap(), MethodLabel::dice());
    }
}
