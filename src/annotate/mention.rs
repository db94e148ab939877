//! Mentions: where the text names an actor, by whatever name, with agents and titles that belong to the name.

use rustc_hash::FxHashMap;

use crate::{
    annotate::{Board, Owner, when::When},
    day::Day,
    event::{Part, Sector},
    lexicon::{
        entries::{Alias, AliasKind, Gender, Guard, TITLE_SECTOR, Writing},
        markers::{Affix, Preposition},
    },
    pair::ActorCode,
    pattern::Place,
    span::{Span, Tokens},
    text::{Case, Sentence, TokenKind},
};

/// Among how many names from the document's beginning the owner of a shared name is looked for.
const NEAR_HITS: usize = 256;
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
    /// Whether the reading is unsure: a former office, a name known only from the document.
    pub(crate) unsure: bool,
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

/// One alias found in the text, before titles and agents join it.
#[derive(Clone, Copy, Debug)]
struct Hit<'a> {
    tokens: Tokens,
    alias: &'a Alias,
    former: bool,
}

/// Finds the mentions of a document, in order, and claims their words. Returns how many were beyond a sentence's limit.
pub(crate) fn find(board: &mut Board<'_>, whens: &[When]) -> usize {
    let hits = hits(board, whens);
    let mut finder = Finder {
        hits,
        known: FxHashMap::default(),
        at: 0,
    };
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

/// Every alias of the article, left to right, the longest that may stand here. The text is read before the title: a title calls by
/// the surname whom the text introduces.
fn hits<'a>(board: &mut Board<'a>, whens: &[When]) -> Vec<Hit<'a>> {
    let document = board.document;
    let title = document
        .sentences
        .iter()
        .take_while(|s| s.part == Part::Title)
        .count();
    let (titles, text) = document.sentences.split_at(title);
    let mut seen: Vec<u32> = Vec::new();
    let mut later = Vec::new();
    for sentence in text {
        sentence_hits(board, sentence, whens, &mut seen, &mut later);
    }
    let mut hits = Vec::new();
    for sentence in titles {
        sentence_hits(board, sentence, whens, &mut seen, &mut hits);
    }
    hits.append(&mut later);
    hits
}

fn sentence_hits<'a>(
    board: &mut Board<'a>,
    sentence: &Sentence,
    whens: &[When],
    seen: &mut Vec<u32>,
    hits: &mut Vec<Hit<'a>>,
) {
    let day = day_of(board, sentence, whens);
    let mut at = sentence.tokens.start;
    while at < sentence.tokens.end {
        let titled = |h: &Hit<'_>| h.alias.kind == AliasKind::Title && h.tokens.end == at;
        let scene = Scene {
            sentence: sentence.tokens,
            capitals: sentence.capitals,
            day,
            seen,
            after_title: hits.last().is_some_and(titled) || is_courtesy(board, at),
        };
        let Some(hit) = hit(board, at, &scene) else {
            at += 1;
            continue;
        };
        seen.extend(
            hit.alias
                .person
                .filter(|p| !seen.contains(p))
                .into_iter()
                .collect::<Vec<_>>(),
        );
        if hit.alias.kind == AliasKind::Blocker {
            board.claim(hit.tokens.iter(), Owner::Masked);
        }
        at = hit.tokens.end;
        hits.push(hit);
    }
}

/// The first day in the past that a sentence says, else the day of publication.
fn day_of(board: &Board<'_>, sentence: &Sentence, whens: &[When]) -> Option<Day> {
    let published = board.article.published()?;
    let first = whens.partition_point(|when| when.tokens.start < sentence.tokens.start);
    let said = whens
        .get(first)
        .filter(|when| when.tokens.start < sentence.tokens.end);
    Some(said.map_or(published, |when| when.day.min(published)))
}

/// "Mr Trump": a courtesy before the name.
fn is_courtesy(board: &Board<'_>, at: usize) -> bool {
    let back = |n: usize| at.checked_sub(n).map_or("", |i| board.surface(i));
    let one = if back(1) == "." { back(2) } else { back(1) };
    matches!(
        one,
        "Mr" | "Mrs" | "Ms" | "Dr" | "Sir" | "Lord" | "Gen" | "MR" | "MRS" | "DR" | "GEN"
    )
}

