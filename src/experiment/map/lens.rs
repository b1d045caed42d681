//! The window as it lies on its plane: what gestures start from, and what is written on its margin.

use super::settings::{PlaneKind, Setup};
use super::state::{self, MapState, round_to};
use crate::map::{Plane, PlaneError};
use serde::Serialize;

/// Looks at one plane: says where the window of a link lies on it, and moves the window.
#[derive(Clone, Debug)]
pub struct Lens {
    plane: Plane,
}

/// A window onto a plane.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct MapWindow {
    /// Its centre, to the right.
    pub u: f64,
    /// Its centre, upwards.
    pub v: f64,
    /// Half its width, in standard deviations of the prior.
    pub half: f64,
    /// The length of the scale's bar, as a share of the width.
    pub scale: f64,
    /// The same in words.
    pub scale_text: String,
    /// Points of the plane that have a name, if they are in the window.
    pub landmarks: Vec<Landmark>,
    /// Why it cannot be closer; none if it can.
    pub note: Option<&'static str>,
}

/// A point with a name.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Landmark {
    /// As a share of the window's width from the left.
    pub x: f64,
    /// As a share of the window's width from the top.
    pub y: f64,
    /// Its name.
    pub label: &'static str,
}

/// So little above the closest window, a window is as close as it can be.
const ALMOST: f64 = 1.001;

const CLOSEST: &str = "It is as close as can be here: any closer, neighbouring pixels would be networks whose parameters single \
                       precision does not tell apart.";

/// The most of the width that the scale's bar takes.
const LONGEST_SCALE: f64 = 0.3;

impl Lens {
    /// For a link and its packed plane.
    ///
    /// # Errors
    /// If the plane does not belong to the network of the link.
    pub fn new(fragment: &str, plane: &[f64]) -> Result<Self, PlaneError> {
        let setup = Setup::read(fragment);
        Plane::unpack(&setup.comparison.problem.architecture, plane).map(|plane| Self { plane })
    }

    /// The window of a link with this plane.
    pub fn window(&self, fragment: &str) -> MapWindow {
        let setup = Setup::read(fragment);
        let view = setup.view(&self.plane);
        let width = 2.0 * view.half;
        let length = scale(LONGEST_SCALE * width);
        let [x, y] = [0.5 - view.centre[0] / width, 0.5 + view.centre[1] / width];
        let seen = [x, y].iter().all(|share| (0.0..=1.0).contains(share));
        let label = match (setup.plane, setup.through_draw) {
            (PlaneKind::Random | PlaneKind::Chosen(_), false) => Some("all parameters 0"),
            (PlaneKind::Random, true) => Some("a random network"),
            // Where both parameters are 0 nothing special is; a path has its own marks.
            (PlaneKind::Chosen(_), true) | (PlaneKind::Path, _) => None,
        };
        let unit = if length == 1.0 { "standard deviation" } else { "standard deviations" };
        MapWindow {
            u: view.centre[0],
            v: view.centre[1],
            half: view.half,
            scale: length / width,
            scale_text: format!("{length} {unit}"),
            landmarks: label.filter(|_| seen).map(|label| Landmark { x, y, label }).into_iter().collect(),
            note: (view.half < ALMOST * setup.least_half(&self.plane, view.centre)).then_some(CLOSEST),
        }
    }

    /// The state after a drag of the picture by these shares of its width to the right and down.
    pub fn drag(&self, fragment: &str, right: f64, down: f64) -> MapState {
        state::drag(fragment, &self.plane, right, down)
    }

    /// The state after making the window `factor` times as wide about a point of the picture, given as shares of its
    /// width from the left and from the top.
    pub fn zoom(&self, fragment: &str, factor: f64, left: f64, top: f64) -> MapState {
        state::zoom(fragment, &self.plane, factor, left, top)
    }
}

/// The largest of 1, 2 and 5 times a power of ten that is not larger than `most`.
fn scale(most: f64) -> f64 {
    let decade = libm::pow(10.0, libm::floor(libm::log10(most)));
    let step = [5.0, 2.0].into_iter().find(|step| step * decade <= most).unwrap_or(1.0);
    round_to(step * decade, decade)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lens(fragment: &str) -> Lens {
        let setup = Setup::read(fragment);
        let mut maker = setup.plane_maker().unwrap();
        while !maker.advance(1000) {}
        Lens::new(fragment, &maker.plane().unwrap().pack()).unwrap()
    }

    #[test]
    fn scales_are_round() {
        for (most, length) in
            [(1.8, "1"), (2.0, "2"), (7.2, "5"), (0.019, "0.01"), (0.06, "0.05"), (3200.0, "2000")]
        {
            assert_eq!(format!("{}", scale(most)), length);
        }
    }

    #[test]
    fn a_window_says_where_it_is() {
        let lens = lens("");
        let window = lens.window("");
        assert_eq!((window.u, window.v, window.half), (0.0, 0.0, 3.0));
        assert_eq!((window.scale, window.scale_text.as_str()), (1.0 / 6.0, "1 standard deviation"));
        let landmark = Landmark { x: 0.5, y: 0.5, label: "all parameters 0" };
        assert_eq!(window.landmarks, std::slice::from_ref(&landmark));
        assert_eq!(lens.window("through=draw").landmarks[0].label, "a random network");
        assert_eq!(lens.window("centre=3.1,0").landmarks, []);
        let lower = lens.window("centre=0,1.5&zoom=1");
        assert_eq!(lower.landmarks, [Landmark { y: 0.75, ..landmark }]);
        assert_eq!(lens.drag("", 0.5, 0.0).hash, "v=2&experiment=map&centre=-3,0");
        assert_eq!(lens.zoom("", 0.5, 1.0, 1.0).hash, "v=2&experiment=map&centre=1.5,-1.5&zoom=2");
    }
}
