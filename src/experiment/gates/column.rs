//! The columns that the table can have, and what they are called.

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The name of a gate of two inputs.
    Name,
    /// The truth table.
    Table,
    /// How many functions the class has.
    Size,
    /// The half-spaces, and how many of them are not redundant.
    Conditions,
    /// The probability of one function in the cube.
    Cube,
    /// The probability of one function with Gaussian parameters.
    Gaussian,
    /// The probability of the whole class under the prior that is drawn from.
    Class,
    /// How often the perceptron was drawn.
    Drawn,
    /// How far that is from the exact probability.
    Deviation,
    /// How often the network with hidden units was drawn.
    Network,
    /// The minimal De Morgan formula.
    Formula,
    /// The minimal formula with XOR.
    FullFormula,
    /// The minimal circuit.
    Circuit,
    /// K_LZ.
    LempelZiv,
    /// The measure that the visitor has chosen.
    Chosen,
}

impl Column {
    /// All columns, in the order of the page.
    pub const ALL: [Self; 15] = [
        Self::Name,
        Self::Table,
        Self::Size,
        Self::Conditions,
        Self::Cube,
        Self::Gaussian,
        Self::Class,
        Self::Drawn,
        Self::Deviation,
        Self::Network,
        Self::Formula,
        Self::FullFormula,
        Self::Circuit,
        Self::LempelZiv,
        Self::Chosen,
    ];

    /// The name in the link.
    pub fn key(self) -> &'static str {
        self.words().0
    }

    /// The heading.
    pub fn label(self) -> &'static str {
        self.words().1
    }

    /// The column of a key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.key() == key)
    }

    /// Whether large values are the interesting ones, which stand first at the first click.
    pub fn falls(self) -> bool {
        matches!(self, Self::Size | Self::Cube | Self::Gaussian | Self::Class | Self::Drawn | Self::Network)
    }

    /// Key, heading, and one sentence on what it is.
    pub(super) fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Name => ("name", "Gate", "Its name; a and b are the two inputs."),
            Self::Table => {
                ("table", "Truth table", "The labels of all inputs, from 0\u{2026}0 to 1\u{2026}1.")
            }
            Self::Size => ("size", "Functions", "How many functions are the same up to symmetry."),
            Self::Conditions => (
                "conditions",
                "Half-spaces",
                "The conditions on the parameters; those in brackets follow from the others.",
            ),
            Self::Cube => (
                "cube",
                "P in the cube",
                "A fraction, with all parameters uniform in a cube (the bias as much wider as its scale says).",
            ),
            Self::Gaussian => {
                ("gaussian", "P, Gaussian", "With independent Gaussian parameters: the share of a sphere.")
            }
            Self::Class => ("class", "P of the class", "Of all functions of the class together."),
            Self::Drawn => (
                "drawn",
                "Drawn",
                "How often random perceptrons computed it, with the 95% interval; if never, its upper end (97.5%).",
            ),
            Self::Deviation => (
                "z",
                "z",
                "Drawn less computed, in standard errors; beyond \u{b1}3 only once in some 370 by chance.",
            ),
            Self::Network => (
                "network",
                "Network",
                "How often random networks computed it, with the 95% interval; if never, its upper end (97.5%).",
            ),
            Self::Formula => (
                "formula",
                "Formula",
                "The shortest formula of AND (&), OR (|) and NOT (!), by its leaves: the inputs that stand in it.",
            ),
            Self::FullFormula => {
                ("formula-full", "With XOR", "The shortest formula that may use XOR (^) too, by its leaves.")
            }
            Self::Circuit => ("circuit", "Circuit", "The smallest circuit of gates of two inputs."),
            Self::LempelZiv => (
                "lz",
                "Lempel-Ziv K_LZ",
                "Lempel-Ziv complexity of the truth table, in bits: small where labels repeat.",
            ),
            Self::Chosen => ("chosen", "Chosen complexity", "The measure chosen in the settings."),
        }
    }
}
