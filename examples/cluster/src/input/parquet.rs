//! Row groups of a Parquet file. Columns are found by name; dates may be text, days or times.

use std::{ops::Range, sync::Arc};

use bytes::Bytes;
use datafusion::{
    arrow::{
        array::{Array, ArrayRef, AsArray, RecordBatch, StringArray},
        compute::cast,
        datatypes::{DataType, Schema},
    },
    common::exec_err,
    error::{DataFusionError, Result},
    parquet::{
        arrow::{
            ProjectionMask,
            arrow_reader::ArrowReaderOptions,
            async_reader::{
                AsyncFileReader, ParquetRecordBatchStream, ParquetRecordBatchStreamBuilder,
            },
        },
        errors::{self, ParquetError},
        file::metadata::{ParquetMetaData, ParquetMetaDataReader},
    },
};
use futures::{FutureExt, TryFutureExt, TryStreamExt, future::BoxFuture};
use object_store::{ObjectStore, ObjectStoreExt, path::Path};

use super::{
    Slice,
    blocks::{path, unreadable},
    rows::Rows,
};
use crate::line::{Item, day};

/// How many rows are read at a time.
const BATCH: usize = 1024;

/// The columns an article is made of; any other stays unread.
const COLUMNS: [&str; 5] = ["id", "date", "published", "title", "text"];

pub(super) struct Groups {
    stream: ParquetRecordBatchStream<Stored>,
    number: u64,
}

impl std::fmt::Debug for Groups {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Groups at row {}", self.number)
    }
}

impl Groups {
    pub(super) async fn open(store: Arc<dyn ObjectStore>, slice: &Slice) -> Result<Self> {
        let builder = builder(store, &slice.name, &slice.url, slice.size).await?;
        let wanted = (slice.start as usize..slice.end as usize).collect();
        let columns = builder.schema().fields().iter().enumerate();
        let columns = columns.filter(|(_, field)| COLUMNS.contains(&&**field.name()));
        let roots: Vec<usize> = columns.map(|(at, _)| at).collect();
        check(builder.schema(), &slice.name)?;
        let mask = ProjectionMask::roots(builder.parquet_schema(), roots);
        let stream = builder
            .with_row_groups(wanted)
            .with_projection(mask)
            .with_batch_size(BATCH)
            .build()?;
        Ok(Self {
            stream,
            number: slice.before,
        })
    }

    /// Reads one batch; whether there is more.
    pub(super) async fn fill(&mut self, rows: &mut Rows) -> Result<bool> {
        let Some(batch) = self.stream.try_next().await? else {
            return Ok(false);
        };
        let columns = Columns::new(&batch)?;
        for row in 0..batch.num_rows() {
            self.number += 1;
            let found = columns.item(row, rows, self.number);
            rows.found(self.number, found.map(Some));
        }
        Ok(true)
    }
}

/// How many rows each row group of a file has, and how many bytes.
pub(super) async fn groups(
    store: Arc<dyn ObjectStore>,
    name: &str,
    url: &str,
    size: u64,
) -> Result<Vec<(u64, u64)>> {
    let builder = builder(store, name, url, size).await?;
    check(builder.schema(), name)?;
    let groups = builder.metadata().row_groups().iter();
    Ok(groups
        .map(|group| {
            let bytes = group.total_byte_size();
            (
                u64::try_from(group.num_rows()).unwrap_or(0),
                u64::try_from(bytes).unwrap_or(0),
            )
        })
        .collect())
}

async fn builder(
    store: Arc<dyn ObjectStore>,
    name: &str,
    url: &str,
    size: u64,
) -> Result<ParquetRecordBatchStreamBuilder<Stored>> {
    let path = path(url)?;
    let stored = Stored { store, path, size };
    let builder = ParquetRecordBatchStreamBuilder::new(stored).await;
    builder.map_err(|error| DataFusionError::Execution(format!("{name}: {error}")))
}

/// A file of a store, read where its columns lie.
#[derive(Debug)]
pub(super) struct Stored {
    store: Arc<dyn ObjectStore>,
    path: Path,
    size: u64,
}

impl AsyncFileReader for Stored {
    fn get_bytes(&mut self, range: Range<u64>) -> BoxFuture<'_, errors::Result<Bytes>> {
        let bytes = self.store.get_range(&self.path, range);
        bytes.map_err(failed).boxed()
    }

    fn get_byte_ranges(
        &mut self,
        ranges: Vec<Range<u64>>,
    ) -> BoxFuture<'_, errors::Result<Vec<Bytes>>> {
        let Self { store, path, .. } = self;
        async move { store.get_ranges(path, &ranges).await.map_err(failed) }.boxed()
    }

    fn get_metadata<'a>(
        &'a mut self,
        options: Option<&'a ArrowReaderOptions>,
    ) -> BoxFuture<'a, errors::Result<Arc<ParquetMetaData>>> {
        let size = self.size;
        let reader = ParquetMetaDataReader::new().with_arrow_reader_options(options);
        reader.load_and_finish(self, size).map_ok(Arc::new).boxed()
    }
}

fn failed(error: object_store::Error) -> ParquetError {
    ParquetError::General(unreadable("the store", error).strip_backtrace())
}

/// Text is the one column that must be there.
fn check(schema: &Schema, name: &str) -> Result<()> {
    if schema.column_with_name("text").is_none() {
        let found: Vec<&str> = schema.fields().iter().map(|f| f.name().as_str()).collect();
        return exec_err!(
            "{name}: there is no column \"text\" among {}",
            found.join(", ")
        );
    }
    Ok(())
}

/// The columns of a batch, all as text.
struct Columns {
    id: Option<StringArray>,
    date: Option<StringArray>,
    title: Option<StringArray>,
    text: StringArray,
}

impl Columns {
    fn new(batch: &RecordBatch) -> Result<Self> {
        let column = |name: &str| batch.column_by_name(name).map(text).transpose();
        let Some(text) = column("text")? else {
            return exec_err!("there is no column \"text\"");
        };
        Ok(Self {
            id: column("id")?,
            date: match column("date")? {
                Some(date) => Some(date),
                None => column("published")?,
            },
            title: column("title")?,
            text,
        })
    }

    /// A row as the item a line with the same values would be.
    fn item(&self, row: usize, rows: &Rows, number: u64) -> Result<Item, String> {
        let cell = |column: &Option<StringArray>| {
            let column = column.as_ref().filter(|column| column.is_valid(row));
            column.map(|column| column.value(row).to_owned())
        };
        let given = |text: &String| !text.is_empty();
        if self.text.is_null(row) {
            return Err("not an item: there is no text".to_owned());
        }
        let date = cell(&self.date).filter(given);
        Ok(Item {
            id: cell(&self.id)
                .filter(given)
                .unwrap_or_else(|| format!("{}:{number}", rows.name())),
            date: date.map(|date| day(&date)).transpose()?.or(rows.date()),
            title: cell(&self.title).unwrap_or_default(),
            text: self.text.value(row).to_owned(),
        })
    }
}

fn text(column: &ArrayRef) -> Result<StringArray> {
    Ok(cast(column, &DataType::Utf8)?.as_string().clone())
}
