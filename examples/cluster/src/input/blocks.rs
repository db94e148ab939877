//! The bytes of a file, block by block, wherever it lies.

use std::{ops::Range, sync::Arc};

use datafusion::{
    common::exec_err,
    error::{DataFusionError, Result},
};
use object_store::{ObjectStore, ObjectStoreExt, path::Path};
use url::Url;

use super::Slice;

/// How much is fetched at a time: enough for a request to a store to be worth it, little enough for the memory.
const BLOCK: u64 = 4 << 20;

/// A file that is read forwards.
#[derive(Debug)]
pub(super) struct Blocks {
    store: Arc<dyn ObjectStore>,
    path: Path,
    name: String,
    at: u64,
    size: u64,
}

impl Blocks {
    /// A slice's file, from a byte on.
    pub(super) fn new(store: Arc<dyn ObjectStore>, slice: &Slice, at: u64) -> Result<Self> {
        Ok(Self {
            store,
            path: path(&slice.url)?,
            name: slice.name.clone(),
            at,
            size: slice.size,
        })
    }

    /// The next block; `None` at the end.
    pub(super) async fn next(&mut self) -> Result<Option<bytes::Bytes>> {
        let range: Range<u64> = self.at..self.size.min(self.at + BLOCK);
        if range.is_empty() {
            return Ok(None);
        }
        let wanted = range.end - range.start;
        let block = self.store.get_range(&self.path, range).await;
        let block = block.map_err(|error| unreadable(&self.name, error))?;
        // A file that has shrunk since it was listed has not the lines it was cut by.
        if block.len() as u64 != wanted {
            return exec_err!("{}: the file has changed while it was read", self.name);
        }
        self.at += wanted;
        Ok(Some(block))
    }
}

/// The path of a URL in its store.
pub(super) fn path(url: &str) -> Result<Path> {
    let url = Url::parse(url).map_err(|error| DataFusionError::External(Box::new(error)))?;
    Path::from_url_path(url.path()).map_err(|error| DataFusionError::External(Box::new(error)))
}

/// Why a file cannot be read here; on a cluster the first thing to look at is whether this machine sees it at all.
pub(super) fn unreadable(name: &str, error: object_store::Error) -> DataFusionError {
    let hint = match error {
        object_store::Error::NotFound { .. } => {
            "; every executor must see the inputs at the same place"
        }
        _ => "",
    };
    DataFusionError::Execution(format!("{name}: {error}{hint}"))
}
