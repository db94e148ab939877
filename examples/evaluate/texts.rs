//! Texts to read: one JSON object a line, or a plain file.

use std::{
    fs,
    path::{Path, PathBuf},
};

use detente::{Article, Day};
use serde::Deserialize;

use crate::{
    input::{Failure, Lines, read_text},
    progress::Progress,
};

/// A text with what is known of it.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Text {
    #[serde(default)]
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) date: Option<Day>,
    #[serde(default)]
    pub(crate) title: String,
    pub(crate) text: String,
}

impl Text {
    /// Tells that it has been read; of a line about its bytes, the field names left aside.
    pub(crate) fn done(&self, progress: &mut Progress) {
        progress.one();
        progress.done(self.id.len() + self.title.len() + self.text.len());
    }

    pub(crate) fn article(&self) -> Article<'_> {
        let article = match self.date {
            Some(day) => Article::new(&self.id, day, &self.text),
            None => Article::undated(&self.id, &self.text),
        };
        article.title(&self.title)
    }
}

/// How far the reading of some files has come, on a terminal.
pub(crate) fn progress<'p>(paths: impl Iterator<Item = &'p PathBuf>) -> Progress {
    let sizes = paths.filter_map(|path| fs::metadata(path).ok());
    let mut progress = Progress::new();
    progress.add(sizes.map(|data| data.len()).sum());
    progress
}

/// The texts of a file, and how many of its lines were of no use; a plain file is one text, and its path the id.
pub(crate) fn read(path: &Path) -> Result<(Vec<Text>, usize), Failure> {
    let lines = path
        .extension()
        .is_some_and(|e| e == "ndjson" || e == "jsonl");
    if lines {
        let mut lines = Lines::read(path)?;
        let texts = lines.json().into_iter().map(|(_, text)| text).collect();
        return Ok((texts, lines.bad));
    }
    let text = Text {
        id: path.display().to_string(),
        date: None,
        title: String::new(),
        text: read_text(path)?,
    };
    Ok((vec![text], 0))
}
