//! What the counts of a landscape say.

use super::cache::Distributions;
use super::caption::{
    complexity_alt, complexity_caption, distribution_alt, distribution_caption, edge_words, ones_alt,
    ones_caption, power_law_words, random_words, rank_alt, rank_caption, with_interval,
};
use super::detail::{LandscapeDetail, LandscapeRow, detail, named_rows, rows};
use super::figures::Source;
use super::ledger::Ledger;
use super::measures::{measure_table, simple_but_rare};
use super::tally::Tally;
use super::worth::ClusterData;
use crate::complexity::Measure;
use crate::experiment::Statement;
use crate::landscape::{
    ClassNumbers, ComplexityData, DistributionData, LEAST_COUNT, MeasureRow, MeasureTable, NamedRow,
    OnesData, RankData, Ranking, SHORTEST, TOLERANCE,
};
use crate::numeric::{count, decimal, number_of, with_level};
use crate::task::{Function, FunctionError};
use serde::Serialize;

/// A figure as a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct FigureTable {
    /// The heading of every column.
    pub columns: Vec<String>,
    /// The cells of every row.
    pub rows: Vec<Vec<String>>,
}

/// Everything that the page shows of a landscape, in words and as charts.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct LandscapeAnalysis {
    /// What the networks are worth, if several last layers were drawn to every hidden draw.
    pub clusters: Option<ClusterData>,
    /// The summary.
    pub statements: Vec<Statement>,
    /// The most frequent functions.
    pub rows: Vec<LandscapeRow>,
    /// The functions with a name, each with its P or the bound on it.
    pub named: Vec<NamedRow>,
    /// All measures side by side.
    pub measures: MeasureTable,
    /// P against rank.
    pub rank: RankData,
    /// The chart in a sentence or two.
    pub rank_caption: String,
    /// The chart for those who do not see it.
    pub rank_alt: String,
    /// P against the chosen measure.
    pub complexity: ComplexityData,
    /// The chart in a sentence or two.
    pub complexity_caption: String,
    /// The chart for those who do not see it.
    pub complexity_alt: String,
    /// The number of ones.
    pub ones: OnesData,
    /// The chart in a sentence or two.
    pub ones_caption: String,
    /// The chart for those who do not see it.
    pub ones_alt: String,
    /// The distribution of the chosen measure.
    pub distribution: DistributionData,
    /// The chart in a sentence or two.
    pub distribution_caption: String,
    /// The chart for those who do not see it.
    pub distribution_alt: String,
    /// The figure that is shown, as a table.
    pub table: FigureTable,
}

impl Ledger {
    /// What the counts say, as the settings have it: measure, length of the list, and the figure that is shown.
    pub fn analysis(&mut self) -> LandscapeAnalysis {
        let (measure, rows) = (self.landscape().measure, self.landscape().rows);
        self.analyse(measure, rows)
    }

    /// What the counts say, with P against `measure` and the `most` most frequent functions. A measure that is
    /// not known for so many inputs is replaced by K_LZ.
    pub fn analyse(&mut self, measure: Measure, most: usize) -> LandscapeAnalysis {
        let landscape = self.landscape().clone();
        let n = landscape.n();
        let measure = if measure.applies_to(n) { measure } else { Measure::LempelZiv };
        let ranking = ranking(self.tally());
        let (cache, tally) = self.cache_and_tally();
        let measures = measure_table(&landscape, tally, &ranking, cache);
        let (tables, distributions): (_, &Distributions) = cache.update(measure, n, tally);
        let source =
            Source { landscape: &landscape, tally, ranking: &ranking, measure, tables, distributions };
        let (rank, complexity) = (source.rank(), source.complexity());
        let (ones, distribution) = (source.ones(), source.distribution());
        let named = named_rows(tally, measure, tables);
        let mut analysis = LandscapeAnalysis {
            clusters: tally.clusters(),
            statements: statements(tally, &rank, &complexity, &distribution, &measures, &named),
            rows: rows(&ranking, tally, n, most, measure, tables),
            named,
            measures,
            rank_caption: rank_caption(&rank, &ranking, tally),
            rank_alt: rank_alt(&rank),
            rank,
            complexity_caption: complexity_caption(&complexity),
            complexity_alt: complexity_alt(&complexity),
            complexity,
            ones_caption: ones_caption(&ones),
            ones_alt: ones_alt(&ones),
            ones,
            distribution_caption: distribution_caption(&distribution),
            distribution_alt: distribution_alt(&distribution),
            distribution,
            table: FigureTable::default(),
        };
        analysis.table = analysis.figure_table(landscape.figure);
        analysis
    }

    /// One function, given as a truth table.
    ///
    /// # Errors
    /// If the text is no truth table of the right length.
    pub fn detail(&mut self, function: &str) -> Result<LandscapeDetail, FunctionError> {
        let n = self.landscape().n();
        let function = Function::parse(function, 1 << n)?;
        let (cache, tally) = self.cache_and_tally();
        Ok(detail(function, n, tally, cache.tables(n)))
    }
}

pub(super) fn ranking(tally: &Tally) -> Ranking {
    Ranking::new(&tally.registry).with_design_effect(tally.overall_design())
}

