//! What `summarize` prints: the table, JSON, CSV and events.

use std::{collections::HashMap, fs, io::Read, process::Stdio};

use detente::{Lexicon, Pair, Summary};
use serde_json::Value;

use crate::{CSV_COLUMNS, example, folder, overview, printed, text};

const DISPATCHES: &str = include_str!("../../examples/data/dispatches.ndjson");

#[test]
fn the_bundled_sample_is_summarized_in_the_order_of_time() {
    let table = printed(&[], b"");
    let lines = overview(&table);
    assert_eq!(lines.len(), 12, "{table}");
    assert!(lines.is_sorted_by_key(|line| &line.1), "{table}");
    for pair in [
        "Iran – United States",
        "India – Pakistan",
        "Japan – South Korea",
        "Qatar – Saudi Arabia",
    ] {
        assert!(
            lines.iter().any(|line| line.0 == pair),
            "{pair} is missing: {table}"
        );
    }
    assert!(
        table.contains("\nRead 152 articles: 152 scored ("),
        "{table}"
    );
    assert!(table.contains(&format!("\nLexicon {}\n", Lexicon::english().stamp())));
}

#[test]
fn the_table_is_narrow_and_without_colours_off_a_terminal() {
    for args in [
        &["--top", "0"][..],
        &["--top", "0", "--period", "day"],
        &["--period", "month"],
    ] {
        let table = printed(args, b"");
        assert!(
            table.lines().all(|line| line.chars().count() <= 120),
            "{table}"
        );
        assert!(!table.contains('\u{1b}'));
    }
}

#[test]
fn evidence_is_dated_and_in_the_order_of_time() {
    let table = printed(&[], b"");
    let evidence = table
        .split("\n\n")
        .filter(|block| block.contains(" named together in "));
    let mut lines = 0;
    for block in evidence {
        // Day, who acts, score.
        let dated = block
            .lines()
            .filter(|line| line.contains(['+', '-']) && line.starts_with("  20"));
        let dated: Vec<&str> = dated.filter(|line| !line.contains("a mark")).collect();
        assert!(dated.is_sorted_by_key(|line| &line[..12]), "{block}");
        lines += dated.len();
    }
    assert!(
        lines >= 36,
        "{lines} lines of evidence for 12 relationships"
    );
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let file = ["examples/data/dispatches.ndjson", "--json"];
    assert_eq!(printed(&["--json"], b""), printed(&file, b""));
    assert_eq!(
        printed(&["--json"], b""),
        printed(&["--json", "-"], DISPATCHES.as_bytes())
    );
}

#[test]
fn json_is_a_summary() {
    let all: Summary = serde_json::from_str(&printed(&["--json"], b"")).unwrap();
    assert_eq!(all.counts.read, 152);
    assert_eq!(all.lexicon.as_deref(), Some(Lexicon::english().stamp()));
    assert!(all.relationships.len() > 12);
    let one = printed(&["--json", "--pair", "USA-IRN"], b"");
    let one: Summary = serde_json::from_str(&one).unwrap();
    let pair: Pair = "IRN-USA".parse().unwrap();
    assert_eq!(one.relationships.len(), 1);
    assert_eq!(one.relationship(pair), all.relationship(pair));
}

#[test]
fn one_direction_leaves_out_the_other() {
    let json = printed(&["--json", "--pair", "USA:IRN"], b"");
    let summary: Summary = serde_json::from_str(&json).unwrap();
    let directions = summary.relationships[0].directions.iter();
    let directions: Vec<String> = directions.map(|view| view.pair.to_string()).collect();
    assert_eq!(directions, ["USA->IRN"]);
    let table = printed(&["--pair", "USA->IRN", "--pair", "IND-PAK"], b"");
    let names: Vec<String> = overview(&table).into_iter().map(|line| line.0).collect();
    assert_eq!(names, ["United States towards Iran", "India – Pakistan"]);
}

