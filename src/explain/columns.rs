//! Text in the columns of a terminal: how wide it is, where it is wrapped, and what stands under it.

use std::{fmt, ops::Range};

use unicode_normalization::char::is_combining_mark;

use super::{INDENT, WIDTH};
use crate::span::Span;

/// A character on a terminal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    /// Its first byte in the part of the article.
    byte: u32,
    /// What is shown of it; nothing of a character that would turn the direction of the text.
    pub(super) shown: Option<char>,
    width: usize,
}

/// The characters of a text that begins at byte `start` of its part.
pub(super) fn cells(text: &str, start: u32) -> Vec<Cell> {
    let cell = |(at, c)| {
        let (shown, width) = shape(c);
        let byte = start.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
        Cell { byte, shown, width }
    };
    text.char_indices().map(cell).collect()
}

/// What a terminal is given for a character, and how many columns that takes.
fn shape(c: char) -> (Option<char>, usize) {
    match c {
        c if c.is_control() => (Some(' '), 1),
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => (None, 0),
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => (Some(c), 0),
        '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e01ef}' => (Some(c), 0),
        c if is_combining_mark(c) => (Some(c), 0),
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{303e}'
        | '\u{3041}'..='\u{a4cf}'
        | '\u{a960}'..='\u{a97c}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff01}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1f64f}'
        | '\u{1f680}'..='\u{1f6ff}'
        | '\u{1f900}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}' => (Some(c), 2),
        c => (Some(c), 1),
    }
}

/// Lines of at most `limit` columns, cut after a space where there is one.
pub(super) fn wrapped(cells: &[Cell], limit: usize) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = cells.get(start..).filter(|rest| !rest.is_empty())?;
        let columns = rest.iter().scan(0, |sum, cell| {
            *sum += cell.width;
            Some(*sum)
        });
        let fits = columns.take_while(|sum| *sum <= limit).count().max(1);
        let space = rest[..fits]
            .iter()
            .rposition(|cell| cell.shown == Some(' '));
        let length = match space {
            Some(space) if fits < rest.len() => space + 1,
            _ => fits,
        };
        start += length;
        Some(start - length..start)
    })
}

/// The text in at most `limit` columns, the last one an ellipsis where it is longer.
pub(super) fn clipped(text: &str, limit: usize) -> String {
    let cells = cells(text, 0);
    let whole = columns(&cells) <= limit;
    let mut used = usize::from(!whole);
    let fits = cells.iter().take_while(|cell| {
        used += cell.width;
        used <= limit
    });
    let text: String = fits.filter_map(|cell| cell.shown).collect();
    text + if whole { "" } else { "…" }
}

/// How many columns the characters take.
fn columns(cells: &[Cell]) -> usize {
    cells.iter().map(|cell| cell.width).sum()
}

/// What stands under a line: carets in these columns, and a name below them.
#[derive(Clone, Debug)]
pub(super) struct Under {
    pub(super) name: &'static str,
    pub(super) carets: Range<usize>,
}

impl Under {
    /// The columns of the name, which begins with the carets unless the line would be too wide.
    pub(super) fn label(&self) -> Range<usize> {
        let start = self
            .carets
            .start
            .min(WIDTH - INDENT.len() - self.name.len());
        start..start + self.name.len()
    }
}

/// The sequence that sets a mark's colour: blue, bold, orange, which also those tell apart who see no red or green.
const fn colour(name: &str) -> &'static str {
    match name.as_bytes() {
        b"source" => "\x1b[38;5;33m",
        b"target" => "\x1b[38;5;208m",
        _ => "\x1b[1m",
    }
}

/// The sequence that ends every colour.
const PLAIN: &str = "\x1b[0m";

/// The characters of a line; where colours are asked for, those under a mark in the colour of the first one.
pub(super) fn painted(line: &[Cell], marks: &[Under], paint: bool) -> String {
    let (mut text, mut column, mut last) = (String::new(), 0, None);
    for cell in line {
        let over = |mark: &&Under| mark.carets.contains(&column) && cell.shown.is_some();
        let mark = marks
            .iter()
            .find(over)
            .filter(|_| paint)
            .map(|mark| mark.name);
        // What has no width belongs to the character before it.
        if cell.width > 0 && mark != last {
            text += last.map_or("", |_| PLAIN);
            text += mark.map_or("", colour);
            last = mark;
        }
        text.extend(cell.shown);
        column += cell.width;
    }
    text + last.map_or("", |_| PLAIN)
}

/// The columns of a line that a span covers.
pub(super) fn under(line: &[Cell], name: &'static str, span: Span) -> Option<Under> {
    let covered = |cell: &Cell| span.start <= cell.byte && cell.byte < span.end;
    let first = line.iter().position(covered)?;
    let last = line.iter().rposition(covered)?;
    let carets: Range<usize> = columns(&line[..first])..columns(&line[..=last]);
    (!carets.is_empty()).then_some(Under { name, carets })
}

/// Sorts marks into as few lines as they fit on without touching.
pub(super) fn lanes(marks: &[Under], columns: impl Fn(&Under) -> Range<usize>) -> Vec<Vec<Under>> {
    let mut lanes: Vec<Vec<Under>> = Vec::new();
    for mark in marks {
        let free = |lane: &Vec<Under>| {
            let last = lane.last().map_or(0, |last| columns(last).end + 1);
            last <= columns(mark).start
        };
        match lanes.iter_mut().find(|lane| free(lane)) {
            Some(lane) => lane.push(mark.clone()),
            None => lanes.push(vec![mark.clone()]),
        }
    }
    lanes
}

/// One line under the text.
pub(super) fn drawn(
    f: &mut fmt::Formatter<'_>,
    lane: &[Under],
    what: impl Fn(&Under) -> (usize, String),
) -> fmt::Result {
    f.write_str(INDENT)?;
    let mut column = 0;
    for mark in lane {
        let (start, text) = what(mark);
        write!(f, "{:gap$}", "", gap = start.saturating_sub(column))?;
        column = start.max(column) + text.len();
        if f.alternate() {
            write!(f, "{}{text}{PLAIN}", colour(mark.name))?;
        } else {
            f.write_str(&text)?;
        }
    }
    writeln!(f)
}
