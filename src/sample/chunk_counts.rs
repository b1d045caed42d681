//! What one chunk found: the census delta that travels from a worker to the ledger.

use super::{ChunkClusters, Classes, Clusters};
use crate::sample::{MethodId, checksum};
use crate::task::Function;
use std::fmt;

/// The counts of one chunk. Every draw or run is in exactly one of `counts`, `unfit`, `lost`, `diverged`.
#[derive(Clone, Debug, PartialEq)]
pub struct ChunkCounts {
    /// Which method.
    pub method: MethodId,
    /// Which chunk of the run.
    pub chunk: u64,
    /// The number of inputs of the functions.
    pub inputs: usize,
    /// Draws made or training runs started.
    pub tried: u64,
    /// Those that did not fit: draws thrown away, or runs that reached the limit of epochs.
    pub unfit: u64,
    /// Runs that fitted once but no longer did after the extra epochs (0 for dice).
    pub lost: u64,
    /// Runs stopped because a parameter, output or loss was no longer finite.
    pub diverged: u64,
    /// Epochs of all runs that fitted, added up (0 for dice).
    pub epochs: u64,
    /// Runs that already fitted before their first step (0 for dice).
    pub fitted_at_start: u64,
    /// The functions found that fit, ascending by bits, each with how often (at least once); if they are counted by
    /// classes, the representatives of these.
    pub counts: Vec<(Function, u32)>,
    /// What else is counted, if functions are counted by classes.
    pub classes: Option<Classes>,
    /// What the clusters have in common, if the draws are not all independent.
    pub clusters: Option<Clusters>,
    /// The clusters themselves, if they have weights: then these are what is tried, those that gave nothing are unfit, those
    /// that failed diverged, and no function is counted by itself.
    pub weighted: Option<Box<ChunkClusters>>,
}

/// Why a packed delta could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChunkCountsError;

impl fmt::Display for ChunkCountsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the counts of a chunk arrived damaged; the chunk must be done again")
    }
}

impl std::error::Error for ChunkCountsError {}

const HEADER_WORDS: usize = 19;
const ENTRY_WORDS: usize = 5;

impl ChunkCounts {
    /// What a chunk of `tried` draws gave: `counts` of the functions that fit.
    pub(crate) fn of_draws(chunk: u64, inputs: usize, tried: u64, counts: Vec<(Function, u32)>) -> Self {
        let mut delta = Self {
            method: MethodId::REJECTION,
            chunk,
            inputs,
            tried,
            unfit: 0,
            lost: 0,
            diverged: 0,
            epochs: 0,
            fitted_at_start: 0,
            counts,
            classes: None,
            clusters: None,
            weighted: None,
        };
        delta.unfit = tried - delta.counts.iter().map(|&(_, count)| u64::from(count)).sum::<u64>();
        delta
    }

    /// What a chunk of clusters with weights gave: what samplers of such methods yield.
    pub fn of_clusters(clusters: ChunkClusters) -> Self {
        let (empty, failed) = (clusters.empty(), clusters.failed());
        Self {
            method: MethodId::numbered(clusters.method()),
            chunk: clusters.chunk(),
            inputs: clusters.inputs(),
            tried: clusters.clusters().count() as u64 + empty + failed,
            unfit: empty,
            lost: 0,
            diverged: failed,
            epochs: 0,
            fitted_at_start: 0,
            counts: Vec::new(),
            classes: None,
            clusters: None,
            weighted: Some(Box::new(clusters)),
        }
    }

    /// How many draws or runs ended in a function that fits, or how many clusters gave something.
    pub fn kept(&self) -> u64 {
        self.tried - self.unfit - self.lost - self.diverged
    }

    /// Packs the delta into 32-bit words, for transfer between workers. Their checksum stands at the end.
    pub fn pack(&self) -> Vec<u32> {
        if let Some(clusters) = &self.weighted {
            return clusters.pack();
        }
        let mut words = Vec::with_capacity(HEADER_WORDS + ENTRY_WORDS * self.counts.len());
        words.extend([self.method.number(), self.inputs as u32]);
        for number in
            [self.chunk, self.tried, self.unfit, self.lost, self.diverged, self.epochs, self.fitted_at_start]
        {
            words.extend([number as u32, (number >> 32) as u32]);
        }
        words.extend([self.counts.len() as u32, self.clusters.as_ref().map_or(0, |clusters| clusters.size)]);
        // One more than the number of first functions; 0 if functions are not counted by classes.
        words.push(self.classes.as_ref().map_or(0, |classes| classes.first.len() as u32 + 1));
        for &(function, count) in &self.counts {
            words.extend((0..4).map(|part| (function.bits() >> (32 * part)) as u32));
            words.push(count);
        }
        if let Some(classes) = &self.classes {
            classes.pack(&mut words);
        }
        if let Some(clusters) = &self.clusters {
            clusters.pack(&mut words);
        }
        checksum::seal(&mut words);
        words
    }

