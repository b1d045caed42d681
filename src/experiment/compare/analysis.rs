//! What the counts of a comparison say.

use super::detail::{FunctionDetail, Row, detail, rows};
use super::figures::{histogram, scatter};
use super::found::{Found, Pair};
use super::ledger::Ledger;
#[cfg(feature = "atlas")]
use super::matrix::{Cell, matrix};
use super::method_rows::{MethodRow, method_rows};
use super::statements::statements;
use super::verdict::{VerdictWords, verdict};
#[cfg(feature = "atlas")]
use super::workings::{Working, likelihoods, workings};
use crate::compare::{Effort, WeightedContrast, weighted_contrast};
use crate::experiment::Statement;
#[cfg(feature = "atlas")]
use crate::plot::LikelihoodData;
use crate::plot::{HistogramData, ScatterData};
use crate::task::{Function, FunctionError};
use serde::Serialize;

/// Everything that the page shows of a run, in words and as charts.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct Analysis {
    /// What may be said of the two that are shown.
    pub verdict: VerdictWords,
    /// The numbers behind it.
    pub statements: Vec<Statement>,
    /// Every pair of methods; empty where there are but two.
    #[cfg(feature = "atlas")]
    pub matrix: Vec<Cell>,
    /// P(S) by method; empty without methods whose draws have weights.
    #[cfg(feature = "atlas")]
    pub likelihood: LikelihoodData,
    /// All of this in a sentence.
    #[cfg(feature = "atlas")]
    pub likelihood_alt: String,
    /// What methods whose draws have weights tell of their working.
    #[cfg(feature = "atlas")]
    pub workings: Vec<Working>,
    /// Every method with its numbers.
    pub methods: Vec<MethodRow>,
    /// The most frequent functions.
    pub rows: Vec<Row>,
    /// Distinct functions found by any method and told apart.
    pub distinct: usize,
    /// The second of the two against the first.
    pub scatter: ScatterData,
    /// The chart in a sentence, with the live numbers.
    pub scatter_caption: String,
    /// The chart for those who do not see it.
    pub scatter_alt: String,
    /// Test errors.
    pub histogram: HistogramData,
    /// The chart in a sentence.
    pub histogram_caption: String,
    /// The chart for those who do not see it.
    pub histogram_alt: String,
}

impl Ledger {
    /// What the counts say, with the `most` most frequent functions.
    pub fn analyse(&self, most: usize) -> Analysis {
        let found = Found::new(self);
        let pair = found.pair(self.comparison().pair);
        let contrast = self.contrast_of(&pair, Effort::LIVE);
        let sides = self.comparison().pair.map(|place| found.methods[place]);
        let (scatter, histogram) = (scatter(&found, &pair, sides), histogram(&found));
        #[cfg(feature = "atlas")]
        let likelihood = likelihoods(&found);
        Analysis {
            verdict: verdict(sides, &contrast, self.impossible()),
            statements: statements(sides, &contrast),
            #[cfg(feature = "atlas")]
            matrix: if found.methods.len() > 2 {
                matrix(&found, (self.comparison().pair, &contrast))
            } else {
                Vec::new()
            },
            #[cfg(feature = "atlas")]
            likelihood_alt: likelihood.caption(),
            #[cfg(feature = "atlas")]
            likelihood,
            #[cfg(feature = "atlas")]
            workings: workings(&found),
            methods: method_rows(&found, &mut self.measured.borrow_mut()),
            rows: rows(&found, most),
            distinct: found.distinct(),
            scatter_caption: scatter.caption(),
            scatter_alt: scatter.alt_text(),
            scatter,
            histogram_caption: histogram.caption(),
            histogram_alt: histogram.alt_text(),
            histogram,
        }
    }

    /// One function, given as a truth table, with what all methods say of it.
    ///
    /// # Errors
    /// If the text is no truth table of the right length.
    pub fn detail(&self, function: &str) -> Result<FunctionDetail, FunctionError> {
        let task = &self.comparison().problem.task;
        let function = Function::parse(function, task.inputs.count())?;
        Ok(detail(task, function, self.methods()))
    }

    /// The two methods that are shown side by side, with all the care that time allows.
    pub fn contrast(&self) -> WeightedContrast {
        let pair = Found::new(self).pair(self.comparison().pair);
        self.contrast_of(&pair, Effort::CAREFUL)
    }

    pub(super) fn contrast_of(&self, pair: &Pair, effort: Effort) -> WeightedContrast {
        weighted_contrast(&pair.samples, &self.comparison().problem.task, effort)
    }
}
