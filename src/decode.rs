//! From bytes to text: what encoding they are in, what of them is none, and where.
//!
//! News is kept in UTF-8 today; older archives lie in UTF-16 with a byte-order mark, or in Windows-1252. The first two say what they are.
//! The third does not, so that it is only ever a guess: [`decode`] names it and refuses, [`decode_lossy`] takes it and says so.

use std::{borrow::Cow, fmt};

use thiserror::Error;

/// How characters are written as bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Encoding {
    /// UTF-8, of which ASCII is a part.
    Utf8,
    /// UTF-16, the low byte first.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
    /// Windows-1252, of which ISO 8859-1 (Latin-1) is a part as far as text goes.
    Windows1252,
}

impl Encoding {
    /// The name by which the IANA registers it, in small letters.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Windows1252 => "windows-1252",
        }
    }

    /// The bytes of its byte-order mark; Windows-1252 has none.
    const fn mark(self) -> &'static [u8] {
        match self {
            Self::Utf8 => b"\xef\xbb\xbf",
            Self::Utf16Le => b"\xff\xfe",
            Self::Utf16Be => b"\xfe\xff",
            Self::Windows1252 => b"",
        }
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A text out of bytes. It borrows them where they are UTF-8.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Decoded<'b> {
    /// The text, without a byte-order mark.
    pub text: Cow<'b, str>,
    /// What the bytes are written in.
    pub encoding: Encoding,
    /// Whether nothing but the bytes' look speaks for the encoding.
    pub guessed: bool,
    /// How many places were no characters; in the text `U+FFFD` stands for each.
    pub replaced: usize,
}

/// Bytes that are no text in the encoding they say, or seem, to be in.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeError {
    /// The encoding is known, but there is no character here.
    #[error("byte {} is not {encoding}; save the text as UTF-8", at + 1)]
    Malformed {
        /// The encoding.
        encoding: Encoding,
        /// How many bytes stand before the place.
        at: usize,
    },
    /// The bytes are no UTF-8, nothing says what else they are, and they look like this.
    #[error("byte {} is not utf-8, and the text looks like {encoding}; save it as UTF-8", at + 1)]
    Undeclared {
        /// What they look like.
        encoding: Encoding,
        /// How many bytes stand before the first that is no UTF-8.
        at: usize,
    },
}

impl DecodeError {
    /// The encoding that the bytes are in, or look like.
    #[must_use]
    pub const fn encoding(&self) -> Encoding {
        let (Self::Malformed { encoding, .. } | Self::Undeclared { encoding, .. }) = self;
        *encoding
    }

    /// How many bytes stand before the place.
    #[must_use]
    pub const fn at(&self) -> usize {
        let (Self::Malformed { at, .. } | Self::Undeclared { at, .. }) = self;
        *at
    }
}

/// The text of bytes in UTF-8, or of such as say by a byte-order mark that they are UTF-16.
///
/// ```
/// let latin = b"C\xf4te d'Ivoire condemned Mali.";
/// let error = detente::decode(latin).unwrap_err();
/// assert_eq!(error.to_string(), "byte 2 is not utf-8, and the text looks like windows-1252; save it as UTF-8");
/// assert_eq!(detente::decode(b"\xff\xfeO\0K\0")?.text, "OK");
/// # Ok::<(), detente::DecodeError>(())
/// ```
///
/// # Errors
///
/// [`DecodeError::Malformed`] with the place of the first bytes that are no character, and [`DecodeError::Undeclared`] where the whole
/// seems to be in another encoding, which it does not say.
pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, DecodeError> {
    let decoded = decode_lossy(bytes);
    let encoding = decoded.encoding;
    if decoded.guessed {
        let at = first_strange(bytes);
        return Err(DecodeError::Undeclared { encoding, at });
    }
    if decoded.replaced > 0 {
        let at = first_malformed(bytes, encoding);
        return Err(DecodeError::Malformed { encoding, at });
    }
    Ok(decoded)
}

/// The text of any bytes: what is no character is replaced, and counted.
///
/// ```
/// let decoded = detente::decode_lossy(b"C\xf4te d'Ivoire \x96 Mali");
/// assert_eq!(decoded.text, "C\u{f4}te d'Ivoire \u{2013} Mali");
/// assert_eq!((decoded.encoding, decoded.guessed), (detente::Encoding::Windows1252, true));
/// assert_eq!(detente::decode_lossy("C\u{f4}te \u{fffd}".as_bytes()).replaced, 0);
/// ```
#[must_use]
pub fn decode_lossy(bytes: &[u8]) -> Decoded<'_> {
    let (encoding, guessed) = recognised(bytes);
    let body = bytes.strip_prefix(encoding.mark()).unwrap_or(bytes);
    let (text, replaced) = match encoding {
        Encoding::Utf8 => utf8(body),
        Encoding::Utf16Le => utf16(body, u16::from_le_bytes),
        Encoding::Utf16Be => utf16(body, u16::from_be_bytes),
        Encoding::Windows1252 => windows_1252(body),
    };
    Decoded {
        text,
        encoding,
        guessed,
        replaced,
    }
}

