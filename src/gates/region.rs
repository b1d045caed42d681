//! The gates of two inputs as a picture: parameter space has two or three dimensions.

use super::cone::{Cone, members};
use super::cube::{BoxFace, box_faces};
use super::vector::{Vector, determinant, primitive};
use super::{Arrangement, BiasScale, Perceptron};
use crate::task::Function;

/// The parameters that compute one gate, on the unit sphere and on the cube \[-1, 1\]^3.
///
/// Coordinates are w1, w2 and the bias divided by its scale, so that both priors look the same from all
/// sides. Without a bias the third coordinate is 0: arcs of the unit circle, segments on the edges of a square.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// The gate.
    pub function: Function,
    /// The corners of a spherical polygon, unit vectors, counter-clockwise seen from outside; its sides are arcs of
    /// great circles.
    pub sphere: Vec<[f64; 3]>,
    /// The polygons on the faces of the cube that the region meets; none known if the bias scale is no
    /// fraction.
    pub cube: Option<Vec<Facet>>,
}

/// The part of a region on one face of the cube.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// The coordinate that is fixed: 0 is w1, 1 is w2, 2 is the bias.
    pub axis: usize,
    /// Whether it is +1 there, not -1.
    pub positive: bool,
    /// The corners, counter-clockwise seen from outside, exact: the coordinates are the numbers divided by the last
    /// of the four, which is positive.
    pub corners: Vec<[i128; 4]>,
}

impl Facet {
    /// The corners as floating point numbers.
    pub fn points(&self) -> Vec<[f64; 3]> {
        self.corners.iter().map(|&[x, y, z, d]| [x, y, z].map(|v| v as f64 / d as f64)).collect()
    }
}

/// The regions of all threshold functions of two inputs, in the order of their truth tables; none for more inputs.
pub fn regions(perceptron: Perceptron, scale: BiasScale) -> Vec<Region> {
    if perceptron.inputs() != 2 {
        return Vec::new();
    }
    let arrangement = Arrangement::new(perceptron);
    let faces = box_faces(perceptron, scale);
    let functions = arrangement.functions().into_iter();
    let regions = functions.filter_map(|function| {
        let cell = arrangement.cell(function)?;
        let facets =
            |faces: &Vec<BoxFace>| faces.iter().filter_map(|face| facet(face, &cell, scale)).collect();
        Some(Region {
            function,
            sphere: around(&cell).iter().map(|ray| unit(ray, scale)).collect(),
            cube: faces.as_ref().map(facets),
        })
    });
    regions.collect()
}

/// The polygon of a cell on one face of the cube.
fn facet(face: &BoxFace, cell: &Cone, scale: BiasScale) -> Option<Facet> {
    let part = face.part(cell)?;
    let (p, q) = scale.terms().unwrap_or((1, 1));
    let corner = |ray: &Vector| {
        let [x, y, z, ..] =
            primitive([i128::from(p) * ray[0], i128::from(p) * ray[1], i128::from(q) * ray[2], 0, 0]);
        [x, y, z, [x, y, z][face.axis].abs()]
    };
    Some(Facet {
        axis: face.axis,
        positive: face.sign > 0,
        corners: around(&part).iter().map(corner).collect(),
    })
}

/// The unit vector along a ray, the bias divided by its scale.
fn unit(ray: &Vector, scale: BiasScale) -> [f64; 3] {
    let v = [ray[0] as f64, ray[1] as f64, ray[2] as f64 / scale.value()];
    let length = v.iter().map(|x| x * x).sum::<f64>().sqrt();
    v.map(|x| x / length)
}

