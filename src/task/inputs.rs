//! The points on which functions are looked at.

/// How a Boolean input is written as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// 0 and 1.
    ZeroOne,
    /// -1 and +1.
    PlusMinus,
}

/// Up to 128 points of one dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct Inputs {
    dimension: usize,
    points: Vec<f32>,
    cube: Option<Encoding>,
}

impl Inputs {
    /// The largest number of Boolean inputs: 2^7 = 128 points.
    pub const MAX_BITS: usize = 7;

    /// All 2^n Boolean vectors; point `j` is the n-bit binary expansion of `j`, most significant bit first.
    ///
    /// # Panics
    /// If `n` is 0 or more than [`Inputs::MAX_BITS`].
    pub fn boolean(n: usize, encoding: Encoding) -> Self {
        assert!((1..=Self::MAX_BITS).contains(&n), "1 to 7 Boolean inputs, not {n}");
        let low = match encoding {
            Encoding::ZeroOne => 0.0,
            Encoding::PlusMinus => -1.0,
        };
        let points = (0..1 << n)
            .flat_map(|j: usize| (0..n).rev().map(move |bit| if j >> bit & 1 == 1 { 1.0 } else { low }))
            .collect();
        Self { dimension: n, points, cube: Some(encoding) }
    }

    /// d_0: the dimension of a point.
    pub fn dimension(&self) -> usize {
        self.dimension
    }

    /// The number of points.
    pub fn count(&self) -> usize {
        self.points.len() / self.dimension
    }

    /// Point `j`.
    pub fn point(&self, j: usize) -> &[f32] {
        &self.points[j * self.dimension..][..self.dimension]
    }

    /// The encoding, if the points are a whole Boolean cube in binary order: then first-layer
    /// pre-activations are subset sums.
    pub fn cube(&self) -> Option<Encoding> {
        self.cube
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_coordinate_is_the_most_significant_bit() {
        let inputs = Inputs::boolean(3, Encoding::PlusMinus);
        assert_eq!((inputs.count(), inputs.dimension()), (8, 3));
        assert_eq!(inputs.point(4), [1.0, -1.0, -1.0]);
        assert_eq!(Inputs::boolean(2, Encoding::ZeroOne).point(1), [0.0, 1.0]);
    }
}
