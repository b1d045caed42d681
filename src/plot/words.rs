//! What the charts say, in one sentence with the live numbers.

use super::data::ScatterData;
use crate::numeric::{Mean, Share, count, number_of, with_range};

/// "0.0271 (0.0241 to 0.0305)".
pub(super) fn share_words(share: Share) -> String {
    with_range(share.value, share.low, share.high)
}

impl Mean {
    /// "2.97 (2.94 to 3.01)".
    pub(super) fn text(&self) -> String {
        with_range(self.value, self.low, self.high)
    }
}

impl ScatterData {
    /// The numbers of functions found by both methods, by the first alone and by the second alone.
    fn found(&self) -> (u64, u64, u64) {
        let (mut both, mut first, mut second) = (0, 0, 0);
        for point in &self.points {
            match (point.first.count > 0, point.second.count > 0) {
                (true, true) => both += 1,
                (true, false) => first += 1,
                (false, true) => second += 1,
                (false, false) => {}
            }
        }
        (both, first, second)
    }

    /// What the numbers above leave out.
    fn rest(&self) -> String {
        match self.undrawn {
            0 => String::new(),
            undrawn => format!("; {} rarer not drawn", count(undrawn)),
        }
    }

    /// What is to be seen, in one sentence.
    pub fn caption(&self) -> String {
        let fits = format!("fits the {}", number_of(u64::from(self.training_size), "training input"));
        let (both, alone_first, alone_second) = self.found();
        let (first, second) = (&self.first, &self.second);
        if both + alone_first + alone_second == 0 {
            return format!(
                "Each mark will be one function that {fits}: the further right, the more often {} {} it, the \
                 higher, the more often {} {}.",
                first.amid(),
                first.find(),
                second.amid(),
                second.does()
            );
        }
        format!(
            "Each mark is one function that {fits}: how often {} found it ({}, to the right) against how \
             often {} did ({}, upwards), with 95% intervals; marks on the diagonal are found equally often by \
             both, and {} on the margins by one only{}.",
            first.amid(),
            first.unit.counted(self.first_total),
            second.amid(),
            second.unit.counted(self.second_total),
            count(alone_first + alone_second),
            self.rest()
        )
    }

    /// The chart for those who do not see it, in one sentence.
    pub fn alt_text(&self) -> String {
        let (both, alone_first, alone_second) = self.found();
        let (first, second) = (self.first.amid(), self.second.amid());
        if both + alone_first + alone_second == 0 {
            return format!(
                "Scatter chart of how often {first} and {second} find each function; nothing is found yet."
            );
        }
        let side = |share: Share, total: u64| match total {
            0 => "nothing yet".to_owned(),
            _ => share_words(share),
        };
        let target = match self.points.iter().find(|point| point.is_target) {
            Some(point) => format!(
                "the target has {} under {first} and {} under {}",
                side(point.first, self.first_total),
                side(point.second, self.second_total),
                self.second.in_text
            ),
            None => "the target is not among them".to_owned(),
        };
        format!(
            "Scatter chart, both axes logarithmic: {} found by both methods, {} by {first} only, {} by {second} \
             only{}; {target}.",
            number_of(both, "function"),
            count(alone_first),
            count(alone_second),
            self.rest()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::super::data::ScatterPoint;
    use super::super::method_label::MethodLabel;
    use super::*;

    fn point(first: u64, second: u64, is_target: bool) -> ScatterPoint {
        let share = |count: u64| {
            let value = count as f64 / 1000.0;
            Share { count, value, low: value * 0.8, high: value * 1.25 }
        };
        let test_errors = u32::from(!is_target);
        ScatterPoint {
            function: "0110".to_owned(),
            first: share(first),
            second: share(second),
            test_errors,
            is_target,
        }
    }

    fn data(points: Vec<ScatterPoint>) -> ScatterData {
        ScatterData {
            first: MethodLabel::dice(),
            second: MethodLabel::descent(),
            points,
            first_total: 1000,
            second_total: 1000,
            training_size: 8,
            test_size: 8,
            undrawn: 0,
        }
    }

    #[test]
    fn scatter_sentences_hold_the_numbers() {
        let data =
            data(vec![point(27, 16, true), point(3, 0, false), point(0, 1, false), point(0, 2, false)]);
        let caption = data.caption();
        for part in ["8 training inputs", "1,000 draws", "1,000 runs", "3 on the margins", "95%"] {
            assert!(caption.contains(part), "{part}: {caption}");
        }
        assert!(!caption.contains("rarer"));
        let crowded = ScatterData { undrawn: 12_345, ..data.clone() };
        assert!([crowded.caption(), crowded.alt_text()].iter().all(|text| text.contains("12,345 rarer")));
        let alt = data.alt_text();
        for part in ["1 function found by both", "1 by dice only", "2 by descent only", "0.027 (", "0.0160 ("]
        {
            assert!(alt.contains(part), "{part}: {alt}");
        }
    }

    #[test]
    fn nothing_found_is_said() {
        assert!(data(Vec::new()).caption().contains("will be"));
        assert!(data(Vec::new()).alt_text().contains("nothing is found yet"));
        assert!(data(vec![point(1, 1, false)]).alt_text().contains("not among them"));
    }
}
