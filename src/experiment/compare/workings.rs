//! How methods with weights work, and P(S) by every method that can tell it.

use super::cards::diagnosed;
use super::found::Found;
use super::members::Member;
use super::statements::fits;
use super::trust_words::small_estimate;
use crate::compare::marginal_likelihood;
use crate::method::Figure;
use crate::plot::{LikelihoodData, LikelihoodRow, MethodLabel};
use crate::sample::{Sample, Tries};
use serde::Serialize;
use std::f64::consts::LN_10;

/// What a method says of its own working.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Working {
    /// The method.
    pub label: MethodLabel,
    /// In words.
    pub rows: Vec<WorkingRow>,
    /// In pictures.
    pub figures: Vec<WorkingFigure>,
}

/// One thing that is told.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct WorkingRow {
    /// What it is.
    pub label: String,
    /// The value, or a sentence.
    pub value: String,
}

/// A picture, with what it shows in a sentence.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct WorkingFigure {
    /// The picture.
    pub figure: Figure,
    /// For those who do not see it.
    pub alt: String,
}

/// All methods that tell something.
pub(super) fn workings(found: &Found<'_>) -> Vec<Working> {
    let told = found.methods.iter().filter_map(|&(member, sample)| match sample {
        Sample::Clusters(counts) => Some((member, diagnosed(member, counts))),
        Sample::Counts(_) => None,
    });
    told.filter(|(_, told)| !told.rows.is_empty())
        .map(|(member, told)| Working {
            label: member.label.clone(),
            rows: told
                .rows
                .into_iter()
                .map(|row| WorkingRow { label: row.label.to_owned(), value: row.value })
                .collect(),
            figures: told
                .figures
                .into_iter()
                .map(|figure| {
                    let alt = figure.alt_text(&member.label.title);
                    WorkingFigure { figure, alt }
                })
                .collect(),
        })
        .collect()
}

/// P(S) by method, if there is one whose clusters are weighted by it; methods that train say nothing of it.
pub(super) fn likelihoods(found: &Found<'_>) -> LikelihoodData {
    let methods = || found.methods.iter().filter(|(member, _)| member.tries != Tries::Runs);
    if methods().all(|(member, _)| member.tries != Tries::Clusters) {
        return LikelihoodData::default();
    }
    LikelihoodData { rows: methods().map(|&(member, sample)| row(member, sample)).collect() }
}

fn row(member: &Member, sample: Sample<'_>) -> LikelihoodRow {
    let logarithms = match sample {
        Sample::Counts(census) => marginal_likelihood(census.kept(), census.tried()).map(|fit| {
            let found = fit.probability;
            [if census.kept() > 0 { found.value } else { 0.0 }, found.low, found.high].map(libm::log10)
        }),
        Sample::Clusters(counts) => counts
            .marginal_likelihood()
            .map(|found| [found.value, found.low, found.high].map(|ln| ln / LN_10)),
    };
    let text = match (sample, logarithms) {
        (Sample::Clusters(counts), Some(_)) => {
            counts.marginal_likelihood().map_or(String::new(), |found| small_estimate(&found))
        }
        _ => {
            let (_, _, value, lacking) = fits((member, sample));
            value.unwrap_or_else(|| lacking.to_owned())
        }
    };
    let [value, low, high] =
        logarithms.map_or([None; 3], |ends| ends.map(|end| Some(end).filter(|end| end.is_finite())));
    LikelihoodRow { label: member.label.clone(), text, value, low, high }
}
