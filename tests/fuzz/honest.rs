//! Honest runs of any settings: what is written is read, and is the same. Where `TABLES_FOR_READERS` names a
//! directory, the files are left there for `tests/readers`.

use crate::generate::Damage;
use dice_and_descent::experiment::map::{Atlas, Setup};
use dice_and_descent::experiment::{SavedRun, compare, gates, landscape};
use dice_and_descent::map::TileRunner;
use dice_and_descent::settings::{Experiment, Kind, Setting};
use std::fs;
use std::path::PathBuf;

/// A random text of a setting, if it has any that goes with nearly all others.
fn text(setting: &Setting, damage: &mut Damage) -> Option<String> {
    Some(match (&setting.kind, setting.key) {
        (Kind::Choice { options }, _) => damage.one_of(options).value.to_owned(),
        // A power of two of the whole range, so that small and large ones are equally frequent.
        (&Kind::Integer { min, max }, _) => {
            let most = (max - min).min(1 << damage.below(33));
            (min + damage.next() % (most + 1)).to_string()
        }
        (&Kind::Real { min, max, .. }, _) => {
            let (low, high) = (min.max(1e-3).ln(), max.ln());
            let share = damage.below(1001) as f64 / 1000.0;
            let number = (low + share * (high - low)).exp().clamp(min, max);
            if damage.below(6) == 0 { min.to_string() } else { number.to_string() }
        }
        (Kind::Methods { options }, _) => {
            let words: Vec<&str> = (0..2 + damage.below(3)).map(|_| *damage.one_of(options)).collect();
            words.join(",")
        }
        (_, "target") => (*damage
            .one_of(&["zero", "one", "dictator", "xor", "parity", "random", "balanced", "majority", "f6"]))
        .to_owned(),
        (_, "train_size" | "batch") => (1 + damage.below(20)).to_string(),
        (_, "hidden") => {
            let layers = damage.below(4);
            let widths: Vec<String> = (0..layers).map(|_| (1 + damage.below(12)).to_string()).collect();
            if layers == 0 { "none".to_owned() } else { widths.join(",") }
        }
        (_, "axis_u") => "1.1.b".to_owned(),
        (_, "centre") => format!("{},{}", damage.below(9) as f64 - 4.5, damage.below(3)),
        (_, "pair") => (*damage.one_of(&["ab", "ba"])).to_owned(),
        _ => return None,
    })
}

/// A link of `experiment` with random settings of all kinds, and a budget of a few chunks.
fn link(experiment: Experiment, damage: &mut Damage) -> String {
    let mut link = format!("experiment={}", experiment.key());
    let table = experiment.table();
    for setting in table.iter().flat_map(|group| &group.settings) {
        if damage.below(3) > 0 {
            continue;
        }
        if let Some(text) = text(setting, damage) {
            link += &format!("&{}={text}", setting.key);
        }
    }
    // What methods have for themselves, but for what bounds the work.
    const BOUNDED: [&str; 17] = [
        "runs",
        "kept",
        "draws",
        "max_epochs",
        "extra_epochs",
        "hidden_draws",
        "last_layers",
        "feature_draws",
        "fitting_layers",
        "wide_draws",
        "splits",
        "particles",
        "split_moves",
        "chains",
        "states",
        "burn_in",
        "thin",
    ];
    let own = |setting: &&Setting| setting.own && !BOUNDED.contains(&setting.key);
    for setting in table.iter().flat_map(|group| &group.settings).filter(own) {
        if experiment != Experiment::Compare || damage.below(4) > 0 {
            continue;
        }
        if let Some(text) = text(setting, damage) {
            link += &format!("&{}.{}={text}", damage.one_of(&["a", "b", "c", "d"]), setting.key);
        }
    }
    // The last one counts.
    let budget = match experiment {
        Experiment::Compare => {
            "&runs=200&kept=500&draws=2000&max_epochs=30&extra_epochs=0&hidden_draws=50&last_layers=9\
             &feature_draws=50&fitting_layers=3&wide_draws=50\
             &splits=6&particles=20&split_moves=2&chains=16&states=12&burn_in=3&thin=2"
        }
        Experiment::Landscape => "&draws=500",
        Experiment::Gates => "&draws=500&n=2",
        Experiment::Map => "&resolution=24&max_epochs=30&extra_epochs=2",
    };
    let overtrained = experiment == Experiment::Compare && damage.below(3) == 0;
    link + budget + if overtrained { "&extra_epochs=3" } else { "" }
}

