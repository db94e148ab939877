//! The texts to read: the corpus we write ourselves, and one of real news where it is at hand.

use std::{fs, path::Path};

use super::{
    articles::{self, Item},
    writer,
};

/// A megabyte, as speeds count it.
pub const MB: usize = 1_000_000;

/// A named set of articles.
#[derive(Debug)]
pub struct Texts {
    pub name: &'static str,
    pub items: Vec<Item>,
}

impl Texts {
    /// The first megabytes of our own corpus, and of the news where there is some.
    pub fn all(megabytes: usize) -> Vec<Self> {
        let bundled = Self {
            name: "bundled",
            items: writer::corpus(megabytes * MB),
        };
        let news = Self::news(megabytes);
        if news.is_none() {
            eprintln!("SKIPPED: real news; there is no ../shared/corpus");
        }
        [Some(bundled), news].into_iter().flatten().collect()
    }

    /// The first megabytes of the NDJSON files in a corpus that lies beside the project, if there is one.
    pub fn news(megabytes: usize) -> Option<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
        let entries = fs::read_dir(folder).ok()?.filter_map(Result::ok);
        let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
        paths.retain(|path| path.extension().is_some_and(|e| e == "ndjson"));
        paths.sort();
        let mut items: Vec<Item> = paths.iter().flat_map(|path| articles::read(path)).collect();
        items.truncate(articles::first(&items, megabytes * MB).len());
        (!items.is_empty()).then_some(Self {
            name: "news",
            items,
        })
    }
}
