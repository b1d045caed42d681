//! What the package says of settings to TypeScript and to editors is what the tables of settings say.

use std::collections::{BTreeMap, BTreeSet};

use dice_and_descent::settings::{Effect, Experiment, Kind, Setting};
use serde_json::{Value, json};

use crate::assert_written;
use crate::tables::groups;

const HEAD: &str =
    "// Written by `WRITE=1 cargo test --test readme` from the tables of settings in src/experiment.\n";

/// What single methods have for themselves.
const OWN: &str = r#"
/** A method of a comparison: a for the first. */
type Letter = "a" | "b" | "c" | "d" | "e" | "f";

/** What only one method has: its letter, then the key, as in `"b.lr"`. */
export type OwnSettings = {
  readonly [Key in `${Letter}.${OwnKey}`]?: Key extends `${Letter}.${infer Bare extends OwnKey}`
    ? SharedSettings[Bare]
    : never;
};

/** The settings of a comparison, by key as in its link. */
export type CompareSettings = SharedSettings & OwnSettings;

/** The settings of which each method may have its own. */"#;

fn settings(experiment: Experiment) -> impl Iterator<Item = Setting> {
    groups(experiment).into_iter().flat_map(|group| group.settings)
}

/// The TypeScript type of a setting's values. What has a grammar of its own is text, and may be a number.
fn typescript(kind: &Kind) -> Vec<String> {
    match kind {
        Kind::Choice { options } => options
            .iter()
            .flat_map(|option| {
                let number =
                    option.value.parse::<u32>().ok().filter(|number| number.to_string() == option.value);
                [Some(format!("{:?}", option.value)), number.map(|number| number.to_string())]
            })
            .flatten()
            .collect(),
        Kind::Integer { .. } | Kind::Real { .. } => vec!["Numeric".to_owned()],
        Kind::Text { .. } => vec!["string".to_owned(), "number".to_owned()],
        Kind::Methods { .. } | Kind::Parts { .. } => vec!["string".to_owned()],
    }
}

/// What else `run` takes for a setting that is several texts or numbers with commas between them.
fn list(kind: &Kind) -> Option<String> {
    match kind {
        Kind::Text { hint } if hint.contains("numbers") => Some("readonly number[]".to_owned()),
        Kind::Methods { .. } | Kind::Parts { .. } => Some("readonly string[]".to_owned()),
        _ => None,
    }
}

