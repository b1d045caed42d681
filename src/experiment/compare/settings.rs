//! From the texts of a link to what is run: everything that comes from outside is checked here.

use super::members::{Member, members};
use super::table::{DEFAULT_METHODS, table};
use crate::method::sgd::{self, Descent};
use crate::method::{Problem, Sampler, Unsupported};
use crate::network::Activation;
use crate::settings::nearest::nearest;
use crate::settings::own::letter;
use crate::settings::reader::Reader;
use crate::settings::{Experiment, Notice, Values};
use crate::task::Function;
use crate::task::{Encoding, Inputs, Target, Task, TrainingSet};

/// One comparison, checked and ready to run.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// How the target was given.
    pub target: Target,
    /// Task, network and prior, as all methods have them that have none of their own.
    pub problem: Problem,
    /// How descent trains where it has no settings of its own.
    pub descent: Descent,
    /// Of all random streams.
    pub seed: u32,
    /// The methods, two to six.
    pub methods: Vec<Member>,
    /// The places of the two that are shown side by side: to the right, and upwards.
    pub pair: [usize; 2],
}

/// A link that has been read: the canonical texts, what was wrong with the given ones, what they mean.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The canonical text of every setting.
    pub values: Values,
    /// What could not be used as it was.
    pub notices: Vec<Notice>,
    /// What is run.
    pub comparison: Comparison,
}

impl Setup {
    /// Reads the fragment of a link. Never fails: what is not allowed is replaced and named in the notices.
    pub fn read(fragment: &str) -> Self {
        let mut reader = Reader::new(table(), fragment);
        let comparison = reader.comparison();
        Self { values: reader.values.without_needless(), notices: reader.notices, comparison }
    }

    /// The fragment that reads back as this.
    pub fn fragment(&self) -> String {
        self.values.fragment(Experiment::Compare, &table())
    }

    /// Whether the engine of the page's first load has all of this: the two methods of a link that names none, with nothing
    /// of their own, in a network of rectified linear units; and nothing had to be noticed.
    pub(crate) fn is_usual(&self) -> bool {
        let Comparison { problem, .. } = &self.comparison;
        self.notices.is_empty()
            && self.values.get("methods") == DEFAULT_METHODS
            && self.values.all_own().next().is_none()
            && problem.architecture.activation == Activation::Relu
    }

    /// The fragment without what does not change the counts: how the run is shown and carried out.
    pub(super) fn experiment_fragment(&self) -> String {
        self.values.experiment_fragment(Experiment::Compare, &table())
    }
}

impl Comparison {
    /// Whether descent can run with the network of all: a hidden layer of hard thresholds has no gradient.
    pub fn can_descend(&self) -> bool {
        let architecture = &self.problem.architecture;
        architecture.hidden.is_empty() || architecture.activation != Activation::Sign
    }

    /// A sampler of the method at `place`.
    ///
    /// # Errors
    /// If there is no such method, or if it cannot run.
    pub fn sampler(&self, place: usize) -> Result<Box<dyn Sampler>, Unsupported> {
        let Some(member) = self.methods.get(place) else {
            return Err(Unsupported(format!(
                "there are {} methods, and none at place {place}",
                self.methods.len()
            )));
        };
        member.sampler()
    }
}

impl Reader {
    fn comparison(&mut self) -> Comparison {
        let n = self.integer("n") as usize;
        let encoding = match self.values.get("encoding") {
            "01" => Encoding::ZeroOne,
            _ => Encoding::PlusMinus,
        };
        let target = self.target(n);
        let training = self.training(n);
        let task = Task {
            inputs: Inputs::boolean(n, encoding),
            target: target.function(n, self.integer("target_seed") as u32),
            training,
        };
        let descent = sgd::read(self, task.training_size());
        self.workers();
        let problem = self.problem(&task);
        #[cfg(feature = "atlas")]
        let methods = self.methods();
        #[cfg(not(feature = "atlas"))]
        let methods = super::table::default_methods();
        let methods = members(self, &task, &methods);
        let pair = self.pair(methods.len());
        Comparison { target, problem, descent, seed: self.integer("seed") as u32, methods, pair }
    }

    /// The problem that the network and the prior of these texts have with `task`.
    #[inline(never)]
    pub(super) fn problem(&mut self, task: &Task) -> Problem {
        Problem {
            task: task.clone(),
            architecture: self.architecture(task.inputs.dimension(), 4),
            prior: self.prior(),
            threshold: sgd::loss(&self.values).threshold(),
        }
    }

