//! The methods there are: each is a file or a folder, and a line here.

use super::interface::Method;
#[cfg(feature = "atlas")]
use super::{elliptical_slice, features, infinite, last_layers, splitting};
use super::{rejection, sgd};

/// All methods, in the order in which they are offered.
pub(crate) static METHODS: &[&dyn Method] = &[
    &rejection::METHOD,
    &sgd::METHOD,
    #[cfg(feature = "atlas")]
    &last_layers::METHOD,
    #[cfg(feature = "atlas")]
    &features::METHOD,
    #[cfg(feature = "atlas")]
    &infinite::METHOD,
    #[cfg(feature = "atlas")]
    &splitting::METHOD,
    #[cfg(feature = "atlas")]
    &elliptical_slice::METHOD,
];

/// The method of a word in a link.
pub(crate) fn method_named(key: &str) -> Option<&'static dyn Method> {
    METHODS.iter().copied().find(|method| method.words().key == key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::RandomStream;
    use crate::sample::{ChunkClusters, Merge, WeightedCounts};
    use crate::settings::{Group, settings};
    use crate::task::Function;

    /// Reports come from files too, which may say anything.
    #[test]
    fn whatever_stands_in_reports_something_is_told() {
        let mut random = RandomStream::new(72);
        let number = |random: &mut RandomStream| match (8.0 * random.uniform()) as u32 {
            0 => 0.0,
            1 => -1.0,
            2 => 1e300,
            3 => -1e300,
            4 => 1e-300,
            _ => (20.0 * random.uniform()).floor(),
        };
        for (method, words) in METHODS.iter().filter_map(|method| Some((method, method.clusters()?))) {
            let mut told = 0;
            for round in 0..400 {
                let mut chunk = ChunkClusters::new(method.id().number(), 0, 8);
                chunk.push(4, 0.0, [(Function::new(3, 8), 1.0)]);
                for report in 0..round % 9 {
                    // As many numbers as methods report, more often than not.
                    let length = if report == 0 {
                        [6, 10, 2, 1][round / 9 % 4]
                    } else {
                        (6.0 * random.uniform()) as usize
                    };
                    let values = (0..length).map(|_| number(&mut random)).collect();
                    chunk.report([Merge::Sum, Merge::Most, Merge::Append][report % 3], values);
                }
                let mut counts = WeightedCounts::new(method.id().number(), words.weights, 10);
                counts.merge(&chunk);
                let found = method.diagnose(&counts, "it");
                told += found.rows.len();
                assert!(found.rows.iter().all(|row| !row.value.is_empty()), "{found:?}");
                let points =
                    found.figures.iter().flat_map(|figure| &figure.lines).flat_map(|line| &line.points);
                assert!(points.flatten().all(|number| number.is_finite()), "{found:?}");
            }
            assert!(told > 100, "{}: {told}", method.words().key);
        }
    }

    #[test]
    fn methods_have_words_and_numbers_of_their_own() {
        for (place, method) in METHODS.iter().enumerate() {
            for other in &METHODS[..place] {
                assert_ne!(method.id(), other.id());
                assert_ne!(method.words().key, other.words().key);
            }
            assert!(method_named(method.words().key).is_some_and(|found| found.id() == method.id()));
            let groups: Vec<Group> = method.group().into_iter().collect();
            let keys: Vec<&str> =
                settings(&groups).chain(&method.budget()).map(|setting| setting.key).collect();
            for offer in method.offers() {
                assert!(offer.sentence.ends_with('.'), "{}", offer.sentence);
                assert!(offer.own.iter().all(|(key, _)| keys.contains(key)), "{}", offer.label);
            }
            assert!(settings(&groups).all(|setting| setting.own));
        }
    }
}
