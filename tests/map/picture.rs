//! Tiles, windows, conditioning, colours.

use crate::support::{add, picture, problem};
use dice_and_descent::Function;
use dice_and_descent::map::{
    Layout, Paint, Picture, PictureError, Plane, PriorWeight, Shares, TileRunner, View, colour, paint, paper,
};
use dice_and_descent::method::Problem;
use dice_and_descent::network::Activation;
use dice_and_descent::task::Encoding;

const LIGHT: Paint = Paint { dark: false, lines: false };

fn network() -> (Problem, Plane) {
    let problem = problem(3, Encoding::PlusMinus, &[6], Activation::Relu);
    let plane = Plane::random(&problem, 5, true);
    (problem, plane)
}

fn functions(picture: &Picture) -> Vec<Option<Function>> {
    let size = picture.layout().size();
    (0..size * size).map(|pixel| picture.function_at(pixel % size, pixel / size)).collect()
}

#[test]
fn a_picture_is_the_same_whoever_does_which_tile_in_whatever_slices() {
    let (problem, plane) = network();
    let view = View { centre: [0.0; 2], half: 3.0 };
    for size in [16, 45, 150] {
        let whole = picture(&problem, &plane, view, size);
        let mut workers: Vec<TileRunner> =
            (0..3).map(|_| TileRunner::new(&problem, &plane, view, size)).collect();
        let mut shared = Picture::new(Layout::new(size), 8);
        for (place, tile) in (0..Layout::new(size).tiles()).rev().enumerate() {
            // A worker that was stopped in another tile leaves no trace.
            workers[place % 3].begin(0);
            workers[place % 3].advance(1);
            add(&mut shared, &mut workers[place % 3], tile, 1);
        }
        assert_eq!(functions(&shared), functions(&whole));
        assert_eq!(paint(&shared, LIGHT, |_| true), paint(&whole, LIGHT, |_| true));
        let shares = |picture: &Picture| {
            let mut shares = Shares::new(picture, view, None, |_| true).unwrap();
            // In the order in which functions came in.
            shares.ranks.clear();
            shares
        };
        assert_eq!(shares(&shared), shares(&whole));
    }
}

#[test]
fn a_picture_comes_coarse_first_and_takes_each_tile_once() {
    let (problem, plane) = network();
    let view = View { centre: [0.0; 2], half: 3.0 };
    let whole = picture(&problem, &plane, view, 100);
    let layout = Layout::new(100);
    let mut growing = Picture::new(layout, 8);
    let mut runner = TileRunner::new(&problem, &plane, view, 100);
    assert_eq!((growing.step(), growing.function_at(3, 3)), (None, None));
    for tile in 0..layout.tiles() {
        add(&mut growing, &mut runner, tile, 1000);
        if let Some(step) = growing.step() {
            for pixel in 0..100 * 100 {
                let (x, y) = (pixel % 100, pixel / 100);
                let coarse = whole.function_at(x - x % step, y - y % step);
                let found = growing.function_at(x, y);
                assert!(found == coarse || found == whole.function_at(x, y) || step > 2, "pixel {x}, {y}");
                assert!(found.is_some());
            }
        }
    }
    assert_eq!((growing.step(), growing.left()), (Some(1), 0));
    runner.begin(0);
    runner.advance(u32::MAX);
    let words = runner.take().pack(layout);
    assert_eq!(growing.accept(&words), Err(PictureError::Twice(0)));
    assert!(matches!(growing.accept(&words[1..]), Err(PictureError::Damaged(_))));
}

#[test]
fn a_function_keeps_its_colour_when_the_window_moves() {
    let (problem, plane) = network();
    let size = 64;
    let before = View { centre: [0.0; 2], half: 4.0 };
    // Ten pixels to the right and six down; all numbers are exact in binary.
    let after = before.dragged(10.0 / 64.0, 6.0 / 64.0);
    let [one, two] = [before, after].map(|view| picture(&problem, &plane, view, size));
    let [first, second] = [&one, &two].map(|picture| paint(picture, LIGHT, |_| true));
    let mut moved = 0;
    for y in 0..size - 6 {
        for x in 0..size - 10 {
            let rgba = |pixels: &[u8], x: usize, y: usize| pixels[4 * (y * size + x)..][..4].to_vec();
            let (here, there) = (one.function_at(x, y), two.function_at(x + 10, y + 6));
            if here == there {
                assert_eq!(rgba(&first, x, y), rgba(&second, x + 10, y + 6));
                moved += 1;
            }
            let [r, g, b] = colour(here.unwrap(), false);
            assert_eq!(rgba(&first, x, y), [r, g, b, 255]);
        }
    }
    // A border pixel may round to the other side from another centre.
    assert!(moved * 100 >= 99 * (size - 6) * (size - 10), "{moved}");
}

