//! The native program prints what a run in one thread counts, whatever the number of threads, and goes on where it stood.

use dice_and_descent::experiment;
use dice_and_descent::random::{Domain, Stream};
use serde_json::Value;
use std::process::{Command, Output};

pub(crate) const COUNTING: [&str; 3] = ["compare", "landscape", "gates"];

/// How the program ends, called like this.
fn called(arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_dice-and-descent");
    Command::new(program).args(arguments).output().expect("the program")
}

/// What it prints, or what it says is wrong, with the exit code.
pub(crate) fn printed(arguments: &[&str]) -> Result<String, (i32, String)> {
    let Output { status, stdout, stderr } = called(arguments);
    let text = |bytes| String::from_utf8(bytes).expect("text");
    match status.code() {
        Some(0) => Ok(text(stdout)),
        code => Err((code.unwrap_or(-1), text(stderr))),
    }
}

/// What the library writes of a run that it has counted in one thread.
pub(crate) fn counted(name: &str, link: &str) -> String {
    let mut json = String::new();
    let mut put = |piece: &str| json.push_str(piece);
    match name {
        "compare" => {
            let mut ledger = experiment::compare::Ledger::new(link);
            ledger.run();
            ledger.write_json(experiment::compare::LISTED, &mut put);
        }
        "landscape" => {
            let mut ledger = experiment::landscape::Ledger::new(link);
            ledger.run();
            ledger.write_json(experiment::landscape::LISTED, &mut put);
        }
        _ => {
            let mut ledger = experiment::gates::Ledger::new(link);
            ledger.run();
            ledger.write_json(&mut put);
        }
    }
    json
}

/// A place for a file of this test.
pub(crate) fn place(name: &str) -> String {
    format!("{}/{name}", env!("CARGO_TARGET_TMPDIR"))
}

pub(crate) fn file(name: &str, content: &str) -> String {
    let path = place(name);
    std::fs::write(&path, content).expect("a file that can be written");
    path
}

/// The settings of a random run, without its budget.
pub(crate) fn random_settings(name: &str, rng: &mut Stream) -> String {
    let own: &[&str] = match name {
        "compare" => &["activation=sign", "optimiser=adam", "train_size=1", "target=parity"],
        "landscape" => &[
            "hidden=8&classes=on",
            "hidden=9&last_layers=5",
            "hidden=none",
            "hidden=5,6&encoding=pm&classes=on",
        ],
        _ => &["bias=no", "prior=gaussian", "encoding=pm", "hidden=4"],
    };
    let mut one_of = |texts: &[&str]| texts[rng.below(texts.len() as u32) as usize].to_owned();
    // Two inputs are too few for the target that is the default.
    let n = one_of(if name == "compare" { &["3", "4"] } else { &["2", "3"] });
    let own = one_of(own);
    format!("v=2&experiment={name}&n={n}&{own}&seed={}", rng.below(1000))
}

/// A budget of so many times the smallest, which is a few chunks.
pub(crate) fn budget(name: &str, times: u32) -> String {
    match name {
        "compare" => format!("runs={}&kept={}", 1500 * times, 10_000 * times),
        _ => format!("draws={}", 200_000 * times),
    }
}

#[test]
fn it_prints_what_one_thread_counts_and_goes_on_where_it_stood() {
    let mut rng = Stream::new(5, Domain::Draws, 0);
    for round in 0..4 {
        for name in COUNTING {
            let settings = random_settings(name, &mut rng);
            let [short, long] = [1, 3].map(|times| format!("{settings}&{}", budget(name, times)));
            let threads = (1 + rng.below(3)).to_string();
            let whole = printed(&[name, &long, "--threads", &threads]).unwrap();
            assert!(whole == counted(name, &long), "{name} {long}");

            let begun = printed(&[name, &format!("https://example.org/#{short}")]).unwrap();
            assert_ne!(begun, whole, "{name} {short}");
            let saved = file(&format!("{name}-{round}.json"), &begun);
            let larger = file(&format!("{name}-{round}.txt"), &budget(name, 3).replace('&', "\n\n# more\n"));
            let on = printed(&[name, "--continue", &saved, &larger, "--threads", &threads]).unwrap();
            assert!(on == whole, "{name} {short} went on to something else than {long}");
            assert_eq!(printed(&[name, "--continue", &saved]).unwrap(), begun);

            let other =
                printed(&[name, "--continue", &saved, &format!("seed={}", 1000 + round)]).unwrap_err();
            assert!(other.0 == 2 && other.1.contains("would make it another run"), "{name}: {other:?}");
            let beside: Value =
                serde_json::from_str(&printed(&[name, "--beside", &saved, &saved]).unwrap()).unwrap();
            let prints = beside["fingerprints"].as_array().expect("two fingerprints");
            assert!(prints.len() == 2 && prints[0] == prints[1], "{name}: {prints:?}");

            // Pairs, each by itself, are the settings of a link; files hold what would be printed, and what the page writes.
            let pairs: Vec<&str> = short.split('&').collect();
            let [json, csv, numbers] =
                ["json", "functions.csv", "numbers.csv"].map(|end| place(&format!("{name}-{round}.{end}")));
            let files = ["--json", &json, "--csv", &csv, "--numbers", &numbers];
            assert_eq!(printed(&[&[name][..], &pairs, &files].concat()).unwrap(), "");
            assert_eq!(std::fs::read_to_string(&json).unwrap(), begun);
            let mut run = experiment::SavedRun::read_json(begun.as_bytes()).unwrap();
            let (mut functions, mut values) = (String::new(), String::new());
            run.write_functions(&mut |piece| functions.push_str(piece));
            run.write_numbers(&mut |piece| values.push_str(piece));
            assert_eq!(std::fs::read_to_string(&csv).unwrap(), functions);
            assert_eq!(std::fs::read_to_string(&numbers).unwrap(), values);
        }
    }
}

