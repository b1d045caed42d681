//! Rank correlation of P with measures of complexity, as functions would show it of which those found are a sample.
//!
//! Functions are related: by a symmetry of the prior whole classes of them have one P, and often one complexity, so that a thousand
//! functions of one class say little more than one. Where a population of functions is meant, the classes are what is independent.
//! The interval comes from random halves of the classes, each with all of its functions that were found: what a half shows varies
//! about what the whole shows as much as the whole varies about the population (the delete-half jackknife; J. Shao and C. Wu 1989).
//! It is in general far wider than that of the run, which takes the functions as given. Neither knows of functions that were not found.

use super::correlation::{Correlation, Found, estimate, strengths};
use crate::compare::RandomStream;

/// How many random halves are looked at: a standard error is known within about 11%.
const HALVES: usize = 40;
/// The 97.5% quantile of Student's t with one degree of freedom less.
const T: f64 = 2.022_690_920_036_76;

/// With fewer classes, halves of them say nothing.
pub const LEAST_CLASSES: usize = 10;

/// Spearman's rho of P with each of `measures`, with the interval by classes: entry k of `classes` says to which, counted from 0, function
/// k belongs. None with fewer than [`LEAST_CLASSES`].
pub fn over_classes(
    functions: &[Found],
    classes: &[usize],
    measures: &[Vec<f64>],
) -> Option<Vec<Correlation>> {
    let number = classes.iter().max().map_or(0, |last| last + 1);
    if number < LEAST_CLASSES {
        return None;
    }
    let mut stream = RandomStream::new(0x51f3_8ab2_90cd_6e47);
    let mut samples = vec![functions.iter().map(|found| found.count).collect::<Vec<u64>>()];
    samples.extend((0..HALVES).map(|_| {
        let taken = half_of(number, &mut stream);
        functions
            .iter()
            .zip(classes)
            .map(|(found, &class)| if taken[class] { found.count } else { 0 })
            .collect()
    }));
    let estimates = |ones: &[u32]| {
        let table = strengths(ones, &samples, functions, measures);
        table.iter().map(|rhos| estimate(rhos, T)).collect::<Vec<_>>()
    };
    let ones: Vec<u32> = functions.iter().map(|found| found.ones).collect();
    let both = estimates(&vec![0; functions.len()]).into_iter().zip(estimates(&ones));
    Some(both.map(|(overall, within)| Correlation { overall, within }).collect())
}

/// A random half of so many classes.
fn half_of(number: usize, stream: &mut RandomStream) -> Vec<bool> {
    let mut wanted = number / 2;
    let mut take = |left: usize| {
        let taken = stream.uniform() * (left as f64) < wanted as f64;
        wanted -= usize::from(taken);
        taken
    };
    (0..number).map(|class| take(number - class)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::correlation::{Choice, correlations};
    use super::*;
    use crate::numeric::Estimate;

    #[test]
    fn a_half_is_a_half_and_every_class_is_in_as_many() {
        let mut stream = RandomStream::new(3);
        let mut times = [0_u32; 11];
        for _ in 0..4000 {
            let taken = half_of(11, &mut stream);
            assert_eq!(taken.iter().filter(|&&taken| taken).count(), 5);
            times.iter_mut().zip(taken).for_each(|(times, taken)| *times += u32::from(taken));
        }
        // Binomial with p = 5/11: four standard deviations are 126.
        assert!(times.iter().all(|&times| times.abs_diff(1818) < 126), "{times:?}");
    }

    /// Functions in classes of 1 to 24 members, as drawn from a population: log P is normal over classes, the measure is log P and as much
    /// noise, and so the same for all of a class; counts are near what P says.
    fn drawn(stream: &mut RandomStream, number: usize) -> (Vec<Found>, Vec<usize>, Vec<f64>) {
        let (mut functions, mut classes, mut values) = (vec![], vec![], vec![]);
        for class in 0..number {
            let mut normal = || {
                let radius = (-2.0 * libm::log(stream.positive_uniform())).sqrt();
                radius * libm::cos(std::f64::consts::TAU * stream.uniform())
            };
            let (level, noise) = (normal(), normal());
            let size = 1 + (24.0 * stream.uniform()) as u32;
            for _ in 0..size {
                let spread = 1.0 + 0.02 * (stream.uniform() - 0.5);
                let count = libm::round(10_000.0 * libm::exp(level) * spread) as u64 + 2;
                functions.push(Found { ones: class as u32 % 3, count, size: 1 });
                classes.push(class);
                values.push(level + noise);
            }
        }
        (functions, classes, values)
    }

    fn overall(functions: &[Found], classes: &[usize], values: &[f64]) -> Estimate {
        over_classes(functions, classes, &[values.to_vec()]).unwrap()[0].overall.unwrap()
    }

    #[test]
    fn the_interval_covers_the_population_where_that_of_the_run_does_not() {
        let mut stream = RandomStream::new(29);
        // Spearman's rho of two normals whose correlation is the root of one half.
        let truth = 6.0 / std::f64::consts::PI * libm::asin(0.5 * std::f64::consts::FRAC_1_SQRT_2);
        let covers = |found: Estimate| found.low <= truth && truth <= found.high;
        let (mut by_classes, mut by_run) = (0, 0);
        let samples = 400;
        for _ in 0..samples {
            let (functions, classes, values) = drawn(&mut stream, 60);
            by_classes += u32::from(covers(overall(&functions, &classes, &values)));
            let run = correlations(&functions, &[values], Choice { design_effect: 1.0, thinned: false });
            by_run += u32::from(covers(run.measures[0].overall.unwrap()));
        }
        let share = f64::from(by_classes) / f64::from(samples);
        let z = (share - 0.95) / (0.05 * 0.95 / f64::from(samples)).sqrt();
        assert!(z > -4.0, "{share}");
        assert!(by_run < samples / 4, "{by_run}");
    }

    #[test]
    fn few_classes_have_no_interval_and_the_value_is_that_of_all_functions() {
        let mut stream = RandomStream::new(31);
        let (functions, classes, values) = drawn(&mut stream, LEAST_CLASSES);
        let run = correlations(
            &functions,
            std::slice::from_ref(&values),
            Choice { design_effect: 1.0, thinned: false },
        );
        let found = over_classes(&functions, &classes, std::slice::from_ref(&values)).unwrap();
        assert_eq!(found[0].overall.unwrap().value, run.measures[0].overall.unwrap().value);
        let few: Vec<usize> = classes.iter().map(|&class| class.min(LEAST_CLASSES - 2)).collect();
        assert_eq!(over_classes(&functions, &few, &[values]), None);
    }
}
