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

#[allow(dead_code, reason = "each program uses a part of it")]
pub(crate) mod shared;

use dice_and_descent::experiment::compare::{LISTED, Ledger, beside, change, effect_of};
use shared::{Counting, Value, fragment};
use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    shared::main(start)
}

const PROGRAM: Counting<Ledger> = Counting {
    name: "compare",
    begins: "LINK-OR-FILE",
    needs: "One link or file is needed",
    budget: "runs, kept, draws",
    of_new: &[],
    of_printed: &[(
        "--top",
        Value::Number(0),
        "K: how many functions to print with their intervals, most frequent first (default: 10,000; 0: none; the \
        counts of all are always printed)",
    )],
    begin: |arguments| match arguments.texts.as_slice() {
        [text] => Ok(Some(Ledger::new(&fragment(text)?))),
        _ => Ok(None),
    },
    ledger: shared::Ledger {
        link: |ledger| ledger.setup().fragment(),
        notices: |ledger| &ledger.setup().notices,
        has_ended: Ledger::has_ended,
        assign: Ledger::assign,
        accept: |ledger, chunk, counts| ledger.accept(chunk.method, counts),
        write: |ledger, arguments, put| ledger.write_json(arguments.number("--top").unwrap_or(LISTED), put),
        read: Ledger::read_json,
        note: Ledger::note,
        extend: Ledger::extend,
        changed: |link, key, text| {
            let change = change(link, key, text);
            change.error.map_or(Ok(change.state.hash), Err)
        },
        effect: effect_of,
        beside,
    },
};

/// Does what the arguments say.
pub(crate) fn start(arguments: &[String], out: &mut dyn Write) -> Result<(), String> {
    PROGRAM.start(arguments, out)
}
