//! The gates of two inputs as a picture: the cube or the sphere of parameters, cut into regions and turned.
//!
//! Both bodies are convex and opaque, seen from far away (parallel projection): what faces the viewer is drawn, and
//! nothing of it hides anything else.

use super::settings::Setup;
use crate::gates::{Region, regions};
use serde::Serialize;
use std::f64::consts::{FRAC_PI_2, TAU};

type Point = [f64; 3];

/// Which body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Parameters uniform in a cube.
    Cube,
    /// Gaussian parameters: only the direction matters.
    Sphere,
}

/// A part of a region as it is seen: x to the right and y downwards, both from -1 to 1.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct GatePolygon {
    /// The truth table of its gate.
    pub gate: String,
    /// The corners.
    pub points: Vec<[f64; 2]>,
    /// How much of the light from above it catches, 0 to 1.
    pub light: f64,
    /// Where the gate's sign fits, if anywhere.
    pub label: Option<[f64; 2]>,
    /// The gate's sign: a short formula.
    pub sign: String,
}

/// A coordinate axis as it is seen, from the surface outwards.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct GateAxis {
    /// w1, w2 or c.
    pub name: &'static str,
    /// Where it leaves the body.
    pub from: [f64; 2],
    /// Where it ends.
    pub to: [f64; 2],
    /// Where its name stands.
    pub label: [f64; 2],
    /// Whether it points towards the viewer: then it is drawn over the body.
    pub front: bool,
}

/// All that is seen.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct GateScene {
    /// The regions, the farthest first.
    pub polygons: Vec<GatePolygon>,
    /// The axes.
    pub axes: Vec<GateAxis>,
    /// What is seen, for those who do not see it.
    pub alt: String,
    /// Why there is nothing to see, if so.
    pub note: Option<&'static str>,
}

/// The regions and the direction from which they are looked at.
#[derive(Clone, Debug)]
pub struct GatesPicture {
    regions: Vec<Region>,
    flat: bool,
    shape: Shape,
    azimuth: f64,
    elevation: f64,
    seen: Vec<GatePolygon>,
}

/// Seen at first: all three positive axes.
const START: (f64, f64) = (0.62, 0.46);
/// How far one key press turns.
const KEY_TURN: f64 = TAU / 48.0;
/// Corners along an arc are at most this far apart.
const ARC_STEP: f64 = 0.08;
/// How far the axes reach, beside a cube from -1 to 1.
const AXIS_END: f64 = 1.42;
/// A sign is written on polygons of at least this area.
const LEAST_LABELLED: f64 = 0.055;
const SIGNS: [&str; 16] = [
    "0", "a & b", "a & !b", "a", "!a & b", "b", "a ^ b", "a | b", "!a & !b", "!(a ^ b)", "!b", "a | !b",
    "!a", "!a | b", "!a | !b", "1",
];

impl GatesPicture {
    /// The picture for a link; empty for more than two inputs.
    pub fn new(fragment: &str, shape: Shape) -> Self {
        let gates = Setup::read(fragment).gates;
        Self {
            regions: regions(gates.perceptron, gates.scale),
            flat: !gates.perceptron.has_bias(),
            shape,
            azimuth: START.0,
            elevation: START.1,
            seen: Vec::new(),
        }
    }

    /// Turns as if the surface were dragged by (dx, dy), in the picture's own units.
    pub fn drag(&mut self, dx: f64, dy: f64) {
        self.azimuth = (self.azimuth - dx) % TAU;
        self.elevation = (self.elevation + dy).clamp(-FRAC_PI_2, FRAC_PI_2);
    }

