//! The module behind the Python package: runs, counted without the interpreter's lock.

use dice_and_descent::Sampler;
use dice_and_descent::experiment::{CountedRun, SavedRun, sampler};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard};
use std::time::{Duration, Instant};

/// A run of an experiment that counts.
#[pyclass(module = "dice_and_descent._core", frozen)]
struct Core(Mutex<SavedRun>);

fn wrong(error: impl ToString) -> PyErr {
    PyValueError::new_err(error.to_string())
}

impl Core {
    fn run(&self) -> MutexGuard<'_, SavedRun> {
        self.0.lock().expect("no thread panics with a run")
    }

    fn written(&self, write: impl FnOnce(&mut dyn CountedRun, &mut dyn FnMut(&str))) -> String {
        let mut text = String::new();
        write(counted(&mut self.run()), &mut |piece| text.push_str(piece));
        text
    }
}

fn counted(run: &mut SavedRun) -> &mut dyn CountedRun {
    run.counted_mut().expect("only runs that count are made")
}

#[pymethods]
impl Core {
    /// A run of a link with nothing counted yet.
    #[staticmethod]
    fn begin(link: &str) -> PyResult<Self> {
        let run = SavedRun::begin(link).ok_or_else(|| wrong("A map is a picture: it is not counted."))?;
        Ok(Self(Mutex::new(run)))
    }

    /// The run in a file.
    #[staticmethod]
    fn read(py: Python<'_>, bytes: &[u8]) -> PyResult<Self> {
        let run = py.detach(|| SavedRun::read_json(bytes)).map_err(wrong)?;
        if run.counted().is_none() {
            return Err(wrong("A map is a picture: it is not counted."));
        }
        Ok(Self(Mutex::new(run)))
    }

    fn experiment(&self) -> &'static str {
        self.run().experiment().key()
    }

    fn link(&self) -> String {
        self.run().fragment()
    }

    /// What of the given settings is not allowed: keys with sentences.
    fn notices(&self) -> Vec<(String, String)> {
        let run = self.run();
        let notices = run.counted().map(CountedRun::notices).unwrap_or_default();
        notices.iter().map(|notice| (notice.key.clone(), notice.why())).collect()
    }

    /// Why it cannot be gone on with, if it was counted by other random streams.
    fn note(&self) -> Option<String> {
        self.run().note()
    }

    fn fingerprint(&self) -> String {
        self.run().fingerprint()
    }

    fn has_ended(&self) -> bool {
        counted(&mut self.run()).has_ended()
    }

    /// Each count: its name, how much of its budget is used, and the same in words; `now` in seconds.
    fn progress(&self, now: f64) -> Vec<(String, f64, String)> {
        let progress = counted(&mut self.run()).progress(now * 1000.0);
        progress.into_iter().map(|one| (one.name, one.share, one.text)).collect()
    }

    /// Counts for so many seconds, and until the chunks that are begun are done, or to the end; whether it has ended.
    fn count(&self, py: Python<'_>, threads: usize, seconds: f64) -> bool {
        py.detach(|| {
            let mut run = self.run();
            count(counted(&mut run), threads.max(1), Duration::from_secs_f64(seconds.clamp(0.0, 1e6)));
            counted(&mut run).has_ended()
        })
    }

    /// Goes on with other settings, of which only budgets may differ: keys with texts.
    fn extend(&self, settings: Vec<(String, String)>) -> PyResult<()> {
        let mut run = self.run();
        let counted = counted(&mut run);
        if let Some(note) = counted.note() {
            return Err(wrong(note));
        }
        let mut link = counted.fragment();
        for (key, text) in settings {
            link = counted.changed(&link, &key, &text).map_err(wrong)?;
            if counted.effect_of(&link) == Some(dice_and_descent::settings::Effect::Restart) {
                return Err(wrong(format!(
                    "{key}={text} would make it another run: a run goes on with its own settings, and its budget can only grow."
                )));
            }
        }
        counted.extend(&link);
        Ok(())
    }

    /// The saved run, as the page and the native program write it; `top` functions in detail.
    #[pyo3(signature = (top=None))]
    fn json(&self, py: Python<'_>, top: Option<usize>) -> String {
        py.detach(|| self.written(|run, put| run.write_json(top, put)))
    }

    fn functions(&self, py: Python<'_>) -> String {
        py.detach(|| self.written(|run, put| run.write_functions(None, put)))
    }

    fn numbers(&self, py: Python<'_>) -> String {
        py.detach(|| self.written(|run, put| run.write_numbers(put)))
    }

    /// How far this run is from another one, as JSON.
    fn beside(&self, other: &Self) -> PyResult<String> {
        // Two locks at once could wait for each other: the other run is written and read.
        let bytes = other.written(|run, put| run.write_json(Some(0), put));
        let other = SavedRun::read_json(bytes.as_bytes()).map_err(wrong)?;
        let beside = self.run().beside(&other).map_err(wrong)?;
        serde_json::to_string(&beside).map_err(wrong)
    }
}

fn count(run: &mut dyn CountedRun, threads: usize, time: Duration) {
    let (link, start) = (run.fragment(), Instant::now());
    let shared = Mutex::new(run);
    let done = Condvar::new();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let mut samplers: BTreeMap<u32, Box<dyn Sampler>> = BTreeMap::new();
                let mut run = shared.lock().expect("no thread panics");
                // The first chunk is begun in any case: every call goes on.
                let mut begun = false;
                while !(run.has_ended() || begun && start.elapsed() >= time) {
                    let Some(of) = run.assign() else {
                        run = done.wait_timeout(run, Duration::from_millis(50)).expect("no thread panics").0;
                        continue;
                    };
                    begun = true;
                    drop(run);
                    let one = samplers.entry(of.method).or_insert_with(|| {
                        sampler(&link, of.method).expect("only what can run is handed out")
                    });
                    one.begin(of.chunk);
                    while !one.advance(u32::MAX) {}
                    let counts = one.take();
                    run = shared.lock().expect("no thread panics");
                    run.accept(of, counts).expect("a chunk of this run");
                    done.notify_all();
                }
                done.notify_all();
            });
        }
    });
}

/// The compiled part of the package.
#[pymodule]
fn _core(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("STREAM_VERSION", dice_and_descent::STREAM_VERSION)?;
    module.add_class::<Core>()
}
