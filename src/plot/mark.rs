//! Shapes of marks.

use super::method_label::MethodLabel;

/// The shape of a mark, told apart without colour. Squares and circles belong to methods alone, stars to the target;
/// where methods and classes of test errors have a shape in common they differ in colour, and a method's stands
/// beside its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Square,
    Circle,
    /// No test error: the target.
    Star,
    Diamond,
    Triangle,
    Wedge,
    Plus,
    Cross,
}

impl Shape {
    /// The shapes of the classes of test errors, from none to many.
    pub(super) const ERRORS: [Self; 6] =
        [Self::Star, Self::Diamond, Self::Triangle, Self::Wedge, Self::Plus, Self::Cross];

    /// The shapes of the methods, by their places.
    pub(super) const METHODS: [Self; 6] =
        [Self::Square, Self::Circle, Self::Triangle, Self::Diamond, Self::Cross, Self::Wedge];

    /// The mark of a method.
    pub(super) fn of(label: &MethodLabel) -> Self {
        Self::METHODS[label.place as usize % Self::METHODS.len()]
    }

    /// Corners around the origin. `radius` is that of a circle of about the same weight; the outline is moved
    /// outwards by `grow`.
    pub(super) fn outline(self, radius: f64, grow: f64) -> Vec<(f64, f64)> {
        let scaled =
            |corners: &[(f64, f64)], by: f64| corners.iter().map(|&(x, y)| (x * by, y * by)).collect();
        match self {
            Self::Square => {
                let half = 0.9 * radius + grow;
                vec![(-half, -half), (half, -half), (half, half), (-half, half)]
            }
            Self::Circle => scaled(&CIRCLE, radius + grow),
            Self::Star => scaled(&STAR, 1.45 * radius + 1.5 * grow),
            Self::Diamond => {
                let half = 1.25 * radius + 1.4 * grow;
                vec![(0.0, -half), (half, 0.0), (0.0, half), (-half, 0.0)]
            }
            Self::Triangle => scaled(&TRIANGLE, 1.3 * radius + 1.8 * grow),
            Self::Wedge => Self::Triangle.outline(radius, grow).into_iter().map(|(x, y)| (x, -y)).collect(),
            Self::Plus => {
                let (arm, half) = (1.15 * radius + grow, 0.36 * radius + grow);
                vec![
                    (-half, -arm),
                    (half, -arm),
                    (half, -half),
                    (arm, -half),
                    (arm, half),
                    (half, half),
                    (half, arm),
                    (-half, arm),
                    (-half, half),
                    (-arm, half),
                    (-arm, -half),
                    (-half, -half),
                ]
            }
            Self::Cross => {
                let turn = |(x, y): (f64, f64)| (HALF_ROOT * (x - y), HALF_ROOT * (x + y));
                Self::Plus.outline(radius, grow).into_iter().map(turn).collect()
            }
        }
    }
}

/// sqrt(1/2), cosine of 45 degrees.
const HALF_ROOT: f64 = std::f64::consts::FRAC_1_SQRT_2;

/// A triangle pointing up, its centroid at the origin.
const TRIANGLE: [(f64, f64); 3] = [(0.0, -1.0), (0.95, 0.72), (-0.95, 0.72)];

/// A five-pointed star: outer corners at distance 1, inner ones at 0.46.
const STAR: [(f64, f64); 10] = [
    (0.0, -1.0),
    (0.270, -0.372),
    (0.951, -0.309),
    (0.437, 0.142),
    (0.588, 0.809),
    (0.0, 0.46),
    (-0.588, 0.809),
    (-0.437, 0.142),
    (-0.951, -0.309),
    (-0.270, -0.372),
];

/// Sixteen corners look round at the size of a mark.
const CIRCLE: [(f64, f64); 16] = [
    (1.0, 0.0),
    (0.924, 0.383),
    (HALF_ROOT, HALF_ROOT),
    (0.383, 0.924),
    (0.0, 1.0),
    (-0.383, 0.924),
    (-HALF_ROOT, HALF_ROOT),
    (-0.924, 0.383),
    (-1.0, 0.0),
    (-0.924, -0.383),
    (-HALF_ROOT, -HALF_ROOT),
    (-0.383, -0.924),
    (0.0, -1.0),
    (0.383, -0.924),
    (HALF_ROOT, -HALF_ROOT),
    (0.924, -0.383),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn area(corners: &[(f64, f64)]) -> f64 {
        let next = corners.iter().cycle().skip(1);
        corners.iter().zip(next).map(|(a, b)| a.0 * b.1 - a.1 * b.0).sum::<f64>().abs() / 2.0
    }

    #[test]
    fn shapes_weigh_about_the_same() {
        let all = Shape::ERRORS.into_iter().chain([Shape::Square, Shape::Circle]);
        for shape in all {
            let weight = area(&shape.outline(1.0, 0.0));
            assert!((2.0..4.0).contains(&weight), "{shape:?}: {weight:.2}");
        }
    }

    #[test]
    fn growing_encloses() {
        for shape in Shape::ERRORS.into_iter().chain([Shape::Square, Shape::Circle]) {
            assert!(area(&shape.outline(4.0, 1.0)) > area(&shape.outline(4.0, 0.0)) + 15.0, "{shape:?}");
        }
    }
}