/// The encoding that the bytes say, or seem, to be in, and whether they only seem so.
fn recognised(bytes: &[u8]) -> (Encoding, bool) {
    use Encoding::{Utf8, Utf16Be, Utf16Le, Windows1252};
    let declared = [Utf8, Utf16Le, Utf16Be].into_iter();
    if let Some(encoding) = declared.into_iter().find(|e| bytes.starts_with(e.mark())) {
        return (encoding, false);
    }
    let zeros = |first: usize| {
        bytes
            .iter()
            .skip(first)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    // letters of European languages have a zero beside them, and text has none else
    let (even, odd, half) = (zeros(0), zeros(1), bytes.len() / 2);
    if half > 0 && odd * 2 > half && even * 10 <= odd {
        return (Utf16Le, true);
    }
    if half > 0 && even * 2 > half && odd * 10 <= even {
        return (Utf16Be, true);
    }
    if looks_like_windows_1252(bytes) {
        return (Windows1252, true);
    }
    (Utf8, false)
}

/// Whether more bytes are no UTF-8 than there are characters beyond ASCII in it, and Windows-1252 has a character for each.
fn looks_like_windows_1252(bytes: &[u8]) -> bool {
    let (mut strange, mut known) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        strange += chunk.invalid().len();
        known += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
    }
    let control = |byte: &u8| *byte < b' ' && !byte.is_ascii_whitespace();
    let text = !bytes
        .iter()
        .any(|b| control(b) || in_windows_1252(*b).is_none());
    strange > known && text
}

/// Where the first byte is that is no plain text: no UTF-8, or a zero.
fn first_strange(bytes: &[u8]) -> usize {
    let zero = bytes.iter().position(|byte| *byte == 0);
    zero.unwrap_or_else(|| first_malformed(bytes, Encoding::Utf8))
}

/// Where the first bytes are that are no character.
fn first_malformed(bytes: &[u8], encoding: Encoding) -> usize {
    let mark = encoding.mark().len();
    match encoding {
        Encoding::Utf8 => std::str::from_utf8(bytes).map_or_else(|e| e.valid_up_to(), str::len),
        Encoding::Utf16Le => mark + first_unpaired(&bytes[mark..], u16::from_le_bytes),
        Encoding::Utf16Be => mark + first_unpaired(&bytes[mark..], u16::from_be_bytes),
        Encoding::Windows1252 => {
            let mut each = bytes.iter();
            each.position(|b| in_windows_1252(*b).is_none())
                .unwrap_or(bytes.len())
        }
    }
}

fn utf8(bytes: &[u8]) -> (Cow<'_, str>, usize) {
    let text = String::from_utf8_lossy(bytes);
    let replaced = match text {
        Cow::Borrowed(_) => 0,
        Cow::Owned(_) => bytes
            .utf8_chunks()
            .filter(|chunk| !chunk.invalid().is_empty())
            .count(),
    };
    (text, replaced)
}

fn units(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16) -> impl Iterator<Item = u16> {
    bytes
        .chunks_exact(2)
        .map(move |pair| unit([pair[0], pair[1]]))
}

fn utf16<'b>(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16) -> (Cow<'b, str>, usize) {
    let (mut text, mut replaced) = (String::with_capacity(bytes.len()), 0);
    for c in char::decode_utf16(units(bytes, unit)) {
        replaced += usize::from(c.is_err());
        text.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    if bytes.len() % 2 == 1 {
        text.push(char::REPLACEMENT_CHARACTER);
        replaced += 1;
    }
    (Cow::Owned(text), replaced)
}

/// How many bytes of UTF-16 stand before half a character: an unpaired surrogate, a last odd byte.
fn first_unpaired(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16) -> usize {
    let mut before = 0;
    for c in char::decode_utf16(units(bytes, unit)) {
        match c {
            Ok(c) => before += 2 * c.len_utf16(),
            Err(_) => break,
        }
    }
    before
}

fn windows_1252<'b>(bytes: &[u8]) -> (Cow<'b, str>, usize) {
    let known = |byte: &u8| in_windows_1252(*byte);
    let text = bytes
        .iter()
        .map(|byte| known(byte).unwrap_or(char::REPLACEMENT_CHARACTER));
    let replaced = bytes.iter().filter(|byte| known(byte).is_none()).count();
    (Cow::Owned(text.collect()), replaced)
}

/// The character of a byte, where there is one. All but 32 are those of ISO 8859-1, and so Unicode's first.
fn in_windows_1252(byte: u8) -> Option<char> {
    /// From 0x80 to 0x9f; `U+0000` where there is none.
    const OTHER: [char; 32] = [
        '\u{20ac}', '\0', '\u{201a}', '\u{192}', '\u{201e}', '\u{2026}', '\u{2020}', '\u{2021}',
        '\u{2c6}', '\u{2030}', '\u{160}', '\u{2039}', '\u{152}', '\0', '\u{17d}', '\0', '\0',
        '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}', '\u{2022}', '\u{2013}', '\u{2014}',
        '\u{2dc}', '\u{2122}', '\u{161}', '\u{203a}', '\u{153}', '\0', '\u{17e}', '\u{178}',
    ];
    match byte {
        0x80..=0x9f => Some(OTHER[usize::from(byte - 0x80)]).filter(|c| *c != '\0'),
        _ => Some(char::from(byte)),
    }
}
