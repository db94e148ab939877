//! The scanner: from characters to tokens. Tokens and the gaps between them give the text back.

use crate::{
    span::Span,
    text::normal::{is_apostrophe, is_invisible},
};

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

/// Scans a text from left to right, once.
///
/// Plain words, commas and full stops, nineteen tokens of twenty, are read in this loop alone, whose state stays in registers: a call of the scanner for each of them
/// cost a third more instructions. It is inlined where it is used, once for news.
#[inline(always)]
pub(crate) fn scan(text: &str, mut emit: impl FnMut(Raw)) {
    let bytes = text.as_bytes();
    let mut scanner = Scanner::new(text);
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let class = class_of(byte);
        if class == class::BLANK {
            at += 1;
            continue;
        }
        let plain = match byte {
            _ if class & (class::LETTER | class::DIGIT) != 0 => plain_word(bytes, at),
            b',' => Some((at + 1, TokenKind::Comma)),
            b'.' if bytes.get(at + 1) != Some(&b'.') => Some((at + 1, TokenKind::Stop)),
            _ => None,
        };
        let raw = if let Some((end, kind)) = plain {
            let span = Span::new(offset(at), offset(end));
            // a space follows most words
            at = end + usize::from(bytes.get(end) == Some(&b' '));
            Some(Raw {
                span,
                kind,
                joined: std::mem::take(&mut scanner.joined),
            })
        } else {
            let raw = scanner.exact(at);
            at = scanner.at;
            raw
        };
        if let Some(raw) = raw {
            emit(raw);
        }
    }
}

/// Where a word or number of ASCII letters and digits ends after which stands nothing that could belong to it.
#[inline(always)]
fn plain_word(bytes: &[u8], start: usize) -> Option<(usize, TokenKind)> {
    let (length, letters) = plain_run(&bytes[start..]);
    let end = start + length;
    let glued = bytes.get(end).is_some_and(|byte| match *byte {
        // a comma belongs to numbers only, a full stop to acronyms too
        b',' => !letters,
        b'.' => !letters || length == 1,
        byte => class_of(byte) == class::GLUE,
    });
    let kind = if letters {
        TokenKind::Word
    } else {
        TokenKind::Number
    };
    (!glued).then_some((end, kind))
}

struct Scanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    joined: bool,
    open_single: bool,
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            at: 0,
            joined: false,
            open_single: false,
        }
    }
}

/// What an ASCII byte can be in a token: bits of [`CLASSES`].
mod class {
    pub(super) const LETTER: u8 = 1;
    pub(super) const DIGIT: u8 = 1 << 1;
    /// Shows nothing: a space or a control character.
    pub(super) const BLANK: u8 = 1 << 2;
    /// May belong to the word or the number before it: an apostrophe, a full stop, a comma, any byte beyond ASCII.
    pub(super) const GLUE: u8 = 1 << 3;
}

/// The class of every byte: what begins there is told by it alone.
const CLASSES: [u8; 256] = {
    let mut classes = [class::GLUE; 256];
    let mut byte = 0;
    while byte < 128 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => class::LETTER,
            b'0'..=b'9' => class::DIGIT,
            0..=b' ' | 127 => class::BLANK,
            b'\'' | b'.' | b',' => class::GLUE,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

fn class_of(byte: u8) -> u8 {
    CLASSES[usize::from(byte)]
}

/// How many ASCII letters and digits a text begins with, and whether any is a letter: eight bytes a step.
///
/// Most words end within the first eight; byte by byte the scan took twice the instructions (124 a word of news, now under 60).
#[inline(always)]
fn plain_run(bytes: &[u8]) -> (usize, bool) {
    let (mut at, mut letters) = (0, false);
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let (letter, digit) = letters_and_digits(u64::from_le_bytes(*chunk));
        let other = !(letter | digit) & HIGH;
        // the bits below the first byte that is neither; all where every byte is one
        let inside = other.wrapping_sub(1) & !other;
        letters |= letter & inside != 0;
        if other != 0 {
            return (at + other.trailing_zeros() as usize / 8, letters);
        }
        at += 8;
    }
    for byte in &bytes[at..] {
        let class = class_of(*byte);
        if class & (class::LETTER | class::DIGIT) == 0 {
            break;
        }
        letters |= class == class::LETTER;
        at += 1;
    }
    (at, letters)
}

