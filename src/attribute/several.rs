//! Words for several that the text named before: "the two countries", "both Nordic states", "the pair", "both".

use super::anaphor::is_the;
use crate::{
    annotate::{Board, Owner},
    lexicon::markers::Side,
    text::{Key, TokenKind, Traits, keys},
};

/// How far before "countries" its number may stand: "the two East African countries".
const MOST_MODIFIERS: usize = 2;
/// "both", and the owners that stand for a number: "their leaders", "our countries".
const BOTH: [Key; 1] = keys(["both"]);
const OWNED: [Key; 2] = keys(["their", "our"]);
const OUR: [Key; 1] = keys(["our"]);
const BETWEEN: [Key; 1] = keys(["between"]);
const OF: [Key; 1] = keys(["of"]);

/// What words for several say of those they stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Several {
    /// How many they are.
    pub(super) count: usize,
    /// "our two countries": the speaker's is one of them.
    pub(super) ours: bool,
    /// "both" alone, "the pair": the last two that one phrase or one sentence named, rather than those of the last event.
    pub(super) named: bool,
    /// "the two Gulf states": the region they lie in.
    pub(super) region: Option<u16>,
}

/// Whether a word stands for several named before, and for which.
pub(super) fn at(board: &Board<'_>, at: usize) -> Option<Several> {
    let region = region(board, at);
    let several = |count, ours, named| Several {
        count,
        ours,
        named,
        region,
    };
    match board.marker(at).side? {
        Side::Sides => {
            let number = number(board, at).or(region.filter(|_| is_known(board, at)).map(|_| 0))?;
            let ours = (1..=MOST_MODIFIERS + 2)
                .map_while(|n| at.checked_sub(n))
                .any(|i| board.is_any(i, &OUR));
            Some(several(number, ours, false))
        }
        Side::Pair => {
            let found = is_pair(board, at) && !tells_of_two(board, at);
            found.then(|| several(2, false, true))
        }
        Side::Three => is_pair(board, at).then(|| several(3, false, false)),
        Side::Four => is_pair(board, at).then(|| several(4, false, false)),
        Side::Both => is_alone(board, at).then(|| several(2, false, true)),
    }
}

/// The region that the adjective right before a word says: "Gulf", "Nordic".
pub(super) fn region(board: &Board<'_>, at: usize) -> Option<u16> {
    let before = at.checked_sub(1)?;
    board.marker(before).region
}

/// "the Baltic states": as many as were named.
fn is_known(board: &Board<'_>, at: usize) -> bool {
    at.checked_sub(2).is_some_and(|i| is_the(board, i))
}

/// The number before a word for sides: "two", "the three", "both", "our"; "between the" needs none.
fn number(board: &Board<'_>, at: usize) -> Option<usize> {
    let back = |n: usize| at.checked_sub(n);
    if back(1).is_some_and(|i| board.is_any(i, &OWNED)) {
        return Some(2);
    }
    if back(1).is_some_and(|i| is_the(board, i))
        && back(2).is_some_and(|i| board.is_any(i, &BETWEEN))
    {
        return Some(2);
    }
    for n in 1..=MOST_MODIFIERS + 1 {
        let i = back(n)?;
        if board.is_any(i, &BOTH) {
            return Some(2);
        }
        if let Some(number) = board.marker(i).number {
            return usize::try_from(number).ok().filter(|n| (2..=4).contains(n));
        }
        if !is_modifier(board, i) {
            return None;
        }
    }
    None
}

/// A word that may stand between a number and its noun: "Nordic", "warring".
pub(super) fn is_modifier(board: &Board<'_>, at: usize) -> bool {
    let marker = board.marker(at);
    board.token(at).kind == TokenKind::Word
        && matches!(board.owners[at], Owner::Open | Owner::Cue(_))
        && !marker.function
        && !board.traits(at).has(Traits::PLURAL)
}

/// "the pair", "the Nordic duo"; not "a pair of".
fn is_pair(board: &Board<'_>, at: usize) -> bool {
    let counted = board.is_any(at + 1, &OF);
    let the = (1..=MOST_MODIFIERS + 1)
        .map_while(|n| at.checked_sub(n))
        .find(|&i| !is_modifier(board, i));
    !counted && the.is_some_and(|i| is_the(board, i))
}

/// "holding the two Britons ... to hand over the pair": two people of the same sentence are meant.
fn tells_of_two(board: &Board<'_>, at: usize) -> bool {
    let two = |i: &usize| board.marker(*i).number == Some(2);
    let mut numbers = (board.sentence_start(at)..at).filter(two);
    numbers.any(|i| board.traits(i + 1).has(Traits::PLURAL) && board.marker(i + 1).side.is_none())
}

/// "both pledged", "with both": no noun and no name follows.
fn is_alone(board: &Board<'_>, at: usize) -> bool {
    let next = at + 1;
    let Some(token) = board.get(next) else {
        return true;
    };
    let marker = board.marker(next);
    let verb = marker.auxiliary.is_some()
        || matches!(board.owners[next], Owner::Cue(_)) && board.traits(next).has(Traits::PAST);
    let ends = matches!(token.kind, TokenKind::Comma | TokenKind::Stop);
    let past = token.kind == TokenKind::Word
        && board.owners[next] == Owner::Open
        && board.traits(next).ends_small(Traits::ED);
    let adverb = board.traits(next).ends_small(Traits::LY);
    verb || ends || past || adverb
}
