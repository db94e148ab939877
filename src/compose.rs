//! Composition: a clause is a chain of governors over a content term, evaluated innermost first.
//!
//! Neither the sum of the terms nor the strongest term says what happened: "rejected a peace offer" and "accused B of attacking C"
//! come out wrong. Here each governor decides what becomes of its content, by one table.

use crate::{
    annotate::{
        Board, Owner,
        clause::{Clause, Kind},
        cue::{Cue, Entry, Use},
        shift::Shift,
    },
    cameo::{CameoCode, EventClass, Quad},
    event::{Context, Mode, Step, StepKind},
    lexicon::{
        Tables,
        entries::{Frame, Operator, ShiftKind, Term},
        markers::Preposition,
    },
    scale::Scale,
    span::Tokens,
};

/// How far back the clause before is looked for.
const MOST_CLAUSES: usize = 32;
/// The longest chain that is evaluated.
const DEEPEST: usize = 4;
/// A modal verb holds for the words up to its main verb, adverbs and governors between included.
const MODAL_REACH: usize = 8;

/// What a clause, or a noun in it, says was done.
#[derive(Clone, Debug)]
pub struct Reading {
    pub(crate) clause: usize,
    /// The cues of the chain, outermost first.
    pub(crate) chain: Vec<usize>,
    /// The outermost governor's operator.
    pub(crate) outer: Option<Operator>,
    /// The innermost term's frame.
    pub(crate) frame: Frame,
    /// Whether it is a noun beside the clause's main verb.
    pub(crate) nominal: bool,
    /// "B must ...": the subject is asked, the speaker asks.
    pub(crate) demanded: bool,
    /// The words of the outermost cue.
    pub(crate) at: Tokens,
    /// The verb that carries the noun, where it stands in another clause than the noun.
    pub(crate) verb: Option<usize>,
    pub(crate) value: Value,
    pub(crate) context: Option<Context>,
    /// What the content was before governors: of an accusation, the deed.
    pub(crate) content: Option<Value>,
    pub(crate) steps: Vec<Step>,
}

impl Reading {
    /// The same words read by another entry of their pattern.
    pub(crate) fn as_term(&self, term: &Term) -> Self {
        let mut reading = self.clone();
        let delta = term.scale - self.steps.first().map_or(Scale::ZERO, |step| step.delta);
        reading.value = Value {
            code: term.code,
            class: term.class,
            quad: term.quad,
            scale: self.value.scale + delta,
            mode: self.value.mode,
        };
        if let Some(step) = reading.steps.first_mut() {
            step.code = term.code;
            step.delta = step.delta + delta;
        }
        reading.context = term.context;
        reading
    }
}

/// What has been read so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Value {
    pub(crate) code: CameoCode,
    pub(crate) class: EventClass,
    pub(crate) quad: Quad,
    pub(crate) scale: Scale,
    pub(crate) mode: Mode,
}

/// What a governor governs, as far as it matters to governors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    Aid,
    Cooperation,
    Talks,
    Accord,
    Yielding,
    Request,
    Accusation,
    Rejection,
    Threat,
    Sanction,
    Force,
    Goodwill,
    Illwill,
}

impl Content {
    const fn of(value: &Value) -> Self {
        // what is not to be done: not to attack is to yield, not to help is to reject
        if matches!(value.mode, Mode::Negated) {
            return if value.quad.is_conflict() {
                Self::Yielding
            } else {
                Self::Rejection
            };
        }
        match value.class {
            EventClass::Aid => Self::Aid,
            EventClass::Cooperate => Self::Cooperation,
            EventClass::Consult => Self::Talks,
            EventClass::Agree | EventClass::Support => Self::Accord,
            EventClass::Concede | EventClass::Retreat => Self::Yielding,
            EventClass::Request => Self::Request,
            EventClass::Accuse => Self::Accusation,
            EventClass::Reject => Self::Rejection,
            EventClass::Threaten => Self::Threat,
            EventClass::Sanction => Self::Sanction,
            EventClass::Protest
            | EventClass::Mobilize
            | EventClass::Coerce
            | EventClass::Assault => Self::Force,
            EventClass::Climate if value.scale.sign() < 0 => Self::Illwill,
            EventClass::Climate => Self::Goodwill,
        }
    }
}

