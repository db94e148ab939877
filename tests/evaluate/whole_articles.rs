//! Whole articles against rows worked by hand, and against the reference's own judge where it is at hand.

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use detente::Day;
use serde_json::Value;

use crate::{data, evaluate, example, expect, json_lines, out_path, path, reported, skip};

/// Our names of the measures and the reference's.
const NAMES: [(&str, &str); 11] = [
    ("precision_sign", "precision (pair, sign)"),
    ("required_recall_pair", "required recall (pair alone)"),
    ("required_recall_sign", "required recall (pair, sign)"),
    (
        "required_recall_range",
        "required recall (pair, score in range)",
    ),
    ("F1_sign", "F1 (precision, sign recall)"),
    ("forbidden_rate", "forbidden lines hit"),
    ("date_acc_required", "date accuracy (matched required)"),
    ("class_acc_required", "class accuracy (matched required)"),
    ("class_acc_events", "class accuracy (matched events)"),
    ("net_sign_all", "net sign, all (article, pair)"),
    ("net_sign_seen", "net sign, pairs with an event"),
];

/// Articles, rows and sentences, as files.
type Files = [String; 3];

fn own() -> Files {
    [
        "articles.ndjson",
        "articles_expected.tsv",
        "articles_sentences.jsonl",
    ]
    .map(path)
}

fn report(files: &Files, more: &[&str]) -> Option<String> {
    let [articles, expected, sentences] = files;
    let mut arguments = vec![
        "--articles",
        articles,
        "--expect",
        expected,
        "--sentences",
        sentences,
    ];
    arguments.extend(more);
    let output = evaluate(&arguments)?;
    assert!(output.status.success(), "{output:?}");
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn articles_are_counted_as_by_hand() {
    let Some(report) = report(&own(), &[]) else {
        return;
    };
    // Required are six rows: the harvest says nothing, Iraq's praise has the other sign, the aid is stronger than its range.
    // Of eight events five answer a row; wrong are Iraq's sign, Norway's direction, and Mali, which a row forbids.
    // Of the four with the right sign only the Soviet Union's class is another. Of four clear sums one is turned.
    let by_hand = [
        ("precision_sign", 5.0 / 8.0),
        ("required_recall_pair", 5.0 / 6.0),
        ("required_recall_sign", 4.0 / 6.0),
        ("required_recall_range", 3.0 / 6.0),
        ("F1_sign", 20.0 / 31.0),
        ("forbidden_rate", 1.0 / 3.0),
        ("date_acc_required", 1.0),
        ("class_acc_required", 3.0 / 4.0),
        ("class_acc_events", 4.0 / 5.0),
        ("net_sign_all", 3.0 / 4.0),
        ("net_sign_seen", 3.0 / 4.0),
    ];
    let measured = reported(report.as_bytes());
    for (name, value) in by_hand {
        assert!((measured[name] - value).abs() < 5e-5, "{name}: {report}");
    }
    for line in [
        "3 articles, 6 required, 2 optional, 3 forbidden rows, 8 events\n",
        "events 8: 5 right (4 on required rows), wrong by sign 1, by direction 1, by pair 1; forbidden 3: 1 scored",
        "ACCUSE              3   1.00   0.67   0.67        5   0.60",
    ] {
        assert!(report.contains(line), "{line}: {report}");
    }
}

#[test]
fn baselines_stand_beside_with_intervals() {
    let Some(report) = report(&own(), &[]) else {
        return;
    };
    // Every sentence names two actors or none, so that both guess the same. Four of six required rows are hostile, so are all
    // eight guesses; four of them meet a row: both condemnations of the first article, the Soviet Union's, and Iraq's.
    let line = report
        .lines()
        .find(|line| line.starts_with("precision_sign"));
    let cells = line.unwrap().replace(['[', ']', ','], " ");
    let cells: Vec<f64> = cells.split_whitespace().flat_map(str::parse).collect();
    assert_eq!(cells.len(), 9, "{report}");
    for reader in cells.chunks(3) {
        assert!(reader[1] < reader[0] && reader[0] < reader[2], "{report}");
    }
    assert_eq!((cells[3], cells[6]), (0.5, 0.5), "{report}");
}

#[test]
fn misses_and_wrong_finds_are_listed_with_their_sentences() {
    let Some(report) = report(&own(), &["--list"]) else {
        return;
    };
    let lines: Vec<&str> = report.lines().filter(|line| line.contains('\t')).collect();
    let by_hand = [
        "tests-1:4\tmissed\tJPN->IDN\tSUPPORT 1..4\tThe harvest was good.",
        "pacts-1:3\tfalse sign\tIRQ->KWT\tSUPPORT ",
        "pacts-1:3\twrong sign\tIRQ->KWT\tACCUSE -5..-1\tIraq praised Kuwait.",
        "pacts-2:3\tfalse direction\tNOR->SWE\tACCUSE ",
        "pacts-2:4\tfalse pair\tMLI->NER\tACCUSE ",
        "pacts-2:4\tforbidden\tMLI->NER\t-10..-1\tMali condemned Niger.",
    ];
    assert_eq!(lines.len(), by_hand.len(), "{report}");
    for (line, start) in lines.iter().zip(by_hand) {
        assert!(line.starts_with(start), "{line}");
    }
}

#[test]
fn lines_that_fit_no_article_are_left_out() {
    let [articles, expected, sentences] = own();
    let (more_rows, more_sentences) = (out_path("more_rows.tsv"), out_path("more_sentences.jsonl"));
    let row = "\t9\tPER\tCHL\tSUPPORT\t1\t6\tdefault\trequired\tx\n";
    let rows = fs::read_to_string(expected).unwrap() + "pacts-2" + row + "pacts-9" + row;
    fs::write(&more_rows, rows).unwrap();
    let sentence =
        r#"{"doc": "pacts-2", "n": 9, "part": "text", "start": 0, "end": 5, "sha": "0000"}"#;
    let stranger = sentence.replace("pacts-2", "pacts-9");
    let sentences = fs::read_to_string(sentences).unwrap();
    fs::write(
        &more_sentences,
        format!("{sentences}{sentence}\n{stranger}\n"),
    )
    .unwrap();
    let Some(report) = report(&[articles, more_rows, more_sentences], &[]) else {
        return;
    };
    assert!(
        report.contains("8 events; 4 bad lines left out\n"),
        "{report}"
    );
}

#[test]
fn expected_days_may_be_weeks_months_and_years() {
    let (mut rows, _) = expect::rows_of_articles(&data("articles_expected.tsv")).unwrap();
    let table = out_path("days.tsv");
    let published: Day = "2016-01-04".parse().unwrap();
    let mut met = |when: &str, day: &str| {
        let head = "sentence\tsource\ttarget\tclass\tlow\thigh\tdate\tstatus\tevidence\n";
        fs::write(
            &table,
            format!("{head}1\tA\tB\t-\t1\t2\t{when}\trequired\t-\n"),
        )
        .unwrap();
        rows = expect::rows(Path::new(&table)).unwrap().0;
        rows[0].when.is_met(day.parse().ok(), published)
    };
    // 2015 has 53 weeks: its last begins on Monday 28 December and ends on Sunday 3 January.
    for (when, day, is) in [
        ("2015-W53", "2015-12-28", true),
        ("2015-W53", "2016-01-03", true),
        ("2015-W53", "2016-01-04", false),
        ("2015-W53|default", "2016-01-04", true),
        ("2015-02", "2015-02-28", true),
        ("2015-02", "2015-03-01", false),
        ("2015", "2015-12-31", true),
        ("2015", "2016-01-01", false),
        ("before", "2016-01-03", true),
        ("before", "2016-01-04", false),
        ("default", "", true),
    ] {
        assert_eq!(met(when, day), is, "{when} {day}");
    }
}

/// The folder with `articles.py` and its articles, of `DETENTE_ARTICLES` or beside this project.
fn reference() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/articles");
    let folder = env::var_os("DETENTE_ARTICLES").map_or_else(beside, PathBuf::from);
    let there = folder.join("articles.py").is_file();
    let python = Command::new("python3").arg("--version").output().is_ok();
    if !there || !python {
        skip(
            "articles.py or python3 is not there; set DETENTE_ARTICLES to the folder of articles.py",
        );
        return None;
    }
    Some(folder)
}

