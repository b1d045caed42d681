//! A comparison put together from values instead of a link's texts.

use super::ledger::Ledger;
use super::settings::Setup;
use crate::method::sgd::{Descent, Loss, Optimiser};
use crate::network::{Activation, BiasScale, Distribution, Prior, WeightScale};
use crate::settings::Notice;
use crate::settings::migration::VERSION;
use crate::settings::own::own_key;
use crate::task::{Encoding, Task};
use std::fmt;

/// A comparison of two to six methods on one task, from values.
///
/// What is not said is as in a link that does not say it: a hidden layer of 16 rectified linear units, Gaussian weights,
/// dice beside descent. The values become the texts of a link, so that they are checked, named and saved as a visitor's are.
///
/// ```
/// use dice_and_descent::experiment::compare::{ComparisonBuilder, MethodBuilder};
/// use dice_and_descent::method::sgd::{Descent, Loss, Optimiser};
/// use dice_and_descent::{Activation, Encoding, Inputs, Task};
///
/// let task = Task {
///     inputs: Inputs::boolean(2, Encoding::PlusMinus),
///     target: "0111".parse()?,
///     training: "1001".parse()?,
/// };
/// let sgd = Descent {
///     optimiser: Optimiser::Sgd,
///     learning_rate: 0.1,
///     batch: 1,
///     loss: Loss::CrossEntropy,
///     extra_epochs: 0,
///     max_epochs: 1000,
/// };
/// let mut ledger = ComparisonBuilder::new(&task)
///     .hidden(&[4], Activation::Relu)
///     .method(MethodBuilder::dice().kept(200))
///     .method(MethodBuilder::descent(&sgd).runs(200))
///     .method(MethodBuilder::descent(&Descent { learning_rate: 0.01, ..sgd }).runs(200).seed(7))
///     .ledger()?;
/// ledger.run();
/// for (method, census) in ledger.methods() {
///     println!("{}: {} kept of {}", method.label.title, census.kept(), census.tried());
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct ComparisonBuilder {
    texts: Texts,
    methods: Vec<MethodBuilder>,
    unsaid: Option<&'static str>,
}

/// One method of a comparison, with what it has for itself.
#[derive(Clone, Debug)]
pub struct MethodBuilder {
    word: String,
    texts: Texts,
}

/// Keys of a link with their texts.
type Texts = Vec<(String, String)>;

fn texts<const N: usize>(pairs: [(&str, String); N]) -> Texts {
    pairs.map(|(key, text)| (key.to_owned(), text)).into()
}

/// Why a comparison cannot be as it was put together: a sentence for each value that is not allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildError(pub Vec<Notice>);

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentences: Vec<String> = self.0.iter().map(Notice::why).collect();
        f.write_str(&sentences.join(" "))
    }
}

impl std::error::Error for BuildError {}

impl ComparisonBuilder {
    /// Of a task on all values of its Boolean inputs.
    pub fn new(task: &Task) -> Self {
        let encoding = task.inputs.cube();
        let texts = texts([
            ("n", task.inputs.dimension().to_string()),
            ("encoding", if encoding == Some(Encoding::ZeroOne) { "01" } else { "pm" }.to_owned()),
            ("target", task.target.to_compact_string()),
            ("train", task.training.to_compact_string()),
        ]);
        let unsaid = encoding.is_none().then_some("a comparison is on all values of Boolean inputs");
        Self { texts, methods: Vec::new(), unsaid }
    }

    /// The units of each hidden layer, and what each does to its sum.
    pub fn hidden(mut self, units: &[usize], activation: Activation) -> Self {
        self.texts.extend(network(units, activation));
        self
    }

    /// The distribution of the parameters at initialisation.
    pub fn prior(mut self, prior: &Prior) -> Self {
        self.texts.extend(law(prior));
        self
    }

    /// The loss of methods that have none of their own. Its targets say above which output dice read a label 1.
    pub fn loss(mut self, loss: Loss) -> Self {
        self.texts.extend(texts([("loss", loss_word(loss).to_owned())]));
        self
    }

    /// The seed of methods that have none of their own. They draw different random numbers all the same.
    pub fn seed(mut self, seed: u32) -> Self {
        self.texts.extend(texts([("seed", seed.to_string())]));
        self
    }

