//! What the page hands to the charts of the comparison, read property by property: a reader of any value whatever
//! would be a large part of the first load.

use crate::numeric::{Mean, Share};
use crate::plot::{BeatsBaselines, ChartStyle, HistogramData, ScatterData, ScatterPoint};
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// A [`ChartStyle`].
    #[wasm_bindgen(typescript_type = "ChartStyle")]
    pub type LookObject;
    #[wasm_bindgen(method, getter)]
    fn width(this: &LookObject) -> f64;
    #[wasm_bindgen(method, getter)]
    fn height(this: &LookObject) -> f64;
    #[wasm_bindgen(method, getter)]
    fn ratio(this: &LookObject) -> f64;
    #[wasm_bindgen(method, getter)]
    fn dark(this: &LookObject) -> bool;
    #[wasm_bindgen(method, getter)]
    fn contrast(this: &LookObject) -> bool;
    #[wasm_bindgen(method, getter)]
    fn selected(this: &LookObject) -> Option<u32>;

    /// A [`ScatterData`].
    #[wasm_bindgen(typescript_type = "ScatterData")]
    pub type ScatterObject;
    #[wasm_bindgen(method, getter)]
    fn points(this: &ScatterObject) -> Vec<PointObject>;
    #[wasm_bindgen(method, getter, js_name = diceTotal)]
    fn dice_total(this: &ScatterObject) -> f64;
    #[wasm_bindgen(method, getter, js_name = descentTotal)]
    fn descent_total(this: &ScatterObject) -> f64;
    #[wasm_bindgen(method, getter, js_name = trainingSize)]
    fn training_size(this: &ScatterObject) -> u32;
    #[wasm_bindgen(method, getter, js_name = testSize)]
    fn test_size(this: &ScatterObject) -> u32;
    #[wasm_bindgen(method, getter)]
    fn undrawn(this: &ScatterObject) -> f64;

    type PointObject;
    #[wasm_bindgen(method, getter)]
    fn function(this: &PointObject) -> String;
    #[wasm_bindgen(method, getter)]
    fn dice(this: &PointObject) -> ShareObject;
    #[wasm_bindgen(method, getter)]
    fn descent(this: &PointObject) -> ShareObject;
    #[wasm_bindgen(method, getter, js_name = testErrors)]
    fn test_errors(this: &PointObject) -> u32;
    #[wasm_bindgen(method, getter, js_name = isTarget)]
    fn is_target(this: &PointObject) -> bool;

    type ShareObject;
    #[wasm_bindgen(method, getter)]
    fn count(this: &ShareObject) -> f64;
    #[wasm_bindgen(method, getter)]
    fn value(this: &ShareObject) -> f64;
    #[wasm_bindgen(method, getter)]
    fn low(this: &ShareObject) -> f64;
    #[wasm_bindgen(method, getter)]
    fn high(this: &ShareObject) -> f64;

    /// A [`HistogramData`].
    #[wasm_bindgen(typescript_type = "HistogramData")]
    pub type HistogramObject;
    #[wasm_bindgen(method, getter)]
    fn dice(this: &HistogramObject) -> Vec<ShareObject>;
    #[wasm_bindgen(method, getter)]
    fn descent(this: &HistogramObject) -> Vec<ShareObject>;
    #[wasm_bindgen(method, getter)]
    fn coin(this: &HistogramObject) -> Vec<f64>;
    #[wasm_bindgen(method, getter)]
    fn majority(this: &HistogramObject) -> Vec<f64>;
    #[wasm_bindgen(method, getter, js_name = testSize)]
    fn test_size(this: &HistogramObject) -> u32;
    #[wasm_bindgen(method, getter, js_name = diceTotal)]
    fn dice_total(this: &HistogramObject) -> f64;
    #[wasm_bindgen(method, getter, js_name = descentTotal)]
    fn descent_total(this: &HistogramObject) -> f64;
    #[wasm_bindgen(method, getter, js_name = diceMean)]
    fn dice_mean(this: &HistogramObject) -> Option<MeanObject>;
    #[wasm_bindgen(method, getter, js_name = descentMean)]
    fn descent_mean(this: &HistogramObject) -> Option<MeanObject>;
    #[wasm_bindgen(method, getter, js_name = coinMean)]
    fn coin_mean(this: &HistogramObject) -> f64;
    #[wasm_bindgen(method, getter, js_name = majorityMean)]
    fn majority_mean(this: &HistogramObject) -> f64;
    #[wasm_bindgen(method, getter)]
    fn beats(this: &HistogramObject) -> BeatsObject;

    type MeanObject;
    #[wasm_bindgen(method, getter)]
    fn value(this: &MeanObject) -> f64;
    #[wasm_bindgen(method, getter)]
    fn low(this: &MeanObject) -> f64;
    #[wasm_bindgen(method, getter)]
    fn high(this: &MeanObject) -> f64;

    type BeatsObject;
    #[wasm_bindgen(method, getter)]
    fn dice(this: &BeatsObject) -> bool;
    #[wasm_bindgen(method, getter)]
    fn descent(this: &BeatsObject) -> bool;
}

impl LookObject {
    /// What it says.
    pub fn read(&self) -> ChartStyle {
        ChartStyle {
            width: self.width(),
            height: self.height(),
            ratio: self.ratio(),
            dark: self.dark(),
            contrast: self.contrast(),
            selected: self.selected().map(|index| index as usize),
        }
    }
}

impl ScatterObject {
    /// What it says.
    pub fn read(&self) -> ScatterData {
        ScatterData {
            points: self.points().iter().map(PointObject::read).collect(),
            dice_total: self.dice_total() as u64,
            descent_total: self.descent_total() as u64,
            training_size: self.training_size(),
            test_size: self.test_size(),
            undrawn: self.undrawn() as u64,
        }
    }
}

impl PointObject {
    fn read(&self) -> ScatterPoint {
        ScatterPoint {
            function: self.function(),
            dice: self.dice().read(),
            descent: self.descent().read(),
            test_errors: self.test_errors(),
            is_target: self.is_target(),
        }
    }
}

impl ShareObject {
    fn read(&self) -> Share {
        Share { count: self.count() as u64, value: self.value(), low: self.low(), high: self.high() }
    }
}

impl HistogramObject {
    /// What it says.
    pub fn read(&self) -> HistogramData {
        let shares = |objects: Vec<ShareObject>| objects.iter().map(ShareObject::read).collect();
        HistogramData {
            dice: shares(self.dice()),
            descent: shares(self.descent()),
            coin: self.coin(),
            majority: self.majority(),
            test_size: self.test_size(),
            dice_total: self.dice_total() as u64,
            descent_total: self.descent_total() as u64,
            dice_mean: self.dice_mean().map(|mean| mean.read()),
            descent_mean: self.descent_mean().map(|mean| mean.read()),
            coin_mean: self.coin_mean(),
            majority_mean: self.majority_mean(),
            beats: self.beats().read(),
        }
    }
}

impl MeanObject {
    fn read(&self) -> Mean {
        Mean { value: self.value(), low: self.low(), high: self.high() }
    }
}

impl BeatsObject {
    fn read(&self) -> BeatsBaselines {
        BeatsBaselines { dice: self.dice(), descent: self.descent() }
    }
}
