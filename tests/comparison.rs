//! The guide's comparison page says what is so: the figures of this library on the benchmark's training items, wherever they lie beside it.

use std::{collections::BTreeMap, fs, path::Path};

use detente::{Analyzer, Lexicon, Span};
use serde::Deserialize;

#[derive(Deserialize)]
struct Item {
    id: String,
    text: String,
    source: Option<Span>,
    target: Option<Span>,
}

#[derive(Deserialize)]
struct Gold {
    id: String,
    root: String,
    quad: String,
    binary: String,
}

/// The JSON lines of a file outside the project.
fn lines<T: for<'de> Deserialize<'de>>(path: &Path) -> Vec<T> {
    let text =
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let parse = |line: &str| serde_json::from_str(line).expect("an object a line");
    text.lines().map(parse).collect()
}

/// The mean of the classes' F1, in per cent without decimals: of (given, read).
fn macro_f1(pairs: &[(String, String)]) -> String {
    let mut counts: BTreeMap<&str, (u32, u32)> = BTreeMap::new(); // given or read, both
    for (given, read) in pairs {
        counts.entry(given).or_default().0 += 1;
        counts.entry(read).or_default().0 += 1;
        counts.entry(given).or_default().1 += u32::from(given == read);
    }
    let f1 = counts
        .values()
        .map(|(either, both)| 2.0 * f64::from(*both) / f64::from(*either));
    format!("{:.0}", 100.0 * f1.sum::<f64>() / counts.len() as f64)
}

/// The benchmark has one class for CONCEDE and RETREAT.
fn root(name: &str) -> &str {
    match name {
        "CONCEDE" | "RETREAT" => "YIELD",
        other => other,
    }
}

#[test]
fn the_board_is_as_the_page_says() {
    let root_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root_folder.join("src/guide/comparison.md")).expect("the page");
    let row = page
        .lines()
        .find(|line| line.starts_with("| détente, on what it was made on"))
        .expect("the page has a row of this library");
    let shown: Vec<&str> = row.split('|').map(str::trim).collect();
    assert_eq!(shown.len(), 6, "{row}");
    let board = root_folder.join("../shared/gold/plv_board_train");
    if !board.exists() {
        eprintln!("SKIPPED: {} is not there", board.display());
        return;
    }
    let items: Vec<Item> = lines(&board.join("items-train.jsonl"));
    let gold: Vec<Gold> = lines(&board.join("gold-train.jsonl"));
    let gold: BTreeMap<&str, &Gold> = gold.iter().map(|gold| (gold.id.as_str(), gold)).collect();
    let analyzer = Analyzer::new(Lexicon::english());
    let mut reader = analyzer.reader();
    let mut levels: [Vec<(String, String)>; 3] = Default::default();
    for item in &items {
        let gold = gold[item.id.as_str()];
        let read = reader
            .relate(&item.text, item.source, item.target)
            .expect("spans on characters");
        let binary = if read.quad.is_conflict() {
            "conflict"
        } else {
            "cooperation"
        };
        let pairs = [
            (&gold.binary, binary),
            (&gold.quad, read.quad.name()),
            (&gold.root, root(read.class.name())),
        ];
        for (level, (given, read)) in levels.iter_mut().zip(pairs) {
            level.push((given.clone(), read.to_owned()));
        }
    }
    let measured: Vec<String> = levels.iter().map(|pairs| macro_f1(pairs)).collect();
    assert_eq!(
        shown[2..5],
        measured,
        "binary, quad and root on {} items",
        items.len()
    );
}

#[test]
fn the_mean_of_f1() {
    let pair = |given: &str, read: &str| (given.to_owned(), read.to_owned());
    // a: 2 * 1 / (2 + 1), b: 2 * 1 / (1 + 2)
    assert_eq!(
        macro_f1(&[pair("a", "a"), pair("a", "b"), pair("b", "b")]),
        "67"
    );
}
