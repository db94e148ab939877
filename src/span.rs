//! Places in a text: byte spans of the source, and ranges of tokens. They count different things, so they are different types.

use serde::{Deserialize, Serialize};

/// A half-open range of bytes in one part of an article, always on character boundaries.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` up to, not including, `end`.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The text under the span; empty where the span does not fit `text`.
    #[must_use]
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start as usize..self.end as usize)
            .unwrap_or("")
    }

    /// Whether the two spans have a byte in common.
    #[must_use]
    pub const fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same span in a text with so many more bytes before it.
    pub(crate) const fn after(self, bytes: u32) -> Self {
        Self {
            start: self.start.saturating_add(bytes),
            end: self.end.saturating_add(bytes),
        }
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(&self, other: &Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

/// A half-open range of tokens in a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tokens {
    /// Index of the first token.
    pub start: usize,
    /// One past the index of the last token.
    pub end: usize,
}

impl Tokens {
    /// The tokens from `start` up to, not including, `end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Whether token `index` is in the range.
    #[must_use]
    pub const fn contains(&self, index: usize) -> bool {
        self.start <= index && index < self.end
    }

    /// Number of tokens.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether there is no token in the range.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.end <= self.start
    }

    /// The same range with so many more tokens before it.
    pub(crate) const fn after(self, tokens: usize) -> Self {
        Self::new(self.start + tokens, self.end + tokens)
    }

    /// The token indices, in order.
    #[must_use]
    pub fn iter(&self) -> std::ops::Range<usize> {
        self.start..self.end
    }
}

impl IntoIterator for Tokens {
    type Item = usize;
    type IntoIter = std::ops::Range<usize>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for &Tokens {
    type Item = usize;
    type IntoIter = std::ops::Range<usize>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
