//! What the page says in words: every number in every sentence, and every hint, held against the run that it is about.
//! `docs/statements.md` lists the sentences with their conditions; what it lists is what is rendered here.

mod compare;
mod gates;
mod hints;
mod landscape;
mod map;
mod numbers;
mod published;
mod weighted;

use numbers::Said;
use std::collections::{BTreeMap, BTreeSet};

/// A small generator of settings: these tests choose runs, not samples.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % bound as u64) as usize
    }

    pub(crate) fn one_of<'a>(&mut self, texts: &[&'a str]) -> &'a str {
        texts[self.below(texts.len())]
    }
}

/// Every sentence that was rendered, by its template, with how often; and the first numbers that nothing explains.
#[derive(Default)]
pub(crate) struct Rendered {
    pub(crate) templates: BTreeMap<String, u64>,
    wrong: Vec<String>,
}

impl Rendered {
    /// Checks every number in `text`: it must be one of `known`, rounded as it is shown.
    pub(crate) fn check(&mut self, template: &str, link: &str, text: &str, known: &[f64]) {
        *self.templates.entry(template.to_owned()).or_default() += 1;
        for said in numbers::read(text) {
            if !known.iter().any(|&value| said.is(value)) {
                self.wrong.push(format!("{template} of {link}: {said:?} in \u{201c}{text}\u{201d}"));
            }
        }
        if let Some(noun) = one_of_many(text) {
            self.wrong.push(format!("{template} of {link}: 1 {noun} in \u{201c}{text}\u{201d}"));
        }
        for fault in ["NaN", "inf", "undefined", "--", "- ", "e-", "((", "  ", "to to", " ,", ".."] {
            let hit = text.contains(fault) && !(fault == "inf" && text.contains("infinit"));
            if hit && !(fault == "- " && text.contains("\u{2013} ")) {
                self.wrong
                    .push(format!("{template} of {link}: \u{201c}{fault}\u{201d} in \u{201c}{text}\u{201d}"));
            }
        }
    }

    pub(crate) fn assert_right(&self) {
        // One of each sentence.
        let mut shown: Vec<&String> = self.wrong.iter().collect();
        let mut seen = BTreeSet::new();
        shown.retain(|wrong| seen.insert(wrong.split(' ').next().unwrap_or_default()));
        assert!(
            self.wrong.is_empty(),
            "{} numbers that nothing explains, among them\n{shown:#?}",
            self.wrong.len()
        );
    }
}

/// A noun of which there are many where there is 1.
fn one_of_many(text: &str) -> Option<&str> {
    const NOUNS: [&str; 16] = [
        "functions",
        "networks",
        "runs",
        "draws",
        "classes",
        "points",
        "times",
        "inputs",
        "epochs",
        "steps",
        "errors",
        "degrees",
        "others",
        "parameters",
        "members",
        "layers",
    ];
    let words: Vec<&str> = text.split([' ', ',', ';', ':', '.', '(', ')']).collect();
    let pair = |pair: &&[&str]| pair[0] == "1" && NOUNS.contains(&pair[1]);
    // "T from 0 to 1", "1.1 times" and "labelled 1 are" are no numbers of things.
    let exact = |pair: &&[&str]| {
        text.contains(&format!(" 1 {}", pair[1])) || text.starts_with(&format!("1 {}", pair[1]))
    };
    words.windows(2).filter(pair).find(exact).map(|pair| pair[1])
}

/// The templates that `docs/statements.md` lists for an experiment: the first cells of its tables.
pub(crate) fn documented(experiment: &str) -> BTreeSet<String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/statements.md");
    let text = std::fs::read_to_string(path).unwrap();
    let prefix = format!("| `{experiment}.");
    let of = |line: &str| Some(line.strip_prefix(&prefix)?.split('`').next()?.to_owned());
    text.lines().filter_map(of).collect()
}

/// What is documented is rendered, and what is rendered is documented.
pub(crate) fn assert_documented(experiment: &str, rendered: &Rendered) {
    let found: BTreeSet<String> = rendered.templates.keys().cloned().collect();
    let listed = documented(experiment);
    let missing: Vec<_> = listed.difference(&found).collect();
    let extra: Vec<_> = found.difference(&listed).collect();
    assert!(
        missing.is_empty() && extra.is_empty(),
        "never rendered: {missing:?}; not in docs/statements.md: {extra:?}"
    );
}

#[test]
fn the_parser_reads_what_the_formatter_writes() {
    let read =
        |text: &str| numbers::read(text).iter().map(|said| (said.value, said.unit)).collect::<Vec<_>>();
    assert_eq!(
        read("1,234 of x1 and K_LZ, f5 and 2^(\u{2212}0.48 K + 1.2)"),
        [(1234.0, 1.0), (0.48, 0.01), (1.2, 0.1)]
    );
    let (value, unit) = read("P is 2.61×10⁻⁵.")[0];
    assert!((value - 2.61e-5).abs() < 1e-18 && (unit - 1e-7).abs() < 1e-18);
    let both = read("(2.610 ± 0.031)×10⁻⁵");
    assert!(both.len() == 2 && (both[1].0 - 3.1e-7).abs() < 1e-18, "{both:?}");
    assert_eq!(
        (one_of_many("over 1 functions"), one_of_many("1 function, 2.1 times")),
        (Some("functions"), None)
    );
    let said = |text: &str| -> Said { numbers::read(text).pop().unwrap() };
    assert_eq!(read("1,000,000 of 1 in 0110 and 11,000"), [(1e6, 1.0), (11_000.0, 1.0)]);
    assert!(said("41.3%").is(0.4131) && !said("41.3%").is(0.42));
    assert!(said("1 in 4,812").is(1.0 / 4812.3) && !said("1 in 4,812").is(1.0 / 4900.0));
    assert!(numbers::read("73 in 100").len() == 1 && said("73 in 100").is(0.728));
    assert!(said("p < 10⁻¹²").is(1e-12) && !said("p < 10⁻¹²").is(1e-11));
}
