//! The examples as their users run them: what they print, what they refuse, and how they end.

mod archive;
mod bench_table;
#[cfg(unix)]
mod faults;
mod headers;
mod inputs;
mod manners;
mod outputs;
mod session;
mod tables;
mod validate;

use std::{
    env, fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

const CSV_COLUMNS: &str = "pair,from,to,period,read,documents,events,aside,mean,conflict,cooperation,\
tension,low,high,level,trend,direction,intensity,intensity_low,intensity_high,effective,load,salience,threat_share,balance";

/// An example, built beside this test (`target/<profile>/deps/examples-*` and `target/<profile>/examples`).
fn example(name: &str) -> Command {
    let test = env::current_exe().unwrap();
    let profile = test.parent().and_then(Path::parent).unwrap();
    let path = profile
        .join("examples")
        .join(format!("{name}{}", env::consts::EXE_SUFFIX));
    assert!(
        path.is_file(),
        "{} is not there; run `cargo test`, which builds the examples, or `cargo build --examples` first",
        path.display()
    );
    let mut command = Command::new(path);
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("NO_COLOR");
    command
}

fn summarize(args: &[&str], input: &[u8]) -> Output {
    let mut command = example("summarize");
    let command = command
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // Whoever does not read its input may close it first.
    let _ = stdin.write_all(input);
    drop(stdin);
    child.wait_with_output().unwrap()
}

/// What it prints, when it ends well.
fn printed(args: &[&str], input: &[u8]) -> String {
    let output = summarize(args, input);
    assert!(
        output.status.success(),
        "{args:?}: {}",
        text(&output.stderr)
    );
    text(&output.stdout)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A folder of this test's own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("examples-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The overview's lines: pair, first day, the rest.
fn overview(table: &str) -> Vec<(String, String)> {
    let lines = table
        .lines()
        .skip_while(|line| !line.starts_with("between"));
    let lines = lines
        .skip(1)
        .take_while(|line| !line.starts_with("tension"));
    let cut = |line: &str| {
        let (names, rest) = line.split_once("  ").unwrap();
        (
            names.to_owned(),
            rest.split_whitespace().next().unwrap().to_owned(),
        )
    };
    lines.map(cut).collect()
}

#[test]
fn the_quick_start_is_short() {
    let source = include_str!("../../examples/quickstart.rs");
    let code = source
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with("//"));
    assert!(code.count() <= 15, "the quick start has grown");
}

#[test]
fn explain_draws_every_event() {
    let drawn = |args: &[&str]| text(&example("explain").args(args).output().unwrap().stdout);
    let own = drawn(&[]);
    assert!(
        own.contains("RUS->USA  ACCUSE") && own.contains("^^^^^^") && own.contains("  score "),
        "{own}"
    );
    let given = drawn(&["Chile", "condemned", "Peru."]);
    assert!(
        given.starts_with("CHL->PER  ACCUSE") && given.ends_with("\n1 event\n"),
        "{given}"
    );
    assert_eq!(
        drawn(&["It rained."]),
        "no event between two actors was read\n"
    );
    let path = folder("explain").join("story.txt");
    fs::write(&path, "Chile condemned Peru.").unwrap();
    assert_eq!(drawn(&[path.to_str().unwrap()]), given);
}

#[test]
fn own_lexicon_shows_what_the_layer_changes() {
    let output = example("own_lexicon").output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    let output = text(&output.stdout);
    assert!(output.starts_with("shipping-desk@1+"));
    assert!(
        output.contains("  en/aliases.tsv: 1 added, 0 replaced, 0 removed\n"),
        "{output}"
    );
    assert!(
        output.contains("  en/terms.tsv: 2 added, 1 replaced, 1 removed\n"),
        "{output}"
    );
    let sentences: Vec<Vec<&str>> = output
        .split("\n\n")
        .map(|block| block.lines().collect())
        .collect();
    for block in &sentences[1..=5] {
        let (bundled, own) = (
            block[1].strip_prefix("  bundled  "),
            block[2].strip_prefix("  own      "),
        );
        assert!(
            bundled.is_some() && own.is_some() && bundled != own,
            "{block:?}"
        );
    }
    for line in [
        "2:3: scale \"4,0\" is not a number",
        "3:1: the pattern",
        "4:4: frame \"active\"",
        "5:0: the line has",
    ] {
        assert!(
            output.contains(&format!("\nen/terms.tsv:{line}")),
            "{line}: {output}"
        );
    }
}
