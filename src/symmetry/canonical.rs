//! One member that stands for a class, and how many there are.

use super::group::Symmetries;
use super::table::Table;
use crate::task::Function;

/// The class of a function under some symmetries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Class {
    /// The member that stands for it: the same whichever member one comes from.
    pub representative: Function,
    /// The number of members, at least 1.
    pub size: u32,
}

/// Finds the class of functions, one after another. Keeps its buffers.
///
/// As in Boolean matching (Mohnke, Malik 1993), inputs are told apart by the ones of their cofactors. Inputs are
/// placed one by one, the first as the most significant: each time those (negated or not) whose cofactor has the
/// most ones in every block that the inputs placed before make of the table, compared block by block. What ties goes
/// on side by side, and whatever has become the same table is one again, with the number of symmetries that led to
/// it. In the end all are one table, the representative, and the number is that of the symmetries that leave it as
/// it is. Exact: ties cost time, never truth. Without ties it takes a microsecond.
///
/// The representative has at most as many ones as its output's negation, and as many of them at high inputs as ties
/// allow: the class of single inputs is represented by x1.
#[derive(Clone, Debug)]
pub struct Canonical {
    symmetries: Symmetries,
    /// Tables that are equally good so far, each with the number of symmetries that gave it.
    tied: Vec<(Table, u32)>,
    next: Vec<(Table, u32)>,
}

impl Canonical {
    /// For functions of 2^n labels, n being the symmetries' number of inputs.
    pub fn new(symmetries: Symmetries) -> Self {
        Self { symmetries, tied: Vec::new(), next: Vec::new() }
    }

    /// The symmetries.
    pub fn symmetries(&self) -> Symmetries {
        self.symmetries
    }

    /// The class of `function`.
    ///
    /// # Panics
    /// If it has not 2^n labels.
    pub fn class(&mut self, function: Function) -> Class {
        let n = self.symmetries.inputs;
        assert_eq!(function.len(), 1 << n, "the symmetries are those of functions of {n} inputs");
        self.begin(function);
        for width in (1..=n).rev() {
            self.place(width);
        }
        let (table, stabiliser) = self.tied[0];
        Class {
            representative: Function::new(table.bits(), 1 << n),
            size: self.symmetries.order() / stabiliser,
        }
    }

    /// The function or its output's negation, whichever has fewer ones, or both.
    fn begin(&mut self, function: Function) {
        self.tied.clear();
        let table = Table::of(function);
        match self.symmetries.output_mask().map(|mask| table.xor(Table::from_bits(mask))) {
            Some(negated) if negated.ones() < table.ones() => self.tied.push((negated, 1)),
            Some(negated) if negated.ones() == table.ones() => self.tied.extend([(table, 1), (negated, 1)]),
            _ => self.tied.push((table, 1)),
        }
    }

    /// Places an input as variable `width` - 1: the variables above are placed, those below are not.
    fn place(&mut self, width: usize) {
        self.next.clear();
        let place = width - 1;
        let mut best = Table { high: 0, low: 0 };
        for &(table, count) in &self.tied {
            let all = table.ones_of_blocks(width);
            for variable in 0..width {
                let ones = table.with(variable).ones_of_blocks(width);
                let negated = self.symmetries.negated_inputs.then(|| all.less(ones));
                for (ones, negate) in [(Some(ones), false), (negated, true)] {
                    let Some(ones) = ones.filter(|&ones| ones >= best) else { continue };
                    if ones > best {
                        best = ones;
                        self.next.clear();
                    }
                    let moved = if variable == place { table } else { table.exchanged(variable, place) };
                    let moved = if negate { moved.negated(place) } else { moved };
                    // Most ties are between inputs that can be exchanged, and meet here.
                    match self.next.iter_mut().rev().take(SOON).find(|(known, _)| *known == moved) {
                        Some((_, known)) => *known += count,
                        None => self.next.push((moved, count)),
                    }
                }
            }
        }
        if self.next.len() > 1 {
            self.next.sort_unstable();
            self.next.dedup_by(|next, kept| {
                let same = next.0 == kept.0;
                if same {
                    kept.1 += next.1;
                }
                same
            });
        }
        std::mem::swap(&mut self.tied, &mut self.next);
    }
}

/// So many of the last tied tables are compared at once with one that ties, before all are sorted.
const SOON: usize = 4;

#[cfg(test)]
mod tests {
    use super::super::group::OutputSymmetry;
    use super::*;
    use crate::random::{Domain, Stream};
    use std::collections::{BTreeMap, BTreeSet};

    const OUTPUTS: [OutputSymmetry; 2] = [OutputSymmetry::None, OutputSymmetry::All];

