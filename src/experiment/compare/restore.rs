//! A run put away and taken up again: every number is checked before it is believed.

use super::ledger::Ledger;
use super::progress::DISTINCT_CAP;
use crate::Function;
use crate::census::{Census, CensusError, Saved};
use crate::experiment::run::ResumeError;
use crate::sampler::Method;
use std::fmt;

/// Why numbers are not those of a run of the comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RestoreError {
    /// The settings are none, or no longer: what would be told a visitor about the link.
    Link(String),
    /// The counts of one method are no census.
    Census(Method, CensusError),
    /// A function that does not fit the training set.
    Unfit(Method, Function),
    /// The counts of one method are not those of a run with these settings.
    Resume(Method, ResumeError),
    /// Packed words that nobody packed.
    Damaged,
}

impl fmt::Display for RestoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |method: &Method| match method {
            Method::Dice => "dice",
            Method::Descent => "descent",
        };
        match self {
            Self::Link(notice) => write!(f, "its settings are not allowed as they stand. {notice}"),
            Self::Census(method, error) => write!(f, "its counts of {} are wrong: {error}.", name(method)),
            Self::Unfit(method, function) => {
                write!(
                    f,
                    "its counts of {} are wrong: {function} does not fit the training set.",
                    name(method)
                )
            }
            Self::Resume(method, error) => write!(f, "its counts of {} are wrong: {error}.", name(method)),
            Self::Damaged => f.write_str("its counts arrived damaged."),
        }
    }
}

impl std::error::Error for RestoreError {}

const METHODS: [Method; 2] = [Method::Dice, Method::Descent];

impl Ledger {
    /// The run of a link with everything that it has counted: of dice, then of descent. It goes on with the next
    /// chunks, if its budget is not used up.
    ///
    /// # Errors
    /// If no run with these settings ever holds such counts, as far as can be told without repeating it.
    pub fn restore(fragment: &str, saved: &[Saved; 2]) -> Result<Self, RestoreError> {
        let mut ledger = Self::new(fragment);
        if let Some(notice) = ledger.setup().notices.first() {
            return Err(RestoreError::Link(notice.text.clone()));
        }
        let task = ledger.comparison().problem.task.clone();
        for (method, saved) in METHODS.into_iter().zip(saved) {
            let census = Census::restore(method, task.inputs.count(), DISTINCT_CAP, saved)
                .map_err(|error| RestoreError::Census(method, error))?;
            if let Some(&(function, _)) = saved.counts.iter().find(|&&(function, _)| !task.fits(function)) {
                return Err(RestoreError::Unfit(method, function));
            }
            ledger.resume(census).map_err(|error| RestoreError::Resume(method, error))?;
        }
        Ok(ledger)
    }

    /// Settings and counts in 32-bit words, for transfer between workers.
    pub fn pack(&self) -> Vec<u32> {
        let link = self.setup().fragment();
        let mut words = vec![MARK, link.len() as u32];
        words.extend(
            link.as_bytes()
                .chunks(4)
                .map(|bytes| bytes.iter().rev().fold(0, |word, &byte| word << 8 | u32::from(byte))),
        );
        for method in METHODS {
            let saved = self.census(method).save();
            for number in totals(&saved) {
                words.extend(halves(number));
            }
            words.push(saved.counts.len() as u32);
            for (function, count) in saved.counts {
                words.extend((0..4).map(|part| (function.bits() >> (32 * part)) as u32));
                words.extend(halves(count));
            }
        }
        words
    }

    /// The run that [`Ledger::pack`] packed.
    ///
    /// # Errors
    /// As [`Ledger::restore`], and if the words are none of these.
    pub fn unpack(words: &[u32]) -> Result<Self, RestoreError> {
        let mut reader = Reader(words);
        let (link, saved) = reader.run().ok_or(RestoreError::Damaged)?;
        Self::restore(&link, &saved)
    }
}

/// Tells packed runs of this form from any other words.
const MARK: u32 = 0x4444_0001;

