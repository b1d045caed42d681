//! How far a run is, on a terminal; nothing where nobody looks.

use dice_and_descent::experiment::CountedRun;
use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use std::io::{IsTerminal, stderr};
use std::time::{Duration, Instant};

const STEPS: u64 = 1000;

/// A line for each count of a run.
pub(crate) struct Lines {
    bars: Vec<ProgressBar>,
    all: MultiProgress,
    start: Instant,
    shown: Duration,
}

impl Lines {
    /// Lines at the foot of the terminal; none if the standard error is none.
    pub(crate) fn new() -> Option<Self> {
        stderr().is_terminal().then(|| Self {
            bars: Vec::new(),
            all: MultiProgress::new(),
            start: Instant::now(),
            shown: Duration::ZERO,
        })
    }

    /// Shows how far the run is, a few times a second.
    pub(crate) fn show(&mut self, run: &mut dyn CountedRun) {
        let now = self.start.elapsed();
        if !self.bars.is_empty() && now < self.shown + Duration::from_millis(250) {
            return;
        }
        self.shown = now;
        let counts = run.progress(now.as_secs_f64() * 1000.0);
        while self.bars.len() < counts.len() {
            let style = ProgressStyle::with_template("{prefix} {bar:24} {percent:>3}%  {wide_msg}");
            let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
            self.bars.push(self.all.add(ProgressBar::new(STEPS).with_style(style)));
        }
        for (bar, count) in self.bars.iter().zip(counts) {
            bar.set_prefix(count.name);
            bar.set_message(count.text);
            bar.set_position((count.share * STEPS as f64) as u64);
        }
    }
}

impl Drop for Lines {
    fn drop(&mut self) {
        let _ = self.all.clear();
    }
}
