//! Axes: where values stand and which of them are named.

use crate::numeric::decimal::with_places;
use crate::numeric::{count, held, superscript};

/// Whole decades, 10^low to 10^high, that cover the values of a growing run without jumping about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decades {
    pub(super) low: i32,
    pub(super) high: i32,
}

/// How far, in decades, an axis goes on beyond its lowest and highest named decade: a value a little outside
/// does not cost a whole empty decade, and no mark stands on the frame.
const BELOW: f64 = 0.22;
const ABOVE: f64 = 0.12;

impl Decades {
    /// The decades for these shares, of which those that are 0 or no number are left out; at least two decades.
    pub(super) fn covering(shares: impl IntoIterator<Item = f64>) -> Self {
        let (mut least, mut most) = (f64::INFINITY, 0.0_f64);
        for share in shares.into_iter().filter(|&share| drawable(share)) {
            least = least.min(share);
            most = most.max(share);
        }
        if most == 0.0 {
            return Self { low: -3, high: 0 };
        }
        Self::of_exponents(libm::log10(least), libm::log10(most))
    }

    /// The decades for ranks from 1 to `last`.
    pub(super) fn of_ranks(last: u64) -> Self {
        let high = libm::ceil(libm::log10(last.max(1) as f64) - 0.75 * ABOVE) as i32;
        Self { low: 0, high: high.max(1) }
    }

    /// The decades from 10^`least` to 10^`most`, at least two.
    pub(super) fn of_exponents(least: f64, most: f64) -> Self {
        if !(least.is_finite() && most.is_finite()) {
            return Self { low: -3, high: 0 };
        }
        let high = libm::ceil(most - 0.75 * ABOVE).min(0.0) as i32;
        let low = libm::floor(least + 0.75 * BELOW).max(-1e9) as i32;
        Self { low: low.min(high - 2), high }
    }

    /// Decade names as plain decimals while they are short, as powers of ten otherwise.
    pub(super) fn label(self, decade: i32) -> String {
        match decade {
            0 => "1".to_owned(),
            1 => "10".to_owned(),
            -4..0 if self.low >= -4 => with_places(power_of_ten(decade), -decade as usize),
            2..=4 if self.high <= 4 => count(power_of_ten(decade) as u64),
            _ => format!("10{}", superscript(decade)),
        }
    }
}

/// 10^exponent.
pub(super) fn power_of_ten(exponent: i32) -> f64 {
    libm::pow(10.0, f64::from(exponent))
}

/// Whether a share has a place on a logarithmic axis.
pub(super) fn drawable(share: f64) -> bool {
    share > 0.0 && share <= 1.0
}

/// A logarithmic axis between two places in css pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct LogAxis {
    pub(super) decades: Decades,
    /// The place of the low end, a little below the lowest decade.
    pub(super) from: f64,
    /// The place of the high end.
    pub(super) to: f64,
}

impl LogAxis {
    /// Where `share` stands, held within the axis; 0, and what is no number, stands at its low end.
    pub(super) fn place(&self, share: f64) -> f64 {
        let (from, to) = (self.from.min(self.to), self.from.max(self.to));
        if share.is_nan() || share <= 0.0 {
            return self.from;
        }
        held(self.reach(libm::log10(share)), from, to)
    }

    /// Where 10^`exponent` stands, beyond the ends of the axis too: for lines that are cut where they leave the
    /// chart.
    pub(super) fn reach(&self, exponent: f64) -> f64 {
        let bottom = f64::from(self.decades.low) - BELOW;
        let top = f64::from(self.decades.high) + ABOVE;
        self.from + (exponent - bottom) / (top - bottom) * (self.to - self.from)
    }

