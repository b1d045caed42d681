//! The atlas: the picture of one plane as its tiles come in, the paths across it, and what they say.

use super::settings::Setup;
use super::words::{area_text, hex};
use crate::map::{
    Layout, Path, PathError, Picture, PictureError, Place, Plane, PlaneError, PriorWeight, Shares, View,
    colour, highlight, paint,
};
use crate::numeric::decimal;
use crate::run::origin;
use crate::task::{Function, FunctionError, description};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

/// The picture of one plane and what is known of it.
#[derive(Clone, Debug)]
pub struct Atlas {
    setup: Setup,
    plane: Plane,
    view: View,
    prior: Option<PriorWeight>,
    picture: Picture,
    /// Of the picture as far as it is complete.
    shares: Option<Shares>,
    /// The next tile that was never handed out.
    next: usize,
    /// Tiles whose worker will not finish them.
    returned: Vec<usize>,
    pub(super) paths: BTreeMap<u64, Path>,
}

/// What a pixel is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct MapPixel {
    /// The truth table.
    pub function: String,
    /// In words, if it can be said in a few.
    pub description: Option<String>,
    /// Its colour on the map.
    pub colour: String,
    /// Number of inputs labelled 1.
    pub ones: u32,
    /// Whether it fits the training set.
    pub fits: bool,
    /// Wrong test points.
    pub test_errors: u32,
    /// Its place among all functions of the picture, the largest first, counted from 0.
    pub rank: Option<usize>,
    /// Its share of the window, in words.
    pub window_text: Option<String>,
    /// Its share of the prior on the plane, in words.
    pub prior_text: Option<String>,
    /// Where the pixel is on the plane, in words.
    pub place: String,
}

/// Why something was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AtlasError {
    /// The plane could not be read.
    Plane(PlaneError),
    /// A tile was not taken.
    Tile(PictureError),
    /// A path could not be read.
    Path(PathError),
}

