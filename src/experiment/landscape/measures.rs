//! All measures side by side: which predicts P best?

use super::figures::{CORRELATED, mean};
use crate::complexity::Measure;
use crate::complexity::exact::ExactTables;
use crate::experiment::{count, with_range};
use crate::landscape::{MeasureRow, MeasureTable, NamedRow, Ranking, overall, within};
use crate::plot::Mean;

/// How the table of all measures is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeasureOrder {
    /// As the measures are listed everywhere.
    Listed,
    /// By the strength of the rank correlation, the strongest first.
    Overall,
    /// By its strength among functions with equally many ones.
    Within,
}

impl MeasureOrder {
    /// As in the link; as listed unless it is another one.
    pub(super) fn from_key(key: &str) -> Self {
        match key {
            "overall" => Self::Overall,
            "within" => Self::Within,
            _ => Self::Listed,
        }
    }

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
    ranking: &Ranking,
    n: usize,
    tables: Option<&ExactTables>,
    order: MeasureOrder,
) -> MeasureTable {
    let functions: Vec<_> = ranking.spread(ranking.found(2), CORRELATED).collect();
    let row = |measure: Measure| {
        let classed: Vec<(u32, u64, f64)> = functions
            .iter()
            .map(|found| {
                let value = measure.value(found.function, tables).unwrap_or(0.0);
                (found.function.ones(), found.count, value)
            })
            .collect();
        let pairs: Vec<(u64, f64)> = classed.iter().map(|&(_, count, value)| (count, value)).collect();
        let correlation = overall(&pairs).map(|found| mean(found.rho));
        let within = within(&classed).map(|found| mean(found.rho));
        let fixed = matches!(measure, Measure::Entropy | Measure::Ones);
        MeasureRow {
            key: measure.key().to_owned(),
            label: measure.label().to_owned(),
            definition: measure.definition().to_owned(),
            correlation_text: words(correlation, false),
            correlation,
            within_text: words(within, fixed),
            within,
        }
    };
    let mut rows: Vec<MeasureRow> =
        Measure::ALL.into_iter().filter(|measure| measure.applies_to(n)).map(row).collect();
    // A correlation that could as well be none predicts nothing.
    let predicts = |rho: &Mean| rho.low > 0.0 || rho.high < 0.0;
    let best = |rho: fn(&MeasureRow) -> Option<Mean>| {
        rows.iter()
            .filter_map(|row| Some((row, rho(row).filter(predicts)?.value.abs())))
            .reduce(|best, row| if row.1 > best.1 { row } else { best })
            .map(|(row, _)| row)
    };
    let (overall, within) = (best(|row| row.correlation), best(|row| row.within));
    let caption = caption(functions.len(), ranking.found(2), overall, within);
    let [best, best_within] = [overall, within].map(|row| row.map(|row| row.key.clone()));
    order.sort(&mut rows);
    MeasureTable { best, best_within, functions: functions.len() as u64, caption, rows }
}

fn words(rho: Option<Mean>, fixed: bool) -> String {
    match rho {
        Some(rho) => with_range(rho.value, rho.low, rho.high),
        None if fixed => "the same for all".to_owned(),
        None => "too few functions".to_owned(),
    }
}

fn caption(
    functions: usize,
    repeated: usize,
    overall: Option<&MeasureRow>,
    within: Option<&MeasureRow>,
) -> String {
    let Some(overall) = overall else {
        return "Too few functions have been found at least twice to tell which measure predicts P best."
            .to_owned();
    };
    let over = match functions {
        all if all == repeated => format!("the {} functions found at least twice", count(all as u64)),
        some => format!(
            "{} of the {} functions found at least twice, evenly spaced in rank",
            count(some as u64),
            count(repeated as u64)
        ),
    };
    let within = match within {
        Some(within) => format!("with {}: {}", within.label, within.within_text),
        None => "with none of them clearly".to_owned(),
    };
    format!(
        "Over {over}, P goes best with {}: rank correlation {}. Among functions with equally many ones, {within}.",
        overall.label, overall.correlation_text
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
                within: within.map(mean),
                within_text: String::new(),
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