fn no_power_law(draws: u64) -> String {
    if draws == 0 {
        return "nothing drawn yet".to_owned();
    }
    format!(
        "none: no power of the rank fits P within a factor of {TOLERANCE} over a factor of {SHORTEST} in rank, among functions found at least {LEAST_COUNT} times"
    )
}

/// All that can be said so far; what is not known yet says why.
fn statements(
    tally: &Tally,
    rank: &RankData,
    complexity: &ComplexityData,
    distribution: &DistributionData,
    measures: &MeasureTable,
    named: &[NamedRow],
) -> Vec<Statement> {
    let statement =
        |id, label: &str, value, lacking: &str, help: &str| Statement::new(id, label, value, lacking, help);
    let constant = tally.constant();
    let clusters = tally.clusters();
    let worth = clusters.map(|clusters| {
        statement(
            "worth",
            "Independent networks they are worth",
            Some(format!(
                "{} of {}, design effect {}",
                count(libm::round(clusters.worth) as u64),
                count(tally.registry.draws()),
                decimal(clusters.design_effect, 3)
            )),
            "",
            "Networks with the same hidden layers are not independent. Every interval counts hidden draws, not networks, and a function counts as found ten times when it was found as often as ten independent networks are worth.",
        )
    });
    let others = vec![
        statement(
            "constant",
            "Share of networks that are constant",
            constant.map(|share| with_level(share.value, share.low, share.high)),
            "nothing drawn yet",
            "Networks that give every input the same label.",
        ),
        statement(
            "distinct",
            "Distinct functions",
            (rank.draws > 0).then(|| {
                let beyond = match rank.beyond {
                    0 => String::new(),
                    beyond => {
                        format!(", and {} of others, which are counted together", number_of(beyond, "draw"))
                    }
                };
                let found = match rank.classes {
                    None => format!("{}, {} of them found once", count(rank.distinct), count(rank.once)),
                    Some(ClassNumbers { distinct, once }) => format!(
                        "{} in {}, {} of these found once",
                        count(rank.distinct),
                        number_of(distinct, "class"),
                        count(once)
                    ),
                };
                format!("{found}{beyond}")
            }),
            "nothing drawn yet",
            "What was found once is one of very many, of which most were not found at all.",
        ),
        statement(
            "power-law",
            "Power law of P against rank",
            power_law_words(rank),
            &no_power_law(rank.draws),
            "Least squares through points evenly spaced in log rank. The interval (a jackknife over ten parts of the stretch) says how much the exponent depends on the stretch of the curve that is looked at; the curve is not quite straight, and a larger sample reaches further ranks.",
        ),
        statement(
            "edge",
            "Upper edge of P against complexity",
            complexity.edge.as_ref().map(edge_words),
            "needs four values of the measure with functions found at least 10 times",
            "The line through the most probable functions at each value of the measure, moved up until none of those found at least 10 times lies above; rarer ones are those that chance lifted. The prediction has slope log2 of the number of functions over the largest complexity, and passes through P = 1 at 0.",
        ),
        statement(
            "correlation",
            "Rank correlation of log P with the measure",
            complexity.correlation.map(|rho| {
                let within = complexity.within.map_or("nothing left".to_owned(), with_interval);
                let row = measures.rows.iter().find(|row| row.key == complexity.measure);
                let by_classes = |text: fn(&MeasureRow) -> &String| {
                    row.map(text)
                        .filter(|text| !text.is_empty())
                        .map_or(String::new(), |text| format!(", {text}"))
                };
                format!(
                    "{}{}; with equally many ones {within}{}",
                    with_interval(rho),
                    by_classes(|row| &row.over_classes_text),
                    by_classes(|row| &row.within_over_classes_text)
                )
            }),
            "needs four functions found at least twice",
            "Spearman's rho over the functions found at least twice, then within each number of ones, pooled: what the measure says beyond entropy. The 95% intervals beside the correlations are those of the run, as its draws and the choice of functions vary. Those by classes are of a population of functions, in which classes of equally probable ones (by a symmetry of the prior) are independent, not their members.",
        ),
        statement(
            "best",
            "Measure that goes best with P",
            (measures.functions > 0).then(|| measures.caption.clone()),
            "needs more functions found at least twice",
            "The strongest rank correlation of those in the table, overall and with equally many ones; named only if its lead over every other one is more than the run leaves uncertain (95% each, all measures in the same random halves of the draws).",
        ),
        statement(
            "median",
            "Median complexity of networks",
            distribution.median.zip(distribution.random_median).map(|(networks, random)| {
                format!(
                    "{}; random functions {}",
                    with_interval(networks),
                    random_words(random, distribution.exact)
                )
            }),
            "nothing drawn yet",
            "Half of the random networks are simpler. The interval holds whatever the distribution.",
        ),
        statement(
            "simple-but-rare",
            "Simplest named function never found",
            simple_but_rare(named).map(|row| format!("{}: {}", row.words, row.text)),
            "every named function was found",
            "A bound on P by complexity is one from above: a simple function can be improbable.",
        ),
    ];
    worth.into_iter().chain(others).collect()
}
