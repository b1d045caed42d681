//! Controls: samples with weights and clusters of a law that is known, and of two.

use super::super::controls::{Outcome, SEEDS, law_of_sgd, task, z_of_share};
use super::super::paired::examples::paired;
use super::super::simulate::Law;
use super::super::stream::Stream;
use super::super::{Effort, Verdict, contrast};
use super::examples::{Cluster, clusters, pair};
use super::{PairedClusters, PairedSamples, Trust, WeightedContrast, weighted_contrast};
use crate::numeric::{Ratio, Z};
use crate::task::{Function, Task};
use std::collections::BTreeMap;

/// How a method's clusters come about.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// One draw of weight 1.
    Single,
    /// One draw with a lognormal weight of this standard deviation of its logarithm: worth exp(-sigma^2) of a draw.
    Lognormal(f64),
    /// A chain of so many states, each the one before with this probability: worth about states (1 - r) / (1 + r) draws.
    Chain(usize, f64),
    /// So many draws of one half of the functions rather than the other, which half being the cluster's: even ones
    /// have all their shares times 1 + d or 1 - d.
    Leaning(usize, f64),
    /// So many draws from one lognormal weight of this spread, each a repetition of an earlier one in one of two cases or so.
    Mixed(usize, f64),
}

impl Kind {
    pub(super) fn cluster(self, law: &Law, even: f64, stream: &mut Stream) -> Cluster {
        let normal = |stream: &mut Stream| {
            let radius = (-2.0 * libm::log(stream.positive_uniform())).sqrt();
            radius * libm::cos(std::f64::consts::TAU * stream.uniform())
        };
        let (weight, draws): (f64, Vec<usize>) = match self {
            Self::Single => (1.0, vec![law.one(stream)]),
            Self::Lognormal(sigma) => (libm::exp(sigma * normal(stream)), vec![law.one(stream)]),
            Self::Chain(states, repeat) => {
                let mut state = law.one(stream);
                let mut next = || {
                    if stream.uniform() >= repeat {
                        state = law.one(stream);
                    }
                    state
                };
                (1.0, (0..states).map(|_| next()).collect())
            }
            Self::Leaning(number, by) => {
                let sign = if stream.uniform() < 0.5 { 1.0 } else { -1.0 };
                // Rejection: shares of even functions times 1 + s d, of odd ones times 1 - s d e / (1 - e).
                let factors = [1.0 + sign * by, 1.0 - sign * by * even / (1.0 - even)];
                let most = factors[0].max(factors[1]);
                let draw = |stream: &mut Stream| loop {
                    let function = law.one(stream);
                    if stream.uniform() * most < factors[function % 2] {
                        return function;
                    }
                };
                (1.0, (0..number).map(|_| draw(stream)).collect())
            }
            Self::Mixed(number, sigma) => {
                let mut drawn: Vec<usize> = Vec::new();
                for at in 0..number {
                    let old = (stream.uniform() * (at as f64 + 3.0)) as usize;
                    let function = if old < at { drawn[old] } else { law.one(stream) };
                    drawn.push(function);
                }
                (libm::exp(sigma * normal(stream)), drawn)
            }
        };
        let mut shares: BTreeMap<usize, f64> = BTreeMap::new();
        let unit = 1.0 / draws.len() as f64;
        draws.into_iter().for_each(|function| *shares.entry(function).or_insert(0.0) += unit);
        (weight, shares.into_iter().collect())
    }
}

/// A method: its kind, its number of clusters, its law.
type Method<'a> = (Kind, usize, &'a Law);

fn runs(second: Method<'_>, first: Method<'_>, pairs: u32, stream: &mut Stream) -> Vec<WeightedContrast> {
    let mut sample = |(kind, number, law): Method<'_>| {
        let even: f64 = law.shares().iter().step_by(2).sum();
        clusters(&(0..number).map(|_| kind.cluster(law, even, stream)).collect::<Vec<_>>())
    };
    let mut run = || {
        let pair = pair(&sample(second), &sample(first));
        weighted_contrast(&PairedSamples::Clusters(pair), &task(), Effort(500_000))
    };
    (0..pairs).map(|_| run()).collect()
}

