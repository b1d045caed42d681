//! Exact volumes with parameters uniform in a cube.

use std::collections::BTreeMap;

use super::vector::{MAX_PARAMETERS, Vector, determinant};
use super::{BiasScale, Cone, Perceptron};
use crate::numeric::Rational;

/// The probability that parameters fall into the cell, all weights uniform on \[-1, 1\] and the bias uniform
/// on \[-s, s\] with s the bias scale: exact. None if the bias scale is no fraction
/// ([`BiasScale::terms`]); without a bias the scale does not matter.
///
/// The box is the union of pyramids from the origin over its faces. The part of the cell over one face is a
/// cone, triangulated into simplicial cones with integer rays r_1, ..., r_d; below the face at height h, such a
/// cone has the volume |det(r_1, ..., r_d)| / d! times the product of h / (height of r_k).
pub fn cube_probability(cell: &Cone, perceptron: Perceptron, scale: BiasScale) -> Option<Rational> {
    let faces = box_faces(perceptron, scale)?;
    Some(faces.iter().fold(Rational::zero(), |sum, face| sum.plus(&face.share(cell))))
}

/// One face of the box, and the cone over it.
pub(super) struct BoxFace {
    /// The coordinate that is fixed on the face.
    pub(super) axis: usize,
    /// Its sign there.
    pub(super) sign: i128,
    /// Inward normals of the cone over the face.
    normals: Vec<Vector>,
    /// The share of the box in a simplicial cone below this face, for rays of determinant 1 and heights 1.
    weight: Rational,
}

/// The faces of the box of this bias scale; none if the scale is no fraction.
pub(super) fn box_faces(perceptron: Perceptron, scale: BiasScale) -> Option<Vec<BoxFace>> {
    let (numerator, denominator) = if perceptron.has_bias() { scale.terms()? } else { (1, 1) };
    let dimension = perceptron.parameters();
    // Half the side along each axis, as a fraction.
    let side = |axis: usize| if axis == perceptron.inputs() { (numerator, denominator) } else { (1, 1) };
    let faces = (0..dimension).flat_map(|axis| [(axis, 1), (axis, -1)]);
    Some(faces.map(|(axis, sign)| BoxFace::new(axis, sign, dimension, side)).collect())
}

impl BoxFace {
    fn new(axis: usize, sign: i128, dimension: usize, side: impl Fn(usize) -> (u32, u32)) -> Self {
        let (p, q) = side(axis);
        let mut normals = Vec::new();
        for other in (0..dimension).filter(|&other| other != axis) {
            let (u, v) = side(other);
            for other_sign in [1, -1] {
                // sign x_axis / (p/q) >= ± x_other / (u/v)
                let mut normal = [0; MAX_PARAMETERS];
                normal[axis] = sign * i128::from(q) * i128::from(u);
                normal[other] = other_sign * i128::from(p) * i128::from(v);
                normals.push(normal);
            }
        }
        let one = Rational::new(1, 1);
        let height = Rational::new(p.into(), q.into());
        let power = (0..dimension).fold(one.clone(), |power, _| power.times(&height));
        let factorial: u128 = (1..=dimension as u128).product();
        let weight = (0..dimension).fold(power.times(&Rational::new(1, factorial)), |weight, axis| {
            let (p, q) = side(axis);
            weight.times(&Rational::new(q.into(), 2 * u128::from(p)))
        });
        Self { axis, sign, normals, weight }
    }

    /// The part of the cell in the cone over this face; none if it has no volume.
    pub(super) fn part(&self, cell: &Cone) -> Option<Cone> {
        // Conditions 0 to 15 are those of the inputs.
        let mut part = cell.clone();
        for (k, normal) in self.normals.iter().enumerate() {
            part = part.clip(normal, 16 + k as u32)?;
        }
        Some(part)
    }

    /// The height of a ray towards this face.
    pub(super) fn height(&self, ray: &Vector) -> i128 {
        self.sign * ray[self.axis]
    }

