//! How the program is called.

use clap::{Args, Parser, Subcommand, ValueHint};
use clap_complete::Shell;
use std::path::PathBuf;

/// What the page of Dice & Descent counts, counted natively: the same settings give the same counts, on any machine and with
/// any number of threads.
#[derive(Debug, Parser)]
#[command(name = "dice-and-descent", version, max_term_width = 100, after_help = AFTER)]
pub(crate) struct Program {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const AFTER: &str = "\
Examples:
  dice-and-descent compare n=7 encoding=01 target=f6 train=f6 hidden=40,40 sigma_w=1 sigma_b=1 lr=0.001 --threads 4
  dice-and-descent compare --resume run.json settings.txt      goes on after Ctrl-C or a crash
  dice-and-descent compare --continue run.json runs=1000000    a saved run, of this program or of the page
  dice-and-descent compare --beside one.json other.json
  dice-and-descent landscape --preset perceptron --csv functions.csv
  dice-and-descent chunks 0..1000 --to part-0.bin settings.txt here, and 1000..2000 on another machine
  dice-and-descent merge part-*.bin > run.json                 the same bytes as of one uninterrupted run

SETTINGS are key=value pairs, a whole link of the page, what stands behind its #, or a file with one key=value a line; later ones
change earlier ones. Exit codes: 0 done, 2 what was asked for cannot be, 3 a file cannot be read or written, 130 interrupted.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Compares methods on one task: dice, descent, and others
    Compare(Counting),
    /// Counts the functions of random networks
    Landscape(Landscape),
    /// Computes the volumes of the smallest threshold functions, and draws beside them
    Gates(Counting),
    /// Draws a plane through parameter space
    Map(Map),
    /// Counts a range of chunks of a run: a part, to be merged with others
    Chunks(Chunks),
    /// Puts the parts of a run together
    Merge(Merge),
    /// Writes completions for a shell
    Completions {
        /// Which shell.
        shell: Shell,
    },
}

/// A run.
#[derive(Debug, Args)]
pub(crate) struct Counting {
    /// Settings of a new run, or those that change of a saved one
    #[arg(value_name = "SETTINGS")]
    pub(crate) settings: Vec<String>,
    /// The settings of a preset of the experiment
    #[arg(long, value_name = "NAME", conflicts_with_all = ["continued", "beside"])]
    pub(crate) preset: Option<String>,
    /// Goes on with a saved run; only its budget can be changed
    #[arg(long = "continue", value_name = "RUN", conflicts_with = "beside", value_hint = ValueHint::FilePath)]
    pub(crate) continued: Option<PathBuf>,
    /// Keeps the run in this file while it counts, and goes on with what is there
    #[arg(long, value_name = "FILE", conflicts_with_all = ["continued", "beside"], value_hint = ValueHint::FilePath)]
    pub(crate) resume: Option<PathBuf>,
    /// Seconds between two writes of the file of --resume
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) every: u64,
    /// Prints how far two saved runs are from each other
    #[arg(long, num_args = 2, value_names = ["RUN", "RUN"], conflicts_with = "settings", value_hint = ValueHint::FilePath)]
    pub(crate) beside: Option<Vec<PathBuf>>,
    #[command(flatten)]
    pub(crate) threads: Threads,
    #[command(flatten)]
    pub(crate) written: Written,
}

/// A landscape.
#[derive(Debug, Args)]
pub(crate) struct Landscape {
    /// How many functions of a new run are told apart, the rest being counted together [default: as in the page]
    #[arg(long, value_name = "M", conflicts_with_all = ["continued", "beside"])]
    pub(crate) apart: Option<usize>,
    #[command(flatten)]
    pub(crate) counting: Counting,
}

/// What is written of a run.
#[derive(Debug, Args)]
pub(crate) struct Written {
    /// How many functions are written with their intervals, most frequent first; the counts of all are always written
    #[arg(long, value_name = "K")]
    pub(crate) top: Option<usize>,
    /// Writes the saved run (JSON) into a file instead of printing it
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) json: Option<PathBuf>,
    /// Writes the functions as CSV into a file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) csv: Option<PathBuf>,
    /// Writes the numbers as CSV into a file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) numbers: Option<PathBuf>,
}

/// How much goes on side by side.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Threads {
    /// Computations side by side [default: all processors]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
}

impl Threads {
    /// How many there are.
    pub(crate) fn count(self) -> usize {
        let all = || std::thread::available_parallelism().map_or(1, usize::from);
        self.threads.map_or_else(all, usize::from)
    }
}

/// A map.
#[derive(Debug, Args)]
pub(crate) struct Map {
    /// Settings of the map
    #[arg(value_name = "SETTINGS")]
    pub(crate) settings: Vec<String>,
    /// The picture, in PPM
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) to: PathBuf,
    /// In the colours of a dark page
    #[arg(long)]
    pub(crate) dark: bool,
}

/// A part of a run.
#[derive(Debug, Args)]
pub(crate) struct Chunks {
    /// Which chunks, the first and the one behind the last: 0..1000; 1000.. is all from there on
    #[arg(value_name = "FROM..TO", value_parser = range)]
    pub(crate) range: (u64, u64),
    /// Settings of the whole run
    #[arg(value_name = "SETTINGS", required = true)]
    pub(crate) settings: Vec<String>,
    /// Of the method with this letter alone; without it, of all that the run counts
    #[arg(long, value_name = "LETTER")]
    pub(crate) method: Option<char>,
    /// The file of the part
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) to: PathBuf,
    #[command(flatten)]
    pub(crate) threads: Threads,
}

/// Parts that become a run.
#[derive(Debug, Args)]
pub(crate) struct Merge {
    /// The files of the parts, in any order
    #[arg(value_name = "PART", required = true, value_hint = ValueHint::FilePath)]
    pub(crate) parts: Vec<PathBuf>,
    /// Counts here what no part has
    #[arg(long)]
    pub(crate) complete: bool,
    #[command(flatten)]
    pub(crate) threads: Threads,
    #[command(flatten)]
    pub(crate) written: Written,
}

fn range(text: &str) -> Result<(u64, u64), String> {
    let wrong = || format!("\u{201c}{text}\u{201d} is no range of chunks; 0..1000 is one");
    let (from, to) = text.split_once("..").ok_or_else(wrong)?;
    let from = from.parse().map_err(|_| wrong())?;
    let to = if to.is_empty() { u64::MAX } else { to.parse().map_err(|_| wrong())? };
    if from < to { Ok((from, to)) } else { Err(format!("{text} has no chunk in it")) }
}
