//! Every method of the registry in a comparison: run, told, saved, read, gone on with, refused.

use super::{Ledger, Setup};
use crate::compare::RandomStream;
use crate::method::{METHODS, Method, impossible};
use crate::settings::{Experiment, Kind, Setting, settings};

/// A small budget for all methods.
fn budget(size: u64) -> String {
    let all = METHODS.iter().flat_map(|method| method.budget());
    all.filter(|setting| setting.key != "draws")
        .map(|setting| {
            // A run of splitting, or a chain, is a thousand networks.
            let size = if ["splits", "chains"].contains(&setting.key) { size.min(40) } else { size };
            format!("&{}={size}", setting.key)
        })
        .collect()
}

/// A link of `method` beside another one, with random settings of its own.
fn link(method: &dyn Method, stream: &mut RandomStream) -> String {
    let other = METHODS[(stream.uniform() * METHODS.len() as f64) as usize].words().key;
    let mut link = format!(
        "methods={},{other}&n=3&particles=40&target=random&target_seed={}&train_seed={}&max_epochs=30&draws=5000&hidden={}",
        method.words().key,
        (stream.uniform() * 1e6) as u32,
        (stream.uniform() * 1e6) as u32,
        ["5", "none", "4,3"][(3.0 * stream.uniform()) as usize]
    );
    let groups: Vec<_> = method.group().into_iter().collect();
    for setting in
        settings(&groups).filter(|setting| setting.key != "max_epochs" && setting.key != "extra_epochs")
    {
        if let Some(text) = text(setting, stream) {
            link += &format!("&a.{}={text}", setting.key);
        }
    }
    link
}

fn text(setting: &Setting, stream: &mut RandomStream) -> Option<String> {
    match &setting.kind {
        Kind::Choice { options } => {
            Some(options[(stream.uniform() * options.len() as f64) as usize].value.to_owned())
        }
        &Kind::Integer { min, max } => {
            Some((min + (stream.uniform() * (max - min).min(40) as f64) as u64).to_string())
        }
        _ => None,
    }
}

fn json(ledger: &Ledger) -> String {
    let mut text = String::new();
    ledger.write_json(10, &mut |piece| text.push_str(piece));
    text
}

#[test]
fn every_method_is_run_told_saved_read_and_gone_on_with() {
    let mut stream = RandomStream::new(71);
    for round in 0..3 * METHODS.len() {
        let method = METHODS[round % METHODS.len()];
        let link = link(method, &mut stream);
        let fragment = Setup::read(&(link.clone() + &budget(20))).fragment();
        let mut ledger = Ledger::new(&fragment);
        ledger.run();
        assert!(ledger.has_ended(), "{link}");
        let member = &ledger.comparison().methods[0];
        // Where no network fits, nothing is started, whether there would be a sampler or not.
        if member.refused.is_some() || impossible(&member.problem).is_none() {
            assert_eq!(member.refused.is_some(), member.sampler().is_err(), "{link}");
        }
        if let Some(why) = member.refused {
            assert!(why.ends_with('.') && ledger.sample(0).tried() == 0, "{link} {why}");
        }
        let analysis = ledger.analyse(5);
        assert!(!analysis.verdict.text.is_empty());
        for text in analysis.methods.iter().flat_map(|row| [&row.fit, &row.target, &row.effective, &row.cost])
        {
            assert!(!text.contains("NaN") && !text.contains("inf"), "{link}: {text}");
        }
        let status = ledger.status(0.0);
        assert!(status.progress.iter().all(|progress| !progress.headline.is_empty()), "{link}");
        let text = json(&ledger);
        let read = Ledger::read_json(text.as_bytes()).unwrap_or_else(|error| panic!("{link}: {error}"));
        let unpacked = Ledger::unpack(&ledger.pack()).unwrap_or_else(|error| panic!("{link}: {error}"));
        for mut again in [read, unpacked] {
            assert_eq!(json(&again), text, "{link}");
            // What goes on is what a longer run counts.
            let longer = Setup::read(&(link.clone() + &budget(5_000))).fragment();
            again.extend(&longer);
            again.run();
            let mut straight = Ledger::new(&longer);
            straight.run();
            assert_eq!(again.fingerprint(), straight.fingerprint(), "{link}");
        }
    }
}

#[test]
fn every_row_of_every_method_stands_in_the_table_once() {
    let table = Experiment::Compare.table();
    for method in METHODS {
        let groups: Vec<_> = method.group().into_iter().collect();
        for setting in settings(&groups).chain(&method.budget()) {
            let rows = settings(&table).filter(|row| row.key == setting.key).count();
            assert_eq!(rows, 1, "{}", setting.key);
        }
    }
}
