//! Gaussian volumes of simplicial cones in four and five dimensions: orthant probabilities.

use std::f64::consts::PI;

use super::vector::{Vector, dot, orthogonal};
use super::{BiasScale, Perceptron};
use crate::numeric::Quadrature;

/// The largest dimension.
const ROWS: usize = 5;

/// Measures simplicial cones of four or five dimensions.
///
/// With R the correlations of the d inward normals, the volume is the probability that d Gaussians of
/// correlation R are all positive. Along R(t) = (1 - t) I + t R its derivative is a sum over pairs of densities
/// times orthant probabilities of dimension d - 2 (Plackett 1954, *Biometrika* 41:351; Schläfli's formula for
/// spherical simplices), elementary for d = 4. For d = 5 the opposite orthant has the same volume, so that
/// inclusion and exclusion give it from the orthants of fewer of the variables. Together
///
///   P4 = 1/16 + A/(8 pi) + I,   P5 = 1/32 + A/(16 pi) + (sum of I over the 5 quadruples)/2,
///
/// A the sum of asin r over all pairs, I = 1/(4 pi^2) ∫ sum over pairs r_kl asin(ρ_mo|kl(t)) / sqrt(1 - t^2 r_kl^2) dt.
///
/// *Precision*: all determinants of R(t) are sums of non-negative terms, found from integer minors
/// (Cauchy-Binet), so that none loses digits to cancellation. The integrand's singularities are real and lie
/// beyond 1/(1 - λ), λ the smallest eigenvalue of R, or below -1/3; panels that halve towards t = 1 until they are
/// shorter than λ keep them outside an ellipse on which 14 Gauss nodes converge below 1e-16.
#[derive(Clone, Debug)]
pub(super) struct Orthants {
    quadrature: Quadrature,
    bias: Option<usize>,
    scale: f64,
}

impl Orthants {
    pub(super) fn new(perceptron: Perceptron, scale: BiasScale) -> Self {
        Self {
            quadrature: Quadrature::new(14),
            bias: perceptron.has_bias().then(|| perceptron.inputs()),
            scale: scale.value(),
        }
    }

    /// The share of the sphere in the cone of these four or five rays.
    ///
    /// # Panics
    /// If there are not four or five.
    pub(super) fn share(&self, rays: &[Vector]) -> f64 {
        let minors = Minors::new(&dual(rays), self.bias, self.scale);
        let mut arcs = 0.0;
        for k in 0..rays.len() {
            for l in 0..k {
                arcs += minors.arcsine(k, l);
            }
        }
        match rays.len() {
            4 => 1.0 / 16.0 + arcs / (8.0 * PI) + self.integral(&minors, [0, 1, 2, 3]),
            5 => {
                let quadruples =
                    (0..5).map(|left_out| std::array::from_fn(|i| i + usize::from(i >= left_out)));
                let integrals: f64 = quadruples.map(|rows| self.integral(&minors, rows)).sum();
                1.0 / 32.0 + arcs / (16.0 * PI) + integrals / 2.0
            }
            other => panic!("four or five rays, not {other}"),
        }
    }

    /// I for four of the normals.
    fn integral(&self, minors: &Minors, rows: [usize; 4]) -> f64 {
        let path = Path::new(minors, rows);
        let mut rest = 1.0;
        let mut sum = 0.0;
        loop {
            let nearer = if rest <= path.least_eigenvalue { 0.0 } else { 0.5 * rest };
            sum += self.quadrature.integrate(nearer, rest, |s| path.integrand(s));
            if nearer == 0.0 {
                return sum / (4.0 * PI * PI);
            }
            rest = nearer;
        }
    }
}

/// The inward normals of the facets of a simplicial cone, normal k opposite ray k.
fn dual(rays: &[Vector]) -> Vec<Vector> {
    (0..rays.len())
        .map(|k| {
            let others: Vec<Vector> =
                rays.iter().enumerate().filter(|&(i, _)| i != k).map(|(_, ray)| *ray).collect();
            let normal = orthogonal(&others);
            if dot(&normal, &rays[k]) < 0 { normal.map(|x| -x) } else { normal }
        })
        .collect()
}

