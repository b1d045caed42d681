//! One setting is changed: what every experiment does in the same way.

use super::link::{Notice, Values};
use super::own::meant;
use super::setting::Group;

/// What comes of `values` with the setting `key` set to `text`. `read` reads the values as the experiment does,
/// and `notices` are what it noticed.
///
/// # Errors
/// A sentence, if there is no such setting, or if the text is not allowed.
pub(crate) fn changed<S>(
    values: &Values,
    table: &[Group],
    (key, text): (&str, &str),
    read: impl FnOnce(&Values) -> S,
    notices: impl FnOnce(&S) -> &[Notice],
) -> Result<S, String> {
    let Some((setting, place)) = meant(table, key) else {
        return Err(format!("There is no setting \u{201c}{key}\u{201d}."));
    };
    let mut values = values.clone();
    match place {
        Some(place) => values.set_own(place, setting.key, text.trim()),
        None => values.set(setting.key, text.trim()),
    }
    let after = read(&values);
    let refused = notices(&after).iter().find(|notice| notice.key == key).map(Notice::why);
    refused.map_or(Ok(after), Err)
}
