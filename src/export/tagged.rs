//! Entries whose names are known only when they are written.

use serde::ser::{Serialize, SerializeMap, Serializer};

/// Values with their names, as entries of an object, in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tagged<T>(pub Vec<(String, T)>);

impl<T> Tagged<T> {
    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value)
    }
}

impl<T: Serialize> Serialize for Tagged<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}
