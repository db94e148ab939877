//! One line of NDJSON as an item. The cluster's workers read lines with the same code.

use detente::Day;
use serde::Deserialize;

/// One news item.
#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) id: String,
    pub(crate) date: Option<Day>,
    pub(crate) title: String,
    pub(crate) text: String,
}

/// One line of NDJSON; other fields are allowed and not read.
#[derive(Deserialize)]
struct Line {
    id: Option<serde_json::Value>,
    date: Option<String>,
    title: Option<String>,
    text: String,
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

fn id(value: Option<serde_json::Value>) -> Result<Option<String>, String> {
    match value {
        None | Some(serde_json::Value::Null) => Ok(None),
        Some(serde_json::Value::String(id)) => Ok(Some(id).filter(|id| !id.is_empty())),
        Some(serde_json::Value::Number(id)) => Ok(Some(id.to_string())),
        Some(_) => Err("id is neither text nor a number; write one of them".to_owned()),
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
