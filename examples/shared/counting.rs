//! Programs that count: a run from a link, one that goes on, two side by side.

use super::{Arguments, LINK, Value, fragment, with_arguments};
use dice_and_descent::Sampler;
use dice_and_descent::experiment::{RunComparison, sampler};
use dice_and_descent::export::FileError;
use dice_and_descent::run::Assignment;
use dice_and_descent::sample::{ChunkCounts, ChunkCountsError};
use dice_and_descent::settings::{Effect, Notice};
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::{Condvar, Mutex};

/// An option: its name, what stands behind it, and what the help says of it.
type Described = (&'static str, Value, &'static str);

/// A program that counts: what it has of its own.
pub(crate) struct Counting<R> {
    /// How it is called.
    pub(crate) name: &'static str,
    /// What a new run is made of, as the help writes it.
    pub(crate) begins: &'static str,
    /// What a new run needs, where that is lacking.
    pub(crate) needs: &'static str,
    /// A new run; none if the texts among the arguments are not as many as it needs.
    pub(crate) begin: fn(&Arguments) -> Result<Option<R>, String>,
    /// The settings that are its budget, as the help writes them.
    pub(crate) budget: &'static str,
    /// Options that only a new run has.
    pub(crate) of_new: &'static [Described],
    /// Options of what is printed.
    pub(crate) of_printed: &'static [Described],
    /// What it counts in.
    pub(crate) ledger: Ledger<R>,
}

/// Takes a text piece by piece.
type Put<'a> = &'a mut dyn FnMut(&str);

/// The functions of an experiment's ledger.
pub(crate) struct Ledger<R> {
    /// The link that repeats it.
    pub(crate) link: fn(&R) -> String,
    /// What in the given link was replaced.
    pub(crate) notices: fn(&R) -> &[Notice],
    /// Whether everything is counted.
    pub(crate) has_ended: fn(&R) -> bool,
    /// The next chunk to do.
    pub(crate) assign: fn(&mut R) -> Option<Assignment>,
    /// Takes the counts of a chunk.
    pub(crate) accept: fn(&mut R, Assignment, ChunkCounts) -> Result<(), ChunkCountsError>,
    /// Writes the file, with as much of it as the arguments ask for.
    pub(crate) write: fn(&mut R, &Arguments, Put<'_>),
    /// The run in a file.
    pub(crate) read: fn(&[u8]) -> Result<R, FileError>,
    /// Why it cannot be gone on with.
    pub(crate) note: fn(&R) -> Option<String>,
    /// Goes on with a larger budget.
    pub(crate) extend: fn(&mut R, &str),
    /// A link with another value of a setting, or why that is not allowed.
    pub(crate) changed: fn(&str, &str, &str) -> Result<String, String>,
    /// What the change from one link to another means to a run.
    pub(crate) effect: fn(&str, &str) -> Option<Effect>,
    /// Two runs side by side.
    pub(crate) beside: fn(&R, &R) -> RunComparison,
}

const COMMON: [Described; 3] = [
    ("--continue", Value::None, ""),
    ("--beside", Value::None, ""),
    ("--threads", Value::Number(1), "N: computations side by side (default: all processors)"),
];

impl<R: Send> Counting<R> {
    /// Does what the arguments say.
    ///
    /// # Errors
    /// A sentence that says what is wrong.
    pub(crate) fn start(&self, arguments: &[String], out: &mut dyn Write) -> Result<(), String> {
        let options: Vec<(&str, Value)> = self.options().map(|&(name, value, _)| (name, value)).collect();
        with_arguments((arguments, &options), &self.usage(), out, |arguments, out| self.work(arguments, out))
    }

    fn options(&self) -> impl Iterator<Item = &Described> {
        COMMON.iter().chain(self.of_new).chain(self.of_printed)
    }

    fn usage(&self) -> String {
        let Self { name, begins, budget, .. } = self;
        let written = |options: &[Described]| -> String {
            let name = |help: &str| help.split(':').next().unwrap_or_default().to_owned();
            options.iter().map(|(option, _, help)| format!(" [{option} {}]", name(help))).collect()
        };
        let (threads, new, printed) = (written(&COMMON[2..]), written(self.of_new), written(self.of_printed));
        let mut usage = format!(
            "usage: {name} {begins}{new}{threads}{printed}\n       \
            {name} --continue RUN [LINK-OR-FILE]{threads}{printed}\n       \
            {name} --beside RUN RUN\n\
            {LINK}\n\
            RUN: a saved run, by this program or by the page; only its budget ({budget}) can be changed"
        );
        for (option, _, help) in self.options().filter(|(.., help)| !help.is_empty()) {
            usage.push_str(&format!("\n{option} {help}"));
        }
        usage
    }

