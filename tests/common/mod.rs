//! What the native and the browser test of determinism share.

use dice_and_descent::experiment::compare::Ledger;
use dice_and_descent::method::Sampler;
use dice_and_descent::method::elliptical_slice::{EllipticalSlice, SliceSettings};

use dice_and_descent::method::features::Features;
use dice_and_descent::method::splitting::{Splitting, SplittingSettings};
use dice_and_descent::sample::ChunkClusters;

/// A run that touches most of the machinery: two hidden layers of odd widths, both methods, some failures.
pub(crate) const LINK: &str = "v=2&n=5&target=majority&train_size=10&train_seed=3&hidden=13,7&sigma_w=1.5&sigma_b=0.2&lr=0.3&batch=3&max_epochs=12&seed=2026&runs=400&kept=400";

/// The fingerprint of its censuses: the same on every machine, natively and in the browser.
pub(crate) const FINGERPRINT: &str = "13754509ef4fd819";

/// One splitting run, eight chains by elliptical slice sampling, and last layers given features, more of these than there are training points and
/// fewer, each by the checksum of what it found and reports: the same on every machine, too.
pub(crate) const CLUSTERS: [u64; 4] =
    [0x5840_b332_dea8_3e65, 0x3916_e50f_1bd3_f976, 0x3f09_af56_b8bc_dd88, 0x95bc_c975_5123_718e];

/// Does what [`CLUSTERS`] are the checksums of.
pub(crate) fn clusters() -> [u64; 4] {
    let problem = Ledger::new(LINK).comparison().problem.clone();
    let settings = SplittingSettings { particles: 60, moves: 3, pilot_particles: 60, share: 0.3 };
    let mut splitting = Splitting::new(&problem, 1, settings).unwrap();
    splitting.begin(3);
    while !splitting.advance(1_000) {}
    let settings = SliceSettings { burn_in: 20, states: 30, thin: 2 };
    let mut chains = EllipticalSlice::new(&problem, 1, settings).unwrap();
    chains.begin(3);
    while !chains.advance(1_000) {}
    let features = |hidden: &[usize]| -> ChunkClusters {
        let mut problem = problem.clone();
        problem.architecture.hidden = hidden.into();
        let mut features = Features::new(&problem, 1, 3);
        features.begin(3);
        while !features.advance(1_000) {}
        *features.take().weighted.unwrap()
    };
    [splitting.take().0, chains.take().0, features(&[13, 30]), features(&[13, 7])].map(|found| {
        let words = found.pack();
        words[words.len() - 2..].iter().fold(0, |whole, &part| whole << 32 | u64::from(part))
    })
}

/// Does the whole run in this thread.
pub(crate) fn run(link: &str) -> Ledger {
    let mut ledger = Ledger::new(link);
    ledger.run();
    ledger
}