    /// The decades to name, with their places, at least `room` css pixels apart.
    pub(super) fn ticks(&self, room: f64) -> Vec<(f64, String)> {
        let Decades { low, high } = self.decades;
        let at = |decade: i32| self.reach(f64::from(decade));
        let apart = (at(low + 1) - at(low)).abs().max(1e-3);
        let step = libm::ceil(room / apart).max(1.0) as usize;
        let step = if step > 5 { step.next_multiple_of(5) } else { step };
        (low..=high).rev().step_by(step).map(|decade| (at(decade), self.decades.label(decade))).collect()
    }

    /// Every decade's place, for grid lines.
    pub(super) fn grid(&self) -> impl Iterator<Item = f64> + use<'_> {
        (self.decades.low..=self.decades.high).map(|decade| self.place(power_of_ten(decade)))
    }
}

/// An even axis from 0 between two places in css pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct EvenAxis {
    pub(super) scale: RoundScale,
    /// How far, in values, the axis goes on beyond 0 and beyond the top: room for what stands there.
    pub(super) beyond: f64,
    pub(super) from: f64,
    pub(super) to: f64,
}

impl EvenAxis {
    /// Where `value` stands, held within the axis; what is no number stands at its low end.
    pub(super) fn place(&self, value: f64) -> f64 {
        if value.is_nan() {
            return self.from;
        }
        held(self.reach(value), self.from.min(self.to), self.from.max(self.to))
    }

    /// Where `value` stands, beyond the ends of the axis too.
    pub(super) fn reach(&self, value: f64) -> f64 {
        let along = (value + self.beyond) / (self.scale.top + 2.0 * self.beyond);
        self.from + along * (self.to - self.from)
    }

    /// The named values with their places.
    pub(super) fn ticks(&self) -> Vec<(f64, String)> {
        self.scale.ticks().map(|(value, name)| (self.place(value), name)).collect()
    }
}

/// A scale from 0 in round steps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct RoundScale {
    /// The upper end, a multiple of the step.
    pub(super) top: f64,
    /// The distance of named values: 1, 2 or 5 times a power of ten.
    pub(super) step: f64,
    /// Decimals that the step needs.
    decimals: usize,
}

impl RoundScale {
    /// The scale that holds `most` in at most `steps` steps.
    pub(super) fn covering(most: f64, steps: u32) -> Self {
        let most = if most > 0.0 && most.is_finite() { most } else { 1.0 };
        let rough = most / f64::from(steps.max(1));
        let mut exponent = libm::floor(libm::log10(rough)) as i32;
        let power = power_of_ten(exponent);
        let factor = [1.0, 2.0, 5.0, 10.0]
            .into_iter()
            .find(|factor| factor * power >= rough * (1.0 - 1e-9))
            .unwrap_or(10.0);
        if factor == 10.0 {
            exponent += 1;
        }
        let step = factor * power;
        let top = step * libm::ceil(most / step * (1.0 - 1e-9));
        Self { top, step, decimals: (-exponent).max(0) as usize }
    }

