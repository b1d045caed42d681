//! A map of parameter space as a picture, with what is seen in it.

use crate::arguments::Map;
use crate::failure::Failure;
use crate::files::write_whole;
use crate::settings::fragment_of;
use dice_and_descent::experiment::map::{Atlas, Setup};
use dice_and_descent::map::{Plane, TileRunner};
use dice_and_descent::settings::Experiment;
use std::error::Error;
use std::io::Write;

/// Does what the arguments say.
pub(crate) fn draw(arguments: &Map, out: &mut dyn Write) -> Result<(), Failure> {
    let link = fragment_of(Experiment::Map, &arguments.settings)?;
    let (picture, text) = drawn(&link, arguments.dark).map_err(|error| Failure::Wrong(error.to_string()))?;
    write_whole(&arguments.to, |file| file.write_all(&picture))?;
    out.write_all(text.as_bytes()).map_err(|error| Failure::of_output(&error))
}

/// The picture in PPM, and what is seen in it.
fn drawn(link: &str, dark: bool) -> Result<(Vec<u8>, String), Box<dyn Error>> {
    let setup = Setup::read(link);
    setup.notices.iter().for_each(|notice| eprintln!("{}", notice.text));
    let problem = &setup.comparison.problem;
    let mut maker = setup.plane_maker()?;
    while !maker.advance(100_000) {}
    let numbers = maker.plane().map(Plane::pack).unwrap_or_default();
    let plane = Plane::unpack(&problem.architecture, &numbers)?;
    let mut atlas = Atlas::new(link, &numbers)?;
    let mut runner = TileRunner::new(problem, &plane, setup.view(&plane), setup.window.size);
    while let Some(tile) = atlas.assign() {
        runner.begin(tile);
        while !runner.advance(100_000) {}
        atlas.accept(&runner.take().pack(runner.layout()))?;
    }
    for run in 0..setup.paths {
        let mut path = setup.path_runner(run)?;
        while !path.advance(100_000) {}
        atlas.accept_path(&path.take(&plane).pack())?;
    }
    let size = setup.window.size;
    let mut image = format!("P6 {size} {size} 255\n").into_bytes();
    atlas.paint(dark).chunks_exact(4).for_each(|rgba| image.extend(&rgba[..3]));
    let mut lines = Vec::new();
    if let Some(summary) = atlas.summary(dark) {
        lines.extend(summary.caption.iter().chain([&summary.together]).cloned());
        for row in &summary.rows {
            let name = row.description.as_deref().unwrap_or_default();
            let prior = row.prior_text.as_deref().unwrap_or_default();
            lines.push(format!("{} {} {} {prior} {name}", row.function, row.colour, row.window_text));
        }
    }
    lines.extend(atlas.trails(dark).iter().map(|trail| trail.text.clone()));
    Ok((image, lines.iter().map(|line| format!("{line}\n")).collect()))
}
