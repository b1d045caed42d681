//! The list of all measures, as a visitor chooses from it.

use super::exact::{Basis, ExactTables};
use super::{
    average_sensitivity, critical_sample_ratio, entropy, fourier_degree, fourier_l1_norm,
    generalization_complexity, lempel_ziv, maximum_sensitivity,
};
use crate::task::Function;

/// A measure of the complexity of a function. Larger is more complex, but for the number of ones, for which
/// both ends are simple.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// K_LZ: see [`lempel_ziv`].
    LempelZiv,
    /// H: see [`entropy`].
    Entropy,
    /// T: see [`Function::ones`].
    Ones,
    /// See [`average_sensitivity`].
    AverageSensitivity,
    /// See [`maximum_sensitivity`].
    MaximumSensitivity,
    /// See [`generalization_complexity`].
    Generalization,
    /// See [`critical_sample_ratio`].
    CriticalSamples,
    /// See [`fourier_l1_norm`].
    FourierNorm,
    /// See [`fourier_degree`].
    FourierDegree,
    /// See [`ExactTables::formula_leaves`] with [`Basis::DeMorgan`].
    DeMorganFormula,
    /// See [`ExactTables::formula_leaves`] with [`Basis::Full`].
    FullFormula,
    /// See [`ExactTables::circuit_gates`].
    Circuit,
    /// See [`ExactTables::dnf_terms`].
    DnfTerms,
    /// See [`ExactTables::dnf_literals`].
    DnfLiterals,
    /// See [`ExactTables::word_length`] with [`Basis::DeMorgan`].
    Word,
    /// See [`ExactTables::word_length`] with [`Basis::Full`].
    FullWord,
}

/// What is told of a measure.
struct Entry {
    measure: Measure,
    key: &'static str,
    label: &'static str,
    unit: &'static str,
    definition: &'static str,
    source: &'static str,
}

