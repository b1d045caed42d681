//! A checksum on what workers tell one another: damage that leaves a message well-formed is noticed too. It starts with
//! the stream version, so that nothing from a worker of other random streams is ever opened.

use crate::random::STREAM_VERSION;

/// What [`seal`] adds: the two halves of the checksum.
const SEAL: usize = 2;
const LANES: usize = 4;

/// What the sums of the lanes are multiplied by: bits without a pattern (those behind the point of the square roots of
/// the first primes), made odd for the first sums and even for the second.
const FIRST: [u64; LANES] =
    [0x6a09_e667_f3bc_c909, 0xbb67_ae85_84ca_a73b, 0x3c6e_f372_fe94_f82b, 0xa54f_f53a_5f1d_36f1];
const SECOND: [u64; LANES] =
    [0x510e_527f_ade6_82d0, 0x9b05_688c_2b3e_6c1e, 0x1f83_d9ab_fb41_bd6a, 0x5be0_cd19_137e_2178];

/// Every word times a number that its place has, added up. Lane by lane, by a sum and the sum of these sums: so
/// vectors do it without a product. A place's number is odd, one of [`FIRST`] and some of [`SECOND`], and has an
/// inverse modulo 2^64: an altered word always alters the whole.
fn checksum(words: &[u32]) -> [u32; SEAL] {
    let (blocks, rest) = words.as_chunks();
    let [mut once, again] = sums(blocks);
    for (sum, &word) in once.iter_mut().zip(rest) {
        *sum = sum.wrapping_add(u64::from(word));
    }
    let parts = [(once, FIRST), (again, SECOND)];
    let products = parts.into_iter().flat_map(|(sums, places)| sums.into_iter().zip(places));
    let whole = products.fold(u64::from(STREAM_VERSION) << 32, |whole, (sum, place)| {
        whole.wrapping_add(sum.wrapping_mul(place))
    });
    [whole as u32, (whole >> 32) as u32]
}

/// The sum of each lane, and the sum of what it was from block to block. On its own, as the compiler finds vectors
/// where the sums are stored.
#[inline(never)]
fn sums(blocks: &[[u32; LANES]]) -> [[u64; LANES]; 2] {
    let (mut once, mut again) = ([0_u64; LANES], [0_u64; LANES]);
    for block in blocks {
        for lane in 0..LANES {
            once[lane] = once[lane].wrapping_add(u64::from(block[lane]));
            again[lane] = again[lane].wrapping_add(once[lane]);
        }
    }
    [once, again]
}

/// Of numbers, each as two words.
fn of_numbers(numbers: &[f64]) -> [f64; SEAL] {
    let halves = |number: &f64| [number.to_bits() as u32, (number.to_bits() >> 32) as u32];
    checksum(&numbers.iter().flat_map(halves).collect::<Vec<_>>()).map(f64::from)
}

/// Appends the checksum of the words before it.
pub fn seal(words: &mut Vec<u32>) {
    words.extend(checksum(words));
}

/// The words that were sealed, or None if they are others now: if one of them was altered in whatever way, always;
/// after any other damage but by an accident of one in 2^64.
pub fn open(words: &[u32]) -> Option<&[u32]> {
    let (words, seal) = words.split_last_chunk()?;
    (checksum(words) == *seal).then_some(words)
}

/// Appends the checksum of the numbers before it.
pub fn seal_numbers(numbers: &mut Vec<f64>) {
    numbers.extend(of_numbers(numbers));
}

/// The numbers that were sealed, or None if they are others now, as [`open`].
pub fn open_numbers(numbers: &[f64]) -> Option<&[f64]> {
    let (numbers, seal) = numbers.split_last_chunk()?;
    (of_numbers(numbers) == *seal).then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sealed_can_be_opened() {
        for length in 0..40 {
            let words: Vec<u32> = (0..length).map(|place: u32| place.wrapping_mul(0x9e37_79b9)).collect();
            let mut sealed = words.clone();
            seal(&mut sealed);
            assert_eq!(open(&sealed), Some(&words[..]));
        }
        assert_eq!(open(&[]), None);
        assert_eq!(open(&[0]), None);
    }

    #[test]
    fn every_altered_word_is_noticed() {
        let mut sealed: Vec<u32> = (0..33).map(|place: u32| u32::MAX - place % 5).collect();
        seal(&mut sealed);
        for place in 0..sealed.len() {
            for alteration in (0..32).map(|bit| 1 << bit).chain([u32::MAX, sealed[place]]) {
                let mut altered = sealed.clone();
                altered[place] ^= alteration;
                assert_eq!(open(&altered), None, "word {place}, {alteration:x}");
            }
        }
    }

    #[test]
    fn every_altered_number_is_noticed() {
        let numbers = [0.0, -0.5, 1e300, 3.0, f64::MIN_POSITIVE, 0.1, 0.0];
        let mut sealed = numbers.to_vec();
        seal_numbers(&mut sealed);
        assert_eq!(open_numbers(&sealed), Some(&numbers[..]));
        assert_eq!(open_numbers(&sealed[1..]), None);
        assert_eq!(open_numbers(&[1.0]), None);
        for place in 0..sealed.len() {
            for bit in 0..64 {
                let mut altered = sealed.clone();
                altered[place] = f64::from_bits(altered[place].to_bits() ^ 1 << bit);
                // The sign of a zero in the checksum itself says nothing.
                if altered != sealed || place < numbers.len() {
                    assert_eq!(open_numbers(&altered), None, "number {place}, bit {bit}");
                }
            }
        }
    }

    #[test]
    fn two_alterations_do_not_cancel() {
        let mut sealed: Vec<u32> = (0..20).map(|place: u32| 3 + place * place).collect();
        seal(&mut sealed);
        let words = sealed.len() - SEAL;
        for (one, other) in (0..words).flat_map(|one| (0..one).map(move |other| (one, other))) {
            let mut moved = sealed.clone();
            moved[one] += 1;
            moved[other] -= 1;
            assert_eq!(open(&moved), None, "one from {other} to {one}");
            let mut changed = sealed.clone();
            changed.swap(one, other);
            assert_eq!(open(&changed), None, "{one} and {other} change places");
            let mut highest = sealed.clone();
            highest[one] ^= 1 << 31;
            highest[other] ^= 1 << 31;
            assert_eq!(open(&highest), None, "the highest bits of {one} and {other}");
        }
    }
}
