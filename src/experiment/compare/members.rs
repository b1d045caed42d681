//! The methods of a comparison, each with its own settings and its name.

use super::names::names;
use crate::method::{Config, Method, Problem, Sampler, Unsupported};
use crate::plot::MethodLabel;
use crate::sample::{MethodId, Stop, Tries};
use crate::settings::link::of_key;
use crate::settings::own::{letter, own_key};
use crate::settings::reader::Reader;
use crate::settings::{Notice, settings};
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

    /// When it ends.
    pub fn stop(&self) -> Stop {
        self.config.stop()
    }

    /// Its sampler.
    ///
    /// # Errors
    /// If it cannot run.
    pub fn sampler(&self) -> Result<Box<dyn Sampler>, Unsupported> {
        self.config.sampler(&self.problem, self.stream)
    }
}

/// Reads what each of `methods` has for itself; all other texts have been read.
pub(super) fn members(reader: &mut Reader, task: &Task, methods: &[&'static dyn Method]) -> Vec<Member> {
    drop_needless(reader, methods.len());
    let labels = names(&reader.table, &reader.values, methods);
    let mut members: Vec<Member> = Vec::with_capacity(methods.len());
    for (place, (&method, label)) in methods.iter().zip(labels).enumerate() {
        let mut own = Reader {
            table: reader.table.clone(),
            values: reader.values.of_method(place),
            notices: Vec::new(),
        };
        let problem = own.problem(task);
        let config = method.read(&mut own, &problem);
        let seed = own.integer("seed");
        take_back(reader, place, own);
        // Methods of one kind with one seed draw different random numbers: samples are independent of each other.
        let earlier = members.iter().filter(|one| one.id == method.id() && one.stream as u32 == seed as u32);
        members.push(Member {
            id: method.id(),
            letter: letter(place),
            tag: match methods.iter().filter(|other| other.id() == method.id()).count() {
                1 => method.words().key.to_owned(),
                _ => letter(place).to_string(),
            },
            stream: seed | (earlier.count() as u64) << 32,
            refused: method.refuses(&problem),
            problem,
            config: config.into(),
            label,
            tries: method.tries(),
        });
    }
    members
}

/// Leaves out what belongs to a method that there is not, and says so.
fn drop_needless(reader: &mut Reader, methods: usize) {
    let beyond: Vec<(usize, &str)> = reader
        .values
        .all_own()
        .map(|(place, key, _)| (place, key))
        .filter(|&(place, _)| place >= methods)
        .collect();
    for (place, key) in beyond {
        let text = format!(
            "The link sets \u{201c}{}\u{201d}, but its methods go from a to {}; it is ignored.",
            own_key(place, key),
            letter(methods - 1)
        );
        reader.notices.push(Notice { key: own_key(place, key), text });
    }
    let places: Vec<usize> = (0..methods).collect();
    reader.values = reader.values.rearranged(&places);
}

/// Keeps what a method has read of its own: canonical texts, and what was noticed of them.
fn take_back(reader: &mut Reader, place: usize, read: Reader) {
    let keys: Vec<&'static str> =
        reader.values.all_own().filter(|&(at, ..)| at == place).map(|(_, key, _)| key).collect();
    for key in keys {
        let text = read.values.get(key).to_owned();
        reader.values.set_own(place, key, text);
        for notice in read.notices.iter().filter(|notice| notice.key == key) {
            let setting = settings(&read.table).find(|setting| setting.key == key);
            let name = own_key(place, key);
            let text = setting.map_or(String::new(), |setting| of_key(&notice.text, setting, &name));
            reader.notices.push(Notice { key: name, text });
        }
    }
}
