//! Polygons in the plane of the picture.

/// Twice the signed areas of the triangles from the origin to each side, with the sides.
fn sides(points: &[[f64; 2]]) -> impl Iterator<Item = (f64, [f64; 2], [f64; 2])> + '_ {
    (0..points.len()).map(|place| {
        let (a, b) = (points[place], points[(place + 1) % points.len()]);
        (a[0] * b[1] - a[1] * b[0], a, b)
    })
}

/// The area.
pub(super) fn area(points: &[[f64; 2]]) -> f64 {
    0.5 * sides(points).map(|(cross, ..)| cross).sum::<f64>().abs()
}

/// The centre of gravity.
pub(super) fn centre(points: &[[f64; 2]]) -> [f64; 2] {
    let whole: f64 = sides(points).map(|(cross, ..)| cross).sum();
    [0, 1].map(|i| sides(points).map(|(cross, a, b)| cross * (a[i] + b[i])).sum::<f64>() / (3.0 * whole))
}

/// Whether a point is inside.
pub(super) fn contains(points: &[[f64; 2]], x: f64, y: f64) -> bool {
    let crossed = |(_, a, b): &(f64, [f64; 2], [f64; 2])| {
        (a[1] > y) != (b[1] > y) && x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
    };
    sides(points).filter(crossed).count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_and_a_bent_outline() {
        let square = [[0.0, 0.0], [2.0, 0.0], [2.0, 2.0], [0.0, 2.0]];
        assert_eq!((area(&square), centre(&square)), (4.0, [1.0, 1.0]));
        assert!(contains(&square, 1.5, 0.5) && !contains(&square, 2.5, 0.5));
        let bent = [[0.0, 0.0], [4.0, 0.0], [4.0, 1.0], [1.0, 1.0], [1.0, 4.0], [0.0, 4.0]];
        let [x, y] = centre(&bent);
        assert!(!contains(&bent, x, y), "the centre of gravity of an angle is outside it");
    }
}
