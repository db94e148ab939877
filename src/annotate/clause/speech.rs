//! Who says it: where what is said begins, and the words that name its speaker before, after or amid it.

use super::{Cutter, Kind};
use crate::{
    annotate::{
        Board, Owner,
        cue::{Cue, Use},
    },
    lexicon::{entries::Operator, markers::Auxiliary},
    text::{Case, Key, Sentence, TokenKind, keys},
};

const ACCORDING: [Key; 1] = keys(["according"]);
/// The longest words that name a speaker, before the verb and after it.
const LONGEST_ATTRIBUTION: usize = 14;
/// The longest words that name whom something is said to.
const LONGEST_ADDRESS: usize = 10;
/// A quotation that goes on over more sentences has lost its closing mark.
const LONGEST_QUOTATION: u8 = 12;

/// Which quotation marks are open while a text is read. Double ones may go on over sentences.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Quoted {
    double: bool,
    single: bool,
    sentences: u8,
}

impl Quoted {
    /// Whether the words stand in a quotation.
    pub(super) const fn is_open(self) -> bool {
        self.double || self.single
    }

    /// Whether the quotation goes on after the sentence.
    pub(super) const fn goes_on(self) -> bool {
        self.double
    }

    /// A sentence begins: each paragraph of a long quotation opens it again, and no quotation runs on for ever.
    pub(super) fn sentence(&mut self, board: &Board<'_>, sentence: &Sentence) {
        let start = sentence.tokens.start;
        let other = start
            .checked_sub(1)
            .is_none_or(|before| board.document.part(before) != sentence.part);
        let reopened = board
            .get(start)
            .is_some_and(|token| token.kind == TokenKind::Quote);
        self.single = false;
        self.sentences = if self.double { self.sentences + 1 } else { 0 };
        self.double &= !other && !reopened && self.sentences < LONGEST_QUOTATION;
    }

    /// A quotation mark is read.
    pub(super) fn mark(&mut self, board: &Board<'_>, at: usize) {
        let surface = board.surface(at);
        let single = matches!(surface, "'" | "‘" | "’" | "`" | "‛");
        let opens = match surface {
            "“" | "„" | "«" => true,
            "”" | "»" => false,
            _ => stands_before(board, at).unwrap_or(!self.is_open()),
        };
        if single {
            self.single = opens && !self.double;
        } else {
            self.double = opens;
        }
    }
}

/// Whether a mark is glued to the word after it alone, or to the word before it alone.
fn stands_before(board: &Board<'_>, at: usize) -> Option<bool> {
    let span = board.token(at).span;
    let before = at
        .checked_sub(1)
        .is_some_and(|i| board.token(i).span.end == span.start);
    let after = board.get(at + 1).is_some_and(|t| t.span.start == span.end);
    (before != after).then_some(after)
}

/// "was told": the subject does not speak ("let it be known" has its passive inside).
fn is_told(cue: &Cue) -> bool {
    cue.usage == Use::Passive && cue.verb == cue.head
}

impl Cutter<'_, '_> {
    /// "According to Japan, ...": the speaker of the whole sentence.
    pub(super) fn according(&mut self) -> Option<usize> {
        let start = self.sentence.start;
        if !self.board.is_any(start, &ACCORDING) {
            return None;
        }
        let comma = self
            .sentence
            .iter()
            .find(|&at| self.board.token(at).kind == TokenKind::Comma)?;
        let main = self.current();
        let clause = self.open(Kind::Attribution, None, false);
        self.clauses[clause].tokens = (start..comma).collect();
        self.stack.pop();
        self.clauses[main].speaker = Some(clause);
        Some(comma + 1)
    }

    /// A speaker may follow a quotation, but does not stand in one.
    pub(super) fn quote(&mut self, at: usize) -> usize {
        self.quoted.mark(self.board, at);
        if self.quoted.is_open() && self.is_first_person(at + 1) {
            self.end_condition();
        }
        self.push(at);
        let after = if self.quoted.is_open() {
            None
        } else {
            self.attribution(at + 1, true)
        };
        after.unwrap_or(at + 1)
    }

