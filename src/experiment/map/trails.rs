//! The paths of training runs, ready to be drawn and told.

use super::atlas::Atlas;
use super::settings::MAX_HALF;
use super::words::hex;
use crate::map::{Path, PathPoint, Place, colour};
use crate::method::sgd::Ending;
use crate::numeric::{count, decimal, number_of};
use crate::task::Function;
use crate::task::description;
use serde::Serialize;

/// The path of one training run across the window.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct Trail {
    /// Which run.
    pub run: u64,
    /// Whether it ends fitting the training set.
    pub fitted: bool,
    /// How it went, in a sentence or two.
    pub text: String,
    /// The points, each as shares of the window's width from the left and from the top: outside of the
    /// window below 0 or above 1.
    pub points: Vec<[f64; 2]>,
    /// How far each point is from the plane, in standard deviations of the prior; 0 if it is but rounding.
    #[serde(skip)]
    pub residuals: Vec<f64>,
    /// The same as it is read: "0.34".
    pub distances: Vec<String>,
    /// The number of steps up to each point.
    pub steps: Vec<u64>,
    /// For each point the place of its own function among `visits`.
    pub functions: Vec<usize>,
    /// The functions that it passes through, in the order of the first visit.
    pub visits: Vec<Visit>,
}

/// A function that a path passes through.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct Visit {
    /// The truth table.
    pub function: String,
    /// In words, if it can be said in a few.
    pub description: Option<String>,
    /// Its colour on the map.
    pub colour: String,
    /// Recorded points that have it.
    pub points: usize,
}

impl Atlas {
    /// The paths that have come in.
    pub fn trails(&self, dark: bool) -> Vec<Trail> {
        self.paths.values().map(|path| trail(self, path, dark)).collect()
    }
}

fn trail(atlas: &Atlas, path: &Path, dark: bool) -> Trail {
    let view = atlas.view();
    let drawn = drawn(path);
    let share = |x: f64, centre: f64| 0.5 + (x - centre) / (2.0 * view.half);
    let points: Vec<[f64; 2]> = drawn
        .iter()
        .map(|PathPoint { place, .. }| [share(place.u, view.centre[0]), 1.0 - share(place.v, view.centre[1])])
        .collect();
    let mut seen: Vec<(Function, usize)> = Vec::new();
    let functions: Vec<usize> = drawn
        .iter()
        .map(|point| {
            let known = seen.iter().position(|(function, _)| *function == point.function);
            let place = known.unwrap_or_else(|| {
                seen.push((point.function, 0));
                seen.len() - 1
            });
            seen[place].1 += 1;
            place
        })
        .collect();
    let n = atlas.setup().comparison.problem.task.inputs.dimension();
    let visits = seen
        .iter()
        .map(|&(function, points)| Visit {
            function: function.to_string(),
            description: description(function, n),
            colour: hex(colour(function, dark)),
            points,
        })
        .collect();
    Trail {
        run: path.run,
        fitted: matches!(path.ending, Ending::Fitted { .. }),
        text: text(atlas, path, &points, seen.len(), n),
        points,
        distances: drawn.iter().map(|point| decimal(residual(point), 2)).collect(),
        residuals: drawn.iter().map(residual).collect(),
        steps: drawn.iter().map(|point| point.step).collect(),
        functions,
        visits,
    }
}

/// What of a path can be drawn: the points before the first that is in no window.
fn drawn(path: &Path) -> &[PathPoint] {
    let inside = |place: Place| place.u.abs() <= MAX_HALF && place.v.abs() <= MAX_HALF;
    let end = path.points.iter().position(|point| !inside(point.place)).unwrap_or(path.points.len());
    &path.points[..end]
}

/// What is left in double precision of points that lie on the plane.
const ROUNDING: f64 = 1e-9;

fn residual(point: &PathPoint) -> f64 {
    if point.place.residual < ROUNDING { 0.0 } else { point.place.residual }
}

fn text(atlas: &Atlas, path: &Path, points: &[[f64; 2]], visited: usize, n: usize) -> String {
    let steps = number_of(path.steps, "step");
    let ending = match path.ending {
        Ending::Fitted { function, epochs } => {
            let name = description(function, n).unwrap_or_else(|| function.to_string());
            format!("fits after {} ({steps}) and ends in {name}", number_of(epochs, "epoch"))
        }
        Ending::Unfit => format!("has not fitted by the limit of epochs ({steps})"),
        Ending::Lost => format!("fitted, but no longer after the extra epochs ({steps})"),
        Ending::Diverged => format!("diverged after {steps}: a number grew past all bounds"),
    };
    let picture = atlas.picture();
    let size = picture.layout().size();
    let pixel = |share: f64| (share * size as f64) as usize;
    let (mut inside, mut same) = (0, 0);
    let drawn = drawn(path);
    for (point, &[x, y]) in drawn.iter().zip(points) {
        if x < 0.0 || y < 0.0 {
            continue;
        }
        if let Some(beneath) = picture.function_at(pixel(x), pixel(y)) {
            inside += 1;
            same += u64::from(beneath == point.function);
        }
    }
    let farthest = drawn.iter().map(residual).fold(0.0, f64::max);
    let end = match path.points.last().filter(|_| drawn.len() == path.points.len()) {
        Some(last) if residual(last) == 0.0 => "ends on it".to_owned(),
        Some(last) => format!("ends {} from it", decimal(residual(last), 2)),
        None => format!(
            "runs away: after {} it is farther off than any window reaches, and no longer drawn",
            number_of(path.points[drawn.len()].step, "step")
        ),
    };
    let recorded = match path.points.len() as u64 {
        all if all == path.steps + 1 => String::new(),
        some => format!(", looked at {} on the way", number_of(some, "time")),
    };
    format!(
        "Run {} {ending}. It passes through {}{recorded}, is never farther than {} standard deviations from the plane and {end}; of {} in the window {} {} the function of the map beneath.",
        path.run,
        number_of(visited as u64, "function"),
        decimal(farthest, 2),
        number_of(inside, "point"),
        count(same),
        if same == 1 { "has" } else { "have" }
    )
}
