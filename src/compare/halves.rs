//! Counts divided at random into two halves that are independent of each other: one may choose what the other measures.

use super::stream::Stream;

/// How many of `count` things fall into the first half, if each does with probability 1/2.
///
/// Beyond 65,536 by the normal law: as symmetric, and off by far less than the counting error.
pub(crate) fn half(stream: &mut Stream, count: u64) -> u64 {
    if count > 1 << 16 {
        let radius = (-2.0 * libm::log(stream.positive_uniform())).sqrt();
        let normal = radius * libm::cos(std::f64::consts::TAU * stream.uniform());
        return libm::round(0.5 * (count as f64 + (count as f64).sqrt() * normal)) as u64;
    }
    let words: u64 = (0..count / 64).map(|_| u64::from(stream.next().count_ones())).sum();
    match count % 64 {
        0 => words,
        rest => words + u64::from((stream.next() >> (64 - rest)).count_ones()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_binomial() {
        let mut stream = Stream::new(3);
        for count in [1, 63, 64, 200, 1 << 20] {
            let trials = 4_000;
            let (mut sum, mut squares) = (0.0, 0.0);
            for _ in 0..trials {
                let found = half(&mut stream, count) as f64 - 0.5 * count as f64;
                sum += found;
                squares += found * found;
            }
            let (n, variance) = (f64::from(trials), 0.25 * count as f64);
            let z = sum / (n * variance).sqrt();
            // The square of a normal has variance 2; of fewer counts, less.
            let z_square = (squares / variance - n) / (2.0 * n).sqrt();
            assert!(z.abs() < 5.0 && z_square.abs() < 5.0, "{count}: {z} {z_square}");
        }
        assert_eq!(half(&mut stream, 0), 0);
    }
}
