//! What stands where in a painted scatter chart: for pointers and arrow keys.

use crate::numeric::order::order;

/// A key that moves from mark to mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// To the next mark on the left.
    Left,
    /// To the next mark on the right.
    Right,
    /// To the next mark above.
    Up,
    /// To the next mark below.
    Down,
    /// To the leftmost mark.
    Home,
    /// To the rightmost mark.
    End,
}

impl Key {
    /// The key with this name in keyboard events, if it moves between marks.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "ArrowLeft" => Self::Left,
            "ArrowRight" => Self::Right,
            "ArrowUp" => Self::Up,
            "ArrowDown" => Self::Down,
            "Home" => Self::Home,
            "End" => Self::End,
            _ => return None,
        })
    }
}

/// A mark: the index of its point, its function, and its centre in css pixels.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) index: usize,
    pub(super) function: String,
    pub(super) at: (f64, f64),
}

/// The marks of a painted scatter chart, in css pixels.
///
/// Arrow keys follow the order of the marks along one axis, so that every mark can be reached with two keys.
#[derive(Clone, Debug, Default)]
pub struct ScatterView {
    /// In painting order: later ones cover earlier ones.
    marks: Vec<Placed>,
    /// Positions in `marks`, from left to right.
    by_x: Vec<usize>,
    /// Positions in `marks`, from top to bottom.
    by_y: Vec<usize>,
    /// Where the keyboard starts: a position in `marks`.
    start: Option<usize>,
}

/// How far from a mark's centre a pointer still means it, in css pixels: a fingertip.
const REACH: f64 = 22.0;

impl ScatterView {
    /// The view of marks in painting order; the keyboard starts at `start`, a position among them.
    pub(super) fn new(marks: Vec<Placed>, start: Option<usize>) -> Self {
        let across = |a: usize, b: usize| marks[a].at.0.total_cmp(&marks[b].at.0);
        let down = |a: usize, b: usize| marks[a].at.1.total_cmp(&marks[b].at.1);
        let by_x = order(marks.len(), &|a, b| across(a, b).then(down(a, b)).then(index(&marks, a, b)));
        let by_y = order(marks.len(), &|a, b| down(a, b).then(across(a, b)).then(index(&marks, a, b)));
        Self { marks, by_x, by_y, start }
    }

    /// The number of marks.
    pub fn len(&self) -> usize {
        self.marks.len()
    }

    /// Whether there is no mark.
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }

    /// The index of the point whose mark is nearest to (x, y), if one is within reach; of marks at the same
    /// distance, the uppermost.
    pub fn nearest(&self, x: f64, y: f64) -> Option<usize> {
        let mut best = None;
        let mut least = REACH * REACH;
        for mark in &self.marks {
            let (dx, dy) = (mark.at.0 - x, mark.at.1 - y);
            let distance = dx * dx + dy * dy;
            if distance <= least {
                least = distance;
                best = Some(mark.index);
            }
        }
        best
    }

    /// The index of the point that `key` leads to from the point `from`; without `from`, or from a point that is
    /// not drawn, the target's or else the most frequent one's. At the edge it stays; without marks there is none.
    pub fn next(&self, from: Option<usize>, key: Key) -> Option<usize> {
        let order = if matches!(key, Key::Up | Key::Down) { &self.by_y } else { &self.by_x };
        let last = order.len().checked_sub(1)?;
        let place = match key {
            Key::Home => 0,
            Key::End => last,
            _ => {
                let at = from.and_then(|from| order.iter().position(|&k| self.marks[k].index == from));
                match (at, key) {
                    (None, _) => return self.start.map(|k| self.marks[k].index),
                    (Some(at), Key::Left | Key::Up) => at.saturating_sub(1),
                    (Some(at), _) => (at + 1).min(last),
                }
            }
        };
        Some(self.marks[order[place]].index)
    }

    /// The truth table of the point with this index, if it is drawn.
    pub fn function_at(&self, index: usize) -> Option<&str> {
        self.marks.iter().find(|mark| mark.index == index).map(|mark| mark.function.as_str())
    }

    /// The index of the point with this truth table, if it is drawn: indices change as a run grows, functions
    /// do not.
    pub fn index_of(&self, function: &str) -> Option<usize> {
        self.marks.iter().find(|mark| mark.function == function).map(|mark| mark.index)
    }

    /// The centre of the mark of the point with this index, in css pixels, if it is drawn.
    pub fn position(&self, index: usize) -> Option<(f64, f64)> {
        self.marks.iter().find(|mark| mark.index == index).map(|mark| mark.at)
    }
}