/// Pairs of kinds, with their numbers of clusters: against single draws and against each other, of equal and of very unequal size.
const KINDS: [[(Kind, usize); 2]; 7] = [
    [(Kind::Single, 100), (Kind::Single, 10_000)],
    [(Kind::Lognormal(1.0), 2_000), (Kind::Single, 1_000)],
    [(Kind::Lognormal(0.5), 100), (Kind::Lognormal(1.0), 3_000)],
    [(Kind::Chain(50, 0.8), 60), (Kind::Single, 1_000)],
    [(Kind::Chain(50, 0.8), 30), (Kind::Chain(20, 0.5), 100)],
    [(Kind::Leaning(20, 0.5), 60), (Kind::Leaning(20, 0.5), 100)],
    [(Kind::Mixed(20, 0.7), 150), (Kind::Single, 1_000)],
];

/// Weights that spread by a factor of e make variances too small as often as not: intervals of single shares then cover 93%.
const OF_SHARES: f64 = 0.07;

fn one_law(functions: u32, pairs: u32) {
    let mut stream = Stream::new(81);
    let law = law_of_sgd(functions, 1.0);
    for [second, first] in KINDS {
        let found = runs((second.0, second.1, &law), (first.0, first.1, &law), pairs, &mut stream);
        let found = Outcome::of(&found, &law, &law, 1.0);
        let case = format!("{second:?} and {first:?} of one law");
        println!("{case}: {found:?}");
        found.check(OF_SHARES, &case);
        // What both would show is known within a few parts in a hundred.
        let [floor, distance] = found.mean_floor;
        assert!((floor / distance - 1.0).abs() < 0.04, "{case}: {floor} {distance}");
    }
}

fn two_laws(functions: u32, pairs: u32) {
    let mut stream = Stream::new(82);
    let (second_law, first_law) = (Law::zipf(functions, 1.3), Law::zipf(functions, 1.0));
    for [second, first] in KINDS {
        let found =
            runs((second.0, second.1, &second_law), (first.0, first.1, &first_law), pairs, &mut stream);
        let found = Outcome::of(&found, &second_law, &first_law, 1.3);
        let case = format!("{second:?} and {first:?} of two laws");
        println!("{case}: {found:?}");
        found.check(OF_SHARES, &case);
    }
}

#[test]
fn what_is_said_of_weights_and_clusters_of_one_law_holds() {
    one_law(2_000, SEEDS);
}

#[test]
fn what_is_said_of_weights_and_clusters_of_two_laws_holds() {
    two_laws(300, SEEDS);
}

/// `cargo test --lib weighted::controls -- --ignored --nocapture`
#[test]
#[ignore = "minutes"]
fn table_of_controls() {
    one_law(20_000, 1_000);
    two_laws(3_000, 1_000);
}

/// Of so many samples, in how many the interval of P(f|S) does not cover: of the first, second, fourth, eleventh and 31st function of the law, found or not.
fn shares_not_covered(kind: Kind, number: usize, law: &Law, samples: u32, stream: &mut Stream) -> [u32; 5] {
    let even: f64 = law.shares().iter().step_by(2).sum();
    let mut wrong = [0; 5];
    for _ in 0..samples {
        let found = clusters(&(0..number).map(|_| kind.cluster(law, even, stream)).collect::<Vec<_>>());
        let whole = found.all.whole();
        for (wrong, function) in wrong.iter_mut().zip([0, 1, 3, 10, 30]) {
            let part = found.cells.get(&function).map(|cell| cell.part()).unwrap_or_default();
            let interval = Ratio::of(part, whole).unwrap().estimate(whole);
            let truth = law.shares()[function];
            *wrong += u32::from(truth < interval.low || interval.high < truth);
        }
    }
    wrong
}

#[test]
fn intervals_of_shares_cover_with_weights_and_clusters() {
    let mut stream = Stream::new(86);
    let law = law_of_sgd(500, 1.0);
    for (kind, number) in KINDS.into_iter().flatten().filter(|&(kind, _)| !matches!(kind, Kind::Single)) {
        let wrong = shares_not_covered(kind, number, &law, 2 * SEEDS, &mut stream);
        println!("{kind:?} {number}: {wrong:?} of {}", 2 * SEEDS);
        assert!(
            wrong.iter().all(|&wrong| z_of_share(wrong, 2 * SEEDS, OF_SHARES) < 4.0),
            "{kind:?}: {wrong:?}"
        );
    }
}