    fn pair(&mut self, methods: usize) -> [usize; 2] {
        let places: Option<Vec<usize>> = (self.values.get("pair").chars())
            .map(|given| (0..methods).find(|&place| letter(place) == given.to_ascii_lowercase()))
            .collect();
        let pair = match places.as_deref() {
            Some(&[first, second]) if first != second => [first, second],
            _ => {
                let why = format!("is no pair of two letters from a to {}", letter(methods - 1));
                self.replace("pair", "ab", &why);
                [0, 1]
            }
        };
        self.values.set("pair", pair.map(letter).iter().collect::<String>());
        pair
    }

    fn target(&mut self, n: usize) -> Target {
        let target = Target::parse(self.values.get("target"), n).unwrap_or_else(|error| {
            let meant = nearest(self.values.get("target"), Target::names());
            // The last one goes with every number of inputs.
            let instead = [meant, Some(self.default("target")), Some("dictator")];
            let goes = |name: &'static str| Some((name, Target::parse(name, n).ok()?));
            let (name, target) =
                instead.into_iter().flatten().find_map(goes).expect("a dictator needs one input");
            self.replace("target", name, &format!("does not go: {error}"));
            target
        });
        if let Target::Table(function) = target {
            self.values.set("target", function.to_compact_string());
        }
        target
    }

    fn training(&mut self, n: usize) -> Function {
        let set = TrainingSet::parse(self.values.get("train"), n).unwrap_or_else(|error| {
            // Of their names only this one goes with every number of inputs.
            self.replace("train", "random", &format!("does not go: {error}"));
            TrainingSet::Random
        });
        if let TrainingSet::Table(points) = set {
            self.values.set("train", points.to_compact_string());
        }
        let half = 1 << (n - 1);
        let size = self.word_or_integer("train_size", "half", half, (1 << n) - 1);
        set.points(n, size as usize, self.integer("train_seed") as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_need_no_notice() {
        let setup = Setup::read("");
        assert_eq!(setup.notices, []);
        assert_eq!(setup.fragment(), "v=2");
        assert_eq!(setup.comparison.problem.task.training_size(), 8);
    }

    #[test]
    fn every_number_of_inputs_has_a_task() {
        for n in 1..=7 {
            let task = Setup::read(&format!("n={n}")).comparison.problem.task;
            assert_eq!((task.inputs.count(), task.training_size()), (1 << n, 1 << (n - 1)));
        }
    }

    #[test]
    fn texts_with_a_grammar_become_canonical() {
        let setup =
            Setup::read("target=0000000011111111&train=1111 1111 0000 0000&hidden=&batch=full&workers=4");
        assert_eq!(setup.notices, []);
        assert_eq!(setup.fragment(), "v=2&target=0x00ff&train=0xff00&hidden=none&batch=full&workers=4");
        assert_eq!(setup.comparison.descent.batch, 8);
        assert_eq!(setup.comparison.problem.architecture.hidden, [0_usize; 0]);
    }

    #[test]
    fn what_does_not_go_together_is_replaced_and_named() {
        for (fragment, key, value) in [
            ("n=1&target=xor", "target", "dictator"),
            ("target=0x1", "target", "and-or"),
            ("target=xor2", "target", "xor"),
            ("n=2&target=anything", "target", "dictator"),
            ("n=2&target=XOR", "target", "xor"),
            ("activation=tanhh", "activation", "tanh"),
            ("train=0x0000", "train", "random"),
            ("train=0xffff", "train", "random"),
            ("train=f6", "train", "random"),
            ("train_size=16", "train_size", "15"),
            ("train_size=0", "train_size", "1"),
            ("train_size=many", "train_size", "half"),
            ("batch=9", "batch", "8"),
            ("batch=two", "batch", "1"),
            ("hidden=0,200,3,4,5", "hidden", "1,128,3,4"),
            ("hidden=a", "hidden", "16"),
            ("workers=0", "workers", "1"),
        ] {
            let setup = Setup::read(fragment);
            let notice = setup.notices.iter().find(|notice| notice.key == key).expect(fragment);
            assert_eq!(setup.values.get(key), value, "{fragment}");
            assert!(notice.text.ends_with(&format!("; {value} is used.")), "{}", notice.text);
            assert_eq!(
                Setup::read(&setup.fragment()).notices,
                [],
                "{fragment}: what is used needs no notice"
            );
        }
    }

    #[test]
    fn the_loss_with_targets_0_and_1_moves_the_threshold_of_both_methods() {
        assert_eq!(Setup::read("loss=mse01").comparison.problem.threshold, 0.5);
        assert_eq!(Setup::read("loss=mse").comparison.problem.threshold, 0.0);
    }
}
