//! How a picture is cut into tiles: coarse pixels first, then finer and finer ones, none of them twice.

/// A picture of `size` times `size` pixels as a sequence of tiles.
///
/// Level 0 has every eighth pixel of every eighth row, each further level those that are missing at half the
/// distance; a tile is a band of rows of one level, of about [`Layout::TILE`] pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    size: usize,
}

/// Some pixels of one row: `count` of them from `start`, `step` apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The row of the picture, 0 at the top.
    pub y: usize,
    /// The first column.
    pub start: usize,
    /// The distance of columns.
    pub step: usize,
    /// The number of pixels.
    pub count: usize,
}

impl Row {
    /// The columns.
    pub fn columns(self) -> impl Iterator<Item = usize> {
        (0..self.count).map(move |place| self.start + place * self.step)
    }
}

/// The distances of the pixels of each level.
const STEPS: [usize; 4] = [8, 4, 2, 1];

impl Layout {
    /// About how many pixels a tile has.
    pub const TILE: usize = 4096;
    /// The smallest picture.
    pub const MIN: usize = 16;
    /// The largest picture.
    pub const MAX: usize = 1024;

    /// # Panics
    /// If `size` is not between [`Layout::MIN`] and [`Layout::MAX`].
    pub fn new(size: usize) -> Self {
        assert!((Self::MIN..=Self::MAX).contains(&size), "16 to 1024 pixels, not {size}");
        Self { size }
    }

    /// The pixels along a side.
    pub fn size(self) -> usize {
        self.size
    }

    /// The rows of a level, and how many of them a tile has.
    fn level(self, step: usize) -> (usize, usize) {
        let rows = self.size.div_ceil(step);
        (rows, Self::TILE.div_ceil(rows))
    }

    /// The number of tiles.
    pub fn tiles(self) -> usize {
        STEPS.iter().map(|&step| self.tiles_of(step)).sum()
    }

    fn tiles_of(self, step: usize) -> usize {
        let (rows, band) = self.level(step);
        rows.div_ceil(band)
    }

    /// The distance of the pixels of tile `tile`.
    ///
    /// # Panics
    /// If there is no such tile.
    pub fn step(self, tile: usize) -> usize {
        self.place(tile).0
    }

    fn place(self, tile: usize) -> (usize, usize) {
        let mut band = tile;
        for step in STEPS {
            let tiles = self.tiles_of(step);
            if band < tiles {
                return (step, band);
            }
            band -= tiles;
        }
        panic!("a picture of {} pixels a side has {} tiles", self.size, self.tiles())
    }

    /// The pixels of tile `tile`, in rows from top to bottom.
    ///
    /// # Panics
    /// If there is no such tile.
    pub fn rows(self, tile: usize) -> impl Iterator<Item = Row> {
        let (step, band) = self.place(tile);
        let (rows, height) = self.level(step);
        (band * height..rows.min((band + 1) * height)).map(move |row| {
            let y = row * step;
            // Every second row of the coarser level is there already, at every second pixel.
            let known = step < STEPS[0] && row % 2 == 0;
            let (start, step) = if known { (step, 2 * step) } else { (0, step) };
            Row { y, start, step, count: self.size.saturating_sub(start).div_ceil(step) }
        })
    }

    /// The number of pixels of tile `tile`.
    pub fn pixels(self, tile: usize) -> usize {
        self.rows(tile).map(|row| row.count).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pixel_is_in_one_tile_and_coarse_ones_come_first() {
        for size in [16, 17, 23, 64, 100, 256, 511, 512, 1024] {
            let layout = Layout::new(size);
            let mut level = vec![0; size * size];
            let mut last = usize::MAX;
            for tile in 0..layout.tiles() {
                let step = layout.step(tile);
                assert!(step <= last);
                last = step;
                assert!(layout.pixels(tile) <= 2 * Layout::TILE, "{size}: tile {tile}");
                for row in layout.rows(tile) {
                    for x in row.columns() {
                        assert_eq!(level[row.y * size + x], 0, "{size}: pixel {x}, {} twice", row.y);
                        level[row.y * size + x] = step;
                    }
                }
            }
            for (pixel, &step) in level.iter().enumerate() {
                let (x, y) = (pixel % size, pixel / size);
                let coarsest = STEPS.into_iter().find(|step| x % step == 0 && y % step == 0);
                assert_eq!(Some(step), coarsest, "{size}: pixel {x}, {y}");
            }
        }
    }
}
