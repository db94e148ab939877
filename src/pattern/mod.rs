//! Patterns: sequences of stems and exact words with bounded gaps, all matched at once by a trie over word numbers.

mod sight;
mod trie;
mod walk;

pub(crate) use sight::{Place, Sight};
use thiserror::Error;
pub(crate) use trie::{Longest, Trie};

use crate::text::normal::Folded;

/// The most words a pattern may have.
pub(crate) const MOST_WORDS: usize = 12;
/// The most bytes a pattern may have.
pub(crate) const MOST_BYTES: usize = 256;
/// The widest gap.
pub(crate) const WIDEST_GAP: u8 = 5;
/// The most ways a pattern's alternatives may multiply to.
const MOST_WAYS: usize = 512;

/// What is wrong with a pattern.
#[derive(Clone, Debug, Error, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
#[allow(missing_docs)]
pub enum PatternError {
    #[error("is empty; write at least one word")]
    Empty,
    #[error("has {0} bytes; write at most {MOST_BYTES}")]
    TooLong(usize),
    #[error("has {0} words; write at most {MOST_WORDS}")]
    TooManyWords(usize),
    #[error("has a gap \"{0}\"; write ~1 to ~{WIDEST_GAP}")]
    Gap(String),
    #[error("begins or ends with a gap; begin and end with a word")]
    GapAtEdge,
    #[error("has an empty alternative; write a|b")]
    EmptyAlternative,
    #[error("has alternatives of several words in \"{0}\"; write single words, or two entries")]
    LongAlternative(String),
    #[error("has more than {MOST_WAYS} combinations of alternatives; write several entries")]
    TooManyWays,
    #[error("has a mark that matches nothing in \"{0}\"; write words only")]
    Mark(String),
}

/// One word a pattern asks for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Literal {
    /// Any word with the stem of this one.
    Stem(String),
    /// This form only.
    Exact(String),
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Element {
    Word(Vec<Literal>),
    Gap(u8),
}

/// A pattern as written, checked but not yet numbered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Pattern {
    pub(crate) elements: Vec<Element>,
}

impl Pattern {
    /// Parses the notation of term files: words, `=exact`, `a|b`, `~3`.
    pub(crate) fn parse(text: &str) -> Result<Self, PatternError> {
        if text.len() > MOST_BYTES {
            return Err(PatternError::TooLong(text.len()));
        }
        let mut elements = Vec::new();
        for piece in text.split_whitespace() {
            match piece.strip_prefix('~') {
                Some(width) => elements.push(Element::Gap(
                    gap(width).ok_or_else(|| PatternError::Gap(piece.to_owned()))?,
                )),
                None => words(piece, &mut elements)?,
            }
        }
        let pattern = Self { elements };
        pattern.check()?;
        Ok(pattern)
    }

    fn check(&self) -> Result<(), PatternError> {
        let words = self
            .elements
            .iter()
            .filter(|e| matches!(e, Element::Word(_)))
            .count();
        match (words, self.elements.first(), self.elements.last()) {
            (0, _, _) if self.elements.is_empty() => Err(PatternError::Empty),
            (_, Some(Element::Gap(_)), _) | (_, _, Some(Element::Gap(_))) => {
                Err(PatternError::GapAtEdge)
            }
            (n, _, _) if n > MOST_WORDS => Err(PatternError::TooManyWords(n)),
            _ if self.ways() > MOST_WAYS => Err(PatternError::TooManyWays),
            _ => Ok(()),
        }
    }

    /// In how many ways it can be read.
    pub(super) fn ways(&self) -> usize {
        self.elements.iter().fold(1, |ways, e| match e {
            Element::Word(alternatives) => ways.saturating_mul(alternatives.len()),
            Element::Gap(_) => ways,
        })
    }
}

fn gap(width: &str) -> Option<u8> {
    width.parse().ok().filter(|w| (1..=WIDEST_GAP).contains(w))
}

fn words(piece: &str, elements: &mut Vec<Element>) -> Result<(), PatternError> {
    let mut alternatives = Vec::new();
    for alternative in piece.split('|') {
        let (exact, word) = alternative
            .strip_prefix('=')
            .map_or((false, alternative), |word| (true, word));
        let parts: Vec<&str> = word.split('-').collect();
        if word.is_empty() {
            return Err(PatternError::EmptyAlternative);
        }
        if parts.len() > 1 && piece.contains('|') {
            return Err(PatternError::LongAlternative(piece.to_owned()));
        }
        for part in parts {
            let folded = Folded::new(part)
                .filter(|f| is_plain(f.as_str()))
                .ok_or_else(|| PatternError::Mark(piece.to_owned()))?;
            let literal = folded.as_str().to_owned();
            alternatives.push(if exact {
                Literal::Exact(literal)
            } else {
                Literal::Stem(literal)
            });
        }
    }
    if piece.contains('|') {
        elements.push(Element::Word(alternatives));
    } else {
        elements.extend(
            alternatives
                .into_iter()
                .map(|literal| Element::Word(vec![literal])),
        );
    }
    Ok(())
}

fn is_plain(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || c == '\'')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_say_what_is_wrong() {
        assert_eq!(Pattern::parse("").unwrap_err(), PatternError::Empty);
        assert_eq!(
            Pattern::parse("impose ~9 sanction").unwrap_err(),
            PatternError::Gap("~9".into())
        );
        assert_eq!(
            Pattern::parse("~2 sanction").unwrap_err(),
            PatternError::GapAtEdge
        );
        assert_eq!(
            Pattern::parse("a||b").unwrap_err(),
            PatternError::EmptyAlternative
        );
        assert_eq!(
            Pattern::parse("war, peace").unwrap_err(),
            PatternError::Mark("war,".into())
        );
    }

    #[test]
    fn hyphens_separate_words() {
        assert_eq!(
            Pattern::parse("cease-fire").unwrap(),
            Pattern::parse("cease fire").unwrap()
        );
    }
}
