//! From a name to a mention: titles, agent nouns and persons that belong to the name beside it.

use rustc_hash::FxHashMap;

use super::{Mention, name::Hit};
use crate::{
    ablation::Component,
    annotate::{Board, Owner},
    event::Sector,
    lexicon::{
        entries::{AliasKind, Guard, TITLE_SECTOR},
        markers::{Affix, Preposition},
    },
    pair::ActorCode,
    span::Tokens,
    text::{Case, Key, TokenKind, Traits, keys},
};

/// Among how many names from the document's beginning the owner of a shared name is looked for.
const NEAR_HITS: usize = 256;
const NON: [Key; 1] = keys(["non"]);
/// Among how many words the dash is looked for that ends a dateline.
const LONGEST_DATELINE: usize = 12;

/// Grows mentions from the names of a document, in order.
pub(super) struct Finder<'a> {
    pub(super) hits: Vec<Hit<'a>>,
    /// Surnames of unlisted persons whom the document introduced with an actor's title.
    pub(super) known: FxHashMap<u64, (usize, ActorCode)>,
    /// The next name to be read.
    pub(super) at: usize,
}

impl<'a> Finder<'a> {
    pub(super) fn new(hits: Vec<Hit<'a>>) -> Self {
        Self {
            hits,
            known: FxHashMap::default(),
            at: 0,
        }
    }

    /// The mention that grows from a hit: to the left over titles, to the right over agents, titles and persons.
    pub(super) fn mention(&mut self, board: &Board<'_>, hit: Hit<'_>, sentence: Tokens) -> Mention {
        let mut mention = Mention {
            tokens: hit.tokens,
            name: hit.tokens,
            actor: resolve(board, &self.hits, hit),
            kind: hit.alias.kind,
            person: hit.alias.person.is_some(),
            gender: hit.alias.gender,
            sector: None,
            adjective: is_adjective(board, hit),
            possessive: false,
            dyad: false,
            opposed: is_opposed(board, hit.tokens.start),
            idle: false,
            private: false,
            unsure: hit.former,
        };
        if mention.person {
            mention.sector = Some(if hit.former {
                Sector::Former
            } else {
                TITLE_SECTOR
            });
        }
        self.grow_left(board, &mut mention, sentence);
        self.grow_right(board, &mut mention, sentence);
        mention.idle |= is_idle(board, &mention, sentence);
        mention.private = is_private(board, &mention, sentence);
        mention
    }

    /// "President Putin", "the foreign minister of Iran", "former President Obama".
    fn grow_left(&self, board: &Board<'_>, mention: &mut Mention, sentence: Tokens) {
        let mut start = mention.tokens.start;
        let of = start.checked_sub(1).filter(|&i| {
            i > sentence.start && board.marker(i).preposition == Some(Preposition::Of)
        });
        let the = start.checked_sub(2).filter(|&i| {
            i > sentence.start
                && board.marker(i + 1).article
                && board.marker(i).preposition == Some(Preposition::Of)
        });
        let before = if mention.person {
            start
        } else {
            of.or(the).unwrap_or(start)
        };
        let title = self.title_ending_at(before);
        if let Some(title) = title {
            start = title.start;
            mention.sector = mention.sector.or(Some(TITLE_SECTOR));
        } else if before < mention.tokens.start
            && before > sentence.start
            && board.marker(before - 1).agent.is_some()
            && board.owners[before - 1] == Owner::Open
        {
            mention.sector = board.marker(before - 1).agent;
            start = before - 1;
        }
        let former = start
            .checked_sub(1)
            .filter(|&i| i >= sentence.start && board.marker(i).former);
        if let Some(at) = former.filter(|_| mention.person || title.is_some()) {
            start = at;
            mention.sector = Some(Sector::Former);
            mention.unsure = true;
        }
        mention.tokens.start = start;
    }

    fn title_ending_at(&self, at: usize) -> Option<Tokens> {
        let title = |hit: &&Hit<'_>| hit.alias.kind == AliasKind::Title && hit.tokens.end == at;
        self.hits[..self.at.min(self.hits.len())]
            .iter()
            .rev()
            .take(3)
            .find(title)
            .map(|hit| hit.tokens)
    }

