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
#[derive(Clone, Copy, Debug)]
pub(crate) struct Raw {
    pub(crate) span: Span,
    pub(crate) kind: TokenKind,
    /// Joined to the word before by a hyphen.
    pub(crate) joined: bool,
}

/// Scans a text from left to right, once.
pub(crate) fn scan(text: &str, mut emit: impl FnMut(Raw)) {
    let mut scanner = Scanner {
        text,
        bytes: text.as_bytes(),
        at: 0,
        joined: false,
        open_single: false,
    };
    while let Some(raw) = scanner.next() {
        emit(raw);
    }
}

struct Scanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    joined: bool,
    open_single: bool,
}

impl Scanner<'_> {
    fn next(&mut self) -> Option<Raw> {
        loop {
            let start = self.at;
            let c = self.char_at(start)?;
            if c.is_whitespace() || is_invisible(c) || c.is_control() {
                self.at += c.len_utf8();
                continue;
            }
            if is_word(c) {
                return Some(self.word(start));
            }
            self.at += c.len_utf8();
            if let Some(kind) = self.mark(start, c) {
                return Some(self.token(start, kind));
            }
        }
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
                digits_only &= c.is_ascii_digit();
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
                if !self.char_at(next).is_some_and(|n| n.is_ascii_digit()) {
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
        if tail.eq_ignore_ascii_case("t") && matches!(before, Some('n' | 'N')) {
            return Some(start + at - 1);
        }
        ["s", "re", "ve", "ll", "d", "m"]
            .iter()
            .any(|c| tail.eq_ignore_ascii_case(c))
            .then_some(start + at)
    }

    /// The end of `U.S.` or `U.S` at `start`.
    fn acronym_end(&self, start: usize) -> Option<usize> {
        let mut at = start;
        let mut letters = 0;
        while self.bytes.get(at).is_some_and(u8::is_ascii_alphabetic)
            && self.bytes.get(at + 1) == Some(&b'.')
        {
            letters += 1;
            at += 2;
        }
        let last = self.bytes.get(at).is_some_and(u8::is_ascii_alphabetic)
            && !self
                .char_at(at + 1)
                .is_some_and(|c| is_word(c) || is_apostrophe(c) && letters == 0);
        if last && letters > 0 {
            return Some(at + 1);
        }
        (letters > 1 && !self.char_at(at).is_some_and(is_word)).then_some(at)
    }

    /// The kind of a mark that is no word; `None` for a hyphen that joins two words.
    fn mark(&mut self, start: usize, c: char) -> Option<TokenKind> {
        let before = self.char_before(start);
        let after = self.char_at(self.at);
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
            '-' | '–' | '‐' | '‑' | '−' => return self.hyphen(c, before, after),
            c if is_apostrophe(c) => return Some(self.apostrophe(before, after)),
            _ => TokenKind::Symbol,
        })
    }

    fn hyphen(&mut self, c: char, before: Option<char>, after: Option<char>) -> Option<TokenKind> {
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
    fn apostrophe(&mut self, before: Option<char>, after: Option<char>) -> TokenKind {
        let after_word = before.is_some_and(is_word);
        if after_word && after.is_some_and(char::is_alphabetic) {
            let start = self.at;
            while self.char_at(self.at).is_some_and(is_word) {
                self.at += self.char_at(self.at).map_or(0, char::len_utf8);
            }
            let tail = self.text.get(start..self.at).unwrap_or("");
            return if tail.eq_ignore_ascii_case("s") {
                TokenKind::Possessive
            } else {
                TokenKind::Word
            };
        }
        if after_word && !self.open_single && matches!(before, Some('s' | 'S' | 'x' | 'z')) {
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

    #[test]
    fn soft_hyphens_stay_inside_a_word() {
        assert_eq!(words("at\u{ad}tack").len(), 1);
    }
}
