//! The measures of the example `evaluate` against values worked by hand, and the program itself on small files.

#[path = "../examples/evaluate/expect.rs"]
#[allow(dead_code)]
mod expect;
#[path = "../examples/evaluate/failures.rs"]
#[allow(dead_code)]
mod failures;
#[path = "../examples/evaluate/gold.rs"]
#[allow(dead_code)]
mod gold;
#[path = "../examples/evaluate/input.rs"]
#[allow(dead_code)]
mod input;
#[path = "../examples/evaluate/joined.rs"]
#[allow(dead_code)]
mod joined;
#[path = "evaluate/kinds.rs"]
mod kinds;
#[path = "../examples/evaluate/metrics.rs"]
#[allow(dead_code)]
mod metrics;
#[path = "../examples/evaluate/statistics.rs"]
#[allow(dead_code)]
mod statistics;
#[path = "evaluate/strongest.rs"]
mod strongest;
#[path = "../examples/evaluate/surfaces.rs"]
#[allow(dead_code)]
mod surfaces;
#[path = "evaluate/whole_articles.rs"]
mod whole_articles;

use std::{
    collections::BTreeMap,
    env, fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::{Command, Output},
};

use expect::Verdict;
use failures::Kind;
use gold::{Half, Prediction, Record, canon};
use input::Lines;
use joined::Data;
use metrics::Measure;
use serde_json::Value;

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/evaluate")
        .join(name)
}

fn coded() -> (Vec<Record>, Vec<Prediction>) {
    let mut lines = Lines::read(&data("gold.jsonl")).unwrap();
    let mut predicted = Lines::read(&data("predictions.jsonl")).unwrap();
    let predictions = predicted.json().into_iter().map(|(_, p)| p).collect();
    (gold::records(&mut lines), predictions)
}

fn measured() -> BTreeMap<String, f64> {
    let (gold, predictions) = coded();
    let number = |measure| match measure {
        Measure::Count(n) => n as f64,
        Measure::Value(v) => v,
    };
    let measures = metrics::measure(&Data::new(&gold, &predictions));
    measures.into_iter().map(|(k, m)| (k, number(m))).collect()
}

fn assert_measures(by_hand: &[(&str, f64)]) {
    let measured = measured();
    for (name, value) in by_hand {
        let got = measured[*name];
        assert!((got - value).abs() < 1e-9, "{name}: {got}, by hand {value}");
    }
}

#[test]
fn pairs_are_counted_with_and_without_direction() {
    // Directed: right are accuse 1, border-words 1, treaty 2, strike 1; false are FRA->USA and the turned aid (the other
    // direction of border-words is another record's); missed are aid, border-treaty, unread.
    // Undirected: right are accuse, aid, border-words, treaty, strike; false FRA-USA; missed border-treaty and unread.
    assert_measures(&[
        ("pair_directed_P", 5.0 / 7.0),
        ("pair_directed_R", 5.0 / 8.0),
        ("pair_directed_F1", 10.0 / 15.0),
        ("pair_undirected_P", 5.0 / 6.0),
        ("pair_undirected_R", 5.0 / 7.0),
        ("pair_undirected_F1", 10.0 / 13.0),
    ]);
}

#[test]
fn false_alarms_leave_out_unresolved_records() {
    // weather and harvest hold nothing for certain; something was read in weather.
    assert_measures(&[
        ("false_alarm_no_pair_records", 0.5),
        ("n_no_pair_records", 2.0),
    ]);
}

#[test]
fn undirected_signs_are_means_of_both_directions() {
    // Given accuse -, aid +, treaty +, strike -, unread +; read -, +, + (mean of 6 and -1), + (mean of 5 and -1), none.
    // Found: F1 of + is 2 * 2 / (4 + 1), of - 2 * 1 / (2 + 1). All: F1 of + is 2 * 2 / (4 + 1 + 1).
    assert_measures(&[
        ("n_sign_pairs", 5.0),
        ("n_ambiguous_excluded", 2.0),
        ("sign_undirected_detected_n", 4.0),
        ("sign_undirected_detected_acc", 0.75),
        (
            "sign_undirected_detected_macroF1",
            (4.0 / 5.0 + 2.0 / 3.0) / 2.0,
        ),
        ("sign_undirected_all_acc", 0.6),
        ("sign_undirected_all_macroF1", 2.0 / 3.0),
        ("recall_conflict", 0.5),
        ("recall_coop", 2.0 / 3.0),
    ]);
}

