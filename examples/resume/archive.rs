//! What the checkpoint holds: the timeline, and beside it how far the inputs have been read and which documents.

use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    io::{self, Write},
    path::Path,
};

use detente::{Article, CheckpointError, Reader, Timeline};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::input::{Found, Item, Mark};

/// How much of a document id's SHA-256 is kept: two of a thousand million ids share it once in 10^20 archives.
const KEY: usize = 16;

/// The keys of every document read.
type Keys = BTreeSet<[u8; KEY]>;

/// The whole state of a run.
#[derive(Debug, Default)]
pub(crate) struct Archive {
    timeline: Timeline,
    progress: Progress,
    keys: Keys,
}

/// How far the run has come.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Progress {
    /// How far each file has been read.
    files: BTreeMap<String, Mark>,
    /// Documents that came again and were passed over.
    repeated: u64,
    /// Lines and files that hold no document.
    unreadable: u64,
}

impl Archive {
    /// The state of the checkpoint, or an empty one where there is none yet.
    pub(crate) fn open(path: &Path, lexicon: &str) -> Result<Self, Box<dyn Error>> {
        let (timeline, beside) = match Timeline::load_with(path) {
            Ok(held) => held,
            Err(CheckpointError::Io(error)) if error.kind() == io::ErrorKind::NotFound => {
                let mut archive = Self::default();
                archive.timeline.stamp(lexicon);
                return Ok(archive);
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
        })
    }

    /// Writes everything into one file, so that position and sums can never disagree.
    pub(crate) fn save(&self, path: &Path) -> Result<(), Box<dyn Error>> {
        let mut beside = serde_json::to_vec(&self.progress)?;
        beside.push(b'\n');
        beside.extend(self.keys.iter().flatten());
        Ok(self.timeline.save_with(path, &beside)?)
    }

    /// How far a file has been read.
    pub(crate) fn mark(&self, path: &Path) -> Mark {
        let name = path.display().to_string();
        self.progress.files.get(&name).copied().unwrap_or_default()
    }

    pub(crate) fn move_to(&mut self, path: &Path, mark: Mark) {
        self.progress.files.insert(path.display().to_string(), mark);
    }

    /// Records what was found, unless it was recorded before.
    pub(crate) fn take(&mut self, found: Found, reader: &mut Reader<'_>) {
        match found {
            Found::Trouble(finding) => {
                self.progress.unreadable += 1;
                let _ = writeln!(io::stderr(), "{finding}");
            }
            Found::Item(item) if self.keys.insert(key(&item.id)) => self.record(&item, reader),
            Found::Item(_) => self.progress.repeated += 1,
        }
    }

    fn record(&mut self, item: &Item, reader: &mut Reader<'_>) {
        let article = match item.date {
            Some(day) => Article::new(&item.id, day, &item.text),
            None => Article::undated(&item.id, &item.text),
        };
        self.timeline
            .record(reader.analyze(&article.title(&item.title)));
    }

    /// Documents read so far, each once.
    pub(crate) fn documents(&self) -> usize {
        self.keys.len()
    }

    /// What was read, and what became of it.
    pub(crate) fn account(&self, out: &mut impl Write) -> io::Result<()> {
        let counts = self.timeline.counts();
        writeln!(
            out,
            "{} documents read, {} scored, {} events between {} pairs; {} repeated, {} unreadable",
            counts.read,
            counts.scored,
            counts.events,
            self.timeline.undirected_pairs().len(),
            self.progress.repeated,
            self.progress.unreadable,
        )
    }
}

fn key(id: &str) -> [u8; KEY] {
    let mut key = [0; KEY];
    key.copy_from_slice(&Sha256::digest(id)[..KEY]);
    key
}

/// A line of JSON, then the keys.
fn unpack(beside: &[u8]) -> Result<(Progress, Keys), Box<dyn Error>> {
    let end = beside.iter().position(|byte| *byte == b'\n');
    let (progress, keys) = beside.split_at(end.ok_or("this checkpoint is not of an archive run")?);
    let (keys, rest) = keys[1..].as_chunks::<KEY>();
    if !rest.is_empty() {
        return Err("the keys of the checkpoint are cut short".into());
    }
    Ok((
        serde_json::from_slice(progress)?,
        keys.iter().copied().collect(),
    ))
}
