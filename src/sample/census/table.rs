//! A table of functions with their counts.

use std::hint::black_box;

/// The counts of up to `cap` functions of one length, by their bits: open addressing over places in two dense
/// columns, so that a merge touches little memory and a walk is a walk along an array.
///
/// Slots lie in groups of eight, each group with a word of tags, seven bits of the hash a slot. So one comparison
/// tells that a function is not in a group, as nearly all are that meet a full table in a long run of a large
/// network; and the tags of 2^18 functions stay in a cache of half a megabyte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sample) struct Table {
    cap: usize,
    /// For each group eight bytes, the first slot lowest: 128 plus the upper seven bits of the function's hash, or 0
    /// for a free slot. The taken slots of a group come first. A power of two of groups.
    tags: Vec<u64>,
    /// For each taken slot an index into the columns. At most half of the slots are taken.
    slots: Vec<u32>,
    bits: Vec<u128>,
    counts: Vec<u64>,
}

const GROUP: usize = 8;
const FIRST_GROUPS: usize = 8;
/// How much is in a line of the cache, of 64 bytes on most machines.
const TAGS_OF_LINE: usize = 64 / size_of::<u64>();
const SLOTS_OF_LINE: usize = 64 / size_of::<u32>();

/// The lowest bit of every byte.
const LOWEST: u64 = 0x0101_0101_0101_0101;
/// The highest bit of every byte.
const HIGHEST: u64 = LOWEST << 7;

impl Table {
    /// # Panics
    /// If `cap` is not below 2^31.
    pub(in crate::sample) fn new(cap: usize) -> Self {
        assert!(cap < 1 << 31, "places are numbered by 32 bits");
        Self {
            cap,
            tags: vec![0; FIRST_GROUPS],
            slots: vec![0; GROUP * FIRST_GROUPS],
            // Room is not memory before something is in it, and so nothing is ever moved.
            bits: Vec::with_capacity(cap),
            counts: Vec::with_capacity(cap),
        }
    }

    /// Makes ready for so many calls of [`Table::add`]. By the time that a chunk comes, tags and slots have often
    /// left the cache, and lines come back several times faster in one go than one by one.
    pub(in crate::sample) fn expect(&self, functions: usize) {
        let is_worth_it = |lines: usize| lines <= 8 * functions;
        if is_worth_it(self.tags.len() / TAGS_OF_LINE) {
            black_box(self.tags.iter().step_by(TAGS_OF_LINE).fold(0, |all, tags| all | tags));
        }
        if self.bits.len() < self.cap && is_worth_it(self.slots.len() / SLOTS_OF_LINE) {
            black_box(self.slots.iter().step_by(SLOTS_OF_LINE).fold(0, |all, slot| all | slot));
        }
    }

    /// Adds `count` to the function with these bits; false if it is not in the table and the table is full.
    #[inline]
    pub(in crate::sample) fn add(&mut self, bits: u128, count: u64) -> bool {
        let hash = hash(bits);
        match self.find(hash, bits) {
            Ok(place) => self.counts[place] += count,
            Err(_) if self.bits.len() == self.cap => return false,
            Err(group) => {
                self.take(group, hash, self.bits.len());
                self.bits.push(bits);
                self.counts.push(count);
                if 2 * self.bits.len() > self.slots.len() {
                    self.grow();
                }
            }
        }
        true
    }

    pub(in crate::sample) fn count(&self, bits: u128) -> u64 {
        self.find(hash(bits), bits).map_or(0, |place| self.counts[place])
    }

    /// Which of the functions in the order of [`Table::iter`] has these bits.
    pub(in crate::sample) fn place(&self, bits: u128) -> Option<usize> {
        self.find(hash(bits), bits).ok()
    }

    pub(in crate::sample) fn len(&self) -> usize {
        self.bits.len()
    }

    /// Bits and counts, in the order in which the functions were first added.
    pub(in crate::sample) fn iter(&self) -> impl Iterator<Item = (u128, u64)> + '_ {
        self.bits.iter().copied().zip(self.counts.iter().copied())
    }

    /// The place of `bits` in the columns, or else the group where it belongs.
    #[inline]
    fn find(&self, hash: u64, bits: u128) -> Result<usize, usize> {
        let wanted = tag(hash) * LOWEST;
        let mut group = self.first_group(hash);
        loop {
            let tags = self.tags[group];
            // The highest bit of every byte that is 0 here; sometimes of a byte above one, but never of a free slot.
            let differing = tags ^ wanted;
            let mut equal = differing.wrapping_sub(LOWEST) & !differing & HIGHEST;
            while equal != 0 {
                let slot = GROUP * group + equal.trailing_zeros() as usize / 8;
                let place = self.slots[slot] as usize;
                if self.bits[place] == bits {
                    return Ok(place);
                }
                equal &= equal - 1;
            }
            if tags & HIGHEST != HIGHEST {
                return Err(group);
            }
            group = self.next(group);
        }
    }

    fn first_group(&self, hash: u64) -> usize {
        hash as usize & (self.tags.len() - 1)
    }

    fn next(&self, group: usize) -> usize {
        (group + 1) & (self.tags.len() - 1)
    }

    /// Takes the first free slot of a group that has one.
    fn take(&mut self, group: usize, hash: u64, place: usize) {
        let taken = (!self.tags[group] & HIGHEST).trailing_zeros() / 8;
        self.tags[group] |= tag(hash) << (8 * taken);
        self.slots[GROUP * group + taken as usize] = place as u32;
    }

    fn grow(&mut self) {
        self.tags = vec![0; 2 * self.tags.len()];
        self.slots = vec![0; GROUP * self.tags.len()];
        for place in 0..self.bits.len() {
            let hash = hash(self.bits[place]);
            let mut group = self.first_group(hash);
            while self.tags[group] & HIGHEST == HIGHEST {
                group = self.next(group);
            }
            self.take(group, hash, place);
        }
    }
}

/// What a slot knows of the hash of its function.
fn tag(hash: u64) -> u64 {
    hash >> 57 | 0x80
}

/// Mixes all bits of a function into all bits of a hash.
fn hash(bits: u128) -> u64 {
    let low = (bits as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let high = ((bits >> 64) as u64).wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
    let folded = (low ^ high) ^ ((low ^ high) >> 32);
    let mixed = folded.wrapping_mul(0xd6e8_feb8_6659_fd93);
    mixed ^ (mixed >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn counts_like_a_map_up_to_its_cap() {
        let mut table = Table::new(3000);
        let mut reference = BTreeMap::new();
        let mut refused = 0;
        let mut bits = 1_u128;
        for step in 0..20_000_u64 {
            bits = bits.wrapping_mul(0x2360_ed05_1fc6_5da4_4385_df64_9fcc_f645).wrapping_add(1);
            let function = (bits >> 116) << (step % 117);
            if reference.len() < 3000 || reference.contains_key(&function) {
                assert!(table.add(function, step));
                *reference.entry(function).or_insert(0) += step;
            } else {
                assert!(!table.add(function, step));
                refused += 1;
            }
        }
        assert!(refused > 0);
        assert_eq!(table.len(), 3000);
        assert_eq!(table.iter().collect::<BTreeMap<_, _>>(), reference);
        assert!(reference.iter().all(|(&bits, &count)| table.count(bits) == count));
        assert_eq!(table.count(u128::MAX), 0);
    }
}
