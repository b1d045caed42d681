//! What streams are for.

/// The purpose of a stream. Streams of two purposes never share a start, whatever seed and index they have; what is
/// not told apart here is one purpose. Every stream that begins with the seed of a link is named here, but for tasks,
/// whose few throws have their own generator (`task/choose.rs`).
///
/// The numbers are part of what a seed means: they are never changed, and never given to another purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u64)]
pub enum Domain {
    /// Draws from the prior, by chunk: dice of the comparison, networks of the landscape, the gates' perceptron.
    Draws = 0,
    /// Training runs, by run: initialisation, then the order of the training points. The map's paths are the first
    /// runs of the comparison.
    Runs = 1 << 32 | 1,
    /// Planes of the map: 0 is for their directions, 1 for the network that they pass through.
    Planes = 2,
    /// Draws of the gates' network, by chunk.
    GatesNetwork = 3,
}

impl Domain {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Draws, Self::Runs, Self::Planes, Self::GatesNetwork];
}
