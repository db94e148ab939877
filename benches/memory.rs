//! What a timeline weighs: a million made-up events of 20 years between 5,000 directed pairs, then the same told again.
//!
//! `cargo bench --bench memory` prints, after each million events, the cells, the bytes the timeline holds (counted by
//! the allocator), the bytes of its checkpoint and of its JSON form, and the time recording took. Every event has a
//! pair, a class and a day drawn evenly, which is the worst case: nearly each has a cell of its own. Then the same
//! events are told again by other documents, first word for word, then in other words.
//! A number after `--` is how many events a round has.

#![allow(missing_docs, unreachable_pub, clippy::cast_precision_loss)]

use std::{
    env,
    time::{Duration, Instant},
};

use detente::{ActorCode, Day, EventClass, EventDate, Record, Timeline};
use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

const EVENTS: u64 = 1_000_000;
const DAYS: u64 = 20 * 365;
/// 71 actors have 4,970 directed pairs; the rest of the 5,000 are of a seventy-second.
const PAIRS: u64 = 5_000;
const ACTORS: u64 = 72;

/// A record of one event, to be changed into others.
const TEMPLATE: &str = r#"{
    "document": "", "published": "1997-01-01", "named": ["RUS-USA"], "skipped": null,
    "events": [{
        "source": "USA", "target": "RUS", "source_sector": null, "target_sector": null,
        "class": "SANCTION", "code": "163", "quad": "material_conflict", "mode": "actual", "context": "economic",
        "steps": [
            {"kind": "term", "entry": "impose ~3 sanction", "span": {"start": 0, "end": 5}, "code": "163", "delta": -8.0},
            {"kind": "shifter", "entry": "harsh", "span": {"start": 0, "end": 5}, "code": "163", "delta": -0.5}
        ],
        "date": null, "due": null, "primary": true, "mutual": false, "reciprocal": false, "rule": "order",
        "confidence": 900000, "part": "text", "sentence": 1, "clause": {"start": 0, "end": 90},
        "evidence": {"source": null, "target": null, "cue": {"start": 30, "end": 49}}, "story": 1, "weight": 1000000
    }]
}"#;

/// A number with its bits thoroughly mixed (splitmix64).
const fn mixed(number: u64) -> u64 {
    let mut bits = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

fn actor(number: u64) -> ActorCode {
    format!("A{number:02}").parse().expect("an actor's code")
}

/// The actors of a pair, by its number.
fn parties(pair: u64) -> (ActorCode, ActorCode) {
    let (source, other) = (pair / (ACTORS - 1), pair % (ACTORS - 1));
    let target = other + u64::from(other >= source);
    (actor(source), actor(target))
}

/// Event `number` as a document of round `round` tells it, in the words of `story`.
fn change(record: &mut Record, number: u64, round: u64, story: u64) {
    let day = i32::try_from(mixed(number) % DAYS).expect("a day");
    let day = "1997-01-01".parse::<Day>().expect("a day").plus(day);
    let class = mixed(number ^ 0xc1a5) as usize % EventClass::ALL.len();
    record.document = format!("wire-{round}-{number:09}");
    record.published = Some(day);
    let event = &mut record.events[0];
    (event.source, event.target) = parties(mixed(number ^ 0x9a17) % PAIRS);
    event.class = EventClass::ALL[class];
    event.date = Some(EventDate::published(day));
    event.story = mixed(mixed(number) ^ story);
}

/// Tells every event once more; only the recording is timed.
fn tell(timeline: &mut Timeline, events: u64, round: u64, story: u64) -> Duration {
    let mut record: Record = serde_json::from_str(TEMPLATE).expect("a record");
    let mut taken = Duration::ZERO;
    for number in 0..events {
        change(&mut record, number, round, story);
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
