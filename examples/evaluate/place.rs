//! Where the numbered sentences of an article stand.

use std::{collections::BTreeMap, path::Path};

use detente::{Analysis, Article, Part, Span};

use crate::input::{Failure, Table};

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