/// Without the corrections these would be told apart.
#[test]
fn clusters_taken_for_draws_would_be_rejected() {
    let mut stream = Stream::new(83);
    let law = law_of_sgd(300, 1.0);
    let (mut taken_for_draws, mut corrected) = (0, 0);
    for _ in 0..SEEDS {
        let mut sample =
            || (0..60).map(|_| Kind::Chain(50, 0.8).cluster(&law, 0.5, &mut stream)).collect::<Vec<_>>();
        let (second, first) = (sample(), sample());
        let found = pair(&clusters(&second), &clusters(&first));
        let found = weighted_contrast(&PairedSamples::Clusters(found), &task(), Effort(100_000));
        corrected += u32::from(found.two_sample.is_some_and(|test| test.p_value < 0.05));
        let counts = |clusters: &[Cluster], function: usize| -> u64 {
            let of = |(_, shares): &Cluster| -> f64 {
                shares.iter().filter(|(other, _)| *other == function).map(|(_, share)| 50.0 * share).sum()
            };
            clusters.iter().map(of).sum::<f64>().round() as u64
        };
        let counts: Vec<(u64, u64)> = (0..300).map(|f| (counts(&second, f), counts(&first, f))).collect();
        let found = contrast(&paired(&counts), &task(), Effort(100_000));
        taken_for_draws += u32::from(found.two_sample.is_some_and(|test| test.p_value < 0.05));
    }
    assert!(
        taken_for_draws == SEEDS && z_of_share(corrected, SEEDS, 0.05) < 4.0,
        "{taken_for_draws} {corrected}"
    );
}

/// Of single draws of weight 1 the formulas for clusters say what those for counts say, as far as they are the same.
#[test]
fn single_draws_as_clusters_are_nearly_counts() {
    let mut stream = Stream::new(84);
    let (second_law, first_law) = (Law::zipf(200, 1.2), Law::zipf(200, 1.0));
    let counts = second_law.pairs(&first_law, (5_000, 3_000), &mut stream);
    let sample = |of: fn(&(u64, u64)) -> u64| {
        let functions = counts.iter().enumerate().flat_map(|(f, pair)| (0..of(pair)).map(move |_| f));
        // Not in order, so that groups are alike.
        let mut draws: Vec<usize> = functions.collect();
        let number = draws.len();
        let mut mix = Stream::new(9);
        (1..number).rev().for_each(|at| draws.swap(at, (mix.uniform() * (at as f64 + 1.0)) as usize));
        clusters(&draws.into_iter().map(|f| (1.0, vec![(f, 1.0)])).collect::<Vec<_>>())
    };
    let found = PairedSamples::Clusters(pair(&sample(|pair| pair.0), &sample(|pair| pair.1)));
    let one = weighted_contrast(&found, &task(), Effort::LIVE);
    let exact = contrast(&paired(&counts), &task(), Effort::LIVE);
    let other = WeightedContrast::from(exact.clone());
    let near = |one: f64, other: f64, by: f64| assert!((one - other).abs() < by, "{one} {other}");
    near(one.second_draws, 5_000.0, 10.0);
    near(one.first_draws, 3_000.0, 10.0);
    let (distance, of_counts) = (one.total_variation.unwrap(), other.total_variation.unwrap());
    near(distance.distance, of_counts.distance, 1e-12);
    near(distance.floor.mean / of_counts.floor.mean, 1.0, 0.02);
    near(distance.floor.upper / of_counts.floor.upper, 1.0, 0.03);
    near(distance.at_most, of_counts.at_most, 0.02);
    // Wider, as groups are few.
    assert!(distance.at_least <= of_counts.at_least + 0.01 && distance.at_least > of_counts.at_least - 0.04);
    near(one.jensen_shannon.unwrap().divergence.value, other.jensen_shannon.unwrap().divergence.value, 1e-12);
    let (test, of_counts) = (one.two_sample.unwrap(), other.two_sample.unwrap());
    near(test.statistic / of_counts.statistic, 1.0, 0.02);
    assert!(test.degrees.abs_diff(of_counts.degrees) <= 1);
    near(one.rank.unwrap().rho.value, other.rank.unwrap().rho.value, 1e-12);
    // Functions at the limit below which they are left out may be on its other side: within a standard error.
    let (temperature, of_counts) = (one.temperature.unwrap(), other.temperature.unwrap());
    let error = (of_counts.high.unwrap() - of_counts.low.unwrap()) / (2.0 * Z);
    near(temperature.value.unwrap(), of_counts.value.unwrap(), error);
    let (slope, of_counts) = (one.slope.unwrap().estimate, other.slope.unwrap().estimate);
    near(slope.value, of_counts.value, of_counts.standard_error.unwrap());
    near(one.target.difference.unwrap().value, other.target.difference.unwrap().value, 1e-12);
    near(one.target.difference.unwrap().low, other.target.difference.unwrap().low, 1e-4);
    let errors = |found: &WeightedContrast| found.test_errors.difference.unwrap();
    near(errors(&one).value, errors(&other).value, 1e-12);
    assert_eq!(std::mem::discriminant(&one.verdict.unwrap()), std::mem::discriminant(&exact.verdict));
    // Counts themselves are compared as counts, whoever asks.
    let same = weighted_contrast(&PairedSamples::Counts(paired(&counts)), &task(), Effort::LIVE);
    assert_eq!(same, other);
}

