//! Runs in 32-bit words, for transfer between workers.

use super::RestoreError;
use crate::compare::{CellSums, GROUPS, SampleSums};
use crate::run::Origin;
use crate::sample::{Census, Merge, Report, Saved, SavedCell, SavedWeightedCounts, checksum};
use crate::task::Function;

/// Tells packed runs of one experiment from any other words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    Compare = 0x4444_0001,
    Landscape = 0x4444_0002,
    Gates = 0x4444_0003,
}

impl Mark {
    /// The experiment of packed words, by their first.
    pub(crate) fn of(words: &[u32]) -> Option<Self> {
        let marks = [Self::Compare, Self::Landscape, Self::Gates];
        marks.into_iter().find(|&mark| words.first() == Some(&(mark as u32)))
    }
}

/// A run being packed.
pub(crate) struct Packer(Vec<u32>);

impl Packer {
    /// Starts with the settings, and by which random streams they were counted.
    pub(crate) fn begin(mark: Mark, origin: &Origin) -> Self {
        let link = &origin.link;
        let mut words = vec![mark as u32, origin.stream, link.len() as u32];
        let bytes = link.as_bytes().chunks(4);
        words.extend(bytes.map(|four| four.iter().rev().fold(0, |word, &byte| word << 8 | u32::from(byte))));
        Self(words)
    }

    pub(crate) fn number(&mut self, number: u64) {
        self.0.extend([number as u32, (number >> 32) as u32]);
    }

    pub(crate) fn numbers(&mut self, numbers: &[u64]) {
        self.0.push(numbers.len() as u32);
        numbers.iter().for_each(|&number| self.number(number));
    }

    pub(crate) fn counts(&mut self, counts: &[(Function, u64)]) {
        self.0.push(counts.len() as u32);
        for &(function, count) in counts {
            self.0.extend((0..4).map(|part| (function.bits() >> (32 * part)) as u32));
            self.number(count);
        }
    }

    pub(crate) fn census(&mut self, census: &Census) {
        let Saved { tried, unfit, lost, diverged, epochs, fitted_at_start, beyond, counts } = census.save();
        for number in [tried, unfit, lost, diverged, epochs, fitted_at_start, beyond] {
            self.number(number);
        }
        self.counts(&counts);
    }

    fn float(&mut self, value: f64) {
        self.number(value.to_bits());
    }

    fn floats(&mut self, values: &[f64]) {
        self.0.push(values.len() as u32);
        values.iter().for_each(|&value| self.float(value));
    }

    fn sums(&mut self, sums: &CellSums) {
        sums.groups.into_iter().chain([sums.squares, sums.products]).for_each(|value| self.float(value));
        self.number(sums.found);
    }

    /// A sample of clusters with weights.
    pub(crate) fn clusters(&mut self, saved: &SavedWeightedCounts) {
        let all = &saved.all;
        for number in [saved.clusters, saved.empty, saved.failed, saved.draws] {
            self.number(number);
        }
        self.0.extend([u32::from(saved.exponent.is_some()), u32::from(saved.plain)]);
        self.number(saved.exponent.unwrap_or(0) as u64);
        all.groups.into_iter().chain([all.squares, all.cells]).for_each(|value| self.float(value));
        self.floats(&saved.largest);
        self.0.push(saved.reports.len() as u32);
        for report in &saved.reports {
            self.0.push(report.merge as u32);
            self.floats(&report.values);
        }
        self.sums(&saved.beyond);
        self.0.push(saved.cells.len() as u32);
        for cell in &saved.cells {
            self.0.extend((0..4).map(|part| (cell.function.bits() >> (32 * part)) as u32));
            self.sums(&cell.sums);
        }
    }

    /// How many words the settings took.
    pub(crate) fn settings(origin: &Origin) -> usize {
        3 + origin.link.len().div_ceil(4)
    }

    /// All words, with their checksum.
    pub(crate) fn finish(mut self) -> Vec<u32> {
        checksum::seal(&mut self.0);
        self.0
    }
}

/// Reads packed words from the front. Nothing is read where there is less than was said to be there.
pub(crate) struct Unpacker<'a>(&'a [u32]);

const COUNT_WORDS: usize = 6;
const CELL_WORDS: usize = 4 + 2 * (GROUPS + 3);

impl<'a> Unpacker<'a> {
    /// Reads the settings.
    ///
    /// # Errors
    /// If these are no words of `mark`, or not those that were packed.
    pub(crate) fn begin(mark: Mark, words: &'a [u32]) -> Result<(Origin, Self), RestoreError> {
        let mut rest = Self(checksum::open(words).ok_or(RestoreError::Damaged)?);
        (Mark::of(words) == Some(mark))
            .then(|| {
                let (_, stream) = (rest.word()?, rest.word()?);
                Some((Origin { stream, link: rest.text()? }, rest))
            })
            .flatten()
            .ok_or(RestoreError::Damaged)
    }

