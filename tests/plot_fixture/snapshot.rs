//! Charts compared with stored ones.

use std::fs;
use std::path::Path;

/// Compares with the stored chart `name`. A chart that differs is written beside the stored one; with
/// ACCEPT_SNAPSHOTS=1 it replaces it.
pub(crate) fn compare(name: &str, svg: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
    let (stored, new) = (folder.join(format!("{name}.svg")), folder.join(format!("{name}.svg.new")));
    if std::env::var_os("ACCEPT_SNAPSHOTS").is_some_and(|value| value == "1") {
        fs::write(&stored, svg).unwrap();
        let _ = fs::remove_file(&new);
        return;
    }
    if fs::read_to_string(&stored).is_ok_and(|stored| stored == svg) {
        let _ = fs::remove_file(&new);
        return;
    }
    fs::write(&new, svg).unwrap();
    panic!(
        "the chart differs from tests/snapshots/{name}.svg: look at {name}.svg.new beside it, and accept it with \
         ACCEPT_SNAPSHOTS=1 cargo test --test 'plot_*'"
    );
}
