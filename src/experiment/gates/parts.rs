//! What of the gates' page can be hidden, beside its settings.

use crate::experiment::Part;
use crate::experiment::hide::{control, figure, text};

pub(super) const PARTS: [Part; 10] = [
    text("title", "Question"),
    text("lead", "Introduction"),
    figure("picture", "The regions of parameter space"),
    figure("counts", "Progress of the draws"),
    figure("table", "Table of all gates"),
    control("pause", "Pause"),
    control("reset", "Reset"),
    control("reseed", "New seed"),
    control("file", "Table as a file"),
    text("captions", "Captions"),
];
