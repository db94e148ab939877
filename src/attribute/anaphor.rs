//! Words that stand for somebody named before: "he", "its forces", "the alliance", "the minister", "its neighbour", "the two sides".

use super::{
    memory::{Joint, MOST_JOINT, Memory},
    parties::Party,
    several::{self, Several, is_modifier},
};
use crate::{
    annotate::{Board, Owner},
    lexicon::markers::{Auxiliary, Bloc, Marker, Preposition, Pronoun},
    pair::ActorCode,
    span::Tokens,
    text::{Case, Key, TokenKind, Traits, keys},
};

const THE: [Key; 1] = keys(["the"]);
/// Whoever acts is meant, and nobody else.
const REFLEXIVES: [Key; 4] = keys(["itself", "himself", "herself", "themselves"]);
const IT: [Key; 1] = keys(["it"]);
/// After "it" they say nothing of what was named before.
const EXPLETIVE: [Key; 12] = keys([
    "takes", "took", "comes", "came", "seems", "seemed", "appears", "appeared", "remains",
    "remained", "means", "meant",
]);
/// How many words may stand between "the" and what it determines: "the oil-rich Gulf kingdom".
const MOST_MODIFIERS: usize = 3;

/// Whether a word of these classes may stand for somebody named before.
pub(super) const fn may_stand_for(marker: &Marker) -> bool {
    marker.side.is_some()
        || marker.bloc.is_some()
        || marker.pronoun.is_some()
        || marker.possessive
        || marker.office
        || marker.other
}

pub(super) fn is_the(board: &Board<'_>, at: usize) -> bool {
    board.is_any(at, &THE)
}

/// One party and no more.
pub(super) const fn only(party: Option<Party>) -> [Option<Party>; MOST_JOINT] {
    [party, None, None, None]
}

/// Whom the word at `at` stands for: nobody, one party, or several.
///
/// `acts` is the subject of the clause, where one stands before.
pub(super) fn at(
    board: &Board<'_>,
    at: usize,
    memory: &Memory,
    acts: Option<ActorCode>,
) -> [Option<Party>; MOST_JOINT] {
    let marker = board.marker(at);
    let party = |actor, tokens| Party {
        group: board.mentions.len() + at,
        person: marker.office || matches!(marker.pronoun, Some(Pronoun::Male | Pronoun::Female)),
        pronoun: marker.pronoun.is_some() || marker.possessive,
        ..Party::remembered(actor, tokens)
    };
    let one = Tokens::new(at, at + 1);
    if let Some(several) = several::at(board, at) {
        let acts = acts.filter(|_| is_object(board, at));
        let named = named_before(board, memory, several, acts);
        return named.map(|actor| Some(party(actor?, one)));
    }
    if marker.pronoun.is_some() || marker.possessive {
        let agent = marker.possessive && board.marker(at + 1).agent.is_some();
        let tokens = if agent { Tokens::new(at, at + 2) } else { one };
        let actor = pronoun(board, at, memory, acts);
        let further = || memory.further(&board.token(at).word, marker);
        return only(actor.map(|actor| Party {
            possessive: marker.possessive && !agent,
            further: marker.possessive.then(further).flatten(),
            ..party(actor, tokens)
        }));
    }
    let open = board.owners[at] == Owner::Open;
    let actor = neighbour(board, at, memory)
        .or_else(|| office(board, at, memory).filter(|_| open))
        .or_else(|| bloc(board, at, memory).filter(|_| open));
    only(actor.map(|actor| Party {
        possessive: is_owner(board, at),
        ..party(actor, one)
    }))
}

/// Whether "'s" follows, and no agent noun after it.
fn is_owner(board: &Board<'_>, at: usize) -> bool {
    let owner = |t: &crate::text::Token| t.kind == TokenKind::Possessive;
    board.get(at + 1).is_some_and(owner)
}

/// "he", "its": not the "it" of "it is time", not "US" in capitals, and none that turns back on its subject.
fn pronoun(
    board: &Board<'_>,
    at: usize,
    memory: &Memory,
    acts: Option<ActorCode>,
) -> Option<ActorCode> {
    let token = board.token(at);
    let capitals = token.word.case == Case::Upper && token.word.length == 2;
    let shouted = || board.sentence(at).is_some_and(|s| s.capitals);
    if capitals && !shouted() || board.is_any(at, &REFLEXIVES) || is_expletive(board, at) {
        return None;
    }
    memory.pronoun(&token.word, board.marker(at), acts)
}

