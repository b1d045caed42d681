//! What the charts of a landscape show.

use super::cache::Distributions;
use super::settings::Landscape;
use super::tally::Tally;
use super::worth::share_of;
use crate::complexity::Measure;
use crate::complexity::exact::ExactTables;
use crate::landscape::{
    Bound, BoundLine, Choice, ClassNumbers, ComplexityBar, ComplexityData, ComplexityPoint, DistributionData,
    Found, LEAST_COUNT, OnesData, OnesLaw, PowerLawLine, RankData, RankPoint, Ranking, Reference, ZipfLine,
    correlations, edge, exceeding, goodness_of_fit, law, power_law,
};
use crate::numeric::{Estimate, Mean, Share, wilson_of};
use crate::sample::Counted;
use crate::symmetry::Class;
use crate::task::description;

/// Of the functions found at least twice, so many of the most frequent are looked at.
const LOOKED_AT: usize = 1 << 16;
/// Functions for a rank correlation: more would change only digits within its interval.
pub(super) const CORRELATED: usize = 1 << 14;

/// How the functions that are correlated were chosen.
pub(super) fn choice(ranking: &Ranking) -> Choice {
    Choice { design_effect: ranking.design_effect(), thinned: ranking.functions().len() > CORRELATED }
}
/// The most frequent functions are all drawn, of the others an even spread.
const DRAWN_ALL: usize = 400;
/// More points would cover each other and take longer to paint than a frame lasts.
const MOST_POINTS: usize = 1200;
/// With more values than this, a distribution is shown in classes.
const MOST_BARS: usize = 130;
/// How many classes.
const CLASSES: usize = 64;

/// What the figures are made of.
pub(super) struct Source<'a> {
    pub(super) landscape: &'a Landscape,
    pub(super) tally: &'a Tally,
    pub(super) ranking: &'a Ranking,
    pub(super) measure: Measure,
    pub(super) tables: Option<&'a ExactTables>,
    pub(super) distributions: &'a Distributions,
}