/// The minors of the matrix of normals: for every set of at most four rows (as bits) those of all sets of
/// columns. They are integers, exact in floating point.
struct Minors {
    wedges: Vec<[f64; 1 << ROWS]>,
    /// For every set of columns, the square of the scale that a minor's columns carry.
    weights: [f64; 1 << ROWS],
    lengths: [f64; ROWS],
}

impl Minors {
    fn new(normals: &[Vector], bias: Option<usize>, scale: f64) -> Self {
        let weight =
            |columns: usize| bias.map_or(1.0, |b| if columns >> b & 1 == 1 { scale * scale } else { 1.0 });
        let mut wedges = vec![[0.0; 1 << ROWS]; 1 << normals.len()];
        wedges[0][0] = 1.0;
        for rows in 1_usize..1 << normals.len() {
            if rows.count_ones() > 4 {
                continue;
            }
            // Expansion along the last row.
            let last = rows.ilog2() as usize;
            let smaller = wedges[rows ^ 1 << last];
            for (columns, &minor) in smaller.iter().enumerate().filter(|(_, minor)| **minor != 0.0) {
                for (c, &entry) in normals[last].iter().enumerate().filter(|&(c, _)| columns >> c & 1 == 0) {
                    let above = (columns >> c).count_ones();
                    let signed = if above.is_multiple_of(2) { entry as f64 } else { -(entry as f64) };
                    wedges[rows][columns | 1 << c] += minor * signed;
                }
            }
        }
        let mut minors = Self { wedges, weights: std::array::from_fn(weight), lengths: [1.0; ROWS] };
        for k in 0..normals.len() {
            minors.lengths[k] = minors.product(1 << k, 1 << k).sqrt();
        }
        minors
    }

    /// The determinant of the scalar products of the normals in two sets of rows (Cauchy-Binet).
    fn product(&self, rows: usize, others: usize) -> f64 {
        let pairs = self.wedges[rows].iter().zip(&self.wedges[others]);
        pairs.zip(&self.weights).map(|((a, b), weight)| a * b * weight).sum()
    }

    /// The determinant of the correlations of two sets of normals.
    fn correlation(&self, rows: usize, others: usize) -> f64 {
        let length =
            |rows: usize| (0..ROWS).filter(|k| rows >> k & 1 == 1).map(|k| self.lengths[k]).product::<f64>();
        self.product(rows, others) / (length(rows) * length(others))
    }

    /// asin of the correlation of normals k and l.
    fn arcsine(&self, k: usize, l: usize) -> f64 {
        let both = 1 << k | 1 << l;
        libm::atan2(self.correlation(1 << k, 1 << l), self.correlation(both, both).sqrt())
    }
}

/// R(t) for four normals: every determinant that the integrand needs is sum_i c_i (1 - t)^(s - i) t^i.
struct Path {
    /// The determinant of R(t).
    whole: [f64; 5],
    pairs: Vec<Pair>,
    /// A lower bound of the smallest eigenvalue of R, at most 1.
    least_eigenvalue: f64,
}

/// Two of four normals, k and l; m and o are the others.
struct Pair {
    /// r_kl.
    correlation: f64,
    /// The determinant of rows k and l.
    determinant: f64,
    /// The determinant of rows k, l, m and columns k, l, o, divided by t.
    mixed: [f64; 3],
}

impl Path {
    fn new(minors: &Minors, rows: [usize; 4]) -> Self {
        let set = |local: usize| (0..4).filter(|i| local >> i & 1 == 1).fold(0, |set, i| set | 1 << rows[i]);
        let determinants: [f64; 16] = std::array::from_fn(|local| minors.correlation(set(local), set(local)));
        let mut whole = [0.0; 5];
        for (local, determinant) in determinants.iter().enumerate() {
            whole[local.count_ones() as usize] += determinant;
        }
        let mut pairs = Vec::with_capacity(6);
        for l in 1..4 {
            for k in 0..l {
                let correlation = minors.correlation(1 << rows[k], 1 << rows[l]);
                if correlation == 0.0 {
                    continue;
                }
                let mut others = (0..4).filter(|&i| i != k && i != l);
                let others: [usize; 2] = std::array::from_fn(|_| others.next().unwrap_or_default());
                let mixed = |common: usize| {
                    // The minors are of ascending rows: moving m or o to its place costs a sign for each
                    // common row beyond it.
                    let swaps: u32 = others.iter().map(|&i| (common >> i).count_ones()).sum();
                    let value =
                        minors.correlation(set(common | 1 << others[0]), set(common | 1 << others[1]));
                    if swaps.is_multiple_of(2) { value } else { -value }
                };
                pairs.push(Pair {
                    correlation,
                    determinant: determinants[1 << k | 1 << l],
                    mixed: [mixed(0), mixed(1 << k) + mixed(1 << l), mixed(1 << k | 1 << l)],
                });
            }
        }
        // 1/λ is at most the trace of the inverse.
        let triples: f64 = (0..4).map(|left_out| determinants[15 ^ 1 << left_out]).sum();
        Self { whole, pairs, least_eigenvalue: determinants[15] / triples }
    }

