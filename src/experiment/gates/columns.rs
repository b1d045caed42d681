//! The columns of the table: what they are called, what they mean, how they are sorted.

use super::column::Column;
use super::settings::Gates;
use crate::complexity::Measure;
use crate::network::Distribution;
use crate::numeric::superscript;
use serde::Serialize;

/// A column as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct GateColumn {
    /// The name in the link.
    pub key: &'static str,
    /// The heading.
    pub label: String,
    /// One sentence on its meaning.
    pub help: String,
    /// `ascending` or `descending` if the table is sorted by it, else `none`.
    pub sorted: &'static str,
    /// How much room the table must have before it has this column: 0 for what answers the question, and stands at
    /// any width; then 1 to 3; 4 for what is only said where a row is opened, as everything is.
    pub room: u8,
}

impl Column {
    /// The measure of complexity in this column, if it has one.
    pub(super) fn measure(self, gates: &Gates) -> Option<Measure> {
        match self {
            Self::Formula => Some(Measure::DeMorganFormula),
            Self::FullFormula => Some(Measure::FullFormula),
            Self::Circuit => Some(Measure::Circuit),
            Self::LempelZiv => Some(Measure::LempelZiv),
            Self::Chosen => Some(gates.measure),
            _ => None,
        }
    }

    /// The columns for these settings.
    pub(super) fn shown(gates: &Gates) -> Vec<Self> {
        let single = gates.perceptron.inputs() == 2;
        let fits = |column: &Self| match column {
            Self::Name => single,
            Self::Size | Self::Class | Self::FullFormula => !single,
            Self::Chosen => ![Self::Formula, Self::FullFormula, Self::Circuit, Self::LempelZiv]
                .iter()
                .filter(|other| !single || **other != Self::FullFormula)
                .any(|other| other.measure(gates) == Some(gates.measure)),
            _ => true,
        };
        Self::ALL.into_iter().filter(fits).collect()
    }

    /// As the page shows it.
    pub(super) fn described(self, gates: &Gates) -> GateColumn {
        let (key, label, help) = self.words();
        let law = match gates.distribution {
            Distribution::Uniform => "uniform",
            Distribution::Gaussian => "Gaussian",
        };
        let perceptron = gates.perceptron;
        let (label, help) = match self {
            Self::Gaussian => {
                let parameters = perceptron.inputs() + usize::from(perceptron.has_bias());
                let share = match parameters {
                    2 => "an angle over a full turn",
                    3 => "the area of a polygon on the sphere",
                    _ => "a share of the sphere in as many dimensions",
                };
                let text = format!(
                    "With {parameters} independent Gaussian parameters: {share}, computed to 2\u{d7}10{}.",
                    superscript(-14)
                );
                (label.to_owned(), text)
            }
            Self::Chosen => (gates.measure.label().to_owned(), gates.measure.definition().to_owned()),
            Self::Drawn | Self::Class => (format!("{label}, {law}"), help.to_owned()),
            _ => (label.to_owned(), help.to_owned()),
        };
        let sorted = match (gates.sort == self, gates.descending) {
            (false, _) => "none",
            (true, false) => "ascending",
            (true, true) => "descending",
        };
        GateColumn { key, label, help, sorted, room: self.room(gates) }
    }

    /// How much room the table must have before it has this column, 0 to 4.
    fn room(self, gates: &Gates) -> u8 {
        let single = gates.perceptron.inputs() == 2;
        let drawn_from = match gates.distribution {
            Distribution::Uniform => Self::Cube,
            Distribution::Gaussian => Self::Gaussian,
        };
        // A truth table needs much room, and its order is seen by the names.
        let sorted = self == gates.sort && self != Self::Table;
        if self == drawn_from || sorted || self.measure(gates) == Some(gates.measure) {
            return 0;
        }
        match self {
            Self::Name | Self::Network => 0,
            Self::Table => u8::from(single) * 2,
            Self::Size | Self::Drawn | Self::Deviation => 1,
            Self::Cube | Self::Gaussian => 2,
            Self::Conditions | Self::Class | Self::FullFormula => 4,
            _ => 3,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::settings::Setup;
    use super::*;

    #[test]
    fn every_column_has_its_own_key() {
        for column in Column::ALL {
            assert_eq!(Column::from_key(column.key()), Some(column));
        }
    }

    #[test]
    fn the_name_one_volume_the_network_and_one_complexity_stand_at_any_width() {
        for link in
            ["n=2", "n=3&prior=gaussian&measure=lz", "n=4&measure=entropy", "n=2&measure=formula-full"]
        {
            let gates = Setup::read(link).gates;
            let columns: Vec<GateColumn> =
                Column::shown(&gates).into_iter().map(|column| column.described(&gates)).collect();
            let always: Vec<&str> =
                columns.iter().filter(|column| column.room == 0).map(|column| column.key).collect();
            let volume = if link.contains("gaussian") { "gaussian" } else { "cube" };
            assert_eq!(always[0], columns[0].key, "{link}");
            assert!(always.contains(&volume) && always.contains(&"network"), "{link}: {always:?}");
            let measured = |key: &&str| {
                Column::from_key(key).and_then(|column| column.measure(&gates)) == Some(gates.measure)
            };
            assert_eq!(always.iter().filter(|key| measured(key)).count(), 1, "{link}: {always:?}");
        }
        let sorted = Setup::read("sort=conditions").gates;
        assert_eq!(Column::Conditions.described(&sorted).room, 0, "what sorts the table is seen");
    }

    #[test]
    fn no_measure_is_shown_twice() {
        for measure in Measure::ALL {
            for n in 2..=4 {
                let gates = Setup::read(&format!("n={n}&measure={}", measure.key())).gates;
                let shown = Column::shown(&gates);
                let times = shown.iter().filter(|column| column.measure(&gates) == Some(measure)).count();
                assert_eq!(times, 1, "{n} {}", measure.key());
            }
        }
    }
}
