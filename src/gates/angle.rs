//! Angles between half-spaces: numbers, and exact cosines in words.

use std::f64::consts::PI;

use super::vector::{Vector, dot};
use super::{BiasScale, Perceptron};
use crate::numeric::Rational;

/// The angle inside the wedge of two half-spaces a.v > 0 and b.v > 0, in the coordinates in which all
/// parameters are alike: the bias divided by its scale.
#[derive(Clone, Debug)]
pub(super) struct Angle {
    /// In radians, 0 to pi, good to a few units in the last place however small.
    pub(super) value: f64,
    /// The cosine, if the bias scale is a fraction.
    pub(super) cosine: Option<Cosine>,
}

/// A cosine whose square is a fraction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cosine {
    negative: bool,
    square: Rational,
}

impl Angle {
    pub(super) fn between(a: &Vector, b: &Vector, perceptron: Perceptron, scale: BiasScale) -> Self {
        let bias = if perceptron.has_bias() { perceptron.inputs() } else { a.len() };
        let factor = |i: usize| if i == bias { scale.value() } else { 1.0 };
        let scalar: f64 = (0..a.len()).map(|i| (a[i] * b[i]) as f64 * factor(i) * factor(i)).sum();
        let mut cross = 0.0;
        for k in 1..a.len() {
            for i in 0..k {
                let minor = (a[i] * b[k] - a[k] * b[i]) as f64 * factor(i) * factor(k);
                cross += minor * minor;
            }
        }
        let cosine = scale.terms().map(|(p, q)| {
            let scaled = |v: &Vector| {
                let mut v = v.map(|x| x * i128::from(q));
                if let Some(x) = v.get_mut(bias) {
                    *x = *x / i128::from(q) * i128::from(p);
                }
                v
            };
            let (a, b) = (scaled(a), scaled(b));
            let scalar = dot(&a, &b);
            let square =
                |x: i128| Rational::new(x.unsigned_abs(), 1).times(&Rational::new(x.unsigned_abs(), 1));
            let norms = [&a, &b].map(|v| Rational::new(1, dot(v, v).unsigned_abs()));
            // The normals point inwards: the angle inside is what is missing to pi.
            Cosine { negative: scalar > 0, square: square(scalar).times(&norms[0]).times(&norms[1]) }
        });
        Self { value: libm::atan2(cross.sqrt(), -scalar), cosine }
    }
}

impl Cosine {
    /// The angle in twelfths of pi, if it is one of the common ones.
    fn twelfths(&self) -> Option<i32> {
        let (numerator, denominator) = self.square.terms()?;
        let acute = match (numerator, denominator) {
            (0, 1) => 6,
            (1, 4) => 4,
            (1, 2) => 3,
            (3, 4) => 2,
            _ => return None,
        };
        Some(if self.negative { 12 - acute } else { acute })
    }

    /// `arccos(−√(2/3))`, `arccos(1/9)`.
    fn text(&self) -> String {
        let sign = if self.negative { "−" } else { "" };
        match self.square.square_root() {
            Some(root) => format!("arccos({sign}{root})"),
            None => format!("arccos({sign}√({}))", self.square),
        }
    }
}

/// (sum of the angles − `less` pi) / (`parts` pi), in words: a plain fraction where all angles are common ones.
pub(super) fn angle_sum_text(cosines: &[Cosine], less: usize, parts: u32) -> String {
    let mut twelfths = -12 * less as i32;
    let mut others: Vec<(&Cosine, u32)> = Vec::new();
    for cosine in cosines {
        if let Some(common) = cosine.twelfths() {
            twelfths += common;
        } else if let Some((_, count)) = others.iter_mut().find(|(other, _)| *other == cosine) {
            *count += 1;
        } else {
            others.push((cosine, 1));
        }
    }
    if others.is_empty() {
        return Rational::new(twelfths.unsigned_abs().into(), u128::from(12 * parts)).to_string();
    }
    let mut terms: Vec<String> = others
        .iter()
        .map(|(cosine, count)| if *count == 1 { cosine.text() } else { format!("{count} {}", cosine.text()) })
        .collect();
    let mut sum = terms.remove(0);
    for term in terms {
        sum += &format!(" + {term}");
    }
    if twelfths == 0 && others.len() == 1 {
        return format!("{sum} / {parts}π");
    }
    if twelfths != 0 {
        sum += if twelfths < 0 { " − " } else { " + " };
        sum += &pi_text(Rational::new(twelfths.unsigned_abs().into(), 12));
    }
    format!("({sum}) / {parts}π")
}