    /// Reads what [`ChunkCounts::pack`] wrote, and checks it: the checksum, counts ascending and positive, functions
    /// within their length, and every draw accounted for.
    pub fn unpack(words: &[u32]) -> Result<Self, ChunkCountsError> {
        let Packed { delta, cluster_size, first, rest } = Packed::open(words)?;
        let (classes, inputs, tried) = (delta.counts.len(), delta.inputs, delta.tried);
        let of_classes = match first {
            0 => Some(0),
            first => Classes::words(classes, inputs, first as usize - 1),
        };
        let (of_classes, of_clusters) =
            of_classes.and_then(|words| rest.split_at_checked(words)).ok_or(ChunkCountsError)?;
        let classes = match first {
            0 => None,
            _ => Some(Classes::unpack(classes, inputs, tried, of_classes).ok_or(ChunkCountsError)?),
        };
        let clusters = match (cluster_size, of_clusters) {
            (0, []) => None,
            (size, words) => Some(Clusters::unpack(size, inputs, tried, words).ok_or(ChunkCountsError)?),
        };
        Ok(Self { classes, clusters, ..delta })
    }

    /// The same of clusters with weights.
    pub fn unpack_weighted(words: &[u32]) -> Result<Self, ChunkCountsError> {
        ChunkClusters::unpack(words).map(Self::of_clusters).map_err(|_| ChunkCountsError)
    }

    /// The same of functions that are counted one by one, in draws that are independent: what is packed of classes or
    /// clusters is damaged.
    pub fn unpack_independent(words: &[u32]) -> Result<Self, ChunkCountsError> {
        match Packed::open(words)? {
            Packed { delta, cluster_size: 0, first: 0, rest: [] } => Ok(delta),
            _ => Err(ChunkCountsError),
        }
    }
}

/// A packed delta of which classes and clusters have not been read yet.
struct Packed<'a> {
    delta: ChunkCounts,
    /// 0 if the draws are independent.
    cluster_size: u32,
    /// One more than the number of first functions; 0 if functions are not counted by classes.
    first: u32,
    /// What is packed of both.
    rest: &'a [u32],
}

