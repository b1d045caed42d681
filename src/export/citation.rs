//! How to cite a run.

use crate::settings::Experiment;

/// A BibTeX entry for the program, with the settings as a link and the fingerprint of what they gave.
///
/// `page` is the address of the page without its fragment, or empty where none is known: then the settings stand in the
/// note. `accessed` is a day, as 2026-11-22.
pub fn citation(page: &str, fragment: &str, fingerprint: Option<&str>, accessed: &str) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let experiment = Experiment::of_link(fragment).key();
    let fragment = fragment.trim_start_matches('#');
    let page = page.split('#').next().unwrap_or_default();
    let day = match accessed.get(..4).filter(|year| year.bytes().all(|digit| digit.is_ascii_digit())) {
        Some(year) => format!("  year         = {{{year}}},\n  urldate      = {{{}}},\n", verbatim(accessed)),
        None => String::new(),
    };
    let census = fingerprint
        .map(|fingerprint| format!(", census fingerprint {}", verbatim(fingerprint)))
        .unwrap_or_default();
    let fragment = verbatim(fragment);
    let (url, settings) = match verbatim(page) {
        page if page.is_empty() => (String::new(), format!(", settings \\url{{{fragment}}}")),
        page => (format!("  url          = {{{page}#{fragment}}},\n"), String::new()),
    };
    format!(
        "@software{{dice-and-descent,\n  title        = {{Dice \\& Descent: does gradient descent find the same functions as blind luck?}},\n  version      = {{{version}}},\n{day}{url}  note         = {{Experiment {experiment}{settings}{census}}},\n}}\n"
    )
}

/// What can stand between braces as it is: an address has no others, and percent signs are allowed in `url`.
fn verbatim(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() && !"{}\\".contains(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_names_program_settings_and_counts() {
        let entry = citation(
            "https://example.org/dice/#old",
            "v=2&experiment=gates&n=3",
            Some("0123456789abcdef"),
            "2026-11-22",
        );
        assert!(entry.starts_with("@software{dice-and-descent,"));
        assert!(entry.contains("url          = {https://example.org/dice/#v=2&experiment=gates&n=3},"));
        assert!(entry.contains("note         = {Experiment gates, census fingerprint 0123456789abcdef},"));
        assert!(entry.contains("urldate      = {2026-11-22},") && entry.contains("year         = {2026},"));
        assert_eq!(entry.matches('{').count(), entry.matches('}').count());
    }

    #[test]
    fn without_a_page_the_settings_are_in_the_note() {
        let entry = citation("", "#v=1&target=xor&lr=0.5", Some("0123456789abcdef"), "2026-11-22");
        let note = "{Experiment compare, settings \\url{v=1&target=xor&lr=0.5}, census fingerprint 0123456789abcdef}";
        assert!(entry.contains(&format!("note         = {note},")), "{entry}");
        assert!(!entry.contains(" url "), "{entry}");
    }

    #[test]
    fn what_would_break_an_entry_is_left_out() {
        let entry = citation("https://x.org/{}\\\n", "target=%7B}", None, "today");
        assert!(entry.contains("{https://x.org/#target=%7B}") && !entry.contains("year"));
        assert_eq!(entry.matches('{').count(), entry.matches('}').count());
    }
}