fn totals(saved: &Saved) -> [u64; 7] {
    let Saved { tried, unfit, lost, diverged, epochs, fitted_at_start, beyond, .. } = *saved;
    [tried, unfit, lost, diverged, epochs, fitted_at_start, beyond]
}

fn halves(number: u64) -> [u32; 2] {
    [number as u32, (number >> 32) as u32]
}

/// Reads packed words from the front.
struct Reader<'a>(&'a [u32]);

impl Reader<'_> {
    fn word(&mut self) -> Option<u32> {
        let (&first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(first)
    }

    fn number(&mut self) -> Option<u64> {
        Some(u64::from(self.word()?) | u64::from(self.word()?) << 32)
    }

    fn run(&mut self) -> Option<(String, [Saved; 2])> {
        if self.word()? != MARK {
            return None;
        }
        let length = self.word()? as usize;
        if length.div_ceil(4) > self.0.len() {
            return None;
        }
        let mut bytes = Vec::with_capacity(length + 3);
        for _ in 0..length.div_ceil(4) {
            bytes.extend(self.word()?.to_le_bytes());
        }
        bytes.truncate(length);
        let link = String::from_utf8(bytes).ok()?;
        let inputs = Ledger::new(&link).comparison().problem.task.inputs.count();
        let saved = [self.census(inputs)?, self.census(inputs)?];
        self.0.is_empty().then_some((link, saved))
    }

    fn census(&mut self, inputs: usize) -> Option<Saved> {
        let mut numbers = [0; 7];
        for number in &mut numbers {
            *number = self.number()?;
        }
        let [tried, unfit, lost, diverged, epochs, fitted_at_start, beyond] = numbers;
        let listed = self.word()? as usize;
        // Before room is made for them: as many as are said to be there must be there.
        if self.0.len() / ENTRY_WORDS < listed {
            return None;
        }
        let mut counts = Vec::with_capacity(listed);
        for _ in 0..listed {
            let mut bits = 0;
            for part in 0..4 {
                bits |= u128::from(self.word()?) << (32 * part);
            }
            let function = Function::new(bits, inputs);
            if function.bits() != bits {
                return None;
            }
            counts.push((function, self.number()?));
        }
        Some(Saved { tried, unfit, lost, diverged, epochs, fitted_at_start, beyond, counts })
    }
}

const ENTRY_WORDS: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: &str = "v=1&n=3&target=and&train=11010010&hidden=5&runs=400&kept=300";

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
        for link in ["v=1", "v=1&activation=sign&kept=100"] {
            let mut ledger = Ledger::new(link);
            assert_eq!(Ledger::unpack(&ledger.pack()).unwrap().fingerprint(), ledger.fingerprint());
            if link != "v=1" {
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
        let with = |place: usize, value: u32| {
            let mut damaged = words.clone();
            damaged[place] = value;
            error(&damaged)
        };
        assert_eq!(with(0, 7), Some(RestoreError::Damaged));
        assert_eq!(with(1, u32::MAX), Some(RestoreError::Damaged));
        let first = 2 + ledger.setup().fragment().len().div_ceil(4);
        assert_eq!(with(first + 14, u32::MAX), Some(RestoreError::Damaged));
        assert!(matches!(with(first, 1), Some(RestoreError::Census(Method::Dice, CensusError::Sum { .. }))));
        assert!(matches!(
            with(first + 15, 0),
            Some(RestoreError::Unfit(Method::Dice, _) | RestoreError::Census(..))
        ));
    }

    #[test]
    fn a_run_of_settings_that_are_not_allowed_is_no_run() {
        let saved = [Saved::default(), Saved::default()];
        let Err(RestoreError::Link(notice)) = Ledger::restore("v=1&n=99", &saved) else { panic!("refused") };
        assert!(notice.contains("outside 1 to 7"));
        assert!(Ledger::restore("v=1&n=7", &saved).is_ok());
    }
}