#[test]
fn csv_has_a_row_for_each_pair_direction_and_period() {
    let csv = printed(&["--csv", "--pair", "JPN-KOR", "--pair", "USA:IRN"], b"");
    let rows: Vec<Vec<&str>> = csv.lines().map(|line| line.split(',').collect()).collect();
    assert_eq!(csv.lines().next(), Some(CSV_COLUMNS));
    assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{csv}");
    let mut pairs: Vec<&str> = rows[1..].iter().map(|row| row[0]).collect();
    pairs.dedup();
    assert_eq!(pairs, ["USA->IRN", "JPN-KOR", "JPN->KOR", "KOR->JPN"]);
    for row in &rows[1..] {
        let number = |at: usize| row[at].parse::<f64>().unwrap();
        assert!(
            number(12) <= number(11) && number(11) <= number(13),
            "{row:?}"
        );
        assert!(
            (number(11) - 50.0 * (1.0 - number(17) / 10.0)).abs() < 0.01,
            "{row:?}"
        );
    }
}

#[test]
fn periods_and_half_lives_change_the_series() {
    let weeks = printed(&["--csv", "--pair", "IND-PAK"], b"");
    let months = printed(&["--csv", "--pair", "IND-PAK", "--period", "month"], b"");
    assert!(
        months.lines().nth(1).unwrap().contains(",2019-02,"),
        "{months}"
    );
    assert!(months.lines().count() * 3 < weeks.lines().count());
    let short = printed(&["--csv", "--pair", "IND-PAK", "--half-life", "7"], b"");
    assert_eq!(short.lines().count(), weeks.lines().count());
    assert_ne!(short, weeks);
}

#[test]
fn every_event_is_written_with_its_place() {
    let out = folder("events").join("events.ndjson");
    printed(&["--events", out.to_str().unwrap(), "--top", "1"], b"");
    let articles: HashMap<String, Value> = DISPATCHES
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .map(|article| (article["id"].as_str().unwrap().to_owned(), article))
        .collect();
    let rows = fs::read_to_string(out).unwrap();
    for row in rows
        .lines()
        .map(|row| serde_json::from_str::<Value>(row).unwrap())
    {
        let part =
            articles[row["article"].as_str().unwrap()][row["part"].as_str().unwrap()].as_str();
        let place = row["start"].as_u64().unwrap() as usize..row["end"].as_u64().unwrap() as usize;
        let clause = part
            .unwrap()
            .get(place)
            .unwrap_or_else(|| panic!("off the text: {row}"));
        let evidence = row["evidence"].as_str().unwrap();
        assert!(
            !evidence.is_empty() && clause.contains(evidence),
            "{row}: {clause}"
        );
        assert!(row["score"].as_f64().unwrap().abs() <= 10.0);
        assert!((0.0..=1.0).contains(&row["confidence"].as_f64().unwrap()));
        assert_ne!(row["source"], row["target"]);
        let fields = ["class", "code", "mode", "date", "precision", "rule"];
        assert!(fields.iter().all(|field| row[field].is_string()), "{row}");
        assert!(row["primary"].is_boolean() && row["reciprocal"].is_boolean());
    }
    let json: Value = serde_json::from_str(&printed(&["--json"], b"")).unwrap();
    assert_eq!(
        rows.lines().count() as u64,
        json["counts"]["events"].as_u64().unwrap()
    );
    assert!(rows.lines().count() > 152);
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let mut child = example("summarize")
        .args(["--csv", "--period", "day"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut [0; 16]).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty(), "{}", text(&output.stderr));
}

#[test]
fn help_teaches() {
    let help = printed(&["--help"], b"");
    for word in [
        "tension",
        "Goldstein",
        "USA:RUS",
        "--half-life",
        "Status 0",
        "\"text\"",
        "NDJSON",
    ] {
        assert!(help.contains(word), "{word}: {help}");
    }
    assert!(
        help.lines().all(|line| line.chars().count() <= 120),
        "{help}"
    );
}
