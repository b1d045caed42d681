//! How far apart two distributions are, in words.

use crate::compare::{Apart, LEVEL, Verdict};
use crate::numeric::{decimal, p_value, percent, range};

/// The kind of the verdict and its sentence, but for too little data: `the distributions` are called `what`.
pub(super) fn apart_words(verdict: Verdict, p: Option<f64>, what: &str) -> Option<(&'static str, String)> {
    let (p, level) = (p.map_or("no test".to_owned(), p_value), decimal(LEVEL, 1));
    let (kind, text) = match verdict {
        Verdict::TooLittleData { .. } => return None,
        Verdict::Alike(apart) => (
            "same",
            format!("Alike within what can be seen: {} ({p}, not below {level}).", words(apart, what)),
        ),
        Verdict::Similar(apart) => {
            ("close", format!("Similar, but not the same: {} ({p}, below {level}).", words(apart, what)))
        }
        Verdict::Different(apart) => {
            ("differ", format!("Different: {} ({p}, below {level}).", words(apart, what)))
        }
    };
    Some((kind, text))
}

/// "the distributions are 0.12 to 0.33 apart in total variation, with 95% confidence"
fn words(Apart { low, high, common_share }: Apart, what: &str) -> String {
    let distance = format!("{} apart in total variation, with 95% confidence", range(low, high));
    match common_share {
        None => format!("{what} are {distance}"),
        Some(share) => format!(
            "among the common functions ({} of the counts or more), the others taken together as one, {what} are {distance}",
            percent(share, 2)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_has_one_distance_and_says_of_what() {
        let all = Apart { low: 0.123, high: 0.321, common_share: None };
        let (kind, text) = apart_words(Verdict::Different(all), Some(1e-20), "the distributions").unwrap();
        assert_eq!(kind, "differ");
        assert_eq!(
            text,
            "Different: the distributions are 0.12 to 0.33 apart in total variation, with 95% confidence (p < 10⁻¹², below 0.001)."
        );
        let (kind, text) = apart_words(
            Verdict::Similar(Apart { high: 0.082, low: 0.031, common_share: None }),
            Some(2e-5),
            "both",
        )
        .unwrap();
        assert_eq!((kind, text.contains("both are 0.031 to 0.082 apart")), ("close", true), "{text}");
        let common = Apart { low: 0.0, high: 0.061, common_share: Some(0.43) };
        let (kind, text) = apart_words(Verdict::Alike(common), Some(0.2), "the distributions").unwrap();
        assert_eq!(kind, "same");
        assert!(text.contains("among the common functions (43% of the counts or more)"), "{text}");
        assert_eq!(text.matches("apart").count(), 1);
    }
}
