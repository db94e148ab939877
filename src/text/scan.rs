//! The scanner: from characters to tokens. Tokens and the gaps between them give the text back.

use super::{
    block::Block,
    exact::{Scanner, lone},
};
use crate::span::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TokenKind {
    /// Letters, with digits or an inner apostrophe where there are any.
    Word,
    /// Single letters with full stops between: `U.S.`
    Acronym,
    /// Digits, with commas and points inside.
    Number,
    /// `'s`, or the apostrophe after a plural.
    Possessive,
    /// A comma.
    Comma,
    /// `.`, `!`, `?` or an ellipsis.
    Stop,
    /// `;`
    Semicolon,
    /// `:`
    Colon,
    /// A dash that stands between words.
    Dash,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// Any quotation mark.
    Quote,
    /// Anything else that shows.
    Symbol,
}

impl TokenKind {
    /// Whether the token's letters or digits are looked up.
    pub(super) const fn has_letters(self) -> bool {
        matches!(
            self,
            Self::Word | Self::Acronym | Self::Number | Self::Possessive
        )
    }
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Case {
    /// `word`, or without letters.
    Lower,
    /// `Word`, and other words with an inner capital.
    Capital,
    /// `WORD` or `U.S.`: more than one letter, all capitals.
    Upper,
}

/// A token before its word is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Raw {
    pub(crate) span: Span,
    pub(crate) kind: TokenKind,
    /// Joined to the word before by a hyphen.
    pub(crate) joined: bool,
}

impl Raw {
    /// None yet.
    pub(super) const NONE: Self = Self {
        span: Span::new(0, 0),
        kind: TokenKind::Symbol,
        joined: false,
    };
}

/// As far as a span can tell.
const MOST_BYTES: usize = u32::MAX as usize;

/// Scans a text from left to right, once.
///
/// Plain words, numbers and marks, nearly all tokens, are read in this loop alone, which sees 64 bytes at a time as bits ([`Block`]):
/// eight bytes at a time, and numbers by the character, took a third more instructions (120 a word of news, now 93). It is inlined where
/// it is used, once for news.
#[inline(always)]
pub(crate) fn scan(text: &str, mut emit: impl FnMut(Raw)) {
    let bytes = &text.as_bytes()[..text.len().min(MOST_BYTES)];
    let mut scanner = Scanner::new(text);
    let (mut at, mut block) = (0, Block::at(bytes, 0));
    while let Some(start) = block.next_shown(bytes, at) {
        let plain = if block.is_word(start) {
            plain_word(bytes, &mut block, start)
        } else if is_tight(bytes, start) {
            scanner.joined = true;
            at = start + 1;
            continue;
        } else {
            plain_mark(bytes, start).map(|kind| (start + 1, kind))
        };
        if let Some((end, kind)) = plain {
            at = end;
            emit(Raw {
                span: Span::new(start as u32, end as u32),
                kind,
                joined: std::mem::take(&mut scanner.joined),
            });
        } else {
            let raw = scanner.exact(start);
            at = scanner.at;
            if let Some(raw) = raw {
                emit(raw);
            }
        }
    }
}

/// Where a word or number of ASCII letters and digits ends after which stands nothing that could belong to it.
#[inline(always)]
fn plain_word(bytes: &[u8], block: &mut Block, start: usize) -> Option<(usize, TokenKind)> {
    let end = block.word_end(bytes, start);
    if bytes[start].is_ascii_digit() {
        return plain_number(bytes, start, end);
    }
    // a blank follows most words
    let glued = block.is_mark(end)
        && match bytes[end] {
            b'.' => end == start + 1,
            mark => class_of(mark) == class::GLUE,
        };
    (!glued).then_some((end, TokenKind::Word))
}

/// The same of what begins with a digit.
#[inline(never)]
fn plain_number(bytes: &[u8], start: usize, end: usize) -> Option<(usize, TokenKind)> {
    let digits = |from: usize| {
        let rest = bytes[from..].iter();
        from + rest.take_while(|byte| byte.is_ascii_digit()).count()
    };
    let mut last = digits(start);
    if last < end {
        return (class_at(bytes, end) != class::GLUE).then_some((end, TokenKind::Word));
    }
    // commas and points stand between digits
    while class_at(bytes, last) == class::POINT && class_at(bytes, last + 1) == class::DIGIT {
        last = digits(last + 1);
    }
    let next = match class_at(bytes, last) {
        class::POINT => class_at(bytes, last + 1),
        next => next,
    };
    let plain = next != class::GLUE && class_at(bytes, last) & class::WORD == 0;
    plain.then_some((last, TokenKind::Number))
}

/// The kind of the mark that stands there and is one byte long, whatever stands around it.
#[inline(always)]
fn plain_mark(bytes: &[u8], at: usize) -> Option<TokenKind> {
    match bytes[at] {
        b',' => Some(TokenKind::Comma),
        b'.' if bytes.get(at + 1) != Some(&b'.') => Some(TokenKind::Stop),
        byte if class_of(byte) == class::MARK => Some(lone(char::from(byte))),
        _ => None,
    }
}

