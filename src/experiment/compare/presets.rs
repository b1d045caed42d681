//! Settings worth looking at, each with what to watch.

use serde::Serialize;

/// What kind of preset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum PresetGroup {
    /// A target for the network, prior and training of the defaults.
    Target,
    /// Another network, training set or way of training.
    System,
    /// A task of Mingard et al. 2019 with its network.
    Mingard,
    /// More than two methods, or twice the same.
    Methods,
}

/// A named bundle of settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Preset {
    /// A short name.
    pub id: &'static str,
    /// As a person reads it.
    pub label: &'static str,
    /// What kind.
    pub group: PresetGroup,
    /// What to watch. Everything that it says of numbers is tested on a run of these settings.
    pub watch: &'static str,
    /// The settings that differ from the defaults. All others but seed and view are the defaults too.
    #[serde(skip)]
    pub(super) values: &'static [(&'static str, &'static str)],
}

const fn preset(
    group: PresetGroup,
    id: &'static str,
    label: &'static str,
    values: &'static [(&'static str, &'static str)],
    watch: &'static str,
) -> Preset {
    Preset { id, label, group, watch, values }
}

macro_rules! target {
    ($id:literal, $label:literal, $watch:literal) => {
        preset(PresetGroup::Target, $id, $label, &[("target", $id)], $watch)
    };
}

macro_rules! mingard {
    ($id:literal, $watch:literal) => {
        preset(
            PresetGroup::Mingard,
            $id,
            $id,
            &[
                ("n", "7"),
                ("encoding", "01"),
                ("target", $id),
                ("train", $id),
                ("hidden", "40,40"),
                ("sigma_w", "1"),
                ("sigma_b", "1"),
                ("lr", "0.01"),
                ("batch", "8"),
                ("runs", "4000"),
                ("kept", "1000"),
            ],
            $watch,
        )
    };
}

/// f6 with its network.
const ON_F6: [(&str, &str); 10] = [
    ("n", "7"),
    ("encoding", "01"),
    ("target", "f6"),
    ("train", "f6"),
    ("hidden", "40,40"),
    ("sigma_w", "1"),
    ("sigma_b", "1"),
    ("batch", "8"),
    ("runs", "2000"),
    ("kept", "1000"),
];

/// f6 with its network, and methods that differ in some setting.
macro_rules! on_f6 {
    ($id:literal, $label:literal, $values:expr, $watch:literal) => {
        preset(
            PresetGroup::Methods,
            $id,
            $label,
            {
                const OWN: &[(&str, &str)] = &$values;
                const ALL: [(&str, &str); ON_F6.len() + OWN.len()] = {
                    let mut all = [("", ""); ON_F6.len() + OWN.len()];
                    let mut place = 0;
                    while place < all.len() {
                        all[place] =
                            if place < ON_F6.len() { ON_F6[place] } else { OWN[place - ON_F6.len()] };
                        place += 1;
                    }
                    all
                };
                &ALL
            },
            $watch,
        )
    };
}

use PresetGroup::{Methods, System};

