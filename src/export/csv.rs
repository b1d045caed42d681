//! Tables as comma-separated values (RFC 4180, with line feeds).
//!
//! Readers guess what a cell is: `0x00ff` is a number to some of them, `0000000000111111` and the hash
//! `91e7264844348123` to all, `1/48` a date, and what begins with `=` a formula. A text that could be taken for
//! something else therefore begins with an apostrophe, which is no part of it; functions always do.

use crate::task::Function;
use serde::Serialize;
use serde_json::Value;

const PIECE: usize = 1 << 16;

/// A table being written, piece by piece.
pub(crate) struct Csv<'a> {
    put: &'a mut dyn FnMut(&str),
    text: String,
}

impl<'a> Csv<'a> {
    pub(crate) fn new(put: &'a mut dyn FnMut(&str)) -> Self {
        Self { put, text: String::new() }
    }

    /// Adds a line of cells: numbers as they are, everything else by [`text`] or [`function_cell`].
    pub(crate) fn line<T: AsRef<str>>(&mut self, fields: &[T]) {
        for (place, field) in fields.iter().enumerate() {
            if place > 0 {
                self.text.push(',');
            }
            self.text.push_str(field.as_ref());
        }
        self.text.push('\n');
        if self.text.len() >= PIECE {
            (self.put)(&self.text);
            self.text.clear();
        }
    }

    pub(crate) fn end(self) {
        (self.put)(&self.text);
    }
}

/// As many digits as spreadsheets keep of a number.
const KEPT_DIGITS: usize = 15;

/// A cell with a text: with an apostrophe before it if it could be taken for a number, a date or a formula, and in
/// quotes if it needs them. The text of a number that every reader keeps as it stands is left one.
pub(crate) fn text(value: &str) -> String {
    let is_number =
        value.len() <= KEPT_DIGITS && value.parse::<f64>().is_ok_and(|number| number.to_string() == value);
    guarded(value, !is_number)
}

/// A cell of a column of texts, which stays one where all of them happen to look like numbers.
pub(crate) fn always_text(value: &str) -> String {
    guarded(value, true)
}

fn guarded(value: &str, guards: bool) -> String {
    let doubtful = value.starts_with(|first: char| first.is_ascii_digit() || "=+-@.'\t\r\n".contains(first));
    let guard = if doubtful && guards { "'" } else { "" };
    if value.contains([',', '"', '\n', '\r']) {
        format!("\"{guard}{}\"", value.replace('"', "\"\""))
    } else {
        format!("{guard}{value}")
    }
}

/// A cell with a function.
pub(crate) fn function_cell(function: Function) -> String {
    format!("'{}", function.to_compact_string())
}

/// Every number and word of a record, one a line: its name, its value and, where it has one, its interval.
pub(crate) fn numbers(record: &impl Serialize, put: &mut dyn FnMut(&str)) {
    let mut csv = Csv::new(put);
    csv.line(&["quantity", "value", "low", "high", "standard_error"]);
    let value = serde_json::to_value(record).expect("a record has text keys");
    entries(&mut csv, "", &value);
    csv.end();
}

const OF_AN_INTERVAL: [&str; 4] = ["value", "low", "high", "standard_error"];

fn entries(csv: &mut Csv<'_>, name: &str, value: &Value) {
    let inner = |key: &str| if name.is_empty() { key.to_owned() } else { format!("{name}.{key}") };
    match value {
        Value::Object(map) => {
            let is_interval = map.contains_key("value") && map.contains_key("low");
            if is_interval {
                let [value, low, high, error] =
                    OF_AN_INTERVAL.map(|key| map.get(key).map_or_else(String::new, leaf));
                csv.line(&[text(name), value, low, high, error]);
            }
            for (key, value) in map {
                if !(is_interval && OF_AN_INTERVAL.contains(&key.as_str())) {
                    entries(csv, &inner(key), value);
                }
            }
        }
        Value::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                entries(csv, &inner(&place.to_string()), item);
            }
        }
        value => csv.line(&[text(name), leaf(value), String::new(), String::new(), String::new()]),
    }
}

fn leaf(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(value) => text(value),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn fields_with_commas_are_quoted() {
        assert_eq!(text("a,b"), "\"a,b\"");
        assert_eq!(text("say \"a\""), "\"say \"\"a\"\"\"");
        assert_eq!(text("a b"), "a b");
    }

    #[test]
    fn what_could_be_taken_for_something_else_begins_with_an_apostrophe() {
        for doubtful in [
            "=1+1",
            "+a",
            "-chart",
            "@a",
            "'a",
            "0x00ff",
            "0110",
            "1/48",
            "1e5",
            "12e4567890123456",
            ".5",
            "007",
            "1234567890123456",
            "16 units",
        ] {
            assert_eq!(text(doubtful), format!("'{doubtful}"));
        }
        assert_eq!(text("-1,2"), "\"'-1,2\"");
        for plain in ["", "none", "a=b", "v=1", "0.1", "16", "-0.25", "4294967295", "ac81e7ffc2a80a75"] {
            assert_eq!(text(plain), plain);
        }
        assert_eq!(function_cell(Function::from_labels(4, |j| j == 3)), "'0001");
        assert_eq!(function_cell(Function::from_labels(128, |j| j == 127)), format!("'0x{:032x}", 1));
    }

    #[test]
    fn numbers_stand_beside_their_intervals() {
        let record = json!({
            "link": "v=2&hidden=3,4",
            "dice": {"drawn": 7},
            "tv": {"value": 0.5, "low": 0.25, "high": 0.75, "floor": 0.125},
            "none": null,
            "notices": ["a"],
        });
        let mut text = String::new();
        numbers(&record, &mut |piece| text.push_str(piece));
        assert_eq!(
            text,
            "quantity,value,low,high,standard_error\ndice.drawn,7,,,\nlink,\"v=2&hidden=3,4\",,,\nnone,,,,\n\
             notices.0,a,,,\ntv,0.5,0.25,0.75,\ntv.floor,0.125,,,\n"
        );
    }
}
