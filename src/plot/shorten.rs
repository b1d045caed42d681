//! Words that are made to fit.

use super::pen::text_width;

/// `text` if it fits into `room` css pixels, and otherwise as much of both its ends as does, with an ellipsis
/// between: what tells two long names apart often stands at their ends. Nothing where there is no room at all.
pub(super) fn shortened(text: &str, size: f64, room: f64) -> String {
    if text_width(text, size) <= room {
        return text.to_owned();
    }
    let chars: Vec<char> = text.chars().collect();
    let ends = |kept: usize| {
        let head: String = chars[..kept.div_ceil(2)].iter().collect();
        let tail: String = chars[chars.len() - kept / 2..].iter().collect();
        format!("{}\u{2026}{}", head.trim_end(), tail.trim_start())
    };
    (1..chars.len()).rev().map(ends).find(|cut| text_width(cut, size) <= room).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_stay() {
        let name = "SGD with momentum, step 0.001, 64 epochs more";
        assert_eq!(shortened(name, 12.0, 1000.0), name);
        for room in 20..400 {
            let cut = shortened(name, 12.0, f64::from(room));
            assert!(text_width(&cut, 12.0) <= f64::from(room), "{cut}");
            if cut != name && cut.len() > 12 {
                assert!(cut.starts_with("SGD") && cut.ends_with("ore") && cut.contains('\u{2026}'), "{cut}");
            }
        }
        assert_eq!(shortened(name, 12.0, 3.0), "");
        assert_eq!(shortened("", 12.0, 0.0), "");
    }
}
