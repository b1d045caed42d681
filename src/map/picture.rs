//! A picture: tiles in, the function of every pixel out.

use super::layout::Layout;
use super::tile::{Tile, TileError};
use crate::task::Function;
use std::collections::BTreeMap;
use std::fmt;

/// No function is known yet.
pub(super) const UNKNOWN: u32 = u32::MAX;

/// The functions of a picture, as far as its tiles have come in.
#[derive(Clone, Debug)]
pub struct Picture {
    layout: Layout,
    inputs: usize,
    /// For every pixel the place of its function among `functions`.
    pixels: Vec<u32>,
    /// In the order in which they came in.
    functions: Vec<Function>,
    known: BTreeMap<Function, u32>,
    done: Vec<bool>,
    /// The distance of the pixels up to which the picture is complete.
    step: Option<usize>,
    left: usize,
}

/// Why a tile was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PictureError {
    /// It could not be read.
    Damaged(TileError),
    /// It was there already.
    Twice(usize),
}

impl fmt::Display for PictureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged(error) => error.fmt(f),
            Self::Twice(tile) => write!(f, "tile {tile} is in the picture already"),
        }
    }
}

impl std::error::Error for PictureError {}

impl Picture {
    /// An empty picture of functions of `inputs` inputs.
    pub fn new(layout: Layout, inputs: usize) -> Self {
        Self {
            layout,
            inputs,
            pixels: vec![UNKNOWN; layout.size() * layout.size()],
            functions: Vec::new(),
            known: BTreeMap::new(),
            done: vec![false; layout.tiles()],
            step: None,
            left: layout.tiles(),
        }
    }

    /// Takes a packed tile.
    pub fn accept(&mut self, words: &[u32]) -> Result<(), PictureError> {
        let tile = Tile::unpack(self.layout, self.inputs, words).map_err(PictureError::Damaged)?;
        if std::mem::replace(&mut self.done[tile.tile], true) {
            return Err(PictureError::Twice(tile.tile));
        }
        let ids: Vec<u32> = tile
            .functions
            .iter()
            .map(|&function| {
                *self.known.entry(function).or_insert_with(|| {
                    self.functions.push(function);
                    self.functions.len() as u32 - 1
                })
            })
            .collect();
        let mut places = tile.places.iter();
        for row in self.layout.rows(tile.tile) {
            for (x, &place) in row.columns().zip(&mut places) {
                self.pixels[row.y * self.layout.size() + x] = ids[place as usize];
            }
        }
        self.left -= 1;
        let done = self.done.iter().position(|&done| !done).map(|tile| 2 * self.layout.step(tile));
        self.step = match done {
            None => Some(1),
            Some(step) if step > 8 => None,
            step => step,
        };
        Ok(())
    }

    /// How it is cut.
    pub fn layout(&self) -> Layout {
        self.layout
    }

    /// The number of inputs of the functions.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// Tiles that are still to come.
    pub fn left(&self) -> usize {
        self.left
    }

    /// The distance of pixels up to which the picture is complete: 8, 4, 2, at last 1; `None` at first.
    pub fn step(&self) -> Option<usize> {
        self.step
    }

    /// The functions found so far, in no particular order.
    pub fn functions(&self) -> &[Function] {
        &self.functions
    }

    /// For every pixel the place of its function among [`Picture::functions`]; where it is not known yet, that
    /// of the nearest coarser pixel above and to the left; `u32::MAX` if there is none.
    pub fn shown(&self) -> Vec<u32> {
        let size = self.layout.size();
        let mut shown = self.pixels.clone();
        if self.left == 0 {
            return shown;
        }
        for y in 0..size {
            for x in 0..size {
                let coarser = |mask: usize| self.pixels[(y & !mask) * size + (x & !mask)];
                let known = [0, 1, 3, 7].into_iter().map(coarser).find(|&id| id != UNKNOWN);
                shown[y * size + x] = known.unwrap_or(UNKNOWN);
            }
        }
        shown
    }

    /// The function at a pixel of every `step`-th.
    pub(super) fn id(&self, x: usize, y: usize) -> u32 {
        self.pixels[y * self.layout.size() + x]
    }

    /// The function shown at a pixel, if any is known there.
    pub fn function_at(&self, x: usize, y: usize) -> Option<Function> {
        let size = self.layout.size();
        if x >= size || y >= size {
            return None;
        }
        [0, 1, 3, 7]
            .into_iter()
            .map(|mask: usize| self.pixels[(y & !mask) * size + (x & !mask)])
            .find(|&id| id != UNKNOWN)
            .map(|id| self.functions[id as usize])
    }
}
