//! Evaluation: a chain of cues becomes a reading, innermost first, each step kept.

use super::{
    Reading, Value,
    algebra::{Content, Outcome, of_code, outcome, shifted, strengthened, turned},
    operator,
};
use crate::{
    annotate::{
        Board,
        clause::Clause,
        cue::{Cue, Entry, Use},
        shift::Shift,
    },
    cameo::EventClass,
    event::{Mode, Step, StepKind},
    lexicon::entries::{Frame, Operator, ShiftKind, Term},
    scale::Scale,
    span::Tokens,
    text::{Case, Key, TokenKind, keys},
};

/// A modal verb holds for the words up to its main verb, adverbs and governors between included.
const MODAL_REACH: usize = 8;

/// How far after the object an adverb may stand.
const ADVERB_REACH: usize = 3;
/// How far after a noun its modal verb may stand.
const PREDICATE_REACH: usize = 8;
/// They make what would be done depend on something.
const CONDITIONS: [Key; 2] = keys(["if", "unless"]);

pub(super) struct Composer<'c, 'b> {
    pub(super) board: &'c Board<'b>,
    pub(super) cues: &'c [Cue],
    pub(super) shifts: &'c [Shift],
    pub(super) clause: &'c Clause,
    pub(super) index: usize,
}

impl Composer<'_, '_> {
    /// Evaluates a chain, innermost first; `None` where it comes to nothing that is an event.
    pub(super) fn compose(&self, mut chain: Vec<usize>, nominal: bool) -> Option<Reading> {
        // a governor of nothing that has no code of its own says nothing: what governs it decides
        let said = chain.iter().rposition(|&cue| self.base(cue).is_some())?;
        chain.truncate(said + 1);
        let (&innermost, governors) = chain.split_last()?;
        let (mut value, term) = self.base(innermost)?;
        let entry = self.entry(innermost);
        let mut steps = Vec::with_capacity(chain.len());
        steps.push(self.step(
            StepKind::Term,
            entry,
            self.span_of(innermost),
            &value,
            value.scale,
        ));
        if term.is_none() {
            steps[0].kind = StepKind::Governor;
        }
        let before = |c: usize| governors.iter().rev().copied().find(|&g| g < c);
        let mut demanded = self.shift(innermost, before(innermost), &mut value, &mut steps);
        let content = (!governors.is_empty()).then_some(value);
        for (depth, &governor) in governors.iter().enumerate().rev() {
            let Some(operator) = operator(self.board, &self.cues[governor]) else {
                continue;
            };
            let result = self.apply(outcome(operator, Content::of(&value)), value);
            let delta = result.scale - value.scale;
            steps.push(self.step(
                StepKind::Governor,
                self.entry(governor),
                self.span_of(governor),
                &result,
                delta,
            ));
            value = result;
            demanded |= self.shift(
                governor,
                depth.checked_sub(1).map(|d| governors[d]),
                &mut value,
                &mut steps,
            );
        }
        if self.is_announced(chain[0]) {
            let result = self.apply(outcome(Operator::Plan, Content::of(&value)), value);
            let delta = result.scale - value.scale;
            steps.push(self.step(
                StepKind::Rule,
                "a title's infinitive is a plan",
                self.span_of(chain[0]),
                &result,
                delta,
            ));
            value = result;
        }
        if self.clause.conditional
            && matches!(value.mode, Mode::Actual | Mode::Intended | Mode::Ceased)
        {
            value.mode = Mode::Hypothetical;
        }
        let outer = operator(self.board, &self.cues[chain[0]]);
        let (frame, context) = term.map_or((Frame::Act, None), |term| (term.frame, term.context));
        Some(Reading {
            clause: self.index,
            at: self.span_of(chain[0]),
            chain,
            outer,
            frame,
            nominal,
            demanded,
            verb: None,
            value,
            context,
            content,
            steps,
        })
    }

    /// "the sanctions that A imposed on B": the noun before the relative clause is what its verb carries.
    pub(super) fn antecedent(&self) -> Option<Reading> {
        let start = *self.clause.tokens.first()?;
        let before = self
            .cues
            .partition_point(|cue| cue.head < start)
            .checked_sub(1)?;
        let cue = self.cues[before];
        let verb = self
            .clause
            .tokens
            .iter()
            .copied()
            .find(|&t| self.board.marker(t).light)?;
        if cue.last + 1 != start || cue.usage != Use::Noun || !matches!(cue.entry, Entry::Term(_)) {
            return None;
        }
        let reading = self.compose(vec![before], false)?;
        Some(Reading {
            verb: Some(verb),
            ..reading
        })
    }

    /// "JAPAN TO GIVE MANILA AID": the infinitive of a title is the future.
    pub(super) fn is_announced(&self, head: usize) -> bool {
        let cue = &self.cues[head];
        let title = cue.head < self.board.document.title;
        title
            && cue.usage == Use::Infinitive
            && self
                .clause
                .tokens
                .iter()
                .take(4)
                .any(|&t| t + 1 == cue.head)
    }

