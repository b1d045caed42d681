//! Chart data that look like those of a run.

use dice_and_descent::numeric::{Mean, Share};
use dice_and_descent::plot::{ErrorSeries, HistogramData, MethodLabel, ScatterData, ScatterPoint};
use std::collections::BTreeMap;

/// A share with its 95% Wilson interval.
pub(crate) fn share(count: u64, total: u64) -> Share {
    if total == 0 {
        return Share { count, value: 0.0, low: 0.0, high: 1.0 };
    }
    let (n, z2) = (total as f64, 1.959_964_f64 * 1.959_964);
    let value = count as f64 / n;
    let center = (value + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let half = (z2 * (value * (1.0 - value) / n + z2 / (4.0 * n * n))).sqrt() / (1.0 + z2 / n);
    let low = if count == 0 { 0.0 } else { center - half };
    Share { count, value, low, high: (center + half).min(1.0) }
}

/// A 64-bit mixer (splitmix64): noise for the fixtures.
pub(crate) fn mix(seed: u64) -> u64 {
    let mut z = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// `total` draws from the distribution with these weights.
pub(crate) fn sample(weights: &[u64], total: u64, seed: u64) -> Vec<u64> {
    let ends: Vec<u64> = weights
        .iter()
        .scan(0, |sum, weight| {
            *sum += weight;
            Some(*sum)
        })
        .collect();
    let all = ends[ends.len() - 1];
    let mut counts = vec![0; weights.len()];
    for k in 0..total {
        let at = mix(seed ^ (k << 20)) % all;
        counts[ends.partition_point(|&end| end <= at)] += 1;
    }
    counts
}

/// Points from truth tables with both counts, for a target and a training set.
pub(crate) fn scatter_data(
    found: &BTreeMap<String, (u64, u64)>,
    target: &str,
    training: &str,
) -> ScatterData {
    let dice_total = found.values().map(|counts| counts.0).sum();
    let descent_total = found.values().map(|counts| counts.1).sum();
    let test: Vec<bool> = training.bytes().map(|byte| byte == b'0').collect();
    let points = found
        .iter()
        .map(|(function, &(dice, descent))| {
            let wrong = function.bytes().zip(target.bytes()).zip(&test);
            ScatterPoint {
                function: function.clone(),
                first: share(dice, dice_total),
                second: share(descent, descent_total),
                test_errors: wrong.filter(|((a, b), test)| **test && a != b).count() as u32,
                is_target: function == target,
            }
        })
        .collect();
    let test_size = test.iter().filter(|&&test| test).count() as u32;
    let training_size = test.len() as u32 - test_size;
    ScatterData {
        first: MethodLabel::dice(),
        second: MethodLabel::descent(),
        points,
        first_total: dice_total,
        second_total: descent_total,
        training_size,
        test_size,
        undrawn: 0,
    }
}

/// Runs of these sizes on the reference system S1: 2x2 images, 8 of 16 for training, x1 and (x2 or x3).
pub(crate) fn s1(dice_total: u64, descent_total: u64) -> ScatterData {
    let text = include_str!("../oracles/sgd_vs_bayes_s1.json");
    let reference: serde_json::Value = serde_json::from_str(text).unwrap();
    let rows = reference["functions"].as_array().unwrap();
    let weights = |column: usize| rows.iter().map(|row| row[column].as_u64().unwrap()).collect::<Vec<_>>();
    let descent = sample(&weights(1), descent_total, 1);
    let dice = sample(&weights(2), dice_total, 2);
    let found = (0..rows.len())
        .filter(|&k| dice[k] + descent[k] > 0)
        .map(|k| (rows[k][0].as_str().unwrap().to_owned(), (dice[k], descent[k])))
        .collect();
    scatter_data(&found, reference["target"].as_str().unwrap(), reference["training"].as_str().unwrap())
}

/// A run on 128 inputs with 32 for training: thousands of functions, most of them found once.
pub(crate) fn many(functions: u64) -> ScatterData {
    let training: String = (0..128).map(|j| if j % 4 == 0 { '1' } else { '0' }).collect();
    let target: String = (0..128).map(|j| if j % 4 >= 2 { '1' } else { '0' }).collect();
    let mut found = BTreeMap::new();
    for k in 0..functions {
        let errors = if k == 0 { 0 } else { 1 + (mix(k) % 5) * (mix(k + 7) % 7) };
        let mut labels: Vec<u8> = target.bytes().collect();
        for error in 0..errors {
            let j = 4 * (mix(1000 * k + error) % 32) + 1 + (mix(1000 * k + error + 500) % 3);
            labels[j as usize] ^= 1;
        }
        let common = 1500 / (k + 1);
        let noise = |salt: u64| mix(k * 31 + salt) % (2 + common);
        let counts = match mix(k + 99) % 5 {
            0 if k > 0 => (common + noise(1), 0),
            1 if k > 0 => (0, 1 + common / 2 + noise(2)),
            _ => (1 + common + noise(3), 1 + common + noise(4)),
        };
        found.insert(String::from_utf8(labels).unwrap(), counts);
    }
    scatter_data(&found, &target, &training)
}

/// The histogram of the same run, with a coin that says 1 with probability `ones`, and 0 as the commoner label.
pub(crate) fn histogram_data(run: &ScatterData, target_ones: u32, ones: f64) -> HistogramData {
    let counts = |of: fn(&ScatterPoint) -> u64| {
        let mut counts = vec![0; run.test_size as usize + 1];
        for point in &run.points {
            counts[point.test_errors as usize] += of(point);
        }
        counts
    };
    let mut coin = vec![1.0];
    for j in 0..run.test_size {
        let wrong = if j < target_ones { 1.0 - ones } else { ones };
        coin.push(0.0);
        for k in (0..coin.len()).rev() {
            coin[k] = coin[k] * (1.0 - wrong) + if k > 0 { coin[k - 1] * wrong } else { 0.0 };
        }
    }
    let majority = (0..=run.test_size).map(|k| f64::from(u8::from(k == target_ones))).collect();
    let mean = |counts: &[u64], total: u64| {
        (total > 1).then(|| {
            let moment = |power: i32| {
                counts.iter().enumerate().map(|(k, &n)| n as f64 * (k as f64).powi(power)).sum::<f64>()
                    / total as f64
            };
            let value = moment(1);
            let half = 1.96 * ((moment(2) - value * value) / total as f64).sqrt();
            Mean { value, low: value - half, high: value + half }
        })
    };
    let series = |label: MethodLabel, counts: Vec<u64>, total: u64| ErrorSeries {
        mean: mean(&counts, total),
        bars: counts.into_iter().map(|count| share(count, total)).collect(),
        label,
        total,
        beats: false,
    };
    HistogramData {
        methods: vec![
            series(run.first.clone(), counts(|point| point.first.count), run.first_total),
            series(run.second.clone(), counts(|point| point.second.count), run.second_total),
        ],
        coin_mean: coin.iter().enumerate().map(|(k, p)| k as f64 * p).sum(),
        majority_mean: f64::from(target_ones),
        coin,
        majority,
        test_size: run.test_size,
    }
}

/// A method of this place, with a long name.
pub(crate) fn label(place: u32) -> MethodLabel {
    const NAMES: [(&str, &str); 6] = [
        ("Dice", "B"),
        ("SGD, step 0.1", "SGD"),
        ("SGD with momentum, step 0.001, 64 epochs more", "c"),
        ("Adam, first fit", "Adam"),
        ("SGD, width 128", "e"),
        ("SGD, batch 1", "f"),
    ];
    let (name, symbol) = NAMES[place as usize];
    match place {
        0 => MethodLabel::dice(),
        _ => MethodLabel {
            title: name.to_owned(),
            in_text: name.to_owned(),
            symbol: symbol.to_owned(),
            place,
            ..MethodLabel::descent()
        },
    }
}

/// The histogram of this many methods, in pairs from these runs.
pub(crate) fn several(methods: u32, runs: &[ScatterData], target_ones: u32) -> HistogramData {
    let mut data = histogram_data(&runs[0], target_ones, 0.5);
    let all = runs.iter().flat_map(|run| histogram_data(run, target_ones, 0.5).methods);
    data.methods =
        all.zip(0..methods).map(|(series, place)| ErrorSeries { label: label(place), ..series }).collect();
    assert_eq!(data.methods.len(), methods as usize);
    data
}