    /// The share of the box that the cell takes below this face.
    fn share(&self, cell: &Cone) -> Rational {
        const COMPONENTS: [usize; MAX_PARAMETERS] = [0, 1, 2, 3, 4];
        let Some(part) = self.part(cell) else { return Rational::zero() };
        // Few products of heights occur: adding up the determinants of each first leaves few fractions.
        let mut sums: BTreeMap<[i128; MAX_PARAMETERS], u128> = BTreeMap::new();
        part.triangulate(|simplex| {
            let mut heights = [1; MAX_PARAMETERS];
            for (height, ray) in heights.iter_mut().zip(simplex) {
                *height = self.height(ray);
            }
            heights.sort_unstable();
            *sums.entry(heights).or_default() +=
                determinant(simplex, &COMPONENTS[..simplex.len()]).unsigned_abs();
        });
        let total = sums.iter().fold(Rational::zero(), |total, (heights, &sum)| {
            let volume = heights.iter().fold(Rational::new(sum, 1), |volume, &height| {
                volume.times(&Rational::new(1, height.unsigned_abs()))
            });
            total.plus(&volume)
        });
        total.times(&self.weight)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Arrangement;
    use super::*;
    use crate::task::{Encoding, Function};

    fn probability(table: &str, scale: BiasScale) -> String {
        let perceptron = Perceptron::new(2, Encoding::ZeroOne, true).unwrap();
        let cell = Arrangement::new(perceptron).cell(Function::parse(table, 4).unwrap()).unwrap();
        cube_probability(&cell, perceptron, scale).unwrap().to_string()
    }

    #[test]
    fn and_or_and_true() {
        assert_eq!(
            ["0001", "0111", "1111"].map(|table| probability(table, BiasScale::ONE)),
            ["1/48", "1/24", "13/48"]
        );
    }

    #[test]
    fn a_dominant_bias_decides_alone() {
        // TRUE means c > max(0, -w1, -w2, -w1 - w2) = max(0, -w1) + max(0, -w2), at most 2 and 1/2 in the
        // mean. So with c uniform on [-s, s], s >= 2, the probability of TRUE is (s - 1/2) / 2s.
        for s in [2, 5, 1000, 1_000_000] {
            let expected = Rational::new(2 * u128::from(s) - 1, 4 * u128::from(s)).to_string();
            assert_eq!(probability("1111", BiasScale::fraction(s, 1).unwrap()), expected);
        }
    }

    #[test]
    fn awkward_scales_still_add_up_to_one() {
        for (p, q) in [(1, 1_000_000), (999_983, 1_000_000), (1_000_000, 999_979), (355, 113)] {
            let scale = BiasScale::fraction(p, q).unwrap();
            for encoding in [Encoding::ZeroOne, Encoding::PlusMinus] {
                let perceptron = Perceptron::new(3, encoding, true).unwrap();
                let arrangement = Arrangement::new(perceptron);
                let sum = arrangement.functions().into_iter().fold(Rational::zero(), |sum, function| {
                    let cell = arrangement.cell(function).unwrap();
                    sum.plus(&cube_probability(&cell, perceptron, scale).unwrap())
                });
                assert_eq!(sum, Rational::new(1, 1));
            }
        }
    }

    #[test]
    fn a_scale_that_is_no_fraction_has_no_exact_volume() {
        let perceptron = |bias| Perceptron::new(2, Encoding::PlusMinus, bias).unwrap();
        let scale = BiasScale::number(std::f64::consts::PI).unwrap();
        for (bias, known) in [(true, false), (false, true)] {
            let arrangement = Arrangement::new(perceptron(bias));
            let cell = arrangement.cell(Function::parse("0011", 4).unwrap()).unwrap();
            assert_eq!(cube_probability(&cell, perceptron(bias), scale).is_some(), known);
        }
    }
}
