//! By which method functions were found.

/// The two ways to find functions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// Draw parameters from the prior until they fit: rejection sampling.
    Dice,
    /// Train from the prior until the network fits.
    Descent,
}
