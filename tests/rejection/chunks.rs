//! Chunks: the same whatever the slices, the order, and what was there before.

use crate::support::problem;
use dice_and_descent::Function;
use dice_and_descent::method::{Problem, Sampler, rejection};
use dice_and_descent::sample::ChunkCounts;

fn finish(sampler: &mut dyn Sampler, chunk: u64, work: u32) -> (ChunkCounts, u32) {
    sampler.begin(chunk);
    let mut slices = 1;
    while !sampler.advance(work) {
        slices += 1;
    }
    (sampler.take(), slices)
}

/// A spread of problems, with and without a training set.
fn problems() -> Vec<Problem> {
    let mut problems = Vec::new();
    for name in [
        "4-16-1_relu_gauss_sb1_01",
        "5-32-32-1_relu_gauss_sb0.1_pm",
        "3-8-1_tanh_uniform_01",
        "7-40-40-1_relu_gauss_sb1_01",
        "6-17-5-3-1_tanh_gauss_sb0_01",
        "5-1_relu_gauss_sb1_pm",
    ] {
        let mut problem = problem(name);
        problems.push(problem.clone());
        let len = problem.task.inputs.count();
        problem.task.target = Function::from_labels(len, |j| j >= len / 2);
        problem.task.training = Function::from_labels(len, |j| j == 1 || j == len / 2 || j == len - 2);
        problems.push(problem);
    }
    problems
}

#[test]
fn slices_do_not_change_the_counts() {
    for problem in problems() {
        let mut sampler = rejection::sampler(&problem, 5);
        let (whole, _) = finish(sampler.as_mut(), 3, u32::MAX);
        assert_eq!(whole.tried, u64::from(sampler.chunk_len()));
        assert_eq!(ChunkCounts::unpack(&whole.pack()), Ok(whole.clone()));
        // Another chunk begun and left, then the same one in the smallest slices, by a new sampler too.
        sampler.begin(9);
        sampler.advance(1);
        let (sliced, slices) = finish(sampler.as_mut(), 3, 1);
        assert!(slices > 100);
        assert_eq!(sliced, whole);
        let (again, _) = finish(rejection::sampler(&problem, 5).as_mut(), 3, 777);
        assert_eq!(again, whole);
        let (other, _) = finish(sampler.as_mut(), 4, u32::MAX);
        assert_ne!(other.counts, whole.counts);
        let (other, _) = finish(rejection::sampler(&problem, 6).as_mut(), 3, u32::MAX);
        assert_ne!(other.counts, whole.counts);
    }
}

#[test]
fn value_stability() {
    let found: Vec<(u64, usize, u128)> = problems()
        .iter()
        .map(|problem| {
            let (delta, _) = finish(rejection::sampler(problem, 2026).as_mut(), 0, u32::MAX);
            let sum = delta.counts.iter().fold(0_u128, |sum, &(function, count)| {
                sum.wrapping_mul(31).wrapping_add(function.bits()).wrapping_mul(31).wrapping_add(count.into())
            });
            (delta.kept(), delta.counts.len(), sum)
        })
        .collect();
    assert_eq!(
        found,
        [
            (97272, 4520, 216867923190381927432334216563981508607),
            (28787, 1249, 7873952097763810203201266902531460339),
            (4064, 3384, 112273626036307463691621983150573121040),
            (2649, 2514, 69224786271787876012621590625990915649),
            (342464, 167, 271195634935899426876844867361002440077),
            (41178, 27, 14905615443554419418446634702480781065),
            (760, 386, 259554978312916973389977713291839828111),
            (569, 562, 230367082828613239094353962407669238826),
            (13360, 11749, 279070025506094974816468810013086990650),
            (10168, 9158, 324138507484916626478102360842599607540),
            (961536, 91212, 210743489701934912170084221210259424986),
            (129266, 13936, 124214840317300404700929849644074433785)
        ]
    );
}
