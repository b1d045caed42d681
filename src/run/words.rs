//! How fast a run goes and how long it will still take, in words.

use crate::numeric::{count, decimal, number_of};
use crate::sample::Tries;

/// How many draws (networks) or training runs a second.
pub(crate) fn rate_words(tries: Tries, per_second: f64) -> String {
    let rate = match per_second {
        rate if rate >= 1e6 => format!("{} million", decimal(rate / 1e6, 2)),
        rate if rate >= 100.0 => count(libm::round(rate) as u64),
        rate => decimal(rate, 2),
    };
    match tries {
        Tries::Draws => format!("{rate} networks/s"),
        Tries::Runs => format!("{rate} runs/s"),
        Tries::Clusters => format!("{rate} clusters/s"),
    }
}

/// "64 of 128 runs". More than is wanted now is there in a run that was saved with longer chunks.
pub(crate) fn so_many_of(done: u64, wanted: u64, noun: &str) -> String {
    if done > wanted {
        number_of(done, noun)
    } else {
        format!("{} of {}", count(done), number_of(wanted, noun))
    }
}

/// How long it will still take.
pub(crate) fn left_words(seconds: f64) -> String {
    format!("{} left", duration(seconds))
}

/// A length of time, to about two digits.
pub(super) fn duration(seconds: f64) -> String {
    match seconds {
        s if s < 1.0 => "less than a second".to_owned(),
        s if s < 120.0 => format!("about {} s", libm::ceil(s) as u64),
        s if s < 10_800.0 => format!("about {} min", libm::round(s / 60.0) as u64),
        s if s < 36_000.0 => format!("about {} h", decimal(s / 3600.0, 2)),
        s if s < 172_800.0 => format!("about {} h", libm::round(s / 3600.0) as u64),
        s => format!("about {} days", count(libm::round(s / 86_400.0) as u64)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_left_is_said_in_the_unit_that_reads_best() {
        assert_eq!(left_words(0.3), "less than a second left");
        assert_eq!(left_words(12.2), "about 13 s left");
        assert_eq!(left_words(600.0), "about 10 min left");
        assert_eq!(left_words(1e7), "about 116 days left");
    }

    #[test]
    fn no_more_is_done_than_is_wanted() {
        assert_eq!(so_many_of(64, 1_280, "run"), "64 of 1,280 runs");
        assert_eq!(so_many_of(0, 1, "run"), "0 of 1 run");
        assert_eq!(so_many_of(1_000_000, 1, "network"), "1,000,000 networks");
    }

    #[test]
    fn rates_are_said_in_millions_when_they_are() {
        assert_eq!(rate_words(Tries::Draws, 3_142_000.0), "3.1 million networks/s");
        assert_eq!(rate_words(Tries::Runs, 4_200.4), "4,200 runs/s");
        assert_eq!(rate_words(Tries::Runs, 0.25), "0.25 runs/s");
    }
}
