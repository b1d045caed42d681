//! What one try of a method is.

/// What a method does again and again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tries {
    /// Draws from the prior: the share of them that is kept is P(S).
    Draws,
    /// Runs, each of some epochs, which may end unfit, lose their fit or diverge.
    Runs,
    /// Clusters: draws that belong together, with a weight, independent of the other clusters.
    Clusters,
}
