//! What the head of an example shows is what the example prints: every line after `$` is run, and what stands under it is compared.
//!
//! `...` stands for what is left out: on a line of its own for lines, within a line for a part of it. Examples that are workspaces of
//! their own have tests of their own.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{example, folder, text};

const RUN: &str = "cargo run --release --example ";
const LEFT_OUT: &str = "...";

/// A command with the lines shown under it.
#[derive(Debug, PartialEq, Eq)]
struct Session {
    command: String,
    shown: Vec<String>,
}

/// The sessions in the `text` blocks of a file's head.
fn sessions(source: &str) -> Vec<Session> {
    let mut sessions: Vec<Session> = Vec::new();
    let mut open = false;
    let head = source
        .lines()
        .map_while(|line| line.strip_prefix("//!"))
        .map(|line| line.strip_prefix(' ').unwrap_or(line));
    for line in head {
        if line.starts_with("```") {
            open = line == "```text";
        } else if let Some(command) = line.strip_prefix("$ ").filter(|_| open) {
            sessions.push(Session {
                command: command.to_owned(),
                shown: Vec::new(),
            });
        } else if let Some(session) = sessions.last_mut().filter(|_| open) {
            session.shown.push(line.trim_end().to_owned());
        }
    }
    sessions
}

/// Whether the parts of `pattern` between what is left out stand in `text`, in order and with nothing else between.
fn fits(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split(LEFT_OUT);
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else {
        return false;
    };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else {
        return rest.is_empty();
    };
    for part in middle {
        let Some((_, after)) = rest.split_once(part) else {
            return false;
        };
        rest = after;
    }
    rest.ends_with(last)
}

/// The same for lines.
fn all_fit(shown: &[String], printed: &[&str]) -> bool {
    match shown.split_first() {
        None => printed.is_empty(),
        Some((line, rest)) if line == LEFT_OUT => {
            (0..=printed.len()).any(|skipped| all_fit(rest, &printed[skipped..]))
        }
        Some((line, rest)) => printed
            .split_first()
            .is_some_and(|(first, others)| fits(line, first) && all_fit(rest, others)),
    }
}

/// The examples of this package, by name.
fn examples() -> Vec<(String, PathBuf)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut found: Vec<(String, PathBuf)> = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter_map(|path| {
            let name = path.file_stem()?.to_str()?.to_owned();
            let main = if path.is_dir() {
                path.join("main.rs")
            } else {
                path
            };
            (main.extension()? == "rs" && main.is_file()).then_some((name, main))
        })
        .collect();
    found.sort();
    found
}

/// What a session prints, with the built example in place of cargo, and a folder of this test's own in place of `target`.
fn replay(name: &str, session: &Session) -> String {
    let own = folder(&format!("head-{name}"));
    let target = format!("{}/", own.display());
    let program = example(name).get_program().to_string_lossy().into_owned();
    let run = format!("{RUN}{name}");
    let command = session
        .command
        .replace(&format!("{run} -- "), &format!("'{program}' "))
        .replace(&run, &format!("'{program}'"))
        .replace(" target/", &format!(" {target}"));
    let output = Command::new("sh")
        .args(["-c", &command])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("NO_COLOR")
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}: {}",
        session.command,
        text(&output.stderr)
    );
    text(&output.stdout).replace(&target, "target/")
}

#[test]
#[cfg(unix)]
fn the_head_of_every_example_shows_what_it_prints() {
    let examples = examples();
    assert!(
        examples.len() >= 15,
        "only {} examples were found",
        examples.len()
    );
    let mut wrong = Vec::new();
    for (name, path) in examples {
        let source = fs::read_to_string(&path).unwrap();
        let sessions = sessions(&source);
        let own = |session: &Session| session.command.contains(&format!("{RUN}{name}"));
        if sessions.is_empty()
            || !sessions.iter().all(own)
            || sessions.iter().any(|session| session.shown.is_empty())
        {
            wrong.push(format!(
                "{name}: the head shows no `$ {RUN}{name}` with its output"
            ));
            continue;
        }
        for session in sessions {
            let printed = replay(&name, &session);
            let lines: Vec<&str> = printed.trim_end().lines().map(str::trim_end).collect();
            if !all_fit(&session.shown, &lines) {
                let command = &session.command;
                wrong.push(format!("{name}: `{command}` prints\n{printed}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} heads do not show what is printed; `...` may stand for what is left out\n\n{}",
        wrong.len(),
        wrong.join("\n\n")
    );
}

#[test]
fn heads_are_found_and_compared() {
    let source = "//! A head.\n//!\n//! ```text\n//! $ cargo run one\n//! a\n//!\n//!   b 1.5 c\n//! ...\n//! z\n//! $ two\n//! ```\n\
                  //! $ three\nfn main() {}\n";
    let sessions = sessions(source);
    let commands: Vec<&str> = sessions.iter().map(|s| s.command.as_str()).collect();
    assert_eq!(commands, ["cargo run one", "two"]);
    assert_eq!(sessions[0].shown, ["a", "", "  b 1.5 c", "...", "z"]);
    let fits_one = |printed: &[&str]| all_fit(&sessions[0].shown, printed);
    assert!(fits_one(&["a", "", "  b 1.5 c", "z"]));
    assert!(fits_one(&["a", "", "  b 1.5 c", "x", "y", "z"]));
    assert!(!fits_one(&["a", "", "  b 1.6 c", "z"]));
    assert!(!fits_one(&["a", "", "  b 1.5 c", "z", "y"]));
    assert!(!fits_one(&["a", "  b 1.5 c", "z"]));
    assert!(fits("wrote ... kB of ... done", "wrote 12 kB of 3 done"));
    assert!(!fits("wrote ... kB", "wrote 12 MB"));
    assert!(!fits("aba...ba", "aba"));
}
