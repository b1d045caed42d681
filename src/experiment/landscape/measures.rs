//! All measures side by side: which goes best with P?

use super::cache::Cache;
use super::figures::{CORRELATED, choice, mean};
use super::settings::Landscape;
use super::shown::MeasureOrder;
use super::symmetry_words::symmetry_words;
use super::tally::Tally;
use crate::complexity::Measure;
use crate::landscape::{
    Correlation, Correlations, Found, MeasureRow, MeasureTable, NamedRow, Ranking, correlations, over_classes,
};
use crate::numeric::{Mean, count, range, with_range};
use crate::symmetry::Symmetries;
use crate::task::Function;

impl MeasureOrder {
    /// Sorts rows that are as listed; those without a correlation come last.
    fn sort(self, rows: &mut [MeasureRow]) {
        let rho: fn(&MeasureRow) -> Option<Mean> = match self {
            Self::Listed => return,
            Self::Overall => |row| row.correlation,
            Self::Within => |row| row.within,
        };
        let strength = |row: &MeasureRow| rho(row).map_or(-1.0, |rho| rho.value.abs());
        rows.sort_by(|left, right| strength(right).total_cmp(&strength(left)));
    }
}

/// The table over the functions found at least twice, or an even spread of them.
pub(super) fn measure_table(
    landscape: &Landscape,
    tally: &Tally,
    ranking: &Ranking,
    cache: &mut Cache,
) -> MeasureTable {
    let n = landscape.n();
    let symmetries = landscape.symmetries();
    let repeated = ranking.functions().len();
    let spread: Vec<_> = ranking.spread(repeated, CORRELATED).collect();
    let functions: Vec<Function> = spread.iter().map(|found| tally.some_member(found)).collect();
    let found: Vec<Found> = spread.iter().map(|found| tally.looked_at(found)).collect();
    let classes = match tally.symmetries {
        // What is counted are classes already.
        Some(_) => (0..found.len()).collect(),
        None => cache.class_numbers(&functions, symmetries),
    };
    let tables = cache.tables(n);
    let measures: Vec<Measure> = Measure::ALL.into_iter().filter(|measure| measure.applies_to(n)).collect();
    let values: Vec<Vec<f64>> = measures
        .iter()
        .map(|measure| {
            functions.iter().map(|&function| measure.value(function, tables).unwrap_or(0.0)).collect()
        })
        .collect();
    let Correlations { measures: rhos, best, best_within } = correlations(&found, &values, choice(ranking));
    let by_classes = over_classes(&found, &classes, &values).unwrap_or_default();
    let row = |(place, rho): (usize, Correlation)| {
        let measure = measures[place];
        let (correlation, within) = (rho.overall.map(mean), rho.within.map(mean));
        let population = by_classes.get(place).copied().unwrap_or_default();
        let (over_classes, within_over_classes) = (population.overall.map(mean), population.within.map(mean));
        let fixed = matches!(measure, Measure::Entropy | Measure::Ones);
        MeasureRow {
            key: measure.key().to_owned(),
            label: measure.label().to_owned(),
            definition: measure.definition().to_owned(),
            correlation_text: words(correlation, false),
            correlation,
            over_classes_text: by_classes_words(over_classes),
            over_classes,
            within_text: words(within, fixed),
            within,
            within_over_classes_text: by_classes_words(within_over_classes),
            within_over_classes,
        }
    };
    let mut rows: Vec<MeasureRow> = rhos.into_iter().enumerate().map(row).collect();
    let unit = if tally.symmetries.is_some() { "classes" } else { "functions" };
    let caption = caption((functions.len(), repeated, unit), &rows, [best, best_within]);
    let [best, best_within] = [best, best_within].map(|at| at.map(|at| rows[at].key.clone()));
    landscape.order.sort(&mut rows);
    let classes = classes.into_iter().max().map_or(0, |last| last as u64 + 1);
    let told = rows.iter().any(|row| row.over_classes.is_some() || row.within_over_classes.is_some());
    MeasureTable {
        best,
        best_within,
        functions: functions.len() as u64,
        caption,
        intervals_text: if told { intervals_words(symmetries, classes, unit) } else { String::new() },
        classes,
        rows,
    }
}

