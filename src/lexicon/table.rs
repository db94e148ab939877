//! Tables: the tab-separated files as lines of fields in canonical column order, each with its place. Layers merge here, by key.

use std::{cmp::Ordering, ops::Range, sync::Arc};

use crate::{
    lexicon::error::{Finding, Problem, Problems, nearest},
    text::normal::is_invisible,
};

/// What a table looks like.
#[derive(Debug)]
pub(crate) struct Shape {
    pub(crate) file: &'static str,
    pub(crate) columns: &'static [&'static str],
    /// The columns that make a line's key.
    pub(crate) key: &'static [&'static str],
    /// The column that reads `off` where a layer removes an entry.
    pub(crate) off: &'static str,
    /// The column that holds a pattern, which may begin with `=`.
    pub(crate) pattern: Option<&'static str>,
}

pub(crate) const CAMEO: Shape = Shape {
    file: "cameo.tsv",
    columns: &["code", "class", "quad", "scale", "gloss"],
    key: &["code"],
    off: "gloss",
    pattern: None,
};
pub(crate) const ACTORS: Shape = Shape {
    file: "actors.tsv",
    columns: &[
        "code",
        "kind",
        "name",
        "iso",
        "cow",
        "cameo",
        "home",
        "wikidata",
        "successor",
        "until",
    ],
    key: &["code"],
    off: "kind",
    pattern: None,
};
pub(crate) const ALIASES: Shape = Shape {
    file: "en/aliases.tsv",
    columns: &[
        "alias", "code", "kind", "person", "form", "gender", "from", "to", "guard", "example",
    ],
    key: &["alias", "code", "from"],
    off: "kind",
    pattern: None,
};
pub(crate) const TERMS: Shape = Shape {
    file: "en/terms.tsv",
    columns: &[
        "pattern",
        "code",
        "scale",
        "frame",
        "context",
        "only",
        "pair",
        "example",
        "counterexample",
    ],
    key: &["pattern", "only"],
    off: "code",
    pattern: Some("pattern"),
};
pub(crate) const GOVERNORS: Shape = Shape {
    file: "en/governors.tsv",
    columns: &["pattern", "operator", "code", "example", "counterexample"],
    key: &["pattern"],
    off: "operator",
    pattern: Some("pattern"),
};
pub(crate) const SHIFTERS: Shape = Shape {
    file: "en/shifters.tsv",
    columns: &[
        "pattern",
        "kind",
        "factor",
        "reach",
        "example",
        "counterexample",
    ],
    key: &["pattern"],
    off: "kind",
    pattern: Some("pattern"),
};
pub(crate) const IDIOMS: Shape = Shape {
    file: "en/idioms.tsv",
    columns: &["pattern", "becomes", "example"],
    key: &["pattern"],
    off: "becomes",
    pattern: Some("pattern"),
};
pub(crate) const MARKERS: Shape = Shape {
    file: "en/markers.tsv",
    columns: &["word", "class", "value"],
    key: &["word", "class", "value"],
    off: "class",
    pattern: None,
};
pub(crate) const ABBREVIATIONS: Shape = Shape {
    file: "en/abbreviations.tsv",
    columns: &["word"],
    key: &["word"],
    off: "word",
    pattern: None,
};
pub(crate) const IRREGULARS: Shape = Shape {
    file: "en/irregulars.tsv",
    columns: &["form", "base"],
    key: &["form"],
    off: "base",
    pattern: None,
};

/// Every table, in the order of the specification.
pub(crate) const ALL: [&Shape; 10] = [
    &CAMEO,
    &ACTORS,
    &ALIASES,
    &TERMS,
    &GOVERNORS,
    &SHIFTERS,
    &IDIOMS,
    &MARKERS,
    &ABBREVIATIONS,
    &IRREGULARS,
];

/// The most bytes of a file, and of a line, and the most lines of a file: many times what the bundled lexicon has.
pub(super) const MOST_BYTES: usize = 16 << 20;
const MOST_LINE: usize = 4_096;
const MOST_LINES: usize = 250_000;

/// The most columns a table has.
const MOST_COLUMNS: usize = 10;

/// A line: its number, and its fields where they stand in the file, asked for by their place in the canonical order.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) number: u32,
    file: Arc<str>,
    start: usize,
    /// Where each field ends, counted from the start, in the order of the file.
    ends: [u32; MOST_COLUMNS],
    places: Arc<[usize]>,
}

