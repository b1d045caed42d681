//! The experiment: a link in, a picture, its numbers and its words out.

use dice_and_descent::experiment::map::{Atlas, AtlasError, Lens, Setup, consequences, read_link};
use dice_and_descent::map::TileRunner;

const LINK: &str = "experiment=map&n=3&hidden=5&resolution=64&train_size=3&target=and";

fn plane(link: &str) -> Vec<f64> {
    let mut maker = Setup::read(link).plane_maker().unwrap();
    while !maker.advance(1000) {}
    maker.plane().unwrap().pack()
}

/// Does all tiles and paths, as workers do.
fn fill(atlas: &mut Atlas) {
    let setup = atlas.setup().clone();
    let plane = dice_and_descent::map::Plane::unpack(
        &setup.comparison.problem.architecture,
        &plane(&setup.fragment()),
    )
    .unwrap();
    let mut runner =
        TileRunner::new(&setup.comparison.problem, &plane, setup.view(&plane), setup.window.size);
    while let Some(tile) = atlas.assign() {
        runner.begin(tile);
        while !runner.advance(1000) {}
        atlas.accept(&runner.take().pack(runner.layout())).unwrap();
    }
    for run in 0..setup.paths {
        let mut path = setup.path_runner(run).unwrap();
        while !path.advance(1000) {}
        atlas.accept_path(&path.take(&plane).pack()).unwrap();
    }
}

fn whole(link: &str) -> Atlas {
    let mut atlas = Atlas::new(link, &plane(link)).unwrap();
    fill(&mut atlas);
    atlas
}

#[test]
fn a_picture_says_what_it_shows() {
    let atlas = whole(LINK);
    assert!(atlas.progress().ended);
    let summary = atlas.summary(false).unwrap();
    let shares = atlas.shares().unwrap();
    assert_eq!((summary.distinct, summary.rows.len()), (shares.distinct(), 10.min(shares.distinct())));
    assert_eq!(summary.rows[0].window, shares.window[0].share);
    assert_eq!(summary.rows[0].function, shares.functions[0].to_string());
    assert!(summary.caption[0].starts_with(&format!("{} functions seen", summary.distinct)), "{summary:?}");
    assert!(summary.caption[0].contains("4,096 pixels"));
    assert!(summary.prior_label.as_ref().is_some_and(|label| label.contains("99.5%")), "{summary:?}");
    assert!(summary.rows.iter().all(|row| row.window_text.contains("% within ") && row.colour.len() == 7));
    assert!(summary.together.starts_with("The 10 largest functions fill "));
}

#[test]
fn hover_and_indices_name_the_same_function() {
    let atlas = whole(LINK);
    let (indices, shares) = (atlas.indices(), atlas.shares().unwrap());
    assert_eq!(indices.len(), 64 * 64);
    for (pixel, &index) in indices.iter().enumerate() {
        let found = atlas.pixel(pixel % 64, pixel / 64, true).unwrap();
        assert_eq!(found.rank, Some(index as usize));
        assert_eq!(found.function, shares.functions[index as usize].to_string());
    }
    assert_eq!(atlas.pixel(64, 0, true), None);
    assert_eq!(atlas.paint(true).len(), 4 * 64 * 64);
}

#[test]
fn a_fingerprint_is_of_what_is_seen() {
    let link = format!("{LINK}&paths=1");
    let fingerprint = whole(&link).fingerprint();
    assert_eq!(fingerprint.len(), 16);
    assert_eq!(whole(&format!("{link}&workers=3&hide=lead")).fingerprint(), fingerprint);
    for other in ["&seed=2", "&zoom=1.01", "&plane_seed=2", "&condition=on"] {
        assert_ne!(whole(&format!("{link}{other}")).fingerprint(), fingerprint, "{other}");
    }
    // Whatever the order in which the tiles come in.
    let plane = plane(&link);
    let mut atlas = Atlas::new(&link, &plane).unwrap();
    let first = atlas.assign().unwrap();
    atlas.assign().unwrap();
    atlas.give_back(first);
    atlas.give_back(first + 1);
    fill(&mut atlas);
    assert_eq!(atlas.fingerprint(), fingerprint);
}

#[test]
fn a_veil_has_its_holes_where_the_function_is() {
    let atlas = whole(LINK);
    let function = atlas.shares().unwrap().functions[1];
    let highlight = atlas.highlight(&function.to_string(), false).unwrap();
    let here = |x: usize, y: usize| atlas.picture().function_at(x, y) == Some(function);
    for (pixel, rgba) in highlight.chunks_exact(4).enumerate() {
        let (x, y) = (pixel % 64, pixel / 64);
        let neighbours = [(x.wrapping_sub(1), y), (x + 1, y), (x, y.wrapping_sub(1)), (x, y + 1)];
        let border = neighbours.into_iter().any(|(x, y)| x < 64 && y < 64 && !here(x, y));
        let opacity = if !here(x, y) {
            190
        } else if border {
            255
        } else {
            0
        };
        assert_eq!(rgba[3], opacity, "{x}, {y}");
    }
    assert!(atlas.highlight("x", false).is_err());
}

