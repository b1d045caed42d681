//! Words beside marks, where they cover neither each other nor the marks.

use super::field::{Field, Place};
use super::pen::{Pen, Type, text_width};
use super::theme::Palette;
use plotters::style::Color;
use plotters::style::text_anchor::HPos;

/// A mark that wants words beside it.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    pub(super) at: Place,
    /// The mark's half width, in css pixels.
    pub(super) radius: f64,
    pub(super) words: String,
}

/// Words with their place.
#[derive(Clone, Debug)]
pub(super) struct Label {
    words: String,
    /// Left end and middle of the line.
    place: Place,
    corners: Corners,
    /// A line that leads to a mark further away.
    leader: Option<(Place, Place)>,
}

/// Upper left and lower right corner.
type Corners = (Place, Place);

/// Directions in which words may stand from their mark, best first.
const DIRECTIONS: [Place; 8] =
    [(1.0, 0.0), (-1.0, 0.0), (0.0, -1.0), (0.0, 1.0), (0.8, -0.8), (0.8, 0.8), (-0.8, -0.8), (-0.8, 0.8)];

/// Distances from the mark, in css pixels: the first needs no leading line.
const DISTANCES: [f64; 6] = [3.0, 13.0, 24.0, 38.0, 56.0, 78.0];

/// How many covered marks are as bad as standing one step further away.
const CROWD: usize = 3;

/// Sets the words of all marks that can have them within the field, in the given order.
///
/// Words never cover other words or a mark that has words; of the places left, the one that covers fewest
/// `others` close by is taken. What finds no place is left out.
pub(super) fn set(wanted: &[Wanted], others: &[Place], field: &Field, size: f64) -> Vec<Label> {
    let around = |mark: &Wanted| {
        let reach = mark.radius + 1.0;
        ((mark.at.0 - reach, mark.at.1 - reach), (mark.at.0 + reach, mark.at.1 + reach))
    };
    let marks: Vec<Corners> = wanted.iter().map(around).collect();
    let mut set: Vec<Label> = Vec::new();
    for mark in wanted {
        let free = |label: &Label| {
            marks.iter().all(|other| !overlap(other, &label.corners))
                && set.iter().all(|other| !overlap(&other.corners, &label.corners))
        };
        let cost = |(step, label): &(usize, Label)| {
            let covered = others.iter().filter(|place| holds(&label.corners, **place)).count();
            CROWD * step + covered
        };
        let best = candidates(mark, field, size).filter(|(_, label)| free(label)).min_by_key(cost);
        set.extend(best.map(|(_, label)| label));
    }
    set
}

/// The places of a mark's words within the field, each with its distance step.
fn candidates<'a>(
    mark: &'a Wanted,
    field: &'a Field,
    size: f64,
) -> impl Iterator<Item = (usize, Label)> + 'a {
    let (width, height) = (text_width(&mark.words, size), 1.15 * size);
    let steps = DISTANCES.iter().enumerate();
    steps.flat_map(move |(step, distance)| {
        DIRECTIONS.iter().filter_map(move |&(right, down)| {
            let away = mark.radius + distance;
            let tip = (mark.at.0 + right * away, mark.at.1 + down * away);
            // The words stand beyond the tip, on its side.
            let left = tip.0 + width * (right.signum() * f64::from(right != 0.0) - 1.0) / 2.0;
            let middle = tip.1 + height / 2.0 * down.signum() * f64::from(right == 0.0);
            let corners = ((left - 2.0, middle - height / 2.0), (left + width + 2.0, middle + height / 2.0));
            let leader = (step > 0).then(|| {
                let near = mark.radius + 2.0;
                ((mark.at.0 + right * near, mark.at.1 + down * near), tip)
            });
            let label = Label { words: mark.words.clone(), place: (left, middle), corners, leader };
            within(field, &corners).then_some((step, label))
        })
    })
}

fn within(field: &Field, ((left, top), (right, bottom)): &Corners) -> bool {
    *left >= field.across.0 && *right <= field.across.1 && *top >= field.up.1 && *bottom <= field.up.0
}

fn overlap(one: &Corners, other: &Corners) -> bool {
    one.0.0 < other.1.0 && other.0.0 < one.1.0 && one.0.1 < other.1.1 && other.0.1 < one.1.1
}

fn holds(((left, top), (right, bottom)): &Corners, (x, y): Place) -> bool {
    (*left..=*right).contains(&x) && (*top..=*bottom).contains(&y)
}

impl Label {
    /// Paints the words in ink on a trace of paper.
    pub(super) fn paint(&self, pen: &Pen<'_>, palette: &Palette, size: f64) {
        if let Some((from, to)) = self.leader {
            pen.line([from, to], 1.0, &palette.edge);
        }
        pen.fill(self.corners.0, self.corners.1, &palette.paper.mix(0.75));
        pen.words(&self.words, self.place, Type { size, color: &palette.ink, at: HPos::Left })
    }
}

#[cfg(test)]
mod tests {
    use super::super::chart_style::ChartStyle;
    use super::*;

    fn field() -> Field {
        Field::new(Vec::new(), &ChartStyle::new(700.0, 500.0), 0.0).unwrap()
    }

    fn wanted(count: usize, apart: f64) -> Vec<Wanted> {
        let at = |k: usize| (300.0 + apart * (k % 4) as f64, 200.0 + apart * (k / 4) as f64);
        (0..count).map(|k| Wanted { at: at(k), radius: 5.0, words: format!("function {k}") }).collect()
    }

    #[test]
    fn words_do_not_cover_each_other_or_marks() {
        for apart in [0.0, 2.0, 9.0, 30.0] {
            let (wanted, field) = (wanted(12, apart), field());
            let labels = set(&wanted, &[], &field, 12.0);
            assert!(labels.len() >= 10, "{} of 12 at {apart}", labels.len());
            for (k, label) in labels.iter().enumerate() {
                assert!(within(&field, &label.corners));
                assert!(labels[..k].iter().all(|other| !overlap(&other.corners, &label.corners)));
                assert!(wanted.iter().all(|mark| !holds(&label.corners, mark.at)));
            }
        }
    }

    #[test]
    fn a_lone_mark_has_its_words_on_the_right_unless_it_is_crowded_there() {
        let (wanted, field) = (wanted(1, 0.0), field());
        let alone = &set(&wanted, &[], &field, 12.0)[0];
        assert!(alone.place.0 > 305.0 && alone.leader.is_none());
        let crowd: Vec<Place> = (0..50).map(|k| (310.0 + f64::from(k), 200.0)).collect();
        let crowded = &set(&wanted, &crowd, &field, 12.0)[0];
        assert!(crowded.place.0 < 300.0, "on the left: {crowded:?}");
    }

    #[test]
    fn words_that_find_no_place_are_left_out() {
        let outside = Wanted { at: (-500.0, -500.0), radius: 5.0, words: "far".to_owned() };
        assert!(set(&[outside], &[], &field(), 12.0).is_empty());
    }
}
