//! What rejection may still be expected to keep, told early: from the draws so far and the rate they go at.

use super::words::duration;
use crate::numeric::{clopper_pearson, count, decimal};

/// Where even the lucky end of the interval takes longer than this (in seconds), how rare fits are is said too.
const LONG: f64 = 1_800.0;

/// When a method that has kept `kept` of `tried` draws will have kept `wanted`, or made `most` draws, at `per_second` draws a
/// second. Empty before the first draw.
pub(crate) fn outlook([kept, tried]: [u64; 2], [wanted, most]: [u64; 2], per_second: f64) -> String {
    let Some(fit) = clopper_pearson(kept, tried).filter(|_| per_second > 0.0) else { return String::new() };
    let missing = wanted.saturating_sub(kept) as f64;
    let seconds = |share: f64| missing / share / per_second;
    let limit = most.saturating_sub(tried) as f64;
    // What the draws that are left can be expected to add, at most.
    let lucky = limit * fit.high;
    if lucky < missing || seconds(fit.high) > LONG {
        return rare([kept, tried], wanted, [fit.value, fit.low, fit.high], limit, per_second);
    }
    if kept == 0 {
        return String::new();
    }
    let (soon, late) = (seconds(fit.high), seconds(fit.low).min(limit / per_second));
    let expected = seconds(fit.value).min(limit / per_second);
    if late < 1.2 * soon || late < 2.0 {
        return format!("{} left", duration(expected));
    }
    format!("{} left (95%: {} to {})", duration(expected), duration(soon), duration(late))
}

/// Fits are so rare that the budget is out of reach, or nearly.
fn rare(
    [kept, tried]: [u64; 2],
    wanted: u64,
    [value, low, high]: [f64; 3],
    limit: f64,
    per_second: f64,
) -> String {
    let one_in = |share: f64| about(1.0 / share);
    let missing = wanted.saturating_sub(kept) as f64;
    let wanted = format!("{} kept", count(wanted));
    let time = |share: f64| duration(missing / share / per_second);
    let first = if kept == 0 {
        format!(
            "none of {} draws fits yet, so fewer than 1 in {} (97.5%): {wanted} would take more than {}",
            count(tried),
            one_in(high),
            time(high)
        )
    } else {
        format!(
            "about 1 in {} fits (95%: 1 in {} to {}): {wanted} would take {} (95%: {} to {})",
            one_in(value),
            one_in(high),
            one_in(low),
            time(value),
            time(high),
            time(low)
        )
    };
    // While nothing was kept the luckiest share is all that is known.
    if limit * if kept == 0 { high } else { value } >= missing {
        return first;
    }
    let all = kept as f64 + limit * if kept == 0 { high } else { value };
    let all = if kept == 0 {
        format!("fewer than {}", about(all.max(1.0)))
    } else {
        format!("about {}", about(all))
    };
    format!(
        "{first}; the limit of draws comes first, {} from now, with {all} kept",
        duration(limit / per_second)
    )
}

/// A large number to two digits: 7.1 million, 4,200.
fn about(number: f64) -> String {
    match number {
        n if n >= 1e12 => decimal(n, 2),
        n if n >= 1e9 => format!("{} billion", decimal(n / 1e9, 2)),
        n if n >= 1e6 => format!("{} million", decimal(n / 1e6, 2)),
        n if n >= 100.0 => {
            let place = libm::pow(10.0, libm::floor(libm::log10(n)) - 1.0);
            count((libm::round(n / place) * place) as u64)
        }
        n => decimal(n, 2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STOP: [u64; 2] = [5_000, 1_000_000_000_000];

    #[test]
    fn what_is_out_of_reach_is_said_at_once() {
        // 12 of 84 million at 420,000 a second: 4,988 more at 7 million each are 23 hours.
        let text = outlook([12, 84_000_000], STOP, 420_000.0);
        assert_eq!(
            text,
            "about 1 in 7.0 million fits (95%: 1 in 4.0 million to 14 million): 5,000 kept would take about 23 h (95%: about 13 h to about 45 h)"
        );
        let text = outlook([0, 4_000_000], STOP, 420_000.0);
        // 1 in 4e6 / 3.69.
        assert!(text.starts_with("none of 4,000,000 draws fits yet, so fewer than 1 in 1.1 million (97.5%): 5,000 kept would take more than about 3.6 h"), "{text}");
        let limited = [5_000, 1_000_000_000];
        let text = outlook([12, 84_000_000], limited, 420_000.0);
        assert!(
            text.ends_with("the limit of draws comes first, about 36 min from now, with about 140 kept"),
            "{text}"
        );
    }

    #[test]
    fn what_is_in_reach_has_its_time_with_an_interval_while_that_is_wide() {
        let text = outlook([4_000, 400_000], STOP, 1_000.0);
        assert_eq!(text, "about 100 s left");
        let text = outlook([20, 2_000], STOP, 1_000.0);
        assert_eq!(text, "about 8 min left (95%: about 5 min to about 14 min)");
        assert_eq!((outlook([0, 0], STOP, 1.0), outlook([5, 9], STOP, 0.0)), (String::new(), String::new()));
        // Nothing kept yet, but it may still be quick.
        assert_eq!(outlook([0, 1_000], STOP, 1_000_000.0), "");
    }
}
