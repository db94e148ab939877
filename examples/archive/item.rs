//! News items, and how a piece of a file becomes one.

use detente::{Article, Day};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::files::Content;

/// How much of a document id's SHA-256 is kept: two of a thousand million ids share it once in 10^20 archives.
const KEY: usize = 16;

/// What a document is known by.
pub(crate) type Key = [u8; KEY];

/// One news item.
#[derive(Debug)]
pub(crate) struct Item {
    id: String,
    date: Option<Day>,
    title: String,
    text: String,
}

/// One line of NDJSON; other fields are allowed and not read.
#[derive(Deserialize)]
struct Line {
    id: Option<serde_json::Value>,
    date: Option<String>,
    title: Option<String>,
    text: String,
}

impl Item {
    /// The item of a piece; `place` is its id where it has none, `date` its day.
    pub(crate) fn new(
        bytes: &[u8],
        content: Content,
        place: &str,
        date: Option<Day>,
    ) -> Result<Self, String> {
        let text = std::str::from_utf8(bytes).map_err(|error| {
            format!(
                "byte {} is not UTF-8; save it as UTF-8",
                error.valid_up_to() + 1
            )
        })?;
        let text = text.trim_start_matches('\u{feff}');
        match content {
            Content::Lines => Self::line(text, place, date),
            Content::Text => Ok(Self {
                id: place.to_owned(),
                date,
                title: String::new(),
                text: text.to_owned(),
            }),
        }
    }

    fn line(line: &str, place: &str, date: Option<Day>) -> Result<Self, String> {
        let line: Line = serde_json::from_str(line).map_err(|error| finding(&error))?;
        let own = line.date.filter(|date| !date.is_empty());
        Ok(Self {
            id: id(line.id)?.unwrap_or_else(|| place.to_owned()),
            date: own.map(|own| day(&own)).transpose()?.or(date),
            title: line.title.unwrap_or_default(),
            text: line.text,
        })
    }

    pub(crate) fn article(&self) -> Article<'_> {
        let article = match self.date {
            Some(day) => Article::new(&self.id, day, &self.text),
            None => Article::undated(&self.id, &self.text),
        };
        article.title(&self.title)
    }

    pub(crate) fn key(&self) -> Key {
        let mut key = [0; KEY];
        key.copy_from_slice(&Sha256::digest(&self.id)[..KEY]);
        key
    }
}

/// What the JSON reader found; its own line number is always 1 and only misleads.
fn finding(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let finding = text
        .rsplit_once(" at line ")
        .map_or(&*text, |(head, _)| head);
    format!("not an item: {finding} (column {})", error.column())
}

fn id(value: Option<serde_json::Value>) -> Result<Option<String>, String> {
    match value {
        None | Some(serde_json::Value::Null) => Ok(None),
        Some(serde_json::Value::String(id)) => Ok(Some(id).filter(|id| !id.is_empty())),
        Some(serde_json::Value::Number(id)) => Ok(Some(id.to_string())),
        Some(_) => Err("id is neither text nor a number; write one of them".to_owned()),
    }
}

/// `2017-04-07`, or a time that begins with it (`2017-04-07T12:00:00Z`).
fn day(text: &str) -> Result<Day, String> {
    let date = text.split_once('T').map_or(text, |(date, _)| date);
    date.trim()
        .parse()
        .map_err(|error: detente::DayError| error.to_string())
}