    /// "Russian Foreign Minister Sergei Lavrov", "Israel's army", "Syrian government forces".
    fn grow_right(&mut self, board: &Board<'_>, mention: &mut Mention, sentence: Tokens) {
        let mut end = mention.tokens.end;
        let mut titled = mention.person;
        while end < sentence.end {
            let next = self
                .hits
                .get(self.at)
                .copied()
                .filter(|h| h.tokens.start == end);
            if let Some(step) = next.and_then(|hit| self.join(board, mention, hit)) {
                end = step;
                titled |= mention.person || self.hits[self.at - 1].alias.kind == AliasKind::Title;
            } else if let Some(affix) = affix(board, end) {
                mention.idle |= affix == Affix::None;
                end += 1;
            } else if board.token(end).kind == TokenKind::Possessive
                && !mention.possessive
                && mention.name.end == end
            {
                let agent = board.get(end + 1).is_some() && self.continues(board, end + 1);
                mention.possessive = true;
                if !agent {
                    break;
                }
                end += 1;
            } else if board.marker(end).agent.is_some()
                && board.owners[end] == Owner::Open
                && !board.token(end).joined
            {
                mention.sector = board.marker(end).agent;
                mention.adjective = false;
                end += 1;
            } else if board.token(end).kind == TokenKind::Possessive && end > mention.name.end {
                mention.possessive = true;
                break;
            } else {
                break;
            }
            if mention.possessive && board.token(end - 1).kind != TokenKind::Possessive {
                mention.possessive = false;
            }
        }
        mention.tokens.end = end;
        if !mention.person
            && (titled || mention.sector == Some(Sector::Government) && end > mention.name.end)
        {
            self.introduce(board, mention, sentence);
        }
        self.appositive(board, mention, sentence);
    }

    /// Whether a title or an agent noun stands at `at`.
    fn continues(&self, board: &Board<'_>, at: usize) -> bool {
        let title = self.hits.get(self.at).is_some_and(|h| {
            h.tokens.start == at
                && (matches!(
                    h.alias.kind,
                    AliasKind::Title | AliasKind::Leader | AliasKind::Organisation
                ))
        });
        title || board.marker(at).agent.is_some()
    }

    /// Takes the next hit into the mention, if it belongs to it; the end of what was taken.
    fn join(&mut self, board: &Board<'_>, mention: &mut Mention, hit: Hit<'_>) -> Option<usize> {
        let same = hit.alias.actor == Some(mention.actor);
        match hit.alias.kind {
            AliasKind::Title => mention.sector = Some(TITLE_SECTOR),
            AliasKind::Leader if same && !board.token(hit.tokens.start).joined => {
                mention.person = true;
                mention.gender = hit.alias.gender;
            }
            AliasKind::Government | AliasKind::Demonym | AliasKind::Name
                if same && mention.adjective =>
            {
                mention.sector = Some(TITLE_SECTOR)
            }
            // "China's U.N. representative", "the Israeli NATO envoy": the organisation only says where
            AliasKind::Organisation
                if (mention.adjective || mention.possessive)
                    && self.is_post(board, hit.tokens.end) =>
            {
                mention.sector = Some(TITLE_SECTOR);
            }
            _ => {
                mention.dyad = board.token(hit.tokens.start).joined;
                return None;
            }
        }
        mention.adjective = false;
        self.at += 1;
        Some(hit.tokens.end)
    }

    /// Whether the words at `at` name a post at an organisation.
    fn is_post(&self, board: &Board<'_>, at: usize) -> bool {
        const POSTS: [Key; 9] = keys([
            "ambassador",
            "envoy",
            "representative",
            "mission",
            "missions",
            "spokesman",
            "spokeswoman",
            "delegate",
            "delegation",
        ]);
        board.is_any(at, &POSTS)
    }

    /// ", Javad Zarif," after "Iran's foreign minister": the person is part of the mention.
    fn appositive(&mut self, board: &Board<'_>, mention: &mut Mention, sentence: Tokens) {
        let comma = mention.tokens.end;
        let is_comma = comma < sentence.end && board.token(comma).kind == TokenKind::Comma;
        let Some(hit) = self
            .hits
            .get(self.at)
            .copied()
            .filter(|h| is_comma && h.tokens.start == comma + 1)
        else {
            return;
        };
        if hit.alias.kind == AliasKind::Leader
            && hit.alias.actor == Some(mention.actor)
            && mention.sector.is_some()
            && !mention.person
        {
            mention.person = true;
            mention.gender = hit.alias.gender;
            mention.tokens.end = hit.tokens.end;
            self.at += 1;
        }
    }