/// What becomes of a content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// It stays what it is.
    Keep,
    /// It stays what it is, in another mode.
    In(Mode),
    /// It becomes the act of this CAMEO code, in this mode.
    Becomes(&'static str, Mode),
    /// Ill will that ends is good will, and the other way round.
    Turns,
}

/// The whole algebra: what each operator makes of each content.
#[rustfmt::skip]
const fn outcome(operator: Operator, content: Content) -> Outcome {
    use {Content as C, Mode as M, Operator as O, Outcome::{Becomes, In, Keep, Turns}};
    match (operator, content) {
        (O::Say | O::Resume, _)                                              => Keep,
        (O::Consider, _)                                                     => In(M::Hypothetical),

        (O::Agree | O::Offer | O::Vow | O::Plan, C::Aid)                     => Becomes("033", M::Intended),
        (O::Agree | O::Offer | O::Vow | O::Plan, C::Cooperation)             => Becomes("031", M::Intended),
        (O::Agree | O::Offer | O::Vow | O::Plan, C::Talks)                   => Becomes("036", M::Intended),
        (O::Agree | O::Offer | O::Vow | O::Plan, C::Yielding)                => Becomes("035", M::Intended),
        (O::Agree, C::Accord | C::Goodwill)                                  => Keep,
        (O::Offer | O::Vow | O::Plan, C::Accord | C::Goodwill)               => Becomes("030", M::Intended),
        (O::Agree, C::Request)                                               => Becomes("030", M::Intended),
        (O::Plan | O::Offer, C::Request | C::Accusation | C::Rejection)      => In(M::Intended),
        (O::Vow, C::Request | C::Accusation | C::Rejection)                  => Becomes("130", M::Intended),
        (O::Agree, C::Accusation | C::Rejection | C::Threat | C::Illwill)    => Keep,
        (O::Plan | O::Vow | O::Offer | O::Agree, C::Sanction)                => Becomes("1312", M::Intended),
        (O::Plan | O::Vow | O::Offer | O::Agree, C::Force)                   => Becomes("138", M::Intended),
        (O::Plan | O::Vow | O::Offer, C::Threat | C::Illwill)                => Becomes("130", M::Intended),
        (O::Threaten | O::Warn, C::Sanction)                                 => Becomes("1312", M::Intended),
        (O::Threaten | O::Warn, C::Force)                                    => Becomes("138", M::Intended),
        (O::Threaten, _) | (O::Warn, C::Threat | C::Illwill)                 => Becomes("130", M::Intended),
        (O::Warn, _)                                                         => Becomes("110", M::Actual),

        (O::Demand, C::Aid)                                                  => Becomes("103", M::Actual),
        (O::Demand, C::Talks)                                                => Becomes("106", M::Actual),
        (O::Demand, C::Yielding)                                             => Becomes("105", M::Actual),
        (O::Demand, _)                                                       => Becomes("100", M::Actual),
        (O::Urge, C::Aid)                                                    => Becomes("023", M::Actual),
        (O::Urge, C::Talks)                                                  => Becomes("026", M::Actual),
        (O::Urge, C::Yielding)                                               => Becomes("025", M::Actual),
        (O::Urge, C::Sanction | C::Force)                                    => Becomes("130", M::Actual),
        (O::Urge, C::Cooperation | C::Accord | C::Goodwill)                  => Becomes("021", M::Actual),
        (O::Urge, _)                                                         => Becomes("020", M::Actual),

        (O::Reject | O::Refuse | O::Cancel, C::Aid | C::Cooperation)         => Becomes("121", M::Actual),
        (O::Reject | O::Refuse | O::Cancel, C::Talks)                        => Becomes("125", M::Actual),
        (O::Reject | O::Refuse, C::Yielding)                                 => Becomes("122", M::Actual),
        (O::Reject | O::Refuse | O::Cancel, C::Accord | C::Goodwill | C::Request) => Becomes("120", M::Actual),
        (O::Reject, C::Sanction | C::Force)                                  => Becomes("111", M::Actual),
        (O::Reject, C::Accusation | C::Rejection | C::Threat | C::Illwill)   => Becomes("120", M::Actual),
        (O::Refuse, C::Sanction | C::Force | C::Accusation | C::Rejection | C::Threat | C::Illwill) => In(M::Refused),
        (O::Deny, C::Accusation)                                             => Becomes("120", M::Actual),
        (O::Deny, _)                                                         => In(M::Negated),

        (O::Accuse, _)                                                       => Becomes("112", M::Actual),
        (O::Condemn, _)                                                      => Becomes("111", M::Actual),
        (O::Investigate, _)                                                  => Becomes("090", M::Actual),
        (O::Support, _)                                                      => Becomes("051", M::Actual),

        (O::End | O::Cancel, C::Sanction)                                    => Becomes("085", M::Ceased),
        (O::End | O::Cancel, C::Force)                                       => Becomes("087", M::Ceased),
        (O::End | O::Cancel, C::Accusation | C::Rejection | C::Threat)       => Becomes("080", M::Ceased),
        (O::End | O::Cancel, C::Illwill) | (O::End, C::Goodwill)             => Turns,
        (O::End, C::Aid)                                                     => Becomes("162", M::Ceased),
        (O::End, C::Cooperation | C::Accord | C::Yielding) | (O::Cancel, C::Yielding) => Becomes("161", M::Ceased),
        (O::End, C::Talks)                                                   => Becomes("164", M::Ceased),
        (O::End, C::Request)                                                 => Becomes("080", M::Ceased),
        (O::Fail, C::Sanction | C::Force | C::Accusation | C::Rejection | C::Threat | C::Illwill | C::Request) => In(M::Negated),
        (O::Fail, _)                                                         => Becomes("120", M::Actual),
    }
}

