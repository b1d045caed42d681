//! The gates of two inputs as a picture: the cube or the sphere of parameters, cut into regions and turned.
//!
//! Both bodies are convex and opaque, seen from far away (parallel projection): what faces the viewer is drawn, and
//! nothing of it hides anything else.

mod label;
mod outline;
mod scene;
mod sphere;
mod view;

use super::settings::Setup;
use crate::gates::{Region, gate_name, regions};
use outline::{area, contains};
use sphere::{Point, add, along_arcs, along_arcs_open, before_horizon};
use view::View;

pub use scene::{GateAxis, GatePolygon, GateScene};

/// Which body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Parameters uniform in a cube.
    Cube,
    /// Gaussian parameters: only the direction matters.
    Sphere,
}

/// The regions and the direction from which they are looked at.
#[derive(Clone, Debug)]
pub struct GatesPicture {
    regions: Vec<Region>,
    view: View,
    seen: Vec<GatePolygon>,
}

/// How far the axes reach, beside a cube from -1 to 1.
const AXIS_END: f64 = 1.42;
/// A region of which less is seen is turned towards the viewer when it is walked to.
const LEAST_SEEN: f64 = 0.055;

impl GatesPicture {
    /// The picture for a link; empty for more than two inputs.
    pub fn new(fragment: &str, shape: Shape) -> Self {
        let gates = Setup::read(fragment).gates;
        Self {
            regions: regions(gates.perceptron, gates.scale),
            view: View::new(shape, !gates.perceptron.has_bias()),
            seen: Vec::new(),
        }
    }

    /// Turns as if the surface were dragged by (dx, dy), in the picture's own units.
    pub fn drag(&mut self, dx: f64, dy: f64) {
        self.view.drag(dx, dy);
    }

    /// Turns by a key of a keyboard event, and says whether it was one that turns.
    pub fn press(&mut self, key: &str) -> bool {
        self.view.press(key)
    }

    /// Looks at what another link means, or at the other body, from the same side.
    pub fn look_at(&mut self, fragment: &str, shape: Shape) {
        let other = Self::new(fragment, shape);
        *self = Self { view: self.view.of(shape, other.view.flat), ..other };
    }

    /// The gate whose region comes after that of `from`, or before it, in the order of the truth tables and round to
    /// the first again. Turns the picture where the region is hardly seen.
    pub fn walk(&mut self, from: Option<&str>, back: bool) -> Option<String> {
        let mut gates: Vec<String> = self.regions.iter().map(|region| region.function.to_string()).collect();
        gates.sort_unstable();
        gates.dedup();
        let last = gates.len().checked_sub(1)?;
        let at = from.and_then(|from| gates.iter().position(|gate| gate == from));
        let next = match (at, back) {
            (None | Some(0), true) => last,
            (Some(at), true) => at - 1,
            (None, false) => 0,
            (Some(at), false) => {
                if at == last {
                    0
                } else {
                    at + 1
                }
            }
        };
        let gate = gates.swap_remove(next);
        self.show(&gate);
        Some(gate)
    }

    fn show(&mut self, gate: &str) {
        let of_gate = || self.regions.iter().filter(|region| region.function.to_string() == gate);
        let seen: f64 = self
            .polygons()
            .iter()
            .filter(|polygon| polygon.gate == gate)
            .map(|polygon| area(&polygon.points))
            .sum();
        let corners = of_gate().flat_map(|region| &region.sphere);
        let middle = corners.fold([0.0; 3], |sum: Point, corner| add(sum, *corner));
        if seen < LEAST_SEEN && middle != [0.0; 3] {
            self.view.face(middle);
        }
    }

    /// What is seen.
    pub fn scene(&mut self) -> GateScene {
        let unknown =
            self.view.shape == Shape::Cube && self.regions.iter().any(|region| region.cube.is_none());
        self.seen = if unknown { Vec::new() } else { self.polygons() };
        let mut visible: Vec<&str> = self.seen.iter().map(|polygon| polygon.sign.as_str()).collect();
        visible.dedup();
        let body = match (self.view.shape, self.view.flat) {
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
        let axes = self.axes();
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
                .map(|(_, corners)| area(&self.view.flatten(corners)))
                .enumerate()
                .max_by(|a, b| a.1.total_cmp(&b.1));
            for (number, (light, corners)) in parts.into_iter().enumerate() {
                let depth = corners.iter().map(|corner| corner[2]).sum::<f64>() / corners.len() as f64;
                let points = self.view.flatten(&corners);
                let is_largest = largest.is_some_and(|(place, _)| place == number);
                let gate = region.function.to_string();
                let sign = gate_name(region.function).unwrap_or_default().to_owned();
                let label = if is_largest { label::place(&points, &sign, &axes) } else { None };
                polygons.push((depth, GatePolygon { gate, points, light, label, sign }));
            }
        }
        polygons.sort_by(|a, b| a.0.total_cmp(&b.0));
        polygons.into_iter().map(|(_, polygon)| polygon).collect()
    }

