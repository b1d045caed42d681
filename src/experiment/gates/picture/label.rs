//! Where the sign of a region can be read.

use super::outline::{centre, contains};
use super::scene::GateAxis;

/// Width of a letter and height of a line, in the picture's units: type is a little more than 3% of the width.
const LETTER: f64 = 0.034;
const LINE: f64 = 0.07;
/// Places looked at along the width and along the height of a region.
const TRIED: usize = 14;
/// How many times larger than the sign a place is at most asked to be.
const ROOM: [f64; 4] = [1.0, 1.25, 1.6, 2.0];

/// Half the width and half the height of words.
fn half(words: &str) -> [f64; 2] {
    [words.chars().count() as f64 * LETTER / 2.0, LINE / 2.0]
}

/// The middle of `sign` in a region, all of it inside and clear of the axes that are drawn over it: where there is
/// most room, and of equal places the one next to the centre.
pub(super) fn place(points: &[[f64; 2]], sign: &str, axes: &[GateAxis]) -> Option<[f64; 2]> {
    let size = half(sign);
    let room = |at: [f64; 2]| {
        let fits = |times: &&f64| inside(points, at, size.map(|length| length * **times));
        let clear = axes.iter().filter(|axis| axis.front).all(|axis| is_clear(axis, at, size));
        clear.then(|| ROOM.iter().take_while(fits).count()).filter(|&steps| steps > 0)
    };
    let middle = centre(points);
    let away = |at: &[f64; 2]| libm::hypot(at[0] - middle[0], at[1] - middle[1]);
    let places = candidates(points).chain([middle]).filter_map(|at| Some((room(at)?, at)));
    places.max_by(|a, b| a.0.cmp(&b.0).then(away(&b.1).total_cmp(&away(&a.1)))).map(|(_, at)| at)
}

/// Places all over the rectangle around the corners.
fn candidates(points: &[[f64; 2]]) -> impl Iterator<Item = [f64; 2]> {
    let end = |axis: usize, pick: fn(f64, f64) -> f64, start: f64| {
        points.iter().map(|point| point[axis]).fold(start, pick)
    };
    let low = [0, 1].map(|axis| end(axis, f64::min, f64::INFINITY));
    let high = [0, 1].map(|axis| end(axis, f64::max, f64::NEG_INFINITY));
    let at = move |axis: usize, step: usize| {
        low[axis] + (high[axis] - low[axis]) * (step as f64 + 0.5) / TRIED as f64
    };
    (0..TRIED * TRIED).map(move |place| [at(0, place % TRIED), at(1, place / TRIED)])
}

/// Whether a rectangle about `at` is inside: its corners are, and the middles of its long sides.
fn inside(points: &[[f64; 2]], [x, y]: [f64; 2], [right, down]: [f64; 2]) -> bool {
    [-1.0, 0.0, 1.0]
        .into_iter()
        .all(|side| [-down, down].into_iter().all(|height| contains(points, x + side * right, y + height)))
}

/// Whether words about `at` leave an axis and its name free.
fn is_clear(axis: &GateAxis, at: [f64; 2], size: [f64; 2]) -> bool {
    let name = half(axis.name);
    let apart =
        |from: [f64; 2], other: [f64; 2]| (0..2).any(|i| (at[i] - from[i]).abs() >= size[i] + other[i]);
    let along = |share: f64| [0, 1].map(|i| axis.from[i] + share * (axis.to[i] - axis.from[i]));
    apart(axis.label, name) && (0..=8).all(|step| apart(along(f64::from(step) / 8.0), [0.02, 0.02]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: [[f64; 2]; 4] = [[-0.5, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5]];

    fn axis(label: [f64; 2], front: bool) -> GateAxis {
        GateAxis { name: "w1", from: [0.0, 0.0], to: [0.0, -0.3], label, front }
    }

    #[test]
    fn a_sign_stands_in_the_middle_where_it_fits() {
        let [x, y] = place(&SQUARE, "NOT a", &[]).unwrap();
        assert!(x.abs() < 0.04 && y.abs() < 0.04, "{x} {y}");
        let needle = SQUARE.map(|[x, y]| [x * 0.1, y]);
        assert_eq!(place(&needle, "NOT a", &[]), None);
        assert!(place(&needle, "a", &[]).is_some());
    }

    #[test]
    fn in_a_triangle_it_stands_where_there_is_room() {
        let triangle = [[0.0, -0.6], [0.35, 0.2], [-0.35, 0.2]];
        let [_, y] = place(&triangle, "NOT a", &[]).unwrap();
        assert!(y > centre(&triangle)[1] - 1e-9);
    }

    #[test]
    fn axes_and_their_names_stay_free() {
        let at = place(&SQUARE, "NOT a", &[axis([0.0, 0.0], true)]).unwrap();
        assert!(is_clear(&axis([0.0, 0.0], true), at, half("NOT a")));
        assert!(at[0].abs() + at[1].abs() > 0.05);
        let behind = place(&SQUARE, "NOT a", &[axis([0.0, 0.0], false)]).unwrap();
        assert_eq!(behind, place(&SQUARE, "NOT a", &[]).unwrap());
    }
}