    /// Named values from 0 to the top.
    pub(super) fn ticks(self) -> impl Iterator<Item = (f64, String)> {
        let count = libm::round(self.top / self.step) as u32;
        (0..=count).map(move |k| {
            let value = f64::from(k) * self.step;
            let text = if k == 0 { "0".to_owned() } else { with_places(value, self.decimals) };
            (value, text)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decades_cover_and_stay() {
        assert_eq!(Decades::covering([]), Decades { low: -3, high: 0 });
        assert_eq!(Decades::covering([0.0, f64::NAN]), Decades { low: -3, high: 0 });
        assert_eq!(Decades::covering([0.3]), Decades { low: -2, high: 0 });
        assert_eq!(Decades::covering([1.0 / 10_004.0, 0.12]), Decades { low: -4, high: -1 });
        assert_eq!(Decades::covering([1.0 / 20_000.0, 0.2]), Decades { low: -5, high: 0 });
        assert_eq!(Decades::covering([1e-12, 1.0]), Decades { low: -12, high: 0 });
        let growing: Vec<_> = (2_000..10_000).map(|n| Decades::covering([1.0 / f64::from(n), 0.5])).collect();
        let changes = growing.windows(2).filter(|pair| pair[0] != pair[1]).count();
        assert!(changes <= 1, "{changes} changes while the run grows fivefold");
    }

    #[test]
    fn values_stand_inside_and_in_order() {
        let decades = Decades::covering([3e-5, 0.4]);
        let axis = LogAxis { decades, from: 300.0, to: 20.0 };
        let places: Vec<_> = [0.0, 1e-9, 3e-5, 1e-4, 0.4, 1.0].map(|share| axis.place(share)).into();
        assert_eq!((places[0], places[1]), (300.0, 300.0), "below the axis: at its end");
        assert_eq!(axis.place(f64::NAN), 300.0);
        assert!(places.windows(2).all(|pair| pair[0] >= pair[1]), "{places:?}");
        assert!(places[2] < 299.0 && places[5] > 21.0, "values have room to the frame: {places:?}");
    }

    #[test]
    fn decades_have_short_names() {
        let near = Decades { low: -4, high: 0 };
        assert_eq!([0, -1, -4].map(|d| near.label(d)), ["1", "0.1", "0.0001"]);
        let far = Decades { low: -12, high: 0 };
        assert_eq!(
            [0, -1, -3, -12].map(|d| far.label(d)),
            ["1", "10\u{207b}\u{b9}", "10\u{207b}\u{b3}", "10\u{207b}\u{b9}\u{b2}"]
        );
    }

    #[test]
    fn names_keep_their_distance() {
        let axis = LogAxis { decades: Decades { low: -12, high: 0 }, from: 0.0, to: 250.0 };
        let ticks = axis.ticks(34.0);
        assert!(ticks.windows(2).all(|pair| (pair[0].0 - pair[1].0).abs() >= 34.0), "{ticks:?}");
        assert_eq!(ticks[0].1, "1");
    }

    #[test]
    fn ranks_begin_at_one() {
        assert_eq!(Decades::of_ranks(0), Decades { low: 0, high: 1 });
        assert_eq!(Decades::of_ranks(10), Decades { low: 0, high: 1 });
        assert_eq!(Decades::of_ranks(1_882), Decades { low: 0, high: 4 });
        let near = Decades::of_ranks(9_000);
        assert_eq!([0, 1, 4].map(|d| near.label(d)), ["1", "10", "10,000"]);
        let far = Decades::of_ranks(2_000_000);
        assert_eq!([1, 2, 7].map(|d| far.label(d)), ["10", "10\u{b2}", "10\u{2077}"]);
    }

    #[test]
    fn an_even_axis_has_room_at_both_ends() {
        let scale = RoundScale::covering(140.0, 8);
        let axis = EvenAxis { scale, beyond: 5.0, from: 40.0, to: 400.0 };
        assert!(axis.place(0.0) > 40.0 && axis.place(scale.top) < 400.0);
        assert_eq!((axis.place(-99.0), axis.place(1e9), axis.place(f64::NAN)), (40.0, 400.0, 40.0));
        assert!(axis.reach(1e9) > 400.0);
        let ticks = axis.ticks();
        assert_eq!((ticks[0].1.as_str(), ticks.len()), ("0", 8));
    }

    #[test]
    fn round_scales() {
        let scale = RoundScale::covering(0.37, 5);
        assert_eq!((scale.top, scale.step), (0.4, 0.1));
        let names: Vec<_> = scale.ticks().map(|(_, name)| name).collect();
        assert_eq!(names, ["0", "0.1", "0.2", "0.3", "0.4"]);
        assert_eq!(RoundScale::covering(1.0, 5).top, 1.0);
        assert_eq!(RoundScale::covering(0.0, 5).top, 1.0);
        assert_eq!(RoundScale::covering(127.0, 6).step, 50.0);
        assert_eq!(RoundScale::covering(0.013, 5).ticks().nth(1).unwrap().1, "0.005");
    }
}
