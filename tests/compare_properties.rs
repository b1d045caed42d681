//! What a contrast must do whatever the counts are: hold its level, cover what it says, survive the edges.
#![cfg(not(target_arch = "wasm32"))]

use dice_and_descent::Function;
use dice_and_descent::compare::{Contrast, Effort, LEVEL, Lack, Paired, PairedCounts, Verdict, contrast};
use dice_and_descent::experiment::compare::Ledger;
use dice_and_descent::sample::paired_counts;
use dice_and_descent::task::{Encoding, Inputs, Task};

/// SplitMix64.
struct Random(u64);

impl Random {
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// A distribution over functions, by cumulative sums.
struct Law(Vec<f64>);

impl Law {
    /// P proportional to rank^-power.
    fn zipf(functions: u32, power: f64) -> Self {
        Self::of((1..=functions).map(|rank| libm::pow(f64::from(rank), -power)))
    }

    fn of(weights: impl Iterator<Item = f64>) -> Self {
        let cumulative = weights.scan(0.0, |sum, weight| {
            *sum += weight;
            Some(*sum)
        });
        Self(cumulative.collect())
    }

    fn draw(&self, random: &mut Random) -> usize {
        let at = random.uniform() * self.0[self.0.len() - 1];
        self.0.partition_point(|&sum| sum <= at)
    }