#[test]
fn directed_signs_ask_for_the_direction() {
    // Read accuse -, aid none, treaty + (6), strike + (2), unread none.
    // Found: F1 of + is 2 / (2 + 1), of - the same. All: F1 of + is 2 / (2 + 1 + 2).
    assert_measures(&[
        ("sign_directed_detected_n", 3.0),
        ("sign_directed_detected_acc", 2.0 / 3.0),
        ("sign_directed_detected_macroF1", 2.0 / 3.0),
        ("sign_directed_all_acc", 0.4),
        ("sign_directed_all_macroF1", (0.4 + 2.0 / 3.0) / 2.0),
    ]);
}

#[test]
fn three_signs_read_nothing_as_neutral() {
    // With neutral 0 read as -, unread + read as 0: F1 of + is 2/3, of 0 is 0, of - is 2 / (2 + 1 + 1).
    assert_measures(&[
        ("sign3_n", 6.0),
        ("sign3_acc", 0.5),
        ("sign3_macroF1", (2.0 / 3.0 + 0.0 + 0.5) / 3.0),
        ("sign3_polar_recall", 0.6),
    ]);
}

#[test]
fn ranks_correlate_with_the_coded_scale() {
    // Read   -3 4 -2 0 2.5 2 0: ranks 1 7 2 3.5 6 5 3.5. Given -2 7 -2 6 6 -9 8: ranks 2.5 6 2.5 4.5 4.5 1 7.
    // From their mean of 4 the products add up to 9.75, the squares to 27.5 and 27.
    // Found only: 1 5 2 4 3 and 2.5 5 2.5 4 1, from 3: 6.5, 10 and 9.5.
    assert_measures(&[
        ("spearman_all", 9.75 / (27.5_f64 * 27.0).sqrt()),
        ("spearman_n", 7.0),
        ("spearman_detected", 6.5 / 95_f64.sqrt()),
        ("spearman_detected_n", 5.0),
    ]);
}

#[test]
fn quads_are_looked_up_in_both_directions() {
    // Given verbal_conflict, material_coop, verbal_coop, material_conflict, material_coop;
    // read material_conflict, material_coop (turned), verbal_coop, material_conflict (the last), none.
    // F1: verbal_coop 1, material_coop 2/3, verbal_conflict 0, material_conflict 2/3.
    assert_measures(&[
        ("quad_n", 5.0),
        ("quad_all_acc", 0.6),
        ("quad_all_macroF1", (1.0 + 2.0 / 3.0 + 2.0 / 3.0) / 4.0),
        ("quad_detected_acc", 0.75),
    ]);
}

#[test]
fn confusions_count_found_pairs() {
    let (gold, predictions) = coded();
    let classes = metrics::classes(&Data::new(&gold, &predictions));
    let cell = |given: &str, read: &str| classes.get(&(given.to_owned(), read.to_owned()));
    for class in ["ACCUSE", "AID", "AGREE", "ASSAULT"] {
        assert_eq!(cell(class, class), Some(&1), "{class}");
    }
    assert_eq!(cell("NEUTRAL", "ACCUSE"), Some(&1));
    assert_eq!(classes.values().sum::<usize>(), 5);
}

#[test]
fn failures_are_told_by_kind() {
    let (gold, predictions) = coded();
    let mistakes = failures::find(&Data::new(&gold, &predictions));
    let told: Vec<(Kind, &str)> = mistakes
        .iter()
        .map(|m| (m.kind, m.record.id.as_str()))
        .collect();
    let by_hand = [
        (Kind::Missed, "border-treaty"),
        (Kind::Missed, "unread"),
        (Kind::WrongDirection, "aid"),
        (Kind::WrongSign, "strike"),
        (Kind::WrongSign, "neutral"),
        (Kind::ExtraPair, "accuse"),
        (Kind::FalseAlarm, "weather"),
    ];
    assert_eq!(told, by_hand);
    assert_eq!(mistakes[2].read, ["IDN->JPN AID 4 received"]);
}

#[test]
fn halves_go_by_the_digest() {
    // SHA-256 of "abc" begins with ba, of "hello" with 2c, of "" with e3.
    assert_eq!(
        ["abc", "hello", ""].map(Half::of),
        [Half::Tune, Half::Held, Half::Tune]
    );
}

