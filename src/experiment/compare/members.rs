//! The methods of a comparison, each with its own settings and its name.

#[cfg(feature = "atlas")]
use super::names::names;
#[cfg(feature = "atlas")]
use super::own::{drop_needless, read_own};
use crate::method::{ClusterWords, Config, Method, MethodWords, Problem, Sampler, Unsupported};
use crate::plot::{MethodLabel, Unit};
use crate::sample::{MethodId, MethodSample, Stop, Tries};
use crate::settings::own::letter;
use crate::settings::reader::Reader;
use crate::task::Task;
use std::fmt;
use std::sync::Arc;

/// One method of a comparison.
#[derive(Clone)]
pub struct Member {
    pub(super) id: MethodId,
    /// a for the first.
    pub letter: char,
    /// Its word in a link, if no other one of its kind is compared, or else its letter: what its counts are called in files.
    pub tag: String,
    /// The task with its own network and prior.
    pub problem: Problem,
    /// Its own settings.
    pub(super) config: Arc<dyn Config>,
    /// The key of its random streams.
    pub stream: u64,
    /// What it is called.
    pub label: MethodLabel,
    /// What it does again and again.
    pub tries: Tries,
    /// What its clusters are, if its sample is made of these.
    pub(super) clusters: Option<&'static ClusterWords>,
    /// Why it cannot run, and what can be done.
    pub refused: Option<&'static str>,
}

impl fmt::Debug for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}, stream {:#x})", self.label.title, self.letter, self.stream)
    }
}

impl Member {
    /// Which method it is.
    pub fn method(&self) -> MethodId {
        self.id
    }

    /// Nothing found yet; at most `cap` functions are told apart.
    pub(super) fn empty_sample(&self, cap: usize) -> MethodSample {
        MethodSample::new(self.id, self.clusters.map(|words| words.weights), cap)
    }

    /// When it ends.
    pub fn stop(&self) -> Stop {
        self.config.stop()
    }

    /// Its sampler.
    ///
    /// # Errors
    /// If it cannot run.
    pub fn sampler(&self) -> Result<Box<dyn Sampler>, Unsupported> {
        let sampler = self.config.sampler(&self.problem, self.stream)?;
        self.refused.map_or(Ok(sampler), |why| Err(Unsupported(why.trim_end_matches('.').to_owned())))
    }
}

/// Reads what each of `methods` has for itself; all other texts have been read.
pub(super) fn members(reader: &mut Reader, task: &Task, methods: &[&'static dyn Method]) -> Vec<Member> {
    #[cfg(feature = "atlas")]
    drop_needless(reader, methods.len());
    #[cfg(feature = "atlas")]
    let titles = names(&reader.table, &reader.values, methods);
    #[cfg(not(feature = "atlas"))]
    let titles = methods.iter().map(|method| method.words().title.to_owned());
    let mut members: Vec<Member> = Vec::with_capacity(methods.len());
    for (place, (&method, title)) in methods.iter().zip(titles).enumerate() {
        let alone = methods.iter().filter(|other| other.id() == method.id()).count() == 1;
        let read = |reader: &mut Reader| {
            let problem = reader.problem(task);
            let config = method.read(reader, &problem);
            (problem, config, reader.integer("seed"))
        };
        #[cfg(feature = "atlas")]
        let (problem, config, seed) = read_own(reader, place, read);
        #[cfg(not(feature = "atlas"))]
        let (problem, config, seed) = read(reader);
        // Methods of one kind with one seed draw different random numbers: samples are independent of each other.
        let earlier = members.iter().filter(|one| one.id == method.id() && one.stream as u32 == seed as u32);
        members.push(Member {
            id: method.id(),
            letter: letter(place),
            tag: if alone { method.words().key.to_owned() } else { letter(place).to_string() },
            label: label(method, place, title, alone),
            stream: seed | (earlier.count() as u64) << 32,
            refused: method.refuses(&problem),
            problem,
            config: config.into(),
            tries: method.tries(),
            clusters: method.clusters(),
        });
    }
    members
}

/// How a method is spoken of: by `title`, and in charts by its symbol if it is `alone` of its kind, or else by its letter.
fn label(method: &dyn Method, place: usize, title: String, alone: bool) -> MethodLabel {
    let &MethodWords { title: usual, in_text, plural, symbol, .. } = method.words();
    let is_usual = title == usual;
    MethodLabel {
        in_text: if is_usual { in_text.to_owned() } else { title.clone() },
        plural: plural && is_usual,
        unit: match method.tries() {
            Tries::Runs => Unit::Run,
            Tries::Draws => Unit::Draw,
            Tries::Clusters => Unit::Weight,
        },
        symbol: if alone { symbol.to_owned() } else { letter(place).to_string() },
        place: place as u32,
        title,
    }
}