/// What a shifter makes of a content; strengthening ones are counted apart.
#[rustfmt::skip]
const fn shifted(kind: ShiftKind, value: &Value) -> Outcome {
    use {Mode as M, Outcome::{Becomes, In, Keep}};
    match (kind, value.mode) {
        (ShiftKind::Negate, M::Intended) if !value.quad.is_conflict()        => Becomes("120", M::Refused),
        (ShiftKind::Negate, _)                                               => In(M::Negated),
        (ShiftKind::Intend, M::Negated) if !value.quad.is_conflict()         => Becomes("120", M::Refused),
        (ShiftKind::Hypothetical, M::Negated | M::Historical)                => Keep,
        (ShiftKind::Hypothetical, _)                                         => In(M::Hypothetical),
        (ShiftKind::Historical, _)                                           => In(M::Historical),
        (ShiftKind::Intend, M::Actual | M::Ceased)                           => outcome(Operator::Plan, Content::of(value)),
        (ShiftKind::Demand, _)                                               => outcome(Operator::Demand, Content::of(value)),
        (ShiftKind::Intend | ShiftKind::Intensify | ShiftKind::Diminish, _)  => Keep,
    }
}

/// Reads every clause: its main chain, then the nouns beside it.
pub(crate) fn read(
    board: &Board<'_>,
    cues: &[Cue],
    shifts: &[Shift],
    clauses: &[Clause],
) -> Vec<Reading> {
    let mut readings: Vec<Reading> = Vec::new();
    for (index, clause) in clauses.iter().enumerate() {
        let inside = cues_of(cues, clause);
        let mut chain = main_chain(board, cues, clause, &inside);
        if clause.shares_governor {
            chain = shared_governors(board, cues, clause, clauses, &readings)
                .into_iter()
                .chain(chain)
                .take(DEEPEST)
                .collect();
        }
        let composer = Composer {
            board,
            cues,
            shifts: shifts_of(shifts, clause),
            clause,
            index,
        };
        let before = readings.len();
        readings.extend(composer.compose(&chain, false));
        if readings.len() == before {
            readings.extend(composer.bare_demand());
        }
        if inside.is_empty() && clause.kind == Kind::Relative {
            readings.extend(composer.antecedent());
        }
        for &extra in inside.iter().filter(|c| !chain.contains(c)) {
            let chain = governed(board, cues, &inside, extra);
            readings.extend(composer.compose(&chain, true));
        }
    }
    readings
}

