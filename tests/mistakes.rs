//! Mistakes as they are made in editors and spreadsheets, by a seeded program in copies of the bundled tables: each is reported at
//! its place with what is to be done about it, all in one report, and nothing else is.
//!
//! `DETENTE_WHOLE=1 cargo test --release --test mistakes -- --nocapture` makes a thousand and prints how many of each kind.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
};

use detente::{Lexicon, Problem};
use kinds::KINDS;
use random::Random;
use tables::Tables;

#[path = "mistakes/kinds.rs"]
mod kinds;
#[expect(dead_code, unreachable_pub, reason = "shared with the benchmarks")]
#[path = "../benches/support/random.rs"]
mod random;
#[path = "mistakes/tables.rs"]
mod tables;

/// Where a mistake was made, and the words the report must have there.
#[derive(Debug)]
struct Expected {
    file: &'static str,
    line: usize,
    /// The columns that may be named; none: any.
    columns: Vec<usize>,
    words: String,
}

impl Expected {
    fn is(&self, problem: &Problem) -> bool {
        let column = problem.column as usize;
        problem.file == self.file
            && problem.line as usize == self.line
            && (self.columns.is_empty() || self.columns.contains(&column))
            && problem.finding.to_string().contains(&self.words)
    }
}

/// Makes a mistake of each kind in one copy of the tables; what is not found, and what is found and was not made.
fn round(seed: u64, made: &mut BTreeMap<&'static str, usize>) -> Vec<String> {
    let mut random = Random::new(seed);
    let mut tables = Tables::bundled();
    let mut expected = Vec::new();
    for (kind, make) in KINDS {
        let found = make(&mut tables, &mut random);
        let (file, line, columns, words) =
            found.unwrap_or_else(|| panic!("no line for \"{kind}\""));
        *made.entry(kind).or_default() += 1;
        expected.push(Expected {
            file,
            line,
            columns,
            words,
        });
    }
    let Err(error) = Lexicon::from_files(tables.files()) else {
        return vec![format!("seed {seed}: the tables load")];
    };
    let problems = error.problems();
    let missed = expected
        .iter()
        .filter(|expected| !problems.iter().any(|problem| expected.is(problem)));
    let missed = missed.map(|expected| format!("seed {seed}: not reported: {expected:?}"));
    let lines: BTreeSet<_> = expected
        .iter()
        .map(|expected| (expected.file, expected.line))
        .collect();
    // A line with a mistake may have two findings; a line without has none.
    // Nor is it told anything but that it says the same as one with a mistake, or names another actor alike.
    let same = |problem: &Problem| {
        let text = problem.finding.to_string();
        let mut of_file = lines.iter().filter(|(file, _)| *file == problem.file);
        of_file.any(|(_, line)| {
            text == format!("the same entry stands in line {line}; keep one")
                || text.contains(&format!(" too (line {line}); write shared:"))
        })
    };
    let made_up = problems
        .iter()
        .filter(|problem| !lines.contains(&(problem.file.as_str(), problem.line as usize)))
        .filter(|problem| !same(problem));
    let made_up = made_up.map(|problem| format!("seed {seed}: reported: {problem}"));
    missed.chain(made_up).collect()
}

#[test]
fn every_mistake_is_reported_at_its_place() {
    let rounds = 1_000_usize.div_ceil(KINDS.len());
    let rounds = if env::var_os("DETENTE_WHOLE").is_some() {
        rounds
    } else {
        200_usize.div_ceil(KINDS.len())
    };
    let mut made = BTreeMap::new();
    let wrong: Vec<String> = (0..rounds as u64)
        .flat_map(|seed| round(seed, &mut made))
        .collect();
    let all: usize = made.values().sum();
    assert!(all >= 200);
    assert!(
        wrong.is_empty(),
        "{} of {all}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    println!(
        "{all} mistakes of {} kinds in {rounds} copies of the tables: each reported at its place with its wish",
        KINDS.len()
    );
}

/// What becomes of a file's text.
type Change = fn(&str) -> Vec<u8>;

/// Mistakes that change every line of a file, and so stand alone.
#[test]
fn mistakes_of_whole_files_are_reported() {
    let cases: [(&str, Change, &str); 6] = [
        (
            "a byte-order mark",
            |text| format!("\u{feff}{text}").into(),
            ":1:0: the file begins with a byte-order mark; save it without",
        ),
        (
            "CRLF",
            |text| text.replace('\n', "\r\n").into(),
            ":1:0: the line ends in a carriage return; save the file with LF line ends",
        ),
        (
            "UTF-16",
            |text| text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            "en/irregulars.tsv:",
        ),
        (
            "commas",
            |text| text.replace('\t', ",").into(),
            ":1:1: the column \"form,base\" is unknown",
        ),
        (
            "no header",
            |text| text.split_once('\n').unwrap().1.into(),
            ":0: the column \"base\" is missing; add it to the header",
        ),
        (
            "Latin-1",
            |text| [text.as_bytes(), b"caf\xe9\tcafe\n"].concat(),
            "is not UTF-8; save the file as UTF-8",
        ),
    ];
    for (name, change, words) in cases {
        let mut files = Tables::bundled().files();
        let file = "en/irregulars.tsv".to_owned();
        let text = String::from_utf8(files[&file].clone()).unwrap();
        files.insert(file, change(&text));
        let told = match Lexicon::from_files(files) {
            Ok(_) => panic!("{name} is not noticed"),
            Err(error) => error.to_string(),
        };
        assert!(told.contains(words), "{name}: {told}");
    }
}
