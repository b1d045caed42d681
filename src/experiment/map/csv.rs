//! The shares of a picture as a file: one line for each function seen, the largest first.

use super::atlas::Atlas;
use super::words::hex;
use crate::export::{function_cell, text as text_cell};
use crate::map::colour;
use crate::task::description;
use std::fmt::Write;

const HEADER: &str = "rank,function,description,colour,fits,test_errors,ones,pixels,pixels_of_all,\
    window_share,window_error,prior_share,prior_error\n";

impl Atlas {
    /// Lines `from` to `from + count` of the file, as far as there are so many; line 0 has the names.
    pub fn csv(&self, from: usize, count: usize) -> String {
        let mut text = String::new();
        for line in from..self.csv_lines().min(from.saturating_add(count)) {
            match line.checked_sub(1) {
                None => text.push_str(HEADER),
                Some(rank) => self.line(rank, &mut text),
            }
        }
        text
    }

    /// The number of lines of the file, with that of the names.
    pub fn csv_lines(&self) -> usize {
        1 + self.shares().map_or(0, |shares| shares.distinct())
    }

    fn line(&self, rank: usize, text: &mut String) {
        let Some(shares) = self.shares() else { return };
        let task = &self.setup().comparison.problem.task;
        let function = shares.functions[rank];
        let name = description(function, task.inputs.dimension()).unwrap_or_default();
        let area = shares.window[rank];
        let prior = shares.prior.get(rank);
        let number = |number: Option<f64>| number.map_or_else(String::new, |number| number.to_string());
        let _ = writeln!(
            text,
            "{},{},{},{},{},{},{},{},{},{},{},{},{}",
            rank + 1,
            function_cell(function),
            text_cell(&name),
            hex(colour(function, false)),
            u8::from(task.fits(function)),
            task.test_errors(function),
            function.ones(),
            libm::round(area.share * shares.pixels as f64),
            shares.pixels,
            area.share,
            area.error,
            number(prior.map(|prior| prior.share)),
            number(prior.map(|prior| prior.error)),
        );
    }
}