impl Line {
    /// A field, by its place in the canonical order.
    pub(crate) fn field(&self, column: usize) -> &str {
        let Some(&at) = self.places.get(column) else {
            return "";
        };
        let start = at
            .checked_sub(1)
            .map_or(0, |before| self.ends[before] as usize + 1);
        let field = &self.file[self.start + start..self.start + self.ends[at] as usize];
        match field.as_bytes() {
            // no white space at either end: nearly every field
            [b'!'..=b'~', .., b'!'..=b'~'] | [] => field,
            _ => field.trim(),
        }
    }

    fn fields(&self) -> impl Iterator<Item = &str> {
        (0..self.places.len()).map(|column| self.field(column))
    }

    /// The number of a field in the file, from 1, by its place in the canonical order.
    pub(crate) fn place(&self, column: usize) -> u32 {
        let at = self.places.get(column).copied().unwrap_or(column);
        u32::try_from(at + 1).unwrap_or(u32::MAX)
    }
}

/// A table's lines, sorted by their keys: the order of a file never matters.
#[derive(Clone, Debug)]
pub(crate) struct Lines {
    shape: &'static Shape,
    sorted: Vec<Line>,
}

impl Lines {
    pub(crate) const fn new(shape: &'static Shape) -> Self {
        Self {
            shape,
            sorted: Vec::new(),
        }
    }

    pub(crate) fn iter(&self) -> std::slice::Iter<'_, Line> {
        self.sorted.iter()
    }

    /// Where the lines stand that have the same first columns of the key as this one.
    fn like(&self, line: &Line, key: &[usize]) -> Range<usize> {
        let order = |other: &Line| by(key, other, line);
        let start = self.sorted.partition_point(|other| order(other).is_lt());
        start..self.sorted.partition_point(|other| order(other).is_le())
    }

    /// The fields of a column.
    pub(crate) fn column(&self, column: &str) -> impl Iterator<Item = &str> {
        let at = position(self.shape, column);
        self.sorted.iter().map(move |line| line.field(at))
    }
}

/// Where the columns stand that make a table's key.
fn key_of(shape: &Shape) -> Vec<usize> {
    let columns = shape.key.iter();
    columns.map(|column| position(shape, column)).collect()
}

/// Compares two lines by some of their columns.
fn by(columns: &[usize], a: &Line, b: &Line) -> Ordering {
    let columns = columns.iter();
    columns.fold(Ordering::Equal, |so_far, &at| {
        so_far.then_with(|| a.field(at).cmp(b.field(at)))
    })
}

/// What a layer changed in the one below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) added: usize,
    pub(crate) replaced: usize,
    pub(crate) removed: usize,
}

/// Reads a table; what is wrong with its form goes to `problems`.
pub(crate) fn read(shape: &'static Shape, bytes: &[u8], problems: &mut Problems) -> Lines {
    let mut reader = Reader {
        shape,
        order: None,
        lines: Vec::new(),
        problems,
    };
    match std::str::from_utf8(bytes) {
        _ if bytes.len() > MOST_BYTES => reader.report(0, 0, Finding::LongFile(MOST_BYTES)),
        Err(error) => reader.report(0, 0, Finding::NotUtf8(error.valid_up_to())),
        Ok(text) => reader.text(&Arc::from(text)),
    }
    reader.sorted()
}

/// Lays `upper` over `base`.
pub(crate) fn overlay(base: &mut Lines, upper: Lines, problems: &mut Problems) -> Change {
    let shape = base.shape;
    let (off, key) = (position(shape, shape.off), key_of(shape));
    let mut change = Change::default();
    let mut gone = vec![false; base.sorted.len()];
    let mut new = Vec::new();
    for line in upper.sorted {
        let same = base.like(&line, &key);
        if line.field(off) == "off" {
            let wide = key.len() == 3 && line.field(key[2]).is_empty();
            let doomed = if wide {
                base.like(&line, &key[..2])
            } else {
                same
            };
            if doomed.is_empty() {
                problems.push(Problem {
                    file: shape.file.to_owned(),
                    line: line.number,
                    column: 0,
                    finding: Finding::NothingToRemove,
                });
            }
            change.removed += doomed.len();
            gone[doomed].fill(true);
            continue;
        }
        if gone[same.clone()].iter().all(|gone| *gone) {
            change.added += 1;
        } else {
            change.replaced += 1;
        }
        gone[same].fill(true);
        new.push(line);
    }
    if base.sorted.is_empty() {
        // the lines came sorted
        base.sorted = new;
        return change;
    }
    let mut gone = gone.into_iter();
    base.sorted.retain(|_| !gone.next().unwrap_or(false));
    base.sorted.extend(new);
    base.sorted.sort_by(|a, b| by(&key, a, b));
    change
}

