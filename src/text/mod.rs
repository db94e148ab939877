//! From an article to a document: tokens, sentences and segments, all as ranges over the text, which is never rewritten.

mod amount;
mod ending;
mod hints;
mod joined;
mod memo;
pub(crate) mod normal;
mod scan;
mod sentence;
mod traits;
mod vocabulary;

pub(crate) use hints::Hints;
pub(crate) use memo::{Lookup, Memo};
pub use scan::{Case, TokenKind};
pub(crate) use traits::Traits;
pub(crate) use vocabulary::{Id, Key, Segmenter, Word, fnv, keys};

use std::borrow::Cow;

use crate::{
    article::Article,
    event::{Cuts, Part},
    span::{Span, Tokens},
};

/// One token: its place, its kind, and the numbers of its word.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// The bytes in the token's part of the article.
    pub span: Span,
    /// What the token is.
    pub kind: TokenKind,
    /// Whether a hyphen joins it to the word before.
    pub joined: bool,
    pub(crate) word: Word,
}

impl Token {
    /// Whether the token is a word, an acronym or a number.
    #[must_use]
    pub const fn is_word(&self) -> bool {
        matches!(
            self.kind,
            TokenKind::Word | TokenKind::Acronym | TokenKind::Number
        )
    }

    /// Whether the word is one of these. Acronyms are no words here: `U.S.` is not "us".
    pub(crate) fn is_any(&self, words: &[Key]) -> bool {
        self.kind != TokenKind::Acronym && self.word.is_any(words)
    }

    /// Whether the word is written with a capital first letter, or in capitals.
    #[must_use]
    pub const fn is_capital(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Acronym)
            && matches!(self.word.case, Case::Capital | Case::Upper)
    }
}

/// A sentence: its part and its tokens.
#[derive(Clone, Copy, Debug)]
pub struct Sentence {
    /// The part of the article it stands in.
    pub part: Part,
    /// Its tokens.
    pub tokens: Tokens,
    /// Whether it is written in capitals throughout, as wire titles are.
    pub capitals: bool,
    /// What any of its words could be to later stages.
    pub(crate) hints: Hints,
    /// Its segments, by their places among those of the document.
    pub(crate) segments: Tokens,
}

/// The text of an article, cut into tokens, sentences and segments.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The tokens of title and text, in order.
    pub tokens: Vec<Token>,
    /// The sentences, in order; the title's first.
    pub sentences: Vec<Sentence>,
    /// Pieces of sentences between semicolons, colons, dashes, brackets and long quotations, in order.
    pub segments: Vec<Tokens>,
    /// How many tokens the title has.
    pub title: usize,
    /// What the limits on length left out.
    pub cuts: Cuts,
    pub(crate) notes: Notes,
}

/// What was noted while the text was scanned, so that no later stage looks at every token for it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Notes {
    /// Words, without acronyms and numbers.
    pub(crate) words: usize,
    /// Words that are function words of the language.
    pub(crate) function_words: usize,
    /// The tokens with which a name may begin.
    pub(crate) names: Vec<usize>,
    /// The tokens after which a sentence may end: a stop, an acronym, an empty line.
    stops: Vec<usize>,
}

impl Document {
    /// Empties it, and keeps its room.
    fn clear(&mut self) {
        self.tokens.clear();
        self.sentences.clear();
        self.segments.clear();
        self.title = 0;
        self.cuts = Cuts::default();
        let Notes { names, stops, .. } = &mut self.notes;
        names.clear();
        stops.clear();
        (self.notes.words, self.notes.function_words) = (0, 0);
    }

    /// The tokens of a sentence with which a name may begin.
    pub(crate) fn names_in(&self, sentence: &Sentence) -> &[usize] {
        let names = &self.notes.names;
        let first = names.partition_point(|&at| at < sentence.tokens.start);
        let end = names.partition_point(|&at| at < sentence.tokens.end);
        &names[first..end]
    }

    /// Whether a sentence may be over the longest length.
    pub(crate) fn is_long(&self) -> bool {
        self.tokens.len() > sentence::LONGEST_SENTENCE
    }

    /// The segments of a sentence.
    pub(crate) fn segments_of(&self, sentence: &Sentence) -> &[Tokens] {
        &self.segments[sentence.segments.start..sentence.segments.end]
    }

    /// The part of the article a token stands in.
    #[must_use]
    pub const fn part(&self, at: usize) -> Part {
        if at < self.title {
            Part::Title
        } else {
            Part::Text
        }
    }

    /// A token as written.
    #[must_use]
    pub fn surface<'a>(&self, article: &Article<'a>, at: usize) -> &'a str {
        self.tokens
            .get(at)
            .map_or("", |token| token.span.of(article.part(self.part(at))))
    }

    /// The span of a range of tokens that lie in one part; empty for an empty range.
    #[must_use]
    pub fn span(&self, range: Tokens) -> Span {
        match (
            self.tokens.get(range.start),
            range
                .end
                .checked_sub(1)
                .and_then(|last| self.tokens.get(last)),
        ) {
            (Some(first), Some(last)) if !range.is_empty() => first.span.cover(&last.span),
            _ => Span::default(),
        }
    }
}