/// What decides whether an alias may stand at a place.
struct Scene<'s> {
    sentence: Tokens,
    capitals: bool,
    /// The day on which offices are held: the sentence's own date, else publication.
    day: Option<Day>,
    seen: &'s [u32],
    after_title: bool,
}

fn hit<'a>(board: &Board<'a>, at: usize, scene: &Scene<'_>) -> Option<Hit<'a>> {
    let place = |i: usize| {
        let token = board.token(i);
        let seen = matches!(board.owners[i], Owner::Open | Owner::Masked | Owner::Date);
        Place {
            form: if seen { token.word.form } else { 0 },
            stem: 0,
            width: 1,
            transparent: is_initial_stop(board, i),
        }
    };
    let mut best: Option<(usize, u32)> = None;
    board
        .tables
        .names
        .walk(at, scene.sentence.end, &place, &mut |found| {
            let words = found.literals.as_slice();
            let end = words.last().map_or(at, |last| last + 1);
            for &entry in found.entries {
                let rank = |e: u32, end: usize| {
                    (end, preference(&board.tables.aliases[e as usize], scene))
                };
                let better = best.is_none_or(|(b_end, b)| rank(entry, end) > rank(b, b_end));
                if better && may_stand(board, &board.tables.aliases[entry as usize], words, scene) {
                    best = Some((end, entry));
                }
            }
        });
    let (end, entry) = best?;
    let alias = &board.tables.aliases[entry as usize];
    let former = scene
        .day
        .is_some_and(|day| alias.to.is_some_and(|to| to <= day));
    Some(Hit {
        tokens: Tokens::new(at, end),
        alias,
        former,
    })
}

/// Among aliases of the same words: who holds the office, who was named before, the later term.
fn preference(alias: &Alias, scene: &Scene<'_>) -> (bool, bool, Option<Day>) {
    let holds = scene
        .day
        .map_or(alias.to.is_none(), |day| alias.holds_on(day));
    let seen = alias.person.is_some_and(|p| scene.seen.contains(&p));
    (holds, seen, alias.to)
}

fn may_stand(board: &Board<'_>, alias: &Alias, words: &[usize], scene: &Scene<'_>) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return false;
    };
    let tokens = Tokens::new(*first, last + 1);
    let mut written = words.iter().zip(&alias.writing);
    let written = written.all(|(at, writing)| is_written(board, *at, *writing, scene));
    let surname = !alias.surname
        || scene.after_title
        || alias.person.is_some_and(|p| scene.seen.contains(&p));
    let published = board.article.published();
    let begun = published.is_none_or(|day| alias.from.is_none_or(|from| from <= day));
    let dollar = board.surface(tokens.end) == "$";
    // a name may hold an idiom's words ("American Civil War"), but not be a part of one ("French fries")
    let masked = words.iter().any(|&at| board.owners[at] != Owner::Open);
    let whole = matches!(
        alias.kind,
        AliasKind::Blocker | AliasKind::Organisation | AliasKind::Group
    ) && words.len() > 1;
    let guarded = alias
        .guards
        .iter()
        .all(|guard| holds(board, guard, tokens, scene));
    written && surname && begun && !dollar && (!masked || whole) && guarded
}

/// The full stop of an initial or an abbreviation inside a name: "John F. Kerry", "St. Kitts".
fn is_initial_stop(board: &Board<'_>, at: usize) -> bool {
    let stop = board.token(at).kind == TokenKind::Stop && board.surface(at) == ".";
    let before = at.checked_sub(1).filter(|_| stop);
    before.is_some_and(|i| {
        let word = board.surface(i);
        word.chars().count() == 1 || board.tables.segmenter.is_abbreviation(word)
    })
}

