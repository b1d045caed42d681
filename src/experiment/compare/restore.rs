//! A run put away and taken up again: every number is checked before it is believed.

use super::ledger::Ledger;
use super::members::Member;
use super::progress::DISTINCT_CAP;
use super::settings::Setup;
use crate::export::{Mark, Packer, RestoreError, Unpacker};
use crate::run::Origin;
use crate::sample::{Census, MethodSample, Sample, SavedSample, WeightedCounts};

impl Ledger {
    /// The run of a link with everything that it has counted, method by method. It goes on with the next
    /// chunks, if its budget is not used up and it is of this program's random streams; else it is only shown.
    ///
    /// # Errors
    /// If no run with these settings ever holds such counts, as far as can be told without repeating it.
    pub fn restore(origin: &Origin, saved: &[SavedSample]) -> Result<Self, RestoreError> {
        let mut ledger = Self::new(&origin.link);
        RestoreError::notices(&ledger.setup().notices)?;
        let methods = ledger.comparison().methods.clone();
        if methods.len() != saved.len() {
            return Err(RestoreError::Damaged);
        }
        for (place, (member, saved)) in methods.into_iter().zip(saved).enumerate() {
            let (name, task) = (member.label.in_text, &member.problem.task);
            let inputs = task.inputs.count();
            let (sample, unfit) = match (saved, member.clusters) {
                (SavedSample::Counts(saved), None) => {
                    let census = Census::restore((member.id, member.tries), inputs, DISTINCT_CAP, saved)
                        .map_err(|error| RestoreError::Census(name.clone(), error))?;
                    let mut functions = saved.counts.iter().map(|&(function, _)| function);
                    (MethodSample::Counts(census), functions.find(|&function| !task.fits(function)))
                }
                (SavedSample::Clusters(saved), Some(words)) => {
                    let number = member.id.number();
                    let counts = WeightedCounts::restore(number, words.weights, inputs, DISTINCT_CAP, saved)
                        .map_err(|error| RestoreError::Clusters(name.clone(), error))?;
                    let mut functions = saved.cells.iter().map(|cell| cell.function);
                    let unfit = functions.find(|&function| !task.fits(function));
                    (MethodSample::Clusters(Box::new(counts)), unfit)
                }
                _ => return Err(RestoreError::Damaged),
            };
            if let Some(function) = unfit {
                return Err(RestoreError::Unfit(name, function));
            }
            ledger.resume(place, sample, origin).map_err(|error| RestoreError::Resume(name, error))?;
        }
        Ok(ledger)
    }

    /// Settings and counts in 32-bit words, for transfer between workers.
    pub fn pack(&self) -> Vec<u32> {
        let mut packer = Packer::begin(Mark::Compare, &self.origin());
        self.methods().for_each(|(_, sample)| match sample {
            Sample::Counts(census) => packer.census(census),
            Sample::Clusters(counts) => packer.clusters(&counts.save()),
        });
        packer.finish()
    }

    /// The run that [`Ledger::pack`] packed.
    ///
    /// # Errors
    /// As [`Ledger::restore`], and if the words are none of these.
    pub fn unpack(words: &[u32]) -> Result<Self, RestoreError> {
        let (origin, unpacker) = Unpacker::begin(Mark::Compare, words)?;
        let comparison = Setup::read(&origin.link).comparison;
        let inputs = comparison.problem.task.inputs.count();
        let saved: Vec<SavedSample> = unpacker.all(|words| {
            let sample = |member: &Member| match member.clusters {
                None => words.census(inputs).map(SavedSample::from),
                Some(_) => words.clusters(inputs).map(SavedSample::from),
            };
            comparison.methods.iter().map(sample).collect()
        })?;
        Self::restore(&origin, &saved)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{CensusError, Saved, checksum};

    const LINK: &str = "v=2&n=3&target=and&train=11010010&hidden=5&runs=400&kept=300";

    fn run(link: &str) -> Ledger {
        let mut ledger = Ledger::new(link);
        ledger.run();
        ledger
    }

    #[test]
    fn a_packed_run_goes_on_to_what_an_uninterrupted_one_counts() {
        let long = run(LINK);
        let short = run(&LINK.replace("runs=400", "runs=100").replace("kept=300", "kept=50"));
        let mut continued = Ledger::unpack(&short.pack()).unwrap();
        assert_eq!(continued.fingerprint(), short.fingerprint());
        assert!(continued.has_ended());
        continued.extend(LINK);
        assert!(!continued.has_ended());
        continued.run();
        assert_eq!(continued.fingerprint(), long.fingerprint());
        assert_ne!(short.fingerprint(), long.fingerprint());
    }

    #[test]
    fn an_empty_run_and_one_that_cannot_descend_are_restored() {
        for link in ["v=2", "v=2&activation=sign&kept=100"] {
            let mut ledger = Ledger::new(link);
            assert_eq!(Ledger::unpack(&ledger.pack()).unwrap().fingerprint(), ledger.fingerprint());
            if link != "v=2" {
                ledger.run();
                assert_eq!(Ledger::unpack(&ledger.pack()).unwrap().fingerprint(), ledger.fingerprint());
            }
        }
    }

    #[test]
    fn damaged_words_are_refused() {
        let ledger = run(LINK);
        let words = ledger.pack();
        let error = |words: &[u32]| Ledger::unpack(words).err();
        for length in [0, 1, 2, 10, words.len() - 1] {
            assert_eq!(error(&words[..length]), Some(RestoreError::Damaged), "{length}");
        }
        // Damage from before the checksum was made.
        let bare = checksum::open(&words).unwrap();
        let with = |place: usize, value: u32| {
            let mut damaged = bare.to_vec();
            damaged[place] = value;
            checksum::seal(&mut damaged);
            error(&damaged)
        };
        assert_eq!(with(0, 7), Some(RestoreError::Damaged));
        assert_eq!(with(2, u32::MAX), Some(RestoreError::Damaged));
        let first = Packer::settings(&ledger.origin());
        assert_eq!(with(first + 14, u32::MAX), Some(RestoreError::Damaged));
        assert!(matches!(with(first, 1), Some(RestoreError::Census(_, CensusError::Sum { .. }))));
        assert!(matches!(with(first + 15, 0), Some(RestoreError::Unfit(..) | RestoreError::Census(..))));
    }

    #[test]
    fn a_run_of_settings_that_are_not_allowed_is_no_run() {
        let saved = [Saved::default(), Saved::default()].map(SavedSample::from);
        let Err(RestoreError::Link(notice)) = Ledger::restore(&Origin::here("v=2&n=99"), &saved) else {
            panic!("refused")
        };
        assert!(notice.contains("outside 1 to 7"));
        assert!(Ledger::restore(&Origin::here("v=2&n=7"), &saved).is_ok());
    }
}
