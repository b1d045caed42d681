//! The charts of the landscape and of the exact volumes as SVG, compared with stored ones.
#![cfg(not(target_arch = "wasm32"))]

#[path = "plot_fixture/landscape.rs"]
mod fixture;
#[path = "plot_fixture/paper.rs"]
mod paper;
#[path = "plot_fixture/snapshot.rs"]
mod snapshot;

use dice_and_descent::complexity::Measure;
use dice_and_descent::experiment::gates;
use dice_and_descent::landscape::{ComplexityData, DistributionData, OnesData, RankData};
use dice_and_descent::numeric::Share;
use dice_and_descent::plot::{ChartStyle, VolumeData};
use fixture::{
    COLUMN, PHONE, WIDE, landscape, look, painted_complexity, painted_distribution, painted_ones,
    painted_rank, painted_volumes, volumes,
};
use snapshot::compare;

fn dark(size: (f64, f64)) -> ChartStyle {
    ChartStyle { dark: true, ..look(size) }
}

#[test]
fn ranks() {
    let data = landscape("perceptron", 200_000, Measure::Entropy).rank;
    compare("landscape_rank", &painted_rank(&data, &look(COLUMN)).0);
    compare("landscape_rank_dark", &painted_rank(&data, &ChartStyle { selected: Some(11), ..dark(WIDE) }).0);
    compare("landscape_rank_360", &painted_rank(&data, &look(PHONE)).0);
    compare("landscape_rank_empty", &painted_rank(&RankData::default(), &look(COLUMN)).0);
    let classes = landscape("vcl18-classes", 30_000, Measure::Entropy).rank;
    assert!(classes.classes.is_some() && classes.power_law.is_some());
    compare("landscape_rank_classes", &painted_rank(&classes, &look(COLUMN)).0);
    compare("landscape_rank_classes_360", &painted_rank(&classes, &dark(PHONE)).0);
    let beyond = RankData { reliable_to: Some(900), beyond: 31_022, ..data };
    compare("landscape_rank_beyond", &painted_rank(&beyond, &ChartStyle { ratio: 2.0, ..look(PHONE) }).0);
}

#[test]
fn complexities() {
    let mut data = landscape("vcl18", 60_000, Measure::LempelZiv).complexity;
    compare("landscape_complexity", &painted_complexity(&data, &look(COLUMN)).0);
    let selected = data.points.iter().position(|point| point.name.as_deref() == Some("dictator"));
    compare(
        "landscape_complexity_360",
        &painted_complexity(&data, &ChartStyle { selected, ..look(PHONE) }).0,
    );
    data.points.truncate(1);
    compare(
        "landscape_complexity_one",
        &painted_complexity(&data, &ChartStyle { ratio: 1.5, ..look(PHONE) }).0,
    );
    let mut data = landscape("images", 40_000, Measure::DeMorganFormula).complexity;
    // A third of the marks shows as much, and is a third to store.
    let mut number = 0;
    data.points.retain(|point| {
        number += 1;
        point.name.is_some() || number % 3 == 0
    });
    compare("landscape_complexity_dark", &painted_complexity(&data, &dark(WIDE)).0);
    let empty = ComplexityData { label: "Entropy H".to_owned(), ..ComplexityData::default() };
    compare("landscape_complexity_empty", &painted_complexity(&empty, &look(COLUMN)).0);
}

#[test]
fn numbers_of_ones() {
    let flat = landscape("perceptron", 200_000, Measure::Entropy).ones;
    compare("landscape_ones", &painted_ones(&flat, &look(COLUMN)).0);
    compare("landscape_ones_360", &painted_ones(&flat, &look(PHONE)).0);
    let steep = landscape("vcl18", 60_000, Measure::Entropy).ones;
    compare("landscape_ones_steep", &painted_ones(&steep, &look(COLUMN)).0);
    let few = landscape("images", 3_000, Measure::Entropy).ones;
    compare("landscape_ones_dark", &painted_ones(&few, &dark(COLUMN)).0);
    let empty = OnesData { bars: vec![Share { high: 1.0, ..Share::default() }; 17], ..OnesData::default() };
    compare("landscape_ones_empty", &painted_ones(&empty, &look(PHONE)).0);
}

#[test]
fn distributions_of_complexity() {
    let data = landscape("chaos-1.5", 1_000, Measure::LempelZiv).distribution;
    compare("landscape_distribution", &painted_distribution(&data, &look(COLUMN)).0);
    compare("landscape_distribution_360", &painted_distribution(&data, &look(PHONE)).0);
    let exact = landscape("images", 20_000, Measure::Circuit).distribution;
    compare("landscape_distribution_dark", &painted_distribution(&exact, &dark(COLUMN)).0);
    let fine = landscape("images", 20_000, Measure::FourierNorm).distribution;
    compare("landscape_distribution_wide", &painted_distribution(&fine, &look(WIDE)).0);
    let empty = DistributionData { label: "Entropy H".to_owned(), ..DistributionData::default() };
    compare("landscape_distribution_empty", &painted_distribution(&empty, &look(PHONE)).0);
}

#[test]
fn volumes_beside_complexities() {
    let data = volumes(2..=4, Measure::DeMorganFormula);
    compare("landscape_volumes", &painted_volumes(&data, &look(COLUMN)).0);
    compare("landscape_volumes_360", &painted_volumes(&data, &look(PHONE)).0);
    let lz = volumes(2..=4, Measure::LempelZiv);
    compare(
        "landscape_volumes_dark",
        &painted_volumes(&lz, &ChartStyle { selected: Some(5), ..dark(WIDE) }).0,
    );
    let mut ledger = gates::Ledger::new("n=2&draws=20000");
    ledger.run();
    while ledger.make_volumes() {}
    let drawn = ledger.volumes().unwrap().data;
    compare("landscape_volumes_drawn", &painted_volumes(&drawn, &look(COLUMN)).0);
    let square = Some(drawn.points.len() + 3);
    compare(
        "landscape_volumes_drawn_360",
        &painted_volumes(&drawn, &ChartStyle { selected: square, ..dark(PHONE) }).0,
    );
    compare("landscape_volumes_empty", &painted_volumes(&VolumeData::default(), &look(PHONE)).0);
}
