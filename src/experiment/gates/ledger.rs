//! The ledger of the gates: makes the exact table, hands out chunks of draws, and says how both compare.

use super::catalogue::{Catalogue, Making};
use super::chance::{Count, Test, by_rounding, impossible, rounding, test};
use super::column::Column;
use super::columns::GateColumn;
use super::csv;
use super::rows::{GateRow, Line, Writer};
use super::settings::{Gates, Sampled, Setup};
use super::table::table;
use super::volumes::{GateVolumes, Volumes};
use crate::experiment::architecture_words;
use crate::method::MethodId;
use crate::numeric::{count, decimal, number_of, p_value};
use crate::run::{Origin, Pace, ResumeError, Track, Tracks, left_words, rate_words, tracked};
use crate::sample::{Census, ChunkCounts, ChunkCountsError, Tries};
use crate::task::Function;
use serde::Serialize;

/// There are 2^16 functions of four inputs: all are told apart.
pub(super) const DISTINCT_CAP: usize = 1 << 16;

/// A fault of the program is said where chance has less than this probability.
const FAULT: f64 = 1e-6;

/// What is sampled, in the order of the tracks.
pub const SAMPLED: [Sampled; 2] = [Sampled::Perceptron, Sampled::Network];

/// How far table and draws are.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct GatesStatus {
    /// What is being computed exactly, in words.
    pub making: String,
    /// How much of that is done, 0 to 1.
    pub made: f64,
    /// The draws: of the perceptron, then of the network.
    pub sampled: Vec<SampledProgress>,
    /// Whether the table is made and both counts have ended.
    pub ended: bool,
    /// Whether a step of held counts is still being done.
    pub stepping: bool,
    /// Chunks counted, of both.
    pub merged: u64,
}

/// How far one count is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct SampledProgress {
    /// What is drawn.
    pub name: String,
    /// Draws so far.
    pub tried: u64,
    /// How much of the budget is used, 0 to 1.
    pub share: f64,
    /// Whether it has ended.
    pub ended: bool,
    /// Draws, speed and time left, in words.
    pub text: String,
}

/// The table and what is said about it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct GateTable {
    /// The columns.
    pub columns: Vec<GateColumn>,
    /// The rows, in order.
    pub rows: Vec<GateRow>,
    /// How many rows there are, shown or not; members of classes are not counted.
    pub total: usize,
    /// Which functions a perceptron can compute, in one sentence.
    pub caption: String,
    /// How the draws compare with the exact values, in one sentence.
    pub verdict: String,
}

/// Table and counts of one set of settings.
///
/// The counts depend on settings and seed alone: chunks are merged in order, each once, whoever did them.
pub struct Ledger {
    setup: Setup,
    making: Making,
    catalogue: Option<Catalogue>,
    volumes: Volumes,
    tracks: Tracks,
}

tracked!(Ledger, table());

impl Ledger {
    /// An empty ledger for the gates of a link.
    pub fn new(fragment: &str) -> Self {
        let setup = Setup::read(fragment);
        let track = |sampled| {
            let census = Census::new(MethodId::REJECTION, DISTINCT_CAP);
            Track::new(census, setup.gates.sampler(sampled).chunk_len(), setup.gates.stop(), None)
        };
        let tracks = Tracks::new(SAMPLED.map(track));
        let making = Making::new(&setup.gates);
        Self { setup, making, catalogue: None, volumes: Volumes::default(), tracks }
    }

    /// What is tabulated and drawn.
    pub fn gates(&self) -> &Gates {
        &self.setup.gates
    }

    /// The exact values, once they are all known.
    pub fn catalogue(&self) -> Option<&Catalogue> {
        self.catalogue.as_ref()
    }

    /// Computes a little more of the exact table; false once it is complete.
    pub fn make(&mut self) -> bool {
        if self.catalogue.is_none() {
            self.catalogue = self.making.step();
        }
        self.catalogue.is_none()
    }

    /// Computes the exact values of one more number of inputs, for the chart; false once it has all.
    pub fn make_volumes(&mut self) -> bool {
        self.volumes.make(&self.setup.gates)
    }

    /// The chart of volumes against complexity, with what is known by now; none while the exact values of the table
    /// are being computed.
    pub fn volumes(&mut self) -> Option<GateVolumes> {
        let catalogue = self.catalogue.as_ref()?;
        Some(self.volumes.chart(&self.setup.gates, catalogue, self.tracks.census(1)))
    }

    /// The marks of that chart as a file, one a line; empty while there is no chart.
    pub fn volumes_csv(&mut self) -> String {
        let Some(catalogue) = &self.catalogue else { return String::new() };
        self.volumes.csv(&self.setup.gates, catalogue, self.tracks.census(1))
    }

