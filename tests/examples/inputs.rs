//! What `summarize` reads, what it says of what it cannot read, and what it refuses.

use std::fs;

use detente::Summary;

use crate::{CSV_COLUMNS, folder, overview, printed, summarize, text};

#[test]
fn bad_lines_are_counted_and_the_rest_goes_on() {
    let good = "{\"id\": \"a\", \"date\": \"2020-01-02\", \"text\": \"Iran condemned Israel.\"}\n";
    let mut input = b"\xef\xbb\xbf".to_vec();
    input.extend(good.as_bytes());
    input.extend(b"nonsense\n\n{\"text\": 1}\n{\"date\": \"2020-13-01\", \"text\": \"x\"}\n\xff\n");
    input.extend("{}\n".repeat(9).as_bytes());
    input.extend(good.replace("\"a\"", "7").as_bytes());
    input.extend(good.as_bytes());
    input.extend(b"{\"id\": \"b\", \"text\": \"Iran condemned Israel.\"}");
    let table = printed(&["-"], &input);
    assert!(table.contains("Read 4 articles: 2 scored (2 events); skipped 0 empty, 0 in another language, 1 undated, 1 repeated."), "{table}");
    assert!(
        table.contains(
            "Could not read 13 lines; the first ones:\n  standard input:2: not an item: "
        ),
        "{table}"
    );
    for told in [
        ":4: not an item: invalid type: integer `1`",
        ":5: \"2020-13-01\" is not a day; write YYYY-MM-DD\n",
        ":6: byte 1 is not UTF-8",
        ":12: not an item: missing field `text`",
    ] {
        assert!(table.contains(told), "{told}: {table}");
    }
    assert!(
        !table.contains("standard input:13"),
        "more than ten are told: {table}"
    );
}

#[test]
fn a_day_for_what_has_none() {
    let input = b"{\"text\": \"Iran condemned Israel.\"}\n{\"text\": \"\", \"date\": \"2020-05-05T10:00:00Z\"}";
    let table = printed(&["-", "--date", "2020-03-04"], input);
    assert_eq!(
        overview(&table),
        [("Iran – Israel".to_owned(), "2020-03-04".to_owned())]
    );
    assert!(
        table.contains("1 scored (1 event); skipped 1 empty, "),
        "{table}"
    );
}

#[test]
fn nothing_read_is_no_error() {
    let table = printed(&["-"], b"");
    assert!(
        table.starts_with("No relationship to show") && table.contains("Read 0 articles: 0 scored"),
        "{table}"
    );
    assert_eq!(printed(&["-", "--csv"], b""), format!("{CSV_COLUMNS}\n"));
    let summary: Summary = serde_json::from_str(&printed(&["-", "--json"], b"")).unwrap();
    assert!(summary.relationships.is_empty());
}

