//! The folder of `summarize --out`: whole files, keys, the codebook, cells a spreadsheet would execute, and places.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use detente::Summary;
use serde_json::Value;

use crate::{folder, printed};

const FILES: [&str; 6] = [
    "codebook.csv",
    "events.ndjson",
    "pair_day.csv",
    "pair_month.csv",
    "pair_week.csv",
    "summary.json",
];

/// The folder written for what is given.
fn written(name: &str, args: &[&str], input: &[u8]) -> PathBuf {
    let out = folder(name).join("deep/tables");
    let mut all = vec!["--out", out.to_str().unwrap()];
    all.extend(args);
    printed(&all, input);
    out
}

/// The cells of a CSV file without line breaks in its cells.
fn cells(path: &Path) -> Vec<Vec<String>> {
    let text = fs::read_to_string(path).unwrap();
    text.lines().map(line).collect()
}

fn line(line: &str) -> Vec<String> {
    let (mut cells, mut quoted) = (vec![String::new()], false);
    for char in line.chars() {
        match char {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            char => cells.last_mut().unwrap().push(char),
        }
    }
    cells
}

fn at(table: &[Vec<String>], name: &str) -> usize {
    table[0].iter().position(|column| column == name).unwrap()
}

#[test]
fn the_folder_holds_whole_files_and_nothing_else() {
    let out = written("tables", &[], b"");
    let names = fs::read_dir(&out).unwrap();
    let names: BTreeSet<String> = names
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(names.into_iter().collect::<Vec<_>>(), FILES);
    let json = fs::read_to_string(out.join("summary.json")).unwrap();
    let summary: Summary = serde_json::from_str(&json).unwrap();
    assert_eq!((summary.format, summary.counts.read), (1, 152));
    let whole: Summary = serde_json::from_str(&printed(&["--json"], b"")).unwrap();
    assert!(
        summary
            .relationships
            .iter()
            .all(|relationship| { whole.relationship(relationship.pair) == Some(relationship) })
    );
    let again = written("tables-again", &["examples/data/dispatches.ndjson"], b"");
    for file in FILES {
        let bytes = |folder: &Path| fs::read(folder.join(file)).unwrap();
        assert!(bytes(&out) == bytes(&again), "{file}");
    }
}

#[test]
fn pair_and_period_are_the_key_and_days_add_up() {
    let out = written("keys", &["--pair", "USA-IRN", "--pair", "JPN:KOR"], b"");
    let mut sums: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in ["pair_day.csv", "pair_week.csv", "pair_month.csv"] {
        let table = cells(&out.join(file));
        assert!(table.iter().all(|row| row.len() == table[0].len()));
        let keys: BTreeSet<_> = table[1..].iter().map(|row| (&row[0], &row[4])).collect();
        assert_eq!(keys.len(), table.len() - 1, "{file}");
        let (events, weight) = (at(&table, "events"), at(&table, "weight"));
        let mut total: BTreeMap<&str, (u64, i64)> = BTreeMap::new();
        for row in &table[1..] {
            let sum = total.entry(&row[0]).or_default();
            sum.0 += row[events].parse::<u64>().unwrap();
            assert_eq!(row[weight].is_empty(), row[events] == "0", "{row:?}");
            let weight = row[weight].parse::<f64>().unwrap_or(0.0);
            #[allow(clippy::cast_possible_truncation)]
            let micro = (weight * 1e6).round() as i64;
            sum.1 += micro;
        }
        for (pair, sum) in total {
            sums.entry(pair.to_owned())
                .or_default()
                .insert(format!("{sum:?}"));
        }
    }
    let pairs: Vec<&str> = sums.keys().map(String::as_str).collect();
    assert_eq!(pairs, ["IRN->USA", "IRN-USA", "JPN->KOR", "USA->IRN"]);
    assert!(sums.values().all(|sums| sums.len() == 1), "{sums:?}");
}

