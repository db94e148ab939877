//! The manners of every command: help that teaches, refusals that help, quiet ends, and colours only where somebody sees them.

use std::{
    fs,
    io::Read,
    path::Path,
    process::{Command, Output, Stdio},
};

use crate::{bench_table, example, folder, text};

/// A command with a run that prints something, a wrong use, and a use of a file that is not there.
struct Manners {
    name: &'static str,
    prints: Vec<String>,
    wrong: &'static [&'static str],
    missing: &'static [&'static str],
}

const MISSING: &str = "no/such/file.ndjson";

fn all(folder: &Path) -> Vec<Manners> {
    let own = |args: &[&str]| args.iter().map(|arg| (*arg).to_owned()).collect();
    let checkpoint = folder.join("checkpoint").display().to_string();
    let results = folder.join("results");
    bench_table::results(&results);
    let command = |name, prints, wrong, missing| Manners {
        name,
        prints,
        wrong,
        missing,
    };
    vec![
        command(
            "summarize",
            own(&["--top", "3"]),
            &["--top", "x"],
            &[MISSING],
        ),
        command(
            "report",
            own(&["--out", "-"]),
            &["--pair", "Iran"],
            &[MISSING],
        ),
        command("explain", own(&[]), &["--color", "green"], &[MISSING]),
        command(
            "archive",
            own(&[
                "--checkpoint",
                &checkpoint,
                "examples/data/dispatches.ndjson",
            ]),
            &["wire.ndjson"],
            &["--checkpoint", "no/such/checkpoint", MISSING],
        ),
        command(
            "evaluate",
            own(&["tests/data/evaluate/gold.jsonl"]),
            &["--errors"],
            &[MISSING],
        ),
        command(
            "validate",
            own(&[]),
            &["--budget", "0"],
            &["--crises", "examples/data/crises.tsv", MISSING],
        ),
        command(
            "bench_table",
            own(&["--results", &results.display().to_string()]),
            &["results"],
            &["--results", MISSING],
        ),
    ]
}

fn run(name: &str, args: &[impl AsRef<str>]) -> Output {
    let args = args.iter().map(AsRef::as_ref);
    let mut command = example(name);
    command.args(args).stdin(Stdio::null()).output().unwrap()
}

/// Whether there is anything in it that only a terminal understands.
fn has_colours(output: &Output) -> bool {
    [&output.stdout, &output.stderr]
        .into_iter()
        .any(|bytes| bytes.contains(&0x1b))
}

#[test]
fn help_teaches() {
    for one in all(&folder("manners-help")) {
        let output = run(one.name, &["--help"]);
        let help = text(&output.stdout);
        assert_eq!(output.status.code(), Some(0), "{}", one.name);
        let examples = format!("\n  {}", one.name);
        for part in [
            "Usage: ",
            "Examples:\n",
            &examples,
            "Status 0: done",
            "1: ",
            "2: wrong usage",
        ] {
            assert!(help.contains(part), "{}: no {part:?} in {help}", one.name);
        }
        let longest = help.lines().map(|line| line.chars().count()).max();
        assert!(
            longest <= Some(160),
            "{}: {longest:?} characters wide",
            one.name
        );
        assert!(!has_colours(&output), "{}", one.name);
    }
}

#[test]
fn wrong_usage_is_status_2_and_names_what_is_wrong() {
    for one in all(&folder("manners-usage")) {
        for wrong in [one.wrong, &["--no-such-flag"]] {
            let output = run(one.name, wrong);
            let told = text(&output.stderr);
            assert_eq!(
                output.status.code(),
                Some(2),
                "{} {wrong:?}: {told}",
                one.name
            );
            assert!(
                told.starts_with("error: ") && told.contains("--help"),
                "{}: {told}",
                one.name
            );
            assert!(
                output.stdout.is_empty() && !has_colours(&output),
                "{}",
                one.name
            );
        }
    }
}

