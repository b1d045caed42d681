//! What the page loads at first, and what only when a link asks for it.
//!
//! The crate is built twice for the page: whole, by the feature `atlas`, and without it as what its first load brings, which
//! has the usual comparison and nothing else. What is not usual is behind the feature.

use super::compare::Setup;
use crate::settings::Experiment;

/// Whether a link asks for more than this build has. The whole engine has everything.
pub fn needs_whole(fragment: &str) -> bool {
    !cfg!(feature = "atlas") && !is_usual(fragment)
}

/// Whether the engine of the first load does all that a link asks for, and understands every word of it: what it would have
/// to say of something else, it does not know.
fn is_usual(fragment: &str) -> bool {
    Experiment::of_link(fragment) == Experiment::Compare && Setup::read(fragment).is_usual()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_first_load_has_is_told_from_what_it_has_not() {
        for usual in ["", "v=2&target=xor&lr=0.5", "n=7&hidden=40,40&prior=uniform&optimiser=adam", "pair=ba"]
        {
            assert!(is_usual(usual), "{usual}");
        }
        for other in [
            "methods=dice,descent,descent",
            "methods=descent,dice",
            "b.lr=0.5",
            "activation=tanh",
            "experiment=map",
            // Somebody else may know what it means, or what there is instead.
            "brightness=3",
            "methods=dice,splitting",
            "n=9",
        ] {
            assert!(!is_usual(other), "{other}");
        }
        assert!(!needs_whole("brightness=3"), "the whole engine needs no other");
    }
}