    /// Turns by a key of a keyboard event, and says whether it was one that turns.
    pub fn press(&mut self, key: &str) -> bool {
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

    /// Looks at what another link means, or at the other body, from the same side.
    pub fn look_at(&mut self, fragment: &str, shape: Shape) {
        let (azimuth, elevation) = (self.azimuth, self.elevation);
        *self = Self { azimuth, elevation, ..Self::new(fragment, shape) };
    }

    /// What is seen.
    pub fn scene(&mut self) -> GateScene {
        let unknown = self.shape == Shape::Cube && self.regions.iter().any(|region| region.cube.is_none());
        self.seen = if unknown { Vec::new() } else { self.polygons() };
        let mut visible: Vec<&str> = self.seen.iter().map(|polygon| polygon.sign.as_str()).collect();
        visible.dedup();
        let body = match (self.shape, self.flat) {
            (Shape::Cube, false) => "cube",
            (Shape::Sphere, false) => "sphere",
            (Shape::Cube, true) => "square",
            (Shape::Sphere, true) => "circle",
        };
        GateScene {
            polygons: self.seen.clone(),
            axes: self.axes(),
            alt: format!(
                "The {body} of parameters, cut into the regions of the gates; visible: {}.",
                visible.join(", ")
            ),
            note: unknown.then_some(
                "With this bias scale the cube is not cut exactly; choose a decimal number of few digits.",
            ),
        }
    }

    /// The gate at a point of what was last seen.
    pub fn at(&self, x: f64, y: f64) -> Option<&str> {
        self.seen
            .iter()
            .rev()
            .find(|polygon| contains(&polygon.points, x, y))
            .map(|polygon| polygon.gate.as_str())
    }

    fn polygons(&self) -> Vec<GatePolygon> {
        let mut polygons: Vec<(f64, GatePolygon)> = Vec::new();
        for region in &self.regions {
            let mut parts: Vec<(f64, Vec<Point>)> = Vec::new();
            for (light, corners) in self.outlines(region) {
                if corners.len() >= 3 {
                    parts.push((light, corners));
                }
            }
            let largest = parts
                .iter()
                .map(|(_, corners)| area(&self.flatten(corners)))
                .enumerate()
                .max_by(|a, b| a.1.total_cmp(&b.1));
            for (number, (light, corners)) in parts.into_iter().enumerate() {
                let depth = corners.iter().map(|corner| corner[2]).sum::<f64>() / corners.len() as f64;
                let points = self.flatten(&corners);
                let labelled = largest.is_some_and(|(place, size)| place == number && size > LEAST_LABELLED);
                let gate = region.function.to_string();
                let sign = SIGNS[usize::from_str_radix(&gate, 2).unwrap_or_default()].to_owned();
                // A region that bends round the limb may not contain its centre.
                let label = labelled.then(|| centre(&points)).filter(|[x, y]| contains(&points, *x, *y));
                polygons.push((depth, GatePolygon { gate, points, light, label, sign }));
            }
        }
        polygons.sort_by(|a, b| a.0.total_cmp(&b.0));
        polygons.into_iter().map(|(_, polygon)| polygon).collect()
    }

    /// The visible parts of a region in the viewer's coordinates (right, up, towards), each with its light.
    fn outlines(&self, region: &Region) -> Vec<(f64, Vec<Point>)> {
        match (self.shape, self.flat) {
            (Shape::Sphere, false) => {
                let corners: Vec<Point> = region.sphere.iter().map(|&corner| self.turn(corner)).collect();
                vec![(1.0, along_arcs(&before_horizon(&corners)))]
            }
            (Shape::Cube, false) => region
                .cube
                .iter()
                .flatten()
                .filter_map(|facet| {
                    let mut normal = [0.0; 3];
                    normal[facet.axis] = if facet.positive { 1.0 } else { -1.0 };
                    let normal = self.turn(normal);
                    let corners = facet.points().into_iter().map(|corner| self.turn(corner)).collect();
                    (normal[2] > 1e-9).then_some((0.62 + 0.2 * (1.0 + normal[1] - 0.4 * normal[0]), corners))
                })
                .collect(),
            (Shape::Sphere, true) => {
                let mut corners = along_arcs_open(&region.sphere);
                corners.push([0.0; 3]);
                vec![(1.0, corners)]
            }
            (Shape::Cube, true) => {
                let middle = region.sphere.iter().fold([0.0; 3], |sum: Point, corner| add(sum, *corner));
                let mut corners: Vec<Point> =
                    region.cube.iter().flatten().flat_map(|facet| facet.points()).collect();
                // The angle from the middle of the region: it is less than half a turn wide.
                let angle = |p: &Point| {
                    libm::atan2(middle[0] * p[1] - middle[1] * p[0], middle[0] * p[0] + middle[1] * p[1])
                };
                corners.sort_by(|a, b| angle(a).total_cmp(&angle(b)));
                corners.push([0.0; 3]);
                vec![(1.0, corners)]
            }
        }
    }

    /// Parameters in the viewer's coordinates: right, up, towards. A flat picture is seen from above.
    fn turn(&self, [x, y, z]: Point) -> Point {
        if self.flat {
            return [x, y, z];
        }
        let (sin, cos) = libm::sincos(self.azimuth);
        let (rise, level) = libm::sincos(self.elevation);
        let towards = cos * x + sin * y;
        [cos * y - sin * x, level * z - rise * towards, level * towards + rise * z]
    }

    fn scale(&self) -> f64 {
        match (self.shape, self.flat) {
            // The cube's corners are at a distance of sqrt(3).
            (Shape::Cube, false) => 0.56,
            _ => 0.74,
        }
    }

    fn flatten(&self, corners: &[Point]) -> Vec<[f64; 2]> {
        corners.iter().map(|&corner| self.project(corner)).collect()
    }

    fn project(&self, [right, up, _]: Point) -> [f64; 2] {
        [right * self.scale(), -up * self.scale()]
    }

    fn axes(&self) -> Vec<GateAxis> {
        let names = ["w1", "w2", "c"];
        let axes = names.into_iter().enumerate().filter(|(axis, _)| !self.flat || *axis < 2);
        axes.map(|(axis, name)| {
            let along = |length: f64| {
                let mut point = [0.0; 3];
                point[axis] = length;
                self.turn(point)
            };
            let end = if self.scale() < 0.6 { AXIS_END + 0.15 } else { AXIS_END - 0.14 };
            GateAxis {
                name,
                from: self.project(along(1.0)),
                to: self.project(along(end)),
                label: self.project(along(end + 0.1)),
                front: along(1.0)[2] >= 0.0,
            }
        })
        .collect()
    }
}

fn add(a: Point, b: Point) -> Point {
    [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
}

fn unit(v: Point) -> Point {
    let length = v.iter().map(|x| x * x).sum::<f64>().sqrt();
    if length == 0.0 { v } else { v.map(|x| x / length) }
}

/// The point at the share `t` of the way along the chord, put back onto the sphere.
fn between(a: Point, b: Point, t: f64) -> Point {
    unit([0, 1, 2].map(|i| a[i] + t * (b[i] - a[i])))
}

/// The part of a convex spherical polygon that faces the viewer. Arcs of great circles stay such arcs, and what
/// is added lies on the horizon, which is one.
fn before_horizon(corners: &[Point]) -> Vec<Point> {
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
fn along_arcs(corners: &[Point]) -> Vec<Point> {
    let mut closed = corners.to_vec();
    closed.extend(corners.first());
    let mut points = along_arcs_open(&closed);
    points.pop();
    points
}

/// Points along the arcs that join the corners.
fn along_arcs_open(corners: &[Point]) -> Vec<Point> {
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

/// Twice the signed areas of the triangles from the origin to each side, with the sides.
fn sides(points: &[[f64; 2]]) -> impl Iterator<Item = (f64, [f64; 2], [f64; 2])> + '_ {
    (0..points.len()).map(|place| {
        let (a, b) = (points[place], points[(place + 1) % points.len()]);
        (a[0] * b[1] - a[1] * b[0], a, b)
    })
}

fn area(points: &[[f64; 2]]) -> f64 {
    0.5 * sides(points).map(|(cross, ..)| cross).sum::<f64>().abs()
}

/// The centre of gravity.
fn centre(points: &[[f64; 2]]) -> [f64; 2] {
    let whole: f64 = sides(points).map(|(cross, ..)| cross).sum();
    [0, 1].map(|i| sides(points).map(|(cross, a, b)| cross * (a[i] + b[i])).sum::<f64>() / (3.0 * whole))
}

fn contains(points: &[[f64; 2]], x: f64, y: f64) -> bool {
    let crossed = |(_, a, b): &(f64, [f64; 2], [f64; 2])| {
        (a[1] > y) != (b[1] > y) && x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
    };
    sides(points).filter(crossed).count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn total(picture: &mut GatesPicture) -> f64 {
        picture.scene().polygons.iter().map(|polygon| area(&polygon.points)).sum()
    }

    #[test]
    fn the_visible_regions_cover_the_disc_of_the_sphere_from_every_side() {
        for link in ["", "encoding=pm&bias_scale=2.5"] {
            let mut picture = GatesPicture::new(link, Shape::Sphere);
            for _ in 0..20 {
                picture.drag(0.37, 0.21);
                let disc = std::f64::consts::PI * 0.74 * 0.74;
                // Chords of the limb lie inside it by a share of at most step^2 / 6.
                let covered = total(&mut picture);
                assert!(
                    covered <= disc + 1e-9 && covered > disc * (1.0 - ARC_STEP * ARC_STEP / 6.0),
                    "{covered}"
                );
            }
        }
    }

    #[test]
    fn the_visible_regions_cover_the_outline_of_the_cube() {
        let mut picture = GatesPicture::new("bias_scale=0.5", Shape::Cube);
        for _ in 0..20 {
            picture.drag(0.37, 0.21);
            let faces: f64 = (0..3)
                .map(|axis| {
                    let mut normal = [0.0; 3];
                    normal[axis] = 1.0;
                    4.0 * picture.turn(normal)[2].abs()
                })
                .sum();
            assert!((total(&mut picture) - faces * 0.56 * 0.56).abs() < 1e-9);
        }
    }

    #[test]
    fn without_a_bias_the_whole_plane_is_seen() {
        for link in ["bias=no", "bias=no&encoding=pm"] {
            let square = total(&mut GatesPicture::new(link, Shape::Cube));
            assert!((square - 4.0 * 0.74 * 0.74).abs() < 1e-9, "{square}");
            let disc = std::f64::consts::PI * 0.74 * 0.74;
            let circle = total(&mut GatesPicture::new(link, Shape::Sphere));
            assert!(circle < disc && circle > disc * (1.0 - ARC_STEP * ARC_STEP / 6.0), "{circle}");
        }
    }

    #[test]
    fn pointing_finds_the_gate_whose_region_it_is() {
        let mut picture = GatesPicture::new("", Shape::Sphere);
        let scene = picture.scene();
        assert!(scene.polygons.len() >= 7);
        let labels = scene.polygons.iter().filter_map(|polygon| Some((polygon.label?, &polygon.gate)));
        for ([x, y], gate) in labels.clone() {
            assert_eq!(picture.at(x, y), Some(gate.as_str()));
        }
        assert!(labels.count() >= 5);
        assert_eq!(picture.at(0.9, 0.9), None);
        // Where both weights and the bias are positive the gate is TRUE.
        let [x, y] = picture.project(picture.turn(unit([1.0, 1.0, 1.0])));
        assert_eq!(picture.at(x, y), Some("1111"));
    }

    #[test]
    fn keys_turn_and_home_turns_back() {
        let mut picture = GatesPicture::new("", Shape::Cube);
        let before = picture.scene();
        assert!(picture.press("ArrowLeft") && picture.press("ArrowUp") && !picture.press("a"));
        assert_ne!(picture.scene(), before);
        picture.press("Home");
        assert_eq!(picture.scene(), before);
    }

    #[test]
    fn no_fraction_no_cube() {
        let mut picture = GatesPicture::new("bias_scale=1.4142135623730951", Shape::Cube);
        assert!(picture.scene().note.is_some() && picture.scene().polygons.is_empty());
        picture.look_at("bias_scale=1.4142135623730951", Shape::Sphere);
        assert!(picture.scene().note.is_none() && !picture.scene().polygons.is_empty());
    }
}
