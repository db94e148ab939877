//! Events of which a party is not named where they stand: the other of two, the talks, the sides; at last, first to second.

use std::collections::{BTreeMap, BTreeSet};

use super::{Attributor, anaphor::is_the, draft::Draft, parties::Party};
use crate::{
    ablation::Component,
    annotate::{Board, clause::Kind, cue::Use},
    cameo::EventClass,
    compose::Reading,
    event::Rule,
    lexicon::{
        entries::Frame,
        markers::{Preposition, Pronoun},
    },
    pair::ActorCode,
    span::Tokens,
    text::{Key, keys},
};

/// What a state does to the other even where only one is named: words and steps of conflict.
fn is_towards(reading: &Reading) -> bool {
    use EventClass as E;
    let class = matches!(
        reading.value.class,
        E::Reject | E::Threaten | E::Mobilize | E::Accuse | E::Request | E::Protest
    );
    class && reading.value.mode.weight() > 0 && !reading.demanded
}

/// What others do to the one a document is about: punish it, or help it.
fn is_for_theme(reading: &Reading) -> bool {
    let aids =
        reading.value.class == EventClass::Aid || reading.value.code.as_str().starts_with("033");
    let punishes =
        reading.value.class == EventClass::Sanction || reading.value.code.as_str() == "1312";
    (aids || punishes) && reading.value.mode.weight() > 0 && !reading.demanded
}

/// The one actor a document is about: named often, and twice as often as any other.
pub(super) fn theme(board: &Board<'_>) -> Option<ActorCode> {
    let ranked = ranked(board);
    let second = ranked.get(1).map_or(0, |(n, _)| *n);
    let (most, actor) = *ranked.first()?;
    (most >= OFTEN && most >= 2 * second).then_some(actor)
}

/// How near after its noun "with" says with whom it is.
const WITH_REACH: usize = 3;
/// How often an actor is named that a document is about.
const OFTEN: usize = 5;

/// How often the document names each actor, most first.
fn ranked(board: &Board<'_>) -> Vec<(usize, ActorCode)> {
    let mut counts: BTreeMap<ActorCode, usize> = BTreeMap::new();
    for mention in board.mentions.iter().filter(|m| !m.idle) {
        *counts.entry(mention.actor).or_default() += 1;
    }
    let mut ranked: Vec<(usize, ActorCode)> =
        counts.into_iter().map(|(actor, n)| (n, actor)).collect();
    ranked.sort_unstable_by_key(|(n, actor)| (usize::MAX - n, *actor));
    ranked
}

/// The two actors a document names most, where each is named at least twice and no third half as often.
pub(super) fn about(board: &Board<'_>) -> Option<(ActorCode, ActorCode)> {
    let ranked = ranked(board);
    let third = ranked.get(2).map_or(0, |(n, _)| *n);
    match ranked[..] {
        [(_, a), (n, b), ..] if n >= 2 && third * 2 <= n => Some((a, b)),
        _ => None,
    }
}

/// The two actors a document names most, though others may come close: whom "the pair" may mean.
pub(super) fn leading(board: &Board<'_>) -> Option<(ActorCode, ActorCode)> {
    match ranked(board)[..] {
        [(_, a), (n, b), ..] if n >= OFTEN => Some((a, b)),
        _ => None,
    }
}

