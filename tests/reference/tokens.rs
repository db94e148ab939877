//! Tokens, found character by character, each rule a loop over plain characters: no table, no eight bytes at a time.

use detente::TokenKind;
use unicode_normalization::char::is_combining_mark;

/// A token as the reference finds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Plain {
    /// Its bytes.
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: TokenKind,
    /// Whether a hyphen joins it to the word before.
    pub(crate) joined: bool,
}

/// Every token of a text.
pub(crate) fn tokens(text: &str) -> Vec<Plain> {
    let chars: Vec<char> = text.chars().collect();
    let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    bytes.push(text.len());
    let (mut found, mut at, mut joined, mut quoted) = (Vec::new(), 0, false, false);
    while at < chars.len() {
        if is_hidden(chars[at]) {
            at += 1;
            continue;
        }
        if is_hyphen(chars[at]) && is_tight(&chars, at) {
            joined = true;
            at += 1;
            continue;
        }
        let (end, kind) = token(&chars, at, &mut quoted);
        found.push(Plain {
            start: bytes[at],
            end: bytes[end],
            kind,
            joined: std::mem::take(&mut joined),
        });
        at = end;
    }
    found
}

/// The token that begins at a place: where it ends, and what it is.
fn token(chars: &[char], at: usize, quoted: &mut bool) -> (usize, TokenKind) {
    if is_word(chars[at]) {
        return word(chars, at);
    }
    match chars[at] {
        c if is_apostrophe(c) => apostrophe(chars, at, quoted),
        ',' | '\u{60c}' | '\u{3001}' => (at + 1, TokenKind::Comma),
        c if ".!?\u{2026}\u{3002}\u{ff01}\u{ff1f}".contains(c) => {
            (same(chars, at), TokenKind::Stop)
        }
        ';' => (at + 1, TokenKind::Semicolon),
        ':' => (at + 1, TokenKind::Colon),
        c if "([{<".contains(c) => (at + 1, TokenKind::Open),
        c if ")]}>".contains(c) => (at + 1, TokenKind::Close),
        c if "\"\u{201c}\u{201d}\u{201e}\u{ab}\u{bb}`\u{ff02}".contains(c) => {
            (at + 1, TokenKind::Quote)
        }
        '\u{2014}' | '\u{2015}' => (at + 1, TokenKind::Dash),
        c if is_hyphen(c) => (same(chars, at), TokenKind::Dash),
        _ => (at + 1, TokenKind::Symbol),
    }
}

fn word(chars: &[char], at: usize) -> (usize, TokenKind) {
    if let Some(end) = acronym(chars, at) {
        return (end, TokenKind::Acronym);
    }
    let end = (at..chars.len())
        .find(|&i| !goes_on(chars, at, i))
        .unwrap_or(chars.len());
    if is_number(&chars[at..end]) {
        return (end, TokenKind::Number);
    }
    (clitic(chars, at, end), TokenKind::Word)
}

/// Letters with a full stop after each: two or more, or one and a last letter without. "U.S.", "U.S".
fn acronym(chars: &[char], at: usize) -> Option<usize> {
    let letter = |i: usize| {
        chars
            .get(i)
            .is_some_and(|c| narrow(*c).is_ascii_alphabetic())
    };
    let mut dotted = 0;
    while letter(at + 2 * dotted) && chars.get(at + 2 * dotted + 1) == Some(&'.') {
        dotted += 1;
    }
    let end = at + 2 * dotted;
    let free = |i: usize| !chars.get(i).is_some_and(|c| is_word(*c));
    if dotted > 0 && letter(end) && free(end + 1) {
        return Some(end + 1);
    }
    (dotted > 1 && free(end)).then_some(end)
}

