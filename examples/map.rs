//! Draws a map of parameter space into a PPM file: `cargo run --release --example map -- LINK FILE [dark]`, the link as
//! on the page: `experiment=map&plane=path&condition=on`.

use dice_and_descent::experiment::map::{Atlas, Setup};
use dice_and_descent::map::{Plane, TileRunner};
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [link, file, rest @ ..] = arguments.as_slice() else {
        return Err("a link and a file are needed".into());
    };
    let dark = rest.iter().any(|argument| argument == "dark");
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
    std::fs::write(file, image)?;
    println!("{} tiles in {tiles:?}", atlas.picture().layout().tiles());
    if let Some(summary) = atlas.summary(dark) {
        summary.caption.iter().for_each(|sentence| println!("{sentence}"));
        println!("{}", summary.together);
        for row in &summary.rows {
            let name = row.description.as_deref().unwrap_or_default();
            let prior = row.prior_text.as_deref().unwrap_or_default();
            println!("{} {} {} {prior} {name}", row.function, row.colour, row.window_text);
        }
    }
    atlas.trails(dark).iter().for_each(|trail| println!("{}", trail.text));
    Ok(())
}