impl Attributor<'_> {
    /// One of the two the document is about threatens, refuses or prepares, and nobody else is named: the other is meant.
    /// In a document about one actor, what another gives or forbids is meant for that one.
    pub(super) fn implied<'r>(
        &self,
        readings: &'r [Reading],
        first: usize,
        drafts: &[Draft<'r>],
    ) -> Option<Draft<'r>> {
        if self.board.omits(Component::ImpliedOther) || !drafts.is_empty() {
            return None;
        }
        let main = |fits: fn(&Reading) -> bool| {
            let mut main = readings.iter();
            main.find(|r| !r.nominal && self.clauses[r.clause].is_main() && fits(r))
                .filter(|r| !self.is_verdict(r))
        };
        let of_two = || {
            let reading = main(is_towards)?;
            let source = self.doer(reading, first)?;
            let other = self.other_side(source.actor)?;
            Some((reading, source, other))
        };
        let of_one = || {
            let theme = self.theme?;
            let reading = main(is_for_theme)?;
            let source = self.doer(reading, first)?;
            (source.actor != theme).then_some((reading, source, theme))
        };
        let (reading, source, other) = of_two().or_else(of_one)?;
        let stranger = |p: &Party| !p.remembered && p.actor != source.actor && p.actor != other;
        let strangers = self.parties.iter().flatten().any(stranger);
        let own = &self.parties[reading.clause - first];
        let teller = self.speaker(reading.clause, first);
        let spoken = own.iter().chain(&teller).any(|p| p.actor == other);
        let target = Party::remembered(other, reading.at);
        (!strangers && !spoken).then(|| Draft::new(reading, source, target, Rule::Memory))
    }

    /// The other of the two the document is about.
    pub(super) fn other_side(&self, actor: ActorCode) -> Option<ActorCode> {
        match self.about? {
            (a, b) if actor == a => Some(b),
            (a, b) if actor == b => Some(a),
            _ => None,
        }
    }

    /// Who stands before the verb, or is lent to it; "they" are whoever was spoken of.
    fn doer(&self, reading: &Reading, first: usize) -> Option<Party> {
        let own = &self.parties[reading.clause - first];
        let (parties, lent) = self.with_lent(reading, own, first);
        let before = |p: &&Party| p.is_plain() && p.tokens.start < reading.at.start;
        let doer = lent.map(|i| &parties[i]).or(parties.iter().find(before))?;
        let they = self.board.marker(doer.tokens.start).pronoun == Some(Pronoun::Plural);
        (!they).then(|| doer.clone())
    }

    /// "A will not lift the embargo until B holds elections": of whom the condition speaks, the act is meant for.
    pub(super) fn conditioned<'r>(
        &self,
        reading: &'r Reading,
        first: usize,
        parties: &[Party],
        lent: Option<usize>,
    ) -> Option<Draft<'r>> {
        const CONDITIONS: [Key; 5] = keys(["until", "unless", "if", "provided", "before"]);
        let omitted = self.board.omits(Component::Conditions) || reading.nominal;
        let own = &self.parties[reading.clause - first];
        let before = |p: &&Party| p.preposition.is_none() && p.tokens.start < reading.at.start;
        let subject = lent.map(|i| &parties[i]).or(parties.iter().find(before));
        let source = subject.filter(|_| !omitted)?;
        let sentence = self.clauses[reading.clause].sentence;
        let clauses = self.clauses[first..].iter().zip(&self.parties);
        let conditions = clauses
            .take_while(|(c, _)| c.sentence == sentence)
            .filter(|(c, _)| {
                let opener = c
                    .tokens
                    .first()
                    .is_some_and(|&at| self.board.is_any(at, &CONDITIONS));
                c.kind == Kind::Subordinate && opener
            });
        let other =
            |p: &&Party| !p.remembered && p.actor != source.actor && p.preposition.is_none();
        let target = conditions.flat_map(|(_, parties)| parties).find(other)?;
        let stranger = |p: &Party| p.actor != source.actor && p.actor != target.actor;
        (!own.iter().any(stranger))
            .then(|| Draft::new(reading, source.clone(), target.clone(), Rule::Implied))
    }

    /// "A said the accord with B was a triumph": with no other party, the accord is the speaker's.
    pub(super) fn of_speaker<'r>(
        &self,
        reading: &'r Reading,
        parties: &[Party],
        speaker: Option<&Party>,
    ) -> Vec<Draft<'r>> {
        let both =
            matches!(reading.frame, Frame::Mutual | Frame::Between) && reading.chain.len() == 1;
        let omitted = self.board.omits(Component::Contacts);
        let Some(source) = speaker.filter(|_| both && !omitted && !reading.demanded) else {
            return Vec::new();
        };
        let with = |p: &&Party| {
            p.preposition == Some(Preposition::With) && p.tokens.start > reading.at.start
        };
        let targets: Vec<&Party> = parties.iter().filter(with).collect();
        let apart = |p: &Party| p.actor != source.actor;
        let near = targets
            .first()
            .is_some_and(|p| p.tokens.start <= reading.at.end + WITH_REACH);
        let owned = parties
            .iter()
            .any(|p| p.tokens.start < reading.at.start && apart(p));
        if !near || owned || !targets.iter().all(|p| apart(p)) {
            return Vec::new();
        }
        let mut found = Vec::new();
        for target in targets {
            for (source, target, reciprocal) in [(source, target, false), (target, source, true)] {
                found.push(Draft {
                    mutual: true,
                    reciprocal,
                    ..Draft::new(reading, source.clone(), target.clone(), Rule::Speech)
                });
            }
        }
        found
    }

    /// "during talks": with no party of their own, the talks are those of the sentence's pair; ties and rifts without a party are the sides'.
    pub(super) fn contacts<'r>(
        &self,
        readings: &'r [Reading],
        first: usize,
        drafts: &[Draft<'r>],
    ) -> Vec<Draft<'r>> {
        let pair = drafts
            .iter()
            .find(|d| d.rule != Rule::Fallback && !d.reciprocal);
        let mut found = Vec::new();
        if self.board.omits(Component::Contacts) {
            return found;
        }
        for reading in readings {
            let silent = !drafts.iter().any(|d| std::ptr::eq(d.reading, reading));
            let both =
                matches!(reading.frame, Frame::Mutual | Frame::Between) && reading.chain.len() == 1;
            if !silent || !both || reading.value.scale.sign() == 0 || self.has_partners(reading) {
                continue;
            }
            let sides = match pair {
                Some(draft)
                    if reading.value.class == EventClass::Consult && self.is_occasion(reading) =>
                {
                    Some((draft.source.clone(), draft.target.clone()))
                }
                None if self.parties.iter().flatten().all(|p| p.remembered)
                    && !self.has_stranger(reading) =>
                {
                    self.sides(reading, first)
                }
                _ => None,
            };
            let Some((a, b)) = sides else { continue };
            for (source, target, reciprocal) in [(&a, &b, false), (&b, &a, true)] {
                found.push(Draft {
                    mutual: true,
                    reciprocal,
                    ..Draft::new(reading, source.clone(), target.clone(), Rule::Memory)
                });
            }
        }
        found
    }

    /// "a meeting of bishops", "meetings with members of the council": whose it is stands beside it.
    fn has_partners(&self, reading: &Reading) -> bool {
        use Preposition as P;
        let after = self
            .board
            .get(reading.at.end)
            .map(|_| self.board.marker(reading.at.end));
        after.is_some_and(|m| matches!(m.preposition, Some(P::Of | P::With | P::Between)))
    }

    /// "during talks", "in a phone call", "at the summit".
    fn is_occasion(&self, reading: &Reading) -> bool {
        use Preposition as P;
        let start = reading.at.start.saturating_sub(3);
        let before = (start..reading.at.start)
            .rev()
            .map(|at| self.board.marker(at));
        let preposition = before.filter_map(|marker| marker.preposition).next();
        matches!(preposition, Some(P::Other | P::In | P::At))
    }

    /// The two sides the document is about, where the clause speaks of "the talks" or of ties and names nobody.
    pub(super) fn sides(&self, reading: &Reading, first: usize) -> Option<(Party, Party)> {
        let (a, b) = self.memory.sides(false, None)?;
        let head = reading.at.start;
        let the = head > 0 && is_the(self.board, head - 1);
        let described = head > 0 && !self.board.marker(head - 1).function;
        let climate = reading.frame == Frame::Between && reading.value.class == EventClass::Climate;
        let known =
            climate && (the || !described) || reading.value.class == EventClass::Consult && the;
        let parties = &self.parties[reading.clause - first];
        let party = |actor| Party::remembered(actor, Tokens::new(head, head + 1));
        (known && parties.is_empty()).then(|| (party(a), party(b)))
    }

    /// "It received an order": the subject is somebody whom the text does not make known.
    fn is_of_stranger(&self, reading: &Reading, first: usize) -> bool {
        let own = &self.parties[reading.clause - first];
        let alone = |at: usize| {
            use Pronoun as P;
            let one = matches!(
                self.board.marker(at).pronoun,
                Some(P::Male | P::Female | P::Thing)
            );
            one && !own.iter().any(|p| p.tokens.contains(at))
        };
        let before = self.clauses[reading.clause].tokens.iter();
        let mut before = before.take_while(|&&at| at < reading.at.start);
        before.any(|&at| alone(at))
    }

    /// "Asked by reporters, ...": who does it is somebody, and none of the parties.
    fn is_by_stranger(&self, reading: &Reading, first: usize) -> bool {
        let cue = &self.cues[reading.chain[0]];
        let by = |at: usize| self.board.marker(at).preposition == Some(Preposition::By);
        let borne = matches!(cue.usage, Use::Passive | Use::Reduced) && by(cue.last + 1);
        let own = &self.parties[reading.clause - first];
        borne && !own.iter().any(|p| p.preposition == Some(Preposition::By))
    }

    /// Two actors, one event, nothing matched: first to second.
    pub(super) fn fallback<'r>(&self, readings: &'r [Reading], first: usize) -> Option<Draft<'r>> {
        use Preposition as P;
        let omitted = self.board.omits(Component::Fallback);
        let reading = readings.iter().filter(|_| !omitted).find(|r| {
            !r.nominal
                && self.clauses[r.clause].is_main()
                && r.value.scale.sign() != 0
                && !r.demanded
                && !self.is_suffered(r)
                && !self.is_verdict(r)
                && !self.is_filled(r)
                && !self.judges_others(r)
                && !self.is_of_stranger(r, first)
                && !self.is_by_stranger(r, first)
        })?;
        let parties: Vec<&Party> = self.parties[reading.clause - first]
            .iter()
            .filter(|p| !p.remembered && !p.posted)
            .collect();
        // "On a visit to B, A voiced ...": who stands free acts before who is governed
        let free = |p: &&&Party| p.preposition.is_none() && p.tokens.start < reading.at.start;
        // "For A B is the great enemy", "By dusk A held ..."
        let start = self.clauses[reading.clause].range().start;
        let judge = |p: &&&Party| {
            matches!(p.preposition, Some(P::For | P::To | P::By)) && p.tokens.start <= start + 2
        };
        let first = parties.first();
        let first = first.filter(|p| p.preposition.is_none() || judge(p));
        let &source = first.or(parties.iter().find(free)).or(parties.first())?;
        let others: BTreeSet<ActorCode> = parties
            .iter()
            .map(|p| p.actor)
            .filter(|a| *a != source.actor)
            .collect();
        let target = parties
            .iter()
            .find(|p| p.actor != source.actor)
            .filter(|_| others.len() == 1)?;
        // "demand came from A and from B": after a noun, those whom prepositions hold do nothing to each other
        let noun = self.cues[reading.chain[0]].usage == Use::Noun && reading.frame == Frame::Act;
        let own = |p: &Party| {
            matches!(
                p.preposition,
                None | Some(P::By | P::Of | P::From | P::Other)
            )
        };
        let alike = source.preposition == Some(P::From) && target.preposition == Some(P::From);
        if noun && source.tokens.start > reading.at.start && (alike || !own(source)) {
            return None;
        }
        // "A strike killed militants of B in C": neither is the actor
        let placed = matches!(
            target.preposition,
            Some(Preposition::In | Preposition::Near)
        );
        if placed && source.tokens.start > reading.at.start {
            return None;
        }
        // "A was given a loan, and B a grant": who is given something gives nothing
        if self.is_given(reading) && source.is_plain() && !source.adjective {
            return None;
        }
        let (source, target) = (source.clone(), (*target).clone());
        Some(Draft::new(reading, source, target, Rule::Fallback))
    }
}