/// All presets, in the order of the page.
pub(super) const PRESETS: [Preset; 32] = [
    preset(
        System,
        "images",
        "2\u{d7}2 images: x1 and (x2 or x3)",
        &[],
        "Both ways find the same function most often, and yet the distance between their samples is several times what chance would show.",
    ),
    preset(
        System,
        "s1",
        "Near the diagonal",
        &[("train", "0xa437"), ("batch", "full")],
        "Most of the common functions are found about equally often by both ways, within a factor of two, and yet the distance of the samples is several times what chance would show.",
    ),
    preset(
        System,
        "s3",
        "Five inputs, two hidden layers",
        &[("n", "5"), ("hidden", "32,32"), ("train", "0x43203300"), ("lr", "0.05")],
        "With one training point a step, descent makes fewer test errors than dice; with batch size \u{201c}full\u{201d} it does not.",
    ),
    preset(
        System,
        "s6",
        "The two ways part",
        &[
            ("encoding", "01"),
            ("target", "or-and"),
            ("train", "0xf3d8"),
            ("activation", "tanh"),
            ("sigma_w", "1"),
            ("kept", "300"),
        ],
        "Descent makes about half as many test errors as dice. If it found functions as often as their share of parameter space says, it would make as many.",
    ),
    mingard!(
        "f0",
        "Nearly constant: always saying 0 is wrong on one test input of 96, and neither way is clearly better than that. Dice find the target more often than descent does."
    ),
    mingard!(
        "f1",
        "Nearly constant, with scattered exceptions: neither way is clearly better than always saying 1, and hardly any network is the target."
    ),
    mingard!(
        "f2",
        "Always saying 1 is wrong on five test inputs of 96: descent makes fewer test errors than that, dice more."
    ),
    mingard!("f3", "Both ways beat the two guesses by far, and descent makes fewer test errors than dice."),
    mingard!(
        "f4",
        "Three inputs decide. Both ways beat the two guesses, and their test errors differ by little."
    ),
    mingard!(
        "f5",
        "Two inputs decide, x1 or x5. Descent that stops at the first fit finds the target in about one run of fourteen; with 64 more epochs after the first fit, in three of four."
    ),
    mingard!(
        "f6",
        "One input decides: with these steps both ways find the target about equally often, in one network of seven; with a learning rate of 0.1 descent finds it more than twice as often."
    ),
    target!(
        "dictator",
        "single input",
        "One input decides, and each way finds exactly this target in about one network of five."
    ),
    target!(
        "and",
        "AND",
        "Mostly zeros: both ways beat a coin that knows how common each label is, and neither beats always saying 0, which is wrong on one test input of eight."
    ),
    target!(
        "or",
        "OR",
        "The mirror image of AND, and as hard on average over all training sets; but with this one dice find AND more often than OR. Neither way beats always saying 1."
    ),
    target!(
        "xor",
        "XOR",
        "Short to write down, yet no single unit can do it: hardly any network is the target, and both ways are wrong on more than half of the test inputs."
    ),
    target!(
        "majority",
        "majority",
        "A perceptron suffices: both ways beat the two guesses, descent by more than dice."
    ),
    target!(
        "parity",
        "parity",
        "Every neighbour has the other label: both ways are wrong on most of the test inputs, descent on more than dice."
    ),
    target!(
        "palindrome",
        "palindrome",
        "Short to say, hard to find: hardly any network is the target, and always saying 0 makes fewer test errors than both ways."
    ),
    target!(
        "halves",
        "equal halves",
        "The first half of the inputs equals the second: short to say too, and neither way finds it once in a thousand networks."
    ),
    target!(
        "random",
        "random",
        "No structure to find: over many such targets half of the test inputs are wrong on average, for one of them a few more or fewer. Change its seed."
    ),
    target!(
        "balanced",
        "random, equal classes",
        "As many ones as zeros: what is common in the training set is rare in the rest, so its majority label is wrong on half of the test inputs or more."
    ),
    target!(
        "zero",
        "constant",
        "About one random network in fifteen already fits, more than half of those are the target, and descent ends there more often still."
    ),
    on_f6!(
        "steps",
        "Step sizes on f6",
        [("methods", "dice,descent,descent,descent"), ("lr", "0.01"), ("b.lr", "0.001"), ("d.lr", "0.1"),],
        "With the largest step descent finds the target more than twice as often as dice do, and makes about half as many test errors; with the smaller ones it finds it about as often."
    ),
    on_f6!(
        "overtraining",
        "Epochs after the fit on f6",
        [
            ("methods", "dice,descent,descent,descent"),
            ("lr", "0.01"),
            ("c.extra_epochs", "1"),
            ("d.extra_epochs", "64"),
        ],
        "One epoch more changes little but that one run in six no longer fits; after 64 more nearly every run ends in the target, which dice find in one network of seven."
    ),
    preset(
        Methods,
        "optimisers",
        "Optimisers",
        &[
            ("methods", "dice,descent,descent,descent,descent"),
            ("runs", "20000"),
            ("kept", "20000"),
            ("c.optimiser", "momentum"),
            ("c.lr", "0.01"),
            ("d.optimiser", "adam"),
            ("d.lr", "0.01"),
            ("e.optimiser", "rmsprop"),
            ("e.lr", "0.01"),
        ],
        "Every optimiser is further from dice than chance explains; SGD with and without momentum are the closest pair.",
    ),
    preset(
        Methods,
        "batches",
        "Batch sizes",
        &[
            ("n", "5"),
            ("hidden", "32,32"),
            ("train", "0x43203300"),
            ("lr", "0.05"),
            ("methods", "dice,descent,descent,descent"),
            ("runs", "20000"),
            ("kept", "20000"),
            ("c.batch", "4"),
            ("d.batch", "full"),
        ],
        "One training point a step makes the fewest test errors; larger batches make about as many as dice.",
    ),
    preset(
        Methods,
        "widths",
        "Widths, by dice and by SGD",
        &[
            ("methods", "dice,dice,dice,descent,descent,descent"),
            ("runs", "20000"),
            ("kept", "20000"),
            ("a.hidden", "4"),
            ("c.hidden", "128"),
            ("d.hidden", "4"),
            ("f.hidden", "128"),
            ("pair", "cf"),
        ],
        "The width hardly matters to dice, but much to SGD: the wider its network, the fewer test errors it makes, and the further it is from dice.",
    ),
    preset(
        Methods,
        "losses",
        "Cross-entropy against squared loss",
        &[
            ("methods", "dice,descent,descent"),
            ("runs", "20000"),
            ("kept", "20000"),
            ("lr", "0.02"),
            ("c.loss", "mse"),
            ("pair", "bc"),
        ],
        "The two trainings differ in nothing but their loss, and are further apart than chance explains: squared error finds the target more often.",
    ),
    preset(
        Methods,
        "ways",
        "Four ways to P_B(f|S)",
        &[
            ("methods", "dice,last-layers,splitting,slice"),
            ("kept", "50000"),
            ("hidden_draws", "20000"),
            ("splits", "200"),
            ("chains", "160"),
        ],
        "Four methods that have little in common, one answer: every pair is alike, and the three that estimate P(S) agree.",
    ),
    preset(
        Methods,
        "to-infinity",
        "From width 4 to infinity",
        &[
            ("methods", "features,features,features,infinite"),
            ("a.hidden", "4"),
            ("c.hidden", "128"),
            ("pair", "ad"),
        ],
        "The wider the network, the nearer to infinite width: at width 4 the distributions are clearly apart, at 16 less so, and at 128 chance explains what is left.",
    ),
    preset(
        Methods,
        "past-dice",
        "64 of 128 points: past dice",
        &[
            ("n", "7"),
            ("target", "majority"),
            ("train_size", "64"),
            ("hidden", "20"),
            ("sigma_b", "0.5"),
            ("methods", "descent,splitting,slice"),
            ("lr", "0.01"),
            ("batch", "8"),
            ("runs", "500"),
            ("particles", "500"),
            ("split_moves", "8"),
            ("splits", "150"),
            ("thin", "40"),
        ],
        "One random network in three hundred million fits, too few for dice. Splitting and chains find them all the same, and agree: their networks are wrong on somewhat more test inputs than those of SGD.",
    ),
    preset(
        Methods,
        "twice",
        "Twice the same: a control",
        &[("methods", "descent,descent"), ("b.seed", "2"), ("runs", "20000")],
        "Two samples of one distribution: whatever distance stands there is chance, and beside it stands how large chance makes it. The verdict should be \u{201c}alike\u{201d}.",
    ),
];
