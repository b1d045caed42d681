//! From the texts of a link to what is shown: everything that comes from outside is checked here.

use super::column::Column;
use super::table::{MOST_LAYERS, table};
use crate::complexity::Measure;
use crate::gates::{self, Perceptron};
use crate::method::{Problem, Sampler, rejection};
use crate::network::{Architecture, BiasScale, Distribution, Prior, WeightScale};
use crate::random::Domain;
use crate::sample::Stop;
use crate::settings::reader::Reader;
use crate::settings::{Experiment, Notice, Values};
use crate::task::Function;
use crate::task::{Encoding, Inputs, Task};

/// Of what random draws are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sampled {
    /// The perceptron, whose volumes are known exactly.
    Perceptron,
    /// The network with hidden units.
    Network,
}

/// What is tabulated, drawn and shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Gates {
    /// The perceptron whose volumes are asked for.
    pub perceptron: Perceptron,
    /// How wide its bias is.
    pub scale: gates::BiasScale,
    /// The law of its parameters that is drawn from.
    pub distribution: Distribution,
    /// The network with hidden units; its prior is Gaussian.
    pub architecture: Architecture,
    /// Of that network's prior.
    pub sigma_w: f64,
    /// Of that network's prior.
    pub sigma_b: f64,
    /// Of all random streams.
    pub seed: u32,
    /// Draws of each.
    pub draws: u64,
    /// The measure of complexity shown beside the volume.
    pub measure: Measure,
    /// Whether functions that no perceptron computes are listed too; of two inputs they always are.
    pub show_all: bool,
    /// The column by which the table is sorted.
    pub sort: Column,
    /// Whether large values stand first.
    pub descending: bool,
}

/// A link that has been read: the canonical texts, what was wrong with the given ones, what they mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Setup {
    /// The canonical text of every setting.
    pub values: Values,
    /// What could not be used as it was.
    pub notices: Vec<Notice>,
    /// What is tabulated, drawn and shown.
    pub gates: Gates,
}

impl Setup {
    /// Reads the fragment of a link. Never fails: what is not allowed is replaced and named in the notices.
    pub fn read(fragment: &str) -> Self {
        let mut reader = Reader::new(table(), fragment);
        let gates = gates(&mut reader);
        Self { values: reader.values, notices: reader.notices, gates }
    }

    /// The fragment that reads back as this.
    pub fn fragment(&self) -> String {
        self.values.fragment(Experiment::Gates, &table())
    }

    /// What tells this table and these counts from any other: settings that only show them otherwise are left out.
    pub(super) fn experiment_fragment(&self) -> String {
        self.values.experiment_fragment(Experiment::Gates, &table())
    }
}

impl Gates {
    /// What is drawn: all inputs are test points, so that every draw is kept.
    pub fn problem(&self, sampled: Sampled) -> Problem {
        let n = self.perceptron.inputs();
        let nothing = Function::new(0, 1 << n);
        let inputs = Inputs::boolean(n, self.perceptron.encoding());
        let (architecture, prior) = match sampled {
            Sampled::Perceptron => (
                Architecture { hidden: Vec::new(), ..self.architecture.clone() },
                Prior {
                    distribution: self.distribution,
                    sigma_w: 1.0,
                    sigma_b: if self.perceptron.has_bias() { self.scale.value() } else { 0.0 },
                    weight_scale: WeightScale::Fixed,
                    bias_scale: BiasScale::Fixed,
                },
            ),
            Sampled::Network => (
                self.architecture.clone(),
                Prior {
                    distribution: Distribution::Gaussian,
                    sigma_w: self.sigma_w,
                    sigma_b: self.sigma_b,
                    weight_scale: WeightScale::FanIn,
                    bias_scale: BiasScale::Fixed,
                },
            ),
        };
        let task = Task { inputs, target: nothing, training: nothing };
        Problem { task, architecture, prior, threshold: 0.0 }
    }

    /// A sampler of the perceptron or the network.
    pub fn sampler(&self, sampled: Sampled) -> Box<dyn Sampler> {
        let domain = match sampled {
            Sampled::Perceptron => Domain::Draws,
            Sampled::Network => Domain::GatesNetwork,
        };
        rejection::prior_from(&self.problem(sampled), u64::from(self.seed), domain)
    }

    /// When each of the two ends: all draws are kept, so the limit of draws is also what is wanted.
    pub(super) fn stop(&self) -> Stop {
        Stop::Kept { kept: self.draws, most: self.draws }
    }

    /// Whether functions that no perceptron computes are listed.
    pub(super) fn lists_all(&self) -> bool {
        self.show_all || self.perceptron.inputs() == 2
    }
}

fn gates(reader: &mut Reader) -> Gates {
    let n = reader.integer("n") as usize;
    let encoding = match reader.values.get("encoding") {
        "pm" => Encoding::PlusMinus,
        _ => Encoding::ZeroOne,
    };
    let bias = reader.values.get("bias") == "yes";
    reader.workers();
    Gates {
        perceptron: Perceptron::new(n, encoding, bias)
            .expect("the table allows these numbers of inputs only"),
        scale: gates::BiasScale::number(reader.real("bias_scale"))
            .expect("the table's range lies within the allowed one"),
        distribution: match reader.values.get("prior") {
            "gaussian" => Distribution::Gaussian,
            _ => Distribution::Uniform,
        },
        architecture: reader.architecture(n, MOST_LAYERS),
        sigma_w: reader.real("sigma_w"),
        sigma_b: reader.real("sigma_b"),
        seed: reader.integer("seed") as u32,
        draws: reader.integer("draws"),
        measure: Measure::from_key(reader.values.get("measure")).expect("the table has measures only"),
        show_all: reader.values.get("show") == "all",
        sort: Column::from_key(reader.values.get("sort")).expect("the table has columns only"),
        descending: reader.values.get("order") == "down",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_need_no_notice() {
        let setup = Setup::read("experiment=gates");
        assert_eq!(setup.notices, []);
        assert_eq!(setup.fragment(), "v=2&experiment=gates");
        assert_eq!(setup.gates.problem(Sampled::Perceptron).task.training_size(), 0);
        assert_eq!(setup.gates.problem(Sampled::Network).architecture.hidden, [16]);
    }

    #[test]
    fn what_is_not_allowed_is_replaced_and_named() {
        for (fragment, key, value) in [
            ("n=5", "n", "2"),
            ("bias_scale=0", "bias_scale", "0.01"),
            ("bias_scale=1e9", "bias_scale", "100"),
            ("measure=beauty", "measure", "formula"),
            ("sort=colour", "sort", "table"),
            ("workers=0", "workers", "1"),
        ] {
            let setup = Setup::read(fragment);
            assert_eq!((setup.notices.len(), setup.values.get(key)), (1, value), "{fragment}");
            assert_eq!(setup.notices[0].key, key);
            assert_eq!(Setup::read(&setup.fragment()).notices, [], "{fragment}");
        }
    }

    #[test]
    fn without_a_bias_none_is_drawn() {
        let prior = Setup::read("bias=no&bias_scale=3").gates.problem(Sampled::Perceptron).prior;
        assert_eq!(prior.sigma_b, 0.0);
        let prior = Setup::read("bias_scale=3").gates.problem(Sampled::Perceptron).prior;
        assert_eq!(prior.sigma_b / prior.sigma_w, 3.0);
    }
}
