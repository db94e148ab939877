//! The vocabulary: small numbers for the words and stems that a lexicon knows.

use rust_stemmers::Stemmer;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    language::Language,
    text::{
        normal::Folded,
        scan::{Case, case_of},
    },
};

/// Number of a word form or a stem; 0 is any the lexicon does not know.
pub(crate) type Id = u32;

/// What is known of one word: the numbers everything after works on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// The lower-case form; 0 if no entry has it.
    pub(crate) form: Id,
    /// The stem; 0 if no entry has it.
    pub(crate) stem: Id,
    /// A fixed hash of the folded form, the same on every machine.
    pub(crate) hash: u64,
    /// How the word is written.
    pub(crate) case: Case,
}

impl Word {
    pub(crate) const NONE: Self = Self {
        form: 0,
        stem: 0,
        hash: 0,
        case: Case::Lower,
    };
}

/// How text is cut and words are numbered: the same for patterns and for news.
pub(crate) struct Segmenter {
    stemmer: Stemmer,
    forms: FxHashMap<Box<str>, Id>,
    stems: FxHashMap<Box<str>, Id>,
    irregular: FxHashMap<Box<str>, Box<str>>,
    abbreviations: FxHashSet<Box<str>>,
    openers: FxHashSet<Box<str>>,
}

impl std::fmt::Debug for Segmenter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Segmenter")
            .field("forms", &self.forms.len())
            .field("stems", &self.stems.len())
            .finish_non_exhaustive()
    }
}

impl Segmenter {
    pub(crate) fn new(
        language: Language,
        irregular: impl IntoIterator<Item = (String, String)>,
        abbreviations: impl IntoIterator<Item = String>,
        openers: impl IntoIterator<Item = String>,
    ) -> Self {
        Self {
            stemmer: language.stemmer(),
            forms: FxHashMap::default(),
            stems: FxHashMap::default(),
            irregular: irregular
                .into_iter()
                .map(|(form, base)| (form.into(), base.into()))
                .collect(),
            abbreviations: abbreviations
                .into_iter()
                .map(|word| word.to_lowercase().into())
                .collect(),
            openers: openers.into_iter().map(Into::into).collect(),
        }
    }

    /// The number of a form, given one if it has none yet.
    pub(crate) fn intern_form(&mut self, word: &Folded<'_>) -> Id {
        let next = id(self.forms.len());
        *self.forms.entry(word.as_str().into()).or_insert(next)
    }

    /// The number of a word's stem, given one if it has none yet.
    pub(crate) fn intern_stem(&mut self, word: &Folded<'_>) -> Id {
        let stem = self.stem(word);
        let next = id(self.stems.len());
        *self.stems.entry(stem.into()).or_insert(next)
    }

    pub(crate) fn form(&self, folded: &str) -> Id {
        self.forms.get(folded).copied().unwrap_or(0)
    }

    /// The stem as text: irregular forms by their base, all others by the stemmer.
    pub(crate) fn stem(&self, word: &Folded<'_>) -> String {
        let base = self
            .irregular
            .get(word.as_str())
            .map_or(word.as_str(), |base| base);
        self.stemmer.stem(base).into_owned()
    }

    /// Whether the irregular forms have the word.
    pub(crate) fn is_irregular(&self, folded: &str) -> bool {
        self.irregular.contains_key(folded)
    }

    pub(crate) fn is_abbreviation(&self, word: &str) -> bool {
        Folded::new(word).is_some_and(|folded| self.abbreviations.contains(folded.as_str()))
    }

    /// Whether the word, with a capital, opens a sentence rather than a name.
    pub(crate) fn is_opener(&self, word: &str) -> bool {
        Folded::new(word).is_some_and(|folded| self.openers.contains(folded.as_str()))
    }

    /// Looks a surface up; `None` for words too long to be looked up.
    pub(crate) fn classify(&self, surface: &str) -> Option<Word> {
        let folded = Folded::new(surface)?;
        let stem = self.stem(&folded);
        Some(Word {
            form: self.form(folded.as_str()),
            stem: self.stems.get(stem.as_str()).copied().unwrap_or(0),
            hash: fnv(folded.as_str().bytes()),
            case: case_of(surface),
        })
    }

    /// Looks up `U.S.` as `us`, in capitals.
    pub(crate) fn classify_acronym(&self, surface: &str) -> Option<Word> {
        let letters: String = surface.chars().filter(|c| *c != '.').collect();
        self.classify(&letters)
    }
}

fn id(known: usize) -> Id {
    Id::try_from(known + 1).unwrap_or(Id::MAX)
}

/// The 64-bit Fowler-Noll-Vo hash (FNV-1a): slow beside others, but fixed for ever, which story keys need.
pub(crate) fn fnv(bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// How many distinct words a memo holds before it stops to grow.
const MEMO_LIMIT: usize = 1 << 19;

/// Remembers what a word is from its bytes, so that each distinct word is folded, stemmed and looked up once.
#[derive(Debug, Default)]
pub(crate) struct Memo {
    words: FxHashMap<Box<str>, Word>,
}

impl Memo {
    /// The word of a surface; `None` for words too long to be looked up.
    pub(crate) fn word(&mut self, segmenter: &Segmenter, surface: &str) -> Option<Word> {
        if let Some(word) = self.words.get(surface) {
            return Some(*word);
        }
        let word = segmenter.classify(surface)?;
        if self.words.len() < MEMO_LIMIT {
            self.words.insert(surface.into(), word);
        }
        Some(word)
    }
}