/// "It is a place where ...", "it comes after ...": nothing named before is meant.
fn is_expletive(board: &Board<'_>, at: usize) -> bool {
    if !board.is_any(at, &IT) {
        return false;
    }
    let Some(end) = board.sentence(at).map(|s| s.tokens.end) else {
        return false;
    };
    let adverb = |i: &usize| !board.traits(*i).ends_small(Traits::LY);
    let mut words = (at + 1..end.min(at + 6)).filter(adverb);
    let mut be = false;
    let next = words.find(|&i| {
        let auxiliary = board.marker(i).auxiliary;
        be |= auxiliary == Some(Auxiliary::Be);
        auxiliary.is_none()
    });
    let Some(next) = next else { return be };
    let (marker, after) = (board.marker(next), board.marker(next + 1));
    let noun = marker.article || marker.preposition.is_some() || marker.number.is_some();
    let plain = board.owners[next] == Owner::Open && !board.traits(next).has(Traits::PAST);
    // "it is necessary to ...", "it is time for ..."
    let clause = plain && (after.that || after.preposition.is_some());
    board.is_any(next, &EXPLETIVE) || be && (noun || clause)
}

/// The word that determines the noun at `at`, up to three modifiers before it.
fn determiner(board: &Board<'_>, at: usize) -> Option<usize> {
    (1..=MOST_MODIFIERS + 1)
        .map_while(|n| at.checked_sub(n))
        .find(|&i| !is_modifier(board, i))
}

/// "The alliance", "the West African nation"; "in the east of the country" is the last state named.
fn bloc(board: &Board<'_>, at: usize, memory: &Memory) -> Option<ActorCode> {
    use Preposition as P;
    let bloc = board.marker(at).bloc?;
    let the = determiner(board, at).filter(|&i| is_the(board, i))?;
    let region = several::region(board, at).filter(|_| bloc != Bloc::Organisation);
    if let Some(region) = region {
        let states = board.tables.markers.states(region);
        return memory.of_region(states, 1)?[0];
    }
    if bloc == Bloc::Kind {
        let states = board.tables.markers.states(board.marker(at).region?);
        return memory.of_region(states, 1)?[0];
    }
    let before = the.checked_sub(1).map(|i| board.marker(i).preposition);
    let placed = matches!(before, Some(Some(P::In | P::Of | P::Near | P::At)));
    if placed && bloc == Bloc::State {
        return memory.place();
    }
    memory.bloc(bloc)
}

/// "The minister", "the American official": the last person of that office.
fn office(board: &Board<'_>, at: usize, memory: &Memory) -> Option<ActorCode> {
    let marker = board.marker(at);
    if !marker.office {
        return None;
    }
    determiner(board, at).filter(|&i| is_the(board, i))?;
    // "the minister of Iran", "the president-elect", "the minister Ali Khan"
    let next = at + 1 + usize::from(board.marker(at + 1).preposition == Some(Preposition::Of));
    let named = board.get(next).is_some_and(|t| t.joined || t.is_capital());
    let word = &board.token(at).word;
    memory.holder(word.stem).filter(|_| !named)
}

/// "Its northern neighbour", "their old rival": the other of the owner's pair; none where the name follows.
fn neighbour(board: &Board<'_>, at: usize, memory: &Memory) -> Option<ActorCode> {
    if !board.marker(at).other {
        return None;
    }
    let owner = determiner(board, at).filter(|&i| board.marker(i).possessive)?;
    let next = at
        + 1
        + usize::from(
            board
                .get(at + 1)
                .is_some_and(|t| t.kind == TokenKind::Comma),
        );
    let named = board
        .owners
        .get(next)
        .is_some_and(|o| o.mention().is_some());
    let word = &board.token(owner).word;
    let actor = memory
        .pronoun(word, board.marker(owner), None)
        .filter(|_| !named)?;
    memory.other(actor)
}

/// "told both governments", "an embargo on the pair": whoever acts is not among them; "ties between the two countries" may be.
fn is_object(board: &Board<'_>, at: usize) -> bool {
    use Preposition as P;
    let near = (at.saturating_sub(MOST_MODIFIERS + 2)..at).rev();
    let preposition = near.filter_map(|i| board.marker(i).preposition).next();
    !matches!(preposition, Some(P::Between | P::Of | P::For))
}

/// Those whom words for several stand for.
fn named_before(
    board: &Board<'_>,
    memory: &Memory,
    several: Several,
    acts: Option<ActorCode>,
) -> Joint {
    let two = |(a, b)| [Some(a), Some(b), None, None];
    if let Some(region) = several.region {
        let states = board.tables.markers.states(region);
        return memory.of_region(states, several.count).unwrap_or_default();
    }
    let found = match several {
        Several { named: true, .. } => memory.both(acts).map(two),
        Several { count: 2, ours, .. } => memory.sides(ours, acts).map(two),
        Several { count, .. } => memory.several(count),
    };
    found.unwrap_or_default()
}
