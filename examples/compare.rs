//! Runs one comparison natively and prints what it counted as JSON.
//!
//!     cargo run --release --example compare -- 'v=1&target=xor' [--threads 4] [--top 100]
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

use dice_and_descent::experiment::Effect;
use dice_and_descent::experiment::compare::{LISTED, Ledger, beside, change, effect_of};
use dice_and_descent::sampler::{Method, Sampler};
use std::io::Write;
use std::process::ExitCode;
use std::sync::{Condvar, Mutex};

fn main() -> ExitCode {
    match options().and_then(|options| options.work.start(&options)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// What is to be done.
enum Work {
    Run { settings: String },
    Continue { file: String, settings: Option<String> },
    Beside { files: [String; 2] },
}

struct Options {
    work: Work,
    threads: usize,
    top: usize,
}

const USAGE: &str = "usage: compare LINK-OR-FILE [--threads N] [--top K]\n       \
    compare --continue RUN [LINK-OR-FILE] [--threads N] [--top K]\n       \
    compare --beside RUN RUN\n\
    LINK: key=value pairs joined by &, as behind the # of the page's address; FILE: one key=value a line\n\
    RUN: a saved run, by this program or by the page; only its budget (runs, kept, draws) can be changed\n\
    --threads N: computations side by side (default: all processors)\n\
    --top K: how many functions to print with their intervals, most frequent first (default: 10,000)";

fn options() -> Result<Options, String> {
    let mut threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut top = LISTED;
    let mut arguments = std::env::args().skip(1);
    let mut mode = None;
    let mut texts = Vec::new();
    while let Some(argument) = arguments.next() {
        let mut number = || {
            let text = arguments.next().unwrap_or_default();
            text.parse::<usize>().ok().filter(|&number| number > 0).ok_or_else(|| {
                format!("{argument} needs a whole number from 1, not \u{201c}{text}\u{201d}\n{USAGE}")
            })
        };
        match argument.as_str() {
            "--threads" => threads = number()?,
            "--top" => top = number()?,
            "--continue" | "--beside" if mode.is_none() => mode = Some(argument),
            option if option.starts_with("--") => {
                return Err(format!("there is no option {option} here\n{USAGE}"));
            }
            _ => texts.push(argument),
        }
    }
    let mut texts = texts.into_iter();
    let mut next = || texts.next().ok_or_else(|| USAGE.to_owned());
    let work = match mode.as_deref() {
        None => Work::Run { settings: next()? },
        Some("--beside") => Work::Beside { files: [next()?, next()?] },
        Some(_) => Work::Continue { file: next()?, settings: next().ok() },
    };
    match texts.next() {
        Some(text) => Err(format!("\u{201c}{text}\u{201d} is one too many\n{USAGE}")),
        None => Ok(Options { work, threads, top }),
    }
}

impl Work {
    fn start(&self, options: &Options) -> Result<(), String> {
        match self {
            Self::Run { settings } => print_run(run(Ledger::new(&fragment(settings)?), options), options),
            Self::Continue { file, settings } => {
                let mut ledger = saved(file)?;
                if let Some(settings) = settings {
                    let longer = longer(&ledger, &fragment(settings)?)?;
                    ledger.extend(&longer);
                }
                print_run(run(ledger, options), options)
            }
            Self::Beside { files: [a, b] } => {
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

fn print_run(ledger: Ledger, options: &Options) -> Result<(), String> {
    let mut out = std::io::stdout().lock();
    let mut failed = None;
    ledger.write_json(options.top, &mut |piece| {
        failed = failed.take().or(out.write_all(piece.as_bytes()).err());
    });
    failed.map_or(Ok(()), |error| Err(error.to_string()))
}

/// The settings of a link, or of a file.
fn fragment(text: &str) -> Result<String, String> {
    if let Some((_, fragment)) = text.split_once('#') {
        return Ok(fragment.to_owned());
    }
    if text.contains('=') {
        return Ok(text.to_owned());
    }
    let file = std::fs::read_to_string(text).map_err(|error| {
        format!("\u{201c}{text}\u{201d} is neither a link with key=value nor a readable file: {error}")
    })?;
    let pairs = file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let pairs: Vec<String> = pairs
        .map(|line| {
            let (key, value) = line.split_once('=').unwrap_or((line, ""));
            format!("{}={}", key.trim(), value.trim().replace('%', "%25").replace('&', "%26"))
        })
        .collect();
    Ok(pairs.join("&"))
}

/// Goes on with a run until it ends.
fn run(ledger: Ledger, options: &Options) -> Ledger {
    for notice in &ledger.setup().notices {
        eprintln!("{}", notice.text);
    }
    let comparison = ledger.comparison().clone();
    let shared = Mutex::new(ledger);
    let progress = Condvar::new();
    std::thread::scope(|scope| {
        for _ in 0..options.threads {
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
