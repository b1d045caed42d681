//! A map as a file: what was seen, and how to see it again.
//!
//! A picture follows from its link alone, so a file that is opened shows it by computing it anew; its fingerprint
//! then says whether it is the same.

use super::atlas::Atlas;
use super::settings::Setup;
use super::trails::Trail;
use super::words::hex;
use crate::export::{
    Document, FileError, Hash, Heading, Link, List, RestoreError, Settings, check, data_error, function,
    same_settings, same_total,
};
use crate::map::{Area, colour};
use crate::random::STREAM_VERSION;
use crate::run::Origin;
use crate::settings::Experiment;
use crate::settings::Texts;
use crate::task::description;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What a picture says, for export.
#[derive(Clone, Debug, Serialize)]
pub struct Record {
    /// What the file says of itself.
    #[serde(flatten)]
    pub heading: Heading,
    /// The link that repeats the picture.
    pub link: String,
    /// Every setting.
    pub settings: Texts,
    /// What in the given settings could not be used as it was.
    pub notices: Vec<String>,
    /// The labels of all inputs.
    pub target: String,
    /// The training points, marked 1.
    pub training: String,
    /// A short hash of settings, pixels and paths; none while some are missing.
    pub fingerprint: Option<String>,
    /// The centre of the window on its plane.
    pub centre: [f64; 2],
    /// Half its width.
    pub half: f64,
    /// Pixels counted.
    pub pixels: u64,
    /// Functions seen.
    pub distinct: usize,
    /// Those that fit the training set, together.
    pub fitting: Fitting,
}

/// The functions that fit, together.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Fitting {
    /// How many they are.
    pub functions: usize,
    /// Their share of the window.
    pub window: AreaRecord,
    /// Their share of the prior on the plane.
    pub prior: Option<AreaRecord>,
}

/// A share with what the resolution can hide.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct AreaRecord {
    /// The share.
    pub share: f64,
    /// How far it can be off.
    pub error: f64,
}

/// One function of a picture.
#[derive(Clone, Debug, Serialize)]
pub struct RegionRecord {
    /// The truth table.
    pub function: String,
    /// In words, if it can be said in a few.
    pub description: Option<String>,
    /// Its colour on the map.
    pub colour: String,
    /// Whether it fits the training set.
    pub fits: bool,
    /// Wrong test points.
    pub test_errors: u32,
    /// Inputs labelled 1.
    pub ones: u32,
    /// Pixels.
    pub pixels: u64,
    /// Its share of the window.
    pub window: AreaRecord,
    /// Its share of the prior on the plane.
    pub prior: Option<AreaRecord>,
}

impl From<Area> for AreaRecord {
    fn from(Area { share, error }: Area) -> Self {
        Self { share, error }
    }
}

impl Atlas {
    /// Whether all pixels and all paths are there.
    pub fn is_whole(&self) -> bool {
        self.picture().left() == 0 && self.paths() == self.setup().paths
    }

    /// The picture as JSON, piece by piece; nothing while too little of it is there.
    pub fn write_json(&self, put: &mut dyn FnMut(&str)) {
        let (setup, view, Some(shares)) = (self.setup(), self.view(), self.shares()) else { return };
        let task = &setup.comparison.problem.task;
        let record = Record {
            heading: Heading::new(Experiment::Map, STREAM_VERSION),
            link: setup.fragment(),
            settings: setup.values.texts(),
            notices: setup.notices.iter().map(|notice| notice.text.clone()).collect(),
            target: task.target.to_string(),
            training: task.training.to_string(),
            fingerprint: self.is_whole().then(|| self.fingerprint()),
            centre: view.centre,
            half: view.half,
            pixels: shares.pixels,
            distinct: shares.distinct(),
            fitting: Fitting {
                functions: shares.fit.functions,
                window: shares.fit.window.into(),
                prior: shares.fit.prior.map(AreaRecord::from),
            },
        };
        let regions = shares.functions.iter().zip(&shares.window).enumerate();
        let mut document = Document::begin(&record, put);
        document.list(
            "functions",
            regions.map(|(rank, (&function, &window))| RegionRecord {
                function: function.to_string(),
                description: description(function, task.inputs.dimension()),
                colour: hex(colour(function, false)),
                fits: task.fits(function),
                test_errors: task.test_errors(function),
                ones: function.ones(),
                pixels: libm::round(window.share * shares.pixels as f64) as u64,
                window: window.into(),
                prior: shares.prior.get(rank).map(|&area| area.into()),
            }),
        );
        let trails: Vec<Trail> = self.trails(false);
        document.list("paths", trails.iter());
        document.end();
    }
}

/// A map out of its file: how to see it again, and what should be seen.
#[derive(Clone, Debug)]
pub struct SavedMap {
    setup: Setup,
    fingerprint: String,
    origin: Origin,
}

