//! Holds the layers: a module of the library imports only from modules above it in one list.
//!
//! Every path that begins with `crate` or `super` is followed, in `use` groups and inline alike.

use std::{fs, path::Path};

use source::paths;

#[path = "layers/source.rs"]
mod source;

/// The modules, lowest first. Each may import from those before it, and from itself.
const LAYERS: [&str; 24] = [
    "ablation",
    "span",
    "decode",
    "naming",
    "day",
    "scale",
    "cameo",
    "pair",
    "event",
    "article",
    "language",
    "text",
    "pattern",
    "lexicon",
    "annotate",
    "compose",
    "attribute",
    "timeline",
    "explain",
    "analyzer",
    "readers",
    "relate",
    "guide",
    "lib",
];

/// The stages within a module that has stages; `mod` itself holds the board they share and may name their types.
const STAGES: [(&str, &[&str]); 1] = [(
    "annotate",
    &["mask", "when", "mention", "cue", "shift", "clause"],
)];

fn rank(list: &[&str], name: &str) -> Option<usize> {
    list.iter().position(|layer| *layer == name)
}

/// What is wrong with the imports of one module.
fn violations(home: &[&str], source: &str) -> Vec<String> {
    let Some(own) = home
        .first()
        .copied()
        .or(Some("lib"))
        .and_then(|name| rank(&LAYERS, name))
    else {
        return vec![format!(
            "module {} stands in no layer; add it to the list",
            home.join("::")
        )];
    };
    let mut wrong = Vec::new();
    for path in paths(home, source) {
        let named: Vec<&str> = path.iter().map(String::as_str).collect();
        let Some(&first) = named.first() else {
            continue;
        };
        let fault = match rank(&LAYERS, first) {
            _ if LAYERS[own] == "lib" => None,
            None => Some("goes through the crate's root; name the module"),
            Some(other) if other > own => Some("comes after it in the list"),
            Some(_) => stage_fault(home, &named),
        };
        let home = home.join("::");
        wrong.extend(
            fault.map(|fault| format!("{home} imports crate::{}, which {fault}", path.join("::"))),
        );
    }
    wrong
}

/// Whether a stage names a later stage of its own module.
fn stage_fault(home: &[&str], named: &[&str]) -> Option<&'static str> {
    let (_, stages) = STAGES
        .iter()
        .find(|(module, _)| home.first() == Some(module) && named.first() == Some(module))?;
    let own = rank(stages, home.get(1)?)?;
    let other = rank(stages, named.get(1)?)?;
    (other > own).then_some("is a later stage")
}

/// The path of a module, from its file under `src`.
fn module_of(file: &Path) -> Vec<String> {
    let mut parts: Vec<String> = file
        .with_extension("")
        .iter()
        .map(|s| s.to_string_lossy().into_owned())
        .collect();
    if matches!(
        parts.last().map(String::as_str),
        Some("mod" | "lib" | "main")
    ) {
        parts.pop();
    }
    parts
}

fn sources(folder: &Path, into: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("a readable folder").path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            into.push(path);
        }
    }
}

#[test]
fn modules_import_only_from_above() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    files.sort();
    assert!(
        files.len() > LAYERS.len(),
        "only {} sources were found",
        files.len()
    );
    let mut wrong = Vec::new();
    let mut followed = 0;
    for file in &files {
        let module = module_of(file.strip_prefix(&root).expect("a source under src"));
        let module: Vec<&str> = module.iter().map(String::as_str).collect();
        let source = fs::read_to_string(file).expect("a readable source");
        followed += paths(&module, &source).len();
        wrong.extend(violations(&module, &source));
    }
    assert!(followed > 100, "only {followed} imports were followed");
    assert!(
        wrong.is_empty(),
        "{} imports break the layers:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_layer_has_a_source() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let missing: Vec<&str> = LAYERS
        .into_iter()
        .filter(|layer| {
            !src.join(format!("{layer}.rs")).is_file() && !src.join(layer).join("mod.rs").is_file()
        })
        .collect();
    assert!(missing.is_empty(), "layers without a source: {missing:?}");
}

#[test]
fn made_up_violations_are_caught() {
    let caught = |home: &[&str], source: &str| violations(home, source).len();
    assert_eq!(caught(&["span"], "use crate::day::Day;"), 1);
    assert_eq!(
        caught(
            &["text", "scan"],
            "use crate::{span::Span, lexicon::{Tables, fields::{self, Field}}};"
        ),
        3
    );
    assert_eq!(
        caught(
            &["compose"],
            "fn f(x: &crate::timeline::Timeline) -> crate::scale::Scale {}"
        ),
        1
    );
    assert_eq!(caught(&["annotate", "mask"], "use super::cue::Cue;"), 1);
    assert_eq!(
        caught(
            &["annotate", "mask"],
            "use crate::annotate::{Board, clause::{self}};"
        ),
        1
    );
    assert_eq!(
        caught(&["text", "scan"], "use super::super::analyzer::Reader;"),
        1
    );
    assert_eq!(caught(&["pair"], "use crate::Analyzer;"), 1);
    assert_eq!(
        caught(
            &["pair"],
            "#[cfg(test)] mod tests { use crate::event::Part; } use crate::event::Mode;"
        ),
        1
    );
    assert_eq!(
        caught(&["pair"], "mod tests { use crate::event::Part; }"),
        1
    );
    assert_eq!(caught(&["novelty"], "use std::fmt;"), 1);
    assert_eq!(
        caught(
            &["text", "scan"],
            "mod inner { mod deep { use super::super::super::super::relate::X; } }"
        ),
        1
    );
}

#[test]
fn sound_imports_pass() {
    let sound = |home: &[&str], source: &str| violations(home, source);
    let none: Vec<String> = Vec::new();
    assert_eq!(
        sound(
            &["text", "scan"],
            "use crate::{event::Part as P, span::{Span, Tokens}, text::normal};"
        ),
        none
    );
    assert_eq!(
        sound(
            &["annotate", "clause"],
            "use super::{Board, cue::{Cue, Use}, mention::Mention};"
        ),
        none
    );
    assert_eq!(
        sound(
            &["span"],
            "// use crate::day::Day;\n/* crate::relate::X /* nested */ */ /// crate::event\n"
        ),
        none
    );
    assert_eq!(
        sound(
            &["span"],
            r####"const A: &str = "crate::day::Day"; const B: &str = r#"crate::x " crate::y"#;"####
        ),
        none
    );
    assert_eq!(
        sound(
            &["span"],
            "fn f<'a>(c: char, s: &'a str) -> bool { c == '\"' || c == '\\'' || c == '{' }"
        ),
        none
    );
    assert_eq!(
        sound(
            &["compose"],
            "#[cfg(test)] mod tests { use super::*; use crate::timeline::Timeline; }"
        ),
        none
    );
    assert_eq!(sound(&[], "pub use crate::analyzer::Analyzer;"), none);
}
