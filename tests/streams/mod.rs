//! What every sampler counts, as digests: a seed means the same as long as the stream version is the same.

use dice_and_descent::Function;
use dice_and_descent::experiment::map::Setup;
use dice_and_descent::experiment::sampler;
use dice_and_descent::map::Plane;
use dice_and_descent::random::STREAM_VERSION;
use dice_and_descent::sample::ChunkCounts;
use dice_and_descent::task::{Target, TrainingSet};

/// The stream version that the digests are of.
const VERSION: u32 = 3;

/// Every sampler by its name, the link and the count that use it, and the digest of one chunk.
const SAMPLERS: [(&str, &str, u32, u64); 27] = [
    ("rejection in function space", "", 0, 0xc816_fd61_8873_0352),
    ("rejection in function space, one point", "train_size=1&n=3", 0, 0x5f66_f6f3_8510_9672),
    (
        "rejection in function space, two layers",
        "n=6&hidden=13,7&activation=erf&encoding=01&train_size=9",
        0,
        0xe10e_b7ce_fe46_c746,
    ),
    ("rejection in weight space", "prior=uniform&hidden=9", 0, 0x769a_2fee_f973_eedc),
    (
        "rejection in weight space, threshold",
        "prior=uniform&hidden=9&loss=mse01&activation=sign",
        0,
        0xad8a_622d_d715_57a2,
    ),
    (
        "rejection of odd networks",
        "n=5&sigma_b=0&activation=tanh&train_size=5&target=dictator",
        0,
        0xa37c_dc7a_94b2_ac37,
    ),
    (
        "rejection of odd networks in weight space",
        "n=4&prior=uniform&sigma_b=0&hidden=none&train_size=3&target=dictator",
        0,
        0x07c9_1580_f55a_80c2,
    ),
    ("prior, perceptron", "experiment=landscape&hidden=none&n=5", 0, 0x5b49_8488_a67d_81a2),
    ("prior, one layer", "experiment=landscape&hidden=16&n=6", 0, 0x9d32_98ce_083a_cce9),
    (
        "prior, one layer of tanh, uniform",
        "experiment=landscape&hidden=7&n=4&activation=tanh&prior=uniform",
        0,
        0x75f2_993f_1a3d_5ae1,
    ),
    (
        "prior, odd networks",
        "experiment=landscape&hidden=7,5&n=4&activation=erf&sigma_b=0&encoding=pm",
        0,
        0x720c_2184_0b0b_a56f,
    ),
    (
        "prior, odd networks of one layer",
        "experiment=landscape&hidden=7&n=7&activation=sign&sigma_b=0&encoding=pm",
        0,
        0x8959_d86c_1fe2_3db3,
    ),
    (
        "prior, two layers eight at a time",
        "experiment=landscape&hidden=8,9&n=5&activation=sign",
        0,
        0x8aa2_9418_0b60_3075,
    ),
    ("prior, sparse", "experiment=landscape&hidden=40,40&n=7", 0, 0x6a72_90f0_fc96_26ab),
    (
        "prior, sparse, three layers",
        "experiment=landscape&hidden=24,20,5&n=5&encoding=pm",
        0,
        0xeeac_4704_8d78_27fd,
    ),
    ("clusters, sparse", "experiment=landscape&hidden=24,20&n=5&last_layers=4", 0, 0x0094_e9f0_8f67_2d0b),
    (
        "clusters, eight at a time",
        "experiment=landscape&hidden=6&n=4&last_layers=3&activation=tanh&sigma_b=0&encoding=pm",
        0,
        0x9ef5_8b1a_9402_a60f,
    ),
    ("descent, sgd", "", 1, 0x1c37_c893_0752_dd89),
    ("descent, momentum", "optimiser=momentum&lr=0.05&batch=3&loss=mse", 1, 0xb7c4_192b_d82f_11ee),
    (
        "descent, adam",
        "optimiser=adam&lr=0.01&batch=full&activation=tanh&hidden=7,5",
        1,
        0x71cd_b4b4_6a9a_c2ea,
    ),
    ("descent, rmsprop", "optimiser=rmsprop&lr=0.01&loss=hinge&batch=2", 1, 0xb1dd_d445_e1c4_ec18),
    ("descent, adagrad", "optimiser=adagrad&lr=0.1&loss=mse01&activation=erf", 1, 0x43b3_be4b_6534_f117),
    ("descent, adadelta", "optimiser=adadelta&lr=1&prior=uniform&max_epochs=50", 1, 0x8b20_e8b2_1e4b_699e),
    ("descent, overtrained", "n=3&hidden=none&extra_epochs=5&lr=2&train_size=5", 1, 0x4e46_3403_c128_31a4),
    ("gates, perceptron", "experiment=gates&n=3&prior=gaussian", 0, 0xcff1_b2ef_b53d_9f6e),
    ("gates, perceptron without bias", "experiment=gates&n=3&encoding=pm&bias=no", 0, 0x98eb_0fc8_746b_7b9e),
    ("gates, network", "experiment=gates&n=3", 1, 0xd6b8_cfc6_2296_225b),
];