/// The highest bit of each of eight bytes.
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Which of eight bytes are ASCII letters, and which are digits, each in the byte's highest bit.
const fn letters_and_digits(bytes: u64) -> (u64, u64) {
    const fn each(byte: u8) -> u64 {
        byte as u64 * 0x0101_0101_0101_0101
    }
    // no sum below carries into the next byte: each byte is under 0x80
    let plain = bytes & !HIGH;
    let small = plain | each(0x20);
    let from_a = small + each(0x80 - b'a');
    let after_z = small + each(0x7f - b'z');
    let from_0 = plain + each(0x80 - b'0');
    let after_9 = plain + each(0x7f - b'9');
    let ascii = !bytes & HIGH;
    (from_a & !after_z & ascii, from_0 & !after_9 & ascii)
}

impl Scanner<'_> {
    /// What begins at `start`, character by character; `None` for what does not show, and for a hyphen that joins two words.
    #[inline(never)]
    fn exact(&mut self, start: usize) -> Option<Raw> {
        let c = self.char_at(start)?;
        if is_word(c) {
            return Some(self.word(start));
        }
        self.at = start + c.len_utf8();
        if c.is_whitespace() || c.is_control() || is_invisible(c) {
            return None;
        }
        let kind = self.mark(start, c)?;
        Some(self.token(start, kind))
    }

    fn char_at(&self, at: usize) -> Option<char> {
        match self.bytes.get(at) {
            Some(b) if b.is_ascii() => Some(char::from(*b)),
            Some(_) => self.text.get(at..)?.chars().next(),
            None => None,
        }
    }

    fn char_before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    fn token(&mut self, start: usize, kind: TokenKind) -> Raw {
        let joined = std::mem::take(&mut self.joined);
        Raw {
            span: Span::new(offset(start), offset(self.at)),
            kind,
            joined,
        }
    }

    /// A word, acronym or number that starts at `start`; clitics are left for the next token.
    fn word(&mut self, start: usize) -> Raw {
        if let Some(end) = self.acronym_end(start) {
            self.at = end;
            return self.token(start, TokenKind::Acronym);
        }
        let digits_only = self.run(start);
        if digits_only {
            return self.token(start, TokenKind::Number);
        }
        // n't, 's, 're ... are tokens of their own; O'Brien is one word
        let cut = self.clitic_start(start);
        if let Some(cut) = cut.filter(|&cut| cut > start) {
            self.at = cut;
        }
        self.token(start, TokenKind::Word)
    }

    /// Moves over the characters of a word; true where it holds digits only.
    fn run(&mut self, start: usize) -> bool {
        let mut digits_only = true;
        self.at = start;
        while let Some(c) = self.char_at(self.at) {
            let next = self.at + c.len_utf8();
            if is_word(c) {
                digits_only &= narrow(c).is_ascii_digit();
            } else if is_invisible(c) || is_mark(c) {
                if !self
                    .char_at(next)
                    .is_some_and(|n| is_word(n) || is_invisible(n) || is_mark(n))
                    && !is_mark(c)
                {
                    break;
                }
            } else if is_apostrophe(c) {
                if digits_only || !self.char_at(next).is_some_and(char::is_alphabetic) {
                    break;
                }
            } else if digits_only && matches!(c, '.' | ',') {
                if !self
                    .char_at(next)
                    .is_some_and(|n| narrow(n).is_ascii_digit())
                {
                    break;
                }
            } else {
                break;
            }
            self.at = next;
        }
        digits_only
    }

    /// Where a clitic begins in the word just run over.
    fn clitic_start(&self, start: usize) -> Option<usize> {
        let word = self.text.get(start..self.at)?;
        let (at, apostrophe) = word.char_indices().rev().find(|(_, c)| is_apostrophe(*c))?;
        let tail = &word[at + apostrophe.len_utf8()..];
        let before = word[..at].chars().next_back();
        let n = before.filter(|c| matches!(narrow(*c), 'n' | 'N'));
        if let Some(n) = n.filter(|_| is_spelt(tail, "t")) {
            return Some(start + at - n.len_utf8());
        }
        ["s", "re", "ve", "ll", "d", "m"]
            .iter()
            .any(|clitic| is_spelt(tail, clitic))
            .then_some(start + at)
    }

    /// The end of `U.S.` or `U.S` at `start`.
    fn acronym_end(&self, start: usize) -> Option<usize> {
        let letter = |at: usize| {
            self.char_at(at)
                .filter(|c| narrow(*c).is_ascii_alphabetic())
        };
        let mut at = start;
        let mut letters = 0;
        while let Some(stop) = letter(at).map(|c| at + c.len_utf8())
            && self.bytes.get(stop) == Some(&b'.')
        {
            letters += 1;
            at = stop + 1;
        }
        let last = letter(at).map(|c| at + c.len_utf8()).filter(|&end| {
            let more = |c| is_word(c) || is_apostrophe(c) && letters == 0;
            letters > 0 && !self.char_at(end).is_some_and(more)
        });
        last.or_else(|| (letters > 1 && !self.char_at(at).is_some_and(is_word)).then_some(at))
    }

    /// The kind of a mark that is no word; `None` for a hyphen that joins two words.
    fn mark(&mut self, start: usize, c: char) -> Option<TokenKind> {
        Some(match c {
            ',' | '،' | '、' => TokenKind::Comma,
            '.' | '!' | '?' | '…' | '。' | '！' | '？' => {
                while self.char_at(self.at) == Some(c) {
                    self.at += c.len_utf8();
                }
                TokenKind::Stop
            }
            ';' => TokenKind::Semicolon,
            ':' => TokenKind::Colon,
            '(' | '[' | '{' | '<' => TokenKind::Open,
            ')' | ']' | '}' | '>' => TokenKind::Close,
            '"' | '“' | '”' | '„' | '«' | '»' | '`' | '＂' => TokenKind::Quote,
            '—' | '―' => TokenKind::Dash,
            '-' | '–' | '‐' | '‑' | '−' => return self.hyphen(start, c),
            c if is_apostrophe(c) => return Some(self.apostrophe(start)),
            _ => TokenKind::Symbol,
        })
    }

    fn hyphen(&mut self, start: usize, c: char) -> Option<TokenKind> {
        let (before, after) = (self.char_before(start), self.char_at(self.at));
        let tight = before.is_some_and(|b| is_word(b) || b == '.') && after.is_some_and(is_word);
        if tight {
            self.joined = true;
            return None;
        }
        while self.char_at(self.at) == Some(c) {
            self.at += c.len_utf8();
        }
        Some(TokenKind::Dash)
    }

    /// An apostrophe outside a word: a clitic, the mark of a plural's possessive, or a single quotation mark.
    fn apostrophe(&mut self, start: usize) -> TokenKind {
        let (before, after) = (self.char_before(start), self.char_at(self.at));
        let after_word = before.is_some_and(is_word);
        if after_word && after.is_some_and(char::is_alphabetic) {
            let start = self.at;
            while self.char_at(self.at).is_some_and(is_word) {
                self.at += self.char_at(self.at).map_or(0, char::len_utf8);
            }
            let tail = self.text.get(start..self.at).unwrap_or("");
            return if is_spelt(tail, "s") {
                TokenKind::Possessive
            } else {
                TokenKind::Word
            };
        }
        if after_word
            && !self.open_single
            && before.is_some_and(|c| matches!(narrow(c), 's' | 'S' | 'x' | 'z'))
        {
            return TokenKind::Possessive;
        }
        self.open_single = !after_word && after.is_some_and(|c| !c.is_whitespace());
        TokenKind::Quote
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && c.is_alphanumeric())
}

