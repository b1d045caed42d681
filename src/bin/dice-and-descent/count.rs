//! A run from its first chunk to its last, or from where a saved one stands.

use crate::arguments::{Counting, Written};
use crate::failure::Failure;
use crate::files::{pieces, read, write_whole};
use crate::progress::Lines;
use crate::settings::{fragment, fragment_of, preset};
use dice_and_descent::Sampler;
use dice_and_descent::experiment::{CountedRun, SavedRun, landscape, sampler};
use dice_and_descent::run::Assignment;
use dice_and_descent::sample::ChunkCounts;
use dice_and_descent::settings::{Effect, Experiment};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex};
use std::time::{Duration, Instant};

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// From now on an interrupt ends the counting after the chunks that are being done.
pub(crate) fn watch_for_interrupts() {
    // A second handler is refused: there is one then.
    let _ = ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::Relaxed));
}

/// Whether somebody has interrupted.
pub(crate) fn interrupted() -> bool {
    INTERRUPTED.load(Ordering::Relaxed)
}

/// Does what the arguments say of a run of an experiment.
pub(crate) fn work(
    experiment: Experiment,
    arguments: &Counting,
    apart: Option<usize>,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    if let Some([one, other]) = arguments.beside.as_deref() {
        let beside = saved(experiment, one)?.beside(&saved(experiment, other)?);
        let beside = beside.map_err(|error| Failure::Wrong(error.to_string()))?;
        let text =
            serde_json::to_string_pretty(&beside).map_err(|error| Failure::Wrong(error.to_string()))?;
        return writeln!(out, "{text}").map_err(|error| Failure::of_output(&error));
    }
    let mut run = begin(experiment, arguments, apart)?;
    let counted = run.counted_mut().expect("what can be begun counts");
    counted.notices().iter().for_each(|notice| eprintln!("{}", notice.text));
    watch_for_interrupts();
    let keep =
        arguments.resume.as_deref().map(|path| Keep { path, every: Duration::from_secs(arguments.every) });
    let counted = count(counted, arguments.threads.count(), keep.as_ref())?;
    if let Some(keep) = &keep {
        keep.write(counted)?;
    }
    if !counted.has_ended() {
        return Err(Failure::Interrupted(match &keep {
            Some(keep) => format!(
                "Interrupted; {} has what is counted, and the same command goes on.",
                keep.path.display()
            ),
            None => "Interrupted: nothing is kept. With --resume FILE it would be.".to_owned(),
        }));
    }
    write(counted, &arguments.written, out)
}

/// Where a run is kept while it counts.
struct Keep<'a> {
    path: &'a Path,
    every: Duration,
}

impl Keep<'_> {
    fn write(&self, run: &mut dyn CountedRun) -> Result<(), Failure> {
        write_whole(self.path, |file| pieces(file, |put| run.write_json(Some(0), put)))
    }
}

/// Writes what is asked for: files, and the run itself where no file is named for it.
pub(crate) fn write(run: &mut dyn CountedRun, written: &Written, out: &mut dyn Write) -> Result<(), Failure> {
    if let Some(path) = &written.csv {
        write_whole(path, |file| pieces(file, |put| run.write_functions(written.top, put)))?;
    }
    if let Some(path) = &written.numbers {
        write_whole(path, |file| pieces(file, |put| run.write_numbers(put)))?;
    }
    match &written.json {
        Some(path) => write_whole(path, |file| pieces(file, |put| run.write_json(written.top, put))),
        None => {
            pieces(out, |put| run.write_json(written.top, put)).map_err(|error| Failure::of_output(&error))
        }
    }
}

/// The run of a file.
fn saved(experiment: Experiment, path: &Path) -> Result<SavedRun, Failure> {
    let run = SavedRun::read_json(&read(path)?);
    let run = run.map_err(|error| Failure::File(format!("{}: {error}", path.display())))?;
    if run.experiment() == experiment {
        return Ok(run);
    }
    let other = run.experiment().key();
    Err(Failure::Wrong(format!(
        "{} is a run of the experiment \u{201c}{other}\u{201d}: dice-and-descent {other} goes on with it.",
        path.display()
    )))
}

