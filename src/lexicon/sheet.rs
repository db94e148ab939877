//! A short text laid against the tables, as the checker needs it: which words idioms close, which names stand in it.

use crate::{
    article::Article,
    event::Part,
    lexicon::Tables,
    pattern::{Place, Trie},
    text::{self, Document, Memo, TokenKind, Word},
};

/// A text, its tokens, and the words that idioms close to cues and shifters.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    tables: &'a Tables,
    article: Article<'a>,
    document: Document,
    closed: Vec<bool>,
}

impl<'a> Sheet<'a> {
    /// Reads a text.
    pub(super) fn new(tables: &'a Tables, memo: &mut Memo, text: &'a str) -> Self {
        let article = Article::undated("", text);
        let document = text::read(&tables.segmenter, memo, &article);
        let closed = vec![false; document.tokens.len()];
        Self {
            tables,
            article,
            document,
            closed,
        }
    }

    /// Closes the words of idioms, left to right, the longest first.
    pub(super) fn close(mut self) -> Self {
        let (mut at, end) = (0, self.document.tokens.len());
        while at < end {
            let found = self
                .tables
                .masks
                .longest(at, end, &|i| self.open_place(i))
                .map(|m| m.literals);
            let words = found.as_ref().map_or(&[][..], |path| path.as_slice());
            for &word in words {
                self.closed[word] = true;
            }
            at = words.last().map_or(at, |&last| last) + 1;
        }
        self
    }

    /// Whether the entry of a trie begins with the first word.
    pub(super) fn finds(&self, trie: &Trie, entry: u32, name: bool) -> bool {
        let mut found = false;
        let place = |at: usize| {
            if name {
                self.name_place(at)
            } else {
                self.open_place(at)
            }
        };
        trie.walk(0, self.document.tokens.len(), &place, &mut |m| {
            found |= m.entries.contains(&entry);
        });
        found
    }

    /// The text in lower case, an `A` for each actor named, and a `_` for each word that is one of its `own`.
    pub(super) fn bare(&self, own: impl Fn(&Word) -> bool) -> String {
        let mut bare: Vec<String> = Vec::new();
        let mut at = 0;
        while let Some(token) = self.document.tokens.get(at) {
            let name = self.name_at(at);
            bare.push(match name {
                Some(_) => "A".to_owned(),
                None if own(&token.word) => "_".to_owned(),
                None => self.surface(at).to_lowercase(),
            });
            at = name.unwrap_or(at + 1);
        }
        bare.join(" ")
    }

    /// Where the longest name of an actor ends that begins at `at`.
    fn name_at(&self, at: usize) -> Option<usize> {
        if !self.document.tokens[at].is_capital() {
            return None;
        }
        let mut end = None;
        let place = |i: usize| self.name_place(i);
        let tokens = self.document.tokens.len();
        self.tables.names.walk(at, tokens, &place, &mut |m| {
            let actor = |&e: &u32| self.tables.aliases[e as usize].actor.is_some();
            let last = m.literals.as_slice().last().map(|last| last + 1);
            if m.entries.iter().any(actor) {
                end = end.max(last);
            }
        });
        end
    }

    fn surface(&self, at: usize) -> &'a str {
        self.document.tokens[at]
            .span
            .of(self.article.part(Part::Text))
    }

    /// What cues, shifters and idioms see: words that are not closed; quotation marks cost nothing.
    fn open_place(&self, at: usize) -> Place {
        let token = &self.document.tokens[at];
        let word = if self.closed[at] {
            Word::NONE
        } else {
            token.word
        };
        let transparent = matches!(token.kind, TokenKind::Quote | TokenKind::Possessive);
        Place::new(word.form, word.stem, transparent)
    }

    /// What names see: whole forms, also those an idiom has closed; the full stop of an initial is passed over.
    fn name_place(&self, at: usize) -> Place {
        let before = at.checked_sub(1).map_or("", |i| self.surface(i));
        let initial = before.chars().count() == 1 || self.tables.segmenter.is_abbreviation(before);
        let form = self.document.tokens[at].word.form;
        Place::new(form, 0, self.surface(at) == "." && initial)
    }
}
