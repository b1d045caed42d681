//! The first layer on the whole Boolean cube, by subset sums.

use super::padded;
use crate::simd::prelude::*;
use crate::simd::{LANES, Simd, f32x8, i32x8};
use crate::task::Encoding;

/// Inputs of the cube at least: those of fewer than two dimensions are worked on as if they had two.
const LEAST_DIMENSION: usize = 2;

/// The largest dimension.
const DIMENSIONS: usize = 7;

/// Sets of units, one bit each, a byte for every vector.
pub(super) type Units = [u8; 16];

/// The first layer of one network.
#[derive(Clone, Debug)]
pub(super) struct First {
    encoding: Encoding,
    /// Inputs, without those added to reach the least dimension.
    inputs: usize,
    units: usize,
    /// Row 0: the pre-activations at input 0; row 1 + k: what setting bit k adds (the lowest bit is the last
    /// input). Rows are padded to whole vectors.
    steps: Vec<f32>,
    /// Of one vector of units: the sums over all but the two lowest bits.
    upper: Vec<f32>,
    /// The pre-activations at all inputs, in such rows.
    values: Vec<f32>,
    /// By input: the units whose pre-activation has a negative sign.
    negative: Vec<Units>,
    /// The units that are negative at the centre of the cube.
    negative_at_centre: Units,
}

impl First {
    pub(super) fn new(encoding: Encoding, inputs: usize, units: usize) -> Self {
        let dimension = inputs.max(LEAST_DIMENSION);
        Self {
            encoding,
            inputs,
            units,
            steps: vec![0.0; (dimension + 1) * padded(units)],
            upper: vec![0.0; LANES << (dimension - 2)],
            values: vec![0.0; padded(units) << dimension],
            negative: vec![[0; 16]; 1 << dimension],
            negative_at_centre: [0; 16],
        }
    }

    /// The dimension of the cube that is worked on.
    pub(super) fn dimension(&self) -> usize {
        self.inputs.max(LEAST_DIMENSION)
    }

    /// The steps, row by row.
    #[inline(always)]
    pub(super) fn steps(&self) -> impl Iterator<Item = &[f32]> {
        self.steps.chunks_exact(padded(self.units))
    }

    /// By input: the pre-activations, and the units among them that deviate from their state at the centre.
    #[inline(always)]
    pub(super) fn points(&self) -> impl Iterator<Item = (&[f32], u128)> {
        let (centre, real) = (u128::from_le_bytes(self.negative_at_centre), self.real());
        self.values
            .chunks_exact(padded(self.units))
            .zip(&self.negative)
            .map(move |(values, &negative)| (values, (u128::from_le_bytes(negative) ^ centre) & real))
    }

    /// The units that are on at the centre.
    #[inline(always)]
    pub(super) fn on_at_centre(&self) -> u128 {
        !u128::from_le_bytes(self.negative_at_centre) & self.real()
    }

    /// The units that are on somewhere.
    #[inline(always)]
    pub(super) fn on_somewhere(&self) -> u128 {
        let nowhere = self.negative.iter().fold(u128::MAX, |all, &units| all & u128::from_le_bytes(units));
        !nowhere & self.real()
    }

    /// All units: vectors are longer.
    #[inline(always)]
    fn real(&self) -> u128 {
        u128::MAX >> (128 - self.units)
    }

    /// Finds the pre-activations. `raw` starts with the biases of all units, then come their weights input by
    /// input, then whatever else, a vector at least.
    #[inline(always)]
    pub(super) fn evaluate<S: Simd>(&mut self, simd: S, raw: &[f32], (weight, bias): (f32, f32)) {
        let stride = padded(self.units);
        for group in 0..stride / LANES {
            let at = group * LANES;
            let load = |row: usize| f32x8::from_slice(simd, &raw[row * self.units + at..][..LANES]);
            let mut base = load(0) * bias;
            let mut changes = [f32x8::splat(simd, 0.0); DIMENSIONS];
            let mut centre = f32x8::splat(simd, 0.0);
            for input in 0..self.inputs {
                let change = &mut changes[self.inputs - 1 - input];
                *change = load(1 + input) * weight;
                if self.encoding == Encoding::PlusMinus {
                    base -= *change;
                    *change += *change;
                }
                centre += *change;
            }
            // In both encodings the centre lies half of all steps from input 0.
            centre = centre * 0.5 + base;
            self.negative_at_centre[group] = signs(centre);
            for (row, step) in self.steps.chunks_exact_mut(stride).zip(std::iter::once(&base).chain(&changes))
            {
                step.store_slice(&mut row[at..at + LANES]);
            }
            base.store_slice(&mut self.upper[..LANES]);
            let mut known = LANES;
            for &change in &changes[2..self.inputs.max(2)] {
                let (before, after) = self.upper[..2 * known].split_at_mut(known);
                for (from, to) in before.chunks_exact(LANES).zip(after.chunks_exact_mut(LANES)) {
                    (f32x8::from_slice(simd, from) + change).store_slice(to);
                }
                known *= 2;
            }
            let [last, second, ..] = changes;
            let both = last + second;
            for ((upper, values), negative) in self
                .upper
                .chunks_exact(LANES)
                .zip(self.values.chunks_exact_mut(4 * stride))
                .zip(self.negative.chunks_exact_mut(4))
            {
                let upper = f32x8::from_slice(simd, upper);
                let points = [upper, upper + last, upper + second, upper + both];
                for ((value, row), negative) in
                    points.into_iter().zip(values.chunks_exact_mut(stride)).zip(negative)
                {
                    value.store_slice(&mut row[at..at + LANES]);
                    negative[group] = signs(value);
                }
            }
        }
    }
}

/// The lanes whose sign is set: as integers such numbers are negative, -0 too.
#[inline(always)]
fn signs<S: Simd>(value: f32x8<S>) -> u8 {
    value.bitcast::<i32x8<S>>().simd_lt(i32x8::splat(value.token(), 0)).to_bitmask() as u8
}
