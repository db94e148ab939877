//! Hints: what later stages could do with a word, worked out once for each distinct word, so that most words are passed over
//! at a look, and whole documents are left early.

/// A set of hints. A hint may be set too often, never too seldom: it only says where to look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Hints(u16);

impl Hints {
    pub(crate) const NONE: Self = Self(0);
    /// A function word of the language.
    pub(crate) const FUNCTION: Self = Self(1);
    /// A name may begin with the word as it is written.
    pub(crate) const NAME: Self = Self(1 << 1);
    /// A name may begin with the word where a hyphen joins it to the word before.
    pub(crate) const JOINED_NAME: Self = Self(1 << 2);
    /// The word may name a time.
    pub(crate) const TIME: Self = Self(1 << 3);
    /// It may stand for an actor named before: "he", "its", "the alliance", "the two sides".
    pub(crate) const ANAPHOR: Self = Self(1 << 4);
    /// An idiom may begin with it.
    pub(crate) const IDIOM: Self = Self(1 << 5);
    /// A governor or a term may begin with it.
    pub(crate) const CUE: Self = Self(1 << 6);
    /// A shifter may begin with it.
    pub(crate) const SHIFTER: Self = Self(1 << 7);
    /// No word, but a mark at which a sentence may be cut into segments.
    pub(crate) const CUT: Self = Self(1 << 8);
    /// The preposition that two names follow.
    pub(crate) const BETWEEN: Self = Self(1 << 9);
    /// A clause may begin with it: a conjunction, a relative pronoun.
    pub(crate) const JOINT: Self = Self(1 << 10);
    /// The word may play some part in a date.
    pub(crate) const DATE: Self = Self(1 << 11);
    /// Too long to be looked up.
    pub(crate) const LONG: Self = Self(1 << 12);
    /// A governor or a term may begin with a past form of it.
    pub(crate) const CUE_IN_PAST: Self = Self(1 << 13);
    /// A sentence may end after it: a full stop, an acronym.
    pub(crate) const STOP: Self = Self(1 << 14);
    /// In capitals.
    pub(crate) const UPPER: Self = Self(1 << 15);

    /// What is noted of a token while the text is scanned.
    pub(crate) const NOTED: Self = Self::NAME.and(Self::JOINED_NAME).and(Self::LONG);

    /// The same with one more, where it holds.
    pub(crate) const fn with(self, one: Self, holds: bool) -> Self {
        if holds { self.and(one) } else { self }
    }

    /// Those of both.
    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether any of `these` is set.
    pub(crate) const fn any(self, these: Self) -> bool {
        self.0 & these.0 != 0
    }
}
