//! Counts of gates put away and taken up again: every number is checked before it is believed.

use super::ledger::{DISTINCT_CAP, Ledger};
use crate::export::{Mark, Packer, RestoreError, Unpacker};
use crate::method::MethodId;
use crate::run::Origin;
use crate::sample::{Census, Saved, Tries};

/// What is counted, as people call it, in the order of the tracks.
const NAMES: [&str; 2] = ["the perceptron", "the network"];

impl Ledger {
    /// The gates of a link with all draws that were counted: of the perceptron, then of the network. They go on with
    /// the next chunks, if their budget is not used up; the exact values are computed anew.
    ///
    /// # Errors
    /// If no run with these settings ever holds such counts, as far as can be told without repeating it.
    pub fn restore(origin: &Origin, saved: &[Saved; 2]) -> Result<Self, RestoreError> {
        let mut ledger = Self::new(&origin.link);
        RestoreError::notices(&ledger.setup().notices)?;
        let rows = ledger.gates().perceptron.rows();
        for (place, (saved, name)) in saved.iter().zip(NAMES).enumerate() {
            let census = Census::restore((MethodId::REJECTION, Tries::Draws), rows, DISTINCT_CAP, saved)
                .map_err(|error| RestoreError::Census(name.to_owned(), error))?;
            if census.kept() != census.tried() {
                return Err(RestoreError::RunComparison(
                    "every draw of gates is counted, and some are said not to be",
                ));
            }
            ledger
                .resume(place, census, origin)
                .map_err(|error| RestoreError::Resume(name.to_owned(), error))?;
        }
        Ok(ledger)
    }

    /// Settings and counts in 32-bit words, for transfer between workers.
    pub fn pack(&self) -> Vec<u32> {
        let mut packer = Packer::begin(Mark::Gates, &self.origin());
        [0, 1].into_iter().for_each(|place| packer.census(self.census(place)));
        packer.finish()
    }

    /// The run that [`Ledger::pack`] packed.
    ///
    /// # Errors
    /// As [`Ledger::restore`], and if the words are none of these.
    pub fn unpack(words: &[u32]) -> Result<Self, RestoreError> {
        let (origin, unpacker) = Unpacker::begin(Mark::Gates, words)?;
        let rows = Self::new(&origin.link).gates().perceptron.rows();
        let saved = unpacker.all(|words| Some([words.census(rows)?, words.census(rows)?]))?;
        Self::restore(&origin, &saved)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::CensusError;

    const LINK: &str = "v=2&experiment=gates&n=3&draws=300000";

    fn run(link: &str) -> Ledger {
        let mut ledger = Ledger::new(link);
        ledger.run();
        ledger
    }

    #[test]
    fn a_packed_run_goes_on_to_what_an_uninterrupted_one_counts() {
        let long = run(LINK);
        let short = run(&LINK.replace("300000", "60000"));
        assert_ne!(short.fingerprint(), long.fingerprint());
        let mut continued = Ledger::unpack(&short.pack()).unwrap();
        assert_eq!(continued.fingerprint(), short.fingerprint());
        assert!(continued.assign().is_none());
        continued.extend(LINK);
        continued.run();
        assert_eq!(continued.fingerprint(), long.fingerprint());
        assert_eq!(continued.table(9, &[]), long.table(9, &[]));
    }

    #[test]
    fn counts_that_no_run_holds_are_refused() {
        let ledger = run("v=2&experiment=gates&draws=1000");
        let saved = [0, 1].map(|place| ledger.census(place).save());
        let link = ledger.setup().fragment();
        assert!(Ledger::restore(&Origin::here(&link), &saved).is_ok());
        let with = |change: &dyn Fn(&mut Saved)| {
            let mut saved = saved.clone();
            change(&mut saved[1]);
            Ledger::restore(&Origin::here(&link), &saved).err()
        };
        assert!(matches!(
            with(&|saved| saved.tried += 1),
            Some(RestoreError::Census(_, CensusError::Sum { .. }))
        ));
        let unfit = with(&|saved| (saved.unfit, saved.counts[0].1) = (1, saved.counts[0].1 - 1));
        assert!(matches!(unfit, Some(RestoreError::RunComparison(_))));
        assert!(matches!(
            with(&|saved| {
                saved.tried += 1;
                saved.counts[0].1 += 1;
            }),
            Some(RestoreError::Resume(..))
        ));
        assert!(matches!(Ledger::restore(&Origin::here("v=2&n=9"), &saved), Err(RestoreError::Link(_))));
        let words = ledger.pack();
        for length in [0, 1, words.len() - 1] {
            assert_eq!(Ledger::unpack(&words[..length]).err(), Some(RestoreError::Damaged));
        }
    }
}
