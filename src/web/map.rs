//! The map of parameter space: its settings, what workers do, and the picture.

use super::archive::pieces;
use super::{encode, into_error};
use crate::experiment::map::{
    self, Consequences, MapChange, MapPixel, MapProgress, MapState, MapSummary, MapTable, MapWindow, Setup,
    Trail,
};
use crate::map::{PathRunner, Plane, PlaneMaker, TileRunner};
use js_sys::Error;
use tsify::Ts;
use wasm_bindgen::Clamped;
use wasm_bindgen::prelude::wasm_bindgen;

/// The table of settings and the presets.
#[wasm_bindgen(js_name = mapTable)]
pub fn map_table() -> Result<Ts<MapTable>, Error> {
    encode(&MapTable::new())
}

/// The state that a link means.
#[wasm_bindgen(js_name = mapReadLink)]
pub fn map_read_link(hash: &str) -> Result<Ts<MapState>, Error> {
    encode(&map::read_link(hash))
}

/// Sets one setting.
#[wasm_bindgen(js_name = mapChange)]
pub fn map_change(hash: &str, key: &str, text: &str) -> Result<Ts<MapChange>, Error> {
    encode(&map::change(hash, key, text))
}

/// Takes the settings of a preset.
#[wasm_bindgen(js_name = mapApplyPreset)]
pub fn map_apply_preset(hash: &str, id: &str) -> Result<Ts<MapState>, Error> {
    encode(&map::apply_preset(hash, id))
}

/// Flips the target's label at input `j`.
#[wasm_bindgen(js_name = mapFlipTarget)]
pub fn map_flip_target(hash: &str, j: usize) -> Result<Ts<MapChange>, Error> {
    encode(&map::flip_target(hash, j))
}

/// Moves input `j` between training set and test set.
#[wasm_bindgen(js_name = mapMoveInput)]
pub fn map_move_input(hash: &str, j: usize) -> Result<Ts<MapChange>, Error> {
    encode(&map::move_input(hash, j))
}

/// The same settings with another random plane, or with that of another training run, from the browser's source of randomness.
#[wasm_bindgen(js_name = mapProposePlane)]
pub fn map_propose_plane(hash: &str) -> Result<Ts<MapState>, Error> {
    let seed = getrandom::u32().map_err(into_error)?;
    encode(&map::with_plane_seed(hash, seed))
}

/// What going from one fragment to another asks for.
#[wasm_bindgen(js_name = mapConsequences)]
pub fn map_consequences(before: &str, after: &str) -> Result<Ts<Consequences>, Error> {
    encode(&map::consequences(before, after))
}

/// Makes the plane of a link, in a worker.
#[wasm_bindgen]
pub struct MapPlane(PlaneMaker);

#[wasm_bindgen]
impl MapPlane {
    /// The plane of a link; that of a path needs a training run first.
    #[wasm_bindgen(constructor)]
    pub fn new(hash: &str) -> Result<Self, Error> {
        Setup::read(hash).plane_maker().map(Self).map_err(into_error)
    }

    /// Goes on for about `work` thousand multiply-adds; true when the plane is there.
    pub fn advance(&mut self, work: u32) -> bool {
        self.0.advance(work)
    }

    /// The packed plane; nothing before it is there.
    pub fn take(&self) -> Option<Vec<f64>> {
        self.0.plane().map(Plane::pack)
    }
}

/// Does tiles and paths on one plane, in a worker.
#[wasm_bindgen]
pub struct MapRunner {
    setup: Setup,
    plane: Plane,
    tiles: TileRunner,
    path: Option<PathRunner>,
    /// Whether a tile was begun and not yet taken.
    begun: bool,
}

#[wasm_bindgen]
impl MapRunner {
    /// A runner for a link and its packed plane.
    #[wasm_bindgen(constructor)]
    pub fn new(hash: &str, plane: &[f64]) -> Result<Self, Error> {
        let setup = Setup::read(hash);
        let problem = &setup.comparison.problem;
        let plane = Plane::unpack(&problem.architecture, plane).map_err(into_error)?;
        let tiles = TileRunner::new(problem, &plane, setup.view(&plane), setup.window.size);
        Ok(Self { setup, plane, tiles, path: None, begun: false })
    }

    /// Starts a tile; what was unfinished is dropped.
    pub fn begin(&mut self, tile: usize) -> Result<(), Error> {
        let tiles = self.tiles.layout().tiles();
        if tile >= tiles {
            return Err(Error::new(&format!("There is no tile {tile}: the picture has {tiles}.")));
        }
        self.begun = true;
        self.tiles.begin(tile);
        Ok(())
    }

    /// Goes on with the tile for about `work` thousand multiply-adds; true when it is done.
    pub fn advance(&mut self, work: u32) -> Result<bool, Error> {
        if self.begun { Ok(self.tiles.advance(work)) } else { Err(Error::new(NOT_BEGUN)) }
    }

    /// The packed tile, once it is done.
    pub fn take(&mut self) -> Result<Vec<u32>, Error> {
        if !std::mem::take(&mut self.begun) || !self.tiles.advance(0) {
            return Err(Error::new(NOT_BEGUN));
        }
        Ok(self.tiles.take().pack(self.tiles.layout()))
    }

    /// Starts the path of a training run.
    #[wasm_bindgen(js_name = beginPath)]
    pub fn begin_path(&mut self, run: u32) -> Result<(), Error> {
        self.path = Some(self.setup.path_runner(u64::from(run)).map_err(into_error)?);
        Ok(())
    }

    /// Goes on with the path for about `work` thousand multiply-adds; true when it is done.
    #[wasm_bindgen(js_name = advancePath)]
    pub fn advance_path(&mut self, work: u32) -> Result<bool, Error> {
        Ok(self.path.as_mut().ok_or_else(|| Error::new(NO_PATH))?.advance(work))
    }

