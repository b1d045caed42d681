//! One function, with what is known of it.

use super::symmetry_words::symmetry_words;
use super::tally::{NamedCount, Tally};
use crate::complexity::Measure;
use crate::complexity::exact::ExactTables;
use crate::landscape::{NamedRow, Ranking, rank_of};
use crate::numeric::{Mean, Share, at_most_one_in, count, decimal, one_in, range, rounded};
use crate::sample::Counted;
use crate::symmetry::{Class, Symmetries};
use crate::task::Function;
use crate::task::description;
use serde::Serialize;

/// One function and its P.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct LandscapeDetail {
    /// The truth table, one character an input.
    pub function: String,
    /// The truth table as short as links write it.
    pub compact: String,
    /// The function in words, if it has some.
    pub name: Option<String>,
    /// T.
    pub ones: u32,
    /// One more than the number of functions found more often; none if it was never found, or is not told apart.
    pub rank: Option<u64>,
    /// Whether none was found more often, and it more than once.
    pub most_frequent: bool,
    /// P(f).
    pub p: Share,
    /// P in words.
    pub text: String,
    /// Its class, if classes are counted.
    pub class: Option<FunctionClass>,
    /// How many networks count as one independent draw of this function: 1 unless several last layers are drawn to
    /// every hidden draw.
    pub design_effect: f64,
    /// Every measure that applies.
    pub complexities: Vec<MeasureValue>,
}

/// The class of a function: those that arise from it by symmetries of the prior, all equally probable.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct FunctionClass {
    /// The number of members.
    pub size: u32,
    /// What it is, in words.
    pub text: String,
}

/// The value of one measure.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct MeasureValue {
    /// The measure's key.
    pub key: &'static str,
    /// The measure's name.
    pub label: &'static str,
    /// The value with its unit.
    pub text: String,
}

/// A line of the ranked list.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct LandscapeRow {
    /// 1 for the most frequent; of a class, the first rank of its members.
    pub rank: u64,
    /// The truth table, one character an input.
    pub function: String,
    /// The truth table as short as links write it.
    pub compact: String,
    /// The function in words, if it has some.
    pub name: Option<String>,
    /// P in words.
    pub text: String,
    /// P as the length of a bar with its interval, 0 to 1: shares of the longest listed.
    pub bar: Mean,
    /// T.
    pub ones: u32,
    /// The chosen measure.
    pub complexity: f64,
    /// The same in words, and the size of its class if classes are counted: "Lempel-Ziv K_LZ 28".
    pub about: String,
}

/// `function` with what the census says of it.
pub(super) fn detail(
    function: Function,
    n: usize,
    tally: &Tally,
    tables: Option<&ExactTables>,
) -> LandscapeDetail {
    let registry = &tally.registry;
    let class = tally.class(function);
    let told_apart = registry.count(class.representative);
    let named = tally.named.iter().find(|named| named.class == class);
    let found = named.map_or(told_apart, |named| named.count);
    let p = tally.exact_p(class, found);
    let hidden = named.is_none() && found == 0 && registry.beyond() > 0;
    let value = |measure: Measure| {
        let value = measure.value(function, tables)?;
        let text = format!("{} {}", decimal(value, 3), measure.unit());
        Some(MeasureValue { key: measure.key(), label: measure.label(), text: text.trim_end().to_owned() })
    };
    let rank = (found > 0 && told_apart > 0).then(|| rank_of(registry, found, class.size));
    LandscapeDetail {
        function: function.to_string(),
        compact: function.to_compact_string(),
        name: description(function, n),
        ones: function.ones(),
        rank,
        most_frequent: found > 1 && rank == Some(1),
        p: if hidden { Share { count: 0, value: 0.0, low: 0.0, high: 1.0 } } else { p },
        text: if hidden {
            format!("counted only together with others, among {}", count(registry.draws()))
        } else {
            tally.words(p, class.size)
        },
        class: tally.symmetries.map(|symmetries| FunctionClass::new(symmetries, class)),
        design_effect: tally.design_of(class.representative, found),
        complexities: Measure::ALL.into_iter().filter_map(value).collect(),
    }
}

