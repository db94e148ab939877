//! Whatever happens to a checkpoint on its way, it is refused: every truncation, every bit flip, and any edit.
//!
//! The checkpoint is of real dispatches. `DETENTE_WHOLE=1 cargo test --release --test damage -- --nocapture` takes all the dispatches
//! and prints how much was tried; without, it is a few of them.

use std::env;

use detente::{Analyzer, Article, Day, Lexicon, Timeline};
use random::Random;
use serde::Deserialize;

#[expect(dead_code, unreachable_pub, reason = "shared with the benchmarks")]
#[path = "../benches/support/random.rs"]
mod random;

#[derive(Deserialize)]
struct Line {
    id: String,
    date: Day,
    #[serde(default)]
    title: String,
    text: String,
}

fn whole() -> bool {
    env::var_os("DETENTE_WHOLE").is_some()
}

/// A checkpoint of the first dispatches.
fn checkpoint(documents: usize) -> Vec<u8> {
    let analyzer = Analyzer::new(Lexicon::english());
    let (mut reader, mut timeline) = (analyzer.reader(), Timeline::new());
    timeline.stamp(analyzer.lexicon().stamp());
    let sample = include_str!("../examples/data/dispatches.ndjson");
    for line in sample.lines().take(documents) {
        let line: Line = serde_json::from_str(line).expect("a dispatch");
        let article = Article::new(&line.id, line.date, &line.text).title(&line.title);
        timeline.record(reader.analyze(&article));
    }
    timeline.to_bytes()
}

fn is_refused(bytes: &[u8]) -> bool {
    Timeline::from_bytes(bytes).is_err()
}

#[test]
fn every_truncation_is_refused() {
    let bytes = checkpoint(if whole() { usize::MAX } else { 6 });
    for end in 0..bytes.len() {
        assert!(is_refused(&bytes[..end]), "{end} bytes are taken for whole");
    }
    println!("{} truncations refused", bytes.len());
}

#[test]
fn every_bit_flip_is_refused() {
    let mut bytes = checkpoint(if whole() { usize::MAX } else { 2 });
    for at in 0..bytes.len() {
        for bit in 0..8 {
            bytes[at] ^= 1 << bit;
            assert!(is_refused(&bytes), "bit {bit} of byte {at} changes nothing");
            bytes[at] ^= 1 << bit;
        }
    }
    assert!(!is_refused(&bytes));
    println!(
        "{} bit flips refused, of {} bytes",
        8 * bytes.len(),
        bytes.len()
    );
}

/// Bytes changed, put in, taken out, moved and doubled, a few or many at once.
#[test]
fn ten_thousand_edits_are_refused() {
    let bytes = checkpoint(if whole() { usize::MAX } else { 10 });
    let mut random = Random::new(6);
    for number in 0..10_000 {
        let mut edited = bytes.clone();
        for _ in 0..=random.below(4) {
            edit(&mut edited, &mut random);
        }
        assert!(
            edited == bytes || is_refused(&edited),
            "edit {number} is taken for whole"
        );
    }
    println!("10000 edits refused, of {} bytes", bytes.len());
}

fn edit(bytes: &mut Vec<u8>, random: &mut Random) {
    let at = random.below(bytes.len());
    let end = (at + 1 + random.below(64)).min(bytes.len());
    let byte = random.next() as u8;
    match random.below(6) {
        0 => bytes[at] = byte,
        1 => bytes[at..end].fill(byte),
        2 => bytes.insert(at, byte),
        3 => drop(bytes.drain(at..end)),
        4 => bytes.extend_from_within(at..end),
        _ => bytes.swap(at, end - 1),
    }
}
