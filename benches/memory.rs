//! What a timeline weighs: a million made-up events of 20 years between 5,000 directed pairs, then the same told again.
//!
//! `cargo bench --bench memory` prints, after each million events, the cells, the bytes the timeline holds (counted by
//! the allocator), the bytes of its checkpoint and of its JSON form, and the time recording took. Every event has a
//! pair, a class and a day drawn evenly, which is the worst case: nearly each has a cell of its own. Then the same
//! events are told again by other documents, first word for word, then in other words.
//! A number after `--` is how many events a round has.

#![allow(missing_docs, unreachable_pub, clippy::cast_precision_loss)]

mod support;

use std::{
    env,
    time::{Duration, Instant},
};

use detente::Timeline;
use peak_alloc::PeakAlloc;
use support::events::{self, Drawn, World};

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

const EVENTS: u64 = 1_000_000;
const WORLD: World = World {
    pairs: 5_000,
    days: 20 * 365,
    drawn: Drawn::Evenly,
};

/// Tells every event once more; only the recording is timed.
fn tell(timeline: &mut Timeline, events: u64, round: u64, story: u64) -> Duration {
    let mut record = events::template();
    let mut taken = Duration::ZERO;
    for number in 0..events {
        WORLD.change(&mut record, number, round, story);
        let start = Instant::now();
        timeline.record(&record);
        taken += start.elapsed();
    }
    taken
}

fn mib(bytes: usize) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}

fn main() {
    let events = env::args()
        .find_map(|arg| arg.parse().ok())
        .unwrap_or(EVENTS);
    let before = ALLOCATOR.current_usage();
    let mut timeline = Timeline::new();
    println!(
        "events      cells       MiB  bytes/cell  checkpoint MiB  JSON MiB  record s  save s  load s  told"
    );
    for (round, story, told) in [
        (0, 0, "once"),
        (1, 0, "again, word for word"),
        (2, 1, "in other words"),
        (3, 2, "in yet other words"),
    ] {
        let recorded = tell(&mut timeline, events, round, story).as_secs_f64();
        let held = ALLOCATOR.current_usage() - before;
        let start = Instant::now();
        let bytes = timeline.to_bytes();
        let saved = start.elapsed().as_secs_f64();
        let start = Instant::now();
        let back = Timeline::from_bytes(&bytes).expect("a checkpoint");
        let loaded = start.elapsed().as_secs_f64();
        assert!(back == timeline, "the checkpoint holds another timeline");
        drop(back);
        let json = serde_json::to_vec(&timeline).expect("JSON").len();
        println!(
            "{:<10}  {:<8} {:>6.1}  {:>10.0}  {:>14.1}  {:>8.1}  {recorded:>8.2}  {saved:>6.2}  {loaded:>6.2}  {told}",
            timeline.counts().recorded,
            timeline.cells(),
            mib(held),
            held as f64 / timeline.cells() as f64,
            mib(bytes.len()),
            mib(json),
        );
    }
}
