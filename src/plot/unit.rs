//! What the counts of a method are.

use crate::numeric::number_of;
use serde::{Deserialize, Serialize};

/// What a method's shares are shares of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub enum Unit {
    /// Training runs that end fit.
    #[default]
    Run,
    /// Random networks that fit, each counted once.
    Draw,
    /// The weight of random networks that fit; its total is told in effective draws.
    Weight,
}

impl Unit {
    /// The unit of a name, as JavaScript has it.
    #[cfg(target_arch = "wasm32")]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "run" => Some(Self::Run),
            "draw" => Some(Self::Draw),
            "weight" => Some(Self::Weight),
            _ => None,
        }
    }

    /// One of what is wanted more of: "kept draw", "training run", "effective draw".
    pub fn noun(self) -> &'static str {
        match self {
            Self::Run => "training run",
            Self::Draw => "kept draw",
            Self::Weight => "effective draw",
        }
    }

    /// "10,000 runs", "10,004 draws kept", or "880 effective draws".
    pub fn counted(self, total: u64) -> String {
        match self {
            Self::Run => number_of(total, "run"),
            Self::Draw => format!("{} kept", number_of(total, "draw")),
            Self::Weight => number_of(total, "effective draw"),
        }
    }

    /// What shares of several methods are shares of.
    pub(super) fn total(self) -> &'static str {
        match self {
            Self::Run => "training runs",
            Self::Draw => "kept draws",
            Self::Weight => "the weight of draws",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Unit::{Draw, Run, Weight};

    #[test]
    fn counts_say_what_they_are() {
        let counted = [Draw.counted(1), Run.counted(10_000), Weight.counted(880)];
        assert_eq!(counted, ["1 draw kept", "10,000 runs", "880 effective draws"]);
    }
}
