//! Openings: what stands before the subject of a sentence and is a clause of its own.

use super::{Cutter, Kind};
use crate::{
    annotate::{Owner, cue::Use},
    lexicon::markers::Preposition,
    text::{Case, Key, TokenKind, Traits, keys},
};

/// How many tokens an opening may have.
const REACH: usize = 40;
const THE: [Key; 1] = keys(["the"]);

impl Cutter<'_, '_> {
    /// "Accusing B of spying, A expelled ...", "Backed by B, A ...", "To punish B, A ...", "In a letter thanking B, A ...": whoever
    /// comes after the comma is the subject of both.
    pub(super) fn opening(&mut self) {
        let start = self.sentence.start;
        let verb = self.skip_adverbs(start);
        let opens = self.is_participle(verb)
            || self.is_purpose(verb)
            || self.leads(start, &|at| self.is_gerund(at))
            || self.is_deed(start);
        if opens && self.is_subject_after_comma() {
            let main = self.current();
            self.open(Kind::Participle, Some(main), true);
        }
    }

    /// "Speaking in B", not "Fighting of ..."; "Angered by B", not "United States".
    fn is_participle(&self, at: usize) -> bool {
        if at + 1 >= self.sentence.end {
            return false;
        }
        let traits = self.board.traits(at);
        let ing = traits.ends_small(Traits::ING);
        let past = traits.ends_small(Traits::PAST);
        let next = self.board.marker(at + 1).preposition;
        if let Some(cue) = self.cue_at(at) {
            // the preposition may be one of the cue's own words
            let inner = cue.last > at && self.board.marker(cue.last).preposition.is_some();
            return ing && cue.usage == Use::Gerund || past && (inner || next.is_some());
        }
        let marker = self.board.marker(at);
        let closed = marker.function || marker.preposition.is_some() || marker.auxiliary.is_some();
        let leads = ing && next != Some(Preposition::Of) || past && next.is_some();
        self.board.owners[at] == Owner::Open && !closed && leads
    }

    /// "To punish B", not "To the surprise of B".
    fn is_purpose(&self, at: usize) -> bool {
        let verb = at + 1;
        let to = self.board.marker(at).preposition == Some(Preposition::To);
        if !to || verb >= self.sentence.end {
            return false;
        }
        let marker = self.board.marker(verb);
        let bare = self.board.owners[verb] == Owner::Open
            && self.board.token(verb).word.case == Case::Lower
            && !marker.article
            && !marker.function;
        let cue = self.cue_at(at).or(self.cue_at(verb));
        cue.map_or(bare, |cue| cue.head == at || cue.usage == Use::Infinitive)
    }

    /// "In retaliation for B's attack", "In a warning to B": a deed of whoever comes after the comma; "In the attack on B" was known.
    fn is_deed(&self, start: usize) -> bool {
        let form = self.board.token(start).word.form;
        let preposition = self.board.tables.markers.of(form).preposition;
        let noun = |at: usize| self.cue_at(at).is_some_and(|cue| cue.usage == Use::Noun);
        let known = self.board.is_any(start + 1, &THE);
        // "in protest" may be one cue
        let deed = || self.cue_at(start).is_some() || self.leads(start, &noun);
        preposition == Some(Preposition::In) && !known && deed()
    }

    /// "In a statement condemning B", "By arming B": a preposition, and a certain word before any name.
    fn leads(&self, start: usize, is_verb: &dyn Fn(usize) -> bool) -> bool {
        // of an idiom too: "in a statement"
        let form = self.board.token(start).word.form;
        let preposition = self.board.tables.markers.of(form).preposition.is_some();
        let mut words = (start + 1..self.sentence.end.min(start + REACH))
            .take_while(|&at| self.board.token(at).kind != TokenKind::Comma);
        let named = |at: usize| matches!(self.board.owners[at], Owner::Name(_));
        let first = words.find(|&at| named(at) || is_verb(at));
        preposition && first.is_some_and(is_verb)
    }

    fn is_gerund(&self, at: usize) -> bool {
        let cue = self.cue_at(at);
        cue.is_some_and(|cue| cue.usage == Use::Gerund) && self.board.traits(at).has(Traits::ING)
    }

    /// Whether the comma that ends an opening is followed by a subject; those within a list of names end nothing.
    fn is_subject_after_comma(&self) -> bool {
        let start = self.sentence.start;
        let ends = |&at: &usize| self.board.token(at).kind == TokenKind::Comma && !self.in_list(at);
        let comma = (start..self.sentence.end.min(start + REACH)).find(ends);
        comma.is_some_and(|at| at + 1 < self.sentence.end && self.is_subject(at + 1))
    }
}
