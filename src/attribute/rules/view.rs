//! What a rule sees of a reading in its clause: who is the subject, the object, the name before the noun.

use crate::{
    annotate::cue::Use,
    attribute::parties::Party,
    cameo::{EventClass, Quad},
    lexicon::{
        entries::{Frame, Operator},
        markers::Preposition,
    },
};

/// How near after its verb a party is the verb's own: "of the A".
const BESIDE: usize = 3;

/// What a rule sees of a reading in its clause.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scene<'s> {
    pub(crate) parties: &'s [Party],
    /// The first word of the outermost cue.
    pub(crate) head: usize,
    /// The last word of the outermost cue.
    pub(crate) last: usize,
    /// Whether "by" is its last word: "was angered by B".
    pub(crate) owns_by: bool,
    /// Where a participle after its noun stands behind another verb, that verb: "A rejected a plan proposed by B".
    pub(crate) verb_before: Option<usize>,
    /// The first word of the innermost cue.
    pub(crate) content: usize,
    /// Whether the innermost cue ends in a preposition of its own: "killing of".
    pub(crate) content_leads: bool,
    /// The subject stands after this token.
    pub(crate) floor: usize,
    pub(crate) usage: Use,
    pub(crate) frame: Frame,
    pub(crate) outer: Option<Operator>,
    pub(crate) class: EventClass,
    pub(crate) quad: Quad,
    pub(crate) nominal: bool,
    /// Whether an article stands between the last party and the head.
    pub(crate) determined: bool,
    /// Whether the clause's verb says that its subject bears the noun: "faces", "drew".
    pub(crate) borne: bool,
    /// Whether the subject bears a blow: it strikes nobody.
    pub(crate) suffered: bool,
    /// Whether the chain is one cue of one word.
    pub(crate) one_word: bool,
    /// How many cues the chain has.
    pub(crate) depth: usize,
    /// Whether the verb's object is somebody at home, who is none of the parties.
    pub(crate) filled: bool,
    /// The subject that the clause before, the antecedent or the speaker lends.
    pub(crate) lent: Option<usize>,
}

