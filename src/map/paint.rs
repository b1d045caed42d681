//! A picture as pixels of a screen.

use super::colour::{Shade, colour, paper};
use super::picture::{Picture, UNKNOWN};
use crate::task::Function;

/// How a picture is painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paint {
    /// On dark paper.
    pub dark: bool,
    /// With thin lines where two functions meet.
    pub lines: bool,
}

/// How much of its colour a function keeps that has faded away, in 256ths.
const FADED: u16 = 20;

/// How opaque the highlight is over what is not marked, of 255.
const VEIL: u8 = 190;

/// How much of the ink's colour a line has, in 256ths.
const LINE: u16 = 110;

/// The share of pixels on lines beyond which lines would hide the picture.
const CROWDED: f64 = 0.3;

/// The picture as red, green, blue, opacity for every pixel, row by row from the top; pixels of which nothing is known
/// are transparent. Functions that `fits` says no to fade into the paper.
pub fn paint(picture: &Picture, look: Paint, fits: impl Fn(Function) -> bool) -> Vec<u8> {
    let (paper, ink) = (paper(look.dark), ink(look.dark));
    let colours: Vec<Shade> = picture
        .functions()
        .iter()
        .map(|&function| {
            let full = colour(function, look.dark);
            if fits(function) { full } else { blend(paper, full, FADED) }
        })
        .collect();
    let size = picture.layout().size();
    let shown = picture.shown();
    let on_line = |x: usize, y: usize| {
        let pixel = y * size + x;
        x + 1 < size && shown[pixel] != shown[pixel + 1]
            || y + 1 < size && shown[pixel] != shown[pixel + size]
    };
    let lines = look.lines && {
        let count = (0..size * size).filter(|&pixel| on_line(pixel % size, pixel / size)).count();
        (count as f64) < CROWDED * (size * size) as f64
    };
    let mut pixels = vec![0; 4 * size * size];
    for (pixel, rgba) in pixels.chunks_exact_mut(4).enumerate() {
        let id = shown[pixel];
        if id == UNKNOWN {
            continue;
        }
        let mut shade = colours[id as usize];
        if lines && on_line(pixel % size, pixel / size) {
            shade = blend(shade, ink, LINE);
        }
        rgba[..3].copy_from_slice(&shade);
        rgba[3] = 255;
    }
    pixels
}

/// A highlight to be laid over a picture: paper, not quite opaque, with holes where `function` is and a line about each.
pub fn highlight(picture: &Picture, dark: bool, function: Function) -> Vec<u8> {
    let size = picture.layout().size();
    let shown = picture.shown();
    let id =
        picture.functions().iter().position(|&other| other == function).map_or(UNKNOWN - 1, |id| id as u32);
    let (paper, ink) = (paper(dark), ink(dark));
    let mut pixels = vec![0; 4 * size * size];
    for (pixel, rgba) in pixels.chunks_exact_mut(4).enumerate() {
        let (x, y) = (pixel % size, pixel / size);
        let outside = |inside: bool, other: usize| inside && shown[other] != id;
        let (shade, opacity) = if shown[pixel] != id {
            (paper, VEIL)
        } else if outside(x > 0, pixel.wrapping_sub(1))
            || outside(x + 1 < size, pixel + 1)
            || outside(y > 0, pixel.wrapping_sub(size))
            || outside(y + 1 < size, pixel + size)
        {
            (ink, 255)
        } else {
            continue;
        };
        rgba[..3].copy_from_slice(&shade);
        rgba[3] = opacity;
    }
    pixels
}

/// The colour of lines.
fn ink(dark: bool) -> Shade {
    if dark { [0xe9, 0xe6, 0xdf] } else { [0x23, 0x21, 0x1d] }
}

/// `share` 256ths of `other` in `one`.
fn blend(one: Shade, other: Shade, share: u16) -> Shade {
    std::array::from_fn(|c| ((u16::from(one[c]) * (256 - share) + u16::from(other[c]) * share) >> 8) as u8)
}
