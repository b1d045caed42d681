//! Training by gradients among the methods of a comparison: its words and its settings.

use super::{Descent, Loss, Optimiser, sampler};
use crate::method::{Config, Method, MethodWords, Problem, Sampler, Unsupported};
use crate::network::Activation;
use crate::sample::{MethodId, Stop, Tries};
use crate::settings::reader::Reader;
use crate::settings::rows::{choice, extend, restart};
use crate::settings::{Group, Kind, Setting, Values};

/// Descent: SGD and its relatives.
pub(crate) struct Training;

const WORDS: MethodWords = MethodWords {
    key: "descent",
    title: "Descent",
    in_text: "descent",
    plural: false,
    symbol: "SGD",
    does: "follow the gradient until it fits",
    family: "Gradient descent",
};

/// The words of the optimisers, with what the page calls them.
const OPTIMISERS: [(&str, &str); 6] = [
    ("sgd", "SGD"),
    ("momentum", "SGD with momentum"),
    ("adam", "Adam"),
    ("rmsprop", "RMSProp"),
    ("adagrad", "Adagrad"),
    ("adadelta", "Adadelta"),
];

/// So many runs of such training.
struct Runs {
    descent: Descent,
    runs: u64,
}

impl Config for Runs {
    fn sampler(&self, problem: &Problem, stream: u64) -> Result<Box<dyn Sampler>, Unsupported> {
        sampler(problem, &self.descent, stream).map_err(|error| Unsupported(error.to_string()))
    }

    fn stop(&self) -> Stop {
        Stop::Tries(self.runs)
    }
}

impl Method for Training {
    fn id(&self) -> MethodId {
        MethodId::SGD
    }

    fn words(&self) -> &'static MethodWords {
        &WORDS
    }

    fn tries(&self) -> Tries {
        Tries::Runs
    }

    fn group(&self) -> Option<Group> {
        let settings = settings().into_iter().map(Setting::of_each_method).collect();
        Some(Group { id: "descent", label: "Descent", settings })
    }

    fn budget(&self) -> Vec<Setting> {
        let runs = extend(
            "runs",
            "Training runs",
            "How often descent trains; rounded up to whole chunks.",
            "100000",
            Kind::Integer { min: 1, max: 100_000_000 },
        );
        vec![runs.of_each_method()]
    }

    fn idle(&self, values: &Values) -> Vec<&'static str> {
        let optimiser = values.get("optimiser");
        let owned = [
            ("momentum", &["momentum"][..]),
            ("adam", &["beta1", "beta2"]),
            ("rmsprop", &["rms_decay"]),
            ("adadelta", &["adadelta_decay"]),
        ];
        owned
            .into_iter()
            .filter(|&(owner, _)| owner != optimiser)
            .flat_map(|(_, keys)| keys)
            .copied()
            .collect()
    }

    #[cfg(feature = "atlas")]
    fn offers(&self) -> Vec<crate::method::Offer> {
        let offer = |label, own, sentence| crate::method::Offer { label, sentence, own };
        vec![
            offer(
                "SGD",
                &[("optimiser", "sgd")],
                "Follows the gradient of one batch after another until every training point is right.",
            ),
            offer(
                "SGD with momentum",
                &[("optimiser", "momentum"), ("lr", "0.01")],
                "SGD whose steps keep a share of their velocity.",
            ),
            offer(
                "Adam",
                &[("optimiser", "adam"), ("lr", "0.001")],
                "Scales every parameter\u{2019}s step by the running size of its gradient, with momentum.",
            ),
            offer(
                "RMSProp",
                &[("optimiser", "rmsprop"), ("lr", "0.001")],
                "Scales every parameter\u{2019}s step by the running size of its gradient.",
            ),
            offer(
                "Adagrad",
                &[("optimiser", "adagrad"), ("lr", "0.01")],
                "Scales every parameter\u{2019}s step by all its gradients so far.",
            ),
            offer(
                "Adadelta",
                &[("optimiser", "adadelta"), ("lr", "1")],
                "Scales every parameter\u{2019}s step by the ratio of its steps to its gradients.",
            ),
        ]
    }

    #[cfg(feature = "atlas")]
    fn kind(&self, values: &Values) -> String {
        let word = values.get("optimiser");
        OPTIMISERS
            .into_iter()
            .find(|&(key, _)| key == word)
            .map_or(WORDS.title, |(_, label)| label)
            .to_owned()
    }

    fn refuses(&self, problem: &Problem) -> Option<&'static str> {
        let architecture = &problem.architecture;
        let hard = architecture.activation == Activation::Sign && !architecture.hidden.is_empty();
        hard.then_some(
            "Descent cannot run: a hard threshold has no gradient to follow. Choose ReLU, tanh or erf; the dice need none.",
        )
    }

    fn read(&self, reader: &mut Reader, problem: &Problem) -> Box<dyn Config> {
        let descent = read(reader, problem.task.training_size());
        Box::new(Runs { descent, runs: reader.integer("runs") })
    }
}

