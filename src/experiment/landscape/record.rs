//! A landscape as a record: settings, totals, statistics and functions as plain numbers, for export.

use super::analysis::LandscapeAnalysis;
use super::ledger::Ledger;
use super::tally::Tally;
use super::worth::ClusterData;
use crate::complexity::Measure;
use crate::complexity::exact::ExactTables;
use crate::experiment::Statement;
use crate::export::Heading;
use crate::landscape::{ComplexityData, DistributionData, MeasureTable, NamedRow, OnesData, RankData};
use crate::numeric::Share;
use crate::sample::Counted;
use crate::settings::Experiment;
use crate::settings::Texts;
use crate::symmetry::Class;
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
    pub settings: Texts,
    /// What in the given settings could not be used as it was.
    pub notices: Vec<String>,
    /// A short hash of settings and counts.
    pub fingerprint: String,
    /// Networks drawn.
    pub drawn: u64,
    /// Functions told apart, or classes of them.
    pub distinct: u64,
    /// Of these, found once.
    pub once: u64,
    /// Draws of functions that are not told apart, past the memory's cap.
    pub beyond: u64,
    /// What the networks are worth, if several last layers were drawn to every hidden draw.
    pub clusters: Option<ClusterData>,
    /// The share of constant networks.
    pub constant: Option<Share>,
    /// The summary in words.
    pub statements: Vec<Statement>,
    /// P against rank, thinned, with the fitted power law.
    pub rank: RankData,
    /// Bounds and correlations of P with the chosen measure.
    pub complexity: ComplexityData,
    /// All measures side by side.
    pub measures: MeasureTable,
    /// The functions with a name.
    pub named: Vec<NamedRow>,
    /// The number of ones.
    pub ones: OnesData,
    /// The distribution of the chosen measure.
    pub distribution: DistributionData,
}

/// One function's counts and complexities.
#[derive(Clone, Debug, Serialize)]
pub struct FunctionRecord {
    /// The truth table.
    pub function: String,
    /// How often it, or its class, was found.
    pub count: u64,
    /// How many members its class has, if classes are counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class_size: Option<u32>,
    /// P(f).
    pub p: f64,
    /// The lower end of its 95% interval.
    pub low: f64,
    /// The upper end of its 95% interval.
    pub high: f64,
    /// Every measure that applies, by its key.
    pub complexity: BTreeMap<&'static str, f64>,
}

impl Record {
    /// The record of a run.
    pub fn new(ledger: &mut Ledger) -> Self {
        let (measure, origin) = (ledger.landscape().measure, ledger.origin());
        let LandscapeAnalysis {
            clusters,
            statements,
            rank,
            complexity,
            measures,
            named,
            ones,
            distribution,
            ..
        } = ledger.analyse(measure, 0);
        Self {
            heading: Heading::new(Experiment::Landscape, origin.stream),
            link: origin.link,
            settings: ledger.setup().values.texts(),
            notices: ledger.setup().notices.iter().map(|notice| notice.text.clone()).collect(),
            fingerprint: ledger.fingerprint(),
            drawn: rank.draws,
            distinct: rank.classes.map_or(rank.distinct, |classes| classes.distinct),
            once: rank.classes.map_or(rank.once, |classes| classes.once),
            beyond: rank.beyond,
            clusters,
            constant: ledger.tally().constant(),
            statements,
            rank,
            complexity,
            measures,
            named,
            ones,
            distribution,
        }
    }
}

impl FunctionRecord {
    pub(super) fn of(found: &Counted, tally: &Tally, tables: Option<&ExactTables>) -> Self {
        let class = Class { representative: found.function, size: found.size };
        let Share { count, value, low, high } = tally.exact_p(class, found.count);
        let complexity = Measure::ALL.into_iter();
        Self {
            function: found.function.to_string(),
            count,
            class_size: tally.symmetries.map(|_| found.size),
            p: value,
            low,
            high,
            complexity: complexity
                .filter_map(|measure| Some((measure.key(), measure.value(found.function, tables)?)))
                .collect(),
        }
    }
}
