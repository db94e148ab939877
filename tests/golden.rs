//! Golden cases: what a careful coder reads in a sentence, as data in `tests/golden/*.toml`.
//!
//! A case changes only on purpose. Nothing here writes to the files. What the reader cannot do yet stands in
//! `known_faults.toml`; the day it can, that test fails and the case moves to its place.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use case::{Case, Expected, File, Ready};
use detente::{Analyzer, Lexicon};

#[path = "golden/case.rs"]
mod case;

/// Cases that fail today, each with the reading that is wanted.
const FAULTS: &str = "known_faults.toml";

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// Every file of cases, sorted by name.
fn files() -> Vec<PathBuf> {
    let entries = fs::read_dir(folder()).expect("tests/golden is a folder");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a readable folder").path())
        .collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "toml"));
    files.sort();
    files
}

fn load(path: &Path) -> Vec<Ready> {
    let text = fs::read_to_string(path).expect("a readable file");
    let file: File =
        toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let ready = |case: Case| {
        let id = case.id.clone();
        Ready::new(case).unwrap_or_else(|error| panic!("{}: {id}: {error}", path.display()))
    };
    file.case.into_iter().map(ready).collect()
}

fn is_faults(path: &Path) -> bool {
    path.ends_with(FAULTS)
}

#[test]
fn golden_cases_are_read_as_a_coder_reads_them() {
    let analyzer = Analyzer::new(Lexicon::english());
    let mut reader = analyzer.reader();
    let (mut all, mut failed, mut report) = (0, 0, String::new());
    for path in files().iter().filter(|path| !is_faults(path)) {
        for ready in load(path) {
            all += 1;
            let faults = ready.faults(&mut reader);
            if !faults.is_empty() {
                failed += 1;
                report.push_str(&entry(&ready, &faults));
            }
        }
    }
    assert!(all >= 120, "only {all} cases were found");
    assert!(failed == 0, "{failed} of {all} cases fail:\n{report}");
}

#[test]
fn known_faults_still_fail() {
    let analyzer = Analyzer::new(Lexicon::english());
    let mut reader = analyzer.reader();
    let mut mended = Vec::new();
    for ready in load(&folder().join(FAULTS)) {
        let faults = ready.faults(&mut reader);
        println!("{}", entry(&ready, &faults));
        if faults.is_empty() {
            mended.push(ready.case.id);
        }
    }
    assert!(
        mended.is_empty(),
        "now read well; move these cases from {FAULTS} to their place: {mended:?}"
    );
}

fn entry(ready: &Ready, faults: &[String]) -> String {
    let Case {
        id, title, text, ..
    } = &ready.case;
    let heading = if title.is_empty() {
        String::new()
    } else {
        format!("[{title}] ")
    };
    format!("{id}: {heading}{text}\n    {}\n", faults.join("\n    "))
}

#[test]
fn ids_and_texts_are_unique() {
    let mut seen = BTreeSet::new();
    let twice: Vec<String> = files()
        .iter()
        .flat_map(|path| load(path))
        .flat_map(|ready| {
            [
                ready.case.id,
                format!("{} {}", ready.case.title, ready.case.text),
            ]
        })
        .filter(|key| !seen.insert(key.clone()))
        .collect();
    assert!(twice.is_empty(), "twice: {twice:?}");
}

#[test]
fn the_runner_is_strict() {
    let unknown = "[[case]]\nid = \"a\"\ntext = \"b\"\nexpect = []\nexpects = []\n";
    assert!(toml::from_str::<File>(unknown).is_err());
    let lines = [
        "USA->RUS ACCUSE actual",
        "USA-RUS ACCUSE actual -4..-1",
        "USA->RUS BLAME actual -4..-1",
    ];
    let more = [
        "USA->RUS ACCUSE real -4..-1",
        "USA->RUS ACCUSE actual -1..-4",
        "USA->RUS ACCUSE actual -4..-1 both",
    ];
    for line in lines.iter().chain(&more) {
        assert!(line.parse::<Expected>().is_err(), "{line} was taken");
    }
}

#[test]
fn the_runner_catches_what_is_wrong() {
    let analyzer = Analyzer::new(Lexicon::english());
    let case = |expect: &str, more: &str| {
        let text = "France condemned North Korea for its missile test.";
        let toml =
            format!("[[case]]\nid = \"self\"\ntext = \"{text}\"\nexpect = [{expect}]\n{more}");
        let mut file: File = toml::from_str(&toml).expect("a case");
        let ready = Ready::new(file.case.remove(0)).expect("a sound case");
        ready.faults(&mut analyzer.reader())
    };
    let right = "\"FRA->PRK ACCUSE actual -4..-1\"";
    assert_eq!(case(right, ""), Vec::<String>::new());
    let wrong = [
        ("\"PRK->FRA ACCUSE actual -4..-1\"", ""),
        ("\"FRA->PRK SUPPORT actual -4..-1\"", ""),
        ("\"FRA->PRK ACCUSE negated -4..-1\"", ""),
        ("\"FRA->PRK ACCUSE actual 1..4\"", ""),
        ("\"FRA->PRK ACCUSE actual -4..-1 mutual\"", ""),
        ("", ""),
        (right, "rule = \"passive\"\n"),
        (right, "happened = \"1990\"\n"),
        (right, "forbid = [\"FRA->PRK ACCUSE\"]\n"),
    ];
    for (expect, more) in wrong {
        assert!(
            !case(expect, more).is_empty(),
            "{expect} {more} was not caught"
        );
    }
}
