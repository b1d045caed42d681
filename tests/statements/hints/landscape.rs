//! The landscape's.

use super::{Hints, with};
use dice_and_descent::Function;
use dice_and_descent::complexity::Measure;
use dice_and_descent::experiment::landscape::{self, Ledger as Landscape};

fn drawn(id: &str, draws: u64) -> Landscape {
    let mut ledger = Landscape::new(&with(&landscape::apply_preset("", id).hash, &format!("draws={draws}")));
    ledger.run();
    ledger
}

/// The share of constant networks, with its standard error.
fn constant(ledger: &Landscape) -> (f64, f64) {
    let len = 1 << ledger.landscape().n();
    let of = |label| ledger.registry().count(Function::from_labels(len, |_| label));
    let draws = ledger.registry().draws() as f64;
    let share = (of(false) + of(true)) as f64 / draws;
    (share, (share * (1.0 - share) / draws).sqrt())
}

#[test]
fn every_hint_of_the_landscape() {
    let mut hints = Hints::new(
        landscape::LandscapeTable::new().presets.into_iter().map(|preset| (preset.id, preset.watch)),
    );
    let mut says = |id, words: &str| hints.says(id, words);

    says("vcl18", "Nearly three networks of four are constant");
    says("vcl18", "more than a hundred times rarer");
    let gaussian = drawn("vcl18", 20_000);
    let (share, error) = constant(&gaussian);
    assert!(share + 4.0 * error < 0.75 && share - 4.0 * error > 0.7, "{share}");
    let mut counts: Vec<u64> = gaussian.registry().repeated().map(|found| found.count).collect();
    counts.sort_unstable_by(|one, two| two.cmp(one));
    assert!(counts[1] > 100 * counts[2], "{:?}", &counts[..3]);

    says("vcl18-classes", "A million networks reach P = 10\u{207b}\u{b9}\u{2070}");
    says(
        "vcl18-classes",
        "From rank 200 to ten million the curve runs along Zipf's line, within a factor of three",
    );
    let rank = drawn("vcl18-classes", 100_000).analyse(Measure::Entropy, 0).rank;
    // The rarest class was found once: ten times the networks reach ten times as far.
    let rarest = rank.points.last().unwrap().p.value;
    assert!((0.9e-9..1.0e-9).contains(&rarest), "{rarest}");
    // So many networks tell the ranks up to a million, where the largest classes were found ten times.
    let told = rank.points.iter().filter(|point| point.rank >= 200 && point.p.count >= 10);
    let ratios: Vec<f64> = told.map(|point| point.p.value * point.rank as f64 / rank.zipf.at_one).collect();
    assert!(ratios.len() > 40 && ratios.iter().all(|ratio| (1.0 / 3.0..3.0).contains(ratio)), "{ratios:?}");

    for (id, like, words) in [
        ("vcl18-uniform", "vcl18", "nearly as many networks are constant"),
        ("vcl18-uniform-smallbias", "vcl18-smallbias", "nearly the same share of constant networks"),
        ("vcl18-uniform-wide", "vcl18-wide", "nearly the same share of constant networks"),
    ] {
        says(id, words);
        let (one, two) = (constant(&drawn(id, 10_000)), constant(&drawn(like, 10_000)));
        assert!((one.0 - two.0).abs() < 0.05, "{id}: {one:?} {two:?}");
    }
    says("vcl18-smallbias", "one network of four is constant");
    let (share, _) = constant(&drawn("vcl18-smallbias", 10_000));
    assert!((0.2..0.3).contains(&share), "{share}");
    says("vcl18-wide", "one network of five is constant, and most functions are seen only once");
    let mut wide = drawn("vcl18-wide", 10_000);
    let (share, _) = constant(&wide);
    let rank = wide.analyse(Measure::Entropy, 0).rank;
    assert!((0.15..0.25).contains(&share) && 2 * rank.once > rank.distinct, "{share}");

    says("perceptron", "Every number of ones from 0 to 127 is equally likely");
    let ones = drawn("perceptron", 400_000).analyse(Measure::Entropy, 0).ones;
    assert!(ones.law.unwrap().p_value.unwrap() > 1e-3);
    says("perceptron-bias", "likelier than the flat law");
    let ones = drawn("perceptron-bias", 200_000).analyse(Measure::Entropy, 0).ones;
    assert!(ones.bars[0].low > 1.0 / 128.0 && ones.bars[128].low > 1.0 / 128.0);
    says("layer-64", "lifts both ends of the flat law");
    let ones = drawn("layer-64", 20_000).analyse(Measure::Entropy, 0).ones;
    assert!(ones.bars[0].low > 1.0 / 128.0 && ones.bars[127].low > 1.0 / 128.0);

    says("images", "exact sizes of formulas and circuits");
    let state = landscape::apply_preset("", "images");
    assert!(state.measures.iter().all(|measure| measure.available));

    for (id, words, least, most) in [
        ("chaos-1", "less than half that of random functions", 0.0, 0.5),
        ("chaos-1.5", "three quarters", 0.7, 0.8),
        ("chaos-2", "about a tenth below", 0.86, 0.93),
        ("chaos-4", "a few per cent below", 0.94, 0.985),
        ("chaos-8", "within three per cent", 0.97, 1.0),
    ] {
        says(id, words);
        let mut ledger = drawn(id, 1500);
        let found = ledger.analyse(Measure::LempelZiv, 0);
        let ratio =
            found.distribution.median.unwrap().value / found.distribution.random_median.unwrap().value;
        assert!((least..most).contains(&ratio), "{id}: {ratio}");
        if id == "chaos-2" {
            assert!(
                10 * found.rank.once > 9 * found.rank.draws,
                "nearly every network has a function of its own"
            );
        }
        // The figure says that tanh networks with large weights have hardly any constant function.
        assert!(id != "chaos-8" || constant(&ledger).0 < 0.01);
    }
    hints.assert_all_tested();
}
