//! The strongest events of each directed pair and month, with the place where they are told.

use std::{cmp::Reverse, sync::Arc};

use serde::{Deserialize, Serialize};

use super::ledger::{CellKey, Report};
use crate::{
    cameo::{CameoCode, EventClass},
    day::Day,
    event::{Event, Micro, Mode, Part, Rule},
    pair::Pair,
    scale::Scale,
    span::Span,
};

/// The most events a directed pair and month keeps as evidence.
pub(super) const WITNESSES: usize = 3;

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
    pub(super) fn new(event: &Event, pair: Pair, key: CellKey, report: &Report) -> Self {
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

/// Adds an entry to a month's evidence: one per cell, the strongest only.
pub(super) fn offer(month: &mut Vec<EvidenceEntry>, entry: EvidenceEntry) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::WHOLE;

    fn day(number: i32) -> Day {
        Day::from_number(17_000 + number)
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