/// Planes and paths of the map, and tasks.
const OTHERS: [(&str, u64); 5] = [
    ("map, random plane through a draw", 0xd76c_a1d8_7504_b11b),
    ("map, plane and path of a run", 0xc3a6_9667_4d7e_576d),
    ("tasks, random labels", 0xdfbe_bb77_1f09_58e6),
    ("tasks, balanced labels", 0x9677_156a_bea5_ad60),
    ("tasks, training sets", 0x8c44_73ed_61c5_316e),
];

/// 64-bit FNV-1a.
fn digest(numbers: impl IntoIterator<Item = u64>) -> u64 {
    numbers.into_iter().flat_map(u64::to_le_bytes).fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

fn halves(function: Function) -> [u64; 2] {
    [function.bits() as u64, (function.bits() >> 64) as u64]
}

fn of_chunk(delta: &ChunkCounts) -> u64 {
    let totals = [delta.tried, delta.unfit, delta.lost, delta.diverged, delta.epochs, delta.fitted_at_start];
    let counts = delta
        .counts
        .iter()
        .flat_map(|&(function, count)| halves(function).into_iter().chain([u64::from(count)]));
    digest(totals.into_iter().chain(counts))
}

fn plane(link: &str) -> Plane {
    let mut maker = Setup::read(link).plane_maker().unwrap();
    while !maker.advance(100_000) {}
    maker.plane().unwrap().clone()
}

/// The plane's own numbers, without the checksum around them.
fn of_plane(plane: &Plane) -> Vec<u64> {
    let packed = plane.pack();
    packed[..packed.len() - 2].iter().map(|number| number.to_bits()).collect()
}

fn other(name: &str) -> u64 {
    let seeds = 0..50;
    let tasks = |function: &dyn Fn(usize, u32) -> Function| {
        digest(seeds.clone().flat_map(|seed| (2..=7).flat_map(move |n| halves(function(n, seed)))))
    };
    match name {
        "map, random plane through a draw" => {
            digest(of_plane(&plane("experiment=map&through=draw&plane_seed=5&prior=uniform")))
        }
        "map, plane and path of a run" => {
            let link = "experiment=map&plane=path&seed=5";
            let plane = plane(link);
            let mut path = Setup::read(link).path_runner(1).unwrap();
            while !path.advance(100_000) {}
            let path = path.take(&plane).pack();
            let path = path[..path.len() - 2].iter().map(|number| number.to_bits());
            digest(of_plane(&plane).into_iter().chain(path))
        }
        "tasks, random labels" => tasks(&|n, seed| Target::Random.function(n, seed)),
        "tasks, balanced labels" => tasks(&|n, seed| Target::Balanced.function(n, seed)),
        _ => tasks(&|n, seed| TrainingSet::Random.points(n, 1 << (n - 2), seed)),
    }
}

#[test]
fn a_seed_means_what_it_meant() {
    let samplers = SAMPLERS.iter().map(|&(name, link, count, stored)| {
        let mut sampler = sampler(link, count).unwrap();
        sampler.begin(3);
        while !sampler.advance(u32::MAX) {}
        (name, of_chunk(&sampler.take()), stored)
    });
    let others = OTHERS.iter().map(|&(name, stored)| (name, other(name), stored));
    let differ: Vec<String> = samplers
        .chain(others)
        .filter(|(_, found, stored)| found != stored)
        .map(|(name, found, _)| format!("{name}: {found:#018x}"))
        .collect();
    assert!(
        differ.is_empty() && STREAM_VERSION == VERSION,
        "Counts of stream version {STREAM_VERSION} are not those stored for version {VERSION} in tests/streams/mod.rs. \
         If that is not meant, it is a fault. If it is, raise STREAM_VERSION, and write down what changed beside it: \
         src/random/version.rs says what else to do.\n{}",
        differ.join("\n")
    );
}
