//! What the head of an example shows is what the example prints: every line after `$` is run, and what stands under it is compared.
//! Examples that are workspaces of their own compare theirs in tests of their own.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    example, folder,
    session::{Session, sessions},
    text,
};

const RUN: &str = "cargo run --release --example ";
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
            if !session.is(&lines) {
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
