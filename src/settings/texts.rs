//! The texts of settings, for records and for the page.

use serde::ser::{Serialize, SerializeMap, Serializer};

/// The text of every key, in the order of the keys, written as an object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts(pub Vec<(String, String)>);

impl Texts {
    /// The text of `key`; none for one that is not there.
    pub fn get(&self, key: &str) -> Option<&String> {
        self.0.iter().find(|(own, _)| own == key).map(|(_, text)| text)
    }
}

impl std::ops::Index<&str> for Texts {
    type Output = String;

    /// # Panics
    /// If there is no such key.
    fn index(&self, key: &str) -> &String {
        self.get(key).expect("a key of the table")
    }
}

impl Serialize for Texts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, text) in &self.0 {
            map.serialize_entry(key, text)?;
        }
        map.end()
    }
}