/// The extreme rays of a cone of two or three dimensions, counter-clockwise.
fn around(cone: &Cone) -> Vec<Vector> {
    let direction = |i: usize| cone.rays()[i].direction;
    let mut order = vec![0, 1];
    if cone.dimension() == 3 {
        // Each facet joins two rays: walk along them.
        let edges: Vec<Vec<usize>> =
            cone.facets_of(cone.all()).iter().map(|&(_, rays)| members(rays).collect()).collect();
        order = vec![edges[0][0], edges[0][1]];
        while order.len() < cone.ray_count() {
            let (last, before) = (order[order.len() - 1], order[order.len() - 2]);
            let next = edges.iter().find(|edge| edge.contains(&last) && !edge.contains(&before));
            order.extend(next.into_iter().flatten().filter(|&&ray| ray != last));
        }
    }
    let turn = match cone.dimension() {
        2 => determinant(&[direction(0), direction(1)], &[0, 1]),
        _ => determinant(&[direction(order[0]), direction(order[1]), direction(order[2])], &[0, 1, 2]),
    };
    if turn < 0 {
        order.reverse();
    }
    order.into_iter().map(direction).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{cube_probability, gaussian_probability};
    use super::*;
    use crate::task::Encoding;

    fn cross(a: [f64; 3], b: [f64; 3]) -> [f64; 3] {
        [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
    }

    fn dot(a: [f64; 3], b: [f64; 3]) -> f64 {
        a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
    }

    /// The signed area of a spherical triangle (van Oosterom and Strackee 1983).
    fn triangle(a: [f64; 3], b: [f64; 3], c: [f64; 3]) -> f64 {
        2.0 * libm::atan2(dot(a, cross(b, c)), 1.0 + dot(a, b) + dot(b, c) + dot(c, a))
    }

    #[test]
    fn polygons_have_the_volumes_of_their_gates() {
        for encoding in [Encoding::ZeroOne, Encoding::PlusMinus] {
            let perceptron = Perceptron::new(2, encoding, true).unwrap();
            let scale = BiasScale::fraction(3, 2).unwrap();
            let regions = regions(perceptron, scale);
            assert_eq!(regions.len(), 14);
            for Region { function, sphere, cube } in regions {
                let cell = Arrangement::new(perceptron).cell(function).unwrap();
                let area: f64 = sphere[1..].windows(2).map(|w| triangle(sphere[0], w[0], w[1])).sum();
                let gaussian = gaussian_probability(&cell, perceptron, scale);
                let share = area / (4.0 * std::f64::consts::PI);
                assert!((share - gaussian.value).abs() < 4.0 * gaussian.error, "{function}");
                // A pyramid over a polygon of the face has the volume of base times 1 over 3; the cube has 8.
                let base: f64 = cube
                    .unwrap()
                    .iter()
                    .map(|facet| {
                        let points = facet.points();
                        let twice: f64 =
                            points[1..].windows(2).map(|w| dot(points[0], cross(w[0], w[1]))).sum();
                        assert!(
                            points.iter().all(|p| p[facet.axis] == if facet.positive { 1.0 } else { -1.0 })
                        );
                        twice / 2.0
                    })
                    .sum();
                let exact = cube_probability(&cell, perceptron, scale).unwrap().to_f64();
                assert!((base / 24.0 - exact).abs() < 1e-15, "{function}");
            }
        }
    }

    #[test]
    fn without_a_bias_there_are_arcs_and_segments() {
        let perceptron = Perceptron::new(2, Encoding::ZeroOne, false).unwrap();
        let regions = regions(perceptron, BiasScale::ONE);
        assert_eq!(regions.len(), 6);
        let or = regions.iter().find(|r| r.function.to_string() == "0111").unwrap();
        assert_eq!(or.sphere, [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]);
        let facets = or.cube.as_ref().unwrap();
        assert_eq!(facets.len(), 2);
        assert_eq!((facets[0].axis, facets[0].positive), (0, true));
        assert_eq!(facets[0].corners, [[1, 0, 0, 1], [1, 1, 0, 1]]);
    }

    #[test]
    fn corners_are_exact() {
        let perceptron = Perceptron::new(2, Encoding::ZeroOne, true).unwrap();
        let scale = BiasScale::fraction(1, 3).unwrap();
        for region in regions(perceptron, scale) {
            for facet in region.cube.unwrap() {
                for [x, y, z, d] in facet.corners {
                    assert!(d > 0 && [x, y, z].iter().all(|v| v.abs() <= d));
                    // Three of c = z/3, w1 + c, w2 + c, w1 + w2 + c, and the faces of the cube meet in it, the
                    // face included.
                    let planes =
                        [z, 3 * x + z, 3 * y + z, 3 * (x + y) + z, x.abs() - d, y.abs() - d, z.abs() - d];
                    assert!(planes.iter().filter(|v| **v == 0).count() >= 3);
                }
            }
        }
        assert!(
            regions(perceptron, BiasScale::number(std::f64::consts::E).unwrap())
                .iter()
                .all(|r| r.cube.is_none())
        );
    }
}