#[test]
fn codes_are_made_comparable() {
    let pairs = [
        ("USAGOV", "USA"),
        (" usa ", "USA"),
        ("IGOUNOHCR", "IGOUNO"),
        ("UN", "IGOUNO"),
        ("EU", "IGOEEC"),
        ("IGOEUR", "IGOEEC"),
        ("NATO", "IGONAT"),
        ("IMGALQAFG", "IMGALQ"),
        ("ROMGOV", "ROU"),
        ("A1B2", "A1B2"),
    ];
    for (code, same) in pairs {
        assert_eq!(canon(code), same, "{code}");
    }
}

#[test]
fn names_are_found_as_words_and_the_longest_first() {
    let text = "Élan: the U.S. envoy to South Sudan met Sudanese and Sudan officials; Sudan, too.";
    let actors = [
        ("SDN", vec!["Sudan", ""]),
        ("SSD", vec!["South Sudan"]),
        ("USA", vec!["U.S.", "U.S. envoy"]),
    ];
    let actors = actors.map(|(c, n)| (c.to_owned(), n.into_iter().map(str::to_owned).collect()));
    let actors = BTreeMap::from(actors);
    let found: Vec<(&str, &str)> = surfaces::find(text, &actors)
        .into_iter()
        .map(|(place, code)| (code, &text[place]))
        .collect();
    let by_hand = [
        ("USA", "U.S. envoy"),
        ("SSD", "South Sudan"),
        ("SDN", "Sudan"),
        ("SDN", "Sudan"),
    ];
    assert_eq!(found, by_hand);
}

#[test]
fn rows_take_a_score_in_range_or_on_its_side() {
    let (rows, table) = expect::rows(&data("expected.tsv")).unwrap();
    assert_eq!((rows.len(), table.lines.bad), (8, 4));
    let row = |low, high| expect::Row {
        low,
        high,
        ..rows[0].clone()
    };
    let judged = |low, high, score| row(low, high).judge(score);
    assert_eq!(judged(-5.0, -2.0, -5.0), Verdict::Right);
    assert_eq!(judged(-5.0, -2.0, -5.5), Verdict::OutOfRange);
    assert_eq!(judged(-5.0, -0.5, 0.2), Verdict::WrongSign);
    assert_eq!(judged(-5.0, -0.5, 0.0), Verdict::WrongSign);
    assert_eq!(judged(-1.0, 3.5, 4.0), Verdict::OutOfRange);
    assert_eq!(judged(-1.0, 3.5, 0.0), Verdict::Right);
    assert_eq!(judged(0.0, 3.0, -0.5), Verdict::WrongSign);
    assert!(rows[4].forbids(-10.0) && !rows[4].forbids(0.0) && !rows[0].forbids(-2.0));
}

/// Tells, past the test runner, that a test could not run.
fn skip(reason: &str) {
    let _ = writeln!(io::stderr(), "skipped: {reason}");
}

/// What a built example says; the examples stand beside the folder of this test.
fn example(name: &str, arguments: &[&str]) -> Option<Output> {
    let test = env::current_exe().unwrap();
    let profile = test.ancestors().nth(2).unwrap();
    let program = profile
        .join("examples")
        .join(name)
        .with_extension(env::consts::EXE_EXTENSION);
    if !program.is_file() {
        skip(&format!(
            "the example is not built; run cargo build --example {name}"
        ));
        return None;
    }
    Some(Command::new(program).args(arguments).output().unwrap())
}

fn evaluate(arguments: &[&str]) -> Option<Output> {
    example("evaluate", arguments)
}

fn out_path(name: &str) -> String {
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    out.to_str().unwrap().to_owned()
}

fn path(name: &str) -> String {
    data(name).to_str().unwrap().to_owned()
}

/// The measures of a report: the lines of a name and a number before the first blank line.
fn reported(report: &[u8]) -> BTreeMap<String, f64> {
    let text = String::from_utf8(report.to_vec()).unwrap();
    let lines = text.lines().take_while(|line| !line.is_empty());
    let number = |line: &str| {
        let (name, value) = line.split_once(' ')?;
        Some((
            name.to_owned(),
            value.split_whitespace().next()?.parse().ok()?,
        ))
    };
    lines.filter_map(number).collect()
}

