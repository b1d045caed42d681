//! Planes through the parameters of a network.

use super::view::View;
use crate::method::Problem;
use crate::network::{Architecture, Distribution, Parameters, Prior};
use crate::random::{Domain, Stream};
use crate::sample::checksum;
use std::fmt;

/// The plane theta = origin + u e1 + v e2 of all parameters theta.
///
/// Coordinates are in units of the prior: each parameter is divided by its standard deviation. A parameter that
/// the prior keeps at 0 (a bias, if sigma_b = 0) is divided by that of its layer's weights instead. In
/// these units e1 and e2 are orthonormal.
#[derive(Clone, Debug, PartialEq)]
pub struct Plane {
    /// Where u = v = 0 is, in the parameters' own units.
    pub(super) origin: Vec<f64>,
    /// e1 and e2, orthonormal, in units of the prior.
    pub(super) axes: [Vec<f64>; 2],
    /// The units of the parameters.
    pub(super) units: Vec<f64>,
    /// The window that shows what there is to see.
    frame: View,
}

/// Where a point of parameter space is, seen from a plane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// The first coordinate of its projection.
    pub u: f64,
    /// The second.
    pub v: f64,
    /// How far it is from the plane, in units of the prior.
    pub residual: f64,
}

/// Why packed numbers are no plane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlaneError;

impl fmt::Display for PlaneError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the plane does not belong to these settings; it must be made anew")
    }
}

impl std::error::Error for PlaneError {}

