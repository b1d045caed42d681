//! The marks of the complexity chart: which functions stand where, how strongly, and in which order.

use super::axis::drawable;
use super::field::Place;
use crate::landscape::{ComplexityData, ComplexityPoint};
use crate::numeric::order::last_of_equals;

/// How strongly a function is drawn, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    /// Seen fewer than 10 times: its place is a guess yet.
    Seldom,
    /// Seen 10 times or more.
    Sometimes,
    /// Seen 100 times or more.
    Often,
    /// Has a name, and was never seen.
    Never,
    /// Has a name, and was seen.
    Named,
}

impl Weight {
    fn of(point: &ComplexityPoint) -> Self {
        match (point.p.count, &point.name) {
            (0, _) => Self::Never,
            (_, Some(_)) => Self::Named,
            (100.., _) => Self::Often,
            (10.., _) => Self::Sometimes,
            _ => Self::Seldom,
        }
    }

    /// The mark's radius in css pixels.
    pub(super) fn radius(self) -> f64 {
        match self {
            Self::Seldom => 2.2,
            Self::Sometimes => 3.2,
            Self::Often => 4.2,
            Self::Never | Self::Named => 4.6,
        }
    }
}

/// A function with its place and manner.
#[derive(Clone, Debug)]
pub(super) struct Mark<'a> {
    pub(super) index: usize,
    pub(super) point: &'a ComplexityPoint,
    pub(super) at: Place,
    pub(super) weight: Weight,
    /// Whether no equal mark is painted at the same pixel later.
    pub(super) shown: bool,
}

/// The marks, placed by function and share, in painting order: weak ones first, named ones last. A function that was never seen stands at the upper
/// end of its interval; what has no place is left out.
pub(super) fn marks(
    data: &ComplexityData,
    place: impl Fn(&ComplexityPoint, f64) -> Place,
    device: impl Fn(Place) -> (i32, i32),
) -> Vec<Mark<'_>> {
    let mut marks: Vec<Mark<'_>> = data
        .points
        .iter()
        .enumerate()
        .filter_map(|(index, point)| {
            let share = if point.p.count == 0 { point.p.high } else { point.p.value };
            let known = point.complexity.is_finite() && drawable(share);
            known.then(|| Mark {
                index,
                point,
                at: place(point, share),
                weight: Weight::of(point),
                shown: true,
            })
        })
        .collect();
    marks.sort_by(|a, b| {
        a.weight.cmp(&b.weight).then(a.point.p.value.total_cmp(&b.point.p.value)).then(a.index.cmp(&b.index))
    });
    // Many functions seen a few times share a handful of places: one mark each is enough.
    let places: Vec<_> = marks.iter().map(|mark| (device(mark.at), mark.weight)).collect();
    for (mark, last) in marks.iter_mut().zip(last_of_equals(&places)) {
        mark.shown = last;
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::Share;

    fn point(count: u64, complexity: f64, name: Option<&str>) -> ComplexityPoint {
        let value = count as f64 / 1e4;
        ComplexityPoint {
            function: format!("{count:08b}"),
            name: name.map(str::to_owned),
            complexity,
            p: Share { count, value, low: 0.8 * value, high: 1.2 * value + 3.7e-4 },
        }
    }

    #[test]
    fn strong_marks_come_last_and_equal_ones_once() {
        let points = vec![
            point(500, 7.0, None),
            point(3, 21.0, None),
            point(3, 21.0, None),
            point(0, 28.0, Some("xor")),
            point(40, 14.0, None),
            point(2, 28.0, Some("and")),
            point(0, f64::NAN, Some("parity")),
        ];
        let data = ComplexityData { points, ..ComplexityData::default() };
        let found = marks(&data, |point, p| (point.complexity, 100.0 * p), |at| (at.0 as i32, at.1 as i32));
        let order: Vec<(usize, Weight)> = found.iter().map(|mark| (mark.index, mark.weight)).collect();
        use Weight::*;
        assert_eq!(order, [(1, Seldom), (2, Seldom), (4, Sometimes), (0, Often), (3, Never), (5, Named)]);
        assert_eq!(found.iter().filter(|mark| !mark.shown).map(|mark| mark.index).collect::<Vec<_>>(), [1]);
        assert!((found[4].at.1 - 0.037).abs() < 1e-12, "at the upper end of its interval");
    }
}