    /// One more method; the first is named a, the second b.
    pub fn method(mut self, method: MethodBuilder) -> Self {
        self.methods.push(method);
        self
    }

    /// The link that opens this comparison, from behind its `#`.
    ///
    /// # Errors
    /// If a value is not allowed, or there are fewer than two methods or more than six; without any, dice and descent are
    /// compared.
    pub fn link(&self) -> Result<String, BuildError> {
        self.setup().map(|setup| setup.fragment())
    }

    /// The comparison with nothing counted yet.
    ///
    /// # Errors
    /// As [`Self::link`].
    pub fn ledger(&self) -> Result<Ledger, BuildError> {
        self.link().map(|link| Ledger::new(&link))
    }

    fn setup(&self) -> Result<Setup, BuildError> {
        if let Some(sentence) = self.unsaid {
            return Err(BuildError(vec![Notice { key: "n".to_owned(), text: sentence.to_owned() }]));
        }
        let mut link: Vec<String> = self.texts.iter().map(|(key, text)| format!("{key}={text}")).collect();
        if !self.methods.is_empty() {
            let words: Vec<&str> = self.methods.iter().map(|method| method.word.as_str()).collect();
            link.push(format!("methods={}", words.join(",")));
        }
        for (place, method) in self.methods.iter().enumerate() {
            link.extend(method.texts.iter().map(|(key, text)| format!("{}={text}", own_key(place, key))));
        }
        let setup = Setup::read(&format!("v={VERSION}&{}", link.join("&")));
        if setup.notices.is_empty() { Ok(setup) } else { Err(BuildError(setup.notices)) }
    }
}

impl MethodBuilder {
    /// The method of this name in a link, as `methods=` has it.
    pub fn named(word: &str) -> Self {
        Self { word: word.to_owned(), texts: Vec::new() }
    }

    /// Dice: rejection sampling.
    pub fn dice() -> Self {
        Self::named("dice")
    }

    /// Descent: SGD or one of its relatives.
    pub fn descent(descent: &Descent) -> Self {
        let (optimiser, own) = match descent.optimiser {
            Optimiser::Sgd => ("sgd", vec![]),
            Optimiser::Momentum { momentum } => ("momentum", vec![("momentum", momentum)]),
            Optimiser::Adam { beta1, beta2 } => ("adam", vec![("beta1", beta1), ("beta2", beta2)]),
            Optimiser::RmsProp { decay } => ("rmsprop", vec![("rms_decay", decay)]),
            Optimiser::Adagrad => ("adagrad", vec![]),
            Optimiser::Adadelta { decay } => ("adadelta", vec![("adadelta_decay", decay)]),
        };
        let training = Self::named("descent").with(texts([
            ("optimiser", optimiser.to_owned()),
            ("lr", descent.learning_rate.to_string()),
            ("batch", descent.batch.to_string()),
            ("loss", loss_word(descent.loss).to_owned()),
            ("extra_epochs", descent.extra_epochs.to_string()),
            ("max_epochs", descent.max_epochs.to_string()),
        ]));
        own.into_iter().fold(training, |training, (key, decay)| training.set(key, &decay.to_string()))
    }

    /// Any setting of a link that a method can have for itself, by its key.
    pub fn set(self, key: &str, text: &str) -> Self {
        self.with(texts([(key, text.to_owned())]))
    }

    /// A network of its own: the units of each hidden layer, and what each does to its sum.
    pub fn hidden(self, units: &[usize], activation: Activation) -> Self {
        self.with(network(units, activation))
    }

    /// A distribution of its own of the parameters at initialisation.
    pub fn prior(self, prior: &Prior) -> Self {
        self.with(law(prior))
    }

    /// A seed of its own.
    pub fn seed(self, seed: u32) -> Self {
        self.set("seed", &seed.to_string())
    }

    /// How often a method trains that trains, rounded up to whole chunks.
    pub fn runs(self, runs: u64) -> Self {
        self.set("runs", &runs.to_string())
    }

    /// How many draws dice keep before they end, at the end of a chunk.
    pub fn kept(self, kept: u64) -> Self {
        self.set("kept", &kept.to_string())
    }

