//! The largest square inside every region: where there is room for a label.

/// A square of pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Square {
    /// Its leftmost column.
    pub x: usize,
    /// Its topmost row.
    pub y: usize,
    /// Its side in pixels.
    pub side: usize,
}

/// For each value below `values` the largest square that has only that value, the uppermost and then the leftmost of
/// equals; `pixels` are rows of `size`. Values that do not occur have none.
///
/// # Panics
/// If `pixels` are not rows of `size`.
pub fn largest_squares(pixels: &[u32], size: usize, values: usize) -> Vec<Option<Square>> {
    assert!(size > 0 && pixels.len().is_multiple_of(size));
    let mut largest: Vec<Option<Square>> = vec![None; values];
    // The side of the largest square whose lower right corner is here, for the row above and the row at work.
    let (mut above, mut row) = (vec![0_usize; size], vec![0_usize; size]);
    for (y, line) in pixels.chunks_exact(size).enumerate() {
        for (x, &value) in line.iter().enumerate() {
            let place = y * size + x;
            let inner = x > 0
                && y > 0
                && [place - 1, place - size, place - size - 1].iter().all(|&other| pixels[other] == value);
            let side = if inner { 1 + row[x - 1].min(above[x]).min(above[x - 1]) } else { 1 };
            row[x] = side;
            if let Some(best) = largest.get_mut(value as usize)
                && best.is_none_or(|best| side > best.side)
            {
                *best = Some(Square { x: x + 1 - side, y: y + 1 - side, side });
            }
        }
        std::mem::swap(&mut above, &mut row);
    }
    largest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squares_are_found_and_missing_values_have_none() {
        #[rustfmt::skip]
        let pixels = [
            0, 0, 1, 1, 1,
            0, 0, 1, 1, 1,
            0, 2, 1, 1, 1,
            2, 2, 2, 4, 4,
        ];
        let square = |x, y, side| Some(Square { x, y, side });
        assert_eq!(largest_squares(&pixels, 5, 4), [square(0, 0, 2), square(2, 0, 3), square(1, 2, 1), None]);
        assert_eq!(largest_squares(&[u32::MAX; 9], 3, 1), [None]);
    }

    #[test]
    fn every_square_has_one_value_and_none_is_larger() {
        let size = 24;
        for seed in 0..20_u32 {
            // Blocks of a few values, so that squares of many sizes occur.
            let value = |x: usize, y: usize| {
                let block = (x / 5 + 7 * (y / 4)) as u32;
                block.wrapping_mul(2_654_435_761).wrapping_add(seed.wrapping_mul(40_503)) >> 30
            };
            let pixels: Vec<u32> = (0..size * size).map(|place| value(place % size, place / size)).collect();
            let whole = |x: usize, y: usize, side: usize, of: u32| {
                (y..y + side).all(|y| (x..x + side).all(|x| pixels[y * size + x] == of))
            };
            for (of, square) in largest_squares(&pixels, size, 4).into_iter().enumerate() {
                let side = square.map_or(0, |square| square.side);
                if let Some(Square { x, y, side }) = square {
                    assert!(whole(x, y, side, of as u32));
                }
                let larger = side + 1;
                for y in 0..=size.saturating_sub(larger) {
                    for x in 0..=size.saturating_sub(larger) {
                        assert!(!whole(x, y, larger, of as u32), "{of}: {x}, {y}, {larger}");
                    }
                }
            }
        }
    }
}
