//! Composition: a clause is a chain of governors over a content term, evaluated innermost first.
//!
//! Neither the sum of the terms nor the strongest term says what happened: "rejected a peace offer" and "accused B of attacking C"
//! come out wrong. Here each governor decides what becomes of its content, by one table.

mod algebra;
mod chain;
mod evaluate;

pub(crate) use algebra::{Value, of_code};
use chain::{cues_of, governed, main_chain, shared_governors};
use evaluate::Composer;

use crate::{
    annotate::{
        Board,
        clause::{Clause, Kind},
        cue::{Cue, Entry},
        shift::Shift,
    },
    cameo::EventClass,
    event::{Context, Mode, Step},
    lexicon::entries::{Frame, Operator, Term},
    scale::Scale,
    span::Tokens,
};

/// The longest chain that is evaluated.
const DEEPEST: usize = 4;

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
    /// The event class that the clause comes to.
    #[must_use]
    pub const fn class(&self) -> EventClass {
        self.value.class
    }

    /// Whether it happened, is intended, denied, ...
    #[must_use]
    pub const fn mode(&self) -> Mode {
        self.value.mode
    }

    /// The words of the outermost governor, or of the term where none governs it.
    #[must_use]
    pub const fn tokens(&self) -> Tokens {
        self.at
    }

    /// The same reading in a text with so many more of these before it; its steps lie in the text, not in the title, where `bytes` is not 0.
    pub(crate) fn after(mut self, clauses: usize, cues: usize, tokens: usize, bytes: u32) -> Self {
        self.clause += clauses;
        self.chain.iter_mut().for_each(|cue| *cue += cues);
        self.at = self.at.after(tokens);
        self.verb = self.verb.map(|at| at + tokens);
        for step in &mut self.steps {
            step.span = step.span.after(bytes);
        }
        self
    }

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
        readings.extend(composer.compose(chain.clone(), false));
        if readings.len() == before {
            readings.extend(composer.bare_demand());
        }
        if inside.is_empty() && clause.kind == Kind::Relative {
            readings.extend(composer.antecedent());
        }
        for &extra in inside.iter().filter(|c| !chain.contains(c)) {
            let chain = governed(board, cues, &inside, extra);
            readings.extend(composer.compose(chain, true));
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

pub(crate) fn operator(board: &Board<'_>, cue: &Cue) -> Option<Operator> {
    match cue.entry {
        Entry::Governor(g) => Some(board.tables.governors[g].operator),
        Entry::Term(_) => None,
    }
}