    /// Takes the counts of a finished chunk. Those that can't be of a chunk of this run are refused, and the chunk
    /// should be given back.
    pub fn accept(&mut self, place: u32, delta: ChunkCounts) -> Result<(), ChunkCountsError> {
        let rows = self.setup.gates.perceptron.rows();
        let place = place as usize;
        let whole = place < SAMPLED.len() && delta.tried == self.tracks.get(place).chunk_len();
        if !whole || delta.method != MethodId::REJECTION || delta.inputs != rows {
            return Err(ChunkCountsError);
        }
        self.tracks.accept(place, delta);
        Ok(())
    }

    /// Goes on where a census stands: of the perceptron, or of the network. One from other random streams is only shown.
    pub(super) fn resume(&mut self, place: usize, census: Census, from: &Origin) -> Result<(), ResumeError> {
        self.tracks.resume(place, census, from)
    }

    /// Whether everything is counted.
    pub fn has_ended(&self) -> bool {
        self.tracks.has_ended()
    }

    pub(super) fn census(&self, place: usize) -> &Census {
        self.tracks.census(place)
    }

    pub(super) fn chunks(&self, place: usize) -> u64 {
        self.tracks.get(place).merged()
    }

    /// The function at a place of the file of all functions.
    pub(super) fn function(&self, order: usize) -> Function {
        let rows = self.setup.gates.perceptron.rows();
        Function::from_labels(rows, |j| order >> (rows - 1 - j) & 1 == 1)
    }

    /// Takes on settings that differ only in what is shown, or in a larger number of draws.
    pub fn extend(&mut self, fragment: &str) {
        let setup = Setup::read(fragment);
        if self.tracks.elsewhere().is_some() {
            // What is shown of it may change, what is said of its draws may not.
            let draws = self.setup.gates.draws;
            self.setup = setup;
            self.setup.gates.draws = draws;
            return;
        }
        self.setup = setup;
        self.tracks.extend([self.setup.gates.stop(); SAMPLED.len()]);
    }

    /// Does everything in this thread.
    pub fn run(&mut self) {
        while self.make() {}
        let mut samplers = SAMPLED.map(|sampled| Some(self.setup.gates.sampler(sampled)));
        self.count_all(&mut samplers, Self::accept);
    }

    /// How far everything is; `now` is a time in milliseconds from any fixed start.
    pub fn status(&mut self, now: f64) -> GatesStatus {
        self.tracks.observe(now);
        let (what, done, all) = self.making.progress();
        GatesStatus {
            making: if all > 1 { format!("{what}: {done} of {all}") } else { what.to_owned() },
            made: if self.catalogue.is_some() { 1.0 } else { done as f64 / all as f64 },
            sampled: (self.tracks.iter().zip(SAMPLED))
                .map(|((track, pace), sampled)| self.sampled(track, pace, sampled))
                .collect(),
            ended: self.catalogue.is_some() && self.tracks.has_ended(),
            stepping: self.tracks.is_stepping(),
            merged: self.tracks.merged(),
        }
    }

    fn sampled(&self, track: &Track, pace: &Pace, sampled: Sampled) -> SampledProgress {
        let ended = track.end().is_some();
        let wanted = track.wanted().div_ceil(track.chunk_len()) * track.chunk_len();
        let mut text = format!("{} of {} drawn", count(track.census.tried()), count(wanted));
        if let Some(note) = self.note() {
            text = format!("{} drawn. {note}", count(track.census.tried()));
        }
        if let Some(rate) = pace.per_second().filter(|_| !ended) {
            text = format!("{text}, {}", rate_words(Tries::Draws, rate));
        }
        if let Some(left) = pace.seconds_left().filter(|_| !ended) {
            text = format!("{text}, {}", left_words(left));
        }
        SampledProgress {
            name: architecture_words(&self.setup.gates.problem(sampled).architecture),
            tried: track.census.tried(),
            share: track.share(),
            ended,
            text,
        }
    }

    /// The table with its first `most` rows; those `open`, given by their keys, with their conditions, and classes with
    /// their members. None while the exact values are being computed.
    pub fn table(&self, most: usize, open: &[&str]) -> Option<GateTable> {
        let catalogue = self.catalogue.as_ref()?;
        let gates = &self.setup.gates;
        let writer = Writer::new(gates, catalogue);
        let mut lines = self.lines(catalogue);
        writer.sort(&mut lines);
        let mut rows = Vec::new();
        for line in lines.iter().take(most) {
            let row = writer.row(line, false, open);
            let members = (row.open && line.size > 1).then(|| &catalogue.classes()[line.class].members);
            rows.push(row);
            if let Some(members) = members {
                let mut members: Vec<Line> =
                    members.iter().map(|&function| self.line(line.class, &[function])).collect();
                writer.sort(&mut members);
                rows.extend(members.iter().map(|member| writer.row(member, true, open)));
            }
        }
        Some(GateTable {
            columns: writer.columns.iter().map(|column: &Column| column.described(gates)).collect(),
            rows,
            total: lines.len(),
            caption: caption(gates, catalogue),
            verdict: self.verdict(&writer, catalogue),
        })
    }

