//! One line of NDJSON as an item. The cluster's workers read lines with the same code.

use std::fmt;

use detente::{Article, Day};
use serde::{
    Deserialize, Deserializer,
    de::{Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

/// One news item.
#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) id: String,
    pub(crate) date: Option<Day>,
    pub(crate) title: String,
    pub(crate) text: String,
}

impl Item {
    /// The item as the library reads it.
    pub(crate) fn article(&self) -> Article<'_> {
        let article = match self.date {
            Some(day) => Article::new(&self.id, day, &self.text),
            None => Article::undated(&self.id, &self.text),
        };
        article.title(&self.title)
    }
}

/// One line of NDJSON; other fields are allowed and not read.
#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: Id,
    date: Option<String>,
    title: Option<String>,
    text: String,
}

/// What stands as an id. A list or an object is none, and is passed over without being held.
#[derive(Default)]
enum Id {
    #[default]
    Absent,
    Given(String),
    Wrong,
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(IdVisitor)
    }
}

struct IdVisitor;

impl<'de> Visitor<'de> for IdVisitor {
    type Value = Id;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id")
    }

    fn visit_unit<E: Error>(self) -> Result<Id, E> {
        Ok(Id::Absent)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Id, E> {
        Ok(Id::Wrong)
    }

    fn visit_u64<E: Error>(self, id: u64) -> Result<Id, E> {
        Ok(Id::Given(id.to_string()))
    }

    fn visit_i64<E: Error>(self, id: i64) -> Result<Id, E> {
        Ok(Id::Given(id.to_string()))
    }

    fn visit_f64<E: Error>(self, id: f64) -> Result<Id, E> {
        let id = serde_json::Number::from_f64(id).ok_or_else(|| E::custom("an id"))?;
        Ok(Id::Given(id.to_string()))
    }

    fn visit_str<E: Error>(self, id: &str) -> Result<Id, E> {
        Ok(if id.is_empty() {
            Id::Absent
        } else {
            Id::Given(id.to_owned())
        })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Id, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Id::Wrong)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Id, A::Error> {
        while fields.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Id::Wrong)
    }
}

/// The item of a line; `None` for a blank line.
pub(crate) fn item(
    line: &[u8],
    name: &str,
    number: u64,
    date: Option<Day>,
) -> Result<Option<Item>, String> {
    let line = std::str::from_utf8(line).map_err(not_utf8)?;
    let line = line.trim_start_matches('\u{feff}').trim();
    if line.is_empty() {
        return Ok(None);
    }
    let line: Line = serde_json::from_str(line).map_err(|error| finding(&error))?;
    let own = line.date.filter(|date| !date.is_empty());
    Ok(Some(Item {
        id: id(line.id)?.unwrap_or_else(|| format!("{name}:{number}")),
        date: own.map(|own| day(&own)).transpose()?.or(date),
        title: line.title.unwrap_or_default(),
        text: line.text,
    }))
}

/// What the JSON reader found; its own line number is always 1 and only misleads.
fn finding(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let finding = text
        .rsplit_once(" at line ")
        .map_or(&*text, |(head, _)| head);
    format!("not an item: {finding} (column {})", error.column())
}

fn id(id: Id) -> Result<Option<String>, String> {
    match id {
        Id::Absent => Ok(None),
        Id::Given(id) => Ok(Some(id)),
        Id::Wrong => Err("id is neither text nor a number; write one of them".to_owned()),
    }
}

/// `2017-04-07`, or a time that begins with it (`2017-04-07T12:00:00Z`).
pub(crate) fn day(text: &str) -> Result<Day, String> {
    let date = text.split_once('T').map_or(text, |(date, _)| date);
    date.trim()
        .parse()
        .map_err(|error: detente::DayError| error.to_string())
}

pub(crate) fn not_utf8(error: std::str::Utf8Error) -> String {
    format!(
        "byte {} is not UTF-8; save it as UTF-8",
        error.valid_up_to() + 1
    )
}
