//! Bad links, and analyses of nothing.

use dice_and_descent::complexity::Measure;
use dice_and_descent::experiment::landscape::{Ledger, read_link};
use dice_and_descent::settings::Experiment;

#[test]
fn no_link_is_too_bad_to_be_read() {
    for link in [
        "#experiment=landscape&n=0&encoding=2&hidden=9999999999999999999999&sigma_w=NaN&draws=-1&measure=",
        "experiment=landscape&experiment=moon&v=7&%&=&&&n",
        "hidden=64,,64&sigma_b=1e999&seed=1.5&workers=many&rows=0",
    ] {
        let state = read_link(link);
        assert!(!state.notices.is_empty(), "{link}");
        let again = read_link(&state.hash);
        assert_eq!((again.notices.len(), &again.values), (0, &state.values), "{link}");
        assert_eq!(Experiment::of_link(&state.hash), Experiment::Landscape);
    }
    assert_eq!(Experiment::of_link("experiment=landscape&experiment=moon"), Experiment::Landscape);
}

#[test]
fn every_size_and_measure_can_be_analysed_empty_and_drawn() {
    for n in 1..=7 {
        let mut ledger = Ledger::new(&format!("n={n}&hidden=3&draws=1"));
        for measure in Measure::ALL {
            let empty = ledger.analyse(measure, 5);
            assert!(empty.rank.points.is_empty() && empty.rows.is_empty());
            assert!(empty.rank_caption.contains("No network"), "{}", empty.rank_caption);
            assert!(empty.named.iter().all(|row| row.text == "nothing counted yet"));
        }
        assert!(ledger.detail("01").is_err() || n == 1);
        ledger.run();
        for measure in Measure::ALL {
            let analysis = ledger.analyse(measure, 5);
            let shares: f64 = analysis.distribution.bars.iter().map(|bar| bar.networks.value).sum();
            assert!((shares - 1.0).abs() < 1e-9, "{measure:?} of {n}: {shares}");
            let random: f64 = analysis.distribution.bars.iter().map(|bar| bar.random.value).sum();
            assert!((random - 1.0).abs() < 1e-9, "{measure:?} of {n}: {random}");
            let text = serde_json::to_string(&analysis).unwrap();
            assert!(
                !text.contains("null,\"high\"") && !text.contains("\"value\":null"),
                "{measure:?} of {n}"
            );
        }
        let zero = ledger.detail(&"0".repeat(1 << n)).unwrap();
        assert_eq!((zero.ones, zero.name.as_deref()), (0, Some("always 0")));
    }
}
