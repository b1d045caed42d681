//! What of the map's page can be hidden, beside its settings.

use crate::settings::part::{Part, control, figure, text};

pub(super) const PARTS: [Part; 16] = [
    text("title", "Question"),
    text("lead", "Introduction"),
    figure("map", "The map"),
    figure("place", "The function pointed at"),
    figure("legend", "The largest functions"),
    figure("runs", "How the training runs went"),
    control("reseed", "New plane"),
    control("closer", "Zoom"),
    control("pause", "Pause"),
    control("presets", "Choice of a map, with what to watch"),
    control("fitting", "All functions, or those that fit"),
    control("truth", "Truth table of the task"),
    control("keep", "Fingerprint, export, citation, saved views"),
    control("file", "Picture and shares as files"),
    text("captions", "Captions"),
    text("about", "What it shows, and sources"),
];