/// The main events in the sums as `summarize` writes them, in a file of their own.
fn primary_events(articles: &str, name: &str) -> Option<String> {
    let all = out_path(&format!("{name}-all.ndjson"));
    let output = example("summarize", &[articles, "--events", &all])?;
    assert!(output.status.success(), "{output:?}");
    let out_of_sums = ["negated", "hypothetical", "historical"];
    let counts = |event: &Value| {
        let mode = event["mode"].as_str().unwrap();
        event["primary"] == true && !out_of_sums.contains(&mode)
    };
    let kept = json_lines(&all).into_iter().filter(counts);
    let lines: String = kept.map(|event| format!("{event}\n")).collect();
    let out = out_path(name);
    fs::write(&out, lines).unwrap();
    Some(out)
}

/// What `articles.py` says of all articles, by our names.
fn scored(folder: &Path, [_, expected, sentences]: &Files, events: &str) -> BTreeMap<String, f64> {
    let output = Command::new("python3")
        .arg(folder.join("articles.py"))
        .args(["score", expected, sentences, events])
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let report = String::from_utf8(output.stdout).unwrap();
    let named = NAMES.iter().map(|(own, theirs)| {
        let line = report
            .lines()
            .find_map(|line| line.trim_start().strip_prefix(theirs));
        let value = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
        ((*own).to_owned(), value.unwrap())
    });
    named.collect()
}

#[test]
fn the_reference_judges_the_same() {
    let Some(folder) = reference() else {
        return;
    };
    let theirs = ["articles.ndjson", "expected.tsv", "sentences.jsonl"]
        .map(|name| folder.join(name).to_str().unwrap().to_owned());
    for (name, files) in [("own-events", own()), ("reference-events", theirs)] {
        let events = primary_events(&files[0], name);
        let (Some(events), Some(report)) = (events, report(&files, &[])) else {
            return;
        };
        let (measured, scored) = (
            reported(report.as_bytes()),
            scored(&folder, &files, &events),
        );
        for (measure, value) in &scored {
            assert!(
                (measured[measure] - value).abs() < 6e-4,
                "{name}, {measure}: {value}, {report}"
            );
        }
    }
}