/// The order of points that share a place.
fn index(marks: &[Placed], a: usize, b: usize) -> std::cmp::Ordering {
    marks[a].index.cmp(&marks[b].index)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(places: &[(f64, f64)]) -> ScatterView {
        let marks = places
            .iter()
            .enumerate()
            .map(|(index, &at)| Placed { index, function: format!("{index:04b}"), at })
            .collect();
        ScatterView::new(marks, (!places.is_empty()).then_some(places.len() - 1))
    }

    #[test]
    fn the_nearest_within_reach() {
        let view = view(&[(10.0, 10.0), (50.0, 10.0), (50.0, 10.0)]);
        assert_eq!(view.nearest(12.0, 12.0), Some(0));
        assert_eq!(view.nearest(48.0, 10.0), Some(2), "of two at one place, the uppermost");
        assert_eq!(view.nearest(10.0, 40.0), None);
        assert_eq!(view.nearest(f64::NAN, 0.0), None);
    }

    #[test]
    fn arrows_reach_every_mark_and_stop_at_the_edge() {
        let places: Vec<_> = (0..200).map(|k| (f64::from(k * 37 % 11), f64::from(k * 53 % 23))).collect();
        let view = view(&places);
        for (back, forth, along) in [(Key::Left, Key::Right, 0), (Key::Up, Key::Down, 1)] {
            let mut at = view.next(None, forth).unwrap();
            for _ in 0..places.len() {
                at = view.next(Some(at), back).unwrap();
            }
            let mut seen = vec![at];
            while view.next(Some(at), forth) != Some(at) {
                at = view.next(Some(at), forth).unwrap();
                seen.push(at);
            }
            assert_eq!(seen.len(), places.len());
            let coordinate = |k: usize| if along == 0 { places[k].0 } else { places[k].1 };
            assert!(seen.windows(2).all(|pair| coordinate(pair[0]) <= coordinate(pair[1])));
        }
        assert_eq!(view.next(None, Key::Home), view.next(view.next(None, Key::Home), Key::Left));
        assert_eq!(view.next(None, Key::End), view.next(view.next(None, Key::End), Key::Right));
    }

    #[test]
    fn without_a_place_the_keyboard_starts_at_the_start() {
        let view = view(&[(1.0, 1.0), (2.0, 2.0)]);
        assert_eq!(view.next(None, Key::Left), Some(1));
        assert_eq!(view.next(Some(77), Key::Left), Some(1));
        assert_eq!(ScatterView::default().next(None, Key::Left), None);
        assert_eq!(ScatterView::default().next(Some(0), Key::End), None);
    }

    #[test]
    fn functions_and_indices() {
        let view = view(&[(1.0, 1.0), (2.0, 2.0)]);
        assert_eq!(view.function_at(1), Some("0001"));
        assert_eq!(view.index_of("0000"), Some(0));
        assert_eq!((view.function_at(2), view.index_of("1111")), (None, None));
        assert_eq!(view.position(1), Some((2.0, 2.0)));
        assert_eq!((view.len(), view.is_empty()), (2, false));
    }

    #[test]
    fn keys_have_the_names_of_keyboard_events() {
        assert_eq!(Key::from_name("ArrowUp"), Some(Key::Up));
        assert_eq!(Key::from_name("Enter"), None);
    }
}
