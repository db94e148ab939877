//! The functions and tables, asked in SQL.

mod common;

use std::fs;

use common::{CLUSTER, Done, archive, done, folder, inside, run, single, text};
use serde_json::Value;

fn ask(query: &str, inputs: &[&str]) -> Vec<Value> {
    let mut arguments = vec!["standalone", query];
    arguments.extend(inputs);
    arguments.extend(["--format", "json", "--partitions", "2"]);
    rows(&done(CLUSTER, &arguments))
}

fn rows(done: &Done) -> Vec<Value> {
    let lines = done.out.lines();
    lines
        .map(|line| serde_json::from_str(line).expect("it is JSON"))
        .collect()
}

#[test]
fn the_table_of_events_is_the_single_machines_file_of_events() {
    let work = folder();
    let (news, alone) = (inside(&work, "news"), inside(&work, "alone"));
    archive(&news, 2);
    single(&alone, &[&news]);
    let file = fs::read_to_string(alone.join("events.ndjson")).expect("there are events");
    let mut theirs: Vec<Value> = file
        .lines()
        .map(|line| serde_json::from_str(line).expect("it is JSON"))
        .collect();
    theirs.iter_mut().for_each(without_null);
    let key = |row: &Value| (row["article"].to_string(), row["event"].as_u64());
    theirs.sort_by_key(key);
    let mut ours = ask("SELECT * FROM events", &[text(&news)]);
    ours.sort_by_key(key);
    for row in &mut ours {
        let week = row.as_object_mut().and_then(|row| row.remove("week"));
        assert_eq!(week.is_some(), row.get("date").is_some());
    }
    assert!(theirs.len() > 1000);
    assert_eq!(ours.len(), theirs.len());
    for (ours, theirs) in ours.iter().zip(&theirs) {
        assert_eq!(ours, theirs);
    }
}

/// The engine's JSON leaves out what is null.
fn without_null(row: &mut Value) {
    if let Some(row) = row.as_object_mut() {
        row.retain(|_, value| !value.is_null());
    }
}

#[test]
fn weeks_are_counted_in_plain_sql() {
    let rows = ask(
        "SELECT source, target, week, count(*) AS n, avg(score) AS mean FROM events WHERE \"primary\"
         GROUP BY source, target, week ORDER BY n DESC, source, target, week LIMIT 3",
        &[],
    );
    assert_eq!(rows.len(), 3);
    for row in rows {
        let week = row["week"].as_str().expect("there is a week");
        assert!(week.len() == 8 && week[4..].starts_with("-W"), "{week}");
        assert!(row["mean"].as_f64().expect("there is a mean").abs() <= 10.0);
    }
}

#[test]
fn the_aggregate_over_articles_merges_to_the_summary() {
    let theirs: Value =
        serde_json::from_str(&done(common::SINGLE, &["--json"]).out).expect("it is JSON");
    for query in [
        "SELECT detente_summary(detente_timeline(id, published, title, text)) AS summary FROM documents",
        "SELECT detente_summary(detente_timeline(detente_cells(id, published, title, text))) AS summary FROM documents",
        "SELECT detente_summary(detente_timeline(part)) AS summary FROM
         (SELECT detente_timeline(id, published, title, text) AS part FROM documents GROUP BY date_trunc('month', published))",
    ] {
        let [row] = &ask(query, &[])[..] else {
            panic!("one timeline has one row");
        };
        let ours: Value = serde_json::from_str(row["summary"].as_str().expect("it is text")).expect("it is JSON");
        for part in ["counts", "lexicon", "last_day"] {
            assert_eq!(ours[part], theirs[part], "{query}");
        }
        // The single machine shows pairs with events that count; the function has all.
        let shown = theirs["relationships"].as_array().expect("there are pairs");
        let all = ours["relationships"].as_array().expect("there are pairs");
        assert!(!shown.is_empty() && shown.iter().all(|pair| all.contains(pair)), "{query}");
    }
}

#[test]
fn each_pair_is_in_one_part_and_reads_there_as_in_the_whole() {
    let timeline = "SELECT detente_timeline(id, published, title, text) AS timeline FROM documents";
    let summary = |row: &Value| -> Value {
        let text = row["summary"].as_str().expect("it is text");
        serde_json::from_str(text).expect("it is JSON")
    };
    let whole = ask(
        &format!("SELECT detente_summary(timeline) AS summary FROM ({timeline})"),
        &[],
    );
    let whole = summary(&whole[0]);
    let parts = ask(
        &format!(
            "SELECT piece['part'] AS part, detente_summary(piece['cells']) AS summary
             FROM (SELECT unnest(detente_parts(timeline, 4)) AS piece FROM ({timeline})) ORDER BY part"
        ),
        &[],
    );
    let numbers: Vec<_> = parts.iter().map(|row| row["part"].as_u64()).collect();
    assert_eq!(numbers, [Some(0), Some(1), Some(2), Some(3)]);
    let mut told = Vec::new();
    for part in parts.iter().map(summary) {
        assert_eq!(part["counts"], whole["counts"]);
        told.extend(
            part["relationships"]
                .as_array()
                .expect("there are pairs")
                .clone(),
        );
    }
    let all = whole["relationships"].as_array().expect("there are pairs");
    assert!(told.len() == all.len() && all.iter().all(|pair| told.contains(pair)));
}

#[test]
fn an_event_is_explained_and_a_title_may_be_left_out() {
    let rows = ask(
        "SELECT unnest(detente_explain('x', DATE '2018-05-10', 'France condemned North Korea.')) AS drawn,
                cardinality(detente_events('x', DATE '2018-05-10', 'France condemned North Korea.')) AS n,
                detente_events('x', NULL, NULL) IS NULL AS nothing",
        &[],
    );
    let drawn = rows[0]["drawn"].as_str().expect("it is drawn");
    assert!(drawn.contains("^^^^^^ ^^^^^^^^^ ^^^^^^^^^^^"), "{drawn}");
    assert_eq!(
        (rows[0]["n"].as_u64(), rows[0]["nothing"].as_bool()),
        (Some(1), Some(true))
    );
}

#[test]
fn wrong_arguments_are_told_before_any_work() {
    for (query, told) in [
        (
            "SELECT detente_events(id) FROM documents",
            "takes id, published and text",
        ),
        (
            "SELECT detente_timeline(line) FROM lines",
            "which are bytes",
        ),
        (
            "SELECT detente_parts(id, 4) FROM documents",
            "takes a timeline and a number of parts",
        ),
        (
            "SELECT detente_parts(detente_cells(id, published, text), 0) FROM documents",
            "divides into 1 part or more",
        ),
        ("SELECT nothing FROM events", "nothing"),
    ] {
        let failed = run(CLUSTER, &["standalone", query]);
        assert!(
            !failed.success && failed.err.contains(told),
            "{}",
            failed.err
        );
    }
}
