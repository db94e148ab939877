//! Warnings: what a state could or would do, as it says itself, is a threat to whom it is said of, or on whose conduct it hangs.

use super::{Attributor, draft::Draft, parties::Party};
use crate::{
    ablation::Component,
    annotate::clause::Kind,
    cameo::{EventClass, Quad},
    compose::{Reading, Value},
    event::{Mode, Rule, Step},
    lexicon::entries::Operator,
    text::{Key, keys},
};

const CONDITIONS: [Key; 3] = keys(["if", "unless", "until"]);

/// Whether a reading is a hostile deed, or a refusal, that is not done but may be.
fn is_looming(reading: &Reading) -> bool {
    let hostile = reading.value.quad.is_conflict()
        && !matches!(
            reading.value.class,
            EventClass::Accuse | EventClass::Request | EventClass::Climate
        );
    hostile && reading.value.mode == Mode::Hypothetical && !reading.nominal
}

impl Attributor<'_> {
    /// "A warned it could attack B", "A could refuse it, A's minister said": A's own deed, in A's own words.
    pub(super) fn looming(
        &self,
        reading: &Reading,
        doer: &Party,
        speaker: Option<&Party>,
    ) -> Option<(Value, Vec<Step>)> {
        let own = speaker.is_some_and(|s| s.actor == doer.actor);
        let conditional = self.clauses[reading.clause].conditional;
        if !own || conditional || !is_looming(reading) {
            return None;
        }
        self.threatened(reading)
    }

    /// "A warned that A would ...": what is warned of is the warner's own deed.
    pub(super) fn warned(
        &self,
        reading: &Reading,
        doer: &Party,
        parties: &[Party],
    ) -> Option<(Value, Vec<Step>)> {
        let (&warning, &content) = (reading.chain.first()?, reading.chain.last()?);
        let (from, to) = (self.cues[warning].last, self.cues[content].head);
        let accuses =
            reading.outer == Some(Operator::Warn) && reading.value.class == EventClass::Accuse;
        let hostile = reading.content.is_some_and(|c| {
            c.quad.is_conflict()
                && !matches!(c.class, EventClass::Accuse | EventClass::Climate)
                && c.mode != Mode::Negated
        });
        let own = parties.iter().any(|p| {
            p.actor == doer.actor
                && p.preposition.is_none()
                && !p.possessive
                && p.tokens.start > from
                && p.tokens.start < to
        });
        if accuses && hostile && own && warning != content {
            self.threatened(reading)
        } else {
            None
        }
    }

    /// "If B does not yield, A could refuse": what A does hangs on B, and B is threatened.
    pub(super) fn hung<'r>(
        &self,
        reading: &'r Reading,
        first: usize,
        parties: &[Party],
        lent: Option<usize>,
        speaker: Option<&Party>,
    ) -> Option<Draft<'r>> {
        let hostile = is_looming(reading)
            || reading.value.quad == Quad::VerbalConflict
                && reading.value.mode == Mode::Intended
                && reading.value.class != EventClass::Request;
        if !hostile || self.clauses[reading.clause].conditional {
            return None;
        }
        let before = |p: &&Party| p.preposition.is_none() && p.tokens.start < reading.at.start;
        let subject = lent.map(|i| &parties[i]).or(parties.iter().find(before));
        let source = subject.or(speaker)?;
        let own = speaker.is_none_or(|s| s.actor == source.actor);
        let target = self.condition_of(reading.clause, first, source)?;
        let (value, steps) = self.threatened(reading).filter(|_| own)?;
        Some(Draft {
            value,
            steps,
            ..Draft::new(reading, source.clone(), target, Rule::Implied)
        })
    }

    /// Who else the sentence's condition speaks of.
    fn condition_of(&self, clause: usize, first: usize, source: &Party) -> Option<Party> {
        let sentence = self.clauses[clause].sentence;
        let clauses = self.clauses[first..].iter().zip(&self.parties);
        let mut conditions = clauses
            .take_while(|(c, _)| c.sentence == sentence)
            .filter(|(c, _)| {
                let opener = c.tokens.first();
                c.kind == Kind::Subordinate
                    && opener.is_some_and(|&at| self.board.is_any(at, &CONDITIONS))
            })
            .peekable();
        conditions.peek()?;
        let other = |p: &&Party| p.actor != source.actor && p.preposition.is_none();
        conditions
            .flat_map(|(_, parties)| parties)
            .find(other)
            .cloned()
    }

    /// The reading as a threat of what it says.
    fn threatened(&self, reading: &Reading) -> Option<(Value, Vec<Step>)> {
        let content = reading.content.unwrap_or(reading.value);
        let code = match content.class {
            EventClass::Sanction => "1312",
            _ if content.quad == Quad::MaterialConflict => "138",
            _ => "130",
        };
        if self.board.omits(Component::Warnings) {
            return None;
        }
        let at = self.board.document.span(reading.at);
        let why = "what a state says it may do it threatens";
        self.recoded(code, why, at, Mode::Intended, reading.steps.clone())
    }
}
