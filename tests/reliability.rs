//! The guide's page on reliability and the threat model: every promise has a command, and every command names what is there.

use std::{collections::BTreeSet, env, fs, path::Path, process::Command};

use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn file(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The rows of the first table of a page, without its head.
fn rows(page: &str) -> Vec<Vec<String>> {
    let lines = page.lines().skip_while(|line| !line.starts_with('|'));
    let lines = lines.take_while(|line| line.starts_with('|')).skip(2);
    let row = |line: &str| {
        line.trim_matches('|')
            .split(" | ")
            .map(|cell| cell.trim().to_owned())
            .collect()
    };
    lines.map(row).collect()
}

/// What stands between backticks.
fn quoted(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

/// The targets of this package, as the word that chooses them and the name: `test supply`.
fn targets() -> BTreeSet<String> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked", "--no-deps"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo writes JSON");
    let targets = metadata["packages"][0]["targets"]
        .as_array()
        .expect("targets");
    let name = |target: &Value| {
        let (kind, name) = (&target["kind"][0], &target["name"]);
        format!(
            "{} {}",
            kind.as_str().unwrap_or_default(),
            name.as_str().unwrap_or_default()
        )
    };
    targets.iter().map(name).collect()
}

/// What is wrong with a command; `None` for what can be run.
fn fault(command: &str, targets: &BTreeSet<String>) -> Option<String> {
    // `DETENTE_WHOLE=1 cargo test` sets how much is tried
    let is_setting = |word: &&str| word.contains('=');
    let words = command.split_whitespace().skip_while(is_setting);
    let words: Vec<&str> = words.collect();
    match words[..] {
        [script, ..] if script.starts_with(".ci/") => {
            let there = root().join(script).is_file() && file(".ci/run").contains(script);
            (!there).then(|| format!("{script} is not there, or .ci/run does not run it"))
        }
        ["cargo", "clippy", ..] => {
            (!file(".ci/run").contains("cargo clippy")).then(|| "clippy is not run".to_owned())
        }
        ["cargo", "test", "--lib", ..] => None,
        ["cargo", ..] => {
            let chosen = words
                .windows(2)
                .filter(|pair| ["--test", "--bench", "--example"].contains(&pair[0]));
            let chosen: Vec<String> = chosen
                .map(|pair| format!("{} {}", &pair[0][2..], pair[1]))
                .collect();
            let missing = chosen.iter().find(|name| !targets.contains(*name));
            match missing {
                Some(name) => Some(format!("there is no {name}")),
                None if chosen.is_empty() => Some("it names no target".to_owned()),
                None => None,
            }
        }
        _ => Some("it is no command of cargo or .ci".to_owned()),
    }
}

#[test]
fn every_promise_of_the_page_has_a_command_a_figure_and_a_day() {
    let (rows, targets) = (rows(&file("src/guide/reliability.md")), targets());
    assert!(rows.len() > 5, "the table is gone");
    for row in rows {
        let [promise, command, figure, date] = &row[..] else {
            panic!("{row:?} has not four cells");
        };
        let commands = quoted(command);
        assert!(!commands.is_empty() && !figure.is_empty(), "{promise}");
        for command in commands {
            assert_eq!(fault(command, &targets), None, "{promise}: {command}");
        }
        assert!(date.parse::<detente::Day>().is_ok(), "{promise}: {date}");
    }
}

#[test]
fn every_promise_of_the_threat_model_has_its_test() {
    let (rows, targets) = (rows(&file("SECURITY.md")), targets());
    assert!(rows.len() > 5, "the table is gone");
    let fuzzed = file("tests/fuzz/Cargo.toml");
    for row in rows {
        let [promise, held] = &row[..] else {
            panic!("{row:?} has not two cells");
        };
        assert!(!quoted(held).is_empty(), "{promise}: {held}");
        for word in quoted(held) {
            let sound = match word {
                _ if word.starts_with("cargo ") || word.starts_with(".ci/") => {
                    fault(word, &targets).is_none()
                }
                "unsafe_code = \"forbid\"" => file("Cargo.toml").contains(word),
                _ if word.contains('.') => root().join(word).is_file(),
                target => fuzzed.contains(&format!("name = \"{target}\"")),
            };
            assert!(sound, "{promise}: {word}");
        }
    }
}

#[test]
fn a_command_that_names_nothing_is_found() {
    let targets = targets();
    for command in [
        "cargo test --test nothing",
        "cargo test",
        ".ci/nothing",
        "make check",
        "cargo bench --bench fuzzed",
    ] {
        assert!(fault(command, &targets).is_some(), "{command}");
    }
}
