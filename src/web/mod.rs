//! The binding to JavaScript: decode, call the core, encode; no logic.
