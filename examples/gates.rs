//! Computes the volumes of the smallest threshold functions, draws perceptrons and networks beside them, and prints both
//! as JSON.
//!
//!     cargo run --release --example gates -- 'v=2&experiment=gates&n=3' [--threads 4]
//!
//! Links, files, `--continue` and `--beside` are as in `compare`. The result does not depend on the number of threads.

#[allow(dead_code, reason = "each program uses a part of it")]
pub(crate) mod shared;

use dice_and_descent::experiment::gates::{Ledger, beside, change, effect_of};
use shared::{Counting, fragment};
use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    shared::main(start)
}

const PROGRAM: Counting<Ledger> = Counting {
    name: "gates",
    begins: "LINK-OR-FILE",
    needs: "One link or file is needed",
    budget: "draws",
    of_new: &[],
    of_printed: &[],
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
        write: |ledger, _, put| ledger.write_json(put),
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