/// The settings that a link is read as, without its notices: those are no part of a saved run's link.
fn run(experiment: Experiment, link: &str) -> SavedRun {
    match experiment {
        Experiment::Compare => {
            let mut ledger = compare::Ledger::new(&compare::Setup::read(link).fragment());
            ledger.run();
            SavedRun::Compare(Box::new(ledger))
        }
        Experiment::Landscape => {
            let mut ledger = landscape::Ledger::new(&landscape::Setup::read(link).fragment());
            ledger.run();
            SavedRun::Landscape(Box::new(ledger))
        }
        Experiment::Gates | Experiment::Map => {
            let mut ledger = gates::Ledger::new(&gates::Setup::read(link).fragment());
            ledger.run();
            SavedRun::Gates(Box::new(ledger))
        }
    }
}

fn written(saved: &mut SavedRun) -> [String; 3] {
    let mut texts = [String::new(), String::new(), String::new()];
    saved.write_json(&mut |piece| texts[0].push_str(piece));
    saved.write_numbers(&mut |piece| texts[1].push_str(piece));
    saved.write_functions(&mut |piece| texts[2].push_str(piece));
    texts
}

/// Leaves a run and its tables for other readers, where these are asked.
fn leave<const TABLES: usize>(name: &str, json: &str, tables: [(&str, &String); TABLES]) {
    let Some(directory) = std::env::var_os("TABLES_FOR_READERS").map(PathBuf::from) else { return };
    fs::write(directory.join(format!("{name}.json")), json).expect("a directory to write to");
    for (table, text) in tables.into_iter().filter(|(_, text)| !text.is_empty()) {
        fs::write(directory.join(format!("{name}-{table}.csv")), text).expect("a directory to write to");
    }
}

/// One run of random settings, put away and taken up again in both ways.
pub(crate) fn case(experiment: Experiment, damage: &mut Damage) {
    let link = link(experiment, damage);
    if experiment == Experiment::Map {
        return map_case(&link);
    }
    let mut saved = run(experiment, &link);
    let texts = written(&mut saved);
    let link = saved.fragment();
    let volumes = if let SavedRun::Gates(ledger) = &mut saved { ledger.volumes_csv() } else { String::new() };
    let [json, numbers, functions] = &texts;
    leave(
        &format!("{}-{}", experiment.key(), saved.fingerprint()),
        json,
        [("numbers", numbers), ("functions", functions), ("volumes", &volumes)],
    );
    assert!(texts.iter().all(|text| !text.is_empty()), "{link}");
    let mut read = SavedRun::read_json(texts[0].as_bytes()).unwrap_or_else(|error| panic!("{link}: {error}"));
    let unpacked = SavedRun::unpack(&saved.pack());
    let mut unpacked = unpacked.unwrap_or_else(|error| panic!("{link}: {error}"));
    for again in [&mut read, &mut unpacked] {
        assert_eq!((again.fingerprint(), again.fragment()), (saved.fingerprint(), link.clone()));
        assert!(written(again) == texts, "{link}: what is read says something else than what was written");
    }
}

fn map_case(link: &str) {
    let link = Setup::read(link).fragment();
    let setup = Setup::read(&link);
    let mut maker = setup.plane_maker().unwrap();
    while !maker.advance(100_000) {}
    let plane = maker.plane().unwrap();
    let mut atlas = Atlas::new(&link, &plane.pack()).unwrap_or_else(|error| panic!("{link}: {error}"));
    let view = setup.view(plane);
    let mut runner = TileRunner::new(&setup.comparison.problem, plane, view, setup.window.size);
    while let Some(tile) = atlas.assign() {
        runner.begin(tile);
        while !runner.advance(100_000) {}
        let accepted = atlas.accept(&runner.take().pack(runner.layout()));
        accepted.unwrap_or_else(|error| panic!("{link}: {error}"));
    }
    for run in 0..setup.paths {
        let mut path = setup.path_runner(run).unwrap();
        while !path.advance(100_000) {}
        let accepted = atlas.accept_path(&path.take(plane).pack());
        accepted.unwrap_or_else(|error| panic!("{link}: path {run}: {error}"));
    }
    let mut text = String::new();
    atlas.write_json(&mut |piece| text.push_str(piece));
    leave(&format!("map-{}", atlas.fingerprint()), &text, [("functions", &atlas.csv(0, usize::MAX))]);
    let read = SavedRun::read_json(text.as_bytes()).unwrap_or_else(|error| panic!("{link}: {error}"));
    assert!(atlas.is_whole());
    assert_eq!((read.fragment(), read.fingerprint()), (link, atlas.fingerprint()));
}