    /// "B must relinquish power": a demand, whatever is demanded.
    pub(super) fn bare_demand(&self) -> Option<Reading> {
        let shift = self.shifts.iter().find(|shift| {
            let demands = self.board.tables.shifters[shift.shifter].kind == ShiftKind::Demand;
            demands
                && self
                    .clause
                    .tokens
                    .binary_search(&shift.tokens.start)
                    .is_ok()
        })?;
        let value = of_code(self.board.tables, "100".parse().ok()?, Mode::Actual)?;
        let entry = &self.board.tables.shifters[shift.shifter].pattern;
        let steps = vec![self.step(StepKind::Shifter, entry, shift.tokens, &value, value.scale)];
        Some(Reading {
            clause: self.index,
            chain: Vec::new(),
            outer: None,
            frame: Frame::Act,
            nominal: false,
            demanded: true,
            at: shift.tokens,
            verb: None,
            value,
            context: None,
            content: None,
            steps,
        })
    }

    /// What the innermost cue means by itself: a term's code, or a governor's where it governs an actor only.
    pub(super) fn base(&self, cue: usize) -> Option<(Value, Option<&Term>)> {
        match self.cues[cue].entry {
            Entry::Term(t) => {
                let term = &self.board.tables.terms[t];
                let value = Value {
                    code: term.code,
                    class: term.class,
                    quad: term.quad,
                    scale: term.scale,
                    mode: if term.class == EventClass::Agree {
                        Mode::Intended
                    } else {
                        Mode::Actual
                    },
                };
                Some((value, Some(term)))
            }
            Entry::Governor(g) => {
                let code = self.board.tables.governors[g].code?;
                Some((of_code(self.board.tables, code, Mode::Actual)?, None))
            }
        }
    }

    pub(super) fn entry(&self, cue: usize) -> &str {
        match self.cues[cue].entry {
            Entry::Term(t) => &self.board.tables.terms[t].pattern,
            Entry::Governor(g) => &self.board.tables.governors[g].pattern,
        }
    }

    pub(super) fn span_of(&self, cue: usize) -> Tokens {
        Tokens::new(self.cues[cue].head, self.cues[cue].last + 1)
    }

    pub(super) fn apply(&self, outcome: Outcome, value: Value) -> Value {
        match outcome {
            Outcome::Keep => value,
            Outcome::In(mode) => Value { mode, ..value },
            Outcome::Turns => turned(value),
            Outcome::Becomes(code, mode) => code
                .parse()
                .ok()
                .and_then(|code| of_code(self.board.tables, code, mode))
                .unwrap_or(value),
        }
    }

    /// Applies the shifters that reach a cue; whether one of them says "must".
    pub(super) fn shift(
        &self,
        cue: usize,
        governor: Option<usize>,
        value: &mut Value,
        steps: &mut Vec<Step>,
    ) -> bool {
        let floor = governor.map_or(0, |g| self.cues[g].last + 1);
        let mut demanded = false;
        for shift in self
            .shifts
            .iter()
            .rev()
            .filter(|shift| self.reaches(shift, &self.cues[cue], floor))
        {
            let shifter = &self.board.tables.shifters[shift.shifter];
            let result = match shifter.kind {
                ShiftKind::Intensify => strengthened(*value, shifter.factor),
                ShiftKind::Diminish => strengthened(*value, Scale::ZERO - shifter.factor),
                ShiftKind::Conditional if self.is_promise(shift) => {
                    self.apply(shifted(ShiftKind::Intend, value), *value)
                }
                kind => self.apply(shifted(kind, value), *value),
            };
            demanded |= shifter.kind == ShiftKind::Demand;
            if result != *value {
                steps.push(self.step(
                    StepKind::Shifter,
                    &shifter.pattern,
                    shift.tokens,
                    &result,
                    result.scale - value.scale,
                ));
                *value = result;
            }
        }
        demanded
    }

    /// "A said it would ...": the future of what is said, unless it hangs on a condition.
    fn is_promise(&self, shift: &Shift) -> bool {
        let before = shift.tokens.start.saturating_sub(1);
        let by_somebody = self.board.owners[before].mention().is_some()
            || self.board.marker(before).pronoun.is_some()
            || self.board.marker(before).agent.is_some();
        let start = self.clause.range().start;
        let sentence = self.board.sentence(start).map(|s| s.tokens);
        let conditional = sentence
            .is_some_and(|tokens| tokens.iter().any(|at| self.board.is_any(at, &CONDITIONS)));
        by_somebody && self.clause.speaker.is_some() && !conditional
    }

