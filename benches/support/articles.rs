//! Articles as they lie in NDJSON files, with what the benchmarks ask of them.

use std::{fs, path::Path};

use detente::{Article, Day};
use serde::{Deserialize, Serialize};

/// One item of an NDJSON file.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Item {
    pub id: String,
    pub date: Day,
    pub title: String,
    pub text: String,
}

impl Item {
    pub fn article(&self) -> Article<'_> {
        Article::new(&self.id, self.date, &self.text).title(&self.title)
    }

    /// Bytes of title and text.
    pub fn len(&self) -> usize {
        self.title.len() + self.text.len()
    }
}

/// Bytes of titles and texts.
pub fn bytes(items: &[Item]) -> u64 {
    items.iter().map(|item| item.len() as u64).sum()
}

/// Titles and texts in one string, for scans that know nothing of articles.
pub fn joined(items: &[Item]) -> String {
    let lines = items.iter();
    lines
        .flat_map(|item| [&item.title, "\n", &item.text, "\n"])
        .collect()
}

/// The first articles, of no more than `limit` bytes together.
pub fn first(items: &[Item], limit: usize) -> &[Item] {
    let mut size = 0;
    let fits = items.iter().take_while(|item| {
        size += item.len();
        size <= limit
    });
    &items[..fits.count()]
}

/// Reads a file; the benchmarks have no use for one with bad lines.
pub fn read(path: &Path) -> Vec<Item> {
    let name = path.display();
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{name}: {error}"));
    let parse = |(at, line)| {
        serde_json::from_str(line).unwrap_or_else(|error| panic!("{name}:{}: {error}", at + 1))
    };
    text.lines().enumerate().map(parse).collect()
}
