//! Features made orthonormal one after the other (Gram and Schmidt).

use super::DEEPEST;
use super::rows::{fetch, inverse, scale, square, store};
use crate::method::rejection::plan::Plan;
use crate::simd::prelude::*;
use crate::simd::{Simd, f32x8};

/// Shorter residues, relative to the feature, are rounding.
pub(super) const NEGLIGIBLE: f32 = 2e-6;

/// The first layer's Gram-Schmidt, shared by all networks.
#[derive(Clone, Debug)]
pub(super) struct InputBasis {
    /// r_ts, and rho_t last, of point t.
    pub(super) coefficients: Vec<Vec<f32>>,
    /// q_t, the bias last.
    pub(super) directions: Vec<Vec<f32>>,
}

impl InputBasis {
    pub(super) fn new(plan: &Plan, depth: usize) -> Self {
        let layer = &plan.layers[0];
        let mut basis: Vec<Vec<f64>> = Vec::new();
        let mut coefficients = Vec::new();
        for point in plan.inputs.chunks_exact(plan.dimension()).take(depth) {
            let scaled = point.iter().map(|&x| f64::from(x) * f64::from(layer.weight));
            let mut feature: Vec<f64> = scaled.chain([f64::from(layer.bias)]).collect();
            let length = |feature: &[f64]| libm::sqrt(feature.iter().map(|x| x * x).sum());
            let before = length(&feature);
            let mut row = vec![0.0_f64; basis.len()];
            for _ in 0..2 {
                for (q, r) in basis.iter().zip(&mut row) {
                    let along: f64 = q.iter().zip(&feature).map(|(x, y)| x * y).sum();
                    feature.iter_mut().zip(q).for_each(|(x, y)| *x -= along * y);
                    *r += along;
                }
            }
            let after = length(&feature);
            let rho = if after > 1e-9 * before { after } else { 0.0 };
            feature.iter_mut().for_each(|x| *x = if rho > 0.0 { *x / rho } else { 0.0 });
            basis.push(feature);
            row.push(rho);
            coefficients.push(row.into_iter().map(|r| r as f32).collect());
        }
        let directions = basis.into_iter().map(|q| q.into_iter().map(|x| x as f32).collect()).collect();
        Self { coefficients, directions }
    }
}

/// Makes the new feature orthogonal to the known directions and of unit length (or 0 if nothing is left);
/// its components along them go to `r`, what is left to the result. Twice over: rounding leaves the first
/// result slightly oblique.
#[inline(always)]
pub(super) fn orthonormalise<S: Simd>(
    simd: S,
    known: &[f32],
    new: &mut [f32],
    stride: usize,
    row: usize,
    count: usize,
    r: &mut [f32x8<S>; DEEPEST],
) -> f32x8<S> {
    let zero = f32x8::splat(simd, 0.0);
    let before = square(simd, new, row, count);
    for _ in 0..2 {
        for (r, point) in r.iter_mut().zip(known.chunks_exact(stride)) {
            let mut along = zero;
            for k in row..row + count {
                along += fetch(simd, point, k) * fetch(simd, new, k);
            }
            for k in row..row + count {
                let rest = fetch(simd, new, k) - along * fetch(simd, point, k);
                store(new, k, rest);
            }
            *r += along;
        }
    }
    let after = square(simd, new, row, count);
    let enough = after.simd_gt(before * (NEGLIGIBLE * NEGLIGIBLE));
    let rho = enough.select(after, zero).sqrt();
    scale(simd, new, row, count, inverse(simd, rho));
    rho
}
