//! By which random streams a run was counted.

use crate::random::STREAM_VERSION;
use crate::run::fingerprint_start;
use crate::settings::{Effect, Group, settings};

/// The settings of a run with the version of the random streams that it was counted by.
///
/// A run of another version than this program's is looked at as it was saved: nothing is added to its counts, and its
/// fingerprint is that of its own version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The stream version.
    pub stream: u32,
    /// The fragment of its link, as it was saved.
    pub link: String,
}

/// A saved run that does not name its streams is from before they had a version.
const UNNAMED: u32 = 1;

/// From this stream version on a fingerprint begins with it.
const FIRST_IN_FINGERPRINTS: u32 = 3;

impl Origin {
    /// Of this program's streams.
    pub fn here(link: &str) -> Self {
        Self { stream: STREAM_VERSION, link: link.to_owned() }
    }

    /// Of a file, which may not say by which streams it was counted.
    pub(crate) fn of_file(stream: Option<u32>, link: &str) -> Self {
        Self { stream: stream.unwrap_or(UNNAMED), link: link.to_owned() }
    }

    /// The same, if it is of other streams than this program's.
    pub(crate) fn if_elsewhere(&self) -> Option<Self> {
        (self.stream != STREAM_VERSION).then(|| self.clone())
    }

    /// What has to be said of a run of other streams.
    pub fn note(&self) -> String {
        format!(
            "It was counted with random streams of version {}, and this program has version {STREAM_VERSION}, by which the same seed draws other networks: it is shown as it was saved and cannot be continued, since that would mix the two. To count more, begin anew with the same settings.",
            self.stream
        )
    }

    /// Where the fingerprint of its counts starts.
    pub(crate) fn fingerprint_start(&self, table: &[Group]) -> u64 {
        counted_by(self.stream, &without_view(table, &self.link))
    }
}

/// A link without the settings that change only how a run is shown. The rest stays as it is written, whatever its
/// version.
fn without_view(table: &[Group], link: &str) -> String {
    let is_view =
        |key: &str| settings(table).any(|setting| setting.key == key && setting.effect == Effect::View);
    let pairs = link.trim_start_matches('#').split('&');
    let kept: Vec<&str> =
        pairs.filter(|pair| !is_view(pair.split_once('=').map_or(pair, |(key, _)| key))).collect();
    kept.join("&")
}

/// Where the fingerprint of a run of this program starts: with its streams and the settings that tell it from others.
pub(crate) fn here(settings: &str) -> u64 {
    counted_by(STREAM_VERSION, settings)
}

fn counted_by(stream: u32, settings: &str) -> u64 {
    if stream < FIRST_IN_FINGERPRINTS {
        fingerprint_start(settings)
    } else {
        fingerprint_start(&format!("stream={stream}&{settings}"))
    }
}

/// That two runs are of different streams, if they are: a remark for whoever sets them side by side.
pub(crate) fn remark(streams: [u32; 2]) -> Option<String> {
    let [a, b] = streams;
    (a != b).then(|| {
        format!(
            "A was counted with random streams of version {a} and B with version {b}. Both are samples of what their settings say, so they can be set side by side; but one seed means other networks in each."
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Experiment;

    #[test]
    fn a_fingerprint_starts_with_streams_and_settings_and_not_with_the_view() {
        let start = |stream, link: &str| {
            Origin { stream, link: link.to_owned() }.fingerprint_start(&Experiment::Compare.table())
        };
        assert_eq!(start(1, "v=1&n=3&rows=5&hide=all"), fingerprint_start("v=1&n=3"));
        assert_eq!(start(1, "v=1&n=3"), start(2, "v=1&n=3"));
        assert_ne!(start(3, "v=2&n=3"), start(4, "v=2&n=3"));
        assert_ne!(start(2, "v=2&n=3"), start(3, "v=2&n=3"));
        assert_eq!(start(STREAM_VERSION, "v=2&n=3&theme=dark"), here("v=2&n=3"));
        assert_eq!(Origin::of_file(None, "").stream, 1);
        assert_eq!(Origin::here("v=2").if_elsewhere(), None);
    }

    #[test]
    fn only_different_streams_are_remarked_on() {
        assert_eq!(remark([3, 3]), None);
        assert!(remark([1, 3]).unwrap().contains("version 1 and B with version 3"));
    }
}
