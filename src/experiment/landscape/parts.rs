//! What of the landscape's page can be hidden, beside its settings.

use crate::settings::part::{Part, control, figure, text};

pub(super) const PARTS: [Part; 18] = [
    text("title", "Question"),
    text("lead", "Introduction"),
    figure("methods", "Progress of the draws"),
    figure("chart", "The figure"),
    figure("table", "The figure as a table"),
    figure("detail", "The function pointed at"),
    figure("measures", "Comparison of all measures"),
    figure("named", "Functions with a name"),
    figure("ranking", "Functions seen most often"),
    figure("summary", "The landscape in numbers"),
    control("pause", "Pause"),
    control("step", "Step"),
    control("reset", "Reset"),
    control("reseed", "New seed"),
    control("presets", "Choice of an experiment, with what to watch"),
    control("keep", "Fingerprint, files, citation"),
    text("captions", "Captions"),
    text("about", "Sources"),
];
