//! What the histogram of test errors says, in one sentence with the live numbers.

use super::data::{ErrorSeries, HistogramData};
use super::method_label::MethodLabel;
use super::unit::Unit;
use super::words::share_words;
use crate::numeric::{Mean, Share, fixed, number_of};

impl HistogramData {
    /// What the vertical axis shows: "share of kept draws, and of descent runs".
    pub(super) fn shares(&self) -> String {
        let totals = [Unit::Draw, Unit::Weight, Unit::Run].into_iter().filter_map(|unit| {
            let mut of = self.methods.iter().map(|method| &method.label).filter(|label| label.unit == unit);
            match (of.next()?, of.next()) {
                (one, None) if unit == Unit::Run && one.is_plain() => Some(format!("{} runs", one.in_text)),
                _ => Some(unit.total().to_owned()),
            }
        });
        let totals: Vec<String> = totals.collect();
        match totals.as_slice() {
            [] => "share of kept draws".to_owned(),
            [rest @ .., last] if !rest.is_empty() => {
                format!("share of {}, and of {last}", rest.join(", of "))
            }
            [one, ..] => format!("share of {one}"),
        }
    }

    /// Whether all names are words alone, so that a number may follow them.
    fn plain(&self) -> bool {
        self.methods.iter().all(|method| method.label.is_plain())
    }

    /// "dice 2.97, descent 3.17"; where names hold commas or numbers, "dice: 2.97; SGD, step 0.1: 3.17".
    fn list(&self, parts: impl Iterator<Item = (String, String)>) -> String {
        let (of, between) = if self.plain() { (" ", ", ") } else { (": ", "; ") };
        parts.map(|(name, value)| name + of + &value).collect::<Vec<_>>().join(between)
    }

    /// "dice 2.97 (2.94 to 3.01), descent 3.17 (3.13 to 3.20), a coin ... 4.00, always ... 3.00".
    fn means(&self) -> String {
        let mean = |mean: Option<Mean>| mean.map_or("nothing yet".to_owned(), |mean| mean.text());
        let methods = self.methods.iter().map(|method| (method.label.in_text.clone(), mean(method.mean)));
        let baselines = [
            ("a coin with the training set's share of ones", self.coin_mean),
            ("always its commoner label", self.majority_mean),
        ];
        self.list(methods.chain(baselines.map(|(name, mean)| (name.to_owned(), fixed(mean, 2)))))
    }

    /// Who makes fewer errors than both baselines.
    fn better_than_both(&self) -> String {
        let known: Vec<&ErrorSeries> = self.methods.iter().filter(|method| method.mean.is_some()).collect();
        let better: Vec<&MethodLabel> =
            known.iter().filter(|method| method.beats).map(|method| &method.label).collect();
        let who = match (known.as_slice(), better.as_slice()) {
            ([], _) => return String::new(),
            ([one], []) => {
                return format!(" {} {} not clearly below both of these.", one.label.title, one.label.is());
            }
            ([one], _) => format!("{} {}", one.label.title, one.label.is()),
            ([_, _], []) => "Neither is".to_owned(),
            (_, []) => "None is".to_owned(),
            ([_, _], [one, other]) => {
                return format!(" Both {} and {} are below both of these.", one.in_text, other.amid());
            }
            (known, better) if known.len() == better.len() => "All are".to_owned(),
            (_, [one]) => format!("Only {} {}", one.amid(), one.is()),
            (_, [rest @ .., last]) => {
                let between = if better.iter().all(|label| label.is_plain()) { ", " } else { "; " };
                let rest = rest.iter().map(|label| label.in_text.as_str()).collect::<Vec<_>>().join(between);
                format!("Only {rest} and {} are", last.amid())
            }
        };
        format!(" {who} clearly below both of these.")
    }

    /// What is to be seen, in one sentence.
    pub fn caption(&self) -> String {
        if self.test_size == 0 {
            return "Every input is in the training set: there is nothing left to be wrong about.".to_owned();
        }
        let counts = match self.methods.as_slice() {
            // What is counted says whose it is.
            [one, other] if self.plain() && one.label.differs(&other.label) => {
                format!("{}, {}", one.label.unit.counted(one.total), other.label.unit.counted(other.total))
            }
            all => self.list(
                all.iter()
                    .map(|method| (method.label.in_text.clone(), method.label.unit.counted(method.total))),
            ),
        };
        format!(
            "How many of the {} the functions found get wrong ({counts}), with 95% intervals; on average: {}.{}",
            number_of(u64::from(self.test_size), "test input"),
            self.means(),
            self.better_than_both()
        )
    }