    /// "Iranian Deputy Minister Abbas Araghchi": capitalised words after a title are a person of that actor.
    fn introduce(&mut self, board: &Board<'_>, mention: &mut Mention, sentence: Tokens) {
        const PARTICLES: [Key; 10] = keys([
            "al", "bin", "bint", "ibn", "van", "von", "de", "der", "el", "ul",
        ]);
        if board
            .sentence(mention.tokens.start)
            .is_some_and(|s| s.capitals)
        {
            return;
        }
        let mut end = mention.tokens.end;
        while end < sentence.end && end < mention.tokens.end + 5 {
            let token = board.token(end);
            let name = token.kind == TokenKind::Word
                && token.is_capital()
                && board.owners[end] == Owner::Open;
            let free = !board.marker(end).function
                && board.marker(end).weekday.is_none()
                && board.marker(end).month.is_none();
            let hit = self
                .hits
                .get(self.at)
                .is_some_and(|h| h.tokens.start == end);
            let particle = token.word.case == Case::Lower && token.is_any(&PARTICLES);
            if hit || !(name && free || particle) {
                break;
            }
            end += 1;
        }
        if end > mention.tokens.end {
            let id = board.mentions.len();
            self.known
                .insert(board.token(end - 1).word.hash, (id, mention.actor));
            mention.person = true;
            mention.tokens.end = end;
        }
    }
}

/// The actor of an alias; one that two actors share goes to the one the text names otherwise.
fn resolve(board: &Board<'_>, hits: &[Hit<'_>], hit: Hit<'_>) -> ActorCode {
    let own = hit
        .alias
        .actor
        .unwrap_or_else(|| unreachable!("titles and blockers make no mention"));
    let shared = hit.alias.guards.iter().find_map(|guard| {
        if let Guard::Shared(code) = guard {
            Some(*code)
        } else {
            None
        }
    });
    let named = |code: ActorCode| {
        let near = hits.iter().take(NEAR_HITS);
        near.filter(|h| h.alias.actor == Some(code))
            .any(|h| h.alias.text != hit.alias.text)
    };
    let current = |code: ActorCode| successor_on(board, code);
    match shared {
        Some(other) if named(other) && !named(own) => other,
        _ => current(own),
    }
}

/// The actor that carries on where this one has ceased by the day of publication.
fn successor_on(board: &Board<'_>, code: ActorCode) -> ActorCode {
    let Some(day) = board.article.published() else {
        return code;
    };
    let ceased = board
        .tables
        .actors
        .get(&code)
        .filter(|actor| actor.until.is_some_and(|until| until.plus(3650) <= day));
    ceased.and_then(|actor| actor.successor).unwrap_or(code)
}

fn is_adjective(board: &Board<'_>, hit: Hit<'_>) -> bool {
    let last = board.traits(hit.tokens.end - 1);
    hit.alias.kind == AliasKind::Demonym && !last.has(Traits::PLURAL)
}

/// The affix a hyphen joins at `at`.
fn affix(board: &Board<'_>, at: usize) -> Option<Affix> {
    board.get(at).filter(|token| token.joined)?;
    board.marker(at).affix
}

/// "anti-American": the name is what the noun is against.
pub(super) fn is_opposed(board: &Board<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).filter(|_| board.token(at).joined);
    before.is_some_and(|at| board.marker(at).affix == Some(Affix::Against))
}

/// "A French airline", "the young Italian striker": a demonym before a noun for private persons or bodies, an adjective between.
fn is_private(board: &Board<'_>, mention: &Mention, sentence: Tokens) -> bool {
    let end = mention.tokens.end;
    let near = (end..(end + 3).min(sentence.end)).take_while(|&at| {
        let marker = board.marker(at);
        board.token(at).kind == TokenKind::Word && marker.preposition.is_none() && !marker.and
    });
    let beside = mention.adjective && mention.tokens == mention.name;
    let mut nouns = near.filter(|_| beside).chain(mention.name.end..end);
    nouns.any(|at| board.marker(at).private && !is_public(board, at))
        || is_firm(board, mention, sentence)
}

/// What ends the name of a firm.
const FIRM: [Key; 12] = keys([
    "corp", "co", "inc", "ltd", "plc", "ag", "sa", "spa", "nv", "gmbh", "bhd", "pty",
]);
/// The most words between a name and what ends the name of its firm: "Hong Kong and Shanghai Banking Corp".
const LONGEST_FIRM: usize = 4;

