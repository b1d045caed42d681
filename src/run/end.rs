//! Why a method counts no further.

/// Why a method has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It has counted what was wanted.
    Budget,
    /// Dice have reached the limit of draws.
    GaveUp,
    /// It can't run with these settings.
    CannotRun,
    /// No network of the prior fits the training set.
    Impossible,
    /// It was counted by other random streams than this program's, and is shown as it was saved.
    AsSaved,
}

impl End {
    /// Whether a larger budget changes nothing about it.
    pub(super) fn is_final(self) -> bool {
        matches!(self, Self::CannotRun | Self::Impossible | Self::AsSaved)
    }
}
