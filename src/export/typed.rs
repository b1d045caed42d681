//! Entries of a file, read no further than they can be right: what is too long, too many or of another kind ends the
//! reading where it stands, so that no file takes more memory than an honest one.

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

/// A text of at most `MOST` bytes.
#[derive(Debug)]
pub(crate) struct Text<const MOST: usize>(pub(crate) String);

/// A link: none that a run writes is longer.
pub(crate) type Link = Text<{ 1 << 14 }>;

/// A fingerprint, and room for a wrong one.
pub(crate) type Hash = Text<64>;

/// A list of at most `MOST` items.
#[derive(Debug)]
pub(crate) struct List<T, const MOST: usize>(pub(crate) Vec<T>);

/// The texts of all settings.
#[derive(Debug)]
pub(crate) struct Settings(pub(crate) BTreeMap<String, String>);

/// No experiment has half as many settings.
const MOST_SETTINGS: usize = 200;

/// Something short: a text, of which the beginning is kept, or a number; anything else ends the reading.
#[derive(Debug)]
pub(super) enum Short {
    Number(u64),
    Text(String),
}

impl<'de, const MOST: usize> Deserialize<'de> for Text<MOST> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read<const MOST: usize>;
        impl<const MOST: usize> Visitor<'_> for Read<MOST> {
            type Value = Text<MOST>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "a text of at most {MOST} characters")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                if text.len() > MOST {
                    return Err(E::invalid_length(text.len(), &self));
                }
                Ok(Text(text.to_owned()))
            }
        }
        deserializer.deserialize_str(Read::<MOST>)
    }
}

impl<'de, T: Deserialize<'de>, const MOST: usize> Deserialize<'de> for List<T, MOST> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read<T, const MOST: usize>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>, const MOST: usize> Visitor<'de> for Read<T, MOST> {
            type Value = List<T, MOST>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "a list of at most {MOST}")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
                let mut list = Vec::new();
                while let Some(item) = items.next_element()? {
                    if list.len() == MOST {
                        return Err(A::Error::custom(format_args!("more than {MOST} are listed")));
                    }
                    list.push(item);
                }
                Ok(List(list))
            }
        }
        deserializer.deserialize_seq(Read(PhantomData))
    }
}

impl<'de> Deserialize<'de> for Settings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;
        impl<'de> Visitor<'de> for Read {
            type Value = Settings;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "the texts of at most {MOST_SETTINGS} settings")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<Self::Value, A::Error> {
                let mut settings = BTreeMap::new();
                while let Some((Text::<64>(key), Text(text))) = pairs.next_entry::<_, Link>()? {
                    if settings.len() == MOST_SETTINGS {
                        return Err(A::Error::custom(format_args!("more than {MOST_SETTINGS} settings")));
                    }
                    settings.insert(key, text);
                }
                Ok(Settings(settings))
            }
        }
        deserializer.deserialize_map(Read)
    }
}

impl<'de> Deserialize<'de> for Short {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;
        impl Visitor<'_> for Read {
            type Value = Short;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text or a number")
            }

            fn visit_str<E>(self, text: &str) -> Result<Short, E> {
                Ok(Short::Text(text.chars().take(40).collect()))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Short, E> {
                Ok(Short::Number(number))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Short, E> {
                Ok(Short::Text(number.to_string()))
            }

            fn visit_f64<E>(self, number: f64) -> Result<Short, E> {
                Ok(Short::Text(number.to_string()))
            }
        }
        deserializer.deserialize_any(Read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many bytes of a file in one line were read before it was refused.
    fn read_until<'a, T: Deserialize<'a> + fmt::Debug>(file: &'a str) -> usize {
        serde_json::from_str::<T>(file).unwrap_err().column()
    }

    #[test]
    fn what_fits_is_read() {
        let List(list): List<u64, 3> = serde_json::from_str("[1, 2, 3]").unwrap();
        assert_eq!(list, [1, 2, 3]);
        let Settings(settings) = serde_json::from_str(r#"{"a": "b", "c": "\u0064"}"#).unwrap();
        assert_eq!(settings["c"], "d");
        let Text(text): Text<3> = serde_json::from_str("\"abc\"").unwrap();
        assert_eq!(text, "abc");
        assert!(serde_json::from_str::<Text<2>>("\"abc\"").is_err());
    }

    #[test]
    fn reading_ends_where_it_can_no_longer_be_right() {
        let zeros = format!("[0{}]", ",0".repeat(1_000_000));
        assert!(read_until::<List<u64, 100>>(&zeros) < 300);
        assert!(read_until::<Short>(&zeros) < 10);
        assert!(read_until::<Text<9>>(&zeros) < 10);
        assert!(read_until::<Settings>(&zeros) < 10);
        let pairs: String = (0..100_000).map(|k| format!("\"{k}\":\"\",")).collect();
        assert!(read_until::<Settings>(&format!("{{{pairs}\"a\":\"\"}}")) < 3000);
        let deep = format!("{{\"a\":{}", "[".repeat(1_000_000));
        assert!(read_until::<Settings>(&deep) < 10);
    }
}