#[test]
fn what_does_not_fit_fades_and_the_rest_is_the_posterior() {
    let (problem, plane) = network();
    let task = {
        let mut task = problem.task.clone();
        task.target = Function::parse("00001111", 8).unwrap();
        task.training = Function::parse("10010001", 8).unwrap();
        task
    };
    let view = View { centre: [0.0; 2], half: 5.0 };
    let size = 128;
    let picture = picture(&problem, &plane, view, size);
    let fits = |function| task.fits(function);
    let prior = PriorWeight::new(&problem, &plane);
    let shares = Shares::new(&picture, view, prior.as_ref(), fits).unwrap();
    let counted = functions(&picture).into_iter().flatten().filter(|&function| fits(function)).count();
    assert_eq!(shares.fit.window.share, counted as f64 / (size * size) as f64);
    assert!(shares.fit.functions >= 2 && shares.fit.functions < shares.distinct());
    let chosen: Vec<usize> = (0..shares.distinct()).filter(|&rank| fits(shares.functions[rank])).collect();
    let window: f64 = chosen.iter().map(|&rank| shares.window[rank].share).sum();
    let weighted: f64 = chosen.iter().map(|&rank| shares.prior[rank].share).sum();
    assert!((window - shares.fit.window.share).abs() < 1e-12);
    assert!((weighted - shares.fit.prior.unwrap().share).abs() < 1e-12);
    let total: f64 = shares.window.iter().map(|area| area.share).sum();
    assert!((total - 1.0).abs() < 1e-12);
    assert!(shares.window.is_sorted_by(|one, next| one.share >= next.share));
    for dark in [false, true] {
        let pixels = paint(&picture, Paint { dark, lines: false }, fits);
        for (pixel, rgba) in pixels.chunks_exact(4).enumerate() {
            let function = picture.function_at(pixel % size, pixel / size).unwrap();
            let (full, paper) = (colour(function, dark), paper(dark));
            for c in 0..3 {
                let (found, full, paper) = (i32::from(rgba[c]), i32::from(full[c]), i32::from(paper[c]));
                if fits(function) {
                    assert_eq!(found, full);
                } else {
                    assert!(
                        (found - paper).abs() * 10 <= (full - paper).abs() + 10,
                        "{found} {full} {paper}"
                    );
                }
            }
        }
    }
}

#[test]
fn lines_are_drawn_where_functions_meet_unless_they_would_hide_everything() {
    let (problem, plane) = network();
    let size = 128;
    let count = |half: f64| {
        let picture = picture(&problem, &plane, View { centre: [0.0; 2], half }, size);
        let [plain, lined] =
            [false, true].map(|lines| paint(&picture, Paint { dark: false, lines }, |_| true));
        let mut different = 0;
        for (pixel, (one, two)) in plain.chunks_exact(4).zip(lined.chunks_exact(4)).enumerate() {
            let (x, y) = (pixel % size, pixel / size);
            let here = picture.function_at(x, y);
            let meets = [(x + 1, y), (x, y + 1)]
                .into_iter()
                .any(|(x, y)| picture.function_at(x, y).is_some_and(|other| Some(other) != here));
            assert!(one == two || meets);
            different += usize::from(one != two);
        }
        different
    };
    assert!(count(5.0) > size);
    let (chaos, tight) = {
        let mut problem = super::support::problem(6, Encoding::PlusMinus, &[20, 20, 20], Activation::Tanh);
        problem.prior.sigma_w = 20.0;
        let plane = Plane::random(&problem, 1, true);
        let picture = picture(&problem, &plane, View { centre: [0.0; 2], half: 50.0 }, 32);
        let [plain, lined] =
            [false, true].map(|lines| paint(&picture, Paint { dark: false, lines }, |_| true));
        (plain, lined)
    };
    assert_eq!(chaos, tight);
}

#[test]
fn a_plane_survives_its_transfer() {
    let (problem, plane) = network();
    let numbers = plane.pack();
    assert_eq!(Plane::unpack(&problem.architecture, &numbers), Ok(plane.clone()));
    assert!(Plane::unpack(&problem.architecture, &numbers[1..]).is_err());
    for place in 0..numbers.len() {
        let mut altered = numbers.clone();
        altered[place] += 0.5;
        assert!(Plane::unpack(&problem.architecture, &altered).is_err(), "number {place}");
    }
    let mut other = problem.architecture.clone();
    other.hidden[0] += 1;
    assert!(Plane::unpack(&other, &numbers).is_err());
    for (u, v) in [(0.0, 0.0), (1.5, -2.0), (-300.0, 40.0)] {
        let place = plane.place(&plane.parameters(u, v).0);
        // Single precision of parameters of this size.
        let rounding = 1e-6 * (4.0 + u.abs() + v.abs());
        assert!((place.u - u).abs() < rounding && (place.v - v).abs() < rounding);
        assert!(place.residual < rounding, "{}", place.residual);
    }
}
