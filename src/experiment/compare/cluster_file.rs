//! A sample of clusters with weights as it stands in a file: every sum exactly, as the bits of a double in hexadecimal digits.

use crate::compare::{CellSums, GROUPS, SampleSums};
use crate::sample::{MOST_REPORTED, Merge, Report, SavedCell, SavedWeightedCounts, WeightedCounts};
use crate::task::Function;
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

/// Numbers of a cell: a sum for each group, squares, products.
const CELL: usize = GROUPS + 2;

/// Doubles, each as the 16 hexadecimal digits of its bits, one after the other.
pub(super) struct Exact(pub(super) Vec<f64>);

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let digits: String = self.0.iter().map(|value| format!("{:016x}", value.to_bits())).collect();
        serializer.serialize_str(&digits)
    }
}

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <&str>::deserialize(deserializer)?;
        let (groups, []) = text.as_bytes().as_chunks::<16>() else {
            return Err(D::Error::custom("exact numbers have 16 hexadecimal digits each"));
        };
        if groups.len() > MOST_REPORTED {
            return Err(D::Error::custom("too many exact numbers"));
        }
        let number = |digits: &[u8; 16]| {
            let digits = std::str::from_utf8(digits).ok().filter(|digits| !digits.starts_with('+'))?;
            u64::from_str_radix(digits, 16).ok().map(f64::from_bits)
        };
        let numbers: Option<Vec<f64>> = groups.iter().map(number).collect();
        numbers.map(Self).ok_or_else(|| D::Error::custom("exact numbers are hexadecimal digits"))
    }
}

/// Everything of a sample but its functions.
#[derive(serde::Serialize, serde::Deserialize)]
pub(super) struct Sums {
    /// All sums are in units of 2 to this power.
    exponent: Option<i64>,
    /// Over all clusters: u_c by groups, u_c^2, u_c(f)^2.
    all: Exact,
    /// The largest u_c, ascending.
    largest: Exact,
    /// Whether every cluster that gave something is one draw of weight 1.
    plain: bool,
    /// Sums of functions that are counted together.
    beyond: Exact,
    /// What the method told beside its functions: how it is merged, and the numbers.
    reports: Vec<(u32, Exact)>,
}

/// One function: its truth table, in how many clusters it was found, and its sums.
pub(super) type CellEntry<T> = (T, u64, Exact);

fn numbers(sums: &CellSums) -> Exact {
    Exact(sums.groups.into_iter().chain([sums.squares, sums.products]).collect())
}

fn cell_sums(found: u64, numbers: &Exact) -> Option<CellSums> {
    let numbers: &[f64; CELL] = numbers.0.as_slice().try_into().ok()?;
    let (&groups, rest) = numbers.split_first_chunk::<GROUPS>()?;
    Some(CellSums { groups, squares: rest[0], products: rest[1], found })
}

impl Sums {
    pub(super) fn of(saved: &SavedWeightedCounts) -> Self {
        let SampleSums { groups, squares, cells } = saved.all;
        Self {
            exponent: saved.exponent,
            all: Exact(groups.into_iter().chain([squares, cells]).collect()),
            largest: Exact(saved.largest.clone()),
            plain: saved.plain,
            beyond: numbers(&saved.beyond),
            reports: saved.reports.iter().map(|one| (one.merge as u32, Exact(one.values.clone()))).collect(),
        }
    }

    /// The sample, with these totals (that gave something, nothing, failed; networks; found beyond) and these functions. None if it cannot be one.
    pub(super) fn saved(
        self,
        [clusters, empty, failed, draws, beyond]: [u64; 5],
        functions: &[Function],
        entries: &[CellEntry<&str>],
    ) -> Option<SavedWeightedCounts> {
        let all = cell_sums(0, &self.all)?;
        let cells = functions.iter().zip(entries);
        let cell = |(&function, entry): (&Function, &CellEntry<&str>)| {
            Some(SavedCell { function, sums: cell_sums(entry.1, &entry.2)? })
        };
        let report =
            |(merge, values): (u32, Exact)| Some(Report { merge: Merge::numbered(merge)?, values: values.0 });
        Some(SavedWeightedCounts {
            clusters,
            empty,
            failed,
            draws,
            exponent: self.exponent,
            all: SampleSums { groups: all.groups, squares: all.squares, cells: all.products },
            largest: self.largest.0,
            plain: self.plain,
            reports: self.reports.into_iter().map(report).collect::<Option<_>>()?,
            beyond: cell_sums(beyond, &self.beyond)?,
            cells: cells.map(cell).collect::<Option<_>>()?,
        })
    }
}

/// The functions of a sample with their sums, as items of a list.
pub(super) fn entries(counts: &WeightedCounts) -> impl Iterator<Item = CellEntry<String>> + '_ {
    counts.iter().map(|(function, sums)| (function.to_compact_string(), sums.found, numbers(sums)))
}
