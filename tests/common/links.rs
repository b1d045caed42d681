//! Links of every experiment, read in the same way.

use dice_and_descent::experiment::{compare, gates, landscape, map};
use dice_and_descent::settings::{Experiment, Notice};

/// The link that this one is read as, and what could not be used as it was.
pub(crate) fn read(link: &str) -> (String, Vec<Notice>) {
    match Experiment::of_link(link) {
        Experiment::Compare => {
            let setup = compare::Setup::read(link);
            (setup.fragment(), setup.notices)
        }
        Experiment::Landscape => {
            let setup = landscape::Setup::read(link);
            (setup.fragment(), setup.notices)
        }
        Experiment::Gates => {
            let setup = gates::Setup::read(link);
            (setup.fragment(), setup.notices)
        }
        Experiment::Map => {
            let setup = map::Setup::read(link);
            (setup.fragment(), setup.notices)
        }
    }
}
