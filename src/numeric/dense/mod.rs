//! Dense matrices of a few hundred rows at most, in double precision: symmetric factors and triangular systems.
//!
//! Why not a crate: every result here ends in counts that must be the same bit for bit natively and in a browser. The libraries
//! of linear algebra choose kernels by the processor's features, sum in an order that follows the width of its vectors, and fuse
//! multiplication with addition where they can, none of which can be switched off as a promise. What is needed is small: sums here have
//! one order, written down in [`dot`], and use nothing but the operations that IEEE 754 defines exactly.

mod cholesky;

pub use cholesky::{Cholesky, NotPositive};

/// A square matrix, row by row.
#[derive(Clone, Debug, PartialEq)]
pub struct Square {
    size: usize,
    entries: Vec<f64>,
}

impl Square {
    /// The matrix of `size` rows with these entries.
    pub fn from_fn(size: usize, mut entry: impl FnMut(usize, usize) -> f64) -> Self {
        let entries = (0..size * size).map(|at| entry(at / size, at % size)).collect();
        Self { size, entries }
    }

    /// The matrix A A^T of the rows of A, which stand in `rows` one after the other, `columns` numbers each.
    ///
    /// # Panics
    /// If `columns` is 0, or the rows are not whole.
    pub fn gram(rows: &[f64], columns: usize) -> Self {
        assert!(columns > 0 && rows.len().is_multiple_of(columns), "rows of {columns} numbers");
        let size = rows.len() / columns;
        let row = |i: usize| &rows[i * columns..][..columns];
        let mut gram = Self { size, entries: vec![0.0; size * size] };
        for i in 0..size {
            for j in 0..=i {
                let product = dot(row(i), row(j));
                gram.entries[i * size + j] = product;
                gram.entries[j * size + i] = product;
            }
        }
        gram
    }

    /// How many rows it has.
    pub fn size(&self) -> usize {
        self.size
    }

    /// One row.
    pub fn row(&self, row: usize) -> &[f64] {
        &self.entries[row * self.size..][..self.size]
    }

    pub(crate) fn row_mut(&mut self, row: usize) -> &mut [f64] {
        &mut self.entries[row * self.size..][..self.size]
    }

    /// One entry.
    pub fn at(&self, row: usize, column: usize) -> f64 {
        self.entries[row * self.size + column]
    }

    /// The rows and columns with these indices, in this order.
    pub fn part(&self, indices: &[usize]) -> Self {
        Self::from_fn(indices.len(), |i, j| self.at(indices[i], indices[j]))
    }
}

/// The sum of products, as four sums of every fourth product, then those of the rest.
///
/// # Panics
/// If the lengths differ.
#[inline]
pub fn dot(one: &[f64], other: &[f64]) -> f64 {
    assert_eq!(one.len(), other.len(), "rows of one length");
    let (blocks, rest) = one.as_chunks::<4>();
    let (other_blocks, other_rest) = other.as_chunks::<4>();
    let mut sums = [0.0; 4];
    for (a, b) in blocks.iter().zip(other_blocks) {
        for k in 0..4 {
            sums[k] += a[k] * b[k];
        }
    }
    let tail: f64 = rest.iter().zip(other_rest).map(|(a, b)| a * b).sum();
    (sums[0] + sums[2]) + (sums[1] + sums[3]) + tail
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whole numbers are added without rounding, in whatever order.
    #[test]
    fn products_are_summed() {
        for length in 0..40 {
            let one: Vec<f64> = (0..length).map(|i| f64::from(i * 7 % 11) - 5.0).collect();
            let other: Vec<f64> = (0..length).map(|i| f64::from(i * 5 % 13) - 6.0).collect();
            let plain: f64 = (0..length as usize).map(|i| one[i] * other[i]).sum();
            assert_eq!(dot(&one, &other), plain);
        }
    }

    #[test]
    fn gram_matrices_are_products_of_rows() {
        let gram = Square::gram(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], 2);
        assert_eq!(
            gram,
            Square::from_fn(3, |i, j| [[5.0, 11.0, 17.0], [11.0, 25.0, 39.0], [17.0, 39.0, 61.0]][i][j])
        );
        assert_eq!(gram.part(&[2, 0]), Square::from_fn(2, |i, j| [[61.0, 17.0], [17.0, 5.0]][i][j]));
    }
}