impl fmt::Display for AtlasError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plane(error) => error.fmt(f),
            Self::Tile(error) => error.fmt(f),
            Self::Path(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for AtlasError {}

impl Atlas {
    /// The atlas of a link and its packed plane, empty.
    ///
    /// # Errors
    /// If the plane does not belong to the network of the link.
    pub fn new(fragment: &str, plane: &[f64]) -> Result<Self, AtlasError> {
        let setup = Setup::read(fragment);
        let problem = &setup.comparison.problem;
        let plane = Plane::unpack(&problem.architecture, plane).map_err(AtlasError::Plane)?;
        let view = setup.view(&plane);
        Ok(Self {
            prior: PriorWeight::new(problem, &plane),
            picture: Picture::new(Layout::new(setup.window.size), problem.task.inputs.count()),
            shares: None,
            view,
            plane,
            setup,
            next: 0,
            returned: Vec::new(),
            paths: BTreeMap::new(),
        })
    }

    /// Goes to the window, the training set and the look of another link with the same plane. What is still
    /// true stays: the picture if the window is the same, the paths if the training is. Says whether the picture
    /// was begun anew.
    ///
    /// # Errors
    /// If the other link has another plane: then a new atlas is needed.
    pub fn look(&mut self, fragment: &str) -> Result<bool, AtlasError> {
        let asked = super::consequences(&self.setup.fragment(), fragment);
        if asked.plane {
            return Err(AtlasError::Plane(PlaneError));
        }
        self.setup = Setup::read(fragment);
        self.view = self.setup.view(&self.plane);
        if asked.paths {
            self.paths.clear();
        }
        if asked.picture {
            let inputs = self.setup.comparison.problem.task.inputs.count();
            self.picture = Picture::new(Layout::new(self.setup.window.size), inputs);
            self.next = 0;
            self.returned.clear();
        }
        self.count();
        Ok(asked.picture)
    }

    /// The next tile to do, if any is left.
    pub fn assign(&mut self) -> Option<usize> {
        self.returned.pop().or_else(|| {
            (self.next < self.picture.layout().tiles()).then(|| {
                self.next += 1;
                self.next - 1
            })
        })
    }

    /// Takes back a tile that its worker will not finish.
    pub fn give_back(&mut self, tile: usize) {
        if tile < self.next && !self.returned.contains(&tile) {
            self.returned.push(tile);
        }
    }

    /// Takes a packed tile.
    ///
    /// # Errors
    /// If it is damaged, of another picture, or there already.
    pub fn accept(&mut self, words: &[u32]) -> Result<(), AtlasError> {
        let step = self.picture.step();
        self.picture.accept(words).map_err(AtlasError::Tile)?;
        if self.picture.step() != step {
            self.count();
        }
        Ok(())
    }

    fn count(&mut self) {
        let task = &self.setup.comparison.problem.task;
        self.shares =
            Shares::new(&self.picture, self.view, self.prior.as_ref(), |function| task.fits(function));
    }

    /// Takes a packed path.
    ///
    /// # Errors
    /// If it is damaged.
    pub fn accept_path(&mut self, numbers: &[f64]) -> Result<(), AtlasError> {
        let path = Path::unpack(numbers).map_err(AtlasError::Path)?;
        let inputs = self.picture.inputs();
        if path.points.iter().any(|point| point.function.len() != inputs) {
            return Err(AtlasError::Path(PathError));
        }
        self.paths.insert(path.run, path);
        Ok(())
    }

    /// The picture as red, green, blue, opacity for every pixel.
    pub fn paint(&self, dark: bool) -> Vec<u8> {
        paint(&self.picture, self.setup.paint(dark), |function| !self.setup.condition || self.fits(function))
    }

    /// What to lay over the picture, in the form of [`Atlas::paint`], so that the regions of one function stand out.
    ///
    /// # Errors
    /// If `function` is no truth table of these inputs.
    pub fn highlight(&self, function: &str, dark: bool) -> Result<Vec<u8>, FunctionError> {
        let function = Function::parse(function, self.picture.inputs())?;
        Ok(highlight(&self.picture, dark, function))
    }

    /// For every pixel the rank of its function, the largest first; `u32::MAX` where nothing is known, or where
    /// nothing is counted yet.
    pub fn indices(&self) -> Vec<u32> {
        let mut indices = self.picture.shown();
        let Some(shares) = &self.shares else {
            indices.fill(u32::MAX);
            return indices;
        };
        for index in &mut indices {
            *index = shares.ranks.get(*index as usize).copied().unwrap_or(u32::MAX);
        }
        indices
    }

    /// What a pixel is; `None` if nothing is known there.
    pub fn pixel(&self, x: usize, y: usize, dark: bool) -> Option<MapPixel> {
        let function = self.picture.function_at(x, y)?;
        let task = &self.setup.comparison.problem.task;
        let shares = self.shares.as_ref();
        let rank = shares.and_then(|s| s.functions.iter().position(|&other| other == function));
        let [u, v] = self.view.point(x, y, self.picture.layout().size());
        let text = |areas: &[crate::map::Area]| rank.and_then(|rank| areas.get(rank).copied()).map(area_text);
        Some(MapPixel {
            function: function.to_string(),
            description: description(function, task.inputs.dimension()),
            colour: hex(colour(function, dark)),
            ones: function.ones(),
            fits: task.fits(function),
            test_errors: task.test_errors(function),
            rank,
            window_text: shares.and_then(|shares| text(&shares.window)),
            prior_text: shares.and_then(|shares| text(&shares.prior)),
            place: format!("u = {}, v = {}", decimal(u, 3), decimal(v, 3)),
        })
    }

    /// A short hash of the settings that matter and of every pixel and path, to compare two maps by eye.
    pub fn fingerprint(&self) -> String {
        let start = origin::here(&self.setup.experiment_fragment());
        let mix = |hash: u64, word: u64| (hash.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let halves = |function: Function| [function.bits() as u64, (function.bits() >> 64) as u64];
        let functions =
            self.shares.iter().flat_map(|shares| shares.functions.iter().copied().flat_map(halves));
        let pixels = self.indices().into_iter().map(u64::from);
        let points = self.paths.values().flat_map(|path| &path.points).flat_map(|point| {
            let Place { u, v, residual } = point.place;
            let [low, high] = halves(point.function);
            [point.step, u.to_bits(), v.to_bits(), residual.to_bits(), low, high]
        });
        let hash = functions.chain(pixels).chain(points).fold(start, mix);
        format!("{hash:016x}")
    }

    /// The settings.
    pub fn setup(&self) -> &Setup {
        &self.setup
    }

    /// The window.
    pub fn view(&self) -> View {
        self.view
    }

    /// The picture so far.
    pub fn picture(&self) -> &Picture {
        &self.picture
    }

    /// Whether a function fits the training set.
    pub(super) fn fits(&self, function: Function) -> bool {
        self.setup.comparison.problem.task.fits(function)
    }

    /// The shares of all functions, as far as the picture is complete; `None` if it is not even coarsely so.
    pub fn shares(&self) -> Option<&Shares> {
        self.shares.as_ref()
    }

    /// How many paths have come in.
    pub(super) fn paths(&self) -> u64 {
        self.paths.len() as u64
    }

    /// How much of the prior on the plane the window holds.
    pub(super) fn covered(&self) -> Option<f64> {
        self.prior.as_ref().and_then(|prior| prior.covered(self.view))
    }
}
