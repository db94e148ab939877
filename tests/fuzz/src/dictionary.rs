//! What a fuzzer puts together: the words of the lexicons' own entries, their columns and values, and the keys of stored timelines.

use std::collections::BTreeSet;

use detente::Lexicon;
use serde_json::Value;

use crate::seeds;

/// The longest entry that libFuzzer takes is a little longer.
const LONGEST: usize = 60;
/// A column with fewer values than this is a closed list.
const CLOSED: usize = 40;
/// Of patterns and names by the thousand, one of so many.
const ONE_OF: usize = 16;

/// The dictionary of a target, in libFuzzer's form.
#[must_use]
pub fn dictionary(target: &str) -> String {
    let mut entries = BTreeSet::new();
    match target {
        "lines" | "timeline" | "archive" => keys(&mut entries),
        "checkpoint" => closed(&mut entries),
        "lexicon" => {
            closed(&mut entries);
            rows(&mut entries);
            entries.extend(Lexicon::FILES.map(str::to_owned));
        }
        _ => words(&mut entries),
    }
    let fits = |entry: &&String| (2..=LONGEST).contains(&entry.len());
    entries
        .iter()
        .filter(fits)
        .map(|entry| format!("\"{}\"\n", escaped(entry)))
        .collect()
}

fn escaped(entry: &str) -> String {
    let byte = |byte: u8| match byte {
        b'"' | b'\\' => format!("\\{}", char::from(byte)),
        b' '..=b'~' => char::from(byte).to_string(),
        _ => format!("\\x{byte:02X}"),
    };
    entry.bytes().map(byte).collect()
}

/// The lines of a table of the bundled lexicon, heads first.
fn table(file: &str) -> Vec<Vec<String>> {
    let text = Lexicon::english().canonical(file).unwrap_or_default();
    let row = |line: &str| line.split('\t').map(str::to_owned).collect();
    text.lines().map(row).collect()
}

/// The words of patterns as a text has them, and names: all of the closed classes, a share of the rest.
fn words(entries: &mut BTreeSet<String>) {
    for (file, one_of) in [
        ("en/markers.tsv", 1),
        ("en/shifters.tsv", 1),
        ("en/governors.tsv", 1),
        ("en/terms.tsv", ONE_OF),
        ("en/idioms.tsv", ONE_OF),
        ("en/aliases.tsv", ONE_OF * 8),
    ] {
        for row in table(file).iter().skip(1).step_by(one_of) {
            let words = said(&row[0]);
            // days and months are names in a text
            let mut name = words.clone();
            name.get_mut(..1)
                .into_iter()
                .for_each(str::make_ascii_uppercase);
            entries.extend([words, name].map(|words| format!(" {words}")));
        }
    }
    entries.extend(
        [
            ". ",
            ", ",
            "; ",
            ": ",
            "\"",
            "\u{2019}s ",
            " (",
            ") ",
            " - ",
            "\n",
        ]
        .map(str::to_owned),
    );
}

/// A pattern as a text could say it: the first of its alternatives, its gaps empty.
fn said(pattern: &str) -> String {
    let words = pattern.split(' ').filter(|word| !word.starts_with('~'));
    let first = words.map(|word| {
        word.split('|')
            .next()
            .unwrap_or(word)
            .trim_start_matches('=')
    });
    first.collect::<Vec<_>>().join(" ")
}

/// The values of columns that have few.
fn closed(entries: &mut BTreeSet<String>) {
    for file in Lexicon::FILES {
        let rows = table(file);
        let Some((heads, rows)) = rows.split_first() else {
            continue;
        };
        for (at, head) in heads.iter().enumerate() {
            let values: BTreeSet<&String> = rows.iter().filter_map(|row| row.get(at)).collect();
            entries.insert(format!("\t{head}"));
            if values.len() < CLOSED {
                entries.extend(values.into_iter().map(|value| format!("\t{value}")));
            }
        }
    }
}

/// What patterns are made of, and guards.
fn rows(entries: &mut BTreeSet<String>) {
    for file in Lexicon::FILES {
        for row in table(file).iter().skip(1).step_by(ONE_OF * 32) {
            entries.insert(row[0].clone());
        }
    }
    let guards = table("en/aliases.tsv");
    let guards = guards.iter().skip(1).filter_map(|row| row.get(8));
    entries.extend(guards.step_by(ONE_OF * 32).cloned());
    entries.extend(["\n", "\t", "\t\t\t\t", " ~2 ", "|=", "off", "-10.0"].map(str::to_owned));
}

/// Every key of stored timelines and summaries, and every short text in them.
fn keys(entries: &mut BTreeSet<String>) {
    for stored in seeds::stored() {
        let value: Value = serde_json::from_str(&stored).expect("JSON of our own");
        walk(&value, entries);
    }
    let numbers = [
        "-1",
        "18446744073709551615",
        "9223372036854775807",
        "4294967296",
        "1e308",
        "null",
        "[]",
        "{}",
    ];
    entries.extend(numbers.map(str::to_owned));
}

fn walk(value: &Value, entries: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                entries.insert(format!("\"{key}\":"));
                walk(value, entries);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| walk(value, entries)),
        Value::String(text) => drop(entries.insert(format!("\"{text}\""))),
        _ => {}
    }
}
