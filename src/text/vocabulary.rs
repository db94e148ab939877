//! The vocabulary: small numbers for the words and stems that a lexicon knows.

use rust_stemmers::Stemmer;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    language::Language,
    text::{
        amount,
        ending::{self, Letters},
        hints::Hints,
        normal::{Folded, LONGEST_WORD},
        scan::{Case, TokenKind, case_of},
        traits::Traits,
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
    /// How many characters the folded form has.
    pub(crate) length: u8,
    /// What its spelling says.
    pub(crate) traits: Traits,
    /// What later stages could do with it.
    pub(crate) hints: Hints,
}

impl Word {
    pub(crate) const NONE: Self = Self {
        form: 0,
        stem: 0,
        hash: 0,
        case: Case::Lower,
        length: 0,
        traits: Traits::NONE,
        hints: Hints::NONE,
    };

    /// A word too long to be looked up. It may be a number, and so a time.
    pub(crate) const TOO_LONG: Self = Self {
        hints: Hints::TIME.and(Hints::LONG),
        ..Self::NONE
    };

    /// A mark at which a sentence may be cut into segments.
    const CUT: Self = Self {
        hints: Hints::CUT,
        ..Self::NONE
    };

    /// A mark with which a sentence may end.
    const STOP: Self = Self {
        hints: Hints::STOP,
        ..Self::NONE
    };

    /// What stands for a word where a mark does.
    pub(crate) const fn of_mark(kind: TokenKind) -> &'static Self {
        use TokenKind::{Close, Colon, Dash, Open, Quote, Semicolon, Stop};
        match kind {
            Semicolon | Colon | Dash | Open | Close | Quote => &Self::CUT,
            Stop => &Self::STOP,
            _ => &Self::NONE,
        }
    }

    pub(crate) const fn is_too_long(&self) -> bool {
        self.hints.any(Hints::LONG)
    }

    /// Whether the folded form is one of these.
    pub(crate) fn is_any(&self, keys: &[Key]) -> bool {
        keys.iter().any(|key| key.0 == self.hash)
    }
}

/// A word that code asks for, in its folded form: compared by its hash, so that typography changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key(u64);

/// The keys of some folded words.
pub(crate) const fn keys<const N: usize>(folded: [&str; N]) -> [Key; N] {
    let (mut keys, mut at) = ([Key(0); N], 0);
    while at < N {
        keys[at] = Key(fnv_of(folded[at]));
        at += 1;
    }
    keys
}

