//! What one of each takes: a byte of text, a document, a key.

use std::{collections::BTreeSet, fmt};

use detente::{Analyzer, Lexicon};

use crate::{
    held,
    support::{
        articles::{self, Item},
        clock::timed,
        random::mixed,
        reading::read,
        texts::MB,
    },
};

/// How often each constant is measured.
pub const TIMES: usize = 9;
const KEYS: u64 = 200_000;

/// The middle measurement, the lowest and the highest.
#[derive(Clone, Copy, Debug)]
pub struct Constant {
    pub middle: f64,
    low: f64,
    high: f64,
}

impl Constant {
    fn of(mut measured: Vec<f64>) -> Self {
        measured.sort_by(f64::total_cmp);
        Self {
            middle: measured[measured.len() / 2],
            low: measured[0],
            high: measured[measured.len() - 1],
        }
    }
}

impl fmt::Display for Constant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3} [{:.3}, {:.3}]", self.middle, self.low, self.high)
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Constants {
    /// Processor seconds for a megabyte of text, every word known.
    pub speed: Constant,
    /// Primary events in a megabyte of text.
    pub events: Constant,
    /// Bytes of an article.
    pub article: Constant,
    /// Bytes that a set of document keys takes for each.
    pub key: Constant,
    /// Bytes of what one reader remembers after 10 MB.
    pub reader: Constant,
    /// Bytes of the loaded lexicon.
    pub lexicon: f64,
}

impl fmt::Display for Constants {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "  bytes of an article                    {}",
            self.article
        )?;
        writeln!(
            f,
            "  primary events in 1 MB of text         {}",
            self.events
        )?;
        writeln!(f, "  processor seconds for 1 MB, warm       {}", self.speed)?;
        writeln!(f, "  bytes a document's key takes           {}", self.key)?;
        writeln!(
            f,
            "  MB that a reader remembers             {}",
            self.reader
        )?;
        writeln!(
            f,
            "  MB of the lexicon                      {:.3}",
            self.lexicon / 1e6
        )
    }
}

/// Measures each several times: on a part of the articles each, or once more.
pub fn measure(items: &[Item], analyzer: &Analyzer) -> Constants {
    let mut reader = analyzer.reader();
    read(&mut reader, items);
    let parts: Vec<&[Item]> = items.chunks(items.len().div_ceil(TIMES)).collect();
    let each = |measure: &mut dyn FnMut(&[Item]) -> f64| {
        Constant::of(parts.iter().map(|part| measure(part)).collect())
    };
    let megabytes = |part: &[Item]| articles::bytes(part) as f64 / MB as f64;
    Constants {
        article: each(&mut |part| articles::bytes(part) as f64 / part.len() as f64),
        events: each(&mut |part| {
            read(&mut reader, part).counts().recorded as f64 / megabytes(part)
        }),
        speed: each(&mut |part| {
            let (_, taken) = timed(|| read(&mut reader, part));
            taken.as_secs_f64() / megabytes(part)
        }),
        key: Constant::of((0..TIMES as u64).map(key).collect()),
        reader: Constant::of((0..TIMES).map(|_| remembered(items, analyzer)).collect()),
        lexicon: lexicon(),
    }
}

fn key(seed: u64) -> f64 {
    let before = held();
    let mut keys: BTreeSet<[u64; 2]> = BTreeSet::new();
    for number in 0..KEYS {
        keys.insert([mixed(number ^ (seed << 40)), number]);
    }
    (held() - before) as f64 / keys.len() as f64
}

fn remembered(items: &[Item], analyzer: &Analyzer) -> f64 {
    let before = held();
    let mut reader = analyzer.reader();
    drop(read(&mut reader, items));
    (held() - before) as f64 / MB as f64
}

/// A second copy of the bundled lexicon.
fn lexicon() -> f64 {
    let bundled = Lexicon::english();
    let manifest = include_str!("../../lexicons/lexicon.toml").to_owned();
    let texts = Lexicon::FILES
        .iter()
        .filter_map(|file| Some(((*file).to_owned(), bundled.canonical(file)?)));
    let files: Vec<(String, String)> = texts
        .chain([("lexicon.toml".to_owned(), manifest)])
        .collect();
    let before = held();
    let lexicon = Lexicon::from_files(files).expect("the bundled lexicon");
    // The texts themselves are given away, and freed.
    let texts: usize = Lexicon::FILES
        .iter()
        .filter_map(|file| bundled.canonical(file))
        .map(|text| text.len())
        .sum();
    let bytes = (held() + texts).saturating_sub(before);
    drop(lexicon);
    bytes as f64
}
