//! Where articles come from: text files, folders, NDJSON. What cannot be read is counted, told, and passed over.

use std::{
    fs::{self, File},
    io::{self, BufRead, BufReader},
    path::{Path, PathBuf},
};

use detente::{Day, Decoded, decode_lossy};

pub(crate) use crate::line::Item;
use crate::{line::item, place::told, progress::Progress};

/// The articles that come with the library.
const BUNDLED: &str = include_str!("../data/dispatches.ndjson");
/// How many troubles are told one by one.
const TOLD: usize = 10;

/// Lines and files that could not be read.
#[derive(Debug, Default)]
pub(crate) struct Troubles {
    pub(crate) lines: u64,
    pub(crate) files: u64,
    /// Files in folders that are neither texts nor NDJSON.
    pub(crate) passed: u64,
    /// The first of them, with their places.
    pub(crate) told: Vec<String>,
    /// Files that were read, but not as they say they are written: in an encoding they look like, or with characters missing.
    pub(crate) doubtful: u64,
    /// The first of them, with what was taken for what.
    pub(crate) doubts: Vec<String>,
}

impl Troubles {
    fn line(&mut self, name: &str, number: u64, finding: &str) {
        self.lines += 1;
        self.tell(format!("{name}:{number}: {finding}"));
    }

    fn file(&mut self, path: &Path, finding: &str) {
        self.files += 1;
        self.tell(format!("{}: {finding}", path.display()));
    }

    fn doubt(&mut self, path: &Path, decoded: &Decoded<'_>) {
        if !decoded.guessed && decoded.replaced == 0 {
            return;
        }
        self.doubtful += 1;
        if self.doubts.len() < TOLD {
            let (path, encoding, missing) = (path.display(), decoded.encoding, decoded.replaced);
            let looks = if decoded.guessed {
                ", which it looks like"
            } else {
                ""
            };
            let missing = if missing > 0 {
                format!("; {missing} places are no characters")
            } else {
                String::new()
            };
            self.doubts.push(format!(
                "{path}: read as {encoding}{looks}{missing}; save it as UTF-8"
            ));
        }
    }

    fn tell(&mut self, trouble: String) {
        if self.told.len() < TOLD {
            self.told.push(trouble);
        }
    }
}

/// Takes each item; its error ends the reading.
pub(crate) type Take<'a> = dyn FnMut(Item) -> io::Result<()> + 'a;

/// Hands on items one after the other.
pub(crate) struct Feed<'a> {
    /// The day of items without one.
    pub(crate) date: Option<Day>,
    pub(crate) take: &'a mut Take<'a>,
    pub(crate) troubles: Troubles,
    pub(crate) progress: Progress,
}

impl Feed<'_> {
    /// Reads all inputs, or the bundled sample where there is none.
    pub(crate) fn run(&mut self, inputs: &[PathBuf]) -> io::Result<()> {
        if inputs.is_empty() {
            return self.lines("dispatches.ndjson", BUNDLED.as_bytes());
        }
        for input in inputs {
            if input.as_os_str() == "-" {
                self.progress.unknown();
                self.lines("standard input", io::stdin().lock())?;
            } else if input.is_dir() {
                self.folder(input)?;
            } else {
                self.named(input)?;
            }
        }
        Ok(())
    }

    /// A file named on the command line; it must be there.
    fn named(&mut self, path: &Path) -> io::Result<()> {
        let open = |error| told(path, &error);
        let file = File::open(path).map_err(open)?;
        self.progress.add(file.metadata().map_err(open)?.len());
        if is_one_of(path, &["ndjson", "jsonl", "json"]) {
            self.lines(&path.display().to_string(), BufReader::new(file))
        } else {
            self.text(path)
        }
    }

    /// Every text and NDJSON file of a folder and the folders in it, in the order of their names.
    fn folder(&mut self, folder: &Path) -> io::Result<()> {
        let mut files = Vec::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            match list(&folder) {
                Ok((inner, found)) => {
                    folders.extend(inner);
                    files.extend(found);
                }
                Err(error) => self.troubles.file(&folder, &error.to_string()),
            }
        }
        files.sort();
        let (wanted, other): (Vec<PathBuf>, Vec<PathBuf>) = files
            .into_iter()
            .partition(|path| is_one_of(path, &["txt", "ndjson", "jsonl"]));
        self.troubles.passed += other.len() as u64;
        let sizes = wanted.iter().filter_map(|path| fs::metadata(path).ok());
        self.progress.add(sizes.map(|data| data.len()).sum());
        wanted.iter().try_for_each(|path| self.found(path))
    }

    /// A file found in a folder; one that cannot be opened is counted.
    fn found(&mut self, path: &Path) -> io::Result<()> {
        if is_one_of(path, &["txt"]) {
            return self.text(path);
        }
        match File::open(path) {
            Ok(file) => self.lines(&path.display().to_string(), BufReader::new(file)),
            Err(error) => {
                self.troubles.file(path, &error.to_string());
                Ok(())
            }
        }
    }

    fn text(&mut self, path: &Path) -> io::Result<()> {
        match fs::read(path) {
            Err(error) => {
                self.troubles.file(path, &error.to_string());
                Ok(())
            }
            Ok(bytes) => {
                self.progress.done(bytes.len());
                let decoded = decode_lossy(&bytes);
                self.troubles.doubt(path, &decoded);
                let (title, text) = title(&decoded.text);
                self.progress.one();
                (self.take)(Item {
                    id: path.display().to_string(),
                    date: self.date,
                    title: title.to_owned(),
                    text: text.to_owned(),
                })
            }
        }
    }

    /// NDJSON, line by line; a bad line is told with its number, and the rest goes on.
    fn lines(&mut self, name: &str, mut source: impl BufRead) -> io::Result<()> {
        let mut line = Vec::new();
        let mut number = 0;
        loop {
            line.clear();
            match source.read_until(b'\n', &mut line) {
                Ok(0) => return Ok(()),
                Ok(bytes) => self.progress.done(bytes),
                Err(error) => {
                    self.troubles.line(name, number + 1, &error.to_string());
                    return Ok(());
                }
            }
            number += 1;
            match item(&line, name, number, self.date) {
                Ok(None) => {}
                Ok(Some(item)) => {
                    self.progress.one();
                    (self.take)(item)?;
                }
                Err(finding) => self.troubles.line(name, number, &finding),
            }
        }
    }
}

/// Folders and files right in a folder; links to folders are not followed, so that there is no way round in circles.
fn list(folder: &Path) -> io::Result<(Vec<PathBuf>, Vec<PathBuf>)> {
    let (mut folders, mut files) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            folders.push(entry.path());
        } else if entry.path().is_file() {
            files.push(entry.path());
        }
    }
    Ok((folders, files))
}

fn is_one_of(path: &Path, extensions: &[&str]) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|found| {
        extensions
            .iter()
            .any(|wish| found.eq_ignore_ascii_case(wish))
    })
}

/// The first line as the title where a blank line follows, and the rest.
fn title(text: &str) -> (&str, &str) {
    let Some((first, rest)) = text.split_once('\n') else {
        return ("", text);
    };
    match rest.split_once('\n') {
        Some((second, body)) if second.trim().is_empty() && !first.trim().is_empty() => {
            (first.trim_end(), body)
        }
        _ => ("", text),
    }
}
