//! What the stemmer can take from a word's end, told at a look: most words need not be stemmed to know that no entry has their stem.
//!
//! Of the words that news says for the first time, three in ten have no ending at all, and most others one that is told by its last letters.

/// How many letters the stem of a word has at the least; all of them but the last are the word's own first letters.
///
/// `None` where that is not told at a look: for endings that hide others, and for whatever is not written in small English letters.
pub(super) fn fewest_letters(folded: &str) -> Option<usize> {
    let word = folded.as_bytes();
    if !word.iter().all(u8::is_ascii_lowercase) {
        return None;
    }
    Some(word.len().saturating_sub(most_lost(word)?).max(1))
}

/// A set of small English letters; all other bytes are one letter more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Letters(u32);

impl Letters {
    /// What the last letter of a stem may be where it is not the word's own.
    pub(super) const LAST: Self = Self(0).and(b'e').and(b'i').and(b'l').and(b'y');

    /// The same with one more.
    pub(super) const fn and(self, letter: u8) -> Self {
        let place = match letter {
            b'a'..=b'z' => letter - b'a',
            _ => 26,
        };
        Self(self.0 | 1 << place)
    }

    /// Whether the sets have a letter in common.
    pub(super) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// How many letters Snowball's English stemmer takes from a word at the most, whatever stands before its ending.
///
/// Its steps follow each other: `ization` may become `ize`, that after `al` become `al`, and that go. A last `e` or `l` goes after any.
fn most_lost(word: &[u8]) -> Option<usize> {
    Some(match word {
        [.., b'i'] | [.., b'n', b'e', b's', b's'] => return None,
        [.., b's', b's', b'e', b's'] => 2 + most_lost(&word[..word.len() - 2])?,
        [.., before, b'i', b'e', b's' | b'd'] => 2 + most_lost_with_y(*before)?,
        [.., before, b'y'] => most_lost_with_y(*before)?,
        [.., b'o', b'u', b's'] => 4,
        [.., b's' | b'u', b's'] => 0,
        [base @ .., b's'] => 1 + most_lost(base)?,
        [base @ .., b'i', b'n', b'g'] => 3 + most_lost_before(base)?,
        [base @ .., b'e', b'd'] => 2 + most_lost_before(base)?,
        [.., b'i', b'v', b'e'] => return None,
        [.., b'n', b'c', b'e'] | [.., b'b', b'l', b'e'] => 5,
        [.., b'a', b't', b'e'] | [.., b'i', b'z', b'e'] => 6,
        [.., b'e'] => 1,
        [.., b'i', b'z', b'e', b'r'] | [.., b'a', b't', b'o', b'r'] => 7,
        [.., b'e', b'r'] | [.., b'i', b'c'] => 3,
        [.., b'a', b't', b'i', b'o', b'n'] | [.., b't', b'i', b'o', b'n', b'a', b'l'] => 10,
        [.., b's' | b't', b'i', b'o', b'n'] => 4,
        [.., b'a', b'l'] => 5,
        [.., b'f', b'u', b'l'] => 9,
        [.., b'l', b'l'] => 1,
        [.., b'n', b't'] => 6,
        [.., b'a', b'l', b'i', b's', b'm'] => 11,
        [.., b'i', b's', b'm'] => 4,
        _ => 0,
    })
}

/// The same of a word in `y`, by the letter before it: the `y` becomes an `i`, and endings in `i` may go.
const fn most_lost_with_y(before: u8) -> Option<usize> {
    match before {
        b'l' | b't' => None,
        b'c' => Some(5),
        b'g' => Some(2),
        _ => Some(0),
    }
}

/// The same of what stands before `ed` or `ing`: an `e` may be put back, and one of two equal letters may go.
fn most_lost_before(base: &[u8]) -> Option<usize> {
    match base {
        // `dying` is `die`
        [_, b'y'] => None,
        [.., b'a', b't'] | [.., b'b', b'l'] | [.., b'i', b'z'] => Some(5),
        [single @ .., last] if single.last() == Some(last) => {
            Some(most_lost(base)?.max(1 + most_lost(single)?))
        }
        _ => most_lost(base),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    /// Every ending of the stemmer, some before others, and what only looks like one.
    const ENDINGS: [&str; 61] = [
        "", "s", "es", "ss", "us", "sses", "ied", "ies", "y", "ed", "eed", "ing", "edly", "eedly",
        "ingly", "tional", "ency", "ancy", "ably", "ently", "izer", "ization", "ational", "ation",
        "ator", "alism", "ality", "ally", "fulness", "ously", "ousness", "iveness", "ivity",
        "bility", "bly", "ogy", "fully", "lessly", "ly", "alize", "icate", "icity", "ical", "ful",
        "ness", "ative", "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment",
        "ent", "ism", "ate", "ive", "e",
    ];
    /// More of them, which stand alone in the last place.
    const LAST: [&str; 12] = [
        "ity", "ous", "ize", "ion", "sion", "tion", "l", "ll", "i", "li", "or", "ings",
    ];

    /// Letters the words begin with: with and without vowels, short and long, and those of the stemmer's exceptions.
    const ROOTS: [&str; 22] = [
        "", "d", "l", "t", "sk", "at", "bl", "iz", "hop", "plan", "rel", "gener", "commun", "yell",
        "say", "cry", "nation", "organ", "adopt", "mississ", "inn", "exc",
    ];

    fn assert_kept(stemmer: &rust_stemmers::Stemmer, word: &str) {
        let Some(fewest) = fewest_letters(word) else {
            return;
        };
        let stem = stemmer.stem(word);
        let (letters, begins) = (stem.len(), |kept| stem.get(..kept) == word.get(..kept));
        let kept = fewest <= letters.max(1) && letters <= word.len();
        assert!(
            kept && begins(letters.saturating_sub(1)),
            "{word}: {stem}, {fewest}"
        );
        if let Some(last) = letters.checked_sub(1) {
            let own = Letters::LAST.and(word.as_bytes()[last]);
            assert!(
                own.any(Letters::default().and(stem.as_bytes()[last])),
                "{word}: {stem}"
            );
        }
    }

    #[test]
    fn the_stemmer_takes_no_more_than_was_said() {
        let stemmer = Language::English.stemmer();
        for root in ROOTS {
            for before in ENDINGS {
                for last in ENDINGS.iter().chain(&LAST) {
                    assert_kept(&stemmer, &format!("{root}{before}{last}"));
                    assert_kept(&stemmer, &format!("{root}{before}{last}s"));
                    assert_kept(&stemmer, &format!("{root}{before}{last}ing"));
                }
            }
        }
    }

    #[test]
    fn nor_of_any_three_last_letters() {
        let stemmer = Language::English.stemmer();
        let letters = || b'a'..=b'z';
        for root in ["", "y", "b", "al", "conc", "attat"] {
            for (one, two) in letters().flat_map(|one| letters().map(move |two| (one, two))) {
                for three in letters() {
                    let last = [one, two, three].map(char::from).iter().collect::<String>();
                    assert_kept(&stemmer, &format!("{root}{last}"));
                }
            }
        }
    }

    #[test]
    fn most_words_are_told_at_a_look() {
        let fewest = |word| fewest_letters(word);
        assert_eq!(fewest("blair"), Some(5));
        assert_eq!(fewest("countries"), Some(7));
        assert_eq!(fewest("planning"), Some(4));
        assert_eq!(fewest("dying"), None);
        assert_eq!(fewest("café"), None);
    }
}