    /// All groups for n inputs.
    fn groups(inputs: usize) -> Vec<Symmetries> {
        let with = |(negated_inputs, output)| Symmetries { inputs, negated_inputs, output };
        let both = OUTPUTS.into_iter().flat_map(|output| [(false, output), (true, output)]);
        both.chain([(false, OutputSymmetry::AllButInputZero)]).map(with).collect()
    }

    /// An element of a group, label by label: input j of the image takes the label of input `source[j]`.
    #[derive(Clone, Debug)]
    struct Element {
        source: Vec<usize>,
        flipped: u128,
    }

    impl Element {
        fn new(permutation: &[usize], negated: usize, flipped: u128) -> Self {
            let n = permutation.len();
            let image = |j: usize| (0..n).fold(0, |to, bit| to | (j >> bit & 1) << permutation[bit]);
            Self { source: (0..1 << n).map(|j| image(j) ^ negated).collect(), flipped }
        }

        fn apply(&self, function: Function) -> Function {
            let moved = Function::from_labels(function.len(), |j| function.label(self.source[j]));
            Function::new(moved.bits() ^ self.flipped, function.len())
        }

        fn random(symmetries: Symmetries, stream: &mut Stream) -> Self {
            let mut permutation: Vec<usize> = (0..symmetries.inputs).collect();
            stream.shuffle(&mut permutation);
            let negated = if symmetries.negated_inputs { stream.below(1 << symmetries.inputs) } else { 0 };
            let flipped = symmetries.output_mask().filter(|_| stream.below(2) == 1).unwrap_or(0);
            Self::new(&permutation, negated as usize, flipped)
        }

        fn all(symmetries: Symmetries) -> Vec<Self> {
            let n = symmetries.inputs;
            let mut permutations: Vec<Vec<usize>> = vec![vec![]];
            for place in 0..n {
                let longer = permutations.iter().flat_map(|shorter| {
                    (0..=shorter.len()).map(|at| [&shorter[..at], &[place], &shorter[at..]].concat())
                });
                permutations = longer.collect();
            }
            let negations = if symmetries.negated_inputs { 1 << n } else { 1 };
            let masks: Vec<u128> = [0].into_iter().chain(symmetries.output_mask()).collect();
            let mut elements = Vec::new();
            for permutation in &permutations {
                for negated in 0..negations {
                    elements.extend(masks.iter().map(|&mask| Self::new(permutation, negated, mask)));
                }
            }
            assert_eq!(elements.len(), symmetries.order() as usize);
            elements
        }
    }

    /// Functions of all kinds: dense and sparse ones, those of few inputs, symmetric ones, parities, quadratic
    /// forms, codes, networks' (sums of thresholds), so that all kinds of ties occur.
    fn any_function(n: usize, stream: &mut Stream) -> Function {
        let len = 1 << n;
        let random =
            |stream: &mut Stream| (0..4).fold(0, |bits: u128, _| bits << 32 | u128::from(stream.next_u32()));
        match stream.below(8) {
            0 => Function::new(random(stream), len),
            1 => {
                let ones = stream.below(9);
                Function::new((0..ones).fold(0, |bits, _| bits | 1 << stream.below(len as u32)), len)
            }
            2 => {
                let (inputs, labels) = (stream.below(len as u32) as usize, random(stream));
                Function::from_labels(len, |j| labels >> (j & inputs) & 1 == 1)
            }
            3 => {
                let levels = stream.next_u32();
                Function::from_labels(len, |j| levels >> j.count_ones() & 1 == 1)
            }
            4 => {
                let pairs: Vec<(u32, u32)> = (0..stream.below(2 * n as u32))
                    .map(|_| (stream.below(n as u32), stream.below(n as u32)))
                    .collect();
                let product = |j: usize, (a, b): (u32, u32)| j >> a & j >> b & 1;
                Function::from_labels(len, |j| pairs.iter().fold(0, |sum, &pair| sum ^ product(j, pair)) == 1)
            }
            5 => {
                let checks: Vec<u32> =
                    (0..1 + stream.below(n as u32)).map(|_| stream.below(len as u32)).collect();
                Function::from_labels(len, |j| {
                    checks.iter().all(|check| (j as u32 & check).count_ones().is_multiple_of(2))
                })
            }
            6 => {
                let weights: Vec<i32> = (0..=n).map(|_| stream.below(5) as i32 - 2).collect();
                Function::from_labels(len, |j| {
                    (0..n).map(|bit| weights[bit] * (2 * (j >> bit & 1) as i32 - 1)).sum::<i32>() + weights[n]
                        > 0
                })
            }
            // Those of one block of inputs exclusive or that of another.
            _ => {
                let (labels, half) = (random(stream), n.div_ceil(2));
                Function::from_labels(len, |j| {
                    labels >> (j >> half) & 1 != labels >> (j & ((1 << half) - 1)) & 1
                })
            }
        }
    }

