//! Small matrix products in which every number is a block: one single-precision number for each of N runs.
//!
//! The three products of training (outputs of a layer, gradients of its inputs, gradients of its weights)
//! are sums over k of x(k) y(k) for all pairs of some x and y. They are computed tile by tile, so that a block
//! once loaded serves several sums. Every sum adds in the order of k, whatever the tile, so that the shape of
//! tiles, and the number of runs in a block, never change a result.

use crate::simd::Simd;
use crate::simd::prelude::*;

/// One number for each of the runs that go in lockstep.
pub(super) type Block<const N: usize> = [f32; N];

/// T factors at every k.
///
/// They come as an iterator over k, not by index: that the accesses stay within bounds is then known before
/// the loop, which has nothing but loads and arithmetic in it.
pub(super) trait Factors<S: Simd, const T: usize> {
    /// The factors at k = 0, 1, ...
    fn all(self, simd: S) -> impl Iterator<Item = [S::f32s; T]>;
}

/// Factors in rows of their own, each running along k.
#[derive(Clone, Copy)]
pub(super) struct Rows<'a, const N: usize, const T: usize>([&'a [Block<N>]; T]);

impl<'a, const N: usize, const T: usize> Rows<'a, N, T> {
    /// The first `depth` blocks of rows `first` to `first + T - 1` of a matrix whose rows have `width`.
    #[inline(always)]
    pub(super) fn of(matrix: &'a [Block<N>], first: usize, width: usize, depth: usize) -> Self {
        Self(std::array::from_fn(|t| &matrix[(first + t) * width..][..depth]))
    }
}

impl<S: Simd, const N: usize, const T: usize> Factors<S, T> for Rows<'_, N, T> {
    #[inline(always)]
    fn all(self, simd: S) -> impl Iterator<Item = [S::f32s; T]> {
        let depth = self.0[0].len();
        let rows = self.0.map(|row| &row[..depth]);
        (0..depth).map(
            #[inline(always)]
            move |k| rows.map(|row| load(simd, &row[k])),
        )
    }
}

/// Factors side by side in a matrix with one row for every k.
#[derive(Clone, Copy)]
pub(super) struct Columns<'a, const N: usize> {
    rows: &'a [Block<N>],
    width: usize,
    first: usize,
}

impl<'a, const N: usize> Columns<'a, N> {
    /// The columns from `first` on of the first `depth` rows of a matrix whose rows have `width` blocks.
    #[inline(always)]
    pub(super) fn of(matrix: &'a [Block<N>], first: usize, width: usize, depth: usize) -> Self {
        Self { rows: &matrix[..depth * width], width, first }
    }
}

impl<S: Simd, const N: usize, const T: usize> Factors<S, T> for Columns<'_, N> {
    #[inline(always)]
    fn all(self, simd: S) -> impl Iterator<Item = [S::f32s; T]> {
        self.rows.chunks_exact(self.width).map(
            #[inline(always)]
            move |row| {
                let row: &[Block<N>; T] = row[self.first..].first_chunk().expect("T columns");
                std::array::from_fn(|t| load(simd, &row[t]))
            },
        )
    }
}

/// Rows of single numbers, the same for all N: the weights of one run at many points.
#[derive(Clone, Copy)]
pub(super) struct Scalars<'a, const T: usize>([&'a [f32]; T]);

impl<'a, const T: usize> Scalars<'a, T> {
    /// The first `depth` numbers of rows `first` to `first + T - 1` of a matrix whose rows have `width`.
    #[inline(always)]
    pub(super) fn of(matrix: &'a [f32], first: usize, width: usize, depth: usize) -> Self {
        Self(std::array::from_fn(|t| &matrix[(first + t) * width..][..depth]))
    }
}

impl<S: Simd, const T: usize> Factors<S, T> for Scalars<'_, T> {
    #[inline(always)]
    fn all(self, simd: S) -> impl Iterator<Item = [S::f32s; T]> {
        let depth = self.0[0].len();
        let rows = self.0.map(|row| &row[..depth]);
        (0..depth).map(
            #[inline(always)]
            move |k| rows.map(|row| S::f32s::splat(simd, row[k])),
        )
    }
}

#[inline(always)]
pub(super) fn load<S: Simd, const N: usize>(simd: S, block: &Block<N>) -> S::f32s {
    S::f32s::from_slice(simd, block)
}

#[inline(always)]
pub(super) fn store<S: Simd, const N: usize>(vector: S::f32s, block: &mut Block<N>) {
    vector.store_slice(block);
}

/// `sums` with x(k) y(k) added for k = 0, 1, ..., for all pairs of X factors x and Y factors y.
#[inline(always)]
pub(super) fn add_products<S: Simd, const X: usize, const Y: usize>(
    simd: S,
    mut sums: [[S::f32s; Y]; X],
    x: impl Factors<S, X>,
    y: impl Factors<S, Y>,
) -> [[S::f32s; Y]; X] {
    for (x, y) in x.all(simd).zip(y.all(simd)) {
        for (sums, &x) in sums.iter_mut().zip(&x) {
            for (sum, &y) in sums.iter_mut().zip(&y) {
                *sum += x * y;
            }
        }
    }
    sums
}

/// A product that can be computed in tiles of X times Y sums.
pub(super) trait Product {
    /// Computes and keeps the sums of x..x + X and y..y + Y.
    fn tile<const X: usize, const Y: usize>(&mut self, x: usize, y: usize);
}

/// Computes all sums of `product`, `x` times `y` of them.
#[inline(always)]
pub(super) fn cover(product: &mut impl Product, x: usize, y: usize) {
    let (fours, twos) = (y & !3, y & !1);
    strip::<2, 4>(product, x, 0, fours);
    strip::<4, 2>(product, x, fours, twos);
    strip::<8, 1>(product, x, twos, y);
}

/// The sums of columns `start..end`, a multiple of Y of them, in tiles of X times Y.
#[inline(always)]
fn strip<const X: usize, const Y: usize>(product: &mut impl Product, x: usize, start: usize, end: usize) {
    if start == end {
        return;
    }
    let whole = x - x % X;
    for x in (0..whole).step_by(X) {
        for y in (start..end).step_by(Y) {
            product.tile::<X, Y>(x, y);
        }
    }
    for x in whole..x {
        for y in (start..end).step_by(Y) {
            product.tile::<1, Y>(x, y);
        }
    }
}
