//! The exact scanner: any text, character by character. The fast one asks it wherever a token is not plain, and is tested against it.

use super::{
    normal::{is_apostrophe, is_invisible},
    scan::{Raw, TokenKind},
};
use crate::span::Span;

/// Scans a text from left to right.
pub(super) struct Scanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
    /// Where the next token is looked for.
    pub(super) at: usize,
    /// Whether a hyphen joins the next token to the word before.
    pub(super) joined: bool,
    open_single: bool,
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            at: 0,
            joined: false,
            open_single: false,
        }
    }
}

impl Scanner<'_> {
    /// What begins at `start`, character by character; `None` for what does not show, and for a hyphen that joins two words.
    #[inline(never)]
    pub(super) fn exact(&mut self, start: usize) -> Option<Raw> {
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
        Raw {
            span: Span::new(offset(start), offset(self.at)),
            kind,
            joined: std::mem::take(&mut self.joined),
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
            '“' | '”' | '„' | '«' | '»' | '＂' => TokenKind::Quote,
            '—' | '―' => TokenKind::Dash,
            '-' | '–' | '‐' | '‑' | '−' => return self.hyphen(start, c),
            c if is_apostrophe(c) => return Some(self.apostrophe(start)),
            c => lone(c),
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

/// The kind of an ASCII mark that is a token whatever stands around it.
pub(super) const fn lone(mark: char) -> TokenKind {
    match mark {
        ';' => TokenKind::Semicolon,
        ':' => TokenKind::Colon,
        '(' | '[' | '{' | '<' => TokenKind::Open,
        ')' | ']' | '}' | '>' => TokenKind::Close,
        '"' | '`' => TokenKind::Quote,
        _ => TokenKind::Symbol,
    }
}
