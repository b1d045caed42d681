//! A range of the chunks of a run, counted into a part.

use crate::arguments::Chunks;
use crate::count::{chunk, interrupted, watch_for_interrupts};
use crate::failure::Failure;
use crate::files::write_whole;
use crate::part::{Head, Writer};
use crate::settings::fragment;
use dice_and_descent::experiment::SavedRun;
use dice_and_descent::run::Assignment;
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Does what the arguments say.
pub(crate) fn work(arguments: &Chunks) -> Result<(), Failure> {
    let run = SavedRun::begin(&fragment(&arguments.settings)?)
        .ok_or_else(|| Failure::Wrong("A map is not counted: it has no chunks.".to_owned()))?;
    let counted = run.counted().expect("what can be begun counts");
    counted.notices().iter().for_each(|notice| eprintln!("{}", notice.text));
    let chunks = asked_for(arguments, &counted.most_chunks())?;
    let link = counted.fragment();
    watch_for_interrupts();
    write_whole(&arguments.to, |file| {
        let writer = Mutex::new((Writer::begin(file, &Head::of(&link))?, Ok(())));
        let (next, failed) = (AtomicUsize::new(0), AtomicBool::new(false));
        std::thread::scope(|scope| {
            for _ in 0..arguments.threads.count() {
                scope.spawn(|| {
                    let mut samplers = BTreeMap::new();
                    while let Some(&of) = chunks.get(next.fetch_add(1, Ordering::Relaxed)) {
                        if interrupted() || failed.load(Ordering::Relaxed) {
                            return;
                        }
                        let counts = chunk(&mut samplers, &link, of);
                        let (writer, written) = &mut *writer.lock().expect("no thread panics");
                        if let Err(error) = writer.chunk(of, &counts) {
                            *written = Err(error);
                            failed.store(true, Ordering::Relaxed);
                        }
                    }
                });
            }
        });
        let (writer, written) = writer.into_inner().expect("no thread panics");
        written?;
        if interrupted() {
            return Err(std::io::Error::other("interrupted, and a part is whole or not at all"));
        }
        writer.end()
    })
    .map_err(|failure| if interrupted() { Failure::Interrupted(failure.to_string()) } else { failure })?;
    eprintln!("{}: {} chunks", arguments.to.display(), chunks.len());
    Ok(())
}

/// The chunks that there are of those which are asked for; `most` has how many each method has at most.
fn asked_for(arguments: &Chunks, most: &[u64]) -> Result<Vec<Assignment>, Failure> {
    let (from, to) = arguments.range;
    let letter = |place: usize| char::from(b'a' + place as u8);
    let methods: Vec<usize> = (0..most.len())
        .filter(|&place| arguments.method.is_none_or(|method| method.eq_ignore_ascii_case(&letter(place))))
        .collect();
    if methods.is_empty() {
        return Err(Failure::Wrong(format!(
            "There is no method with this letter; the run counts those from a to {}.",
            letter(most.len() - 1)
        )));
    }
    let chunks: Vec<Assignment> = methods
        .iter()
        .flat_map(|&place| {
            (from..to.min(most[place])).map(move |chunk| Assignment { method: place as u32, chunk })
        })
        .collect();
    if chunks.is_empty() {
        let least = methods.iter().map(|&place| most[place]).max().unwrap_or_default();
        return Err(Failure::Wrong(format!("The run has {least} chunks at most, and none from {from} on.")));
    }
    Ok(chunks)
}
