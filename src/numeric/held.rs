//! A number kept between two ends.

/// `value`, or the end beyond which it lies; what is no number stays none. Unlike `f64::clamp` it has no sentence for
/// ends that are the wrong way round, which would bring a second way of writing numbers into the module that is loaded.
pub(crate) fn held(value: f64, low: f64, high: f64) -> f64 {
    if value < low {
        low
    } else if value > high {
        high
    } else {
        value
    }
}
