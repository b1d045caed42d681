//! Settings that one method of a comparison has for itself: their keys begin with the method's letter, as in `b.lr=0.1`.

use super::setting::{Group, Kind, Setting, settings};

/// So many methods stand side by side at most: a to f.
#[cfg(feature = "atlas")]
pub(crate) const MOST_METHODS: usize = 6;

/// The letter of the method at `place`.
pub(crate) fn letter(place: usize) -> char {
    char::from(b'a' + place as u8)
}

/// The key of a setting that the method at `place` has for itself.
pub(crate) fn own_key(place: usize, key: &str) -> String {
    format!("{}.{key}", letter(place))
}

/// The place and the bare key of one that begins with a method's letter.
pub(crate) fn of_method(key: &str) -> Option<(usize, &str)> {
    let (letter, bare) = key.split_once('.')?;
    let &[letter @ b'a'..=b'f'] = letter.as_bytes() else { return None };
    Some((usize::from(letter - b'a'), bare))
}

/// The setting of a table that a key means, with the place of the method that it is of, if it is of one alone.
pub(crate) fn meant<'a>(table: &'a [Group], key: &str) -> Option<(&'a Setting, Option<usize>)> {
    if let Some(setting) = settings(table).find(|setting| setting.key == key) {
        return Some((setting, None));
    }
    let (place, bare) = of_method(key)?;
    let has_methods = settings(table).any(|setting| matches!(setting.kind, Kind::Methods { .. }));
    let setting = settings(table).find(|setting| setting.key == bare && setting.own)?;
    has_methods.then_some((setting, Some(place)))
}
