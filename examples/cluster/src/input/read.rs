//! Reads slices one after the other, as batches.

use std::{collections::VecDeque, sync::Arc};

use datafusion::{
    arrow::array::RecordBatch,
    error::{DataFusionError, Result},
    execution::runtime_env::RuntimeEnv,
};
use detente::Day;
use futures::{Stream, stream};
use url::Url;

use super::{Form, Slice, gz::Gzip, lines::Lines, parquet::Groups, rows::Rows};

/// All rows of some slices.
pub(crate) fn batches(
    slices: Vec<Slice>,
    date: Option<Day>,
    runtime: Arc<RuntimeEnv>,
) -> impl Stream<Item = Result<RecordBatch>> + Send {
    let reading = Reading {
        waiting: slices.into(),
        open: None,
        date,
        runtime,
    };
    stream::try_unfold(reading, |mut reading| async move {
        let batch = reading.next().await?;
        Ok(batch.map(|batch| (batch, reading)))
    })
}

struct Reading {
    waiting: VecDeque<Slice>,
    open: Option<(Source, Rows)>,
    date: Option<Day>,
    runtime: Arc<RuntimeEnv>,
}

#[derive(Debug)]
enum Source {
    Lines(Lines),
    Gzip(Box<Gzip>),
    Parquet(Box<Groups>),
}

impl Reading {
    async fn next(&mut self) -> Result<Option<RecordBatch>> {
        loop {
            let Some((source, rows)) = &mut self.open else {
                let Some(slice) = self.waiting.pop_front() else {
                    return Ok(None);
                };
                let rows = Rows::new(&slice, self.date);
                self.open = Some((Source::open(&self.runtime, &slice).await?, rows));
                continue;
            };
            let more = source.fill(rows).await?;
            let batch = rows.batch()?;
            if !more {
                self.open = None;
            }
            if batch.num_rows() > 0 {
                return Ok(Some(batch));
            }
        }
    }
}

impl Source {
    async fn open(runtime: &RuntimeEnv, slice: &Slice) -> Result<Self> {
        let url = Url::parse(&slice.url).map_err(|e| DataFusionError::External(Box::new(e)))?;
        let store = runtime.object_store_registry.get_store(&url)?;
        Ok(match slice.form {
            Form::Lines => Self::Lines(Lines::new(store, slice)?),
            Form::Gzip => Self::Gzip(Box::new(Gzip::new(store, slice)?)),
            Form::Parquet => Self::Parquet(Box::new(Groups::open(store, slice).await?)),
        })
    }

    /// Reads some rows; whether there is more.
    async fn fill(&mut self, rows: &mut Rows) -> Result<bool> {
        match self {
            Self::Lines(lines) => lines.fill(rows).await,
            Self::Gzip(gzip) => gzip.fill(rows).await,
            Self::Parquet(groups) => groups.fill(rows).await,
        }
    }
}
