//! Rejection sampling among the methods of a comparison: its words and its settings.

use super::conditioned;
use crate::method::{Config, Method, MethodWords, Problem, Sampler, Unsupported};
use crate::sample::{MethodId, Stop, Tries};
use crate::settings::reader::Reader;
use crate::settings::rows::extend;
use crate::settings::{Group, Kind, Setting};

/// Dice.
pub(crate) struct Dice;

const WORDS: MethodWords = MethodWords {
    key: "dice",
    title: "Dice",
    in_text: "dice",
    plural: true,
    symbol: "B",
    does: "draw all weights, keep what fits",
    family: "Random draws",
};

/// How long dice draw.
struct Draws {
    kept: u64,
    most: u64,
}

impl Config for Draws {
    fn sampler(&self, problem: &Problem, stream: u64) -> Result<Box<dyn Sampler>, Unsupported> {
        Ok(conditioned(problem, stream))
    }

    fn stop(&self) -> Stop {
        Stop::Kept { kept: self.kept, most: self.most }
    }
}

impl Method for Dice {
    fn id(&self) -> MethodId {
        MethodId::REJECTION
    }

    fn words(&self) -> &'static MethodWords {
        &WORDS
    }

    fn tries(&self) -> Tries {
        Tries::Draws
    }

    fn group(&self) -> Option<Group> {
        None
    }

    fn budget(&self) -> Vec<Setting> {
        let kept = extend(
            "kept",
            "Networks to keep",
            "Dice stop at the end of the chunk in which so many draws have fitted.",
            "100000",
            Kind::Integer { min: 1, max: 100_000_000 },
        );
        let draws = extend(
            "draws",
            "Limit of draws",
            "Dice give up at the end of the chunk in which so many networks have been drawn.",
            "1000000000",
            Kind::Integer { min: 1, max: 1_000_000_000_000 },
        );
        [kept, draws].map(Setting::of_each_method).into()
    }

    #[cfg(feature = "atlas")]
    fn offers(&self) -> Vec<crate::method::Offer> {
        vec![crate::method::Offer {
            label: "Dice (rejection sampling)",
            sentence: "Draws all parameters from the prior, and keeps the draw if it fits: exact draws of P_B(f|S).",
            own: &[],
        }]
    }

    fn read(&self, reader: &mut Reader, _: &Problem) -> Box<dyn Config> {
        Box::new(Draws { kept: reader.integer("kept"), most: reader.integer("draws") })
    }
}
