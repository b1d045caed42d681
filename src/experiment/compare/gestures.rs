//! What a visitor does with the methods: adds one, takes one twice, removes one, shows two of them.

use super::settings::Setup;
use super::state::{Change, State};
use super::table::table;
use crate::method::method_named;
use crate::settings::own::{MOST_METHODS, meant};
use crate::settings::{Experiment, Values};

/// Adds an offer of a method at the end.
pub fn add_method(fragment: &str, key: &str, offer: usize) -> Change {
    let setup = Setup::read(fragment);
    let Some(method) = method_named(key) else {
        return Change::refused(setup, format!("There is no method \u{201c}{key}\u{201d}."));
    };
    let Some(found) = method.offers().into_iter().nth(offer) else {
        return Change::refused(setup, format!("The method {key} has no offer {offer}."));
    };
    let place = setup.comparison.methods.len();
    let mut values = setup.values.clone();
    values.set("methods", format!("{},{key}", values.get("methods")));
    for &(key, text) in found.own {
        values.set_own(place, key, text);
    }
    added(setup, values)
}

/// Adds the method at `place` once more, with a seed of its own: the same but for the random numbers.
pub fn duplicate_method(fragment: &str, place: usize) -> Change {
    let setup = Setup::read(fragment);
    let Some(word) = setup.values.get("methods").split(',').nth(place).map(str::to_owned) else {
        return Change::refused(setup, format!("There is no method at place {place}."));
    };
    let last = setup.comparison.methods.len();
    let mut values = setup.values.clone();
    values.set("methods", format!("{},{word}", values.get("methods")));
    let own: Vec<(&'static str, String)> = (setup.values.all_own())
        .filter(|&(at, ..)| at == place)
        .map(|(_, key, text)| (key, text.to_owned()))
        .collect();
    own.into_iter().for_each(|(key, text)| values.set_own(last, key, text));
    let taken = |seed: u32| setup.comparison.methods.iter().any(|member| member.stream as u32 == seed);
    let first = setup.comparison.methods[place].stream as u32;
    let free = (1..=MOST_METHODS as u32).map(|more| first.wrapping_add(more)).find(|&seed| !taken(seed));
    values.set_own(last, "seed", free.unwrap_or(first).to_string());
    added(setup, values)
}

/// Takes the method at `place` out; those after it move up, with what they have for themselves.
pub fn remove_method(fragment: &str, place: usize) -> Change {
    let setup = Setup::read(fragment);
    let before = setup.comparison.methods.len();
    if place >= before || before <= 2 {
        let why = if before <= 2 {
            "A comparison needs two methods: add another one before you remove this.".to_owned()
        } else {
            format!("There is no method at place {place}.")
        };
        return Change::refused(setup, why);
    }
    let stay: Vec<usize> = (0..before).filter(|&at| at != place).collect();
    let mut values = setup.values.rearranged(&stay);
    let words: Vec<&str> = setup.values.get("methods").split(',').collect();
    values.set("methods", stay.iter().map(|&at| words[at]).collect::<Vec<&str>>().join(","));
    // The pair shown stays, where both are still there.
    let moved = setup.comparison.pair.map(|shown| stay.iter().position(|&at| at == shown));
    let pair = match moved {
        [Some(first), Some(second)] => [first, second],
        _ => [0, 1],
    };
    values.set("pair", pair.map(crate::settings::own::letter).iter().collect::<String>());
    read(&values)
}

/// Gives up what a method has for itself: it has it as all others again.
pub fn share_setting(fragment: &str, key: &str) -> Change {
    let setup = Setup::read(fragment);
    let table = table();
    let Some((setting, Some(place))) = meant(&table, key) else {
        return Change::refused(setup, format!("There is no setting \u{201c}{key}\u{201d} of one method."));
    };
    let mut values = setup.values.clone();
    values.set_own(place, setting.key, values.get(setting.key).to_owned());
    read(&values)
}

fn added(setup: Setup, values: Values) -> Change {
    if setup.comparison.methods.len() >= MOST_METHODS {
        return Change::refused(
            setup,
            format!("{MOST_METHODS} methods stand side by side at most: remove one first."),
        );
    }
    read(&values)
}

fn read(values: &Values) -> Change {
    let setup = Setup::read(&values.fragment(Experiment::Compare, &table()));
    Change { state: State::new(setup), error: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::compare::{change, read_link};

    fn hash(change: Change) -> String {
        assert_eq!(change.error, None);
        assert_eq!(change.state.notices, []);
        change.state.hash
    }

    #[test]
    fn methods_are_added_with_what_sets_them_apart() {
        let adam = hash(add_method("lr=0.05", "descent", 2));
        assert_eq!(adam, "v=2&lr=0.05&methods=dice,descent,descent&c.lr=0.001&c.optimiser=adam");
        let titles = |hash: &str| -> Vec<String> {
            read_link(hash).methods.into_iter().map(|card| card.label.title).collect()
        };
        assert_eq!(titles(&adam), ["Dice", "SGD", "Adam"]);
        let slow = hash(change(&hash(add_method("", "descent", 0)), "c.lr", "0.01"));
        assert_eq!(titles(&slow), ["Dice", "SGD, step 0.1", "SGD, step 0.01"]);
        let later = hash(change(&slow, "c.extra_epochs", "64"));
        assert_eq!(titles(&later)[2], "SGD, step 0.01, 64 epochs more");
        assert_eq!(titles(&later)[1], "SGD, step 0.1, first fit");
        let wide = hash(change(&hash(add_method("", "dice", 0)), "c.hidden", "128"));
        assert_eq!(titles(&wide), ["Dice, width 16", "Descent", "Dice, width 128"]);
        assert_eq!(titles("methods=descent,descent"), ["SGD (a)", "SGD (b)"]);
    }

    #[test]
    fn a_method_taken_twice_differs_in_its_seed_alone() {
        let twice = hash(duplicate_method("b.lr=0.02&seed=7", 1));
        assert_eq!(twice, "v=2&methods=dice,descent,descent&seed=7&b.lr=0.02&c.lr=0.02&c.seed=8");
        let again = hash(duplicate_method(&twice, 1));
        assert!(again.ends_with("&d.lr=0.02&d.seed=9"), "{again}");
    }

    #[test]
    fn what_is_removed_takes_its_settings_along_and_those_after_it_move_up() {
        let four = "methods=dice,descent,descent,dice&b.lr=0.2&c.lr=0.3&d.hidden=8&pair=cd";
        assert_eq!(hash(remove_method(four, 1)), "v=2&methods=dice,descent,dice&pair=bc&b.lr=0.3&c.hidden=8");
        assert_eq!(hash(remove_method(four, 2)), "v=2&methods=dice,descent,dice&b.lr=0.2&c.hidden=8");
        assert!(remove_method("", 0).error.unwrap().contains("needs two methods"));
        let six = "methods=dice,descent,dice,descent,dice,descent";
        assert!(add_method(six, "dice", 0).error.unwrap().starts_with("6 methods"));
        assert!(duplicate_method(six, 0).error.is_some());
    }

    #[test]
    fn what_is_no_methods_own_any_more_is_as_for_all() {
        assert_eq!(hash(share_setting("b.lr=0.2&b.batch=2", "b.lr")), "v=2&b.batch=2");
        assert!(share_setting("", "lr").error.is_some());
    }
}
