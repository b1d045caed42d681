//! Splitting among the methods of a comparison: its words and its settings.

use super::{Splitting, SplittingSettings, SplittingSummary};
use crate::method::{
    ClusterWords, Config, Diagnostics, Figure, Line, Method, MethodWords, Offer, Problem, Row, Sampler,
    Unsupported,
};
use crate::numeric::{count, percent};
use crate::sample::{ChunkCounts, MethodId, Stop, Tries, WeightedCounts, Weights};
use crate::settings::reader::Reader;
use crate::settings::rows::{extend, restart};
use crate::settings::{Group, Kind, Setting};

/// The method.
pub(crate) struct SplittingMethod;

/// The method, as the registry lists it.
pub(crate) static METHOD: SplittingMethod = SplittingMethod;

const WORDS: MethodWords = MethodWords {
    key: "splitting",
    title: "Splitting",
    in_text: "splitting",
    plural: false,
    symbol: "split",
    does: "lets many random networks climb, level by level, to those that fit",
    family: "Markov chains",
};

const CLUSTERS: ClusterWords = ClusterWords {
    weights: Weights::Likelihood,
    one: "run",
    of: "particle",
    empty: "lost all particles",
    failed: "failed",
};

/// How it climbs, and how often.
struct Runs {
    settings: SplittingSettings,
    runs: u64,
}

impl Config for Runs {
    fn sampler(&self, problem: &Problem, stream: u64) -> Result<Box<dyn Sampler>, Unsupported> {
        match Splitting::new(problem, stream, self.settings) {
            Ok(sampler) => Ok(Box::new(sampler)),
            Err(_) => Err(Unsupported("no network fits this training set: P(S) is 0".to_owned())),
        }
    }

    fn stop(&self) -> Stop {
        Stop::Tries(self.runs)
    }
}

impl Sampler for Splitting {
    fn chunk_len(&self) -> u32 {
        1
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

impl Method for SplittingMethod {
    fn id(&self) -> MethodId {
        MethodId::SPLITTING
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
        SplittingSummary::of(counts)
            .map_or_else(Diagnostics::default, |found| diagnostics(&found, counts, name))
    }

    fn group(&self) -> Option<Group> {
        let particles = restart(
            "particles",
            "Particles",
            "How many networks climb side by side in one run.",
            "512",
            Kind::Integer { min: 2, max: 1000 },
        );
        let moves = restart(
            "split_moves",
            "Moves a level",
            "How often every network moves at each level, so that copies come apart.",
            "4",
            Kind::Integer { min: 1, max: 1000 },
        );
        let settings = [particles, moves].map(Setting::of_each_method).into();
        Some(Group { id: "splitting", label: "Splitting", settings })
    }

    fn budget(&self) -> Vec<Setting> {
        let runs = extend(
            "splits",
            "Splitting runs",
            "How many runs climb to the training set, each of them one estimate of P(S).",
            "100",
            Kind::Integer { min: 1, max: 1_000_000 },
        );
        vec![runs.of_each_method()]
    }

    fn offers(&self) -> Vec<Offer> {
        vec![Offer {
            label: "Splitting (subset simulation)",
            sentence: "Lets random networks climb to the training set, level by level: P(S) without bias however small it is, and draws of P_B(f|S).",
            own: &[],
        }]
    }

    fn read(&self, reader: &mut Reader, _: &Problem) -> Box<dyn Config> {
        let (particles, moves) = (reader.integer("particles") as u32, reader.integer("split_moves") as u32);
        let settings = SplittingSettings { particles, moves, ..SplittingSettings::default() };
        Box::new(Runs { settings, runs: reader.integer("splits") })
    }
}

fn diagnostics(found: &SplittingSummary, counts: &WeightedCounts, name: &str) -> Diagnostics {
    let mean = found.shares.iter().sum::<f64>() / found.shares.len().max(1) as f64;
    let mut rows = vec![
        Row {
            label: "Levels",
            value: format!(
                "{}, each reached by {} of the particles on average",
                count(found.shares.len() as u64),
                percent(mean, 2)
            ),
        },
        Row {
            label: "First particles with descendants at the end",
            value: format!("{} of {} (median)", count(found.ancestors), count(found.particles)),
        },
    ];
    if let Some(fit) = counts.marginal_likelihood().filter(|fit| fit.value.is_finite()) {
        rows.push(Row {
            label: "Relative error of P(S)",
            value: format!(
                "{}; {} if moves were perfect",
                percent(fit.relative_error, 2),
                percent(found.least_relative_error(fit.value), 2)
            ),
        });
    }
    if found.gave_up > 0.0 {
        rows.push(Row { label: "Moves given up", value: percent(found.gave_up, 2) });
    }
    rows.push(Row {
        label: "Networks evaluated",
        value: format!(
            "{}, {} of them to find the levels",
            count(found.evaluated.saturating_add(found.pilot_evaluated)),
            count(found.pilot_evaluated)
        ),
    });
    Diagnostics { rows, figures: vec![ladder(found)], distrust: distrust(found, name) }
}

/// Where most runs are lost, or have come to one family, the few that are left decide; the spread of runs does not show it yet.
fn distrust(found: &SplittingSummary, name: &str) -> Option<String> {
    let what = match found {
        _ if found.levels.len() < 2 || found.lost == found.runs => return None,
        _ if found.lost > found.runs / 2 => {
            format!("most runs of {name} lost all their particles on the way")
        }
        _ if found.ancestors <= 1 => {
            format!("all particles of most runs of {name} descend from a single one")
        }
        _ => return None,
    };
    Some(format!(
        "{what}, so its intervals are not to be trusted; more particles or more moves a level will help"
    ))
}

/// The levels, by the share of particles that come so far.
fn ladder(found: &SplittingSummary) -> Figure {
    let line = |label: &str, heights: &mut dyn Iterator<Item = f64>| Line {
        label: label.to_owned(),
        points: found
            .levels
            .iter()
            .zip(heights)
            .filter(|(_, height)| height.is_finite())
            .map(|(&level, height)| [level, height])
            .collect(),
    };
    let mut reached = 0.0;
    let mut climb = found.shares.iter().map(|share| {
        reached += libm::log10(*share);
        reached
    });
    let mut families = found.families.iter().map(|share| libm::log10(*share));
    Figure {
        title: "The ladder of levels".to_owned(),
        across: "level, in deviations of the output (0: fits)".to_owned(),
        upwards: "share".to_owned(),
        logarithmic: true,
        place: 0,
        lines: vec![
            line("of the prior that reaches the level", &mut climb),
            line("of the first particles that have descendants", &mut families),
        ],
    }
}
