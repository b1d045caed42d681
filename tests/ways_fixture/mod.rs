//! What the native and the browser test of the ways of drawing share.

use dice_and_descent::Function;
use dice_and_descent::network::{Activation, Architecture, BiasScale, Distribution, Prior, WeightScale};
use dice_and_descent::sampler::rejection::{Way, sampler, way};
use dice_and_descent::sampler::{Delta, Problem};
use dice_and_descent::task::{Encoding, Inputs, Task};

/// A problem, how its networks are drawn, and the digest of its first chunk.
pub(crate) struct Case {
    pub(crate) problem: Problem,
    pub(crate) way: Way,
    pub(crate) digest: u64,
}

/// With training points and without, in function space and in weight space, through every inner loop.
pub(crate) fn cases() -> Vec<Case> {
    use Activation::{Erf, Relu, Sign, Tanh};
    use Distribution::{Gaussian, Uniform};
    use Encoding::{PlusMinus, ZeroOne};
    use Way::{FunctionSpace, WeightSpace};
    let case = |inputs, hidden: &[usize], activation, encoding, distribution, training, way, digest| Case {
        problem: problem(inputs, hidden, activation, encoding, distribution, training),
        way,
        digest,
    };
    vec![
        case(5, &[13, 7], Relu, ZeroOne, Gaussian, 6, FunctionSpace, 5042326013617021715),
        case(4, &[9], Tanh, PlusMinus, Gaussian, 3, FunctionSpace, 3311361733474567466),
        case(5, &[13, 7], Relu, ZeroOne, Uniform, 6, WeightSpace, 1714067165948293393),
        case(6, &[5, 5, 5], Erf, PlusMinus, Gaussian, 0, WeightSpace, 5676719433683035225),
        case(5, &[21, 10], Relu, PlusMinus, Gaussian, 0, WeightSpace, 13752614267590973144),
        case(5, &[21, 19], Relu, PlusMinus, Gaussian, 0, WeightSpace, 7537995384524330093),
        case(4, &[16], Relu, ZeroOne, Gaussian, 0, WeightSpace, 1262550581324784968),
        case(7, &[11], Erf, PlusMinus, Uniform, 0, WeightSpace, 2182225704853126849),
        case(2, &[3], Sign, ZeroOne, Gaussian, 0, WeightSpace, 16420172139353355281),
        case(6, &[], Relu, ZeroOne, Gaussian, 0, WeightSpace, 10460834470398318277),
    ]
}

fn problem(
    inputs: usize,
    hidden: &[usize],
    activation: Activation,
    encoding: Encoding,
    distribution: Distribution,
    training: usize,
) -> Problem {
    let count = 1_usize << inputs;
    Problem {
        task: Task {
            inputs: Inputs::boolean(inputs, encoding),
            target: Function::from_labels(count, |j| j.count_ones() as usize > inputs / 2),
            // An odd factor permutes the inputs.
            training: Function::from_labels(count, |j| j * 37 % count < training),
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

/// What the first chunk found, after a check of the way.
pub(crate) fn first_chunk(case: &Case) -> Delta {
    assert_eq!(way(&case.problem), case.way);
    let mut sampler = sampler(&case.problem, 7);
    sampler.begin(0);
    while !sampler.advance(u32::MAX) {}
    sampler.take()
}

/// The digest of a chunk: FNV-1a over its packed words.
pub(crate) fn digest(delta: &Delta) -> u64 {
    delta.pack().into_iter().fold(0xcbf2_9ce4_8422_2325, |hash, word| {
        (hash ^ u64::from(word)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
