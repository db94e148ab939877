//! Targets that read what was stored: timelines and summaries as JSON, checkpoints, the state of an archive run, packed files.

use std::{
    fs,
    path::{Path, PathBuf},
    process,
    sync::{Arc, atomic::AtomicU64},
    thread,
};

use detente::{Period, Side, Summary, Timeline};
use sha2::{Digest, Sha256};

use crate::{
    item,
    source::{Mark, Source},
    state::State,
};

/// A timeline or a summary as JSON.
pub(crate) fn timeline(bytes: &[u8]) {
    if let Ok(summary) = serde_json::from_slice::<Summary>(bytes) {
        // not the same to the last bit: serde_json reads numbers of many digits only nearly
        let stored = serde_json::to_vec(&summary).expect("JSON");
        serde_json::from_slice::<Summary>(&stored).expect("sound");
    }
    if let Ok(timeline) = serde_json::from_slice::<Timeline>(bytes) {
        usable(&timeline);
    }
}

/// A timeline that has loaded is one: it is written and read back, merged, and asked.
fn usable(timeline: &Timeline) {
    let stored = serde_json::to_vec(timeline).expect("JSON");
    assert_eq!(
        &serde_json::from_slice::<Timeline>(&stored).expect("sound"),
        timeline
    );
    assert_eq!(
        &Timeline::from_bytes(&timeline.to_bytes()).expect("sound"),
        timeline
    );
    let mut twice = timeline.clone();
    twice
        .merge(timeline)
        .expect("the same settings and lexicon");
    assert_eq!(
        twice.cells(),
        timeline.cells(),
        "the same events make no new cell"
    );
    let summary = timeline.summary();
    let stored = serde_json::to_vec(&summary).expect("JSON");
    assert_eq!(
        serde_json::from_slice::<Summary>(&stored).expect("sound"),
        summary
    );
    for pair in timeline.undirected_pairs().into_iter().take(4) {
        let view = timeline.relationship(pair);
        drop(view.to_string());
        drop((
            view.points(Period::Month),
            view.changes(),
            view.change_points(),
        ));
        drop((view.peaks(Period::Week, Side::Hostile, 3), view.since()));
        if let Some(day) = timeline.last_day() {
            let _ = view.asymmetry(day);
            drop((view.attributions(day, day), view.contacts(day, day)));
        }
    }
}

/// The first bytes of a checkpoint, before its lengths.
const SIGN: &[u8; 12] = b"DETENTE\n\x01\0\0\0";

/// A checkpoint with the right lengths and checksum, so that what it says is what is looked at.
pub(crate) fn sealed(timeline: &[u8], beside: &[u8]) -> Vec<u8> {
    let lengths = [timeline.len() as u64, beside.len() as u64].map(u64::to_le_bytes);
    let mut whole = [SIGN, &*lengths.concat(), timeline, beside].concat();
    let seal = Sha256::digest(&whole);
    whole.extend_from_slice(&seal);
    whole
}

/// What a checkpoint says of its timeline, without head and seal.
pub(crate) fn body(whole: &[u8]) -> &[u8] {
    &whole[28..whole.len() - 32]
}

/// A timeline as bytes: under a seal that fits, and as if they were the whole file.
pub(crate) fn checkpoint(bytes: &[u8]) {
    assert!(Timeline::from_bytes(bytes).is_err() || bytes.len() > 60);
    let whole = sealed(bytes, b"beside");
    if let Ok(timeline) = Timeline::from_bytes(&whole) {
        // one timeline has exactly one form
        assert_eq!(body(&timeline.to_bytes()), bytes);
        usable(&timeline);
    }
}

/// Where files are written that only the example's own code can open: a folder of one run, gone after it; in memory where the
/// system has such a place.
struct Place(PathBuf);

impl Place {
    fn new() -> Self {
        let memory = Path::new("/dev/shm");
        let place = if memory.is_dir() {
            memory.to_owned()
        } else {
            std::env::temp_dir()
        };
        let name = format!(
            "detente-fuzz-{}-{:?}",
            process::id(),
            thread::current().id()
        );
        let place = Self(place.join(name));
        fs::create_dir_all(&place.0).expect("a folder for what is fuzzed");
        place
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// By the first byte: what an archive run keeps beside its timeline, or a packed file of its input.
pub(crate) fn archive(bytes: &[u8]) {
    let Some((kind, bytes)) = bytes.split_first() else {
        return;
    };
    let place = Place::new();
    match kind % 3 {
        0 => beside(&place, bytes),
        1 => packed(&place, "wire.ndjson.gz", bytes),
        _ => packed(&place, "wire.ndjson.zst", bytes),
    }
}

fn beside(place: &Place, bytes: &[u8]) {
    let (path, again) = (place.0.join("checkpoint"), place.0.join("again"));
    let mut timeline = Timeline::new();
    timeline.stamp("small@1");
    let timeline = timeline.to_bytes();
    fs::write(&path, sealed(body(&timeline), bytes)).expect("a file for what is fuzzed");
    if let Ok(state) = State::open(&path, "small@1") {
        state.account(&mut Vec::new()).expect("room");
        state.save(&again).expect("a file for what is fuzzed");
        let written = fs::read(&again).expect("a file");
        State::open(&again, "small@1").expect("what was written opens");
        assert!(Timeline::from_bytes(&written).is_ok());
        assert!(State::open(&again, "other@1").is_err());
    }
}

/// A packed file is read to its end or to its first fault.
fn packed(place: &Place, name: &str, bytes: &[u8]) {
    let path = place.0.join(name);
    fs::write(&path, bytes).expect("a file for what is fuzzed");
    let read = Arc::new(AtomicU64::new(0));
    let Ok(mut source) = Source::open(&path, Mark::default(), &read) else {
        return;
    };
    let mut last = Mark::default();
    while let Ok(Some(piece)) = source.next() {
        assert!(piece.mark.bytes > last.bytes, "every piece leads on");
        last = piece.mark;
        if let Ok(bytes) = piece.bytes {
            let _ = item::read(&bytes, source.content, name, last.lines, None);
        }
    }
}
