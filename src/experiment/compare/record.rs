//! A run as a record: settings, totals, contrast and functions as plain numbers, for export.

use super::cluster_totals::ClusterTotals;
use super::found::Found;
use super::ledger::Ledger;
use super::measured::Measured;
use super::members::Member;
use super::method_rows::errors;
use super::verdict::{VerdictWords, verdict};
use crate::compare::{Baselines, Effort, WeightedContrast, WeightedErrors, baselines};
use crate::complexity::lempel_ziv;
use crate::experiment::{Distance, Interval, Test};
use crate::export::{Heading, Tagged};
use crate::numeric::clopper_pearson;
use crate::run::End;
use crate::sample::{Sample, Tries};
use crate::settings::Experiment;
use crate::settings::Texts;
use serde::Serialize;

/// Everything that a run counted and what follows from it. What belongs to one method is named by its tag: `dice`,
/// `descent`, or its letter where several of its kind are compared.
#[derive(Clone, Debug, Serialize)]
pub struct Record {
    /// What the file says of itself.
    #[serde(flatten)]
    pub heading: Heading,
    /// The link that repeats the run.
    pub link: String,
    /// Every setting.
    pub settings: Texts,
    /// What in the given settings could not be used as it was.
    pub notices: Vec<String>,
    /// The labels of all inputs.
    pub target: String,
    /// The training points, marked 1.
    pub training: String,
    /// A short hash of settings and counts.
    pub fingerprint: String,
    /// The methods, in order.
    pub methods: Vec<MethodEntry>,
    /// The totals of each method, by its tag.
    #[serde(flatten)]
    pub totals: Tagged<Totals>,
    /// The two that are shown, side by side.
    pub contrast: Numbers,
    /// The verdict on these two.
    pub verdict: VerdictWords,
    /// Every other pair of methods.
    pub pairs: Vec<Numbers>,
    /// Distinct functions found and told apart.
    pub distinct: usize,
}

/// A method, and what its functions are like.
#[derive(Clone, Debug, Serialize)]
pub struct MethodEntry {
    /// What its counts are called in this record.
    pub tag: String,
    /// a for the first.
    pub letter: char,
    /// What people call it.
    pub name: String,
    /// P of the target.
    pub target: Option<Interval>,
    /// The mean share of wrong test points.
    pub test_error: Option<Interval>,
    /// The mean Lempel-Ziv complexity of the functions found, in bits.
    pub k_lz: Option<Interval>,
    /// The mean entropy of their labels, in bits.
    pub entropy: Option<Interval>,
}

/// What became of all tries of a method.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Totals {
    /// Of draws from the prior.
    Draws(DrawTotals),
    /// Of training runs.
    Runs(RunTotals),
    /// Of clusters with weights.
    Clusters(Box<ClusterTotals>),
}

/// What became of all draws.
#[derive(Clone, Debug, Serialize)]
pub struct DrawTotals {
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
    /// Why the draws ended.
    pub ended: &'static str,
}

/// What became of all training runs.
#[derive(Clone, Debug, Serialize)]
pub struct RunTotals {
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
    /// Why the runs ended.
    pub ended: &'static str,
}

/// Two methods side by side as plain numbers; what is not defined is left out.
#[derive(Clone, Debug, Serialize)]
pub struct Numbers {
    /// The tags of the two: the first is what the second is set against.
    pub methods: [String; 2],
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
    /// P of the target and the mean share of wrong test points of both, over the functions whose counts are known of both:
    /// `target_` and `test_error_` with their tags.
    #[serde(flatten)]
    pub sides: Tagged<Option<Interval>>,
    /// P of the target of the second less that of the first.
    pub target_difference: Option<Interval>,
    /// The mean share of wrong test points of the second less that of the first.
    pub test_error_difference: Option<Interval>,
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
    /// How often each method found it, by its tag.
    #[serde(flatten)]
    pub counts: Tagged<u64>,
    /// P(f|S) of each method: `p_` with its tag.
    #[serde(flatten)]
    pub p: Tagged<Option<Interval>>,
    /// Test points at which it differs from the target.
    pub test_errors: u32,
    /// Its Lempel-Ziv complexity.
    pub k_lz: f64,
}

impl Record {
    /// The record of a run.
    pub fn new(ledger: &Ledger) -> Self {
        Self::of(ledger, &Found::new(ledger))
    }

