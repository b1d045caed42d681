//! Gates as a record: settings, totals, and every function with its volumes, complexities and counts, for export.

use super::catalogue::Catalogue;
use super::chance::Count;
use super::ledger::Ledger;
use super::rows::fraction_text;
use crate::complexity::Measure;
use crate::experiment::Interval;
use crate::export::Heading;
use crate::gates::gate_name;
use crate::numeric::clopper_pearson;
use crate::settings::Experiment;
use crate::settings::Texts;
use crate::task::Function;
use serde::Serialize;
use std::collections::BTreeMap;

/// Everything that was counted and what follows from it.
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
    /// Draws of the perceptron.
    pub perceptron: SampledTotals,
    /// Draws of the network.
    pub network: SampledTotals,
    /// How many functions the perceptron can compute.
    pub threshold_functions: usize,
    /// Which functions a perceptron can compute, in words.
    pub caption: String,
    /// How the draws of the perceptron compare with the exact values, in words.
    pub verdict: String,
}

/// What was drawn of one of the two.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct SampledTotals {
    /// Networks drawn.
    pub drawn: u64,
    /// Chunks counted.
    pub chunks: u64,
    /// Functions found.
    pub distinct: usize,
}

/// One function.
#[derive(Clone, Debug, Serialize)]
pub struct GateRecord {
    /// The truth table.
    pub function: String,
    /// The gate's name, if it has one.
    pub name: Option<&'static str>,
    /// The first function of its class.
    pub class: String,
    /// How many functions the class has.
    pub class_size: usize,
    /// Whether a perceptron computes it.
    pub threshold: bool,
    /// Its volume in the cube as a fraction; empty where none is known.
    pub cube_fraction: String,
    /// The same as a number.
    pub cube: Option<f64>,
    /// Its probability with Gaussian parameters.
    pub gaussian: f64,
    /// The error of that.
    pub gaussian_error: f64,
    /// How often the perceptron computed it.
    pub perceptron: Drawn,
    /// How often the network did.
    pub network: Drawn,
    /// Every measure, by its key.
    pub complexity: BTreeMap<&'static str, f64>,
}

/// How often a function was drawn.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Drawn {
    /// How often.
    pub count: u64,
    /// Its share with the Clopper-Pearson interval; none before the first draw.
    pub p: Option<Interval>,
}

impl Record {
    /// The record of gates whose exact values are `catalogue`.
    pub(super) fn new(ledger: &Ledger, catalogue: &Catalogue) -> Self {
        let (setup, origin) = (ledger.setup(), ledger.origin());
        let totals = |place| SampledTotals {
            drawn: ledger.census(place).tried(),
            chunks: ledger.chunks(place),
            distinct: ledger.census(place).distinct(),
        };
        let table = ledger.table(0, &[]);
        let (caption, verdict) = table.map(|table| (table.caption, table.verdict)).unwrap_or_default();
        Self {
            heading: Heading::new(Experiment::Gates, origin.stream),
            link: origin.link,
            settings: setup.values.texts(),
            notices: setup.notices.iter().map(|notice| notice.text.clone()).collect(),
            fingerprint: ledger.fingerprint(),
            perceptron: totals(0),
            network: totals(1),
            threshold_functions: catalogue.threshold_functions(),
            caption,
            verdict,
        }
    }
}

impl GateRecord {
    pub(super) fn of(function: Function, catalogue: &Catalogue, counts: [Count; 2]) -> Self {
        let class = catalogue.class_of(function);
        let members = &catalogue.classes()[class].members;
        let cube = catalogue.cube(class);
        let gaussian = catalogue.gaussian(class);
        let drawn = |count: Count| Drawn {
            count: count.count,
            p: clopper_pearson(count.count, count.total).map(Interval::from),
        };
        let measures = Measure::ALL.into_iter();
        Self {
            function: function.to_string(),
            name: gate_name(function),
            class: members[0].to_string(),
            class_size: members.len(),
            threshold: catalogue.volume(class).is_some(),
            cube_fraction: fraction_text(cube.as_ref()),
            cube: cube.as_ref().map(crate::numeric::Rational::to_f64),
            gaussian: gaussian.value,
            gaussian_error: gaussian.error,
            perceptron: drawn(counts[0]),
            network: drawn(counts[1]),
            complexity: measures
                .map(|measure| (measure.key(), catalogue.complexity(function, measure)))
                .collect(),
        }
    }
}