#[test]
fn exchanging_the_methods_exchanges_the_results() {
    let mut stream = Stream::new(85);
    let law = Law::zipf(100, 1.0);
    let mut sample = |kind: Kind, number| {
        clusters(&(0..number).map(|_| kind.cluster(&law, 0.5, &mut stream)).collect::<Vec<_>>())
    };
    let (second, first) = (sample(Kind::Mixed(20, 0.5), 200), sample(Kind::Single, 3_000));
    let compare = |second, first| {
        weighted_contrast(&PairedSamples::Clusters(pair(second, first)), &task(), Effort::LIVE)
    };
    let (one, other) = (compare(&second, &first), compare(&first, &second));
    let near = |left: f64, right: f64| assert!((left - right).abs() < 1e-9, "{left} {right}");
    near(one.total_variation.unwrap().distance, other.total_variation.unwrap().distance);
    near(one.total_variation.unwrap().at_most, other.total_variation.unwrap().at_most);
    near(one.total_variation.unwrap().at_least, other.total_variation.unwrap().at_least);
    near(one.two_sample.unwrap().statistic, other.two_sample.unwrap().statistic);
    near(one.two_sample.unwrap().p_value, other.two_sample.unwrap().p_value);
    near(one.rank.unwrap().rho.value, other.rank.unwrap().rho.value);
    near(one.slope.unwrap().estimate.value * other.slope.unwrap().estimate.value, 1.0);
    near(one.target.difference.unwrap().low, -other.target.difference.unwrap().high);
    near(one.test_errors.difference.unwrap().high, -other.test_errors.difference.unwrap().low);
}

#[test]
fn no_number_is_ever_undefined() {
    let many: Vec<Cluster> =
        (0..300).map(|at| (1.0 + f64::from(at % 3), vec![(at as usize % 40, 1.0)])).collect();
    let cases: Vec<Vec<Cluster>> = vec![
        vec![],
        vec![(1.0, vec![(0, 1.0)])],
        vec![(1.0, vec![(0, 0.5), (1, 0.5)]); 2],
        vec![(1.0, vec![(0, 0.5), (1, 0.5)]); 50],
        vec![(1.0, vec![(0, 1.0)]); 9],
        vec![(1e-200, vec![(0, 1.0)]), (1.0, vec![(1, 1.0)]), (1e-9, vec![(2, 1.0)])],
        (0..400).map(|at| (libm::exp(-0.5 * f64::from(at)), vec![(at as usize, 1.0)])).collect(),
        (0..4).map(|at| (1.0, (0..30).map(|f| (f + at, 1.0 / 30.0)).collect())).collect(),
        many.clone(),
    ];
    let no_test_points = Task { training: Function::new(u128::MAX, 128), ..task() };
    for (second, first) in cases.iter().flat_map(|one| cases.iter().map(move |other| (one, other))) {
        for task in [&task(), &no_test_points] {
            // All told apart, some, none.
            for listed in [usize::MAX, 3, 0] {
                let mut found = pair(&clusters(second), &clusters(first));
                for cell in found.functions.split_off(listed.min(found.functions.len())) {
                    found.second_beyond.add(&cell.second);
                    found.first_beyond.add(&cell.first);
                }
                let text =
                    format!("{:?}", weighted_contrast(&PairedSamples::Clusters(found), task, Effort(0)));
                assert!(!text.contains("NaN") && !text.contains("inf"), "{second:?} {first:?}: {text}");
            }
        }
    }
    let alike = PairedSamples::Clusters(pair(&clusters(&cases[4]), &clusters(&many)));
    assert!(!matches!(weighted_contrast(&alike, &task(), Effort(0)).verdict, Some(Verdict::Alike(_))));
}

#[test]
fn weights_that_are_not_to_be_trusted_have_no_verdict() {
    let many: Vec<Cluster> = (0..300).map(|at| (1.0, vec![(at % 40, 1.0)])).collect();
    let mut found = pair(&clusters(&many), &clusters(&many));
    let verdict = |found: &PairedClusters| {
        weighted_contrast(&PairedSamples::Clusters(found.clone()), &task(), Effort(0)).verdict
    };
    assert!(verdict(&found).is_some());
    found.first_trust = Trust::Dominated { share: 0.3 };
    assert_eq!(verdict(&found), None);
}