/// How text is cut and words are numbered: the same for patterns and for news.
pub(crate) struct Segmenter {
    stemmer: Stemmer,
    forms: FxHashMap<Box<str>, Id>,
    stems: FxHashMap<Box<str>, Id>,
    /// The hashes of those stems without their last letter, the letters that they surely share with their words; and their last letters.
    beginnings: FxHashMap<u64, Letters>,
    /// The words whose stems were given a number: a lexicon says most of its words many times.
    stemmed: FxHashMap<Box<str>, Id>,
    irregular: FxHashMap<Box<str>, Box<str>>,
    abbreviations: FxHashSet<Box<str>>,
    openers: FxHashSet<Box<str>>,
    /// The hashes of all words that are said above: most words that a text says for the first time are none of them, and one look tells.
    said: FxHashSet<u64>,
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
        let mut segmenter = Self {
            stemmer: language.stemmer(),
            forms: FxHashMap::default(),
            stems: FxHashMap::default(),
            beginnings: FxHashMap::default(),
            stemmed: FxHashMap::default(),
            irregular: irregular
                .into_iter()
                .map(|(form, base)| (form.into(), base.into()))
                .collect(),
            abbreviations: abbreviations
                .into_iter()
                .map(|word| word.to_lowercase().into())
                .collect(),
            openers: openers.into_iter().map(Into::into).collect(),
            said: FxHashSet::default(),
        };
        let irregular = segmenter.irregular.keys();
        let words = irregular
            .chain(&segmenter.abbreviations)
            .chain(&segmenter.openers);
        segmenter.said = words.map(|word| fnv_of(word)).collect();
        segmenter
    }

    /// The number of a form, given one if it has none yet.
    pub(crate) fn intern_form(&mut self, word: &Folded<'_>) -> Id {
        if let Some(known) = self.forms.get(word.as_str()) {
            return *known;
        }
        let next = id(self.forms.len());
        self.forms.insert(word.as_str().into(), next);
        self.said.insert(fnv_of(word.as_str()));
        next
    }

    /// The number of a word's stem, given one if it has none yet.
    pub(crate) fn intern_stem(&mut self, word: &Folded<'_>) -> Id {
        if let Some(known) = self.stemmed.get(word.as_str()) {
            return *known;
        }
        let stem = self.stem(word);
        if let Some((last, beginning)) = stem.as_bytes().split_last() {
            let beginning = fnv(beginning.iter().copied());
            let letters = self.beginnings.entry(beginning).or_default();
            *letters = letters.and(*last);
        }
        let next = id(self.stems.len());
        let number = *self.stems.entry(stem.into()).or_insert(next);
        self.stemmed.insert(word.as_str().into(), number);
        self.said.insert(fnv_of(word.as_str()));
        number
    }

    /// Whether a word is a past form: in -ed, or irregular and no noun.
    pub(crate) fn is_past(&self, word: &Folded<'_>) -> bool {
        self.traits(word.as_str(), word.as_str()).has(Traits::PAST)
    }

    pub(crate) fn form(&self, folded: &str) -> Id {
        self.forms.get(folded).copied().unwrap_or(0)
    }

    /// The stem as text: irregular forms by their base, all others by the stemmer.
    pub(crate) fn stem(&self, word: &Folded<'_>) -> String {
        // numbers, a quarter of the words that a text says for the first time, have no ending
        if word
            .as_str()
            .bytes()
            .all(|byte| !byte.is_ascii_alphabetic() && byte.is_ascii())
        {
            return word.as_str().to_owned();
        }
        let base = self
            .irregular
            .get(word.as_str())
            .map_or(word.as_str(), |base| base);
        self.stemmer.stem(base).into_owned()
    }

    /// The number of a word's stem; 0 if no entry has it. What a lexicon says itself need not be stemmed again.
    fn stem_number(&self, word: &Folded<'_>, said: bool) -> Id {
        if said && let Some(known) = self.stemmed.get(word.as_str()) {
            return *known;
        }
        let irregular = said && self.irregular.contains_key(word.as_str());
        if !irregular && !self.may_have_known_stem(word.as_str()) {
            return 0;
        }
        self.stems
            .get(self.stem(word).as_str())
            .copied()
            .unwrap_or(0)
    }

    /// Whether the stem of a regular word could be one that an entry has, told by what a stem must keep of its word.
    ///
    /// The stemmer took somewhat more than half of what first sights of words cost; asking this before it saves a fifth of that cost.
    fn may_have_known_stem(&self, folded: &str) -> bool {
        let Some(fewest) = ending::fewest_letters(folded) else {
            return true;
        };
        let mut hash = FNV_START;
        folded.bytes().enumerate().any(|(letters, byte)| {
            let begins = || self.beginnings.get(&hash);
            let known = letters + 1 >= fewest
                && begins().is_some_and(|last| last.any(Letters::LAST.and(byte)));
            hash = fnv_step(hash, byte);
            known
        })
    }

    pub(crate) fn is_abbreviation(&self, word: &str) -> bool {
        Folded::new(word).is_some_and(|folded| self.abbreviations.contains(folded.as_str()))
    }

    /// Looks a surface up; `None` for words too long to be looked up.
    pub(crate) fn classify(&self, surface: &str) -> Option<Word> {
        let mut room = [0; LONGEST_WORD];
        let word = Folded::new_in(surface, &mut room)?;
        let (folded, hash) = (word.as_str(), fnv_of(word.as_str()));
        let said = self.said.contains(&hash);
        let spelled = amount::spelled_out(folded).and_then(Folded::new);
        let (known, is_known) = match &spelled {
            Some(spelled) => (spelled, true),
            None => (&word, said),
        };
        let length = if folded.is_ascii() {
            folded.len()
        } else {
            folded.chars().count()
        };
        Some(Word {
            form: if is_known {
                self.form(known.as_str())
            } else {
                0
            },
            stem: self.stem_number(known, is_known),
            hash,
            case: case_of(surface),
            length: u8::try_from(length).unwrap_or(u8::MAX),
            traits: if said {
                self.traits(folded, surface)
            } else {
                Traits::of(folded, surface, false)
            },
            hints: Hints::NONE,
        })
    }

    fn traits(&self, folded: &str, surface: &str) -> Traits {
        Traits::of(folded, surface, self.irregular.contains_key(folded))
            .with(Traits::ABBREVIATION, self.abbreviations.contains(folded))
            .with(Traits::OPENER, self.openers.contains(folded))
    }

    /// Looks up `U.S.` as `us`, in capitals and without the traits of that word.
    pub(crate) fn classify_acronym(&self, surface: &str) -> Option<Word> {
        let letters: String = surface.chars().filter(|c| *c != '.').collect();
        let word = self.classify(&letters)?;
        Some(Word {
            traits: Traits::NONE,
            ..word
        })
    }
}

fn id(known: usize) -> Id {
    Id::try_from(known + 1).unwrap_or(Id::MAX)
}

/// The hash of nothing.
const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;

/// The 64-bit Fowler-Noll-Vo hash (FNV-1a): slow beside others, but fixed for ever, which story keys need.
pub(crate) fn fnv(bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(FNV_START, fnv_step)
}

/// The same of a word, where it can be worked out at compile time.
const fn fnv_of(word: &str) -> u64 {
    let (bytes, mut hash, mut at) = (word.as_bytes(), FNV_START, 0);
    while at < bytes.len() {
        hash = fnv_step(hash, bytes[at]);
        at += 1;
    }
    hash
}

const fn fnv_step(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(0x0100_0000_01b3)
}