/// The unit of every parameter, and whether the prior spreads it.
pub(super) fn units(architecture: &Architecture, prior: &Prior) -> (Vec<f64>, Vec<bool>) {
    let (mut units, mut free) = (Vec::new(), Vec::new());
    for layer in architecture.layers() {
        let (weight, bias) = (prior.weight_std(layer), prior.bias_std(layer));
        let weights = layer.fan_in * layer.units;
        units.extend(std::iter::repeat_n(weight, weights));
        units.extend(std::iter::repeat_n(if bias > 0.0 { bias } else { weight }, layer.units));
        free.extend(std::iter::repeat_n(true, weights));
        free.extend(std::iter::repeat_n(bias > 0.0, layer.units));
    }
    (units, free)
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Takes the part along the unit vector `axis` out of `vector`.
fn reject(vector: &mut [f64], axis: &[f64]) {
    let along = dot(vector, axis);
    vector.iter_mut().zip(axis).for_each(|(x, a)| *x -= along * a);
}

/// Gaussian numbers; 0 where `free` is false, unless that leaves fewer than two.
fn gaussians(stream: &mut Stream, free: &[bool]) -> Vec<f64> {
    let mut numbers = vec![0.0; free.len()];
    crate::simd::dispatch!(crate::simd::Level::best(), simd => stream.fill_gaussian(simd, &mut numbers));
    let enough = free.iter().filter(|&&free| free).count() >= 2;
    numbers.iter().zip(free).map(|(&z, &free)| if free || !enough { f64::from(z) } else { 0.0 }).collect()
}

/// The first vector at right angles to `axes`, of length 1, that can be made of the candidates in turn; random
/// ones follow if none has a part at right angles to them.
fn next_axis(axes: &[&[f64]], candidate: Vec<f64>, stream: &mut Stream, free: &[bool]) -> Vec<f64> {
    let mut vector = candidate;
    loop {
        let before = dot(&vector, &vector);
        // Twice is enough: what rounding leaves of the first pass, the second takes out.
        for _ in 0..2 {
            axes.iter().for_each(|axis| reject(&mut vector, axis));
        }
        let square = dot(&vector, &vector);
        if square > 1e-12 * before && square > 0.0 {
            let length = libm::sqrt(square);
            vector.iter_mut().for_each(|x| *x /= length);
            return vector;
        }
        vector = gaussians(stream, free);
    }
}

/// Past so many standard deviations from its start no window shows a path whole.
const FAR: f64 = 1000.0;

/// Of such a path, what lies within so many standard deviations of its start is shown.
const NEAR: f64 = 30.0;

/// The part of a path that can be shown: all of it, or, where it runs away, what lies before it does.
fn shown(points: &[Vec<f32>], distance: impl Fn(&[f32]) -> f64) -> &[Vec<f32>] {
    let within = |reach: f64| points.iter().position(|point| distance(point) > reach).unwrap_or(points.len());
    if within(FAR) == points.len() { points } else { &points[..within(NEAR)] }
}

impl Plane {
    /// A random plane: through the origin of parameter space, or through a random draw of the prior, in two
    /// random directions at right angles to each other. All follow from `seed`.
    pub fn random(problem: &Problem, seed: u32, through_draw: bool) -> Self {
        let (units, free) = units(&problem.architecture, &problem.prior);
        let mut stream = Stream::new(u64::from(seed), Domain::Planes, 0);
        let first = gaussians(&mut stream, &free);
        let e1 = next_axis(&[], first, &mut stream, &free);
        let second = gaussians(&mut stream, &free);
        let e2 = next_axis(&[&e1], second, &mut stream, &free);
        Self::through(problem, seed, through_draw, [e1, e2], units)
    }

    /// The plane in which two chosen parameters vary, all others being 0 or those of a random draw.
    ///
    /// # Panics
    /// If the indices are equal or there are no such parameters.
    pub fn chosen(problem: &Problem, parameters: [usize; 2], seed: u32, through_draw: bool) -> Self {
        let (units, _) = units(&problem.architecture, &problem.prior);
        assert!(parameters[0] != parameters[1], "two different parameters span a plane");
        let axes = parameters.map(|parameter| {
            let mut axis = vec![0.0; units.len()];
            axis[parameter] = 1.0;
            axis
        });
        let mut plane = Self::through(problem, seed, through_draw, axes, units);
        // The two parameters themselves are the coordinates, counted from 0.
        parameters.into_iter().for_each(|parameter| plane.origin[parameter] = 0.0);
        plane
    }

    fn through(problem: &Problem, seed: u32, draw: bool, axes: [Vec<f64>; 2], units: Vec<f64>) -> Self {
        let origin = if draw { prior_draw(problem, seed) } else { vec![0.0; units.len()] };
        Self { origin, axes, units, frame: View { centre: [0.0; 2], half: 3.0 } }
    }

    /// The plane that the path of a training run spans: through its first and its last point, and the recorded
    /// point that is farthest from the line between them. u grows from the first point, at u = v = 0, to the
    /// last. Where a path has too few points, random directions, made from `seed`, take their place. Of a path that
    /// runs away, what lies beyond 30 standard deviations from its start does not count.
    pub(super) fn of_path(problem: &Problem, points: &[Vec<f32>], seed: u32) -> Self {
        let (units, free) = units(&problem.architecture, &problem.prior);
        let mut stream = Stream::new(u64::from(seed), Domain::Planes, 0);
        let first = &points[0];
        let from_first = |point: &[f32]| -> Vec<f64> {
            let moved = point.iter().zip(first).map(|(&x, &x0)| f64::from(x) - f64::from(x0));
            moved.zip(&units).map(|(x, unit)| x / unit).collect()
        };
        let whole = points.len();
        let points = shown(points, |point| {
            let away = from_first(point);
            libm::sqrt(dot(&away, &away))
        });
        let e1 = next_axis(&[], from_first(&points[points.len() - 1]), &mut stream, &free);
        let (mut farthest, mut distance) = (vec![0.0; units.len()], 0.0);
        for point in points {
            let mut away = from_first(point);
            reject(&mut away, &e1);
            let square = dot(&away, &away);
            if square > distance {
                (farthest, distance) = (away, square);
            }
        }
        let e2 = next_axis(&[&e1], farthest, &mut stream, &free);
        let origin = first.iter().map(|&x| f64::from(x)).collect();
        let mut plane = Self { origin, axes: [e1, e2], units, frame: View { centre: [0.0; 2], half: 3.0 } };
        if points.len() > 1 || points.len() == whole {
            plane.frame = plane.frame_of(points);
        }
        plane
    }

    /// A window with room around the projections of `points`.
    fn frame_of(&self, points: &[Vec<f32>]) -> View {
        let (mut low, mut high) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
        for point in points {
            let Place { u, v, .. } = self.place(point);
            for (axis, x) in [u, v].into_iter().enumerate() {
                low[axis] = low[axis].min(x);
                high[axis] = high[axis].max(x);
            }
        }
        let width = (high[0] - low[0]).max(high[1] - low[1]);
        View {
            centre: [(low[0] + high[0]) / 2.0, (low[1] + high[1]) / 2.0],
            half: (0.7 * width).clamp(0.01, 1000.0),
        }
    }

    /// The smallest half width of a window about `centre` whose pixels, `size` along a side, single precision tells
    /// apart. Parameters that are x standard deviations long are rounded by about 2^-24 x, and so far do borders between
    /// functions move; a pixel is four times that.
    pub fn least_half(&self, centre: [f64; 2], size: usize) -> f64 {
        let [u, v] = centre;
        let at = |index: usize| {
            self.origin[index] / self.units[index] + u * self.axes[0][index] + v * self.axes[1][index]
        };
        let length = libm::sqrt((0..self.dimension()).map(|index| at(index) * at(index)).sum());
        let pixel = 4.0 * 0.5 * f64::from(f32::EPSILON) * length;
        0.5 * pixel * size as f64
    }

    /// The number of parameters.
    pub fn dimension(&self) -> usize {
        self.origin.len()
    }

    /// The window that shows what there is to see: three standard deviations to every side, or the path.
    pub fn frame(&self) -> View {
        self.frame
    }

    /// Change of parameter `index` along axis `axis`, in the parameter's own unit.
    pub(super) fn slope(&self, axis: usize, index: usize) -> f64 {
        self.axes[axis][index] * self.units[index]
    }

    /// The parameters at (u, v), rounded to single precision.
    pub fn parameters(&self, u: f64, v: f64) -> Parameters {
        let at = |index: usize| self.origin[index] + u * self.slope(0, index) + v * self.slope(1, index);
        Parameters((0..self.dimension()).map(|index| at(index) as f32).collect())
    }

    /// Where `point` is, seen from the plane.
    ///
    /// # Panics
    /// If it has not as many numbers as there are parameters.
    pub fn place(&self, point: &[f32]) -> Place {
        assert_eq!(point.len(), self.dimension());
        let mut away: Vec<f64> = point
            .iter()
            .zip(&self.origin)
            .zip(&self.units)
            .map(|((&x, origin), unit)| (f64::from(x) - origin) / unit)
            .collect();
        let [u, v] = [0, 1].map(|axis| dot(&away, &self.axes[axis]));
        self.axes.iter().for_each(|axis| reject(&mut away, axis));
        Place { u, v, residual: libm::sqrt(dot(&away, &away)) }
    }

    /// The plane as numbers, for transfer between workers. Their checksum stands at the end.
    pub fn pack(&self) -> Vec<f64> {
        let View { centre: [u, v], half } = self.frame;
        let mut numbers = vec![self.dimension() as f64, u, v, half];
        for part in [&self.origin, &self.axes[0], &self.axes[1], &self.units] {
            numbers.extend(part);
        }
        checksum::seal_numbers(&mut numbers);
        numbers
    }

    /// Reads what [`Plane::pack`] wrote for a network of `architecture`.
    pub fn unpack(architecture: &Architecture, numbers: &[f64]) -> Result<Self, PlaneError> {
        let numbers = checksum::open_numbers(numbers).ok_or(PlaneError)?;
        let count = architecture.parameter_count();
        if numbers.len() != 4 + 4 * count
            || numbers[0] != count as f64
            || !numbers.iter().all(|x| x.is_finite())
        {
            return Err(PlaneError);
        }
        let part = |index: usize| numbers[4 + index * count..][..count].to_vec();
        Ok(Self {
            origin: part(0),
            axes: [part(1), part(2)],
            units: part(3),
            frame: View { centre: [numbers[1], numbers[2]], half: numbers[3] },
        })
    }
}

/// A draw of the prior.
fn prior_draw(problem: &Problem, seed: u32) -> Vec<f64> {
    let mut stream = Stream::new(u64::from(seed), Domain::Planes, 1);
    let mut raw = vec![0.0; problem.architecture.parameter_count()];
    let width = match problem.prior.distribution {
        Distribution::Gaussian => {
            crate::simd::dispatch!(crate::simd::Level::best(), simd => stream.fill_gaussian(simd, &mut raw));
            1.0
        }
        Distribution::Uniform => {
            crate::simd::dispatch!(crate::simd::Level::best(), simd => stream.fill_uniform(simd, &mut raw));
            libm::sqrt(3.0)
        }
    };
    let (units, free) = units(&problem.architecture, &problem.prior);
    let scaled = raw.iter().zip(&units).map(|(&z, unit)| f64::from(z) * width * unit);
    scaled.zip(free).map(|(x, free)| if free { x } else { 0.0 }).collect()
}
