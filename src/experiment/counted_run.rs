//! What the runs of all experiments that count have in common: the protocol of whoever does their chunks and keeps them.

use super::{compare, gates, landscape};
use crate::run::{Assignment, Status};
use crate::sample::{ChunkCounts, ChunkCountsError};
use crate::settings::{Effect, Notice};

/// A run that counts: hands out chunks, takes their counts, is written and goes on.
pub trait CountedRun: Send {
    /// The fragment of its link.
    fn fragment(&self) -> String;

    /// What in the given link was replaced.
    fn notices(&self) -> &[Notice];

    /// What has to be said of a run of other random streams than this program's; none of its own.
    fn note(&self) -> Option<String>;

    /// A short hash of settings and counts.
    fn fingerprint(&self) -> String;

    /// Whether everything is counted.
    fn has_ended(&self) -> bool;

    /// Of everything that it counts, by place, how many chunks there are at most: more than are counted where a run ends by
    /// what it keeps. Of a count that cannot run there are none.
    fn most_chunks(&self) -> Vec<u64>;

    /// The next chunk to do.
    fn assign(&mut self) -> Option<Assignment>;

    /// Takes the counts of a chunk; those of one that is already here are ignored.
    ///
    /// # Errors
    /// If they cannot be those of a chunk of this run.
    fn accept(&mut self, assignment: Assignment, counts: ChunkCounts) -> Result<(), ChunkCountsError>;

    /// Goes on with another link, which may differ in larger budgets and in what is shown.
    fn extend(&mut self, fragment: &str);

    /// Its link with another value of a setting, or in a sentence why that is not allowed.
    fn changed(&self, fragment: &str, key: &str, text: &str) -> Result<String, String>;

    /// What going on with another link does to it; none if nothing changes.
    fn effect_of(&self, fragment: &str) -> Option<Effect>;

    /// How far each count is, 0 to 1, in words; `now` is a time in milliseconds from any fixed start.
    fn progress(&mut self, now: f64) -> Vec<CountProgress>;

    /// Settings and counts in 32-bit words, for transfer between workers.
    fn pack(&self) -> Vec<u32>;

    /// The run as JSON, piece by piece, with so many of the most frequent functions in detail; without a number as many as
    /// the page writes.
    fn write_json(&mut self, most: Option<usize>, put: &mut dyn FnMut(&str));

    /// Settings, totals and what follows from them as CSV.
    fn write_numbers(&mut self, put: &mut dyn FnMut(&str));

    /// The functions found as CSV.
    fn write_functions(&mut self, most: Option<usize>, put: &mut dyn FnMut(&str));
}

/// How far one count of a run is.
#[derive(Clone, Debug, PartialEq)]
pub struct CountProgress {
    /// The letter of a method, or what is counted.
    pub name: String,
    /// How much of its budget is used, 0 to 1.
    pub share: f64,
    /// What is counted, how fast, and when it ends.
    pub text: String,
}

impl CountProgress {
    fn of(status: Status) -> Vec<Self> {
        let words = |parts: [&str; 3]| {
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        };
        (status.progress.into_iter())
            .map(|one| Self {
                text: words([&one.counts, &one.rate, &one.left]),
                name: one.method,
                share: one.share,
            })
            .collect()
    }
}

/// What every ledger does by a method of the same name.
macro_rules! common {
    ($experiment:ident) => {
        fn fragment(&self) -> String {
            self.setup().fragment()
        }

        fn notices(&self) -> &[Notice] {
            &self.setup().notices
        }

        fn note(&self) -> Option<String> {
            Self::note(self)
        }

        fn fingerprint(&self) -> String {
            Self::fingerprint(self)
        }

        fn has_ended(&self) -> bool {
            Self::has_ended(self)
        }

        fn most_chunks(&self) -> Vec<u64> {
            Self::most_chunks(self)
        }

        fn assign(&mut self) -> Option<Assignment> {
            Self::assign(self)
        }

        fn extend(&mut self, fragment: &str) {
            Self::extend(self, fragment);
        }

        fn changed(&self, fragment: &str, key: &str, text: &str) -> Result<String, String> {
            let change = $experiment::change(fragment, key, text);
            change.error.map_or(Ok(change.state.hash), Err)
        }

        fn effect_of(&self, fragment: &str) -> Option<Effect> {
            $experiment::effect_of(&self.setup().fragment(), fragment)
        }

        fn pack(&self) -> Vec<u32> {
            Self::pack(self)
        }

        fn write_numbers(&mut self, put: &mut dyn FnMut(&str)) {
            Self::write_numbers(self, put);
        }
    };
}

impl CountedRun for compare::Ledger {
    common!(compare);

    fn accept(&mut self, assignment: Assignment, counts: ChunkCounts) -> Result<(), ChunkCountsError> {
        Self::accept(self, assignment.method, counts)
    }

    fn progress(&mut self, now: f64) -> Vec<CountProgress> {
        CountProgress::of(self.status(now))
    }

    fn write_json(&mut self, most: Option<usize>, put: &mut dyn FnMut(&str)) {
        Self::write_json(self, most.unwrap_or(compare::LISTED), put);
    }

    fn write_functions(&mut self, _: Option<usize>, put: &mut dyn FnMut(&str)) {
        Self::write_functions(self, put);
    }
}

impl CountedRun for landscape::Ledger {
    common!(landscape);

    fn accept(&mut self, _: Assignment, counts: ChunkCounts) -> Result<(), ChunkCountsError> {
        Self::accept(self, counts)
    }

    fn progress(&mut self, now: f64) -> Vec<CountProgress> {
        CountProgress::of(self.status(now))
    }

    fn write_json(&mut self, most: Option<usize>, put: &mut dyn FnMut(&str)) {
        Self::write_json(self, most.unwrap_or(landscape::LISTED), put);
    }

    fn write_functions(&mut self, most: Option<usize>, put: &mut dyn FnMut(&str)) {
        Self::write_functions(self, most.unwrap_or(landscape::LISTED), put);
    }
}

impl CountedRun for gates::Ledger {
    common!(gates);

    fn accept(&mut self, assignment: Assignment, counts: ChunkCounts) -> Result<(), ChunkCountsError> {
        Self::accept(self, assignment.method, counts)
    }

    fn progress(&mut self, now: f64) -> Vec<CountProgress> {
        let sampled = self.status(now).sampled;
        (sampled.into_iter())
            .map(|one| CountProgress { name: one.name, share: one.share, text: one.text })
            .collect()
    }

    fn write_json(&mut self, _: Option<usize>, put: &mut dyn FnMut(&str)) {
        Self::write_json(self, put);
    }

    fn write_functions(&mut self, _: Option<usize>, put: &mut dyn FnMut(&str)) {
        Self::write_functions(self, put);
    }
}
