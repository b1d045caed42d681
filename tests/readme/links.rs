//! Links of the documents lead somewhere, in the repository and in what is packed; files that they name exist; and nothing is
//! said twice.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::read_to_string;
use std::path::{Component, Path, PathBuf};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::Value;

use crate::{documents, root};

/// What a reader of Markdown finds in a text.
#[derive(Default)]
struct Document {
    links: Vec<String>,
    /// Where a link can lead to inside it: of every heading, in small letters, what hosts make of it.
    anchors: BTreeSet<String>,
    /// Text between backticks.
    code: Vec<String>,
    /// The text of every paragraph and item.
    prose: Vec<String>,
}

/// The anchor that GitHub and npm give to a heading: letters, digits, underscores and hyphens are left, and spaces become hyphens.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || [' ', '-', '_'].contains(c));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

impl Document {
    fn read(text: &str) -> Self {
        let mut read = Self::default();
        let (mut heading, mut prose, mut depth) = (None::<String>, String::new(), 0);
        for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    read.links.push(dest_url.to_string());
                }
                Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
                Event::End(TagEnd::Heading(_)) => {
                    let mut name = anchor(&heading.take().unwrap_or_default());
                    while read.anchors.contains(&name) {
                        name.push_str("-1");
                    }
                    read.anchors.insert(name);
                }
                Event::Start(Tag::Paragraph | Tag::Item) => depth += 1,
                Event::End(TagEnd::Paragraph | TagEnd::Item) => {
                    depth -= 1;
                    read.prose.push(std::mem::take(&mut prose));
                }
                Event::Text(text) | Event::Code(text) if heading.is_some() => {
                    heading.as_mut().expect("there is one").push_str(&text);
                }
                Event::Code(code) => {
                    prose.push_str(&code);
                    read.code.push(code.to_string());
                }
                Event::Text(text) if depth > 0 => prose.push_str(&text),
                Event::SoftBreak => prose.push(' '),
                _ => {}
            }
        }
        read
    }
}

fn is_elsewhere(link: &str) -> bool {
    link.starts_with("https://") || link.starts_with("http://")
}

/// The file that a link of a document leads to, from the root, and the anchor in it.
fn target(document: &Path, link: &str) -> (PathBuf, Option<String>) {
    let (file, anchor) = match link.split_once('#') {
        Some((file, anchor)) => (file, Some(anchor.to_owned())),
        None => (link, None),
    };
    if file.is_empty() {
        return (document.to_owned(), anchor);
    }
    let mut path = document.parent().expect("a file").to_owned();
    for part in Path::new(file).components() {
        match part {
            Component::ParentDir => assert!(path.pop(), "{link} leaves the repository"),
            Component::Normal(part) => path.push(part),
            _ => {}
        }
    }
    (path, anchor)
}

fn documents_read() -> BTreeMap<PathBuf, Document> {
    documents().into_iter().map(|(path, text)| (path, Document::read(&text))).collect()
}

#[test]
fn every_link_leads_somewhere() {
    let all = documents_read();
    let mut local = 0;
    for (path, document) in &all {
        for link in document.links.iter().filter(|link| !is_elsewhere(link)) {
            let (file, anchor) = target(path, link);
            assert!(root().join(&file).is_file(), "{}: {link} leads to no file", path.display());
            if let Some(anchor) = anchor {
                let anchors = &all.get(&file).expect("only documents have anchors").anchors;
                assert!(anchors.contains(&anchor), "{}: {link} is none of {anchors:?}", path.display());
            }
            local += 1;
        }
    }
    assert!(local > 20, "{local} links were read");
    let read = Document::read("# A\n[b](#c-d) ![e](f.png)\n## C `d`!\n## C d\n- one `two`\n  three\n");
    assert_eq!(read.links, ["#c-d", "f.png"]);
    assert_eq!(read.anchors.into_iter().collect::<Vec<_>>(), ["a", "c-d", "c-d-1"]);
    assert_eq!(read.prose, ["b e", "one two three"]);
    assert_eq!(
        target(Path::new("docs/a.md"), "../b/c.md#d"),
        (PathBuf::from("b/c.md"), Some("d".to_owned()))
    );
}

