//! Whatever is done to a checkpoint, it is refused or whole. Timelines here come from JSON, as in `tests/timeline`.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::event::Record;

fn event(story: u64, day: &str, mode: &str) -> Value {
    json!({
        "source": "USA", "target": "RUS", "source_sector": null, "target_sector": null,
        "class": "SANCTION", "code": "163", "quad": "material_conflict", "mode": mode, "context": "economic",
        "steps": [
            {"kind": "term", "entry": "sanction", "span": {"start": 0, "end": 5}, "code": "163", "delta": -8.0},
            {"kind": "shifter", "entry": "harsh", "span": {"start": 0, "end": 5}, "code": "163", "delta": -0.5}
        ],
        "date": {"day": day, "precision": "day", "default": true}, "due": null,
        "primary": true, "mutual": false, "reciprocal": false, "rule": "order", "confidence": 900_000,
        "part": "title", "sentence": 1, "clause": {"start": 0, "end": 20},
        "evidence": {"source": null, "target": null, "cue": {"start": 3, "end": 9}},
        "story": story, "weight": 1_000_000
    })
}

/// Two documents, three events, a pair that is only named.
fn small() -> Timeline {
    let record = |document: &str, day: &str, events: Vec<Value>| {
        let record = json!({
            "document": document, "published": day, "events": events, "named": ["RUS-USA", "CHN-USA"], "skipped": null
        });
        serde_json::from_value::<Record>(record).unwrap()
    };
    let mut timeline = Timeline::new();
    timeline.stamp("core-en@1+ab12");
    let (first, second) = ("2017-04-13", "2017-04-20");
    timeline.record(record("wire-1", first, vec![event(1, first, "actual")]));
    timeline.record(record(
        "wire-2",
        second,
        vec![
            event(u64::MAX, second, "actual"),
            event(3, first, "negated"),
        ],
    ));
    timeline
}

#[test]
fn a_timeline_comes_back() {
    for timeline in [Timeline::new(), small()] {
        let bytes = timeline.to_bytes();
        let back = Timeline::from_bytes(&bytes).unwrap();
        assert_eq!(back, timeline);
        assert_eq!(back.to_bytes(), bytes);
    }
}

/// The form is published: bytes that change need a new version.
#[test]
fn the_form_is_as_it_was() {
    let bytes = small().to_bytes();
    let hash: String = Sha256::digest(&bytes)
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert_eq!((bytes.len(), hash.as_str()), (371, "34b6c8f73bb248c3"));
}

#[test]
fn every_truncation_is_an_error() {
    let bytes = small().to_bytes();
    for end in 0..bytes.len() {
        assert!(Timeline::from_bytes(&bytes[..end]).is_err(), "{end} bytes");
    }
    let longer = [&bytes[..], &[0]].concat();
    assert!(Timeline::from_bytes(&longer).is_err());
}

#[test]
fn every_flipped_bit_is_an_error() {
    let mut bytes = sealed(&encode::timeline(&small()), b"beside");
    for at in 0..bytes.len() {
        for bit in 0..8 {
            bytes[at] ^= 1 << bit;
            assert!(opened(&bytes).is_err(), "bit {bit} of byte {at}");
            bytes[at] ^= 1 << bit;
        }
    }
    assert!(opened(&bytes).is_ok());
}

/// Bytes that were sealed anew after every bit was flipped: refused, or a timeline that is its own form.
#[test]
fn what_is_sealed_anew_is_refused_or_whole() {
    let mut body = encode::timeline(&small());
    let mut refused = 0;
    for at in 0..body.len() {
        for bit in 0..8 {
            body[at] ^= 1 << bit;
            match Timeline::from_bytes(&sealed(&body, &[])) {
                Ok(timeline) => assert_eq!(encode::timeline(&timeline), body, "byte {at}"),
                Err(_) => refused += 1,
            }
            body[at] ^= 1 << bit;
        }
    }
    assert!(refused > body.len(), "only {refused} were refused");
}

#[test]
fn errors_name_what_is_wrong() {
    let bytes = small().to_bytes();
    let told = |bytes: &[u8]| Timeline::from_bytes(bytes).unwrap_err().to_string();
    assert_eq!(told(b"{\"format\": 1}"), "not a checkpoint of a timeline");
    assert_eq!(
        told(&bytes[..20]),
        "a checkpoint of 20 bytes, where its head wants 60"
    );
    let mut newer = bytes.clone();
    newer[8] = 2;
    assert_eq!(
        told(&newer),
        "a checkpoint of version 2; this library reads version 1"
    );
    let mut damaged = bytes.clone();
    damaged[40] ^= 1;
    assert_eq!(
        told(&damaged),
        "the checkpoint's checksum does not fit; the file is damaged"
    );
    assert_eq!(
        told(&sealed(&[0], &[])),
        "the checkpoint cannot be: it ends too early or too late"
    );
}

#[test]
fn invented_lengths_fail_fast() {
    let mut huge = small().to_bytes();
    huge[12..20].copy_from_slice(&u64::MAX.to_le_bytes());
    assert!(matches!(opened(&huge), Err(CheckpointError::Length { .. })));
    // No stamp, the settings and counts of an empty timeline, then 2^40 days of exposure.
    let empty = encode::timeline(&Timeline::new());
    let tables = [0; 5];
    let mut counted = bytes::Writer::default();
    counted.raw(empty.strip_suffix(&tables).unwrap());
    counted.number(1_u64 << 40);
    let bomb = sealed(&counted.into_bytes(), &[]);
    assert!(matches!(
        opened(&bomb),
        Err(CheckpointError::Content(Refusal(Flaw::End)))
    ));
}

#[test]
fn a_file_is_whole_or_as_it_was() {
    let folder = std::env::temp_dir().join(format!("detente-checkpoint-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("archive.checkpoint");
    assert!(matches!(Timeline::load(&path), Err(CheckpointError::Io(_))));
    small().save_with(&path, b"read 2").unwrap();
    let (timeline, beside) = Timeline::load_with(&path).unwrap();
    assert_eq!((timeline, &beside[..]), (small(), &b"read 2"[..]));
    // What a crash left half-written is in nobody's way.
    std::fs::write(folder.join("archive.checkpoint.tmp"), b"DETEN").unwrap();
    assert_eq!(Timeline::load(&path).unwrap(), small());
    Timeline::new().save(&path).unwrap();
    assert_eq!(Timeline::load(&path).unwrap(), Timeline::new());
    assert!(small().save(folder.join("no").join("such")).is_err());
    let left: Vec<_> = std::fs::read_dir(&folder).unwrap().collect();
    assert_eq!(left.len(), 1);
    std::fs::remove_dir_all(&folder).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn edits_sealed_anew_never_panic(edits in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..6)) {
        let mut body = encode::timeline(&small());
        for (at, byte) in edits {
            let at = at % body.len();
            body[at] = byte;
        }
        if let Ok(timeline) = Timeline::from_bytes(&sealed(&body, &[])) {
            prop_assert_eq!(encode::timeline(&timeline), body);
            let _ = timeline.summary();
        }
    }

    #[test]
    fn any_bytes_never_panic(body in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = Timeline::from_bytes(&sealed(&body, &[]));
        let _ = Timeline::from_bytes(&body);
    }
}