/// How the network is trained, by the texts of a link.
#[inline(never)]
pub(crate) fn read(reader: &mut Reader, training_size: usize) -> Descent {
    let size = training_size as u64;
    let batch = reader.word_or_integer("batch", "full", size, size) as usize;
    let real = |key| reader.real(key) as f32;
    let optimiser = match reader.values.get("optimiser") {
        "momentum" => Optimiser::Momentum { momentum: real("momentum") },
        "adam" => Optimiser::Adam { beta1: real("beta1"), beta2: real("beta2") },
        "rmsprop" => Optimiser::RmsProp { decay: real("rms_decay") },
        "adagrad" => Optimiser::Adagrad,
        "adadelta" => Optimiser::Adadelta { decay: real("adadelta_decay") },
        _ => Optimiser::Sgd,
    };
    Descent {
        optimiser,
        loss: loss(&reader.values),
        learning_rate: real("lr"),
        batch,
        extra_epochs: reader.integer("extra_epochs") as u32,
        max_epochs: reader.integer("max_epochs") as u32,
    }
}

/// What is minimised.
pub(crate) fn loss(values: &Values) -> Loss {
    match values.get("loss") {
        "mse" => Loss::Mse,
        "mse01" => Loss::MseZeroOne,
        "hinge" => Loss::Hinge,
        _ => Loss::CrossEntropy,
    }
}

fn settings() -> Vec<Setting> {
    vec![
        restart("optimiser", "Optimiser", "How a gradient becomes a step.", "sgd", choice(&OPTIMISERS)),
        restart(
            "lr",
            "Learning rate",
            "What the gradient is multiplied with to give a step of plain SGD; other optimisers scale it first. Adadelta's usual rate is 1, Adam's 0.001.",
            "0.1",
            Kind::Real { min: 1e-6, max: 1e9, logarithmic: true },
        ),
        restart(
            "batch",
            "Batch size",
            "Training points per step; full: all of them, so that a step has no noise of batches.",
            "1",
            Kind::Text { hint: "full, or 1 to |S|" },
        ),
        restart(
            "loss",
            "Loss",
            "What is minimised. Targets 0 and 1 put the label's threshold at an output of one half, for both methods.",
            "cross-entropy",
            choice(&[
                ("cross-entropy", "cross-entropy"),
                ("mse", "squared error, targets \u{2212}1 and +1"),
                ("mse01", "squared error, targets 0 and 1"),
                ("hinge", "hinge"),
            ]),
        ),
        restart(
            "momentum",
            "Momentum",
            "Share of the velocity that stays from step to step.",
            "0.9",
            Kind::Real { min: 0.0, max: 0.9999, logarithmic: false },
        ),
        restart(
            "beta1",
            "\u{3b2}1",
            "Adam's decay of the mean gradient.",
            "0.9",
            Kind::Real { min: 0.0, max: 0.9999, logarithmic: false },
        ),
        restart(
            "beta2",
            "\u{3b2}2",
            "Adam's decay of the mean squared gradient.",
            "0.999",
            Kind::Real { min: 0.0, max: 0.99999, logarithmic: false },
        ),
        restart(
            "rms_decay",
            "RMSProp decay",
            "Decay of the mean squared gradient.",
            "0.99",
            Kind::Real { min: 0.0, max: 0.9999, logarithmic: false },
        ),
        restart(
            "adadelta_decay",
            "Adadelta decay",
            "Decay of the mean squared gradient and step.",
            "0.9",
            Kind::Real { min: 0.0, max: 0.9999, logarithmic: false },
        ),
        restart(
            "extra_epochs",
            "Epochs after the first fit",
            "0 stops at the end of the first epoch after which every training point is right; more is overtraining.",
            "0",
            Kind::Integer { min: 0, max: 100_000 },
        ),
        restart(
            "max_epochs",
            "Limit of epochs",
            "A run that has not fitted by then has failed, and is counted as such.",
            "5000",
            Kind::Integer { min: 1, max: 1_000_000 },
        ),
    ]
}