#[test]
fn texts_and_folders_are_read() {
    let folder = folder("texts");
    fs::create_dir_all(folder.join("deep/er")).unwrap();
    fs::write(
        folder.join("one.txt"),
        "Chile condemns Peru\r\n\r\nThe minister spoke on Monday.\r\n",
    )
    .unwrap();
    fs::write(
        folder.join("deep/er/two.txt"),
        "Kenya attacked Cuba.\nIt rained.\n",
    )
    .unwrap();
    fs::write(
        folder.join("deep/wire.jsonl"),
        "{\"date\": \"2021-01-01\", \"text\": \"Japan praised France.\"}\nx\n",
    )
    .unwrap();
    fs::write(folder.join("latin.txt"), b"caf\xe9").unwrap();
    fs::write(folder.join("torn.txt"), b"T\xc3\xbcrkiye \xc3").unwrap();
    let wide: Vec<u8> = "\u{feff}Mali praised Togo."
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    fs::write(folder.join("wide.txt"), wide).unwrap();
    fs::write(folder.join("picture.png"), b"").unwrap();
    let out = folder.join("out.ndjson.tmp");
    let args = [
        folder.to_str().unwrap(),
        "--date",
        "2021-02-03",
        "--events",
        out.to_str().unwrap(),
    ];
    let table = printed(&args, b"");
    assert!(table.contains("Read 6 articles: 6 scored"), "{table}");
    assert!(
        table.contains("Passed over 2 files that are neither .txt nor NDJSON."),
        "{table}"
    );
    assert!(
        table.contains("Could not read 1 line:") && table.contains("wire.jsonl:2: "),
        "{table}"
    );
    for told in [
        "Doubtful text in 2 files:\n",
        "latin.txt: read as windows-1252, which it looks like; save it as UTF-8\n",
        "torn.txt: read as utf-8; 1 places are no characters; save it as UTF-8\n",
    ] {
        assert!(table.contains(told), "{told}: {table}");
    }
    let rows = fs::read_to_string(out).unwrap();
    let title = rows.lines().find(|row| row.contains("CHL")).unwrap();
    assert!(
        title.contains("\"part\":\"title\"") && title.contains("\"date\":\"2021-02-03\""),
        "{title}"
    );
    assert!(rows.contains("MLI"), "UTF-16 with its mark is text: {rows}");
    assert!(
        rows.lines()
            .any(|row| row.contains("KEN") && row.contains("\"part\":\"text\""))
    );
}

#[test]
fn the_same_file_twice_is_repeated() {
    let path = folder("twice").join("a.txt");
    fs::write(&path, "Chile condemned Peru.").unwrap();
    let path = path.to_str().unwrap();
    let table = printed(&[path, path, "--date", "2021-02-03"], b"");
    assert!(
        table.contains("Read 2 articles: 1 scored") && table.contains(", 1 repeated."),
        "{table}"
    );
}

#[test]
fn what_a_text_says_cannot_steer_the_terminal() {
    let input = b"{\"date\": \"2020-01-01\", \"text\": \"Iran condemned Israel on \\u202eMonday \\u001b]0;again\\u0007 and left.\"}\n{\"\\u001b[2J\": 1}";
    let table = printed(&["-"], input);
    assert!(table.contains("Iran – Israel"), "{table}");
    assert!(
        !table.contains(['\u{1b}', '\u{7}', '\u{202e}']),
        "{table:?}"
    );
}

#[test]
fn what_cannot_be_opened_ends_with_status_1() {
    for (args, told) in [
        (&["missing.txt"][..], "missing.txt: "),
        (
            &["--events", "/no/such/folder/out"],
            "/no/such/folder/out: ",
        ),
        (&["--pair", "USA-XYZ"], "the lexicon has no actor XYZ"),
        (
            &["--lexicon", "examples/data"],
            "lexicon.toml:0:0: the file is missing",
        ),
    ] {
        let output = summarize(args, b"");
        assert_eq!(output.status.code(), Some(1), "{args:?}");
        assert!(
            text(&output.stderr).contains(told),
            "{args:?}: {}",
            text(&output.stderr)
        );
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn wrong_usage_ends_with_status_2() {
    for (args, told) in [
        (
            &["--pair", "USA"][..],
            "write USA->RUS or USA:RUS (directed) or USA-RUS",
        ),
        (&["--date", "7/4/2017"], "write YYYY-MM-DD"),
        (&["--half-life", "0"], "0 is not in 1.."),
        (&["--json", "--csv"], "cannot be used with"),
    ] {
        let output = summarize(args, b"");
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(
            text(&output.stderr).contains(told),
            "{args:?}: {}",
            text(&output.stderr)
        );
    }
}

#[test]
fn another_lexicon_is_stamped() {
    let table = printed(&["--lexicon", "examples/own_lexicon", "--top", "1"], b"");
    assert!(table.contains("\nLexicon shipping-desk@1+"), "{table}");
    let weeks = printed(&["--top", "1"], b"");
    assert_ne!(table, weeks);
}
