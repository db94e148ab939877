//! The kinds of errors, one text for each.

use std::fs;

use serde_json::json;

use crate::{evaluate, out_path, path};

/// The lines of kinds, each as count, kind and place.
fn kinds(arguments: &[&str]) -> Option<Vec<String>> {
    let output = evaluate(arguments)?;
    assert!(output.status.success(), "{output:?}");
    let report = String::from_utf8(output.stdout).unwrap();
    let lines = report
        .lines()
        .skip_while(|line| !line.starts_with("errors: "));
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(lines.map(words).collect())
}

#[test]
fn errors_in_sentences_say_what_was_lacking() {
    let sentences = [
        ("far", "Norway and Sweden lie far away.", ["NOR", "SWE"], -1),
        ("may", "France may attack Mali.", ["FRA", "MLI"], -1),
        ("dawn", "The trawlers sailed at dawn.", ["IND", "LKA"], -1),
        (
            "near",
            "In Chad, France condemned Mali.",
            ["FRA", "TCD"],
            -1,
        ),
        ("sign", "France praised Mali.", ["FRA", "MLI"], -1),
        ("turned", "France condemned Mali.", ["MLI", "FRA"], -1),
        ("right", "France condemned Mali.", ["FRA", "MLI"], -1),
    ];
    // The digest of "abc" begins with b: all of them are to learn from.
    let record = |(id, text, pair, sign): (&str, &str, [&str; 2], i32)| json!({"id": id, "text": text, "pairs": [pair], "sign": sign, "event": "ACCUSE", "group": "abc"});
    let file = out_path("kinds.jsonl");
    let mut lines: Vec<String> = sentences.map(|s| record(s).to_string()).to_vec();
    // The first letter of the digest of "hello" is 2: held.
    let held = record(("held", "France praised Mali.", ["FRA", "MLI"], -1));
    lines.push(held.to_string().replace("abc", "hello"));
    fs::write(&file, lines.join("\n")).unwrap();
    let Some(mut told) = kinds(&[&file, "--errors"]) else {
        return;
    };
    let by_hand = [
        "1 false: another target by rule order with class ACCUSE near",
        "1 missed: no term in the sentence far",
        "1 missed: pair found, but its mode hypothetical does not count may",
        "1 missed: source and target not named by the lexicon dawn",
        "1 missed: source found with another target by rule order near",
        "1 wrong direction: pair found reversed by rule order turned",
        "1 wrong sign: class SUPPORT read where ACCUSE is coded sign",
    ];
    assert_eq!(told.remove(0), "errors: 7 of 7 kinds; the commonest");
    assert_eq!(told, by_hand);
}

#[test]
fn errors_in_articles_name_their_sentence() {
    let files = [
        "articles.ndjson",
        "articles_expected.tsv",
        "articles_sentences.jsonl",
    ]
    .map(path);
    let [articles, expected, sentences] = &files;
    let arguments = [
        "--articles",
        articles,
        "--expect",
        expected,
        "--sentences",
        sentences,
        "--errors",
    ];
    let Some(told) = kinds(&arguments) else {
        return;
    };
    let by_hand = [
        "errors: 4 of 4 kinds; the commonest",
        "1 false: invented pair by rule order with class ACCUSE pacts-2:4",
        "1 missed: source and target not named in the sentence, but in the text tests-1:4",
        "1 wrong direction: pair found reversed by rule order pacts-2:3",
        "1 wrong sign: class SUPPORT read where ACCUSE is coded pacts-1:3",
    ];
    let head: Vec<&String> = told.iter().take_while(|line| !line.is_empty()).collect();
    assert_eq!(head, by_hand);
}
