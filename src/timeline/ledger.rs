//! What a timeline stores: per directed pair the cells with their reports, and the strongest events of each month.
//!
//! Both are unions cut down by a total order, so that they come out the same in whatever order documents are read
//! or shards merged: a story keeps its smallest report, a cell its eight smallest stories, a month its three
//! strongest events.

use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{
    chain::{Adopted, Chain, Chains},
    evidence::{EvidenceEntry, offer},
};
use crate::{
    cameo::{CameoCode, EventClass, Quad},
    day::{Day, EventDate, Precision},
    event::{Context, Event, Micro, Mode, WHOLE},
    pair::Pair,
    scale::Scale,
};

/// The most reports a cell keeps: those with the smallest story keys.
pub(super) const REPORTS: usize = 8;
/// An event dated further back than this many days is history, out of the sums.
const RECENT: i32 = 31;

/// What makes two reports of one directed pair tell the same event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct CellKey {
    pub(super) class: EventClass,
    pub(super) mode: Mode,
    pub(super) day: Day,
}

/// One story's telling of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Report {
    #[serde(with = "hex")]
    pub(super) story: u64,
    pub(super) published: Day,
    pub(super) document: Arc<str>,
    pub(super) code: CameoCode,
    pub(super) quad: Quad,
    pub(super) scale: Scale,
    pub(super) weight: Micro,
    pub(super) confidence: Micro,
    pub(super) default_dated: bool,
    pub(super) mutual: bool,
    pub(super) context: Option<Context>,
    pub(super) steps: Chain,
}

/// What decides between two reports of one story; the smaller stays.
type Seniority<'r> = (
    Day,
    &'r str,
    Reverse<Micro>,
    Reverse<Micro>,
    Scale,
    CameoCode,
    (Quad, bool, bool, Option<Context>, &'r Chain),
);

impl Report {
    fn new(event: &Event, (document, published): (&Arc<str>, Day), chains: &mut Chains) -> Self {
        let scale = event.scale().clamped();
        Self {
            story: event.story,
            published,
            document: Arc::clone(document),
            code: event.code,
            quad: event.quad,
            scale,
            weight: event.weight.min(WHOLE),
            confidence: event.confidence.min(WHOLE),
            default_dated: date_of(event, published).default,
            mutual: event.mutual,
            context: event.context,
            steps: chains.of(event, scale),
        }
    }

    /// Publication day and document decide; the rest only makes the order total, for a sentence told twice in one document.
    fn seniority(&self) -> Seniority<'_> {
        (
            self.published,
            &self.document,
            Reverse(self.weight),
            Reverse(self.confidence),
            self.scale,
            self.code,
            (
                self.quad,
                self.default_dated,
                self.mutual,
                self.context,
                &self.steps,
            ),
        )
    }

    /// The smallest of a cell's reports in this order gives the event its scale.
    pub(super) fn precedence(&self) -> (Reverse<Micro>, Day, &str, u64) {
        (
            Reverse(self.confidence),
            self.published,
            &self.document,
            self.story,
        )
    }
}

/// All that is kept of one directed pair.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Dyad {
    pub(super) cells: BTreeMap<CellKey, Vec<Report>>,
    pub(super) evidence: BTreeMap<Day, Vec<EvidenceEntry>>,
}

impl Dyad {
    /// Puts one event where it belongs; it is told by a document and on a day.
    pub(super) fn record(
        &mut self,
        event: &Event,
        pair: Pair,
        told: (&Arc<str>, Day),
        chains: &mut Chains,
    ) {
        let key = cell_key(event, told.1);
        let report = Report::new(event, told, chains);
        if key.mode.weight() > 0 {
            self.witness(EvidenceEntry::new(event, pair, key, &report));
        }
        insert(self.cells.entry(key).or_default(), report);
    }