impl<'a> Packed<'a> {
    fn open(words: &'a [u32]) -> Result<Self, ChunkCountsError> {
        let words = checksum::open(words).ok_or(ChunkCountsError)?;
        let (header, entries) = words.split_at_checked(HEADER_WORDS).ok_or(ChunkCountsError)?;
        let method = MethodId::numbered(header[0]);
        let inputs = header[1] as usize;
        if !(1..=Function::MAX_LEN).contains(&inputs) {
            return Err(ChunkCountsError);
        }
        let own = (header[16] as usize).checked_mul(ENTRY_WORDS).ok_or(ChunkCountsError)?;
        let (entries, rest) = entries.split_at_checked(own).ok_or(ChunkCountsError)?;
        let number = |index: usize| u64::from(header[2 + 2 * index]) | u64::from(header[3 + 2 * index]) << 32;
        let beyond = !Function::new(u128::MAX, inputs).bits();
        let mut counts: Vec<(Function, u32)> = Vec::with_capacity(entries.len() / ENTRY_WORDS);
        let mut least = Some(0_u128);
        let mut kept = 0_u64;
        for entry in entries.as_chunks::<ENTRY_WORDS>().0 {
            let half = |at: usize| u64::from(entry[at]) | u64::from(entry[at + 1]) << 32;
            let bits = u128::from(half(0)) | u128::from(half(2)) << 64;
            let ascending = least.is_some_and(|least| bits >= least);
            if bits & beyond != 0 || entry[4] == 0 || !ascending {
                return Err(ChunkCountsError);
            }
            least = bits.checked_add(1);
            kept += u64::from(entry[4]);
            counts.push((Function::new(bits, inputs), entry[4]));
        }
        let delta = ChunkCounts {
            method,
            chunk: number(0),
            inputs,
            tried: number(1),
            unfit: number(2),
            lost: number(3),
            diverged: number(4),
            epochs: number(5),
            fitted_at_start: number(6),
            counts,
            classes: None,
            clusters: None,
            weighted: None,
        };
        let accounted = [delta.unfit, delta.lost, delta.diverged]
            .into_iter()
            .try_fold(kept, |sum: u64, part| sum.checked_add(part));
        if accounted != Some(delta.tried) {
            return Err(ChunkCountsError);
        }
        Ok(Self { delta, cluster_size: header[17], first: header[18], rest })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> ChunkCounts {
        ChunkCounts {
            method: MethodId::SGD,
            chunk: 1 << 40,
            inputs: 128,
            tried: 10,
            unfit: 1,
            lost: 1,
            diverged: 1,
            epochs: u64::MAX,
            fitted_at_start: 3,
            counts: vec![(Function::new(5, 128), 3), (Function::new(1 << 100, 128), 4)],
            classes: None,
            clusters: None,
            weighted: None,
        }
    }

    #[test]
    fn unpacks_what_it_packs() {
        assert_eq!(ChunkCounts::unpack(&example().pack()), Ok(example()));
        assert_eq!(ChunkCounts::unpack_independent(&example().pack()), Ok(example()));
    }

    #[test]
    fn clusters_travel_with_the_counts() {
        let mut clusters = Clusters::new(2, 128);
        clusters.count(&[Function::new(5, 128); 2], &[Function::new(5, 128); 2]);
        let delta = ChunkCounts { clusters: Some(clusters), ..example() };
        let words = delta.pack();
        assert_eq!(ChunkCounts::unpack(&words), Ok(delta));
        assert_eq!(ChunkCounts::unpack_independent(&words), Err(ChunkCountsError));
        assert_eq!(ChunkCounts::unpack(&words[..words.len() - 1]), Err(ChunkCountsError));
    }

    #[test]
    fn classes_travel_with_the_counts() {
        let function = |bits| Function::new(bits, 4);
        let mut clusters = Clusters::new(2, 4);
        clusters.count(&[function(1), function(1)], &[function(1), function(1)]);
        let classes = Classes {
            sizes: vec![2, 8],
            ones: vec![0, 4, 6, 0, 0],
            first: vec![(function(1), 2), (function(3), 6), (function(8), 2)],
        };
        for (first, clusters) in [(classes.first.clone(), None), (vec![], None), (vec![], Some(clusters))] {
            let delta = ChunkCounts {
                inputs: 4,
                unfit: 0,
                lost: 0,
                diverged: 0,
                counts: vec![(function(1), 4), (function(3), 6)],
                classes: Some(Classes { first, ..classes.clone() }),
                clusters,
                ..example()
            };
            let words = delta.pack();
            assert_eq!(ChunkCounts::unpack(&words), Ok(delta));
            assert_eq!(ChunkCounts::unpack_independent(&words), Err(ChunkCountsError));
            assert_eq!(ChunkCounts::unpack(&words[..words.len() - 1]), Err(ChunkCountsError));
        }
    }

    #[test]
    fn every_altered_word_is_noticed() {
        let mut clusters = Clusters::new(2, 128);
        clusters.count(&[Function::new(5, 128); 2], &[Function::new(5, 128); 2]);
        let words = ChunkCounts { clusters: Some(clusters), ..example() }.pack();
        for place in 0..words.len() {
            for altered in
                [words[place].wrapping_add(1), words[place].wrapping_sub(1), words[place] ^ 1 << 31]
            {
                let mut damaged = words.clone();
                damaged[place] = altered;
                assert_eq!(ChunkCounts::unpack(&damaged), Err(ChunkCountsError), "word {place} = {altered}");
                assert_eq!(
                    ChunkCounts::unpack_independent(&damaged),
                    Err(ChunkCountsError),
                    "word {place} = {altered}"
                );
            }
        }
    }

    #[test]
    fn damaged_words_are_refused() {
        let words = example().pack();
        assert_eq!(ChunkCounts::unpack(&words[..words.len() - 1]), Err(ChunkCountsError));
        assert_eq!(ChunkCounts::unpack(&[]), Err(ChunkCountsError));
        // Whoever damages before the checksum is made is noticed by what the numbers say.
        let bare = checksum::open(&words).unwrap();
        let read = |bare: &[u32]| {
            let mut words = bare.to_vec();
            checksum::seal(&mut words);
            ChunkCounts::unpack(&words)
        };
        assert_eq!(read(bare), Ok(example()));
        assert_eq!(read(&bare[..bare.len() - 1]), Err(ChunkCountsError));
        assert_eq!(read(&[]), Err(ChunkCountsError));
        for (place, value) in [
            (1, 0),
            (1, 129),
            (1, 20),
            (4, 11),
            (16, 1),
            (16, 3),
            (17, 1),
            (17, 2),
            (18, 1),
            (18, 2),
            (23, 0),
            (23, 9),
        ] {
            let mut damaged = bare.to_vec();
            damaged[place] = value;
            assert_eq!(read(&damaged), Err(ChunkCountsError), "word {place} = {value}");
        }
    }
}