/// The shifters that stand between the first and the last word of the clause.
fn shifts_of<'s>(shifts: &'s [Shift], clause: &Clause) -> &'s [Shift] {
    let range = clause.range();
    let first = shifts.partition_point(|shift| shift.tokens.start < range.start);
    let end = shifts.partition_point(|shift| shift.tokens.start < range.end);
    &shifts[first..end.max(first)]
}

/// The cues whose first word lies in the clause.
fn cues_of(cues: &[Cue], clause: &Clause) -> Vec<usize> {
    let range = clause.range();
    let first = cues.partition_point(|cue| cue.head < range.start);
    let near = cues[first..]
        .iter()
        .enumerate()
        .take_while(|(_, cue)| cue.head < range.end);
    near.filter(|(_, cue)| clause.tokens.binary_search(&cue.head).is_ok())
        .map(|(i, _)| first + i)
        .collect()
}

/// The first verb decides, not the strongest word; a noun does where no verb is a cue.
fn main_chain(board: &Board<'_>, cues: &[Cue], clause: &Clause, inside: &[usize]) -> Vec<usize> {
    if clause.kind == Kind::Attribution {
        return Vec::new();
    }
    let verbs = || {
        let verb = |c: &&usize| matches!(cues[**c].usage, Use::Verb | Use::Passive);
        inside.iter().filter(verb)
    };
    let chain = |&head: &usize| {
        let head = carried(board, cues, inside, head).unwrap_or(head);
        governed(board, cues, inside, head)
    };
    let heads = verbs().chain(inside).filter(|&&c| !is_say(board, &cues[c]));
    let says = |chain: &Vec<usize>| chain.iter().any(|&c| has_code(board, &cues[c]));
    heads.map(chain).find(says).unwrap_or_default()
}

/// Whether a cue means something by itself.
fn has_code(board: &Board<'_>, cue: &Cue) -> bool {
    match cue.entry {
        Entry::Term(_) => true,
        Entry::Governor(g) => board.tables.governors[g].code.is_some(),
    }
}

/// "sent a letter bomb": a verb that only carries its object leaves the decision to the noun, if the noun is a term.
fn carried(board: &Board<'_>, cues: &[Cue], inside: &[usize], head: usize) -> Option<usize> {
    let verb = &cues[head];
    let light = verb.head == verb.last && board.marker(verb.head).light;
    let term = |c: &Cue| matches!(c.entry, Entry::Term(_));
    let next = *inside
        .iter()
        .find(|&&c| c > head)
        .filter(|_| light && term(verb))?;
    let object = &cues[next];
    let near = object.head - verb.head <= 6 && object.usage == Use::Noun && term(object);
    (near && !is_adjunct(board, object)).then_some(next)
}

/// "during talks", "after the attack": the time of the act, not what is governed.
fn is_adjunct(board: &Board<'_>, cue: &Cue) -> bool {
    let start = cue.head.saturating_sub(3);
    let before = (start..cue.head)
        .rev()
        .find(|&at| !board.marker(at).article && board.marker(at).function)
        .filter(|&at| board.owners[at] == Owner::Open);
    cue.usage == Use::Noun
        && before.is_some_and(|at| board.marker(at).preposition == Some(Preposition::Other))
}

