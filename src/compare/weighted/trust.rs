//! Whether intervals of weighted samples may be trusted.

/// A cluster that has more than this share of all weight decides too much alone.
pub const MOST_SHARE: f64 = 0.1;

/// Whether the weights of a sample are such that intervals cover what they say.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Trust {
    /// Nothing speaks against it: independent draws of one weight, or weights that neither warning below fits.
    Sound,
    /// There is no weight at all.
    Nothing,
    /// One cluster has more than [`MOST_SHARE`] of all weight: intervals rest on a few clusters.
    Dominated {
        /// The share of the largest cluster.
        share: f64,
    },
    /// The largest weights fall so slowly that larger ones are still to come, and nothing seen says how large (Vehtari et al. 2015, 2024).
    HeavyTail {
        /// The shape of their tail.
        shape: f64,
        /// The most at which means of so many weights can be trusted.
        limit: f64,
    },
}

impl Trust {
    /// Whether it is [`Trust::Sound`].
    pub fn is_sound(self) -> bool {
        self == Self::Sound
    }
}
