//! Many conditions in few dimensions: particles that meet one condition after the other, and move by linear elliptical slices (Gessner,
//! Kanjilal, Hennig 2020).
//!
//! Particles are independent normal vectors z. At each condition those that break it are replaced by copies of others that keep it, drawn at
//! random, and then all move, leaving the normal law under the conditions so far as it is. The product of the shares that kept each condition
//! has the probability as its mean without bias, because the order is fixed beforehand (Del Moral 2004, Theorem 7.4.2); and the particles left, with that
//! weight, are draws given all conditions in the same sense.

use super::{Ordered, Randomness};
use crate::numeric::dense::dot;
use std::f64::consts::{FRAC_PI_2, TAU};

/// The conditions row . z > limit of an orthant, in the order of their probability.
#[derive(Clone, Debug)]
pub struct Cone {
    dimension: usize,
    conditions: Vec<(Vec<f64>, f64)>,
}

impl Cone {
    /// All conditions of the orthant: those of the variables with a z of their own, then the others.
    pub fn new(ordered: &Ordered) -> Self {
        let dimension = ordered.rank();
        let own = (0..dimension).map(|k| (ordered.lower().row(k)[..=k].to_vec(), ordered.limits[k]));
        Self { dimension, conditions: own.chain(ordered.dependent.iter().cloned()).collect() }
    }

    /// Runs `particles.len()` / rank particles, which stand one after the other, through all conditions, and gives the logarithm of the estimate of the
    /// probability; negative infinity if none was left at some condition, and then the particles have no meaning.
    ///
    /// # Panics
    /// If there are no particles, or the last is not whole.
    pub fn run(&self, particles: &mut [f64], random: &mut impl Randomness) -> f64 {
        let dimension = self.dimension;
        assert!(!particles.is_empty() && particles.len().is_multiple_of(dimension), "whole particles");
        let count = particles.len() / dimension;
        random.normals(particles);
        let mut direction = vec![0.0; dimension];
        let mut arcs = Vec::with_capacity(2 * self.conditions.len());
        let mut ln = 0.0;
        for (met, (row, limit)) in self.conditions.iter().enumerate() {
            let keeps: Vec<usize> =
                (0..count).filter(|&p| dot(row, &particles[p * dimension..][..row.len()]) > *limit).collect();
            if keeps.is_empty() {
                return f64::NEG_INFINITY;
            }
            ln += libm::log(keeps.len() as f64 / count as f64);
            let mut kept = keeps.iter().copied().peekable();
            for p in 0..count {
                if kept.peek() == Some(&p) {
                    kept.next();
                    continue;
                }
                let from = keeps[(random.uniform() * keeps.len() as f64) as usize % keeps.len()] * dimension;
                particles.copy_within(from..from + dimension, p * dimension);
            }
            for particle in particles.chunks_exact_mut(dimension) {
                random.normals(&mut direction);
                move_on(&self.conditions[..=met], particle, &direction, &mut arcs, random);
            }
        }
        ln
    }
}

/// One step of elliptical slice sampling among all points z cos t + nu sin t that keep the conditions, of which t = 0 is one: uniform among
/// them, so that none is refused.
fn move_on(
    conditions: &[(Vec<f64>, f64)],
    z: &mut [f64],
    direction: &[f64],
    arcs: &mut Vec<(f64, f64)>,
    random: &mut impl Randomness,
) {
    let u = random.uniform();
    let without_limits = conditions.iter().all(|(_, limit)| *limit == 0.0);
    let t = if without_limits {
        angle_of_half_circles(conditions, z, direction, u)
    } else {
        angle_of_arcs(conditions, z, direction, arcs, u)
    };
    let (sine, cosine) = (libm::sin(t), libm::cos(t));
    let before = z.to_vec();
    for (z, nu) in z.iter_mut().zip(direction) {
        *z = cosine * *z + sine * nu;
    }
    // On an edge, rounding may lead outside: then it stays where it was.
    if conditions.iter().any(|(row, limit)| dot(row, &z[..row.len()]) <= *limit) {
        z.copy_from_slice(&before);
    }
}

/// The share `u` of the angles that keep conditions whose limits are all 0: each keeps the half circle about the angle whose tangent is its value at
/// nu over that at z, which is positive, so that all keep an arc about 0.
fn angle_of_half_circles(conditions: &[(Vec<f64>, f64)], z: &[f64], direction: &[f64], u: f64) -> f64 {
    let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
    for (row, _) in conditions {
        let tangent = dot(row, &direction[..row.len()]) / dot(row, &z[..row.len()]);
        least = least.min(tangent);
        most = most.max(tangent);
    }
    let (low, high) = (libm::atan(most) - FRAC_PI_2, libm::atan(least) + FRAC_PI_2);
    low + u * (high - low)
}

/// The share `u` of the angles that keep all conditions.
fn angle_of_arcs(
    conditions: &[(Vec<f64>, f64)],
    z: &[f64],
    direction: &[f64],
    arcs: &mut Vec<(f64, f64)>,
    u: f64,
) -> f64 {
    // What breaks a condition is one arc from a to b, 0 < a <= b < 2 pi.
    arcs.clear();
    for (row, limit) in conditions {
        let (along, across) = (dot(row, &z[..row.len()]), dot(row, &direction[..row.len()]));
        let radius = libm::hypot(along, across);
        if radius <= limit.abs() {
            // The whole ellipse keeps it, as t = 0 does; a limit above the radius would have been broken there.
            continue;
        }
        // radius cos(t - phase) > limit.
        let (phase, half) = (libm::atan2(across, along), libm::acos(limit / radius));
        let (from, to) = (phase + half, phase - half + TAU);
        // t = 0 keeps it, so it lies outside; rounding may put it on the edge.
        arcs.push((from.clamp(0.0, TAU), to.clamp(0.0, TAU)));
    }
    arcs.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
    let mut broken = 0.0;
    let mut end = 0.0_f64;
    for (from, to) in arcs.iter_mut() {
        *from = from.max(end);
        *to = to.max(*from);
        broken += *to - *from;
        end = *to;
    }
    let mut t = u * (TAU - broken);
    for &(from, to) in arcs.iter() {
        if t < from {
            break;
        }
        t += to - from;
    }
    t
}
