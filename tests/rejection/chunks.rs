//! Chunks: the same whatever the slices, the order, and what was there before.

use crate::support::problem;
use dice_and_descent::Function;
use dice_and_descent::sampler::{Delta, Problem, Sampler, rejection};

fn finish(sampler: &mut dyn Sampler, chunk: u64, work: u32) -> (Delta, u32) {
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
        assert_eq!(Delta::unpack(&whole.pack()), Ok(whole.clone()));
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
            (97272, 4550, 29608560520522712930265898160271583469),
            (28824, 1249, 109172553127858603731560630075774554404),
            (4064, 3385, 15186227968136943781482222820282484917),
            (2667, 2533, 263665193577224598667012015150484367181),
            (342464, 168, 93198955625042306317990426301954305724),
            (41178, 27, 14905615443554419418446634702480781065),
            (760, 370, 197813660611660261846613225397316987269),
            (615, 613, 45807961559311546458512002071662718700),
            (13360, 11737, 250055805285774140642960524161988450674),
            (10311, 9293, 169343669689189662940734597425236687759),
            (961536, 91164, 207080586832179103394327866521404347962),
            (129555, 13952, 253225333467249487076528775318096516004)
        ]
    );
}