/// The canonical form: header, then the lines sorted by key.
pub(crate) fn write(lines: &Lines) -> String {
    let mut text = lines.shape.columns.join("\t");
    text.push('\n');
    for line in lines.iter() {
        for (at, field) in line.fields().enumerate() {
            if at > 0 {
                text.push('\t');
            }
            text.push_str(field);
        }
        text.push('\n');
    }
    text
}

/// Where a column stands in the canonical order.
pub(crate) fn position(shape: &Shape, column: &str) -> usize {
    shape.columns.iter().position(|c| *c == column).unwrap_or(0)
}

struct Reader<'p> {
    shape: &'static Shape,
    /// For each canonical column, the field it stands in.
    order: Option<Arc<[usize]>>,
    lines: Vec<Line>,
    problems: &'p mut Problems,
}

impl Reader<'_> {
    fn report(&mut self, line: u32, column: usize, finding: Finding) {
        let column = u32::try_from(column).unwrap_or(u32::MAX);
        self.problems.push(Problem {
            file: self.shape.file.to_owned(),
            line,
            column,
            finding,
        });
    }

    fn text(&mut self, file: &Arc<str>) {
        let text: &str = file;
        if text.starts_with('\u{feff}') {
            self.report(1, 0, Finding::ByteOrderMark);
        }
        let body = text.trim_start_matches('\u{feff}');
        let mut start = text.len() - body.len();
        for (number, line) in (1..).zip(body.split('\n')) {
            let from = start;
            start += line.len() + 1;
            if number as usize > MOST_LINES {
                self.report(number, 0, Finding::ManyLines(MOST_LINES));
                break;
            }
            if line.len() > MOST_LINE {
                let (found, most) = (line.len(), MOST_LINE);
                self.report(number, 0, Finding::LongLine { found, most });
                // a header that is not read leaves every line without names
                self.order = self.order.take().or(Some(Arc::from([])));
                continue;
            }
            let plain = line.strip_suffix('\r').unwrap_or(line);
            if plain.len() < line.len() {
                self.report(number, 0, Finding::CarriageReturn);
            }
            if plain.trim().is_empty() || plain.starts_with('#') {
                continue;
            }
            match self.order.take() {
                None => self.header(number, &plain.split('\t').collect::<Vec<_>>()),
                Some(order) => {
                    self.line(number, file, from..from + plain.len(), &order);
                    self.order = Some(order);
                }
            }
        }
        if self.order.is_none() {
            self.report(0, 0, Finding::NoHeader);
        }
    }

    fn header(&mut self, number: u32, fields: &[&str]) {
        for (at, field) in fields.iter().enumerate() {
            if !self.shape.columns.contains(field) {
                let near = nearest(field, self.shape.columns.iter().copied());
                self.report(
                    number,
                    at + 1,
                    Finding::UnknownColumn {
                        found: (*field).to_owned(),
                        near,
                    },
                );
            } else if fields[..at].contains(field) {
                self.report(number, at + 1, Finding::RepeatedColumn((*field).to_owned()));
            }
        }
        let mut order = Vec::new();
        for &column in self.shape.columns {
            match fields.iter().position(|f| *f == column) {
                Some(at) => order.push(at),
                None => self.report(number, 0, Finding::MissingColumn(column)),
            }
        }
        // a broken header makes every line's fields unknowable: read on only to count
        let broken = order.len() != fields.len();
        self.order = Some(if broken { Arc::from([]) } else { order.into() });
    }

    fn line(&mut self, number: u32, file: &Arc<str>, at: Range<usize>, order: &Arc<[usize]>) {
        if order.is_empty() {
            return;
        }
        let length = u32::try_from(at.len()).unwrap_or(u32::MAX);
        let mut ends = [length; MOST_COLUMNS];
        let mut found = 1;
        // one look at each byte: where the fields end, and whether their letters need a closer look, as few lines do
        let mut plain = true;
        let mut before = b'\t';
        for (place, byte) in (0..).zip(&file.as_bytes()[at.clone()]) {
            if *byte == b'\t' {
                if let Some(end) = ends.get_mut(found - 1) {
                    *end = place;
                }
                found += 1;
            } else {
                let runs =
                    before == b'\t' && matches!(byte, b'+' | b'@' | b'=' | b'-' | b' ' | b'"');
                plain &= matches!(byte, b' '..=b'~') && *byte != b'#' && !runs;
            }
            before = *byte;
        }
        if found != order.len() {
            let wish = order.len();
            return self.report(number, 0, Finding::FieldCount { found, wish });
        }
        let line = Line {
            number,
            file: Arc::clone(file),
            start: at.start,
            ends,
            places: Arc::clone(order),
        };
        let columns = order.iter().zip(self.shape.columns).enumerate();
        for (column, (&at, &name)) in columns.filter(|_| !plain) {
            let field = line.field(column);
            if !is_harmless(field) {
                self.letters(number, at + 1, name, field);
            }
        }
        self.lines.push(line);
    }

    /// The lines by their keys; of several with one key, the first.
    fn sorted(mut self) -> Lines {
        let shape = self.shape;
        let key = key_of(shape);
        let mut sorted = sorted_by(&key, std::mem::take(&mut self.lines));
        let column = key[0];
        sorted.dedup_by(|line, first| {
            let same = by(&key, line, first) == Ordering::Equal;
            if same {
                let place = line.place(column) as usize;
                self.report(line.number, place, Finding::Duplicate(first.number));
            }
            same
        });
        Lines { shape, sorted }
    }

    /// What is wrong with the letters of a field.
    fn letters(&mut self, number: u32, at: usize, column: &'static str, field: &str) {
        if field.contains('#') {
            self.report(number, at, Finding::Comment);
        }
        if let Some(found) = formula(field, self.shape.pattern == Some(column)) {
            self.report(number, at, Finding::Formula { column, found });
        }
        if let Some(found) = field.chars().find(|c| is_invisible(*c) || c.is_control()) {
            self.report(
                number,
                at,
                Finding::Invisible {
                    column,
                    found: found.into(),
                },
            );
        }
        if let Some(found) = field.chars().find(|c| *c != ' ' && c.is_whitespace()) {
            let found = found.into();
            self.report(number, at, Finding::Space { column, found });
        }
        if is_quoted(field) {
            self.report(number, at, Finding::Quoted { column });
        }
        if let Some(found) = words(field).find(|word| looks_latin(word)) {
            let found = found.to_owned();
            self.report(number, at, Finding::LooksLatin { column, found });
        }
        if let Some(found) = words(field).find(|word| mixes_scripts(word)) {
            self.report(
                number,
                at,
                Finding::MixedScripts {
                    column,
                    found: found.to_owned(),
                },
            );
        }
    }
}