/// A full-width letter, digit or mark in its usual width; all else as it is.
pub(super) fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    }
}

/// Whether a text is this one but for capitals and width.
fn is_spelt(text: &str, plain: &str) -> bool {
    text.chars()
        .map(|c| narrow(c).to_ascii_lowercase())
        .eq(plain.chars())
}

/// Marks that belong to the letter before them.
fn is_mark(c: char) -> bool {
    !c.is_ascii() && unicode_normalization::char::is_combining_mark(c)
}

/// How the letters of a word are written.
pub(crate) fn case_of(word: &str) -> Case {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else {
        return Case::Lower;
    };
    let (mut upper, mut rest) = (usize::from(first.is_uppercase()), 1);
    for c in letters {
        upper += usize::from(c.is_uppercase());
        rest += 1;
    }
    match upper {
        0 => Case::Lower,
        n if n == rest && n > 1 => Case::Upper,
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
    fn eight_bytes_at_a_time_find_what_one_at_a_time_finds() {
        // every pair of pieces at every place of the eight
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
        ];
        for left in pieces {
            for right in pieces {
                for place in 0..9 {
                    let before = "w".repeat(place);
                    assert_as_slowly(&format!("{before}{left}{right}"));
                    assert_as_slowly(&format!("{before} {left}{right}{left} {before}{right}, so"));
                }
            }
        }
    }

    #[test]
    fn every_ascii_byte_has_its_class() {
        for byte in 0..=255_u8 {
            for place in 0..8 {
                let (letter, digit) = letters_and_digits(u64::from(byte) << (8 * place));
                let bit = 0x80 << (8 * place);
                assert_eq!(letter & bit != 0, byte.is_ascii_alphabetic(), "{byte}");
                assert_eq!(digit & bit != 0, byte.is_ascii_digit(), "{byte}");
            }
        }
    }

    #[test]
    fn soft_hyphens_stay_inside_a_word() {
        assert_eq!(words("at\u{ad}tack").len(), 1);
    }
}