    fn work(&self, arguments: &Arguments, out: &mut dyn Write) -> Result<(), String> {
        let texts: Vec<&str> = arguments.texts.iter().map(String::as_str).collect();
        let lacking = |what: &str| Err(format!("{what}, and {} were given.\n{}", texts.len(), self.usage()));
        let modes = [arguments.text("--continue").is_some(), arguments.text("--beside").is_some()];
        if let Some((option, ..)) = self.of_new.iter().find(|(option, ..)| arguments.text(option).is_some())
            && modes != [false, false]
        {
            return Err(format!("{option} is for a new run: a saved one has all that it says."));
        }
        let ledger = match (modes, texts.as_slice()) {
            ([true, true], _) => {
                return Err("A run is continued, or set beside another: not both.".to_owned());
            }
            ([false, false], _) => match (self.begin)(arguments)? {
                Some(ledger) => ledger,
                None => return lacking(self.needs),
            },
            ([true, _], &[file]) => self.going_on(file, None)?,
            ([true, _], &[file, settings]) => self.going_on(file, Some(settings))?,
            ([true, _], _) => {
                return lacking("A saved run, and one link or file with a larger budget, are needed");
            }
            ([_, true], &[a, b]) => {
                let beside = (self.ledger.beside)(&self.saved(a)?, &self.saved(b)?);
                let text = serde_json::to_string_pretty(&beside).map_err(|error| error.to_string())?;
                return writeln!(out, "{text}").map_err(|error| error.to_string());
            }
            ([_, true], _) => return lacking("Two saved runs are needed"),
        };
        let mut failed = None;
        let mut counted = self.ledger.count(ledger, arguments.threads());
        (self.ledger.write)(&mut counted, arguments, &mut |piece| {
            failed = failed.take().or(out.write_all(piece.as_bytes()).err());
        });
        failed.map_or(Ok(()), |error| Err(error.to_string()))
    }

    /// The run in a file.
    fn saved(&self, path: &str) -> Result<R, String> {
        let bytes = std::fs::read(path).map_err(|error| format!("{path}: {error}"))?;
        (self.ledger.read)(&bytes).map_err(|error| format!("{path}: {error}"))
    }

    /// The run in a file, with the larger budget of a link.
    fn going_on(&self, file: &str, settings: Option<&str>) -> Result<R, String> {
        let mut ledger = self.saved(file)?;
        if let Some(note) = (self.ledger.note)(&ledger) {
            return Err(format!("{file}: {note}"));
        }
        if let Some(settings) = settings {
            let longer = self.ledger.longer((self.ledger.link)(&ledger), &fragment(settings)?)?;
            (self.ledger.extend)(&mut ledger, &longer);
        }
        Ok(ledger)
    }
}

impl<R: Send> Ledger<R> {
    /// The link of a saved run with some other settings, which must not make it another run.
    fn longer(&self, before: String, settings: &str) -> Result<String, String> {
        let mut after = before;
        for pair in settings.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("v=")) {
            let (key, text) = pair.split_once('=').unwrap_or((pair, ""));
            let changed = (self.changed)(&after, key, text)?;
            if (self.effect)(&after, &changed) == Some(Effect::Restart) {
                return Err(format!(
                    "{key}={text} would make it another run: a saved run goes on with its own settings, and its budget can only grow"
                ));
            }
            after = changed;
        }
        Ok(after)
    }

    /// Goes on with a run until it ends.
    fn count(&self, run: R, threads: usize) -> R {
        (self.notices)(&run).iter().for_each(|notice| eprintln!("{}", notice.text));
        let link = (self.link)(&run);
        let shared = Mutex::new(run);
        let progress = Condvar::new();
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {
                    let mut samplers: BTreeMap<u32, Box<dyn Sampler>> = BTreeMap::new();
                    let mut run = shared.lock().expect("no thread panics");
                    while !(self.has_ended)(&run) {
                        let Some(assignment) = (self.assign)(&mut run) else {
                            run = progress.wait(run).expect("no thread panics");
                            continue;
                        };
                        drop(run);
                        let sampler = samplers.entry(assignment.method).or_insert_with(|| {
                            sampler(&link, assignment.method).expect("only what can run is handed out")
                        });
                        sampler.begin(assignment.chunk);
                        while !sampler.advance(u32::MAX) {}
                        let counts = sampler.take();
                        run = shared.lock().expect("no thread panics");
                        let taken = (self.accept)(&mut run, assignment, counts);
                        taken.map_err(|error| error.to_string()).expect("a chunk of this run");
                        progress.notify_all();
                    }
                    progress.notify_all();
                });
            }
        });
        shared.into_inner().expect("no thread panics")
    }
}
