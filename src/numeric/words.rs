//! Numbers of things, in words.

use crate::numeric::{count, superscript};

/// "1 input", "2 inputs".
pub(crate) fn plural(number: usize, word: &str) -> String {
    number_of(number as u64, word)
}

/// The same of what is counted: "1 function", "31,297 functions", "1 class", "162 classes".
pub(crate) fn number_of(number: u64, noun: &str) -> String {
    let end = match (number, noun.ends_with('s')) {
        (1, _) => "",
        (_, true) => "es",
        (_, false) => "s",
    };
    format!("{} {noun}{end}", count(number))
}

/// 2^exponent, written out while it is readable: "65,536", "2¹²⁸".
pub(crate) fn powers(exponent: usize) -> String {
    if exponent <= 24 { count(1 << exponent) } else { format!("2{}", superscript(exponent as i32)) }
}
