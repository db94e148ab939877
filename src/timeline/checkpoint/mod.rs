//! The compact form of a timeline for runs: checksummed bytes, and a file that is whole or not there.
//!
//! ```text
//! offset  bytes  what
//!      0      8  "DETENTE" and a line feed
//!      8      4  version, 1
//!     12      8  T, the length of the timeline
//!     20      8  A, the length of what the caller keeps beside it
//!     28      T  the timeline
//!   28+T      A  the caller's bytes
//! 28+T+A     32  SHA-256 of everything before
//! ```
//!
//! Numbers of this frame are little-endian. In the timeline, numbers are varints, days are differences, document ids
//! and chains of steps stand once in sorted tables. One timeline has exactly one form, so that equal timelines
//! are equal bytes.

mod bytes;
mod decode;
mod encode;
mod file;
mod tables;

use std::{io, path::Path};

use sha2::{Digest, Sha256};
use thiserror::Error;

use super::{Timeline, stored::Fault};

/// The first bytes of every checkpoint.
const MAGIC: &[u8; 8] = b"DETENTE\n";
/// The version this library writes and reads.
const VERSION: u32 = 1;
const HEAD: usize = 28;
const SEAL: usize = 32;
/// The largest checkpoint written or read, in bytes: 4 GiB.
pub const MAX_CHECKPOINT: u64 = 1 << 32;

/// Why a checkpoint cannot be written or read. Nothing is ever taken over from a checkpoint in part.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum CheckpointError {
    /// The file cannot be read or written.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The first bytes are not those of a checkpoint.
    #[error("not a checkpoint of a timeline")]
    Magic,
    /// Another version.
    #[error("a checkpoint of version {0}; this library reads version {VERSION}")]
    Version(u32),
    /// Cut short, or longer than its head says.
    #[error("a checkpoint of {found} bytes, where its head wants {wanted}")]
    Length {
        /// How many bytes there are.
        found: u64,
        /// How many there should be.
        wanted: u64,
    },
    /// Larger than [`MAX_CHECKPOINT`].
    #[error("a checkpoint of {0} bytes; the largest is {MAX_CHECKPOINT}")]
    Size(u64),
    /// Some byte is not what was written.
    #[error("the checkpoint's checksum does not fit; the file is damaged")]
    Checksum,
    /// The bytes are as they were written, but not by this library: what they say cannot be.
    #[error("the checkpoint cannot be: {0}")]
    Content(Refusal),
}

/// What a sealed checkpoint says that cannot be.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error(transparent)]
pub struct Refusal(Flaw);

#[derive(Clone, Debug, Error, PartialEq, Eq)]
enum Flaw {
    #[error("it ends too early or too late")]
    End,
    #[error("a number has no such form or lies out of its range")]
    Number,
    #[error("a text is not UTF-8, or not the code or name it stands for")]
    Text,
    #[error("a table is not sorted, or holds what nothing uses")]
    Table,
    #[error("{0}")]
    Fault(Fault),
}

impl From<Flaw> for CheckpointError {
    fn from(flaw: Flaw) -> Self {
        Self::Content(Refusal(flaw))
    }
}