const ENTRIES: [Entry; 16] = [
    Entry {
        measure: Measure::LempelZiv,
        key: "lz",
        label: "Lempel-Ziv K_LZ",
        unit: "bits",
        definition: "log2 of the length of the truth table, times the number of words into which it falls when each word is the shortest that has not occurred before (mean of reading it forwards and backwards); log2 of the length for a constant.",
        source: "Dingle, Camargo, Louis, Nat. Commun. 9:761 (2018)",
    },
    Entry {
        measure: Measure::Entropy,
        key: "entropy",
        label: "Entropy H",
        unit: "bits",
        definition: "\u{2212}p log2 p \u{2212} (1\u{2212}p) log2(1\u{2212}p), where p is the share of the inputs labelled 1.",
        source: "Mingard et al., arXiv 1909.11522 (2019)",
    },
    Entry {
        measure: Measure::Ones,
        key: "ones",
        label: "Number of ones T",
        unit: "inputs",
        definition: "The number of inputs labelled 1.",
        source: "Mingard et al., arXiv 1909.11522 (2019)",
    },
    Entry {
        measure: Measure::AverageSensitivity,
        key: "sensitivity",
        label: "Average sensitivity",
        unit: "input bits",
        definition: "The number of single input bits whose flip changes the label, averaged over all inputs (total influence).",
        source: "Kahn, Kalai, Linial, FOCS (1988)",
    },
    Entry {
        measure: Measure::MaximumSensitivity,
        key: "max-sensitivity",
        label: "Maximum sensitivity",
        unit: "input bits",
        definition: "The number of single input bits whose flip changes the label, at the input where it is largest.",
        source: "Cook, Dwork, Reischuk, SIAM J. Comput. 15, 87 (1986)",
    },
    Entry {
        measure: Measure::Generalization,
        key: "generalization",
        label: "Generalization complexity",
        unit: "",
        definition: "The share of the pairs of inputs one flip apart whose labels differ, plus the same share of the pairs two flips apart.",
        source: "Franco, Anthony, IEEE Trans. Neural Netw. 17, 578 (2006)",
    },
    Entry {
        measure: Measure::CriticalSamples,
        key: "critical",
        label: "Critical sample ratio",
        unit: "",
        definition: "The share of the inputs that have a neighbour, one flip away, with the other label.",
        source: "Arpit et al., ICML (2017); for Boolean functions Valle-Perez, Camargo, Louis, arXiv 1805.08522",
    },
    Entry {
        measure: Measure::FourierNorm,
        key: "fourier-l1",
        label: "L1 Fourier norm",
        unit: "",
        definition: "The sum of the absolute values of the Fourier (Walsh) coefficients of the function with labels \u{2212}1 and +1.",
        source: "O'Donnell, Analysis of Boolean Functions (2014)",
    },
    Entry {
        measure: Measure::FourierDegree,
        key: "fourier-degree",
        label: "Fourier degree",
        unit: "",
        definition: "The degree of the real polynomial that equals the function: the most inputs in any product with a Fourier coefficient other than 0.",
        source: "Nisan, Szegedy, Comput. Complex. 4, 301 (1994)",
    },
    Entry {
        measure: Measure::DeMorganFormula,
        key: "formula",
        label: "De Morgan formula size",
        unit: "leaves",
        definition: "The number of literals in the shortest formula over AND, OR and free NOT, one more than it has ANDs and ORs; exact, by exhaustive search.",
        source: "Cox, Minimal Boolean Formulas, research.swtch.com/boolean (2011); close to the K_Bool of Mingard et al., arXiv 1909.11522 (2019)",
    },
    Entry {
        measure: Measure::FullFormula,
        key: "formula-full",
        label: "Formula size, all gates",
        unit: "leaves",
        definition: "The number of literals in the shortest formula over all binary gates; exact, by exhaustive search.",
        source: "Knuth, The Art of Computer Programming 4A (2011), Section 7.1.2",
    },
    Entry {
        measure: Measure::Circuit,
        key: "circuit",
        label: "Circuit size",
        unit: "gates",
        definition: "The fewest two-input gates of any kind that compute the function, where results may be used again; exact, by exhaustive search.",
        source: "Knuth, The Art of Computer Programming 4A (2011), Section 7.1.2",
    },
    Entry {
        measure: Measure::DnfTerms,
        key: "dnf",
        label: "Minimal DNF, terms",
        unit: "terms",
        definition: "The fewest terms (ANDs of literals) whose OR is the function; exact, by exhaustive search.",
        source: "Quine, Am. Math. Mon. 59, 521 (1952)",
    },
    Entry {
        measure: Measure::DnfLiterals,
        key: "dnf-literals",
        label: "Minimal DNF, literals",
        unit: "literals",
        definition: "The fewest literals, all terms together, of an OR of ANDs of literals that is the function; exact, by exhaustive search.",
        source: "Quine, Am. Math. Mon. 59, 521 (1952)",
    },
    Entry {
        measure: Measure::Word,
        key: "word",
        label: "Shortest word",
        unit: "symbols",
        definition: "The length of the shortest word in Polish notation over the inputs, 0, 1, NOT, AND and OR, where every symbol counts: the shortest description in this language; exact, by exhaustive search.",
        source: "after Kolmogorov, Probl. Inf. Transm. 1, 1 (1965), whose complexity is that of a universal language, and cannot be computed",
    },
    Entry {
        measure: Measure::FullWord,
        key: "word-full",
        label: "Shortest word, with XOR",
        unit: "symbols",
        definition: "The length of the shortest word in Polish notation over the inputs, 0, 1, NOT, AND, OR and XOR, where every symbol counts: the shortest description in this language; exact, by exhaustive search.",
        source: "after Kolmogorov, Probl. Inf. Transm. 1, 1 (1965), whose complexity is that of a universal language, and cannot be computed",
    },
];

impl Measure {
    /// All measures, in the order in which they are offered.
    pub const ALL: [Self; 16] = {
        let mut all = [Self::LempelZiv; 16];
        let mut k = 0;
        while k < all.len() {
            all[k] = ENTRIES[k].measure;
            k += 1;
        }
        all
    };

