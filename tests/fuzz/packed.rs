//! Messages between workers: counts of chunks, whole runs, tiles, planes and paths of the map.

use crate::generate::Damage;
use dice_and_descent::experiment::SavedRun;
use dice_and_descent::experiment::compare::Ledger;
use dice_and_descent::experiment::map::{Atlas, Setup};
use dice_and_descent::map::{Plane, TileRunner};
use dice_and_descent::sample::{ChunkCounts, checksum};

const RUN: &str = "v=2&n=3&hidden=4&target=and&train_size=4&runs=64&kept=64&max_epochs=3";
const MAP: &str = "v=2&experiment=map&n=2&target=and&train_size=2&hidden=2&resolution=16&paths=1";

pub(crate) struct Packed {
    ledger: Ledger,
    deltas: Vec<Vec<u32>>,
    runs: Vec<Vec<u32>>,
    atlas: Atlas,
    setup: Setup,
    plane: Vec<f64>,
    tiles: Vec<Vec<u32>>,
    path: Vec<f64>,
}

impl Packed {
    pub(crate) fn new() -> Self {
        let mut ledger = Ledger::new(RUN);
        let deltas = [0, 1].map(|place| {
            let mut sampler = ledger.comparison().sampler(place).unwrap();
            sampler.begin(0);
            while !sampler.advance(u32::MAX) {}
            sampler.take().pack()
        });
        let runs = crate::corpus::runs().iter().map(SavedRun::pack).collect();
        for _ in 0..4 {
            ledger.assign();
        }
        let setup = Setup::read(MAP);
        let mut maker = setup.plane_maker().unwrap();
        while !maker.advance(1000) {}
        let plane = maker.plane().unwrap();
        let mut runner =
            TileRunner::new(&setup.comparison.problem, plane, setup.view(plane), setup.window.size);
        let tiles = (0..runner.layout().tiles())
            .map(|tile| {
                runner.begin(tile);
                while !runner.advance(1000) {}
                runner.take().pack(runner.layout())
            })
            .collect();
        let mut path = setup.path_runner(0).unwrap();
        while !path.advance(1000) {}
        let path = path.take(plane).pack();
        let plane = plane.pack();
        let atlas = Atlas::new(MAP, &plane).unwrap();
        Self { ledger, deltas: deltas.into(), runs, atlas, setup, plane, tiles, path }
    }

    pub(crate) fn case(&mut self, damage: &mut Damage) {
        match damage.below(6) {
            0 | 1 => {
                let base = damage.one_of(&self.deltas).clone();
                let words = damaged(damage, &base);
                if let Ok(delta) = ChunkCounts::unpack(&words) {
                    assert_eq!(delta.pack(), words);
                    // What fits is counted; everything else is refused.
                    let _ = self.ledger.accept(damage.below(3) as u32, delta);
                }
            }
            2 => {
                let base = damage.one_of(&self.runs).clone();
                if let Ok(saved) = SavedRun::unpack(&damaged(damage, &base)) {
                    let again = SavedRun::unpack(&saved.pack()).expect("what was read can be packed");
                    assert_eq!(again.fingerprint(), saved.fingerprint());
                }
            }
            3 => {
                let base = damage.one_of(&self.tiles).clone();
                let _ = self.atlas.accept(&damaged(damage, &base));
            }
            4 => {
                let numbers = damaged_numbers(damage, &self.path);
                let _ = self.atlas.accept_path(&numbers);
            }
            _ => {
                let numbers = damaged_numbers(damage, &self.plane);
                if let Ok(plane) = Plane::unpack(&self.setup.comparison.problem.architecture, &numbers) {
                    assert_eq!(plane.pack(), numbers);
                }
            }
        }
    }
}

/// Words that were damaged on their way, or before they were sealed: those show what else is checked.
fn damaged(damage: &mut Damage, sealed: &[u32]) -> Vec<u32> {
    if damage.below(4) == 0 {
        return damage.words(sealed);
    }
    let mut words = damage.words(checksum::open(sealed).expect("it was sealed"));
    checksum::seal(&mut words);
    words
}

/// As [`damaged`].
fn damaged_numbers(damage: &mut Damage, sealed: &[f64]) -> Vec<f64> {
    if damage.below(4) == 0 {
        return damage.numbers(sealed);
    }
    let mut numbers = damage.numbers(checksum::open_numbers(sealed).expect("they were sealed"));
    checksum::seal_numbers(&mut numbers);
    numbers
}