/// A text in letters and digits of the usual width.
pub(crate) fn narrow(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().map(scan::narrow).collect())
    }
}

/// Reads an article into a document, whole: tokens, sentences and segments.
pub(crate) fn read(lookup: &impl Lookup, memo: &mut Memo, article: &Article<'_>) -> Document {
    let mut document = Document::default();
    tokens(lookup, memo, article, &mut document);
    sentences(article, &mut document);
    document
}

/// Reads the tokens of an article into a document, in the place of what it held.
pub(crate) fn tokens(
    lookup: &impl Lookup,
    memo: &mut Memo,
    article: &Article<'_>,
    document: &mut Document,
) {
    document.clear();
    // news has a token for every five bytes
    let bytes = article.part(Part::Title).len() + article.part(Part::Text).len();
    document.tokens.reserve(bytes / 5 + 8);
    part_tokens(lookup, memo, article.part(Part::Title), document);
    document.title = document.tokens.len();
    part_tokens(lookup, memo, article.part(Part::Text), document);
}

fn part_tokens(lookup: &impl Lookup, memo: &mut Memo, text: &str, document: &mut Document) {
    let Document {
        tokens,
        cuts,
        notes,
        ..
    } = document;
    let mut end = u32::MAX;
    scan::scan(text, |raw| {
        let at = tokens.len();
        // two spaces or more may be an empty line
        if raw.span.start > end.saturating_add(1) {
            notes.stop(at - 1);
        }
        end = raw.span.end;
        let acronym = raw.kind == TokenKind::Acronym;
        if acronym || raw.kind == TokenKind::Stop {
            notes.stop(at);
        }
        let word = if raw.kind.has_letters() {
            let classify = |surface: &str| memo::classify(lookup, surface, acronym);
            memo.word(text, raw.span, classify)
        } else {
            Word::of_mark(raw.kind)
        };
        cuts.long_words += usize::from(word.is_too_long());
        notes.note(at, &raw, word.hints);
        tokens.push(Token {
            span: raw.span,
            kind: raw.kind,
            joined: raw.joined,
            word: *word,
        });
    });
}

impl Notes {
    #[inline(always)]
    fn note(&mut self, at: usize, raw: &scan::Raw, hints: Hints) {
        let is_word = raw.kind == TokenKind::Word;
        self.words += usize::from(is_word);
        self.function_words += usize::from(is_word & hints.any(Hints::FUNCTION));
        if hints.any(Hints::NAME.and(Hints::JOINED_NAME)) && (raw.joined || hints.any(Hints::NAME))
        {
            self.names.push(at);
        }
    }

    fn stop(&mut self, at: usize) {
        if self.stops.last() != Some(&at) {
            self.stops.push(at);
        }
    }
}

/// Cuts the tokens of a document into sentences, and those into segments.
pub(crate) fn sentences(article: &Article<'_>, document: &mut Document) {
    for part in [Part::Title, Part::Text] {
        sentence::cut(article.part(part), part, document);
    }
}

/// The words of a name or a phrase, folded, and how each is written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    /// The folded words, a blank between two.
    folded: String,
    cases: Vec<Case>,
}

impl Words {
    pub(crate) fn len(&self) -> usize {
        self.cases.len()
    }

    pub(crate) fn folded(&self) -> impl Iterator<Item = &str> {
        self.folded.split(' ').filter(|word| !word.is_empty())
    }

    pub(crate) fn cases(&self) -> &[Case] {
        &self.cases
    }

    fn push(&mut self, folded: &str, case: Case) {
        if !self.cases.is_empty() {
            self.folded.push(' ');
        }
        self.folded.push_str(folded);
        self.cases.push(case);
    }
}

/// Cuts a name or a phrase into words, by the same scanner as news.
pub(crate) fn plain_words(text: &str) -> Words {
    let letters = text.bytes().all(|b| b.is_ascii_alphabetic() || b == b' ');
    let short = |word: &str| (1..=normal::LONGEST_WORD).contains(&word.len());
    if letters && text.split(' ').all(short) {
        // nearly all names: what the scanner would find, for a quarter of its price
        return Words {
            folded: text.to_ascii_lowercase(),
            cases: text.split(' ').map(scan::case_of).collect(),
        };
    }
    let mut words = Words::default();
    scan::scan(text, |raw| {
        let surface = raw.span.of(text);
        let surface: String = match raw.kind {
            TokenKind::Acronym => surface.chars().filter(|c| *c != '.').collect(),
            TokenKind::Word | TokenKind::Number | TokenKind::Possessive => surface.to_owned(),
            _ => return,
        };
        if let Some(folded) = normal::Folded::new(&surface) {
            words.push(folded.as_str(), scan::case_of(&surface));
        }
    });
    words
}
