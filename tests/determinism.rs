//! One hash of the summary and of the timeline, whatever the threads, the order, the parts, the process and its time zone.
//!
//! `.ci/determinism` runs the whole, in debug and in release, and prints the figure; `cargo test` runs a seeded share of it.

use std::{collections::BTreeSet, env, process::Command};

use detente::{Analyzer, Article, Lexicon, Timeline};
use rayon::ThreadPoolBuilder;
use sha2::{Digest, Sha256};
use support::{
    articles::{self, Item},
    random::Random,
    writer,
};

#[path = "../benches/support/mod.rs"]
mod support;

const ZONES: [&str; 3] = ["UTC", "Asia/Kolkata", "America/St_Johns"];
const LOCALES: [&str; 3] = ["C", "tr_TR.UTF-8", "de_DE.UTF-8"];
const CHUNKS: [usize; 4] = [1, 7, 64, 1_000];
const THREADS: usize = 16;

fn whole() -> bool {
    env::var_os("DETENTE_WHOLE").is_some()
}

/// The dispatches and some of the corpus of the benchmarks: the same in every process.
fn corpus() -> Vec<Item> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut items = articles::read(&folder.join("examples/data/dispatches.ndjson"));
    items.extend(writer::corpus(200_000));
    items
}

fn article(item: &Item) -> Article<'_> {
    Article::new(&item.id, item.date, &item.text).title(&item.title)
}

fn empty(analyzer: &Analyzer) -> Timeline {
    let mut timeline = Timeline::new();
    timeline.stamp(analyzer.lexicon().stamp());
    timeline
}

/// Of the summary as JSON, and of the timeline's bytes.
fn hash(timeline: &Timeline) -> String {
    let mut hash = Sha256::new();
    hash.update(serde_json::to_vec(&timeline.summary()).expect("a summary as JSON"));
    hash.update(timeline.to_bytes());
    hash.finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn serial(analyzer: &Analyzer, items: &[Item]) -> String {
    let (mut reader, mut timeline) = (analyzer.reader(), empty(analyzer));
    for item in items {
        timeline.record(reader.analyze(&article(item)));
    }
    hash(&timeline)
}

fn with_threads(analyzer: &Analyzer, items: &[Item], threads: usize) -> String {
    let pool = ThreadPoolBuilder::new().num_threads(threads).build();
    let articles: Vec<Article<'_>> = items.iter().map(article).collect();
    let read = || analyzer.readers().records(&articles);
    let mut timeline = empty(analyzer);
    for record in pool.expect("threads").install(read) {
        timeline.record(record);
    }
    hash(&timeline)
}

/// Read anew in that order, by a reader that has met no word yet.
fn shuffled(analyzer: &Analyzer, items: &[Item], random: &mut Random) -> String {
    let mut order: Vec<&Item> = items.iter().collect();
    for at in (1..order.len()).rev() {
        order.swap(at, random.below(at + 1));
    }
    let (mut reader, mut timeline) = (analyzer.reader(), empty(analyzer));
    for item in order {
        timeline.record(reader.analyze(&article(item)));
    }
    hash(&timeline)
}

/// Parts of so many articles, each with a timeline of its own, merged from the last to the first.
fn in_chunks(analyzer: &Analyzer, items: &[Item], size: usize) -> String {
    let part = |items: &[Item]| {
        let (mut reader, mut timeline) = (analyzer.reader(), empty(analyzer));
        for item in items {
            timeline.record(reader.analyze(&article(item)));
        }
        timeline
    };
    let mut merged = empty(analyzer);
    for chunk in items.chunks(size).rev() {
        merged.merge(&part(chunk)).expect("parts of one archive");
    }
    hash(&merged)
}

/// What another process finds, in a time zone and with a locale.
fn elsewhere(number: usize) -> String {
    let mut command = Command::new(env::current_exe().expect("this test"));
    let command = command
        .args(["--exact", "a_process_says_its_hash", "--nocapture"])
        .env("TZ", ZONES[number % ZONES.len()])
        .env("LC_ALL", LOCALES[number / ZONES.len() % LOCALES.len()]);
    let output = command.output().expect("a process");
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let hash = told
        .split("hash ")
        .nth(1)
        .and_then(|rest| rest.split_whitespace().next());
    hash.unwrap_or_else(|| panic!("no hash in {told}"))
        .to_owned()
}

#[test]
fn a_process_says_its_hash() {
    let analyzer = Analyzer::new(Lexicon::english());
    println!("hash {}", serial(&analyzer, &corpus()));
}

#[test]
fn there_is_one_hash() {
    let items = corpus();
    let analyzer = Analyzer::new(Lexicon::english());
    let mut random = Random::new(5);
    let (threads, shuffles, processes): (Vec<usize>, _, _) = if whole() {
        ((1..=THREADS).collect(), 200, 20)
    } else {
        (vec![1, 2, 7, THREADS], 4, 3)
    };
    let mut found: Vec<(String, String)> = Vec::new();
    let mut tell = |what: String, hash: String| found.push((what, hash));
    tell("in order".into(), serial(&analyzer, &items));
    for &threads in &threads {
        let hash = with_threads(&analyzer, &items, threads);
        tell(format!("{threads} threads"), hash);
    }
    for number in 0..shuffles {
        let hash = shuffled(&analyzer, &items, &mut random);
        tell(format!("shuffle {number}"), hash);
    }
    for size in CHUNKS {
        let hash = in_chunks(&analyzer, &items, size);
        tell(format!("parts of {size}"), hash);
    }
    for number in 0..processes {
        tell(format!("process {number}"), elsewhere(number));
    }
    let first = found[0].1.clone();
    let other: Vec<&(String, String)> = found.iter().filter(|(_, hash)| *hash != first).collect();
    assert!(other.is_empty(), "in order {first}, but {other:?}");
    let hashes: BTreeSet<&String> = found.iter().map(|(_, hash)| hash).collect();
    println!(
        "{} hash of {} articles over {} numbers of threads, {shuffles} shuffles, parts of {CHUNKS:?}, {processes} processes in \
         {} time zones: {first}",
        hashes.len(),
        items.len(),
        threads.len(),
        ZONES.len()
    );
}
