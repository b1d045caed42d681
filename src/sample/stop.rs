//! When a method has counted what is wanted of it.

/// When a method ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// After so many tries, rounded up to whole chunks.
    Tries(u64),
    /// At the end of the chunk in which so many tries have been kept, or so many made.
    Kept {
        /// Kept tries wanted.
        kept: u64,
        /// Tries after which it gives up.
        most: u64,
    },
}

impl Stop {
    /// The most tries that are made, but for the rest of a chunk.
    pub(crate) fn most(self) -> u64 {
        match self {
            Self::Tries(most) | Self::Kept { most, .. } => most,
        }
    }

    /// Whether a run that goes on to this one, instead of to `before`, would have to take counts back.
    pub(crate) fn is_smaller(self, before: Self) -> bool {
        match (self, before) {
            (Self::Tries(now), Self::Tries(before)) => now < before,
            (Self::Kept { kept, most }, Self::Kept { kept: kept_before, most: most_before }) => {
                kept < kept_before || most < most_before
            }
            _ => true,
        }
    }
}
