//! Settings worth looking at, each with what to watch.

use serde::Serialize;

/// What kind of preset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum PresetGroup {
    /// Only the target changes.
    Target,
    /// A whole system: task, network, prior, training.
    System,
    /// A task of Mingard et al. 2019 with its network.
    Mingard,
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
    /// One sentence on what to watch.
    pub watch: &'static str,
    /// The settings that differ from the defaults; for a target, the only ones that change.
    #[serde(skip)]
    pub(super) values: &'static [(&'static str, &'static str)],
}

const fn target(
    id: &'static str,
    label: &'static str,
    values: &'static [(&'static str, &'static str)],
    watch: &'static str,
) -> Preset {
    Preset { id, label, group: PresetGroup::Target, watch, values }
}

const fn system(
    id: &'static str,
    label: &'static str,
    values: &'static [(&'static str, &'static str)],
    watch: &'static str,
) -> Preset {
    Preset { id, label, group: PresetGroup::System, watch, values }
}

macro_rules! mingard {
    ($id:literal, $watch:literal) => {
        Preset {
            id: $id,
            label: $id,
            group: PresetGroup::Mingard,
            watch: $watch,
            values: &[
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
        }
    };
}

/// All presets, in the order of the page: whole systems first, so that settings which are both a system and
/// a target are recognised as the system.
pub(super) const PRESETS: [Preset; 23] = [
    system(
        "images",
        "2\u{d7}2 images",
        &[],
        "The two ways agree on which functions are common, and yet the distance is many times what chance would show.",
    ),
    system(
        "s1",
        "S1: near the diagonal",
        &[("train", "0xa437"), ("batch", "full")],
        "A log-log slope near one goes together with a total variation of 0.2, many times what chance would give.",
    ),
    system(
        "s3",
        "S3: five inputs, two layers",
        &[("n", "5"), ("hidden", "32,32"), ("train", "0x43203300"), ("lr", "0.05")],
        "Deeper and wider: descent finds better functions than dice with small batches, not with the full one.",
    ),
    system(
        "s6",
        "S6: the two ways part",
        &[
            ("encoding", "01"),
            ("target", "or-and"),
            ("train", "0xf3d8"),
            ("activation", "tanh"),
            ("sigma_w", "1"),
            ("kept", "300"),
        ],
        "Here descent makes half as many test errors as dice: volume alone does not explain what it finds.",
    ),
    mingard!("f0", "Nearly constant: dice find the target more often than descent does."),
    mingard!(
        "f1",
        "Nearly constant, with scattered exceptions: neither method finds the target, both come close."
    ),
    mingard!("f2", "Both methods find the target about as often; yet descent makes fewer test errors."),
    mingard!("f3", "Half of the space is constant: descent makes fewer test errors, dice spread wider."),
    mingard!("f4", "Dice find the target more often than descent, though descent makes no more test errors."),
    mingard!("f5", "Three inputs decide: small steps agree with dice, overtraining does not."),
    mingard!(
        "f6",
        "A dictator: near-equality for small steps and first fit; raise the learning rate and watch them part."
    ),
    target(
        "dictator",
        "single input",
        &[("target", "dictator")],
        "One input decides: watch both methods put much of their weight on this simplest of answers.",
    ),
    target(
        "and",
        "AND",
        &[("target", "and")],
        "Mostly zeros: watch how well the guesser who knows only the class frequency already does.",
    ),
    target(
        "or",
        "OR",
        &[("target", "or")],
        "The mirror image of AND: with inputs \u{2212}1 and +1 the two are equally hard, with 0 and 1 they are not.",
    ),
    target(
        "xor",
        "XOR",
        &[("target", "xor")],
        "Short to write down, yet no single unit can do it: watch P of the target fall.",
    ),
    target(
        "and-or",
        "x1 and (x2 or x3)",
        &[("target", "and-or")],
        "A mixed target: the points hug the diagonal, and still the two distributions differ.",
    ),
    target(
        "majority",
        "majority",
        &[("target", "majority")],
        "A perceptron suffices: watch how few networks the dice have to throw.",
    ),
    target(
        "parity",
        "parity",
        &[("target", "parity")],
        "Every neighbour has the other label: watch the test error pass one half.",
    ),
    target(
        "palindrome",
        "palindrome",
        &[("target", "palindrome")],
        "Short to say, hard to find: simple in words does not mean large in volume.",
    ),
    target(
        "halves",
        "equal halves",
        &[("target", "halves")],
        "The first half repeats in the second: another short description with a small volume.",
    ),
    target(
        "random",
        "random",
        &[("target", "random")],
        "No structure to find: the test error of both methods stays near that of guessing.",
    ),
    target(
        "balanced",
        "random, equal classes",
        &[("target", "balanced")],
        "As many ones as zeros and no structure: the class frequency helps nobody.",
    ),
    target(
        "zero",
        "constant",
        &[("target", "zero")],
        "The commonest function of all: watch how many random networks already fit.",
    ),
];