    fn share(&self, function: usize) -> f64 {
        let below = if function == 0 { 0.0 } else { self.0[function - 1] };
        (self.0[function] - below) / self.0[self.0.len() - 1]
    }
}

/// Inputs 0 to 63 are training points, so that test errors are the ones among the other 64 labels.
fn task() -> Task {
    Task {
        inputs: Inputs::boolean(7, Encoding::ZeroOne),
        target: Function::new(0, 128),
        training: Function::new((1 << 64) - 1, 128),
    }
}

fn function(index: usize) -> Function {
    Function::new((index as u128) << 64, 128)
}

fn sample(second: &Law, first: &Law, sizes: (u64, u64), random: &mut Random) -> PairedCounts {
    let mut found = vec![(0, 0); second.0.len()];
    (0..sizes.0).for_each(|_| found[second.draw(random)].0 += 1);
    (0..sizes.1).for_each(|_| found[first.draw(random)].1 += 1);
    let counts = found
        .iter()
        .enumerate()
        .filter(|(_, pair)| **pair != (0, 0))
        .map(|(index, &(second, first))| Paired { function: function(index), second, first });
    PairedCounts::new(counts, 0, 0)
}

fn compare(counts: &PairedCounts, effort: Effort) -> Contrast {
    contrast(counts, &task(), effort)
}

/// How many standard errors `count` of `trials` is from the probability `p`.
fn z_of_share(count: usize, trials: usize, p: f64) -> f64 {
    (count as f64 / trials as f64 - p) / (p * (1.0 - p) / trials as f64).sqrt()
}

fn mean_and_error(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let variance = values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (n - 1.0);
    (mean, (variance / n).sqrt())
}

#[test]
fn with_one_distribution_the_floor_is_right_and_the_level_is_held() {
    let (mut random, mut alarms) = (Random(1), 0);
    // Ten functions, a few hundred, and nearly all of them found once.
    for (law, sizes, trials) in [
        (Law::zipf(10, 1.0), (200, 500), 500),
        (Law::zipf(400, 1.0), (2_000, 1_000), 300),
        (Law::zipf(1 << 18, 0.3), (3_000, 3_000), 150),
    ] {
        let (mut apart, mut apart_bits, mut above, mut small) = (Vec::new(), Vec::new(), 0, 0);
        for _ in 0..trials {
            let counts = sample(&law, &law, sizes, &mut random);
            let found = compare(&counts, Effort(2_000_000));
            let distance = found.total_variation.unwrap();
            let divergence = found.jensen_shannon.unwrap();
            apart.push(distance.distance - distance.floor.mean);
            apart_bits.push(divergence.divergence.value - divergence.floor.mean);
            above += usize::from(distance.distance > distance.floor.upper);
            small += usize::from(distance.p_value <= 0.05);
            alarms += usize::from(found.p_value.unwrap() < LEVEL);
        }
        for values in [apart, apart_bits] {
            let (mean, error) = mean_and_error(&values);
            assert!(mean.abs() < 5.0 * error, "{mean} with error {error}");
        }
        // Never more than 5%; less where the distance has few values.
        assert!(z_of_share(above, trials, 0.05) < 5.0, "{above} of {trials}");
        assert!(z_of_share(small, trials, 0.05) < 5.0, "{small} of {trials}");
    }
    // One expected in these 950; nine or more have a probability below 1e-6.
    assert!(alarms <= 8, "{alarms}");
}

#[test]
fn intervals_cover_where_the_methods_differ() {
    let functions = 40;
    let (second, first) = (Law::zipf(functions, 1.4), Law::zipf(functions, 1.0));
    let (mut random, trials, sizes) = (Random(2), 400, (3_000, 2_000));
    let found: Vec<Contrast> =
        (0..trials).map(|_| compare(&sample(&second, &first, sizes, &mut random), Effort(500_000))).collect();
    let covered = |truth: f64, interval: &dyn Fn(&Contrast) -> (f64, f64)| {
        let inside = |contrast: &&Contrast| {
            let (low, high) = interval(contrast);
            low <= truth && truth <= high
        };
        z_of_share(found.iter().filter(inside).count(), trials, 0.95)
    };
    // The divergence: its own mean, for that of the samples is not meant to be that of the distributions.
    let divergence = |contrast: &Contrast| contrast.jensen_shannon.unwrap().divergence;
    let (mean, _) = mean_and_error(&found.iter().map(|c| divergence(c).value).collect::<Vec<_>>());
    assert!(covered(mean, &|c| (divergence(c).low, divergence(c).high)) > -5.0);
    // The distance of the distributions.
    let all = 0..functions as usize;
    let truth = 0.5 * all.clone().map(|f| (second.share(f) - first.share(f)).abs()).sum::<f64>();
    let distance = |contrast: &Contrast| contrast.total_variation.unwrap();
    assert!(covered(truth, &|c| (distance(c).at_least, distance(c).at_most)) > -5.0);
    // The mean test error: functions are counted in binary by their labels on the test points.
    let error = |law: &Law| {
        all.clone().map(|f| law.share(f) * f64::from((f as u32).count_ones()) / 64.0).sum::<f64>()
    };
    let mean = |contrast: &Contrast| contrast.test_errors.second.as_ref().unwrap().mean;
    assert!(covered(error(&second), &|c| (mean(c).low, mean(c).high)).abs() < 5.0);
    let difference = |contrast: &Contrast| contrast.test_errors.difference.unwrap();
    let truth = error(&second) - error(&first);
    assert!(covered(truth, &|c| (difference(c).low, difference(c).high)).abs() < 5.0);
    // P of the target, which is function 0, and its difference.
    let target = |contrast: &Contrast| contrast.target.difference.unwrap();
    let truth = second.share(0) - first.share(0);
    assert!(covered(truth, &|c| (target(c).low, target(c).high)).abs() < 5.0);
    // P_SGD is P_B^1.4 exactly.
    let temperature = |contrast: &Contrast| contrast.temperature.unwrap();
    let ends = |c: &Contrast| (temperature(c).low.unwrap(), temperature(c).high.unwrap());
    assert!(covered(1.0 / 1.4, &ends) > -5.0);
    let slope = |contrast: &Contrast| contrast.slope.unwrap().estimate;
    assert!(covered(1.4, &|c| (slope(c).low, slope(c).high)) > -5.0);
}

#[test]
fn the_verdict_follows_the_truth_when_there_is_data() {
    let mut random = Random(3);
    let even = Law::zipf(100, 1.0);
    let mut verdict = |second: &Law, size: u64| {
        compare(&sample(second, &even, (size, size), &mut random), Effort::LIVE).verdict
    };
    // A few draws say nothing, whatever the truth; more say that it is the same.
    assert!(matches!(
        verdict(&even, 30),
        Verdict::TooLittleData { lack: Lack::Resolution, rejected: false, .. }
    ));
    let same = (0..10).filter(|_| matches!(verdict(&even, 40_000), Verdict::Alike(_))).count();
    // 95% each: 6 or fewer of 10 would be a chance of 1 in 1000.
    assert!(same >= 7, "{same} of 10");
    // The first function more probable by about 0.03, and by about 0.2: TV is that.
    let favoured =
        |factor: f64| Law::of((1..=100).map(|rank| if rank == 1 { factor } else { 1.0 } / f64::from(rank)));
    assert!(matches!(verdict(&favoured(1.2), 100_000), Verdict::Similar(_)));
    assert!(matches!(verdict(&favoured(3.0), 2_000), Verdict::Different(_)));
}

#[test]
fn no_number_is_ever_undefined() {
    let of = |index: usize, second: u64, first: u64| Paired { function: function(index), second, first };
    let big = 1 << 40;
    let cases = [
        PairedCounts::default(),
        PairedCounts::new([of(0, 1, 0)], 0, 0),
        PairedCounts::new([of(0, 0, 1)], 0, 0),
        PairedCounts::new([of(0, 1, 1)], 0, 0),
        PairedCounts::new([of(0, 10_000, 10_000)], 0, 0),
        PairedCounts::new([of(0, 1, 0), of(1, 0, 1)], 0, 0),
        PairedCounts::new([of(0, 9_000, 0), of(1, 0, 9_000)], 0, 0),
        PairedCounts::new([of(0, 30, 30), of(1, 30, 30), of(2, 30, 30), of(3, 30, 30)], 0, 0),
        PairedCounts::new([of(0, 30, 30), of(1, 30, 60), of(2, 30, 90), of(3, 30, 120)], 0, 0),
        PairedCounts::new([of(0, 0, 60), of(1, 0, 40), of(2, 5, 20)], 0, 0),
        PairedCounts::new([of(0, 50, 60), of(1, 0, 40), of(2, 0, 20)], 0, 0),
        PairedCounts::new([], 5, 0),
        PairedCounts::new([], 0, 5),
        PairedCounts::new([], 5, 7),
        PairedCounts::new([of(0, 3, 1)], 1_000, 1_000),
        PairedCounts::new([of(0, big, 2 * big), of(1, big, 3), of(2, 3, big), of(3, 1_000, 1_000)], 0, 0),
        PairedCounts::new([of(0, big, 1), of(1, 7, 0)], 0, 0),
    ];
    let no_test_points = Task { training: Function::new(u128::MAX, 128), ..task() };
    for counts in &cases {
        for task in [&task(), &no_test_points] {
            let text = format!("{:?}", contrast(counts, task, Effort(0)));
            assert!(!text.contains("NaN") && !text.contains("inf"), "{counts:?}: {text}");
        }
    }
    let nothing = contrast(&cases[0], &task(), Effort::LIVE);
    assert!(nothing.p_value.is_none());
    assert!(matches!(nothing.verdict, Verdict::TooLittleData { lack: Lack::Counts, .. }));
    // Both always find the same function: as equal as can be.
    assert!(matches!(compare(&cases[4], Effort::LIVE).verdict, Verdict::Alike(_)));
    assert!(matches!(compare(&cases[6], Effort::LIVE).verdict, Verdict::Different(_)));
    // Nothing is told apart: equal as far as that goes, but it does not go far.
    assert!(matches!(
        compare(&cases[14], Effort::LIVE).verdict,
        Verdict::TooLittleData { lack: Lack::ToldApart, .. }
    ));
}

#[test]
fn exchanging_the_methods_exchanges_the_results() {
    let mut random = Random(4);
    let counts = sample(&Law::zipf(300, 1.2), &Law::zipf(300, 1.0), (5_000, 9_000), &mut random);
    let mirrored = PairedCounts::new(
        counts.functions.iter().map(|f| Paired { second: f.first, first: f.second, ..*f }),
        0,
        0,
    );
    let (one, other) = (compare(&counts, Effort::LIVE), compare(&mirrored, Effort::LIVE));
    let near = |left: f64, right: f64| assert!((left - right).abs() < 1e-9, "{left} {right}");
    let (first, second) = (one.total_variation.unwrap(), other.total_variation.unwrap());
    near(first.distance, second.distance);
    near(first.at_most, second.at_most);
    near(first.floor.mean, second.floor.mean);
    near(one.jensen_shannon.unwrap().divergence.value, other.jensen_shannon.unwrap().divergence.value);
    near(one.two_sample.unwrap().statistic, other.two_sample.unwrap().statistic);
    near(one.rank.unwrap().rho.value, other.rank.unwrap().rho.value);
    near(one.slope.unwrap().estimate.value * other.slope.unwrap().estimate.value, 1.0);
    near(one.target.difference.unwrap().low, -other.target.difference.unwrap().high);
    near(one.test_errors.difference.unwrap().high, -other.test_errors.difference.unwrap().low);
    assert_eq!(one.distinct, other.distinct);
    assert_eq!(std::mem::discriminant(&one.verdict), std::mem::discriminant(&other.verdict));
}

#[test]
fn the_same_counts_give_the_same_contrast_in_any_order() {
    let mut random = Random(5);
    let counts = sample(&Law::zipf(200, 1.0), &Law::zipf(200, 1.0), (500, 700), &mut random);
    let reversed = PairedCounts::new(counts.functions.iter().rev().copied(), 0, 0);
    assert_eq!(compare(&counts, Effort::LIVE), compare(&reversed, Effort::LIVE));
}

#[test]
fn values_are_stable() {
    // A change here is a change of every number on the page: intended or not, it must be seen.
    let mut random = Random(6);
    let counts = sample(&Law::zipf(50, 1.2), &Law::zipf(50, 1.0), (1_000, 2_000), &mut random);
    let found = compare(&counts, Effort(1_000_000));
    let distance = found.total_variation.unwrap();
    assert_eq!(
        [distance.distance, distance.floor.mean, distance.floor.upper].map(|value| format!("{value:.9}")),
        ["0.124500000", "0.087771044", "0.110000000"]
    );
}

/// SGD twice, with other random numbers alone: what is called different, or lies outside its interval, is chance, and no more
/// frequent than it says. `sizes` are the runs of both.
fn twice_the_same(sizes: [u64; 2]) {
    let (mut shown, mut rejected, mut different, mut apart, mut slopes, mut missed) =
        (0_u32, 0_u32, 0_u32, 0_u32, 0, 0);
    for seed in 1..=200_u32 {
        let link = format!(
            "n=3&hidden=5&target=and&train_size=4&train_seed={}&methods=descent,descent&seed={seed}&runs={}&b.seed={}&b.runs={}",
            1 + seed % 7,
            sizes[0],
            seed + 1000,
            sizes[1],
        );
        let mut ledger = Ledger::new(&link);
        assert_eq!(ledger.setup().notices, []);
        ledger.run();
        let counts = paired_counts(ledger.census(0), ledger.census(1));
        let found = contrast(&counts, &ledger.comparison().problem.task, Effort(300_000));
        let Some(distance) = found.total_variation else { continue };
        shown += 1;
        rejected += u32::from(found.p_value.unwrap() < 0.05);
        different += u32::from(matches!(found.verdict, Verdict::Different(_)));
        apart += u32::from(distance.at_least > 0.0);
        if let Ok(slope) = found.slope {
            slopes += 1;
            missed += u32::from(slope.estimate.low > 1.0 || slope.estimate.high < 1.0);
        }
    }
    // So many more than expected have a z-score of 4.
    let most = |of: u32, rate: f64| f64::from(of) * rate + 4.0 * (f64::from(of) * rate * (1.0 - rate)).sqrt();
    assert!(shown > 190, "{shown}");
    assert!(f64::from(rejected) <= most(shown, 0.05), "{rejected} of {shown} rejected at 5%");
    assert!(f64::from(different) <= most(shown, LEVEL), "{different} of {shown} called different");
    assert!(f64::from(apart) <= most(shown, 0.025), "{apart} of {shown} have a distance above 0");
    assert!(f64::from(missed) <= most(slopes, 0.05), "{missed} of {slopes} slopes miss 1");
}

#[test]
fn sgd_twice_is_hardly_ever_called_different() {
    twice_the_same([1_000, 1_000]);
}

#[test]
fn sgd_twice_is_hardly_ever_called_different_with_one_sample_much_smaller() {
    twice_the_same([100, 2_500]);
}
