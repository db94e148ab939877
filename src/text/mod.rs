//! From an article to a document: tokens, sentences and segments, all as ranges over the text, which is never rewritten.

mod amount;
mod block;
mod ending;
mod exact;
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
    /// None yet.
    const NONE: Self = Self {
        span: Span::new(0, 0),
        kind: TokenKind::Symbol,
        joined: false,
        word: Word::NONE,
    };

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
}

impl Document {
    /// Empties it, and keeps its room.
    fn clear(&mut self) {
        self.tokens.clear();
        self.sentences.clear();
        self.segments.clear();
        self.title = 0;
        self.cuts = Cuts::default();
        self.notes.names.clear();
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
        Cow::Owned(text.chars().map(exact::narrow).collect())
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
    let room = bytes / 5 + 8;
    if document.tokens.capacity() < room {
        // new room, where more of the old would take what it held along
        document.tokens = Vec::with_capacity(room);
    }
    part_tokens(lookup, memo, article.part(Part::Title), document);
    document.title = document.tokens.len();
    part_tokens(lookup, memo, article.part(Part::Text), document);
}

/// How many tokens are found before they are looked up.
const BATCH: usize = 128;

/// Finds tokens, and then looks them up, batch by batch: the state of these two loops stays in registers. In one loop it did not, and
/// looking a token up took 151 instructions, now 92.
#[inline(never)]
fn part_tokens(lookup: &impl Lookup, memo: &mut Memo, text: &str, document: &mut Document) {
    let mut batch = [scan::Raw::NONE; BATCH];
    let mut filled = 0;
    scan::scan(text, |raw| {
        batch[filled] = raw;
        filled += 1;
        if filled == BATCH {
            look_up(lookup, memo, text, &batch, document);
            filled = 0;
        }
    });
    look_up(lookup, memo, text, &batch[..filled], document);
}

#[inline(never)]
fn look_up(
    lookup: &impl Lookup,
    memo: &mut Memo,
    text: &str,
    batch: &[scan::Raw],
    document: &mut Document,
) {
    let first = document.tokens.len();
    // room first: a token that might have to move all others is not written straight to its place
    document.tokens.resize(first + batch.len(), Token::NONE);
    let tokens = document.tokens[first..].iter_mut();
    let (mut others, mut function_words) = (0, 0);
    for (nth, (raw, token)) in batch.iter().zip(tokens).enumerate() {
        let word = if raw.kind == TokenKind::Word {
            let classify = |surface: &str| memo::classify(lookup, surface, false);
            let word = memo.word(text, raw.span, classify);
            function_words += usize::from(word.hints.any(Hints::FUNCTION));
            word
        } else {
            others += 1;
            other_word(lookup, memo, text, raw)
        };
        if word.hints.any(Hints::NOTED) {
            document.cuts.long_words += usize::from(word.is_too_long());
            document.notes.name(first + nth, raw.joined, word.hints);
        }
        *token = Token {
            span: raw.span,
            kind: raw.kind,
            joined: raw.joined,
            word: *word,
        };
    }
    document.notes.words += batch.len() - others;
    document.notes.function_words += function_words;
}

/// What is known of an acronym, a number or the letters of a possessive; of a mark, that it is one.
#[inline(never)]
fn other_word<'m>(
    lookup: &impl Lookup,
    memo: &'m mut Memo,
    text: &str,
    raw: &scan::Raw,
) -> &'m Word {
    if !raw.kind.has_letters() {
        return Word::of_mark(raw.kind);
    }
    let acronym = raw.kind == TokenKind::Acronym;
    memo.word(text, raw.span, |surface| {
        memo::classify(lookup, surface, acronym)
    })
}

impl Notes {
    /// Notes that a name may begin here.
    fn name(&mut self, at: usize, joined: bool, hints: Hints) {
        if hints.any(Hints::NAME) || joined && hints.any(Hints::JOINED_NAME) {
            self.names.push(at);
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
