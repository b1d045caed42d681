//! Tables as comma-separated values (RFC 4180, with line feeds).

use serde::Serialize;
use serde_json::Value;

const PIECE: usize = 1 << 16;

/// A table being written, piece by piece.
pub(in crate::experiment) struct Csv<'a> {
    put: &'a mut dyn FnMut(&str),
    text: String,
}

impl<'a> Csv<'a> {
    pub(in crate::experiment) fn new(put: &'a mut dyn FnMut(&str)) -> Self {
        Self { put, text: String::new() }
    }

    /// Adds a line.
    pub(in crate::experiment) fn line<T: AsRef<str>>(&mut self, fields: &[T]) {
        for (place, field) in fields.iter().enumerate() {
            if place > 0 {
                self.text.push(',');
            }
            self.text.push_str(&quoted(field.as_ref()));
        }
        self.text.push('\n');
        if self.text.len() >= PIECE {
            (self.put)(&self.text);
            self.text.clear();
        }
    }

    pub(in crate::experiment) fn end(self) {
        (self.put)(&self.text);
    }
}

/// A field: in quotes if it needs them.
pub(in crate::experiment) fn quoted(value: &str) -> String {
    if value.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", value.replace('"', "\"\""))
    } else {
        value.to_owned()
    }
}

/// Every number and word of a record, one a line: its name, its value and, where it has one, its interval.
pub(in crate::experiment) fn numbers(record: &impl Serialize, put: &mut dyn FnMut(&str)) {
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
                csv.line(&[name.to_owned(), value, low, high, error]);
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
        Value::Null => csv.line(&[name, "", "", "", ""]),
        value => csv.line(&[name, &leaf(value), "", "", ""]),
    }
}

fn leaf(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn fields_with_commas_are_quoted() {
        assert_eq!(quoted("a,b"), "\"a,b\"");
        assert_eq!(quoted("say \"a\""), "\"say \"\"a\"\"\"");
        assert_eq!(quoted("a b"), "a b");
    }

    #[test]
    fn numbers_stand_beside_their_intervals() {
        let record = json!({
            "link": "v=1&hidden=3,4",
            "dice": {"drawn": 7},
            "tv": {"value": 0.5, "low": 0.25, "high": 0.75, "floor": 0.125},
            "none": null,
            "notices": ["a"],
        });
        let mut text = String::new();
        numbers(&record, &mut |piece| text.push_str(piece));
        assert_eq!(
            text,
            "quantity,value,low,high,standard_error\ndice.drawn,7,,,\nlink,\"v=1&hidden=3,4\",,,\nnone,,,,\n\
             notices.0,a,,,\ntv,0.5,0.25,0.75,\ntv.floor,0.125,,,\n"
        );
    }
}
