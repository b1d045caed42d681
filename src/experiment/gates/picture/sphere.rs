//! Polygons on the unit sphere, whose sides are arcs of great circles.

/// Right, up, towards the viewer; or w1, w2, c.
pub(super) type Point = [f64; 3];

/// Corners along an arc are at most this far apart.
pub(super) const ARC_STEP: f64 = 0.08;

pub(super) fn add(a: Point, b: Point) -> Point {
    [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
}

/// The vector of length 1 in the same direction.
pub(super) fn unit(v: Point) -> Point {
    let length = v.iter().map(|x| x * x).sum::<f64>().sqrt();
    if length == 0.0 { v } else { v.map(|x| x / length) }
}

/// The point at the share `t` of the way along the chord, put back onto the sphere.
fn between(a: Point, b: Point, t: f64) -> Point {
    unit([0, 1, 2].map(|i| a[i] + t * (b[i] - a[i])))
}

/// The part of a convex spherical polygon that faces the viewer. Arcs of great circles stay such arcs, and what
/// is added lies on the horizon, which is one.
pub(super) fn before_horizon(corners: &[Point]) -> Vec<Point> {
    let mut kept = Vec::with_capacity(corners.len() + 2);
    for (place, &corner) in corners.iter().enumerate() {
        let next = corners[(place + 1) % corners.len()];
        if corner[2] >= 0.0 {
            kept.push(corner);
        }
        if (corner[2] >= 0.0) != (next[2] >= 0.0) {
            kept.push(between(corner, next, corner[2] / (corner[2] - next[2])));
        }
    }
    kept
}

/// The corners of a closed spherical polygon with points along its arcs between them.
pub(super) fn along_arcs(corners: &[Point]) -> Vec<Point> {
    let mut closed = corners.to_vec();
    closed.extend(corners.first());
    let mut points = along_arcs_open(&closed);
    points.pop();
    points
}

/// Points along the arcs that join the corners.
pub(super) fn along_arcs_open(corners: &[Point]) -> Vec<Point> {
    let mut points = Vec::new();
    for pair in corners.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let angle = libm::acos((0..3).map(|i| a[i] * b[i]).sum::<f64>().clamp(-1.0, 1.0));
        let steps = libm::ceil(angle / ARC_STEP).max(1.0) as usize;
        // Steps of equal angles: the weights are proportional to the sines of the angles to either end.
        points.extend((0..steps).map(|step| {
            let turned = angle * step as f64 / steps as f64;
            let (to_b, to_a) = (libm::sin(angle - turned), libm::sin(turned));
            if step == 0 { a } else { unit([0, 1, 2].map(|i| to_b * a[i] + to_a * b[i])) }
        }));
    }
    points.extend(corners.last());
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_octant_that_faces_away_is_cut_off() {
        let octant = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
        assert_eq!(before_horizon(&octant).len(), 3);
        let away = octant.map(|[x, y, z]| [x, y, z - 2.0 * z]);
        assert!(before_horizon(&away).iter().all(|corner| corner[2] >= 0.0));
        let arcs = along_arcs(&octant);
        let length = |p: &Point| p.iter().map(|x| x * x).sum::<f64>();
        assert!(arcs.iter().all(|point| (length(point) - 1.0).abs() < 1e-12));
        assert!(arcs.len() > 3 * 18, "{}", arcs.len());
    }
}
