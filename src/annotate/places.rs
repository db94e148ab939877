//! Places: the words of the sentences, laid out for the patterns of cues and shifters.

use super::{Board, Owner};
use crate::{
    pattern::Place,
    span::Tokens,
    text::{Hints, Token, TokenKind},
};

/// What the patterns see of a token.
fn placed(token: &Token, open: bool) -> Place {
    let transparent = matches!(token.kind, TokenKind::Quote | TokenKind::Possessive);
    if open {
        Place::new(token.word.form, token.word.stem, transparent)
    } else {
        Place::new(0, 0, transparent)
    }
}

impl Board<'_> {
    /// Lays out the sentences: closed words only fill gaps, a whole name fills one place.
    ///
    /// A walk looks at a place several times, above all beyond gaps; what it sees there is worked out once.
    pub(crate) fn lay_out(&mut self) {
        let mut places = vec![Place::CLOSED; self.owners.len()];
        for sentence in &self.document.sentences {
            // backwards: how wide a name is from its second word is known before how wide it is from its first
            let (mut name, mut width) = (Owner::Open, 0);
            let Tokens { start, end } = sentence.tokens;
            let tokens = self.document.tokens[start..end].iter();
            let read = tokens.zip(&self.owners[start..end]).enumerate();
            for (place, (at, (token, &owner))) in places[start..end].iter_mut().zip(read).rev() {
                if owner == Owner::Open && !token.word.hints.any(Hints::BETWEEN) {
                    name = owner;
                    *place = placed(token, true);
                    continue;
                }
                width = if owner == name { width + 1 } else { 1 };
                name = owner;
                let covered = match owner {
                    Owner::Name(_) => width,
                    Owner::Open if token.word.hints.any(Hints::BETWEEN) => {
                        self.between(start + at).unwrap_or(1)
                    }
                    _ => 1,
                };
                let open = owner.is_open() || self.is_in_reach(start + at);
                *place = placed(token, open).of_width(covered);
            }
        }
        self.places = places;
    }

    /// Whether the token stands before any preposition or mark of a span of the caller's: "the election" in "the election in the north".
    fn is_in_reach(&self, at: usize) -> bool {
        let Owner::Name(m) = self.owners[at] else {
            return false;
        };
        let start = self.mentions[m as usize].tokens.start;
        let ends = |at: usize| {
            let token = self.token(at);
            let marker = self.tables.markers.of(token.word.form);
            marker.preposition.is_some() || token.kind == TokenKind::Comma
        };
        self.given && !(start..at).any(ends)
    }

    /// How many tokens "between" and its two names have.
    fn between(&self, at: usize) -> Option<u32> {
        let and = self.name_after(at + 1)?;
        let end = self.name_after(and + 1).filter(|_| self.marker(and).and)?;
        u32::try_from(end - at).ok()
    }

    /// One past the name that begins at `at`, or after its article.
    fn name_after(&self, at: usize) -> Option<usize> {
        let start = at + usize::from(self.get(at).is_some() && self.marker(at).article);
        let Some(Owner::Name(m)) = self.owners.get(start) else {
            return None;
        };
        Some(self.mentions[*m as usize].tokens.end.max(start + 1))
    }

    /// Closes a word that a cue has taken.
    pub(crate) fn close(&mut self, at: usize) {
        self.places[at] = self.places[at].closed();
    }
}