/// Whether a hyphen stands there between two plain words or numbers, and so joins them.
fn is_tight(bytes: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).filter(|_| bytes[at] == b'-');
    before.is_some_and(|before| bytes[before] == b'.' || class_at(bytes, before) & class::WORD != 0)
        && class_at(bytes, at + 1) & class::WORD != 0
}

/// What an ASCII byte can be in a token: bits of [`CLASSES`].
mod class {
    pub(super) const LETTER: u8 = 1;
    pub(super) const DIGIT: u8 = 1 << 1;
    pub(super) const WORD: u8 = LETTER | DIGIT;
    /// Shows nothing: a space or a control character; so does the end of the text.
    pub(super) const BLANK: u8 = 1 << 2;
    /// May belong to the word or the number before it: an apostrophe, any byte beyond ASCII.
    pub(super) const GLUE: u8 = 1 << 3;
    /// May belong to the number before it: a comma or a full stop, which acronyms have too.
    pub(super) const POINT: u8 = 1 << 4;
    /// A token by itself, whatever stands around it.
    pub(super) const MARK: u8 = 1 << 5;
}

/// The class of every byte: what begins there is told by it alone. Of no class are the marks that may be doubled.
const CLASSES: [u8; 256] = {
    let mut classes = [class::GLUE; 256];
    let mut byte = 0;
    while byte < 128 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => class::LETTER,
            b'0'..=b'9' => class::DIGIT,
            0..=b' ' | 127 => class::BLANK,
            b'\'' => class::GLUE,
            b'.' | b',' => class::POINT,
            b'!' | b'?' | b'-' => 0,
            _ => class::MARK,
        };
        byte += 1;
    }
    classes
};

fn class_of(byte: u8) -> u8 {
    CLASSES[usize::from(byte)]
}

fn class_at(bytes: &[u8], at: usize) -> u8 {
    bytes.get(at).map_or(class::BLANK, |byte| class_of(*byte))
}

/// How the letters of a word are written.
pub(crate) fn case_of(word: &str) -> Case {
    if !word
        .bytes()
        .any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii())
    {
        return Case::Lower;
    }
    let letters = word.chars().filter(|c| c.is_alphabetic());
    let (letters, upper) = letters.fold((0, 0), |(letters, upper), c| {
        (letters + 1, upper + usize::from(c.is_uppercase()))
    });
    match upper {
        0 => Case::Lower,
        n if n == letters && n > 1 => Case::Upper,
        _ => Case::Capital,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        scan(text, |raw| found.push(raw.span.of(text).to_owned()));
        found
    }

    #[test]
    fn clitics_acronyms_and_hyphens() {
        assert_eq!(
            words("Russia's U.S.-led don't"),
            ["Russia", "'s", "U.S.", "led", "do", "n't"]
        );
        assert_eq!(
            words("O'Brien paid $1,000.50, he said."),
            ["O'Brien", "paid", "$", "1,000.50", ",", "he", "said", "."]
        );
        assert_eq!(
            words("the states' rights"),
            ["the", "states", "'", "rights"]
        );
        assert_eq!(
            words("an 'all-time low' -- so"),
            ["an", "'", "all", "time", "low", "'", "--", "so"]
        );
    }

    /// The same tokens found character by character.
    fn slowly(text: &str) -> Vec<Raw> {
        let mut scanner = Scanner::new(text);
        let mut found = Vec::new();
        while scanner.at < text.len() {
            found.extend(scanner.exact(scanner.at));
        }
        found
    }

    fn assert_as_slowly(text: &str) {
        let mut found = Vec::new();
        scan(text, |raw| found.push(raw));
        assert_eq!(found, slowly(text), "{text:?}");
    }

    #[test]
    fn a_block_at_a_time_finds_what_a_character_at_a_time_finds() {
        // every pair of pieces at places of a block, its last ones among them
        let pieces = [
            "a",
            "Z",
            "z",
            "A",
            "0",
            "9",
            "attack",
            "1987",
            "U.S.",
            "it's",
            "don't",
            "1,000.5",
            " ",
            "  ",
            "\n",
            "\t",
            "\u{0}",
            "\u{7f}",
            "@",
            "[",
            "`",
            "{",
            "/",
            ":",
            "-",
            ".",
            ",",
            "'",
            "\"",
            "é",
            "ß",
            "’",
            "\u{ad}",
            "\u{301}",
            "ａ",
            "９",
            "中",
            "\u{80}",
            "\u{85}",
            "\u{a0}",
            "mountaintop",
            "x1",
            "--",
            "1.5x",
            "12.",
            "3.É",
            "?!",
            "(",
            "$",
            ";",
        ];
        for left in pieces {
            for right in pieces {
                for place in (0..4).chain(52..66) {
                    let before = "w".repeat(place);
                    assert_as_slowly(&format!("{before}{left}{right}"));
                    assert_as_slowly(&format!("{before} {left}{right}{left} {before}{right}, so"));
                }
            }
        }
    }

    #[test]
    fn soft_hyphens_stay_inside_a_word() {
        assert_eq!(words("at\u{ad}tack").len(), 1);
    }
}
