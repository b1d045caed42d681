//! From the texts of a link to what is drawn: everything that comes from outside is checked here.

use super::shown::{Figure, MeasureOrder};
use super::table::{MOST_LAYERS, table};
use super::tally::SAMPLE;
use crate::complexity::Measure;
use crate::method::{Problem, Sampler, by_class, rejection};
use crate::network::Architecture;
use crate::sample::Stop;
use crate::settings::reader::Reader;
use crate::settings::{Experiment, Notice, Values};
use crate::symmetry::Symmetries;
use crate::task::Function;
use crate::task::{Encoding, Inputs, Task};

/// One landscape, checked and ready to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Landscape {
    /// The network, its prior and the inputs; the training set is empty, so that every draw is kept.
    pub problem: Problem,
    /// How the inputs are written as numbers.
    pub encoding: Encoding,
    /// Of all random streams.
    pub seed: u32,
    /// Networks to draw.
    pub draws: u64,
    /// Last layers drawn to every draw of the hidden layers: 1 for independent networks.
    pub last_layers: u32,
    /// The symmetries of the prior, if functions that arise from one another by them are counted together.
    pub classes: Option<Symmetries>,
    /// The measure against which P is shown.
    pub measure: Measure,
    /// Which figure is shown.
    pub figure: Figure,
    /// How the table of all measures is sorted.
    pub order: MeasureOrder,
    /// Length of the ranked list.
    pub rows: usize,
}

/// A link that has been read: the canonical texts, what was wrong with the given ones, what they mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Setup {
    /// The canonical text of every setting.
    pub values: Values,
    /// What could not be used as it was.
    pub notices: Vec<Notice>,
    /// What is drawn.
    pub landscape: Landscape,
}

impl Setup {
    /// Reads the fragment of a link. Never fails: what is not allowed is replaced and named in the notices.
    pub fn read(fragment: &str) -> Self {
        let mut reader = Reader::new(table(), fragment);
        let landscape = landscape(&mut reader);
        Self { values: reader.values, notices: reader.notices, landscape }
    }

    /// The fragment that reads back as this.
    pub fn fragment(&self) -> String {
        self.values.fragment(Experiment::Landscape, &table())
    }

    /// The fragment without what does not change the counts: how the run is shown and carried out.
    pub(super) fn experiment_fragment(&self) -> String {
        self.values.experiment_fragment(Experiment::Landscape, &table())
    }
}

impl Landscape {
    /// The symmetries of the prior, whether or not they are used for counting.
    pub fn symmetries(&self) -> Symmetries {
        Symmetries::of(&self.problem.architecture, &self.problem.prior, self.encoding)
    }

    /// Its sampler.
    pub fn sampler(&self) -> Box<dyn Sampler> {
        let seed = u64::from(self.seed);
        let sampler = if self.last_layers > 1 {
            rejection::clustered(&self.problem, seed, self.last_layers, self.classes)
        } else {
            rejection::prior(&self.problem, seed)
        };
        match self.classes {
            Some(symmetries) => by_class(sampler, symmetries, SAMPLE),
            None => sampler,
        }
    }

    /// The number of Boolean inputs.
    pub fn n(&self) -> usize {
        self.problem.architecture.inputs
    }

    /// When the run ends: all draws are kept, so the limit of draws is also what is wanted.
    pub(super) fn stop(&self) -> Stop {
        Stop::Kept { kept: self.draws, most: self.draws }
    }
}

fn landscape(reader: &mut Reader) -> Landscape {
    let n = reader.integer("n") as usize;
    let encoding = match reader.values.get("encoding") {
        "pm" => Encoding::PlusMinus,
        _ => Encoding::ZeroOne,
    };
    let nothing = Function::new(0, 1 << n);
    let measure = measure(reader, n);
    reader.workers();
    let architecture = reader.architecture(n, MOST_LAYERS);
    let last_layers = last_layers(reader, &architecture);
    let prior = reader.prior();
    let classes = reader.values.get("classes") == "on";
    Landscape {
        last_layers,
        classes: classes.then(|| Symmetries::of(&architecture, &prior, encoding)),
        problem: Problem {
            task: Task { inputs: Inputs::boolean(n, encoding), target: nothing, training: nothing },
            architecture,
            prior,
            threshold: 0.0,
        },
        encoding,
        seed: reader.integer("seed") as u32,
        draws: reader.integer("draws"),
        measure,
        figure: Figure::from_key(reader.values.get("view")),
        order: MeasureOrder::from_key(reader.values.get("order")),
        rows: reader.integer("rows") as usize,
    }
}

fn last_layers(reader: &mut Reader, architecture: &Architecture) -> u32 {
    let wanted = reader.integer("last_layers") as u32;
    if wanted > 1 && architecture.hidden.is_empty() {
        reader.replace("last_layers", "1", "needs a hidden layer that networks can share");
        return 1;
    }
    wanted
}

fn measure(reader: &mut Reader, n: usize) -> Measure {
    let measure = Measure::from_key(reader.values.get("measure")).unwrap_or(Measure::LempelZiv);
    if measure.applies_to(n) {
        return measure;
    }
    let instead = Measure::LempelZiv;
    reader.replace("measure", instead.key(), &format!("is known for up to 4 inputs, but n = {n}"));
    instead
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_need_no_notice() {
        let setup = Setup::read("experiment=landscape");
        assert_eq!(setup.notices, []);
        assert_eq!(setup.fragment(), "v=2&experiment=landscape");
        assert_eq!(setup.landscape.problem.architecture.hidden, [40, 40]);
        assert_eq!(setup.landscape.problem.task.training_size(), 0);
    }

    #[test]
    fn ten_layers_are_allowed_and_eleven_are_not() {
        let layers = |count: usize| vec!["64"; count].join(",");
        let ten = Setup::read(&format!("activation=tanh&hidden={}", layers(10)));
        assert_eq!((ten.notices.len(), ten.landscape.problem.architecture.hidden.len()), (0, 10));
        let eleven = Setup::read(&format!("hidden={}", layers(11)));
        assert_eq!((eleven.notices.len(), eleven.landscape.problem.architecture.hidden.len()), (1, 10));
    }

    #[test]
    fn what_does_not_go_together_is_replaced_and_named() {
        for (fragment, key, value) in [
            ("measure=circuit", "measure", "lz"),
            ("measure=beauty", "measure", "lz"),
            ("n=9", "n", "7"),
            ("hidden=a", "hidden", "40,40"),
            ("hidden=0,200", "hidden", "1,128"),
            ("workers=0", "workers", "1"),
            ("draws=none", "draws", "1000000"),
            ("sigma_b=-1", "sigma_b", "0"),
            ("last_layers=65", "last_layers", "64"),
            ("hidden=none&last_layers=8", "last_layers", "1"),
        ] {
            let setup = Setup::read(fragment);
            let notice = setup.notices.iter().find(|notice| notice.key == key).expect(fragment);
            assert_eq!(setup.values.get(key), value, "{fragment}");
            assert!(notice.text.ends_with(&format!("; {value} is used.")), "{}", notice.text);
            assert_eq!(Setup::read(&setup.fragment()).notices, [], "{fragment}");
        }
        assert_eq!(Setup::read("n=4&measure=circuit").notices, []);
        assert!(Setup::read("target=xor").notices[0].text.contains("does not know"));
    }
}
