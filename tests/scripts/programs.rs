//! The native programs print what a run in one thread counts, whatever the number of threads, and go on where they stood.

#[path = "../../examples/compare.rs"]
#[allow(dead_code, reason = "it has a main function")]
pub(crate) mod compare;
#[path = "../../examples/gates.rs"]
#[allow(dead_code, reason = "it has a main function")]
mod gates;
#[path = "../../examples/landscape.rs"]
#[allow(dead_code, reason = "it has a main function")]
mod landscape;
#[path = "../../examples/map.rs"]
#[allow(dead_code, reason = "it has a main function")]
mod map;

use dice_and_descent::experiment;
use dice_and_descent::random::{Domain, Stream};
use serde_json::Value;
use std::io::Write;

type Start = fn(&[String], &mut dyn Write) -> Result<(), String>;

const COUNTING: [(&str, Start); 3] =
    [("compare", compare::start), ("landscape", landscape::start), ("gates", gates::start)];

/// What a program prints.
fn printed(start: Start, arguments: &[&str]) -> Result<String, String> {
    let mut out = Vec::new();
    let arguments: Vec<String> = arguments.iter().map(|&argument| argument.to_owned()).collect();
    start(&arguments, &mut out)?;
    Ok(String::from_utf8(out).expect("text"))
}

/// What the library writes of a run that it has counted in one thread.
fn counted(name: &str, link: &str) -> String {
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
            ledger.write_json(1000, &mut put);
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
fn place(name: &str) -> String {
    format!("{}/{name}", env!("CARGO_TARGET_TMPDIR"))
}

fn file(name: &str, content: &str) -> String {
    let path = place(name);
    std::fs::write(&path, content).expect("a file that can be written");
    path
}

/// The settings of a random run, without its budget.
fn random_settings(name: &str, rng: &mut Stream) -> String {
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
fn budget(name: &str, times: u32) -> String {
    match name {
        "compare" => format!("runs={}&kept={}", 1500 * times, 10_000 * times),
        _ => format!("draws={}", 200_000 * times),
    }
}

#[test]
fn a_program_prints_what_one_thread_counts_and_goes_on_where_it_stood() {
    let mut rng = Stream::new(5, Domain::Draws, 0);
    for round in 0..4 {
        for (name, start) in COUNTING {
            let settings = random_settings(name, &mut rng);
            let [short, long] = [1, 3].map(|times| format!("{settings}&{}", budget(name, times)));
            let threads = (1 + rng.below(3)).to_string();
            let whole = printed(start, &[&long, "--threads", &threads]).unwrap();
            assert!(whole == counted(name, &long), "{name} {long}");

            let begun = printed(start, &[&format!("https://example.org/#{short}")]).unwrap();
            assert_ne!(begun, whole, "{name} {short}");
            let saved = file(&format!("{name}-{round}.json"), &begun);
            let larger = file(&format!("{name}-{round}.txt"), &budget(name, 3).replace('&', "\n\n# more\n"));
            let on = printed(start, &["--continue", &saved, &larger, "--threads", &threads]).unwrap();
            assert!(on == whole, "{name} {short} went on to something else than {long}");
            assert_eq!(printed(start, &["--continue", &saved]).unwrap(), begun);

            let other = printed(start, &["--continue", &saved, &format!("seed={}", 1000 + round)]);
            assert!(other.unwrap_err().contains("would make it another run"), "{name}");
            let beside: Value =
                serde_json::from_str(&printed(start, &["--beside", &saved, &saved]).unwrap()).unwrap();
            let prints = beside["fingerprints"].as_array().expect("two fingerprints");
            assert!(prints.len() == 2 && prints[0] == prints[1], "{name}: {prints:?}");
        }
    }
}

#[test]
fn help_names_every_option_and_what_is_lacking_comes_with_it() {
    for (name, start) in COUNTING.into_iter().chain([("map", map::start as Start)]) {
        let help = printed(start, &["v=2", "--help"]).unwrap();
        assert!(help.starts_with(&format!("usage: {name} ")), "{help}");
        let known = printed(start, &["--none"]).unwrap_err();
        let options = known.split([' ', ',', '.', ';', '\n']).filter(|word| word.starts_with("--"));
        for option in options.filter(|&option| option != "--none" && option != "--help") {
            assert!(help.contains(option), "{name}: {option} is not in the help");
        }
        let lacking = printed(start, &[]).unwrap_err();
        assert!(lacking.contains("needed, and 0 were given."), "{lacking}");
        assert!(lacking.ends_with(help.trim_end()), "{lacking}");
    }
    for arguments in [&["--continue"][..], &["--beside", "a"], &["a", "b"]] {
        let lacking = printed(compare::start, arguments).unwrap_err();
        assert!(
            lacking.contains(&format!(
                "needed, and {} were given.",
                arguments.len() - usize::from(arguments[0].starts_with('-'))
            )),
            "{lacking}"
        );
    }
    let both = printed(compare::start, &["--continue", "--beside", "a", "b"]).unwrap_err();
    assert_eq!(both, "A run is continued, or set beside another: not both.");
    let new = printed(landscape::start, &["--continue", "a", "--preset", "perceptron"]).unwrap_err();
    assert_eq!(new, "--preset is for a new run: a saved one has all that it says.");
    let nowhere = printed(gates::start, &["nowhere"]).unwrap_err();
    assert!(nowhere.contains("neither a link with key=value nor a readable file"), "{nowhere}");
}

#[test]
fn presets_are_known_by_name() {
    let unknown = printed(landscape::start, &["--preset", "none"]).unwrap_err();
    let table = experiment::landscape::LandscapeTable::new();
    for preset in &table.presets {
        assert!(unknown.contains(preset.id), "{unknown}");
    }
    // The quickest.
    let preset = "perceptron";
    let printed = printed(landscape::start, &["--preset", preset, "--top", "0", "--apart", "50", "seed=7"]);
    let run: Value = serde_json::from_str(&printed.unwrap()).unwrap();
    let state = experiment::landscape::apply_preset("seed=7", preset);
    assert_eq!(run["link"].as_str(), Some(state.hash.as_str()));
    assert!(run["functions"].as_array().is_some_and(Vec::is_empty));
}

#[test]
fn a_map_is_a_picture_of_every_pixel() {
    let picture = place("map.ppm");
    let said = printed(map::start, &["v=2&experiment=map&n=2&resolution=33&paths=1", &picture, "--dark"]);
    assert!(said.unwrap().contains(" tiles in "));
    let bytes = std::fs::read(&picture).unwrap();
    assert!(bytes.starts_with(b"P6 33 33 255\n"));
    assert_eq!(bytes.len(), 13 + 3 * 33 * 33);
}