fn json_lines(path: &str) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap();
    let lines = text.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn the_program_scores_its_own_predictions() {
    for (name, mode) in [
        ("found.jsonl", None),
        ("given.jsonl", Some("--given-actors")),
    ] {
        let (gold, out) = (path("gold.jsonl"), out_path(name));
        let mut arguments = vec![gold.as_str(), "--predictions", &out];
        arguments.extend(mode);
        let Some(output) = evaluate(&arguments) else {
            return;
        };
        assert!(output.status.success(), "{output:?}");
        let predictions = json_lines(&out);
        assert_eq!(predictions.len(), 11);
        let pair = &predictions[0]["pairs"][0];
        assert_eq!(
            (&pair["source"], &pair["target"]),
            (&"FRA".into(), &"PRK".into())
        );
        assert!(pair["score"].as_f64().unwrap() < 0.0);
        let pair = &predictions[5]["pairs"][0];
        assert_eq!(
            (&pair["source"], &pair["target"]),
            (&"IGONAT".into(), &"SRB".into())
        );
        assert_eq!(reported(&output.stdout)["n_sign_pairs"], 5.0);
    }
}

#[test]
fn failures_of_the_held_part_are_counted_only() {
    let gold = path("gold.jsonl");
    for (arguments, records) in [
        (vec![gold.as_str()], "11 records"),
        (vec![&gold, "--part", "held"], "1 records"),
    ] {
        let Some(output) = evaluate(&arguments) else {
            return;
        };
        let report = String::from_utf8(output.stdout).unwrap();
        let missed = report.lines().find(|line| line.starts_with("missed  "));
        assert!(report.contains(records), "{report}");
        assert!(missed.is_some_and(|line| line.ends_with(" 1")), "{report}");
        assert!(!report.contains("trawlers"), "{report}");
    }
    let Some(output) = evaluate(&[&gold, "--part", "tune"]) else {
        return;
    };
    let report = String::from_utf8(output.stdout).unwrap();
    assert!(report.contains("10 records"), "{report}");
}

#[test]
fn bad_lines_are_reported_and_the_rest_is_read() {
    let faulty = path("faulty.jsonl");
    let Some(output) = evaluate(&[&faulty]) else {
        return;
    };
    let (report, errors) = (
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    );
    assert!(output.status.success());
    assert!(
        report.contains("3 records, 2 with a scorable pair; 5 bad lines left out"),
        "{report}"
    );
    let failure = "missed\tabc\tIND->LKA\tAID\t-\tThe trawlers sailed at dawn.\n";
    assert!(report.ends_with(failure), "{report}");
    for (line, reason) in [
        (2, "EOF"),
        (4, "id \"one\" stands in line 1"),
        (5, "UTF-8"),
        (6, "write -1, 0 or 1"),
        (7, "write YYYY-MM-DD"),
    ] {
        let place = format!("faulty.jsonl:{line}: ");
        let told = errors.lines().find(|l| l.contains(&place));
        assert!(told.is_some_and(|l| l.contains(reason)), "{line}: {errors}");
    }
}

#[test]
fn a_missing_file_is_an_error() {
    let Some(output) = evaluate(&["no-such-file.jsonl"]) else {
        return;
    };
    assert_eq!(output.status.code(), Some(1));
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(
        errors.starts_with("evaluate: no-such-file.jsonl: "),
        "{errors}"
    );
}

#[test]
fn the_board_is_answered_item_by_item() {
    let (items, out) = (path("items.jsonl"), out_path("board.jsonl"));
    let Some(output) = evaluate(&["--board", &items, "--predictions", &out]) else {
        return;
    };
    let report = String::from_utf8(output.stdout).unwrap();
    assert!(report.contains("2 items classified"), "{report}");
    assert!(report.contains("3 bad lines left out"), "{report}");
    let answers = json_lines(&out);
    let roots: Vec<&str> = answers.iter().filter_map(|a| a["root"].as_str()).collect();
    // PLOVER's coders call imposed sanctions a coercion
    assert_eq!(roots, ["ACCUSE", "COERCE"]);
    assert_eq!(answers[0]["quad"], "verbal_conflict");
    assert!(answers[1]["score"].as_f64().unwrap() < 0.0);
}

