//! The factor L of a positive definite matrix L L^T, and what it solves.

use super::{Square, dot};
use std::fmt;

/// The lower triangular L of A = L L^T.
#[derive(Clone, Debug)]
pub struct Cholesky {
    lower: Square,
}

/// A matrix that is not positive definite as far as double precision can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotPositive {
    /// The first row at which nothing positive is left.
    pub row: usize,
}

impl fmt::Display for NotPositive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the matrix is not positive definite: row {} depends on those before", self.row)
    }
}

impl std::error::Error for NotPositive {}

impl Cholesky {
    /// The factor of a symmetric matrix, of which the lower triangle is read.
    ///
    /// # Errors
    /// If a pivot is not a positive number.
    pub fn new(matrix: &Square) -> Result<Self, NotPositive> {
        let mut lower = matrix.clone();
        lower_in_place(&mut lower)?;
        Ok(Self { lower })
    }

    /// What has this lower triangle, whose diagonal is positive, as its factor.
    pub(crate) fn of_lower(lower: Square) -> Self {
        Self { lower }
    }

    /// L; what stands above its diagonal has no meaning.
    pub fn lower(&self) -> &Square {
        &self.lower
    }

    /// The sum of the logarithms of the diagonal of L: half the logarithm of the determinant of A.
    pub fn ln_diagonal(&self) -> f64 {
        (0..self.lower.size()).map(|i| libm::log(self.lower.at(i, i))).sum()
    }

    /// Solves L x = b in place.
    ///
    /// # Panics
    /// If `b` is longer than L; if it is shorter, the system is that of the first rows.
    pub fn forward(&self, b: &mut [f64]) {
        for i in 0..b.len() {
            let row = self.lower.row(i);
            b[i] = (b[i] - dot(&row[..i], &b[..i])) / row[i];
        }
    }

    /// Solves L^T x = b in place.
    ///
    /// # Panics
    /// As [`Cholesky::forward`].
    pub fn backward(&self, b: &mut [f64]) {
        for i in (0..b.len()).rev() {
            let row = self.lower.row(i);
            b[i] /= row[i];
            let (before, rest) = b.split_at_mut(i);
            for (value, entry) in before.iter_mut().zip(row) {
                *value -= entry * rest[0];
            }
        }
    }

    /// Solves A x = b in place.
    ///
    /// # Panics
    /// If `b` has not the size of A.
    pub fn solve(&self, b: &mut [f64]) {
        assert_eq!(b.len(), self.lower.size(), "a right-hand side of the matrix's size");
        self.forward(b);
        self.backward(b);
    }
}

fn lower_in_place(matrix: &mut Square) -> Result<(), NotPositive> {
    for i in 0..matrix.size() {
        for j in 0..i {
            let (above, row) = matrix.entries.split_at_mut(i * matrix.size);
            let other = &above[j * matrix.size..][..=j];
            row[j] = (row[j] - dot(&row[..j], &other[..j])) / other[j];
        }
        let row = matrix.row_mut(i);
        let pivot = row[i] - dot(&row[..i], &row[..i]);
        // Also where it is no number.
        if pivot.is_nan() || pivot <= 0.0 {
            return Err(NotPositive { row: i });
        }
        row[i] = libm::sqrt(pivot);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Domain, Stream};

    /// Random matrices of every size up to 128: the factor multiplied out is the matrix, and what is solved solves it, within
    /// what rounding does at their condition (G G^T / k + I / 4 has one below some tens).
    #[test]
    fn factors_and_solutions_multiply_out() {
        let mut stream = Stream::new(5, Domain::Draws, 0);
        let mut number = || f64::from(stream.next_u32()) / f64::from(u32::MAX) * 2.0 - 1.0;
        for size in (1..20).chain([31, 32, 33, 64, 127, 128]) {
            let rows: Vec<f64> = (0..size * size).map(|_| number()).collect();
            let gram = Square::gram(&rows, size);
            let matrix =
                Square::from_fn(size, |i, j| gram.at(i, j) / size as f64 + if i == j { 0.25 } else { 0.0 });
            let factor = Cholesky::new(&matrix).expect("a positive definite matrix");
            let lower = factor.lower();
            let mut solution: Vec<f64> = (0..size).map(|_| number()).collect();
            let right = solution.clone();
            factor.solve(&mut solution);
            for (i, &right) in right.iter().enumerate() {
                for j in 0..=i {
                    let product = dot(&lower.row(i)[..=j], &lower.row(j)[..=j]);
                    assert!((product - matrix.at(i, j)).abs() < 1e-14 * size as f64, "{size}: {i} {j}");
                }
                let product = dot(matrix.row(i), &solution);
                assert!((product - right).abs() < 1e-13 * size as f64, "{size}: {i}");
            }
        }
    }

    #[test]
    fn what_is_not_positive_definite_is_told() {
        let singular =
            Square::from_fn(3, |i, j| if i == 2 || j == 2 { 1.0 } else { f64::from(i == j) + 1.0 });
        assert!(Cholesky::new(&singular).is_ok());
        assert_eq!(Cholesky::new(&Square::from_fn(3, |_, _| 1.0)).unwrap_err(), NotPositive { row: 1 });
        assert_eq!(Cholesky::new(&Square::from_fn(2, |_, _| f64::NAN)).unwrap_err(), NotPositive { row: 0 });
        assert_eq!(
            Cholesky::new(&Square::from_fn(2, |i, j| if i == j { 1.0 } else { 2.0 })).unwrap_err(),
            NotPositive { row: 1 }
        );
    }

    #[test]
    fn half_the_logarithm_of_the_determinant() {
        // 4 * 5 - 2 * 2 = 16.
        let matrix = Square::from_fn(2, |i, j| [[4.0, 2.0], [2.0, 5.0]][i][j]);
        let factor = Cholesky::new(&matrix).expect("a positive definite matrix");
        assert!((factor.ln_diagonal() - libm::log(4.0)).abs() < 1e-15);
    }
}