    /// The visible parts of a region in the viewer's coordinates (right, up, towards), each with its light.
    fn outlines(&self, region: &Region) -> Vec<(f64, Vec<Point>)> {
        match (self.view.shape, self.view.flat) {
            (Shape::Sphere, false) => {
                let corners: Vec<Point> =
                    region.sphere.iter().map(|&corner| self.view.turn(corner)).collect();
                vec![(1.0, along_arcs(&before_horizon(&corners)))]
            }
            (Shape::Cube, false) => region
                .cube
                .iter()
                .flatten()
                .filter_map(|facet| {
                    let mut normal = [0.0; 3];
                    normal[facet.axis] = if facet.positive { 1.0 } else { -1.0 };
                    let normal = self.view.turn(normal);
                    let corners = facet.points().into_iter().map(|corner| self.view.turn(corner)).collect();
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

    fn axes(&self) -> Vec<GateAxis> {
        let names = ["w1", "w2", "c"];
        let axes = names.into_iter().enumerate().filter(|(axis, _)| !self.view.flat || *axis < 2);
        axes.map(|(axis, name)| {
            let along = |length: f64| {
                let mut point = [0.0; 3];
                point[axis] = length;
                self.view.turn(point)
            };
            let end = if self.view.scale() < 0.6 { AXIS_END + 0.15 } else { AXIS_END - 0.14 };
            GateAxis {
                name,
                from: self.view.project(along(1.0)),
                to: self.view.project(along(end)),
                label: self.view.project(along(end + 0.1)),
                front: along(1.0)[2] >= 0.0,
            }
        })
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::sphere::{ARC_STEP, unit};
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
                    4.0 * picture.view.turn(normal)[2].abs()
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
        assert!(labels.count() >= 4);
        assert_eq!(picture.at(0.9, 0.9), None);
        // Where both weights and the bias are positive the gate is TRUE.
        let [x, y] = picture.view.project(picture.view.turn(unit([1.0, 1.0, 1.0])));
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
    fn a_walk_comes_by_every_region_and_shows_it() {
        for shape in [Shape::Cube, Shape::Sphere] {
            let mut picture = GatesPicture::new("", shape);
            let mut walked = Vec::new();
            let mut at = None;
            for _ in 0..14 {
                at = picture.walk(at.as_deref(), false);
                let gate = at.clone().unwrap();
                let seen = picture.scene().polygons.iter().any(|polygon| polygon.gate == gate);
                assert!(seen, "{gate}");
                walked.push(gate);
            }
            assert!(walked.is_sorted() && !walked.contains(&"0110".to_owned()));
            assert_eq!(picture.walk(at.as_deref(), false).as_deref(), Some("0000"));
            assert_eq!(picture.walk(Some("0000"), true), at);
            assert_eq!(picture.walk(None, true), at);
        }
        assert_eq!(GatesPicture::new("n=3", Shape::Cube).walk(None, false), None);
    }

    #[test]
    fn a_region_is_called_as_in_the_table() {
        for link in ["", "encoding=pm&bias_scale=2.5", "bias=no"] {
            for shape in [Shape::Cube, Shape::Sphere] {
                let polygons = GatesPicture::new(link, shape).scene().polygons;
                assert!(!polygons.is_empty());
                for GatePolygon { gate, sign, .. } in polygons {
                    assert_eq!(
                        sign,
                        crate::experiment::gates::rows::name(crate::task::Function::parse(&gate, 4).unwrap())
                    );
                }
            }
        }
    }

    #[test]
    fn no_fraction_no_cube() {
        let mut picture = GatesPicture::new("bias_scale=1.4142135623730951", Shape::Cube);
        assert!(picture.scene().note.is_some() && picture.scene().polygons.is_empty());
        picture.look_at("bias_scale=1.4142135623730951", Shape::Sphere);
        assert!(picture.scene().note.is_none() && !picture.scene().polygons.is_empty());
    }
}
