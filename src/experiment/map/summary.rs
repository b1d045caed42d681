//! What a picture says, in words and numbers.

use super::atlas::Atlas;
use super::words::{area_text, hex};
use crate::map::{Area, Fit, Shares, Square, View, colour, largest_squares};
use crate::numeric::{count, decimal, number_of, percent};
use crate::task::Function;
use crate::task::description;
use serde::Serialize;

/// How many functions are listed.
const LISTED: usize = 10;

/// How far a picture is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct MapProgress {
    /// How much of it is there, from 0 to 1.
    pub share: f64,
    /// Whether it is whole.
    pub ended: bool,
    /// In words.
    pub text: String,
}

/// What a picture says.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct MapSummary {
    /// What is seen, in sentences with the live numbers.
    pub caption: Vec<String>,
    /// The number of distinct functions seen.
    pub distinct: usize,
    /// The number of those that fit the training set.
    pub fitting: usize,
    /// What the column of shares of the window means.
    pub window_label: &'static str,
    /// What the column of shares of the prior means; none where the prior has no density on the plane.
    pub prior_label: Option<String>,
    /// The largest functions: of all, or of those that fit where the map is conditioned on the training set.
    pub rows: Vec<MapRow>,
    /// The shares of all those listed together, in words.
    pub together: String,
}

/// One function of a picture.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct MapRow {
    /// Its place among all functions of the picture, the largest first, counted from 0.
    pub rank: usize,
    /// The truth table.
    pub function: String,
    /// In words, if it can be said in a few.
    pub description: Option<String>,
    /// Its colour on the map, #rrggbb.
    pub colour: String,
    /// Whether it fits the training set.
    pub fits: bool,
    /// Wrong test points.
    pub test_errors: u32,
    /// Share of the window, from 0 to 1; of the part that fits where the map is conditioned.
    pub window: f64,
    /// The same in words, with what the resolution can hide.
    pub window_text: String,
    /// Share of the prior on the plane; of the part that fits where the map is conditioned.
    pub prior: Option<f64>,
    /// The same in words.
    pub prior_text: Option<String>,
    /// Where in the window there is most room for a label.
    pub spot: Option<MapSpot>,
}

/// The largest square within the regions of a function, as shares of the window's width.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct MapSpot {
    /// Its centre, from the left.
    pub x: f64,
    /// Its centre, from the top.
    pub y: f64,
    /// Its side.
    pub side: f64,
}

impl Atlas {
    /// How far the picture is.
    pub fn progress(&self) -> MapProgress {
        progress(self)
    }

    /// What the picture says; `None` while too little of it is there.
    pub fn summary(&self, dark: bool) -> Option<MapSummary> {
        summary(self, dark)
    }
}

fn progress(atlas: &Atlas) -> MapProgress {
    let picture = atlas.picture();
    let (left, tiles) = (picture.left(), picture.layout().tiles());
    let text = match picture.step() {
        Some(1) => "The picture is whole.".to_owned(),
        Some(step) => format!("One in {} pixels is certain, the rest is filled in.", step * step),
        None => "The first pixels are being computed.".to_owned(),
    };
    MapProgress { share: 1.0 - left as f64 / tiles as f64, ended: left == 0, text }
}

/// `None` while not even every eighth pixel of every eighth row is known.
fn summary(atlas: &Atlas, dark: bool) -> Option<MapSummary> {
    let setup = atlas.setup();
    let shares = atlas.shares()?;
    let condition = setup.condition;
    let Fit { functions: fitting, window: fit_window, prior: fit_prior } = shares.fit;
    // Of a part whose share of the prior is lost between the pixels, no function's share can be told.
    let told = !condition || fit_prior.is_some_and(|area| area.error < area.share);
    let chosen: Vec<usize> = (0..shares.distinct())
        .filter(|&rank| !condition || atlas.fits(shares.functions[rank]))
        .take(LISTED)
        .collect();
    let part = |area: Area, whole: Option<Area>| match whole.filter(|_| condition) {
        Some(whole) => of_part(area, whole),
        None => area,
    };
    let spots = spots(atlas, shares, &chosen);
    let rows: Vec<MapRow> = chosen
        .iter()
        .zip(spots)
        .map(|(&rank, spot)| {
            let window = part(shares.window[rank], Some(fit_window));
            let prior = shares.prior.get(rank).filter(|_| told).map(|&area| part(area, fit_prior));
            MapRow { spot, ..row(atlas, shares.functions[rank], dark, rank, window, prior) }
        })
        .collect();
    let together = together(&rows, condition);
    Some(MapSummary {
        caption: caption(atlas, shares, &rows),
        distinct: shares.distinct(),
        fitting,
        window_label: if condition { "of the part of the window that fits" } else { "of the window" },
        prior_label: (told && !shares.prior.is_empty()).then(|| {
            let part = if condition {
                "of the part that fits, weighted by the prior"
            } else {
                "weighted by the prior"
            };
            match atlas.covered() {
                Some(covered) => {
                    format!("{part} (the window holds {} of the prior on this plane)", percent(covered, 3))
                }
                None => part.to_owned(),
            }
        }),
        rows,
        together,
    })
}

