//! Draws the landscape of one network natively and prints what it counted as JSON.
//!
//!     cargo run --release --example landscape -- 'v=2&experiment=landscape&n=5' [--threads 4] [--top 100]
//!     cargo run --release --example landscape -- settings.txt
//!     cargo run --release --example landscape -- --preset perceptron
//!
//! The settings are those of a link (a whole address or only what stands behind its #), or a file with one
//! `key=value` a line, empty lines and lines that start with # left out. The result depends on them alone,
//! not on the number of threads.

#[allow(dead_code, reason = "this program has fewer options than the others")]
mod shared;

use dice_and_descent::experiment::landscape::{LandscapeTable, Ledger, apply_preset};
use dice_and_descent::method::Method;
use shared::{Arguments, Value, fragment, program};
use std::process::ExitCode;
use std::sync::{Condvar, Mutex};

fn main() -> ExitCode {
    program(USAGE, &OPTIONS, |arguments| {
        print!("{}", run(arguments, &settings(arguments)?));
        Ok(())
    })
}

const USAGE: &str = "usage: landscape [LINK-OR-FILE] [--preset NAME] [--threads N] [--top K] [--apart M]\n\
    LINK: key=value pairs joined by &, as behind the # of the page's address; FILE: one key=value a line\n\
    --preset NAME: the settings of a preset, with seed and view of the link\n\
    --threads N: computations side by side (default: all processors)\n\
    --top K: how many functions to print with their intervals and complexities, most frequent first (default: 1000; \
    0: none; the counts of all are always printed)\n\
    --apart M: how many functions to tell apart, the rest being counted together (default: as in the page)";

const OPTIONS: [(&str, Value); 4] = [
    ("--preset", Value::Text),
    ("--threads", Value::Number(1)),
    ("--top", Value::Number(0)),
    ("--apart", Value::Number(1)),
];

/// The settings of the link or the file, or of the preset.
fn settings(arguments: &Arguments) -> Result<String, String> {
    let preset = arguments.text("--preset");
    let given = match arguments.texts.as_slice() {
        [] if preset.is_some() => String::new(),
        [text] => fragment(text)?,
        texts => {
            let number = texts.len();
            return Err(format!(
                "One link or file, or a preset, is needed, and {number} were given.\n{USAGE}"
            ));
        }
    };
    let Some(id) = preset else { return Ok(given) };
    let state = apply_preset(&given, id);
    if state.preset != Some(id) {
        let known: Vec<&str> = LandscapeTable::new().presets.iter().map(|preset| preset.id).collect();
        return Err(format!("There is no preset \u{201c}{id}\u{201d}; there are {}.", known.join(", ")));
    }
    Ok(state.hash)
}

fn run(arguments: &Arguments, link: &str) -> String {
    let ledger = match arguments.number("--apart") {
        Some(most) => Ledger::with_memory(link, most),
        None => Ledger::new(link),
    };
    for notice in &ledger.setup().notices {
        eprintln!("{}", notice.text);
    }
    let landscape = ledger.landscape().clone();
    let shared = Mutex::new(ledger);
    let progress = Condvar::new();
    std::thread::scope(|scope| {
        for _ in 0..arguments.threads() {
            scope.spawn(|| {
                let mut sampler = landscape.sampler(Method::Dice).expect("dice can always be thrown");
                let mut ledger = shared.lock().expect("no thread panics");
                while !ledger.has_ended() {
                    let Some(assignment) = ledger.assign() else {
                        ledger = progress.wait(ledger).expect("no thread panics");
                        continue;
                    };
                    drop(ledger);
                    sampler.begin(assignment.chunk);
                    while !sampler.advance(u32::MAX) {}
                    let delta = sampler.take();
                    ledger = shared.lock().expect("no thread panics");
                    ledger.accept(delta).map_err(|error| error.to_string()).expect("a chunk of this run");
                    progress.notify_all();
                }
                progress.notify_all();
            });
        }
    });
    let mut ledger = shared.into_inner().expect("no thread panics");
    let mut json = String::new();
    ledger.write_json(arguments.number("--top").unwrap_or(1000), &mut |piece| json.push_str(piece));
    json
}