impl Timeline {
    /// The timeline as the bytes of a checkpoint: compact, with version, lengths and checksum. Equal timelines give
    /// equal bytes, in whatever order and however many parts they were recorded.
    ///
    /// ```
    /// # use detente::Timeline;
    /// let timeline = Timeline::new();
    /// let mut bytes = timeline.to_bytes();
    /// assert_eq!(Timeline::from_bytes(&bytes)?, timeline);
    /// bytes[30] ^= 1;
    /// assert!(Timeline::from_bytes(&bytes).is_err());
    /// # Ok::<(), detente::CheckpointError>(())
    /// ```
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        sealed(&encode::timeline(self), &[])
    }

    /// The timeline of a checkpoint's bytes; what was kept beside it is left aside.
    ///
    /// # Errors
    ///
    /// When a byte is missing, too many or changed, or when what the bytes say cannot be: every table is sorted and
    /// each entry there once, counts add up, and every event is told by a document that was read.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, CheckpointError> {
        opened(bytes).map(|(timeline, _)| timeline)
    }

    /// Writes the timeline to a file, as [`to_bytes`](Self::to_bytes) gives it.
    ///
    /// The bytes go to `<path>.tmp` in the same folder, which is synced and then renamed, so that after a crash at
    /// any moment the file holds either what it held before or all of this. One file has one writer at a time.
    ///
    /// # Errors
    ///
    /// When the file cannot be written, or would be larger than [`MAX_CHECKPOINT`]; then it is as it was before.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), CheckpointError> {
        self.save_with(path, &[])
    }

    /// Writes the timeline and some bytes of the caller's into one file, so that both are there or neither:
    /// how far the input has been read, say, and which documents.
    ///
    /// # Errors
    ///
    /// As [`save`](Self::save).
    pub fn save_with(&self, path: impl AsRef<Path>, beside: &[u8]) -> Result<(), CheckpointError> {
        let bytes = sealed(&encode::timeline(self), beside);
        match bytes.len() as u64 {
            size if size > MAX_CHECKPOINT => Err(CheckpointError::Size(size)),
            _ => Ok(file::write_whole(path.as_ref(), &bytes)?),
        }
    }

    /// Reads the timeline of a checkpoint.
    ///
    /// ```
    /// # use detente::Timeline;
    /// # let path = std::env::temp_dir().join(format!("detente-{}.checkpoint", std::process::id()));
    /// Timeline::new().save(&path)?;
    /// assert_eq!(Timeline::load(&path)?, Timeline::new());
    /// # std::fs::remove_file(&path)?;
    /// # Ok::<(), detente::CheckpointError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When the file cannot be read, is larger than [`MAX_CHECKPOINT`], or as
    /// [`from_bytes`](Self::from_bytes).
    pub fn load(path: impl AsRef<Path>) -> Result<Self, CheckpointError> {
        Self::load_with(path).map(|(timeline, _)| timeline)
    }

    /// Reads the timeline of a checkpoint and what [`save_with`](Self::save_with) kept beside it.
    ///
    /// # Errors
    ///
    /// As [`load`](Self::load).
    pub fn load_with(path: impl AsRef<Path>) -> Result<(Self, Vec<u8>), CheckpointError> {
        let bytes = file::read_whole(path.as_ref())?;
        opened(&bytes).map(|(timeline, beside)| (timeline, beside.to_vec()))
    }
}

/// A head, the timeline, the caller's bytes, and the checksum of all three.
fn sealed(timeline: &[u8], beside: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(HEAD + timeline.len() + beside.len() + SEAL);
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(&VERSION.to_le_bytes());
    bytes.extend_from_slice(&(timeline.len() as u64).to_le_bytes());
    bytes.extend_from_slice(&(beside.len() as u64).to_le_bytes());
    bytes.extend_from_slice(timeline);
    bytes.extend_from_slice(beside);
    let seal = Sha256::digest(&bytes);
    bytes.extend_from_slice(&seal);
    bytes
}

/// The timeline and the caller's bytes, once everything about them has been checked.
fn opened(bytes: &[u8]) -> Result<(Timeline, &[u8]), CheckpointError> {
    let timeline = frame(bytes)?;
    let (body, seal) = bytes.split_at(bytes.len() - SEAL);
    if Sha256::digest(body).as_slice() != seal {
        return Err(CheckpointError::Checksum);
    }
    let (timeline, beside) = body[HEAD..].split_at(timeline);
    Ok((decode::timeline(timeline)?, beside))
}

/// The timeline's length, where the head is sound and the whole as long as it says.
fn frame(bytes: &[u8]) -> Result<usize, CheckpointError> {
    let found = bytes.len() as u64;
    let short = CheckpointError::Length {
        found,
        wanted: (HEAD + SEAL) as u64,
    };
    let known = bytes.len().min(MAGIC.len());
    if bytes[..known] != MAGIC[..known] {
        return Err(CheckpointError::Magic);
    }
    let Some(head) = bytes
        .first_chunk::<HEAD>()
        .filter(|_| bytes.len() >= HEAD + SEAL)
    else {
        return Err(short);
    };
    let version = u32::from_le_bytes([head[8], head[9], head[10], head[11]]);
    if version != VERSION {
        return Err(CheckpointError::Version(version));
    }
    let length = |at: usize| {
        let mut number = [0; 8];
        number.copy_from_slice(&head[at..at + 8]);
        u64::from_le_bytes(number)
    };
    let (timeline, beside) = (length(12), length(20));
    let wanted = timeline
        .saturating_add(beside)
        .saturating_add((HEAD + SEAL) as u64);
    let fits = wanted == found;
    usize::try_from(timeline)
        .ok()
        .filter(|_| fits)
        .ok_or(CheckpointError::Length { found, wanted })
}

#[cfg(test)]
mod tests;