/// The run that is asked for, as far as it is counted.
fn begin(experiment: Experiment, arguments: &Counting, apart: Option<usize>) -> Result<SavedRun, Failure> {
    if let Some(path) = &arguments.continued {
        let run = saved(experiment, path)?;
        let longer = longer(&run, &fragment(&arguments.settings)?)?;
        return going_on(run, path, &longer);
    }
    let mut link = fragment_of(experiment, &arguments.settings)?;
    if let Some(id) = &arguments.preset {
        link = preset(experiment, id, &link)?;
    } else if arguments.settings.is_empty() {
        eprintln!("Without settings the run is that of the page as it opens.");
    }
    match &arguments.resume {
        Some(path) if path.exists() => going_on(saved(experiment, path)?, path, &link),
        _ => Ok(match apart {
            Some(most) => SavedRun::Landscape(Box::new(landscape::Ledger::with_memory(&link, most))),
            None => SavedRun::begin(&link).expect("an experiment that counts"),
        }),
    }
}

/// A saved run with the budget of a link, which must not make it another run.
fn going_on(mut run: SavedRun, path: &Path, link: &str) -> Result<SavedRun, Failure> {
    if let Some(note) = run.note() {
        return Err(Failure::Wrong(format!("{}: {note}", path.display())));
    }
    let counted = run.counted_mut().expect("what can be saved counts");
    if counted.effect_of(link) == Some(Effect::Restart) {
        return Err(Failure::Wrong(format!(
            "{} holds a run of other settings: it goes on with its own, and its budget can only grow. Name another file for a new run.",
            path.display()
        )));
    }
    counted.extend(link);
    Ok(run)
}

/// The link of a saved run with some other settings.
fn longer(run: &SavedRun, settings: &str) -> Result<String, Failure> {
    let counted = run.counted().expect("what can be saved counts");
    let mut after = run.fragment();
    for pair in settings.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("v=")) {
        let (key, text) = pair.split_once('=').unwrap_or((pair, ""));
        if key == "experiment" {
            continue;
        }
        after = counted.changed(&after, key, text).map_err(Failure::Wrong)?;
        if counted.effect_of(&after) == Some(Effect::Restart) {
            return Err(Failure::Wrong(format!(
                "{key}={text} would make it another run: a saved run goes on with its own settings, and its budget can only grow."
            )));
        }
    }
    Ok(after)
}

/// Does one chunk.
pub(crate) fn chunk(
    samplers: &mut BTreeMap<u32, Box<dyn Sampler>>,
    link: &str,
    assignment: Assignment,
) -> ChunkCounts {
    let sampler = samplers
        .entry(assignment.method)
        .or_insert_with(|| sampler(link, assignment.method).expect("only what can run is handed out"));
    sampler.begin(assignment.chunk);
    while !sampler.advance(u32::MAX) {}
    sampler.take()
}

/// Goes on with a run until it ends or somebody interrupts.
fn count<'a>(
    run: &'a mut dyn CountedRun,
    threads: usize,
    keep: Option<&Keep>,
) -> Result<&'a mut dyn CountedRun, Failure> {
    let link = run.fragment();
    let shared = Mutex::new((run, Lines::new(), Instant::now(), None::<Failure>));
    let progress = Condvar::new();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let mut samplers = BTreeMap::new();
                let mut guard = shared.lock().expect("no thread panics");
                while !guard.0.has_ended() && guard.3.is_none() && !interrupted() {
                    let Some(assignment) = guard.0.assign() else {
                        guard = progress.wait(guard).expect("no thread panics");
                        continue;
                    };
                    drop(guard);
                    let counts = chunk(&mut samplers, &link, assignment);
                    guard = shared.lock().expect("no thread panics");
                    let (run, lines, kept, failed) = &mut *guard;
                    let taken = run.accept(assignment, counts);
                    taken.map_err(|error| error.to_string()).expect("a chunk of this run");
                    if let Some(lines) = lines {
                        lines.show(*run);
                    }
                    if let Some(keep) = keep.filter(|keep| kept.elapsed() >= keep.every) {
                        *failed = keep.write(*run).err();
                        *kept = Instant::now();
                    }
                    progress.notify_all();
                }
                progress.notify_all();
            });
        }
    });
    let (run, .., failed) = shared.into_inner().expect("no thread panics");
    failed.map_or(Ok(run), Err)
}
