//! Draws a map of parameter space into a PPM file: `cargo run --release --example map -- LINK FILE [--dark]`, the link as
//! on the page: `experiment=map&plane=path&condition=on`.

#[allow(dead_code, reason = "each program uses a part of it")]
pub(crate) mod shared;

use dice_and_descent::experiment::map::{Atlas, Setup};
use dice_and_descent::map::{Plane, TileRunner};
use shared::{LINK, Value, fragment, with_arguments};
use std::error::Error;
use std::io::Write;
use std::process::ExitCode;
use std::time::Instant;

fn main() -> ExitCode {
    shared::main(start)
}

/// Does what the arguments say.
pub(crate) fn start(arguments: &[String], out: &mut dyn Write) -> Result<(), String> {
    let usage = format!(
        "usage: map LINK-OR-FILE PICTURE [--dark]\n\
        {LINK}\n\
        PICTURE: the file to write, in PPM\n\
        --dark: in the colours of a dark page"
    );
    with_arguments((arguments, &[("--dark", Value::None)]), &usage, out, |arguments, out| {
        let [settings, picture] = arguments.texts.as_slice() else {
            let number = arguments.texts.len();
            return Err(format!("A link and a file to write are needed, and {number} were given.\n{usage}"));
        };
        let dark = arguments.text("--dark").is_some();
        draw(&fragment(settings)?, picture, dark, out).map_err(|error| error.to_string())
    })
}

fn draw(link: &str, file: &str, dark: bool, out: &mut dyn Write) -> Result<(), Box<dyn Error>> {
    let setup = Setup::read(link);
    setup.notices.iter().for_each(|notice| eprintln!("{}", notice.text));
    let problem = &setup.comparison.problem;
    let mut maker = setup.plane_maker()?;
    while !maker.advance(100_000) {}
    let numbers = maker.plane().map(Plane::pack).unwrap_or_default();
    let plane = Plane::unpack(&problem.architecture, &numbers)?;
    let mut atlas = Atlas::new(link, &numbers)?;
    let start = Instant::now();
    let mut runner = TileRunner::new(problem, &plane, setup.view(&plane), setup.window.size);
    while let Some(tile) = atlas.assign() {
        runner.begin(tile);
        while !runner.advance(100_000) {}
        atlas.accept(&runner.take().pack(runner.layout()))?;
    }
    let tiles = start.elapsed();
    for run in 0..setup.paths {
        let mut path = setup.path_runner(run)?;
        while !path.advance(100_000) {}
        atlas.accept_path(&path.take(&plane).pack())?;
    }
    let size = setup.window.size;
    let mut image = format!("P6 {size} {size} 255\n").into_bytes();
    atlas.paint(dark).chunks_exact(4).for_each(|rgba| image.extend(&rgba[..3]));
    std::fs::write(file, image).map_err(|error| format!("{file} cannot be written: {error}."))?;
    writeln!(out, "{} tiles in {tiles:?}", atlas.picture().layout().tiles())?;
    if let Some(summary) = atlas.summary(dark) {
        for sentence in summary.caption.iter().chain([&summary.together]) {
            writeln!(out, "{sentence}")?;
        }
        for row in &summary.rows {
            let name = row.description.as_deref().unwrap_or_default();
            let prior = row.prior_text.as_deref().unwrap_or_default();
            writeln!(out, "{} {} {} {prior} {name}", row.function, row.colour, row.window_text)?;
        }
    }
    atlas.trails(dark).iter().try_for_each(|trail| writeln!(out, "{}", trail.text))?;
    Ok(())
}
