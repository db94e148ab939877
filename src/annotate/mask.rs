//! Idioms: phrases that are not what their words say. They are masked, or become an event of another kind.

use crate::{
    annotate::{Board, Owner},
    pattern::Place,
    span::Tokens,
    text::Word,
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
    for segment in &board.document.segments {
        let mut at = segment.start;
        while at < segment.end {
            let found = board
                .tables
                .masks
                .longest(at, segment.end, &|i| place(board, i));
            let Some((idiom, literals)) =
                found.and_then(|m| m.entries.first().map(|e| (*e as usize, m.literals)))
            else {
                at += 1;
                continue;
            };
            let words = literals.as_slice();
            let tokens = Tokens::new(at, words.last().map_or(at, |last| last + 1));
            board.claim(words.iter().copied(), Owner::Masked);
            masks.push(Mask {
                tokens,
                term: board.tables.idioms[idiom].term,
            });
            at = tokens.end;
        }
    }
    masks
}

fn place(board: &Board<'_>, at: usize) -> Place {
    let token = board.token(at);
    let word = if board.owners[at] == Owner::Open {
        token.word
    } else {
        Word::NONE
    };
    let transparent = matches!(token.kind, crate::text::TokenKind::Quote);
    Place {
        form: word.form,
        stem: word.stem,
        width: 1,
        transparent,
    }
}
