//! Elliptical slice sampling among the methods of a comparison: its words and its settings.

use super::{CHAINS, ChainSummary, EllipticalSlice, SliceSettings};
use crate::method::{
    ClusterWords, Config, Diagnostics, Figure, Line, Method, MethodWords, Offer, Problem, Row, Sampler,
    Unsupported,
};
use crate::numeric::{Convergence, count, decimal, number_of, percent};
use crate::sample::{ChunkCounts, MethodId, Stop, Tries, WeightedCounts, Weights};
use crate::settings::reader::Reader;
use crate::settings::rows::{extend, restart};
use crate::settings::{Group, Kind, Setting};

/// The method.
pub(crate) struct Chains;

/// The method, as the registry lists it.
pub(crate) static METHOD: Chains = Chains;

const WORDS: MethodWords = MethodWords {
    key: "slice",
    title: "Slice sampling",
    in_text: "slice sampling",
    plural: false,
    symbol: "slice",
    does: "walks through the networks that fit, in many chains",
    family: "Markov chains",
};

const CLUSTERS: ClusterWords = ClusterWords {
    weights: Weights::Relative,
    one: "chain",
    of: "state",
    empty: "gave nothing",
    failed: "found no start, or did not move from it",
};

/// R-hat above this is told as a warning: its square less 1 is about one over the independent draws that half a chain is worth, which are then fewer
/// than ten.
const MOST_R_HAT: f64 = 1.05;

/// How many chains are drawn as lines.
const LINES: usize = 4;

/// How long chains are, and how many.
struct Walk {
    settings: SliceSettings,
    chains: u64,
}

impl Config for Walk {
    fn sampler(&self, problem: &Problem, stream: u64) -> Result<Box<dyn Sampler>, Unsupported> {
        match EllipticalSlice::new(problem, stream, self.settings) {
            Ok(sampler) => Ok(Box::new(sampler)),
            Err(_) => Err(Unsupported("no network fits this training set: P(S) is 0".to_owned())),
        }
    }

    fn stop(&self) -> Stop {
        Stop::Tries(self.chains)
    }
}

impl Sampler for EllipticalSlice {
    fn chunk_len(&self) -> u32 {
        CHAINS
    }

    fn begin(&mut self, chunk: u64) {
        Self::begin(self, chunk);
    }

    fn advance(&mut self, work: u32) -> bool {
        Self::advance(self, work)
    }

    fn take(&mut self) -> ChunkCounts {
        ChunkCounts::of_clusters(Self::take(self).0)
    }
}

impl Method for Chains {
    fn id(&self) -> MethodId {
        MethodId::ELLIPTICAL_SLICE
    }

    fn words(&self) -> &'static MethodWords {
        &WORDS
    }

    fn tries(&self) -> Tries {
        Tries::Clusters
    }

    fn clusters(&self) -> Option<&'static ClusterWords> {
        Some(&CLUSTERS)
    }

    fn diagnose(&self, counts: &WeightedCounts, name: &str) -> Diagnostics {
        ChainSummary::of(counts).map_or_else(Diagnostics::default, |found| diagnostics(&found, name))
    }

    fn group(&self) -> Option<Group> {
        let burn_in = restart(
            "burn_in",
            "Burn-in",
            "Moves of every chain before its first state is counted.",
            "200",
            Kind::Integer { min: 0, max: 1_000_000 },
        );
        let states = restart(
            "states",
            "States a chain",
            "How many states of every chain are counted.",
            "200",
            Kind::Integer { min: 1, max: 100_000 },
        );
        let thin = restart(
            "thin",
            "Moves a state",
            "How many moves lie between two states that are counted.",
            "5",
            Kind::Integer { min: 1, max: 10_000 },
        );
        let settings = [burn_in, states, thin].map(Setting::of_each_method).into();
        Some(Group { id: "slice", label: "Slice sampling", settings })
    }

    fn budget(&self) -> Vec<Setting> {
        let chains = extend(
            "chains",
            "Chains",
            "How many chains walk, each from a start of its own; rounded up to whole chunks of eight.",
            "64",
            Kind::Integer { min: 1, max: 1_000_000 },
        );
        vec![chains.of_each_method()]
    }

    fn offers(&self) -> Vec<Offer> {
        vec![Offer {
            label: "Elliptical slice sampling (Markov chains)",
            sentence: "Walks through the networks that fit, all parameters at once, in many chains: draws of P_B(f|S) where rejection finds none.",
            own: &[],
        }]
    }

    fn read(&self, reader: &mut Reader, _: &Problem) -> Box<dyn Config> {
        let settings = SliceSettings {
            burn_in: reader.integer("burn_in") as u32,
            states: reader.integer("states") as u32,
            thin: reader.integer("thin") as u32,
        };
        Box::new(Walk { settings, chains: reader.integer("chains") })
    }
}

