//! Idioms: phrases that are not what their words say. They are masked, or become an event of another kind.

use crate::{
    ablation::Component,
    annotate::{Board, Owner},
    pattern::Sight,
    span::Tokens,
    text::{Hints, Id, TokenKind},
};

/// A phrase closed to all later stages.
#[derive(Clone, Copy, Debug)]
pub struct Mask {
    /// The words.
    pub tokens: Tokens,
    /// The term the idiom stands for, where it stands for one.
    pub(crate) term: Option<usize>,
}

/// Finds the idioms of a document and closes their words.
pub(crate) fn find(board: &mut Board<'_>) -> Vec<Mask> {
    let mut masks = Vec::new();
    if board.omits(Component::Idioms) {
        return masks;
    }
    for segment in &board.document.segments {
        let mut at = segment.start;
        while at < segment.end {
            if !board.hints(at, Hints::IDIOM) {
                at += 1;
                continue;
            }
            let found = board
                .tables
                .masks
                .longest(at, segment.end, &Unclaimed(board));
            let Some(found) = found else {
                at += 1;
                continue;
            };
            let words = found.literals.as_slice();
            let tokens = Tokens::new(at, words.last().map_or(at, |last| last + 1));
            board.claim(words.iter().copied(), Owner::Masked);
            masks.push(Mask {
                tokens,
                term: board.tables.idioms[found.entry as usize].term,
            });
            at = tokens.end;
        }
    }
    masks
}

/// What the idioms see: words that nobody has claimed.
struct Unclaimed<'b, 'a>(&'b Board<'a>);

impl Sight for Unclaimed<'_, '_> {
    fn word(&self, at: usize) -> (Id, Id) {
        let word = &self.0.token(at).word;
        if self.0.owners[at] == Owner::Open {
            (word.form, word.stem)
        } else {
            (0, 0)
        }
    }

    fn is_transparent(&self, at: usize) -> bool {
        self.0.token(at).kind == TokenKind::Quote
    }
}
