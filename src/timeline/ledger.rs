//! What a timeline stores: per directed pair the cells with their reports, and the strongest events of each month.
//!
//! Both are unions cut down by a total order, so that they come out the same in whatever order documents are read
//! or shards merged: a story keeps its smallest report, a cell its eight smallest stories, a month its three
//! strongest events.

use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use super::chain::{Chain, Chains};
use crate::{
    cameo::{CameoCode, EventClass, Quad},
    day::{Day, EventDate, Precision},
    event::{Context, Event, Micro, Mode, Part, Rule, WHOLE},
    pair::Pair,
    scale::Scale,
    span::Span,
};

/// The most reports a cell keeps: those with the smallest story keys.
pub(super) const REPORTS: usize = 8;
/// The most events a directed pair and month keeps as evidence.
pub(super) const WITNESSES: usize = 3;
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

/// A strong event with the place where its document tells it.
///
/// Per directed pair and month of the event day a timeline keeps the three strongest, at most one for each class,
/// mode and day. Strength is `|score| * confidence * the mode's default weight`; ties go to the larger weight, then
/// the earlier publication, then the smaller document id, then the place in the text. Events of a mode that is out
/// of the sums by default are no evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct EvidenceEntry {
    /// The day of publication.
    pub published: Day,
    /// The id of the document.
    pub document: Arc<str>,
    /// The day the event stands on.
    pub day: Day,
    /// Who did it to whom; always directed.
    pub pair: Pair,
    /// The event class.
    pub class: EventClass,
    /// The CAMEO code.
    pub code: CameoCode,
    /// The mode.
    pub mode: Mode,
    /// The score on the Goldstein scale, -10 to +10.
    pub score: Scale,
    /// The weight of the sentence's place, in millionths of an event.
    pub weight: Micro,
    /// How sure the reading is, in millionths.
    pub confidence: Micro,
    /// The rule that decided who did it to whom.
    pub rule: Rule,
    /// Whether this is the second direction of a mutual event.
    pub reciprocal: bool,
    /// The part of the article.
    pub part: Part,
    /// The bytes of the clause in that part.
    pub clause: Span,
    /// The bytes of the deciding cue in that part.
    pub cue: Span,
}

/// The total order of evidence of one pair; the smallest is the strongest.
type Strength<'e> = (
    (
        Reverse<u128>,
        Reverse<Micro>,
        Day,
        &'e str,
        Part,
        Span,
        Span,
    ),
    (Day, EventClass, Mode, CameoCode, Scale, Micro, Rule, bool),
);

impl EvidenceEntry {
    fn new(event: &Event, pair: Pair, key: CellKey, report: &Report) -> Self {
        Self {
            published: report.published,
            document: Arc::clone(&report.document),
            day: key.day,
            pair,
            class: key.class,
            code: event.code,
            mode: key.mode,
            score: report.scale,
            weight: report.weight,
            confidence: report.confidence,
            rule: event.rule,
            reciprocal: event.reciprocal,
            part: event.part,
            clause: event.clause,
            cue: event.evidence.cue,
        }
    }

    pub(super) const fn key(&self) -> CellKey {
        CellKey {
            class: self.class,
            mode: self.mode,
            day: self.day,
        }
    }

    pub(super) fn strength(&self) -> Strength<'_> {
        let size = u128::from(self.score.milli().unsigned_abs());
        let strength = size * u128::from(self.confidence) * u128::from(self.mode.weight());
        (
            (
                Reverse(strength),
                Reverse(self.weight),
                self.published,
                &self.document,
                self.part,
                self.clause,
                self.cue,
            ),
            (
                self.day,
                self.class,
                self.mode,
                self.code,
                self.score,
                self.confidence,
                self.rule,
                self.reciprocal,
            ),
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
    pub(super) fn merge(&mut self, other: &Self) {
        for (key, reports) in &other.cells {
            let cell = self.cells.entry(*key).or_default();
            reports
                .iter()
                .for_each(|report| insert(cell, report.clone()));
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

/// Adds an entry to a month's evidence: one per cell, the strongest only.
fn offer(month: &mut Vec<EvidenceEntry>, entry: EvidenceEntry) {
    match month.iter_mut().find(|kept| kept.key() == entry.key()) {
        Some(kept) if entry.strength() < kept.strength() => *kept = entry,
        Some(_) => return,
        None => {
            if month.len() == month.capacity() {
                month.reserve_exact(1);
            }
            month.push(entry);
        }
    }
    month.sort_by(|a, b| a.strength().cmp(&b.strength()));
    month.truncate(WITNESSES);
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

    fn entry(class: EventClass, milli: i32, confidence: Micro) -> EvidenceEntry {
        EvidenceEntry {
            published: day(0),
            document: "a".into(),
            day: day(0),
            pair: "USA->RUS".parse().unwrap(),
            class,
            code: CameoCode::CLIMATE,
            mode: Mode::Actual,
            score: Scale::from_milli(milli),
            weight: WHOLE,
            confidence,
            rule: Rule::Order,
            reciprocal: false,
            part: Part::Text,
            clause: Span::new(0, 1),
            cue: Span::new(0, 1),
        }
    }

    #[test]
    fn a_month_keeps_the_three_strongest_each_event_once() {
        use EventClass::{Accuse, Aid, Assault, Coerce, Sanction};
        let mut month = Vec::new();
        // |score| * confidence: 9, 8, 2.5 (then the same event at 5), 6, 4
        for (class, milli, confidence) in [
            (Aid, 8000, WHOLE),
            (Coerce, -5000, WHOLE / 2),
            (Assault, -9000, WHOLE),
            (Coerce, -5000, WHOLE),
            (Accuse, -4000, WHOLE),
            (Sanction, -6000, WHOLE),
        ] {
            offer(&mut month, entry(class, milli, confidence));
        }
        let classes: Vec<EventClass> = month.iter().map(|entry| entry.class).collect();
        assert_eq!(classes, [Assault, Aid, Sanction]);
    }
}
