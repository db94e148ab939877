//! Articles and bad lines as the rows of a batch.

use std::sync::{Arc, LazyLock};

use datafusion::arrow::{
    array::{ArrayRef, Date32Builder, RecordBatch, StringBuilder, UInt32Builder, UInt64Builder},
    datatypes::{DataType, Field, Schema, SchemaRef},
    error::ArrowError,
};
use detente::Day;

use super::{Slice, cutter::Line};
use crate::line::{Item, item};

/// The table of what was read: articles, and lines that are none, with the finding.
static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
    let column = |name: &str, data_type: DataType, null: bool| Field::new(name, data_type, null);
    Arc::new(Schema::new(vec![
        column("file_number", DataType::UInt32, false),
        column("file", DataType::Utf8, false),
        column("line", DataType::UInt64, false),
        column("id", DataType::Utf8, true),
        column("published", DataType::Date32, true),
        column("title", DataType::Utf8, true),
        column("text", DataType::Utf8, true),
        column("finding", DataType::Utf8, true),
    ]))
});

pub(crate) fn schema() -> SchemaRef {
    Arc::clone(&SCHEMA)
}

/// The rows of one file that wait to become a batch.
#[derive(Debug)]
pub(super) struct Rows {
    number: u32,
    name: String,
    date: Option<Day>,
    file_number: UInt32Builder,
    file: StringBuilder,
    line: UInt64Builder,
    id: StringBuilder,
    published: Date32Builder,
    title: StringBuilder,
    text: StringBuilder,
    finding: StringBuilder,
}

impl Rows {
    /// Rows of a slice; `date` is the day of articles without one.
    pub(super) fn new(slice: &Slice, date: Option<Day>) -> Self {
        Self {
            number: slice.file,
            name: slice.name.clone(),
            date,
            file_number: UInt32Builder::new(),
            file: StringBuilder::new(),
            line: UInt64Builder::new(),
            id: StringBuilder::new(),
            published: Date32Builder::new(),
            title: StringBuilder::new(),
            text: StringBuilder::new(),
            finding: StringBuilder::new(),
        }
    }

    /// A line as it stands in the file; a blank one is no row.
    pub(super) fn line(&mut self, number: u64, line: Line<'_>) {
        match line {
            Line::TooLong => self.bad(number, "a line of more than 256 MiB"),
            Line::Whole(line) => self.found(number, item(line, &self.name, number, self.date)),
        }
    }

    /// What was found at a line.
    pub(super) fn found(&mut self, number: u64, found: Result<Option<Item>, String>) {
        match found {
            Ok(None) => {}
            Ok(Some(item)) => self.article(number, &item),
            Err(finding) => self.bad(number, &finding),
        }
    }

    fn article(&mut self, number: u64, item: &Item) {
        self.place(number);
        self.id.append_value(&item.id);
        self.published.append_option(item.date.map(Day::number));
        self.title.append_value(&item.title);
        self.text.append_value(&item.text);
        self.finding.append_null();
    }

    /// A line that is no article.
    pub(super) fn bad(&mut self, number: u64, finding: &str) {
        self.place(number);
        self.id.append_null();
        self.published.append_null();
        self.title.append_null();
        self.text.append_null();
        // A tab parts the finding from its place on the way home.
        self.finding.append_value(finding.replace('\t', " "));
    }

    fn place(&mut self, number: u64) {
        self.file_number.append_value(self.number);
        self.file.append_value(&self.name);
        self.line.append_value(number);
    }

    /// The day of articles without one.
    pub(super) const fn date(&self) -> Option<Day> {
        self.date
    }

    /// The file's name.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The rows as a batch; none are left.
    pub(super) fn batch(&mut self) -> Result<RecordBatch, ArrowError> {
        let columns: Vec<ArrayRef> = vec![
            Arc::new(self.file_number.finish()),
            Arc::new(self.file.finish()),
            Arc::new(self.line.finish()),
            Arc::new(self.id.finish()),
            Arc::new(self.published.finish()),
            Arc::new(self.title.finish()),
            Arc::new(self.text.finish()),
            Arc::new(self.finding.finish()),
        ];
        RecordBatch::try_new(schema(), columns)
    }
}
