//! Damage, from a stream of random numbers: the same cases on every machine.

/// SplitMix64, and what it does to texts and words.
pub(crate) struct Damage {
    state: u64,
}

/// Texts that have made programs stumble.
const NASTY: [&str; 40] = [
    "",
    "0",
    "-0",
    "-1",
    "1e400",
    "-1e400",
    "NaN",
    "nan",
    "inf",
    "-inf",
    "infinity",
    "1e-400",
    "0x",
    "0xg",
    "18446744073709551615",
    "18446744073709551616",
    "9007199254740993",
    "4294967296",
    "1_000",
    "1,000",
    "%",
    "%0",
    "%00",
    "%ff",
    "%F0%9F%8E%B2",
    "+",
    "&",
    "=",
    "#",
    "&&==",
    "v=0",
    "v=2",
    "null",
    "true",
    "[[[[",
    "{}",
    "\u{0}",
    "\u{1F3B2}",
    "\u{202E}",
    "none,none",
];

impl Damage {
    pub(crate) fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `bound`, which is not 0.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    pub(crate) fn one_of<'a, T>(&mut self, things: &'a [T]) -> &'a T {
        &things[self.below(things.len())]
    }

    /// A place in `length` things and one behind it.
    fn span(&mut self, length: usize) -> (usize, usize) {
        let start = self.below(length + 1);
        let most = (length - start).min(if self.below(4) == 0 { length } else { 8 });
        (start, start + self.below(most + 1))
    }

    /// A text with one to four things done to it; `words` belong to its language, `others` are whole texts of it.
    pub(crate) fn text(&mut self, text: &[u8], words: &[String], others: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = text.to_vec();
        for _ in 0..1 + self.below(4) {
            let (start, end) = self.span(bytes.len());
            match self.below(10) {
                0 if !bytes.is_empty() => {
                    let place = self.below(bytes.len());
                    bytes[place] = self.next() as u8;
                }
                1 if !bytes.is_empty() => {
                    let place = self.below(bytes.len());
                    bytes[place] ^= 1 << self.below(8);
                }
                2 => drop(bytes.drain(start..end)),
                3 => {
                    let copy = bytes[start..end].to_vec();
                    bytes.splice(start..start, copy);
                }
                4 => drop(bytes.splice(start..end, self.one_of(&NASTY).bytes())),
                5 | 6 => drop(bytes.splice(start..end, self.one_of(words).bytes())),
                7 => {
                    let number = self.number();
                    let (from, to) = number_at(&bytes, start);
                    bytes.splice(from..to, number.bytes());
                }
                8 => bytes.truncate(start),
                _ => {
                    let other = self.one_of(others);
                    let (from, to) = self.span(other.len());
                    bytes.splice(start..end, other[from..to].iter().copied());
                }
            }
        }
        bytes
    }

    fn number(&mut self) -> String {
        match self.below(5) {
            0 => (*self.one_of(&NASTY)).to_owned(),
            1 => self.next().to_string(),
            2 => format!("-{}", self.below(100)),
            3 => format!("{}.{}", self.below(1000), self.below(1000)),
            _ => self.below(200).to_string(),
        }
    }

    /// Words with one to three of them, or their number, changed.
    pub(crate) fn words(&mut self, words: &[u32]) -> Vec<u32> {
        let mut words = words.to_vec();
        for _ in 0..1 + self.below(3) {
            let (start, end) = self.span(words.len());
            match self.below(6) {
                0 | 1 if !words.is_empty() => {
                    let place = self.below(words.len());
                    words[place] =
                        *self.one_of(&[0, 1, 2, 7, 129, 1 << 16, u32::MAX - 1, u32::MAX, self.state as u32]);
                }
                2 if !words.is_empty() => {
                    let place = self.below(words.len());
                    words[place] ^= 1 << self.below(32);
                }
                3 => words.truncate(start),
                4 => drop(words.drain(start..end)),
                _ => {
                    let copy = words[start..end].to_vec();
                    words.splice(start..start, copy);
                }
            }
        }
        words
    }

    /// Numbers with one to three of them changed.
    pub(crate) fn numbers(&mut self, numbers: &[f64]) -> Vec<f64> {
        let mut numbers = numbers.to_vec();
        for _ in 0..1 + self.below(3) {
            let (start, end) = self.span(numbers.len());
            match self.below(5) {
                0..=2 if !numbers.is_empty() => {
                    let place = self.below(numbers.len());
                    numbers[place] = *self.one_of(&[
                        0.0,
                        -0.0,
                        -1.0,
                        0.5,
                        3.0,
                        129.0,
                        1e300,
                        -1e300,
                        5e-324,
                        f64::NAN,
                        f64::INFINITY,
                        f64::NEG_INFINITY,
                    ]);
                }
                3 => numbers.truncate(start),
                _ => drop(numbers.drain(start..end)),
            }
        }
        numbers
    }
}

/// The digits at or behind `from`.
fn number_at(bytes: &[u8], from: usize) -> (usize, usize) {
    let start = (from..bytes.len()).find(|&at| bytes[at].is_ascii_digit()).unwrap_or(bytes.len());
    let end = (start..bytes.len()).find(|&at| !bytes[at].is_ascii_digit()).unwrap_or(bytes.len());
    (start, end)
}