/// Of what each interval speaks.
fn intervals_words(symmetries: Symmetries, classes: u64, unit: &str) -> String {
    let fall = match unit {
        "functions" => format!(
            "These functions fall into {} classes of equally probable ones (by {}): with as many other classes drawn from a population like them,",
            count(classes),
            symmetry_words(symmetries)
        ),
        _ => format!("With {} other classes drawn from a population like these,", count(classes)),
    };
    format!(
        "Two intervals (95%), for two questions. That beside a correlation is of the run: these functions, with as many networks drawn again. That by classes is of a population of functions. {fall} the correlation would vary so much; functions that were not found belong to neither."
    )
}

/// "by classes \u{2212}0.90 to \u{2212}0.79".
fn by_classes_words(rho: Option<Mean>) -> String {
    rho.map_or_else(String::new, |rho| format!("by classes {}", range(rho.low, rho.high)))
}

fn words(rho: Option<Mean>, fixed: bool) -> String {
    match rho {
        Some(rho) => with_range(rho.value, rho.low, rho.high),
        None if fixed => "the same for all".to_owned(),
        None => "too few functions".to_owned(),
    }
}

fn caption(
    (functions, repeated, unit): (usize, usize, &str),
    rows: &[MeasureRow],
    best: [Option<usize>; 2],
) -> String {
    let over = match functions {
        all if all == repeated => format!("the {} {unit} found at least twice", count(all as u64)),
        some => format!(
            "{} of the {} {unit} found at least twice, evenly spaced in rank",
            count(some as u64),
            count(repeated as u64)
        ),
    };
    if rows.iter().all(|row| row.correlation.is_none()) {
        return "Too few functions have been found at least twice to tell which measure goes best with P."
            .to_owned();
    }
    let overall = match best[0] {
        Some(at) => {
            format!("P goes best with {}: rank correlation {}", rows[at].label, rows[at].correlation_text)
        }
        None => "no measure goes with P clearly better than all others".to_owned(),
    };
    let within = match best[1] {
        Some(at) => format!("it goes best with {}: {}", rows[at].label, rows[at].within_text),
        None => "none does".to_owned(),
    };
    format!(
        "Over {over}, {overall}. Among functions with equally many ones, {within}. These functions were selected by their P: the correlation describes them and predicts no others. Its 95% interval is that of the run: how it would vary if as many networks were drawn again."
    )
}

/// The simplest of the named functions that were never found.
pub(super) fn simple_but_rare(named: &[NamedRow]) -> Option<&NamedRow> {
    named
        .iter()
        .filter(|row| row.p.count == 0)
        .filter_map(|row| Some((row, row.complexity?)))
        .min_by(|left, right| left.1.total_cmp(&right.1))
        .map(|(row, _)| row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_predictor_comes_first() {
        let row = |key: &str, correlation: Option<f64>, within: Option<f64>| {
            let mean = |value: f64| Mean { value, low: value, high: value };
            MeasureRow {
                key: key.to_owned(),
                label: String::new(),
                definition: String::new(),
                correlation: correlation.map(mean),
                correlation_text: String::new(),
                over_classes: None,
                over_classes_text: String::new(),
                within: within.map(mean),
                within_text: String::new(),
                within_over_classes: None,
                within_over_classes_text: String::new(),
            }
        };
        let rows = [row("a", Some(-0.3), Some(0.2)), row("b", Some(-0.9), None), row("c", None, Some(-0.4))];
        for (key, expected) in [("listed", "abc"), ("overall", "bac"), ("within", "cab"), ("else", "abc")] {
            let mut rows = rows.to_vec();
            MeasureOrder::from_key(key).sort(&mut rows);
            assert_eq!(rows.iter().map(|row| row.key.as_str()).collect::<String>(), expected, "{key}");
        }
    }
}