    /// How many networks dice draw before they give up, at the end of a chunk.
    pub fn draws(self, draws: u64) -> Self {
        self.set("draws", &draws.to_string())
    }

    fn with(mut self, texts: Texts) -> Self {
        self.texts.extend(texts);
        self
    }
}

fn network(units: &[usize], activation: Activation) -> Texts {
    let units: Vec<String> = units.iter().map(usize::to_string).collect();
    let activation = match activation {
        Activation::Relu => "relu",
        Activation::Tanh => "tanh",
        Activation::Erf => "erf",
        Activation::Sign => "sign",
    };
    let hidden = if units.is_empty() { "none".to_owned() } else { units.join(",") };
    texts([("hidden", hidden), ("activation", activation.to_owned())])
}

fn law(prior: &Prior) -> Texts {
    let distribution = match prior.distribution {
        Distribution::Gaussian => "gaussian",
        Distribution::Uniform => "uniform",
    };
    let weight_scale = match prior.weight_scale {
        WeightScale::FanIn => "fan-in",
        WeightScale::Fixed => "fixed",
    };
    let bias_scale = match prior.bias_scale {
        BiasScale::Fixed => "fixed",
        BiasScale::FanIn => "fan-in",
        BiasScale::Units => "units",
    };
    texts([
        ("prior", distribution.to_owned()),
        ("sigma_w", prior.sigma_w.to_string()),
        ("sigma_b", prior.sigma_b.to_string()),
        ("weight_scale", weight_scale.to_owned()),
        ("bias_scale", bias_scale.to_owned()),
    ])
}