/// "Chinese Petroleum Corp", "China Light and Power Co": the name is part of a firm's.
fn is_firm(board: &Board<'_>, mention: &Mention, sentence: Tokens) -> bool {
    let end = mention.name.end;
    let named = |at: &usize| board.token(*at).is_capital() || board.marker(*at).and;
    let mut name = (end..(end + LONGEST_FIRM).min(sentence.end)).take_while(named);
    name.any(|at| board.token(at).word.case == Case::Capital && board.is_any(at, &FIRM))
}

/// "The central bank": a body of the state, unlike other banks.
fn is_public(board: &Board<'_>, at: usize) -> bool {
    const PUBLIC: [Key; 1] = keys(["central"]);
    at > 0 && board.is_any(at - 1, &PUBLIC)
}

/// What one state is to another or to a body of states.
const KIN: [Key; 20] = keys([
    "ally",
    "allies",
    "member",
    "members",
    "state",
    "states",
    "partner",
    "partners",
    "neighbor",
    "neighbors",
    "neighbour",
    "neighbours",
    "nation",
    "nations",
    "country",
    "countries",
    "rival",
    "rivals",
    "foe",
    "foes",
]);
/// The most words of such a phrase: "long-standing treaty ally".
const LONGEST_KIN: usize = 4;

/// "NATO ally Turkey", "Iran's neighbour Iraq": the name before only says what the new one is, and acts for nobody.
pub(super) fn yield_to(board: &mut Board<'_>, named: &Mention) {
    let start = named.tokens.start;
    let Some(before) = start.checked_sub(1).filter(|&at| board.is_any(at, &KIN)) else {
        return;
    };
    let Some(last) = board.mentions.last().filter(|m| m.actor != named.actor) else {
        return;
    };
    let from = last.name.end;
    let phrase = from <= before && start - from <= LONGEST_KIN;
    let plain = |at: usize| {
        let (marker, token) = (board.marker(at), board.token(at));
        let word = token.kind == TokenKind::Word && token.word.case == Case::Lower;
        let open = marker.preposition.is_none()
            && marker.auxiliary.is_none()
            && !marker.and
            && !marker.relative
            && !marker.article;
        word && open || token.kind == TokenKind::Possessive
    };
    let yields = phrase
        && !named.adjective
        && !board.omits(Component::Apposition)
        && (from..start).all(plain);
    if let Some(last) = board.mentions.last_mut().filter(|_| yields) {
        last.idle = true;
    }
}

/// Names that act for nobody: after "anti-", beside "ethnic", in a dateline.
fn is_idle(board: &Board<'_>, mention: &Mention, sentence: Tokens) -> bool {
    let before = mention
        .tokens
        .start
        .checked_sub(1)
        .filter(|&at| at >= sentence.start);
    let prefixed = board.token(mention.name.start).joined
        && before.is_some_and(|at| {
            matches!(board.marker(at).affix, Some(Affix::For)) || board.is_any(at, &NON)
        });
    let ethnic = before.is_some_and(|at| board.marker(at).ethnic)
        || mention.tokens.end < sentence.end && board.marker(mention.tokens.end).ethnic;
    let dateline = mention.tokens.end <= dateline(board, mention, sentence);
    prefixed || ethnic && matches!(mention.kind, AliasKind::Demonym) || dateline
}

/// One past "MOSCOW (Reuters) -", "MOGADISHU, Somalia --", "JERUSALEM -" at the beginning of a sentence; its first token where there is none.
fn dateline(board: &Board<'_>, mention: &Mention, sentence: Tokens) -> usize {
    let start = sentence.start;
    if mention.tokens.start >= start + LONGEST_DATELINE {
        return start;
    }
    // a city that is nobody's seat is known by its capitals
    let city = match board.owners[start].mention().map(|m| &board.mentions[m]) {
        _ if mention.kind == AliasKind::Capital => true,
        Some(first) => first.kind == AliasKind::Capital,
        None if mention.tokens.start == start => false,
        None => board.token(start).word.case == Case::Upper && !board.marker(start).function,
    };
    if !city {
        return start;
    }
    let mut bracket = false;
    for at in sentence.iter().take(LONGEST_DATELINE) {
        let token = board.token(at);
        match token.kind {
            TokenKind::Dash => return at,
            TokenKind::Open => bracket = true,
            // an agency in brackets ends it, with a dash or without one
            TokenKind::Close if bracket => return at,
            TokenKind::Close => break,
            TokenKind::Word if token.is_capital() || bracket => {}
            TokenKind::Comma | TokenKind::Stop | TokenKind::Acronym | TokenKind::Number => {}
            _ => break,
        }
    }
    sentence.start
}
