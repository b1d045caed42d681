//! Truth tables, targets and training sets.

use crate::generate::Damage;
use dice_and_descent::Function;
use dice_and_descent::task::{Target, TrainingSet};

pub(crate) fn case(damage: &mut Damage) {
    let n = 1 + damage.below(7);
    let length = 1 << n;
    let function = Function::new(u128::from(damage.next()) << 64 | u128::from(damage.next()), length);
    let bases = [
        function.to_string(),
        function.to_compact_string(),
        "majority".to_owned(),
        "f3".to_owned(),
        "random".to_owned(),
    ];
    let words = ["0x", "0", "1", "f", "_", " "].map(str::to_owned);
    let others: Vec<Vec<u8>> = bases.iter().map(|base| base.clone().into_bytes()).collect();
    let base = damage.one_of(&others).clone();
    let text = String::from_utf8_lossy(&damage.text(&base, &words, &others)).into_owned();
    if let Ok(function) = Function::parse(&text, length) {
        assert_eq!(function.len(), length);
        assert_eq!(Function::parse(&function.to_string(), length), Ok(function), "{text:?}");
        assert_eq!(Function::parse(&function.to_compact_string(), length), Ok(function), "{text:?}");
    }
    if let Ok(target) = Target::parse(&text, n) {
        assert_eq!(target.function(n, damage.next() as u32).len(), length);
    }
    if let Ok(set) = TrainingSet::parse(&text, n) {
        let size = 1 + damage.below(length - 1);
        let points = set.points(n, size, damage.next() as u32);
        assert_eq!(points.len(), length);
        assert!(points.ones() > 0 && (points.ones() as usize) < length, "{text:?}: {points}");
    }
}
