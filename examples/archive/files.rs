//! Which files there are to read, and how each is packed.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::place::told;

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    Plain,
    Gzip,
    Zstandard,
}

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// NDJSON: an item a line.
    Lines,
    /// One text.
    Text,
}

/// The files of the command line, which must be there, and those of its folders in the order of their names.
pub(crate) fn files(inputs: &[PathBuf]) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for input in inputs {
        if fs::metadata(input)
            .map_err(|error| told(input, &error))?
            .is_dir()
        {
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
        let told = |error| told(&folder, &error);
        for entry in fs::read_dir(&folder).map_err(told)? {
            let entry = entry.map_err(told)?;
            if entry.file_type().map_err(told)?.is_dir() {
                folders.push(entry.path());
            } else if content(&entry.path()).is_some() {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}

/// How a file is packed, by the end of its name.
pub(crate) fn packing(path: &Path) -> Packing {
    match extension(path).as_deref() {
        Some("gz") => Packing::Gzip,
        Some("zst") => Packing::Zstandard,
        _ => Packing::Plain,
    }
}

/// What a file holds, by its name; `None` for names that folders may hold and nobody means.
pub(crate) fn content(path: &Path) -> Option<Content> {
    let unpacked = match packing(path) {
        Packing::Plain => path.to_owned(),
        Packing::Gzip | Packing::Zstandard => path.with_extension(""),
    };
    match extension(&unpacked).as_deref() {
        Some("ndjson" | "jsonl" | "json") => Some(Content::Lines),
        Some("txt") => Some(Content::Text),
        _ => None,
    }
}

fn extension(path: &Path) -> Option<String> {
    let extension = path.extension()?.to_str()?;
    Some(extension.to_ascii_lowercase())
}
