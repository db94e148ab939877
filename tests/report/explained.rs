//! The example `explain` as its users run it: carets and colours, a page of the article, and why there is no event.

use std::{
    path::PathBuf,
    process::{Command, Stdio},
};

use super::{example, folder, hostile::STRINGS, markup, run, text};

const SENTENCE: &str = "France condemned Mali, and Mali did not attack France on Friday.";

fn explained(args: &[&str], input: &str) -> String {
    let output = run(
        Command::new(example("explain")).env_remove("NO_COLOR"),
        args,
        input,
    );
    assert!(
        output.status.success(),
        "{args:?}: {}",
        text(&output.stderr)
    );
    text(&output.stdout)
}

#[test]
fn colours_come_when_asked_for_and_never_into_a_pipe() {
    let plain = explained(&[SENTENCE], "");
    assert!(plain.contains("^^^^^^ ") && !plain.contains('\x1b'));
    let coloured = explained(&[SENTENCE, "--color", "always"], "");
    assert!(
        coloured.contains(
            "\x1b[38;5;33mFrance\x1b[0m \x1b[1mcondemned\x1b[0m \x1b[38;5;208mMali\x1b[0m"
        ),
        "{coloured}"
    );
    assert_eq!(explained(&["-"], SENTENCE), plain);
}

#[test]
fn a_terminal_has_colours_unless_it_refuses() {
    // `script` of util-linux gives the example a terminal.
    let on_terminal = |refuse: &str| {
        let line = format!("{} '{SENTENCE}'", example("explain").display());
        let mut script = Command::new("script");
        script
            .args(["-qec", &line, "/dev/null"])
            .env("NO_COLOR", refuse)
            .env("TERM", "xterm");
        let output = script.stdin(Stdio::null()).output().ok()?;
        output.status.success().then(|| text(&output.stdout))
    };
    let Some(coloured) = on_terminal("") else {
        eprintln!("SKIPPED: `script` of util-linux is not installed");
        return;
    };
    assert!(coloured.contains("\x1b[1mcondemned\x1b[0m"), "{coloured}");
    assert!(
        !on_terminal("1").unwrap().contains('\x1b'),
        "NO_COLOR is respected"
    );
}

#[test]
fn why_not_tells_both_ways_with_the_rule_and_the_words() {
    let told = explained(
        &[
            "Chile and Peru watched while Russia attacked Ukraine.",
            "--why-not",
            "CHL-UKR",
        ],
        "",
    );
    let lines: Vec<&str> = told.lines().collect();
    assert!(
        lines[0].starts_with("CHL -> UKR: no event that counts."),
        "{told}"
    );
    assert_eq!(
        lines[2],
        "sentence 1, ASSAULT 190: rule order gives it to RUS -> UKR"
    );
    assert_eq!(
        lines[4],
        "  source \"Chile\", act \"attacked\", target \"Ukraine\""
    );
    assert!(told.contains("\nUKR -> CHL: no event that counts."));
    let one = explained(&["Chile condemned Peru.", "--why-not", "CHL:PER"], "");
    assert!(
        one.starts_with("CHL -> PER: 1 event that counts.") && !one.contains("PER -> CHL"),
        "{one}"
    );
}

/// The page of a text, in a file of the test's own folder.
pub(crate) fn page_of(name: &str, words: &str, more: &[&str]) -> PathBuf {
    let file = folder(name).join("page.html");
    let args = [
        &[
            "-",
            "--date",
            "2018-05-10",
            "--html",
            file.to_str().unwrap(),
        ],
        more,
    ]
    .concat();
    let told = explained(&args, words);
    assert!(told.starts_with("Wrote "), "{told}");
    file
}

fn page(name: &str, words: &str, more: &[&str]) -> markup::Markup {
    let file = page_of(name, words, more);
    markup::read(&std::fs::read_to_string(file).unwrap())
}

#[test]
fn the_page_marks_every_word_that_was_read_and_names_each_rule() {
    let words = "Iran-backed fighters fled. France fiercely condemned Mali on Tuesday after a press conference, and will not attack Mali.";
    let page = page(
        "explain-page",
        words,
        &["--title", "France condemns Mali", "--why-not", "MLI:FRA"],
    );
    let text: String = page
        .named("p")
        .filter(|p| p.attribute("class") == "read text")
        .map(|p| p.text.clone())
        .collect();
    for wish in [
        "Iran-backed fighters actor IRN idle",
        "fiercely shifter intensify",
        "condemned governor 111",
        "Tuesday date 8 May 2018",
        "attack term 190",
        "press conference idiom",
    ] {
        assert!(text.contains(wish), "{wish} is not in {text}");
    }
    assert!(page.text.contains("Found by rule order") && page.text.contains("Why not Mali"));
    assert!(
        page.text.contains("Rule order gives it to FRA -> MLI"),
        "{}",
        page.text
    );
    let heads: Vec<&str> = page.named("h2").map(|h2| &*h2.text).collect();
    assert_eq!(heads[..2], ["The text", "The events"]);
}

#[test]
fn hostile_text_stays_text_there_too() {
    let words: String = STRINGS.iter().map(|hostile| format!("Chile condemned Peru over {hostile}. It was not the first time that they had done so. ")).collect();
    let page = page(
        "explain-hostile",
        &words,
        &["--title", STRINGS[14], "--why-not", "CHL-PER"],
    );
    assert!(page.text.matches("window.owned").count() > 100);
}

#[test]
fn errors_say_what_to_do() {
    let output = run(
        &mut Command::new(example("explain")),
        &["It rained.", "--why-not", "XXX-USA"],
        "",
    );
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("the lexicon has no actor XXX"));
    let output = run(
        &mut Command::new(example("explain")),
        &["It rained.", "--html", "nowhere/page.html"],
        "",
    );
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("nowhere/page.html"));
}
