//! Words for hostile texts: made of letters, or taken from the tables of the lexicon.

use std::{fs, path::Path};

use crate::support::random::Random;

/// A word of so many letters, another for each number.
pub fn letters(mut number: u64, length: usize) -> String {
    let mut letter = || {
        let letter = b"etaoinshrdlucmfwypvbgkjq"[(number % 24) as usize];
        number /= 24;
        char::from(letter)
    };
    (0..length).map(|_| letter()).collect()
}

/// The same with a capital.
pub fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// One of four thousand words of 16 letters that the memo looks for in the same slots, however many it has.
///
/// It mixes the two halves of a word by turning one by 29 bits: a bit turned over in the second half, and the one it falls upon in the
/// first, cancel out. With another memo these are only words that nobody has heard of.
pub fn colliding(number: u64) -> String {
    let (mut low, mut high) = (u64::from_le_bytes([b'g'; 8]), u64::from_le_bytes([b'b'; 8]));
    for bit in 0..12 {
        if number >> bit & 1 == 1 {
            // bits 0, 4 and 5 of a byte lead from letters to letters, in both halves
            let turned = 1_u64 << (bit / 3 * 8 + [0, 4, 5][bit % 3]);
            high ^= turned;
            low ^= turned.rotate_left(29);
        }
    }
    let bytes = [low.to_le_bytes(), high.to_le_bytes()].concat();
    bytes.into_iter().map(char::from).collect()
}

/// The rows of a table of the lexicon, by the cells of some columns.
fn rows<const N: usize>(table: &str, columns: [&str; N]) -> Vec<[String; N]> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("lexicons/{table}.tsv"));
    let text =
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut lines = text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    let header: Vec<&str> = lines.next().unwrap_or("").split('\t').collect();
    let place = |column: &str| {
        let place = header.iter().position(|name| *name == column);
        place.unwrap_or_else(|| panic!("{table} has no column {column}"))
    };
    let places = columns.map(place);
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        places.map(|place| cells.get(place).copied().unwrap_or("").to_owned())
    };
    lines.map(row).collect()
}

/// In an order that is the same for ever, and not that of the table: a text has the same of everything from its beginning to its end.
fn shuffled(mut pieces: Vec<String>) -> Vec<String> {
    let mut random = Random::new(29);
    for at in (1..pieces.len()).rev() {
        pieces.swap(at, random.below(at + 1));
    }
    pieces
}

/// The aliases of some kinds, "and" between them.
pub fn names(kinds: &[&str]) -> Vec<String> {
    let rows = rows("en/aliases", ["alias", "kind"]);
    let of_kind = rows
        .into_iter()
        .filter(|[_, kind]| kinds.contains(&kind.as_str()));
    shuffled(of_kind.map(|[alias, _]| alias + " and ").collect())
}

/// The aliases with a guard, and a word that the guard asks for.
pub fn guarded_names() -> Vec<String> {
    let rows = rows("en/aliases", ["alias", "guard"]);
    let guarded = rows.into_iter().filter(|[_, guard]| !guard.is_empty());
    let piece = |[alias, guard]: [String; 2]| {
        let asked = guard.rsplit([':', '|']).next().unwrap_or("").to_owned();
        format!("{alias} and the {asked} ")
    };
    shuffled(guarded.map(piece).collect())
}

/// States condemn each other, every one every other.
pub fn pairs() -> Vec<String> {
    let mut states: Vec<String> = rows("actors", ["name", "kind"])
        .into_iter()
        .filter(|[_, kind]| kind == "state")
        .map(|[name, _]| name)
        .collect();
    states.sort();
    let sentence = |(a, b)| format!("The {a} condemned the {b}. ");
    let all = states.iter().flat_map(|a| {
        let others = states.iter().filter(move |b| a != *b);
        others.map(move |b| (a, b))
    });
    shuffled(all.map(sentence).collect())
}

/// All patterns as written.
fn patterns() -> Vec<String> {
    let tables = ["en/terms", "en/governors", "en/shifters", "en/idioms"];
    let rows = tables
        .into_iter()
        .flat_map(|table| rows(table, ["pattern"]));
    rows.map(|[pattern]| pattern).collect()
}

fn is_gap(element: &str) -> bool {
    element.starts_with('~')
}

/// The first word that an element of a pattern takes.
fn word(element: &str) -> String {
    element.split('|').next().unwrap_or("").replace('=', "")
}

/// The words of every pattern but its last.
pub fn prefixes() -> Vec<String> {
    let prefix = |pattern: String| {
        let words: Vec<String> = pattern
            .split(' ')
            .filter(|e| !is_gap(e))
            .map(word)
            .collect();
        words[..words.len() - 1].join(" ") + " the "
    };
    shuffled(
        patterns()
            .into_iter()
            .filter(|p| p.contains(' '))
            .map(prefix)
            .collect(),
    )
}

/// The words with which patterns begin, one after the other.
pub fn first_words() -> Vec<String> {
    let first = |pattern: String| word(pattern.split(' ').next().unwrap_or(""));
    let words: Vec<String> = patterns().into_iter().map(first).collect();
    words
        .chunks(3)
        .map(|three| three.join(" ") + " the ")
        .collect()
}

/// The words of every pattern up to its first gap, all alternatives of the word before the gap.
pub fn open_gaps() -> Vec<String> {
    let open = |pattern: String| {
        let (before, _) = pattern.split_once(" ~")?;
        Some(before.replace(['=', '|'], " ") + " the ")
    };
    shuffled(patterns().into_iter().filter_map(open).collect())
}

/// The words of all patterns and many names, in any order.
pub fn lexical() -> Vec<String> {
    let all = patterns();
    let words = all
        .iter()
        .flat_map(|pattern| pattern.split(' '))
        .filter(|e| !is_gap(e))
        .map(word);
    let names = names(&["name", "demonym", "capital"]);
    let mut pieces: Vec<String> = words.map(|word| word + " ").collect();
    let marks = [
        "the ", "of ", "and ", "to ", "that ", ", ", ". ", "not ", "will ",
    ]
    .iter()
    .cycle();
    pieces.extend(marks.take(pieces.len()).map(|mark| (*mark).to_owned()));
    pieces.extend(names);
    shuffled(pieces)
}