    /// What `read` reads, if that is all there is.
    ///
    /// # Errors
    /// If there is less, more, or something else.
    pub(crate) fn all<T>(mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Result<T, RestoreError> {
        read(&mut self).filter(|_| self.0.is_empty()).ok_or(RestoreError::Damaged)
    }

    pub(crate) fn word(&mut self) -> Option<u32> {
        let (&first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(first)
    }

    pub(crate) fn number(&mut self) -> Option<u64> {
        Some(u64::from(self.word()?) | u64::from(self.word()?) << 32)
    }

    pub(crate) fn numbers(&mut self) -> Option<Vec<u64>> {
        let listed = self.listed(2)?;
        (0..listed).map(|_| self.number()).collect()
    }

    /// Functions of so many inputs, each with its count.
    pub(crate) fn counts(&mut self, inputs: usize) -> Option<Vec<(Function, u64)>> {
        let listed = self.listed(COUNT_WORDS)?;
        (0..listed)
            .map(|_| {
                let mut bits = 0;
                for part in 0..4 {
                    bits |= u128::from(self.word()?) << (32 * part);
                }
                let function = Function::new(bits, inputs);
                (function.bits() == bits).then_some((function, self.number()?))
            })
            .collect()
    }

    pub(crate) fn census(&mut self, inputs: usize) -> Option<Saved> {
        let mut numbers = [0; 7];
        for number in &mut numbers {
            *number = self.number()?;
        }
        let [tried, unfit, lost, diverged, epochs, fitted_at_start, beyond] = numbers;
        let counts = self.counts(inputs)?;
        Some(Saved { tried, unfit, lost, diverged, epochs, fitted_at_start, beyond, counts })
    }

    fn float(&mut self) -> Option<f64> {
        self.number().map(f64::from_bits)
    }

    fn floats(&mut self) -> Option<Vec<f64>> {
        let listed = self.listed(2)?;
        (0..listed).map(|_| self.float()).collect()
    }

    fn group_sums(&mut self) -> Option<[f64; GROUPS]> {
        let mut groups = [0.0; GROUPS];
        for group in &mut groups {
            *group = self.float()?;
        }
        Some(groups)
    }

    fn sums(&mut self) -> Option<CellSums> {
        Some(CellSums {
            groups: self.group_sums()?,
            squares: self.float()?,
            products: self.float()?,
            found: self.number()?,
        })
    }

    fn flag(&mut self) -> Option<bool> {
        self.word().filter(|&word| word < 2).map(|word| word == 1)
    }

    /// A sample of clusters with weights, of functions of so many inputs.
    pub(crate) fn clusters(&mut self, inputs: usize) -> Option<SavedWeightedCounts> {
        let (clusters, empty, failed, draws) =
            (self.number()?, self.number()?, self.number()?, self.number()?);
        let (has_weight, plain) = (self.flag()?, self.flag()?);
        let exponent = Some(self.number()? as i64).filter(|_| has_weight);
        let all = SampleSums { groups: self.group_sums()?, squares: self.float()?, cells: self.float()? };
        let largest = self.floats()?;
        let report = |words: &mut Self| {
            Some(Report { merge: Merge::numbered(words.word()?)?, values: words.floats()? })
        };
        let reports = (0..self.listed(2)?).map(|_| report(self)).collect::<Option<_>>()?;
        let beyond = self.sums()?;
        let cell = |words: &mut Self| {
            let mut bits = 0;
            for part in 0..4 {
                bits |= u128::from(words.word()?) << (32 * part);
            }
            let function = Function::new(bits, inputs);
            (function.bits() == bits).then_some(SavedCell { function, sums: words.sums()? })
        };
        let cells = (0..self.listed(CELL_WORDS)?).map(|_| cell(self)).collect::<Option<_>>()?;
        Some(SavedWeightedCounts {
            clusters,
            empty,
            failed,
            draws,
            exponent,
            all,
            largest,
            plain,
            reports,
            beyond,
            cells,
        })
    }

    fn text(&mut self) -> Option<String> {
        let length = self.word()? as usize;
        if length.div_ceil(4) > self.0.len() {
            return None;
        }
        let mut bytes = Vec::with_capacity(length + 3);
        for _ in 0..length.div_ceil(4) {
            bytes.extend(self.word()?.to_le_bytes());
        }
        bytes.truncate(length);
        String::from_utf8(bytes).ok()
    }

    /// The length of a list. Before room is made for its items, as many as are said to be there must be there.
    fn listed(&mut self, words: usize) -> Option<usize> {
        let listed = self.word()? as usize;
        (listed <= self.0.len() / words).then_some(listed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_unpacked() {
        let origin = Origin { stream: 7, link: "v=1&n=3&words=\u{e9}".to_owned() };
        let mut packer = Packer::begin(Mark::Gates, &origin);
        packer.number(1 << 40);
        packer.numbers(&[1, u64::MAX]);
        packer.counts(&[(Function::new(200, 8), 5)]);
        let packed = packer.finish();
        let read = |words: &[u32]| {
            let (found, unpacker) = Unpacker::begin(Mark::Gates, words)?;
            let read = unpacker.all(|words| Some((words.number()?, words.numbers()?, words.counts(8)?)));
            read.map(|numbers| (found, numbers))
        };
        let (from, found) = read(&packed).unwrap();
        assert_eq!(from, origin);
        assert_eq!(found, (1 << 40, vec![1, u64::MAX], vec![(Function::new(200, 8), 5)]));
        assert!(Unpacker::begin(Mark::Compare, &packed).is_err());
        for place in 0..packed.len() {
            let mut altered = packed.clone();
            altered[place] ^= 1;
            assert_eq!(read(&altered), Err(RestoreError::Damaged), "word {place}");
            assert_eq!(read(&packed[..place]), Err(RestoreError::Damaged), "{place} words");
        }
        // Cut off before the checksum was made.
        let bare = checksum::open(&packed).unwrap();
        for length in 0..bare.len() {
            let mut words = bare[..length].to_vec();
            checksum::seal(&mut words);
            assert_eq!(read(&words), Err(RestoreError::Damaged), "{length} words");
        }
    }
}