/// Tables come nearly sorted. Where the few lines that stand too late are put at the end, one merge is left to do.
fn sorted_by(key: &[usize], lines: Vec<Line>) -> Vec<Line> {
    let (mut sorted, mut late) = (Vec::<Line>::with_capacity(lines.len()), Vec::new());
    for line in lines {
        match sorted.last() {
            Some(last) if by(key, &line, last).is_lt() => late.push(line),
            _ => sorted.push(line),
        }
    }
    late.sort_by(|a, b| by(key, a, b));
    sorted.append(&mut late);
    sorted.sort_by(|a, b| by(key, a, b));
    sorted
}

/// A field of plain letters that begins with one, or a negative number: nearly every field.
fn is_harmless(field: &str) -> bool {
    let begins = match field.as_bytes() {
        [] => true,
        [b'-', next, ..] => next.is_ascii_digit(),
        [first, ..] => !matches!(first, b'+' | b'@' | b'=' | b'-' | b'"'),
    };
    begins && field.bytes().all(|b| matches!(b, b' '..=b'~') && b != b'#')
}

/// The character by which a spreadsheet would take the field for a formula.
fn formula(field: &str, pattern: bool) -> Option<char> {
    let mut chars = field.chars();
    let first = chars.next()?;
    let runs = match first {
        '+' | '@' => true,
        '=' => !pattern,
        '-' => chars.next().is_some_and(|c| !c.is_ascii_digit()),
        _ => false,
    };
    runs.then_some(first)
}

/// Whether a spreadsheet has put the whole field in quotation marks.
fn is_quoted(field: &str) -> bool {
    let mark = |c: char| matches!(c, '"' | '“' | '”' | '„');
    let inner = field
        .strip_prefix(mark)
        .and_then(|field| field.strip_suffix(mark));
    inner.is_some_and(|inner| !inner.replace("\"\"", "").contains(mark))
}

/// The words of a field, also those between the bars and signs of a pattern or a guard.
fn words(field: &str) -> impl Iterator<Item = &str> {
    field
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// Letters of other scripts that are drawn as Latin ones are.
const ALIKE: &str = "АВЕЅІЈКМНОРСТУХҮԌԚԜаесԁһіјорѕухѵԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρυ";

/// Whether every letter of a word is one that only looks Latin.
fn looks_latin(word: &str) -> bool {
    word.chars().all(|c| ALIKE.contains(c))
}

/// Whether a word has Latin letters and letters that only look like them.
fn mixes_scripts(word: &str) -> bool {
    let latin = word.chars().any(|c| c.is_ascii_alphabetic());
    let alike = word.chars().any(
        |c| matches!(c, '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}' | '\u{ff00}'..='\u{ff5e}'),
    );
    latin && alike
}
