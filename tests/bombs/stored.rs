//! Timelines, summaries and checkpoints that nobody's library wrote.

use detente::{Analyzer, Article, Day, Lexicon, Period, Summary, Timeline};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::Bomb;

const HEAD: usize = 28;
const SEAL: usize = 32;
const ENDS: [&str; 2] = ["0001-01-01", "9999-12-31"];

/// A timeline of documents published on these days.
fn timeline(days: &[&str]) -> Timeline {
    let analyzer = Analyzer::new(Lexicon::english());
    let mut timeline = Timeline::new();
    for day in days {
        let text = "Chile condemned Peru. Peru imposed sanctions on Chile.";
        let published: Day = day.parse().unwrap();
        timeline.record(analyzer.analyze(&Article::new(day, published, text)));
    }
    timeline
}

fn read_timeline(text: &str) -> Result<(), String> {
    let timeline: Timeline = serde_json::from_str(text).map_err(|error| error.to_string())?;
    drop(timeline.summary());
    Ok(())
}

fn read_summary(text: &str) -> Result<(), String> {
    let summary: Summary = serde_json::from_str(text).map_err(|error| error.to_string())?;
    drop(summary);
    Ok(())
}

/// The body of a checkpoint with head and seal.
fn sealed(body: &[u8]) -> Vec<u8> {
    let mut bytes = Timeline::new().to_bytes();
    bytes.truncate(HEAD);
    bytes[12..20].copy_from_slice(&(body.len() as u64).to_le_bytes());
    bytes.extend_from_slice(body);
    let seal = Sha256::digest(&bytes);
    bytes.extend_from_slice(&seal);
    bytes
}

fn open(body: &[u8]) -> Result<(), String> {
    let timeline = Timeline::from_bytes(&sealed(body)).map_err(|error| error.to_string())?;
    drop(timeline.summary());
    Ok(())
}

fn body(timeline: &Timeline) -> Vec<u8> {
    let bytes = timeline.to_bytes();
    bytes[HEAD..bytes.len() - SEAL].to_vec()
}

/// The JSON of a timeline with one value changed.
fn changed(change: impl FnOnce(&mut Value)) -> String {
    let mut value = serde_json::to_value(timeline(&ENDS)).unwrap();
    change(&mut value);
    value.to_string()
}

pub(crate) fn bombs() -> Vec<Bomb> {
    let deep = "[".repeat(1_000_000);
    let many = format!(
        "[{}[\"2017-04-13\",1]]",
        "[\"2017-04-13\",1],".repeat(200_000)
    );
    let field = |name: &str, value: &str| format!("{{\"format\":1,\"{name}\":{value}}}");
    let (as_exposure, as_view) = (field("exposure", &deep), field("relationships", &deep));
    let unknown = field("surprise", &deep);
    let counted = changed(|value| value["counts"]["read"] = u64::MAX.into());
    let exposed = changed(|value| value["exposure"][0][1] = u64::MAX.into());
    let weighed = changed(|value| value["settings"]["story_weights"][7] = u64::MAX.into());
    let beyond = changed(|value| value["exposure"][0][0] = "99999999999-01-01".into());
    let slow = changed(|value| value["settings"]["half_life"] = u16::MAX.into());
    let all_days: String = (0..36_525 * 3)
        .map(|number| format!("[\"{}\",1],", Day::from_number(number - 40_000)))
        .collect();
    let long = field("exposure", &format!("[{}]", all_days.trim_end_matches(',')));
    vec![
        Bomb::new("a timeline, deep", "invalid type", {
            let deep = deep.clone();
            move || read_timeline(&deep)
        }),
        Bomb::new("a timeline's exposure, deep", "", move || {
            read_timeline(&as_exposure)
        }),
        Bomb::new(
            "a timeline with another field, deep",
            "unknown field",
            move || read_timeline(&unknown),
        ),
        Bomb::new(
            "a timeline that read 2^64 documents",
            "counts do not add up",
            move || read_timeline(&counted),
        ),
        Bomb::new(
            "a timeline of 2^64 documents a day",
            "counts do not add up",
            move || read_timeline(&exposed),
        ),
        Bomb::new("a timeline of unheard-of weights", "", move || {
            read_timeline(&weighed)
        }),
        Bomb::new("a timeline beyond the calendar", "not a day", move || {
            read_timeline(&beyond)
        }),
        Bomb::new("a timeline of one day many times", "", {
            let text = field("exposure", &many);
            move || read_timeline(&text)
        }),
        Bomb::new("a timeline of three hundred years of days", "", move || {
            read_timeline(&long)
        }),
        Bomb::new("a timeline from end to end of the calendar", None, || {
            let timeline = timeline(&ENDS);
            drop(timeline.summary());
            let pair = "CHL->PER".parse().unwrap();
            for period in [Period::Day, Period::Week, Period::Month] {
                drop(timeline.relationship(pair).points(period));
            }
            Ok(())
        }),
        Bomb::new("the same that forgets nothing", None, move || {
            read_timeline(&slow)
        }),
        Bomb::new("a summary, deep", "invalid type", move || {
            read_summary(&deep)
        }),
        Bomb::new("a summary's relationships, deep", "", move || {
            read_summary(&as_view)
        }),
        Bomb::new("a summary of two pairs of unheard-of size", "", || {
            let text = serde_json::to_string(&timeline(&ENDS).summary()).unwrap();
            read_summary(&text.replace("\"events\":1", "\"events\":99999999999999999999"))
        }),
        Bomb::new(
            "a checkpoint with a huge number at each place",
            None,
            || {
                let body = body(&timeline(&["2017-04-13"]));
                let huge = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f];
                let large = [0xff, 0xff, 0x3f];
                for at in 0..body.len() {
                    for number in [&huge[..], &large] {
                        let changed = [&body[..at], number, &body[at + 1..]].concat();
                        let _ = open(&changed);
                    }
                }
                Ok(())
            },
        ),
        Bomb::new("a checkpoint of two million empty things", "", || {
            let empty = body(&Timeline::new());
            // The counts of days, named pairs, documents, chains and pairs are its last bytes.
            let head = &empty[..empty.len() - 5];
            for place in 0..5 {
                let count = [0xff, 0xff, 0x7f];
                let many = vec![0; 0x1f_ffff + 8];
                let tables = vec![0; place];
                open(&[head, &tables[..], &count, &many].concat())
                    .map_or_else(|_| Ok(()), |()| Err(format!("place {place} was read")))?;
            }
            Err(String::new())
        }),
        Bomb::new("a checkpoint of ids that unfold", "", || {
            let empty = body(&Timeline::new());
            let head = &empty[..empty.len() - 3];
            let mut table = vec![0xa0, 0x8d, 0x06];
            // Each id takes over all it may of the one before, and adds two bytes.
            for number in 0..100_000_u32 {
                let same = number.min(60) * 2;
                table.extend([same as u8, 2, b'a' + (number % 26) as u8, b'a']);
            }
            open(&[head, &table[..], &[0, 0]].concat())
        }),
    ]
}
