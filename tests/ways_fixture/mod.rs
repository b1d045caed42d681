//! What the native and the browser test of the ways of drawing share.

use dice_and_descent::Function;
use dice_and_descent::method::Problem;
use dice_and_descent::method::rejection::{SamplingSpace, sampler, sampling_space};
use dice_and_descent::network::{Activation, Architecture, BiasScale, Distribution, Prior, WeightScale};
use dice_and_descent::sample::ChunkCounts;
use dice_and_descent::task::{Encoding, Inputs, Task};

/// A problem, how its networks are drawn, and the digest of its first chunk.
pub(crate) struct Case {
    pub(crate) problem: Problem,
    pub(crate) space: SamplingSpace,
    pub(crate) digest: u64,
}

/// With training points and without, in function space and in weight space, through every inner loop.
pub(crate) fn cases() -> Vec<Case> {
    use Activation::{Erf, Relu, Sign, Tanh};
    use Distribution::{Gaussian, Uniform};
    use Encoding::{PlusMinus, ZeroOne};
    use SamplingSpace::{FunctionSpace, WeightSpace};
    let case = |inputs, hidden: &[usize], activation, encoding, distribution, training, space, digest| Case {
        problem: problem(inputs, hidden, activation, encoding, distribution, training),
        space,
        digest,
    };
    vec![
        case(5, &[13, 7], Relu, ZeroOne, Gaussian, 6, FunctionSpace, 10725950762996051051),
        case(4, &[9], Tanh, PlusMinus, Gaussian, 3, FunctionSpace, 5391491688641274971),
        case(5, &[13, 7], Relu, ZeroOne, Uniform, 6, WeightSpace, 15767045235149509095),
        case(6, &[5, 5, 5], Erf, PlusMinus, Gaussian, 0, WeightSpace, 12695773812086308388),
        case(5, &[21, 10], Relu, PlusMinus, Gaussian, 0, WeightSpace, 7567193438305770284),
        case(5, &[21, 19], Relu, PlusMinus, Gaussian, 0, WeightSpace, 10782481155031902172),
        case(4, &[16], Relu, ZeroOne, Gaussian, 0, WeightSpace, 8335750457495190553),
        case(7, &[11], Erf, PlusMinus, Uniform, 0, WeightSpace, 2446442756615388444),
        case(2, &[3], Sign, ZeroOne, Gaussian, 0, WeightSpace, 17532284447598946561),
        case(6, &[], Relu, ZeroOne, Gaussian, 0, WeightSpace, 8286819169053760536),
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
pub(crate) fn first_chunk(case: &Case) -> ChunkCounts {
    assert_eq!(sampling_space(&case.problem), case.space);
    let mut sampler = sampler(&case.problem, 7);
    sampler.begin(0);
    while !sampler.advance(u32::MAX) {}
    sampler.take()
}

/// The digest of a chunk: FNV-1a over what it counted, however that is packed.
pub(crate) fn digest(delta: &ChunkCounts) -> u64 {
    let words = |bits: u128| [bits as u64, (bits >> 64) as u64];
    let counts = delta.counts.iter().flat_map(|&(function, count)| {
        let [low, high] = words(function.bits());
        [low, high, u64::from(count)]
    });
    [delta.tried, delta.unfit]
        .into_iter()
        .chain(counts)
        .fold(0xcbf2_9ce4_8422_2325, |hash, number| (hash ^ number).wrapping_mul(0x0000_0100_0000_01b3))
}
