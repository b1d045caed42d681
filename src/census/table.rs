//! A table of functions with their counts.

/// The counts of up to `cap` functions of one length, by their bits: open addressing with linear probing over
/// places in two dense columns, so that a merge touches little memory and a walk is a walk along an array. What a
/// slot has to spare beside a place holds bits of the hash: a function that is not in a full table, as nearly all
/// are in a long run of a large network, is known by the slots alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Table {
    cap: usize,
    /// In the low bits, as many as `cap` takes, an index into the columns plus one, 0 for a free slot; above them
    /// the high bits of the function's hash. A power of two, at most half full.
    slots: Vec<u32>,
    /// The bits of a slot that hold the place.
    place_mask: u32,
    bits: Vec<u128>,
    counts: Vec<u64>,
}

const FIRST_SLOTS: usize = 64;

impl Table {
    /// # Panics
    /// If `cap` is not below 2^31.
    pub(super) fn new(cap: usize) -> Self {
        assert!(cap < 1 << 31, "places are numbered by 32 bits");
        let place_mask = u32::MAX >> (cap as u32).leading_zeros().min(31);
        Self { cap, slots: vec![0; FIRST_SLOTS], place_mask, bits: Vec::new(), counts: Vec::new() }
    }

    /// Adds `count` to the function with these bits; false if it is not in the table and the table is full.
    pub(super) fn add(&mut self, bits: u128, count: u64) -> bool {
        let hash = hash(bits);
        let slot = self.slot(hash, bits);
        match self.slots[slot] & self.place_mask {
            0 if self.bits.len() == self.cap => return false,
            0 => {
                self.bits.push(bits);
                self.counts.push(count);
                self.slots[slot] = self.tag(hash) | self.bits.len() as u32;
                if 2 * self.bits.len() > self.slots.len() {
                    self.grow();
                }
            }
            place => self.counts[place as usize - 1] += count,
        }
        true
    }

    pub(super) fn count(&self, bits: u128) -> u64 {
        match self.slots[self.slot(hash(bits), bits)] & self.place_mask {
            0 => 0,
            place => self.counts[place as usize - 1],
        }
    }

    pub(super) fn len(&self) -> usize {
        self.bits.len()
    }

    /// Bits and counts, in the order in which the functions were first added.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u128, u64)> + '_ {
        self.bits.iter().copied().zip(self.counts.iter().copied())
    }

    /// The part of a slot that tells most functions with other hashes from this one.
    fn tag(&self, hash: u64) -> u32 {
        (hash >> 32) as u32 & !self.place_mask
    }

    /// Where `bits` is, or the free slot where it belongs.
    fn slot(&self, hash: u64, bits: u128) -> usize {
        let mask = self.slots.len() - 1;
        let tag = self.tag(hash);
        let mut slot = hash as usize & mask;
        loop {
            let found = self.slots[slot];
            let place = found & self.place_mask;
            if place == 0 || (found & !self.place_mask == tag && self.bits[place as usize - 1] == bits) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
    }

    fn grow(&mut self) {
        self.slots = vec![0; self.slots.len() * 2];
        for index in 0..self.bits.len() {
            let hash = hash(self.bits[index]);
            let slot = self.slot(hash, self.bits[index]);
            self.slots[slot] = self.tag(hash) | (index as u32 + 1);
        }
    }
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
