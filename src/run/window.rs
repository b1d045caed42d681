//! The chunks of one method that have been handed out: each is taken once, and in order.

use crate::sample::ChunkCounts;
use std::collections::VecDeque;

/// How far chunks may be handed out ahead of the first one that is still missing: bounds what waits.
const MOST_AHEAD: u64 = 256;

/// What has become of a chunk that was handed out.
enum Chunk {
    Out,
    /// Given back undone.
    Returned,
    /// Back, but waiting for an earlier one.
    Waiting(Box<ChunkCounts>),
}

/// What has become of every chunk since the first one that has not been taken.
#[derive(Default)]
pub(super) struct Window {
    first: u64,
    chunks: VecDeque<Chunk>,
}

impl Window {
    /// Nothing is handed out, and the next chunk is `first`.
    pub(super) fn from(first: u64) -> Self {
        Self { first, chunks: VecDeque::new() }
    }

    /// The first chunk that has not been taken.
    pub(super) fn first(&self) -> u64 {
        self.first
    }

    /// How many chunks are being done.
    pub(super) fn outstanding(&self) -> u64 {
        self.chunks.iter().filter(|chunk| matches!(chunk, Chunk::Out)).count() as u64
    }

    /// The next chunk to do, of those before `end`, if any can be handed out now.
    pub(super) fn hand_out(&mut self, end: u64) -> Option<u64> {
        if let Some(place) = self.chunks.iter().position(|chunk| matches!(chunk, Chunk::Returned)) {
            self.chunks[place] = Chunk::Out;
            return Some(self.first + place as u64);
        }
        let next = self.first + self.chunks.len() as u64;
        if next >= end.min(self.first + MOST_AHEAD) {
            return None;
        }
        self.chunks.push_back(Chunk::Out);
        Some(next)
    }

    /// Keeps a finished chunk until its turn; false of one that is already here, or that was never handed out.
    pub(super) fn accept(&mut self, delta: ChunkCounts) -> bool {
        match self.handed_out(delta.chunk) {
            Some(chunk @ (Chunk::Out | Chunk::Returned)) => {
                *chunk = Chunk::Waiting(Box::new(delta));
                true
            }
            _ => false,
        }
    }

    /// Takes back a chunk that will not be done by whoever had it.
    pub(super) fn give_back(&mut self, chunk: u64) {
        if let Some(chunk @ Chunk::Out) = self.handed_out(chunk) {
            *chunk = Chunk::Returned;
        }
    }

    /// The first chunk, if it is here: the one after it is now the first.
    pub(super) fn take(&mut self) -> Option<Box<ChunkCounts>> {
        match self.chunks.pop_front()? {
            Chunk::Waiting(delta) => {
                self.first += 1;
                Some(delta)
            }
            other => {
                self.chunks.push_front(other);
                None
            }
        }
    }

    /// Forgets what has been handed out; it will be anew.
    pub(super) fn clear(&mut self) {
        self.chunks.clear();
    }

    fn handed_out(&mut self, chunk: u64) -> Option<&mut Chunk> {
        let place = usize::try_from(chunk.checked_sub(self.first)?).ok()?;
        self.chunks.get_mut(place)
    }
}

#[cfg(test)]
mod tests {
    use super::super::track::tests::delta;
    use super::*;
    use crate::method::MethodId;

    #[test]
    fn a_chunk_given_back_is_handed_out_again() {
        let mut window = Window::default();
        assert_eq!((window.hand_out(3), window.hand_out(3)), (Some(0), Some(1)));
        window.give_back(0);
        window.give_back(7);
        assert_eq!(window.outstanding(), 1);
        assert_eq!((window.hand_out(3), window.hand_out(3), window.hand_out(3)), (Some(0), Some(2), None));
        assert!(window.accept(delta(MethodId::SGD, 0)));
        window.give_back(0);
        assert_eq!(window.hand_out(3), None);
    }

    #[test]
    fn chunks_are_taken_in_order_and_once() {
        let mut window = Window::from(5);
        for chunk in 5..8 {
            assert_eq!(window.hand_out(8), Some(chunk));
        }
        let accepted = [7, 5, 5, 7, 4, 8].map(|chunk| window.accept(delta(MethodId::REJECTION, chunk)));
        assert_eq!(accepted, [true, true, false, false, false, false]);
        let mut taken = || window.take().map(|delta| delta.chunk);
        assert_eq!([taken(), taken()], [Some(5), None]);
        assert!(window.accept(delta(MethodId::REJECTION, 6)));
        let mut taken = || window.take().map(|delta| delta.chunk);
        assert_eq!([taken(), taken(), taken()], [Some(6), Some(7), None]);
        assert_eq!((window.first(), window.outstanding()), (8, 0));
    }

    #[test]
    fn what_waits_is_bounded() {
        let mut window = Window::default();
        while window.hand_out(1_000_000).is_some() {}
        assert_eq!(window.outstanding(), MOST_AHEAD);
    }
}
