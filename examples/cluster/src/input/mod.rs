//! Where articles come from: folders and files of NDJSON (plain or gz) and Parquet, local or in an S3-compatible store.
//!
//! The client lists and cuts ([`list()`]); what travels to the workers is a list of [`Slice`]s; a worker reads its
//! slices ([`read`]) with the same code per line as `summarize`. No line is lost: a bad one is a row with a finding.

mod blocks;
mod cutter;
mod gz;
mod lines;
mod list;
mod parquet;
mod read;
mod rows;

use serde::{Deserialize, Serialize};

pub(crate) use list::{Listing, list};
pub(crate) use read::batches;
pub(crate) use rows::schema;

/// What a file is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Form {
    /// One JSON object a line.
    Lines,
    /// The same in gzip; it can only be read from its beginning.
    Gzip,
    /// Columns `id`, `date` or `published`, `title` and `text`.
    Parquet,
}

/// A part of a file that one worker reads.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Slice {
    /// The file's place in the order of reading; of two articles with one id the first counts.
    pub(crate) file: u32,
    /// The file as the user named it; an article without an id is called by it and its line.
    pub(crate) name: String,
    /// Where every worker finds it.
    pub(crate) url: String,
    pub(crate) form: Form,
    /// Bytes of lines, or row groups of Parquet: those that begin from `start` on and before `end`.
    pub(crate) start: u64,
    pub(crate) end: u64,
    /// The file's size in bytes.
    pub(crate) size: u64,
    /// How many lines or rows lie before the first of the slice.
    pub(crate) before: u64,
    /// What reading it costs, in bytes.
    pub(crate) cost: u64,
}
