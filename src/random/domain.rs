//! What streams are for.

/// The purpose of a stream. Streams of two purposes never share a start, whatever seed and index they have; what is
/// not told apart here is one purpose. Every stream that begins with the seed of a link is named here, but for tasks,
/// whose few throws have their own generator (`task/choose.rs`).
///
/// The numbers are part of what a seed means: they are never changed, and never given to another purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Domain {
    /// Draws from the prior, by chunk: dice of the comparison, networks of the landscape, the gates' perceptron.
    Draws,
    /// Training runs, by run: initialisation, then the order of the training points. The map's paths are the first
    /// runs of the comparison.
    Runs,
    /// Planes of the map: 0 is for their directions, 1 for the network that they pass through.
    Planes,
    /// Draws of the gates' network, by chunk.
    GatesNetwork,
    /// Elliptical slice sampling, by chunk: exact starts, then the moves.
    EllipticalSlice,
    /// Starts of chains by splitting, by chain and run.
    SliceStarts,
    /// Splitting, by run.
    Splitting,
    /// The pilot run that chooses the levels of splitting.
    SplittingPilot,
    /// A method of a comparison, by its number: for all methods whose streams have no name of their own above. A method with
    /// streams of several kinds tells them apart by the index.
    Method(u32),
}

impl Domain {
    /// All that have a name.
    pub const NAMED: [Self; 8] = [
        Self::Draws,
        Self::Runs,
        Self::Planes,
        Self::GatesNetwork,
        Self::EllipticalSlice,
        Self::SliceStarts,
        Self::Splitting,
        Self::SplittingPilot,
    ];

    /// Its number.
    pub const fn number(self) -> u64 {
        match self {
            Self::Draws => 0,
            Self::Runs => 1 << 32 | 1,
            Self::Planes => 2,
            Self::GatesNetwork => 3,
            Self::EllipticalSlice => 8,
            Self::SliceStarts => 9,
            Self::Splitting => 10,
            Self::SplittingPilot => 11,
            Self::Method(method) => 2 << 32 | method as u64,
        }
    }
}