#[test]
fn labels_stand_within_their_regions() {
    for condition in ["off", "on"] {
        let atlas = whole(&format!("{LINK}&condition={condition}"));
        let rows = atlas.summary(false).unwrap().rows;
        assert!(!rows.is_empty());
        for row in &rows {
            let spot = row.spot.expect("every function that is listed is seen");
            let side = (spot.side * 64.0) as usize;
            let corner = |centre: f64| (64.0 * (centre - spot.side / 2.0)).round() as usize;
            assert!(side > 0);
            for place in 0..side * side {
                let (x, y) = (corner(spot.x) + place % side, corner(spot.y) + place / side);
                assert_eq!(atlas.pixel(x, y, false).unwrap().function, row.function, "{x}, {y}");
            }
        }
    }
}

#[test]
fn the_file_has_a_line_for_every_function() {
    let atlas = whole(LINK);
    let file = atlas.csv(0, 5) + &atlas.csv(5, usize::MAX);
    let lines: Vec<&str> = file.lines().collect();
    assert_eq!((lines.len(), atlas.csv_lines()), (1 + atlas.shares().unwrap().distinct(), lines.len()));
    let names: Vec<&str> = lines[0].split(',').collect();
    let column = |name: &str| names.iter().position(|other| *other == name).unwrap();
    let mut pixels = 0;
    for line in &lines[1..] {
        let fields: Vec<&str> = line.split(',').collect();
        assert_eq!(fields.len(), names.len(), "{line}");
        assert_eq!(fields[column("pixels_of_all")], "4096");
        pixels += fields[column("pixels")].parse::<usize>().unwrap();
    }
    assert_eq!(pixels, 64 * 64);
}

#[test]
fn conditioning_keeps_the_picture_and_lists_what_fits() {
    let mut atlas = whole(LINK);
    let before = atlas.indices();
    assert!(!atlas.look(&format!("{LINK}&condition=on")).unwrap());
    assert_eq!(atlas.indices(), before);
    let summary = atlas.summary(false).unwrap();
    assert!(summary.fitting > 0 && summary.fitting < summary.distinct, "{summary:?}");
    assert!(summary.rows.iter().all(|row| row.fits));
    if summary.fitting <= 10 {
        let total: f64 = summary.rows.iter().map(|row| row.window).sum();
        assert!((total - 1.0).abs() < 1e-12);
    }
    assert!(summary.caption[2].contains("fits all 3 training points"), "{:?}", summary.caption);
    // Another training set: the same picture, other functions.
    assert!(!atlas.look(&format!("{LINK}&condition=on&target=parity")).unwrap());
    assert_ne!(atlas.summary(false).unwrap().rows, summary.rows);
}

#[test]
fn another_window_is_another_picture_and_another_plane_another_atlas() {
    let mut atlas = whole(LINK);
    let moved = Lens::new(LINK, &plane(LINK)).unwrap().drag(LINK, 0.25, 0.0).hash;
    assert!(atlas.look(&moved).unwrap());
    assert_eq!(atlas.summary(false), None);
    assert_eq!(atlas.assign(), Some(0));
    atlas.give_back(0);
    assert_eq!((atlas.assign(), atlas.assign()), (Some(0), Some(1)));
    assert!(matches!(atlas.look("experiment=map&n=4"), Err(AtlasError::Plane(_))));
    assert!(matches!(Atlas::new("n=4", &plane(LINK)), Err(AtlasError::Plane(_))));
    assert!(matches!(atlas.accept(&[0]), Err(AtlasError::Tile(_))));
    assert!(matches!(atlas.accept_path(&[0.0]), Err(AtlasError::Path(_))));
}

#[test]
fn paths_cross_the_map_that_they_span() {
    let link = "experiment=map&plane=path&paths=2&condition=on&resolution=64&train=0xa437&lr=0.05";
    let atlas = whole(link);
    let trails = atlas.trails(false);
    assert_eq!((trails.len(), read_link(link).paths), (2, 2));
    let trail = &trails[0];
    assert!(trail.fitted && trail.text.contains("fits after"), "{}", trail.text);
    assert!(trail.points.iter().all(|[x, y]| (0.0..1.0).contains(x) && (0.0..1.0).contains(y)));
    assert_eq!(trail.points.len(), trail.steps.len());
    assert_eq!(trail.functions.len(), trail.residuals.len());
    let visits: usize = trail.visits.iter().map(|visit| visit.points).sum();
    assert_eq!(visits, trail.points.len());
    // It lies on the plane at both ends, so the map beneath is its own function there, unless a border is within a
    // pixel; where it ends it fits.
    let last = *trail.points.last().unwrap();
    let pixel = last.map(|share| (share * 64.0) as usize);
    let near: Vec<_> = (0..9)
        .filter_map(|k| atlas.pixel(pixel[0] + k % 3 - 1, pixel[1] + k / 3 - 1, false))
        .map(|pixel| pixel.function)
        .collect();
    assert!(near.contains(&trail.visits[*trail.functions.last().unwrap()].function));
    assert!(consequences(link, &link.replace("lr=0.05", "lr=0.2")).plane);
}
