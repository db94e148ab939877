//! Names: every alias of the text that may stand where it stands, by its case, its guards and the terms of office.

use crate::{
    annotate::{Board, Owner, when::When},
    article::Article,
    day::Day,
    event::Part,
    lexicon::entries::{Alias, AliasKind, Guard, Writing},
    pattern::Sight,
    span::Tokens,
    text::{Case, Document, Id, Key, Sentence, Token, TokenKind, Traits, keys},
};

/// One alias found in the text, before titles and agents join it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit<'a> {
    pub(super) tokens: Tokens,
    pub(super) alias: &'a Alias,
    pub(super) former: bool,
}

/// Every alias of the article, left to right, the longest that may stand here. The text is read before the title: a title calls by
/// the surname whom the text introduces.
pub(super) fn hits<'a>(board: &mut Board<'a>, whens: &[When]) -> Vec<Hit<'a>> {
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
    let starts = board.document.names_in(sentence);
    if starts.is_empty() {
        return;
    }
    let day = day_of(board, sentence, whens);
    let mut free = sentence.tokens.start;
    for &at in starts {
        if at < free {
            continue;
        }
        let titled = |h: &Hit<'_>| h.alias.kind == AliasKind::Title && h.tokens.end == at;
        let scene = Scene {
            sentence: sentence.tokens,
            capitals: sentence.capitals,
            day,
            seen,
            after_title: hits.last().is_some_and(titled),
        };
        let Some(hit) = hit(board, at, &scene) else {
            continue;
        };
        if let Some(person) = hit.alias.person.filter(|p| !seen.contains(p)) {
            seen.push(person);
        }
        if hit.alias.kind == AliasKind::Blocker {
            board.claim(hit.tokens.iter(), Owner::Masked);
        }
        free = hit.tokens.end;
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

pub(super) const COURTESIES: [Key; 7] = keys(["mr", "mrs", "ms", "dr", "sir", "lord", "gen"]);

/// "Mr Trump": a courtesy before the name.
fn is_courtesy(board: &Board<'_>, at: usize) -> bool {
    const IN_CAPITALS: [Key; 4] = keys(["mr", "mrs", "dr", "gen"]);
    let stop = at.checked_sub(1).is_some_and(|i| board.surface(i) == ".");
    let before = at
        .checked_sub(1 + usize::from(stop))
        .and_then(|i| board.get(i));
    before.is_some_and(|token| match token.word.case {
        Case::Capital => token.is_any(&COURTESIES),
        Case::Upper => token.is_any(&IN_CAPITALS),
        Case::Lower => false,
    })
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

/// What the names see: exact forms, in idioms too, with the full stops of initials passed over.
struct Names<'b, 'a>(&'b Board<'a>);

impl Sight for Names<'_, '_> {
    fn word(&self, at: usize) -> (Id, Id) {
        let seen = matches!(self.0.owners[at], Owner::Open | Owner::Masked | Owner::Date);
        let form = self.0.token(at).word.form;
        (if seen { form } else { 0 }, 0)
    }

    fn is_transparent(&self, at: usize) -> bool {
        is_initial_stop(self.0.document, self.0.article, at)
    }
}

fn hit<'a>(board: &Board<'a>, at: usize, scene: &Scene<'_>) -> Option<Hit<'a>> {
    let mut best: Option<(usize, u32)> = None;
    board
        .tables
        .names
        .walk(at, scene.sentence.end, &Names(board), &mut |found| {
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
        || is_courtesy(board, *first)
        || alias.person.is_some_and(|p| scene.seen.contains(&p));
    let published = board.article.published();
    let begun = published.is_none_or(|day| alias.from.is_none_or(|from| from <= day));
    let dollar = is_currency(board, tokens.end);
    // a name may hold an idiom's words ("American Civil War"), but not be a part of one ("French fries")
    let masked = words.iter().any(|&at| board.owners[at] != Owner::Open);
    let whole = matches!(
        alias.kind,
        AliasKind::Blocker
            | AliasKind::Organisation
            | AliasKind::Group
            | AliasKind::Government
            | AliasKind::Title
    ) && words.len() > 1;
    let guarded = alias
        .guards
        .iter()
        .all(|guard| holds(board, guard, tokens, scene));
    written && surname && begun && !dollar && (!masked || whole) && guarded
}

/// "HK$5", "U.S. $5": a currency; "gave Kenya $5" is none.
fn is_currency(board: &Board<'_>, at: usize) -> bool {
    let joins = |before: &Token| {
        before.span.end == board.token(at).span.start || before.word.case == Case::Upper
    };
    board.surface(at) == "$" && joins(board.token(at - 1))
}

/// The full stop of an initial or an abbreviation inside a name: "John F. Kerry", "St. Kitts".
pub(super) fn is_initial_stop(document: &Document, article: &Article<'_>, at: usize) -> bool {
    let is_stop = document.tokens[at].kind == TokenKind::Stop;
    let before = at.checked_sub(1).filter(|_| is_stop);
    before.is_some_and(|i| {
        let word = &document.tokens[i].word;
        (word.length == 1 || word.traits.has(Traits::ABBREVIATION))
            && document.surface(article, at) == "."
    })
}

fn is_written(board: &Board<'_>, at: usize, writing: Writing, scene: &Scene<'_>) -> bool {
    // in a line of capitals "US" may be the pronoun, but a pronoun of the object does not begin a line
    let pronoun = || {
        let dotted = board.token(at).kind == TokenKind::Acronym;
        !dotted && scene.capitals && at != scene.sentence.start
    };
    may_be_written(board.token(at), writing) && !(writing == Writing::UpperOnly && pronoun())
}

/// Whether a word is written as a name asks for.
pub(super) fn may_be_written(token: &Token, writing: Writing) -> bool {
    match writing {
        Writing::Any => true,
        // "Ban Ki-moon", "Kim Jong-un": after a hyphen a name may go on in lower case
        Writing::Capital => token.word.case != Case::Lower || token.joined,
        Writing::Upper | Writing::UpperOnly => token.word.case == Case::Upper,
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
