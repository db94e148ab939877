//! What an archive would take, before anybody reads it: bytes, seconds and memory, worked out from constants that are measured here.
//!
//! `cargo bench --bench growth` measures the constants with their spread, tries the formula on timelines that it builds, and
//! prints what a newspaper's archive, a year of world news, and all of GDELT's mentions would take. A number after
//! `--` is how many events the largest timeline is built of.

#![allow(missing_docs, unreachable_pub)]

mod constants;
mod formula;
mod scenarios;
#[path = "../support/mod.rs"]
mod support;
mod trial;

use std::env;

use detente::{Analyzer, Lexicon};
use peak_alloc::PeakAlloc;
use support::texts::Texts;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

const EVENTS: u64 = 1_000_000;
const MEGABYTES: usize = 10;

fn main() {
    let events = env::args().find_map(|argument| argument.parse().ok());
    let events = events.unwrap_or(EVENTS);
    let analyzer = Analyzer::new(Lexicon::english());
    // Real news where there is some, else our own.
    let texts = Texts::all(MEGABYTES).pop().expect("a corpus");
    println!(
        "constants, measured on `{}` and on made-up events; in brackets the lowest and the highest of {} measurements",
        texts.name,
        constants::TIMES
    );
    let constants = constants::measure(&texts.items, &analyzer);
    println!("{constants}");
    println!("timelines by the formula, and as they were built; processor seconds");
    let weights = trial::run(events);
    println!("\nwhat archives would take, on one core and all in one timeline");
    scenarios::print(&constants, &weights);
}

/// Bytes held now.
fn held() -> usize {
    ALLOCATOR.current_usage()
}
