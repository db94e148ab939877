//! Bad lexicons, as data: each case lays files over a small lexicon that is right, and names the whole report, word for word.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use detente::{Finding, Lexicon, LexiconError, Problem};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    /// A lexicon of every file with nothing wrong.
    base: BTreeMap<String, String>,
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    /// Files by name that take the place of the base's.
    #[serde(default)]
    files: BTreeMap<String, String>,
    /// Lines to put at the end of a file; a tab is written `|>`.
    #[serde(default)]
    append: BTreeMap<String, String>,
    /// Files whose characters are written as single bytes, as in Latin-1.
    #[serde(default)]
    latin1: BTreeMap<String, String>,
    /// Files that are left out.
    #[serde(default)]
    absent: Vec<String>,
    /// Files in whose place there is a folder.
    #[serde(default)]
    folders: Vec<String>,
    /// Problems if it does not load, else the checker's warnings.
    report: Vec<String>,
}

#[test]
fn every_bad_lexicon_gets_its_report() {
    let cases = cases();
    let wrong: Vec<String> = cases
        .case
        .iter()
        .filter_map(|case| {
            let found: Vec<String> = problems(&cases.base, case)
                .iter()
                .map(ToString::to_string)
                .collect();
            let differs = found != case.report;
            differs.then(|| format!("{}\n  {}", case.id, found.join("\n  ")))
        })
        .collect();
    assert!(wrong.is_empty(), "found instead:\n{}", wrong.join("\n"));
}

#[test]
fn every_finding_has_a_case() {
    let cases = cases();
    let found: BTreeSet<String> = cases
        .case
        .iter()
        .flat_map(|case| problems(&cases.base, case))
        .map(|problem| name(&problem.finding))
        .collect();
    let all: BTreeSet<String> = FINDINGS.split_whitespace().map(str::to_owned).collect();
    assert_eq!(found, all);
}

/// The names of all findings; those of limits, which take large files, have theirs in `tests/bombs`.
const FINDINGS: &str = "BeyondCoverage ByteOrderMark CarriageReturn ClimateScale Comment CommonWord Conflict Duplicate \
    Empty EqualExamples FieldCount Formula Guard GuardPhrase Invisible LooksLatin Malformed Manifest MissingColumn \
    MissingFile MixedScripts NoAlias NoEvent NoExample NoHeader NotDate NotNumber NotUtf8 NothingToRemove OutOfRange \
    Pattern Quoted RepeatedColumn Reversed SameStems SignAgainstQuad Space Unknown UnknownColumn Unreachable Unreadable";

/// The name of a finding's variant.
fn name(finding: &Finding) -> String {
    let text = format!("{finding:?}");
    text.chars().take_while(|c| c.is_alphanumeric()).collect()
}

#[test]
fn there_are_enough_cases_and_each_has_its_own_id() {
    let cases = cases();
    let ids: BTreeSet<&str> = cases.case.iter().map(|case| case.id.as_str()).collect();
    assert_eq!(ids.len(), cases.case.len(), "an id stands twice");
    assert!(ids.len() >= 45, "{} cases", ids.len());
}

#[test]
fn messages_are_lower_case_and_say_what_to_do() {
    let cases = cases();
    for problem in cases
        .case
        .iter()
        .flat_map(|case| problems(&cases.base, case))
    {
        let text = problem.finding.to_string();
        let first = text.chars().next().expect("a message");
        assert!(!first.is_uppercase(), "{text}");
        assert!(!text.ends_with('.'), "{text}");
        assert!(text.contains("; ") || text.contains(": "), "{text}");
    }
}

fn cases() -> Cases {
    toml::from_str(include_str!("bad_lexicons.toml")).expect("cases that parse")
}

/// What is found in a case: problems of the loader, or warnings of the checker.
fn problems(base: &BTreeMap<String, String>, case: &Case) -> Vec<Problem> {
    let files = files(base, case);
    let loaded = if case.folders.is_empty() {
        Lexicon::from_files(files)
    } else {
        from_dir(&files, case)
    };
    match loaded {
        Ok(lexicon) => lexicon.check(),
        Err(error) => error.problems().to_vec(),
    }
}

fn files(base: &BTreeMap<String, String>, case: &Case) -> BTreeMap<String, Vec<u8>> {
    let bytes = |text: &str| text.replace("|>", "\t").into_bytes();
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for (name, text) in base.iter().chain(&case.files) {
        files.insert(name.clone(), bytes(text));
    }
    for (name, lines) in &case.append {
        let end = bytes(lines);
        files.entry(name.clone()).or_default().extend(end);
    }
    for (name, text) in &case.latin1 {
        let narrow = |c: char| u8::try_from(c).expect("a character of Latin-1");
        files.insert(name.clone(), text.chars().map(narrow).collect());
    }
    files.retain(|name, _| !case.absent.contains(name));
    files
}

/// Loads from a folder on disk, in which some names are folders and so cannot be read.
fn from_dir(files: &BTreeMap<String, Vec<u8>>, case: &Case) -> Result<Lexicon, LexiconError> {
    let dir: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("bad_lexicons-{}", std::process::id()))
        .join(format!("{}-{:?}", case.id, std::thread::current().id()));
    fs::create_dir_all(dir.join("en")).expect("a folder for tests");
    for (name, bytes) in files {
        if case.folders.contains(name) {
            fs::create_dir_all(dir.join(name)).expect("a folder in a file's place");
        } else {
            fs::write(dir.join(name), bytes).expect("a file for tests");
        }
    }
    let loaded = Lexicon::from_dir(&dir);
    fs::remove_dir_all(&dir).expect("the folder to go");
    loaded
}
