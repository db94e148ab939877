//! Finishing: a draft becomes an event, dated, weighed and keyed.

use super::{Attributor, LEAD, draft::Draft, parties::Party, rules};
use crate::{
    annotate::{
        clause::{Clause, Kind},
        cue::Entry,
        when::When,
    },
    cameo::CameoCode,
    compose::{Reading, operator},
    day::{Day, EventDate, Precision},
    event::{Event, Evidence, Micro, Mode, Part, Rule, Step, StepKind, WHOLE},
    lexicon::{entries::Operator, markers::Preposition},
    scale::Scale,
    span::Tokens,
    text::{Sentence, TokenKind, fnv},
};

/// Days before publication that are still news; what is older is historical.
const RECENT: i32 = 31;
/// Prepositions that lead to a noun with a date before it, and not to the date.
const ABOUT: [Preposition; 4] = [
    Preposition::Over,
    Preposition::About,
    Preposition::Of,
    Preposition::For,
];

impl Attributor<'_> {
    pub(super) fn event(
        &self,
        draft: Draft<'_>,
        index: usize,
        sentence: &Sentence,
        story: u64,
    ) -> Event {
        let document = self.board.document;
        let clause = &self.clauses[draft.reading.clause];
        let (date, due, mode) = self.date(draft.reading, sentence, draft.value.mode);
        let sure = |party: &Party| if party.unsure { 700 } else { 1000 };
        let main = if clause.is_main() && !draft.reading.nominal {
            1000
        } else {
            800
        };
        // "A's group signs": the subject is something of A's, and may be anybody's
        let own = draft.source.possessive && !draft.source.pronoun && draft.rule == Rule::Order;
        let subject = if own { 800 } else { 1000 };
        let confidence = [sure(&draft.source), sure(&draft.target), main, subject]
            .iter()
            .fold(rules::confidence(draft.rule), |c, f| c / 1000 * f);
        let seen = |party: &Party| {
            sentence
                .tokens
                .contains(party.tokens.start)
                .then(|| document.span(party.tokens))
        };
        Event {
            source: draft.source.actor,
            target: draft.target.actor,
            source_sector: draft.source.sector,
            target_sector: draft.target.sector,
            class: draft.value.class,
            code: draft.value.code,
            quad: draft.value.quad,
            mode,
            context: draft.reading.context,
            steps: self.with_speech(draft.steps, draft.reading.clause, draft.value.code),
            date,
            due,
            primary: false,
            mutual: draft.mutual,
            reciprocal: draft.reciprocal,
            rule: draft.rule,
            confidence,
            part: sentence.part,
            sentence: u32::try_from(index + 1).unwrap_or(u32::MAX),
            clause: document.span(clause.range()),
            evidence: Evidence {
                source: seen(&draft.source),
                target: seen(&draft.target),
                cue: document.span(draft.reading.at),
            },
            story,
            weight: self.weight(index, sentence, draft.mutual),
        }
    }

    /// Who tells of it adds nothing to the score, but belongs to the explanation.
    fn with_speech(&self, mut steps: Vec<Step>, clause: usize, code: CameoCode) -> Vec<Step> {
        let said = self.clauses[clause]
            .speaker
            .and_then(|speaker| self.speech(speaker));
        steps.extend(said.map(|(entry, tokens)| Step {
            kind: StepKind::Governor,
            entry,
            span: self.board.document.span(tokens),
            code,
            delta: Scale::ZERO,
        }));
        steps
    }

    /// The verb of speech of a clause.
    fn speech(&self, clause: usize) -> Option<(String, Tokens)> {
        let tokens = &self.clauses[clause].tokens;
        let range = self.clauses[clause].range();
        let first = self.cues.partition_point(|cue| cue.head < range.start);
        let near = self.cues[first..]
            .iter()
            .take_while(|cue| cue.head < range.end);
        let said = near
            .filter(|cue| tokens.binary_search(&cue.head).is_ok())
            .find(|cue| operator(self.board, cue) == Some(Operator::Say))?;
        let Entry::Governor(governor) = said.entry else {
            return None;
        };
        let entry = self.board.tables.governors[governor].pattern.clone();
        Some((entry, Tokens::new(said.head, said.last + 1)))
    }

    /// The day of the event, the day an intention is meant for, and the mode, which an old date makes historical.
    pub(super) fn date(
        &self,
        reading: &Reading,
        sentence: &Sentence,
        mode: Mode,
    ) -> (Option<EventDate>, Option<Day>, Mode) {
        let Some(published) = self.board.article.published() else {
            return (None, None, mode);
        };
        let said = self.when(reading, sentence);
        let Some(when) = said else {
            return (Some(EventDate::published(published)), None, mode);
        };
        if when.day > published {
            return (Some(EventDate::published(published)), Some(when.day), mode);
        }
        let date = EventDate {
            day: when.day,
            precision: when.precision,
            default: false,
        };
        // a month stands on its last day: "last month" is news, "in 2014" is not
        let old = when.precision == Precision::Year || published.since(when.day) > RECENT;
        let past = old
            && matches!(
                mode,
                Mode::Actual | Mode::Ceased | Mode::Intended | Mode::Refused | Mode::Reported
            );
        (Some(date), None, if past { Mode::Historical } else { mode })
    }

    /// The date said in the clause; else, for a main clause, the one its sentence says outside other clauses.
    pub(super) fn when(&self, reading: &Reading, sentence: &Sentence) -> Option<&When> {
        let clause = &self.clauses[reading.clause];
        let first = self
            .whens
            .partition_point(|w| w.tokens.start < sentence.tokens.start);
        let near = || {
            self.whens[first..]
                .iter()
                .take_while(|w| w.tokens.start < sentence.tokens.end)
                .filter(|w| !self.is_of_a_noun(w, reading))
        };
        let inside = near().find(|w| clause.tokens.binary_search(&w.tokens.start).is_ok());
        let family = |w: &&When| {
            let holder = self
                .clauses_of(clause.sentence)
                .find(|c| c.tokens.binary_search(&w.tokens.start).is_ok());
            holder.is_some_and(|c| {
                matches!(
                    c.kind,
                    Kind::Main | Kind::Attribution | Kind::Coordinate | Kind::Complement
                )
            })
        };
        inside.or_else(|| {
            near()
                .find(family)
                .filter(|_| clause.kind != Kind::Relative)
        })
    }

    /// "broke with Iran over a July attack": the date is the noun's, and not the verb's.
    fn is_of_a_noun(&self, when: &When, reading: &Reading) -> bool {
        let board = self.board;
        if when.precision == Precision::Day {
            return false;
        }
        // "over a July attack", "its 2014 annexation"; "after the 1985 drought" says when
        let start = when.tokens.start;
        let determined = start.checked_sub(1).is_some_and(|at| {
            let marker = board.marker(at);
            board.token(at).kind == TokenKind::Possessive || marker.possessive || marker.article
        });
        let before = start.checked_sub(1 + usize::from(determined));
        let led = match before.and_then(|at| board.marker(at).preposition) {
            Some(preposition) => ABOUT.contains(&preposition),
            None => determined,
        };
        let next = when.tokens.end
            + usize::from(
                board
                    .get(when.tokens.end)
                    .is_some_and(|t| t.kind == TokenKind::Possessive),
            );
        let noun = board
            .get(next)
            .is_some_and(|token| token.kind == TokenKind::Word && !board.marker(next).function);
        let own = reading
            .chain
            .iter()
            .any(|&cue| (next..next + 3).contains(&self.cues[cue].head));
        led && noun && !own
    }

    /// The clauses of a sentence.
    fn clauses_of(&self, sentence: usize) -> impl Iterator<Item = &Clause> {
        let first = self.clauses.partition_point(|c| c.sentence < sentence);
        self.clauses[first..]
            .iter()
            .take_while(move |c| c.sentence == sentence)
    }

    /// The smallest hash over the sentence's five-word shingles: wire copies share it.
    pub(super) fn story(&self, sentence: &Sentence) -> u64 {
        let mut words: Vec<u64> = Vec::with_capacity(sentence.tokens.len());
        let tokens = sentence.tokens.iter().map(|at| self.board.token(at));
        words.extend(tokens.filter(|t| t.is_word()).map(|t| t.word.hash));
        let shingle = |words: &[u64]| fnv(words.iter().flat_map(|w| w.to_le_bytes()));
        words
            .windows(5)
            .map(shingle)
            .min()
            .unwrap_or_else(|| shingle(&words))
    }

    pub(super) fn weight(&self, index: usize, sentence: &Sentence, mutual: bool) -> Micro {
        let first = self.board.article.is_beginning() && index < self.titles + LEAD;
        let lead = sentence.part == Part::Title || first;
        let place = if lead { WHOLE } else { WHOLE / 2 };
        if mutual { place / 2 } else { place }
    }
}
