//! By which method functions were found.

/// Which way of finding functions: a number in what travels between workers and in fingerprints, so once given it never
/// changes, and is never a place in a list. Its random streams are those of [`crate::random::Domain::Method`] with it, or have names of their own there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MethodId(u32);

impl MethodId {
    /// Draws from the prior, of which those that fit are kept.
    pub const REJECTION: Self = Self(0);
    /// Training by gradients.
    pub const SGD: Self = Self(1);
    /// Many last layers on every draw of the layers before.
    pub const LAST_LAYERS: Self = Self(2);
    /// Last layers given features.
    pub const FEATURES: Self = Self(5);
    /// Infinitely wide networks.
    pub const INFINITE: Self = Self(6);
    /// Chains by elliptical slice sampling.
    pub const ELLIPTICAL_SLICE: Self = Self(8);
    /// Runs by splitting.
    pub const SPLITTING: Self = Self(9);

    /// The number.
    pub const fn number(self) -> u32 {
        self.0
    }

    /// The method with this number, whether there is one or not.
    pub(crate) const fn numbered(number: u32) -> Self {
        Self(number)
    }
}