impl SavedMap {
    /// The map that a file of [`Atlas::write_json`] holds.
    ///
    /// # Errors
    /// If the file is no such map. Nothing in it is believed that can be checked without computing the picture.
    pub fn read_json(bytes: &[u8]) -> Result<Self, FileError> {
        let bytes = check(bytes, Experiment::Map)?;
        let file: File<'_> = serde_json::from_slice(bytes).map_err(data_error)?;
        let setup = Setup::read(&file.link.0);
        RestoreError::notices(&setup.notices)?;
        same_settings(&file.link.0, &setup.values, &file.settings)?;
        let task = &setup.comparison.problem.task;
        let mut seen = BTreeSet::new();
        let mut pixels = 0_u64;
        for region in &file.functions.0 {
            let function = function(region.function, task.inputs.count())?;
            pixels = pixels.saturating_add(region.pixels);
            if !seen.insert(function) || task.fits(function) != region.fits {
                let sentence = format!("{function} is listed twice, or fits the training set otherwise.");
                return Err(FileError::Numbers(sentence));
            }
        }
        same_total("pixels", file.pixels, pixels)?;
        same_total("functions", file.distinct, seen.len() as u64)?;
        let fingerprint = file.fingerprint.map(|hash| hash.0).unwrap_or_default();
        let whole = fingerprint.len() == 16 && fingerprint.bytes().all(|byte| byte.is_ascii_hexdigit());
        let size = setup.window.size as u64;
        let possible = fingerprint.is_empty() || (whole && pixels == size * size);
        if !possible {
            return Err(FileError::Numbers("it has a fingerprint, but not all of its picture.".to_owned()));
        }
        Ok(Self { setup, fingerprint, origin: Origin::of_file(file.stream_version, &file.link.0) })
    }

    /// What has to be said of it, if it was drawn with other random streams than this program's.
    pub fn note(&self) -> Option<String> {
        self.origin.if_elsewhere().map(|origin| {
            format!(
                "It was drawn with random streams of version {}, and this program has version {STREAM_VERSION}, by which the same seed draws other networks: where its plane or its paths are random, the picture is another one, with another fingerprint.",
                origin.stream
            )
        })
    }

    /// The settings.
    pub fn setup(&self) -> &Setup {
        &self.setup
    }

    /// What the whole picture should give; empty if it was not whole.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }
}

/// What is read of a file; the rest follows from it.
#[derive(Deserialize)]
struct File<'a> {
    stream_version: Option<u32>,
    link: Link,
    settings: Settings,
    fingerprint: Option<Hash>,
    pixels: u64,
    distinct: u64,
    #[serde(borrow)]
    functions: List<Region<'a>, MOST_PIXELS>,
}

/// The largest picture has so many pixels, and so at most as many functions.
const MOST_PIXELS: usize = 1 << 20;

#[derive(Deserialize)]
struct Region<'a> {
    function: &'a str,
    fits: bool,
    pixels: u64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::TileRunner;
    use serde_json::{Value, json};

    const LINK: &str = "v=2&experiment=map&n=2&target=and&train_size=2&hidden=3&resolution=32&paths=1";

    fn atlas() -> Atlas {
        let setup = Setup::read(LINK);
        let mut maker = setup.plane_maker().unwrap();
        while !maker.advance(1000) {}
        let plane = maker.plane().unwrap();
        let mut atlas = Atlas::new(LINK, &plane.pack()).unwrap();
        let mut runner =
            TileRunner::new(&setup.comparison.problem, plane, setup.view(plane), setup.window.size);
        while let Some(tile) = atlas.assign() {
            runner.begin(tile);
            while !runner.advance(1000) {}
            atlas.accept(&runner.take().pack(runner.layout())).unwrap();
        }
        let mut path = setup.path_runner(0).unwrap();
        while !path.advance(1000) {}
        atlas.accept_path(&path.take(plane).pack()).unwrap();
        atlas
    }

    fn written(atlas: &Atlas) -> String {
        let mut text = String::new();
        atlas.write_json(&mut |piece| text.push_str(piece));
        text
    }

    #[test]
    fn a_file_leads_back_to_the_same_view() {
        let atlas = atlas();
        let text = written(&atlas);
        let saved = SavedMap::read_json(text.as_bytes()).unwrap();
        let (read, made) = (saved.setup().fragment(), atlas.setup().fragment());
        assert_eq!((read, saved.fingerprint()), (made, atlas.fingerprint().as_str()));
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["pixels"], 32 * 32);
        assert_eq!(value["paths"].as_array().map(Vec::len), Some(1));
        let share: f64 = value["functions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|found| found["window"]["share"].as_f64().unwrap())
            .sum();
        assert!((share - 1.0).abs() < 1e-12, "{share}");
    }

    #[test]
    fn a_wrong_file_is_named() {
        let good: Value = serde_json::from_str(&written(&atlas())).unwrap();
        let with = |path: &str, value: Value| {
            let mut changed = good.clone();
            *changed.pointer_mut(path).expect(path) = value;
            let read = SavedMap::read_json(changed.to_string().as_bytes());
            read.err().map_or(String::new(), |error| error.to_string())
        };
        let first = good["functions"][0]["function"].clone();
        for (found, expected) in [
            (with("/experiment", json!("gates")), "not of \u{201c}map\u{201d}"),
            (with("/settings/zoom", json!("9")), "disagree about zoom"),
            (with("/pixels", json!(5)), "says that there are 5 pixels"),
            (with("/functions/1/function", first), "listed twice"),
            (with("/functions/0/pixels", json!(1)), "pixels, but its counts give"),
            (with("/fingerprint", json!("abc")), "not all of its picture"),
        ] {
            assert!(
                found.starts_with("The file is not used: ") && found.contains(expected),
                "{expected}: {found}"
            );
        }
        assert!(with("/fingerprint", Value::Null).is_empty(), "a picture that was not whole");
    }
}
