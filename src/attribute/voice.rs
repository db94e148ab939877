//! Voices: who says what a clause says, and who "we" are in a quotation that its own sentence does not attribute.

use std::ops::Range;

use super::{
    Attributor,
    anaphor::is_the,
    parties::{self, Party},
};
use crate::{
    ablation::Component,
    annotate::{
        Owner,
        clause::{Clause, Kind},
    },
    event::Sector,
    pair::ActorCode,
    span::Tokens,
    text::{Case, TokenKind},
};

/// How many sentences of a quotation its speaker is looked for.
const LONGEST_QUOTATION: usize = 6;

impl Attributor<'_> {
    /// Who says what the clause says.
    pub(super) fn speaker(&self, clause: usize, first: usize) -> Option<Party> {
        if self.board.omits(Component::Speakers) {
            return None;
        }
        let own = &self.clauses[clause];
        let Some(speaking) = own.speaker.filter(|&s| s >= first) else {
            return own.quoted.then(|| self.voice(clause)).flatten();
        };
        let parties = self.parties.get(speaking - first)?;
        let speaker = &self.clauses[speaking];
        let plain = parties.iter().find(|p| is_speaker(p, speaker));
        let lent = || self.lent_subject(speaking, first, usize::MAX);
        plain
            .or_else(|| lent().map(|(from, at)| &from[at]))
            .cloned()
            .or_else(|| {
                let known = self.names_official(speaker) || own.quoted;
                known.then(|| self.voice(clause)).flatten()
            })
    }

    /// The speaker whom the document heard last, at the place of a clause.
    fn voice(&self, clause: usize) -> Option<Party> {
        if self.board.omits(Component::Voices) {
            return None;
        }
        let at = *self.clauses[clause].tokens.first()?;
        let actor = self.memory.heard()?;
        Some(Party {
            unsure: false,
            ..Party::remembered(actor, Tokens::new(at, at + 1))
        })
    }

    /// "A told B ...": whom the speaker addresses.
    pub(super) fn addressee(&self, clause: usize, source: &Party) -> Option<ActorCode> {
        let speaking = self.clauses[clause].speaker?;
        let sentence = self.clauses[clause].sentence;
        let first = self.clauses.partition_point(|c| c.sentence < sentence);
        let parties = self.parties.get(speaking.checked_sub(first)?)?;
        let addressed = |p: &&Party| p.preposition.is_none() && !p.possessive && !p.adjective;
        let mut others = parties.iter().filter(addressed).skip(1);
        let other = others.find(|p| p.actor != source.actor && !p.private);
        other.map(|p| p.actor)
    }

    /// "the spokesman said", "the officials added": whoever spoke before.
    fn names_official(&self, clause: &Clause) -> bool {
        let official = |at: usize| self.board.marker(at).agent == Some(Sector::Government);
        let near = |at: usize| (1..=3).any(|n| at >= n && is_the(self.board, at - n));
        clause.tokens.iter().any(|&at| official(at) && near(at))
    }

    /// Who speaks in a sentence is heard before its words are read: they are who "we" are.
    pub(super) fn hear(&mut self, range: Range<usize>) {
        let is_attribution = |c: &usize| self.clauses[*c].kind == Kind::Attribution;
        for clause in range.clone().filter(is_attribution) {
            self.listen(clause);
        }
        let attributed = range.clone().any(|c| self.clauses[c].speaker.is_some());
        let quoted = range.clone().any(|c| self.clauses[c].quoted);
        let goes_on = self.clauses.get(range.start).is_some_and(|c| c.goes_on);
        if quoted && goes_on && !attributed {
            self.hear_ahead(range.end);
        }
    }

    /// A quotation that goes on is spoken by whom a later sentence of it names.
    fn hear_ahead(&mut self, from: usize) {
        let rest = &self.clauses[from..];
        let Some(mut sentence) = rest.first().map(|c| c.sentence) else {
            return;
        };
        let limit = sentence + LONGEST_QUOTATION;
        let mut open = true;
        let near = rest.iter().take_while(|c| {
            let next = c.sentence != sentence;
            let here = c.sentence < limit && (open || !next);
            (sentence, open) = (c.sentence, c.goes_on);
            here
        });
        let mut near = near.zip(from..);
        let found = near.find(|(c, _)| c.kind == Kind::Attribution);
        let found = found.map(|(_, clause)| clause);
        let Some(clause) = found.map(|clause| &self.clauses[clause]) else {
            return;
        };
        let tokens = || clause.tokens.iter().copied();
        let mentions = tokens().filter_map(|at| self.board.owners[at].mention());
        let named = mentions
            .map(|m| &self.board.mentions[m])
            .find(|m| !m.idle && !m.possessive);
        let pronoun = tokens().any(|at| self.board.marker(at).pronoun.is_some());
        match named {
            Some(mention) if !mention.private => self.memory.hear(mention.actor),
            None if pronoun || self.names_official(clause) => {}
            _ => self.memory.silence(),
        }
    }

    /// The speaker of a clause that names one: an actor, somebody known, or a stranger.
    fn listen(&mut self, index: usize) {
        let clause = &self.clauses[index];
        let parties = parties::of(self.board, clause, &mut self.memory);
        match parties.iter().find(|p| is_speaker(p, clause)) {
            Some(p) if !p.private => self.memory.speaker(p.who()),
            None if self.names_official(clause) => {}
            _ => self.memory.silence(),
        }
    }

    /// A clause that says something was read: its subject is who speaks.
    pub(super) fn spoke(&mut self, index: usize, parties: &[Party]) {
        let clause = &self.clauses[index];
        let subject = parties.iter().find(|p| is_speaker(p, clause));
        match subject {
            Some(p) if !p.private => self.memory.speaker(p.who()),
            None if self.names_official(clause) || is_shared(clause) => {}
            None if self.names_stranger(clause) => self.memory.stranger(),
            _ => self.memory.silence(),
        }
    }

    /// "Smith said", "Acme Corp said": whom the clause names is nobody the lexicon knows.
    fn names_stranger(&self, clause: &Clause) -> bool {
        let capitals = |at: usize| self.board.sentence(at).is_some_and(|s| s.capitals);
        let named = |&&at: &&usize| {
            let token = self.board.token(at);
            let opens = at == self.board.sentence_start(at);
            token.kind == TokenKind::Word
                && token.word.case == Case::Capital
                && self.board.owners[at] == Owner::Open
                && !self.board.marker(at).function
                && !opens
        };
        let name = clause.tokens.iter().find(named);
        name.is_some_and(|&at| !capitals(at))
    }
}

/// "A said ... and added": the verb has its subject before.
const fn is_shared(clause: &Clause) -> bool {
    matches!(clause.kind, Kind::Coordinate | Kind::Participle)
}

/// Whether a party of a clause is who speaks in it.
fn is_speaker(party: &Party, clause: &Clause) -> bool {
    !party.possessive && (party.preposition.is_none() || clause.kind == Kind::Attribution)
}
