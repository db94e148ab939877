//! What the rules see of a reading: its clause's parties, and the subject or speaker that another clause lends.

use std::borrow::Cow;

use super::{Attributor, parties::Party, rules::Scene};
use crate::{
    ablation::Component,
    annotate::{
        Owner,
        clause::{Clause, Kind},
        cue::Use,
    },
    cameo::EventClass,
    compose::{Reading, operator},
    lexicon::{
        entries::{Frame, Operator},
        markers::Preposition,
    },
    text::{Case, Hints, Key, TokenKind, Traits, keys},
};

/// How far after its verb an object's noun may stand.
const OBJECT_REACH: usize = 4;
/// Whom crowds meet in their own streets, and the crowds.
const STREET: [Key; 6] = keys([
    "police",
    "policemen",
    "protesters",
    "demonstrators",
    "rioters",
    "strikers",
]);
/// Adjectives between "with" and a noun for somebody.
const FOREIGN: [Key; 8] = keys([
    "foreign",
    "commercial",
    "private",
    "local",
    "riot",
    "state",
    "creditor",
    "armed",
]);

impl Attributor<'_> {
    pub(super) fn scene<'s>(
        &self,
        reading: &Reading,
        parties: &'s [Party],
        lent: Option<usize>,
    ) -> Scene<'s> {
        let head = &self.cues[reading.chain[0]];
        let content = &self.cues[reading.chain[reading.chain.len() - 1]];
        Scene {
            parties,
            head: reading.verb.unwrap_or(head.verb),
            last: head.last,
            owns_by: self.board.marker(head.last).preposition == Some(Preposition::By),
            verb_before: self.verb_before(reading),
            content: content.head,
            content_leads: self.board.marker(content.last).preposition.is_some(),
            floor: self.floor(reading.clause, head.head, parties),
            usage: if reading.verb.is_some() {
                Use::Verb
            } else {
                head.usage
            },
            frame: reading.frame,
            outer: reading.outer,
            class: reading.value.class,
            quad: reading.value.quad,
            nominal: reading.nominal,
            determined: self.is_determined(parties, head.head),
            borne: !parties.is_empty() && self.is_borne(reading.clause, head.head),
            suffered: self.is_suffered(reading),
            one_word: reading.chain.len() == 1 && head.head == head.last,
            depth: reading.chain.len(),
            filled: self.is_filled(reading),
            lent,
        }
    }

    /// The finite verb before a participle of the same clause that stands after its noun.
    fn verb_before(&self, reading: &Reading) -> Option<usize> {
        let head = self.cues[reading.chain[0]];
        if head.usage != Use::Reduced {
            return None;
        }
        let start = self.clauses[reading.clause].range().start;
        let before = self.cues.partition_point(|cue| cue.head < head.head);
        let own = self.cues[..before]
            .iter()
            .rev()
            .take_while(|cue| cue.head >= start);
        let mut verbs = own.filter(|cue| cue.usage == Use::Verb);
        verbs.next().map(|cue| cue.verb)
    }

    /// Whether the subject is given something.
    pub(super) fn is_given(&self, reading: &Reading) -> bool {
        let head = reading.chain.first().map(|&cue| &self.cues[cue]);
        head.is_some_and(|cue| cue.usage == Use::Passive) && reading.value.class == EventClass::Aid
    }

    /// Whether the verb's object is somebody at home: "battled with police", "signed an accord with foreign banks".
    pub(super) fn is_filled(&self, reading: &Reading) -> bool {
        let cue = &self.cues[reading.chain[reading.chain.len() - 1]];
        let mutual = reading.frame == Frame::Mutual;
        if !mutual && reading.value.class != EventClass::Assault {
            return false;
        }
        let clause = &self.clauses[reading.clause];
        let from = clause.tokens.partition_point(|&at| at <= cue.last);
        let mut after = clause.tokens[from..].iter().take(OBJECT_REACH);
        let object = after.find(|&&at| {
            let marker = self.board.marker(at);
            let opens = marker.preposition == Some(Preposition::With) || marker.article;
            let adjective = self.board.is_any(at, &FOREIGN);
            !opens && !adjective
        });
        object.is_some_and(|&at| {
            let marker = self.board.marker(at);
            let somebody = marker.private && mutual || self.board.is_any(at, &STREET);
            somebody && self.board.owners[at] == Owner::Open
        })
    }

    /// The last "that" before the head: the subject, if there is anybody, stands after it.
    fn floor(&self, clause: usize, head: usize, parties: &[Party]) -> usize {
        if parties.is_empty() {
            return 0;
        }
        let that = |at: usize| self.board.hints(at, Hints::JOINT) && self.board.marker(at).that;
        let mut before = self.before(clause, head).iter().rev().copied();
        before.find(|&at| that(at)).unwrap_or(0)
    }

    /// The tokens of a clause before a place.
    fn before(&self, clause: usize, at: usize) -> &[usize] {
        let tokens = &self.clauses[clause].tokens;
        &tokens[..tokens.partition_point(|&own| own < at)]
    }

    /// Whether an article or a preposition stands between the last party before the head and the head.
    pub(super) fn is_determined(&self, parties: &[Party], head: usize) -> bool {
        let last = parties.iter().rev().find(|p| p.tokens.end <= head);
        let parts = |at: usize| {
            let marker = self.board.marker(at);
            marker.article || marker.preposition.is_some()
        };
        last.is_some_and(|p| (p.tokens.end..head).any(parts))
    }

    /// Whether a verb before the head says that its subject bears what follows.
    fn is_borne(&self, clause: usize, head: usize) -> bool {
        let before = self.before(clause, head).iter().rev();
        let told = |at: usize| {
            let cue = self.cues.partition_point(|cue| cue.head < at);
            let cue = self.cues.get(cue).filter(|cue| cue.head == at);
            cue.is_some_and(|cue| {
                cue.usage == Use::Passive && operator(self.board, cue) == Some(Operator::Say)
            })
        };
        let mut near = before.take(6);
        near.any(|&at| self.board.marker(at).bears || told(at))
    }

    /// The clause's parties and, where it has no subject of its own, the one another clause lends.
    pub(super) fn with_lent<'p>(
        &self,
        reading: &Reading,
        own: &'p [Party],
        first: usize,
    ) -> (Cow<'p, [Party]>, Option<usize>) {
        let mut parties = Cow::Borrowed(own);
        let head = reading.at.start;
        let has_subject = own
            .iter()
            .any(|p| p.tokens.end <= head && p.preposition.is_none() && !p.possessive);
        let omitted = self.board.omits(Component::CarriedSubjects);
        let lent = if omitted || has_subject || self.has_stranger(reading) {
            None
        } else {
            self.lent_subject(reading.clause, first, head)
                .or_else(|| self.judged_doer(reading, first))
        };
        // "A and B met C and accused ...": all who are joined lend themselves
        let index = lent.map(|(from, lender)| {
            let group = from[lender].group;
            let place = parties.len();
            let mates = from[lender..]
                .iter()
                .filter(|p| p.group == group && p.is_plain());
            let lend = |party: &Party| Party {
                group: usize::MAX,
                preposition: None,
                possessive: false,
                ..party.clone()
            };
            let lent = std::iter::once(&from[lender])
                .chain(mates.skip(usize::from(from[lender].is_plain())));
            parties.to_mut().extend(lent.map(lend));
            place
        });
        (parties, index)
    }

    /// "Foreign volunteers attacked ...": the clause has a subject of its own that is none of the actors, so none is lent to it.
    pub(super) fn has_stranger(&self, reading: &Reading) -> bool {
        let Some(cue) = reading.chain.first().map(|&cue| &self.cues[cue]) else {
            return false;
        };
        let clause = &self.clauses[reading.clause];
        let is_finite = match cue.usage {
            Use::Verb | Use::Passive => true,
            Use::Gerund => cue.verb > 0 && self.board.marker(cue.verb - 1).auxiliary.is_some(),
            _ => false,
        };
        if !is_finite || reading.nominal {
            return false;
        }
        let before = clause.tokens.iter().take_while(|&&at| at < cue.verb);
        let mut governed = false;
        let mut stranger = false;
        for &at in before {
            let marker = self.board.marker(at);
            if marker.preposition.is_some() {
                governed = true;
            } else if self.board.token(at).kind == TokenKind::Comma
                || self.board.owners[at] == Owner::Date
                || marker.that
                || marker.subordinator
            {
                governed = false;
            } else if !governed && self.is_common_noun(at) {
                stranger = true;
            }
        }
        stranger
    }

    /// A word in small letters that is no function word, adverb, participle or part of anything read.
    fn is_common_noun(&self, at: usize) -> bool {
        let (token, marker, traits) = (
            self.board.token(at),
            self.board.marker(at),
            self.board.traits(at),
        );
        let closed = marker.function || marker.agent.is_some() || marker.pronoun.is_some();
        let other = traits.has(Traits::LY) || traits.has(Traits::ED) || traits.has(Traits::ING);
        let small = token.word.case == Case::Lower
            || token.word.case == Case::Capital && at == self.board.sentence_start(at);
        token.kind == TokenKind::Word
            && small
            && self.board.owners[at] == Owner::Open
            && !closed
            && !other
    }

    /// The parties of the clause that lends its subject to this one, and which of them that is.
    pub(super) fn lent_subject(
        &self,
        clause: usize,
        first: usize,
        head: usize,
    ) -> Option<(&[Party], usize)> {
        let this = &self.clauses[clause];
        let parent = this.parent.filter(|&p| p >= first)?;
        let parties = &self.parties[parent - first][..];
        if let Some(m) = this.antecedent.filter(|_| !self.is_of_antecedent(clause)) {
            let start = self.board.mentions[m].tokens.start;
            let at = parties.iter().position(|p| p.tokens.start == start);
            return at.map(|at| (parties, at));
        }
        let lends = matches!(
            this.kind,
            Kind::Coordinate | Kind::Participle | Kind::Complement | Kind::Parenthesis
        ) || this.kind == Kind::Subordinate && self.opens_with_gerund(this);
        if !lends {
            return None;
        }
        let subject = parties.iter().position(|p| {
            let opens = p.tokens.start >= this.range().end;
            p.is_plain()
                && (p.tokens.start < head
                    || this.kind == Kind::Subordinate
                    || this.kind == Kind::Participle && opens)
        });
        subject
            .map(|at| (parties, at))
            .or_else(|| self.lent_subject(parent, first, head))
    }

    /// "after attacking ...": the subject is the main clause's.
    pub(super) fn opens_with_gerund(&self, clause: &Clause) -> bool {
        clause
            .tokens
            .get(1)
            .is_some_and(|&at| self.board.traits(at).ends_small(Traits::ING))
    }
}