/// An attribute: what it means, and the types of its values.
type Attribute = (&'static str, Vec<String>);

/// The settings of every experiment as attributes: their names in order, and what they are by name.
fn attributes() -> (Vec<&'static str>, BTreeMap<&'static str, Attribute>) {
    let mut order = Vec::new();
    let mut all: BTreeMap<&str, Attribute> = BTreeMap::new();
    for setting in Experiment::ALL.into_iter().flat_map(settings) {
        // `hidden` means something to HTML.
        let name = if setting.key == "hidden" { "data-hidden" } else { setting.key };
        let (_, types) = all.entry(name).or_insert_with(|| {
            order.push(name);
            (setting.help, Vec::new())
        });
        let new: Vec<String> =
            typescript(&setting.kind).into_iter().filter(|kind| !types.contains(kind)).collect();
        types.extend(new);
    }
    (order, all)
}

fn property(name: &str, help: &str, types: &[String]) -> String {
    let name = if name.contains('-') { format!("{name:?}") } else { name.to_owned() };
    format!("  /** {help} */\n  readonly {name}?: {};\n", types.join(" | "))
}

fn declarations() -> String {
    let mut text = format!("{HEAD}\n/** A number, or its text. */\ntype Numeric = number | `${{number}}`;\n");
    for experiment in Experiment::ALL {
        let key = experiment.key();
        let name = key[..1].to_uppercase() + &key[1..];
        let is_compare = experiment == Experiment::Compare;
        // A link that names no experiment is one of the comparison.
        let optional = if is_compare { "?" } else { "" };
        let (interface, of_all) = match is_compare {
            true => ("SharedSettings".to_owned(), ", as all methods have them"),
            false => (format!("{name}Settings"), ""),
        };
        text.push_str(&format!(
            "\n/** The settings of `experiment={key}`, by key as in its link{of_all}. */\nexport interface {interface} {{\n"
        ));
        text.push_str(&format!("  readonly experiment{optional}: \"{key}\";\n"));
        text.push_str("  /** The version of what the settings mean. */\n  readonly v?: Numeric;\n");
        settings(experiment).for_each(|setting| {
            let types: Vec<String> =
                typescript(&setting.kind).into_iter().chain(list(&setting.kind)).collect();
            text.push_str(&property(setting.key, setting.help, &types))
        });
        text.push_str("}\n");
        if is_compare {
            let own: Vec<String> = settings(experiment)
                .filter(|setting| setting.own)
                .map(|setting| format!("{:?}", setting.key))
                .collect();
            text.push_str(&format!("{OWN}\ntype OwnKey =\n  | {};\n", own.join("\n  | ")));
        }
    }
    text.push_str("\n/** The settings of all experiments as attributes of the elements. */\nexport interface SettingAttributes {\n");
    let keys: Vec<String> = Experiment::ALL.map(|experiment| format!("{:?}", experiment.key())).to_vec();
    text.push_str(&property("experiment", "Which experiment is shown.", &keys));
    let (order, all) = attributes();
    for name in order {
        let (help, types) = &all[name];
        text.push_str(&property(name, help, types));
    }
    text + "}\n"
}

/// An element for the manifest: its own attributes come before the settings.
fn element(tag: &str, class: &str, module: &str, about: &str, own: &[(&str, &str)]) -> Value {
    let attribute = |name: &str, about: &str, kind: &str| json!({ "name": name, "description": about, "type": { "text": kind } });
    let mut list: Vec<Value> = own.iter().map(|(name, about)| attribute(name, about, "string")).collect();
    let (order, all) = attributes();
    let keys = Experiment::ALL.map(|experiment| format!("{:?}", experiment.key()));
    list.push(attribute("experiment", "Which experiment is shown.", &keys.join(" | ")));
    list.extend(order.into_iter().map(|name| {
        let (help, types) = &all[name];
        attribute(name, help, &types.join(" | ").replace("Numeric", "number"))
    }));
    let event = |name: &str, about: &str, detail: &str| json!({ "name": name, "description": about, "type": { "text": format!("CustomEvent<{detail}>") } });
    json!({
        "kind": "javascript-module",
        "path": module,
        "declarations": [{
            "kind": "class",
            "customElement": true,
            "name": class,
            "tagName": tag,
            "description": about,
            "attributes": list,
            "events": [
                event("progress", "A run goes on.", "{ settings: string; phase: string; share: number }"),
                event("result", "A run has ended.", "{ settings: string; fingerprint: string; text: string }"),
                event("error", "Something went wrong: what its reader is told.", "{ text: string }"),
            ],
        }],
        "exports": [{
            "kind": "custom-element-definition",
            "name": tag,
            "declaration": { "name": class, "module": module },
        }],
    })
}

const SETTINGS: (&str, &str) =
    ("settings", "Settings as behind the # of a link; attributes of their own count more.");

fn manifest() -> String {
    let framed = [
        SETTINGS,
        ("src", "The address of embed.html, where it is not beside the script."),
        ("sandbox", "Runs the figure in a sandbox; with a value, in one that allows just that."),
    ];
    let modules = [
        element(
            "dice-and-descent",
            "DiceAndDescent",
            "embed.js",
            "A figure in a frame of its own, which takes the height that it needs.",
            &framed,
        ),
        element(
            "dice-and-descent-figure",
            "DiceAndDescentFigure",
            "element.js",
            "A figure in the page itself, without a frame.",
            &[
                SETTINGS,
                ("page", "The address of the full page, for the links that lead there."),
                ("wasm-url", "Where the package's directory wasm is, for bundlers that leave it behind."),
            ],
        ),
    ];
    let text = serde_json::to_string_pretty(&json!({ "schemaVersion": "1.0.0", "modules": modules }));
    text.expect("JSON") + "\n"
}

/// What the elements take for settings: the keys of all experiments, and the two of the link itself.
fn keys() -> String {
    let keys: BTreeSet<&str> =
        Experiment::ALL.into_iter().flat_map(settings).map(|setting| setting.key).collect();
    let mut lines = vec![String::new()];
    for key in ["v", "experiment"].into_iter().chain(keys) {
        if lines[lines.len() - 1].len() + key.len() > 100 {
            lines.push(String::new());
        }
        let line = lines.last_mut().expect("there is one");
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(key);
    }
    let text = lines.join(" \" +\n  \"");
    format!(
        "{HEAD}\n/** The keys of the settings of all experiments, with `v` and `experiment`. */\nexport const KEYS = (\n  \"{text}\"\n).split(\" \");\n"
    )
}

#[test]
fn the_types_of_settings_are_those_of_the_tables() {
    assert_written("www/package/settings.ts", &declarations());
}

#[test]
fn the_manifest_of_the_elements_names_every_setting() {
    assert_written("www/package/custom-elements.json", &manifest());
}

#[test]
fn the_elements_know_every_key() {
    assert_written("www/embed/keys.ts", &keys());
}

/// The Python type of a setting's values.
fn python(kind: &Kind) -> String {
    match kind {
        Kind::Choice { options } => {
            let values: Vec<String> = options.iter().map(|option| format!("{:?}", option.value)).collect();
            format!("Literal[{}]", values.join(", "))
        }
        Kind::Integer { .. } => "int".to_owned(),
        Kind::Real { .. } => "float".to_owned(),
        Kind::Text { hint } if hint.contains("numbers") => "str | int | Sequence[int]".to_owned(),
        Kind::Text { .. } => "str | int".to_owned(),
        Kind::Methods { .. } => "str | Sequence[Method]".to_owned(),
        Kind::Parts { .. } => "str | Sequence[str]".to_owned(),
    }
}

/// A function for each experiment that counts, with an argument for every setting.
fn functions() -> String {
    let head = HEAD.replacen("//", "#", 1);
    let mut text = format!(
        "{head}\"\"\"The experiments, with an argument for every setting.\"\"\"\n\nfrom __future__ import annotations\n\nfrom collections.abc import Sequence\nfrom typing import Literal\n\nfrom ._run import Method, Progress, Run, start\n"
    );
    for experiment in [Experiment::Compare, Experiment::Landscape, Experiment::Gates] {
        let key = experiment.key();
        let about = match experiment {
            Experiment::Compare => "Compares methods on one task: dice, descent and others.",
            Experiment::Landscape => "Counts the functions of random networks.",
            _ => "Computes the volumes of the smallest threshold functions, and draws beside them.",
        };
        // How the page shows a run is the page's.
        let list: Vec<Setting> =
            settings(experiment).filter(|setting| setting.effect != Effect::View).collect();
        text.push_str(&format!("\n\ndef {key}(\n    *,\n"));
        for setting in &list {
            text.push_str(&format!("    {}: {} | None = None,\n", setting.key, python(&setting.kind)));
        }
        text.push_str("    threads: int | None = None,\n    progress: Progress | bool = True,\n) -> Run:\n");
        text.push_str(&format!(
            "    \"\"\"{about} What is not given is as on the page.\n\n    ``threads`` and ``progress`` are as in :meth:`Run.count`.\n\n"
        ));
        for setting in &list {
            let allowed = match &setting.kind {
                // What a choice allows stands in its type.
                Kind::Choice { .. } => String::new(),
                kind => kind.allowed().map_or_else(String::new, |allowed| format!(" Allowed: {allowed}.")),
            };
            text.push_str(&format!(
                "    {}: {}{allowed} Default: {}.\n",
                setting.key, setting.help, setting.default
            ));
        }
        text.push_str("    \"\"\"\n    settings: dict[str, object] = {\n");
        list.iter().for_each(|setting| text.push_str(&format!("        \"{0}\": {0},\n", setting.key)));
        text.push_str(&format!(
            "    }}\n    return start(\"{key}\", settings, threads=threads, progress=progress)\n"
        ));
    }
    text
}

#[test]
fn python_has_an_argument_for_every_setting() {
    assert_written("python/dice_and_descent/_settings.py", &functions());
}