    /// The packed path, once it is done.
    #[wasm_bindgen(js_name = takePath)]
    pub fn take_path(&mut self) -> Result<Vec<f64>, Error> {
        let mut path = self.path.take().ok_or_else(|| Error::new(NO_PATH))?;
        if path.advance(0) { Ok(path.take(&self.plane).pack()) } else { Err(Error::new(NO_PATH)) }
    }
}

const NOT_BEGUN: &str = "No tile is done: call begin, then advance until it says so.";
const NO_PATH: &str = "No path is done: call beginPath, then advancePath until it says so.";

/// The picture on the page: tiles and paths in, pixels and words out.
#[wasm_bindgen]
pub struct Atlas(map::Atlas);

#[wasm_bindgen]
impl Atlas {
    /// The atlas of a link and its packed plane, empty.
    #[wasm_bindgen(constructor)]
    pub fn new(hash: &str, plane: &[f64]) -> Result<Self, Error> {
        map::Atlas::new(hash, plane).map(Self).map_err(into_error)
    }

    /// Goes to another link with the same plane; true if the picture was begun anew.
    pub fn look(&mut self, hash: &str) -> Result<bool, Error> {
        self.0.look(hash).map_err(into_error)
    }

    /// The next tile to do, if any is left.
    pub fn assign(&mut self) -> Option<usize> {
        self.0.assign()
    }

    /// Takes back a tile that its worker will not finish.
    #[wasm_bindgen(js_name = giveBack)]
    pub fn give_back(&mut self, tile: usize) {
        self.0.give_back(tile);
    }

    /// Takes a packed tile.
    pub fn accept(&mut self, tile: &[u32]) -> Result<(), Error> {
        self.0.accept(tile).map_err(into_error)
    }

    /// Takes a packed path.
    #[wasm_bindgen(js_name = acceptPath)]
    pub fn accept_path(&mut self, path: &[f64]) -> Result<(), Error> {
        self.0.accept_path(path).map_err(into_error)
    }

    /// How far the picture is.
    pub fn progress(&self) -> Result<Ts<MapProgress>, Error> {
        encode(&self.0.progress())
    }

    /// The pixels, ready for `ImageData`.
    pub fn paint(&self, dark: bool) -> Clamped<Vec<u8>> {
        Clamped(self.0.paint(dark))
    }

    /// Pixels to be laid over the picture so that the regions of one function, a truth table, stand out.
    pub fn highlight(&self, function: &str, dark: bool) -> Result<Clamped<Vec<u8>>, Error> {
        self.0.highlight(function, dark).map(Clamped).map_err(into_error)
    }

    /// What a pixel is.
    pub fn pixel(&self, x: usize, y: usize, dark: bool) -> Result<Option<Ts<MapPixel>>, Error> {
        self.0.pixel(x, y, dark).map(|pixel| encode(&pixel)).transpose()
    }

    /// What the picture says, once its coarsest pixels are there.
    pub fn summary(&self, dark: bool) -> Result<Option<Ts<MapSummary>>, Error> {
        self.0.summary(dark).map(|summary| encode(&summary)).transpose()
    }

    /// The paths that have come in.
    #[wasm_bindgen(unchecked_return_type = "Trail[]")]
    pub fn trails(&self, dark: bool) -> Result<js_sys::Array, Error> {
        self.0
            .trails(dark)
            .iter()
            .map(|trail| Ok(wasm_bindgen::JsValue::from(encode::<Trail>(trail)?)))
            .collect()
    }

    /// A short hash of settings, pixels and paths.
    pub fn fingerprint(&self) -> String {
        self.0.fingerprint()
    }

    /// The number of lines of the file of the shares, with that of the names.
    #[wasm_bindgen(js_name = csvLines)]
    pub fn csv_lines(&self) -> usize {
        self.0.csv_lines()
    }

    /// Lines of the file of the shares.
    pub fn csv(&self, from: usize, count: usize) -> String {
        self.0.csv(from, count)
    }

    /// Everything, as the pieces of a JSON file.
    #[wasm_bindgen(unchecked_return_type = "string[]")]
    pub fn json(&self) -> js_sys::Array {
        pieces(|put| self.0.write_json(put))
    }
}

/// The window on its plane, and gestures that move it.
#[wasm_bindgen]
pub struct MapLens(map::Lens);

#[wasm_bindgen]
impl MapLens {
    /// For a link and its packed plane.
    #[wasm_bindgen(constructor)]
    pub fn new(hash: &str, plane: &[f64]) -> Result<Self, Error> {
        map::Lens::new(hash, plane).map(Self).map_err(into_error)
    }

    /// The window of a link with this plane.
    pub fn window(&self, hash: &str) -> Result<Ts<MapWindow>, Error> {
        encode(&self.0.window(hash))
    }

    /// The state after a drag by these shares of the picture's width to the right and down.
    pub fn drag(&self, hash: &str, right: f64, down: f64) -> Result<Ts<MapState>, Error> {
        encode(&self.0.drag(hash, right, down))
    }

    /// The state after making the window `factor` times as wide about a point, given as shares of the width from the
    /// left and from the top.
    pub fn zoom(&self, hash: &str, factor: f64, left: f64, top: f64) -> Result<Ts<MapState>, Error> {
        encode(&self.0.zoom(hash, factor, left, top))
    }
}

/// The same settings with the window that shows all there is to see.
#[wasm_bindgen(js_name = mapWhole)]
pub fn map_whole(hash: &str) -> Result<Ts<MapState>, Error> {
    encode(&map::whole(hash))
}
