//! What a method tells of its own working: whether its numbers may be trusted, and what to do if not.

use crate::numeric::decimal;
use serde::{Deserialize, Serialize};

/// What a method says beside its functions, of all that is counted so far.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Diagnostics {
    /// In words, one after the other.
    pub rows: Vec<Row>,
    /// To look at.
    pub figures: Vec<Figure>,
    /// Why its intervals are not to be trusted and what helps, within a sentence; none if the method knows no reason.
    pub distrust: Option<String>,
}

/// One thing that is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// What it is.
    pub label: &'static str,
    /// The value with its interval, or a sentence.
    pub value: String,
}

/// Some lines over one axis.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Figure {
    /// What is to be seen, as a title.
    pub title: String,
    /// What stands along the horizontal axis.
    pub across: String,
    /// What stands along the vertical axis.
    pub upwards: String,
    /// Whether heights are logarithms to base 10, to be labelled by what they are logarithms of.
    pub logarithmic: bool,
    /// Whose of the six colours and marks the first line has: the place of the method.
    pub place: u32,
    /// The lines.
    pub lines: Vec<Line>,
}

/// One line.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Line {
    /// What it is.
    pub label: String,
    /// Its points, from left to right: place and height, finite.
    pub points: Vec<[f64; 2]>,
}

impl Figure {
    /// The picture in a sentence, for those who do not see it; `method` is whose it is.
    pub fn alt_text(&self, method: &str) -> String {
        let height = |height: f64| match self.logarithmic {
            true => format!("10^{}", decimal(height, 3)),
            false => decimal(height, 3),
        };
        let lines = self.lines.iter().filter_map(|line| {
            let (first, last) = (line.points.first()?, line.points.last()?);
            Some(format!("{} from {} to {}", line.label, height(first[1]), height(last[1])))
        });
        format!("{method}: {}; {}.", self.title, lines.collect::<Vec<_>>().join(", "))
    }
}
