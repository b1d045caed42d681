//! Every figure in one sentence or two, with the live numbers.

use super::progress::reliable_words;
use super::symmetry_words::symmetry_words;
use super::tally::Tally;
use crate::complexity::Measure;
use crate::landscape::{
    BoundLine, ClassNumbers, ComplexityData, DistributionData, Law, OnesData, RankData, Ranking, SHORTEST,
    TOLERANCE,
};
use crate::numeric::{Mean, at_most, count, decimal, number_of, p_value, value_and_range, with_level};
use crate::plot::line_words;

const NOTHING: &str = "No network has been drawn yet.";

impl Law {
    /// The theorem in words, with what it says for `n` inputs.
    pub(super) fn words(self, n: usize) -> String {
        let inputs = 1_u32 << n;
        match self {
            Self::NoBias => format!(
                "Theorem 4.1 of Mingard et al. 2019: without a bias every T from 0 to {} has probability 1/{inputs}, exactly.",
                inputs - 1
            ),
            Self::InfinitesimalBias { error } => format!(
                "Equation 9 of Mingard et al. 2019, for an infinitesimal bias: every T from 1 to {} has probability 1/{inputs}, T = 0 and T = {inputs} half of that. A bias as small as this one changes that by at most {}.",
                inputs - 1,
                at_most(error)
            ),
        }
    }
}

pub(super) fn with_interval(mean: Mean) -> String {
    with_level(mean.value, mean.low, mean.high)
}

/// What the fitted power law says, and over what.
pub(super) fn power_law_words(data: &RankData) -> Option<String> {
    data.power_law.map(|law| {
        let (exponent, interval) = value_and_range(law.exponent.value, law.exponent.low, law.exponent.high);
        let found = count(law.least_count);
        let over = match data.classes {
            None => format!("the functions found at least {found} times"),
            Some(_) => format!("down to where the largest classes were found {found} times"),
        };
        format!(
            "P falls like rank to the power {exponent} (95%: {interval}) over ranks {} to {}, {over}",
            count(law.from_rank),
            count(law.to_rank),
        )
    })
}

pub(super) fn rank_caption(data: &RankData, ranking: &Ranking, tally: &Tally) -> String {
    let Some(first) = data.points.first() else { return NOTHING.to_owned() };
    let found = match data.classes {
        None => {
            format!("{}, {} of them once", number_of(data.distinct, "distinct function"), count(data.once))
        }
        Some(ClassNumbers { distinct, once }) => format!(
            "{} of functions (by {}), {} of them once: {} in all",
            number_of(distinct, "class"),
            tally.symmetries.map_or(String::new(), symmetry_words),
            count(once),
            number_of(data.distinct, "function")
        ),
    };
    let mut text = format!(
        "{} gave {}{found}.",
        number_of(data.draws, "random network"),
        if data.beyond > 0 { "at least " } else { "" }
    );
    if first.once {
        text.push_str(" None was found twice.");
    } else {
        let name = first.name.as_ref().map_or(String::new(), |name| format!(" ({name})"));
        let p = with_level(first.p.value, first.p.low, first.p.high);
        text.push_str(&format!(" The most frequent{name} has P = {p}."));
    }
    if let Some(law) = power_law_words(data) {
        text.push_str(&format!(
            " {law}, within a factor of {TOLERANCE}; Zipf's law has the power \u{2212}1."
        ));
    } else {
        text.push_str(&format!(
            " No power of the rank fits P within a factor of {TOLERANCE} over a factor of {SHORTEST} in rank."
        ));
    }
    if let Some(clusters) = tally.clusters() {
        text.push_str(&format!(" {}", clusters.text));
    }
    if let Some(words) = reliable_words(ranking, tally) {
        text.push(' ');
        text.push_str(&words);
    }
    text
}

pub(super) fn rank_alt(data: &RankData) -> String {
    let Some(last) = data.points.last() else { return NOTHING.to_owned() };
    let first = &data.points[0];
    format!(
        "Probability of functions against their rank, both axes logarithmic, from {} at rank 1 to {} at rank {}; the last {} ranks are functions {}found once.",
        decimal(first.p.value, 2),
        decimal(last.p.value, 2),
        count(last.rank),
        count(data.once),
        if data.classes.is_some() { "of classes " } else { "" }
    )
}

pub(super) fn complexity_caption(data: &ComplexityData) -> String {
    if data.repeated == 0 {
        return match data.draws {
            0 => NOTHING.to_owned(),
            1 => "Only one network has been drawn yet.".to_owned(),
            draws => format!("Of {} random networks no two had the same function.", count(draws)),
        };
    }
    let (unit, shown) = match (data.by_classes, data.repeated) {
        (false, 1) => ("function", ""),
        (false, _) => ("functions", ""),
        (true, 1) => ("class of functions", ", shown by one member drawn from it"),
        (true, _) => ("classes of functions", ", each shown by one member drawn from it"),
    };
    let mut text =
        format!("{} {unit} found at least twice against {}{shown}", count(data.repeated), data.label);
    match data.once {
        0 => text.push('.'),
        1 => text.push_str("; 1 found once is left out."),
        once => text.push_str(&format!("; {} found once are left out.", count(once))),
    }
    if let Some(rho) = data.correlation {
        text.push_str(&format!(" Rank correlation with log P: {}", with_interval(rho)));
        match data.within {
            Some(within) => {
                text.push_str(&format!(
                    "; among functions with equally many ones: {}.",
                    with_interval(within)
                ));
            }
            None => text.push_str("; among functions with equally many ones nothing is left."),
        }
    }
    if let Some(bound) = data.bound {
        text.push_str(&format!(
            " {} of the {} most frequent {} above the predicted bound {}{}, {} of them with their whole 95% interval.",
            count(bound.exceeding),
            count(data.looked_at),
            if bound.exceeding == 1 { "lies" } else { "lie" },
            line_words(&bound),
            if bound.largest_is_exact { "" } else { " (in which the largest K is that of a sample)" },
            count(bound.exceeding_surely)
        ));
    } else if Measure::from_key(&data.measure).is_some_and(|measure| !measure.approximates_kolmogorov()) {
        text.push_str(
            " No bound is predicted for this measure, which does not approximate Kolmogorov complexity.",
        );
    }
    if let Some(edge) = data.edge {
        text.push_str(&format!(" The upper edge found: {}.", edge_words(&edge)));
    }
    text
}

