//! Files of lines: bad ones are reported and counted, the rest goes on.

use std::{
    fmt, fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use detente::LexiconError;
use serde::{Serialize, de::DeserializeOwned};
use thiserror::Error;

/// What ends the run.
#[derive(Debug, Error)]
pub(crate) enum Failure {
    /// A file that cannot be read.
    #[error("{}: {error}; name a file that can be read", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why not.
        error: io::Error,
    },
    /// A file that cannot be written.
    #[error("{}: {error}; name a file that can be written", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why not.
        error: io::Error,
    },
    /// A table without a column.
    #[error("{}: no column \"{column}\"; name the columns in the first line, with tabs between them", path.display())]
    Column {
        /// The file.
        path: PathBuf,
        /// The column.
        column: &'static str,
    },
    /// The report cannot be printed.
    #[error("standard output: {0}; send it somewhere that can be written")]
    Output(#[source] io::Error),
    /// A lexicon with problems.
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
}

/// The lines of a file, and how many of them were of no use.
#[derive(Debug)]
pub(crate) struct Lines {
    /// The file.
    pub(crate) path: PathBuf,
    /// How many lines were reported.
    pub(crate) bad: usize,
    bytes: Vec<u8>,
}

impl Lines {
    /// Reads a file.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let bytes = fs::read(path).map_err(|error| Failure::Read {
            path: path.to_owned(),
            error,
        })?;
        Ok(Self {
            path: path.to_owned(),
            bad: 0,
            bytes,
        })
    }

    /// Tells of a bad line, counted from 1, and counts it.
    pub(crate) fn report(&mut self, line: usize, reason: impl fmt::Display) {
        eprintln!("{}:{line}: {reason}", self.path.display());
        self.bad += 1;
    }

    /// Every line that is not blank with its number, without its end and without a byte-order mark.
    pub(crate) fn texts(&mut self) -> Vec<(usize, String)> {
        let bytes = std::mem::take(&mut self.bytes);
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        let mut texts = Vec::new();
        for (line, bytes) in (1..).zip(bytes.split(|b| *b == b'\n')) {
            match std::str::from_utf8(bytes.strip_suffix(b"\r").unwrap_or(bytes)) {
                Ok(text) if text.trim().is_empty() => {}
                Ok(text) => texts.push((line, text.to_owned())),
                Err(_) => self.report(line, "not UTF-8; save the file as UTF-8"),
            }
        }
        texts
    }

    /// Every line that holds a `T` in JSON, with its number.
    pub(crate) fn json<T: DeserializeOwned>(&mut self) -> Vec<(usize, T)> {
        let mut values = Vec::new();
        for (line, text) in self.texts() {
            match serde_json::from_str(&text) {
                Ok(value) => values.push((line, value)),
                Err(error) => self.report(line, format_args!("{error}; correct the line")),
            }
        }
        values
    }
}

/// Reads a whole text; what is not UTF-8 is replaced.
pub(crate) fn read_text(path: &Path) -> Result<String, Failure> {
    let bytes = fs::read(path).map_err(|error| Failure::Read {
        path: path.to_owned(),
        error,
    })?;
    let text = String::from_utf8_lossy(&bytes);
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

/// Writes values, one JSON object a line.
pub(crate) fn write_json_lines<T: Serialize>(path: &Path, values: &[T]) -> Result<(), Failure> {
    let write = || -> io::Result<()> {
        let mut out = io::BufWriter::new(fs::File::create(path)?);
        for value in values {
            serde_json::to_writer(&mut out, value)?;
            out.write_all(b"\n")?;
        }
        out.flush()
    };
    write().map_err(|error| Failure::Write {
        path: path.to_owned(),
        error,
    })
}

/// A table: columns by name, `#` opens a comment line.
#[derive(Debug)]
pub(crate) struct Table {
    /// Where it comes from, and its bad lines.
    pub(crate) lines: Lines,
    /// Each row's line and its fields in the order asked for.
    pub(crate) rows: Vec<(usize, Vec<String>)>,
}

impl Table {
    /// Reads the `columns` of a table, whatever their order in the file; missing fields at the end of a row are empty.
    pub(crate) fn read(path: &Path, columns: &[&'static str]) -> Result<Self, Failure> {
        let mut lines = Lines::read(path)?;
        let texts = lines.texts();
        let mut texts = texts.iter().filter(|(_, text)| !text.starts_with('#'));
        let head: Vec<&str> = texts.next().map_or(Vec::new(), |(_, t)| fields(t));
        let place = |column: &&'static str| {
            head.iter()
                .position(|name| name == column)
                .ok_or_else(|| Failure::Column {
                    path: path.to_owned(),
                    column,
                })
        };
        let places: Vec<usize> = columns.iter().map(place).collect::<Result<_, _>>()?;
        let row = |text: &str| {
            let fields = fields(text);
            places
                .iter()
                .map(|&p| fields.get(p).copied().unwrap_or("").to_owned())
                .collect()
        };
        let rows = texts.map(|(line, text)| (*line, row(text))).collect();
        Ok(Self { lines, rows })
    }
}

fn fields(line: &str) -> Vec<&str> {
    line.split('\t').map(str::trim).collect()
}
