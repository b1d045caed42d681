//! One function, with what is known of it.

use super::tally::Tally;
use crate::Function;
use crate::complexity::Measure;
use crate::complexity::exact::ExactTables;
use crate::experiment::{at_most_one_in, count, decimal, one_in, range};
use crate::landscape::{Counted, NamedRow, Ranking, Registry};
use crate::plot::{Mean, Share};
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
    /// P(f).
    pub p: Share,
    /// P in words.
    pub text: String,
    /// How many networks count as one independent draw of this function: 1 unless several last layers are drawn to
    /// every hidden draw.
    pub design_effect: f64,
    /// Every measure that applies.
    pub complexities: Vec<MeasureValue>,
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
    /// 1 for the most frequent.
    pub rank: usize,
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
}

/// `function` with what the census says of it.
pub(super) fn detail(
    function: Function,
    n: usize,
    tally: &Tally,
    tables: Option<&ExactTables>,
) -> LandscapeDetail {
    let registry = &tally.registry;
    let named = tally.named.iter().find(|(named, _)| named.function == function);
    let found = named.map_or(registry.count(function), |&(_, count)| count);
    let hidden = named.is_none() && found == 0 && registry.beyond() > 0;
    let value = |measure: Measure| {
        let value = measure.value(function, tables)?;
        let text = format!("{} {}", decimal(value, 3), measure.unit());
        Some(MeasureValue { key: measure.key(), label: measure.label(), text: text.trim_end().to_owned() })
    };
    LandscapeDetail {
        function: function.to_string(),
        compact: function.to_compact_string(),
        name: description(function, n),
        ones: function.ones(),
        rank: (found > 0 && registry.count(function) > 0).then(|| rank(registry, found)),
        p: if hidden {
            Share { count: 0, value: 0.0, low: 0.0, high: 1.0 }
        } else {
            tally.exact_p(function, found)
        },
        text: if hidden {
            format!("not told apart from others among {}", count(registry.draws()))
        } else {
            p_words(tally.exact_p(function, found), registry.draws())
        },
        design_effect: tally.design_of(function, found),
        complexities: Measure::ALL.into_iter().filter_map(value).collect(),
    }
}

/// One more than the number of functions found more often.
fn rank(registry: &Registry, found: u64) -> u64 {
    registry.repeated().filter(|&(_, count)| count > found).count() as u64 + 1
}

/// The first `most` functions of a ranking.
pub(super) fn rows(
    ranking: &Ranking,
    tally: &Tally,
    n: usize,
    most: usize,
    value: impl Fn(Function) -> f64,
) -> Vec<LandscapeRow> {
    let listed = &ranking.functions()[..ranking.functions().len().min(most)];
    let shares: Vec<Share> = listed.iter().map(|found| tally.p(Some(found.function), found.count)).collect();
    let longest = shares.iter().map(|share| share.high).fold(f64::MIN_POSITIVE, f64::max);
    let row = |(place, (&Counted { function, count }, share)): (usize, (&Counted, &Share))| LandscapeRow {
        rank: place + 1,
        function: function.to_string(),
        compact: function.to_compact_string(),
        name: description(function, n),
        text: p_words(tally.exact_p(function, count), ranking.draws()),
        bar: Mean { value: share.value / longest, low: share.low / longest, high: share.high / longest },
        ones: function.ones(),
        complexity: value(function),
    };
    listed.iter().zip(&shares).enumerate().map(row).collect()
}

/// The named functions, each with its P or the bound on it.
pub(super) fn named_rows(tally: &Tally, measure: Measure, tables: Option<&ExactTables>) -> Vec<NamedRow> {
    let draws = tally.registry.draws();
    tally
        .named
        .iter()
        .map(|&(named, found)| NamedRow {
            id: named.id.to_owned(),
            words: named.words.to_owned(),
            function: named.function.to_string(),
            p: tally.exact_p(named.function, found),
            text: p_words(tally.exact_p(named.function, found), draws),
            complexity: measure.value(named.function, tables),
        })
        .collect()
}

/// "1 in 4,812: 208 of 1,000,000 (0.000180 to 0.000238)", or the bound if it was never found.
pub(super) fn p_words(Share { count: found, value, low, high }: Share, draws: u64) -> String {
    match (found, draws) {
        (_, 0) => "nothing counted yet".to_owned(),
        (0, _) => format!("fewer than {} (97.5%): never in {}", at_most_one_in(high), count(draws)),
        _ => format!("{}: {} of {} ({})", one_in(value), count(found), count(draws), range(low, high)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::worth::share_of;
    use crate::contrast::clopper_pearson_of;

    #[test]
    fn what_was_never_found_has_a_bound() {
        // The bound is 1 - 0.025^(1/N), about 3.689 / N.
        let p_words = |found, draws| super::p_words(share_of(clopper_pearson_of, found, draws, 1.0), draws);
        assert_eq!(p_words(0, 1_000_000), "fewer than 1 in 271,085 (97.5%): never in 1,000,000");
        assert!(p_words(208, 1_000_000).starts_with("1 in 4,808: 208 of 1,000,000 ("));
        assert_eq!(p_words(0, 0), "nothing counted yet");
    }
}