    /// Takes over the other's cells and evidence: a union, cut down again.
    pub(super) fn merge<'o>(&mut self, other: &'o Self, chains: &mut Adopted<'_, 'o>) {
        for (key, reports) in &other.cells {
            let cell = self.cells.entry(*key).or_default();
            for report in reports {
                let taken = Report {
                    document: Arc::clone(&report.document),
                    steps: chains.ours(&report.steps),
                    ..*report
                };
                insert(cell, taken);
            }
        }
        for entry in other.evidence.values().flatten() {
            self.witness(entry.clone());
        }
    }

    fn witness(&mut self, entry: EvidenceEntry) {
        offer(
            self.evidence.entry(entry.day.month_start()).or_default(),
            entry,
        );
    }
}

/// The date the text gives, or the day of publication.
fn date_of(event: &Event, published: Day) -> EventDate {
    event.date.unwrap_or(EventDate::published(published))
}

/// Where an event stands: never after its publication, and in mode historical when its date is coarse or long past.
fn cell_key(event: &Event, published: Day) -> CellKey {
    let date = date_of(event, published);
    let coarse = matches!(date.precision, Precision::Month | Precision::Year);
    let history = coarse || published.since(date.day) > RECENT;
    let mode = if history {
        Mode::Historical
    } else {
        event.mode
    };
    CellKey {
        class: event.class,
        mode,
        day: date.day.min(published),
    }
}

/// Adds a report to a cell: one per story, the smallest stories only.
fn insert(cell: &mut Vec<Report>, report: Report) {
    match cell.binary_search_by_key(&report.story, |kept| kept.story) {
        Ok(at) if report.seniority() < cell[at].seniority() => cell[at] = report,
        Ok(_) => {}
        Err(at) => {
            // Most cells have one report for ever: no room is kept for more.
            if cell.len() == cell.capacity() {
                cell.reserve_exact(1);
            }
            cell.insert(at, report);
            cell.truncate(REPORTS);
        }
    }
}

/// Story keys as sixteen hexadecimal digits, for JSON readers whose numbers end at 2^53.
mod hex {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(story: &u64, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{story:016x}"))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
        let text = String::deserialize(deserializer)?;
        let digits =
            text.len() == 16 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        let story = digits
            .then(|| u64::from_str_radix(&text, 16).ok())
            .flatten();
        story.ok_or_else(|| D::Error::custom("a story key is sixteen digits of 0-9a-f"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: i32) -> Day {
        Day::from_number(17_000 + number)
    }

    fn report(story: u64, published: i32, document: &str) -> Report {
        Report {
            story,
            published: day(published),
            document: document.into(),
            code: CameoCode::CLIMATE,
            quad: Quad::VerbalConflict,
            scale: Scale::from_milli(-4000),
            weight: WHOLE,
            confidence: WHOLE,
            default_dated: false,
            mutual: false,
            context: None,
            steps: Vec::new().into(),
        }
    }

    #[test]
    fn a_cell_keeps_the_eight_smallest_stories() {
        let mut cell = Vec::new();
        for story in [9, 3, 7, 1, 8, 2, 6, 4, 5, 10] {
            insert(&mut cell, report(story, 0, "a"));
        }
        let stories: Vec<u64> = cell.iter().map(|report| report.story).collect();
        assert_eq!(stories, [1, 2, 3, 4, 5, 6, 7, 8]);
    }

    #[test]
    fn a_story_keeps_the_smaller_day_then_document() {
        let mut cell = vec![report(5, 2, "b")];
        insert(&mut cell, report(5, 3, "a"));
        assert_eq!((cell[0].published, &*cell[0].document), (day(2), "b"));
        insert(&mut cell, report(5, 2, "a"));
        assert_eq!(&*cell[0].document, "a");
        insert(&mut cell, report(5, 1, "z"));
        assert_eq!((cell.len(), &*cell[0].document), (1, "z"));
    }

    #[test]
    fn a_sentence_told_twice_in_a_document_keeps_the_heavier_place() {
        let mut cell = vec![Report {
            weight: WHOLE / 2,
            ..report(5, 2, "a")
        }];
        insert(&mut cell, report(5, 2, "a"));
        assert_eq!(cell[0].weight, WHOLE);
    }
}
