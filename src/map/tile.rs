//! A finished tile: the functions of its pixels.

use super::layout::Layout;
use crate::sample::checksum;
use crate::task::Function;
use std::fmt;

/// The functions of the pixels of a tile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile {
    /// Which tile of the picture.
    pub tile: usize,
    /// The distinct functions, ascending.
    pub functions: Vec<Function>,
    /// For every pixel, in the order of [`Layout::rows`], the place of its function among them.
    pub places: Vec<u32>,
}

/// Why a packed tile could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TileError;

impl fmt::Display for TileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a tile of the map arrived damaged; it must be done again")
    }
}

impl std::error::Error for TileError {}

const HEADER: usize = 4;
const WORDS: usize = 4;

impl Tile {
    /// Gathers the functions of the pixels of tile `tile`, as bits.
    pub(super) fn new(tile: usize, pixels: &[u128], inputs: usize) -> Self {
        let mut distinct = pixels.to_vec();
        distinct.sort_unstable();
        distinct.dedup();
        let place = |bits: &u128| distinct.binary_search(bits).expect("it is among them") as u32;
        Self {
            tile,
            places: pixels.iter().map(place).collect(),
            functions: distinct.iter().map(|&bits| Function::new(bits, inputs)).collect(),
        }
    }

    /// Packs the tile into 32-bit words, for transfer between workers. Their checksum stands at the end.
    pub fn pack(&self, layout: Layout) -> Vec<u32> {
        let inputs = self.functions.first().map_or(1, |function| function.len());
        let mut words =
            vec![self.tile as u32, layout.size() as u32, inputs as u32, self.functions.len() as u32];
        for function in &self.functions {
            words.extend((0..WORDS).map(|part| (function.bits() >> (32 * part)) as u32));
        }
        words.extend(&self.places);
        checksum::seal(&mut words);
        words
    }

    /// Reads what [`Tile::pack`] wrote, for a picture of this layout and functions of `inputs` inputs.
    pub fn unpack(layout: Layout, inputs: usize, words: &[u32]) -> Result<Self, TileError> {
        let words = checksum::open(words).ok_or(TileError)?;
        let (header, rest) = words.split_at_checked(HEADER).ok_or(TileError)?;
        let (tile, distinct) = (header[0] as usize, header[3] as usize);
        if tile >= layout.tiles() || header[1] as usize != layout.size() || header[2] as usize != inputs {
            return Err(TileError);
        }
        // Where addresses have 32 bits, the product of a damaged number could be a small one.
        let length = WORDS.checked_mul(distinct).ok_or(TileError)?;
        let (functions, places) = rest.split_at_checked(length).ok_or(TileError)?;
        let functions: Vec<Function> = functions
            .chunks_exact(WORDS)
            .map(|words| {
                let bits = (0..WORDS).fold(0, |bits, part| bits | u128::from(words[part]) << (32 * part));
                Function::new(bits, inputs)
            })
            .collect();
        let sound = places.len() == layout.pixels(tile)
            && places.iter().all(|&place| (place as usize) < distinct)
            && functions.is_sorted_by(|one, next| one < next);
        if sound { Ok(Self { tile, functions, places: places.to_vec() }) } else { Err(TileError) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tile_survives_its_transfer_and_damage_is_noticed() {
        let layout = Layout::new(16);
        let pixels: Vec<u128> = (0..layout.pixels(1)).map(|pixel| (pixel as u128 % 3) << 100).collect();
        let tile = Tile::new(1, &pixels, 128);
        let words = tile.pack(layout);
        assert_eq!(Tile::unpack(layout, 128, &words), Ok(tile));
        assert_eq!(Tile::unpack(Layout::new(17), 128, &words), Err(TileError));
        assert_eq!(Tile::unpack(layout, 64, &words), Err(TileError));
        assert_eq!(Tile::unpack(layout, 128, &words[1..]), Err(TileError));
        assert_eq!(Tile::unpack(layout, 128, &[]), Err(TileError));
        for place in 0..words.len() {
            let mut altered = words.clone();
            altered[place] ^= 1;
            assert_eq!(Tile::unpack(layout, 128, &altered), Err(TileError), "word {place}");
        }
        // Damage from before the checksum was made.
        let bare = checksum::open(&words).unwrap();
        for (place, word) in [(0, 99), (3, 1_000_000), (7, u32::MAX), (bare.len() - 1, 3)] {
            let mut damaged = bare.to_vec();
            damaged[place] = word;
            checksum::seal(&mut damaged);
            assert_eq!(Tile::unpack(layout, 128, &damaged), Err(TileError), "word {place}");
        }
    }
}
