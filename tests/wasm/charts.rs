//! What the charts read of the objects that JavaScript hands them.

use dice_and_descent::numeric::{Mean, Share};
use dice_and_descent::plot::{
    ChartStyle, ErrorSeries, HistogramData, MethodLabel, ScatterData, ScatterPoint, Unit,
};
use dice_and_descent::random::{Domain, Stream};
use dice_and_descent::web::chart_objects::{HistogramObject, LookObject, ScatterObject};
use tsify::Tsify;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

/// Numbers of which hardly two are equal, so that nothing is taken for something else unnoticed.
struct Random(Stream);

impl Random {
    fn below(&mut self, bound: u32) -> u32 {
        self.0.below(bound)
    }

    fn real(&mut self) -> f64 {
        f64::from(self.0.next_u32()) / 7.0
    }

    fn large(&mut self) -> u64 {
        u64::from(self.0.next_u32()) * 1_000_003
    }

    fn bit(&mut self) -> bool {
        self.below(2) == 1
    }

    fn share(&mut self) -> Share {
        Share { count: self.large(), value: self.real(), low: self.real(), high: self.real() }
    }

    fn mean(&mut self) -> Option<Mean> {
        self.bit().then(|| Mean { value: self.real(), low: self.real(), high: self.real() })
    }

    fn several<T>(&mut self, mut one: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(9)).map(|_| one(self)).collect()
    }

    fn label(&mut self) -> MethodLabel {
        let mut words = || format!("{:x}", self.below(1 << 30));
        MethodLabel {
            title: words(),
            in_text: words(),
            symbol: words(),
            plural: self.bit(),
            unit: [Unit::Run, Unit::Draw, Unit::Weight][self.below(3) as usize],
            place: self.below(6),
        }
    }

    fn point(&mut self) -> ScatterPoint {
        ScatterPoint {
            function: format!("{:b}", self.below(1 << 20)),
            first: self.share(),
            second: self.share(),
            test_errors: self.below(128),
            is_target: self.bit(),
        }
    }

    fn scatter(&mut self) -> ScatterData {
        ScatterData {
            first: self.label(),
            second: self.label(),
            points: self.several(Self::point),
            first_total: self.large(),
            second_total: self.large(),
            training_size: self.below(128),
            test_size: self.below(128),
            undrawn: self.large(),
        }
    }

    fn series(&mut self) -> ErrorSeries {
        ErrorSeries {
            label: self.label(),
            bars: self.several(Self::share),
            total: self.large(),
            mean: self.mean(),
            beats: self.bit(),
        }
    }

    fn histogram(&mut self) -> HistogramData {
        HistogramData {
            methods: self.several(Self::series),
            coin: self.several(Self::real),
            majority: self.several(Self::real),
            test_size: self.below(128),
            coin_mean: self.real(),
            majority_mean: self.real(),
        }
    }

    fn look(&mut self) -> ChartStyle {
        ChartStyle {
            width: self.real(),
            height: self.real(),
            ratio: self.real(),
            dark: self.bit(),
            contrast: self.bit(),
            selected: self.bit().then(|| self.below(1 << 20) as usize),
        }
    }
}

#[wasm_bindgen_test]
fn charts_read_every_property_as_it_was_written() {
    let mut random = Random(Stream::new(11, Domain::Draws, 0));
    for _ in 0..50 {
        let (scatter, histogram, look) = (random.scatter(), random.histogram(), random.look());
        let written: [JsValue; 3] = [
            scatter.into_ts().unwrap().into(),
            histogram.into_ts().unwrap().into(),
            look.into_ts().unwrap().into(),
        ];
        let [of_scatter, of_histogram, of_look] = written;
        assert_eq!(of_scatter.unchecked_into::<ScatterObject>().read(), scatter);
        assert_eq!(of_histogram.unchecked_into::<HistogramObject>().read(), histogram);
        assert_eq!(of_look.unchecked_into::<LookObject>().read(), look);
    }
}