    pub(super) fn of(ledger: &Ledger, found: &Found<'_>) -> Self {
        let (setup, origin) = (ledger.setup(), ledger.origin());
        let shown = ledger.comparison().pair;
        let pair = found.pair(shown);
        let contrast = ledger.contrast_of(&pair, Effort::CAREFUL);
        let baselines = baselines(found.task);
        let others =
            found.pairs().filter(|&[first, second]| shown != [first, second] && shown != [second, first]);
        let numbers = |places: [usize; 2], contrast: &WeightedContrast| {
            Numbers::of(places.map(|place| found.methods[place].0), contrast, baselines.as_ref())
        };
        Self {
            heading: Heading::new(Experiment::Compare, origin.stream),
            link: origin.link,
            settings: setup.values.texts(),
            notices: setup.notices.iter().map(|notice| notice.text.clone()).collect(),
            target: found.task.target.to_string(),
            training: found.task.training.to_string(),
            fingerprint: ledger.fingerprint(),
            methods: found.methods.iter().map(|&(member, sample)| entry(found, member, sample)).collect(),
            totals: Tagged(
                found
                    .methods
                    .iter()
                    .enumerate()
                    .map(|(place, &(member, sample))| {
                        (member.tag.clone(), totals(ledger, place, member, sample))
                    })
                    .collect(),
            ),
            verdict: verdict(shown.map(|place| found.methods[place]), &contrast, ledger.impossible()),
            contrast: numbers(shown, &contrast),
            pairs: others
                .map(|places| numbers(places, &ledger.contrast_of(&found.pair(places), Effort::CAREFUL)))
                .collect(),
            distinct: found.distinct(),
        }
    }
}

fn entry(found: &Found<'_>, member: &Member, sample: Sample<'_>) -> MethodEntry {
    let mut measured = Measured::default();
    MethodEntry {
        tag: member.tag.clone(),
        letter: member.letter,
        name: member.label.title.clone(),
        target: sample.share(found.task.target).map(Interval::from),
        test_error: errors(found.task, sample).mean.map(Interval::from),
        k_lz: measured.complexity(sample).map(Interval::from),
        entropy: measured.entropy(sample).map(Interval::from),
    }
}

fn totals(ledger: &Ledger, place: usize, member: &Member, sample: Sample<'_>) -> Totals {
    let (chunks, ended) = (ledger.chunks(place), end_word(ledger.end(place)));
    let census = match sample {
        Sample::Counts(census) => census,
        Sample::Clusters(counts) => {
            return Totals::Clusters(Box::new(ClusterTotals::of(member, counts, chunks, ended)));
        }
    };
    let fits = clopper_pearson(census.kept(), census.tried()).map(Interval::from);
    match member.tries {
        Tries::Draws | Tries::Clusters => Totals::Draws(DrawTotals {
            drawn: census.tried(),
            kept: census.kept(),
            thrown_away: census.tried() - census.kept(),
            beyond: census.beyond(),
            chunks,
            p_fit: fits,
            ended,
        }),
        Tries::Runs => Totals::Runs(RunTotals {
            runs: census.tried(),
            fitted: census.kept(),
            unfit: census.unfit(),
            lost: census.lost(),
            diverged: census.diverged(),
            beyond: census.beyond(),
            fitted_at_start: census.fitted_at_start(),
            chunks,
            epochs: census.epochs(),
            mean_epochs: (census.kept() > 0).then(|| census.epochs() as f64 / census.kept() as f64),
            p_fitted: fits,
            ended,
        }),
    }
}

impl Numbers {
    fn of([first, second]: [&Member; 2], contrast: &WeightedContrast, baselines: Option<&Baselines>) -> Self {
        let errors = &contrast.test_errors;
        let mean = |errors: &Option<WeightedErrors>| errors.as_ref().map(|found| found.mean.into());
        let sides = [
            (format!("target_{}", first.tag), contrast.target.first.map(Interval::from)),
            (format!("target_{}", second.tag), contrast.target.second.map(Interval::from)),
            (format!("test_error_{}", first.tag), mean(&errors.first)),
            (format!("test_error_{}", second.tag), mean(&errors.second)),
        ];
        Self {
            methods: [first.tag.clone(), second.tag.clone()],
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
            sides: Tagged(sides.into()),
            target_difference: contrast.target.difference.map(Interval::from),
            test_error_difference: errors.difference.map(Interval::from),
            test_error_coin: baselines.map(|both| both.coin.mean),
            test_error_majority: baselines.map(|both| both.majority.mean),
        }
    }
}

impl FunctionCounts {
    /// The function at place `index` of the list.
    pub(super) fn of(found: &Found<'_>, index: usize) -> Self {
        let function = found.ranked(index);
        let each = || found.methods.iter();
        Self {
            function: function.to_string(),
            counts: Tagged(
                each().map(|&(member, sample)| (member.tag.clone(), sample.count(function))).collect(),
            ),
            p: Tagged(
                each()
                    .map(|&(member, sample)| {
                        (format!("p_{}", member.tag), sample.share(function).map(Interval::from))
                    })
                    .collect(),
            ),
            test_errors: found.task.test_errors(function),
            k_lz: lempel_ziv(function),
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