#[test]
fn a_missing_file_is_named_with_what_helps() {
    for one in all(&folder("manners-missing")) {
        let output = run(one.name, one.missing);
        let told = text(&output.stderr);
        let named = told.lines().last().unwrap_or_default();
        assert_eq!(output.status.code(), Some(1), "{}: {told}", one.name);
        assert!(
            named.starts_with(&format!("{}: {MISSING}", one.name)),
            "{told}"
        );
        assert!(named.contains("; "), "{}: what helps? {told}", one.name);
        assert!(
            output.stdout.is_empty() && !has_colours(&output),
            "{}: {told}",
            one.name
        );
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    for one in all(&folder("manners-pipe")) {
        for args in [&one.prints[..], &["--help".to_owned()]] {
            let mut child = example(one.name)
                .args(args)
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            // Nobody reads on before anything is written.
            drop(child.stdout.take());
            let mut told = String::new();
            child
                .stderr
                .take()
                .unwrap()
                .read_to_string(&mut told)
                .unwrap();
            assert_eq!(
                child.wait().unwrap().code(),
                Some(0),
                "{} {args:?}: {told}",
                one.name
            );
            let loud = ["roken pipe", "panicked", "os error"]
                .iter()
                .any(|sign| told.contains(sign));
            assert!(!loud, "{} {args:?}: {told}", one.name);
        }
    }
}

#[test]
fn results_stand_on_standard_output_without_a_word_for_terminals() {
    for one in all(&folder("manners-plain")) {
        let output = run(one.name, &one.prints);
        let told = text(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{}: {told}", one.name);
        assert!(
            !output.stdout.is_empty() && !has_colours(&output),
            "{}: {told}",
            one.name
        );
    }
}

#[test]
#[cfg_attr(
    not(target_os = "linux"),
    ignore = "SKIPPED: `script` takes other arguments on this system"
)]
fn colours_are_for_terminals_and_no_color_turns_them_off() {
    let path = example("summarize").get_program().to_owned();
    let shown = |no_color: Option<&str>| {
        let mut command = Command::new("script");
        let run = format!("'{}' --top 1", path.to_string_lossy());
        command.args(["-q", "-e", "-c", &run, "/dev/null"]);
        command
            .env("TERM", "xterm")
            .env_remove("NO_COLOR")
            .stdin(Stdio::null());
        if let Some(value) = no_color {
            command.env("NO_COLOR", value);
        }
        let output = command.output().ok()?;
        assert!(output.status.success(), "{}", text(&output.stderr));
        Some(has_colours(&output))
    };
    match shown(None) {
        None => eprintln!("SKIPPED: `script` is not installed (Debian: bsdutils)"),
        Some(coloured) => {
            assert!(coloured, "a terminal has colours");
            assert_eq!(shown(Some("1")), Some(false), "NO_COLOR=1");
            assert_eq!(shown(Some("")), Some(true), "an empty NO_COLOR is none");
        }
    }
}

#[test]
fn explain_takes_sentences_and_names_of_files_apart() {
    let folder = folder("manners-explain");
    fs::write(folder.join("story.txt"), "Chile condemned Peru.").unwrap();
    let file = folder.join("story.txt").display().to_string();
    assert!(text(&run("explain", &[&file]).stdout).contains("CHL->PER"));
    let missing = run("explain", &["story.txt"]);
    assert_eq!(missing.status.code(), Some(1));
    assert!(text(&missing.stderr).contains("story.txt: "));
    let inside = run("explain", &[folder.join(".").to_str().unwrap()]);
    assert!(text(&inside.stderr).contains("this is a folder"));
    for sentence in ["Hello.", "War", "He said no/yes to U.S. aid."] {
        let output = run("explain", &[sentence]);
        assert_eq!(
            output.status.code(),
            Some(0),
            "{sentence}: {}",
            text(&output.stderr)
        );
    }
}
