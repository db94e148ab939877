//! What the texts of the benchmarks are like: `cargo bench --bench corpus`. With `-- --write FILE` our own, 10 MB of it, goes to a file.

#![allow(missing_docs, unreachable_pub)]

mod support;

use std::{
    env, fs,
    io::{BufWriter, Write},
};

use detente::{Analyzer, Lexicon};
use support::{
    articles::{self, Item},
    portrait::Portrait,
    texts::{MB, Texts},
};

const MEGABYTES: usize = 10;

fn main() {
    let mut arguments = env::args().skip_while(|argument| argument != "--write");
    let path = arguments.nth(1);
    let analyzer = Analyzer::new(Lexicon::english());
    for texts in Texts::all(MEGABYTES) {
        for megabytes in [1, MEGABYTES] {
            let portrait = Portrait::of(articles::first(&texts.items, megabytes * MB), &analyzer);
            println!("{}: {portrait}", texts.name);
        }
        if let Some(path) = path.as_ref().filter(|_| texts.name == "bundled") {
            write(path, &texts.items);
        }
    }
}

fn write(path: &str, items: &[Item]) {
    let file = fs::File::create(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut out = BufWriter::new(file);
    for item in items {
        serde_json::to_writer(&mut out, item).expect("an item is JSON");
        out.write_all(b"\n")
            .unwrap_or_else(|error| panic!("{path}: {error}"));
    }
    out.flush()
        .unwrap_or_else(|error| panic!("{path}: {error}"));
}
