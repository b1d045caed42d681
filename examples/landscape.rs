//! Draws the landscape of one network natively and prints what it counted as JSON.
//!
//!     cargo run --release --example landscape -- 'v=1&experiment=landscape&n=5' [--threads 4] [--top 100]
//!     cargo run --release --example landscape -- settings.txt
//!     cargo run --release --example landscape -- --preset perceptron
//!
//! The settings are those of a link (a whole address or only what stands behind its #), or a file with one
//! `key=value` a line, empty lines and lines that start with # left out. The result depends on them alone,
//! not on the number of threads.

use dice_and_descent::experiment::landscape::{Ledger, apply_preset};
use dice_and_descent::sampler::Method;
use std::process::ExitCode;
use std::sync::{Condvar, Mutex};

fn main() -> ExitCode {
    match options().and_then(|options| run(&options)) {
        Ok(json) => {
            print!("{json}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

struct Options {
    fragment: String,
    threads: usize,
    top: usize,
    apart: Option<usize>,
}

const USAGE: &str = "usage: landscape [LINK-OR-FILE] [--preset NAME] [--threads N] [--top K] [--apart M]\n\
    LINK: key=value pairs joined by &, as behind the # of the page's address; FILE: one key=value a line\n\
    --preset NAME: the settings of a preset, with seed and view of the link\n\
    --threads N: computations side by side (default: all processors)\n\
    --top K: how many functions to print, most frequent first (default: 1000)\n\
    --apart M: how many functions to tell apart, the rest being counted together (default: as in the page)";

fn options() -> Result<Options, String> {
    let mut options = Options {
        fragment: String::new(),
        threads: std::thread::available_parallelism().map_or(1, usize::from),
        top: 1000,
        apart: None,
    };
    let mut arguments = std::env::args().skip(1);
    let (mut settings, mut preset) = (None, None);
    while let Some(argument) = arguments.next() {
        let mut number = || {
            let text = arguments.next().unwrap_or_default();
            text.parse::<usize>().ok().filter(|&number| number > 0).ok_or_else(|| {
                format!("{argument} needs a whole number from 1, not \u{201c}{text}\u{201d}\n{USAGE}")
            })
        };
        match argument.as_str() {
            "--threads" => options.threads = number()?,
            "--top" => options.top = number()?,
            "--apart" => options.apart = Some(number()?),
            "--preset" => preset = Some(arguments.next().unwrap_or_default()),
            option if option.starts_with("--") => {
                return Err(format!("there is no option {option}\n{USAGE}"));
            }
            _ if settings.is_some() => return Err(format!("only one link or file, please\n{USAGE}")),
            _ => settings = Some(argument),
        }
    }
    if settings.is_none() && preset.is_none() {
        return Err(USAGE.to_owned());
    }
    options.fragment = settings.map_or(Ok(String::new()), |settings| fragment(&settings))?;
    if let Some(id) = preset {
        let state = apply_preset(&options.fragment, &id);
        if state.preset != Some(id.as_str()) {
            return Err(format!("there is no preset \u{201c}{id}\u{201d}"));
        }
        options.fragment = state.hash;
    }
    Ok(options)
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

fn run(options: &Options) -> Result<String, String> {
    let ledger = match options.apart {
        Some(most) => Ledger::with_memory(&options.fragment, most),
        None => Ledger::new(&options.fragment),
    };
    for notice in &ledger.setup().notices {
        eprintln!("{}", notice.text);
    }
    let landscape = ledger.landscape().clone();
    let shared = Mutex::new(ledger);
    let progress = Condvar::new();
    std::thread::scope(|scope| {
        for _ in 0..options.threads {
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
    ledger.write_json(options.top, &mut |piece| json.push_str(piece));
    Ok(json)
}