/// A cue and, if it governs, what it governs.
fn governed(board: &Board<'_>, cues: &[Cue], inside: &[usize], head: usize) -> Vec<usize> {
    let mut chain = Vec::with_capacity(DEEPEST);
    chain.push(head);
    for &next in inside.iter().skip_while(|&&c| c <= head) {
        let last = chain[chain.len() - 1];
        if chain.len() >= DEEPEST
            || operator(board, &cues[last]).is_none()
            || is_say(board, &cues[next])
        {
            break;
        }
        if !is_adjunct(board, &cues[next]) {
            chain.push(next);
        }
    }
    let alone = chain.len() == 1;
    let comes = matches!(
        operator(board, &cues[head]),
        Some(Operator::Fail | Operator::End | Operator::Resume | Operator::Cancel)
    ) && cues[head].usage == Use::Verb;
    let passive = cues[head].usage == Use::Passive && operator(board, &cues[head]).is_some();
    if alone && (passive || comes) {
        // "the attack was condemned", "the talks failed": the content stands before the verb
        let noun = |c: &usize| {
            *c < head && cues[*c].usage == Use::Noun && matches!(cues[*c].entry, Entry::Term(_))
        };
        let before = inside.iter().rev().copied().find(noun);
        let ended = comes && operator(board, &cues[head]) == Some(Operator::End);
        match before {
            // "the summit ended": it took place
            Some(talks) if ended && is_talk(board, &cues[talks]) => return vec![talks],
            _ => chain.extend(before),
        }
    }
    chain
}

fn is_talk(board: &Board<'_>, cue: &Cue) -> bool {
    matches!(cue.entry, Entry::Term(t) if board.tables.terms[t].class == EventClass::Consult)
}

fn shared_governors(
    board: &Board<'_>,
    cues: &[Cue],
    clause: &Clause,
    clauses: &[Clause],
    readings: &[Reading],
) -> Vec<usize> {
    let parent = clause.parent.filter(|&p| p < clauses.len());
    // the parent stands in the same sentence: not far back
    let mut near = readings.iter().rev().take(2 * MOST_CLAUSES);
    let reading = near.find(|r| Some(r.clause) == parent && !r.nominal);
    reading.map_or_else(Vec::new, |r| {
        r.chain
            .iter()
            .copied()
            .take_while(|&c| operator(board, &cues[c]).is_some())
            .collect()
    })
}

pub(crate) fn operator(board: &Board<'_>, cue: &Cue) -> Option<Operator> {
    match cue.entry {
        Entry::Governor(g) => Some(board.tables.governors[g].operator),
        Entry::Term(_) => None,
    }
}

fn is_say(board: &Board<'_>, cue: &Cue) -> bool {
    operator(board, cue) == Some(Operator::Say)
}

struct Composer<'c, 'b> {
    board: &'c Board<'b>,
    cues: &'c [Cue],
    shifts: &'c [Shift],
    clause: &'c Clause,
    index: usize,
}