    /// The short name that stands for the measure in addresses and files.
    pub fn key(self) -> &'static str {
        self.entry().key
    }

    /// The measure of a key.
    pub fn from_key(key: &str) -> Option<Self> {
        ENTRIES.iter().find(|entry| entry.key == key).map(|entry| entry.measure)
    }

    /// The name for people.
    pub fn label(self) -> &'static str {
        self.entry().label
    }

    /// What is counted; empty for a pure number.
    pub fn unit(self) -> &'static str {
        self.entry().unit
    }

    /// The definition in one sentence.
    pub fn definition(self) -> &'static str {
        self.entry().definition
    }

    /// Where it comes from.
    pub fn source(self) -> &'static str {
        self.entry().source
    }

    /// Whether it is the length of a description, and so an approximation to Kolmogorov complexity from above, for which
    /// an upper bound on P is predicted (Dingle, Camargo, Louis 2018). The others measure something else.
    pub fn approximates_kolmogorov(self) -> bool {
        use Measure::{Circuit, DeMorganFormula, FullFormula, FullWord, LempelZiv, Word};
        matches!(self, LempelZiv | DeMorganFormula | FullFormula | Circuit | Word | FullWord)
    }

    /// Whether the value is looked up in [`ExactTables`], which exist for up to four inputs.
    pub fn needs_tables(self) -> bool {
        self >= Self::DeMorganFormula
    }

    /// Whether the measure has a meaning only if the inputs are all 2^n Boolean vectors in their order. The
    /// others look at the labels alone and take any list of inputs.
    pub fn needs_cube(self) -> bool {
        !matches!(self, Self::LempelZiv | Self::Entropy | Self::Ones)
    }

    /// Whether functions of all 2^n Boolean inputs have a value.
    pub fn applies_to(self, inputs: usize) -> bool {
        if self.needs_tables() { (1..=4).contains(&inputs) } else { (1..=7).contains(&inputs) }
    }

    /// The value for a function.
    ///
    /// `None` if the measure needs the cube and there are not 2^n labels, or if it needs tables and those
    /// given are missing or for another number of inputs.
    pub fn value(self, function: Function, tables: Option<&ExactTables>) -> Option<f64> {
        match self {
            Self::LempelZiv => Some(lempel_ziv(function)),
            Self::Entropy => Some(entropy(function)),
            Self::Ones => Some(f64::from(function.ones())),
            Self::AverageSensitivity => average_sensitivity(function),
            Self::MaximumSensitivity => maximum_sensitivity(function).map(f64::from),
            Self::Generalization => generalization_complexity(function),
            Self::CriticalSamples => critical_sample_ratio(function),
            Self::FourierNorm => fourier_l1_norm(function),
            Self::FourierDegree => fourier_degree(function).map(f64::from),
            Self::DeMorganFormula => tables?.formula_leaves(function, Basis::DeMorgan).map(f64::from),
            Self::FullFormula => tables?.formula_leaves(function, Basis::Full).map(f64::from),
            Self::Circuit => tables?.circuit_gates(function).map(f64::from),
            Self::DnfTerms => tables?.dnf_terms(function).map(f64::from),
            Self::DnfLiterals => tables?.dnf_literals(function).map(f64::from),
            Self::Word => tables?.word_length(function, Basis::DeMorgan).map(f64::from),
            Self::FullWord => tables?.word_length(function, Basis::Full).map(f64::from),
        }
    }

    fn entry(self) -> &'static Entry {
        &ENTRIES[self as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_measure_has_its_own_entry_and_key() {
        for (k, measure) in Measure::ALL.into_iter().enumerate() {
            assert_eq!(measure as usize, k);
            assert_eq!(Measure::from_key(measure.key()), Some(measure));
            assert!(!measure.label().is_empty() && !measure.source().is_empty());
            assert!(measure.definition().ends_with('.'));
        }
        assert_eq!(Measure::from_key("beauty"), None);
    }

    #[test]
    fn values_exist_where_the_measure_applies_and_nowhere_else() {
        for inputs in 1..=7 {
            let function = Function::new(0b10, 1 << inputs);
            let tables = ExactTables::new(inputs);
            for measure in Measure::ALL {
                let value = measure.value(function, tables.as_ref());
                assert_eq!(value.is_some(), measure.applies_to(inputs), "{measure:?} of {inputs} inputs");
            }
        }
        let other = Function::new(0b10, 100);
        for measure in Measure::ALL {
            assert_eq!(measure.value(other, None).is_some(), !measure.needs_cube(), "{measure:?}");
        }
    }

    #[test]
    fn tables_of_another_size_give_no_value() {
        let tables = ExactTables::new(2);
        let function = Function::new(0b10, 8);
        for measure in Measure::ALL.into_iter().filter(|measure| measure.needs_tables()) {
            assert_eq!(measure.value(function, tables.as_ref()), None);
            assert_eq!(measure.value(function, None), None);
        }
    }
}
