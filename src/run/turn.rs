//! Whose chunk is done next.

use super::{Counts, Track};
use crate::numeric::order::order;

/// In which order methods are asked for the next chunk: first the one of which fewest are being done, so that each
/// has its part of the workers until it ends, however slow others are and however much of its budget is left.
pub(super) fn in_turn<C: Counts>(tracks: &[Track<C>]) -> Vec<usize> {
    let busy = |place: usize| (tracks[place].outstanding(), tracks[place].merged(), place);
    order(tracks.len(), &|one, other| busy(one).cmp(&busy(other)))
}

#[cfg(test)]
mod tests {
    use super::super::End;
    use super::super::track::tests::delta;
    use super::*;
    use crate::method::MethodId;
    use crate::sample::{Census, Stop};

    /// When each method ends, if `workers` do chunks that take so long each; with all methods, or one of them alone.
    fn ends<const N: usize>(
        durations: [f64; N],
        chunks: [u64; N],
        workers: usize,
        alone: Option<usize>,
    ) -> [f64; N] {
        let mut tracks: [Track; N] = std::array::from_fn(|place| {
            let end = alone.is_some_and(|only| only != place).then_some(End::CannotRun);
            Track::new(Census::new(MethodId::SGD, 16), 10, Stop::Tries(chunks[place] * 10), end)
        });
        let (mut now, mut ended, mut doing) = (0.0, [0.0; N], Vec::new());
        loop {
            while doing.len() < workers {
                let next = in_turn(&tracks).into_iter().find_map(|at| Some((at, tracks[at].assign()?)));
                let Some((at, chunk)) = next else { break };
                doing.push((now + durations[at], at, chunk));
            }
            let Some(first) = (0..doing.len()).min_by(|&a, &b| doing[a].0.total_cmp(&doing[b].0)) else {
                return ended;
            };
            let (time, at, chunk) = doing.swap_remove(first);
            now = time;
            tracks[at].accept(delta(MethodId::SGD, chunk));
            if tracks[at].end() == Some(End::Budget) && ended[at] == 0.0 {
                ended[at] = now;
            }
        }
    }

    fn no_method_waits_for_slower_ones<const N: usize>(stream: &mut crate::compare::RandomStream) {
        for _ in 0..40 {
            let durations: [f64; N] = std::array::from_fn(|_| libm::pow(10.0, 3.0 * stream.uniform()));
            let chunks: [u64; N] = std::array::from_fn(|_| 1 + (stream.uniform() * 150.0) as u64);
            let workers = 1 + (stream.uniform() * 12.0) as usize;
            let all = ends(durations, chunks, workers, None);
            for method in 0..N {
                let alone = ends(durations, chunks, workers, Some(method))[method];
                let others = (0..N).filter(|&other| other != method);
                let slowest = others.clone().map(|other| durations[other]).fold(0.0, f64::max);
                // Its part of the workers, rounded down; fewer workers than methods do chunks of all in turn.
                let most = match workers / N {
                    0 => {
                        let turns = others.map(|other| chunks[method] as f64 * durations[other]).sum::<f64>();
                        alone * workers as f64 + turns + slowest
                    }
                    part => (alone + durations[method]) * workers as f64 / part as f64 + slowest,
                };
                assert!(
                    all[method] <= most * (1.0 + 1e-9),
                    "{durations:?} {chunks:?} {workers}: {all:?}, alone {alone}"
                );
            }
        }
    }

    #[test]
    fn no_method_waits_for_a_slower_one() {
        let mut stream = crate::compare::RandomStream::new(31);
        no_method_waits_for_slower_ones::<2>(&mut stream);
        no_method_waits_for_slower_ones::<3>(&mut stream);
        no_method_waits_for_slower_ones::<6>(&mut stream);
    }
}
