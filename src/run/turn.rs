//! Whose chunk is done next.

use super::{Counts, Track};

/// In which order two methods are asked for the next chunk: first the one of which fewer are being done, so that each
/// has half of the workers until it ends, however slow the other is and however much of its budget is left.
pub(crate) fn in_turn<C: Counts>(tracks: &[Track<C>; 2]) -> [usize; 2] {
    let busy = |track: &Track<C>| (track.outstanding(), track.merged());
    if busy(&tracks[0]) <= busy(&tracks[1]) { [0, 1] } else { [1, 0] }
}

#[cfg(test)]
mod tests {
    use super::super::track::tests::delta;
    use super::super::{Budget, End};
    use super::*;
    use crate::method::Method;
    use crate::sample::Census;

    /// When each method ends, if `workers` do chunks that take so long each; with both methods, or one of them alone.
    fn ends(durations: [f64; 2], chunks: [u64; 2], workers: usize, alone: Option<usize>) -> [f64; 2] {
        let budget = Budget { runs: chunks[1] * 10, kept: chunks[0] * 4, draws: u64::MAX };
        let mut tracks = [Method::Dice, Method::Descent].map(|method| {
            Track::new(
                Census::new(method, 16),
                10,
                alone.is_some_and(|only| only != method as usize).then_some(End::CannotRun),
            )
        });
        let (mut now, mut ended, mut doing) = (0.0, [0.0; 2], Vec::new());
        loop {
            while doing.len() < workers {
                let next =
                    in_turn(&tracks).into_iter().find_map(|at| Some((at, tracks[at].assign(&budget)?)));
                let Some((at, chunk)) = next else { break };
                doing.push((now + durations[at], at, chunk));
            }
            let Some(first) = (0..doing.len()).min_by(|&a, &b| doing[a].0.total_cmp(&doing[b].0)) else {
                return ended;
            };
            let (time, at, chunk) = doing.swap_remove(first);
            now = time;
            let method = [Method::Dice, Method::Descent][at];
            tracks[at].accept(delta(method, chunk), &budget);
            if tracks[at].end() == Some(End::Budget) && ended[at] == 0.0 {
                ended[at] = now;
            }
        }
    }

    #[test]
    fn no_method_waits_for_a_slower_one() {
        let mut stream = crate::compare::RandomStream::new(31);
        for _ in 0..40 {
            let durations = [0, 1].map(|_| libm::pow(10.0, 3.0 * stream.uniform()));
            let chunks = [0, 1].map(|_| 1 + (stream.uniform() * 150.0) as u64);
            let workers = 1 + (stream.uniform() * 8.0) as usize;
            let both = ends(durations, chunks, workers, None);
            for method in 0..2 {
                let alone = ends(durations, chunks, workers, Some(method))[method];
                // Half of the workers, rounded down; a single one does both in turn, chunk by chunk.
                let most = match workers {
                    1 => alone + chunks[method] as f64 * durations[1 - method],
                    some => {
                        (alone + durations[method]) * some as f64 / (some / 2) as f64 + durations[1 - method]
                    }
                };
                assert!(
                    both[method] <= most * (1.0 + 1e-9),
                    "{durations:?} {chunks:?} {workers}: {both:?}, alone {alone}"
                );
            }
        }
    }
}