/// The first `most` functions of a ranking.
pub(super) fn rows(
    ranking: &Ranking,
    tally: &Tally,
    n: usize,
    most: usize,
    measure: Measure,
    tables: Option<&ExactTables>,
) -> Vec<LandscapeRow> {
    let value = |function| measure.value(function, tables).unwrap_or(0.0);
    let listed = &ranking.functions()[..ranking.functions().len().min(most)];
    let shares: Vec<Share> = listed.iter().map(|found| tally.p(found)).collect();
    let longest = shares.iter().map(|share| share.high).fold(f64::MIN_POSITIVE, f64::max);
    let row =
        |(place, (&Counted { function, count, size }, share)): (usize, (&Counted, &Share))| LandscapeRow {
            rank: ranking.first_rank(place),
            function: function.to_string(),
            compact: function.to_compact_string(),
            name: description(function, n),
            text: tally.words(tally.exact_p(Class { representative: function, size }, count), size),
            bar: Mean { value: share.value / longest, low: share.low / longest, high: share.high / longest },
            ones: function.ones(),
            complexity: value(function),
            about: match tally.symmetries {
                None => about(measure, value(function)),
                Some(_) => format!("{}, {}", about(measure, value(function)), class_words(size)),
            },
        };
    listed.iter().zip(&shares).enumerate().map(row).collect()
}

/// The named functions, each with its P or the bound on it.
pub(super) fn named_rows(tally: &Tally, measure: Measure, tables: Option<&ExactTables>) -> Vec<NamedRow> {
    tally
        .named
        .iter()
        .map(|&NamedCount { named, class, count }| NamedRow {
            id: named.id.to_owned(),
            words: named.words.to_owned(),
            function: named.function.to_string(),
            p: tally.exact_p(class, count),
            text: tally.words(tally.exact_p(class, count), class.size),
            complexity: measure.value(named.function, tables),
            about: measure.value(named.function, tables).map_or(String::new(), |value| about(measure, value)),
        })
        .collect()
}

/// "Lempel-Ziv K_LZ 28".
fn about(measure: Measure, value: f64) -> String {
    format!("{} {}", measure.label(), rounded(value, 3))
}

/// "one of 10,080".
fn class_words(size: u32) -> String {
    match size {
        1 => "alone in its class".to_owned(),
        size => format!("one of {} in its class", count(u64::from(size))),
    }
}

impl Tally {
    /// P of a function in words, from how often it, or its class of so many members, was found.
    fn words(&self, p: Share, size: u32) -> String {
        let draws = self.registry.draws();
        match (p.count, size) {
            (_, 1) | (0, _) => p_words(p, draws),
            (found, size) => format!(
                "{}: its class of {} was found {} in {} (95%: {})",
                one_in(p.value),
                count(u64::from(size)),
                if found == 1 { "once".to_owned() } else { format!("{} times", count(found)) },
                count(draws),
                range(p.low, p.high)
            ),
        }
    }
}

impl FunctionClass {
    fn new(symmetries: Symmetries, Class { size, .. }: Class) -> Self {
        Self { size, text: format!("{}, by {}", class_words(size), symmetry_words(symmetries)) }
    }
}

/// "1 in 4,812: 208 of 1,000,000 (95%: 0.000180 to 0.000238)", or the bound if it was never found.
pub(super) fn p_words(Share { count: found, value, low, high }: Share, draws: u64) -> String {
    match (found, draws) {
        (_, 0) => "nothing counted yet".to_owned(),
        (0, _) => format!("fewer than {} (97.5%): never in {}", at_most_one_in(high), count(draws)),
        _ => format!("{}: {} of {} (95%: {})", one_in(value), count(found), count(draws), range(low, high)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::worth::share_of;
    use crate::numeric::clopper_pearson_of;

    #[test]
    fn what_was_never_found_has_a_bound() {
        // The bound is 1 - 0.025^(1/N), about 3.689 / N.
        let p_words = |found, draws| super::p_words(share_of(clopper_pearson_of, found, draws, 1.0), draws);
        assert_eq!(p_words(0, 1_000_000), "fewer than 1 in 271,085 (97.5%): never in 1,000,000");
        assert!(p_words(208, 1_000_000).starts_with("1 in 4,808: 208 of 1,000,000 ("));
        assert_eq!(p_words(0, 0), "nothing counted yet");
    }
}
