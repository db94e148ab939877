//! The languages text can be read in; today English.

use rust_stemmers::{Algorithm, Stemmer};

/// A language détente reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Language {
    /// English, stemmed by Snowball's English (Porter 2) algorithm.
    #[default]
    English,
}

impl Language {
    /// The language of a two-letter ISO 639-1 code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        (code == "en").then_some(Self::English)
    }

    pub(crate) fn stemmer(self) -> Stemmer {
        match self {
            Self::English => Stemmer::create(Algorithm::English),
        }
    }
}
