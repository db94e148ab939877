//! Lexicons many times as large, with entries of the text's own words.

use std::{collections::BTreeSet, fmt::Write as _};

use detente::Lexicon;

use super::{
    articles::{self, Item},
    random::Random,
};

/// The bundled lexicon with so many times its terms and names. Each added term is two words of the articles with at most one
/// between them, and each added name is two of their words, drawn as often as they occur.
pub fn times(times: usize, items: &[Item]) -> Lexicon {
    let bundled = Lexicon::english();
    let report = bundled.report();
    let text = articles::joined(items);
    let words: Vec<&str> = text.split_whitespace().collect();
    let manifest = manifest(times);
    let terms = terms(&words, report.terms * (times - 1));
    let names = names(&words, report.aliases * (times - 1));
    Lexicon::from_files([
        ("lexicon.toml", manifest),
        ("en/terms.tsv", terms),
        ("en/aliases.tsv", names),
    ])
    .unwrap_or_else(|error| {
        let told: String = error.to_string().lines().take(5).collect();
        panic!("a lexicon {times} times as large: {told}")
    })
}

fn manifest(times: usize) -> String {
    format!(
        "name = \"times-{times}\"\nversion = \"1\"\nlanguage = \"en\"\nlicence = \"CC0\"\nsource = \"made\"\n\
         coverage = \"2025-06-30\"\nextends = \"english\"\n"
    )
}

fn is_small(word: &str) -> bool {
    word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn is_name(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() > 2
        && bytes[0].is_ascii_uppercase()
        && bytes[1..].iter().all(u8::is_ascii_lowercase)
}

fn terms(words: &[&str], wanted: usize) -> String {
    let mut random = Random::new(1);
    let mut pairs = BTreeSet::new();
    // A text of too few pairs must not keep us for ever.
    for _ in 0..wanted * 50 {
        if pairs.len() == wanted {
            break;
        }
        let at = random.below(words.len() - 2);
        let (first, second) = (words[at], words[at + 1 + random.below(2)]);
        if is_small(first) && is_small(second) {
            pairs.insert((first, second));
        }
    }
    assert_eq!(pairs.len(), wanted, "the text has too few pairs of words");
    let mut lines =
        "pattern\tcode\tscale\tframe\tcontext\tonly\tpair\texample\tcounterexample\n".to_owned();
    for (first, second) in pairs {
        let _ = writeln!(
            lines,
            "={first} ~1 ={second}\t043\t\tact\tdiplomatic\t\tCHL->PER\tChile {first} {second} Peru.\t"
        );
    }
    lines
}

fn names(words: &[&str], wanted: usize) -> String {
    let capitals: Vec<&str> = words.iter().copied().filter(|word| is_name(word)).collect();
    let mut random = Random::new(2);
    let mut pairs = BTreeSet::new();
    while pairs.len() < wanted {
        pairs.insert((random.pick(&capitals), random.pick(&capitals)));
    }
    let mut lines =
        "alias\tcode\tkind\tperson\tform\tgender\tfrom\tto\tguard\texample\n".to_owned();
    for (first, second) in pairs {
        let _ = writeln!(
            lines,
            "{first} {second}\t*\tblocker\t\t\t\t\t\t\tThey met at {first} {second}."
        );
    }
    lines
}
