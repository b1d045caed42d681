//! Whether this machine computes what every other computes.
//!
//! Some browsers run vector instructions wrongly, without an error: every number would be false. Results are the same
//! bits everywhere, so a few whose digest is known tell: of random numbers and activation functions to the last bit, and of
//! what samplers count that use every other instruction. It has to be quick even before the compiler has warmed up, so what
//! is compiled once for every activation is asked with one.

#[cfg(feature = "atlas")]
use crate::map::{Plane, TileRunner, View};
use crate::method::sgd;
use crate::method::sgd::{Descent, Loss, Optimiser};
use crate::method::{Problem, Sampler, rejection};
use crate::network::{Activation, Architecture, BiasScale, Distribution, Prior, WeightScale};
use crate::random::{Domain, Stream};
use crate::sample::checksum;
use crate::simd::{Erf, LANES, Level, Phi, Relu, Sign, Simd, Tanh, dispatch, f32x8, prelude::*};
use crate::task::Function;
use crate::task::{Encoding, Inputs, Task};

/// What [`digest`] is.
const KNOWN: u64 = 0x03fa_0b21_7ddc_e4e7;

/// What [`digest_of_all`] is.
#[cfg(feature = "atlas")]
const KNOWN_OF_ALL: u64 = 0x18a0_6699_c138_3695;

/// Whether a few known results come out here as they do everywhere. Takes a few milliseconds.
pub fn computes_right() -> bool {
    let level = Level::best();
    if digest(level) != KNOWN {
        return false;
    }
    #[cfg(feature = "atlas")]
    if digest_of_all(level) != KNOWN_OF_ALL {
        return false;
    }
    true
}

/// Of what a comparison uses.
fn digest(level: Level) -> u64 {
    let mut words = Vec::new();
    let normal = dispatch!(level, simd => numbers(simd, &mut words));
    // A sampler could wait for ever for what a generator that stands still does not give.
    if normal.windows(2).any(|pair| pair[0] == pair[1]) {
        return !KNOWN;
    }
    for distribution in [Distribution::Gaussian, Distribution::Uniform] {
        let problem = problem(Activation::Relu, distribution, &[5, 3], 3);
        count(rejection::brief(level, &problem, 1, 128), &mut words);
    }
    for (optimiser, loss) in
        [(Optimiser::Sgd, Loss::CrossEntropy), (Optimiser::Adam { beta1: 0.9, beta2: 0.999 }, Loss::Mse)]
    {
        train(level, (Activation::Relu, optimiser, loss), &mut words);
    }
    folded(words)
}

/// Adds what a few training runs end in.
fn train(level: Level, (activation, optimiser, loss): (Activation, Optimiser, Loss), words: &mut Vec<u32>) {
    let problem = problem(activation, Distribution::Gaussian, &[5], 4);
    let descent = Descent { optimiser, learning_rate: 0.1, batch: 3, loss, extra_epochs: 0, max_epochs: 3 };
    count(sgd::brief(level, &problem, &descent, 1, 16), words);
}

/// Of what the other experiments use beside that.
#[cfg(feature = "atlas")]
fn digest_of_all(level: Level) -> u64 {
    let mut words = Vec::new();
    for kind in [
        (Activation::Tanh, Optimiser::Adam { beta1: 0.9, beta2: 0.999 }, Loss::Mse),
        (Activation::Erf, Optimiser::Momentum { momentum: 0.9 }, Loss::Hinge),
    ] {
        train(level, kind, &mut words);
    }
    for hidden in [&[6][..], &[24, 20]] {
        let problem = problem(Activation::Relu, Distribution::Gaussian, hidden, 0);
        count(rejection::brief_prior(level, &problem, 1, 64), &mut words);
    }
    let problem = problem(Activation::Relu, Distribution::Gaussian, &[4], 0);
    let plane = Plane::random(&problem, 1, true);
    let view = View { centre: [0.1, -0.2], half: 3.0 };
    let mut tiles = TileRunner::on(level, &problem, &plane, view, 16);
    tiles.begin(0);
    while !tiles.advance(u32::MAX) {}
    words.extend(tiles.take().pack(tiles.layout()));
    folded(words)
}

/// Random numbers of every kind, and what the activation functions make of them, to the last bit; gives the normal ones.
#[inline(always)]
fn numbers<S: Simd>(simd: S, words: &mut Vec<u32>) -> [f32; 8 * LANES] {
    let mut stream = Stream::new(1, Domain::Draws, 0);
    let (mut normal, mut uniform) = ([0.0; 8 * LANES], [0.0; LANES]);
    stream.fill_gaussian(simd, &mut normal);
    stream.fill_uniform(simd, &mut uniform);
    let mut add = |values: &[f32]| words.extend(values.iter().map(|value| value.to_bits()));
    add(&normal);
    add(&uniform);
    for z in normal.chunks_exact(LANES) {
        let z = f32x8::from_slice(simd, z) * f32x8::splat(simd, 2.0);
        for values in [Relu.apply(z), Tanh.apply(z), Erf.apply(z), Sign.apply(z)] {
            add(&<[f32; LANES]>::from(values));
        }
    }
    normal
}

/// Majority of three inputs, learned from some points.
fn problem(activation: Activation, distribution: Distribution, hidden: &[usize], training: usize) -> Problem {
    let inputs = 3;
    Problem {
        task: Task {
            inputs: Inputs::boolean(inputs, Encoding::PlusMinus),
            target: Function::from_labels(8, |j| j.count_ones() >= 2),
            // An odd factor permutes the inputs.
            training: Function::from_labels(8, |j| j * 5 % 8 < training),
        },
        architecture: Architecture { inputs, hidden: hidden.into(), activation },
        prior: Prior {
            distribution,
            sigma_w: 1.3,
            sigma_b: 0.4,
            weight_scale: WeightScale::FanIn,
            bias_scale: BiasScale::Fixed,
        },
        threshold: 0.0,
    }
}

/// Adds the packed counts of one chunk.
fn count(mut sampler: Box<dyn Sampler>, words: &mut Vec<u32>) {
    sampler.begin(0);
    while !sampler.advance(u32::MAX) {}
    words.extend(sampler.take().pack());
}

/// The words' checksum.
fn folded(mut words: Vec<u32>) -> u64 {
    checksum::seal(&mut words);
    words.iter().rev().take(2).fold(0, |whole, &part| whole << 32 | u64::from(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_of_vectors_computes_right() {
        for level in Level::available() {
            assert_eq!(
                [digest(level), digest_of_all(level)].map(|digest| format!("{digest:#018x}")),
                [KNOWN, KNOWN_OF_ALL].map(|known| format!("{known:#018x}")),
                "{level:?}"
            );
        }
        assert!(computes_right());
    }
}
