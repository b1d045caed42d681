//! Charts of landscapes and of exact volumes.

use super::paper::svg;
use dice_and_descent::complexity::Measure;
use dice_and_descent::complexity::exact::ExactTables;
use dice_and_descent::experiment::landscape::{LandscapeAnalysis, Ledger, apply_preset};
use dice_and_descent::gates::{BiasScale, Perceptron, ThresholdTable};
use dice_and_descent::landscape::{ComplexityData, DistributionData, OnesData, RankData};
use dice_and_descent::plot::{
    BarView, ChartStyle, ScatterView, VolumeData, complexity, complexity_distribution, ones, rank,
    volume_complexity,
};
use dice_and_descent::task::Encoding;

/// What a preset with another number of draws says.
pub(crate) fn landscape(preset: &str, draws: u64, measure: Measure) -> LandscapeAnalysis {
    let state = apply_preset("", preset);
    assert_eq!(state.preset, Some(preset));
    let kept = state.hash.split('&').filter(|pair| !pair.starts_with("draws="));
    let link = format!("{}&draws={draws}", kept.collect::<Vec<_>>().join("&"));
    let mut ledger = Ledger::new(&link);
    ledger.run();
    ledger.analyse(measure, 0)
}

/// The volumes of the threshold functions of so many inputs, parameters uniform in a cube.
pub(crate) fn volumes(inputs: impl Iterator<Item = usize>, measure: Measure) -> VolumeData {
    let mut data = VolumeData {
        label: measure.label().to_owned(),
        unit: measure.unit().to_owned(),
        parameters: "uniform in a cube".to_owned(),
        ..VolumeData::default()
    };
    for n in inputs {
        let perceptron = Perceptron::new(n, Encoding::ZeroOne, true).unwrap();
        let tables = ExactTables::new(n).unwrap();
        let table = ThresholdTable::new(perceptron, BiasScale::default());
        data.add(&table, false, |function| measure.value(function, Some(&tables)));
    }
    data
}

pub(crate) fn painted_rank(data: &RankData, look: &ChartStyle) -> (String, ScatterView) {
    svg(look, |root| rank(root, data, look).unwrap())
}

pub(crate) fn painted_complexity(data: &ComplexityData, look: &ChartStyle) -> (String, ScatterView) {
    svg(look, |root| complexity(root, data, look).unwrap())
}

pub(crate) fn painted_ones(data: &OnesData, look: &ChartStyle) -> (String, BarView) {
    svg(look, |root| ones(root, data, look).unwrap())
}

pub(crate) fn painted_distribution(data: &DistributionData, look: &ChartStyle) -> (String, BarView) {
    svg(look, |root| complexity_distribution(root, data, look).unwrap())
}

pub(crate) fn painted_volumes(data: &VolumeData, look: &ChartStyle) -> (String, ScatterView) {
    svg(look, |root| volume_complexity(root, data, look).unwrap())
}

pub(crate) const COLUMN: (f64, f64) = (700.0, 480.0);
pub(crate) const PHONE: (f64, f64) = (360.0, 380.0);
pub(crate) const WIDE: (f64, f64) = (1280.0, 700.0);

pub(crate) fn look((width, height): (f64, f64)) -> ChartStyle {
    ChartStyle::new(width, height)
}