    /// The chart for those who do not see it, in one sentence.
    pub fn alt_text(&self) -> String {
        // What was seen once is not the most frequent of what was seen once.
        let most = |bars: &[Share]| match bars.iter().enumerate().max_by_key(|(_, bar)| bar.count) {
            Some((errors, bar)) if bar.count > 1 => {
                format!("{} with {}", number_of(errors as u64, "error"), share_words(*bar))
            }
            Some((_, bar)) if bar.count == 1 => "nothing twice yet".to_owned(),
            _ => "nothing yet".to_owned(),
        };
        let modes = self.list(
            self.methods.iter().map(|method| (format!("under {}", method.label.in_text), most(&method.bars))),
        );
        format!(
            "Histogram of the number of wrong test inputs, out of {}; most often {modes}; means: {}.",
            self.test_size,
            self.means()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(count: u64) -> Share {
        let value = count as f64 / 1000.0;
        Share { count, value, low: value * 0.8, high: value * 1.25 }
    }

    fn series(label: MethodLabel, counts: &[u64], mean: Option<f64>) -> ErrorSeries {
        ErrorSeries {
            label,
            bars: counts.iter().map(|&count| share(count)).collect(),
            total: counts.iter().sum(),
            mean: mean.map(|value| Mean { value, low: value - 0.02, high: value + 0.02 }),
            beats: false,
        }
    }

    fn data(methods: Vec<ErrorSeries>) -> HistogramData {
        HistogramData {
            methods,
            coin: vec![0.5, 0.5],
            majority: vec![1.0, 0.0],
            test_size: 1,
            coin_mean: 0.5,
            majority_mean: 0.0,
        }
    }

    fn named(name: &str) -> MethodLabel {
        MethodLabel { title: name.to_owned(), in_text: name.to_owned(), ..MethodLabel::descent() }
    }

    #[test]
    fn sentences_hold_the_numbers() {
        let (dice, descent) = (MethodLabel::dice, MethodLabel::descent);
        let some = data(vec![series(dice(), &[100, 900], Some(0.9)), series(descent(), &[0, 0], None)]);
        assert_eq!(
            some.caption(),
            "How many of the 1 test input the functions found get wrong (1,000 draws kept, 0 runs), with 95% \
             intervals; on average: dice 0.900 (0.880 to 0.920), descent nothing yet, a coin with the training set's \
             share of ones 0.50, always its commoner label 0.00. Dice are not clearly below both of these."
        );
        let alt = some.alt_text();
        for part in ["most often under dice 1 error with 0.90 (", ", under descent nothing yet; means: dice "]
        {
            assert!(alt.contains(part), "{part}: {alt}");
        }
        let once = data(vec![series(dice(), &[1, 1], None), series(descent(), &[0, 0], None)]);
        assert!(once.alt_text().contains("under dice nothing twice yet"), "{}", once.alt_text());
        assert_eq!(some.shares(), "share of kept draws, and of descent runs");
        let weighted = MethodLabel { unit: Unit::Weight, ..named("last layers") };
        let weighted = || series(weighted.clone(), &[300, 580], Some(0.5));
        let three = data(vec![series(dice(), &[1], None), series(descent(), &[1], None), weighted()]);
        assert_eq!(three.shares(), "share of kept draws, of the weight of draws, and of descent runs");
        let two = data(vec![series(dice(), &[100], Some(0.9)), weighted()]);
        assert_eq!(two.shares(), "share of kept draws, and of the weight of draws");
        assert!(
            two.caption().contains("(dice 100 draws kept, last layers 880 effective draws)"),
            "{}",
            two.caption()
        );
        assert!(HistogramData::default().caption().contains("nothing left"));
    }

    #[test]
    fn names_with_commas_and_numbers_are_kept_apart_from_values() {
        let methods = ["SGD, step 0.1", "SGD, step 0.01", "width 128"];
        let data = data(methods.map(|name| series(named(name), &[100, 200], Some(0.5))).into());
        let caption = data.caption();
        for part in [
            "(SGD, step 0.1: 300 runs; SGD, step 0.01: 300 runs; width 128: 300 runs)",
            "average: SGD, step 0.1: 0.500 (",
        ] {
            assert!(caption.contains(part), "{part}: {caption}");
        }
        assert!(data.alt_text().contains("; under SGD, step 0.01: 1 error with"), "{}", data.alt_text());
        assert_eq!(data.shares(), "share of training runs");
    }

    #[test]
    fn who_is_better_is_said_of_any_number() {
        let verdict = |labels: Vec<MethodLabel>, known: u32, beats: u32| {
            let methods = labels.into_iter().enumerate().map(|(k, label)| ErrorSeries {
                beats: beats >> k & 1 == 1,
                ..series(label, &[1], (known >> k & 1 == 1).then_some(0.5))
            });
            data(methods.collect()).better_than_both()
        };
        let two = || vec![MethodLabel::dice(), MethodLabel::descent()];
        for (known, beats, said) in [
            (0b00, 0b00, ""),
            (0b11, 0b11, " Both dice and descent are below both of these."),
            (0b01, 0b01, " Dice are clearly below both of these."),
            (0b10, 0b10, " Descent is clearly below both of these."),
            (0b11, 0b01, " Only dice are clearly below both of these."),
            (0b11, 0b10, " Only descent is clearly below both of these."),
            (0b01, 0b00, " Dice are not clearly below both of these."),
            (0b10, 0b00, " Descent is not clearly below both of these."),
            (0b11, 0b00, " Neither is clearly below both of these."),
        ] {
            assert_eq!(verdict(two(), known, beats), said);
        }
        let three = || vec![MethodLabel::dice(), named("SGD, step 0.1"), MethodLabel::descent()];
        for (known, beats, said) in [
            (0b111, 0b111, " All are clearly below both of these."),
            (0b111, 0b000, " None is clearly below both of these."),
            (0b111, 0b010, " Only SGD, step 0.1, is clearly below both of these."),
            (0b111, 0b110, " Only SGD, step 0.1 and descent are clearly below both of these."),
            (0b011, 0b011, " Both dice and SGD, step 0.1, are below both of these."),
        ] {
            assert_eq!(verdict(three(), known, beats), said);
        }
    }
}