    /// "if B strikes "we will ...": no comma, but a new voice ends the condition.
    fn end_condition(&mut self) {
        let condition =
            |open: &super::Open| open.until_comma && self.clauses[open.clause].conditional;
        if let Some(depth) = self
            .stack
            .iter()
            .rposition(condition)
            .filter(|&depth| depth > 0)
        {
            self.stack.truncate(depth);
        }
    }

    fn is_first_person(&self, at: usize) -> bool {
        const FIRST: [Key; 2] = keys(["i", "we"]);
        self.board.is_any(at, &FIRST)
    }

    /// "Macron: Russia must withdraw": a short beginning that names somebody is the speaker.
    pub(super) fn colon(&mut self) {
        let parent = self.current();
        let opening = &self.clauses[parent];
        let named = opening.tokens.iter().any(|&at| self.may_speak(at));
        let verbless = !opening.tokens.iter().any(|&at| self.is_verb(at));
        let speaks = named && verbless && opening.kind == Kind::Main;
        let kind = if speaks {
            Kind::Complement
        } else {
            Kind::Coordinate
        };
        let clause = self.open(kind, Some(parent), false);
        if speaks {
            self.clauses[clause].speaker = Some(parent);
        }
    }

    /// Somebody before a colon; in the text a bare place in capitals is where the report comes from ("MOSCOW: ...").
    fn may_speak(&self, at: usize) -> bool {
        let Some(mention) = self.board.owners[at].mention() else {
            return false;
        };
        let mention = &self.board.mentions[mention];
        let token = self.board.token(at);
        let capitals = token.word.case == Case::Upper && token.word.length > 4;
        let title = at < self.board.document.title;
        title || mention.person || mention.sector.is_some() || !capitals
    }

    pub(super) fn is_speech(&self, cue: &Cue) -> bool {
        self.operator(cue) == Some(Operator::Say)
            && cue.usage != Use::Noun
            && !(cue.usage == Use::Gerund && cue.head == self.sentence.start)
            && self.is_followed(cue)
    }

    /// Whether something said follows: an act, or any word that opens no adjunct ("a story told by B", "declared over B").
    fn is_followed(&self, cue: &Cue) -> bool {
        let next = cue.last + 1;
        let words = next < self.sentence.end && self.board.token(next).is_word();
        // "B was told of A's concern": nothing is said, something is borne
        let preposition = self.board.marker(next).preposition.is_some();
        if is_told(cue) && preposition {
            return false;
        }
        let adjunct = cue.usage == Use::Reduced || preposition;
        let quoted = next < self.sentence.end && self.board.token(next).kind == TokenKind::Quote;
        self.has_cue(next, self.sentence.end) || self.has_modal(next) || quoted || words && !adjunct
    }

    /// Whether somebody must or will do something in what is said.
    fn has_modal(&self, from: usize) -> bool {
        (from..self.sentence.end)
            .any(|at| self.board.marker(at).auxiliary == Some(Auxiliary::Modal))
    }

    fn has_cue(&self, from: usize, to: usize) -> bool {
        let i = self.cues.partition_point(|cue| cue.head < from);
        self.cues.get(i).is_some_and(|cue| cue.head < to)
    }

    /// What is said, after "said", "said on Monday that", "announced".
    pub(super) fn complement(&mut self, cue: Cue) -> usize {
        for at in cue.head..=cue.last {
            self.push(at);
        }
        let mut next = self.address(cue);
        while next < self.sentence.end
            && (self.board.marker(next).that || self.board.owners[next] == Owner::Date)
        {
            self.push(next);
            next += 1;
        }
        let parent = self.current();
        let clause = self.open(Kind::Complement, Some(parent), false);
        // "B was told that ...", "B is said to ...": B does not speak
        if !is_told(&cue) {
            self.clauses[clause].speaker = Some(parent);
        }
        next
    }

    /// A speaker after a comma; amid a quotation only where the comma ends it.
    pub(super) fn attribution_after(&mut self, comma: usize) -> Option<usize> {
        let is_quote = |at: usize| {
            let token = self.board.get(at);
            token.is_some_and(|token| token.kind == TokenKind::Quote)
        };
        let (before, after) = (comma > 0 && is_quote(comma - 1), is_quote(comma + 1));
        let open = self.quoted.is_open();
        if open && !after {
            return None;
        }
        let end = self.attribution(comma + 1, open || before)?;
        for at in comma + 1..end {
            if self.board.token(at).kind == TokenKind::Quote {
                self.quoted.mark(self.board, at);
            }
        }
        Some(end)
    }

