//! The rooms of the crate stand on one another as the README's table lists them, lowest first: nothing is imported from a
//! room that stands higher, and no files import each other in a circle. Tests may look anywhere.

#![cfg(not(target_arch = "wasm32"))]

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{read_dir, read_to_string};
use std::path::{Path, PathBuf};

/// A path of the crate: `["experiment", "compare", "Ledger"]`.
type Names = Vec<String>;

/// One file's module.
struct Module {
    file: String,
    /// What it defines itself.
    items: BTreeSet<String>,
    /// What it hands on under another path: the name here, and the path that it stands for.
    hands_on: BTreeMap<String, Names>,
    /// What it uses.
    imports: BTreeSet<Names>,
}

fn source_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            source_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The code without comments, texts and the tests at its end.
fn bare(text: &str) -> String {
    let code = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or(text);
    let mut bare = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(at) = rest.find(['"', '/', '\'']) {
        let (before, from) = rest.split_at(at);
        bare.push_str(before);
        let length = if from.starts_with("//") {
            from.find('\n').unwrap_or(from.len())
        } else if let Some(inside) = from.strip_prefix('"') {
            let mut escaped = false;
            let end = inside.find(|letter| {
                let ends = letter == '"' && !escaped;
                escaped = letter == '\\' && !escaped;
                ends
            });
            end.map_or(from.len(), |end| end + 2)
        } else if from.starts_with("'\"'") || from.starts_with("'/'") {
            3
        } else {
            bare.push_str(&from[..1]);
            1
        };
        rest = &from[length..];
    }
    bare + rest
}

/// The paths of a `use` tree, and the name of each where it is used.
fn leaves(tree: &str, before: &[String], found: &mut Vec<(Names, String)>) {
    let tree = tree.trim();
    if let Some((head, inner)) = tree.split_once('{') {
        let mut before = before.to_vec();
        before.extend(names(head));
        let inner = inner.trim_end().strip_suffix('}').expect("a closed tree");
        let (mut depth, mut start) = (0, 0);
        for (at, letter) in inner.char_indices().chain([(inner.len(), ',')]) {
            match letter {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    leaves(&inner[start..at], &before, found);
                    start = at + 1;
                }
                _ => {}
            }
        }
    } else if !tree.is_empty() {
        let (path, called) = tree.split_once(" as ").map_or((tree, None), |(path, name)| (path, Some(name)));
        let mut whole = before.to_vec();
        whole.extend(names(path).into_iter().filter(|name| name != "self" || before.is_empty()));
        let name =
            called.map_or_else(|| whole.last().cloned().unwrap_or_default(), |name| name.trim().to_owned());
        found.push((whole, name));
    }
}

fn names(path: &str) -> Names {
    path.split("::").map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// A path as seen from the whole crate; `None` if it leads out of it.
fn absolute(path: &[String], here: &[String], children: &dyn Fn(&[String]) -> bool) -> Option<Names> {
    let mut base = match path.first()?.as_str() {
        "crate" => vec![],
        "super" | "self" => here.to_vec(),
        child => {
            let below: Names = here.iter().cloned().chain([child.to_owned()]).collect();
            if !children(&below) {
                return None;
            }
            here.to_vec()
        }
    };
    for name in path {
        match name.as_str() {
            "crate" | "self" => {}
            "super" => drop(base.pop()),
            name => base.push(name.to_owned()),
        }
    }
    Some(base)
}

fn item_of(line: &str) -> Option<String> {
    const BEFORE: [&str; 6] = ["const ", "unsafe ", "async ", "pub ", "pub(crate) ", "pub(super) "];
    const KINDS: [&str; 9] =
        ["fn ", "struct ", "enum ", "trait ", "type ", "const ", "static ", "union ", "macro_rules! "];
    let mut rest = line;
    while let Some(shorter) = BEFORE.iter().find_map(|word| {
        let shorter = rest.strip_prefix(word)?;
        // `const NAME` is an item, `const fn` a word before one.
        (*word != "const " || shorter.starts_with("fn ") || shorter.starts_with("unsafe ")).then_some(shorter)
    }) {
        rest = shorter;
    }
    if let Some(inner) = rest.strip_prefix("pub(in ") {
        rest = inner.split_once(") ")?.1;
    }
    let named = KINDS.iter().find_map(|kind| rest.strip_prefix(kind))?;
    Some(named.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect())
}

struct Crate(BTreeMap<Names, Module>);

impl Crate {
    fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut files = Vec::new();
        source_files(&root, &mut files);
        // Programs are crates of their own, which see what the library shows to everybody.
        files.retain(|path| !path.starts_with(root.join("bin")));
        let mut texts = BTreeMap::new();
        for path in files {
            let file = path.strip_prefix(&root).expect("below src").to_str().expect("a name").to_owned();
            let mut module: Names =
                file.trim_end_matches(".rs").split(['/', '\\']).map(str::to_owned).collect();
            if module.last().is_some_and(|last| last == "mod" || last == "lib") {
                module.pop();
            }
            // Files of tests alone are declared for tests alone.
            if module.last().is_none_or(|last| last != "tests") {
                texts.insert(module, (file, bare(&read_to_string(&path).expect("a file"))));
            }
        }
        let is_module = |path: &[String]| texts.contains_key(path);
        let modules = texts.iter().map(|(here, (file, text))| {
            let mut module = Module {
                file: file.clone(),
                items: text.lines().filter_map(item_of).collect(),
                hands_on: BTreeMap::new(),
                imports: BTreeSet::new(),
            };
            let mut rest = text.as_str();
            while let Some(at) = rest.find("use ") {
                let line = rest[..at].rsplit('\n').next().unwrap_or_default().trim_start();
                let tree = rest[at + 4..].split(';').next().unwrap_or_default();
                rest = &rest[at + 4..];
                if !(line.is_empty() || line == "pub " || line.starts_with("pub(") && line.ends_with(") ")) {
                    continue;
                }
                let mut found = Vec::new();
                leaves(tree, &[], &mut found);
                for (path, name) in found {
                    let Some(path) = absolute(&path, here, &is_module) else { continue };
                    if !line.is_empty() {
                        module.hands_on.insert(name, path);
                    } else {
                        module.hands_on.entry(name).or_insert_with(|| path.clone());
                        module.imports.insert(path);
                    }
                }
            }
            for start in ["crate::", "super::"] {
                for (at, _) in text.match_indices(start) {
                    let is_path = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':';
                    // The rest of a longer path, or the beginning of a tree, which was read above.
                    if text[..at].ends_with(is_path) {
                        continue;
                    }
                    let path: String = text[at..].chars().take_while(|&letter| is_path(letter)).collect();
                    if path.ends_with("::") || text[..at].ends_with("in ") || text[..at].ends_with("use ") {
                        continue;
                    }
                    module.imports.extend(absolute(&names(&path), here, &is_module));
                }
            }
            (here.clone(), module)
        });
        Self(modules.collect())
    }

    /// The module that defines what a path leads to.
    fn definition(&self, path: &[String]) -> Option<&Module> {
        let mut path = path.to_vec();
        for _ in 0..16 {
            let depth = (0..=path.len()).rev().find(|&depth| self.0.contains_key(&path[..depth]))?;
            let module = &self.0[&path[..depth]];
            match path.get(depth) {
                Some(name) if !module.items.contains(name) => match module.hands_on.get(name) {
                    Some(further) => path = further.iter().chain(&path[depth + 1..]).cloned().collect(),
                    None => return Some(module),
                },
                _ => return Some(module),
            }
        }
        panic!("{path:?} leads in a circle");
    }

    /// What every file imports from which others.
    fn arrows(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        let of = |module: &Module| {
            let targets = module.imports.iter().filter_map(|path| self.definition(path));
            // What a folder's own file defines belongs to all that the folder holds.
            let own = |file: &str| {
                file.strip_suffix("mod.rs").is_some_and(|folder| module.file.starts_with(folder))
            };
            targets
                .map(|target| target.file.as_str())
                .filter(|file| *file != module.file && !own(file))
                .collect()
        };
        self.0.values().map(|module| (module.file.as_str(), of(module))).collect()
    }
}

