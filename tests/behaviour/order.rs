//! The order of a lexicon's lines changes nothing.

use std::collections::BTreeMap;

use detente::{Analyzer, Lexicon};

use crate::{faulty, sound};

/// The manifest of the bundled lexicon, as a file.
fn manifest(lexicon: &Lexicon) -> String {
    let m = lexicon.manifest();
    format!(
        "name = {:?}\nversion = {:?}\nlanguage = {:?}\nlicence = {:?}\nsource = {:?}\ncoverage = \"{}\"\n",
        m.name, m.version, m.language, m.licence, m.source, m.coverage
    )
}

/// The lines under the heading in another order, always the same for the same seed (Fisher and Yates, with an LCG of Knuth's).
fn shuffled(table: &str, mut seed: u64) -> String {
    let mut lines: Vec<&str> = table.lines().collect();
    for last in (2..lines.len()).rev() {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let high = usize::try_from(seed >> 33).expect("31 bits");
        lines.swap(last, 1 + high % last);
    }
    lines.join("\n") + "\n"
}

fn reordered(seed: u64) -> Lexicon {
    let english = Lexicon::english();
    let table = |file: &str| shuffled(&english.canonical(file).expect("a table"), seed);
    let mut files: BTreeMap<String, String> = Lexicon::FILES
        .iter()
        .map(|file| ((*file).to_owned(), table(file)))
        .collect();
    files.insert("lexicon.toml".to_owned(), manifest(&english));
    Lexicon::from_files(files).expect("the same lines")
}

#[test]
fn the_order_of_the_lexicon_changes_nothing() {
    let bundled = Analyzer::new(Lexicon::english());
    let pairs: Vec<_> = sound().into_iter().chain(faulty()).collect();
    for seed in [1, 1979] {
        let other = Analyzer::new(reordered(seed));
        let (mut one, mut two) = (bundled.reader(), other.reader());
        for article in pairs.iter().flat_map(|twins| twins.articles()) {
            let (one, two) = (one.analyze(&article), two.analyze(&article));
            assert_eq!(one.record(), two.record(), "{article:?}");
        }
    }
}

#[test]
fn shuffling_keeps_every_line_and_moves_most() {
    let terms = Lexicon::english()
        .canonical("en/terms.tsv")
        .expect("the terms");
    let other = shuffled(&terms, 1);
    let same = terms.lines().zip(other.lines()).filter(|(a, b)| a == b);
    assert!(same.count() < 20);
    assert_eq!(terms.lines().next(), other.lines().next());
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&terms), sorted(&other));
}
