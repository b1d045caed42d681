//! What the runs of every experiment share: chunks handed out, merged in order, each once; how fast it goes.

mod counts;
mod end;
pub(crate) mod origin;
mod outlook;
mod pace;
mod resume_error;
#[doc(hidden)]
pub mod self_check;
mod status;
mod track;
mod tracked;
mod tracks;
mod turn;
mod window;
mod words;

use serde::Serialize;

pub(super) use counts::Counts;
pub use end::End;
pub use origin::Origin;
pub(super) use outlook::outlook;
pub(super) use pace::Pace;
pub use resume_error::ResumeError;
pub use status::{Failure, Progress, Status};
pub(super) use track::Track;
pub(crate) use tracked::tracked;
pub(super) use tracks::Tracks;
pub(super) use words::{left_words, rate_words, so_many_of};

/// A chunk to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Assignment {
    /// Of which method, by its place in the run.
    pub method: u32,
    /// Which chunk.
    pub chunk: u64,
}

/// Where the fingerprint of a run starts (64-bit FNV-1a): with the settings that tell it from others.
pub(super) fn fingerprint_start(settings: &str) -> u64 {
    settings.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
