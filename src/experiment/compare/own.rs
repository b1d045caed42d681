//! What a method of a comparison has for itself.

use crate::settings::link::of_key;
use crate::settings::own::{letter, own_key};
use crate::settings::reader::Reader;
use crate::settings::{Notice, settings};

/// Reads the texts of a link as the method at `place` has them.
pub(super) fn read_own<T>(reader: &mut Reader, place: usize, read: impl FnOnce(&mut Reader) -> T) -> T {
    let mut own =
        Reader { table: reader.table.clone(), values: reader.values.of_method(place), notices: Vec::new() };
    let found = read(&mut own);
    take_back(reader, place, own);
    found
}

/// Leaves out what belongs to a method that there is not, and says so.
pub(super) fn drop_needless(reader: &mut Reader, methods: usize) {
    let beyond: Vec<(usize, &str)> = reader
        .values
        .all_own()
        .map(|(place, key, _)| (place, key))
        .filter(|&(place, _)| place >= methods)
        .collect();
    for (place, key) in beyond {
        let text = format!(
            "The link sets \u{201c}{}\u{201d}, but its methods go from a to {}; it is ignored.",
            own_key(place, key),
            letter(methods - 1)
        );
        reader.notices.push(Notice { key: own_key(place, key), text });
    }
    let places: Vec<usize> = (0..methods).collect();
    reader.values = reader.values.rearranged(&places);
}

/// Keeps what a method has read of its own: canonical texts, and what was noticed of them.
fn take_back(reader: &mut Reader, place: usize, read: Reader) {
    let keys: Vec<&'static str> =
        reader.values.all_own().filter(|&(at, ..)| at == place).map(|(_, key, _)| key).collect();
    for key in keys {
        let text = read.values.get(key).to_owned();
        reader.values.set_own(place, key, text);
        for notice in read.notices.iter().filter(|notice| notice.key == key) {
            let setting = settings(&read.table).find(|setting| setting.key == key);
            let name = own_key(place, key);
            let text = setting.map_or(String::new(), |setting| of_key(&notice.text, setting, &name));
            reader.notices.push(Notice { key: name, text });
        }
    }
}
