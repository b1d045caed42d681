//! The fragment of a link, taken apart into keys and texts, also where mail programs, chats and pages have damaged it.
//!
//! No key and no text of a setting ends in anything but a letter or a digit, and none holds `&`, `=`, `#` or `%`. So
//! whatever of these is found beyond its place, as an entity or as a percent code, is damage, and what was meant is
//! certain.

/// So often may a link have been encoded: what is left then is read as it stands.
const MOST_TIMES_ENCODED: usize = 6;

/// What a page's source makes of `&`.
const ENTITIES: [&str; 4] = ["&amp;", "&#38;", "&#038;", "&#x26;"];

/// Every key of the fragment of a link with its text, in order, without what has damaged them. What cannot be understood stays as it is.
pub fn pairs_of(fragment: &str) -> Vec<(String, String)> {
    let plain = decoded(fragment);
    let pairs = plain.split(['&', '#']).filter(|pair| pair.contains(char::is_alphanumeric)).map(|pair| {
        let (key, text) = pair.split_once('=').unwrap_or((pair, ""));
        (trimmed_key(key), trimmed_text(text))
    });
    pairs.collect()
}

/// Undoes percent encoding and entities, in whichever order and as often as they were done.
fn decoded(fragment: &str) -> String {
    let mut plain = without_entities(&without_codes(fragment));
    for _ in 1..MOST_TIMES_ENCODED {
        let before = plain.len();
        if has_codes(&plain) {
            plain = without_codes(&plain);
        }
        plain = without_entities(&plain);
        if plain.len() == before {
            break;
        }
    }
    plain.retain(|letter| !is_unseen(letter));
    plain
}

fn without_entities(text: &str) -> String {
    ENTITIES.iter().fold(text.to_owned(), |plain, entity| plain.replace(entity, "&"))
}

fn has_codes(text: &str) -> bool {
    text.as_bytes().windows(3).any(|three| three[0] == b'%' && three[1..].iter().all(u8::is_ascii_hexdigit))
}

/// A key without what stands around it.
fn trimmed_key(key: &str) -> String {
    let bare = key.trim_matches(|letter: char| !letter.is_alphanumeric());
    let bare = bare.trim_start_matches("amp;");
    // Of nothing but signs a notice shall show them.
    if bare.is_empty() { key.trim().to_owned() } else { bare.to_ascii_lowercase() }
}

/// A text without what a sentence or a page puts around it, with the signs of numbers as they are typed.
fn trimmed_text(text: &str) -> String {
    let ends = |letter: char| !letter.is_alphanumeric();
    let begins = |letter: char| ends(letter) && !matches!(letter, '-' | '+' | '.');
    let plain: String = text.chars().map(plain_sign).collect();
    let bare = plain.trim_end_matches(ends).trim_start_matches(begins);
    if bare.is_empty() { plain.trim().to_owned() } else { bare.to_owned() }
}

/// Line ends, and what is put into long words so that they can be broken.
fn is_unseen(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// What word processors make of a minus.
fn plain_sign(letter: char) -> char {
    match letter {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        _ => letter,
    }
}

/// Undoes percent encoding once; what is not valid stays as it is.
fn without_codes(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut place = 0;
    while place < bytes.len() {
        let hex = |at: usize| bytes.get(at).and_then(|&byte| char::from(byte).to_digit(16));
        match (bytes[place], hex(place + 1), hex(place + 2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.push((high * 16 + low) as u8);
                place += 3;
            }
            (b'+', ..) => {
                decoded.push(b' ');
                place += 1;
            }
            (byte, ..) => {
                decoded.push(byte);
                place += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_read_as_it_was_meant() {
        let meant = pairs_of("v=1&target=and-or&lr=0.5");
        assert_eq!(meant[2], ("lr".to_owned(), "0.5".to_owned()));
        for damaged in [
            "##v=1&amp;target=and-or&amp;amp;lr=0.5).",
            "#v%3D1%26target%3Dand-or%26lr%3D0.5%29",
            "v%253D1%2526amp;target%253Dand%25E2%2580%2593or&#38;lr=\u{201c}0.5\u{201d},",
            "#/v=1#tar%0Aget=and\u{2212}or&(lr=.5\u{ad}",
        ] {
            let mut read = pairs_of(damaged);
            read[2].1 = read[2].1.replace("0.5", ".5");
            assert_eq!(read[..2], meant[..2], "{damaged}");
            assert_eq!(read[2], ("lr".to_owned(), ".5".to_owned()), "{damaged}");
        }
    }

    #[test]
    fn what_is_no_pair_stays_to_be_seen() {
        let pairs = |text: &str| {
            pairs_of(text).into_iter().map(|(key, text)| format!("{key}={text}")).collect::<Vec<_>>()
        };
        assert_eq!(pairs("&&%zz&*&n&=5&hide=-&x=%"), ["zz=", "n=", "=5", "hide=-", "x=%"]);
        assert_eq!(pairs(&"%25".repeat(1000)), [""; 0]);
    }
}
