//! Draws counted by classes of functions under symmetries.

use super::Sampler;
use crate::sample::{ChunkCounts, Classes};
use crate::symmetry::{Class, Classifier, Symmetries};
use crate::task::Function;

/// What finding a class costs, in multiply-adds.
const CLASS_COST: u32 = 10_000;

/// Counts the functions that `inner` draws by their classes. Every chunk holds the same draws as without; of the first
/// `first_draws` of a run (whole chunks) the functions themselves are kept as well.
pub fn by_class(inner: Box<dyn Sampler>, symmetries: Symmetries, first_draws: u64) -> Box<dyn Sampler> {
    let classifier = Classifier::new(symmetries);
    Box::new(ByClass { inner, classifier, first_draws, chunk: 0, drawn: None, found: Vec::new() })
}

struct ByClass {
    inner: Box<dyn Sampler>,
    classifier: Classifier,
    first_draws: u64,
    chunk: u64,
    /// What was drawn, once it is.
    drawn: Option<ChunkCounts>,
    /// The classes of the first so many functions drawn, each with how often.
    found: Vec<(Class, u32)>,
}

impl Sampler for ByClass {
    fn chunk_len(&self) -> u32 {
        self.inner.chunk_len()
    }

    fn begin(&mut self, chunk: u64) {
        self.inner.begin(chunk);
        self.chunk = chunk;
        self.drawn = None;
        self.found.clear();
    }

    fn advance(&mut self, work: u32) -> bool {
        let Some(drawn) = &self.drawn else {
            if self.inner.advance(work) {
                self.drawn = Some(self.inner.take());
            }
            return false;
        };
        let most = (u64::from(work.max(1)) * 1000).div_ceil(u64::from(CLASS_COST)) as usize;
        let rest = &drawn.counts[self.found.len()..];
        for &(function, count) in rest.iter().take(most) {
            self.found.push((self.classifier.class(function), count));
        }
        self.found.len() == drawn.counts.len()
    }

    fn take(&mut self) -> ChunkCounts {
        let drawn = self.drawn.take().filter(|drawn| drawn.counts.len() == self.found.len());
        let mut drawn = drawn.expect("the chunk is done");
        self.found.sort_unstable_by_key(|&(class, _)| class.representative);
        self.found.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        let mut ones = vec![0; drawn.inputs + 1];
        for &(function, count) in &drawn.counts {
            ones[function.ones() as usize] += u64::from(count);
        }
        let counts: Vec<(Function, u32)> =
            self.found.iter().map(|&(class, count)| (class.representative, count)).collect();
        let functions = std::mem::replace(&mut drawn.counts, counts);
        let is_early = self.chunk.saturating_mul(u64::from(self.inner.chunk_len())) < self.first_draws;
        drawn.classes = Some(Classes {
            sizes: self.found.iter().map(|&(class, _)| class.size).collect(),
            ones,
            first: if is_early { functions } else { Vec::new() },
        });
        self.found.clear();
        drawn
    }
}

#[cfg(test)]
mod tests {
    use super::super::rejection;
    use super::*;
    use crate::method::Problem;
    use crate::network::{Activation, Architecture, BiasScale, Distribution, Prior, WeightScale};
    use crate::task::{Encoding, Inputs, Task};

    #[test]
    fn slices_change_nothing_and_every_draw_is_in_a_class() {
        let inputs = Inputs::boolean(6, Encoding::PlusMinus);
        let nothing = Function::new(0, inputs.count());
        let problem = Problem {
            task: Task { inputs, target: nothing, training: nothing },
            architecture: Architecture { inputs: 6, hidden: vec![7, 5], activation: Activation::Tanh },
            prior: Prior {
                distribution: Distribution::Uniform,
                sigma_w: 1.5,
                sigma_b: 0.4,
                weight_scale: WeightScale::FanIn,
                bias_scale: BiasScale::Fixed,
            },
            threshold: 0.0,
        };
        let symmetries = Symmetries::of(&problem.architecture, &problem.prior, Encoding::PlusMinus);
        for last_layers in [1, 6] {
            let inner = |by: Option<Symmetries>| match last_layers {
                1 => rejection::prior(&problem, 4),
                _ => rejection::clustered(&problem, 4, last_layers, by),
            };
            let mut alone = inner(None);
            let early = u64::from(alone.chunk_len()) + 1;
            let mut sampler = by_class(inner(Some(symmetries)), symmetries, early);
            for chunk in 0..3 {
                let draw = |sampler: &mut dyn Sampler, work| {
                    sampler.begin(chunk);
                    while !sampler.advance(work) {}
                    sampler.take()
                };
                let whole = draw(sampler.as_mut(), u32::MAX);
                assert_eq!(draw(sampler.as_mut(), 3000), whole);
                assert_eq!(ChunkCounts::unpack(&whole.pack()), Ok(whole.clone()));
                let functions = draw(alone.as_mut(), u32::MAX);
                let classes = whole.classes.as_ref().unwrap();
                // Whole chunks, the last of which begins within the first draws.
                assert_eq!(classes.first, if chunk < 2 { functions.counts.clone() } else { vec![] });
                assert_eq!(classes.ones.iter().sum::<u64>(), whole.tried);
                assert_eq!((whole.kept(), whole.counts.len()), (functions.kept(), classes.sizes.len()));
                assert!(whole.counts.len() < functions.counts.len());
                let sums = |delta: &ChunkCounts| {
                    delta.clusters.as_ref().map(|found| (found.ones.clone(), found.constant))
                };
                assert_eq!(sums(&whole), sums(&functions));
            }
        }
    }
}
