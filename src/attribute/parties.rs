//! The parties of a clause: its mentions, and the pronouns that memory resolves, each with the preposition that governs it.

use crate::{
    ablation::Component,
    annotate::{Board, Owner, clause::Clause, mention::Mention},
    attribute::{
        anaphor::{self, may_stand_for, only},
        memory::{Memory, Who},
    },
    event::Sector,
    lexicon::{
        entries::{AliasKind, Gender},
        markers::{Auxiliary, Preposition},
    },
    pair::ActorCode,
    span::Tokens,
    text::{Case, Hints, Key, TokenKind, Traits, keys},
};

/// After "at", before a number.
const AT_LEAST: [Key; 2] = keys(["least", "most"]);

/// Somebody in a clause.
#[derive(Clone, Debug)]
pub(crate) struct Party {
    pub(crate) tokens: Tokens,
    pub(crate) actor: ActorCode,
    pub(crate) sector: Option<Sector>,
    /// The preposition that governs it.
    pub(crate) preposition: Option<Preposition>,
    /// Parties joined by "and" or commas share a group.
    pub(crate) group: usize,
    /// "A's ..." without an agent noun: not A itself is the subject.
    pub(crate) possessive: bool,
    /// An adjective or a name right before a noun.
    pub(crate) adjective: bool,
    /// A plain name and nothing else: before a noun it is what the noun is about.
    pub(crate) bare: bool,
    /// Joined to the next party by a hyphen.
    pub(crate) dyad: bool,
    /// A city or a region.
    pub(crate) place: bool,
    /// A title or a comparison alone names it ("... ambassador to B", "more than B"): B is not the target.
    pub(crate) posted: bool,
    /// Right after "to", be it the verb's own: who is told, asked or given something.
    pub(crate) told: bool,
    pub(crate) person: bool,
    pub(crate) gender: Option<Gender>,
    /// An organisation or a group, and no state.
    pub(crate) body: bool,
    /// A pronoun or a possessive.
    pub(crate) pronoun: bool,
    /// Resolved from memory.
    pub(crate) remembered: bool,
    pub(crate) unsure: bool,
    /// A private person or body: no state acts.
    pub(crate) private: bool,
    /// A possessive: whom it stands for where it cannot be its clause's subject.
    pub(crate) further: Option<ActorCode>,
}

impl Party {
    /// Somebody the text does not name here.
    pub(crate) const fn remembered(actor: ActorCode, tokens: Tokens) -> Self {
        Self {
            tokens,
            actor,
            sector: None,
            preposition: None,
            group: usize::MAX - 1,
            possessive: false,
            adjective: false,
            bare: false,
            dyad: false,
            place: false,
            posted: false,
            told: false,
            person: false,
            gender: None,
            body: false,
            pronoun: false,
            remembered: true,
            unsure: true,
            private: false,
            further: None,
        }
    }

    /// Who it is, as far as pronouns care.
    pub(crate) const fn who(&self) -> Who {
        Who {
            actor: self.actor,
            person: self.person,
            gender: self.gender,
            body: self.body,
            private: self.private && !self.body,
        }
    }

    /// "police in B", "the army of B": it says whose the object is.
    pub(crate) const fn is_of_object(&self) -> bool {
        use Preposition as P;
        matches!(
            self.preposition,
            Some(P::In | P::Of | P::Near | P::Over | P::At)
        )
    }

    /// Whether no preposition and no noun stands between it and the verb.
    pub(crate) const fn is_plain(&self) -> bool {
        self.preposition.is_none() && !self.possessive
    }
}

/// The parties of a clause in the order of the text; memory takes note of them.
pub(crate) fn of(board: &Board<'_>, clause: &Clause, memory: &mut Memory) -> Vec<Party> {
    let mut parties: Vec<Party> = Vec::new();
    let mut skip_to = 0;
    for (place, &at) in clause.tokens.iter().enumerate() {
        if at < skip_to {
            continue;
        }
        // most words are neither, and cost no more than this look
        let found = match board.owners[at].mention() {
            Some(m) => only(mention(board, m, memory)),
            None if !board.hints(at, Hints::ANAPHOR) => continue,
            None if may_stand_for(board.marker(at)) && !board.omits(Component::Anaphora) => {
                let acts = parties.iter().find(|p| p.is_plain()).map(|p| p.actor);
                anaphor::at(board, at, memory, acts)
            }
            None => continue,
        };
        for (order, party) in found.into_iter().flatten().enumerate() {
            skip_to = skip_to.max(party.tokens.end);
            let party = place_party(board, clause, place, party, parties.last(), order);
            if !party.remembered {
                memory.joined(party.group, party.actor);
            }
            if party.is_plain() && !party.adjective && !parties.iter().any(Party::is_plain) {
                memory.local(party.who());
            }
            parties.push(party);
        }
    }
    share_privacy(&mut parties);
    parties
}