impl Source<'_> {
    fn draws(&self) -> u64 {
        self.ranking.draws()
    }

    /// P against rank.
    pub(super) fn rank(&self) -> RankData {
        let ranking = self.ranking;
        let n = self.landscape.n();
        let mut once: Vec<Class> = self.tally.once().map(|function| self.tally.class(function)).collect();
        let last_ranks = ranking.len() - ranking.last_once();
        let point = |rank: u64| {
            let tie = ranking.tie(rank);
            let (function, size, p) = match ranking.at(rank) {
                Ok(place) => {
                    let found = &ranking.functions()[place];
                    (Some(found.function), found.size, self.tally.p(found))
                }
                Err(size) => {
                    let example = once.iter().position(|class| class.size == size);
                    let example = example.map(|place| once.remove(place).representative);
                    (example, size, self.tally.p_once(size))
                }
            };
            RankPoint {
                rank,
                tie_from: tie.from,
                tie_to: tie.to,
                function: function.map(|function| function.to_string()),
                name: function.and_then(|function| description(function, n)),
                class_size: self.tally.symmetries.map(|_| size),
                p,
                once: rank > last_ranks,
            }
        };
        let ln_functions = (1_u64 << n) as f64 * std::f64::consts::LN_2;
        RankData {
            points: ranking.thinned().into_iter().map(point).collect(),
            draws: self.draws(),
            distinct: ranking.len(),
            once: ranking.last_once(),
            classes: self.tally.symmetries.map(|_| ClassNumbers {
                distinct: self.tally.registry.distinct() as u64,
                once: ranking.once() as u64,
            }),
            beyond: self.tally.registry.beyond(),
            reliable_to: ranking.reliable_to(),
            zipf: ZipfLine { ln_functions, at_one: 1.0 / ln_functions },
            power_law: power_law(ranking).map(|law| PowerLawLine {
                exponent: mean(law.exponent),
                intercept: law.intercept,
                from_rank: law.from_rank,
                to_rank: law.to_rank,
                least_count: law.least_count,
            }),
        }
    }

    /// P against the chosen measure.
    pub(super) fn complexity(&self) -> ComplexityData {
        let ranking = self.ranking;
        let value =
            |found: &Counted| self.measure.value(self.tally.some_member(found), self.tables).unwrap_or(0.0);
        let repeated = ranking.functions().len();
        let looked_at = repeated.min(LOOKED_AT);
        let functions: Vec<(Counted, f64)> =
            ranking.functions()[..looked_at].iter().map(|found| (*found, value(found))).collect();
        let p = |found: Counted| found.per_member() / self.draws() as f64;
        let surely = |found: &Counted| self.tally.p(found).low;
        let known = functions.iter().map(|&(_, k)| k).chain(self.distributions.networks.largest());
        let largest = known.chain(self.distributions.random.largest()).fold(0.0, f64::max);
        let line = |bound: Bound, a: Estimate| BoundLine {
            a: mean(a),
            b: bound.b,
            largest,
            largest_is_exact: Reference::new(self.landscape.n()).is_exact(),
            exceeding: exceeding(bound, functions.iter().map(|&(found, k)| (k, p(found)))),
            exceeding_surely: exceeding(bound, functions.iter().map(|(found, k)| (*k, surely(found)))),
        };
        let is_complexity = self.measure != Measure::Ones && largest > 0.0 && looked_at > 0;
        let often = functions.iter().filter(|(found, _)| found.count >= ranking.worth(LEAST_COUNT));
        let (looked, values): (Vec<Found>, Vec<f64>) = ranking
            .spread(repeated, CORRELATED)
            .map(|found| (self.tally.looked_at(&found), value(&found)))
            .unzip();
        let rho = correlations(&looked, &[values], choice(ranking)).measures[0];
        ComplexityData {
            measure: self.measure.key().to_owned(),
            label: self.measure.label().to_owned(),
            unit: self.measure.unit().to_owned(),
            points: self.points(&functions),
            by_classes: self.tally.symmetries.is_some(),
            draws: self.draws(),
            repeated: repeated as u64,
            once: ranking.once() as u64,
            looked_at: looked_at as u64,
            bound: (is_complexity && self.measure.approximates_kolmogorov()).then(|| {
                let bound = Bound::predicted(1 << self.landscape.n(), largest);
                line(bound, exactly(bound.a))
            }),
            edge: edge(often.map(|&(found, k)| (k, p(found))))
                .filter(|_| is_complexity)
                .map(|edge| line(edge.bound, edge.a)),
            correlation: rho.overall.map(mean),
            within: rho.within.map(mean),
        }
    }

    /// The functions to draw: the most frequent, a spread of the others, and those with a name.
    fn points(&self, functions: &[(Counted, f64)]) -> Vec<ComplexityPoint> {
        let (first, rest) = functions.split_at(functions.len().min(DRAWN_ALL));
        let taken = rest.len().min(MOST_POINTS - DRAWN_ALL);
        let spread = (0..taken).map(|k| &rest[k * rest.len() / taken.max(1)]);
        let named = &self.tally.named;
        let is_named =
            |found: &Counted| named.iter().any(|named| named.class.representative == found.function);
        let unnamed = first.iter().chain(spread).filter(|(found, _)| !is_named(found)).map(|&(found, k)| {
            ComplexityPoint {
                function: self.tally.some_member(&found).to_string(),
                name: None,
                complexity: k,
                p: self.tally.p(&found),
            }
        });
        let named = named.iter().map(|found| ComplexityPoint {
            function: found.named.function.to_string(),
            name: Some(found.named.id.to_owned()),
            complexity: self.measure.value(found.named.function, self.tables).unwrap_or(0.0),
            p: self.tally.exact_p(found.class, found.count),
        });
        unnamed.chain(named).collect()
    }

    /// The number of ones, and its law where a theorem holds.
    pub(super) fn ones(&self) -> OnesData {
        let problem = &self.landscape.problem;
        let n = self.landscape.n();
        let draws = self.draws();
        let law = law(&problem.architecture, &problem.prior, self.landscape.encoding, draws).map(|law| {
            let probabilities = law.probabilities(n);
            let fit = goodness_of_fit(&self.tally.ones, &probabilities);
            OnesLaw {
                text: law.words(n),
                chi_square: fit.map(|fit| fit.statistic).filter(|statistic| statistic.is_finite()),
                degrees: fit.map_or(0, |fit| fit.degrees as u64),
                p_value: fit.map(|fit| fit.p_value),
                probabilities,
            }
        });
        OnesData {
            bars: (0..self.tally.ones.len()).map(|t| self.tally.share_of_ones(t)).collect(),
            draws,
            law,
        }
    }

    /// The distribution of the chosen measure.
    pub(super) fn distribution(&self) -> DistributionData {
        let Distributions { networks, random, .. } = self.distributions;
        let reference = Reference::new(self.landscape.n());
        let design = self.tally.largest_design();
        let bar = |(from, to): (f64, f64)| ComplexityBar {
            from,
            to,
            // Which clusters the networks of a class come from is not known: a cluster counts as one draw.
            networks: share_of(wilson_of, networks.between(from, to), networks.total(), design),
            random: match Share::of(random.between(from, to), random.total()) {
                all if reference.is_exact() => Share { low: all.value, high: all.value, ..all },
                sampled => sampled,
            },
        };
        DistributionData {
            measure: self.measure.key().to_owned(),
            label: self.measure.label().to_owned(),
            unit: self.measure.unit().to_owned(),
            bars: self.classes().into_iter().map(bar).collect(),
            networks: networks.total(),
            functions: random.total(),
            exact: reference.is_exact(),
            median: networks.median(design).map(mean),
            random_median: random
                .median(1.0)
                .map(|median| if reference.is_exact() { exactly(median.value) } else { median })
                .map(mean),
        }
    }

    /// The values that occur, or classes of equal width whose ends are values that occur.
    fn classes(&self) -> Vec<(f64, f64)> {
        let Distributions { networks, random, .. } = self.distributions;
        let mut values: Vec<f64> = networks.cells().iter().chain(random.cells()).map(|cell| cell.0).collect();
        values.sort_by(f64::total_cmp);
        values.dedup();
        let (Some(&least), Some(&largest)) = (values.first(), values.last()) else { return vec![] };
        if values.len() <= MOST_BARS {
            return values.into_iter().map(|value| (value, value)).collect();
        }
        let class =
            |value: f64| (((value - least) / (largest - least) * CLASSES as f64) as usize).min(CLASSES - 1);
        let classes = values.chunk_by(|&left, &right| class(left) == class(right));
        classes.map(|class| (class[0], class[class.len() - 1])).collect()
    }
}

pub(super) fn mean(estimate: Estimate) -> Mean {
    Mean { value: estimate.value, low: estimate.low, high: estimate.high }
}

/// A number that is known.
fn exactly(value: f64) -> Estimate {
    Estimate { value, low: value, high: value, standard_error: None }
}