#[test]
fn words_without_an_entry_are_listed_near_two_actors_only() {
    let text = out_path("coverage.txt");
    fs::write(
        &text,
        "France defrobnicated Spain while Bob Zandervoort slept. France attacked Spain.\n\nThe grommeting is long.",
    )
    .unwrap();
    let Some(done) = evaluate(&["--coverage", &text]) else {
        return;
    };
    let report = String::from_utf8(done.stdout).unwrap();
    assert!(
        report.starts_with("2 sentences name two actors"),
        "{report}"
    );
    let rows: Vec<Vec<&str>> = report
        .lines()
        .map(|line| line.split_whitespace().collect())
        .collect();
    let listed = |word: &str| {
        rows.iter()
            .any(|row| row.len() > 3 && row[0] == "1" && row[2] == word)
    };
    assert!(listed("defrobnicated") && listed("Bob"), "{report}");
    let known = ["attacked", "the", "grommeting"];
    assert!(!known.into_iter().any(listed), "{report}");
}

#[test]
fn an_article_is_held_against_its_rows() {
    let names = ["article.txt", "expected.tsv", "sentences.tsv"].map(path);
    let [text, rows, sentences] = &names;
    let Some(output) = evaluate(&[
        "--article",
        text,
        "--date",
        "2018-05-10",
        "--expect",
        rows,
        "--sentences",
        sentences,
    ]) else {
        return;
    };
    let report = String::from_utf8(output.stdout).unwrap();
    let verdicts: Vec<&str> = report
        .lines()
        .take(7)
        .map(|line| line[..17].trim())
        .collect();
    let by_hand = [
        "found",
        "found",
        "wrong sign",
        "not scored",
        "scored forbidden",
        "found",
        "missed",
    ];
    assert_eq!(verdicts, by_hand, "{report}");
    // Bad are the sentence that is not there, its row, and four rows with faults.
    for line in [
        "6 bad lines left out",
        "required: 4 found, 3 right of 4; wrong sign 1; of the found, class right 3, date right 3",
        "optional: 0 found, 0 right of 1; wrong sign 0",
        "forbidden: 1 scored of 2",
        "intensity on 2018-05-10",
        "FRA->PRK     -",
    ] {
        assert!(report.contains(line), "{line}: {report}");
    }
}

/// The folder with `score.py` and its gold, of `DETENTE_GOLD` or beside this project.
fn reference() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/gold");
    let folder = env::var_os("DETENTE_GOLD").map_or_else(beside, PathBuf::from);
    let there = folder.join("score.py").is_file();
    let python = Command::new("python3").arg("--version").output().is_ok();
    if !there || !python {
        skip("score.py or python3 is not there; set DETENTE_GOLD to the folder of score.py");
        return None;
    }
    Some(folder)
}

/// What `score.py` says of predictions.
fn scored(folder: &Path, gold: &Path, predictions: &str) -> BTreeMap<String, f64> {
    let output = Command::new("python3")
        .arg(folder.join("score.py"))
        .args([gold.to_str().unwrap(), predictions])
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    reported(&output.stdout)
}

fn assert_same(ours: &BTreeMap<String, f64>, theirs: &BTreeMap<String, f64>) {
    assert!(theirs.len() > 10, "{theirs:?}");
    assert!(ours.keys().eq(theirs.keys()), "{ours:?}\n{theirs:?}");
    for (name, value) in theirs {
        assert!((ours[name] - value).abs() < 5e-4, "{name}: {value}");
    }
}

#[test]
fn the_reference_measures_the_same_by_hand() {
    let Some(folder) = reference() else {
        return;
    };
    let theirs = scored(&folder, &data("gold.jsonl"), &path("predictions.jsonl"));
    assert_same(&measured(), &theirs);
}

#[test]
fn the_reference_measures_the_same_on_its_files() {
    let Some(folder) = reference() else {
        return;
    };
    for name in ["events", "dse_nation", "petr_unit"] {
        let gold = folder.join(format!("{name}.jsonl"));
        if !gold.is_file() {
            skip(&format!("{} is not there", gold.display()));
            continue;
        }
        let out = out_path(&format!("{name}.jsonl"));
        let arguments = [gold.to_str().unwrap(), "--predictions", &out];
        let Some(output) = evaluate(&arguments) else {
            return;
        };
        assert_same(&reported(&output.stdout), &scored(&folder, &gold, &out));
    }
}