/// "A and B businessmen": the noun after the last adjective is that of all.
fn share_privacy(parties: &mut [Party]) {
    for at in (1..parties.len()).rev() {
        let (before, after) = parties.split_at_mut(at);
        if let (Some(last), Some(next)) = (before.last_mut(), after.first()) {
            last.private |= next.private && last.adjective && last.group == next.group;
        }
    }
}

fn mention(board: &Board<'_>, m: usize, memory: &mut Memory) -> Option<Party> {
    let mention = &board.mentions[m];
    if mention.idle {
        return None;
    }
    let person = is_person(board, mention);
    let body = matches!(mention.kind, AliasKind::Organisation | AliasKind::Group);
    let who = Who {
        actor: mention.actor,
        person,
        gender: mention.gender,
        body,
        private: mention.private && !body,
    };
    memory.name(who);
    note_offices(board, mention, who, memory);
    Some(Party {
        tokens: mention.tokens,
        actor: mention.actor,
        sector: mention.sector,
        preposition: mention.opposed.then_some(Preposition::Against),
        group: m,
        possessive: mention.possessive,
        adjective: mention.adjective,
        bare: is_bare(board, mention),
        dyad: mention.dyad,
        place: mention.kind == AliasKind::Capital && mention.sector.is_none(),
        posted: false,
        told: false,
        person,
        gender: mention.gender,
        body,
        pronoun: false,
        remembered: false,
        unsure: mention.unsure,
        private: mention.private,
        further: None,
    })
}

/// "French President Macron", "an Israeli official": "the president", "the official" are said of them later.
fn note_offices(board: &Board<'_>, mention: &Mention, who: Who, memory: &mut Memory) {
    let beside = mention
        .tokens
        .iter()
        .filter(|&at| !mention.name.contains(at));
    for at in beside {
        let word = &board.token(at).word;
        if board.tables.markers.of(word.form).office {
            memory.office(
                word.stem,
                Who {
                    person: true,
                    ..who
                },
            );
        }
    }
}

/// Whether somebody is meant by it: "Macron", "an Israeli official"; not "Assad's forces".
fn is_person(board: &Board<'_>, mention: &Mention) -> bool {
    let last = mention.tokens.end - 1;
    let agent = !mention.name.contains(last) && board.marker(last).agent.is_some();
    board.marker(last).office || mention.person && !agent
}

/// "Syria" in "Syria strike"; not "U.S.", which has no other adjective.
fn is_bare(board: &Board<'_>, mention: &Mention) -> bool {
    let name = matches!(mention.kind, AliasKind::Name | AliasKind::Capital);
    name && mention.tokens == mention.name
        && board.token(mention.tokens.start).word.case != Case::Upper
}

/// Fills in what the words around a party say of it.
fn place_party(
    board: &Board<'_>,
    clause: &Clause,
    place: usize,
    mut party: Party,
    last: Option<&Party>,
    order: usize,
) -> Party {
    if order > 0
        && let Some(last) = last
    {
        return Party {
            preposition: last.preposition,
            group: last.group,
            ..party
        };
    }
    let (preposition, joined) = governing(board, clause, place, last);
    party.preposition = party.preposition.or(preposition);
    if let Some(last) =
        last.filter(|_| joined || party.tokens.start > 0 && board.token(party.tokens.start).joined)
    {
        if joined {
            party.group = last.group;
        }
        party.preposition = last.preposition;
    }
    let start = party.tokens.start;
    let to = |n: usize| start >= n && board.marker(start - n).preposition == Some(Preposition::To);
    party.told = to(1) || to(2) && board.marker(start - 1).article;
    let before = last.filter(|l| {
        preposition == Some(Preposition::To)
            && l.tokens.end + 1 >= party.tokens.start.saturating_sub(1)
    });
    party.posted =
        before.is_some_and(|l| is_envoy(board, l)) || party.preposition == Some(Preposition::Aside);
    party
}

fn is_envoy(board: &Board<'_>, party: &Party) -> bool {
    const ENVOYS: [Key; 7] = keys([
        "ambassador",
        "envoy",
        "ambassadors",
        "envoys",
        "delegate",
        "representative",
        "mission",
    ]);
    board.is_any(party.tokens.end - 1, &ENVOYS)
}

