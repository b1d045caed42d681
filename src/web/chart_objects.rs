//! What the page hands to the charts of the comparison, read property by property: a reader of any value whatever
//! would be a large part of the first load.

use crate::numeric::{Mean, Share};
use crate::plot::{ChartStyle, ErrorSeries, HistogramData, MethodLabel, ScatterData, ScatterPoint, Unit};
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
    fn first(this: &ScatterObject) -> LabelObject;
    #[wasm_bindgen(method, getter)]
    fn second(this: &ScatterObject) -> LabelObject;
    #[wasm_bindgen(method, getter)]
    fn points(this: &ScatterObject) -> Vec<PointObject>;
    #[wasm_bindgen(method, getter, js_name = firstTotal)]
    fn first_total(this: &ScatterObject) -> f64;
    #[wasm_bindgen(method, getter, js_name = secondTotal)]
    fn second_total(this: &ScatterObject) -> f64;
    #[wasm_bindgen(method, getter, js_name = trainingSize)]
    fn training_size(this: &ScatterObject) -> u32;
    #[wasm_bindgen(method, getter, js_name = testSize)]
    fn test_size(this: &ScatterObject) -> u32;
    #[wasm_bindgen(method, getter)]
    fn undrawn(this: &ScatterObject) -> f64;

    type LabelObject;
    #[wasm_bindgen(method, getter)]
    fn title(this: &LabelObject) -> String;
    #[wasm_bindgen(method, getter, js_name = inText)]
    fn in_text(this: &LabelObject) -> String;
    #[wasm_bindgen(method, getter)]
    fn plural(this: &LabelObject) -> bool;
    #[wasm_bindgen(method, getter)]
    fn unit(this: &LabelObject) -> String;
    #[wasm_bindgen(method, getter)]
    fn symbol(this: &LabelObject) -> String;
    #[wasm_bindgen(method, getter)]
    fn place(this: &LabelObject) -> u32;

    type PointObject;
    #[wasm_bindgen(method, getter)]
    fn function(this: &PointObject) -> String;
    #[wasm_bindgen(method, getter)]
    fn first(this: &PointObject) -> ShareObject;
    #[wasm_bindgen(method, getter)]
    fn second(this: &PointObject) -> ShareObject;
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
    fn methods(this: &HistogramObject) -> Vec<SeriesObject>;
    #[wasm_bindgen(method, getter)]
    fn coin(this: &HistogramObject) -> Vec<f64>;
    #[wasm_bindgen(method, getter)]
    fn majority(this: &HistogramObject) -> Vec<f64>;
    #[wasm_bindgen(method, getter, js_name = testSize)]
    fn test_size(this: &HistogramObject) -> u32;
    #[wasm_bindgen(method, getter, js_name = coinMean)]
    fn coin_mean(this: &HistogramObject) -> f64;
    #[wasm_bindgen(method, getter, js_name = majorityMean)]
    fn majority_mean(this: &HistogramObject) -> f64;

    type SeriesObject;
    #[wasm_bindgen(method, getter)]
    fn label(this: &SeriesObject) -> LabelObject;
    #[wasm_bindgen(method, getter)]
    fn bars(this: &SeriesObject) -> Vec<ShareObject>;
    #[wasm_bindgen(method, getter)]
    fn total(this: &SeriesObject) -> f64;
    #[wasm_bindgen(method, getter)]
    fn mean(this: &SeriesObject) -> Option<MeanObject>;
    #[wasm_bindgen(method, getter)]
    fn beats(this: &SeriesObject) -> bool;

    type MeanObject;
    #[wasm_bindgen(method, getter)]
    fn value(this: &MeanObject) -> f64;
    #[wasm_bindgen(method, getter)]
    fn low(this: &MeanObject) -> f64;
    #[wasm_bindgen(method, getter)]
    fn high(this: &MeanObject) -> f64;
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
            first: self.first().read(),
            second: self.second().read(),
            points: self.points().iter().map(PointObject::read).collect(),
            first_total: self.first_total() as u64,
            second_total: self.second_total() as u64,
            training_size: self.training_size(),
            test_size: self.test_size(),
            undrawn: self.undrawn() as u64,
        }
    }
}

impl LabelObject {
    fn read(&self) -> MethodLabel {
        MethodLabel {
            title: self.title(),
            in_text: self.in_text(),
            plural: self.plural(),
            unit: Unit::named(&self.unit()).unwrap_or_default(),
            symbol: self.symbol(),
            place: self.place(),
        }
    }
}

impl PointObject {
    fn read(&self) -> ScatterPoint {
        ScatterPoint {
            function: self.function(),
            first: self.first().read(),
            second: self.second().read(),
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
        HistogramData {
            methods: self.methods().iter().map(SeriesObject::read).collect(),
            coin: self.coin(),
            majority: self.majority(),
            test_size: self.test_size(),
            coin_mean: self.coin_mean(),
            majority_mean: self.majority_mean(),
        }
    }
}

impl SeriesObject {
    fn read(&self) -> ErrorSeries {
        ErrorSeries {
            label: self.label().read(),
            bars: self.bars().iter().map(ShareObject::read).collect(),
            total: self.total() as u64,
            mean: self.mean().map(|mean| mean.read()),
            beats: self.beats(),
        }
    }
}

impl MeanObject {
    fn read(&self) -> Mean {
        Mean { value: self.value(), low: self.low(), high: self.high() }
    }
}
