//! The fragment of a link, taken apart into keys and texts, also where mail programs, chats and pages have damaged it.
//!
//! No key and no text of a setting ends in anything but a letter or a digit, and none holds `&`, `=`, `#` or `%`. So
//! whatever of these is found beyond its place, as an entity or as a percent code, is damage, and what was meant is
//! certain.

/// So often may a link have been encoded: what is left then is read as it stands.
const MOST_TIMES_ENCODED: usize = 6;

/// What a page's source makes of `&`.
const ENTITIES: [&str; 4] = ["&amp;", "&#38;", "&#038;", "&#x26;"];

/// A link's keys with their texts, in order.
pub(super) type Pairs = Vec<(String, String)>;

/// Every key of the fragment of a link with its text, in order, without what has damaged them. What cannot be understood stays as it is.
pub fn pairs_of(fragment: &str) -> Vec<(String, String)> {
    let plain = decoded(fragment);
    let pairs = plain.split(['&', '#']).filter(|pair| !pair.chars().all(is_sign)).map(|pair| {
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
    let mut rest = text;
    let mut plain = String::with_capacity(text.len());
    while let Some(first) = rest.chars().next() {
        let entity = ENTITIES.iter().find_map(|entity| rest.strip_prefix(entity));
        plain.push(first);
        rest = entity.unwrap_or_else(|| rest.strip_prefix(first).unwrap_or_default());
    }
    plain
}

fn has_codes(text: &str) -> bool {
    text.as_bytes().windows(3).any(|three| three[0] == b'%' && three[1..].iter().all(u8::is_ascii_hexdigit))
}

/// A key without what stands around it.
fn trimmed_key(key: &str) -> String {
    let bare = key.trim_matches(is_sign);
    let bare = bare.trim_start_matches("amp;");
    // Of nothing but signs a notice shall show them.
    if bare.is_empty() { key.trim().to_owned() } else { bare.to_ascii_lowercase() }
}

/// A text without what a sentence or a page puts around it, with the signs of numbers as they are typed.
fn trimmed_text(text: &str) -> String {
    let begins = |letter: char| is_sign(letter) && !matches!(letter, '-' | '+' | '.');
    let plain: String = text.chars().map(plain_sign).collect();
    let bare = plain.trim_end_matches(is_sign).trim_start_matches(begins);
    if bare.is_empty() { plain.trim().to_owned() } else { bare.to_owned() }
}

/// Whether something is neither a letter nor a digit: a bracket, a quotation mark, a full stop. Beyond ASCII that is told
/// by the blocks of Unicode, whose tables of every letter would take more room than all of this file.
pub(super) fn is_sign(letter: char) -> bool {
    match letter {
        '\0'..='\u{7F}' => !letter.is_ascii_alphanumeric(),
        'ª' | 'µ' | 'º' => false,
        // Latin-1; punctuation to dingbats; of East Asia; of presentation forms, full and half width; private, emoji.
        '\u{80}'..='\u{BF}'
        | '×'
        | '÷'
        | '\u{2000}'..='\u{2BFF}'
        | '\u{2E00}'..='\u{2E7F}'
        | '\u{3000}'..='\u{3004}'
        | '\u{3008}'..='\u{3020}'
        | '\u{3030}'
        | '\u{E000}'..='\u{F8FF}'
        | '\u{FE00}'..='\u{FE6F}'
        | '\u{FEFF}'..='\u{FF0F}'
        | '\u{FF1A}'..='\u{FF20}'
        | '\u{FF3B}'..='\u{FF40}'
        | '\u{FF5B}'..='\u{FF65}'
        | '\u{FFE0}'..='\u{FFFF}'
        | '\u{1F000}'..='\u{1FAFF}'
        | '\u{E0000}'.. => true,
        _ => false,
    }
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

/// The beginning of a text from outside, short enough for a sentence.
pub(super) fn clip(text: &str) -> String {
    text.chars().take(40).collect()
}

/// Percent-encodes everything but what reads well in a fragment.
pub(super) fn encode(text: &str, fragment: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._,".contains(&byte) {
            fragment.push(char::from(byte));
        } else {
            fragment.push_str(&format!("%{byte:02X}"));
        }
    }
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
    fn signs_are_what_is_neither_letter_nor_digit() {
        // Whole blocks of signs have numbers among them: raised, in circles, as fractions.
        let mixed = [0x80..0xC0, 0x2000..0x2C00, 0x2E2F..0x2E30, 0x1_F100..0x1_F200];
        for code in (0..0x11_0000).filter(|code| !mixed.iter().any(|block| block.contains(code))) {
            let Some(letter) = char::from_u32(code) else { continue };
            assert!(!(is_sign(letter) && letter.is_alphanumeric()), "{code:x}");
        }
        let signs =
            "\t !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\u{a0}¡§«»¿×÷‐–—‘’“”„…‹›€→−√■★✓、。「」（），！？🎲�";
        assert!(signs.chars().all(|sign| is_sign(sign) && !sign.is_alphanumeric()));
        assert!("azAZ09éßøžλдשあ漢한".chars().all(|letter| !is_sign(letter)));
    }

    #[test]
    fn entities_are_undone_once_each_and_what_only_looks_like_one_stays() {
        for (text, plain) in [
            ("a&amp;b&#38;c&#038;d&#x26;e", "a&b&c&d&e"),
            ("&amp;amp;", "&amp;"),
            ("&ampé&amp&#3;8;&", "&ampé&amp&#3;8;&"),
            ("é&amp;", "é&"),
        ] {
            assert_eq!(without_entities(text), plain);
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
