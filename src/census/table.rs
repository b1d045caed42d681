//! A table of functions with their counts.

/// The counts of up to `cap` functions of one length, by their bits: open addressing with linear probing over
/// places in two dense columns, so that a merge touches little memory and a walk is a walk along an array.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Table {
    cap: usize,
    /// Index into the columns plus one; 0 is free. A power of two, at most half full.
    slots: Vec<u32>,
    bits: Vec<u128>,
    counts: Vec<u64>,
}

const FIRST_SLOTS: usize = 64;

impl Table {
    /// # Panics
    /// If `cap` is not below 2^31.
    pub(super) fn new(cap: usize) -> Self {
        assert!(cap < 1 << 31, "places are numbered by 32 bits");
        Self { cap, slots: vec![0; FIRST_SLOTS], bits: Vec::new(), counts: Vec::new() }
    }

    /// Adds `count` to the function with these bits; false if it is not in the table and the table is full.
    pub(super) fn add(&mut self, bits: u128, count: u64) -> bool {
        let slot = self.slot(bits);
        match self.slots[slot] {
            0 if self.bits.len() == self.cap => return false,
            0 => {
                self.bits.push(bits);
                self.counts.push(count);
                self.slots[slot] = self.bits.len() as u32;
                if 2 * self.bits.len() > self.slots.len() {
                    self.grow();
                }
            }
            place => self.counts[place as usize - 1] += count,
        }
        true
    }

    pub(super) fn count(&self, bits: u128) -> u64 {
        match self.slots[self.slot(bits)] {
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

    /// Where `bits` is, or the free slot where it belongs.
    fn slot(&self, bits: u128) -> usize {
        let low = (bits as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let high = ((bits >> 64) as u64).wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
        let mixed = ((low ^ high) ^ ((low ^ high) >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
        let mask = self.slots.len() - 1;
        let mut slot = (mixed >> 32) as usize & mask;
        while self.slots[slot] != 0 && self.bits[self.slots[slot] as usize - 1] != bits {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn grow(&mut self) {
        self.slots = vec![0; self.slots.len() * 2];
        for index in 0..self.bits.len() {
            let slot = self.slot(self.bits[index]);
            self.slots[slot] = index as u32 + 1;
        }
    }
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
