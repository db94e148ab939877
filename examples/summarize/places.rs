//! Places in a text as other languages count them: from bytes to characters and UTF-16 units.

use detente::Span;
use serde::Serialize;

/// How many bytes lie between two marks.
const STRIDE: usize = 256;

/// Running counts along a text, so that a place is found without counting from the beginning.
#[derive(Debug)]
pub(crate) struct Places<'t> {
    text: &'t str,
    /// At each mark: byte, characters, UTF-16 units.
    marks: Vec<(usize, u32, u32)>,
}

/// A place in characters and UTF-16 units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Counted {
    pub(crate) chars: u32,
    pub(crate) utf16: u32,
}

impl<'t> Places<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let (mut chars, mut utf16) = (0, 0);
        let mut marks = vec![(0, 0, 0)];
        for (byte, char) in text.char_indices() {
            if byte >= marks.len() * STRIDE {
                marks.push((byte, chars, utf16));
            }
            (chars, utf16) = next(chars, utf16, char);
        }
        Self { text, marks }
    }

    /// Both ends of a span.
    pub(crate) fn of(&self, span: Span) -> [Counted; 2] {
        [self.at(span.start as usize), self.at(span.end as usize)]
    }

    fn at(&self, byte: usize) -> Counted {
        let mark = self.marks.partition_point(|mark| mark.0 <= byte);
        let (from, mut chars, mut utf16) = self.marks[mark.saturating_sub(1)];
        for char in self.text.get(from..byte).unwrap_or("").chars() {
            (chars, utf16) = next(chars, utf16, char);
        }
        Counted { chars, utf16 }
    }
}

/// The counts after one more character.
const fn next(chars: u32, utf16: u32, char: char) -> (u32, u32) {
    let units = if char.len_utf16() == 2 { 2 } else { 1 };
    (chars.saturating_add(1), utf16.saturating_add(units))
}
