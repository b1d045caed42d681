//! The prior's density on a plane.

use super::plane::{Plane, units};
use super::view::View;
use crate::method::Problem;
use crate::network::Distribution;

/// The prior restricted to a plane, up to a factor: its density at every point, given that the
/// parameters lie on the plane.
#[derive(Clone, Debug, PartialEq)]
pub struct PriorWeight(Kind);

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    /// In units of the prior the normal distribution on a plane is round: standard normal about the point of the
    /// plane that is nearest to the origin.
    Gaussian { nearest: [f64; 2] },
    /// Inside of all of |a + b u + c v| <= 1.
    Uniform { strips: Vec<[f64; 3]> },
}

/// The density at the pixels of a picture.
#[derive(Clone, Debug)]
pub(super) enum Weights {
    Gaussian {
        across: Vec<f64>,
        up: Vec<f64>,
    },
    /// The first and last column of every row that are inside; none if the first comes after the last.
    Uniform {
        rows: Vec<[f64; 2]>,
    },
}

impl PriorWeight {
    /// `None` if the plane leaves the parameters that the prior can give: if a parameter that it keeps at 0 is
    /// not.
    pub fn new(problem: &Problem, plane: &Plane) -> Option<Self> {
        let (_, free) = units(&problem.architecture, &problem.prior);
        let count = plane.dimension();
        let fixed_moves = (0..count)
            .filter(|&i| !free[i])
            .any(|i| plane.origin[i] != 0.0 || plane.axes[0][i] != 0.0 || plane.axes[1][i] != 0.0);
        if fixed_moves {
            return None;
        }
        let at = |i: usize| plane.origin[i] / plane.units[i];
        Some(Self(match problem.prior.distribution {
            Distribution::Gaussian => {
                let along = |axis: &[f64]| -(0..count).map(|i| at(i) * axis[i]).sum::<f64>();
                Kind::Gaussian { nearest: [along(&plane.axes[0]), along(&plane.axes[1])] }
            }
            Distribution::Uniform => {
                let half = libm::sqrt(3.0);
                let strip = |i: usize| [at(i) / half, plane.axes[0][i] / half, plane.axes[1][i] / half];
                Kind::Uniform { strips: (0..count).filter(|&i| free[i]).map(strip).collect() }
            }
        }))
    }

    /// The density at the pixels of a picture of `size` times `size`.
    pub(super) fn at(&self, view: View, size: usize) -> Weights {
        let [u, v] = view.centre;
        match &self.0 {
            Kind::Gaussian { nearest } => {
                let density = |x: f64| libm::exp(-0.5 * x * x);
                Weights::Gaussian {
                    across: (0..size).map(|x| density(u + view.across(x, size) - nearest[0])).collect(),
                    up: (0..size).map(|y| density(v + view.up(y, size) - nearest[1])).collect(),
                }
            }
            Kind::Uniform { strips } => {
                let pixel = view.pixel(size);
                let left = u + view.across(0, size);
                let row = |y: usize| {
                    let v = v + view.up(y, size);
                    let inside =
                        strips.iter().fold([f64::NEG_INFINITY, f64::INFINITY], |[low, high], &[a, b, c]| {
                            let middle = a + c * v;
                            if b == 0.0 {
                                return if middle.abs() <= 1.0 { [low, high] } else { [f64::INFINITY, low] };
                            }
                            let (one, other) = ((-1.0 - middle) / b, (1.0 - middle) / b);
                            [low.max(one.min(other)), high.min(one.max(other))]
                        });
                    inside.map(|u| (u - left) / pixel)
                };
                Weights::Uniform { rows: (0..size).map(row).collect() }
            }
        }
    }

    /// How much of the prior on the plane the window holds, from 0 to 1; `None` where there is no closed form.
    pub fn covered(&self, view: View) -> Option<f64> {
        let Kind::Gaussian { nearest } = self.0 else { return None };
        let side = |axis: usize| {
            let below = |x: f64| 0.5 * libm::erfc(-(x - nearest[axis]) * std::f64::consts::FRAC_1_SQRT_2);
            below(view.centre[axis] + view.half) - below(view.centre[axis] - view.half)
        };
        Some(side(0) * side(1))
    }
}

impl Weights {
    /// The density at a pixel.
    pub(super) fn pixel(&self, x: usize, y: usize) -> f64 {
        match self {
            Self::Gaussian { across, up } => across[x] * up[y],
            Self::Uniform { rows } => {
                let [low, high] = rows[y];
                f64::from(u8::from(low <= x as f64 && x as f64 <= high))
            }
        }
    }
}