/// "2^(−0.31 K − 1.2); slope 0.31 bits per unit (95%: 0.25 to 0.37)".
pub(super) fn edge_words(edge: &BoundLine) -> String {
    let (slope, interval) = value_and_range(edge.a.value, edge.a.low, edge.a.high);
    format!("{}; slope {slope} bits per unit (95%: {interval})", line_words(edge))
}

pub(super) fn complexity_alt(data: &ComplexityData) -> String {
    let named: Vec<&str> = data
        .points
        .iter()
        .filter(|point| point.p.count == 0)
        .filter_map(|point| point.name.as_deref())
        .collect();
    let never = match named.is_empty() {
        true => "every named function was found".to_owned(),
        false => format!("never found: {}", named.join(", ")),
    };
    format!(
        "Probability of functions, logarithmic, against {}, {}; {never}.",
        data.label,
        number_of(data.points.len() as u64, "point")
    )
}

pub(super) fn ones_caption(data: &OnesData) -> String {
    let (Some(zeros), Some(ones)) = (data.bars.first(), data.bars.last()) else { return NOTHING.to_owned() };
    if data.draws == 0 {
        return NOTHING.to_owned();
    }
    let mut text = format!(
        "Shares of the {}: no input labelled 1, {}; all {}, {}.",
        number_of(data.draws, "random network"),
        with_level(zeros.value, zeros.low, zeros.high),
        data.bars.len() - 1,
        with_level(ones.value, ones.low, ones.high)
    );
    if let Some(law) = &data.law {
        text.push(' ');
        text.push_str(&law.text);
        if let (Some(statistic), Some(p)) = (law.chi_square, law.p_value) {
            text.push_str(&format!(
                " Chi-square of the counts against it: {} on {} of freedom, {}.",
                decimal(statistic, 4),
                number_of(law.degrees, "degree"),
                p_value(p)
            ));
        }
    }
    text
}

pub(super) fn ones_alt(data: &OnesData) -> String {
    let largest = data.bars.iter().enumerate().max_by(|left, right| left.1.count.cmp(&right.1.count));
    let largest = largest.map_or(String::new(), |(t, bar)| {
        format!("; the largest share, {}, at T = {t}", with_level(bar.value, bar.low, bar.high))
    });
    format!(
        "Share of {} random networks by their number of ones, 0 to {}{largest}.",
        count(data.draws),
        data.bars.len().saturating_sub(1)
    )
}

pub(super) fn distribution_caption(data: &DistributionData) -> String {
    let (Some(median), Some(random)) = (data.median, data.random_median) else { return NOTHING.to_owned() };
    let reference = match data.exact {
        true => format!("all {} functions", count(data.functions)),
        false => format!("{} uniformly random functions", count(data.functions)),
    };
    format!(
        "{}: the median of {} is {}, that of {reference} {}.",
        data.label,
        number_of(data.networks, "random network"),
        with_interval(median),
        random_words(random, data.exact)
    )
}

/// The median of random functions: that of all of them, or of a sample.
pub(super) fn random_words(median: Mean, exact: bool) -> String {
    if exact { decimal(median.value, 4) } else { with_interval(median) }
}

pub(super) fn distribution_alt(data: &DistributionData) -> String {
    let ends = data.bars.first().zip(data.bars.last());
    let ends = ends.map_or(String::new(), |(first, last)| {
        format!(", from {} to {}", decimal(first.from, 3), decimal(last.to, 3))
    });
    format!("Shares of networks and of random functions by {}{ends}.", data.label)
}

#[cfg(test)]
mod tests {
    use crate::complexity::Measure;
    use crate::experiment::landscape::Ledger;

    #[test]
    fn only_what_was_found_twice_is_called_the_most_frequent() {
        let mut seen = [false; 2];
        for seed in 0..6 {
            for network in [
                "n=7&hidden=32,32,32&activation=tanh&sigma_w=8&sigma_b=1&draws=100",
                "n=3&hidden=8&draws=100",
                "n=5&hidden=none&weight_scale=fixed&draws=100&classes=on",
            ] {
                let mut ledger = Ledger::new(&format!("{network}&seed={seed}"));
                ledger.run();
                let analysis = ledger.analyse(Measure::LempelZiv, 3);
                let twice = analysis.complexity.repeated > 0;
                let caption = &analysis.rank_caption;
                assert_eq!(caption.contains("The most frequent"), twice, "{caption}");
                assert_eq!(caption.contains("None was found twice"), !twice, "{caption}");
                assert_eq!(caption.contains("gave at least"), analysis.rank.beyond > 0, "{caption}");
                let first = analysis.rank.points[0].function.clone().unwrap();
                assert_eq!(ledger.detail(&first).unwrap().most_frequent, twice, "{first}");
                seen[usize::from(twice)] = true;
            }
        }
        assert_eq!(seen, [true; 2]);
    }
}