fn diagnostics(found: &ChainSummary, name: &str) -> Diagnostics {
    let mut rows = vec![
        Row { label: "Starts", value: starts(found) },
        Row { label: "R-hat of test errors", value: agreement(&found.test_errors, found.traces.len()) },
        Row { label: "R-hat of being at the target", value: agreement(&found.target, found.traces.len()) },
    ];
    if found.never_moved > 0 {
        rows.push(Row { label: "Not moving", value: number_of(found.never_moved, "chain") });
    }
    if let Some(time) = found.autocorrelation_time {
        let value = format!("{} states, of the number of test errors", decimal(time, 3));
        rows.push(Row { label: "Autocorrelation time", value });
    }
    if found.gave_up > 0.0 {
        rows.push(Row { label: "Moves given up", value: percent(found.gave_up, 2) });
    }
    Diagnostics { rows, figures: traces(found), distrust: distrust(found, name) }
}

fn starts(found: &ChainSummary) -> String {
    // What stands in a file may contradict itself.
    let approximate = found.chains.saturating_sub(found.exact_starts);
    let exact = format!("{} at exact draws", count(found.exact_starts));
    let parts = [(approximate, "at particles of splitting"), (found.without_start, "found none")];
    let told = parts
        .into_iter()
        .filter(|&(number, _)| number > 0)
        .map(|(number, what)| format!(", {} {what}", count(number)));
    told.fold(exact, |all, part| all + &part)
}

fn agreement(found: &Convergence, chains: usize) -> String {
    match *found {
        Convergence::TooFew => "too few chains or states to say".to_owned(),
        Convergence::Constant => "all states are alike".to_owned(),
        Convergence::NotMoving => "not moving".to_owned(),
        Convergence::Measured { r_hat, effective_draws } => format!(
            "{} ({} worth {} draws)",
            if r_hat.is_finite() { decimal(r_hat, 3) } else { "infinite".to_owned() },
            number_of(chains as u64, "chain"),
            decimal(effective_draws, 2)
        ),
    }
}

/// Chains that all begin at exact draws are right on average however badly they mix, and the spread between them says how far; others must forget their
/// starts first.
fn distrust(found: &ChainSummary, name: &str) -> Option<String> {
    if found.exact_starts == found.chains {
        return None;
    }
    let worst = [&found.test_errors, &found.target].into_iter().map(|found| match *found {
        Convergence::NotMoving => f64::INFINITY,
        Convergence::Measured { r_hat, .. } => r_hat,
        Convergence::TooFew | Convergence::Constant => 1.0,
    });
    let worst = worst.fold(1.0, f64::max);
    let how = match worst {
        _ if found.never_moved == found.chains || worst.is_infinite() => "do not move".to_owned(),
        r_hat if r_hat > MOST_R_HAT => {
            format!("disagree (R-hat {}, more than {MOST_R_HAT})", decimal(r_hat, 3))
        }
        _ => return None,
    };
    Some(format!(
        "the chains of {name} {how}, and some of them began at draws that are only nearly of P_B(f|S), so its intervals are not to be trusted; more moves a state will help"
    ))
}

/// The courses of a few chains.
fn traces(found: &ChainSummary) -> Vec<Figure> {
    let line = |(place, trace): (usize, &Vec<f64>)| Line {
        label: format!("chain {}", place + 1),
        points: trace.iter().enumerate().map(|(state, &errors)| [state as f64, errors]).collect(),
    };
    let lines: Vec<Line> = found.traces.iter().take(LINES).enumerate().map(line).collect();
    let figure = Figure {
        title: "Test errors along the first chains".to_owned(),
        across: "state".to_owned(),
        upwards: "wrong test inputs".to_owned(),
        logarithmic: false,
        place: 0,
        lines,
    };
    if figure.lines.iter().all(|line| line.points.len() < 2) { Vec::new() } else { vec![figure] }
}
