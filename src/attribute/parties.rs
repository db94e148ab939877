//! The parties of a clause: its mentions, and the pronouns that memory resolves, each with the preposition that governs it.

use crate::{
    ablation::Component,
    annotate::{Board, Owner, clause::Clause, mention::Mention},
    attribute::memory::{Memory, Named},
    event::Sector,
    lexicon::{
        entries::{AliasKind, Gender},
        markers::{Auxiliary, Marker, Preposition, Pronoun},
    },
    pair::ActorCode,
    span::Tokens,
    text::{Case, Key, TokenKind, Traits, keys},
};

const THE: [Key; 1] = keys(["the"]);
const OUR: [Key; 1] = keys(["our"]);
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
    /// A title alone names it ("... ambassador to B"): B is not the target.
    pub(crate) posted: bool,
    /// Right after "to", be it the verb's own: who is told, asked or given something.
    pub(crate) told: bool,
    pub(crate) person: bool,
    pub(crate) gender: Option<Gender>,
    /// A pronoun or a possessive.
    pub(crate) pronoun: bool,
    /// Resolved from memory.
    pub(crate) remembered: bool,
    pub(crate) unsure: bool,
    /// A private person or body: no state acts.
    pub(crate) private: bool,
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
            pronoun: false,
            remembered: true,
            unsure: true,
            private: false,
        }
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
            Some(m) => [mention(board, m, memory), None],
            None if may_stand_for(board.marker(at)) && !board.omits(Component::Anaphora) => {
                anaphor(board, at, memory)
            }
            None => continue,
        };
        for (order, party) in found.into_iter().flatten().enumerate() {
            skip_to = skip_to.max(party.tokens.end);
            let party = place_party(board, clause, place, party, parties.last(), order);
            parties.push(party);
        }
    }
    parties
}

fn mention(board: &Board<'_>, m: usize, memory: &mut Memory) -> Option<Party> {
    let mention = &board.mentions[m];
    if mention.idle {
        return None;
    }
    let organisation = matches!(mention.kind, AliasKind::Organisation | AliasKind::Group);
    memory.name(Named {
        actor: mention.actor,
        person: mention.person,
        gender: mention.gender,
        organisation,
        sector: mention.sector,
    });
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
        person: mention.person,
        gender: mention.gender,
        pronoun: false,
        remembered: false,
        unsure: mention.unsure,
        private: mention.private,
    })
}

/// "Syria" in "Syria strike"; not "U.S.", which has no other adjective.
fn is_bare(board: &Board<'_>, mention: &Mention) -> bool {
    let name = matches!(mention.kind, AliasKind::Name | AliasKind::Capital);
    name && mention.tokens == mention.name
        && board.token(mention.tokens.start).word.case != Case::Upper
}

/// Whether a word of these classes may stand for somebody named before.
const fn may_stand_for(marker: &Marker) -> bool {
    marker.side || marker.bloc.is_some() || marker.pronoun.is_some() || marker.possessive
}

/// "he", "its forces", "we", "the alliance", "the two sides": one party, or two.
fn anaphor(board: &Board<'_>, at: usize, memory: &Memory) -> [Option<Party>; 2] {
    let marker = board.marker(at);
    let person = matches!(marker.pronoun, Some(Pronoun::Male | Pronoun::Female));
    let group = board.mentions.len() + at;
    let party = |actor, tokens, possessive| Party {
        group,
        possessive,
        person,
        pronoun: marker.pronoun.is_some() || marker.possessive,
        ..Party::remembered(actor, tokens)
    };
    let one = Tokens::new(at, at + 1);
    if marker.side && is_both(board, at) {
        let ours = at > 1 && (1..=2).any(|n| board.is_any(at - n, &OUR));
        return memory.sides(ours).map_or([None, None], |(a, b)| {
            [Some(party(a, one, false)), Some(party(b, one, false))]
        });
    }
    if let Some(bloc) = marker.bloc.filter(|_| {
        at > 0
            && (is_the(board, at - 1)
                || at > 1 && board.marker(at - 1).agent.is_some() && is_the(board, at - 2))
            && board.owners[at] == Owner::Open
    }) {
        return [
            memory.bloc(bloc).map(|actor| party(actor, one, false)),
            None,
        ];
    }
    if marker.pronoun.is_some() || marker.possessive {
        let agent = marker.possessive && board.marker(at + 1).agent.is_some();
        let tokens = if agent { Tokens::new(at, at + 2) } else { one };
        let possessive = marker.possessive && !agent;
        let actor = memory.pronoun(&board.token(at).word, marker);
        return [actor.map(|actor| party(actor, tokens, possessive)), None];
    }
    [None, None]
}

pub(super) fn is_the(board: &Board<'_>, at: usize) -> bool {
    board.is_any(at, &THE)
}

/// "the two", "both", "our two", "between the" before a word for sides.
fn is_both(board: &Board<'_>, at: usize) -> bool {
    const OWNED: [Key; 4] = keys(["two", "both", "their", "our"]);
    const BOTH: [Key; 2] = keys(["two", "both"]);
    const BETWEEN: [Key; 1] = keys(["between"]);
    let back = |n, words| at.checked_sub(n).is_some_and(|i| board.is_any(i, words));
    back(1, &OWNED[..]) || back(1, &THE) && back(2, &BETWEEN) || back(2, &BOTH)
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
    party.posted = before.is_some_and(|l| is_envoy(board, l));
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
            if opens && !is_listed(board, clause, place) {
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
            // "islets claimed by B": B does that, and not what the clause is about
            let aside = preposition == Preposition::By && is_claimed_so(board, at);
            if aside {
                return (Some(Preposition::Other), false);
            }
            // "called on B": the preposition is the verb's own
            let own = matches!(board.owners[at], Owner::Cue(_))
                && !matches!(preposition, Preposition::Between | Preposition::By);
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

/// Whether a participle that is no cue, and no passive either, stands before "by".
fn is_claimed_so(board: &Board<'_>, by: usize) -> bool {
    let participle = by
        .checked_sub(1)
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
