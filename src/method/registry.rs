//! The methods there are: each is a file or a folder, and a line here.

use super::interface::Method;
#[cfg(feature = "atlas")]
use super::{elliptical_slice, features, infinite, last_layers, splitting};
use super::{rejection, sgd};

/// All methods, in the order in which they are offered.
pub(crate) static METHODS: &[&dyn Method] = &[
    &rejection::METHOD,
    &sgd::METHOD,
    #[cfg(feature = "atlas")]
    &last_layers::METHOD,
    #[cfg(feature = "atlas")]
    &features::METHOD,
    #[cfg(feature = "atlas")]
    &infinite::METHOD,
    #[cfg(feature = "atlas")]
    &splitting::METHOD,
    #[cfg(feature = "atlas")]
    &elliptical_slice::METHOD,
];

/// The method of a word in a link.
pub(crate) fn method_named(key: &str) -> Option<&'static dyn Method> {
    METHODS.iter().copied().find(|method| method.words().key == key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{Group, settings};

    #[test]
    fn methods_have_words_and_numbers_of_their_own() {
        for (place, method) in METHODS.iter().enumerate() {
            for other in &METHODS[..place] {
                assert_ne!(method.id(), other.id());
                assert_ne!(method.words().key, other.words().key);
            }
            assert!(method_named(method.words().key).is_some_and(|found| found.id() == method.id()));
            let groups: Vec<Group> = method.group().into_iter().collect();
            let keys: Vec<&str> =
                settings(&groups).chain(&method.budget()).map(|setting| setting.key).collect();
            for offer in method.offers() {
                assert!(offer.sentence.ends_with('.'), "{}", offer.sentence);
                assert!(offer.own.iter().all(|(key, _)| keys.contains(key)), "{}", offer.label);
            }
            assert!(settings(&groups).all(|setting| setting.own));
        }
    }
}