/// For each of the chosen functions where there is room for a label.
fn spots(atlas: &Atlas, shares: &Shares, chosen: &[usize]) -> Vec<Option<MapSpot>> {
    let mut places = vec![u32::MAX; shares.distinct()];
    for (place, &rank) in chosen.iter().enumerate() {
        places[rank] = place as u32;
    }
    let pixels: Vec<u32> = atlas
        .indices()
        .into_iter()
        .map(|rank| places.get(rank as usize).copied().unwrap_or(u32::MAX))
        .collect();
    let size = atlas.picture().layout().size();
    let share = |pixels: f64| pixels / size as f64;
    let spot = |Square { x, y, side }| {
        let half = side as f64 / 2.0;
        MapSpot { x: share(x as f64 + half), y: share(y as f64 + half), side: share(side as f64) }
    };
    largest_squares(&pixels, size, chosen.len()).into_iter().map(|square| square.map(spot)).collect()
}

/// The share of a part in a larger part of the same whole, each with its error.
fn of_part(area: Area, whole: Area) -> Area {
    if whole.share == 0.0 {
        return Area { share: 0.0, error: 0.0 };
    }
    let share = area.share / whole.share;
    Area { share, error: (area.error + share * whole.error) / whole.share }
}

fn row(
    atlas: &Atlas,
    function: Function,
    dark: bool,
    rank: usize,
    window: Area,
    prior: Option<Area>,
) -> MapRow {
    let task = &atlas.setup().comparison.problem.task;
    MapRow {
        rank,
        function: function.to_string(),
        description: description(function, task.inputs.dimension()),
        colour: hex(colour(function, dark)),
        fits: task.fits(function),
        test_errors: task.test_errors(function),
        window: window.share,
        window_text: area_text(window),
        prior: prior.map(|area| area.share),
        prior_text: prior.map(area_text),
        spot: None,
    }
}

fn together(rows: &[MapRow], condition: bool) -> String {
    let window: f64 = rows.iter().map(|row| row.window).sum();
    let what = if condition { "of the part that fits" } else { "of the window" };
    let prior: Option<f64> = rows.iter().map(|row| row.prior).sum();
    let prior = prior.map_or(String::new(), |prior| format!(", weighted by the prior {}", percent(prior, 3)));
    match rows.len() {
        0 => "No function that fits is seen.".to_owned(),
        1 => format!("One function fills {} {what}{prior}.", percent(window, 3)),
        some => format!("The {some} largest functions fill {} {what}{prior}.", percent(window, 3)),
    }
}

fn caption(atlas: &Atlas, shares: &Shares, rows: &[MapRow]) -> Vec<String> {
    let setup = atlas.setup();
    let View { half, .. } = atlas.view();
    let functions = |number: usize| number_of(number as u64, "function");
    let mut caption = vec![format!(
        "{} seen in a window {} standard deviations wide, {} pixels looked at; smaller regions may lie between them.",
        functions(shares.distinct()),
        decimal(2.0 * half, 3),
        count(shares.pixels)
    )];
    if let Some(first) = rows.first() {
        let name = first.description.clone().unwrap_or_else(|| first.function.clone());
        let what = if setup.condition { "what fits" } else { "the window" };
        caption.push(format!("The largest, {name}, fills {} of {what}.", first.window_text));
    }
    let training = setup.comparison.problem.task.training_size();
    let points = match training {
        1 => "the training point".to_owned(),
        2 => "both training points".to_owned(),
        more => format!("all {more} training points"),
    };
    let fit = shares.fit;
    caption.push(match fit.functions {
        0 => format!("No function in this window fits {points}."),
        number => {
            let prior = fit.prior.map_or(String::new(), |area| {
                format!(", weighted by the prior {} of the plane seen", area_text(area))
            });
            format!(
                "{} of the window fits {points}, {} of it{prior}.",
                area_text(fit.window),
                functions(number)
            )
        }
    });
    caption
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_a_part_has_the_errors_of_both() {
        let of = of_part(Area { share: 0.1, error: 0.01 }, Area { share: 0.4, error: 0.02 });
        assert!((of.share - 0.25).abs() < 1e-15 && (of.error - 0.0375).abs() < 1e-15);
        assert_eq!(of_part(of, Area { share: 0.0, error: 0.0 }).share, 0.0);
    }

    #[test]
    fn shares_are_said_with_what_the_resolution_hides() {
        assert_eq!(area_text(Area { share: 1e-7, error: 9e-5 }), "under 0.01%");
        assert_eq!(area_text(Area { share: 0.312, error: 0.004_02 }), "31.2% within 0.41");
        assert_eq!(hex([1, 0xab, 0xff]), "#01abff");
    }
}