    #[test]
    fn the_numbers_of_classes_are_those_of_the_literature() {
        // Harrison 1965; OEIS A003180 (permutations), A000616 (with negated inputs), A000370 (and output).
        let none =
            |inputs, negated_inputs| Symmetries { inputs, negated_inputs, output: OutputSymmetry::None };
        let npn = |inputs| Symmetries { output: OutputSymmetry::All, ..none(inputs, true) };
        for (symmetries, expected) in [
            (none(1, false), 4),
            (none(2, false), 12),
            (none(3, false), 80),
            (none(4, false), 3984),
            (none(1, true), 3),
            (none(2, true), 6),
            (none(3, true), 22),
            (none(4, true), 402),
            (npn(1), 2),
            (npn(2), 4),
            (npn(3), 14),
            (npn(4), 222),
        ] {
            let len = 1_usize << symmetries.inputs;
            let mut canonical = Canonical::new(symmetries);
            let mut members = BTreeMap::new();
            for bits in 0..1_u128 << len {
                *members.entry(canonical.class(Function::new(bits, len))).or_insert(0) += 1;
            }
            assert_eq!(members.len(), expected, "{symmetries:?}");
            assert!(members.iter().all(|(class, &count)| class.size == count), "{symmetries:?}");
        }
    }

    #[test]
    fn classes_are_those_of_trying_every_symmetry() {
        let mut stream = Stream::new(5, Domain::Draws, 0);
        for n in 1..=5 {
            for symmetries in groups(n) {
                let mut canonical = Canonical::new(symmetries);
                let elements = Element::all(symmetries);
                for _ in 0..if n == 5 { 40 } else { 100 } {
                    let function = any_function(n, &mut stream);
                    let class = canonical.class(function);
                    let orbit: BTreeSet<Function> =
                        elements.iter().map(|element| element.apply(function)).collect();
                    assert_eq!(class.size as usize, orbit.len(), "{symmetries:?} {function}");
                    assert!(orbit.contains(&class.representative), "{symmetries:?} {function}");
                    let image = *orbit.iter().nth(stream.below(class.size) as usize).unwrap();
                    assert_eq!(canonical.class(image), class, "{symmetries:?} {function}");
                }
            }
        }
    }

    #[test]
    fn random_symmetries_of_seven_inputs_stay_within_the_class() {
        let mut stream = Stream::new(6, Domain::Draws, 0);
        let (mut most_tied, mut sizes) = (0, BTreeSet::new());
        for n in [6, 7] {
            for symmetries in groups(n) {
                let mut canonical = Canonical::new(symmetries);
                for _ in 0..400 {
                    let function = any_function(n, &mut stream);
                    let class = canonical.class(function);
                    assert!(symmetries.order().is_multiple_of(class.size));
                    sizes.insert(class.size);
                    for _ in 0..4 {
                        let element = Element::random(symmetries, &mut stream);
                        assert_eq!(canonical.class(element.apply(function)), class, "{function} {element:?}");
                    }
                    assert_eq!(canonical.class(class.representative), class);
                    most_tied = most_tied.max(canonical.next.capacity());
                }
            }
        }
        assert!(sizes.len() > 50 && sizes.contains(&1_290_240), "{sizes:?}");
        // Ties do not explode: of 1,290,240 symmetries so many lead to different tables at most.
        assert!(most_tied <= 2048, "{most_tied}");
    }

    #[test]
    fn representatives_are_the_plain_ones() {
        let words = |symmetries, function: Function| {
            let class = Canonical::new(symmetries).class(function);
            (crate::task::description(class.representative, symmetries.inputs), class.size)
        };
        let groups = groups(7);
        let (p, npn, zero) = (groups[0], groups[3], groups[4]);
        let input = |i: usize| Function::from_labels(128, |j| j >> (7 - i) & 1 == 1);
        let both = |a: usize, b: usize| Function::new(input(a).bits() & input(b).bits(), 128);
        assert_eq!(words(p, input(5)), (Some("x1".to_owned()), 7));
        assert_eq!(words(npn, input(5)), (Some("x1".to_owned()), 14));
        assert_eq!(words(npn, both(3, 6)), (Some("x1 and x2".to_owned()), 21 * 8));
        assert_eq!(words(zero, Function::new(u128::MAX - 1, 128)), (Some("always 0".to_owned()), 2));
    }
}
