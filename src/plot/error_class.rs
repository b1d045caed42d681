//! Numbers of test errors, gathered into the few classes that shapes and colours can tell apart.

/// At most six classes of test errors; the first is "none".
///
/// They depend on the number of test inputs only, so that a growing run never changes a colour.
#[derive(Clone, Copy, Debug)]
pub(super) struct ErrorClasses {
    /// The smallest number of errors of each class.
    first: &'static [u32],
    test_size: u32,
}

impl ErrorClasses {
    /// The classes for `test_size` test inputs: single numbers for small test sets, about doubling for large.
    pub(super) fn new(test_size: u32) -> Self {
        let first: &[u32] = match test_size {
            0..=12 => &[0, 1, 2, 3, 4, 5],
            13..=31 => &[0, 1, 2, 4, 6, 9],
            _ => &[0, 1, 3, 6, 12, 24],
        };
        let used = first.iter().filter(|&&errors| errors <= test_size).count();
        Self { first: &first[..used], test_size }
    }

    /// The number of classes, 1 to 6.
    pub(super) fn len(self) -> usize {
        self.first.len()
    }

    /// The class of a function with `errors` test errors.
    pub(super) fn of(self, errors: u32) -> usize {
        self.first.iter().rposition(|&first| first <= errors).unwrap_or(0)
    }

    /// The numbers in class `class`: "3", "3–5", "24+".
    pub(super) fn label(self, class: usize) -> String {
        let first = self.first[class];
        let last = match self.first.get(class + 1) {
            Some(next) => next - 1,
            None if first == self.test_size => first,
            None => return format!("{first}+"),
        };
        if first == last { first.to_string() } else { format!("{first}\u{2013}{last}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(test_size: u32) -> Vec<String> {
        let classes = ErrorClasses::new(test_size);
        (0..classes.len()).map(|class| classes.label(class)).collect()
    }

    #[test]
    fn classes_suit_the_test_set() {
        assert_eq!(labels(0), ["0"]);
        assert_eq!(labels(3), ["0", "1", "2", "3"]);
        assert_eq!(labels(5), ["0", "1", "2", "3", "4", "5"]);
        assert_eq!(labels(8), ["0", "1", "2", "3", "4", "5+"]);
        assert_eq!(labels(24), ["0", "1", "2\u{2013}3", "4\u{2013}5", "6\u{2013}8", "9+"]);
        assert_eq!(labels(96), ["0", "1\u{2013}2", "3\u{2013}5", "6\u{2013}11", "12\u{2013}23", "24+"]);
    }

    #[test]
    fn every_number_of_errors_has_the_class_that_names_it() {
        for test_size in 0..=127 {
            let classes = ErrorClasses::new(test_size);
            for errors in 0..=test_size {
                let class = classes.of(errors);
                assert!(classes.first[class] <= errors);
                assert!(classes.first.get(class + 1).is_none_or(|&next| errors < next));
            }
        }
    }
}
