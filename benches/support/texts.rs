//! The texts to read: the sample dispatches, again and again with other numbers, and a corpus where one is at hand.

use std::{fs, path::Path};

use detente::{Article, Day};
use serde::Deserialize;

/// Bytes of text in one round of measuring.
const SIZE: usize = 1_000_000;

/// One item of an NDJSON file.
#[derive(Clone, Debug, Deserialize)]
pub struct Item {
    id: String,
    date: Day,
    title: String,
    text: String,
}

impl Item {
    pub fn article(&self) -> Article<'_> {
        Article::new(&self.id, self.date, &self.text).title(&self.title)
    }

    fn len(&self) -> usize {
        self.title.len() + self.text.len()
    }
}

/// A named set of items.
#[derive(Debug)]
pub struct Texts {
    pub name: &'static str,
    pub items: Vec<Item>,
}

impl Texts {
    /// Bytes of titles and texts.
    pub fn bytes(&self) -> u64 {
        self.items.iter().map(|item| item.len() as u64).sum()
    }

    /// Titles and texts in one string, for scans that know nothing of articles.
    pub fn joined(&self) -> String {
        self.items
            .iter()
            .flat_map(|item| [&item.title, "\n", &item.text, "\n"])
            .collect()
    }

    /// The dispatches, to `copies` times the usual size.
    pub fn dispatches(copies: usize) -> Self {
        let first = read(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data/dispatches.ndjson"),
            usize::MAX,
        );
        let mut items = Vec::new();
        let mut size = 0;
        for round in 0.. {
            for item in first.iter().map(|item| varied(item, round)) {
                if size >= SIZE * copies {
                    return Self {
                        name: "dispatches",
                        items,
                    };
                }
                size += item.len();
                items.push(item);
            }
        }
        unreachable!("rounds have no end")
    }

    /// The first megabyte of every NDJSON file in a corpus that lies beside the project, if there is one.
    pub fn corpus() -> Option<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
        let mut paths: Vec<_> = fs::read_dir(folder)
            .ok()?
            .filter_map(|entry| Some(entry.ok()?.path()))
            .collect();
        paths.retain(|path| path.extension().is_some_and(|e| e == "ndjson"));
        paths.sort();
        let items: Vec<Item> = paths.iter().flat_map(|path| read(path, SIZE)).collect();
        (!items.is_empty()).then_some(Self {
            name: "corpus",
            items,
        })
    }
}

/// Reads items until they hold `limit` bytes.
fn read(path: &Path, limit: usize) -> Vec<Item> {
    let text =
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut size = 0;
    let parse = |line| {
        serde_json::from_str::<Item>(line)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    text.lines()
        .map(parse)
        .take_while(|item| {
            size += item.len();
            size <= limit
        })
        .collect()
}

/// The same item under another id and with other numbers, so that no two rounds have the same sentences.
fn varied(item: &Item, round: usize) -> Item {
    let turn = |text: &str| text.chars().map(|c| digit(c, round)).collect();
    Item {
        id: format!("{}-{round}", item.id),
        date: item.date,
        title: turn(&item.title),
        text: turn(&item.text),
    }
}

fn digit(c: char, round: usize) -> char {
    let turned = c
        .to_digit(10)
        .and_then(|d| char::from_digit((d + round as u32) % 10, 10));
    turned.unwrap_or(c)
}
