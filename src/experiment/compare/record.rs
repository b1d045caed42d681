//! A run as a record: settings, totals, contrast and functions as plain numbers, for export.

use super::ledger::Ledger;
use super::pairs::Pairs;
use super::verdict::{VerdictWords, verdict};
use crate::compare::Effort;
use crate::complexity::lempel_ziv;
use crate::experiment::{Distance, Interval, Test};
use crate::export::Heading;
use crate::method::Method;
use crate::numeric::{clopper_pearson, wilson};
use crate::run::End;
use crate::settings::Experiment;
use serde::Serialize;
use std::collections::BTreeMap;

/// Everything that a run counted and what follows from it.
#[derive(Clone, Debug, Serialize)]
pub struct Record {
    /// What the file says of itself.
    #[serde(flatten)]
    pub heading: Heading,
    /// The link that repeats the run.
    pub link: String,
    /// Every setting.
    pub settings: BTreeMap<&'static str, String>,
    /// What in the given settings could not be used as it was.
    pub notices: Vec<String>,
    /// The labels of all inputs.
    pub target: String,
    /// The training points, marked 1.
    pub training: String,
    /// A short hash of settings and counts.
    pub fingerprint: String,
    /// Totals of the dice.
    pub dice: DiceTotals,
    /// Totals of descent.
    pub descent: DescentTotals,
    /// Both side by side.
    pub contrast: Numbers,
    /// The verdict.
    pub verdict: VerdictWords,
    /// Distinct functions found and told apart.
    pub distinct: usize,
}

/// What became of all draws.
#[derive(Clone, Debug, Serialize)]
pub struct DiceTotals {
    /// Networks drawn.
    pub drawn: u64,
    /// Those that fit.
    pub kept: u64,
    /// Those that do not.
    pub thrown_away: u64,
    /// Kept draws whose functions are counted together, past the memory's cap.
    pub beyond: u64,
    /// Chunks counted.
    pub chunks: u64,
    /// P(S).
    pub p_fit: Option<Interval>,
    /// Why the dice ended.
    pub ended: &'static str,
}

/// What became of all training runs.
#[derive(Clone, Debug, Serialize)]
pub struct DescentTotals {
    /// Runs started.
    pub runs: u64,
    /// Runs that ended fitting.
    pub fitted: u64,
    /// Runs that reached the limit of epochs.
    pub unfit: u64,
    /// Runs that fitted but no longer after the extra epochs.
    pub lost: u64,
    /// Runs in which a number was no longer finite.
    pub diverged: u64,
    /// Fitted runs whose functions are counted together, past the memory's cap.
    pub beyond: u64,
    /// Runs that fitted before their first step.
    pub fitted_at_start: u64,
    /// Chunks counted.
    pub chunks: u64,
    /// Epochs of the runs that fitted, added up.
    pub epochs: u64,
    /// Mean epochs of the runs that fitted.
    pub mean_epochs: Option<f64>,
    /// The share of runs that fitted.
    pub p_fitted: Option<Interval>,
    /// Why descent ended.
    pub ended: &'static str,
}

/// The contrast as plain numbers; what is not defined is left out.
#[derive(Clone, Debug, Serialize)]
pub struct Numbers {
    /// Total variation distance.
    pub total_variation: Option<Distance>,
    /// The same with all functions expected less than 50 times taken together as one.
    pub total_variation_common: Option<Distance>,
    /// The share of the counts that are these common functions, of the method of which it is less.
    pub common_share: Option<f64>,
    /// Jensen-Shannon divergence in bits.
    pub jensen_shannon: Option<Distance>,
    /// The p-value of the permutation test of the total variation and of Pearson's test together: the smaller, twice.
    pub p_value: Option<f64>,
    /// Pearson's two-sample test.
    pub two_sample: Option<Test>,
    /// The log-log slope with errors in both variables.
    pub slope: Option<Interval>,
    /// Functions behind it.
    pub slope_functions: Option<usize>,
    /// The log-log slope of the samples by least squares, which says nothing of the distributions' own.
    pub slope_least_squares: Option<f64>,
    /// Its R squared.
    pub r_squared: Option<f64>,
    /// Functions behind it: at least 10 counts in both.
    pub least_squares_functions: Option<usize>,
    /// Spearman's rho over the functions found by both.
    pub spearman: Option<Interval>,
    /// The best temperature; an end without limit is left out.
    pub temperature: Option<Temperature>,
    /// P of the target under dice.
    pub target_dice: Option<Interval>,
    /// P of the target under descent.
    pub target_descent: Option<Interval>,
    /// Mean share of wrong test points under dice.
    pub test_error_dice: Option<Interval>,
    /// Mean share of wrong test points under descent.
    pub test_error_descent: Option<Interval>,
    /// Mean share of wrong test points of a coin that says 1 as often as the training labels do.
    pub test_error_coin: Option<f64>,
    /// Mean share of wrong test points if all get the commoner training label; 1/2 if both are equally common.
    pub test_error_majority: Option<f64>,
}

/// The best temperature.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Temperature {
    /// T.
    pub value: Option<f64>,
    /// The lower end of its 95% interval.
    pub low: Option<f64>,
    /// The upper end of its 95% interval.
    pub high: Option<f64>,
}