    /// "told B that", "told reporters in C: ...": whom it is said to belongs to the verb. One past it.
    fn address(&mut self, cue: Cue) -> usize {
        const TELL: [Key; 12] = keys([
            "tell", "tells", "told", "telling", "inform", "informs", "informed", "remind",
            "reminds", "reminded", "notified", "assured",
        ]);
        let from = cue.last + 1;
        if !self.board.is_any(cue.head, &TELL) || is_told(&cue) {
            return from;
        }
        let limit = self.sentence.end.min(from + LONGEST_ADDRESS);
        let opens = |at: &usize| {
            let kind = self.board.token(*at).kind;
            self.board.marker(*at).that || matches!(kind, TokenKind::Quote | TokenKind::Colon)
        };
        let plain = |at: usize| !self.is_verb(at) && self.board.token(at).kind != TokenKind::Comma;
        let said = (from..limit).find(opens);
        let end = said.filter(|&end| (from..end).all(plain));
        let mention = self
            .board
            .owners
            .get(from)
            .and_then(|owner| owner.mention());
        let named = mention.map(|m| self.board.mentions[m].tokens.end);
        let end = end.or(named).unwrap_or(from);
        (from..end).for_each(|at| self.push(at));
        end
    }

    /// ", A said on Monday", "said A", "according to A" up to the end or the next comma: the speaker of all before.
    pub(super) fn attribution(&mut self, from: usize, quoted: bool) -> Option<usize> {
        if from <= self.sentence.start + 2 {
            return None;
        }
        let end = self.attribution_end(from, quoted)?;
        let clause = self.clauses.len();
        self.clauses.push(super::Clause {
            tokens: (from..end).collect(),
            ..super::Clause::new(self.index, Kind::Attribution)
        });
        for earlier in &mut self.clauses[self.first..clause] {
            earlier.speaker = earlier.speaker.or(Some(clause));
        }
        if end < self.sentence.end {
            self.stack.truncate(1);
        }
        Some(end)
    }

    /// One past the words that name a speaker from `from` on; after a quotation, what the speaker also did may follow the verb.
    fn attribution_end(&self, from: usize, quoted: bool) -> Option<usize> {
        let limit = self.sentence.end.min(from + LONGEST_ATTRIBUTION);
        let mut speech = None;
        for at in from..limit {
            if self.board.is_any(at, &ACCORDING) {
                speech = Some(at + 1);
                break;
            }
            if let Some(cue) = self.cue_at(at) {
                // "said that ...": what is said follows
                let plain = self.operator(&cue) == Some(Operator::Say)
                    && cue.usage != Use::Gerund
                    && !self.board.marker(cue.last).that;
                speech = plain.then_some(cue.last + 1);
                break;
            }
            if matches!(
                self.board.token(at).kind,
                TokenKind::Comma | TokenKind::Quote | TokenKind::Semicolon
            ) && at > from + 8
            {
                break;
            }
            let marker = self.board.marker(at);
            if marker.and
                || marker.but
                || marker.relative
                || marker.auxiliary.is_some_and(|a| a != Auxiliary::Have)
            {
                break;
            }
        }
        let after = speech?;
        let end = (after..self.sentence.end)
            .find(|&i| {
                let mark = matches!(
                    self.board.token(i).kind,
                    TokenKind::Comma
                        | TokenKind::Quote
                        | TokenKind::Semicolon
                        | TokenKind::Dash
                        | TokenKind::Stop
                );
                mark || self.board.marker(i).subordinator
            })
            .unwrap_or(self.sentence.end);
        let quotes = end < self.sentence.end && self.board.token(end).kind == TokenKind::Quote;
        let content =
            self.has_cue(after, end) && !quoted || self.board.marker(after).that || quotes;
        (!content && end - after <= LONGEST_ATTRIBUTION).then_some(end)
    }
}
