//! Folding: one spelling for words that typography writes in many ways.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Words of more bytes are neither folded nor stemmed: the stemmer's cost is quadratic in a word's length.
pub(crate) const LONGEST_WORD: usize = 64;

/// A word in lower case, in compatibility form, without marks, soft hyphens and joiners. Only such words are stemmed or looked up.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Folded<'a>(Cow<'a, str>);

impl<'a> Folded<'a> {
    /// Folds one word; `None` for a word over the longest length.
    pub(crate) fn new(word: &'a str) -> Option<Self> {
        if word.len() > LONGEST_WORD {
            return None;
        }
        if word
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        {
            return Some(Self(Cow::Borrowed(word)));
        }
        if word.is_ascii() {
            return Some(Self(Cow::Owned(word.to_ascii_lowercase())));
        }
        let folded = word
            .nfkd()
            .filter(|c| !is_combining_mark(*c) && !is_invisible(*c))
            .flat_map(char::to_lowercase);
        let mut text = String::with_capacity(word.len());
        folded.for_each(|c| push_plain(&mut text, c));
        (text.len() <= LONGEST_WORD).then_some(Self(Cow::Owned(text)))
    }

    /// The same, where a capital of ASCII asks for no memory: most words that a text says for the first time have one.
    pub(crate) fn new_in(word: &'a str, room: &'a mut [u8; LONGEST_WORD]) -> Option<Self> {
        let room = room.get_mut(..word.len())?;
        if !word.is_ascii() {
            return Self::new(word);
        }
        room.copy_from_slice(word.as_bytes());
        room.make_ascii_lowercase();
        let folded = std::str::from_utf8(room).ok()?;
        Some(Self(Cow::Borrowed(folded)))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Letters that Unicode does not decompose, in the spelling wire services use.
fn push_plain(text: &mut String, c: char) {
    match c {
        'ı' => text.push('i'),
        'ø' => text.push('o'),
        'ł' => text.push('l'),
        'đ' | 'ð' => text.push('d'),
        'ß' => text.push_str("ss"),
        'æ' => text.push_str("ae"),
        'œ' => text.push_str("oe"),
        'þ' => text.push_str("th"),
        '’' | '‘' | 'ʼ' | '＇' => text.push('\''),
        c if is_combining_mark(c) => {}
        c => text.push(c),
    }
}

/// Characters that do not show: soft hyphen, zero-width marks, joiners, the byte-order mark.
pub(crate) const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{fe00}'..='\u{fe0f}')
}

/// Whether `c` may stand for an apostrophe.
pub(crate) const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '＇')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fold(word: &str) -> String {
        Folded::new(word).map_or_else(String::new, |w| w.as_str().to_owned())
    }

    #[test]
    fn typography_folds_to_one_spelling() {
        assert_eq!(fold("Erdoğan"), "erdogan");
        assert_eq!(fold("ATTACKS"), "attacks");
        assert_eq!(fold("at\u{ad}tack"), "attack");
        assert_eq!(fold("ｗａｒ"), "war");
        assert_eq!(fold("o\u{fb03}ce"), "office");
        assert_eq!(fold("e\u{301}lite"), "elite");
    }

    #[test]
    fn long_words_are_refused() {
        assert!(Folded::new(&"y".repeat(65)).is_none());
    }
}
