//! Draws the landscape of one network natively and prints what it counted as JSON.
//!
//!     cargo run --release --example landscape -- 'v=2&experiment=landscape&n=5' [--threads 4] [--top 100]
//!     cargo run --release --example landscape -- settings.txt
//!     cargo run --release --example landscape -- --preset perceptron
//!
//! Links, files, `--continue` and `--beside` are as in `compare`. The result does not depend on the number of threads.

#[allow(dead_code, reason = "each program uses a part of it")]
pub(crate) mod shared;

use dice_and_descent::experiment::landscape::{
    LandscapeTable, Ledger, apply_preset, beside, change, effect_of,
};
use shared::{Arguments, Counting, Value, fragment};
use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    shared::main(start)
}

const PROGRAM: Counting<Ledger> = Counting {
    name: "landscape",
    begins: "[LINK-OR-FILE]",
    needs: "One link or file, or a preset, is needed",
    budget: "draws",
    of_new: &[
        ("--preset", Value::Text, "NAME: the settings of a preset, with seed and view of the link"),
        (
            "--apart",
            Value::Number(1),
            "M: how many functions to tell apart, the rest being counted together (default: as in the page)",
        ),
    ],
    of_printed: &[(
        "--top",
        Value::Number(0),
        "K: how many functions to print with their intervals and complexities, most frequent first (default: 1000; \
        0: none; the counts of all are always printed)",
    )],
    begin: |arguments| {
        let Some(link) = settings(arguments)? else { return Ok(None) };
        Ok(Some(match arguments.number("--apart") {
            Some(most) => Ledger::with_memory(&link, most),
            None => Ledger::new(&link),
        }))
    },
    ledger: shared::Ledger {
        link: |ledger| ledger.setup().fragment(),
        notices: |ledger| &ledger.setup().notices,
        has_ended: Ledger::has_ended,
        assign: Ledger::assign,
        accept: |ledger, _, counts| ledger.accept(counts),
        write: |ledger, arguments, put| ledger.write_json(arguments.number("--top").unwrap_or(1000), put),
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

/// The settings of the link or the file, or of the preset.
fn settings(arguments: &Arguments) -> Result<Option<String>, String> {
    let preset = arguments.text("--preset");
    let given = match arguments.texts.as_slice() {
        [] if preset.is_some() => String::new(),
        [text] => fragment(text)?,
        _ => return Ok(None),
    };
    let Some(id) = preset else { return Ok(Some(given)) };
    let state = apply_preset(&given, id);
    if state.preset != Some(id) {
        let known: Vec<&str> = LandscapeTable::new().presets.iter().map(|preset| preset.id).collect();
        return Err(format!("There is no preset \u{201c}{id}\u{201d}; there are {}.", known.join(", ")));
    }
    Ok(Some(state.hash))
}
