//! Volumes with independent Gaussian parameters: shares of the sphere.

use super::angle::{Angle, angle_sum, angle_sum_text};
use super::orthant::Orthants;
use super::vector::{Vector, dot};
use super::{BiasScale, Cone, Perceptron};

/// A number with a bound on its absolute error.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Estimate {
    /// The number.
    pub value: f64,
    /// How far it may be from the truth, absolutely.
    pub error: f64,
}

/// The probability that parameters fall into the cell, all weights N(0, 1) and the bias N(0, s^2) with s the bias
/// scale (without a bias it does not matter).
///
/// *Precision*: two or three parameters: the closed form, a sum of angles, each good to an ulp of pi. Four and five:
/// the cell is triangulated, each simplicial cone is good to about 1e-16 ([`Estimate::error`] allows for ten
/// times that). The stated error is below 2e-14 for every cell and every bias scale; it is absolute, so that a
/// volume smaller than that has no sure digit.
pub fn gaussian_probability(cell: &Cone, perceptron: Perceptron, scale: BiasScale) -> Estimate {
    if let Some(wedges) = Wedges::of(cell, perceptron, scale) {
        return Estimate {
            value: angle_sum(&wedges.angles, wedges.less, wedges.parts),
            error: (wedges.angles.len() + 1) as f64 * f64::EPSILON,
        };
    }
    let orthants = Orthants::new(perceptron, scale);
    let mut value = 0.0;
    let mut simplices = 0;
    cell.triangulate(|rays| {
        value += orthants.share(rays);
        simplices += 1;
    });
    Estimate { value: value.max(0.0), error: f64::from(simplices) * 1e-15 }
}

/// The closed form of [`gaussian_probability`] in words, such as `(2 arccos(√(2/3)) − π/3) / 4π`, for at most three
/// parameters: the area of a spherical polygon by Girard's theorem, the sum of its angles less (corners − 2) pi,
/// over 4 pi; or an angle over 2 pi. None for more parameters, or if the bias scale is no fraction.
pub fn gaussian_closed_form(cell: &Cone, perceptron: Perceptron, scale: BiasScale) -> Option<String> {
    let wedges = Wedges::of(cell, perceptron, scale)?;
    let cosines: Option<Vec<_>> = wedges.angles.into_iter().map(|angle| angle.cosine).collect();
    Some(angle_sum_text(&cosines?, wedges.less, wedges.parts))
}

/// The angles between neighbouring facets of a cone of two or three dimensions, whose volume is
/// (sum of the angles - `less` pi) / (`parts` pi).
struct Wedges {
    angles: Vec<Angle>,
    less: usize,
    parts: u32,
}

impl Wedges {
    fn of(cell: &Cone, perceptron: Perceptron, scale: BiasScale) -> Option<Self> {
        if cell.dimension() > 3 {
            return None;
        }
        let facets: Vec<(Vector, u128)> = cell
            .facets_of(cell.all())
            .into_iter()
            .map(|(condition, rays)| {
                let normal = perceptron.normal(condition as usize);
                let inward = cell.rays().iter().all(|ray| dot(&normal, &ray.direction) >= 0);
                (if inward { normal } else { normal.map(|x| -x) }, rays)
            })
            .collect();
        let mut angles = Vec::new();
        for (i, (a, on_a)) in facets.iter().enumerate() {
            for (b, on_b) in &facets[..i] {
                // In the plane the two facets, which are rays, meet in the apex.
                if cell.dimension() == 2 || on_a & on_b != 0 {
                    angles.push(Angle::between(a, b, perceptron, scale));
                }
            }
        }
        let (less, parts) = if cell.dimension() == 2 { (0, 2) } else { (angles.len() - 2, 4) };
        Some(Self { angles, less, parts })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Arrangement;
    use super::*;
    use crate::task::{Encoding, Function};

    fn scales() -> [BiasScale; 6] {
        [1e-6, 0.01, 1.0 / 3.0, 1.0, 30.0, 1e6].map(|s| BiasScale::number(s).unwrap())
    }

    #[test]
    fn the_stated_error_holds_whatever_the_triangulation() {
        for encoding in [Encoding::ZeroOne, Encoding::PlusMinus] {
            for (inputs, every) in [(3, 1), (4, 7)] {
                let perceptron = Perceptron::new(inputs, encoding, true).unwrap();
                let arrangement = Arrangement::new(perceptron);
                for function in arrangement.functions().into_iter().step_by(every) {
                    let cell = arrangement.cell(function).unwrap();
                    let reversed = Cone::new(cell.dimension(), cell.rays().iter().rev().copied().collect());
                    for scale in scales() {
                        let one = gaussian_probability(&cell, perceptron, scale);
                        let other = gaussian_probability(&reversed, perceptron, scale);
                        assert!(one.error < 2e-14 && other.error < 2e-14);
                        assert!((one.value - other.value).abs() <= one.error + other.error, "{function}");
                    }
                }
            }
        }
    }

    #[test]
    fn all_cells_fill_the_sphere() {
        for encoding in [Encoding::ZeroOne, Encoding::PlusMinus] {
            for (inputs, bias) in [(2, true), (3, true), (2, false), (3, false), (4, false)] {
                let perceptron = Perceptron::new(inputs, encoding, bias).unwrap();
                let arrangement = Arrangement::new(perceptron);
                for scale in scales() {
                    let (mut sum, mut error) = (0.0, 0.0);
                    for function in arrangement.functions() {
                        let cell = arrangement.cell(function).unwrap();
                        let estimate = gaussian_probability(&cell, perceptron, scale);
                        sum += estimate.value;
                        error += estimate.error;
                    }
                    assert!((sum - 1.0_f64).abs() < error, "{perceptron:?} {scale:?}: {sum}");
                }
            }
        }
    }

    #[test]
    fn the_closed_form_is_in_words() {
        let form = |bias, table| {
            let perceptron = Perceptron::new(2, Encoding::ZeroOne, bias).unwrap();
            let cell = Arrangement::new(perceptron).cell(Function::parse(table, 4).unwrap()).unwrap();
            gaussian_closed_form(&cell, perceptron, BiasScale::ONE).unwrap()
        };
        assert_eq!(form(true, "0001"), "(2 arccos(√(2/3)) − π/3) / 4π");
        assert_eq!(form(true, "0111"), "1/24");
        assert_eq!([form(false, "0000"), form(false, "0011"), form(false, "0111")], ["1/4", "1/8", "1/4"]);
        let three = Perceptron::new(3, Encoding::ZeroOne, true).unwrap();
        let cell = Arrangement::new(three).cell(Function::new(0, 8)).unwrap();
        assert_eq!(gaussian_closed_form(&cell, three, BiasScale::ONE), None);
    }
}
