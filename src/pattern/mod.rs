//! Patterns: sequences of stems and exact words with bounded gaps, all matched at once by a trie over word numbers.

mod sight;
mod trie;
mod walk;

pub(crate) use sight::{Place, Sight};
use thiserror::Error;
pub(crate) use trie::{Longest, Trie};

use self::sight::{Key, form_key, stem_key};
use crate::text::{Id, Segmenter, normal::Folded};

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Literal<'t> {
    /// Any word with the stem of this one.
    Stem(Folded<'t>),
    /// This form only.
    Exact(Folded<'t>),
}

impl Literal<'_> {
    /// The word as it is written, folded.
    pub(crate) fn as_str(&self) -> &str {
        let (Self::Stem(word) | Self::Exact(word)) = self;
        word.as_str()
    }

    /// The step it takes in a trie.
    fn key(&self, segmenter: &mut Segmenter) -> Key {
        let (Self::Stem(word) | Self::Exact(word)) = self;
        let form = segmenter.intern_form(word);
        match self {
            Self::Exact(_) => form_key(form),
            Self::Stem(_) => stem_key(segmenter.intern_stem(word)),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Element<W> {
    Word(Vec<W>),
    Gap(u8),
}

/// A pattern as written, checked but not yet numbered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pattern<'t> {
    pub(crate) elements: Vec<Element<Literal<'t>>>,
}

/// A pattern whose words have their numbers: what a trie is made of.
#[derive(Clone, Debug)]
pub(crate) struct Numbered(Vec<Element<Key>>);

impl<'t> Pattern<'t> {
    /// Gives every word its number.
    pub(crate) fn numbered(&self, segmenter: &mut Segmenter) -> Numbered {
        let mut number = |element: &Element<Literal<'_>>| match element {
            Element::Gap(width) => Element::Gap(*width),
            Element::Word(literals) => {
                Element::Word(literals.iter().map(|word| word.key(segmenter)).collect())
            }
        };
        Numbered(self.elements.iter().map(&mut number).collect())
    }

    /// The numbers of the past forms it may begin with, each with that of its stem.
    pub(crate) fn pasts(&self, segmenter: &mut Segmenter) -> Vec<(Id, Id)> {
        let Some(Element::Word(first)) = self.elements.first() else {
            return Vec::new();
        };
        let exact = first.iter().filter_map(|literal| match literal {
            Literal::Exact(word) => Some(word),
            Literal::Stem(_) => None,
        });
        let pasts = exact
            .filter(|word| segmenter.is_past(word))
            .collect::<Vec<_>>();
        let number = |word| (segmenter.intern_form(word), segmenter.intern_stem(word));
        pasts.into_iter().map(number).collect()
    }

    /// Parses the notation of term files: words, `=exact`, `a|b`, `~3`.
    pub(crate) fn parse(text: &'t str) -> Result<Self, PatternError> {
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
    pub(crate) fn ways(&self) -> usize {
        self.elements.iter().fold(1, |ways, e| match e {
            Element::Word(alternatives) => ways.saturating_mul(alternatives.len()),
            Element::Gap(_) => ways,
        })
    }
}

fn gap(width: &str) -> Option<u8> {
    width.parse().ok().filter(|w| (1..=WIDEST_GAP).contains(w))
}

fn words<'t>(piece: &'t str, elements: &mut Vec<Element<Literal<'t>>>) -> Result<(), PatternError> {
    let several = piece.contains('|');
    let mut alternatives = Vec::new();
    for alternative in piece.split('|') {
        let (exact, word) = alternative
            .strip_prefix('=')
            .map_or((false, alternative), |word| (true, word));
        if word.is_empty() {
            return Err(PatternError::EmptyAlternative);
        }
        if several && word.contains('-') {
            return Err(PatternError::LongAlternative(piece.to_owned()));
        }
        for part in word.split('-') {
            let folded = Folded::new(part)
                .filter(|f| is_plain(f.as_str()))
                .ok_or_else(|| PatternError::Mark(piece.to_owned()))?;
            let literal = if exact { Literal::Exact } else { Literal::Stem };
            alternatives.push(literal(folded));
        }
    }
    if several {
        elements.push(Element::Word(alternatives));
    } else {
        let single = |literal| Element::Word(vec![literal]);
        elements.extend(alternatives.into_iter().map(single));
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