/// One function's counts.
#[derive(Clone, Debug, Serialize)]
pub struct FunctionCounts {
    /// The truth table.
    pub function: String,
    /// How often dice found it.
    pub dice: u64,
    /// How often descent found it.
    pub descent: u64,
    /// P_B(f|S).
    pub p_dice: Option<Interval>,
    /// P_SGD(f|S).
    pub p_descent: Option<Interval>,
    /// Test points at which it differs from the target.
    pub test_errors: u32,
    /// Its Lempel-Ziv complexity.
    pub k_lz: f64,
}

impl Record {
    /// The record of a run.
    pub fn new(ledger: &Ledger) -> Self {
        Self::of(ledger, &ledger.pairs())
    }

    pub(super) fn of(ledger: &Ledger, pairs: &Pairs<'_>) -> Self {
        let (setup, origin) = (ledger.setup(), ledger.origin());
        let contrast = ledger.contrast_of(pairs, Effort::CAREFUL);
        let (dice, descent) = (ledger.census(Method::Dice), ledger.census(Method::Descent));
        Self {
            heading: Heading::new(Experiment::Compare, origin.stream),
            link: origin.link,
            settings: setup.values.texts(),
            notices: setup.notices.iter().map(|notice| notice.text.clone()).collect(),
            target: pairs.task.target.to_string(),
            training: pairs.task.training.to_string(),
            fingerprint: ledger.fingerprint(),
            dice: DiceTotals {
                drawn: dice.tried(),
                kept: dice.kept(),
                thrown_away: dice.tried() - dice.kept(),
                beyond: dice.beyond(),
                chunks: ledger.chunks(Method::Dice),
                p_fit: clopper_pearson(dice.kept(), dice.tried()).map(Interval::from),
                ended: end_word(ledger.end(Method::Dice)),
            },
            descent: DescentTotals {
                runs: descent.tried(),
                fitted: descent.kept(),
                unfit: descent.unfit(),
                lost: descent.lost(),
                diverged: descent.diverged(),
                beyond: descent.beyond(),
                fitted_at_start: descent.fitted_at_start(),
                chunks: ledger.chunks(Method::Descent),
                epochs: descent.epochs(),
                mean_epochs: (descent.kept() > 0).then(|| descent.epochs() as f64 / descent.kept() as f64),
                p_fitted: clopper_pearson(descent.kept(), descent.tried()).map(Interval::from),
                ended: end_word(ledger.end(Method::Descent)),
            },
            contrast: Numbers {
                total_variation: contrast.total_variation.map(Distance::from),
                total_variation_common: contrast.common.map(Distance::from),
                common_share: contrast.common.map(|found| found.told_apart),
                jensen_shannon: contrast
                    .jensen_shannon
                    .zip(contrast.total_variation)
                    .map(|(found, apart)| Distance::of_bits(found, apart)),
                p_value: contrast.p_value,
                two_sample: contrast.two_sample.map(Test::from),
                slope: contrast.slope.ok().map(|found| found.estimate.into()),
                slope_functions: contrast.slope.ok().map(|found| found.functions),
                slope_least_squares: contrast.regression.map(|line| line.slope),
                r_squared: contrast.regression.map(|line| line.r_squared),
                least_squares_functions: contrast.regression.map(|line| line.functions),
                spearman: contrast.rank.map(|rank| rank.rho.into()),
                temperature: contrast.temperature.map(|found| Temperature {
                    value: found.value,
                    low: found.low,
                    high: found.high,
                }),
                target_dice: contrast.target.first.map(Interval::from),
                target_descent: contrast.target.second.map(Interval::from),
                test_error_dice: contrast.test_errors.first.as_ref().map(|found| found.mean.into()),
                test_error_descent: contrast.test_errors.second.as_ref().map(|found| found.mean.into()),
                test_error_coin: contrast.test_errors.baselines.as_ref().map(|both| both.coin.mean),
                test_error_majority: contrast.test_errors.baselines.as_ref().map(|both| both.majority.mean),
            },
            verdict: verdict(&contrast, ledger.comparison().can_descend(), ledger.impossible()),
            distinct: pairs.distinct(),
        }
    }
}

impl FunctionCounts {
    /// The function at place `index` of the list.
    pub(super) fn of(pairs: &Pairs<'_>, index: usize) -> Self {
        let found = pairs.ranked(index);
        Self {
            function: found.function.to_string(),
            dice: found.first,
            descent: found.second,
            p_dice: wilson(found.first, pairs.dice_total).map(Interval::from),
            p_descent: wilson(found.second, pairs.descent_total).map(Interval::from),
            test_errors: pairs.task.test_errors(found.function),
            k_lz: lempel_ziv(found.function),
        }
    }
}

fn end_word(end: Option<End>) -> &'static str {
    match end {
        None => "not ended",
        Some(End::Budget) => "budget reached",
        Some(End::GaveUp) => "limit of draws reached",
        Some(End::CannotRun) => "cannot run",
        Some(End::AsSaved) => "as saved",
        Some(End::Impossible) => "impossible",
    }
}