fn is_written(board: &Board<'_>, at: usize, writing: Writing, scene: &Scene<'_>) -> bool {
    let token = board.token(at);
    let dotted = token.kind == TokenKind::Acronym;
    match writing {
        Writing::Any => true,
        // "Ban Ki-moon", "Kim Jong-un": after a hyphen a name may go on in lower case
        Writing::Capital => token.word.case != Case::Lower || token.joined,
        Writing::Upper => token.word.case == Case::Upper,
        Writing::UpperOnly => {
            token.word.case == Case::Upper && {
                // in a line of capitals "US" may be the pronoun, but a pronoun of the object does not begin a line
                dotted || !scene.capitals || at == scene.sentence.start
            }
        }
    }
}

fn holds(board: &Board<'_>, guard: &Guard, tokens: Tokens, scene: &Scene<'_>) -> bool {
    let form = |at: usize| board.get(at).map_or(0, |token| token.word.form);
    let in_sentence = |forms: &[u32]| scene.sentence.iter().any(|at| forms.contains(&form(at)));
    match guard {
        Guard::VetoPrevious(forms) => tokens
            .start
            .checked_sub(1)
            .is_none_or(|at| !forms.contains(&form(at))),
        Guard::VetoNext(forms) => {
            let next = tokens.end
                + usize::from(
                    board
                        .get(tokens.end)
                        .is_some_and(|t| t.kind == TokenKind::Comma),
                );
            !forms.contains(&form(tokens.end)) && !forms.contains(&form(next))
        }
        Guard::Veto(forms) => !in_sentence(forms),
        Guard::Need(wanted) => wanted.iter().any(|form| board.has_form(*form)),
        Guard::Shared(_) => true,
    }
}

struct Finder<'a> {
    hits: Vec<Hit<'a>>,
    /// Surnames of unlisted persons whom the document introduced with an actor's title.
    known: FxHashMap<u64, (usize, ActorCode)>,
    at: usize,
}

impl Finder<'_> {
    /// The mention that grows from a hit: to the left over titles, to the right over agents, titles and persons.
    fn mention(&mut self, board: &Board<'_>, hit: Hit<'_>, sentence: Tokens) -> Mention {
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
        const POSTS: [&str; 9] = [
            "ambassador",
            "envoy",
            "representative",
            "mission",
            "missions",
            "spokesman",
            "spokeswoman",
            "delegate",
            "delegation",
        ];
        POSTS.contains(&board.surface(at).to_ascii_lowercase().as_str())
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
        const PARTICLES: [&str; 10] = [
            "al", "bin", "bint", "ibn", "van", "von", "de", "der", "el", "ul",
        ];
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
            let particle = PARTICLES.contains(&board.surface(end));
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
            opposed: is_opposed(board, tokens.start),
            idle: false,
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
    let last = board.surface(hit.tokens.end - 1).to_ascii_lowercase();
    hit.alias.kind == AliasKind::Demonym && (!last.ends_with('s') || last.ends_with("ss"))
}

/// The affix a hyphen joins at `at`.
fn affix(board: &Board<'_>, at: usize) -> Option<Affix> {
    let token = board.get(at).filter(|token| token.joined)?;
    let _ = token;
    board.marker(at).affix
}

/// "anti-American": the name is what the noun is against.
fn is_opposed(board: &Board<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).filter(|_| board.token(at).joined);
    before.is_some_and(|at| board.marker(at).affix == Some(Affix::Against))
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
            matches!(board.marker(at).affix, Some(Affix::For))
                || board.surface(at).eq_ignore_ascii_case("non")
        });
    let ethnic = before.is_some_and(|at| board.marker(at).ethnic)
        || mention.tokens.end < sentence.end && board.marker(mention.tokens.end).ethnic;
    let dateline = mention.kind == AliasKind::Capital && is_dateline(board, mention, sentence);
    prefixed || ethnic && matches!(mention.kind, AliasKind::Demonym) || dateline
}

/// "MOSCOW (Reuters) -", "JERUSALEM -", at the beginning of a sentence.
fn is_dateline(board: &Board<'_>, mention: &Mention, sentence: Tokens) -> bool {
    let early = mention.tokens.start < sentence.start + 4;
    let next = board.get(mention.tokens.end).map(|t| t.kind);
    early && matches!(next, Some(TokenKind::Open | TokenKind::Dash))
}
