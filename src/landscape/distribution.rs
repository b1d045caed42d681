//! How a measure is distributed: over networks, and over uniformly random functions.

use crate::compare::RandomStream;
use crate::numeric::Estimate;
use crate::task::Function;

/// How often each value of a measure occurred.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Histogram {
    /// Values, ascending, each with how often it occurred.
    cells: Vec<(f64, u64)>,
    total: u64,
}

impl Histogram {
    /// Counts `value` `times` more often.
    pub fn add(&mut self, value: f64, times: u64) {
        match self.cells.binary_search_by(|cell| cell.0.total_cmp(&value)) {
            Ok(at) => self.cells[at].1 += times,
            Err(at) => self.cells.insert(at, (value, times)),
        }
        self.total += times;
    }

    /// Values, ascending, each with how often it occurred.
    pub fn cells(&self) -> &[(f64, u64)] {
        &self.cells
    }

    /// How many values were counted.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// The largest value.
    pub fn largest(&self) -> Option<f64> {
        self.cells.last().map(|cell| cell.0)
    }

    /// How often values from `from` to `to`, both included, occurred.
    pub fn between(&self, from: f64, to: f64) -> u64 {
        self.cells.iter().filter(|cell| from <= cell.0 && cell.0 <= to).map(|cell| cell.1).sum()
    }

    /// The median (the mean of the two middle values, if there are two), with the interval between two order
    /// statistics that covers the median of the distribution with 95%, whatever the distribution: the usual
    /// normal approximation of the binomial, rounded outwards. Of draws that are not independent, `design_effect`
    /// are worth one. None without values.
    pub fn median(&self, design_effect: f64) -> Option<Estimate> {
        let last = self.total.checked_sub(1)?;
        let half = 0.5 * 1.96 * (self.total as f64 * design_effect).sqrt();
        let middle = 0.5 * self.total as f64;
        let low = libm::floor(middle - half).max(0.0) as u64;
        let high = (libm::ceil(middle + half) as u64).min(last);
        let value = 0.5 * (self.ordered(last / 2) + self.ordered(self.total / 2));
        Some(Estimate { value, low: self.ordered(low), high: self.ordered(high), standard_error: None })
    }

    /// The value at `place`, from 0, in ascending order.
    fn ordered(&self, place: u64) -> f64 {
        let mut before = 0;
        for &(value, times) in &self.cells {
            before += times;
            if place < before {
                return value;
            }
        }
        self.cells.last().map_or(f64::NAN, |cell| cell.0)
    }
}

/// Uniformly random functions of n inputs, or all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    n: usize,
}

impl Reference {
    /// How many random functions stand for all where these are too many.
    pub const SAMPLE: u64 = 20_000;

    /// The functions of `n` inputs, n from 1 to 7.
    pub fn new(n: usize) -> Self {
        Self { n }
    }

    /// Whether these are all functions: up to four inputs.
    pub fn is_exact(self) -> bool {
        self.n <= 4
    }

    /// The functions: all 2^(2^n) up to four inputs, then a sample with a seed of its own, the same in every run.
    pub fn functions(self) -> impl Iterator<Item = Function> {
        let len = 1 << self.n;
        let count = if self.is_exact() { 1 << len } else { Self::SAMPLE };
        let mut stream = RandomStream::new(self.n as u64);
        (0..count).map(move |bits| {
            let bits = if self.is_exact() {
                u128::from(bits)
            } else {
                u128::from(stream.next()) << 64 | u128::from(stream.next())
            };
            Function::new(bits, len)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::complexity::lempel_ziv;

    #[test]
    fn medians_of_few_values() {
        let mut histogram = Histogram::default();
        assert_eq!(histogram.median(1.0), None);
        for value in [3.0, 1.0, 2.0] {
            histogram.add(value, 1);
        }
        assert_eq!(
            histogram.median(1.0).map(|median| (median.low, median.value, median.high)),
            Some((1.0, 2.0, 3.0))
        );
        histogram.add(10.0, 1);
        assert_eq!(histogram.median(1.0).map(|median| median.value), Some(2.5));
        assert_eq!((histogram.total(), histogram.largest(), histogram.between(2.0, 3.0)), (4, Some(10.0), 2));
    }

    #[test]
    fn the_interval_covers_the_median() {
        let mut stream = RandomStream::new(9);
        let trials = 1000;
        let covered = (0..trials)
            .filter(|_| {
                let mut histogram = Histogram::default();
                (0..101).for_each(|_| histogram.add(stream.next() as f64, 1));
                let median = histogram.median(1.0).unwrap();
                median.low <= 2_f64.powi(63) && 2_f64.powi(63) <= median.high
            })
            .count() as f64;
        let error = (0.05 * 0.95 / f64::from(trials)).sqrt();
        assert!(covered / f64::from(trials) > 0.95 - 5.0 * error, "{covered}");
    }

    #[test]
    fn random_functions_of_seven_inputs_have_the_complexity_of_the_literature() {
        // Mean 148.8 and standard deviation 6.2 of K_LZ over random strings of 128 bits (Mingard et al. 2025).
        let values: Vec<f64> = Reference::new(7).functions().map(lempel_ziv).collect();
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        assert!((mean - 148.8).abs() < 0.05 + 5.0 * 6.2 / (values.len() as f64).sqrt(), "{mean}");
        assert_eq!(Reference::new(3).functions().count(), 256);
    }
}
