//! The codebook: every column of every file, from the same tables the files are written from.

use std::{
    fs::File,
    io::{self, BufWriter, Write},
};

use detente::Settings;

use super::{
    cells::Cells,
    columns::COLUMNS,
    field::{
        Field,
        Kind::{self, Boolean, Date, Decimal, Integer, Text},
        field,
    },
    readouts::{READOUTS, TREND},
    tables::FILES,
};

const HEADER: [&str; 7] = [
    "file", "name", "kind", "unit", "range", "meaning", "formula",
];

/// The fields of a line of `events.ndjson`.
#[rustfmt::skip]
pub(crate) const EVENT: &[Field] = &[
    field("article", Text, "id", "", "the article; with event the unique key of the file", ""),
    field("event", Integer, "", "1 and up", "the event's number in its article, in the order of the text", ""),
    field("published", Date, "day", "", "the day of publication; null in an undated article", ""),
    field("part", Text, "", "title or text", "the part of the article that all places count in", ""),
    field("start", Integer, "bytes", "0 and up", "where the event's clause begins, in UTF-8", ""),
    field("end", Integer, "bytes", "above start", "one past where it ends", ""),
    field("start_char", Integer, "characters", "0 and up", "the same in Unicode scalar values, as Python counts", ""),
    field("end_char", Integer, "characters", "above start_char", "the same", ""),
    field("start_utf16", Integer, "UTF-16 units", "0 and up", "the same in UTF-16 units, as JavaScript and Java count", ""),
    field("end_utf16", Integer, "UTF-16 units", "above start_utf16", "the same", ""),
    field("cue_start", Integer, "bytes", "0 and up", "where the deciding words begin", ""),
    field("cue_end", Integer, "bytes", "above cue_start", "one past where they end", ""),
    field("cue_start_char", Integer, "characters", "0 and up", "the same in characters", ""),
    field("cue_end_char", Integer, "characters", "above cue_start_char", "the same", ""),
    field("cue_start_utf16", Integer, "UTF-16 units", "0 and up", "the same in UTF-16 units", ""),
    field("cue_end_utf16", Integer, "UTF-16 units", "above cue_start_utf16", "the same", ""),
    field("source", Text, "actor", "ISO 3166-1 alpha-3, or the code of an organisation or a group", "who acts", ""),
    field("target", Text, "actor", "as source", "who is acted upon", ""),
    field("class", Text, "", "the 16 PLOVER roots, or CLIMATE", "what is done", ""),
    field("code", Text, "", "a CAMEO code, or CLIMATE", "the finer code behind the class", ""),
    field("quad", Text, "", "verbal or material, cooperation or conflict", "the quad class", ""),
    field("mode", Text, "", "actual, intended, ceased, refused, reported, negated, hypothetical, historical", "whether it happened", ""),
    field("score", Decimal, "Goldstein points", "-10 to 10", "g: war to deep cooperation", "the sum of the steps that explain draws"),
    field("date", Date, "day", "", "the day it happened; null in an undated article", ""),
    field("precision", Text, "", "day, week, month or year", "how exactly the text gives the date", ""),
    field("default_dated", Boolean, "", "true or false", "whether the text gives no date, so that the day of publication stands in", ""),
    field("due", Date, "day", "", "the day an intended event is meant for, where the text says", ""),
    field("primary", Boolean, "", "true or false", "whether it is the one event of its sentence and directed pair that enters the sums", ""),
    field("mutual", Boolean, "", "true or false", "whether both do it together; each direction then has half the weight", ""),
    field("reciprocal", Boolean, "", "true or false", "whether it is the second direction of a mutual event", ""),
    field("rule", Text, "", "order, passive, mutual, speech, implied, nominal, received, carried, memory, fallback", "the rule that decided who did it to whom", ""),
    field("confidence", Decimal, "share", "0 to 1", "how sure the reading is", ""),
    field("weight", Decimal, "events", "0 to 1", "of its place in the article", "1 in the title and the first five sentences, else 0.5; half of that in each direction of a mutual event"),
    field("story", Text, "", "16 hexadecimal digits", "what wire copies of one sentence share", "the smallest hash of its five-word shingles"),
    field("evidence", Text, "", "", "the deciding words", ""),
];

/// The top of `summary.json`; the documentation of `detente::Summary` has the rest.
#[rustfmt::skip]
const SUMMARY: &[Field] = &[
    field("format", Integer, "", "1", "the version of the file's shape", ""),
    field("lexicon", Text, "", "name@version+hash", "the lexicon the articles were read with", ""),
    field("settings", Text, "object", "", "every weight and half-life the numbers depend on", ""),
    field("counts", Text, "object", "", "documents and events read, and what became of them", "read = scored + empty + language + undated"),
    field("last_day", Date, "day", "", "the last day read: the day of every state", ""),
    field("relationships", Text, "list", "", "every pair, both directions together and each for itself", ""),
];

#[rustfmt::skip]
const CODEBOOK: &[Field] = &[
    field("file", Text, "", "", "the file a column is in; with name the unique key of the file", ""),
    field("name", Text, "", "", "the column's name", ""),
    field("kind", Text, "", "text, date, integer, decimal or boolean", "what it holds: dates are YYYY-MM-DD, integers below 2^53, a missing value is empty or null", ""),
    field("unit", Text, "", "", "the unit", ""),
    field("range", Text, "", "", "what values it may have", ""),
    field("meaning", Text, "", "", "what it says", ""),
    field("formula", Text, "", "", "how it is computed", ""),
];

/// Writes the codebook.
pub(super) fn write(out: &mut BufWriter<File>, cells: Cells) -> io::Result<()> {
    let mut line = |texts: [&str; 7]| {
        let texts = texts.map(|text| (Kind::Text, text.into()));
        writeln!(out, "{}", cells.line(texts.into_iter()))
    };
    line(HEADER)?;
    let tables = FILES.iter().flat_map(|(_, file)| {
        let columns = table().into_iter();
        columns.map(move |(field, name, formula)| (*file, field, name, formula))
    });
    let others = [
        ("events.ndjson", EVENT),
        ("summary.json", SUMMARY),
        ("codebook.csv", CODEBOOK),
    ];
    let others = others.into_iter().flat_map(|(file, fields)| {
        let named = |field: &Field| {
            (
                file,
                *field,
                field.name.to_owned(),
                field.formula.to_owned(),
            )
        };
        fields.iter().map(named).collect::<Vec<_>>()
    });
    for (file, field, name, formula) in tables.chain(others) {
        let kind = field.kind.name();
        line([
            file,
            &name,
            kind,
            field.unit,
            field.range,
            field.meaning,
            &formula,
        ])?;
    }
    Ok(())
}

/// The columns of a table of pairs with their names and formulas, those of a read-out once for each half-life.
fn table() -> Vec<(Field, String, String)> {
    let plain = COLUMNS.iter().map(|column| column.field);
    let trend = TREND.iter().map(|column| column.field);
    let mut table: Vec<_> = plain
        .chain(trend)
        .map(|field| (field, field.name.to_owned(), field.formula.to_owned()))
        .collect();
    for days in Settings::HALF_LIVES {
        table.extend(READOUTS.iter().map(|column| {
            let field = column.field;
            let formula = format!("{}; half-life {days} days", field.formula);
            (field, format!("{}_{days}", field.name), formula)
        }));
    }
    table
}