/// A multiple of pi: `π`, `2π`, `3π/4`.
fn pi_text(multiple: Rational) -> String {
    match multiple.terms() {
        Some((1, 1)) => "π".to_owned(),
        Some((p, 1)) => format!("{p}π"),
        Some((1, q)) => format!("π/{q}"),
        Some((p, q)) => format!("{p}π/{q}"),
        None => format!("({multiple}) π"),
    }
}

/// (sum of the angles − `less` pi) / (`parts` pi), as a number.
pub(super) fn angle_sum(angles: &[Angle], less: usize, parts: u32) -> f64 {
    (angles.iter().map(|angle| angle.value).sum::<f64>() - less as f64 * PI) / (f64::from(parts) * PI)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::task::Encoding;

    fn angle(a: [i128; 3], b: [i128; 3], scale: BiasScale) -> Angle {
        let perceptron = Perceptron::new(2, Encoding::ZeroOne, true).unwrap();
        let long = |v: [i128; 3]| [v[0], v[1], v[2], 0, 0];
        Angle::between(&long(a), &long(b), perceptron, scale)
    }

    #[test]
    fn the_number_is_the_one_in_words() {
        let found = angle([1, 1, 1], [-1, 0, -1], BiasScale::fraction(2, 1).unwrap());
        let cosine = found.cosine.unwrap();
        assert_eq!(cosine.text(), "arccos(√(5/6))");
        assert!((found.value - libm::acos((5.0_f64 / 6.0).sqrt())).abs() < 1e-15);
        let obtuse = angle([1, 0, 2], [0, 1, 2], BiasScale::ONE).cosine.unwrap();
        assert_eq!(obtuse.text(), "arccos(−4/5)");
    }

    #[test]
    fn small_angles_keep_their_digits() {
        // The wedge between c > 0 and w1 - c > 0, seen with a very wide bias: its tangent is 1/s.
        let found = angle([0, 0, 1], [1, 0, -1], BiasScale::number(1e6).unwrap());
        let exact = libm::atan(1e-6);
        assert!((found.value - exact).abs() <= 4.0 * f64::EPSILON * exact);
    }

    #[test]
    fn common_angles_are_merged() {
        let right = angle([1, 0, 0], [0, 1, 0], BiasScale::ONE).cosine.unwrap();
        let sixty = angle([1, 0, 1], [0, -1, -1], BiasScale::ONE).cosine.unwrap();
        let other = angle([1, 1, 1], [1, 0, 0], BiasScale::ONE).cosine.unwrap();
        assert_eq!((right.twelfths(), sixty.twelfths(), other.twelfths()), (Some(6), Some(4), None));
        let sum = |cosines: &[&Cosine], less, parts| {
            let cosines: Vec<Cosine> = cosines.iter().map(|&c| c.clone()).collect();
            angle_sum_text(&cosines, less, parts)
        };
        assert_eq!(sum(&[&right, &right, &sixty], 1, 4), "1/12");
        assert_eq!(sum(&[&other, &right, &other], 1, 4), "(2 arccos(−√(1/3)) − π/2) / 4π");
        assert_eq!(sum(&[&other, &right, &right], 1, 4), "arccos(−√(1/3)) / 4π");
        assert_eq!(sum(&[&other], 0, 2), "arccos(−√(1/3)) / 2π");
    }
}
