//! How fast a run goes, from progress reports that carry a time. The core has no clock: the caller says.

use std::collections::VecDeque;

/// Reports older than this (in milliseconds) do not count.
const MEMORY: f64 = 5000.0;
/// A rate needs reports this far apart (in milliseconds).
const SHORTEST: f64 = 300.0;

/// One report.
#[derive(Clone, Copy)]
struct Report {
    now: f64,
    tried: u64,
    share: f64,
}

/// The latest reports.
#[derive(Default)]
pub(crate) struct Pace(VecDeque<Report>);

impl Pace {
    /// Takes a report. A clock that goes backwards, or a budget that grew, starts anew.
    pub(crate) fn observe(&mut self, now: f64, tried: u64, share: f64) {
        if self.0.back().is_some_and(|last| now < last.now || tried < last.tried || share < last.share) {
            self.0.clear();
        }
        self.0.push_back(Report { now, tried, share });
        while self.0.len() > 2 && now - self.0[1].now > MEMORY {
            self.0.pop_front();
        }
    }

    /// Forgets: after a pause the old reports say nothing.
    pub(crate) fn forget(&mut self) {
        self.0.clear();
    }

    /// Tried per second, if it is known.
    pub(crate) fn per_second(&self) -> Option<f64> {
        let (first, last) = self.span()?;
        Some((last.tried - first.tried) as f64 / (last.now - first.now) * 1000.0)
    }

    /// Seconds until the whole budget is used, if it is known.
    pub(crate) fn seconds_left(&self) -> Option<f64> {
        let (first, last) = self.span()?;
        let gained = last.share - first.share;
        (gained > 0.0).then(|| (1.0 - last.share) * (last.now - first.now) / gained / 1000.0)
    }

    fn span(&self) -> Option<(Report, Report)> {
        let (&first, &last) = (self.0.front()?, self.0.back()?);
        (last.now - first.now >= SHORTEST).then_some((first, last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rate_and_time_left_follow_the_latest_reports() {
        let mut pace = Pace::default();
        assert_eq!(pace.per_second(), None);
        for second in 0..=20_u64 {
            pace.observe(second as f64 * 1000.0, second * 10, second as f64 / 40.0);
        }
        assert_eq!(pace.per_second(), Some(10.0));
        assert!((pace.seconds_left().unwrap() - 20.0).abs() < 1e-9);
        assert!(pace.0.len() < 10);
    }

    #[test]
    fn a_clock_set_back_does_no_harm() {
        let mut pace = Pace::default();
        pace.observe(10_000.0, 5, 0.1);
        pace.observe(2_000.0, 9, 0.2);
        assert_eq!((pace.per_second(), pace.seconds_left()), (None, None));
        pace.observe(3_000.0, 12, 0.3);
        assert_eq!(pace.per_second(), Some(3.0));
    }
}
