//! Made-up events between many pairs over many days.

use detente::{ActorCode, Day, EventClass, EventDate, Record};

use super::random::mixed;

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

/// Between how many directed pairs, and within how many days, the events lie.
#[derive(Clone, Copy, Debug)]
pub struct World {
    pub pairs: u64,
    pub days: u64,
    pub drawn: Drawn,
}

/// How pairs and classes are drawn; days are always drawn evenly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawn {
    /// Evenly: the worst case for a timeline, as nearly each event has a cell of its own.
    Evenly,
    /// By Zipf's law, as news is: a few pairs and classes have most events.
    Skewed,
}

impl Drawn {
    /// One of `end` things, by a random number.
    fn draw(self, number: u64, end: u64) -> u64 {
        match self {
            Self::Evenly => number % end,
            Self::Skewed => {
                let unit = (number >> 11) as f64 / (1_u64 << 53) as f64;
                (((end + 1) as f64).powf(unit) as u64 - 1).min(end - 1)
            }
        }
    }

    /// The chance of thing `at` of `end`.
    pub fn chance(self, at: u64, end: u64) -> f64 {
        match self {
            Self::Evenly => 1.0 / end as f64,
            Self::Skewed => ((at + 2) as f64 / (at + 1) as f64).ln() / ((end + 1) as f64).ln(),
        }
    }
}

/// A record of one event, to be changed into others.
pub fn template() -> Record {
    serde_json::from_str(TEMPLATE).expect("a record")
}

impl World {
    /// Changes `record` to event `number` as a document of round `round` tells it, in the words of `story`.
    pub fn change(self, record: &mut Record, number: u64, round: u64, story: u64) {
        let day = i32::try_from(mixed(number) % self.days).expect("a day");
        let day = first_day().plus(day);
        let classes = EventClass::ALL.len() as u64;
        let class = self.drawn.draw(mixed(number ^ 0xc1a5), classes) as usize;
        record.document = format!("wire-{round}-{number:09}");
        record.published = Some(day);
        let event = &mut record.events[0];
        (event.source, event.target) =
            self.parties(self.drawn.draw(mixed(number ^ 0x9a17), self.pairs));
        let pair = event.pair().map(|pair| pair.without_direction());
        record.named = pair.into_iter().collect();
        event.class = EventClass::ALL[class];
        event.date = Some(EventDate::published(day));
        event.story = mixed(mixed(number) ^ story);
    }

    /// So many events, each in a document of its own.
    pub fn records(self, events: u64) -> Vec<Record> {
        let record = |number| {
            let mut record = template();
            self.change(&mut record, number, 0, 0);
            record
        };
        (0..events).map(record).collect()
    }

    /// The actors of a pair, by its number.
    fn parties(self, pair: u64) -> (ActorCode, ActorCode) {
        let actors = self.actors();
        let (source, other) = (pair / (actors - 1), pair % (actors - 1));
        let target = other + u64::from(other >= source);
        (actor(source), actor(target))
    }

    /// The fewest actors that have so many directed pairs.
    fn actors(self) -> u64 {
        let root = self.pairs.isqrt() + 1;
        if root * (root - 1) >= self.pairs {
            root
        } else {
            root + 1
        }
    }
}

/// The first of the days.
pub fn first_day() -> Day {
    "1997-01-01".parse().expect("a day")
}

/// Letters and digits to the base of 36.
fn actor(number: u64) -> ActorCode {
    let digit =
        |at: u32| char::from_digit((number / 36_u64.pow(at) % 36) as u32, 36).expect("a digit");
    let code: String = ['A', digit(1), digit(0)].into_iter().collect();
    code.to_uppercase().parse().expect("an actor's code")
}
