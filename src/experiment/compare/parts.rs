//! What of the comparison's page can be hidden, beside its settings.

use crate::settings::part::{Part, control, figure, text};

pub(super) const PARTS: [Part; 22] = [
    text("title", "Question"),
    text("lead", "Introduction"),
    figure("methods", "Progress of the methods"),
    text("verdict", "Verdict"),
    figure("chart", "Chart of all functions"),
    figure("detail", "The function pointed at"),
    figure("ranking", "Functions found most often"),
    figure("histogram", "Errors on test inputs"),
    figure("matrix", "Every pair of methods"),
    figure("likelihood", "P(S) by method"),
    figure("workings", "How methods with weights fared"),
    figure("table", "The methods in numbers"),
    figure("summary", "The comparison in numbers"),
    control("pause", "Pause"),
    control("step", "Step"),
    control("reset", "Reset"),
    control("reseed", "New seed"),
    control("presets", "Choice of an experiment, with what to watch"),
    control("truth", "Truth table of the task"),
    control("keep", "Fingerprint, export, citation, saved runs"),
    text("captions", "Captions"),
    text("about", "How it works, limits, sources"),
];
