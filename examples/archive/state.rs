//! What the checkpoint holds: the timeline, and beside it how far the inputs have been read, which documents, and what was wrong.

use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    io::{self, Write},
    path::Path,
};

use detente::{CheckpointError, Record, Timeline};
use serde::{Deserialize, Serialize};

use crate::{item::Key, source::Mark};

/// How many bad lines are listed, in the checkpoint too; more are only counted.
const LISTED: usize = 1_000;

/// What became of a piece of a file.
#[derive(Debug)]
pub(crate) enum Found {
    /// A document that was read.
    Document { key: Key, record: Box<Record> },
    /// No item, and why.
    Bad { line: u64, finding: String },
    /// No item yet: the line has no end. It is read again by the next run, when somebody has written the rest of it.
    Unfinished { line: u64, finding: String },
}

/// The whole state of a run.
#[derive(Debug, Default)]
pub(crate) struct State {
    timeline: Timeline,
    progress: Progress,
    /// The keys of every document read.
    keys: BTreeSet<Key>,
    /// The last line of the file that is being read, where it has no end.
    unfinished: Option<String>,
}

/// How far the run has come.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Progress {
    /// How far each file has been read.
    files: BTreeMap<String, Mark>,
    /// Documents that came again and were passed over.
    repeated: u64,
    /// Lines and texts that hold no document.
    unreadable: u64,
    /// The first of them: file, line, finding.
    listed: Vec<(String, u64, String)>,
    /// Files that could not be read to their ends, and why; the next run tries again.
    broken: BTreeMap<String, String>,
}

impl Progress {
    fn take_over(&mut self, part: Self) {
        self.files.extend(part.files);
        self.broken.extend(part.broken);
        self.repeated += part.repeated;
        self.unreadable += part.unreadable;
        let room = LISTED.saturating_sub(self.listed.len());
        self.listed.extend(part.listed.into_iter().take(room));
    }
}

impl State {
    /// The state of the checkpoint, or an empty one where there is none yet.
    pub(crate) fn open(path: &Path, lexicon: &str) -> Result<Self, Box<dyn Error>> {
        let (timeline, beside) = match Timeline::load_with(path) {
            Ok(held) => held,
            Err(CheckpointError::Io(error)) if error.kind() == io::ErrorKind::NotFound => {
                let mut state = Self::default();
                state.timeline.stamp(lexicon);
                return Ok(state);
            }
            Err(error) => return Err(format!("{}: {error}", path.display()).into()),
        };
        if timeline.lexicon() != Some(lexicon) {
            let other = timeline.lexicon().unwrap_or("no lexicon");
            return Err(format!("the checkpoint was made with {other}, this is {lexicon}").into());
        }
        let (progress, keys) = unpack(&beside)?;
        Ok(Self {
            timeline,
            progress,
            keys,
            unfinished: None,
        })
    }

    /// Takes over a part of the archive that was read elsewhere. Taking it over again changes nothing.
    pub(crate) fn take_over(&mut self, part: Self) -> Result<(), Box<dyn Error>> {
        match part.keys.intersection(&self.keys).count() {
            0 => {}
            common if common == part.keys.len() => return Ok(()),
            common => {
                return Err(format!(
                    "{common} of its documents were read before; parts must have none in common"
                )
                .into());
            }
        }
        self.timeline.merge(&part.timeline)?;
        self.keys.extend(part.keys);
        self.progress.take_over(part.progress);
        Ok(())
    }

    /// Writes everything into one file, so that position and sums can never disagree.
    pub(crate) fn save(&self, path: &Path) -> Result<(), Box<dyn Error>> {
        let mut beside = serde_json::to_vec(&self.progress)?;
        beside.push(b'\n');
        beside.extend(self.keys.iter().flatten());
        let saved = self.timeline.save_with(path, &beside);
        Ok(saved.map_err(|error| format!("{}: {error}", path.display()))?)
    }

    /// How far a file has been read.
    pub(crate) fn mark(&self, name: &str) -> Mark {
        self.progress.files.get(name).copied().unwrap_or_default()
    }

    /// Takes what stands before `mark` in a file; a document is recorded unless it was before.
    pub(crate) fn take(&mut self, name: &str, mark: Mark, found: Found) {
        match found {
            Found::Document { key, record } if self.keys.insert(key) => {
                self.timeline.record(*record);
            }
            Found::Document { .. } => self.progress.repeated += 1,
            Found::Bad { line, finding } => {
                self.progress.unreadable += 1;
                if self.progress.listed.len() < LISTED {
                    self.progress.listed.push((name.to_owned(), line, finding));
                }
            }
            Found::Unfinished { line, finding } => {
                let told = format!("line {line} has no end and is read again: {finding}");
                self.unfinished = Some(told);
                return;
            }
        }
        match self.progress.files.get_mut(name) {
            Some(known) => *known = mark,
            None => drop(self.progress.files.insert(name.to_owned(), mark)),
        }
    }

    /// Nothing more can be read of a file, and why; or all of it has been.
    pub(crate) fn end(&mut self, name: &str, ended: Result<(), String>) {
        let unfinished = self.unfinished.take();
        match ended.err().or(unfinished) {
            None => drop(self.progress.broken.remove(name)),
            Some(finding) => drop(self.progress.broken.insert(name.to_owned(), finding)),
        }
    }

    /// Documents read so far, each once.
    pub(crate) fn documents(&self) -> usize {
        self.keys.len()
    }

    pub(crate) const fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// What was read, what became of it, and every bad line with its place.
    pub(crate) fn account(&self, out: &mut impl Write) -> io::Result<()> {
        let (counts, progress) = (self.timeline.counts(), &self.progress);
        writeln!(
            out,
            "{} documents read, {} scored, {} events between {} pairs; {} repeated, {} unreadable, {} files broken off",
            counts.read,
            counts.scored,
            counts.events,
            self.timeline.undirected_pairs().len(),
            progress.repeated,
            progress.unreadable,
            progress.broken.len(),
        )?;
        for (file, finding) in &progress.broken {
            writeln!(out, "{file}: {finding}")?;
        }
        for (file, line, finding) in &progress.listed {
            writeln!(out, "{file}:{line}: {finding}")?;
        }
        match progress
            .unreadable
            .saturating_sub(progress.listed.len() as u64)
        {
            0 => Ok(()),
            more => writeln!(out, "and {more} more that are not listed"),
        }
    }
}

/// A line of JSON, then the keys.
fn unpack(beside: &[u8]) -> Result<(Progress, BTreeSet<Key>), Box<dyn Error>> {
    let end = beside.iter().position(|byte| *byte == b'\n');
    let (progress, keys) = beside.split_at(end.ok_or("this checkpoint is not of an archive run")?);
    let (keys, rest) = keys[1..].as_chunks();
    if !rest.is_empty() {
        return Err("the keys of the checkpoint are cut short".into());
    }
    Ok((
        serde_json::from_slice(progress)?,
        keys.iter().copied().collect(),
    ))
}
