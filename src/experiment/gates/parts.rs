//! What of the gates' page can be hidden, beside its settings.

use crate::settings::part::{Part, control, figure, text};

pub(super) const PARTS: [Part; 13] = [
    text("title", "Question"),
    text("lead", "Introduction"),
    figure("picture", "The regions of parameter space"),
    figure("counts", "Progress of the draws"),
    figure("table", "Table of all gates"),
    figure("volumes", "Volume against complexity"),
    control("pause", "Pause"),
    control("reset", "Reset"),
    control("reseed", "New seed"),
    control("file", "Table and chart as files"),
    control("keep", "Fingerprint, export, citation"),
    text("captions", "Captions"),
    text("about", "What it shows, and sources"),
];