    /// The number of lines of the file of all functions.
    pub fn csv_lines(&self) -> usize {
        1 << self.setup.gates.perceptron.rows()
    }

    /// A part of the file of all functions: `count` lines from number `from` on, the first with the names of the
    /// columns. Empty while the exact values are being computed.
    pub fn csv(&self, from: usize, count: usize) -> String {
        let Some(catalogue) = &self.catalogue else { return String::new() };
        let mut text = if from == 0 { csv::header() } else { String::new() };
        for order in from..(from + count).min(self.csv_lines()) {
            let function = self.function(order);
            let counts = [0, 1].map(|place| self.count(place, &[function]));
            text.push_str(&csv::line(&self.setup.gates, catalogue, function, counts));
        }
        text
    }

    fn lines(&self, catalogue: &Catalogue) -> Vec<Line> {
        let single = self.setup.gates.perceptron.inputs() == 2;
        let all = self.setup.gates.lists_all();
        let listed = catalogue
            .classes()
            .iter()
            .enumerate()
            .filter(|(class, _)| all || catalogue.volume(*class).is_some());
        listed
            .flat_map(|(number, class)| {
                let parts: Vec<&[Function]> =
                    if single { class.members.chunks(1).collect() } else { vec![&class.members] };
                parts.into_iter().map(move |functions| self.line(number, functions))
            })
            .collect()
    }

    fn line(&self, class: usize, functions: &[Function]) -> Line {
        Line {
            class,
            function: functions[0],
            size: functions.len(),
            drawn: self.count(0, functions),
            network: self.count(1, functions),
        }
    }

    pub(super) fn count(&self, place: usize, functions: &[Function]) -> Count {
        let census = self.tracks.census(place);
        let count = functions.iter().map(|&function| census.count(function)).sum();
        Count { count, total: census.tried() }
    }

    fn verdict(&self, writer: &Writer<'_>, catalogue: &Catalogue) -> String {
        let total = self.tracks.census(0).tried();
        let classes = catalogue.classes().iter().enumerate();
        let counts: Option<Vec<(u64, f64)>> = if self.setup.gates.perceptron.inputs() == 2 {
            self.lines(catalogue).iter().map(|line| Some((line.drawn.count, writer.exact(line)?))).collect()
        } else {
            classes
                .map(|(number, class)| {
                    let line = self.line(number, &class.members);
                    Some((line.drawn.count, writer.exact(&line)? * line.size as f64))
                })
                .collect()
        };
        let Some(counts) = counts else {
            return "The bias scale is no decimal fraction of few digits, so the draws have no exact value to be held against.".to_owned();
        };
        let (drawn, rounding) = (impossible(&counts), rounding(self.setup.gates.perceptron));
        if by_rounding(drawn, total, rounding) < FAULT {
            return format!(
                "{} of {} draws gave functions that no perceptron computes, more than rounding can explain: this is a fault of the program.",
                count(drawn),
                count(total)
            );
        }
        match test(&counts, total) {
            None => "Too few perceptrons have been drawn to test the volumes.".to_owned(),
            Some(test) => verdict(test, total),
        }
    }
}

fn verdict(test: Test, total: u64) -> String {
    format!(
        "{} against the computed volumes: \u{3c7}\u{b2} = {} at {} of freedom, {}; the largest |z| is {}.",
        number_of(total, "drawn perceptron"),
        decimal(test.chi_square, 3),
        number_of(test.freedom as u64, "degree"),
        p_value(test.p),
        decimal(test.largest, 2)
    )
}

fn caption(gates: &Gates, catalogue: &Catalogue) -> String {
    let perceptron = gates.perceptron;
    let all = catalogue.volumes.classes().iter().filter(|class| class.is_separable()).count();
    format!(
        "A perceptron of {} inputs {} computes {} of the {} functions; up to symmetry they are {all}.",
        perceptron.inputs(),
        if perceptron.has_bias() { "with a bias" } else { "without a bias" },
        count(catalogue.threshold_functions() as u64),
        count(1 << perceptron.rows()),
    )
}
