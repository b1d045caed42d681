//! What a visitor has chosen to see.

/// Which figure is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Figure {
    /// P against rank.
    Rank,
    /// P against complexity.
    Complexity,
    /// The number of ones.
    Ones,
    /// The distribution of complexity.
    Distribution,
}

impl Figure {
    /// As in the link; P against rank unless it is another one.
    pub(super) fn from_key(key: &str) -> Self {
        match key {
            "complexity" => Self::Complexity,
            "ones" => Self::Ones,
            "distribution" => Self::Distribution,
            _ => Self::Rank,
        }
    }
}

/// How the table of all measures is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeasureOrder {
    /// As the measures are listed everywhere.
    Listed,
    /// By the strength of the rank correlation, the strongest first.
    Overall,
    /// By its strength among functions with equally many ones.
    Within,
}

impl MeasureOrder {
    /// As in the link; as listed unless it is another one.
    pub(super) fn from_key(key: &str) -> Self {
        match key {
            "overall" => Self::Overall,
            "within" => Self::Within,
            _ => Self::Listed,
        }
    }
}
