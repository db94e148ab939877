//! From an article to a document: tokens, sentences and segments, all as ranges over the text, which is never rewritten.

pub(crate) mod normal;
mod scan;
mod sentence;
mod traits;
mod vocabulary;

pub use scan::{Case, TokenKind};
pub(crate) use traits::Traits;
pub(crate) use vocabulary::{Id, Key, Memo, Segmenter, Word, fnv, keys};

use std::borrow::Cow;

use crate::{
    article::Article,
    event::Part,
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
    /// How many words were too long to be looked up, and how many sentences so long that they were cut.
    pub cuts: Cuts,
}

/// What the limits on length left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cuts {
    /// Words over 64 bytes, which no entry can match.
    pub long_words: usize,
    /// Sentences over 512 tokens, which were cut.
    pub long_sentences: usize,
    /// Mentions beyond the sixteenth of a sentence, which make no pair.
    pub mentions: usize,
}

impl Document {
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

/// Reads an article into a document.
pub(crate) fn read(segmenter: &Segmenter, memo: &mut Memo, article: &Article<'_>) -> Document {
    let mut document = Document::default();
    // news has a token for every five bytes
    let bytes = article.part(Part::Title).len() + article.part(Part::Text).len();
    document.tokens.reserve(bytes / 5 + 8);
    for part in [Part::Title, Part::Text] {
        let text = article.part(part);
        let first = document.tokens.len();
        let Document { tokens, cuts, .. } = &mut document;
        scan::scan(text, |raw| {
            let word = match raw.kind {
                TokenKind::Word | TokenKind::Number | TokenKind::Possessive => {
                    memo.word(segmenter, text, raw.span, false)
                }
                TokenKind::Acronym => memo.word(segmenter, text, raw.span, true),
                _ => Some(Word::NONE),
            };
            cuts.long_words += usize::from(word.is_none());
            tokens.push(Token {
                span: raw.span,
                kind: raw.kind,
                joined: raw.joined,
                word: word.unwrap_or(Word::NONE),
            });
        });
        sentence::cut(text, part, first, &mut document);
        if part == Part::Title {
            document.title = document.tokens.len();
        }
    }
    document
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
