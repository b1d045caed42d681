//! What a method tells beside its functions, chunk by chunk: numbers for its diagnostics.

/// How the same report of two chunks becomes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Merge {
    /// Entry by entry added up; what one lacks is 0.
    Sum = 0,
    /// Entry by entry the larger.
    Most = 1,
    /// One after the other, as long as there is room for [`MOST_REPORTED`].
    Append = 2,
}

/// At most so many numbers are kept of a report: of longer ones the first.
pub const MOST_REPORTED: usize = 4_096;

/// At most so many reports are kept of a method.
pub(super) const MOST_REPORTS: usize = 16;

/// Some finite numbers of a method, such as survivors by level or the test errors along a chain. Reports of a method stand in the same order in
/// every chunk; what they mean only the method knows, and tells by its diagnostics.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// How chunks are merged.
    pub merge: Merge,
    /// The numbers.
    pub values: Vec<f64>,
}

impl Merge {
    pub(crate) fn numbered(number: u32) -> Option<Self> {
        [Self::Sum, Self::Most, Self::Append].into_iter().find(|&merge| merge as u32 == number)
    }
}

impl Report {
    pub(super) fn merge(&mut self, other: &Self) {
        let both = self.values.len().min(other.values.len());
        match self.merge {
            Merge::Append => {
                let room = MOST_REPORTED - self.values.len().min(MOST_REPORTED);
                self.values.extend(other.values.iter().take(room));
                return;
            }
            Merge::Sum => self.values.iter_mut().zip(&other.values).for_each(|(own, more)| *own += more),
            Merge::Most => {
                self.values.iter_mut().zip(&other.values).for_each(|(own, more)| *own = own.max(*more));
            }
        }
        self.values.extend_from_slice(&other.values[both..]);
    }

    /// Whether a run can hold it.
    pub(super) fn is_possible(&self) -> bool {
        self.values.len() <= MOST_REPORTED && self.values.iter().all(|value| value.is_finite())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_of_chunks_become_one() {
        let merged = |merge: Merge, parts: &[&[f64]]| {
            let mut whole = Report { merge, values: parts[0].to_vec() };
            for values in &parts[1..] {
                whole.merge(&Report { merge, values: values.to_vec() });
            }
            whole.values
        };
        let parts: [&[f64]; 3] = [&[1.0, 5.0], &[2.0], &[-1.0, 1.0, 7.0]];
        assert_eq!(merged(Merge::Sum, &parts), [2.0, 6.0, 7.0]);
        assert_eq!(merged(Merge::Most, &parts), [2.0, 5.0, 7.0]);
        assert_eq!(merged(Merge::Append, &parts), [1.0, 5.0, 2.0, -1.0, 1.0, 7.0]);
        let long = vec![1.0; MOST_REPORTED - 1];
        assert_eq!(merged(Merge::Append, &[&long, &[2.0, 3.0]]).len(), MOST_REPORTED);
    }
}
