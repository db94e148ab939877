//! Openings: what stands before the subject of a sentence and is a clause of its own.

use super::{Cutter, Kind};
use crate::{
    annotate::cue::Use,
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
        let Some(cue) = self.cue_at(verb) else {
            return;
        };
        let participle = cue.usage == Use::Gerund && self.board.traits(cue.head).has(Traits::ING);
        if participle && self.is_subject_after_comma(cue.last + 1) {
            let main = self.current();
            self.open(Kind::Participle, Some(main), true);
        }
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
