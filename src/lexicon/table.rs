//! Tables: the tab-separated files as lines of fields in canonical column order, each with its place. Layers merge here, by key.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    lexicon::error::{Finding, Problem, nearest},
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

/// A line: its number, its fields in canonical column order, and where each of them stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) number: u32,
    pub(crate) fields: Vec<String>,
    places: Arc<[usize]>,
}

impl Line {
    /// The number of a field in the file, from 1, by its place in the canonical order.
    pub(crate) fn place(&self, column: usize) -> u32 {
        let at = self.places.get(column).copied().unwrap_or(column);
        u32::try_from(at + 1).unwrap_or(u32::MAX)
    }
}

/// A table's lines by their keys: the order of a file never matters.
pub(crate) type Lines = BTreeMap<Vec<String>, Line>;

/// What a layer changed in the one below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) added: usize,
    pub(crate) replaced: usize,
    pub(crate) removed: usize,
}

/// Reads a table; what is wrong with its form goes to `problems`.
pub(crate) fn read(shape: &'static Shape, bytes: &[u8], problems: &mut Vec<Problem>) -> Lines {
    let mut reader = Reader {
        shape,
        order: None,
        lines: Lines::new(),
        problems,
    };
    match std::str::from_utf8(bytes) {
        Err(error) => reader.report(0, 0, Finding::NotUtf8(error.valid_up_to())),
        Ok(text) => reader.text(text),
    }
    reader.lines
}

/// Lays `upper` over `base`.
pub(crate) fn overlay(
    shape: &Shape,
    base: &mut Lines,
    upper: Lines,
    problems: &mut Vec<Problem>,
) -> Change {
    let off = position(shape, shape.off);
    let mut change = Change::default();
    for (key, line) in upper {
        if line.fields[off] == "off" {
            let doomed: Vec<_> = base
                .keys()
                .filter(|k| {
                    k[..] == key[..] || k.len() == 3 && k[..2] == key[..2] && key[2].is_empty()
                })
                .cloned()
                .collect();
            if doomed.is_empty() {
                problems.push(Problem {
                    file: shape.file.to_owned(),
                    line: line.number,
                    column: 0,
                    finding: Finding::NothingToRemove,
                });
            }
            change.removed += doomed.len();
            doomed.iter().for_each(|k| drop(base.remove(k)));
        } else if base.insert(key, line).is_some() {
            change.replaced += 1;
        } else {
            change.added += 1;
        }
    }
    change
}

/// The canonical form: header, then the lines sorted by key.
pub(crate) fn write(shape: &Shape, lines: &Lines) -> String {
    let mut text = shape.columns.join("\t");
    text.push('\n');
    for line in lines.values() {
        text.push_str(&line.fields.join("\t"));
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
    lines: Lines,
    problems: &'p mut Vec<Problem>,
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

    fn text(&mut self, text: &str) {
        if text.starts_with('\u{feff}') {
            self.report(1, 0, Finding::ByteOrderMark);
        }
        for (number, line) in (1..).zip(text.trim_start_matches('\u{feff}').split('\n')) {
            let plain = line.strip_suffix('\r').unwrap_or(line);
            if plain.len() < line.len() {
                self.report(number, 0, Finding::CarriageReturn);
            }
            if plain.trim().is_empty() || plain.starts_with('#') {
                continue;
            }
            let fields: Vec<&str> = plain.split('\t').collect();
            match self.order.take() {
                None => self.header(number, &fields),
                Some(order) => {
                    self.line(number, &fields, &order);
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

    fn line(&mut self, number: u32, fields: &[&str], order: &Arc<[usize]>) {
        if order.is_empty() {
            return;
        }
        if fields.len() != order.len() {
            return self.report(
                number,
                0,
                Finding::FieldCount {
                    found: fields.len(),
                    wish: order.len(),
                },
            );
        }
        let mut canonical = Vec::with_capacity(order.len());
        for (&at, &column) in order.iter().zip(self.shape.columns.iter()) {
            let field = fields[at].trim();
            self.field(number, at + 1, column, field);
            canonical.push(field.to_owned());
        }
        let key = self
            .shape
            .key
            .iter()
            .map(|c| canonical[position(self.shape, c)].clone())
            .collect();
        let line = Line {
            number,
            fields: canonical,
            places: Arc::clone(order),
        };
        if let Some(first) = self.lines.get(&key) {
            let first = first.number;
            let key = line.place(position(self.shape, self.shape.key[0])) as usize;
            self.report(number, key, Finding::Duplicate(first));
        } else {
            self.lines.insert(key, line);
        }
    }

    fn field(&mut self, number: u32, at: usize, column: &'static str, field: &str) {
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
        if let Some(found) = field.split_whitespace().find(|word| mixes_scripts(word)) {
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

/// Whether a word has Latin letters and letters that only look like them.
fn mixes_scripts(word: &str) -> bool {
    let latin = word.chars().any(|c| c.is_ascii_alphabetic());
    let alike = word.chars().any(
        |c| matches!(c, '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}' | '\u{ff00}'..='\u{ff5e}'),
    );
    latin && alike
}
