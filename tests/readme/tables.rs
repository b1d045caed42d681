//! The tables of settings, and of the parts of a page, in the documents: they are written from the code.

use std::fs::read_to_string;
use std::{iter, slice};

use dice_and_descent::experiment::compare::Table as CompareTable;
use dice_and_descent::experiment::gates::settings_table;
use dice_and_descent::experiment::landscape::LandscapeTable;
use dice_and_descent::experiment::map::MapTable;
use dice_and_descent::experiment::parts;
use dice_and_descent::random::{Domain, Stream};
use dice_and_descent::settings::{Experiment, Group, Kind, PartKind};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::{assert_written, documents, root};

/// Rows of cells, the head first.
type Table = Vec<Vec<String>>;

/// The settings of an experiment.
pub(crate) fn groups(experiment: Experiment) -> Vec<Group> {
    match experiment {
        Experiment::Compare => CompareTable::new().groups,
        Experiment::Landscape => LandscapeTable::new().groups,
        Experiment::Gates => settings_table(),
        Experiment::Map => MapTable::new().groups,
    }
}

fn allowed(kind: &Kind) -> String {
    match kind {
        Kind::Choice { options } => {
            options.iter().map(|option| format!("`{}`", option.value)).collect::<Vec<_>>().join(", ")
        }
        Kind::Integer { .. } | Kind::Real { .. } => kind.allowed().unwrap_or_default(),
        Kind::Text { hint } => (*hint).to_owned(),
        Kind::Methods { options } => format!("two to six of `{}`, separated by commas", options.join("`, `")),
        Kind::Parts { .. } => "keys, separated by commas".to_owned(),
    }
}

/// A head, then a row for every setting.
fn documented(groups: &[Group]) -> Table {
    let head = ["key", "meaning", "allowed", "default"].map(str::to_owned).to_vec();
    let rows = groups.iter().flat_map(|group| &group.settings).map(|setting| {
        let default = match setting.default {
            "" => String::new(),
            default => format!("`{default}`"),
        };
        vec![format!("`{}`", setting.key), setting.help.to_owned(), allowed(&setting.kind), default]
    });
    iter::once(head).chain(rows).collect()
}

/// For every experiment the parts that can be hidden.
fn parts_table() -> Table {
    let rows = Experiment::ALL.into_iter().filter_map(|experiment| {
        let key = experiment.key();
        let own: Vec<String> = parts(&format!("experiment={key}"))
            .iter()
            .filter(|part| part.kind != PartKind::Setting)
            .map(|part| format!("`{}`", part.key))
            .collect();
        (!own.is_empty()).then(|| vec![format!("`{key}`"), own.join(", ")])
    });
    iter::once(["experiment", "parts"].map(str::to_owned).to_vec()).chain(rows).collect()
}

/// A table as it stands in a Markdown file.
fn written(table: &Table) -> String {
    let line = |cells: &Vec<String>| {
        let cells = cells.iter().map(|cell| cell.replace('|', "\\|"));
        format!("| {} |\n", cells.collect::<Vec<_>>().join(" | ")).replace("|  |", "| |")
    };
    let mut lines: Vec<String> = table.iter().map(line).collect();
    lines.insert(1, format!("|{}\n", "---|".repeat(table[0].len())));
    lines.concat()
}

/// A text with `table` in place of the first table below a heading.
fn with_table(text: &str, heading: &str, table: &Table) -> String {
    let below = text.find(&format!("\n## {heading}\n")).unwrap_or_else(|| panic!("no heading {heading}"));
    let begin = below + text[below..].find("\n|").expect("a table") + 1;
    let length: usize =
        text[begin..].split_inclusive('\n').take_while(|line| line.starts_with('|')).map(str::len).sum();
    format!("{}{}{}", &text[..begin], written(table), &text[begin + length..])
}

/// The tables that a reader of Markdown finds in a text: rows of cells, the head first. Code keeps its backticks.
fn tables(text: &str) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let mut inside = false;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        let text = match &event {
            Event::Start(Tag::Table(_)) => {
                tables.push(Vec::new());
                continue;
            }
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                tables.last_mut().expect("a table").push(Vec::new());
                continue;
            }
            Event::Start(Tag::TableCell) | Event::End(TagEnd::TableCell) => {
                inside = !inside;
                if inside {
                    tables.last_mut().and_then(|table| table.last_mut()).expect("a row").push(String::new());
                }
                continue;
            }
            Event::Text(text) => text.to_string(),
            Event::Code(code) => format!("`{code}`"),
            _ => continue,
        };
        if inside {
            tables
                .last_mut()
                .and_then(|table| table.last_mut())
                .and_then(|row| row.last_mut())
                .expect("a cell")
                .push_str(&text);
        }
    }
    tables
}

fn document(path: &str) -> String {
    read_to_string(root().join(path)).expect("a document")
}

#[test]
fn every_setting_is_documented_as_it_is() {
    const PATH: &str = "docs/settings.md";
    let mut text = document(PATH);
    let mut all = Vec::new();
    for experiment in Experiment::ALL {
        let key = experiment.key();
        let table = documented(&groups(experiment));
        text = with_table(&text, &(key[..1].to_uppercase() + &key[1..]), &table);
        all.push(table);
    }
    assert_written(PATH, &text);
    let mut read = tables(&text);
    read.sort();
    all.sort();
    assert_eq!(read, all);
}

#[test]
fn every_part_that_can_be_hidden_is_named() {
    const PATH: &str = "docs/embedding.md";
    let text = with_table(&document(PATH), "What is shown", &parts_table());
    assert_written(PATH, &text);
    assert!(tables(&text).contains(&parts_table()));
}

#[test]
fn what_is_written_as_a_table_is_read_as_that_table() {
    let marks = ["|", "||", "|S|", "`|`", "a | b", "", "2^n − 1"];
    let mut rng = Stream::new(21, Domain::Draws, 0);
    for _ in 0..200 {
        let width = 2 + rng.below(4) as usize;
        let mut row =
            || (0..width).map(|_| marks[rng.below(marks.len() as u32) as usize].to_owned()).collect();
        let table: Table = vec![row(), row(), row()];
        assert_eq!(tables(&written(&table)), slice::from_ref(&table), "{}", written(&table));
        let around = |table: &Table| format!("# A\n\n## B\n\nC\n\n{}\nD\n", written(table));
        let other: Table = vec![row(), row()];
        assert_eq!(with_table(&around(&other), "B", &table), around(&table));
    }
}

/// A reader fills up rows that are too short and cuts those that are too long.
#[test]
fn every_row_has_as_many_cells_as_its_head() {
    for (path, text) in documents() {
        let mut head = None;
        let mut seen = 0;
        for line in text.lines() {
            if !line.starts_with('|') {
                head = None;
                continue;
            }
            let cells = line.replace("\\|", "").matches('|').count() - 1;
            assert_eq!(cells, *head.get_or_insert(cells), "{}: {line}", path.display());
            seen += 1;
        }
        assert_eq!(
            tables(&text).iter().map(|table| table.len() + 1).sum::<usize>(),
            seen,
            "{}: every row is in a table",
            path.display()
        );
    }
}
