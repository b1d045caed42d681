//! Parts of a run put together: the same bytes as of one run that was never interrupted.

use crate::arguments::Merge;
use crate::count::{chunk, interrupted, watch_for_interrupts, write};
use crate::failure::Failure;
use crate::part::Part;
use dice_and_descent::STREAM_VERSION;
use dice_and_descent::experiment::SavedRun;
use dice_and_descent::run::Assignment;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// Does what the arguments say.
pub(crate) fn work(arguments: &Merge, out: &mut dyn Write) -> Result<(), Failure> {
    let mut parts = arguments.parts.iter().map(|path| Part::open(path)).collect::<Result<Vec<_>, _>>()?;
    let mut run = same_run(&parts)?;
    let counted = run.counted_mut().expect("what has parts counts");
    only_its_methods(&parts, counted.most_chunks().len())?;
    let link = counted.fragment();
    let mut samplers = BTreeMap::new();
    watch_for_interrupts();
    while let Some(of) = counted.assign() {
        if interrupted() {
            return Err(Failure::Interrupted("Interrupted: the parts are as they were.".to_owned()));
        }
        let mut found = Vec::new();
        for part in &mut parts {
            if let Some(counts) = part.read(of)? {
                found.push((part.path.clone(), counts));
            }
        }
        let counts = match found.as_slice() {
            [] if arguments.complete => chunk(&mut samplers, &link, of),
            [] => return Err(missing(of, &parts)),
            [(first, counts), others @ ..] => {
                if let Some((other, _)) = others.iter().find(|(_, other)| other != counts) {
                    return Err(Failure::File(format!(
                        "{} and {} have different counts of {}: one of them is not of this run. Count that part again.",
                        first.display(),
                        other.display(),
                        named(of)
                    )));
                }
                counts.clone()
            }
        };
        if counts.chunk != of.chunk || counted.accept(of, counts).is_err() {
            let path = found.first().map(|(path, _)| path.display().to_string()).unwrap_or_default();
            return Err(Failure::File(format!(
                "{path} has counts of {} that cannot be those of this run.",
                named(of)
            )));
        }
    }
    doubled(&parts);
    write(counted, &arguments.written, out)
}

/// The run that all parts are of.
fn same_run(parts: &[Part]) -> Result<SavedRun, Failure> {
    let [first, others @ ..] = parts else { return Err(Failure::Wrong("A part is needed.".to_owned())) };
    if let Some(part) = parts.iter().find(|part| part.head.stream_version != STREAM_VERSION) {
        return Err(Failure::File(format!(
            "{} was counted by random streams of version {}, and this program has version {STREAM_VERSION}: count it again.",
            part.path.display(),
            part.head.stream_version
        )));
    }
    if let Some(other) = others.iter().find(|other| other.head.link != first.head.link) {
        return Err(Failure::File(format!(
            "{} and {} are parts of two runs: {} and {}.",
            first.path.display(),
            other.path.display(),
            first.head.link,
            other.head.link
        )));
    }
    let run = SavedRun::begin(&first.head.link).filter(|run| run.fragment() == first.head.link);
    run.ok_or_else(|| {
        Failure::File(format!(
            "{} is a part of a run that this program does not know: {}.",
            first.path.display(),
            first.head.link
        ))
    })
}

fn only_its_methods(parts: &[Part], methods: usize) -> Result<(), Failure> {
    match parts.iter().find(|part| part.methods().any(|place| place as usize >= methods)) {
        Some(part) => Err(Failure::File(format!(
            "{} has chunks of a method that the run has not: it is not of this run.",
            part.path.display()
        ))),
        None => Ok(()),
    }
}

/// Says which chunks from `of` on are in no part.
fn missing(of: Assignment, parts: &[Part]) -> Failure {
    let next = parts.iter().flat_map(|part| part.chunks(of.method).find(|&chunk| chunk > of.chunk)).min();
    let letter = char::from(b'a' + of.method as u8);
    let (which, range) = match next {
        Some(next) => (
            format!("Chunks {} to {} of method {letter} are", of.chunk, next - 1),
            format!("{}..{next}", of.chunk),
        ),
        None => (
            format!("Chunk {} of method {letter}, and what may follow, is", of.chunk),
            format!("{}..", of.chunk),
        ),
    };
    Failure::Wrong(format!(
        "{which} in no part. dice-and-descent chunks {range} --method {letter} counts them; --complete counts them here."
    ))
}

/// Says which chunks stand in several parts: each is counted once.
fn doubled(parts: &[Part]) {
    let mut seen = BTreeSet::new();
    for part in parts {
        let places: BTreeSet<u32> = part.methods().collect();
        let twice = places.iter().flat_map(|&place| part.chunks(place).map(move |chunk| (place, chunk)));
        let twice = twice.filter(|&of| !seen.insert(of)).count();
        if twice > 0 {
            eprintln!(
                "{}: {twice} of its chunks are in another part too; each is counted once.",
                part.path.display()
            );
        }
    }
}

fn named(of: Assignment) -> String {
    format!("chunk {} of method {}", of.chunk, char::from(b'a' + of.method as u8))
}
