//! From which side the body is looked at.

use super::Shape;
use super::sphere::Point;
use std::f64::consts::{FRAC_PI_2, TAU};

/// Seen at first: all three positive axes.
const START: (f64, f64) = (0.62, 0.46);
/// How far one key press turns.
const KEY_TURN: f64 = TAU / 48.0;

/// A parallel projection of a body from afar.
#[derive(Clone, Copy, Debug)]
pub(super) struct View {
    pub(super) shape: Shape,
    /// Whether the body is a square or circle, for want of a bias.
    pub(super) flat: bool,
    azimuth: f64,
    elevation: f64,
}

impl View {
    /// The view at first.
    pub(super) fn new(shape: Shape, flat: bool) -> Self {
        Self { shape, flat, azimuth: START.0, elevation: START.1 }
    }

    /// Another body from the same side.
    pub(super) fn of(self, shape: Shape, flat: bool) -> Self {
        Self { shape, flat, ..self }
    }

    /// Turns as if the surface were dragged by (dx, dy), in the picture's own units.
    pub(super) fn drag(&mut self, dx: f64, dy: f64) {
        self.azimuth = (self.azimuth - dx) % TAU;
        self.elevation = (self.elevation + dy).clamp(-FRAC_PI_2, FRAC_PI_2);
    }

    /// Turns by a key of a keyboard event, and says whether it was one that turns.
    pub(super) fn press(&mut self, key: &str) -> bool {
        match key {
            "ArrowLeft" => self.drag(-KEY_TURN, 0.0),
            "ArrowRight" => self.drag(KEY_TURN, 0.0),
            "ArrowUp" => self.drag(0.0, -KEY_TURN),
            "ArrowDown" => self.drag(0.0, KEY_TURN),
            "Home" => (self.azimuth, self.elevation) = START,
            _ => return false,
        }
        true
    }

    /// Turns a direction of parameter space towards the viewer.
    pub(super) fn face(&mut self, [x, y, z]: Point) {
        self.azimuth = libm::atan2(y, x);
        self.elevation = libm::atan2(z, libm::hypot(x, y));
    }

    /// Parameters in the viewer's coordinates: right, up, towards. A flat picture is seen from above.
    pub(super) fn turn(&self, [x, y, z]: Point) -> Point {
        if self.flat {
            return [x, y, z];
        }
        let (sin, cos) = libm::sincos(self.azimuth);
        let (rise, level) = libm::sincos(self.elevation);
        let towards = cos * x + sin * y;
        [cos * y - sin * x, level * z - rise * towards, level * towards + rise * z]
    }

    /// Picture units for a unit of length.
    pub(super) fn scale(&self) -> f64 {
        match (self.shape, self.flat) {
            // The cube's corners are at a distance of sqrt(3).
            (Shape::Cube, false) => 0.56,
            _ => 0.74,
        }
    }

    /// Corners in the plane of the picture.
    pub(super) fn flatten(&self, corners: &[Point]) -> Vec<[f64; 2]> {
        corners.iter().map(|&corner| self.project(corner)).collect()
    }

    /// A point in the plane of the picture, x to the right and y downwards.
    pub(super) fn project(&self, [right, up, _]: Point) -> [f64; 2] {
        [right * self.scale(), -up * self.scale()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_faced_is_in_the_middle() {
        let mut view = View::new(Shape::Sphere, false);
        for direction in [[1.0, 0.0, 0.0], [-0.3, 0.4, -0.2], [0.0, 0.0, 1.0]] {
            view.face(direction);
            let [right, up, towards] = view.turn(direction);
            assert!(right.abs() < 1e-12 && up.abs() < 1e-12 && towards > 0.0, "{right} {up} {towards}");
        }
    }
}
