//! How much the bundled lexicon holds, counted so that padding does not count.

use std::collections::{BTreeMap, BTreeSet};

use detente::{Analyzer, Lexicon, Pair};
use rust_stemmers::{Algorithm, Stemmer};

use crate::{
    support::{Row, lexicon, names, read, rows},
    terms::class,
};

const MANIFEST: &str = "name = \"short\"\nversion = \"1\"\nlanguage = \"en\"\nlicence = \"CC0-1.0\"\nsource = \"the bundled lexicon\"\ncoverage = \"2100-01-01\"\n";

/// The members of the United Nations, by ISO 3166-1 alpha-3 code.
const MEMBERS: &str = "AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB \
    BRN BTN BWA CAF CAN CHE CHL CHN CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESP EST \
    ETH FIN FJI FRA FSM GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY HND HRV HTI HUN IDN IND IRL IRN IRQ ISL ISR ITA JAM \
    JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAR MCO MDA MDG MDV MEX MHL MKD MLI \
    MLT MMR MNE MNG MOZ MRT MUS MWI MYS NAM NER NGA NIC NLD NOR NPL NRU NZL OMN PAK PAN PER PHL PLW PNG POL PRK PRT PRY QAT \
    ROU RUS RWA SAU SDN SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR SVK SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM TLS TON TTO \
    TUN TUR TUV TZA UGA UKR URY USA UZB VCT VEN VNM VUT WSM YEM ZAF ZMB ZWE";

#[test]
fn the_checker_warns_of_nothing() {
    let warnings: Vec<String> = lexicon().check().iter().map(ToString::to_string).collect();
    assert!(warnings.is_empty(), "{}", warnings.join("\n"));
}

#[test]
fn at_least_six_thousand_terms_count() {
    let terms = rows("en/terms.tsv");
    let longest = terms.iter().map(literals).max().expect("terms");
    let silent: Vec<&str> = (1..=longest)
        .flat_map(|words| said_already(&terms, words))
        .collect();
    let counting = terms.len() - silent.len();
    println!("a shorter entry says already: {}", silent.join("; "));
    println!("{} terms, {counting} terms that count", terms.len());
    let ends: BTreeSet<(String, String)> = terms.iter().map(ends).collect();
    println!("{} pairs of first and last stem", ends.len());
    let climate = terms
        .iter()
        .filter(|row| row.get("code") == "CLIMATE")
        .count();
    println!("{climate} statements of the relationship itself");
    assert!(counting >= 6000, "{counting} terms that count");
    assert!(climate >= 250, "{climate} statements of the relationship");
}

/// How many words a term asks for.
fn literals(row: &Row) -> usize {
    let words = row.get("pattern").split([' ', '-']);
    words.filter(|word| !word.starts_with('~')).count()
}

/// The stems of a term's first and last words, of the first alternative each.
fn ends(row: &Row) -> (String, String) {
    let stemmer = Stemmer::create(Algorithm::English);
    let words: Vec<&str> = row
        .get("pattern")
        .split([' ', '-'])
        .filter(|word| !word.starts_with('~'))
        .collect();
    let stem = |word: Option<&&str>| {
        let first = word.and_then(|word| word.split('|').next()).unwrap_or("");
        stemmer.stem(first.trim_start_matches('=')).into_owned()
    };
    (stem(words.first()), stem(words.last()))
}

/// The terms of so many words that say only what a shorter term of their class says already.
fn said_already(terms: &[Row], words: usize) -> Vec<&str> {
    let analyzer = Analyzer::new(shorter(words));
    let mut reader = analyzer.reader();
    let entries: BTreeSet<&str> = terms.iter().map(|row| row.get("pattern")).collect();
    let mut says_already = |row: &Row| {
        let pair: Option<Pair> = row.get("pair").parse().ok();
        let analysis = read(&mut reader, row.get("example"));
        analysis.events().iter().any(|event| {
            let by_term = entries.iter().any(|entry| names(event, entry));
            event.pair() == pair && event.class.name() == class(row) && by_term
        })
    };
    let own = terms.iter().filter(|row| literals(row) == words);
    own.filter(|row| says_already(row))
        .map(|row| row.get("pattern"))
        .collect()
}

/// The bundled lexicon with only the terms of fewer words.
fn shorter(words: usize) -> Lexicon {
    let whole = lexicon();
    let mut files = vec![("lexicon.toml".to_owned(), MANIFEST.to_owned())];
    for file in Lexicon::FILES {
        let text = whole.canonical(file).expect("a bundled table");
        let text = if file == "en/terms.tsv" {
            fewer(&text, words)
        } else {
            text
        };
        files.push((file.to_owned(), text));
    }
    Lexicon::from_files(files).expect("the bundled lexicon, shortened")
}

fn fewer(table: &str, words: usize) -> String {
    let mut lines = table.lines();
    let mut text = lines.next().expect("a header").to_owned() + "\n";
    for line in lines {
        let pattern = line.split('\t').next().unwrap_or("");
        let count = pattern
            .split([' ', '-'])
            .filter(|w| !w.starts_with('~'))
            .count();
        if count < words {
            text += line;
            text.push('\n');
        }
    }
    text
}

#[test]
fn every_table_is_large_enough() {
    let of_kind = |kind: &str| {
        rows("actors.tsv")
            .iter()
            .filter(|r| r.get("kind") == kind)
            .count()
    };
    let counts = [
        ("governors", rows("en/governors.tsv").len(), 400),
        ("idioms", rows("en/idioms.tsv").len(), 800),
        ("aliases", rows("en/aliases.tsv").len(), 12_000),
        ("organisations", of_kind("organisation"), 200),
        ("groups", of_kind("group"), 150),
    ];
    for (what, count, least) in counts {
        println!("{count} {what}");
        assert!(count >= least, "{count} {what}, fewer than {least}");
    }
}

#[test]
fn every_member_of_the_united_nations_has_name_demonym_capital_and_leader() {
    let members: BTreeSet<&str> = MEMBERS.split_whitespace().collect();
    assert_eq!(members.len(), 193);
    let mut kinds: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in rows("en/aliases.tsv") {
        let of = kinds.entry(row.get("code").to_owned()).or_default();
        of.insert(row.get("kind").to_owned());
    }
    let none = BTreeSet::new();
    let missing: Vec<String> = members
        .iter()
        .flat_map(|code| ["name", "demonym", "capital", "leader"].map(|kind| (*code, kind)))
        .filter(|(code, kind)| !kinds.get(*code).unwrap_or(&none).contains(*kind))
        .map(|(code, kind)| format!("{code} {kind}"))
        .collect();
    assert!(missing.is_empty(), "missing: {missing:?}");
}