/// Whether a pattern of Cargo.toml's `include` takes a file: `*` stands for any text inside a name, `**` for any directories.
fn includes(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == path,
        Some((before, after)) => {
            path.strip_prefix(before).is_some_and(|rest| match after.strip_prefix("*/") {
                Some(after) => {
                    let names = rest.match_indices('/').map(|(place, _)| &rest[place + 1..]);
                    [rest].into_iter().chain(names).any(|rest| includes(after, rest))
                }
                None => (0..=rest.len())
                    .filter(|&end| rest.is_char_boundary(end) && !rest[..end].contains('/'))
                    .any(|end| includes(after, &rest[end..])),
            })
        }
    }
}

/// The texts between quotes in a list that begins with `name`.
fn quoted_list(text: &str, name: &str) -> Vec<String> {
    let list = text.split(name).nth(1).and_then(|rest| rest.split(']').next()).expect("a list");
    list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Whatever a packed document leads to must be packed too.
fn assert_packed(packer: &str, is_packed: impl Fn(&str) -> bool) {
    let mut seen = 0;
    for (path, document) in documents_read() {
        if !is_packed(path.to_str().expect("a name")) {
            continue;
        }
        for link in document.links.iter().filter(|link| !is_elsewhere(link)) {
            let (file, _) = target(&path, link);
            let name = file.to_str().expect("a name");
            assert!(is_packed(name), "{packer} does not pack {name}, which {} leads to", path.display());
            seen += 1;
        }
    }
    assert!(seen > 10, "{packer}: {seen} links");
}

#[test]
fn what_is_packed_has_what_its_documents_lead_to() {
    let text = |name: &str| read_to_string(root().join(name)).expect("a text");
    let npm: Value = serde_json::from_str(&text("package.json")).expect("JSON");
    let npm: Vec<&str> = npm["files"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    // npm always takes the README.
    let in_package = |path: &str| {
        path == "README.md"
            || npm.iter().any(|file| {
                path.strip_prefix(file).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
    };
    let include = quoted_list(&text("Cargo.toml"), "\ninclude = [");
    let in_crate = |path: &str| include.iter().any(|pattern| includes(pattern, &format!("/{path}")));
    assert_packed("npm", in_package);
    assert_packed("cargo", in_crate);
    for (pattern, path, taken) in [
        ("/src/**/*.rs", "/src/a.rs", true),
        ("/src/**/*.rs", "/src/a/b.rs", true),
        ("/src/**/*.rs", "/src/a/b.md", false),
        ("/docs/*.md", "/docs/a.md", true),
        ("/docs/*.md", "/docs/a/b.md", false),
        ("/LICENSE-*", "/LICENSE-MIT", true),
    ] {
        assert_eq!(includes(pattern, path), taken, "{pattern} {path}");
    }
}

#[test]
fn files_that_are_named_exist() {
    let rooms = ["src", "tests", "scripts", "docs", "www", "examples", "benches", ".github"];
    let mut named = 0;
    for (path, document) in documents_read() {
        for code in document.code {
            let is_path = code.split_once('/').is_some_and(|(first, _)| rooms.contains(&first))
                && code.chars().all(|c| c.is_ascii_alphanumeric() || "/._-{},".contains(c));
            if !is_path {
                continue;
            }
            let names: Vec<String> = match (code.split_once('{'), code.split_once('}')) {
                (Some((before, rest)), Some((_, after))) => {
                    let choices = rest.split('}').next().unwrap_or_default().split(',');
                    choices.map(|choice| format!("{before}{choice}{after}")).collect()
                }
                _ => vec![code],
            };
            for name in names {
                assert!(root().join(&name).exists(), "{} names {name}, which is nowhere", path.display());
                named += 1;
            }
        }
    }
    assert!(named > 50, "{named} files are named");
}

#[test]
fn no_sentence_stands_twice() {
    let mut said: BTreeMap<String, PathBuf> = BTreeMap::new();
    let mut count = 0;
    for (path, document) in documents_read() {
        for sentence in document.prose.iter().flat_map(|text| text.split(['.', ':', ';'])) {
            let words: Vec<&str> = sentence.split_whitespace().collect();
            if words.len() < 6 {
                continue;
            }
            let sentence = words.join(" ").to_lowercase();
            count += 1;
            if let Some(before) = said.insert(sentence.clone(), path.clone()) {
                panic!("{} and {} both say: {sentence}", before.display(), path.display());
            }
        }
    }
    assert!(count > 300, "{count} sentences were read");
}
