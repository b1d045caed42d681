//! Minimal disjunctive normal forms: unions of subcubes.

use super::classes::{Table, full, variable};
use std::fmt;

/// A disjunctive normal form: an OR of terms, each an AND of literals.
///
/// Its text, by `Display`, is like `x1 & !x2 | x3`; no term at all is written 0, a term without literals 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dnf {
    /// The terms: the literals of each as (number of the variable from 1, whether it is negated).
    pub terms: Vec<Vec<(usize, bool)>>,
}

impl Dnf {
    /// The number of literals of all terms together.
    pub fn literals(&self) -> usize {
        self.terms.iter().map(Vec::len).sum()
    }

    /// The label of input `j` of `inputs` variables.
    pub fn label(&self, inputs: usize, j: usize) -> bool {
        let holds = |&(variable, negated): &(usize, bool)| (j >> (inputs - variable) & 1 == 1) != negated;
        self.terms.iter().any(|term| term.iter().all(holds))
    }
}

impl fmt::Display for Dnf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.terms.is_empty() {
            return f.write_str("0");
        }
        for (k, term) in self.terms.iter().enumerate() {
            if k > 0 {
                f.write_str(" | ")?;
            }
            if term.is_empty() {
                f.write_str("1")?;
            }
            for (i, (variable, negated)) in term.iter().enumerate() {
                let joint = if i > 0 { " & " } else { "" };
                write!(f, "{joint}{}x{variable}", if *negated { "!" } else { "" })?;
            }
        }
        Ok(())
    }
}

/// A subcube of the inputs: what one term of a DNF covers.
#[derive(Clone, Debug)]
struct Subcube {
    covers: Table,
    literals: Vec<(usize, bool)>,
}

/// All 3^n subcubes.
fn subcubes(inputs: usize) -> Vec<Subcube> {
    let mut cubes = vec![Subcube { covers: full(inputs), literals: Vec::new() }];
    for number in 1..=inputs {
        let one = variable(inputs, inputs - number);
        cubes = cubes
            .into_iter()
            .flat_map(|cube| {
                let half = |negated| {
                    let mut literals = cube.literals.clone();
                    literals.push((number, negated));
                    Subcube { covers: cube.covers & if negated { !one } else { one }, literals }
                };
                [half(false), half(true), cube]
            })
            .collect();
    }
    cubes
}

/// The cheapest unions of subcubes, for every function of up to four inputs.
///
/// A shortest path from the constant 0, each step of which joins one subcube: exact, since every DNF is such
/// a path.
#[derive(Clone, Debug)]
pub(super) struct DnfSizes {
    cubes: Vec<Subcube>,
    cost: Vec<u8>,
    /// The last step of a cheapest path to each table: the table before, and the subcube.
    step: Vec<(Table, u8)>,
}

impl DnfSizes {
    /// With the number of terms as the cost.
    pub(super) fn terms(inputs: usize) -> Self {
        Self::new(inputs, |_| 1)
    }

    /// With the number of literals as the cost.
    pub(super) fn literals(inputs: usize) -> Self {
        Self::new(inputs, |cube| cube.literals.len())
    }

    fn new(inputs: usize, price: impl Fn(&Subcube) -> usize) -> Self {
        let cubes = subcubes(inputs);
        let tables = 1 << (1 << inputs);
        let mut cost = vec![u8::MAX; tables];
        let mut step = vec![(0, 0); tables];
        cost[0] = 0;
        // Costs are small integers, so one list for each serves as the queue. The free subcube, the constant
        // 1, can append to the list that is being read; its entry has nothing left to join.
        let mut queue: Vec<Vec<Table>> = vec![vec![0]];
        let mut now = 0;
        while now < queue.len() {
            for table in std::mem::take(&mut queue[now]) {
                if usize::from(cost[usize::from(table)]) != now {
                    continue;
                }
                for (index, cube) in cubes.iter().enumerate() {
                    let union = table | cube.covers;
                    let total = now + price(cube);
                    if total < usize::from(cost[usize::from(union)]) {
                        cost[usize::from(union)] = total as u8;
                        step[usize::from(union)] = (table, index as u8);
                        if queue.len() <= total {
                            queue.resize(total + 1, Vec::new());
                        }
                        queue[total].push(union);
                    }
                }
            }
            now += 1;
        }
        Self { cubes, cost, step }
    }

    /// The least cost of a table.
    pub(super) fn cost(&self, table: Table) -> u32 {
        u32::from(self.cost[usize::from(table)])
    }

    /// A cheapest DNF of a table.
    pub(super) fn witness(&self, mut table: Table) -> Dnf {
        let mut terms = Vec::new();
        while table != 0 {
            let (before, cube) = self.step[usize::from(table)];
            terms.push(self.cubes[usize::from(cube)].literals.clone());
            table = before;
        }
        terms.reverse();
        Dnf { terms }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text() {
        let dnf = Dnf { terms: vec![vec![(1, false), (2, true)], vec![(3, false)]] };
        assert_eq!(dnf.to_string(), "x1 & !x2 | x3");
        assert_eq!(dnf.literals(), 3);
        assert_eq!(Dnf { terms: vec![] }.to_string(), "0");
        assert_eq!(Dnf { terms: vec![vec![]] }.to_string(), "1");
    }

    #[test]
    fn subcubes_are_distinct_and_their_literals_say_what_they_cover() {
        for inputs in 1..=4 {
            let cubes = subcubes(inputs);
            assert_eq!(cubes.len(), 3usize.pow(inputs as u32));
            let mut covers: Vec<Table> = cubes.iter().map(|cube| cube.covers).collect();
            covers.sort_unstable();
            covers.dedup();
            assert_eq!(covers.len(), cubes.len());
            for cube in cubes {
                assert_eq!(cube.covers.count_ones() as usize, 1 << (inputs - cube.literals.len()));
                let dnf = Dnf { terms: vec![cube.literals] };
                assert!((0..1 << inputs).all(|j| dnf.label(inputs, j) == (cube.covers >> j & 1 == 1)));
            }
        }
    }

    /// If no subcube joined to a function raises its cost by more than the subcube's own, then, by induction
    /// over the terms, no DNF is cheaper than the cost given.
    #[test]
    fn no_normal_form_is_cheaper() {
        for inputs in 1..=4 {
            let (terms, literals) = (DnfSizes::terms(inputs), DnfSizes::literals(inputs));
            for table in 0..=full(inputs) {
                for cube in subcubes(inputs) {
                    let union = table | cube.covers;
                    assert!(terms.cost(union) <= terms.cost(table) + 1);
                    assert!(literals.cost(union) <= literals.cost(table) + cube.literals.len() as u32);
                }
            }
        }
    }
}
