//! A landscape put away and taken up again: every number is checked before it is believed.

use super::ledger::Ledger;
use super::saved::{Expected, SavedClusters, SavedLandscape};
use super::tally::Tally;
use crate::export::{Mark, Packer, RestoreError, Unpacker};
use crate::run::{Origin, fingerprint_start};
use crate::sample::{SavedSparseCounts, checksum};
use crate::task::Function;

impl Ledger {
    /// The landscape of a link with everything that it has counted. It goes on with the next chunks, if its budget
    /// is not used up.
    ///
    /// # Errors
    /// If no run with these settings ever holds such counts, as far as can be told without repeating it.
    pub fn restore(origin: &Origin, saved: &SavedLandscape) -> Result<Self, RestoreError> {
        let mut ledger = Self::with_memory(&origin.link, saved.registry.most);
        RestoreError::notices(&ledger.setup().notices)?;
        let expected = Expected {
            n: ledger.landscape().n(),
            chunk_len: origin.if_elsewhere().is_none().then(|| ledger.chunk_len()),
            last_layers: ledger.landscape().last_layers,
            classes: ledger.landscape().classes,
        };
        let tally = Tally::restore(saved, &expected)?;
        ledger.resume(tally, origin).map_err(|error| RestoreError::Resume("networks".to_owned(), error))?;
        Ok(ledger)
    }

    /// Settings and counts in 32-bit words, for transfer between workers.
    pub fn pack(&self) -> Vec<u32> {
        let mut packer = Packer::begin(Mark::Landscape, &self.origin());
        let SavedLandscape { drawn, registry, ones, named, sample, examples, clusters } = self.tally().save();
        for number in [drawn, registry.most as u64, registry.beyond, registry.complete] {
            packer.number(number);
        }
        packer.counts(&registry.repeated);
        packer.numbers(&registry.once);
        if self.landscape().classes.is_some() {
            let sizes = registry.once_by_size.iter();
            packer.numbers(&sizes.flat_map(|&(size, number)| [u64::from(size), number]).collect::<Vec<_>>());
        }
        packer.numbers(&ones);
        packer.numbers(&named);
        packer.counts(&sample);
        packer.counts(&examples.into_iter().map(|function| (function, 1)).collect::<Vec<_>>());
        packer.number(u64::from(clusters.is_some()));
        let SavedClusters { functions, ones, constant, total } = clusters.unwrap_or_default();
        packer.counts(&functions);
        packer.numbers(&ones);
        packer.number(constant);
        packer.number(total);
        packer.finish()
    }

    /// The run that [`Ledger::pack`] packed.
    ///
    /// # Errors
    /// As [`Ledger::restore`], and if the words are none of these.
    pub fn unpack(words: &[u32]) -> Result<Self, RestoreError> {
        let (origin, unpacker) = Unpacker::begin(Mark::Landscape, words)?;
        let landscape = Self::new(&origin.link).landscape().clone();
        let saved = unpacker.all(|words| saved(words, 1 << landscape.n(), landscape.classes.is_some()))?;
        Self::restore(&origin, &saved)
    }

