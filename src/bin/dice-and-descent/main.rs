//! `dice-and-descent`: what the page counts, natively: for long runs, for scripts, and in parts on many machines.
//!
//!     dice-and-descent compare target=f6 train=f6 n=7 hidden=40,40 --csv functions.csv
//!     dice-and-descent chunks 0..1000 --to part-0.bin settings.txt
//!     dice-and-descent merge part-*.bin

#![cfg_attr(target_arch = "wasm32", no_main)]
#![cfg(not(target_arch = "wasm32"))]

mod arguments;
mod chunks;
mod count;
mod failure;
mod files;
mod map;
mod merge;
mod part;
mod progress;
mod settings;

use arguments::{Command, Landscape, Program};
use clap::{CommandFactory, Parser};
use dice_and_descent::settings::Experiment;
use failure::Failure;
use std::io::{Write, stdout};
use std::process::ExitCode;

fn main() -> ExitCode {
    let program = match Program::try_parse() {
        Ok(program) => program,
        // Help and the version are no mistakes.
        Err(said) => {
            let _ = said.print();
            return ExitCode::from(if said.use_stderr() { 2 } else { 0 });
        }
    };
    let done = start(program, &mut stdout().lock());
    done.map_or_else(Failure::told, |()| ExitCode::SUCCESS)
}

/// Does what the arguments say.
fn start(program: Program, out: &mut dyn Write) -> Result<(), Failure> {
    match program.command {
        Command::Compare(arguments) => count::work(Experiment::Compare, &arguments, None, out),
        Command::Landscape(Landscape { apart, counting }) => {
            count::work(Experiment::Landscape, &counting, apart, out)
        }
        Command::Gates(arguments) => count::work(Experiment::Gates, &arguments, None, out),
        Command::Map(arguments) => map::draw(&arguments, out),
        Command::Chunks(arguments) => chunks::work(&arguments),
        Command::Merge(arguments) => merge::work(&arguments, out),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Program::command(), "dice-and-descent", out);
            Ok(())
        }
    }
}
