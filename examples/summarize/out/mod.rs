//! The folder `--out` writes: tables an analyst loads in one line, and a codebook that says what every column means.
//!
//! A file is written under another name and renamed when it is whole, so that no reader ever meets half a table.

mod cells;
pub(crate) mod codebook;
mod columns;
pub(crate) mod field;
mod readouts;
mod sums;
pub(crate) mod tables;

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use detente::{Pair, Relationship, Timeline};

use crate::views;
pub(crate) use cells::Cells;

/// The file of the events, written while articles are read.
const EVENTS: &str = "events.ndjson";

/// The folder, and the event file that is open in it.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    cells: Cells,
    events: BufWriter<File>,
}

impl Folder {
    /// Makes the folder where it is not there, and begins the file of the events.
    pub(crate) fn create(path: &Path, cells: Cells) -> io::Result<Self> {
        fs::create_dir_all(path).map_err(|error| named(&error, path))?;
        let events = open(path, EVENTS)?;
        Ok(Self {
            path: path.to_owned(),
            cells,
            events,
        })
    }

    /// Where event rows go.
    pub(crate) const fn events(&mut self) -> &mut BufWriter<File> {
        &mut self.events
    }

    /// Writes everything else. The timeline is as it was when this is done.
    pub(crate) fn finish(
        mut self,
        timeline: &mut Timeline,
        wanted: &[Pair],
        top: usize,
    ) -> io::Result<()> {
        self.events.flush()?;
        done(&self.path, EVENTS)?;
        write(&self.path, self.cells, timeline, wanted, top)
    }
}

/// Writes the tables, the summary and the codebook: of every pair, or of those wanted.
pub(crate) fn write(
    folder: &Path,
    cells: Cells,
    timeline: &mut Timeline,
    wanted: &[Pair],
    top: usize,
) -> io::Result<()> {
    let views = views::chosen(timeline, wanted, top);
    let summary = views::summary(timeline, &views);
    let views = views::with_directions(timeline, views);
    let mut pairs: Vec<Pair> = views.iter().map(Relationship::pair).collect();
    drop(views);
    pairs.sort();
    pairs.dedup();
    tables::write(folder, cells, timeline, &pairs)?;
    whole(folder, "summary.json", |out| {
        serde_json::to_writer_pretty(&mut *out, &summary)?;
        writeln!(out)
    })?;
    whole(folder, "codebook.csv", |out| codebook::write(out, cells))
}

/// Writes a whole file.
fn whole(
    folder: &Path,
    name: &str,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> io::Result<()> {
    let mut out = open(folder, name)?;
    write(&mut out)?;
    out.flush()?;
    done(folder, name)
}

/// Begins a file under the name it has until it is whole.
fn open(folder: &Path, name: &str) -> io::Result<BufWriter<File>> {
    let path = part(folder, name);
    let file = File::create(&path).map_err(|error| named(&error, &path))?;
    Ok(BufWriter::new(file))
}

/// Gives a whole file its name.
fn done(folder: &Path, name: &str) -> io::Result<()> {
    let path = folder.join(name);
    fs::rename(part(folder, name), &path).map_err(|error| named(&error, &path))
}

fn part(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.part"))
}

fn named(error: &io::Error, path: &Path) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