    /// A hash of everything counted, that too which the fingerprint leaves out because it follows from the draws.
    pub(super) fn check(&self) -> String {
        let words = self.pack();
        let counts = &checksum::open(&words).unwrap_or_default()[Packer::settings(&self.origin())..];
        let bytes = counts.iter().flat_map(|word| word.to_le_bytes());
        let hash = bytes.fold(fingerprint_start(""), |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        format!("{hash:016x}")
    }
}

fn saved(words: &mut Unpacker<'_>, inputs: usize, by_classes: bool) -> Option<SavedLandscape> {
    let mut numbers = [0; 4];
    for number in &mut numbers {
        *number = words.number()?;
    }
    let [drawn, most, beyond, complete] = numbers;
    let (repeated, once) = (words.counts(inputs)?, words.numbers()?);
    let once_by_size = if by_classes {
        let numbers = words.numbers()?;
        let (pairs, []) = numbers.as_chunks::<2>() else { return None };
        pairs
            .iter()
            .map(|&[size, number]| Some((u32::try_from(size).ok()?, number)))
            .collect::<Option<_>>()?
    } else {
        of_functions(once.len())
    };
    let registry = SavedSparseCounts {
        most: usize::try_from(most).ok()?,
        beyond,
        complete,
        repeated,
        once,
        once_by_size,
    };
    let (ones, named, sample) = (words.numbers()?, words.numbers()?, words.counts(inputs)?);
    let examples: Option<Vec<Function>> =
        words.counts(inputs)?.into_iter().map(|(function, one)| (one == 1).then_some(function)).collect();
    let come_in_clusters = words.number()?;
    let clusters = SavedClusters {
        functions: words.counts(inputs)?,
        ones: words.numbers()?,
        constant: words.number()?,
        total: words.number()?,
    };
    let clusters = match come_in_clusters {
        1 => Some(clusters),
        0 if clusters == SavedClusters::default() => None,
        _ => return None,
    };
    Some(SavedLandscape { drawn, registry, ones, named, sample, examples: examples?, clusters })
}

/// How many of so many functions found once have so many members: all of them one.
pub(super) fn of_functions(once: usize) -> Vec<(u32, u64)> {
    [(1, once as u64)].into_iter().filter(|&(_, number)| number > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::checksum;

    const LINK: &str = "v=2&experiment=landscape&n=5&hidden=10&draws=300000&seed=4";

    fn run(link: &str) -> Ledger {
        let mut ledger = Ledger::new(link);
        ledger.run();
        ledger
    }

    #[test]
    fn a_packed_run_goes_on_to_what_an_uninterrupted_one_counts() {
        for more in ["", "&last_layers=8", "&n=7&hidden=30,30", "&classes=on", "&classes=on&last_layers=8"] {
            let link = format!("{LINK}{more}");
            let mut long = run(&link);
            let short = run(&link.replace("draws=300000", "draws=40000"));
            let mut continued = Ledger::unpack(&short.pack()).unwrap();
            assert_eq!(continued.pack(), short.pack());
            assert!(continued.has_ended());
            continued.extend(&link);
            assert!(!continued.has_ended());
            // What is computed from the counts of the way is kept.
            continued.analysis();
            continued.run();
            assert_eq!(continued.pack(), long.pack(), "{more}");
            assert_eq!(continued.fingerprint(), long.fingerprint());
            assert_eq!(continued.analysis(), long.analysis());
        }
    }

    #[test]
    fn a_full_memory_stays_what_it_was() {
        let with_little = |link: &str| {
            let mut ledger = Ledger::with_memory(link, 2000);
            ledger.run();
            ledger
        };
        let long = with_little(LINK);
        assert!(long.registry().beyond() > 0);
        let short = with_little(&LINK.replace("300000", "40000"));
        let mut continued = Ledger::unpack(&short.pack()).unwrap();
        continued.extend(LINK);
        continued.run();
        assert_eq!(continued.pack(), long.pack());
    }

    #[test]
    fn an_empty_run_is_restored() {
        for link in ["v=2&experiment=landscape", "v=2&experiment=landscape&last_layers=4"] {
            let ledger = Ledger::new(link);
            assert_eq!(Ledger::unpack(&ledger.pack()).unwrap().fingerprint(), ledger.fingerprint());
        }
    }

    #[test]
    fn every_damaged_word_is_refused_or_read_as_it_stands() {
        let words = run("v=2&experiment=landscape&n=2&hidden=2&draws=4000&last_layers=4").pack();
        let bare = checksum::open(&words).unwrap();
        let mut refused = 0;
        for place in 0..bare.len() {
            for change in [1, 1 << 31, u32::MAX] {
                let mut damaged = words.clone();
                damaged[place] = damaged[place].wrapping_add(change);
                assert_eq!(Ledger::unpack(&damaged).err(), Some(RestoreError::Damaged), "word {place}");
                // The same damage from before the checksum was made.
                damaged.truncate(bare.len());
                checksum::seal(&mut damaged);
                match Ledger::unpack(&damaged) {
                    // The length of the settings' text, and what is behind it to the next whole word: letters that
                    // nobody sees are not read.
                    Ok(ledger) if place == 2 || place == 18 => assert_eq!(ledger.pack(), words),
                    Ok(ledger) => assert_eq!(ledger.pack(), damaged, "{place}"),
                    Err(_) => refused += 1,
                }
            }
            assert!(Ledger::unpack(&words[..place]).is_err());
        }
        assert!(refused > 2 * bare.len(), "{refused} of {}", bare.len());
    }
}