    pub(super) fn reaches(&self, shift: &Shift, cue: &Cue, floor: usize) -> bool {
        let (head, last, usage) = (cue.head, cue.last, cue.usage);
        let reach = self.board.tables.shifters[shift.shifter].reach;
        let kind = self.board.tables.shifters[shift.shifter].kind;
        let modal = matches!(
            kind,
            ShiftKind::Hypothetical
                | ShiftKind::Conditional
                | ShiftKind::Intend
                | ShiftKind::Demand
        );
        // "should adhere to a strict reading of the treaty": the noun is what the modal's own verb is about
        // "would fly to Prague next month to sign": what somebody is to do that for has not happened either
        let modal_reach = match usage {
            Use::Noun => 2 * MODAL_REACH,
            Use::Infinitive => 3 * MODAL_REACH,
            _ => MODAL_REACH,
        };
        let width = usize::try_from(reach.unsigned_abs())
            .unwrap_or(0)
            .max(if modal && reach > 0 { modal_reach } else { 0 });
        let inside = || {
            let tokens = &self.clause.tokens;
            shift.tokens.start >= floor && tokens.binary_search(&shift.tokens.start).is_ok()
        };
        let term = matches!(cue.entry, Entry::Term(_));
        let graded = matches!(kind, ShiftKind::Intensify | ShiftKind::Diminish);
        let after = shift.tokens.start > head;
        let near = if kind == ShiftKind::Historical {
            // "a row over an ancient temple": an adjective makes old only what it stands before
            reach < 0 || shift.tokens.start < head
        } else if kind == ShiftKind::Negate && term && after && shift.tokens.end <= last {
            // "imposed no sanctions": the negation stands inside the pattern
            true
        } else if graded && after && usage != Use::Noun {
            // "condemned B fiercely"
            self.between(last + 1, shift.tokens.start) <= ADVERB_REACH
        } else if modal && after && usage == Use::Noun {
            self.is_indefinite(head) && self.is_predicate(shift, last)
        } else if reach >= 0 {
            // "Without warning, A attacked B": what is apart negates nothing
            shift.tokens.end <= head
                && self.between(shift.tokens.end, head) < width
                && !((kind == ShiftKind::Negate || modal && self.opens_with_phrase())
                    && self.is_apart(shift, head))
        } else {
            head < shift.tokens.start && self.between(head + 1, shift.tokens.start) < width
        };
        near && inside()
    }

    /// "In what could be a long night, A attacked B": the clause begins with a phrase that a comma ends.
    fn opens_with_phrase(&self) -> bool {
        let first = self.clause.tokens.first();
        first.is_some_and(|&at| self.board.marker(at).preposition.is_some())
    }

    /// Whether a comma stands between a shifter and what it might reach.
    fn is_apart(&self, shift: &Shift, head: usize) -> bool {
        let tokens = &self.clause.tokens;
        let from = tokens.partition_point(|&at| at < shift.tokens.end);
        let mut between = tokens[from..].iter().take_while(|&&at| at < head);
        between.any(|&at| self.board.token(at).kind == TokenKind::Comma)
    }

    /// "Sanctions on B", "any attack": no article and no owner says that it is a known one.
    fn is_indefinite(&self, head: usize) -> bool {
        const KNOWN: [Key; 5] = keys(["the", "this", "that", "these", "those"]);
        let known = |at: usize| {
            self.board.is_any(at, &KNOWN)
                || self.board.marker(at).possessive
                || self.board.token(at).kind == TokenKind::Possessive
        };
        !(head.saturating_sub(4)..head).any(known)
    }

    /// "Sanctions on B would ...", "talks will be held": the modal verb follows the noun, and no other verb comes between.
    fn is_predicate(&self, shift: &Shift, last: usize) -> bool {
        let start = shift.tokens.start;
        let is_auxiliary = |at: usize| self.board.marker(at).auxiliary.is_some();
        // "would", "is possible"; "in May" is neither
        let predicate = self.board.token(start).word.case == Case::Lower
            && (is_auxiliary(start) || is_auxiliary(start - 1));
        let verb = |cue: &Cue| matches!(cue.usage, Use::Verb | Use::Passive);
        // the cues of the whole document: only those between are looked at
        let from = self.cues.partition_point(|cue| cue.head <= last);
        let mut between = self.cues[from..].iter().take_while(|cue| cue.head < start);
        let tokens = self.clause.tokens.iter();
        let mut words = tokens.filter(|&&at| at > last && at < shift.tokens.start);
        let clear = words.all(|&at| !is_auxiliary(at) || at + 1 == start);
        predicate
            && clear
            && !between.any(verb)
            && self.between(last + 1, shift.tokens.start) <= PREDICATE_REACH
    }

    /// The number of the clause's tokens between two places.
    pub(super) fn between(&self, from: usize, to: usize) -> usize {
        let place = |at| self.clause.tokens.partition_point(|&t| t < at);
        place(to).saturating_sub(place(from))
    }

    pub(super) fn step(
        &self,
        kind: StepKind,
        entry: &str,
        tokens: Tokens,
        value: &Value,
        delta: Scale,
    ) -> Step {
        Step {
            kind,
            entry: entry.to_owned(),
            span: self.board.document.span(tokens),
            code: value.code,
            delta,
        }
    }
}