/// Whether a word that began before a place goes on there.
fn goes_on(chars: &[char], start: usize, at: usize) -> bool {
    let next = chars.get(at + 1).copied();
    let number = is_number(&chars[start..at]);
    match chars[at] {
        c if is_word(c) || is_mark(c) => true,
        c if is_invisible(c) => next.is_some_and(|n| is_word(n) || is_mark(n) || is_invisible(n)),
        c if is_apostrophe(c) => !number && next.is_some_and(char::is_alphabetic),
        '.' | ',' => number && next.is_some_and(|n| narrow(n).is_ascii_digit()),
        _ => false,
    }
}

/// Whether every letter or digit of a word is a digit.
fn is_number(chars: &[char]) -> bool {
    chars
        .iter()
        .all(|c| !is_word(*c) || narrow(*c).is_ascii_digit())
}

/// Where a word ends that may have n't, 's, 're, 've, 'll, 'd or 'm after it.
fn clitic(chars: &[char], start: usize, end: usize) -> usize {
    let Some(mark) = (start..end).rev().find(|&i| is_apostrophe(chars[i])) else {
        return end;
    };
    let tail: String = chars[mark + 1..end]
        .iter()
        .map(|c| narrow(*c).to_ascii_lowercase())
        .collect();
    let not = mark > start && matches!(narrow(chars[mark - 1]), 'n' | 'N') && tail == "t";
    let cut = match tail.as_str() {
        _ if not => mark - 1,
        "s" | "re" | "ve" | "ll" | "d" | "m" => mark,
        _ => end,
    };
    if cut > start { cut } else { end }
}

/// An apostrophe that no word holds: before a clitic, after a plural, or a quotation mark.
fn apostrophe(chars: &[char], at: usize, quoted: &mut bool) -> (usize, TokenKind) {
    let before = at.checked_sub(1).map(|i| chars[i]);
    let after = chars.get(at + 1).copied();
    let after_word = before.is_some_and(is_word);
    if after_word && after.is_some_and(char::is_alphabetic) {
        let end = (at + 1..chars.len())
            .find(|&i| !is_word(chars[i]))
            .unwrap_or(chars.len());
        let owns = end == at + 2 && matches!(narrow(chars[at + 1]), 's' | 'S');
        return (
            end,
            if owns {
                TokenKind::Possessive
            } else {
                TokenKind::Word
            },
        );
    }
    let plural = before.is_some_and(|c| matches!(narrow(c), 's' | 'S' | 'x' | 'z'));
    if after_word && plural && !*quoted {
        return (at + 1, TokenKind::Possessive);
    }
    *quoted = !after_word && after.is_some_and(|c| !c.is_whitespace());
    (at + 1, TokenKind::Quote)
}

/// One past the last of the same characters.
fn same(chars: &[char], at: usize) -> usize {
    (at..chars.len())
        .find(|&i| chars[i] != chars[at])
        .unwrap_or(chars.len())
}

/// Whether a hyphen stands between two words.
fn is_tight(chars: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).map(|i| chars[i]);
    before.is_some_and(|c| is_word(c) || c == '.') && chars.get(at + 1).is_some_and(|c| is_word(*c))
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}

fn is_mark(c: char) -> bool {
    is_combining_mark(c)
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2013}' | '\u{2010}' | '\u{2011}' | '\u{2212}')
}

pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{2bc}' | '\u{ff07}')
}

/// What shows nothing.
fn is_hidden(c: char) -> bool {
    c.is_whitespace() || c.is_control() || is_invisible(c)
}

pub(crate) fn is_invisible(c: char) -> bool {
    const INVISIBLE: [(char, char); 6] = [
        ('\u{ad}', '\u{ad}'),
        ('\u{200b}', '\u{200f}'),
        ('\u{202a}', '\u{202e}'),
        ('\u{2060}', '\u{2064}'),
        ('\u{fe00}', '\u{fe0f}'),
        ('\u{feff}', '\u{feff}'),
    ];
    INVISIBLE
        .iter()
        .any(|(first, last)| (*first..=*last).contains(&c))
}

/// A full-width letter, digit or mark in its usual width.
fn narrow(c: char) -> char {
    let wide = ('\u{ff01}'..='\u{ff5e}').contains(&c);
    if wide {
        char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c)
    } else {
        c
    }
}
