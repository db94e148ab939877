//! Shifters: words that negate, strengthen, or put what follows into the future, the past or the realm of the possible.

use crate::{
    ablation::Component,
    annotate::Board,
    lexicon::{
        entries::ShiftKind,
        markers::{Auxiliary, Preposition},
    },
    span::Tokens,
    text::{Hints, Key, TokenKind, Traits, keys},
};

const NEARLY: [Key; 2] = keys(["nearly", "almost"]);

/// A shifter in the text and the tokens it reaches.
#[derive(Clone, Copy, Debug)]
pub struct Shift {
    /// The words.
    pub tokens: Tokens,
    /// Index of the entry.
    pub(crate) shifter: usize,
}

/// Finds the shifters of a document, in order.
pub(crate) fn find(board: &Board<'_>) -> Vec<Shift> {
    let mut shifts = Vec::new();
    if board.omits(Component::Shifters) {
        return shifts;
    }
    for segment in &board.document.segments {
        let mut at = segment.start;
        while at < segment.end {
            if !board.hints(at, Hints::SHIFTER) || board.is_given(at) {
                at += 1;
                continue;
            }
            let found = board
                .tables
                .shifts
                .longest(at, segment.end, &board.places[..]);
            let Some(found) = found else {
                at += 1;
                continue;
            };
            let end = found.literals.as_slice().last().map_or(at, |last| last + 1);
            // "a will", "the might of Rome": after an article the modal is a noun
            let noun = at > segment.start
                && board.marker(at - 1).article
                && board.marker(at).auxiliary == Some(Auxiliary::Modal);
            let shifter = found.entry as usize;
            let plans = board.tables.shifters[shifter].kind == ShiftKind::Intend;
            let idle = noun || is_of_amount(board, at, end) || plans && leads_to_noun(board, end);
            if !idle {
                shifts.push(Shift {
                    tokens: Tokens::new(at, end),
                    shifter,
                });
            }
            at = end;
        }
    }
    shifts
}

/// "nearly $64 million", "almost 150 villagers": it says how many, and not whether.
fn is_of_amount(board: &Board<'_>, at: usize, end: usize) -> bool {
    let number = |at: usize| {
        let digits = board.traits(at).has(Traits::DIGIT);
        digits || board.marker(at).number.is_some()
    };
    let symbol = board.get(end).is_some_and(|t| t.kind == TokenKind::Symbol);
    board.is_any(at, &NEARLY) && number(end + usize::from(symbol))
}

/// "is due to attacks", not "is due to attack": after a shifter that ends in "to", a noun is no plan.
fn leads_to_noun(board: &Board<'_>, end: usize) -> bool {
    let inflected = [Traits::PLURAL, Traits::ING, Traits::PAST];
    board.marker(end - 1).preposition == Some(Preposition::To)
        && (board.marker(end).article
            || board.owners.get(end).is_some_and(|o| o.mention().is_some())
            || inflected
                .iter()
                .any(|&ending| board.traits(end).has(ending)))
}