impl Scene<'_> {
    pub(super) fn is_mutual(&self) -> bool {
        matches!(self.frame, Frame::Mutual | Frame::Between)
            && matches!(
                self.outer,
                None | Some(
                    Operator::Resume
                        | Operator::Agree
                        | Operator::Plan
                        | Operator::Fail
                        | Operator::Cancel
                        | Operator::End
                        | Operator::Consider
                )
            )
    }

    /// "A called off talks with B": A alone did, where they did not both fail.
    pub(super) fn is_one_sided(&self) -> bool {
        self.class == EventClass::Reject && !matches!(self.outer, None | Some(Operator::Fail))
    }

    pub(super) fn is_noun(&self) -> bool {
        self.nominal || matches!(self.usage, Use::Noun)
    }

    pub(super) fn at(&self, index: usize) -> &Party {
        &self.parties[index]
    }

    pub(super) fn before(&self, index: usize) -> bool {
        self.at(index).tokens.start < self.head && self.is_own(index)
    }

    pub(super) fn after(&self, index: usize) -> bool {
        self.at(index).tokens.start > self.head && self.is_own(index)
    }

    /// Whether a party stands in the clause itself; those that are lent come last.
    pub(super) fn is_own(&self, index: usize) -> bool {
        self.lent.is_none_or(|lent| index < lent)
    }

    /// Whether a place may stand for the target: of deeds and of judgements, not of talks.
    pub(super) fn takes_place(&self) -> bool {
        self.quad.is_material() || self.class == EventClass::Accuse
    }

    /// All parties joined with this one.
    pub(super) fn group(&self, index: usize) -> Vec<usize> {
        let group = self.at(index).group;
        (0..self.parties.len())
            .filter(|&i| self.at(i).group == group && !self.at(i).posted)
            .collect()
    }

    /// Who stands after "by" behind the act.
    pub(super) fn agent_after(&self) -> Option<usize> {
        let by = |i: &usize| self.after(*i) && self.at(*i).preposition == Some(Preposition::By);
        (0..self.parties.len()).find(by)
    }

    /// Where the parties joined with this one begin.
    pub(super) fn opening(&self, index: usize) -> usize {
        let first = self.group(index).first().copied();
        self.at(first.unwrap_or(index)).tokens.start
    }

    pub(in crate::attribute) fn plain_subject(&self) -> Option<usize> {
        let plain = |i: &usize| {
            let party = self.at(*i);
            self.before(*i) && party.preposition.is_none() && !party.possessive
        };
        let all = || (0..self.parties.len()).filter(plain);
        let near = all().find(|&i| self.at(i).tokens.start >= self.floor);
        near.or_else(|| all().next())
    }

    /// The first party before the verb that no preposition governs; else one whose possessive or "of" leads the subject.
    pub(in crate::attribute) fn subject(&self) -> Option<usize> {
        let left = || (0..self.parties.len()).filter(|&i| self.before(i));
        self.plain_subject()
            .or_else(|| left().find(|&i| self.at(i).preposition.is_none()))
            .or(self.lent)
            .or_else(|| {
                left().find(|&i| {
                    matches!(
                        self.at(i).preposition,
                        Some(
                            Preposition::Of
                                | Preposition::By
                                | Preposition::From
                                | Preposition::For
                        )
                    )
                })
            })
    }

    /// "A's N", "Iranian N", "U.S. N": the party that stands right before the noun.
    pub(in crate::attribute) fn premodifier(&self) -> Option<usize> {
        let last = (0..self.parties.len()).rev().find(|&i| self.before(i))?;
        let party = self.at(last);
        let distance = self.head.saturating_sub(party.tokens.end);
        let owns = (party.adjective || party.possessive) && distance <= 3 && !self.determined;
        let anti = party.preposition == Some(Preposition::Against);
        (!anti && (owns || distance == 0)).then_some(last)
    }

    /// The best party after the verb: lowest rank, then nearest.
    pub(super) fn object(&self, source: usize) -> Option<usize> {
        let actor = self.at(source).actor;
        let right = || {
            (0..self.parties.len())
                .filter(|&i| self.after(i) && self.at(i).actor != actor && !self.at(i).posted)
                .filter(|&i| !self.filled || self.at(i).is_of_object())
        };
        let ranked = right().filter_map(|i| self.rank(i).map(|rank| (rank, i)));
        let (_, best) = ranked.min()?;
        // "A complained to the U.N. that B ...", "... to C about B": who hears it is not who is blamed
        let heard = self.class == EventClass::Accuse && self.at(best).told;
        let blamed = |i: &usize| {
            let party = self.at(*i);
            let about = matches!(
                party.preposition,
                None | Some(Preposition::About | Preposition::Over | Preposition::Against)
            );
            *i > best && about && party.actor != self.at(best).actor && !party.pronoun
        };
        let other = right().filter(|_| heard).find(blamed);
        other.or(Some(best))
    }

    /// "A called B's step reckless": whom the words of a judgement embrace is judged.
    pub(super) fn embraced(&self, source: usize) -> Option<usize> {
        use EventClass as E;
        if self.depth > 1 || !matches!(self.class, E::Accuse | E::Reject | E::Support) {
            return None;
        }
        let inside = |i: &usize| {
            let party = self.at(*i);
            self.after(*i)
                && party.tokens.start < self.last
                && party.actor != self.at(source).actor
                && !party.posted
        };
        (0..self.parties.len()).find(inside)
    }

    /// "A gave B a dressing down", "anti-A protests": a party between the subject and the noun.
    pub(super) fn inner_object(&self, source: usize) -> Option<usize> {
        let actor = self.at(source).actor;
        let fits = |i: &usize| {
            let party = self.at(*i);
            let plain = matches!(
                party.preposition,
                None | Some(Preposition::Against | Preposition::To)
            );
            *i > source
                && self.before(*i)
                && plain
                && !party.possessive
                && party.actor != actor
                && party.group != self.at(source).group
        };
        (0..self.parties.len()).rev().find(fits)
    }

    /// How well a party after the verb fits as the target; `None` where it does not.
    pub(super) fn rank(&self, index: usize) -> Option<u8> {
        use Preposition as P;
        let party = self.at(index);
        let governed = self.depth > 1 && !matches!(self.usage, Use::Passive);
        // what a governor is about is the doer of its content, not the doer's victim
        let judges = |o: Operator| o == Operator::Accuse || o.is_judgement();
        let judged = self.outer.is_some_and(judges) && self.depth > 1;
        Some(match party.preposition {
            // "condemned the killing of B by A": B is the victim
            None if judged && self.content_leads && party.tokens.start > self.content => 6,
            None if self.is_mutual() => 1 + u8::from(self.is_noun()),
            None if party.adjective => 1,
            None => 0,
            Some(P::To) if self.quad == Quad::MaterialCoop => 0,
            Some(P::With) if self.is_mutual() => 0,
            Some(P::By) if self.owns_by && party.tokens.start > self.last => 0,
            Some(P::By) if governed => u8::from(!judged),
            Some(P::By) => return None,
            Some(P::On | P::Against | P::Toward | P::At)
                if judged && party.tokens.start > self.content =>
            {
                6
            }
            // "the bombing of A, the B crisis": what stands right beside the verb is its own
            Some(P::To | P::With | P::On | P::Against | P::Toward | P::Of)
                if party.tokens.start <= self.last + BESIDE && self.depth == 1 =>
            {
                0
            }
            Some(P::To | P::With | P::On | P::Against | P::Toward | P::At | P::Of | P::From) => 1,
            Some(P::For) => 2,
            Some(P::Between) => 3,
            // talks in a city are held there, and with somebody else
            Some(P::In | P::Near) if !self.takes_place() || self.is_mutual() && party.place => {
                return None;
            }
            Some(P::In | P::Near | P::Over | P::About) => 4,
            Some(P::Aside) => return None,
            Some(P::Other) => 5,
        })
    }
}
