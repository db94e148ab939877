//! Patterns read by hand, so that a shift or a mask can be told to be the entry's: the words in order, first and last at the edges.

use std::collections::BTreeMap;

use detente::{Analysis, Tokens};

use crate::support::rows;

/// The irregular forms of the bundled lexicon and their bases.
pub(crate) struct Forms(BTreeMap<String, String>);

impl Forms {
    pub(crate) fn bundled() -> Self {
        let pair =
            |row: &crate::support::Row| (row.get("form").to_owned(), row.get("base").to_owned());
        Self(rows("en/irregulars.tsv").iter().map(pair).collect())
    }

    /// Whether the tokens are words of the pattern.
    pub(crate) fn cover(&self, pattern: &str, words: &[String]) -> bool {
        let literals: Vec<&str> = pattern
            .split([' ', '-'])
            .filter(|p| !p.starts_with('~'))
            .collect();
        let mut rest = words.iter();
        let in_order = literals
            .iter()
            .all(|literal| rest.any(|word| self.is(literal, word)));
        let edge = |literal: Option<&&str>, word: Option<&String>| {
            literal.zip(word).is_some_and(|(l, w)| self.is(l, w))
        };
        in_order && edge(literals.first(), words.first()) && edge(literals.last(), words.last())
    }

    /// Whether a word is one of the alternatives: the form itself, or one that begins alike or has the same base.
    fn is(&self, literal: &str, word: &str) -> bool {
        literal.split('|').any(|way| match way.strip_prefix('=') {
            Some(exact) => exact == word,
            None => akin(way, self.base(word)) || akin(self.base(way), word),
        })
    }

    fn base<'a>(&'a self, word: &'a str) -> &'a str {
        self.0.get(word).map_or(word, String::as_str)
    }
}

/// Whether two words begin alike, as far as an English stem reaches at the least.
fn akin(a: &str, b: &str) -> bool {
    let alike = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let shorter = a.len().min(b.len());
    alike == shorter || alike >= 3 && alike + 2 >= shorter
}

/// The words of a range of tokens, in lower case, marks left out.
pub(crate) fn words(analysis: &Analysis<'_>, tokens: Tokens) -> Vec<String> {
    let document = analysis.document();
    let word = |at: usize| document.surface(analysis.article(), at).to_lowercase();
    let is_word = |at: &usize| document.tokens[*at].is_word();
    tokens.iter().filter(is_word).map(word).collect()
}