/// `experiment` of `src/experiment/compare/ledger.rs`.
fn room(file: &str) -> &str {
    file.split('/').next().unwrap_or_default()
}

/// The rooms of the README's table, lowest first.
fn floors() -> Vec<String> {
    let readme = read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("README.md");
    let rows = readme.lines().filter_map(|line| line.strip_prefix("| `src/"));
    rows.filter_map(|row| row.split('`').next()).map(str::to_owned).collect()
}

#[test]
fn the_readme_lists_every_room() {
    let mut listed = floors();
    listed.retain(|room| room != "bin");
    listed.sort();
    let rooms: BTreeSet<String> =
        Crate::read().0.values().map(|module| room(&module.file).to_owned()).collect();
    let rooms: Vec<String> = rooms.into_iter().filter(|room| room != "lib.rs").collect();
    assert_eq!(listed, rooms);
}

#[test]
fn no_import_leads_to_a_room_above() {
    let floors = floors();
    let floor = |file| floors.iter().position(|listed| listed == room(file)).unwrap_or(0);
    let code = Crate::read();
    let arrows = code.arrows();
    let upward: Vec<String> = arrows
        .iter()
        .flat_map(|(from, targets)| targets.iter().map(move |to| (*from, *to)))
        .filter(|&(from, to)| from != "lib.rs" && (to == "lib.rs" || floor(to) > floor(from)))
        .map(|(from, to)| format!("{from} -> {to}"))
        .collect();
    assert_eq!(upward, [] as [&str; 0], "imports from rooms that stand higher in the README's table");
    for (from, to) in [
        ("experiment/compare/ledger.rs", "run/track.rs"),
        ("experiment/apart.rs", "compare/verdict.rs"),
        ("method/sgd/lane_batch.rs", "method/sgd/places.rs"),
        ("settings/link.rs", "settings/migration.rs"),
    ] {
        assert!(arrows[from].contains(to), "{from} -> {to} was not read: {:?}", arrows[from]);
    }
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let code = Crate::read();
    let mut arrows = code.arrows();
    // What imports from nobody left, or from which nobody left imports, is in no circle.
    loop {
        let left: BTreeSet<&str> = arrows.keys().copied().collect();
        let wanted: BTreeSet<&str> = arrows.values().flatten().copied().collect();
        let before = arrows.len();
        arrows.retain(|file, targets| {
            targets.retain(|target| left.contains(target));
            !targets.is_empty() && wanted.contains(file)
        });
        if arrows.len() == before {
            break;
        }
    }
    let circle: Vec<String> = arrows.iter().map(|(file, targets)| format!("{file} -> {targets:?}")).collect();
    assert_eq!(circle, [] as [&str; 0], "files that import each other in a circle");
}
