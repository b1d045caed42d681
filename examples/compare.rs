//! Runs one comparison natively and prints what it counted as JSON.
//!
//!     cargo run --release --example compare -- 'v=2&target=xor' [--threads 4] [--top 100]
//!     cargo run --release --example compare -- settings.txt
//!     cargo run --release --example compare -- --continue run.json 'runs=1000000&kept=1000000'
//!     cargo run --release --example compare -- --beside one.json other.json
//!
//! The settings are those of a link (a whole address or only what stands behind its #), or a file with one
//! `key=value` a line, empty lines and lines that start with # left out. The result depends on them alone,
//! not on the number of threads.
//!
//! What is printed is a saved run: the page opens it, and `--continue` goes on with it, to what an uninterrupted run
//! with the larger budget counts. `--beside` prints how far two saved runs are from each other.

#[allow(dead_code, reason = "this program has fewer options than the others")]
mod shared;

use dice_and_descent::experiment::compare::{LISTED, Ledger, beside, change, effect_of};
use dice_and_descent::method::{Method, Sampler};
use dice_and_descent::settings::Effect;
use shared::{Arguments, Value, fragment, program};
use std::io::Write;
use std::process::ExitCode;
use std::sync::{Condvar, Mutex};

fn main() -> ExitCode {
    program(USAGE, &OPTIONS, |arguments| work(arguments)?.start(&Effort::of(arguments)))
}

/// What is to be done.
enum Work {
    Run { settings: String },
    Continue { file: String, settings: Option<String> },
    RunComparison { files: [String; 2] },
}

/// With how many threads, and how much of it is printed.
struct Effort {
    threads: usize,
    top: usize,
}

impl Effort {
    fn of(arguments: &Arguments) -> Self {
        Self { threads: arguments.threads(), top: arguments.number("--top").unwrap_or(LISTED) }
    }
}

const USAGE: &str = "usage: compare LINK-OR-FILE [--threads N] [--top K]\n       \
    compare --continue RUN [LINK-OR-FILE] [--threads N] [--top K]\n       \
    compare --beside RUN RUN\n\
    LINK: key=value pairs joined by &, as behind the # of the page's address; FILE: one key=value a line\n\
    RUN: a saved run, by this program or by the page; only its budget (runs, kept, draws) can be changed\n\
    --threads N: computations side by side (default: all processors)\n\
    --top K: how many functions to print with their intervals, most frequent first (default: 10,000; 0: none; the \
    counts of all are always printed)";

const OPTIONS: [(&str, Value); 4] = [
    ("--continue", Value::None),
    ("--beside", Value::None),
    ("--threads", Value::Number(1)),
    ("--top", Value::Number(0)),
];

fn work(arguments: &Arguments) -> Result<Work, String> {
    let texts = arguments.texts.clone();
    let modes = [arguments.text("--continue").is_some(), arguments.text("--beside").is_some()];
    let given = texts.len();
    let lacking = |what: &str| Err(format!("{what}, and {given} were given.\n{USAGE}"));
    match (modes, <[String; 1]>::try_from(texts.clone()), <[String; 2]>::try_from(texts)) {
        ([true, true], ..) => Err("A run is continued, or set beside another: not both.".to_owned()),
        ([false, false], Ok([settings]), _) => Ok(Work::Run { settings }),
        ([false, false], ..) => lacking("One link or file is needed"),
        ([true, _], Ok([file]), _) => Ok(Work::Continue { file, settings: None }),
        ([true, _], _, Ok([file, settings])) => Ok(Work::Continue { file, settings: Some(settings) }),
        ([true, _], ..) => lacking("A saved run, and one link or file with a larger budget, are needed"),
        ([_, true], _, Ok(files)) => Ok(Work::RunComparison { files }),
        ([_, true], ..) => lacking("Two saved runs are needed"),
    }
}

impl Work {
    fn start(&self, effort: &Effort) -> Result<(), String> {
        match self {
            Self::Run { settings } => print_run(run(Ledger::new(&fragment(settings)?), effort), effort),
            Self::Continue { file, settings } => {
                let mut ledger = saved(file)?;
                if let Some(note) = ledger.note() {
                    return Err(format!("{file}: {note}"));
                }
                if let Some(settings) = settings {
                    let longer = longer(&ledger, &fragment(settings)?)?;
                    ledger.extend(&longer);
                }
                print_run(run(ledger, effort), effort)
            }
            Self::RunComparison { files: [a, b] } => {
                let beside = beside(&saved(a)?, &saved(b)?);
                let text = serde_json::to_string_pretty(&beside).map_err(|error| error.to_string())?;
                println!("{text}");
                Ok(())
            }
        }
    }
}

/// The run in a file.
fn saved(path: &str) -> Result<Ledger, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{path}: {error}"))?;
    Ledger::read_json(&bytes).map_err(|error| format!("{path}: {error}"))
}

/// The link of a saved run with some other settings, which must not make it another run.
fn longer(ledger: &Ledger, settings: &str) -> Result<String, String> {
    let before = ledger.setup().fragment();
    let mut after = before.clone();
    for pair in settings.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("v=")) {
        let (key, text) = pair.split_once('=').unwrap_or((pair, ""));
        let change = change(&after, key, text);
        if let Some(error) = change.error {
            return Err(error);
        }
        if effect_of(&after, &change.state.hash) == Some(Effect::Restart) {
            return Err(format!(
                "{key}={text} would make it another run: a saved run goes on with its own settings, and its budget can only grow"
            ));
        }
        after = change.state.hash;
    }
    Ok(after)
}

fn print_run(ledger: Ledger, effort: &Effort) -> Result<(), String> {
    let mut out = std::io::stdout().lock();
    let mut failed = None;
    ledger.write_json(effort.top, &mut |piece| {
        failed = failed.take().or(out.write_all(piece.as_bytes()).err());
    });
    failed.map_or(Ok(()), |error| Err(error.to_string()))
}

/// Goes on with a run until it ends.
fn run(ledger: Ledger, effort: &Effort) -> Ledger {
    for notice in &ledger.setup().notices {
        eprintln!("{}", notice.text);
    }
    let comparison = ledger.comparison().clone();
    let shared = Mutex::new(ledger);
    let progress = Condvar::new();
    std::thread::scope(|scope| {
        for _ in 0..effort.threads {
            scope.spawn(|| {
                let mut samplers: [Option<Box<dyn Sampler>>; 2] =
                    [Method::Dice, Method::Descent].map(|method| comparison.sampler(method).ok());
                let mut ledger = shared.lock().expect("no thread panics");
                while !ledger.has_ended() {
                    let Some(assignment) = ledger.assign() else {
                        ledger = progress.wait(ledger).expect("no thread panics");
                        continue;
                    };
                    drop(ledger);
                    let sampler =
                        samplers[assignment.method as usize].as_mut().expect("only methods that can run");
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
    shared.into_inner().expect("no thread panics")
}