#[cfg(unix)]
#[test]
fn what_is_interrupted_goes_on_as_if_nothing_had_been() {
    use std::process::Stdio;
    let link = "n=4&target=and-or&hidden=16&runs=300000&kept=300000";
    let whole = printed(&["compare", link]).unwrap();
    let state = place("interrupted.json");
    let _ = std::fs::remove_file(&state);
    let arguments = ["compare", link, "--resume", &state, "--every", "1", "--threads", "1"];
    let mut interrupted = Command::new(env!("CARGO_BIN_EXE_dice-and-descent"))
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    // Once it has written what it counted it is interrupted; if it was quicker than that, it has ended and is not.
    while !std::path::Path::new(&state).exists() && interrupted.try_wait().unwrap().is_none() {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let kill = Command::new("kill").args(["-INT", &interrupted.id().to_string()]).status();
    assert!(kill.is_ok());
    let Output { status, stderr, .. } = interrupted.wait_with_output().unwrap();
    if status.code() != Some(0) {
        assert_eq!(status.code(), Some(130), "{}", String::from_utf8_lossy(&stderr));
        assert!(String::from_utf8_lossy(&stderr).contains("the same command goes on"));
    }
    assert!(printed(&arguments).unwrap() == whole);
    assert!(printed(&arguments).unwrap() == whole, "what has ended is written again");
    let (code, said) = printed(&["compare", link, "seed=5", "--resume", &state]).unwrap_err();
    assert!(code == 2 && said.contains("holds a run of other settings"), "{said}");
}

#[test]
fn what_is_wrong_is_a_sentence_with_an_exit_code() {
    for (arguments, code, sentence) in [
        (&["compare", "nowhere"][..], 3, "neither key=value, nor a link, nor a readable file"),
        (&["compare", "--continue", "nowhere"], 3, "nowhere: "),
        (&["compare", "--continue", "Cargo.toml"], 3, "Cargo.toml: "),
        (&["compare", "--continue", "a", "--beside", "a", "b"], 2, "cannot be used with"),
        (&["compare", "--beside", "a"], 2, "2 values required"),
        (&["compare", "--beside", "a", "b", "n=3"], 2, "cannot be used with"),
        (&["landscape", "--continue", "a", "--preset", "perceptron"], 2, "cannot be used with"),
        (&["landscape", "--preset", "none"], 2, "There is no preset \u{201c}none\u{201d}; there are "),
        (&["gates", "--preset", "none"], 2, "has no presets"),
        (&["gates", "experiment=landscape"], 2, "dice-and-descent landscape takes them"),
        (&["compare", "--threads", "0"], 2, "0 is not in 1.."),
        (&["compare", "--top", "many"], 2, "many"),
        (&["compare", "--fast"], 2, "--fast"),
        (&["chunks", "5..5", "n=3", "--to", "a"], 2, "has no chunk in it"),
        (&["chunks", "many", "n=3", "--to", "a"], 2, "is no range of chunks; 0..1000 is one"),
        (&["chunks", "99999999.. ", "n=3", "--to", "a"], 2, "is no range of chunks"),
        (&["chunks", "0..1", "n=3", "--method", "f", "--to", "a"], 2, "those from a to b"),
        (&["chunks", "0..1", "experiment=map", "--to", "a"], 2, "a map is not counted"),
        (&["chunks", "0..1", "n=2&runs=100", "--to", "/nowhere/a"], 3, "/nowhere/a cannot be written"),
        (&["merge", "nowhere"], 3, "nowhere cannot be read"),
        (&["merge", "Cargo.toml"], 3, "Cargo.toml is no part of a run"),
        (&["brew"], 2, "brew"),
        (&[], 2, "Usage: dice-and-descent"),
    ] {
        let (found, said) = printed(arguments).unwrap_err();
        assert_eq!(found, code, "{arguments:?}: {said}");
        assert!(said.to_lowercase().contains(&sentence.to_lowercase()), "{arguments:?}: {said}");
    }
    let help = printed(&["--help"]).unwrap();
    for command in
        [&COUNTING[..], &["map", "chunks", "merge", "completions", "Examples:", "Exit codes:"]].concat()
    {
        assert!(help.contains(command), "{help}");
    }
    assert!(printed(&["completions", "bash"]).unwrap().contains("dice-and-descent"));
}

#[test]
fn presets_are_known_by_name() {
    let unknown = printed(&["landscape", "--preset", "none"]).unwrap_err().1;
    let table = experiment::landscape::LandscapeTable::new();
    for preset in &table.presets {
        assert!(unknown.contains(preset.id), "{unknown}");
    }
    // The quickest.
    let preset = "perceptron";
    let printed = printed(&["landscape", "--preset", preset, "--top", "0", "--apart", "50", "seed=7"]);
    let run: Value = serde_json::from_str(&printed.unwrap()).unwrap();
    let state = experiment::landscape::apply_preset("seed=7", preset);
    assert_eq!(run["link"].as_str(), Some(state.hash.as_str()));
    assert!(run["functions"].as_array().is_some_and(Vec::is_empty));
}

#[test]
fn a_map_is_a_picture_of_every_pixel() {
    let picture = place("map.ppm");
    let said = printed(&["map", "n=2&resolution=33&paths=1", "--to", &picture, "--dark"]);
    assert!(said.unwrap().contains('%'));
    let bytes = std::fs::read(&picture).unwrap();
    assert!(bytes.starts_with(b"P6 33 33 255\n"));
    assert_eq!(bytes.len(), 13 + 3 * 33 * 33);
}
