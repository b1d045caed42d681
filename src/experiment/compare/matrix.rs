//! Every pair of methods: how far apart, beside what chance would show.

use super::found::Found;
use super::trust_words::{distrust, mistrust};
use crate::compare::{
    Distances, Effort, PairedSamples, TotalVariation, Verdict, WeightedContrast, distances, weighted_contrast,
};
use crate::experiment::apart::apart_words;
use crate::numeric::{decimal, range};
use crate::settings::own::letter;
use serde::Serialize;

/// How much work each pair may take that is not the one shown.
const EFFORT: Effort = Effort(2_000_000);

/// Two methods, in one cell.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct Cell {
    /// The place of the one.
    pub first: usize,
    /// The place of the other.
    pub second: usize,
    /// The letters of both, as the setting `pair` has them.
    pub pair: String,
    /// `too-little`, `same`, `close` or `differ`.
    pub kind: &'static str,
    /// The total variation distance of the samples; `?` where there is none yet.
    pub distance: String,
    /// What 95% of samples of these sizes from one distribution do not exceed.
    pub chance: String,
    /// The distance, 0 to 1.
    pub value: Option<f64>,
    /// All of this in a sentence.
    pub text: String,
}

/// All pairs of methods, row by row; of the pair `shown` everything is known already.
pub(super) fn matrix(found: &Found<'_>, shown: ([usize; 2], &WeightedContrast)) -> Vec<Cell> {
    let cell_of = |pair: [usize; 2], contrast: &WeightedContrast| {
        cell(found, pair, contrast.total_variation, contrast.verdict, contrast.p_value)
    };
    found
        .pairs()
        .map(|pair| {
            let ([first, second], contrast) = shown;
            if pair == [first, second] || pair == [second, first] {
                return cell_of(pair, contrast);
            }
            match found.pair(pair).samples {
                PairedSamples::Counts(counts) => {
                    let Distances { total_variation, verdict, p_value, .. } = distances(&counts, EFFORT);
                    cell(found, pair, total_variation, Some(verdict), p_value)
                }
                clusters => cell_of(pair, &weighted_contrast(&clusters, found.task, EFFORT)),
            }
        })
        .collect()
}

fn cell(
    found: &Found<'_>,
    [first, second]: [usize; 2],
    apart: Option<TotalVariation>,
    verdict: Option<Verdict>,
    p_value: Option<f64>,
) -> Cell {
    let names = [first, second].map(|place| found.methods[place].0.label.title.as_str());
    let sides = [first, second].map(|place| found.methods[place]);
    let verdict =
        verdict.filter(|_| sides.iter().all(|&(member, sample)| mistrust(member, sample).is_none()));
    let (kind, said) =
        verdict.and_then(|verdict| apart_words(verdict, p_value, "the distributions")).unwrap_or_else(|| {
            if verdict.is_none() {
                return ("too-little", distrust(sides));
            }
            let known = apart.map_or(String::new(), |apart| {
                format!(" So far the distributions are {} apart (95%).", range(apart.at_least, apart.at_most))
            });
            ("too-little", format!("Too little data to say.{known}"))
        });
    let number =
        |of: fn(&TotalVariation) -> f64| apart.as_ref().map_or("?".to_owned(), |apart| decimal(of(apart), 2));
    Cell {
        first,
        second,
        pair: [first, second].map(letter).iter().collect(),
        kind,
        distance: number(|apart| apart.distance),
        chance: number(|apart| apart.floor.upper),
        value: apart.map(|apart| apart.distance),
        text: format!("{} against {}: {said}", names[0], names[1]),
    }
}
