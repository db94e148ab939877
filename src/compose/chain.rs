//! Chains: which verb decides in a clause, and what it governs.

use super::{DEEPEST, Reading, operator};
use crate::{
    ablation::Component,
    annotate::{
        Board, Owner,
        clause::{Clause, Kind},
        cue::{Cue, Entry, Use},
    },
    cameo::EventClass,
    lexicon::{entries::Operator, markers::Preposition},
};

/// How far back the clause before is looked for.
const MOST_CLAUSES: usize = 32;

/// The cues whose first word lies in the clause.
pub(super) fn cues_of(cues: &[Cue], clause: &Clause) -> Vec<usize> {
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
pub(super) fn main_chain(
    board: &Board<'_>,
    cues: &[Cue],
    clause: &Clause,
    inside: &[usize],
) -> Vec<usize> {
    if clause.kind == Kind::Attribution {
        return Vec::new();
    }
    let verbs = || {
        let verb = |c: &&usize| matches!(cues[**c].usage, Use::Verb | Use::Passive);
        inside.iter().filter(verb)
    };
    let chain = |&head: &usize| {
        let head = carried(board, cues, inside, head).unwrap_or(head);
        unjudged(board, cues, clause, governed(board, cues, inside, head))
    };
    let heads = verbs().chain(inside).filter(|&&c| !is_say(board, &cues[c]));
    let says = |chain: &Vec<usize>| chain.iter().any(|&c| has_code(board, &cues[c]));
    heads.map(chain).find(says).unwrap_or_default()
}

/// Whether a cue means something by itself.
pub(super) fn has_code(board: &Board<'_>, cue: &Cue) -> bool {
    match cue.entry {
        Entry::Term(_) => true,
        Entry::Governor(g) => board.tables.governors[g].code.is_some(),
    }
}

/// "sent a letter bomb": a verb that only carries its object leaves the decision to the noun, if the noun is a term.
pub(super) fn carried(
    board: &Board<'_>,
    cues: &[Cue],
    inside: &[usize],
    head: usize,
) -> Option<usize> {
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
pub(super) fn is_adjunct(board: &Board<'_>, cue: &Cue) -> bool {
    let start = cue.head.saturating_sub(3);
    let before = (start..cue.head)
        .rev()
        .find(|&at| !board.marker(at).article && board.marker(at).function)
        .filter(|&at| board.owners[at] == Owner::Open);
    cue.usage == Use::Noun
        && before.is_some_and(|at| board.marker(at).preposition == Some(Preposition::Other))
}

/// A cue and, if it governs, what it governs.
pub(super) fn governed(
    board: &Board<'_>,
    cues: &[Cue],
    inside: &[usize],
    head: usize,
) -> Vec<usize> {
    let mut chain = Vec::with_capacity(DEEPEST);
    chain.push(head);
    if board.omits(Component::Governors) {
        return chain;
    }
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
    if chain.len() > 1 {
        return chain;
    }
    let comes = matches!(
        operator(board, &cues[head]),
        Some(Operator::Fail | Operator::End | Operator::Resume | Operator::Cancel)
    ) && cues[head].usage == Use::Verb;
    let passive = cues[head].usage == Use::Passive && operator(board, &cues[head]).is_some();
    if passive || comes {
        // "the attack was condemned", "the talks failed": the content stands before the verb
        let noun = |c: &usize| {
            *c < head && cues[*c].usage == Use::Noun && matches!(cues[*c].entry, Entry::Term(_))
        };
        let before = inside.iter().rev().copied().find(noun);
        let ended = comes && operator(board, &cues[head]) == Some(Operator::End);
        match before {
            // "the summit ended": it took place
            Some(talks) if ended && is_talk(board, &cues[talks]) => return vec![talks],
            Some(_) => chain.extend(before),
            None if passive => chain.extend(planned(board, cues, inside, head)),
            None => {}
        }
    }
    chain
}

/// "A's refusal to pay was criticised", "A's decision to expel B was welcomed": what stands before the verb and is no plain noun.
fn planned(board: &Board<'_>, cues: &[Cue], inside: &[usize], head: usize) -> Vec<usize> {
    let before = &inside[..inside.partition_point(|&c| c < head)];
    let noun = |c: &usize| {
        let governs = operator(board, &cues[*c]).is_some() && has_code(board, &cues[*c]);
        governs && cues[*c].usage == Use::Noun || cues[*c].usage == Use::Infinitive
    };
    match before.iter().position(noun) {
        Some(first) => before[first..].iter().copied().take(DEEPEST - 1).collect(),
        None => Vec::new(),
    }
}

/// "A's attack on B was condemned": where nobody is said to judge, what is judged is told.
fn unjudged(board: &Board<'_>, cues: &[Cue], clause: &Clause, mut chain: Vec<usize>) -> Vec<usize> {
    let [head, content, ..] = chain[..] else {
        return chain;
    };
    let (verb, before) = (&cues[head], cues[content].head < cues[head].head);
    let judges = operator(board, verb).is_some_and(Operator::is_judgement);
    let by =
        |&&at: &&usize| at > verb.last && board.marker(at).preposition == Some(Preposition::By);
    let agent = clause.tokens.iter().find(by);
    let told = verb.usage == Use::Passive && before && judges && agent.is_none();
    if told && !board.omits(Component::Judged) {
        chain.remove(0);
    }
    chain
}

pub(super) fn is_talk(board: &Board<'_>, cue: &Cue) -> bool {
    matches!(cue.entry, Entry::Term(t) if board.tables.terms[t].class == EventClass::Consult)
}

pub(super) fn shared_governors(
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

pub(super) fn is_say(board: &Board<'_>, cue: &Cue) -> bool {
    operator(board, cue) == Some(Operator::Say)
}
