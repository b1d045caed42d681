//! Every figure as a table, for those who do not see it or want its numbers.

use super::analysis::{FigureTable, LandscapeAnalysis};
use super::shown::Figure;
use crate::landscape::{ComplexityData, DistributionData, OnesData, RankData};
use crate::numeric::{Share, count, decimal, value_and_range, with_range};

/// More rows than this nobody reads; the files have them all.
const MOST_ROWS: usize = 200;

impl LandscapeAnalysis {
    /// A figure as a table.
    pub(super) fn figure_table(&self, figure: Figure) -> FigureTable {
        match figure {
            Figure::Rank => ranks(&self.rank),
            Figure::Complexity => complexities(&self.complexity),
            Figure::Ones => ones(&self.ones),
            Figure::Distribution => distribution(&self.distribution),
        }
    }
}

fn table(columns: &[&str], rows: impl Iterator<Item = Vec<String>>) -> FigureTable {
    FigureTable { columns: columns.iter().map(|&column| column.to_owned()).collect(), rows: rows.collect() }
}

/// Count, share and interval.
fn cells(share: Share) -> [String; 3] {
    let (value, range) = value_and_range(share.value, share.low, share.high);
    [count(share.count), value, range]
}

const SHARE: [&str; 3] = ["Found", "Share", "95% interval"];

fn ranks(data: &RankData) -> FigureTable {
    let rows = data.points.iter().map(|point| {
        let [found, share, interval] = cells(point.p);
        let class = point.class_size.map(|size| count(u64::from(size)));
        let start = [count(point.rank)].into_iter().chain(class);
        start.chain([found, share, interval, point.name.clone().unwrap_or_default()]).collect()
    });
    let class = data.classes.map(|_| "Members of the class");
    let columns: Vec<&str> = ["Rank"].into_iter().chain(class).chain(SHARE).chain(["Function"]).collect();
    table(&columns, rows)
}

fn complexities(data: &ComplexityData) -> FigureTable {
    let mut points: Vec<_> = data.points.iter().collect();
    points.sort_by_key(|point| (point.name.is_none(), std::cmp::Reverse(point.p.count)));
    let rows = points.into_iter().take(MOST_ROWS).map(|point| {
        let [found, share, interval] = cells(point.p);
        let name = point.name.clone().unwrap_or_else(|| point.function.clone());
        vec![name, decimal(point.complexity, 4), found, share, interval]
    });
    table(&["Function", &data.label, SHARE[0], SHARE[1], SHARE[2]], rows)
}

fn ones(data: &OnesData) -> FigureTable {
    let rows = data.bars.iter().enumerate().map(|(ones, &bar)| {
        let [found, share, interval] = cells(bar);
        let exact = data.law.as_ref().and_then(|law| law.probabilities.get(ones));
        let exact = exact.map(|&exact| decimal(exact, 4));
        [ones.to_string(), found, share, interval].into_iter().chain(exact).collect()
    });
    let exact = data.law.as_ref().map(|_| "Share by the law");
    let columns: Vec<&str> = ["T", SHARE[0], SHARE[1], SHARE[2]].into_iter().chain(exact).collect();
    table(&columns, rows)
}

fn distribution(data: &DistributionData) -> FigureTable {
    let rows = data.bars.iter().map(|bar| {
        let value = match (bar.from, bar.to) {
            (from, to) if from == to => decimal(from, 4),
            (from, to) => format!("{} to {}", decimal(from, 4), decimal(to, 4)),
        };
        let [found, share, interval] = cells(bar.networks);
        let random = match data.exact {
            true => decimal(bar.random.value, 3),
            false => with_range(bar.random.value, bar.random.low, bar.random.high),
        };
        vec![value, found, share, interval, random]
    });
    table(&[&data.label, "Networks", SHARE[1], SHARE[2], "Share of random functions"], rows)
}

#[cfg(test)]
mod tests {
    use super::super::ledger::Ledger;
    use super::*;
    use crate::complexity::Measure;

    #[test]
    fn every_figure_is_a_table_with_whole_rows() {
        for link in [
            "n=4&draws=20000",
            "n=7&hidden=none&sigma_b=0&draws=20000",
            "n=3&draws=1000&measure=dnf",
            "n=5&draws=20000&classes=on",
        ] {
            let mut ledger = Ledger::new(link);
            let empty = ledger.analyse(Measure::LempelZiv, 0);
            assert_eq!(empty.figure_table(Figure::Rank).rows.len(), 0);
            ledger.run();
            let analysis = ledger.analyse(ledger.landscape().measure, 0);
            for key in ["rank", "complexity", "ones", "distribution"] {
                let FigureTable { columns, rows } = analysis.figure_table(Figure::from_key(key));
                assert!(!rows.is_empty() && rows.iter().all(|row| row.len() == columns.len()), "{key}");
                assert!(rows.iter().flatten().all(|cell| !cell.contains("NaN")), "{key}");
            }
            let named = analysis.named.len();
            assert!(analysis.figure_table(Figure::Complexity).rows.len() >= named);
        }
    }
}