#[test]
fn the_codebook_has_every_column_and_field() {
    let out = written("codebook", &[], b"");
    let codebook = cells(&out.join("codebook.csv"));
    let of = |file: &str| {
        let rows = codebook[1..].iter().filter(|row| row[0] == file);
        rows.map(|row| row[1].clone()).collect::<Vec<_>>()
    };
    for file in [
        "pair_day.csv",
        "pair_week.csv",
        "pair_month.csv",
        "codebook.csv",
    ] {
        assert_eq!(of(file), cells(&out.join(file))[0], "{file}");
    }
    let json = |file: &str, line: usize| -> BTreeSet<String> {
        let text = fs::read_to_string(out.join(file)).unwrap();
        let text = if line == 0 {
            &*text
        } else {
            text.lines().nth(line).unwrap()
        };
        let value: Value = serde_json::from_str(text).unwrap();
        value.as_object().unwrap().keys().cloned().collect()
    };
    assert_eq!(
        BTreeSet::from_iter(of("events.ndjson")),
        json("events.ndjson", 1)
    );
    assert_eq!(
        BTreeSet::from_iter(of("summary.json")),
        json("summary.json", 0)
    );
    let said = codebook
        .iter()
        .all(|row| row.len() == 7 && !row[5].is_empty());
    assert!(said, "a column without a meaning");
}

#[test]
fn cells_a_spreadsheet_would_execute_are_neutralised_on_request() {
    let item = |id: &str, day: u32| {
        format!(
            "{{\"id\": \"{id}\", \"date\": \"2020-03-{day}\", \"text\": \"Chile condemned Peru.\"}}\n"
        )
    };
    let input = item("=cmd()", 10) + &item("@a, \\\"b\\\"", 20) + &item("plain", 30);
    let articles = |args: &[&str]| {
        let table =
            fs::read_to_string(written("safe", args, input.as_bytes()).join("pair_day.csv"));
        let rows = table.unwrap();
        let rows: Vec<String> = rows
            .lines()
            .filter(|row| row.starts_with("CHL->PER") && line(row)[9] == "1")
            .map(str::to_owned)
            .collect();
        assert_eq!(rows.len(), 3);
        assert!(
            rows.iter().all(|row| row.contains(",-")),
            "numbers stay numbers: {rows:?}"
        );
        rows
    };
    let plain = articles(&["-"]);
    assert!(
        plain[0].contains(",=cmd(),") && plain[1].contains(",\"@a, \"\"b\"\"\","),
        "{plain:?}"
    );
    let safe = articles(&["-", "--safe-cells"]);
    assert!(
        safe[0].contains(",'=cmd(),") && safe[1].contains(",\"'@a, \"\"b\"\"\","),
        "{safe:?}"
    );
    assert!(
        safe[2].contains(",plain,") && !safe.concat().contains(",'-"),
        "{safe:?}"
    );
}

#[test]
fn places_are_counted_in_bytes_characters_and_utf16_units() {
    let long = "Ünïcödé 🕊 is no news. ".repeat(40);
    let text = format!("{long}🕊 Chile condemned Peru.");
    let item = serde_json::json!({"id": "a", "date": "2020-03-04", "text": text});
    let out = written("places", &["-"], item.to_string().as_bytes());
    let events = fs::read_to_string(out.join("events.ndjson")).unwrap();
    let event: Value = serde_json::from_str(events.lines().next().unwrap()).unwrap();
    let place = |name: &str| usize::try_from(event[name].as_u64().unwrap()).unwrap();
    let bytes = text.find("condemned").unwrap();
    let before = &text[..bytes];
    assert_eq!(place("cue_start"), bytes);
    assert_eq!(place("cue_start_char"), before.chars().count());
    assert_eq!(place("cue_start_utf16"), before.encode_utf16().count());
    for unit in ["", "_char", "_utf16"] {
        let length = place(&format!("cue_end{unit}")) - place(&format!("cue_start{unit}"));
        assert_eq!(length, "condemned".len());
    }
}

#[test]
fn a_folder_that_cannot_be_made_is_told() {
    let file = folder("no-folder").join("file");
    fs::write(&file, "").unwrap();
    let output = crate::summarize(&["--out", file.to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(crate::text(&output.stderr).contains(file.to_str().unwrap()));
}
