//! What the counts of a comparison say.

use super::detail::{FunctionDetail, Row, detail, rows};
use super::figures::{histogram, scatter};
use super::ledger::Ledger;
use super::pairs::Pairs;
use super::statements::statements;
use super::verdict::{VerdictWords, verdict};
use crate::compare::{Contrast, Effort, contrast};
use crate::experiment::Statement;
use crate::method::Method;
use crate::plot::{HistogramData, ScatterData};
use crate::task::{Function, FunctionError};
use serde::Serialize;

/// Everything that the page shows of a run, in words and as charts.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct Analysis {
    /// What may be said.
    pub verdict: VerdictWords,
    /// The numbers behind it.
    pub statements: Vec<Statement>,
    /// The most frequent functions.
    pub rows: Vec<Row>,
    /// Distinct functions found by either method and told apart.
    pub distinct: usize,
    /// P_SGD against P_B.
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
        let pairs = self.pairs();
        let contrast = self.contrast_of(&pairs, Effort::LIVE);
        let (scatter, histogram) = (scatter(&pairs), histogram(&pairs, &contrast.test_errors));
        Analysis {
            verdict: verdict(&contrast, self.comparison().can_descend(), self.impossible()),
            statements: statements(
                self.comparison(),
                &contrast,
                self.census(Method::Dice),
                self.census(Method::Descent),
            ),
            rows: rows(&pairs, most),
            distinct: pairs.distinct(),
            scatter_caption: scatter.caption(),
            scatter_alt: scatter.alt_text(),
            scatter,
            histogram_caption: histogram.caption(),
            histogram_alt: histogram.alt_text(),
            histogram,
        }
    }

    /// One function, given as a truth table, with what both methods say of it.
    ///
    /// # Errors
    /// If the text is no truth table of the right length.
    pub fn detail(&self, function: &str) -> Result<FunctionDetail, FunctionError> {
        let task = &self.comparison().problem.task;
        let function = Function::parse(function, task.inputs.count())?;
        Ok(detail(task, function, self.census(Method::Dice), self.census(Method::Descent)))
    }

    /// The two censuses side by side, with all the care that time allows.
    pub fn contrast(&self) -> Contrast {
        self.contrast_of(&self.pairs(), Effort::CAREFUL)
    }

    pub(super) fn pairs(&self) -> Pairs<'_> {
        Pairs::new(&self.comparison().problem.task, self.census(Method::Dice), self.census(Method::Descent))
    }

    pub(super) fn contrast_of(&self, pairs: &Pairs, effort: Effort) -> Contrast {
        contrast(&pairs.counts, pairs.task, effort)
    }
}
