//! Counting functions.

use crate::task::Function;

/// How often each function occurred in a chunk: an array for at most 16 inputs, else a hash table with open
/// addressing and linear probing.
#[derive(Clone, Debug)]
pub(super) enum Table {
    Direct { len: usize, counts: Vec<u32> },
    Hashed { len: usize, entries: Vec<(u128, u32)>, used: usize },
}

const FIRST_CAPACITY: usize = 1 << 10;

impl Table {
    pub(super) fn new(len: usize) -> Self {
        if len <= 16 {
            Self::Direct { len, counts: vec![0; 1 << len] }
        } else {
            Self::Hashed { len, entries: vec![(0, 0); FIRST_CAPACITY], used: 0 }
        }
    }

    /// Counts the function with these bits once more.
    #[cfg_attr(seams, inline(never))]
    #[cfg_attr(not(seams), inline(always))]
    pub(super) fn count(&mut self, bits: u128) {
        match self {
            Self::Direct { counts, .. } => counts[bits as usize] += 1,
            Self::Hashed { entries, used, .. } => {
                let place = slot(entries, bits);
                let entry = &mut entries[place];
                entry.0 = bits;
                entry.1 += 1;
                if entry.1 == 1 {
                    *used += 1;
                    if 2 * *used > entries.len() {
                        grow(entries);
                    }
                }
            }
        }
    }

    /// Counts functions whose bits stand in words, lowest first, one function a lane.
    #[cfg_attr(seams, inline(never))]
    #[cfg_attr(not(seams), inline(always))]
    pub(super) fn count_all<const N: usize>(&mut self, words: &[[u32; N]; 4]) {
        if let Self::Direct { counts, .. } = self {
            for &bits in &words[0] {
                counts[bits as usize] += 1;
            }
            return;
        }
        // By halves: shifts of 128 bits are calls in a browser.
        let half = |low: u32, high: u32| u64::from(low) | u64::from(high) << 32;
        let [a, b, c, d] = words;
        for (((&a, &b), &c), &d) in a.iter().zip(b).zip(c).zip(d) {
            self.count(u128::from(half(a, b)) | u128::from(half(c, d)) << 64);
        }
    }

    /// The counts, ascending by function; the table is empty afterwards.
    #[cfg_attr(seams, inline(never))]
    pub(super) fn drain(&mut self) -> Vec<(Function, u32)> {
        match self {
            Self::Direct { len, counts } => {
                let found = counts.iter_mut().enumerate().filter(|(_, count)| **count > 0);
                found
                    .map(|(bits, count)| (Function::new(bits as u128, *len), std::mem::take(count)))
                    .collect()
            }
            Self::Hashed { len, entries, used } => {
                let found = entries.iter_mut().filter(|entry| entry.1 > 0);
                let found = found.map(|entry| (entry.0, std::mem::take(&mut entry.1))).collect();
                *used = 0;
                let ascending = ascending(found, *len);
                ascending.into_iter().map(|(bits, count)| (Function::new(bits, *len), count)).collect()
            }
        }
    }

    pub(super) fn clear(&mut self) {
        match self {
            Self::Direct { counts, .. } => counts.fill(0),
            Self::Hashed { entries, used, .. } => {
                entries.fill((0, 0));
                *used = 0;
            }
        }
    }
}

/// Entries in the order of their lowest `len` bits, byte by byte from the lowest: faster than comparing them, and a fifth
/// of the code.
fn ascending(mut entries: Vec<(u128, u32)>, len: usize) -> Vec<(u128, u32)> {
    let mut moved = entries.clone();
    for shift in (0..len).step_by(8) {
        // By halves: shifts of 128 bits are calls in a browser.
        let byte = |bits: u128| {
            let half = if shift < 64 { bits as u64 } else { (bits >> 64) as u64 };
            (half >> (shift % 64)) as usize & 0xff
        };
        // By byte, how many entries have it; then where the next one of them goes.
        let mut places = [0; 256];
        for entry in &entries {
            places[byte(entry.0)] += 1;
        }
        let mut next = 0;
        for place in &mut places {
            next += std::mem::replace(place, next);
        }
        for entry in &entries {
            let place = &mut places[byte(entry.0)];
            moved[*place] = *entry;
            *place += 1;
        }
        std::mem::swap(&mut entries, &mut moved);
    }
    entries
}

/// The place of `bits`, or the free place where it belongs. At most half of the places are taken.
#[inline(always)]
fn slot(entries: &[(u128, u32)], bits: u128) -> usize {
    let folded = (bits as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        ^ ((bits >> 64) as u64).wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
    let mixed = (folded ^ (folded >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    let mask = entries.len() - 1;
    let mut place = (mixed >> 32) as usize & mask;
    while entries[place].1 != 0 && entries[place].0 != bits {
        place = (place + 1) & mask;
    }
    place
}

#[cold]
fn grow(entries: &mut Vec<(u128, u32)>) {
    let old = std::mem::replace(entries, vec![(0, 0); entries.len() * 2]);
    for entry in old.into_iter().filter(|entry| entry.1 > 0) {
        let place = slot(entries, entry.0);
        entries[place] = entry;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn counts_like_a_map() {
        for len in [2, 16, 17, 33, 64, 100, 128] {
            let mut table = Table::new(len);
            for round in 0..2 {
                let mut reference = BTreeMap::new();
                let mut bits = 1_u128;
                for step in 0..20_000 {
                    // Numbers that repeat, some differing in one part only.
                    bits =
                        bits.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835).wrapping_add(step % 50);
                    let function = Function::new(((bits >> 61) % 3000) << (bits as u32 % 4 * 31), len);
                    table.count(function.bits());
                    *reference.entry(function).or_insert(0) += 1;
                }
                assert_eq!(table.drain(), reference.into_iter().collect::<Vec<_>>(), "{len}, round {round}");
            }
            table.count(1);
            table.clear();
            assert_eq!(table.drain(), []);
        }
    }
}