fn loss_word(loss: Loss) -> &'static str {
    match loss {
        Loss::CrossEntropy => "cross-entropy",
        Loss::Mse => "mse",
        Loss::MseZeroOne => "mse01",
        Loss::Hinge => "hinge",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::compare::table::table;
    use crate::method::sgd;
    use crate::network::Architecture;
    use crate::sample::Stop;
    use crate::settings::reader::Reader;
    use crate::task::{Function, Inputs};

    /// Values of all kinds, at random.
    struct Values(u64);

    impl Values {
        fn below(&mut self, limit: usize) -> usize {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((self.0 >> 33) as usize) % limit
        }

        fn of<T: Copy>(&mut self, all: &[T]) -> T {
            all[self.below(all.len())]
        }

        fn share(&mut self) -> f64 {
            (self.below(1 << 24) as f64 + 0.5) / f64::from(1 << 24)
        }

        fn architecture(&mut self) -> (Vec<usize>, Activation) {
            let layers = self.below(4);
            let units = (0..layers).map(|_| 1 + self.below(128)).collect();
            (units, self.of(&[Activation::Relu, Activation::Tanh, Activation::Erf]))
        }

        fn prior(&mut self) -> Prior {
            Prior {
                distribution: self.of(&[Distribution::Gaussian, Distribution::Uniform]),
                sigma_w: 0.01 + 9.0 * self.share(),
                sigma_b: 3.0 * self.share(),
                weight_scale: self.of(&[WeightScale::FanIn, WeightScale::Fixed]),
                bias_scale: self.of(&[BiasScale::Fixed, BiasScale::FanIn, BiasScale::Units]),
            }
        }

        fn descent(&mut self, size: usize) -> Descent {
            let decay = 0.999 * self.share() as f32;
            Descent {
                optimiser: match self.below(6) {
                    0 => Optimiser::Sgd,
                    1 => Optimiser::Momentum { momentum: decay },
                    2 => Optimiser::Adam { beta1: decay, beta2: 0.999 * self.share() as f32 },
                    3 => Optimiser::RmsProp { decay },
                    4 => Optimiser::Adagrad,
                    _ => Optimiser::Adadelta { decay },
                },
                learning_rate: 1e-6 + self.share() as f32,
                batch: 1 + self.below(size),
                loss: self.of(&[Loss::CrossEntropy, Loss::Mse, Loss::MseZeroOne, Loss::Hinge]),
                extra_epochs: self.below(100) as u32,
                max_epochs: 1 + self.below(1000) as u32,
            }
        }

        fn task(&mut self) -> Task {
            let n = 1 + self.below(7);
            let encoding = self.of(&[Encoding::ZeroOne, Encoding::PlusMinus]);
            let size = 1 + self.below((1 << n) - 1);
            let mut points: Vec<bool> = (0..1 << n).map(|point| point < size).collect();
            for last in (1..points.len()).rev() {
                points.swap(last, self.below(last + 1));
            }
            Task {
                inputs: Inputs::boolean(n, encoding),
                target: Function::from_labels(1 << n, |_| self.below(2) == 1),
                training: Function::from_labels(1 << n, |point| points[point]),
            }
        }
    }

    #[test]
    fn what_is_built_is_what_runs() {
        for case in 0..300 {
            let mut values = Values(case);
            let task = values.task();
            let (units, activation) = values.architecture();
            let prior = values.prior();
            let (own_units, own_activation) = values.architecture();
            let own_prior = values.prior();
            let descents = [(); 2].map(|()| values.descent(task.training_size()));
            let seeds = [(); 2].map(|()| values.below(1 << 30) as u32);
            let built = ComparisonBuilder::new(&task)
                .hidden(&units, activation)
                .prior(&prior)
                .seed(seeds[0])
                .method(MethodBuilder::dice().kept(50 + case).draws(1000))
                .method(MethodBuilder::descent(&descents[0]).runs(70 + case))
                .method(
                    MethodBuilder::descent(&descents[1])
                        .hidden(&own_units, own_activation)
                        .prior(&own_prior)
                        .seed(seeds[1]),
                );
            let ledger = built.ledger().unwrap_or_else(|error| panic!("{case}: {error}"));
            let [dice, first, second] = &ledger.comparison().methods[..] else { panic!("three methods") };
            for (method, units, activation, prior, seed) in [
                (dice, &units, activation, &prior, seeds[0]),
                (first, &units, activation, &prior, seeds[0]),
                (second, &own_units, own_activation, &own_prior, seeds[1]),
            ] {
                assert_eq!(method.problem.task.target, task.target, "{case}");
                assert_eq!(method.problem.task.training, task.training, "{case}");
                assert_eq!(method.problem.task.inputs.cube(), task.inputs.cube(), "{case}");
                let architecture =
                    Architecture { inputs: task.inputs.dimension(), hidden: units.clone(), activation };
                assert_eq!(method.problem.architecture, architecture, "{case}");
                assert_eq!(method.problem.prior, *prior, "{case}");
                assert_eq!(method.stream as u32, seed, "{case}");
            }
            assert_eq!(dice.stop(), Stop::Kept { kept: 50 + case, most: 1000 }, "{case}");
            assert_eq!(first.stop(), Stop::Tries(70 + case), "{case}");
            for (place, descent) in [(1, descents[0]), (2, descents[1])] {
                let values = built.setup().unwrap().values.of_method(place);
                let mut reader = Reader { table: table(), values, notices: Vec::new() };
                assert_eq!(sgd::read(&mut reader, task.training_size()), descent, "{case}");
            }
            assert_eq!(first.problem.threshold, descents[0].loss.threshold(), "{case}");
        }
    }

    #[test]
    fn values_that_are_not_allowed_are_named() {
        let task = Task {
            inputs: Inputs::boolean(2, Encoding::PlusMinus),
            target: "0111".parse().unwrap(),
            training: "1001".parse().unwrap(),
        };
        let built = ComparisonBuilder::new(&task);
        assert!(built.clone().link().is_ok(), "dice and descent");
        for (wrong, key) in [
            (built.clone().hidden(&[0], Activation::Relu), "hidden"),
            (built.clone().method(MethodBuilder::dice()), "methods"),
            (built.clone().method(MethodBuilder::named("dyce")).method(MethodBuilder::dice()), "methods"),
            (built.method(MethodBuilder::dice()).method(MethodBuilder::dice().kept(0)), "b.kept"),
        ] {
            let BuildError(notices) = wrong.link().unwrap_err();
            assert_eq!(notices.iter().map(|notice| notice.key.as_str()).collect::<Vec<_>>(), [key]);
        }
    }
}
