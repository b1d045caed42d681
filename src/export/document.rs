//! JSON of a saved run: a record, then long lists with one item a line.

use serde::Serialize;

/// Texts of about this length are handed on: a saved run is never in memory as a whole.
const PIECE: usize = 1 << 16;

/// A file being written, piece by piece.
pub(crate) struct Document<'a> {
    put: &'a mut dyn FnMut(&str),
    text: String,
}

impl<'a> Document<'a> {
    /// Starts with the entries of `record`, which is an object with at least one.
    pub(crate) fn begin(record: &impl Serialize, put: &'a mut dyn FnMut(&str)) -> Self {
        let mut text =
            serde_json::to_string_pretty(record).expect("a record has text keys and finite numbers");
        text.truncate(text.rfind("\n}").expect("a record has entries"));
        Self { put, text }
    }

    /// Adds an entry, on one line.
    pub(crate) fn entry(&mut self, name: &str, value: &impl Serialize) {
        let value = serde_json::to_string(value).expect("an entry has text keys and finite numbers");
        self.text.push_str(&format!(",\n  \"{name}\": {value}"));
    }

    /// Adds a list.
    pub(crate) fn list<T: Serialize>(&mut self, name: &str, items: impl Iterator<Item = T>) {
        self.text.push_str(&format!(",\n  \"{name}\": ["));
        let mut separator = "\n    ";
        for item in items {
            self.text.push_str(separator);
            self.text.push_str(&serde_json::to_string(&item).expect("an item has text keys"));
            separator = ",\n    ";
            if self.text.len() >= PIECE {
                (self.put)(&self.text);
                self.text.clear();
            }
        }
        self.text.push_str("\n  ]");
    }

    /// Ends the file.
    pub(crate) fn end(mut self) {
        self.text.push_str("\n}\n");
        (self.put)(&self.text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn pieces_together_are_json() {
        let mut pieces = Vec::new();
        let mut put = |piece: &str| pieces.push(piece.to_owned());
        let mut document = Document::begin(&json!({"a": 1, "b": {}}), &mut put);
        document.list("many", 0..20_000);
        document.list("none", std::iter::empty::<u32>());
        document.end();
        assert!(pieces.len() > 1);
        let value: Value = serde_json::from_str(&pieces.concat()).unwrap();
        assert_eq!(
            (&value["a"], &value["many"][19_999], &value["none"]),
            (&json!(1), &json!(19_999), &json!([]))
        );
    }
}