impl Composer<'_, '_> {
    /// Evaluates a chain, innermost first; `None` where it comes to nothing that is an event.
    fn compose(&self, chain: &[usize], nominal: bool) -> Option<Reading> {
        // a governor of nothing that has no code of its own says nothing: what governs it decides
        let said = chain.iter().rposition(|&cue| self.base(cue).is_some())?;
        let chain = &chain[..=said];
        let (&innermost, governors) = chain.split_last()?;
        let (mut value, term) = self.base(innermost)?;
        let entry = self.entry(innermost);
        let mut steps = vec![self.step(
            StepKind::Term,
            entry,
            self.span_of(innermost),
            &value,
            value.scale,
        )];
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
            chain: chain.to_vec(),
            outer,
            frame,
            nominal,
            demanded,
            at: self.span_of(chain[0]),
            verb: None,
            value,
            context,
            content,
            steps,
        })
    }

    /// "the sanctions that A imposed on B": the noun before the relative clause is what its verb carries.
    fn antecedent(&self) -> Option<Reading> {
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
        let reading = self.compose(&[before], false)?;
        Some(Reading {
            verb: Some(verb),
            ..reading
        })
    }

    /// "JAPAN TO GIVE MANILA AID": the infinitive of a title is the future.
    fn is_announced(&self, head: usize) -> bool {
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
    fn bare_demand(&self) -> Option<Reading> {
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
    fn base(&self, cue: usize) -> Option<(Value, Option<&Term>)> {
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

    fn entry(&self, cue: usize) -> &str {
        match self.cues[cue].entry {
            Entry::Term(t) => &self.board.tables.terms[t].pattern,
            Entry::Governor(g) => &self.board.tables.governors[g].pattern,
        }
    }

    fn span_of(&self, cue: usize) -> Tokens {
        Tokens::new(self.cues[cue].head, self.cues[cue].last + 1)
    }

    fn apply(&self, outcome: Outcome, value: Value) -> Value {
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
    fn shift(
        &self,
        cue: usize,
        governor: Option<usize>,
        value: &mut Value,
        steps: &mut Vec<Step>,
    ) -> bool {
        let head = self.cues[cue].head;
        let floor = governor.map_or(0, |g| self.cues[g].last + 1);
        let mut demanded = false;
        for shift in self
            .shifts
            .iter()
            .rev()
            .filter(|shift| self.reaches(shift, head, floor, self.cues[cue].usage))
        {
            let shifter = &self.board.tables.shifters[shift.shifter];
            let result = match shifter.kind {
                ShiftKind::Intensify => strengthened(*value, shifter.factor),
                ShiftKind::Diminish => strengthened(*value, Scale::ZERO - shifter.factor),
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

    fn reaches(&self, shift: &Shift, head: usize, floor: usize, usage: Use) -> bool {
        let reach = self.board.tables.shifters[shift.shifter].reach;
        let kind = self.board.tables.shifters[shift.shifter].kind;
        let modal = matches!(
            kind,
            ShiftKind::Hypothetical | ShiftKind::Intend | ShiftKind::Demand
        );
        // "should adhere to a strict reading of the treaty": the noun is what the modal's own verb is about
        let modal_reach = if usage == Use::Noun {
            2 * MODAL_REACH
        } else {
            MODAL_REACH
        };
        let width = usize::try_from(reach.unsigned_abs())
            .unwrap_or(0)
            .max(if modal && reach > 0 { modal_reach } else { 0 });
        let inside = self
            .clause
            .tokens
            .binary_search(&shift.tokens.start)
            .is_ok()
            && shift.tokens.start >= floor;
        let near = if kind == ShiftKind::Historical {
            true
        } else if reach >= 0 {
            shift.tokens.end <= head && self.between(shift.tokens.end, head) < width
        } else {
            head < shift.tokens.start && self.between(head + 1, shift.tokens.start) < width
        };
        inside && near
    }

    /// The number of the clause's tokens between two places.
    fn between(&self, from: usize, to: usize) -> usize {
        let place = |at| self.clause.tokens.partition_point(|&t| t < at);
        place(to).saturating_sub(place(from))
    }

    fn step(
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

fn of_code(tables: &Tables, code: CameoCode, mode: Mode) -> Option<Value> {
    let meaning = tables.ontology.get(&code)?;
    Some(Value {
        code,
        class: meaning.class?,
        quad: meaning.quad,
        scale: meaning.scale,
        mode,
    })
}

/// Ill will that ends is a good sign of half its size, and the other way round.
fn turned(value: Value) -> Value {
    let scale = Scale::from_milli(-value.scale.milli() / 2);
    let quad = if scale.sign() < 0 {
        Quad::VerbalConflict
    } else {
        Quad::VerbalCoop
    };
    Value {
        scale,
        quad,
        mode: Mode::Ceased,
        ..value
    }
}

/// Moves the scale away from zero (or towards it), never over zero or the scale's end.
fn strengthened(value: Value, by: Scale) -> Value {
    let sign = value.scale.sign();
    let moved = value.scale.milli() + sign * by.milli().clamp(-1000, 1000);
    let held = if moved.signum() == sign {
        moved
    } else {
        value.scale.milli()
    };
    Value {
        scale: Scale::from_milli(held).clamped(),
        ..value
    }
}
