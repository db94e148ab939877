//! Mentions: where the text names an actor, by whatever name, with agents and titles that belong to the name.

mod early;
mod grow;
mod name;

pub(crate) use early::may_name_two;
use grow::Finder;
use rustc_hash::FxHashMap;

use crate::{
    annotate::{Board, Owner, when::When},
    event::{Part, Sector},
    lexicon::entries::{AliasKind, Gender},
    pair::ActorCode,
    span::{Span, Tokens},
    text::TokenKind,
};

/// The most mentions of one sentence that may make pairs; further ones are counted.
const MOST_MENTIONS: usize = 16;

/// A place where the text names an actor.
#[derive(Clone, Debug)]
pub struct Mention {
    /// Name, titles and agent nouns.
    pub tokens: Tokens,
    /// The name itself, closed to cues.
    pub(crate) name: Tokens,
    /// The actor.
    pub actor: ActorCode,
    pub(crate) kind: AliasKind,
    /// Whether a person is named, and of which gender.
    pub(crate) person: bool,
    pub(crate) gender: Option<Gender>,
    /// The part of the actor that the agent noun or title names.
    pub sector: Option<Sector>,
    /// Whether it is a demonym in the form of an adjective.
    pub(crate) adjective: bool,
    /// Whether "'s" follows.
    pub(crate) possessive: bool,
    /// Whether a hyphen joins the next mention: "Russia-US".
    pub(crate) dyad: bool,
    /// Whether "anti-" stands before it.
    pub(crate) opposed: bool,
    /// Whether the name acts for nobody here: "Iran-backed", "ethnic Albanians", a dateline.
    pub(crate) idle: bool,
    /// Whether it is a private person or body, which acts for no state: "a French airline".
    pub(crate) private: bool,
    /// Whether the reading is unsure: a former office, a name known only from the document.
    pub(crate) unsure: bool,
}

/// Whether two different actors are named that may act: without two there is no event.
pub(crate) fn name_two(mentions: &[Mention]) -> bool {
    let mut able = mentions.iter().filter(|m| !m.idle);
    let first = able.next().map(|m| m.actor);
    able.any(|m| Some(m.actor) != first)
}

/// A mention that the caller's own recogniser found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// The part of the article.
    pub part: Part,
    /// The bytes in that part.
    pub span: Span,
    /// The actor; any code, also one the lexicon does not know.
    pub actor: ActorCode,
}

/// Finds the mentions of a document, in order, and claims their words. Returns how many were beyond a sentence's limit.
pub(crate) fn find(board: &mut Board<'_>, whens: &[When]) -> usize {
    let mut finder = Finder::new(name::hits(board, whens));
    let mut beyond = 0;
    for sentence in &board.document.sentences {
        let mut count = 0;
        while let Some(hit) = finder
            .hits
            .get(finder.at)
            .copied()
            .filter(|hit| hit.tokens.start < sentence.tokens.end)
        {
            finder.at += 1;
            if matches!(hit.alias.kind, AliasKind::Title | AliasKind::Blocker) {
                continue;
            }
            count += 1;
            if count > MOST_MENTIONS {
                beyond += 1;
                continue;
            }
            let mention = finder.mention(board, hit, sentence.tokens);
            grow::yield_to(board, &mention);
            push(board, mention);
        }
    }
    surnames(board, &finder.known);
    beyond
}

fn push(board: &mut Board<'_>, mention: Mention) {
    let id = u32::try_from(board.mentions.len()).unwrap_or(u32::MAX);
    for at in mention.tokens.iter() {
        let agent = !mention.name.contains(at) && board.marker(at).agent.is_some();
        let glue = !mention.name.contains(at) && board.marker(at).preposition.is_some();
        if !glue {
            board.owners[at] = if agent {
                Owner::Agent(id)
            } else {
                Owner::Name(id)
            };
        }
    }
    board.mentions.push(mention);
}

/// Takes the caller's mentions instead of looking for names: those that cover a word of their part, in order, none overlapping.
pub(crate) fn given(board: &mut Board<'_>, given: &[Given]) -> usize {
    board.given = true;
    let mut found: Vec<(Tokens, ActorCode)> = given
        .iter()
        .filter_map(|g| Some((cover(board, g)?, g.actor)))
        .collect();
    found.sort_by_key(|(tokens, actor)| (tokens.start, usize::MAX - tokens.end, *actor));
    let mut free = 0;
    for (tokens, actor) in found {
        if tokens.start < free {
            continue;
        }
        free = tokens.end;
        let possessive = board
            .get(tokens.end)
            .is_some_and(|t| t.kind == TokenKind::Possessive);
        let mention = Mention {
            tokens,
            name: tokens,
            actor,
            kind: AliasKind::Name,
            person: false,
            gender: None,
            sector: None,
            adjective: false,
            possessive,
            dyad: false,
            opposed: false,
            idle: false,
            private: false,
            unsure: false,
        };
        push(board, mention);
    }
    0
}

/// The tokens a given span touches.
fn cover(board: &Board<'_>, given: &Given) -> Option<Tokens> {
    let tokens = &board.document.tokens;
    let touches = |at: &usize| {
        board.document.part(*at) == given.part && tokens[*at].span.overlaps(&given.span)
    };
    let start = (0..tokens.len()).find(touches)?;
    let end = (start..tokens.len()).take_while(touches).last()? + 1;
    Some(Tokens::new(start, end))
}

/// Later bare surnames of persons the document introduced become mentions of their own.
fn surnames(board: &mut Board<'_>, known: &FxHashMap<u64, (usize, ActorCode)>) {
    if known.is_empty() {
        return;
    }
    let mut found = Vec::new();
    for at in 0..board.document.tokens.len() {
        let token = board.token(at);
        let Some(&(first, actor)) = known
            .get(&token.word.hash)
            .filter(|_| token.is_capital() && board.owners[at] == Owner::Open)
        else {
            continue;
        };
        let Some(introduced) = board.mentions.get(first).filter(|m| m.tokens.end <= at) else {
            continue;
        };
        let tokens = Tokens::new(at, at + 1);
        let possessive = board
            .get(at + 1)
            .is_some_and(|t| t.kind == TokenKind::Possessive);
        let mention = Mention {
            tokens,
            name: tokens,
            kind: AliasKind::Leader,
            adjective: false,
            dyad: false,
            opposed: grow::is_opposed(board, tokens.start),
            idle: false,
            private: false,
            possessive,
            ..introduced.clone()
        };
        found.push(Mention { actor, ..mention });
    }
    found.into_iter().for_each(|mention| push(board, mention));
    reorder(board);
}

/// Puts mentions back into the order of the text.
fn reorder(board: &mut Board<'_>) {
    let mut order: Vec<usize> = (0..board.mentions.len()).collect();
    order.sort_by_key(|&m| board.mentions[m].tokens.start);
    let mut place = vec![0; order.len()];
    order
        .iter()
        .enumerate()
        .for_each(|(new, &old)| place[old] = new);
    for owner in &mut board.owners {
        let moved = |m: u32| u32::try_from(place[m as usize]).unwrap_or(m);
        *owner = match *owner {
            Owner::Name(m) => Owner::Name(moved(m)),
            Owner::Agent(m) => Owner::Agent(moved(m)),
            other => other,
        };
    }
    let mentions = std::mem::take(&mut board.mentions);
    let mut slots: Vec<Option<Mention>> = mentions.into_iter().map(Some).collect();
    board.mentions = order
        .into_iter()
        .filter_map(|old| slots[old].take())
        .collect();
}
