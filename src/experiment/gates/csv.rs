//! The whole table as a file: one line for each function, volumes beside complexities and counts.

use super::catalogue::Catalogue;
use super::chance::Count;
use super::rows::fraction_text;
use super::settings::Gates;
use crate::complexity::Measure;
use crate::complexity::exact::Basis;
use crate::export::{always_text, function_cell, text as text_cell};
use crate::gates::gate_name;
use crate::numeric::clopper_pearson;
use crate::task::Function;
use std::fmt::Write;

/// The names of the columns.
pub(super) fn header() -> String {
    let mut text = "function,name,class,class_size,threshold,needed_conditions,cube_fraction,cube,\
        gaussian,gaussian_error,gaussian_closed_form,perceptron_count,perceptron_draws,perceptron_share,\
        perceptron_low,perceptron_high,perceptron_z,network_count,network_draws,network_share,network_low,\
        network_high"
        .to_owned();
    for measure in Measure::ALL {
        text.push(',');
        text.push_str(&measure.key().replace('-', "_"));
    }
    text.push_str(",formula_text,circuit_text,dnf_text\n");
    text
}

/// The line of one function.
pub(super) fn line(gates: &Gates, catalogue: &Catalogue, function: Function, counts: [Count; 2]) -> String {
    let class = catalogue.class_of(function);
    let members = &catalogue.classes()[class].members;
    let volume = catalogue.volume(class);
    let cube = catalogue.cube(class);
    let gaussian = catalogue.gaussian(class);
    let needed =
        volume.and_then(|volume| volume.needed_conditions).map_or_else(String::new, |n| n.to_string());
    let mut text = String::new();
    let mut put = |value: &str| {
        if !text.is_empty() {
            text.push(',');
        }
        text.push_str(value);
    };
    put(&function_cell(function));
    put(&text_cell(gate_name(function).unwrap_or_default()));
    put(&function_cell(members[0]));
    put(&members.len().to_string());
    put(if volume.is_some() { "1" } else { "0" });
    put(&needed);
    put(&always_text(&fraction_text(cube.as_ref())));
    put(&cube.as_ref().map_or_else(String::new, |fraction| fraction.to_f64().to_string()));
    put(&gaussian.value.to_string());
    put(&gaussian.error.to_string());
    put(&always_text(volume.and_then(|volume| volume.closed_form.as_deref()).unwrap_or_default()));
    for (place, count) in counts.into_iter().enumerate() {
        put(&count.count.to_string());
        put(&count.total.to_string());
        let interval = clopper_pearson(count.count, count.total);
        for value in [interval.map(|i| i.value), interval.map(|i| i.low), interval.map(|i| i.high)] {
            put(&value.map_or_else(String::new, |value| value.to_string()));
        }
        if place == 0 {
            let exact = catalogue.exact(class, gates.distribution);
            let z = exact.and_then(|exact| count.deviation(exact));
            put(&z.map_or_else(String::new, |z| z.to_string()));
        }
    }
    for measure in Measure::ALL {
        put(&catalogue.complexity(function, measure).to_string());
    }
    let tables = &catalogue.tables;
    for formula in [
        tables.formula(function, Basis::DeMorgan).map(|formula| formula.to_string()),
        tables.circuit(function).map(|circuit| circuit.to_string()),
        tables.dnf_of_fewest_terms(function).map(|dnf| dnf.to_string()),
    ] {
        put(&always_text(&formula.unwrap_or_default()));
    }
    let _ = writeln!(text);
    text
}

#[cfg(test)]
mod tests {
    use super::super::settings::Setup;
    use super::*;

    #[test]
    fn every_line_has_a_field_for_every_name() {
        let gates = Setup::read("").gates;
        let catalogue = Catalogue::new(&gates);
        let names = header();
        let names: Vec<&str> = names.trim_end().split(',').collect();
        let different: std::collections::BTreeSet<&str> = names.iter().copied().collect();
        assert_eq!(different.len(), names.len(), "readers of tables know columns by their names");
        let function = Function::parse("0001", 4).unwrap();
        let counts = [Count { count: 3, total: 100 }, Count { count: 0, total: 0 }];
        let line = line(&gates, &catalogue, function, counts);
        let fields: Vec<&str> = line.trim_end().split(',').collect();
        assert_eq!(fields.len(), names.len());
        let field = |name: &str| fields[names.iter().position(|other| *other == name).unwrap()];
        assert_eq!((field("function"), field("name"), field("cube_fraction")), ("'0001", "AND", "'1/48"));
        assert_eq!(
            (field("perceptron_count"), field("network_draws"), field("network_share")),
            ("3", "0", "")
        );
        assert_eq!(field("ones"), "1");
        assert_eq!((field("formula"), field("formula_text")), ("2", "x1 & x2"));
    }
}