    /// The sum over pairs of r_kl asin(ρ_mo|kl) / sqrt(det R_kl), all of R(t), at t = 1 - s: near the end s has the
    /// digits that t lacks.
    fn integrand(&self, s: f64) -> f64 {
        let t = 1.0 - s;
        let (s2, t2) = (s * s, t * t);
        let [c0, c1, c2, c3, c4] = self.whole;
        let whole = s2 * (c0 * s2 + c1 * s * t + c2 * t2) + t2 * t * (c3 * s + c4 * t);
        let mut sum = 0.0;
        for pair in &self.pairs {
            let determinant = s2 + 2.0 * s * t + t2 * pair.determinant;
            let [m0, m1, m2] = pair.mixed;
            let mixed = t * (m0 * s2 + m1 * s * t + m2 * t2);
            // det R_klm det R_klo - mixed^2 = det R det R_kl (Sylvester): the tangent needs no third
            // determinant, and none is subtracted.
            sum += pair.correlation * libm::atan2(mixed, (whole * determinant).sqrt()) / determinant.sqrt();
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::task::Encoding;

    fn share(rays: &[Vector], scale: f64) -> f64 {
        // Three or four weights and a bias: the last coordinate of the rays is the bias.
        let perceptron = Perceptron::new(rays.len() - 1, Encoding::ZeroOne, true).unwrap();
        Orthants::new(perceptron, BiasScale::number(scale).unwrap()).share(rays)
    }

    /// (1, ..., 1, 0, ..., 0) with this many ones.
    fn ones(count: usize) -> Vector {
        std::array::from_fn(|i| i128::from(i < count))
    }

    #[test]
    fn mirror_chambers_have_the_volume_of_one_over_the_order_of_the_group() {
        let b4: Vec<Vector> = (1..=4).map(ones).collect();
        let b5: Vec<Vector> = (1..=5).map(ones).collect();
        let d4 = [ones(1), ones(2), ones(4), [1, 1, 1, -1, 0]];
        let d5 = [ones(1), ones(2), ones(3), ones(5), [1, 1, 1, 1, -1]];
        let f4 = [[1, 1, 0, 0, 0], [2, 1, 1, 0, 0], [3, 1, 1, 1, 0], [1, 0, 0, 0, 0]];
        let groups: [(&[Vector], f64); 5] =
            [(&b4, 384.0), (&b5, 3840.0), (&d4, 192.0), (&d5, 1920.0), (&f4, 1152.0)];
        for (rays, order) in groups {
            let error = share(rays, 1.0) - 1.0 / order;
            assert!(error.abs() < 1e-16, "group of order {order}: {error:e}");
        }
    }

    #[test]
    fn a_wedge_between_walls_is_an_angle_whatever_the_scale() {
        // All weights positive and 0 < c < w1: an angle whose tangent is 1/s.
        for dimension in [4, 5] {
            let unit = |i: usize| std::array::from_fn(|c| i128::from(c == i));
            let mut rays: Vec<Vector> = (0..dimension - 1).map(unit).collect();
            rays.push(std::array::from_fn(|c| i128::from(c == 0 || c == dimension - 1)));
            let walls = f64::from(1 << (dimension - 2));
            for scale in [1e-6, 0.5, 3.0, 1e6] {
                let exact = libm::atan(1.0 / scale) / (2.0 * PI * walls);
                assert!((share(&rays, scale) - exact).abs() < 1e-16, "{dimension} {scale}");
            }
        }
    }
}
