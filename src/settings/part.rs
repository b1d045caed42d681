//! What an experiment's page is made of, each part with a key.

use serde::Serialize;

/// What kind of thing can be hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum PartKind {
    /// A chart, a table or live counts.
    Figure,
    /// Something to press or choose from.
    Control,
    /// Sentences.
    Text,
    /// The control of one setting.
    Setting,
}

/// Something of an experiment's page that can be hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Part {
    /// The name in the link.
    pub key: &'static str,
    /// As a person reads it.
    pub label: &'static str,
    /// What kind of thing.
    pub kind: PartKind,
}

pub(crate) const fn figure(key: &'static str, label: &'static str) -> Part {
    Part { key, label, kind: PartKind::Figure }
}

pub(crate) const fn control(key: &'static str, label: &'static str) -> Part {
    Part { key, label, kind: PartKind::Control }
}

pub(crate) const fn text(key: &'static str, label: &'static str) -> Part {
    Part { key, label, kind: PartKind::Text }
}
