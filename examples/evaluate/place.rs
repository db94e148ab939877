//! Where the numbered sentences of an article stand.

use std::{collections::BTreeMap, path::Path};

use detente::{Analysis, Article, Part, Span};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::input::{Failure, Lines, Table};

/// A part of an article and bytes in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) part: Part,
    pub(crate) span: Span,
}

impl Place {
    fn new(part: Part, start: usize, end: usize) -> Self {
        let bytes = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self {
            part,
            span: Span::new(bytes(start), bytes(end)),
        }
    }
}

/// Places of sentences by their number; the title is 1.
pub(crate) type Places = BTreeMap<usize, Place>;

/// The sentence that holds the middle of a span.
pub(crate) fn holding(places: &Places, part: Part, span: Span) -> Option<usize> {
    let found = places.iter().find(|(_, place)| holds(place, part, span));
    found.map(|(number, _)| *number)
}

/// Whether a place holds the middle of a span.
pub(crate) fn holds(place: &Place, part: Part, span: Span) -> bool {
    let twice = |n: u32| 2 * u64::from(n);
    let middle = u64::from(span.start) + u64::from(span.end);
    place.part == part && (twice(place.span.start)..twice(place.span.end)).contains(&middle)
}

fn title(article: &Article<'_>) -> Place {
    Place::new(Part::Title, 0, article.part(Part::Title).len())
}

/// The sentences as the library cuts them.
pub(crate) fn cut(analysis: &Analysis<'_>) -> Places {
    let document = analysis.document();
    let text = document.sentences.iter().filter(|s| s.part == Part::Text);
    let places = text.map(|sentence| Place {
        part: Part::Text,
        span: document.span(sentence.tokens),
    });
    let all = std::iter::once(title(analysis.article())).chain(places);
    (1..).zip(all).collect()
}

/// The sentences of a table with the columns `sentence` and `text`, found in the article by their text, one after the
/// other; how a line is broken does not matter. Returns how many lines were of no use, too.
pub(crate) fn listed(path: &Path, article: &Article<'_>) -> Result<(Places, usize), Failure> {
    let mut table = Table::read(path, &["sentence", "text"])?;
    let body = Flat::new(article.part(Part::Text));
    let mut places = Places::new();
    let mut from = 0;
    for (line, row) in &table.rows {
        let Some(number) = row[0].parse().ok().filter(|n: &usize| *n > 0) else {
            let reason = format!("\"{}\" is not a sentence's number; count from 1", row[0]);
            table.lines.report(*line, reason);
            continue;
        };
        if number == 1 {
            places.insert(1, title(article));
        } else if let Some((place, end)) = body.find(&row[1], from) {
            places.insert(number, place);
            from = end;
        } else {
            let reason = "the article has no such sentence; copy it as it stands there";
            table.lines.report(*line, reason);
        }
    }
    Ok((places, table.lines.bad))
}

/// A sentence of one of many articles: its bytes in the title or text, and the beginning of their SHA-256 digest.
#[derive(Debug, Deserialize)]
struct Counted {
    doc: String,
    n: usize,
    part: Part,
    start: usize,
    end: usize,
    #[serde(default)]
    sha: String,
}

/// The sentences of articles, one JSON object a line, by the article's id. A sentence that its article does not hold, or not as
/// the digest says, is a bad line. Returns how many lines were of no use, too.
pub(crate) fn of_articles(
    path: &Path,
    part: impl Fn(&str, Part) -> Option<String>,
) -> Result<(BTreeMap<String, Places>, usize), Failure> {
    let mut lines = Lines::read(path)?;
    let mut all: BTreeMap<String, Places> = BTreeMap::new();
    for (line, counted) in lines.json::<Counted>() {
        let Some(text) = part(&counted.doc, counted.part) else {
            lines.report(
                line,
                format!("no article \"{}\"; add it to the articles", counted.doc),
            );
            continue;
        };
        let bytes = text.as_bytes().get(counted.start..counted.end);
        if !bytes.is_some_and(|bytes| digest(bytes).starts_with(&counted.sha)) {
            lines.report(
                line,
                "the article has no such sentence; count its bytes anew",
            );
            continue;
        }
        let place = Place::new(counted.part, counted.start, counted.end);
        all.entry(counted.doc).or_default().insert(counted.n, place);
    }
    Ok((all, lines.bad))
}

fn digest(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A text with every run of white space as one blank, and where each of its bytes comes from.
#[derive(Debug)]
struct Flat {
    text: String,
    origin: Vec<usize>,
}

impl Flat {
    fn new(source: &str) -> Self {
        let (mut text, mut origin) = (String::new(), Vec::new());
        for (at, c) in source.char_indices() {
            if !c.is_whitespace() {
                text.push(c);
                origin.extend(at..at + c.len_utf8());
            } else if !text.ends_with(' ') {
                text.push(' ');
                origin.push(at);
            }
        }
        Self { text, origin }
    }

    /// Where a sentence stands, after `from` or else from the beginning, and where to look for the next.
    fn find(&self, sentence: &str, from: usize) -> Option<(Place, usize)> {
        let words: Vec<&str> = sentence.split_whitespace().collect();
        let sentence = words.join(" ");
        if sentence.is_empty() {
            return None;
        }
        let after = self.text[from..].find(&sentence).map(|at| at + from);
        let start = after.or_else(|| self.text.find(&sentence))?;
        let end = start + sentence.len();
        let place = Place::new(Part::Text, self.origin[start], self.origin[end - 1] + 1);
        Some((place, end))
    }
}
