//! Traits: what the spelling of a word says, worked out once for each distinct word and never again from its letters.

/// A set of traits. All are read from the folded form, so that typography changes none of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Traits(u16);

/// Endings of irregular forms that are nouns of the same base: invasion, refusal, flight.
const NOUN_ENDINGS: [&str; 20] = [
    "ion", "ions", "al", "als", "nce", "nces", "ure", "ures", "ry", "ries", "gy", "sm", "at",
    "ise", "ises", "or", "ty", "ties", "our", "ours",
];

impl Traits {
    /// No trait: marks, acronyms and words that are too long.
    pub(crate) const NONE: Self = Self(0);
    /// Ends in -ed.
    pub(crate) const ED: Self = Self(1);
    /// Ends in -ing.
    pub(crate) const ING: Self = Self(1 << 1);
    /// Ends in -ly.
    pub(crate) const LY: Self = Self(1 << 2);
    /// Ends in -s.
    pub(crate) const S: Self = Self(1 << 3);
    /// Ends in -s, but not in -ss.
    pub(crate) const PLURAL: Self = Self(1 << 4);
    /// Its last letter is a small one: in lines of capitals FAMILY and JED are seldom what their endings say.
    pub(crate) const SMALL: Self = Self(1 << 5);
    /// The irregular forms have it.
    pub(crate) const IRREGULAR: Self = Self(1 << 6);
    /// A past form: in -ed, or irregular and no noun.
    pub(crate) const PAST: Self = Self(1 << 7);
    /// An abbreviation that is written with a full stop.
    pub(crate) const ABBREVIATION: Self = Self(1 << 8);
    /// With a capital it opens a sentence rather than a name.
    pub(crate) const OPENER: Self = Self(1 << 9);
    /// Begins with a digit.
    pub(crate) const DIGIT: Self = Self(1 << 10);

    /// The traits that the folded form shows by itself, and `SMALL` from the word as written.
    pub(crate) fn of(folded: &str, surface: &str, irregular: bool) -> Self {
        let ed = folded.ends_with("ed");
        let s = folded.ends_with('s');
        let past = ed || irregular && !NOUN_ENDINGS.iter().any(|end| folded.ends_with(end));
        let small = surface.chars().next_back().is_some_and(char::is_lowercase);
        Self::NONE
            .with(Self::ED, ed)
            .with(Self::ING, folded.ends_with("ing"))
            .with(Self::LY, folded.ends_with("ly"))
            .with(Self::S, s)
            .with(Self::PLURAL, s && !folded.ends_with("ss"))
            .with(Self::SMALL, small && folded.len() > 2)
            .with(Self::IRREGULAR, irregular)
            .with(Self::PAST, past)
            .with(
                Self::DIGIT,
                folded.bytes().next().is_some_and(|b| b.is_ascii_digit()),
            )
    }

    /// The same with one more trait, where it holds.
    pub(crate) const fn with(self, one: Self, holds: bool) -> Self {
        if holds { Self(self.0 | one.0) } else { self }
    }

    /// Whether the word has all traits of `these`.
    pub(crate) const fn has(self, these: Self) -> bool {
        self.0 & these.0 == these.0
    }

    /// An ending in small letters.
    pub(crate) const fn ends_small(self, ending: Self) -> bool {
        self.has(ending) && self.has(Self::SMALL)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_read_from_the_folded_form() {
        let wide = Traits::of("attacked", "ａｔｔａｃｋｅｄ", false);
        assert_eq!(wide, Traits::of("attacked", "attacked", false));
        assert!(wide.has(Traits::ED) && wide.has(Traits::PAST) && wide.ends_small(Traits::ED));
        assert!(!Traits::of("jed", "JED", false).ends_small(Traits::ED));
        assert!(!Traits::of("press", "press", false).has(Traits::PLURAL));
    }

    #[test]
    fn nominalisations_of_irregular_verbs_are_no_past_forms() {
        assert!(Traits::of("fought", "fought", true).has(Traits::PAST));
        assert!(!Traits::of("invasion", "invasion", true).has(Traits::PAST));
    }
}
