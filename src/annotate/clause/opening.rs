//! Openings: what stands before the subject of a sentence and is a clause of its own.

use super::{Cutter, Kind};
use crate::{
    annotate::{Owner, cue::Use},
    lexicon::markers::Preposition,
    text::{TokenKind, Traits},
};

/// How many tokens an opening participle may reach over.
const REACH: usize = 40;

impl Cutter<'_, '_> {
    /// "Accusing B of spying, A expelled ...", "By arming B, A ...": the participle's subject comes after the comma.
    pub(super) fn opening_participle(&mut self) {
        let start = self.sentence.start;
        let by = self.board.marker(start).preposition == Some(Preposition::By);
        let verb = self.skip_adverbs(start + usize::from(by));
        let end = self.participle(verb);
        if end.is_some_and(|end| self.is_subject_after_comma(end)) {
            let main = self.current();
            self.open(Kind::Participle, Some(main), true);
        }
    }

    /// One past the participle that begins at `at`, be it a cue or not: "Speaking in B", not "Fighting of ...".
    fn participle(&self, at: usize) -> Option<usize> {
        let ing = at < self.sentence.end && self.board.traits(at).ends_small(Traits::ING);
        if let Some(cue) = self.cue_at(at) {
            return (ing && cue.usage == Use::Gerund).then_some(cue.last + 1);
        }
        let marker = self.board.marker(at);
        let open = self.board.owners.get(at) == Some(&Owner::Open);
        let closed = marker.function || marker.preposition.is_some();
        let noun = self.board.marker(at + 1).preposition == Some(Preposition::Of);
        (ing && open && !closed && !noun).then_some(at + 1)
    }

    /// Whether the comma that ends an opening is followed by a subject; those within a list of names end nothing.
    fn is_subject_after_comma(&self, from: usize) -> bool {
        let reach = from..self.sentence.end.min(from + REACH);
        let comma = |&at: &usize| {
            self.board.token(at).kind == TokenKind::Comma && !self.in_list(at)
        };
        let comma = reach.into_iter().find(comma);
        comma.is_some_and(|at| at + 1 < self.sentence.end && self.is_subject(at + 1))
    }
}