/// The preposition before a party's noun phrase, and whether "and" or a comma joins it to the party before.
fn governing(
    board: &Board<'_>,
    clause: &Clause,
    place: usize,
    last: Option<&Party>,
) -> (Option<Preposition>, bool) {
    let mut steps = 0;
    for &at in clause.tokens[..place].iter().rev() {
        let marker = board.marker(at);
        let kind = board.token(at).kind;
        if last.is_some_and(|last| at < last.tokens.end) {
            return (None, false);
        }
        if marker.and || kind == TokenKind::Comma {
            // "On a visit to B, A's president said": the comma ends the phrase, it opens no list
            let opens = kind == TokenKind::Comma && last.is_some_and(|l| l.preposition.is_some());
            // "at a conference in Vienna, A and B met"
            let at_city =
                opens && last.is_some_and(|l| l.place) && !is_city(board, clause.tokens[place]);
            if at_city || opens && !is_listed(board, clause, place) {
                return (None, false);
            }
            return joined(board, clause, at, last);
        }
        // "On Friday two B ...", "at least two B": neither governs what follows it
        if board.owners[at] == Owner::Date || board.is_any(at, &AT_LEAST) {
            return (None, false);
        }
        // "until B ...": it opens the clause, B is its subject
        if marker.subordinator && clause.tokens.first() == Some(&at) {
            return (None, false);
        }
        if let Some(preposition) = marker.preposition.filter(|_| marker.auxiliary.is_none()) {
            // "more than fifty B ...": only a name right after it is compared
            if preposition == Preposition::Aside && steps > 0 {
                return (None, false);
            }
            // "islets claimed by B": B does that, and not what the clause is about
            let aside = preposition == Preposition::By && is_claimed_so(board, at);
            if aside {
                return (Some(Preposition::Other), false);
            }
            // "called on B": the preposition is the verb's own
            use Preposition as P;
            let own = matches!(board.owners[at], Owner::Cue(_))
                && !matches!(preposition, P::Between | P::By)
                && !(matches!(preposition, P::In | P::At) && is_city(board, clause.tokens[place]));
            return (Some(preposition).filter(|_| !own), false);
        }
        let verb = marker.auxiliary.is_some_and(|a| a != Auxiliary::Have)
            || matches!(board.owners[at], Owner::Cue(_) | Owner::Masked);
        let stop = verb
            || marker.relative
            || marker.subordinator
            || marker.pronoun.is_some()
            || marker.but
            || kind == TokenKind::Possessive;
        steps += usize::from(!marker.article && kind != TokenKind::Quote);
        if stop || steps > 3 {
            return (None, false);
        }
    }
    (None, false)
}

/// "a meeting in Madrid": the city is where it is, though the preposition is the verb's own.
fn is_city(board: &Board<'_>, at: usize) -> bool {
    let mention = board.owners[at].mention().map(|m| &board.mentions[m]);
    mention.is_some_and(|m| m.kind == AliasKind::Capital && m.sector.is_none())
}

/// Whether a participle that is no cue, and no passive either, stands before "by".
fn is_claimed_so(board: &Board<'_>, by: usize) -> bool {
    let participle = by
        .checked_sub(1)
        .filter(|&at| at >= board.sentence_start(by))
        .filter(|&at| board.traits(at).has(Traits::ED) && board.owners[at] == Owner::Open);
    let before = participle.and_then(|at| at.checked_sub(1));
    before.is_some_and(|at| board.marker(at).auxiliary.is_none() && !board.marker(at).and)
}

/// Whether a comma or "and" follows the party that begins at a place of the clause.
fn is_listed(board: &Board<'_>, clause: &Clause, place: usize) -> bool {
    let party = board.owners[clause.tokens[place]].mention();
    let mut after = clause.tokens[place..].iter();
    let next = after.find(|&&at| party.is_none() || board.owners[at].mention() != party);
    next.is_none_or(|&at| board.marker(at).and || board.token(at).kind == TokenKind::Comma)
}

/// After "and" or a comma: whether the word before is the party before, or ends its noun phrase.
fn joined(
    board: &Board<'_>,
    clause: &Clause,
    at: usize,
    last: Option<&Party>,
) -> (Option<Preposition>, bool) {
    let Some(last) = last else {
        return (None, false);
    };
    let here = clause.tokens.partition_point(|&t| t < at);
    let end = clause.tokens.partition_point(|&t| t < last.tokens.end);
    let between = clause.tokens.get(end..here).unwrap_or(&[]);
    let close = between.len() <= 4
        && !between.iter().any(|&i| {
            matches!(board.owners[i], Owner::Cue(_))
                || board.marker(i).auxiliary.is_some()
                || board.marker(i).preposition.is_some()
        });
    (if close { last.preposition } else { None }, close)
}
