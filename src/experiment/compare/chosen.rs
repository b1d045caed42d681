//! Which methods a link compares.

use super::table::DEFAULT_METHODS;
use crate::method::{METHODS, Method, method_named};
use crate::settings::nearest::nearest;
use crate::settings::own::MOST_METHODS;
use crate::settings::reader::Reader;

impl Reader {
    /// Those that the link names, as far as there are such.
    pub(super) fn methods(&mut self) -> Vec<&'static dyn Method> {
        let text = self.values.get("methods").to_owned();
        let words = || text.split(',').map(str::trim).filter(|word| !word.is_empty());
        let all: Option<Vec<&dyn Method>> = words().map(method_named).collect();
        let methods = match all {
            Some(all) if (2..=MOST_METHODS).contains(&all.len()) => all,
            _ => {
                // As many as can be used, and as many of those that stand there by themselves as are missing.
                let known = METHODS.iter().map(|method| method.words().key);
                let mut words: Vec<&str> = words()
                    .filter_map(|word| {
                        method_named(word).map(|_| word).or_else(|| nearest(word, known.clone()))
                    })
                    .take(MOST_METHODS)
                    .collect();
                let missing =
                    DEFAULT_METHODS.split(',').filter(|word| !words.contains(word)).collect::<Vec<_>>();
                words.extend(
                    missing
                        .into_iter()
                        .chain(DEFAULT_METHODS.split(','))
                        .take(2_usize.saturating_sub(words.len())),
                );
                let known: Vec<&str> = known.collect();
                let why = format!("is no list of two to six of {}", known.join(", "));
                let instead = words.join(",");
                self.replace("methods", &instead, &why);
                words.into_iter().filter_map(method_named).collect()
            }
        };
        let canonical: Vec<&str> = methods.iter().map(|method| method.words().key).collect();
        self.values.set("methods", canonical.join(","));
        methods
    }
}
