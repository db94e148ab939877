//! The relation of two given spans, item by item.

use std::{collections::BTreeMap, path::Path};

use detente::{Analyzer, Reader, Relation, Span};
use serde::{Deserialize, Serialize};

use crate::{
    input::{self, Failure, Lines},
    report,
};

/// A text with two spans in bytes; null where the text does not name the side.
#[derive(Debug, Deserialize)]
struct Item {
    id: String,
    text: String,
    source: Option<Span>,
    target: Option<Span>,
}

/// How the source treats the target.
#[derive(Debug, Serialize)]
struct Answer {
    id: String,
    root: &'static str,
    quad: &'static str,
    score: f64,
}

impl Answer {
    fn new(id: String, relation: &Relation) -> Self {
        Self {
            id,
            root: relation.class.name(),
            quad: relation.quad.name(),
            score: relation.scale.to_f64(),
        }
    }
}

/// Classifies all items and writes the answers.
pub(crate) fn run(analyzer: &Analyzer, items: &Path, out: &Path) -> Result<String, Failure> {
    let mut lines = Lines::read(items)?;
    let mut reader = analyzer.reader();
    let mut seen = BTreeMap::new();
    let mut answers = Vec::new();
    for (line, item) in lines.json::<Item>() {
        match answer(&mut reader, &seen, item) {
            Ok(answer) => {
                seen.insert(answer.id.clone(), line);
                answers.push(answer);
            }
            Err(reason) => lines.report(line, reason),
        }
    }
    input::write_json_lines(out, &answers)?;
    Ok(format!(
        "board {}: {} items classified, written to {}{}\n",
        items.display(),
        answers.len(),
        out.display(),
        report::bad_lines(lines.bad)
    ))
}

fn answer(
    reader: &mut Reader<'_>,
    seen: &BTreeMap<String, usize>,
    item: Item,
) -> Result<Answer, String> {
    if let Some(line) = seen.get(&item.id) {
        return Err(format!(
            "id \"{}\" stands in line {line}; give it another",
            item.id
        ));
    }
    let relation = reader.relate(&item.text, item.source, item.target);
    relation
        .map(|relation| Answer::new(item.id, &relation))
        .map_err(|error| error.to_string())
}
