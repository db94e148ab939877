//! Files read from where the last checkpoint left them.

use std::{
    fs::{self, File},
    io::{self, BufRead, BufReader, Seek, SeekFrom},
    path::{Path, PathBuf},
};

use detente::Day;
use serde::{Deserialize, Serialize};

/// How far a file has been read.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Mark {
    bytes: u64,
    lines: u64,
}

/// One news item.
#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) id: String,
    pub(crate) date: Option<Day>,
    pub(crate) title: String,
    pub(crate) text: String,
}

/// What stands at the next place of a file.
#[derive(Debug)]
pub(crate) enum Found {
    Item(Item),
    /// No item, and why.
    Trouble(String),
}

/// One line of NDJSON; other fields are allowed and not read.
#[derive(Deserialize)]
struct Line {
    id: Option<String>,
    date: Option<Day>,
    title: Option<String>,
    text: String,
}

/// The files of the command line, and those of its folders in the order of their names.
pub(crate) fn files(inputs: &[PathBuf]) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for input in inputs {
        if input.is_dir() {
            files.extend(files_in(input)?);
        } else {
            files.push(input.clone());
        }
    }
    Ok(files)
}

/// Links to folders are not followed, so that there is no way round in circles.
fn files_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
            } else if is_text(&entry.path()) || is_lines(&entry.path()) {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}

fn is_text(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "txt")
}

fn is_lines(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    matches!(extension, Some("ndjson" | "jsonl" | "json"))
}

/// A file that hands out one item after the other.
#[derive(Debug)]
pub(crate) struct Source {
    name: String,
    date: Option<Day>,
    whole: bool,
    file: BufReader<File>,
    mark: Mark,
}

impl Source {
    /// Opens a file at the place a former run has come to.
    pub(crate) fn open(path: &Path, date: Option<Day>, mark: Mark) -> io::Result<Self> {
        let name = path.display().to_string();
        let told = |error: io::Error| io::Error::new(error.kind(), format!("{name}: {error}"));
        let mut file = File::open(path).map_err(told)?;
        if file.metadata().map_err(told)?.len() < mark.bytes {
            return Err(told(io::Error::other(
                "the file is shorter than what has been read of it",
            )));
        }
        file.seek(SeekFrom::Start(mark.bytes)).map_err(told)?;
        Ok(Self {
            whole: !is_lines(path),
            file: BufReader::new(file),
            name,
            date,
            mark,
        })
    }

    /// The place after the last item handed out.
    pub(crate) const fn mark(&self) -> Mark {
        self.mark
    }

    /// The next item: a line, or a whole text. Blank lines are passed over with the item after them.
    pub(crate) fn next(&mut self) -> io::Result<Option<Found>> {
        let mut bytes = Vec::new();
        loop {
            bytes.clear();
            let length = if self.whole {
                io::copy(&mut self.file, &mut bytes)?
            } else {
                self.file.read_until(b'\n', &mut bytes)? as u64
            };
            if length == 0 {
                return Ok(None);
            }
            self.mark.bytes += length;
            self.mark.lines += 1;
            if self.whole || !bytes.trim_ascii().is_empty() {
                return Ok(Some(self.found(&bytes)));
            }
        }
    }

    fn found(&self, bytes: &[u8]) -> Found {
        let place = match self.whole {
            true => self.name.clone(),
            false => format!("{}:{}", self.name, self.mark.lines),
        };
        let text = std::str::from_utf8(bytes).map_err(|error| error.to_string());
        let item = text.and_then(|text| {
            let text = text.trim_start_matches('\u{feff}');
            if self.whole {
                Ok(self.text(text))
            } else {
                self.line(text, &place)
            }
        });
        item.map_or_else(
            |finding| Found::Trouble(format!("{place}: {finding}")),
            Found::Item,
        )
    }

    fn text(&self, text: &str) -> Item {
        Item {
            id: self.name.clone(),
            date: self.date,
            title: String::new(),
            text: text.to_owned(),
        }
    }

    fn line(&self, line: &str, place: &str) -> Result<Item, String> {
        let line: Line = serde_json::from_str(line).map_err(|error| error.to_string())?;
        Ok(Item {
            id: line.id.unwrap_or_else(|| place.to_owned()),
            date: line.date.or(self.date),
            title: line.title.unwrap_or_default(),
            text: line.text,
        })
    }
}
